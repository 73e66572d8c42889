"""Reads the file of bookkeeping entries that every French accounting program exports (the FEC).

A sale is an entry with a line on an account 70x; its amount without VAT is what that line credits, its customer stands
on the line of the entry on an account 411. Entries without an account 70x (bank, wages, suppliers) are counted and
never listed: a file of customers holds no salaries.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from xl_grc.customers.cells import Ambiguous, read_amounts
from xl_grc.customers.coded import Cents, Coded, Codes, Days, Flags, distinct
from xl_grc.customers.days import read_days
from xl_grc.customers.draft import Draft
from xl_grc.customers.headers import folded
from xl_grc.customers.lines import NO_CENTS, Reason, mark
from xl_grc.customers.opening import Export
from xl_grc.customers.options import Options
from xl_grc.errors import InputError
from xl_grc.patterns import compiled_later
from xl_grc.records import NamedTuple
from xl_grc.values import Cell, cell_text

_GENERAL = compiled_later(r"411[0-9]?0*")
"""An account of all customers together; a customer of their own has 411DURAND, or an auxiliary account."""


class Entries(NamedTuple):
    """The lines of a file as columns: the entry of each, whether it is a sale (70x) or a customer (411), its amount
    (credit less debit), the day and the number of its piece, the customer's code and name ("" for nobody)."""

    entry: Codes
    sale: Flags
    customer: Flags
    cents: Cents
    bad: Flags
    day: Days
    piece: Coded
    code: Coded
    name: Coded


class FecSales(NamedTuple):
    """Lines of sales, each given to one customer: the line of the 70x, the line that names the customer (-1: nobody),
    the line that tells the piece, the amount, and whether nobody can tell whose sale it is."""

    line: Codes
    who: Codes
    piece: Codes
    cents: Cents
    several: Flags


def draft_of_entries(export: Export, options: Options) -> Draft:
    """The sales of a file of entries.

    Raises InputError: customers.fec_one_account (one account for all customers), customers.fec_columns.
    """
    entries = read_entries(export, options)
    sales = _sales(entries)
    days = entries.day[sales.piece]
    own = np.arange(len(sales.line), dtype=np.int32)
    fields = {"code": _named(entries.code, sales.who), "name": _named(entries.name, sales.who)}
    fields["document"] = Coded(entries.piece.codes[sales.piece], entries.piece.cells)
    others = len(set(entries.entry.tolist())) - len(set(entries.entry[entries.sale].tolist()))
    return Draft(
        file=export.file,
        sheet=export.sheet,
        row=export.table.rows[sales.line],
        day=days,
        cents=sales.cents,
        shown=np.where(entries.bad[sales.line], NO_CENTS, sales.cents),
        reason=_reasons(entries, sales, days),
        credit=np.zeros(len(own), np.bool_),
        fields=fields,
        currency=Coded(np.zeros(len(own), np.int32), [""]),  # entries are in euros, whatever the invoice was in
        marks=own.astype(np.uint64),  # two lines of an entry that are alike are two lines
        notes=(export.problem("customers.fec_other_entries", count=others),) if others else (),
    )


def _reasons(entries: Entries, sales: FecSales, days: Days) -> Codes:
    """Why each sale is left aside, if it is."""
    reason = np.zeros(len(sales.line), np.int32)
    mark(reason, sales.several, Reason.SEVERAL_CUSTOMERS)
    mark(reason, days == 0, Reason.NO_DATE)
    mark(reason, days < 0, Reason.BAD_DATE)
    mark(reason, entries.bad[sales.line], Reason.BAD_AMOUNT)
    return reason


def _named(column: Coded, lines: Codes) -> Coded:
    """A column as it stands on other lines; blank for the line -1."""
    codes = np.append(column.codes, np.int32(len(column.cells)))
    return Coded(codes[lines], [*column.cells, ""])


# -- the lines of entries ----------------------------------------------------------------------------------------------


def read_entries(export: Export, options: Options) -> Entries:
    """The lines of a file. Raises InputError: customers.fec_one_account, customers.fec_columns."""
    words = [folded(cell) for cell in export.header]
    columns = dict(zip(words, export.table.columns, strict=False))
    empty = Coded(np.zeros(len(export.table.rows), np.int32), [""])
    account, auxiliary = columns.get("comptenum", empty), columns.get("compauxnum", empty)
    customer = account.flags(lambda cell: _account(cell).startswith("411"))
    has_own = ~auxiliary.blank()
    general = ~has_own & account.flags(lambda cell: _GENERAL.fullmatch(_account(cell)) is not None)
    if customer.any() and general[customer].all():
        raise InputError([export.problem("customers.fec_one_account")])
    cents, bad = _amounts(columns, export)
    return Entries(
        entry=_numbered([columns.get(name, empty) for name in ("journalcode", "ecriturenum", "ecrituredate")], columns),
        sale=account.flags(lambda cell: _account(cell).startswith("70")),
        customer=customer,
        cents=cents,
        bad=bad,
        day=_days(columns.get("piecedate", empty), columns.get("ecrituredate", empty), options),
        piece=columns.get("pieceref", empty),
        code=_either(auxiliary, account, has_own, general),
        name=_either(columns.get("compauxlib", empty), columns.get("comptelib", empty), has_own, general),
    )


def _account(cell: Cell) -> str:
    return cell_text(cell).strip().upper()


def _either(first: Coded, second: Coded, takes_first: Flags, nobody: Flags) -> Coded:
    """On each line the cell of one column or of another; blank where it stands for nobody."""
    codes = np.where(takes_first, first.codes, second.codes + np.int32(len(first.cells)))
    cells: list[Cell] = [*first.cells, *second.cells, ""]
    return Coded(np.where(nobody, np.int32(len(cells) - 1), codes).astype(np.int32), cells)


def _numbered(named: Sequence[Coded], columns: dict[str, Coded]) -> Codes:
    """The entry of each line: journal and number; where there is no number, journal, day and piece."""
    journal, number, day = named
    without = number.blank()
    parts = [journal.codes, np.where(without, np.int32(-1), number.codes), np.where(without, day.codes, np.int32(-1))]
    if "pieceref" in columns:
        parts.append(np.where(without, columns["pieceref"].codes, np.int32(-1)))
    entries = np.zeros(len(without), np.int64)
    for part in parts:
        _, entries = np.unique(entries * (int(part.max(initial=0)) + 2) + part, return_inverse=True)
    return entries.astype(np.int32)


def _days(piece: Coded, entry: Coded, options: Options) -> Days:
    """The day of the piece, else that of the entry; as the law writes days, none reads two ways."""
    read = [read_days(column, options.language or "fr") for column in (piece, entry)]
    of_piece, of_entry = (np.zeros(len(piece.codes), np.int32) if isinstance(r, Ambiguous) else r.days for r in read)
    return np.where(of_piece > 0, of_piece, of_entry)


def _amounts(columns: dict[str, Coded], export: Export) -> tuple[Cents, Flags]:
    """What each line credits less what it debits, in cents, and the lines whose amounts do not read."""
    if "debit" in columns and "credit" in columns:
        debit, credit = (read_amounts(columns[name], "fr") for name in ("debit", "credit"))
        if not isinstance(debit, Ambiguous) and not isinstance(credit, Ambiguous):
            return credit.cents - debit.cents, credit.bad | debit.bad
    if "montant" in columns and "sens" in columns:
        amount = read_amounts(columns["montant"], "fr")
        if not isinstance(amount, Ambiguous):
            side = columns["sens"].spread(map(_side, columns["sens"].cells), np.int64)
            return amount.cents * side, amount.bad | (side == 0)
    raise InputError([export.problem("customers.fec_columns")])


def _side(cell: Cell) -> int:
    """1 for a credit, -1 for a debit, 0 for neither; programs write C and D, or -1 and +1."""
    return {"c": 1, "-1": 1, "d": -1, "+1": -1, "1": -1}.get(cell_text(cell).strip().lower(), 0)


# -- whose sale it is --------------------------------------------------------------------------------------------------


def _sales(entries: Entries) -> FecSales:
    """Every line of a sale with its customer. An entry of several customers is split among them by what each owes when
    each of their pieces names one of them; else nobody can tell."""
    lines = np.flatnonzero(entries.sale).astype(np.int32)
    count = int(entries.entry.max(initial=-1)) + 1
    of_customers = np.flatnonzero(entries.customer)
    owner = np.full(count, -1, np.int32)
    owner[entries.entry[of_customers[::-1]]] = of_customers[::-1]
    pairs = distinct((entries.entry[of_customers].astype(np.int64) << 32) + entries.code.codes[of_customers])
    customers = np.bincount(pairs >> 32, minlength=count)
    shared = customers[entries.entry[lines]] > 1
    alone = lines[~shared]
    owners = owner[entries.entry[alone]]
    pieces = np.where(entries.piece.blank()[alone] & (owners >= 0), owners, alone)
    single = FecSales(alone, owners, pieces, entries.cents[alone], np.zeros(len(alone), np.bool_))
    return _joined([single, _split(entries, lines[shared])])


def _joined(parts: Iterable[FecSales]) -> FecSales:
    """Sales in the order of their lines."""
    both = FecSales(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
    order = np.argsort(both.line, kind="stable")
    columns: list[Any] = [column[order] for column in both]
    return FecSales(*columns)


class _Share(NamedTuple):
    line: int
    who: int
    piece: int
    cents: int
    several: bool


def _split(entries: Entries, lines: Codes) -> FecSales:
    """The sales of entries with several customers."""
    shares: list[_Share] = []
    of_entry: dict[int, list[int]] = {}
    wanted = np.isin(entries.entry, entries.entry[lines]) & entries.customer
    for line in np.flatnonzero(wanted).tolist():
        of_entry.setdefault(int(entries.entry[line]), []).append(line)
    for line in lines.tolist():
        shares += _shares(entries, line, of_entry[int(entries.entry[line])])
    kinds = (np.int32, np.int32, np.int32, np.int64, np.bool_)
    columns = zip(*shares, strict=True) if shares else [()] * len(kinds)
    return FecSales(*(np.array(column, kind) for column, kind in zip(columns, kinds, strict=True)))


def _shares(entries: Entries, line: int, customers: Sequence[int]) -> list[_Share]:
    """A line of a sale among the lines of the customers of its entry."""
    cents = int(entries.cents[line])
    pieces: dict[int, list[int]] = {}
    for one in customers:
        pieces.setdefault(int(entries.piece.codes[one]), []).append(one)
    named = all(len({int(entries.code.codes[one]) for one in ones}) == 1 for ones in pieces.values())
    if not named or any(not entries.piece.text(ones[0]) for ones in pieces.values()):
        return [_Share(line, -1, line, cents, True)]
    own = pieces.get(int(entries.piece.codes[line]))
    if own is not None:
        return [_Share(line, own[0], line, cents, False)]
    owed = [-int(entries.cents[ones].sum()) for ones in pieces.values()]
    if not sum(owed):
        return [_Share(line, -1, line, cents, True)]
    heads = [ones[0] for ones in pieces.values()]
    return [_Share(line, head, head, part, False) for head, part in zip(heads, divided(cents, owed), strict=True)]


def divided(cents: int, weights: Sequence[int]) -> list[int]:
    """An amount divided in proportion to weights, to the cent; the largest remainders take what is left.

    >>> divided(10000, [12000, 6000, 6000]), divided(100, [1, 1, 1])
    ([5000, 2500, 2500], [34, 33, 33])
    """
    total = sum(weights)
    parts = [cents * weight // total for weight in weights]
    remainders = sorted(range(len(weights)), key=lambda place: -abs(cents * weights[place] % total))
    for place in remainders[: cents - sum(parts)]:
        parts[place] += 1
    return parts
