"""What an analysis says in words: segments, returns, periods, reasons, what is told beside figures."""

from __future__ import annotations

from xl_grc.customers.analysis import Analysis
from xl_grc.customers.cohorts import Cohort
from xl_grc.customers.identity import likely_the_same
from xl_grc.customers.limit import LIVE_UP_TO, calculates
from xl_grc.customers.lines import Reason
from xl_grc.customers.returns import Returned
from xl_grc.customers.words import says
from xl_grc.text import Texts

_LISTED_PAIRS = 50


def segment_label(segment: str, late: bool, words: Texts) -> str:
    """The name of a segment: who comes back by themselves more than once in three is late, not lost."""
    return str(words.get(f"late_segments.{segment}" if late else "", words[f"segments.{segment}"]))


def returns_in_words(found: Returned, days: int, words: Texts) -> str:
    """How many lapsed customers came back by themselves: a share, or counts where there are few."""
    if found.rate is None:
        return words.say("loyalty.returns_counts", returned=found.returned, lapsed=found.lapsed, days=days)
    share = f"{100 * found.rate:.0f}"
    return words.say("loyalty.returns_rate", rate=share, days=days, returned=found.returned, lapsed=found.lapsed)


def reason_in_words(reason: int, words: Texts) -> str:
    """Why a line is left aside."""
    return str(words[f"reasons.{Reason(reason).name}"])


def period_in_words(row: Cohort, quarters: bool, words: Texts) -> str:
    """The month or the quarter of a cohort; the first one of the file is of old customers."""
    month = row.month
    if quarters:
        period = words.say("loyalty.quarter", quarter=(month.month + 2) // 3, year=month.year)
    else:
        period = f"{words['months'][month.month - 1]} {month.year}"
    return words.say("loyalty.old_customers", period=period) if row.is_first else period


def consent_in_words(text: str, words: Texts) -> str:
    """A consent as the file tells it, in the words of the workbook."""
    return "" if not text else words["yes"] if says(text, "yes") else words["no"]


def likely_pairs(analysis: Analysis, words: Texts) -> list[str]:
    """The customers whose names differ by a slip of the pen, a sentence a pair; nobody looks through thousands."""
    if not calculates(analysis.customers):
        return []
    people, bought = analysis.sales.people, analysis.purchases.bought
    pairs = [(one, other) for one, other in likely_the_same(people) if bought[one] and bought[other]]
    return [
        words.say(
            "aside.likely_the_same",
            **{
                name: f"{people.codes[place]} {people.names[place]}" if people.coded[place] else people.names[place]
                for name, place in zip(("one", "other"), pair, strict=True)
            },
        )
        for pair in pairs[:_LISTED_PAIRS]
    ]


def vat_in_words(gross: bool, vat: float | None, words: Texts) -> str:
    """Whether amounts are without VAT, and how they came to be."""
    if vat is not None:
        return words.say("settings.net_from_gross", rate=f"{100 * vat:g}".replace(".", words["formats.decimal"]))
    return str(words["settings.gross" if gross else "settings.net"])


def calculates_in_words(customers: int, words: Texts) -> str:
    """Whether the table of so many customers holds formulas or values."""
    if not calculates(customers):
        return words.say("settings.values", limit=f"{LIVE_UP_TO:,}".replace(",", words["formats.thousands"]))
    return str(words["settings.live"])


def retention_in_words(analysis: Analysis, words: Texts) -> str:
    """How the retention was found, or why there is none."""
    retention = analysis.retention
    if retention is None:
        return str(words["loyalty.retention_short"])
    key = "loyalty.retention_few" if retention.rate is None else "loyalty.retention_measured"
    return words.say(key, kept=retention.kept, buyers=retention.buyers)
