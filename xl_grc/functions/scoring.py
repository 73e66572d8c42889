"""The RFM score of customers: recency, frequency and money, each from 1 to 5 by place among the others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from xl_grc.errors import CellError
from xl_grc.functions.ranges import Rows, meet
from xl_grc.values import to_number

SCORES = 5


def rfm_scores(recency_days: Rows, frequency: Rows, monetary: Rows) -> Rows:
    """For each customer a text as "555"; "" where a value is blank, its error where a value is one.

    Blanks and errors count in no place. Values equal share their score.

    >>> rfm_scores([[5], [40]], [[12], [3]], [[900], [None]])
    [['331'], ['']]
    """
    width, columns = meet([recency_days, frequency, monetary])
    recency, *others = ([_value(cell) for cell in column] for column in columns)
    nearness = [-days if isinstance(days, float) else days for days in recency]
    scores = zip(*(_scores(values) for values in (nearness, *others)), strict=True)
    texts = [_joined(digits) for digits in scores]
    return [texts[start : start + width] for start in range(0, len(texts), max(width, 1))]


def _value(cell: Any) -> float | str:
    """A number that counts; "" for a blank; an error token."""
    if cell is None:
        return ""
    try:
        number = to_number(cell)
    except CellError as error:
        return error.token
    return number if number >= 0 else "#NUM!"


def _scores(values: Sequence[float | str]) -> list[str]:
    """1 + the whole fifths of the values that are strictly worse (less); other cells stay as they are."""
    ordered = sorted(value for value in values if isinstance(value, float))
    return [
        str(1 + SCORES * bisect_left(ordered, value) // len(ordered)) if isinstance(value, float) else value
        for value in values
    ]


def _joined(digits: tuple[str, ...]) -> str:
    error = next((digit for digit in digits if digit.startswith("#")), None)
    return error or ("" if "" in digits else "".join(digits))
