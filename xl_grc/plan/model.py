"""A commercial action plan: what a leader writes down, before any calculation.

Records are tuples with names; a value that was not given is `None`, a text that was not given "".
"""

from __future__ import annotations

from datetime import date

from xl_grc.records import NamedTuple

MEASURES = ("revenue", "margin", "buyers", "contacts", "other")
STATUSES = ("to_do", "in_progress", "done", "postponed", "abandoned")


class Action(NamedTuple):
    """A commercial action. Amounts exclude VAT, rates are fractions, `months` are calendar months 1 to 12.

    `status` is one of STATUSES, or a text of the user's own. `shares` are the shares of the months, one for each of
    `months`; where there are none, all months share alike. The revenue comes `revenue_delay` whole months later.
    """

    no: int
    action: str
    objective: str = ""
    short_term: bool = False
    medium_term: bool = False
    long_term: bool = False
    expenses: float | None = None
    revenue: float | None = None
    type: str = ""
    owner: str = ""
    priority: str = ""
    status: str = ""
    progress: float | None = None
    means: str = ""
    audience: str = ""
    product: str = ""
    area: str = ""
    channel: str = ""
    months: tuple[int, ...] = ()
    contacts: float | None = None
    buyers: float | None = None
    price: float | None = None
    unit_cost_price: float | None = None
    margin_rate: float | None = None
    shares: tuple[float, ...] = ()
    revenue_delay: int | None = None


class Objective(NamedTuple):
    """A goal, what it is measured by (one of MEASURES, "" for revenue), its target and its date."""

    objective: str
    measure: str = ""
    target: float | None = None
    due: date | None = None
    entered_actual: float | None = None


class CostLine(NamedTuple):
    """A cost of the action with number `action`: quantity times unit cost."""

    action: int
    item: str = ""
    quantity: float | None = None
    unit: str = ""
    unit_cost: float | None = None


class Event(NamedTuple):
    """Something that happened: money spent or earned, people reached; `action` is None outside any action."""

    date: date | None
    action: int | None
    expenses: float | None = None
    revenue: float | None = None
    contacts: float | None = None
    buyers: float | None = None
    note: str = ""


class Plan(NamedTuple):
    """The plan of one company for the twelve months from `start`, the first day of a month."""

    company: str
    start: date
    actions: tuple[Action, ...] = ()
    objectives: tuple[Objective, ...] = ()
    costs: tuple[CostLine, ...] = ()
    events: tuple[Event, ...] = ()
    reference: str = ""
    currency: str = "€"
    default_margin_rate: float | None = None
