"""What the lights of the home page mean, coloured where it stands: derived from what the definition says of each cell.

Conditions name cells by address, their column fixed: what a program copies down stays right, and a table that grows
takes them along.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openpyxl.utils import get_column_letter as letters
from openpyxl.utils.cell import coordinate_to_tuple

from xl_grc.builder import look
from xl_grc.builder.highlighter import Highlighter, color, runs_of
from xl_grc.builder.plan import layout
from xl_grc.builder.sheet import SheetBuilder
from xl_grc.functions.units import DELAY, SHARE
from xl_grc.tables.definition import Table
from xl_grc.tables.formulas.months import counted
from xl_grc.tables.formulas.sheet_faults import below_name
from xl_grc.tables.formulas.sheet_source import SheetReading
from xl_grc.tables.plan import PLAN
from xl_grc.tables.remarked import REMARKED
from xl_grc.tables.schema.checks import NEED_A_NAME, WATCHED, naming_column, typed_beside, unreadable_name

_NO_FORMULA = "NOT(_xlfn.ISFORMULA({cell}))"
LOOKED_AT = 10_000
"""The last row in which something is coloured below a table; ranges to the end of the sheet could not be moved down."""
_KEYS_OF_ACTIONS = ("Schedule", "Returns")
"""The tables with one row for each action."""


def color_faults(table: Table, cells: Highlighter) -> None:
    """What is wrong with the cells of a table."""
    _unreadable(table, cells)
    _overwritten(table, cells)
    for remark, column in REMARKED.get(table.name, {}).items():
        cells.add(column, column, _remarked(cells, remark), look.FAULT)
    if table.name in _KEYS_OF_ACTIONS:
        column = f"${letters(cells.position['no'])}"
        twice = f"COUNTIF({column}${cells.top}:{column}${LOOKED_AT},N({{cell}}))>1"
        cells.add("no", "no", f'IF({{cell}}="",FALSE,{twice})', look.FAULT)
    if table.name in NEED_A_NAME:
        _unnamed(table, cells)
    if table.name == "Costs":
        _without_amount(cells)
    if table.grows:
        rows = f"ROW({{cell}})>=ROW(INDEX({below_name(table.name)},1,1))"
        cells.add(table.columns[0].key, table.columns[-1].key, f'AND({{cell}}<>"",{rows})', look.FAULT, LOOKED_AT)


def _unnamed(table: Table, cells: Highlighter) -> None:
    """The cell that would say what a row is about in which something else is typed; what is computed between is ""."""
    first, *_, last = typed_beside(table)
    filled = f'SUMPRODUCT(--({cells.of_row(first)}:{cells.of_row(last)}<>""))>0'
    column = NEED_A_NAME[table.name]
    cells.add(column, column, f'AND({cells.of_row(naming_column(table))}="",{filled})', look.FAULT)


def _without_amount(cells: Highlighter) -> None:
    """The quantity or the unit cost that a cost line lacks; a discount does without a quantity."""
    of_action = f'{cells.of_row("action")}<>""'
    discount = f'{cells.of_row("item")}<>"{cells.words["lists.discount"]}"'
    for column, other, conditions in (("quantity", "unit_cost", (discount,)), ("unit_cost", "quantity", ())):
        lacks = ",".join(('{cell}=""', f"ISNUMBER({cells.of_row(other)})", of_action, *conditions))
        cells.add(column, column, f"AND({lacks})", look.FAULT)


def color_questions(table: Table, cells: Highlighter) -> None:
    """What lights ask about and may be right: an action without an owner, more buyers than contacts, a day of no month.

    They come after what is wrong.
    """
    if table.name == "Actions":
        cells.add("owner", "owner", _remarked(cells, "no_owner"), look.WARNING)
    if table.name == "Returns":
        cells.add("buyers", "buyers", f"N({cells.of_row('conversion_rate')})>1", look.WARNING)
    if table.name == "Tracking":
        amounts = ",".join(f"N({cells.of_row(column)})>0" for column in ("expenses", "revenue"))
        outside = "OR({cell}<ScheduleStart,{cell}>=EDATE(ScheduleStart,12))"
        dated = f'IF(ScheduleStart="",FALSE,{outside})'
        cells.add("date", "date", f'IF({{cell}}="",OR({amounts}),IF(ISNUMBER({{cell}}),{dated}))', look.WARNING)


def _remarked(cells: Highlighter, remark: str) -> str:
    """The row says so."""
    word = cells.words[f"remarks.{remark}"].replace('"', '""')
    return f'ISNUMBER(FIND("{word}",{cells.of_row("remarks")}))'


def _unreadable(table: Table, cells: Highlighter) -> None:
    """Inputs that hold what does not count there."""
    limits = PLAN.definition.limits
    for found, runs in runs_of(table, lambda column: limits.get(f"{table.name}.{column.key}")).items():
        if found is not None:
            broken = found.broken_in("{cell}")
            if table[runs[0][0]].unit is DELAY:
                broken = f'IF(ISNUMBER({{cell}}),{broken}+({{cell}}<>INT({{cell}})),{{cell}}<>"")'
            cells.add_to(runs, broken, look.FAULT)
    for first, last in runs_of(table, lambda column: column.unit is SHARE).get(True, ()):
        months = f"{cells.of_row(first)}:{cells.of_row(last)}"
        beside = f'({{cell}}="X")*(SUMPRODUCT(({months}>0)*({months}<=9E+307)*({months}<>1))>0)'
        cells.add(first, last, f'({{cell}}<>"")*({counted("{cell}")}=0)+{beside}', look.FAULT)


def _overwritten(table: Table, cells: Highlighter) -> None:
    """Computed cells without a formula."""
    if table.name in WATCHED:
        runs = runs_of(table, lambda column: column.computed is not None)[True]
        cells.add_to(runs, _NO_FORMULA, look.FAULT)


def color_named_faults(builder: SheetBuilder, sheet: str) -> None:
    """What is wrong with the named cells of a sheet: inputs that cannot be read, figures typed over."""
    reading, fault = SheetReading(PLAN.definition.limits, builder.words, builder.months), look.highlight(look.FAULT)
    assert builder.sheet.parent is not None
    figures = []
    for name, cell in PLAN.named_cells.items():
        if cell.sheet != sheet:
            continue
        address = builder.sheet.parent.defined_names[name].attr_text.rpartition("!")[2].replace("$", "")
        if name in PLAN.definition.limits:
            color(builder.sheet, address, unreadable_name(cell).formula(reading), fault)
        elif sheet in layout.MAIN and cell.computed is not None and "_" not in name:
            figures.append(address)
    for first, *others in _right_below(figures):
        color(builder.sheet, " ".join((first, *others)), _NO_FORMULA.format(cell=first), fault)


def _right_below(addresses: Sequence[str]) -> Iterator[list[str]]:
    """Cells that one condition is written for: each group begins with the cell above and left of all its others.

    >>> list(_right_below(["D5", "Q5", "Q3", "C7"]))
    [['Q3', 'Q5'], ['D5'], ['C7']]
    """
    left = sorted(addresses, key=coordinate_to_tuple)
    while left:
        _, column = coordinate_to_tuple(left[0])
        group = [address for address in left if coordinate_to_tuple(address)[1] >= column]
        yield group
        left = [address for address in left if address not in group]
