"""Units: what a number means, the limits it must keep, and how a sheet shows it."""

from __future__ import annotations

from xl_grc.errors import CellError
from xl_grc.records import NamedTuple
from xl_grc.text import LANGUAGES
from xl_grc.values import ERROR_TOKENS


class Unit(NamedTuple):
    """A kind of value. Limits are inclusive; `None` means no limit.

    >>> RATE.allows(0.5), RATE.allows(1.5)
    (True, False)
    """

    name: str
    format: str
    minimum: float | None = None
    maximum: float | None = None

    def allows(self, number: float) -> bool:
        """Whether `number` lies within the limits."""
        return not (
            (self.minimum is not None and number < self.minimum) or (self.maximum is not None and number > self.maximum)
        )


AMOUNT = Unit("amount", "#,##0", 0)
TARGET = Unit("target", "#,##0", 0)
"""An amount or a number, as its objective is measured."""
UNIT_AMOUNT = Unit("unit_amount", "#,##0.00", 0)
SIGNED_AMOUNT = Unit("signed_amount", "#,##0;-#,##0;0")
COUNT = Unit("count", "#,##0", 0)
QUANTITY = Unit("quantity", "#,##0.00", 0)
RATE = Unit("rate", "0.0%", 0, 1)
OPEN_RATE = Unit("open_rate", "0.0%", 0)
SIGNED_RATE = Unit("signed_rate", "0.0%")
VARIANCE = Unit("variance", "+#,##0;-#,##0;0")
VARIANCE_RATE = Unit("variance_rate", "+0.0%;-0.0%;0.0%")
RATIO = Unit("ratio", "0.00")
DURATION = Unit("duration", "#,##0.0", 0)
DAYS = Unit("days", "#,##0", 0)
SCORE = Unit("score", "General", 0, 10)
SIGNED_SCORE = Unit("signed_score", "+0.0;-0.0;0")
"""The difference of two scores."""
MEASURE = Unit("measure", "General")
"""A number of a table whose rows each measure something else."""
POINTS = Unit("points", "0")
RANK = Unit("rank", "0")
NUMBER = Unit("number", "0")
DATE = Unit("date", "dd/mm/yyyy", 18_264, 73_050)
"""A day from 1950 to 2099, as the day number of a sheet."""
MONTH = Unit("month", "mmm yyyy")
TEXT = Unit("text", "General")
MARK = Unit("mark", "General")
SHARE = Unit("share", "General")
"""An X, or a number above 0."""
DELAY = Unit("delay", "0", 0, 24)
"""Whole months."""
LANGUAGE = Unit("language", "General")


def to_language(cell: object) -> str:
    """The language that a cell names, "fr" or "en" in any case; French when blank.

    Raises CellError: #VALUE! for anything else, the same error for an error token.

    >>> to_language("EN"), to_language(None)
    ('en', 'fr')
    """
    if cell is None or cell == "":
        return LANGUAGES[0]
    if isinstance(cell, str):
        if cell in ERROR_TOKENS:
            raise CellError(cell)
        if cell.lower() in LANGUAGES:
            return cell.lower()
    raise CellError("#VALUE!")
