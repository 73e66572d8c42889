"""An analysis as the filling of a workbook of customer relations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from xl_grc.customers.analysis import Analysis
from xl_grc.customers.cohorts import SHOWN
from xl_grc.customers.proposals import Proposal, Terms
from xl_grc.customers.reach import Reach
from xl_grc.customers.rows import KNOWN, listed
from xl_grc.customers.wording import (
    calculates_in_words,
    consent_in_words,
    likely_pairs,
    period_in_words,
    reason_in_words,
    retention_in_words,
    returns_in_words,
    segment_label,
    vat_in_words,
)
from xl_grc.records import NamedTuple
from xl_grc.tables.evaluation import LARGEST
from xl_grc.tables.relations.segments import COHORT_ROWS
from xl_grc.tables.relations.standing import SEGMENTS
from xl_grc.tables.relations_kind import RELATIONS
from xl_grc.text import Texts
from xl_grc.text.messages import line
from xl_grc.values import to_serial
from xl_grc.workbook.filling import Filling, filled, fixed_keys
from xl_grc.workbook.relations_filling import (
    DISCOUNT_RATE,
    LISTED_LINES,
    YEARS,
    blank_columns,
    blank_names,
    care_columns,
    proposal_words,
    segment_words,
)

Order: TypeAlias = NDArray[np.int64]
"""The places of customers, in the order of the rows of the workbook."""


class Choices(NamedTuple):
    """What the user chose for the workbook: its language, what they know of their actions, the VAT taken out."""

    language: str
    terms: Terms
    vat: float | None = None


def order_of(analysis: Analysis) -> Order:
    """The customers who bought something, the best first, of equal ones by code."""
    bought = np.flatnonzero(analysis.purchases.bought)
    money, codes = analysis.purchases.money, analysis.sales.people.codes
    order = bought[np.argsort(-money[bought], kind="stable")]
    tied = np.zeros(len(order), np.bool_)
    tied[1:] = np.diff(money[order]) == 0
    tied[:-1] |= tied[1:]
    by_code = np.array(sorted(order[tied].tolist(), key=codes.__getitem__), np.int64)
    order[tied] = by_code[np.argsort(-money[by_code], kind="stable")]
    return order


def filling_of(
    analysis: Analysis, order: Order, reach: Reach, proposals: Sequence[Proposal], choices: Choices
) -> Filling:
    """Every table and named cell of the workbook; `order` is the one of its customers."""
    words = RELATIONS.texts(choices.language)
    columns = {
        **_customers(analysis, order, reach, words),
        **_segments(analysis, words),
        **_cohorts(analysis, words),
        **_proposals(proposals, words),
        **_lines(analysis, words),
        **care_columns(words),
        **{key: list(values) for key, values in fixed_keys(RELATIONS).items()},
    }
    names = _names(analysis, choices, words)
    return filled(RELATIONS, choices.language, columns, names, is_plain=_is_usual(analysis), known=KNOWN)


def blank_filling(as_of: date, choices: Choices) -> Filling:
    """A workbook of nobody yet, to be filled by hand."""
    words = RELATIONS.texts(choices.language)
    names = blank_names(as_of, words) | _settings(choices)
    return filled(RELATIONS, choices.language, blank_columns(words), names)


def _is_usual(analysis: Analysis) -> bool | None:
    """True where all amounts are of a usual size, which is all that plain values ask for; else nobody knows."""
    return True if int(np.abs(analysis.purchases.money).max(initial=0)) < LARGEST else None


def _customers(analysis: Analysis, order: Order, reach: Reach, words: Texts) -> dict[str, list[Any]]:
    people, places = analysis.sales.people, order.tolist()
    consents = people.contacts.get("consent")
    given: dict[str, list[Any]] = {
        "code": list(map(people.codes.__getitem__, places)),
        "name": list(map(people.names.__getitem__, places)),
        **{key: listed(key, cells[order]) for key, cells in analysis.cells.items()},
        "control": [words["mark"] if chosen else "" for chosen in reach.control[order].tolist()],
    }
    if consents is not None:
        given["email_consent"] = [consent_in_words(consents[place], words) for place in places]
    shape = RELATIONS.shapes["Customers"]
    blank = [""] * len(order)
    return {
        f"Customers.{column.key}": given.get(column.key, blank)
        for column in shape.columns
        if column.role != "computed" or column.key in given
    }


def _segments(analysis: Analysis, words: Texts) -> dict[str, list[Any]]:
    late = analysis.returns is not None and analysis.returns.are_late
    returns = [_segment_returns(analysis, segment, words) for segment in SEGMENTS]
    labels = [segment_label(segment, late, words) for segment in SEGMENTS]
    return segment_words(words) | {"Segments.label": labels, "Segments.returns": returns}


def _segment_returns(analysis: Analysis, segment: str, words: Texts) -> str:
    if analysis.returns is None or segment not in ("best_lost", "lost", "came_once"):
        return ""
    found = analysis.returns.once if segment == "came_once" else analysis.returns.several
    return returns_in_words(found, analysis.returns.days, words)


def _cohorts(analysis: Analysis, words: Texts) -> dict[str, list[Any]]:
    rows, quarters = analysis.cohorts.rows, analysis.cohorts.by_quarter
    missing = COHORT_ROWS - 1 - len(rows)
    labels = [period_in_words(row, quarters, words) for row in rows]
    mean = words["loyalty.mean"] if rows else ""
    shares = [[_blank(share) for share in row.shares()] for row in rows]
    ages = list(zip(*shares, strict=True)) if rows else [()] * SHOWN
    return {
        "Cohorts.cohort": [*labels, *[""] * missing, mean],
        "Cohorts.customers": [*(row.customers for row in rows), *[""] * missing, sum(r.customers for r in rows) or ""],
        **{
            f"Cohorts.age_{age}": [*ages[age], *[""] * missing, _blank(analysis.cohorts.mean[age])]
            for age in range(SHOWN)
        },
    }


def _blank(value: float | None) -> Any:
    return "" if value is None else value


def _proposals(proposals: Sequence[Proposal], words: Texts) -> dict[str, list[Any]]:
    return proposal_words(words) | {
        "Proposals.price": [_blank(proposal.price) for proposal in proposals],
        "Proposals.returns": [
            "" if proposal.returned is None else returns_in_words(proposal.returned, proposal.days, words)
            for proposal in proposals
        ],
    }


def _lines(analysis: Analysis, words: Texts) -> dict[str, list[Any]]:
    """The lines left aside, up to as many as a reader can look through, and what is told of the files."""
    aside, files = analysis.sales.aside, analysis.sales.files
    told = [line(note, words) for note in analysis.sales.notes]
    if aside.size > LISTED_LINES:
        told.append(words.say("aside.more", count=aside.size - LISTED_LINES))
    told += likely_pairs(analysis, words)
    shown = slice(0, LISTED_LINES)
    return {
        "LinesLeftAside.file": [files[place] for place in aside.file[shown].tolist()],
        "LinesLeftAside.row": aside.row[shown].tolist(),
        "LinesLeftAside.reason": [reason_in_words(reason, words) for reason in aside.reason[shown].tolist()],
        "LinesLeftAside.amount": [_blank(amount) for amount in aside.amounts()[shown]],
        "Told.what": told,
    }


def _names(analysis: Analysis, choices: Choices, words: Texts) -> dict[str, Any]:
    sales, retention, year = analysis.sales, analysis.retention, analysis.year
    gross = any(note.key == "customers.gross_only" for note in sales.notes)
    names: dict[str, Any] = {
        "AsOf": to_serial(sales.as_of),
        "UsualInterval": analysis.intervals.usual,
        "LostAfter": analysis.intervals.lost,
        "Currency": "€" if sales.currency in ("", "EUR") else sales.currency,
        "Vat": vat_in_words(gross, choices.vat, words),
        "Calculates": calculates_in_words(analysis.customers, words),
        **_settings(choices),
        "AnonymousRevenue": analysis.anonymous_cents / 100,
        "WithoutPurchase": analysis.without_purchase,
        "WithoutPurchaseRevenue": analysis.without_purchase_cents / 100,
        **_lines_counted(analysis),
        "YearBasket": _blank(year.basket),
        "YearFrequency": _blank(year.frequency),
        "Buyers": "" if retention is None else retention.buyers,
        "Kept": "" if retention is None else retention.kept,
        "RetentionRate": "" if retention is None else _blank(retention.rate),
        "RetentionNote": retention_in_words(analysis, words),
        "CohortsNote": words["loyalty.by_quarter" if analysis.cohorts.by_quarter else "loyalty.by_month"],
        "CrossBuyers": _blank(analysis.cross_buyers),
        "Referrals": "",
    }
    until = words.say("summary.until", day=words.shown_day(sales.as_of))
    amounts = words["summary.amounts_gross" if gross and choices.vat is None else "summary.amounts_net"]
    return names | {"Amounts": f"{amounts} {names['Currency']}. {until}"}


def _lines_counted(analysis: Analysis) -> dict[str, Any]:
    """How many lines count, how many do not and why."""
    sales = analysis.sales
    return {
        "LinesKept": sales.lines.size,
        "LinesAside": sales.aside.size,
        "LinesLater": sales.later,
        "LinesAlike": sales.alike,
    }


def _settings(choices: Choices) -> dict[str, Any]:
    """What the user chooses, or may change on the sheet."""
    return {
        "Language": choices.language,
        "Years": YEARS,
        "DiscountRate": DISCOUNT_RATE,
        "MarginRate": _blank(choices.terms.margin_rate),
        "ContactCost": _blank(choices.terms.contact_cost),
    }
