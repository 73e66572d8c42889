"""The grids of a CSV or XLSX input."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from xl_grc.errors import InputError, Problem
from xl_grc.files.opening import file_content
from xl_grc.inputs.csv_file import read_csv
from xl_grc.inputs.workbook_grids import read_workbook
from xl_grc.ooxml.archive import OLE, ZIP, Archive
from xl_grc.plan.grid import Grid
from xl_grc.plan.tabular import has_actions
from xl_grc.plan.words import plain
from xl_grc.text import LANGUAGES, texts
from xl_grc.values import has_content


class InputGrids(NamedTuple):
    """The sheets of an input file; `unread` are the titles of others that hold actions too."""

    actions: Grid
    costs: Grid | None = None
    tracking: Grid | None = None
    unread: tuple[str, ...] = ()


def open_grids(path: Path) -> InputGrids:
    """The grids of a file. Raises InputError when it cannot be read."""
    content = file_content(path)
    if content.startswith(OLE):
        Archive(content, path.name)
    if not content.startswith(ZIP):
        return InputGrids(read_csv(content, path.name))
    grids = read_workbook(content, path.name)
    costs, tracking = _titled(grids, "costs"), _titled(grids, "tracking")
    filled = [grid for grid in grids if any(map(has_content, grid.rows))]
    if len(filled) == 1:  # whatever its title, "Suivi" for example
        costs = tracking = None
    others = [grid for grid in filled if grid is not costs and grid is not tracking and has_actions(grid)]
    if not others:
        raise InputError([Problem.of("no_action_column")._replace(file=path.name)])
    return InputGrids(others[0], costs, tracking, tuple(grid.sheet for grid in others[1:]))


def _titled(grids: list[Grid], key: str) -> Grid | None:
    titles = {plain(texts(language)[f"sheets.{key}"]) for language in LANGUAGES}
    return next((grid for grid in grids if plain(grid.sheet.strip()) in titles), None)
