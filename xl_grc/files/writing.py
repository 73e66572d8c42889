"""Writes files whole or not at all: under a temporary name first, then under their own.

What a file was before is kept with its name: its mode, its owner where the system allows, the link that leads to it. A
file that may not be written, a pipe or a device is refused; whether a file may be replaced at all is asked beforehand.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TypeAlias

from xl_grc.errors import InputError, Problem, reason

TEMPORARY = ".xl_grc-"
"""What the names of unfinished files begin with; they end in .part, never in .xlsx."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_MODE = 0o666
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)
"""What a file system says that knows no links."""
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


PRIVATE = 0o600
"""The mode of a file that is for its owner's eyes."""


def write_atomically(path: Path, content: bytes, mode: int = _MODE) -> None:
    """Write a file, or another content into it: a reader sees the old file or the whole new one. A new file has `mode`.

    Raises OSError; everything is as it was then.
    """
    with _replacement(path, mode) as handle:
        _write(handle, content)


@contextlib.contextmanager
def whole_file(path: Path, mode: int = _MODE) -> Iterator[BinaryIO]:
    """A stream that does the same for a content that is never held; nor is there a new file after any other error."""
    with _replacement(path, mode) as handle, os.fdopen(handle, "wb", closefd=False) as stream:
        yield stream


def write_new(path: Path, content: bytes, mode: int = _MODE) -> None:
    """Write a file that must not be there. Raises FileExistsError, or another OSError; no file is replaced."""
    target = os.path.realpath(path)
    with _temporary(os.path.dirname(target)) as temporary:  # noqa: PTH120
        with _created(temporary, mode) as handle:
            _write(handle, content)
        rename_new(temporary, target)


def keep_copy(path: Path) -> Path:
    """Copy a file to .bak beside it, before it is replaced; an older .bak moves on to .bak2, .bak3, ...

    Returns the copy. Raises OSError, also when the file may not be replaced.
    """
    from shutil import copystat  # brings compressors along that nothing else here needs

    replaceable(os.path.realpath(path))
    copy = path.with_name(f"{path.name}.bak")
    if copy.exists():
        number = 2
        while (older := path.with_name(f"{path.name}.bak{number}")).exists():
            number += 1
        copy.rename(older)
    write_atomically(copy, path.read_bytes())  # never half a copy, whatever room the disk has
    copystat(path, copy)
    return copy


def replace_with_backup(path: Path, content: bytes) -> Path | None:
    """Write a file whole, the old one kept as .bak beside it.

    Returns the backup, None when there was no file. Raises InputError; the file is as it was then.
    """
    try:
        backup = keep_copy(path) if path.exists() else None
        write_atomically(path, content)
    except OSError as error:
        raise InputError([cannot_write(path, error)]) from None
    return backup


def write_temporary(directory: str | Path, content: bytes, mark: str = "", mode: int = _MODE) -> str:
    """Write a file under a temporary name of its own in a folder; `mark` is in that name. Returns its path.

    Raises OSError; the file is gone then.
    """
    with _temporary(directory, mark) as temporary:
        with _created(temporary, mode) as handle:
            _write(handle, content)
        return temporary


def _write(handle: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


@contextlib.contextmanager
def _temporary(directory: str | Path, mark: str = "") -> Iterator[str]:
    """A temporary name of its own for a file in a folder. The file is gone after anything that goes wrong, from the
    moment on in which there is one: an interruption may come between any two steps."""
    temporary = os.path.join(directory, f"{TEMPORARY}{mark}{os.urandom(6).hex()}.part")  # noqa: PTH118
    try:
        yield temporary
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def _created(path: str, mode: int) -> Iterator[int]:
    """The handle of a new file."""
    handle = os.open(path, _NEW, mode)
    try:
        yield handle
    finally:
        os.close(handle)


@contextlib.contextmanager
def _replacement(path: Path, mode: int) -> Iterator[int]:
    """The handle of a file that takes the place of another, or its name, once all is written."""
    target = os.path.realpath(path)
    old = replaceable(target)
    own_mode = mode if old is None else mode & old.st_mode
    with _temporary(os.path.dirname(target)) as temporary:  # noqa: PTH120
        with _created(temporary, own_mode) as handle:
            yield handle
        _rename_over(temporary, target, old)


def replaceable(path: str) -> os.stat_result | None:
    """What a file is whose content may be replaced; None when there is none.

    Raises OSError for a folder, a pipe, a device, and for a file that may not be written: neither by its mode, which
    binds an administrator too, nor by the system.
    """
    try:
        found = os.stat(path)  # noqa: PTH116  # done for every plan of a batch
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode):
        raise _refused(errno.EISDIR if stat.S_ISDIR(found.st_mode) else errno.ENXIO, path)
    if not found.st_mode & _WRITABLE or not os.access(path, os.W_OK):
        raise _refused(errno.EACCES, path)
    return found


def replace(temporary: str, path: Path) -> None:
    """Give a temporary file the name of another, whose place it takes. Raises OSError."""
    target = os.path.realpath(path)
    old = replaceable(target)
    if os.path.dirname(target) == os.path.realpath(os.path.dirname(temporary)):  # noqa: PTH120
        _rename_over(temporary, target, old)
    else:  # a link leads elsewhere
        write_atomically(path, Path(temporary).read_bytes())
        os.unlink(temporary)  # noqa: PTH108


def _rename_over(temporary: str, target: str, old: os.stat_result | None) -> None:
    """Give a temporary file its name, and what the file of that name was before. Raises OSError."""
    if old is not None:
        own = os.stat(temporary)  # noqa: PTH116
        if hasattr(os, "chown") and (old.st_uid, old.st_gid) != (own.st_uid, own.st_gid):
            with contextlib.suppress(OSError):  # only an administrator gives a file away
                os.chown(temporary, old.st_uid, old.st_gid)
        with contextlib.suppress(OSError):
            os.chmod(temporary, stat.S_IMODE(old.st_mode))  # noqa: PTH101
    os.replace(temporary, target)  # noqa: PTH105  # both names are ready as text


def rename_new(temporary: str, path: str) -> None:
    """Give a temporary file a name that no file has. Raises FileExistsError, or another OSError."""
    if os.name == "nt":  # pragma: no cover  # which renames onto no other file
        os.rename(temporary, path)  # noqa: PTH104
        return
    try:
        os.link(temporary, path)  # the one way not to replace a file that comes in between
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(path):
            raise _refused(errno.EEXIST, path) from None
        os.rename(temporary, path)  # noqa: PTH104
    else:
        os.unlink(temporary)  # noqa: PTH108


Stamp: TypeAlias = tuple[int, int, int] | None
"""What tells that a file is the one that was there before; None for no file."""


def stamp(path: Path) -> Stamp:
    """The stamp of a file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def there_already(path: Path) -> None:
    """Refuse a file that is there already, before the work that it would hold is done. Raises InputError."""
    if path.exists():
        raise InputError([Problem("already_there", str(path))])


def cannot_write(path: Path, error: OSError) -> Problem:
    """The problem of a file that could not be written."""
    if isinstance(error, FileExistsError):
        return Problem("already_there", str(path))
    if isinstance(error, FileNotFoundError) and not path.parent.exists():
        return Problem("folder_missing", str(path))
    return Problem.of("cannot_write", reason=reason(error))._replace(file=str(path))


def _refused(number: int, path: str) -> OSError:
    return OSError(number, os.strerror(number), path)
