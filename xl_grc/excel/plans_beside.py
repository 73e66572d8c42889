"""The plan that is open where sales are analysed: what it tracked is the user's own response."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xl_grc.errors import InputError
from xl_grc.excel.open_plan import open_plan
from xl_grc.plan.model import Plan
from xl_grc.records import NamedTuple
from xl_grc.text import Texts

_SIGN = "PlanROI"
"""A name that every plan has: no other workbook is copied to look into it."""


class PlanBeside(NamedTuple):
    """A plan in which actions proposed are tracked, None without one, and what to say of it."""

    plan: Plan | None
    told: str


def plan_beside(book: Any, words: Texts) -> PlanBeside:
    """The one open plan in which actions proposed are tracked, `book` or one beside it; of several none is chosen."""
    from xl_grc.customers.responses import tracks  # NumPy: no other command waits for it

    unread: list[str] = []
    found = {name: plan for name, plan in _plans(book, unread) if tracks(plan)}
    if unread:
        return PlanBeside(None, words.say("ribbon.plan_unread", files=", ".join(unread)))
    if len(found) > 1:
        return PlanBeside(None, words.say("ribbon.plans_tracking", files=", ".join(found)))
    if not found:
        return PlanBeside(None, words["ribbon.no_plan_tracking"])
    ((name, plan),) = found.items()
    return PlanBeside(plan, words.say("ribbon.plan_tracking", file=name))


def _plans(book: Any, unread: list[str]) -> Iterator[tuple[str, Plan]]:
    """The name and the plan of each open workbook that holds one; `unread` gets the names of those that cannot be
    read."""
    for one in book.app.books:
        if _SIGN in one.names:
            try:
                yield one.name, open_plan(one).returned.plan
            except InputError:
                unread.append(one.name)
