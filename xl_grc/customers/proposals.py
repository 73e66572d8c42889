"""At most four actions to propose: whom each is for, what a purchase of theirs brings, from which answer on it pays.

How many will buy is never taken from how many come back by themselves: what an action adds is another thing than what
its customers do without it. The buyers stay blank unless the user says what answer they expect.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from xl_grc.customers.analysis import Analysis
from xl_grc.customers.reach import Reach
from xl_grc.customers.returns import Returned
from xl_grc.customers.value import mean_basket
from xl_grc.errors import CellError
from xl_grc.functions.catalogue import FUNCTIONS
from xl_grc.records import NamedTuple
from xl_grc.tables.relations.segments import PROPOSALS
from xl_grc.tables.relations.standing import number_of

_BASKET_MONTHS = 24
_LAPSED = "best_lost"


class Terms(NamedTuple):
    """What the user knows of their actions: margin rate, cost per contact, the answer expected; None where unsaid."""

    margin_rate: float | None = None
    contact_cost: float | None = None
    response: float | None = None


class Proposal(NamedTuple):
    """An action: its key in the texts, its number from 1, how many contacts, the mean basket of its customers (None
    without one), what it costs, how many will buy if the user said so; the units and the share of contacts from which
    on it pays; of its customers lapsed before, how many came back by themselves (None where nobody can tell)."""

    key: str
    number: int
    contacts: int
    price: float | None
    expenses: float | None
    buyers: int | None
    breakeven_units: float | None
    breakeven_rate: float | None
    returned: Returned | None
    days: int


def proposals_of(analysis: Analysis, reach: Reach, terms: Terms) -> list[Proposal]:
    """The four actions in their order, those for nobody included."""
    return [_proposal(analysis, reach, terms, number, key) for number, key in enumerate(PROPOSALS, 1)]


def _proposal(analysis: Analysis, reach: Reach, terms: Terms, number: int, key: str) -> Proposal:
    segments = [number_of(segment) for segment in PROPOSALS[key]]
    theirs = sum((analysis.segment == segment for segment in segments), start=analysis.segment < 0)
    contacts = int((reach.action == number).sum())
    price = cents(mean_basket(analysis.purchases, theirs, _BASKET_MONTHS))
    expenses = cents(None if terms.contact_cost is None else terms.contact_cost * contacts)
    returns = analysis.returns if _LAPSED in PROPOSALS[key] else None
    return Proposal(
        key,
        number,
        contacts,
        price,
        expenses,
        None if terms.response is None else _half_up(terms.response * contacts, "1"),
        _answer("BREAKEVEN_UNITS", expenses, terms.margin_rate, price),
        _answer("BREAKEVEN_RATE", expenses, terms.margin_rate, price, contacts),
        None if returns is None else returns.several,
        0 if returns is None else returns.days,
    )


def _answer(function: str, *arguments: float | None) -> float | None:
    """A figure of the catalogue, the one the plan shows; None where something is unknown, or nothing would pay."""
    if None in arguments:
        return None
    try:
        found: float = FUNCTIONS[function].evaluate(*arguments)
    except CellError:
        return None
    return found


def cents(amount: float | None) -> float | None:
    """An amount to the cent, halves up: what a file of two decimals can hold."""
    return None if amount is None else float(_half_up(amount, "0.01", float))


def _half_up(number: float, step: str, kind: type = int) -> int:
    found: int = kind(Decimal(repr(number)).quantize(Decimal(step), ROUND_HALF_UP))
    return found
