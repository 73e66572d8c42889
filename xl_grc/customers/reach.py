"""Who may be contacted, by which channel, and for which action; who may not, counted by reason.

A letter goes to everybody who has not said no; a phone call and an SMS ask for a yes. A customer from whom nothing was
heard for three years leaves every list. From five hundred customers to contact on, one in ten is kept out by chance:
the control group, by which the next analysis tells what contacting them was worth.
"""

from __future__ import annotations

from datetime import date
from zlib import crc32

import numpy as np

from xl_grc.customers.analysis import Analysis
from xl_grc.customers.coded import Codes, Days, Flags
from xl_grc.plan.period import months_later
from xl_grc.records import NamedTuple
from xl_grc.tables.relations.customers import MONTHS_KEPT
from xl_grc.tables.relations.segments import action_numbers
from xl_grc.tables.relations.standing import SEGMENTS

CONTROL_FROM, CONTROL_ONE_IN = 500, 10


class Reach(NamedTuple):
    """By customer: the number of the action for which to contact them, from 1 in the order of the proposals, 0 for
    none; whether they are of the control group. `expired` counts those whom an action would reach, had they not left
    every list three years after their last sign of life."""

    action: Codes
    control: Flags
    expired: int


def reach_of(analysis: Analysis) -> Reach:
    """Whom to contact, from the sales alone: nobody has opposed yet."""
    numbers = action_numbers()
    by_segment = np.array([0, *(numbers.get(segment, 0) for segment in SEGMENTS)], np.int32)
    wanted = by_segment[analysis.segment]
    expired = _expired(analysis.purchases.last, analysis.sales.as_of) & (wanted > 0)
    wanted = np.where(expired, 0, wanted)
    control = np.zeros(len(wanted), np.bool_)
    chosen = np.flatnonzero(wanted)
    if len(chosen) >= CONTROL_FROM:
        codes = analysis.sales.people.codes
        control[[place for place in chosen.tolist() if _by_chance(codes[place])]] = True
    return Reach(np.where(control, 0, wanted).astype(np.int32), control, int(expired.sum()))


def _expired(last: Days, as_of: date) -> Flags:
    """The customers whose last purchase is three years back."""
    known: dict[int, bool] = {0: False}
    for day in set(last.tolist()) - {0}:
        known[day] = months_later(date.fromordinal(day), MONTHS_KEPT) <= as_of
    days = np.array(sorted(known), np.int64)
    return np.array([known[day] for day in days.tolist()], np.bool_)[np.searchsorted(days, last)]


def _by_chance(code: str) -> bool:
    """One code in ten, the same ones in every analysis."""
    return crc32(code.casefold().encode()) % CONTROL_ONE_IN == 0
