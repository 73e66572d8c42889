"""Reads the lines of an export that has one sale, or one part of a sale, on each line: which count, and why not."""

from __future__ import annotations

import numpy as np

from xl_grc.customers.cells import BAD_DAY, Ambiguous, Amounts, currency_code, read_amounts, read_days, scaled
from xl_grc.customers.coded import Cents, Coded, Codes, Days, Flags, Places, alike, distinct
from xl_grc.customers.draft import Draft
from xl_grc.customers.exports import habits_of
from xl_grc.customers.headers import folded, place_fields
from xl_grc.customers.identity import CONTACTS
from xl_grc.customers.lines import Reason, mark
from xl_grc.customers.opening import Export
from xl_grc.customers.options import Options
from xl_grc.customers.words import is_group, is_total, is_unnamed, says, words_of
from xl_grc.errors import InputError, Problem
from xl_grc.values import cell_text

LARGEST_CENTS = 10**14
_FEWEST_TOTALS = 3
_WHO = ("code", "name", "email")
_SIDES = ("debit", "credit")


def draft_of(export: Export, options: Options) -> Draft:
    """The lines of an export.

    Raises InputError: customers.ledger_given, customers.no_date_column, customers.no_amount_column,
    customers.no_customer_column, ambiguous_date, ambiguous_number.
    """
    placed = place_fields(export.header, export.typed)
    _refuse_missing(export, placed.places)
    reader = _Reader(export, options, placed.places)
    if placed.unread:
        reader.notes.append(export.problem("customers.columns_unread", names=", ".join(placed.unread)))
    return reader.draft()


def _refuse_missing(export: Export, places: dict[str, int]) -> None:
    wanted = {"date": ("date",), "amount": ("net", "gross"), "customer": _WHO}
    missing = [name for name, fields in wanted.items() if not any(field in places for field in fields)]
    if "amount" in missing and set(_SIDES) <= set(map(folded, export.header)):
        raise InputError([export.problem("customers.ledger_given")])
    if missing:
        raise InputError([export.problem(f"customers.no_{name}_column") for name in missing])


class _Reader:
    """The columns of an export, and what follows from them line by line."""

    def __init__(self, export: Export, options: Options, places: dict[str, int]) -> None:
        self._export, self._options = export, options
        self._columns = export.table.columns
        self._rows = export.table.rows
        self.fields = {field: self._columns[place] for field, place in places.items() if place < len(self._columns)}
        self.fields |= {field: _named_only(self.fields[field]) for field in _WHO if field in self.fields}
        self._places = places
        self._headers = [folded(cell) for cell in export.header]
        self._habits = habits_of(self._headers)
        self.notes: list[Problem] = []
        self._tell_habits()

    def draft(self) -> Draft:
        """Every line with its day, its amount, and the reason for which it is left aside if there is one."""
        count = len(self._rows)
        own_days = self._days()
        document, days, fields = self._continued(own_days)
        amounts, credit = self._amounts(), self._credit()
        continues = document != np.arange(count, dtype=np.int32)
        reason = np.zeros(count, np.int32)
        mark(reason, self._totals(own_days) | self._sums(), Reason.TOTAL)
        mark(reason, self._set_aside(), Reason.SET_ASIDE)
        mark(reason, self._beside_invoices(), Reason.NO_INVOICE)
        mark(reason, amounts.blank & continues, Reason.NOTHING)
        _mark_unreadable(reason, days, amounts)
        cents = np.where(credit & (amounts.cents > 0), -amounts.cents, self._after_refunds(amounts))
        draft = Draft(
            self._export.file,
            self._export.sheet,
            self._rows,
            days,
            cents,
            reason,
            credit,
            fields,
            self._currency(amounts),
            alike(self._columns, count),
            tuple(self.notes),
        )
        return self._with_totals(draft, document, continues)

    # -- days and documents --------------------------------------------------------------------------------------------

    def _days(self) -> Days:
        column = self.fields.get("date")
        if column is None:
            return np.zeros(len(self._rows), np.int32)
        read = read_days(column, self._options.language)
        if isinstance(read, Ambiguous):
            raise InputError([self._ambiguous(read, "date", column)])
        return read.days

    def _ambiguous(self, found: Ambiguous, field: str, column: Coded) -> Problem:
        row = int(self._rows[int(np.argmax(column.codes == found.cell))])
        header = cell_text(self._export.header[self._places[field]]).strip()
        problem = found.problem._replace(value=cell_text(column.cells[found.cell]).strip())
        return problem._replace(file=self._export.file, sheet=self._export.sheet, row=row, column=header)

    def _totals(self, days: Days) -> Flags:
        """The lines without a day that name a total, or head a group."""
        found = np.zeros(len(self._rows), np.bool_)
        undated = days <= 0
        if not undated.any():
            return found
        lines = np.flatnonzero(undated)
        for place, column in enumerate(self._columns):
            codes = column.codes[lines]
            named = {
                code
                for code in distinct(codes.astype(np.int64)).tolist()
                if _heads(column.cells[code], first=place == 0)
            }
            if named:
                found[lines] |= np.isin(codes, list(named))
        return found

    def _sums(self) -> Flags:
        """The lines whose amount is a formula that adds up amounts above it."""
        place = 1 + self._places["net" if "net" in self._places else "gross"]
        rows = [row for row, column in self._export.sums if column == place]
        return np.isin(self._rows, rows) if rows else np.zeros(len(self._rows), np.bool_)

    def _continued(self, days: Days) -> tuple[Codes, Days, dict[str, Coded]]:
        """For each line: the line that holds the number of its document, its day; the fields as they then are.

        A line without a customer or a day takes those of the first line of its document, of those no later than it.
        """
        own = np.arange(len(self._rows), dtype=np.int32)
        if "document" not in self.fields:
            return own, days, self.fields
        nobody = self._blank(*_WHO)
        number, document = self._numbers(own, nobody, days)
        first = np.full(len(number.cells), len(own), np.int32)
        first[number.codes[::-1]] = own[::-1]
        head, unnumbered = first[number.codes], np.flatnonzero(number.blank())
        head[unnumbered] = unnumbered
        fields = self.fields | {"document": number} | self._named(np.flatnonzero(nobody), head, days, number.codes)
        undated = np.flatnonzero(days == 0)
        days = days.copy()
        days[undated] = days[head[undated]]
        head[unnumbered] = document[unnumbered]
        return head, days, fields

    def _numbers(self, own: Codes, nobody: Flags, days: Days) -> tuple[Coded, Codes]:
        """The number of the document of each line, and where it stands: in some exports only lines above tell it."""
        number = self.fields["document"]
        if not self._is_detailed():
            return number, own
        follows = nobody & number.blank() & (days == 0)
        above = np.maximum.accumulate(np.where(follows, np.int32(0), own))
        return number.at(above), above

    def _named(self, lines: Places, head: Codes, days: Days, numbers: Codes) -> dict[str, Coded]:
        """What the export tells of customers, where some lines tell it on other lines of their documents alone."""
        if not len(lines):
            return {}
        who = np.arange(len(days), dtype=np.int32)
        who[lines] = head[lines]
        for line in lines[(days[lines] > 0) & (days[lines] < days[head[lines]])].tolist():  # as hardly a file has
            of_document = np.flatnonzero((numbers == numbers[line]) & (days > 0) & (days <= days[line]))
            who[line] = of_document[0]
        told = [field for field in ("code", "name", *CONTACTS) if field in self.fields]
        return {field: self.fields[field].at(who) for field in told}

    def _is_detailed(self) -> bool:
        """Whether the export tells an invoice on its first line alone, and lines of it below."""
        return any(header.startswith(f"{word} ") for header in self._headers for word in words_of("line_parts"))

    def _blank(self, *fields: str) -> Flags:
        """The lines on which all these fields are blank."""
        blank = np.ones(len(self._rows), np.bool_)
        for column in filter(None, map(self.fields.get, fields)):
            blank &= column.blank()
        return blank

    # -- amounts -------------------------------------------------------------------------------------------------------

    def _amounts(self) -> Amounts:
        """The amounts without VAT, or with it where the export has no others."""
        field = "net" if "net" in self.fields else "gross"
        read = self._read(field)
        if field == "net":
            return read
        vat = self._options.vat
        self.notes.append(
            self._export.problem("customers.gross_only")
            if vat is None
            else self._export.problem("customers.vat_taken_out")
        )
        return read if vat is None else read._replace(cents=scaled(read.cents, 1.0, 1.0 + vat))

    def _read(self, field: str) -> Amounts:
        column = self.fields[field]
        read = read_amounts(column, self._options.language)
        if isinstance(read, Ambiguous):
            raise InputError([self._ambiguous(read, field, column)])
        return read

    def _after_refunds(self, amounts: Amounts) -> Cents:
        """The amounts less what was paid back, which is told with VAT."""
        if "refunded" not in self.fields:
            if not self._habits.refunds_by_state or "state" not in self.fields:
                return amounts.cents
            return np.where(self.fields["state"].flags(lambda cell: says(cell, "refunded")), 0, amounts.cents)
        refunded = np.abs(self._read("refunded").cents)
        if "net" not in self.fields:
            taken = scaled(refunded, 1.0, 1.0 + (self._options.vat or 0.0))
        elif "gross" not in self.fields:
            taken = refunded
        else:
            gross = self._read("gross").cents
            taken = scaled(refunded, amounts.cents, np.where(gross == 0, 1, gross))
        return amounts.cents - taken

    def _currency(self, amounts: Amounts) -> Coded:
        """The currency of each line, from a column of its own or from beside the amount."""
        column = self.fields.get("currency")
        if column is None:
            return amounts.currency
        return Coded(column.codes, [currency_code(cell) for cell in column.cells])

    # -- what does not count -------------------------------------------------------------------------------------------

    def _set_aside(self) -> Flags:
        found = np.zeros(len(self._rows), np.bool_)
        for field in ("state", "kind"):
            if field in self.fields:
                found |= self.fields[field].flags(lambda cell: says(cell, "set_aside"))
        if "cancelled" in self.fields:
            found |= ~self.fields["cancelled"].blank()
        return found

    def _beside_invoices(self) -> Flags:
        """The orders, delivery notes and payments: where invoices stand beside them, they are the same sale again."""
        kind, none = self.fields.get("kind"), np.zeros(len(self._rows), np.bool_)
        if kind is None or not (invoices := kind.flags(lambda cell: says(cell, "invoices"))).any():
            return none
        return kind.flags(lambda cell: says(cell, "no_invoices")) & ~invoices & ~self._credit()

    def _credit(self) -> Flags:
        if "kind" not in self.fields:
            return np.zeros(len(self._rows), np.bool_)
        return self.fields["kind"].flags(lambda cell: says(cell, "credits"))

    def _with_totals(self, draft: Draft, document: Codes, continues: Flags) -> Draft:
        """Totals of documents count once; a document whose lines all show one amount is told."""
        if self._options.amounts_per == "document" or (self._options.amounts_per is None and self._habits.totals):
            same = draft.cents == draft.cents[document]
            mark(draft.reason, continues & same, Reason.REPEATED)
            mark(draft.reason, continues & ~same, Reason.OTHER_TOTAL)
            return draft
        if self._options.amounts_per is None and _looks_like_totals(draft, document, np.flatnonzero(continues)):
            return draft._replace(notes=(*draft.notes, self._export.problem("customers.totals_suspected")))
        return draft

    def _tell_habits(self) -> None:
        for habit in ("merges", "utc"):
            if getattr(self._habits, habit):
                self.notes.append(self._export.problem(f"customers.export_{habit}"))


def _mark_unreadable(reason: Codes, days: Days, amounts: Amounts) -> None:
    """Leave aside the lines without a day or an amount that reads."""
    mark(reason, days == 0, Reason.NO_DATE)
    mark(reason, days == BAD_DAY, Reason.BAD_DATE)
    mark(reason, amounts.blank, Reason.NO_AMOUNT)
    mark(reason, amounts.bad, Reason.BAD_AMOUNT)
    mark(reason, np.abs(amounts.cents) > LARGEST_CENTS, Reason.TOO_LARGE)


def _named_only(column: Coded) -> Coded:
    """Who the lines name; "-", "n/a" and the like are as good as nothing."""
    unnamed = set(filter(is_unnamed, column.cells))
    return Coded(column.codes, [None if cell in unnamed else cell for cell in column.cells]) if unnamed else column


def _heads(cell: object, first: bool) -> bool:
    return is_total(cell) or (first and is_group(cell))  # type: ignore[arg-type]  # a cell


def _looks_like_totals(draft: Draft, document: Codes, lines: Places) -> bool:
    """Whether at least three documents have several lines, and in each of them all lines agree; `lines` are those
    behind the first one of their document."""
    heads = document[lines]
    if not (draft.cents[lines] == draft.cents[heads]).all():
        return False
    several = distinct(heads.astype(np.int64))
    kept = draft.reason == Reason.KEPT
    return bool(len(several) >= _FEWEST_TOTALS and kept[lines].all() and kept[several].all())
