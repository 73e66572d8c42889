"""The tables of several sheets as one: their columns by what they mean, each row with the sheet that it stands on; and
the sheets whose title says that they repeat the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from functools import cache
from itertools import chain
from string import digits

from xl_grc.errors import InputError, Problem
from xl_grc.patterns import compiled_later
from xl_grc.plan.column_places import ColumnPlaces, place_columns
from xl_grc.plan.fields import InputSheet
from xl_grc.plan.grid import Grid
from xl_grc.plan.headers import MonthHeader, meanings
from xl_grc.plan.numbers import times_ten
from xl_grc.plan.words import fold, identity, listed
from xl_grc.records import NamedTuple
from xl_grc.text import LANGUAGES, texts
from xl_grc.text.messages import message_texts
from xl_grc.values import Cell, cell_text, is_blank

_COMPANY = "company"
_WITHOUT_UNIT = compiled_later(r"[0-9.,\s'’+−-]+")


class _Table(NamedTuple):
    """A plain table, its columns, and what each of them means to tables of the same kind."""

    grid: Grid
    columns: ColumnPlaces
    meaning: dict[Hashable, int]


class OneTable(NamedTuple):
    """The rows of several sheets, and the sheets after which companies were named."""

    grid: Grid
    companies: tuple[str, ...]


def repeats_others(title: str, fillers: Collection[str] = ()) -> bool:
    """Whether the title of a sheet says that it adds up the others, or that they are made from it; `fillers` are words
    that say nothing there, folded.

    >>> [repeats_others(title) for title in ("RÉCAP 2027", "Total général", "Plan d'actions", "Total Nettoyage")]
    [True, True, False, False]
    >>> repeats_others("Total ventes"), repeats_others("Total ventes", ["ventes"]), repeats_others("Ventes", ["ventes"])
    (False, True, False)
    """
    words = {word for word in fold(title).split() if not word.isdigit()}
    said = words - set(listed("sheet_fillers")) - set(fillers)
    return bool(said) and said <= set(listed("no_company_sheets"))


def own_sheets(grids: Sequence[Grid], has_rows: Callable[[Grid], bool], fillers: Collection[str] = ()) -> list[Grid]:
    """The sheets that do not repeat the others by their titles; all of them where no other one has rows."""
    own = [grid for grid in grids if not repeats_others(grid.sheet, fillers)]
    return own if any(map(has_rows, own)) else list(grids)


def names_a_company(title: str) -> bool:
    """Whether the title of a sheet says more than that there is a plan, and of what: somebody's name.

    >>> [names_a_company(title) for title in ("Feuil1", "Plan d'actions 2027", "Dépenses (2)", "Durand", "Plan Durand")]
    [False, False, False, True, True]
    """
    return any(word.strip(digits) not in _common_words() for word in fold(title).split())


@cache
def _common_words() -> frozenset[str]:
    """The words that people write over any plan: of our lists, headers, months, types of actions and sheets."""
    said = {word for name in ("plain_titles", "sheet_fillers", "no_company_sheets") for word in listed(name)}
    for words in map(texts, LANGUAGES):
        named = chain(*words["input.months"], *words.table("input.headers").values(), words["lists.Types"])
        said.update(chain(*(fold(one).split() for one in (*named, *words.table("sheets").values()))))
    return frozenset({"", *said})


def one_table(grids: Sequence[Grid], sheet: InputSheet) -> OneTable:
    """The rows of plain tables below each other. A sheet that names no company is one, by its title.

    Raises InputError: sheets_differ, when months as columns hold amounts on one sheet and shares on another.
    """
    tables = [_table(grid, sheet) for grid in grids]
    kinds = {table.columns.month_kind for table in tables if table.columns.months} - {"marks"}
    if len(kinds) > 1:
        names = tuple(table.grid.sheet for table in tables if table.columns.months)
        raise InputError([Problem.of("sheets_differ", names=names)._replace(file=grids[0].file)])
    nameless = [table.grid for table in tables if _is_nameless(table)]
    company = [_COMPANY] if nameless else []
    order = list(dict.fromkeys([*company, *(meaning for table in tables for meaning in table.meaning)]))
    differing = {meaning for meaning in order if _differ(tables, meaning)}
    rows = [_header(tables, order, sheet)]
    numbers, sheets = [grids[0].number(0)], [grids[0].sheet]
    for table in tables:
        for index, row in enumerate(table.grid.rows[1:], 1):
            rows.append(_row(table, row, order, differing))
            numbers.append(table.grid.number(index))
            sheets.append(table.grid.sheet)
    doubts = tuple(doubt for grid in grids for doubt in grid.doubts)
    named_after = tuple(grid.sheet.strip() for grid in nameless if len(grid.rows) > 1)
    return OneTable(Grid(grids[0].file, "", rows, numbers, plain=True, doubts=doubts, sheets=sheets), named_after)


def _table(grid: Grid, sheet: InputSheet) -> _Table:
    columns = place_columns(grid.rows[0], lambda: grid.rows[1:], sheet)
    meaning: dict[Hashable, int] = {month.header: month.place for month in columns.months}
    meaning.update(columns.places.items())
    taken = set(meaning.values())
    for place, cell in enumerate(grid.rows[0]):
        if place not in taken and not is_blank(cell):
            meaning.setdefault(("", identity(cell_text(cell)), place in {second for _, second in columns.twice}), place)
    return _Table(grid, columns, dict(sorted(meaning.items(), key=lambda item: item[1])))


def _is_nameless(table: _Table) -> bool:
    return not {_COMPANY, "reference"} & table.columns.places.keys()


def _header(tables: Sequence[_Table], meanings_: Sequence[Hashable], sheet: InputSheet) -> list[Cell]:
    """The header of each column: the first one that it has, unless that may mean something else too."""
    found: list[Cell] = []
    for meaning in meanings_:
        cells = [table.grid.rows[0][table.meaning[meaning]] for table in tables if meaning in table.meaning]
        cell = cells[0] if cells else message_texts()["named.Company"]
        if isinstance(meaning, MonthHeader):
            cell = _month(meaning) if _differ(tables, meaning) else cell
        elif isinstance(meaning, str) and (
            [one.name for one in meanings(cell, sheet)] != [meaning] or _differ(tables, meaning)
        ):
            cell = meaning
        found.append(cell)
    return found


def _month(header: MonthHeader) -> str:
    name = message_texts()["months"][header.month - 1]
    return f"{name} {header.year}" if header.year else str(name)


def _differ(tables: Sequence[_Table], meaning: Hashable) -> bool:
    """Whether the amounts of a column are in thousands on some sheets alone."""
    return len({_exponent(table, meaning) for table in tables if meaning in table.meaning}) > 1


def _exponent(table: _Table, meaning: Hashable) -> int:
    name = meaning if isinstance(meaning, str) else "months"
    return table.columns.exponents.get(name, 0)


def _row(
    table: _Table, row: Sequence[Cell], meanings_: Sequence[Hashable], differing: Collection[Hashable]
) -> list[Cell]:
    """The cells of a row in the order of all columns; its sheet is its company when it has no other."""
    cells: list[Cell] = []
    for meaning in meanings_:
        place = table.meaning.get(meaning)
        cell = row[place] if place is not None and place < len(row) else None
        if meaning == _COMPANY and _is_nameless(table):
            cell = table.grid.sheet.strip()
        cells.append(_in_full(cell, _exponent(table, meaning)) if meaning in differing else cell)
    return cells


def _in_full(cell: Cell, exponent: int) -> Cell:
    """An amount of thousands or millions in full; a text says its unit."""
    if not exponent or isinstance(cell, bool):
        return cell
    if isinstance(cell, (int, float)):
        return times_ten(cell, exponent)
    is_bare = isinstance(cell, str) and _WITHOUT_UNIT.fullmatch(cell) is not None
    return f"{cell} {'k€' if exponent == 3 else 'M€'}" if is_bare else cell
