"""What came of the actions proposed before, in words: who bought since, and what the plan tracked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from xl_grc.customers.updating import Updated
from xl_grc.customers.wording import returns_in_words
from xl_grc.plan.model import Event, Plan
from xl_grc.plan.words import identity
from xl_grc.tables.relations.segments import PROPOSALS
from xl_grc.tables.relations_kind import RELATIONS
from xl_grc.tables.runtime.text_rules import two_decimals
from xl_grc.text import LANGUAGES, Texts
from xl_grc.values import cell_text
from xl_grc.workbook.repair.typing import Typing

_RETURNS = ("loyalty.returns_rate", "loyalty.returns_counts")
_SENTENCES = {
    "says.listed": _RETURNS,
    "says.controls": _RETURNS,
    "says.tracked": (),
}
"""What each sentence begins with, and what it goes on with. Keys of the text files."""
_NUMBER = r"[0-9.,\s]{1,30}"
_BETWEEN = ". "


def type_responses(updated: Updated, plan: Plan | None, words: Texts) -> None:
    """Write beside each action what is known of the response to it. What people typed there stays, before it."""
    told = [[*_since(updated, key, words), *_tracked(plan, key, words)] for key in PROPOSALS]
    _type(updated.typing, told, tuple(_SENTENCES), words)


def tracked_in_words(plan: Plan | None, words: Texts) -> list[str]:
    """What a plan tracked of each action, in the order of the proposals; "" for nothing."""
    return [_BETWEEN.join(_tracked(plan, key, words)) for key in PROPOSALS]


def type_tracked(typing: Typing, plan: Plan, words: Texts) -> None:
    """The same of what a plan tracked alone: who bought since is known from sales."""
    _type(typing, [[*_tracked(plan, key, words)] for key in PROPOSALS], ("says.tracked",), words)


def tracks(plan: Plan) -> bool:
    """Whether contacts of an action proposed here are logged in a plan."""
    return any(event.contacts for key in PROPOSALS for event in _events(plan, key))


def _type(typing: Typing, told: Iterable[Sequence[str]], anew: Sequence[str], words: Texts) -> None:
    held = typing.cells.columns.get("Proposals.response", []) if "Proposals" in typing.cells.tables else []
    before = re.compile("|".join(pattern for key in anew for pattern in _patterns(key, words)))
    for row, (cell, sentences) in enumerate(zip(held, told, strict=False)):
        kept = [part for part in cell_text(cell).split(_BETWEEN) if part and not before.fullmatch(part)]
        if sentences:
            typing.put("Proposals", "response", row, _BETWEEN.join([*kept, *sentences]))


def _patterns(key: str, words: Texts) -> Iterator[str]:
    """The sentences that we write under a key, whatever their numbers."""
    for end in _SENTENCES[key] or ("",):
        texts = re.split(r"\{\w+\}", words[key] + (words[end] if end else ""))
        yield _NUMBER.join(map(re.escape, texts))


def _since(updated: Updated, key: str, words: Texts) -> Iterator[str]:
    """Of those who were to be contacted, and of the control group, who bought since."""
    response = updated.responses.get(key)
    if response is None:
        return
    if response.listed.lapsed:
        yield words["says.listed"] + returns_in_words(response.listed, updated.days, words)
    if response.control.lapsed:
        yield words["says.controls"] + returns_in_words(response.control, updated.days, words)


def _events(plan: Plan, key: str) -> list[Event]:
    """The lines of the log of an action, which is known by its name in any language."""
    names = {identity(RELATIONS.texts(language)[f"actions.{key}"]) for language in LANGUAGES}
    numbers = {action.no for action in plan.actions if identity(action.action) in names}
    return [event for event in plan.events if event.action in numbers]


def _tracked(plan: Plan | None, key: str, words: Texts) -> Iterator[str]:
    """The contacts and buyers logged for the action in the plan."""
    events = [] if plan is None else _events(plan, key)
    contacts, buyers = (sum(getattr(event, field) or 0 for event in events) for field in ("contacts", "buyers"))
    if contacts:
        rate = two_decimals(100 * buyers / contacts, words["formats.decimal"])
        yield words.say("says.tracked", rate=rate, buyers=f"{buyers:g}", contacts=f"{contacts:g}")
