"""What came of the actions proposed before, in words: who bought since, and what the plan tracked."""

from __future__ import annotations

from collections.abc import Iterator

from xl_grc.customers.updating import Updated
from xl_grc.customers.wording import returns_in_words
from xl_grc.plan.model import Plan
from xl_grc.plan.words import identity
from xl_grc.tables.relations.segments import PROPOSALS
from xl_grc.tables.relations_kind import RELATIONS
from xl_grc.tables.runtime.text_rules import two_decimals
from xl_grc.text import LANGUAGES, Texts


def responses_in_words(updated: Updated, plan: Plan | None, words: Texts) -> Iterator[str]:
    """What is known of the response to each action, in the order of the proposals; "" for nothing."""
    for key in PROPOSALS:
        told = [*_since(updated, key, words), *_tracked(plan, key, words)]
        yield ". ".join(told)


def _since(updated: Updated, key: str, words: Texts) -> Iterator[str]:
    """Of those who were to be contacted, and of the control group, who bought since."""
    response = updated.responses.get(key)
    if response is None:
        return
    if response.listed.lapsed:
        yield words["says.listed"] + returns_in_words(response.listed, updated.days, words)
    if response.control.lapsed:
        yield words["says.controls"] + returns_in_words(response.control, updated.days, words)


def _tracked(plan: Plan | None, key: str, words: Texts) -> Iterator[str]:
    """The contacts and buyers logged for the action in the plan."""
    if plan is None:
        return
    names = {identity(RELATIONS.texts(language)[f"actions.{key}"]) for language in LANGUAGES}
    numbers = {action.no for action in plan.actions if identity(action.action) in names}
    events = [event for event in plan.events if event.action in numbers]
    contacts, buyers = (sum(getattr(event, field) or 0 for event in events) for field in ("contacts", "buyers"))
    if contacts:
        rate = two_decimals(100 * buyers / contacts, words["formats.decimal"])
        yield words.say("says.tracked", rate=rate, buyers=f"{buyers:g}", contacts=f"{contacts:g}")
