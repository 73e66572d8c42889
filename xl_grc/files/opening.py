"""Opens the files that a user names: their bytes, and whether another program holds them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from xl_grc.errors import InputError, Problem, reason
from xl_grc.ooxml.limits import PackageLimits

_AT_ONCE = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
"""How a file is opened: a pipe to which nobody writes keeps nobody waiting."""


def file_content(path: Path, limits: PackageLimits | None = None) -> bytes:
    """The bytes of a file. Raises InputError with one problem: missing, a folder, no permission, too big."""
    try:
        if path.name.startswith(("~$", ".~lock.")):
            problem = Problem.of("lock_file")
        elif path.is_dir():
            problem = Problem.of("is_directory")
        else:
            with os.fdopen(os.open(path, _AT_ONCE), "rb") as stream:
                found = os.fstat(stream.fileno())
                limit = (limits or PackageLimits.from_environment()).megabytes
                if stat.S_ISREG(found.st_mode) and found.st_size <= limit * 2**20:
                    return stream.read()
            key = "too_big" if stat.S_ISREG(found.st_mode) else "not_a_file"
            problem = Problem.of(key, limit=limit)
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
