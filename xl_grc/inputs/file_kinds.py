"""What a file is by its first bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from xl_grc.ooxml.limits import OLE, ZIP

_PARQUET = b"PAR1"
_WORKBOOKS = (ZIP, OLE)


def file_kind(path: Path) -> Literal["parquet", "workbook", "text"]:
    """What a file is by its first bytes; one that cannot be read passes for a workbook, whose reader says why."""
    start = _start(path)
    if start.startswith(_PARQUET):
        return "parquet"
    return "workbook" if not start or start.startswith(_WORKBOOKS) else "text"


def looks_like_a_workbook(path: Path) -> bool:
    """Whether a file begins as workbooks do."""
    return _start(path).startswith(_WORKBOOKS)


def _start(path: Path) -> bytes:
    """How a file begins; nothing when it cannot be read, which is told by who reads it whole."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as stream:
            return stream.read(8)
    except OSError:
        return b""
