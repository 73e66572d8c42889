"""The rows of a sheet that are no records: totals, headings between the rows, remarks below them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice

from xl_grc.errors import Problem
from xl_grc.plan.amount_columns import AmountColumns
from xl_grc.plan.fields import InputSheet
from xl_grc.plan.grid import Doubt, Grid
from xl_grc.plan.header_rows import HeaderRows
from xl_grc.plan.repeated_groups import RepeatedGroups
from xl_grc.plan.running_sums import Run, RunningSums
from xl_grc.plan.tax_rows import TotalAbove, tax_rate
from xl_grc.plan.totals import begins_like_a_total, is_figure, is_surely_total, is_total, says_total
from xl_grc.plan.words import identity, is_no_action
from xl_grc.records import NamedTuple
from xl_grc.values import Cell, ErrorToken, cell_text, is_blank

_HEADINGS_LOOKED_AT = 4
"""Headings stand one within the other, seldom deeper."""


class Aside(NamedTuple):
    """The rows of a grid that are no records, by index, what is worth knowing of rows, and what is in doubt. A row that
    says one thing, which holds for the rows below it, is one of the `fillers`."""

    rows: frozenset[int]
    notes: tuple[Problem, ...]
    doubts: tuple[Doubt, ...]
    fillers: frozenset[int]


def left_aside(grid: Grid, header: HeaderRows, table: SheetColumns, amounts: AmountColumns) -> Aside:
    """What the rows of a grid below its headers hold beside records."""
    first = header.last + 1
    remarks = _remarks(grid, first)
    sorter = _Sorter(grid, header, table, amounts)
    for index in range(first, len(grid.rows)):
        if index in remarks:
            sorter.leave(index, "remark_left_aside", grid.rows[index][_filled(grid.rows[index])[0]])
        else:
            sorter.look_at(index)
    return sorter.aside()


def _is_text(cell: Cell) -> bool:
    return isinstance(cell, str) and not isinstance(cell, ErrorToken)


def _filled(row: Sequence[Cell]) -> list[int]:
    return [place for place, cell in enumerate(row) if not is_blank(cell)]


def _remarks(grid: Grid, first: int) -> frozenset[int]:
    """The rows of one text each below all others, behind a blank row or a total."""
    found: list[int] = []
    behind = len(grid.rows)
    for index in range(len(grid.rows) - 1, first - 1, -1):
        cells = [cell for cell in grid.rows[index] if not is_blank(cell)]
        is_row = len(cells) > 1 or not all(map(_is_text, cells))
        is_break = not cells or any(map(says_total, cells))
        if is_break:
            behind = index
        if is_row or (cells and is_break):
            return frozenset(one for one in found if one > behind)
        if cells:
            found.append(index)
    return frozenset()  # a list of names alone


class SheetColumns(NamedTuple):
    """A kind of sheet, the columns in which its records are named, those that name their plan, and those in which a
    cell holds for the rows below it."""

    sheet: InputSheet
    names: tuple[int, ...]
    companies: tuple[int, ...]
    fillers: tuple[int, ...] = ()

    @property
    def is_plan(self) -> bool:
        """Whether the records are actions; what was spent outside any is none, but an event."""
        return self.sheet.tables[0] == "Actions"


class _Label(NamedTuple):
    """The cell that makes a row look like a total; `sure` when the row says nothing else, a `name` when it stands where
    a record has its own."""

    cell: Cell
    sure: bool
    name: bool = True


def _label(row: Sequence[Cell], filled: Sequence[int], named: Sequence[int]) -> _Label | None:
    """What makes a row look like a total: a cell that names it, else its first text where no two cells do."""
    names = [row[place] for place in named]
    for cell in names:
        if is_total(cell):
            return _Label(cell, sure=True)
        if begins_like_a_total(cell):
            return _Label(cell, sure=False)
    first = next((row[place] for place in filled if _is_text(row[place])), None)
    if is_total(first) and (not names or (len(names) == 1 and is_surely_total(first))):
        return _Label(first, sure=not names)
    return _Label(first, sure=False, name=False) if not names and begins_like_a_total(first) else None


class _Sorter:
    """Looks at the rows one after the other, and remembers the sums of the records."""

    def __init__(self, grid: Grid, header: HeaderRows, table: SheetColumns, amounts: AmountColumns) -> None:
        self._grid = grid
        self._body = (grid.number(header.last + 1), grid.number(len(grid.rows) - 1)) if len(grid.rows) > 1 else (0, 0)
        self._header = [identity(cell_text(cell)) for cell in header.cells]
        self._table = table
        self._amounts = amounts
        self._sums = RunningSums(amounts.width)
        self._groups = RepeatedGroups(self._sums, amounts.money)
        self._merged = grid.looks.merged_across
        self._above = TotalAbove()
        self._records: list[int] = []
        self._fillers: set[int] = set()
        self._headings: set[int] = set()
        self._lonely: dict[int, int] = {}
        """Rows of one text, and how many records stand above each."""
        self._aside: dict[int, Problem] = {}
        self._kept: dict[int, Problem] = {}
        """What is told of rows that are not left aside."""
        self._doubts: list[Doubt] = []

    def look_at(self, index: int) -> None:
        """The next row."""
        row = self._grid.rows[index]
        filled = _filled(row)
        named = [place for place in filled if place in self._table.names]
        if len(filled) > 1 and all(self._is_header(row, place) for place in filled):
            self.leave(index, "header_again")
        elif (label := _label(row, filled, named)) is not None and not self._is_tax_borne(label, named):
            self._total(index, label)
        elif self._above and (key := self._figure(index, named or filled)):
            self.leave(index, key, row[(named or filled)[0]])
        elif self._table.is_plan and any(is_no_action(cell_text(row[place])) for place in named):
            self.leave(index, "no_action_left_aside", row[named[0]])
        elif not named and (run := self._run(index, shortest=2)):
            self.leave(index, "sum_left_aside", first=self._number(run.first), last=self._number(run.last - 1))
        elif self._amounts.adds_up(index, *self._body):
            self._sum(index, named)
        elif len(filled) == 1 and _is_text(row[filled[0]]):
            self._alone(index, filled[0])
        elif named:
            self._above.forget()
            self._sums.add(self._amounts.row(index))
            self._records.append(index)

    def _is_tax_borne(self, label: _Label, named: Sequence[int]) -> bool:
        """Whether a cost line is VAT that an action bears, and not that of a total: it is one by its action."""
        is_one = self._table.sheet.tables[0] == "Costs" and len(named) > 1 and not self._above
        return is_one and tax_rate(cell_text(label.cell)) is not None

    def _figure(self, index: int, saying: Sequence[int]) -> str:
        """What is told of a row that is what the total directly above it leaves, or another figure below it."""
        said = self._grid.rows[index][saying[0]] if saying else None
        amounts = next(iter(self._amounts.totals(index)), {})
        is_left = not is_blank(said) and self._above.is_left(cell_text(said), amounts)
        return "balance_left_aside" if is_left else "figure_left_aside" if is_figure(said) else ""

    def _is_header(self, row: Sequence[Cell], place: int) -> bool:
        """Whether a cell repeats the header of its column."""
        header = self._header[place] if place < len(self._header) else ""
        return bool(header) and identity(cell_text(row[place])) == header

    def _sum(self, index: int, named: Sequence[int]) -> None:
        """A row whose amounts are formulas over others of the table: with a name, both of them would count."""
        if named:
            self._doubt(index, "sum_of_rows")
        else:
            self.leave(index, "formula_sum_left_aside")

    def _alone(self, index: int, place: int) -> None:
        """A row of one text."""
        if place in self._table.fillers:
            self._fillers.add(index)
            self._kept[index] = self._told(index, "holds_below", self._grid.rows[index][place])
        elif place in self._table.companies:
            self._doubt(index, "company_alone", value=cell_text(self._grid.rows[index][place]).strip())
        else:
            self._lonely[index] = len(self._sums)

    def _doubt(self, index: int, key: str, value: str = "") -> None:
        self._doubts.append(Doubt(self._grid.sheet, self._grid.number(index), "action", Problem(key, value=value)))

    def _total(self, index: int, label: _Label) -> None:
        """A row that calls itself a total: one that says more than that must be the sum of rows."""
        amounts = next(iter(self._amounts.totals(index)), {})
        if self._above.is_taxed_by(cell_text(label.cell), amounts):
            self.leave(index, "tax_left_aside", label.cell)
            return
        may_be_name = label.name and not label.sure  # round amounts are soon those of some other action
        fewest = 2 if may_be_name and self._is_of_another(index) else 1
        run = self._run(index, fewest, anywhere=not may_be_name) or self._run(index, 2, anywhere=True)
        right = (run is not None and self._adds_all(index, run)) or self._above.makes(amounts)
        rounded = None if right or may_be_name else self._rounded(index)
        fits = right or rounded or self._amounts.adds_up(index)  # formulas make one, though not always a right one
        self._above.remember(amounts if fits else {})
        if not fits and not label.sure:
            self._doubt(index, "total_or_action", value=cell_text(label.cell).strip())
            return
        shown = self._amounts.shown(index)
        said = "total_left_aside" if right else "total_rounded" if rounded else "total_differs"
        self.leave(index, said if shown else "total_without_amounts", label.cell)
        run = run or rounded
        self._groups.close(run)
        for heading in islice(reversed(self._lonely), _HEADINGS_LOOKED_AT):
            above = self._lonely[heading]
            if self._adds_up_from(index, above) or (run is not None and run.first == above):
                self._headings.add(heading)
                del self._lonely[heading]
                break

    def _is_of_another(self, index: int) -> bool:
        """Whether a row names another company than the record above it."""
        rows, places = [self._grid.rows[one] for one in (index, *self._records[-1:])], self._table.companies
        here, *above = [[identity(cell_text(row[place])) for place in places if place < len(row)] for row in rows]
        return any(here) and above != [here]

    def _run(self, index: int, shortest: int, anywhere: bool = False) -> Run | None:
        """The records that a row adds up."""
        runs = (self._sums.run(total, shortest, anywhere) for total in self._amounts.totals(index))
        return next(filter(None, runs), None)

    def _rounded(self, index: int) -> Run | None:
        """The records that a row adds up and rounds; a formula that adds up rows is not rounded, but misses some."""
        if self._amounts.added_rows(index) is not None:
            return None
        return next(filter(None, map(self._sums.rounded, self._amounts.totals(index))), None)

    def _adds_all(self, index: int, run: Run) -> bool:
        """Whether a row whose formulas add up rows has the sum of all their records, and not of a few by chance."""
        rows = self._amounts.added_rows(index)
        if rows is None:
            return True
        first = bisect_left(self._records, rows[0], key=self._grid.number)
        last = bisect_right(self._records, rows[1], key=self._grid.number)
        whole = Run(min(run.first, first), max(run.last, last)) if first < last else run
        return any(self._sums.is_run(whole, total) for total in self._amounts.totals(index))

    def _adds_up_from(self, index: int, above: int) -> bool:
        """Whether a row adds up all records from the one with so many above it."""
        run = Run(above, len(self._sums))
        return above < len(self._sums) and any(self._sums.is_run(run, total) for total in self._amounts.totals(index))

    def _number(self, record: int) -> int:
        return self._grid.number(self._records[record])

    def leave(self, index: int, key: str, cell: Cell = None, **values: object) -> None:
        """Leave a row aside, and tell why."""
        self._aside[index] = self._told(index, key, cell, amounts=self._amounts.shown(index), **values)

    def _told(self, index: int, key: str, cell: Cell, **values: object) -> Problem:
        place = Problem(key, self._grid.file, self._grid.title(index), self._grid.number(index))
        return place._replace(value=cell_text(cell).strip(), values=tuple(sorted(values.items())))

    def aside(self) -> Aside:
        """What was found. Among records, a text alone is a heading when it looks like one, else a record without
        amounts; where there is nothing else, texts alone are the records."""
        self._tell_repeated()
        bold_names = any(self._is_bold(index) for index in self._records)
        for index in self._lonely if self._records else ():
            if self._grid.number(index) in self._merged or (self._is_bold(index) and not bold_names):
                self._headings.add(index)
            elif not is_blank(self._named_cell(index)) and self._amounts.width:
                self._kept[index] = self._told(index, "name_without_amounts", self._named_cell(index))
        for index in self._headings:
            self.leave(index, "heading_left_aside", self._grid.rows[index][_filled(self._grid.rows[index])[0]])
        notes = tuple([note for _, note in sorted({**self._aside, **self._kept}.items())])
        return Aside(frozenset(self._aside), notes, tuple(self._doubts), frozenset(self._fillers))

    def _tell_repeated(self) -> None:
        """The groups of actions that come to what others do; where rows name companies, those are of several plans."""
        self._groups.close(None)
        for group, above in self._groups.found() if self._table.is_plan and not self._table.companies else ():
            rows = [self._number(one) for one in (group.first, group.last - 1, above.first, above.last - 1)]
            index = self._records[group.first]
            values = dict(zip(("first", "last", "other_first", "other_last"), rows, strict=True))
            self._kept[index] = self._told(index, "group_repeated", None, **values)

    def _named_cell(self, index: int) -> Cell:
        row = self._grid.rows[index]
        return next((row[place] for place in self._table.names if place < len(row)), None)

    def _is_bold(self, index: int) -> bool:
        row, number = self._grid.rows[index], self._grid.number(index)
        place = next((place for place in self._table.names if place < len(row) and not is_blank(row[place])), None)
        place = _filled(row)[0] if place is None else place
        return (number, place + 1) in self._grid.looks.bold
