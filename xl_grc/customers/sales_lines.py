"""Reads the lines of an export that has one sale, or one part of a sale, on each line: which count, and why not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np

from xl_grc.customers.cells import Ambiguous
from xl_grc.customers.coded import Cents, Coded, Codes, Days, Flags, Places, alike, all_blank, distinct
from xl_grc.customers.days import BAD_DAY, read_days
from xl_grc.customers.draft import Draft
from xl_grc.customers.exports import habits_of
from xl_grc.customers.headers import NEEDED, folded, is_price, place_fields, quantity_among
from xl_grc.customers.held import filled_down
from xl_grc.customers.identity import CONTACTS
from xl_grc.customers.kinds import Kinds, likely_credits
from xl_grc.customers.lines import NO_CENTS, Reason, mark
from xl_grc.customers.money import LineMoney, MoneyColumns, ambiguous_cell
from xl_grc.customers.opening import Export
from xl_grc.customers.options import Options
from xl_grc.customers.person_names import person_columns, with_first_names
from xl_grc.customers.totals import Doubtful, dated_totals, named_totals, undated_totals
from xl_grc.customers.words import is_unnamed, words_of
from xl_grc.errors import InputError, Problem
from xl_grc.values import NOT_CALCULATED, cell_text

LARGEST_CENTS = 10**14
_FEWEST_TOTALS = 3
_WHO = NEEDED["customer"]
_LABELS = ("document", "product")
_SIDES = ("debit", "credit")


def draft_of(export: Export, options: Options) -> Draft:
    """The lines of an export.

    Raises InputError: customers.ledger_given, customers.no_date_column, customers.no_amount_column,
    customers.no_customer_column, customers.price_of_what, ambiguous_date, ambiguous_number, thousands_in_title.
    """
    placed = place_fields(export.header, export.typed)
    _refuse_missing(export, placed.places)
    reader = _Reader(export, options, placed.places)
    if unread := [name for name in placed.unread if name not in reader.names_of_persons]:
        reader.notes.append(export.problem("customers.columns_unread", names=tuple(unread)))
    return reader.draft()


def _refuse_missing(export: Export, places: dict[str, int]) -> None:
    missing = [name for name, fields in NEEDED.items() if not any(field in places for field in fields)]
    if "amount" in missing and set(_SIDES) <= set(map(folded, export.header)):
        raise InputError([export.problem("customers.ledger_given")])
    if missing:
        raise InputError([_price(export, name) or export.problem(f"customers.no_{name}_column") for name in missing])


def _price(export: Export, missing: str) -> Problem | None:
    """What is wrong where the only amount is a price beside a quantity: of one piece, or of the line?"""
    words, names = [folded(cell) for cell in export.header], [cell_text(cell).strip() for cell in export.header]
    price = next((name for name, word in zip(names, words, strict=True) if is_price(word)), "")
    quantity = quantity_among(words)
    if missing != "amount" or not price or quantity is None:
        return None
    return export.problem("customers.price_of_what", price=price, quantity=names[quantity])


class _Reader:
    """The columns of an export, and what follows from them line by line."""

    def __init__(self, export: Export, options: Options, places: dict[str, int]) -> None:
        self._export, self._options = export, options
        self._money = MoneyColumns(export, places, options)
        places = self._money.places
        self._columns = export.table.columns
        self._rows = export.table.rows
        self.fields = {field: self._columns[place] for field, place in places.items() if place < len(self._columns)}
        person = person_columns(list(map(folded, export.header)), places.get("name"), export.typed)
        self.names_of_persons = {cell_text(export.header[place]).strip() for place in person}
        self.fields |= with_first_names(self.fields, places, person, self._columns)
        if export.kind and "kind" not in self.fields:
            self.fields["kind"] = Coded(np.zeros(len(self._rows), np.int32), [export.kind])
        self._nobody = self._blank(*_WHO, "document")
        if options.fill_down:
            self.fields |= filled_down(self.fields, (*_WHO, *CONTACTS))
        self.fields |= {field: _named_only(self.fields[field]) for field in _WHO if field in self.fields}
        self._places = places
        self._headers = [folded(cell) for cell in export.header]
        self._habits = habits_of(self._headers)
        self.notes: list[Problem] = []
        self._tell_habits()
        self._tell_uncalculated()

    def draft(self) -> Draft:
        """Every line with its day, its amount, and the reason for which it is left aside if there is one."""
        count = len(self._rows)
        own_days = self._days()
        document, days, fields = self._continued(own_days)
        kinds = Kinds(self.fields, count)
        money = self._money.lines(document, credit := kinds.credits())
        continues = document != np.arange(count, dtype=np.int32)
        reason = np.zeros(count, np.int32)
        mark(reason, undated_totals(self._columns, own_days) | self._sums(), Reason.TOTAL)
        cents = np.where(credit & (money.cents > 0), -money.cents, money.cents)
        taken_back = kinds.taken_back(cents, document)
        mark(reason, kinds.set_aside() & ~taken_back, Reason.SET_ASIDE)
        mark(reason, kinds.beside_invoices(), Reason.NO_INVOICE)
        _mark_unreadable(reason, days, money, continues)
        mark(reason, kinds.refunded() & (cents > 0) & ~taken_back & ~money.refunded, Reason.REFUNDED)
        self._mark_totals(reason, cents, own_days > 0)
        notes = (*self.notes, *self._money.notes, *self._notes(kinds, reason, money.refunded, cents > 0))
        told = (money.shown(cents), reason, credit, fields, money.currency, alike(self._columns, count), notes)
        draft = Draft(self._export.file, self._export.sheet, self._rows, days, cents, *told)
        return self._with_unnamed(self._with_totals(draft, document, continues))

    def _mark_totals(self, reason: Codes, cents: Cents, dated: Flags) -> None:
        """Leave aside the lines with a day that are totals; those that are named so and add up to nothing are told."""
        who = [self.fields[field] for field in _WHO if field in self.fields]
        labels, by_name = self._labels(), named_totals(who)
        sales = Doubtful(reason == Reason.KEPT, cents, self._nobody & dated, by_name | named_totals(labels))
        totals = dated_totals([*who, *labels], reason == Reason.TOTAL, sales)
        mark(reason, totals, Reason.TOTAL)
        if count := int((totals & ~sales.named).sum()):
            self.notes.append(self._export.problem("customers.totals_unnamed", count=count))
        left = np.flatnonzero(by_name & (reason == Reason.KEPT))
        if len(left):
            self.notes.append(self._export.problem_of_lines("customers.totals_by_name", left))

    def _with_unnamed(self, draft: Draft) -> Draft:
        """The lines that name nobody are told, where others do."""
        nobody = all_blank(filter(None, map(draft.fields.get, _WHO)), len(self._rows)) & (draft.reason == Reason.KEPT)
        if self._options.fill_down or not nobody.any():
            return draft
        told = {"count": int(nobody.sum()), "amount": (float(draft.cents[nobody].sum()) / 100,)}
        return draft._replace(notes=(*draft.notes, self._export.problem("customers.without_customer", **told)))

    def _notes(self, kinds: Kinds, reason: Codes, refunded: Flags, positive: Flags) -> Iterator[Problem]:
        """What is told of the states and types of the lines that count."""
        for field, said in kinds.unknown(reason).items():
            yield self._export.problem(f"customers.{field}s_unknown", names=said)
        likely = np.flatnonzero(likely_credits(self._labels(), positive & (reason == Reason.KEPT)))
        if len(likely):
            yield self._export.problem_of_lines("customers.credits_suspected", likely)
        if count := int((kinds.in_part() & ~refunded & (reason == Reason.KEPT)).sum()):
            yield self._export.problem("customers.refunded_in_part", count=count)

    def _labels(self) -> list[Coded]:
        """The columns that may say what a line is: numbers of documents, products, those that are not read."""
        unread = set(range(len(self._columns))) - set(self._places.values())
        labels = {self._places[field] for field in _LABELS if field in self._places}
        return [self._columns[place] for place in sorted(unread | labels)]

    # -- days and documents --------------------------------------------------------------------------------------------

    def _days(self) -> Days:
        column = self.fields.get("date")
        if column is None:
            return np.zeros(len(self._rows), np.int32)
        read = read_days(column, self._options.language)
        if isinstance(read, Ambiguous):
            raise InputError([ambiguous_cell(self._export, self._places["date"], read, column)])
        if read.numbered:
            self.notes.append(self._export.problem("customers.days_numbered", **_numbered_told(column, read.numbered)))
        return read.days

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
        return all_blank(filter(None, map(self.fields.get, fields)), len(self._rows))

    # -- totals --------------------------------------------------------------------------------------------------------

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

    def _tell_uncalculated(self) -> None:
        """Formulas that no spreadsheet has calculated have no amount and no day. Raises InputError where all of a
        column are such: customers.not_calculated."""
        sums = self._sums()
        for field in filter(self._places.__contains__, ("date", "net", "gross")):
            column = self._columns[self._places[field]]
            missing = column.flags(lambda cell: cell == NOT_CALCULATED) & ~sums
            if missing.any():
                name = cell_text(self._export.header[self._places[field]]).strip()
                told = self._export.problem("customers.not_calculated", count=int(missing.sum()), column=name)
                if not (~missing & ~sums & ~column.blank()).any():
                    raise InputError([told])
                self.notes.append(told)

    def _tell_habits(self) -> None:
        for habit in ("merges", "utc"):
            if getattr(self._habits, habit):
                self.notes.append(self._export.problem(f"customers.export_{habit}"))


def _numbered_told(column: Coded, numbered: Mapping[int, date]) -> dict[str, object]:
    """On how many lines the day is a number of a spreadsheet, and one of them."""
    lines = np.flatnonzero(np.isin(column.codes, list(numbered)))
    place = int(column.codes[lines[0]])
    return {"count": len(lines), "number": int(column.text(int(lines[0]))[:5]), "day": numbered[place]}


def _mark_unreadable(reason: Codes, days: Days, money: LineMoney, continues: Flags) -> None:
    """Leave aside the lines without a day or an amount that is sure; those that go on with a document may have none."""
    mark(reason, money.blank & continues & ((money.beside == NO_CENTS) | (money.beside == 0)), Reason.NOTHING)
    mark(reason, days == 0, Reason.NO_DATE)
    mark(reason, days == BAD_DAY, Reason.BAD_DATE)
    mark(reason, money.blank, Reason.NO_AMOUNT)
    mark(reason, money.other_tax, Reason.OTHER_TAX)
    mark(reason, money.bad, Reason.BAD_AMOUNT)
    mark(reason, money.contradicted, Reason.CONTRADICTED)
    mark(reason, np.abs(money.cents) > LARGEST_CENTS, Reason.TOO_LARGE)


def _named_only(column: Coded) -> Coded:
    """Who the lines name; "-", "n/a" and the like are as good as nothing."""
    unnamed = set(filter(is_unnamed, column.cells))
    return Coded(column.codes, [None if cell in unnamed else cell for cell in column.cells]) if unnamed else column


def _looks_like_totals(draft: Draft, document: Codes, lines: Places) -> bool:
    """Whether all lines of each document that has several agree in their amounts: of one document at least, where they
    differ in something else, else of three; `lines` are those behind the first one of their document."""
    heads = document[lines]
    if not (draft.cents[lines] == draft.cents[heads]).all():
        return False
    several = distinct(heads.astype(np.int64))
    differ = bool((draft.marks[lines] != draft.marks[heads]).any())
    kept = draft.reason == Reason.KEPT
    return bool(len(several) >= (1 if differ else _FEWEST_TOTALS) and kept[lines].all() and kept[several].all())
