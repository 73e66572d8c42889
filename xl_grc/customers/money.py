"""The amounts of an export: in which column and unit they stand, in which currency, what was paid back of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from xl_grc.customers.cells import (
    Ambiguous,
    Amounts,
    currency_code,
    currency_named,
    in_country,
    read_amounts,
    scaled,
)
from xl_grc.customers.coded import Cents, Coded, Flags
from xl_grc.customers.headers import header_exponent
from xl_grc.customers.lines import NO_CENTS
from xl_grc.customers.opening import Export
from xl_grc.customers.options import Options
from xl_grc.errors import InputError, Problem
from xl_grc.plan.above_table import thousands_in_titles
from xl_grc.plan.headers import names_a_unit
from xl_grc.records import NamedTuple
from xl_grc.values import cell_text

_REMARKS = 5
"""How many of the last lines may be remarks below the table."""


class LineMoney(NamedTuple):
    """What each line says of money: its `cents` without VAT, or with it where the export has no others, less what was
    `refunded`; in which currency; whether its amount is blank or does not read; what the user is told."""

    cents: Cents
    blank: Flags
    bad: Flags
    refunded: Flags
    currency: Coded
    notes: tuple[Problem, ...]


def money_of(export: Export, places: Mapping[str, int], options: Options) -> LineMoney:
    """The money of each line. Raises InputError: ambiguous_number, thousands_in_title."""
    columns = _Columns(export, places, options)
    field = "net" if "net" in places else "gross"
    columns.refuse_title(field)
    read = columns.read(field)
    notes: tuple[Problem, ...] = ()
    if field == "gross":
        notes = (export.problem("customers.gross_only" if options.vat is None else "customers.vat_taken_out"),)
        read = read if options.vat is None else read._replace(cents=scaled(read.cents, 1.0, 1.0 + options.vat))
    refunded = columns.refunded(read.cents)
    cents = read.cents if refunded is None else read.cents - refunded
    is_refunded = np.zeros(len(cents), np.bool_) if refunded is None else refunded != 0
    return LineMoney(cents, read.blank, read.bad, is_refunded, columns.currency(field, read.currency), notes)


def shown_cents(export: Export, places: Mapping[str, int], options: Options, money: LineMoney, cents: Cents) -> Cents:
    """The amounts by which lines are told: with VAT where the line has no other, NO_CENTS where it has none at all."""
    unread = money.blank | money.bad
    if not unread.any():
        return cents
    if "net" not in places or "gross" not in places:
        return np.where(unread, NO_CENTS, cents)
    gross = _Columns(export, places, options).read("gross")
    return np.where(unread, np.where(gross.blank | gross.bad, NO_CENTS, gross.cents), cents)


class _Columns:
    """The columns of money of an export."""

    def __init__(self, export: Export, places: Mapping[str, int], options: Options) -> None:
        self._export, self._places, self._options = export, places, options

    def read(self, field: str) -> Amounts:
        """The amounts of a column, in full."""
        column, formats = self._with_formats(field)
        exponent = header_exponent(self._export.header[self._places[field]], self._options.exponent)
        read = read_amounts(column, self._options.language, exponent, formats)
        if isinstance(read, Ambiguous):
            raise InputError([ambiguous_cell(self._export, self._places[field], read, column)])
        return read

    def _with_formats(self, field: str) -> tuple[Coded, list[str]]:
        """A column in which cells of two number formats are two, and the format of each distinct cell."""
        place, rows = self._places[field], self._export.table.rows
        column, formats = self._export.table.columns[place], self._export.formats
        if not any(of_column == place + 1 for _, of_column in formats):
            return column, []
        told = [formats.get((row, place + 1), "") for row in rows.tolist()]
        numbers: dict[tuple[int, str], int] = {}
        codes = [numbers.setdefault(key, len(numbers)) for key in zip(column.codes.tolist(), told, strict=True)]
        distinct = Coded(np.array(codes, np.int32), [column.cells[code] for code, _ in numbers])
        return distinct, [code for _, code in numbers]

    def refuse_title(self, field: str) -> None:
        """Refuse amounts of which only a title says that they are in thousands."""
        header = self._export.header[self._places[field]]
        if self._options.exponent is not None or header_exponent(header) or names_a_unit(header):
            return
        if said := thousands_in_titles([*self._export.titles, *self._remarks(self._places[field])]):
            raise InputError([said._replace(file=self._export.file, sheet=self._export.sheet)])

    def _remarks(self, amounts: int) -> Iterator[str]:
        """The texts of the last lines, of those without an amount: remarks stand below a table too."""
        for line in range(max(0, len(self._export.table.rows) - _REMARKS), len(self._export.table.rows)):
            if not self._export.table.columns[amounts].text(line):
                yield from (column.text(line) for column in self._export.table.columns)

    def refunded(self, cents: Cents) -> Cents | None:
        """What was paid back, which is told with VAT, as a part of the amounts that count; None where nothing tells."""
        if "refunded" not in self._places:
            return None
        refunded = np.abs(self.read("refunded").cents)
        if "net" not in self._places:
            return scaled(refunded, 1.0, 1.0 + (self._options.vat or 0.0))
        if "gross" not in self._places:
            return refunded
        gross = self.read("gross").cents
        return scaled(refunded, cents, np.where(gross == 0, 1, gross))

    def currency(self, field: str, beside: Coded) -> Coded:
        """The currency of each line: the one beside its amount, else of a column of its own, else of the header."""
        by_header = in_country(currency_named(cell_text(self._export.header[self._places[field]])))
        place = self._places.get("currency")
        if place is None:
            return Coded(beside.codes, [in_country(str(cell)) or by_header for cell in beside.cells])
        told = self._export.table.columns[place]
        named = [currency_code(cell) for cell in told.cells]
        if not any(beside.cells):
            return Coded(told.codes, [name or by_header for name in named])
        both = beside.codes.astype(np.int64) * len(named) + told.codes
        pairs, codes = np.unique(both, return_inverse=True)
        names = [
            in_country(str(beside.cells[pair // len(named)]), named[pair % len(named)])
            or named[pair % len(named)]
            or by_header
            for pair in pairs.tolist()
        ]
        return Coded(codes.astype(np.int32), names)


def ambiguous_cell(export: Export, place: int, found: Ambiguous, column: Coded) -> Problem:
    """The problem of a cell that reads two ways, with its place."""
    row = int(export.table.rows[int(np.argmax(column.codes == found.cell))])
    header = cell_text(export.header[place]).strip()
    problem = found.problem._replace(value=cell_text(column.cells[found.cell]).strip())
    return problem._replace(file=export.file, sheet=export.sheet, row=row, column=header)
