"""Amounts of sales lines, read once for each distinct cell by the house's own readers."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from functools import cache

import numpy as np

from xl_grc.customers.coded import Cents, Coded, Flags
from xl_grc.customers.tax import without_tax
from xl_grc.errors import Problem
from xl_grc.functions.units import SIGNED_AMOUNT
from xl_grc.patterns import compiled_later
from xl_grc.plan.headers import exponent_of
from xl_grc.plan.number_formats import format_exponent, format_words
from xl_grc.plan.numbers import read_numbers, times_ten
from xl_grc.plan.words import fold
from xl_grc.records import NamedTuple
from xl_grc.text import LANGUAGES, texts
from xl_grc.values import Cell

_AMBIGUOUS = frozenset({"ambiguous_number", "ambiguous_date"})
_SCALED = compiled_later(r"(.*[0-9.,])\s*([^\W\d_].*)")
_CURRENCY = compiled_later(r"[^\W\d_]+|[^\w\s]")
_HALF = 0.5 + 1e-6
DOLLAR = "$"
_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN"})
"""The currencies that write it."""


class Amounts(NamedTuple):
    """The amounts of a column in cents, 0 where `blank` or `bad`, and the currency written beside each, "" without; "$"
    is that of some country or other. Those that say of VAT what their column does not are `bad` too, with their cents.
    """

    cents: Cents
    blank: Flags
    bad: Flags
    other_tax: Flags
    currency: Coded


class Ambiguous(NamedTuple):
    """A cell that reads two ways, and nothing in its column says which: the place of its distinct cell."""

    cell: int
    problem: Problem


class _Written(NamedTuple):
    """An amount without what is written around it; `exponent` is 3 for thousands, None where nothing says the unit;
    `tax` is what it says of VAT."""

    amount: Cell
    currency: str = ""
    exponent: int | None = None
    tax: str = ""


def read_amounts(
    column: Coded,
    language: str | None,
    exponent: int = 0,
    formats: Sequence[str] = (),
    taxes: Collection[str] = (),
) -> Amounts | Ambiguous:
    """The amounts of a column. Parentheses, and a minus behind the number, make one negative.

    `exponent` is 3 where the column is in thousands; `formats` are the number formats of the distinct cells, if any;
    `taxes` is what amounts may say of VAT there.
    """
    cells, count = list(column.cells), len(column.cells)
    written = _all_written(cells, formats, exponent)
    for place, one in written.items():
        cells[place] = one.amount
    parsed = read_numbers(cells, SIGNED_AMOUNT, language)
    ambiguous = first_ambiguous(parsed.problems)
    if ambiguous is not None:
        return ambiguous
    bad, other_tax = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    bad[list(parsed.problems)] = True
    other_tax[[place for place, one in written.items() if one.tax and one.tax not in taxes]] = True
    other_tax &= ~bad
    blank = np.array([value is None for value in parsed.values], np.bool_) & ~bad
    cents = _cents(parsed.values, written, exponent)
    currencies = Coded(column.codes, [written[place].currency if place in written else "" for place in range(count)])
    bad |= other_tax
    return Amounts(cents[column.codes], blank[column.codes], bad[column.codes], other_tax[column.codes], currencies)


def _all_written(cells: Sequence[Cell], formats: Sequence[str], exponent: int) -> dict[int, _Written]:
    """The distinct cells that are no plain texts of numbers, by their places."""
    written = {place: _undressed(cell) for place, cell in enumerate(cells) if not _is_bare(cell)}
    for place, code in enumerate(formats):
        if code and place in written:
            written[place] = _as_shown(written[place], code, exponent)
    return written


def _cents(values: Sequence[float | None], written: Mapping[int, _Written], exponent: int) -> Cents:
    """The distinct amounts in full, in cents, halves away from zero; 0 for those that do not read."""
    amounts = np.array([0.0 if value is None else value for value in values])
    for place in range(len(values)) if exponent else written:
        if power := _exponent(written.get(place), exponent):
            amounts[place] = times_ten(float(amounts[place]), power)
    cents: Cents = np.copysign(np.floor(np.abs(amounts) * 100 + _HALF), amounts).astype(np.int64)
    return cents


def taxes_said(column: Coded, formats: Sequence[str] = ()) -> set[str]:
    """What the amounts of a column say of VAT, each by itself or by its number format."""
    said = {without_tax(cell)[1] for cell in column.cells if not _is_bare(cell)}
    return (said | set(map(_format_tax, formats))) - {""}


def _format_tax(code: str) -> str:
    return without_tax(f"0 {format_words(code)}")[1]


def _exponent(written: _Written | None, column: int) -> int:
    return column if written is None or written.exponent is None else written.exponent


def first_ambiguous(problems: dict[int, Problem]) -> Ambiguous | None:
    found = (Ambiguous(place, problem) for place, problem in problems.items() if problem.key in _AMBIGUOUS)
    return next(found, None)


def to_cents(amount: float) -> int:
    """An amount in cents, halves away from zero.

    >>> to_cents(1.005), to_cents(-2.345), to_cents(1250.50)
    (101, -235, 125050)
    """
    return int(math.copysign(math.floor(abs(amount) * 100 + _HALF), amount))


@cache
def _currency_marks() -> tuple[tuple[str, str], ...]:
    """The marks of currencies, the longest first, each with the code of its currency."""
    marks = {
        mark.casefold(): mark if mark == DOLLAR else code
        for language in LANGUAGES
        for code, *names in texts(language)["customers.read.currencies"]
        for mark in (code, *names)
    }
    return tuple(sorted(marks.items(), key=lambda mark: (-len(mark[0]), mark[0])))


def currency_code(cell: Cell) -> str:
    """The code of the currency in a cell of its own; what is none of those known stays as it is.

    >>> currency_code("euros"), currency_code("$"), currency_code("XAF"), currency_code(None)
    ('EUR', 'USD', 'XAF', '')
    """
    text = cell.strip() if isinstance(cell, str) else ""
    return in_country(currency_named(text)) or text.upper()


def currency_named(text: str) -> str:
    """The currency that a header, a format or a cell names, "" without; "$" where any dollar is meant.

    >>> currency_named("Montant HT (€)"), currency_named("Total $"), currency_named("CHF"), currency_named("Total")
    ('EUR', '$', 'CHF', '')
    """
    marks, folded = dict(_currency_marks()), text.casefold()
    return next(filter(None, (marks.get(word, "") for word in (folded, *_CURRENCY.findall(folded)))), "")


def in_country(currency: str, country: str = "") -> str:
    """What a currency is where another is told beside it: "$" is any dollar.

    >>> in_country("$"), in_country("$", "CAD"), in_country("$", "EUR"), in_country("GBP", "EUR")
    ('USD', 'CAD', 'USD', 'GBP')
    """
    if currency != DOLLAR:
        return currency
    return country if country in _DOLLARS else "USD"


def _without_currency(cell: Cell) -> tuple[Cell, str]:
    """An amount without the currency written beside it, and that currency.

    >>> _without_currency("$1,234.50"), _without_currency("-12,00 EUR"), _without_currency("12")
    (('1,234.50', '$'), ('-12,00', 'EUR'), ('12', ''))
    """
    if not isinstance(cell, str) or _is_bare(cell):
        return cell, ""
    text = cell.strip()
    sign = text[:1] if text[:1] in ("-", "+", "\u2212") else ""
    rest = text[len(sign) :].strip()
    folded = rest.casefold()
    if len(folded) != len(rest) or (folded[:1].isdigit() and folded[-1:].isdigit()):
        return text, ""
    for mark, code in _currency_marks():
        if folded.startswith(mark) and folded != mark:
            return sign + rest[len(mark) :].strip(), code
        if folded.endswith(mark) and folded != mark:
            return sign + rest[: -len(mark)].strip(), code
    return text, ""


def _undressed(cell: Cell) -> _Written:
    """An amount as it is written; one with a currency says its unit.

    >>> _undressed("2 k€"), _undressed("(500 $)").amount, _undressed("100 € HT").tax
    (_Written(amount='2', currency='EUR', exponent=3, tax=''), '-500', 'ht')
    """
    bare, tax = without_tax(_signed(cell))
    amount, currency = _without_currency(_signed(bare))
    if not currency or not isinstance(amount, str):
        return _Written(amount, tax=tax)
    found = _SCALED.fullmatch(amount)
    exponent = exponent_of(fold(found[2]).split()) if found else 0
    return _Written(found[1] if found and exponent else amount, currency, exponent, tax)


def _as_shown(written: _Written, code: str, column: int) -> _Written:
    """A number as its format shows it: in thousands, in a currency."""
    if isinstance(written.amount, bool) or not isinstance(written.amount, (int, float)):
        return written
    exponent = format_exponent(code, column)
    return _Written(written.amount, currency_named(format_words(code)), exponent, _format_tax(code))


def _is_bare(cell: Cell) -> bool:
    """Whether a text is a number without anything around it."""
    return isinstance(cell, str) and cell[:1].isdigit() and cell[-1:].isdigit()


def _signed(cell: Cell) -> Cell:
    """A number in accounting dress with its minus in front; a dash for the cents is none.

    >>> _signed("(1 234,50)"), _signed("50,00-"), _signed("12"), _signed("8'000.-")
    ('-1 234,50', '-50,00', '12', "8'000.-")
    """
    if not isinstance(cell, str) or not cell.endswith((")", "-")):
        return cell
    if cell.startswith("(") and cell.endswith(")"):
        return f"-{cell[1:-1].strip()}"
    is_behind = cell[:1].isdigit() and cell.endswith("-") and cell[-2] not in ".,"
    return f"-{cell[:-1].strip()}" if is_behind else cell


def scaled(cents: Cents, by: Cents | float, over: Cents | float) -> Cents:
    """Amounts times a number over another, in whole cents, halves away from zero."""
    exact = cents * np.asarray(by, np.float64) / np.asarray(over, np.float64)
    return (np.sign(exact) * np.floor(np.abs(exact) + 0.5 + 1e-9)).astype(np.int64)
