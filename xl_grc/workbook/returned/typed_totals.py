"""Rows of a table of ours that call themselves a total, and are: the sum of others, which counts a second time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from math import fsum

from xl_grc.functions.units import AMOUNT, DATE, SIGNED_AMOUNT, TARGET, TEXT
from xl_grc.plan.running_sums import NEAR, RunningSums, is_rounded
from xl_grc.plan.tax_rows import tax_rate
from xl_grc.plan.totals import is_surely_total, is_total, may_say_total, says_total
from xl_grc.plan.words import identity
from xl_grc.records import NamedTuple
from xl_grc.tables.kind import WorkbookKind
from xl_grc.values import Cell, cell_text, is_blank, number_held

_AMOUNTS = (AMOUNT, SIGNED_AMOUNT, TARGET)
_ACTIONS = "ActionList"
"""The choices of a column that names an action."""
_NAMED_BY = {"Actions": "action", "Objectives": "objective", "Costs": "item"}
"""What a row is called, in the tables where nothing is called "Total" that is none."""
_ANYBODY = "Customers.name"
"""Where somebody is named, who may be called "Total"."""
TOTAL_IN_TABLE = "total_in_table"
"""The problem of a row that counts, and is the sum of others."""
_DIFFERS = "total_differs_in_table"
"""That of one that is called a total, and is the sum of none: an old total, most likely."""
_KEPT = 512
_NAMES = (TEXT, DATE)
"""What a total is called stands in a text, or in a day."""


class TypedTotal(NamedTuple):
    """A row that says it is a total, the column in which it says so, and the problem that this is."""

    row: int
    column: str
    problem: str


def typed_totals(kind: WorkbookKind, table: str, columns: Mapping[str, Sequence[Cell]]) -> list[TypedTotal]:
    """The totals among the rows of a table; `columns` hold one cell a row, as they were saved, by "Table.column".

    "Total" needs one amount that is the sum of others, and may be rounded; with another it is in doubt. What may be a
    name too, "Total Durand", needs it in all its amounts, over two rows, to the cent. The only line of an action is
    what that costs, whatever it is called; so is its VAT; the sum of its other lines is a total. A customer called
    "Total" may buy for as much as another.
    """
    looked_at = _looked_at(kind, table, tuple(filter(columns.__contains__, _names(kind, table))))
    called = _without_only_lines(dict(_called(looked_at, columns)), looked_at, columns)
    if not called:
        return []
    held = [[number_held(cell) for cell in columns[name]] for name in (*looked_at.amounts, *looked_at.effective)]
    sums, whole = RunningSums(len(held)), [_Whole(fsum(filter(None, one)), sum(map(bool, one))) for one in held]
    found: list[TypedTotal] = []
    typed, actions = len(looked_at.amounts), _actions(looked_at, columns)
    for row in range(max(called) + 1):
        shown = [column[row] for column in held]
        said_by = called.get(row, "")
        is_sure = bool(said_by) and is_surely_total(columns[said_by][row])
        fewest = 1 if is_sure and said_by != _ANYBODY else 2
        if said_by and (_adds_up(shown, typed, sums, whole, is_sure, fewest) or _sums_up(row, actions, held, fewest)):
            found.append(TypedTotal(row, said_by.removeprefix(f"{table}."), TOTAL_IN_TABLE))
            sums.close()
            continue
        sums.add(shown)
        if is_sure and said_by == looked_at.name and any(shown) and any(one.amounts > 1 for one in whole):
            found.append(TypedTotal(row, said_by.removeprefix(f"{table}."), _DIFFERS))
    return found


@cache
def growing(kind: WorkbookKind) -> list[str]:
    """The tables that people fill in, row after row."""
    return [name for name, table in kind.tables.items() if table.grows]


@cache
def computed_amounts(kind: WorkbookKind, table: str) -> list[str]:
    """The computed columns of amounts of a table, which hold nothing where no program calculated."""
    return [column.key for column in kind.tables[table] if column.computed is not None and column.unit in _AMOUNTS]


class _LookedAt(NamedTuple):
    """The columns of a table that say which rows are totals: amounts, what counts of typed ones where other tables may
    hold them, what stands to the left of the amounts, and behind; those of the left that name an action of another
    table; and what a row is called, where that may not be anybody's name."""

    amounts: list[str]
    effective: list[str]
    left: list[str]
    right: list[str]
    actions: list[str]
    name: str


@cache
def _names(kind: WorkbookKind, table: str) -> list[str]:
    return [f"{table}.{column.key}" for column in kind.tables[table]]


@lru_cache(_KEPT)
def _looked_at(kind: WorkbookKind, table: str, there: tuple[str, ...]) -> _LookedAt:
    """Those of the columns that are there: the amounts that people type, computed ones where they type none; none in a
    table that adds nothing up."""
    named = dict(zip(_names(kind, table), kind.tables[table], strict=True))
    held = {name: named[name] for name in there if named[name].unit in _AMOUNTS}
    amounts = [name for name, column in held.items() if column.computed is None] or list(held)
    if not amounts or all(column.computed is None for column in named.values()):
        return _LookedAt([], [], [], [], [], "")
    names = [name for name in there if named[name].computed is None and named[name].unit in _NAMES]
    first = there.index(amounts[0])
    left = [name for name in names if there.index(name) < first]
    effective = [one for one in (name.replace(".", ".effective_") for name in amounts) if one in held]
    actions = [name for name in left if named[name].choices == _ACTIONS]
    return _LookedAt(amounts, effective, left, names[len(left) :], actions, f"{table}.{_NAMED_BY.get(table, '')}")


def _called(looked_at: _LookedAt, columns: Mapping[str, Sequence[Cell]]) -> Iterator[tuple[int, str]]:
    """The rows that look like a total by what stands to the left of their amounts, else by a remark behind them, each
    with the column of it; the surest comes last."""
    if not may_say_total(columns[name] for name in (*looked_at.left, *looked_at.right)):
        return
    for name in looked_at.right:
        said = (row for row, cell in enumerate(columns[name]) if is_total(cell))
        yield from ((row, name) for row in said if all(is_blank(columns[other][row]) for other in looked_at.left))
    found = [(row, name) for name in looked_at.left for row, cell in enumerate(columns[name]) if says_total(cell)]
    yield from sorted(found, key=lambda one: is_total(columns[one[1]][one[0]]))


def _without_only_lines(
    called: dict[int, str], looked_at: _LookedAt, columns: Mapping[str, Sequence[Cell]]
) -> dict[int, str]:
    """The rows called a total without those that name, beside that, an action which no other row names; the VAT of an
    action is what it costs whoever gets none back."""
    for name in looked_at.actions if called else ():
        actions = _folded(columns[name])
        lines = Counter(actions)
        called = {
            row: by
            for row, by in called.items()
            if by == name
            or not actions[row]
            or (lines[actions[row]] > 1 and tax_rate(cell_text(columns[by][row])) is None)
        }
    return called


def _actions(looked_at: _LookedAt, columns: Mapping[str, Sequence[Cell]]) -> list[str]:
    """The action of another table that each row names, none in a table that names none."""
    return next((_folded(columns[name]) for name in looked_at.actions), [])


def _folded(cells: Sequence[Cell]) -> list[str]:
    return [identity(cell_text(cell)) for cell in cells]


def _sums_up(row: int, actions: Sequence[str], held: Sequence[Sequence[float | None]], fewest: int) -> bool:
    """Whether an amount of a row is the sum of those of the other rows of its action, `fewest` or more."""
    if not actions or not actions[row]:
        return False
    others = [other for other, action in enumerate(actions) if action == actions[row] and other != row]
    for column in held:
        amount, parts = column[row], [part for other in others if (part := column[other])]
        if amount and len(parts) >= fewest and abs(fsum(parts) - amount) <= NEAR:
            return True
    return False


class _Whole(NamedTuple):
    """What a column adds up to, and how many amounts it has."""

    total: float
    amounts: int


def _adds_up(
    shown: Sequence[float | None], typed: int, sums: RunningSums, whole: Sequence[_Whole], is_sure: bool, fewest: int
) -> bool:
    """Whether amounts of a row are the sum of `fewest` others or more: those of the first `typed` columns, or what
    counts of them."""
    amounts = {place: amount for place, amount in enumerate(shown) if amount}
    entered = {place: amount for place, amount in amounts.items() if place < typed}
    effective = {place: amount for place, amount in amounts.items() if place >= typed}
    repeated = any(_repeats(one, sums, whole, is_sure, fewest) for one in (entered, effective))
    return repeated or (is_sure and _rounds(amounts, sums, whole))


def _repeats(
    amounts: Mapping[int, float], sums: RunningSums, whole: Sequence[_Whole], is_sure: bool, fewest: int
) -> bool:
    """Whether amounts of a row are the sum of the last rows above it or, where it was sorted away, of all others."""
    fits = [
        sums.run({place: amount}, fewest) is not None
        or (whole[place].amounts > fewest and abs(whole[place].total - 2 * amount) <= NEAR)
        for place, amount in amounts.items()
    ]
    return any(fits) if is_sure else bool(fits) and all(fits)


def _rounds(amounts: Mapping[int, float], sums: RunningSums, whole: Sequence[_Whole]) -> bool:
    """Whether an amount of a row is the sum of two others or more, rounded: of those above it or, where it was sorted
    away, of all others."""
    return any(
        sums.rounded({place: amount}) is not None
        or (whole[place].amounts > 2 and is_rounded(amount, whole[place].total - amount))
        for place, amount in amounts.items()
    )
