"""One number as French and English people write it, with what they write around it.

A text such as "1.234" has a French reading (1234) and an English one (1.234): each text is read both ways.
"""

from __future__ import annotations

import re
from functools import cache

from xl_grc.functions.units import AMOUNT, RATE, TARGET, UNIT_AMOUNT, Unit
from xl_grc.patterns import compiled_later
from xl_grc.records import NamedTuple
from xl_grc.text import LANGUAGES, texts

_SPACES = compiled_later(r"[\s'’]+")
MONEY = frozenset({AMOUNT.name, UNIT_AMOUNT.name, TARGET.name})
_PERCENT = frozenset({RATE.name, TARGET.name})


class TwoNumbers(NamedTuple):
    """What a text reads as with a decimal comma and with a decimal point; None where it does not read."""

    comma: float | None
    point: float | None


def _decimal(mark: str, group: str) -> re.Pattern[str]:
    """A number with decimal `mark`, and thousands grouped by spaces or by `group`, of one kind only."""
    whole = rf"[1-9][0-9]{{0,2}}(?P<g>[ {group}])[0-9]{{3}}(?:(?P=g)[0-9]{{3}})*|[0-9]+"
    return compiled_later(rf"(?P<whole>{whole})(?:[{mark}](?P<part>[0-9]*))?|[{mark}](?P<only>[0-9]+)")


_BY_COMMA = _decimal(",", ".")
_BY_POINT = _decimal(".", ",")


@cache
def any_of(*lists: str) -> str:
    """A pattern of the words of lists of the input section, in both languages, the longest first."""
    words = {word for name in lists for language in LANGUAGES for word in texts(language)[f"input.{name}"]}
    return "|".join(re.escape(word).replace(r"\ ", " ?") for word in sorted(words, key=len, reverse=True))


@cache
def _dressed() -> re.Pattern[str]:
    """A number with its sign, currency, thousands, tax and percent sign around the digits."""
    currency = rf"(?:(?P<thousands>{any_of('thousands')})|(?P<millions>{any_of('millions')})|{any_of('currencies')})"
    tax = rf"(?P<tax>{any_of('untaxed', 'taxed')})"
    before = rf"(?P<open>\()?(?P<sign>[-+−]?) ?(?P<before>{any_of('currencies')})?"
    after = rf"(?:[.,][-–—]{{1,2}})? ?(?:(?P<percent>%)|(?P<after>{currency})?(?: ?{tax})?)(?P<minus>-)?(?P<close>\))?"
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
    >>> read_number("£4,500", AMOUNT), read_number("8'000.-", AMOUNT), read_number("80,- €", AMOUNT)
    (TwoNumbers(comma=None, point=4500.0), TwoNumbers(comma=8000.0, point=8000.0), TwoNumbers(comma=80.0, point=80.0))
    """
    match = _dressed().fullmatch(_SPACES.sub(" ", text).strip())
    if match is None or not _is_sound(match, unit):
        return None
    if match["before"] or match["after"]:
        exponent = 3 if match["thousands"] else 6 if match["millions"] else 0
    power = -2 if match["percent"] else exponent
    negative = match["sign"] in ("-", "−") or bool(match["minus"] or match["open"])
    values = [_value(pattern.fullmatch(match["digits"]), power, negative) for pattern in (_BY_COMMA, _BY_POINT)]
    if match["before"] in _english_signs() and "," in match["digits"] and values[1] is not None:
        values[0] = None
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
def _english_signs() -> frozenset[str]:
    """The currencies that stand before the amount, and never before one with a decimal comma of three figures."""
    return frozenset(sign for language in LANGUAGES for sign in texts(language)["input.signs_before_amounts"])


@cache
def _nothing() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[-–—]+\s*(?:{any_of('currencies')})?\s*)?", re.IGNORECASE)


def says_nothing(text: str) -> bool:
    """Whether a text says that there is no amount: by spaces, or a dash as accountants write it.

    >>> says_nothing(" -   € "), says_nothing("–"), says_nothing("€"), says_nothing("-5")
    (True, True, False, False)
    """
    return _nothing().fullmatch(text) is not None


@cache
def _taxed() -> re.Pattern[str]:
    return re.compile(any_of("taxed"), re.IGNORECASE)


def says_tax(text: str) -> bool:
    """Whether an amount says that it includes VAT.

    >>> says_tax("4 500 € TTC"), says_tax("4 500 € HT")
    (True, False)
    """
    return _taxed().search(text) is not None


@cache
def _other_currencies() -> re.Pattern[str]:
    words = {word for language in LANGUAGES for word in texts(language)["input.currencies"]}
    own = {word for language in LANGUAGES for word in texts(language)["input.plan_currency"]}
    return re.compile("|".join(map(re.escape, sorted(words - own))), re.IGNORECASE)


def says_other_currency(text: str) -> bool:
    """Whether an amount says a currency that is not that of a new plan.

    >>> says_other_currency("$4,500"), says_other_currency("4 500 CHF"), says_other_currency("4 500 EUR")
    (True, True, False)
    """
    return _other_currencies().search(text) is not None


@cache
def usual_number(unit: str) -> re.Pattern[str]:
    """The usual French writing, "1 234,56 €", of which `read_number` would say the same, only later."""
    suffix = rf"(?:\s?(?:{any_of('currencies')}))?" if unit in MONEY else ""
    return re.compile(rf"([1-9][0-9]{{0,2}}(?:\s[0-9]{{3}}){{1,4}}|[0-9]{{1,15}})(?:,([0-9]{{1,2}}))?{suffix}", re.I)


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
