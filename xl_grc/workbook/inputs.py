"""Opens the file that a user gives as input: CSV or XLSX, into the grids of actions, costs and tracking."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import NamedTuple

from xl_grc.errors import InputError, Problem
from xl_grc.plan.files import read_csv
from xl_grc.plan.grid import Grid
from xl_grc.plan.tabular import has_actions
from xl_grc.text import LANGUAGES, texts
from xl_grc.workbook.reader import read_workbook


class Inputs(NamedTuple):
    """The sheets of an input file."""

    actions: Grid
    costs: Grid | None = None
    tracking: Grid | None = None


def open_inputs(path: Path) -> Inputs:
    """The grids of a file. Raises InputError when it cannot be read."""
    content = _content(path)
    if not content.startswith(b"PK\3\4"):
        return Inputs(read_csv(content, path.name))
    grids = read_workbook(content, path.name)
    costs, tracking = _titled(grids, "costs"), _titled(grids, "tracking")
    others = [grid for grid in grids if grid is not costs and grid is not tracking]
    actions = next((grid for grid in others if has_actions(grid)), None)
    if actions is None:
        raise InputError([Problem.of("no_action_column")._replace(file=path.name)])
    return Inputs(actions, costs, tracking)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        problem = Problem.of("file_missing")
    except IsADirectoryError:
        problem = Problem.of("is_directory")
    except OSError as error:
        problem = Problem.of("is_directory") if path.is_dir() else Problem.of("cannot_read", reason=error.strerror)
    raise InputError([problem._replace(file=str(path))])


def _titled(grids: list[Grid], key: str) -> Grid | None:
    titles = {_folded(texts(language)[f"sheets.{key}"]) for language in LANGUAGES}
    return next((grid for grid in grids if _folded(grid.sheet) in titles), None)


def _folded(title: str) -> str:
    """A title without case, accents and outer spaces."""
    plain = unicodedata.normalize("NFKD", title.strip().casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
