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
    taxes_said,
)
from xl_grc.customers.coded import Cents, Coded, Codes, Flags
from xl_grc.customers.headers import folded, header_exponent, tax_of
from xl_grc.customers.lines import NO_CENTS
from xl_grc.customers.opening import Export
from xl_grc.customers.options import Options
from xl_grc.customers.tax import NET, TAXED, UNTAXED
from xl_grc.customers.words import words_of
from xl_grc.errors import InputError, Problem
from xl_grc.plan.above_table import thousands_in_titles
from xl_grc.plan.headers import names_a_unit
from xl_grc.records import NamedTuple
from xl_grc.values import Cell, cell_text

_REMARKS = 5
"""How many of the last lines may be remarks below the table."""


class LineMoney(NamedTuple):
    """What each line says of money: its `cents` without VAT, or with it where the export has no others, less what was
    `refunded`; in which currency; whether its amount is blank, does not read, says of VAT what its column does not, or
    is contradicted by the one with VAT `beside` it, which is NO_CENTS where there is none."""

    cents: Cents
    blank: Flags
    bad: Flags
    other_tax: Flags
    contradicted: Flags
    beside: Cents
    refunded: Flags
    currency: Coded

    def shown(self, cents: Cents) -> Cents:
        """The amounts by which lines are told: with VAT where the line has no other, NO_CENTS where it has none."""
        others = self.blank | self.contradicted | (self.bad & ~self.other_tax)
        return np.where(others, self.beside, cents) if others.any() else cents


class MoneyColumns:
    """The columns of money of an export; `places` are those of its fields, with amounts as they say themselves whether
    they are with VAT where their header does not; `notes` are what the user is told.

    Raises InputError: ambiguous_number, thousands_in_title."""

    def __init__(self, export: Export, places: Mapping[str, int], options: Options) -> None:
        self._export, self._options, self.places = export, options, dict(places)
        self._known: dict[str, Amounts] = {}
        self.notes: list[Problem] = []
        self._settle_tax()
        self._refuse_title()
        if {"net", "gross"} <= self.places.keys() - export.typed.keys() and self._is_empty("net"):
            del self.places["net"]
        self._shipping, self._taxes_told = self._beside("shipping"), self._beside("taxes")
        self._is_taxed = self._field == "gross" or self._holds_taxes()
        if self._is_taxed:
            self.notes.append(
                export.problem("customers.gross_only" if options.vat is None else "customers.vat_taken_out")
            )

    @property
    def _field(self) -> str:
        """The field whose amounts count."""
        return "net" if "net" in self.places else "gross"

    def _settle_tax(self) -> None:
        """A column whose header says nothing of VAT is what its amounts say of it."""
        field = self._field
        other, own, said = ("gross", UNTAXED, TAXED) if field == "net" else ("net", TAXED, UNTAXED)
        if other in self.places or field in self._export.typed or self._says_tax(field):
            return
        if said in (found := taxes_said(*self._with_formats(field))) and own not in found:
            self.places[other] = self.places.pop(field)
            if other == "net":
                self.notes.append(self._export.problem("customers.amounts_untaxed", column=self._name("net")))

    def _is_empty(self, field: str) -> bool:
        """Whether a column holds nothing but blanks and 0, as that without VAT of who owes none."""
        read = self._read(field)
        return not (read.cents.any() or read.bad.any())

    def lines(self, document: Codes, credit: Flags) -> LineMoney:
        """The money of each line; `document` is the line that holds the number of the document of each, `credit` are
        those of credit notes."""
        read, vat = self._read(self._field), self._options.vat
        cents = read.cents if vat is None or not self._is_taxed else scaled(read.cents, 1.0, 1.0 + vat)
        beside, contradicted = np.broadcast_to(np.int64(NO_CENTS), len(cents)), np.zeros(len(cents), np.bool_)
        if self._field == "net" and "gross" in self.places:
            gross = self._read("gross")
            beside = np.where(gross.blank | gross.bad, NO_CENTS, gross.cents)
            contradicted = _contradicted(cents, gross, document, credit) & ~(
                read.blank | read.bad | self._is_shipping()
            )
            self._tell_above(read, gross)
        refunded = self._refunded(cents) if "refunded" in self.places else None
        return LineMoney(
            cents if refunded is None else cents - refunded,
            read.blank,
            read.bad if refunded is None else read.bad | self._read("refunded").bad,
            read.other_tax,
            contradicted,
            beside,
            np.zeros(len(cents), np.bool_) if refunded is None else refunded != 0,
            self._currency(read.currency),
        )

    def _tell_above(self, net: Amounts, gross: Amounts) -> None:
        """Amounts without VAT that are above those with it: of swapped columns, or typed wrong."""
        known = ~(net.blank | net.bad | gross.blank | gross.bad) & (gross.cents != 0)
        above = np.flatnonzero(known & (np.abs(net.cents) > np.abs(gross.cents)))
        if len(above):
            names = {"net": self._name("net"), "gross": self._name("gross")}
            self.notes.append(self._export.problem_of_lines("customers.net_above_gross", above, **names))

    def _beside(self, what: str) -> Cents | None:
        """The shipping or the taxes that stand in a column of their own; None without one."""
        words = words_of(f"{what}_headers")
        place = next((place for place, cell in enumerate(self._export.header) if folded(cell) in words), None)
        if place is None or not {"net", "gross"} <= self.places.keys():
            return None
        read = read_amounts(self._export.table.columns[place], self._options.language)
        return None if isinstance(read, Ambiguous) else read.cents

    def _holds_taxes(self) -> bool:
        """Whether the amounts that should be without VAT hold it, as in shops whose prices do: what is paid is they and
        the shipping, on most of the lines that tell taxes."""
        if self._taxes_told is None or "net" in self._export.typed or tax_of(self._header("net")):
            return False
        taxed = self._taxes_told > 0
        return bool(taxed.any()) and 2 * int((self._more_paid()[taxed] == 0).sum()) > int(taxed.sum())

    def _more_paid(self) -> Cents:
        """What is paid beyond the amount and its shipping."""
        shipping: Cents = np.zeros(len(self._export.table.rows), np.int64) if self._shipping is None else self._shipping
        return self._read("gross").cents - self._read("net").cents - shipping

    def _is_shipping(self) -> Flags:
        """The lines on which nothing is paid but shipping, and its taxes."""
        if self._shipping is None:
            return np.zeros(len(self._export.table.rows), np.bool_)
        more = self._more_paid()
        of_taxes = more == 0 if self._taxes_told is None else (more == 0) | (more == self._taxes_told)
        found: Flags = of_taxes & (self._read("net").cents == 0) & (self._shipping > 0)
        return found

    def _header(self, field: str) -> Cell:
        return self._export.header[self.places[field]]

    def _name(self, field: str) -> str:
        return cell_text(self._header(field)).strip()

    def _read(self, field: str) -> Amounts:
        """The amounts of a column, in full."""
        if field not in self._known:
            column, formats = self._with_formats(field)
            exponent = header_exponent(self._header(field), self._options.exponent)
            read = read_amounts(column, self._options.language, exponent, formats, self._taxes(field))
            if isinstance(read, Ambiguous):
                raise InputError([ambiguous_cell(self._export, self.places[field], read, column)])
            self._known[field] = read
        return self._known[field]

    def _taxes(self, field: str) -> tuple[str, ...]:
        """What amounts may say of VAT in a column."""
        if field == "net":
            return (UNTAXED, NET)
        return (TAXED,) if self._says_tax(field) else (TAXED, NET)

    def _says_tax(self, field: str) -> bool:
        """Whether the header of a column says of VAT what the column is; "net à payer" does not."""
        said = tax_of(self._header(field))
        return said in ((UNTAXED, NET) if field == "net" else (UNTAXED, TAXED))

    def _with_formats(self, field: str) -> tuple[Coded, list[str]]:
        """A column in which cells of two number formats are two, and the format of each distinct cell."""
        place, rows = self.places[field], self._export.table.rows
        column, formats = self._export.table.columns[place], self._export.formats
        if not any(of_column == place + 1 for _, of_column in formats):
            return column, []
        told = [formats.get((row, place + 1), "") for row in rows.tolist()]
        numbers: dict[tuple[int, str], int] = {}
        codes = [numbers.setdefault(key, len(numbers)) for key in zip(column.codes.tolist(), told, strict=True)]
        distinct = Coded(np.array(codes, np.int32), [column.cells[code] for code, _ in numbers])
        return distinct, [code for _, code in numbers]

    def _refuse_title(self) -> None:
        """Refuse amounts of which only a title says that they are in thousands."""
        header = self._header(self._field)
        if self._options.exponent is not None or header_exponent(header) or names_a_unit(header):
            return
        if said := thousands_in_titles([*self._export.titles, *self._remarks(self.places[self._field])]):
            raise InputError([said._replace(file=self._export.file, sheet=self._export.sheet)])

    def _remarks(self, amounts: int) -> Iterator[str]:
        """The texts of the last lines, of those without an amount: remarks stand below a table too."""
        for line in range(max(0, len(self._export.table.rows) - _REMARKS), len(self._export.table.rows)):
            if not self._export.table.columns[amounts].text(line):
                yield from (column.text(line) for column in self._export.table.columns)

    def _refunded(self, cents: Cents) -> Cents:
        """What was paid back, which is told with VAT, as a part of the amounts that count."""
        refunded = np.abs(self._read("refunded").cents)
        if self._field == "gross":
            return scaled(refunded, 1.0, 1.0 + (self._options.vat or 0.0))
        if "gross" not in self.places:
            return refunded
        gross = self._read("gross").cents
        return scaled(refunded, cents, np.where(gross == 0, 1, gross))

    def _currency(self, beside: Coded) -> Coded:
        """The currency of each line: the one beside its amount, else of a column of its own, else of the header."""
        by_header = in_country(currency_named(self._name(self._field)))
        place = self.places.get("currency")
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


def _contradicted(net: Cents, gross: Amounts, document: Codes, credit: Flags) -> Flags:
    """The lines whose amount is 0, or of the other sign, beside a larger one with VAT: one of the two is wrong. What a
    document tells once, on whichever of its lines, or on each of them, is compared with the sum of them."""
    lines = np.bincount(document)
    told = (gross.cents != 0) & ~(gross.blank | gross.bad)
    one = np.zeros(len(lines), np.int64)
    one[document[told]] = gross.cents[told]
    others = told & (gross.cents != one[document])
    told_once = (lines > 1) & (np.bincount(document, others, len(lines)) == 0)
    sums = np.bincount(document, net, len(lines)).astype(np.int64)
    amount = np.where(told_once[document], sums[document], net)
    opposite = (amount == 0) | ((np.sign(amount) != np.sign(gross.cents)) & ~credit)
    found: Flags = opposite & told & (np.abs(gross.cents) >= np.abs(amount))
    return found


def ambiguous_cell(export: Export, place: int, found: Ambiguous, column: Coded) -> Problem:
    """The problem of a cell that reads two ways, with its place."""
    row = int(export.table.rows[int(np.argmax(column.codes == found.cell))])
    header = cell_text(export.header[place]).strip()
    problem = found.problem._replace(value=cell_text(column.cells[found.cell]).strip())
    return problem._replace(file=export.file, sheet=export.sheet, row=row, column=header)
