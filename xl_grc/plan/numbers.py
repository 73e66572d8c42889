"""Numbers as French and English people write them, read a column at a time.

A text such as "1.234" has a French reading (1234) and an English one (1.234). Each text is read both ways; a text
with one reading alone tells how its column is written, and settles the others.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache, lru_cache, partial
from typing import NamedTuple, cast

from xl_grc.errors import Problem
from xl_grc.functions.units import AMOUNT, RATE, TARGET, UNIT_AMOUNT, Unit
from xl_grc.plan.grid import TEXT_TYPES, Evidence, Parsed, formula_problem, parted, settled
from xl_grc.text import LANGUAGES, texts
from xl_grc.values import Cell, ErrorToken, cell_text

LARGEST = 1e15
_KEPT_TEXTS = 4_096
"""KnownPlans share their texts ("45 %"): the last ones that were read are kept."""
_LOOKED_AT = 32
_NUMBERS = {float, int, type(None)}

# Two decimals at most: three could be a group of thousands.
_PLAIN = re.compile(r"[0-9]{1,15}(?:[.,][0-9]{1,2})?")
_PLAIN_LINES = re.compile(r"(?:[0-9]{1,15}+(?:[.,][0-9]{1,2}+)?+\n)++")
_SPACES = re.compile(r"[\s'’]+")
MONEY = frozenset({AMOUNT.name, UNIT_AMOUNT.name, TARGET.name})
_PERCENT = frozenset({RATE.name, TARGET.name})


class TwoNumbers(NamedTuple):
    """What a text reads as with a decimal comma and with a decimal point; None where it does not read."""

    comma: float | None
    point: float | None


def _decimal(mark: str, group: str) -> re.Pattern[str]:
    """A number with decimal `mark`, and thousands grouped by spaces or by `group`, of one kind only."""
    whole = rf"[1-9][0-9]{{0,2}}(?P<g>[ {group}])[0-9]{{3}}(?:(?P=g)[0-9]{{3}})*|[0-9]+"
    return re.compile(rf"(?P<whole>{whole})(?:[{mark}](?P<part>[0-9]*))?|[{mark}](?P<only>[0-9]+)")


_BY_COMMA = _decimal(",", ".")
_BY_POINT = _decimal(".", ",")


@cache
def _any_of(*lists: str) -> str:
    """A pattern of the words of lists of the input section, in both languages, the longest first."""
    words = {word for name in lists for language in LANGUAGES for word in texts(language)[f"input.{name}"]}
    return "|".join(re.escape(word).replace(r"\ ", " ?") for word in sorted(words, key=len, reverse=True))


@cache
def _usual(unit: str) -> re.Pattern[str]:
    """The usual French writing, "1 234,56 €", of which `read_number` would say the same, only later."""
    suffix = rf"(?:\s?(?:{_any_of('currencies')}))?" if unit in MONEY else ""
    return re.compile(rf"([1-9][0-9]{{0,2}}(?:\s[0-9]{{3}}){{1,4}}|[0-9]{{1,15}})(?:,([0-9]{{1,2}}))?{suffix}", re.I)


@cache
def _dressed() -> re.Pattern[str]:
    """A number with its sign, currency, thousands, tax and percent sign around the digits."""
    currency = rf"(?:(?P<thousands>{_any_of('thousands')})|(?P<millions>{_any_of('millions')})|{_any_of('currencies')})"
    tax = rf"(?P<tax>{_any_of('untaxed', 'taxed')})"
    before = rf"(?P<open>\()?(?P<sign>[-+−]?) ?(?P<before>{_any_of('currencies')})?"
    after = rf"(?:(?P<percent>%)|(?P<after>{currency})?(?: ?{tax})?)(?P<minus>-)?(?P<close>\))?"
    return re.compile(rf"{before} ?(?P<digits>[0-9.,][0-9., ]*?) ?{after}", re.IGNORECASE)


def read_number(text: str, unit: Unit, exponent: int = 0) -> TwoNumbers | None:
    """Both readings of a text in a column of `unit`, or None when it is no number.

    Amounts of the column are in so many thousands or millions (`exponent` 3 or 6), unless the text has its own unit.

    >>> read_number("1 234,56 € HT", AMOUNT)
    TwoNumbers(comma=1234.56, point=None)
    >>> read_number("50 %", RATE), read_number("1_000", AMOUNT), read_number("8,5 k€", AMOUNT)
    (TwoNumbers(comma=0.5, point=0.5), None, TwoNumbers(comma=8500.0, point=None))
    >>> read_number("33,333 %", RATE)
    TwoNumbers(comma=0.33333, point=None)
    """
    match = _dressed().fullmatch(_SPACES.sub(" ", text).strip())
    if match is None or not _is_sound(match, unit):
        return None
    if match["before"] or match["after"]:
        exponent = 3 if match["thousands"] else 6 if match["millions"] else 0
    power = -2 if match["percent"] else exponent
    negative = match["sign"] in ("-", "−") or bool(match["minus"] or match["open"])
    values = [_value(pattern.fullmatch(match["digits"]), power, negative) for pattern in (_BY_COMMA, _BY_POINT)]
    return None if values == [None, None] else TwoNumbers(*_possible(values, unit))


def _is_sound(match: re.Match[str], unit: Unit) -> bool:
    """Whether what stands around the digits belongs to the unit, and once."""
    money, signs = (match["before"] or match["after"] or match["tax"]), (match["sign"], match["minus"], match["open"])
    return not (
        (match["before"] and match["after"])
        or (money and unit.name not in MONEY)
        or (match["percent"] and unit.name not in _PERCENT)
        or bool(match["open"]) != bool(match["close"])
        or sum(map(bool, signs)) > 1
    )


@cache
def _nothing() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[-–—]+\s*(?:{_any_of('currencies')})?\s*)?", re.IGNORECASE)


def says_nothing(text: str) -> bool:
    """Whether a text says that there is no amount: by spaces, or a dash as accountants write it.

    >>> says_nothing(" -   € "), says_nothing("–"), says_nothing("€"), says_nothing("-5")
    (True, True, False, False)
    """
    return _nothing().fullmatch(text) is not None


@cache
def _taxed() -> re.Pattern[str]:
    return re.compile(_any_of("taxed"), re.IGNORECASE)


def says_tax(text: str) -> bool:
    """Whether an amount says that it includes VAT.

    >>> says_tax("4 500 € TTC"), says_tax("4 500 € HT")
    (True, False)
    """
    return _taxed().search(text) is not None


@lru_cache(_KEPT_TEXTS)
def _known_number(text: str, unit: Unit, exponent: int) -> TwoNumbers | None:
    return read_number(text, unit, exponent)


def _possible(values: list[float | None], unit: Unit) -> list[float | None]:
    """The readings without those above the maximum, unless they all are: nobody writes "33,333 %" for 33333 %."""
    if unit.maximum is None:
        return values
    possible = [None if value is None or value > unit.maximum else value for value in values]
    return values if possible == [None, None] else possible


def _value(match: re.Match[str] | None, power: int, negative: bool) -> float | None:
    if match is None:
        return None
    whole = re.sub("[^0-9]", "", match["whole"] or "0")
    number = float(f"{whole}.{match['part'] or match['only'] or '0'}e{power}")
    return -number if negative else number


def read_numbers(
    cells: Sequence[Cell],
    unit: Unit,
    language: str | None = None,
    evidence: Evidence | None = None,
    exponent: int = 0,
) -> Parsed[float | None]:
    """The numbers of a column; `language` is the typed one, and settles what the column leaves open.

    `evidence` speaks for the whole column where `cells` are a part of it; `exponent` is 3 when amounts are in
    thousands.

    Problems: not_a_number, ambiguous_number, below_minimum, rate_above_one, too_large, formula_refused.

    >>> read_numbers(["1.234", "12,5"], AMOUNT).values
    [1234.0, 12.5]
    >>> read_numbers(["1.234"], AMOUNT).problems[0].key
    'ambiguous_number'
    """
    plain = None if exponent else _plain_numbers(cells, unit)
    if plain is not None:
        return Parsed(plain, {})
    choose = _chooser(unit, language, exponent, evidence or partial(number_evidence, cells, unit))
    known = {text: _within(choose(text), unit) for text in {cell for cell in cells if type(cell) is str}}
    values, problems = parted(
        [known[cell] if type(cell) is str else _within(_number_cell(cell, exponent), unit) for cell in cells], None
    )
    told = {place: problem._replace(value=cell_text(cells[place]).strip()) for place, problem in problems.items()}
    return Parsed(values, told)


def _plain_numbers(cells: Sequence[Cell], unit: Unit) -> list[float | None] | None:
    """The numbers of a column of blanks and of numbers, or plain texts, within the limits, all looked at in one go;
    None when it holds anything else."""
    kinds = set(map(type, cells))
    if kinds <= _NUMBERS:
        numbers = cast("list[float]", [cell for cell in cells if cell is not None])
        if _all_within(numbers, unit) and all(map(math.isfinite, numbers)):
            return [None if cell is None else cell + 0.0 for cell in cast("Sequence[float | None]", cells)]
        return None
    # Amounts are all different, rates and targets repeat; a column of few texts is faster read text by text.
    if not kinds <= TEXT_TYPES or 2 * len(set(cells[:_LOOKED_AT])) <= min(_LOOKED_AT, len(cells)):
        return None
    given = cast("list[str]", list(filter(None, cells)))
    joined = "\n".join(given) + "\n"
    if not given or not _PLAIN_LINES.fullmatch(joined):
        return None
    numbers = list(map(float, joined.replace(",", ".").split()))
    if not _all_within(numbers, unit) or len(numbers) != len(given):  # a cell of several lines
        return None
    if len(numbers) == len(cells):
        return cast("list[float | None]", numbers)
    rest = iter(numbers)
    return [next(rest) if cell else None for cell in cells]


def _all_within(numbers: Sequence[float], unit: Unit) -> bool:
    return not any(isinstance(_within(bound(numbers, default=None), unit), Problem) for bound in (min, max))


def _number_cell(cell: Cell, exponent: int) -> float | Problem | None:
    """The number of a cell that holds no text."""
    if cell is None:
        return None
    if isinstance(cell, ErrorToken):
        return formula_problem(cell)
    if isinstance(cell, (bool, date)) or not isinstance(cell, (int, float)):
        return Problem.of("not_a_number")
    if isinstance(cell, int):
        cell = float(cell) if abs(cell) <= LARGEST else math.inf
    elif not math.isfinite(cell):
        return Problem.of("not_a_number")
    return times_ten(cell, exponent)


def times_ten(number: float, exponent: int) -> float:
    """A number of thousands or millions, as it would be typed in full.

    >>> times_ten(8.7, 3), times_ten(1.005, 3)
    (8700.0, 1005.0)
    """
    return float(f"{number:.15g}e{exponent}") if exponent else number


def _chooser(
    unit: Unit, language: str | None, exponent: int, evidence: Evidence
) -> Callable[[str], float | Problem | None]:
    """How one text of this column is read; the column is asked once, when a first text is ambiguous."""
    decided: list[int | None] = []
    match_usual = _usual(unit.name).fullmatch

    def choose(text: str) -> float | Problem | None:
        if _PLAIN.fullmatch(text):
            return times_ten(float(text.replace(",", ".")), exponent)
        if not exponent and (match := match_usual(text)):
            return float(f"{''.join(match[1].split())}.{match[2] or 0}")
        if says_nothing(text):
            return None
        readings = _known_number(text, unit, exponent)
        if readings is None:
            return Problem.of("not_a_number")
        comma, point = readings
        if comma is None or point is None or comma == point:
            return point if comma is None else comma
        if not decided:
            decided.append(settled(evidence(), language))
        if decided[0] is None:
            first, second = sorted((comma, point), key=abs, reverse=True)
            return Problem.of("ambiguous_number", first=_short(first), second=_short(second))
        return readings[decided[0]]

    return choose


def number_evidence(cells: Iterable[Cell], unit: Unit) -> set[int]:
    """Which decimal marks (0 comma, 1 point) the unambiguous texts of a column use."""
    found = set()
    for cell in cells:
        readings = read_number(cell, unit) if isinstance(cell, str) else None
        if readings is not None and None in readings:
            found.add(0 if readings.point is None else 1)
    return found


def _short(number: float) -> float | int:
    return int(number) if number.is_integer() else number


def _within(number: float | Problem | None, unit: Unit) -> float | Problem | None:
    """A number, or the problem of the limit it passes."""
    if number is None or isinstance(number, Problem):
        return number
    if abs(number) > LARGEST:
        return Problem.of("too_large")
    if unit.minimum is not None and number < unit.minimum:
        return Problem.of("below_minimum")
    if unit.maximum is not None and number > unit.maximum:
        return Problem.of("rate_above_one")
    return number + 0.0


def looks_numeric(cell: Cell) -> bool:
    """Whether a cell holds a number, or a text that reads as one."""
    if isinstance(cell, str):
        return read_number(cell, TARGET) is not None
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)
