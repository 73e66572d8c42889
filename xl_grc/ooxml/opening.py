"""Opens the files that a user names: their bytes, and whether another program holds them."""

from __future__ import annotations

import stat
from pathlib import Path

from xl_grc.errors import InputError, Problem, reason
from xl_grc.ooxml.archive import Limits


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


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file that is there."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def opened_elsewhere(path: Path) -> bool:
    """Whether a lock file beside a workbook says that Excel or LibreOffice holds it open."""
    locks = (path.with_name(f"~${path.name}"), path.with_name(f"~${path.name[2:]}"))
    return any(lock.exists() for lock in (*locks, path.with_name(f".~lock.{path.name}#")))
