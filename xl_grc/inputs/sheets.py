"""The sheets of a workbook, or of a CSV file that is read whole: which hold actions, costs, tracking."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xl_grc.errors import InputError, Problem
from xl_grc.files.opening import file_content
from xl_grc.inputs.csv_file import read_csv
from xl_grc.inputs.input_file import COMPANIES_OF_SHEETS, HowToRead, Input, check_header, with_tax
from xl_grc.inputs.many_sheets import OneTable, names_a_company, one_table, own_sheets
from xl_grc.inputs.scan import GridSource
from xl_grc.inputs.workbook_grids import read_workbook
from xl_grc.ooxml.archive import Archive
from xl_grc.ooxml.limits import OLE, ZIP
from xl_grc.plan.fields import ACTIONS, COSTS, TRACKING, InputSheet
from xl_grc.plan.grid import Grid
from xl_grc.plan.plain_table import plain_table
from xl_grc.plan.tabular import has_actions, header_row
from xl_grc.plan.words import plain
from xl_grc.records import NamedTuple
from xl_grc.text import LANGUAGES, texts
from xl_grc.values import has_content


def open_sheets(path: Path, how: HowToRead, every_sheet: bool) -> Input:
    """The tables of a file, of its first sheet with actions or of `every_sheet`. Hidden sheets count only where no
    other has actions. Raises InputError when it cannot be read."""
    content = file_content(path)
    if content.startswith(OLE):
        Archive(content, path.name)
    if not content.startswith(ZIP):
        return _input(_Sheets([read_csv(content, path.name, how.encoding)]), how, every_sheet)
    return _input(_sorted(read_workbook(content, path.name), how), how, every_sheet)


class _Sheets(NamedTuple):
    """The sheets of a workbook by what they hold; `passed_over` are the titles of hidden ones, `repeating` those of
    sheets whose actions stand on others too."""

    actions: list[Grid]
    costs: Grid | None = None
    tracking: Grid | None = None
    passed_over: tuple[str, ...] = ()
    repeating: tuple[str, ...] = ()


def _sorted(grids: Sequence[Grid], how: HowToRead) -> _Sheets:
    filled = [grid for grid in grids if any(map(has_content, grid.rows))]
    sheet = how.sheet(ACTIONS)
    for chosen in ([grid for grid in filled if not grid.looks.is_hidden], filled):
        costs, tracking = _titled(chosen, "costs"), _titled(chosen, "tracking")
        if len(chosen) == 1:  # whatever its title, "Suivi" for example
            costs = tracking = None
        actions = [one for one in chosen if one is not costs and one is not tracking and has_actions(one, sheet)]
        if actions:
            own = own_sheets(actions, lambda one: _has_rows(one, sheet))
            return _Sheets(
                own,
                costs,
                tracking,
                tuple(one.sheet for one in filled if one.looks.is_hidden and len(chosen) < len(filled)),
                tuple(one.sheet for one in actions if one not in own),
            )
    raise InputError([Problem.of("no_action_column")._replace(file=grids[0].file if grids else "")])


def _has_rows(grid: Grid, sheet: InputSheet) -> bool:
    return any(map(has_content, grid.rows[header_row(grid, sheet) + 1 :]))


def _titled(grids: Sequence[Grid], key: str) -> Grid | None:
    titles = {plain(texts(language)[f"sheets.{key}"]) for language in LANGUAGES}
    return next((grid for grid in grids if plain(grid.sheet.strip()) in titles), None)


def _input(sheets: _Sheets, how: HowToRead, every_sheet: bool) -> Input:
    """The plain tables of sheets."""
    sheet = how.sheet(ACTIONS)
    read = sheets.actions if every_sheet else sheets.actions[:1]
    tables = [plain_table(grid, sheet, how.language, how.fills_down) for grid in read]
    costs = None if sheets.costs is None else plain_table(sheets.costs, how.sheet(COSTS), how.language)
    tracking = None if sheets.tracking is None else plain_table(sheets.tracking, how.sheet(TRACKING), how.language)
    grids = [table.grid for table in tables]
    by_title = len(grids) > 1 or (sheets.repeating and names_a_company(grids[0].sheet))  # one of a network has its own
    actions, named_after = one_table(grids, sheet) if by_title else OneTable(grids[0], ())
    if actions.plain:
        check_header(actions.rows[0], sheet, actions.file)
    notes = [*with_tax(actions, sheet)]
    notes += [note for one in (*tables, costs, tracking) if one is not None for note in one.notes]
    told = (
        ("sheets_hidden", sheets.passed_over),
        ("sheets_repeating", sheets.repeating),
        (COMPANIES_OF_SHEETS, named_after),
    )
    notes += [Problem.of(key, names=names)._replace(file=actions.file) for key, names in told if names]
    return Input(
        GridSource(actions),
        costs and costs.grid,
        tracking and tracking.grid,
        tuple(grid.sheet for grid in sheets.actions[len(read) :]),
        tuple(notes),
        sheet,
    )
