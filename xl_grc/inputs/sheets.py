"""The sheets of a workbook, or of a CSV file that is read whole: which hold actions, costs, tracking."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xl_grc.errors import InputError, Problem
from xl_grc.files.opening import file_content
from xl_grc.inputs.csv_file import read_csv
from xl_grc.inputs.input_file import HowToRead, Input, check_given
from xl_grc.inputs.scan import GridSource
from xl_grc.inputs.workbook_grids import read_workbook
from xl_grc.ooxml.archive import OLE, ZIP, Archive
from xl_grc.plan.fields import ACTIONS, COSTS, TRACKING
from xl_grc.plan.grid import Grid
from xl_grc.plan.plain_table import plain_table
from xl_grc.plan.tabular import has_actions
from xl_grc.plan.words import plain
from xl_grc.text import LANGUAGES, texts
from xl_grc.values import has_content


def open_sheets(path: Path, how: HowToRead, every_sheet: bool) -> Input:
    """The tables of a file. Raises InputError when it cannot be read."""
    content = file_content(path)
    if content.startswith(OLE):
        Archive(content, path.name)
    if not content.startswith(ZIP):
        return _input([read_csv(content, path.name)], None, None, how, every_sheet)
    grids = read_workbook(content, path.name)
    costs, tracking = _titled(grids, "costs"), _titled(grids, "tracking")
    filled = [grid for grid in grids if any(map(has_content, grid.rows))]
    if len(filled) == 1:  # whatever its title, "Suivi" for example
        costs = tracking = None
    actions = [
        grid for grid in filled if grid is not costs and grid is not tracking and has_actions(grid, how.sheet(ACTIONS))
    ]
    if not actions:
        raise InputError([Problem.of("no_action_column")._replace(file=path.name)])
    return _input(actions, costs, tracking, how, every_sheet)


def _titled(grids: list[Grid], key: str) -> Grid | None:
    titles = {plain(texts(language)[f"sheets.{key}"]) for language in LANGUAGES}
    return next((grid for grid in grids if plain(grid.sheet.strip()) in titles), None)


def _input(
    actions: Sequence[Grid], costs: Grid | None, tracking: Grid | None, how: HowToRead, every_sheet: bool
) -> Input:
    """The plain tables of grids."""
    sheet = how.sheet(ACTIONS)
    table = plain_table(actions[0], sheet, how.language, how.fills_down)
    if table.grid.plain:
        check_given(table.grid.rows[0], sheet, table.grid.file)
    beside = [
        plain_table(grid, how.sheet(kind), how.language) if grid is not None else None
        for grid, kind in ((costs, COSTS), (tracking, TRACKING))
    ]
    notes = [note for one in (table, *beside) if one is not None for note in one.notes]
    costs, tracking = (None if one is None else one.grid for one in beside)
    unread = tuple(grid.sheet for grid in actions[1:])
    return Input(GridSource(table.grid), costs, tracking, unread, tuple(notes), sheet)
