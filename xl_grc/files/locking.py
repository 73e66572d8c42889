"""Marks files as in use by this process, so that another run leaves them alone; the mark goes when the process ends.

The locks are those of POSIX records: no child process inherits them. Where the system has none, an open file counts as
in use (Windows renames none), and nothing keeps two runs apart for the moment in which both end.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from xl_grc.files.writing import TEMPORARY

try:
    import fcntl
except ImportError:  # pragma: no cover  # Windows
    fcntl = None  # type: ignore[assignment]  # looked at before each use

_BUSY = (errno.EACCES, errno.EAGAIN)


def held_file(path: Path) -> IO[str]:
    """Open a new text file that is held from the moment on in which others see its name, until a stream of it is
    closed, this one or another; a file of that name is gone. Raises OSError. A file system without locks holds none."""
    if fcntl is None:  # pragma: no cover  # Windows
        return path.open("w+", encoding="utf-8", newline="")
    hidden = path.with_name(f"{TEMPORARY}{os.urandom(6).hex()}.part")
    with contextlib.ExitStack() as opened:
        opened.callback(hidden.unlink, missing_ok=True)
        stream = opened.enter_context(hidden.open("w+", encoding="utf-8", newline=""))
        with contextlib.suppress(OSError):
            fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        hidden.replace(path)
        opened.pop_all()
        return stream


def is_held(path: Path) -> bool:
    """Whether another process holds a file; also when nobody can tell."""
    try:
        if fcntl is None:  # pragma: no cover  # Windows
            path.rename(path)
        else:
            with path.open("r+b") as stream:
                fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


@contextlib.contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Wait until no other process is here with the same lock file, which is gone afterwards.

    A folder that cannot be written, or a file system without locks, keeps nobody waiting.
    """
    stream = _locked(path)
    try:
        yield
    finally:
        if stream is not None:
            with contextlib.suppress(OSError):
                path.unlink()
            stream.close()


def _locked(path: Path) -> IO[bytes] | None:
    """The lock file, open and locked; None where there can be none."""
    if fcntl is None:  # pragma: no cover  # Windows
        return None
    while True:
        try:
            stream = path.open("wb")
        except OSError:
            return None
        try:
            fcntl.lockf(stream, fcntl.LOCK_EX)
            if os.path.samestat(os.fstat(stream.fileno()), path.stat()):
                return stream
        except FileNotFoundError:  # whoever held it has removed it: the next one is another file
            pass
        except OSError:
            stream.close()
            return None
        stream.close()
