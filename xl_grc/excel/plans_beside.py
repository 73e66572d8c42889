"""The plan that is open beside a workbook of customer relations: what it tracked is the user's own response."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from xl_grc.errors import InputError
from xl_grc.excel.open_plan import open_plan
from xl_grc.plan.model import Plan
from xl_grc.text import Texts

_SIGN = "PlanROI"
"""A name that every plan has: no other workbook is copied to look into it."""


class PlanBeside(NamedTuple):
    """A plan in which actions proposed are tracked, None without one, and what to say of it."""

    plan: Plan | None
    told: str


def plan_beside(book: Any, words: Texts) -> PlanBeside:
    """The one plan open beside a workbook in which actions proposed there are tracked; of several none is chosen."""
    from xl_grc.customers.responses import tracks  # NumPy: no other command waits for it

    unread: list[str] = []
    found = {name: plan for name, plan in _plans(book, unread) if tracks(plan)}
    if unread:
        return PlanBeside(None, words.say("ribbon.plan_unread", files=", ".join(unread)))
    if len(found) > 1:
        return PlanBeside(None, words.say("ribbon.plans_tracking", files=", ".join(found)))
    for name, plan in found.items():
        return PlanBeside(plan, words.say("ribbon.plan_tracking", file=name))
    return PlanBeside(None, words["ribbon.no_plan_tracking"])


def _plans(book: Any, unread: list[str]) -> Iterator[tuple[str, Plan]]:
    """The name and the plan of each other open workbook that holds one; `unread` gets the names of those that cannot
    be read."""
    own = book.name
    for other in book.app.books:
        name = other.name
        if name != own and _SIGN in other.names:
            try:
                yield name, open_plan(other).returned.plan
            except InputError:
                unread.append(name)
