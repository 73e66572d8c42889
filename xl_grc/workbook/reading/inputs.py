"""Opens the files that a user gives: bytes of any file, and the grids of a CSV or XLSX input."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import NamedTuple

from xl_grc.errors import InputError, Problem, reason
from xl_grc.plan.files import read_csv
from xl_grc.plan.grid import Grid
from xl_grc.plan.tabular import has_actions
from xl_grc.plan.words import plain
from xl_grc.text import LANGUAGES, texts
from xl_grc.workbook.files.archive import OLE, ZIP, Archive, Limits
from xl_grc.workbook.reading.reader import read_workbook


class Inputs(NamedTuple):
    """The sheets of an input file."""

    actions: Grid
    costs: Grid | None = None
    tracking: Grid | None = None


def open_inputs(path: Path) -> Inputs:
    """The grids of a file. Raises InputError when it cannot be read."""
    content = file_content(path)
    if content.startswith(OLE):
        Archive(content, path.name)
    if not content.startswith(ZIP):
        return Inputs(read_csv(content, path.name))
    grids = read_workbook(content, path.name)
    costs, tracking = _titled(grids, "costs"), _titled(grids, "tracking")
    others = [grid for grid in grids if grid is not costs and grid is not tracking]
    actions = next((grid for grid in others if has_actions(grid)), None)
    if actions is None:
        raise InputError([Problem.of("no_action_column")._replace(file=path.name)])
    return Inputs(actions, costs, tracking)


def file_content(path: Path, limits: Limits | None = None) -> bytes:
    """The bytes of a file. Raises InputError with one problem: missing, a folder, no permission, too big."""
    try:
        if path.name.startswith(("~$", ".~lock.")):
            problem = Problem.of("lock_file")
        elif not stat.S_ISREG((found := path.stat()).st_mode):
            problem = Problem.of("is_directory" if path.is_dir() else "not_a_file")
        elif found.st_size > (limit := (limits or Limits.from_environment()).megabytes) * 2**20:
            problem = Problem.of("too_big", limit=limit)
        else:
            return path.read_bytes()
    except FileNotFoundError:
        problem = Problem.of("file_missing")
    except OSError as error:
        problem = Problem.of("cannot_read", reason=reason(error))
    except ValueError:  # a name that no file can have
        problem = Problem.of("file_missing")
    raise InputError([problem._replace(file=str(path))])


def opened_elsewhere(path: Path) -> bool:
    """Whether a lock file beside a workbook says that Excel or LibreOffice holds it open."""
    locks = (path.with_name(f"~${path.name}"), path.with_name(f"~${path.name[2:]}"))
    return any(lock.exists() for lock in (*locks, path.with_name(f".~lock.{path.name}#")))


def _titled(grids: list[Grid], key: str) -> Grid | None:
    titles = {plain(texts(language)[f"sheets.{key}"]) for language in LANGUAGES}
    return next((grid for grid in grids if plain(grid.sheet.strip()) in titles), None)
