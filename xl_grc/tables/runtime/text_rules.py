"""What the verbs over texts do with values: numbers written and read, labels taken apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from xl_grc.functions.rounding import round_as_sheets
from xl_grc.patterns import compiled_later
from xl_grc.values import NUMBERS, as_text

_LEADING = compiled_later(r"(0|-?[1-9]\d{0,14})(?: |$)")


def leading_number(label: Any) -> Any:
    """The number that a label begins with, or "".

    >>> leading_number("7 - E-mailing"), leading_number(7), leading_number("Hors action"), leading_number("1/2 page")
    (7, 7, '', '')
    """
    if label.__class__ in NUMBERS:
        return label if label % 1 == 0 else ""
    found = _LEADING.match(label if label.__class__ is str else as_text(label))
    return int(found[1]) if found else ""


def trimmed(text: Any) -> str:
    """Without outer spaces, and one space where there were several."""
    if text == "":
        return ""
    stripped = as_text(text).strip(" ")
    return " ".join(filter(None, stripped.split(" "))) if "  " in stripped else stripped


def two_decimals(number: float, separator: str, before: str = "") -> str:
    """A number with two decimals, its digits behind a text.

    >>> two_decimals(0.6666, ","), two_decimals(-12.0, ".", "€")
    ('0,67', '-€12.00')
    """
    sign_ = "-" if number < 0 else ""
    return f"{sign_}{before}{round_as_sheets(abs(number), 2):.2f}".replace(".", separator)


_HALF, _NEARLY_HALF, _THOUSAND, _BILLION = 0.5, 0.4999, 1000, 10**9
_KEPT_NUMBERS = 10_000


def whole(number: float, separator: str, before: str = "") -> str:
    """A number without decimals behind a text, a separator between its thousands; above billions they stay together.

    >>> whole(1240.4, " "), whole(-999.5, " "), whole(-1_002_003, ",", "€"), whole(2e12, " ")
    ('1 240', '-1 000', '-€1,002,003', '2000 000 000 000')
    """
    size = abs(number)
    rounded = int(size + 0.5)
    if abs(rounded - size) > _NEARLY_HALF:  # so near to a half that its digits decide
        rounded = int(round_as_sheets(size, 0))
    shown = str(rounded) if rounded < _THOUSAND else _with_thousands(rounded, separator)
    return f"{before}{shown}" if number > -_HALF else f"-{before}{shown}"


def texts_of(write: Callable[..., str], column: Sequence[Any], *words: str) -> list[str]:
    """What a function writes of each cell of a column, and of words beside.

    >>> texts_of("{1}{0}".format, [7, "", 7], "n")
    ['n7', '', 'n7']
    """

    def text(value: Any) -> str:
        return "" if value == "" else write(value, *words)

    distinct = set(column)
    if 2 * len(distinct) > len(column):
        return _wholes(column, *words) if write is whole else list(map(text, column))
    return list(map({value: text(value) for value in distinct}.__getitem__, column))


_BELOW_HALF, _ABOVE_HALF = 0.499, 0.501


def _wholes(column: Sequence[Any], separator: str, before: str = "") -> list[str]:
    """Numbers without decimals, of which many are written alike.

    >>> _wholes([1240.4, "", 1239.6, 0.5, -3], " ", "€")
    ['€1 240', '', '€1 240', '€1', '-€3']
    """
    written = _Written(separator, before)
    return [
        ""
        if value == ""
        else written[int(value + 0.5)]
        if value >= 0 and not _BELOW_HALF < value % 1 < _ABOVE_HALF
        else whole(value, separator, before)  # of a half its last digits decide
        for value in column
    ]


class _Written(dict[int, str]):
    """Whole numbers written lately."""

    def __init__(self, *words: str) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, number: int) -> str:
        self[number] = shown = whole(number, *self._words)
        return shown


@lru_cache(_KEPT_NUMBERS)
def _with_thousands(number: int, separator: str) -> str:
    billions, rest = divmod(number, _BILLION)
    shown = f"{number:,}" if billions < _THOUSAND else f"{billions},{rest:011,}"
    return shown.replace(",", separator)


def name_in_label(label: Any) -> str:
    """The name in the label of an action, behind its number.

    >>> name_in_label("7 - E-mailing"), name_in_label("Hors action")
    ('E-mailing', '')
    """
    return as_text(label).partition(" - ")[2][:999]
