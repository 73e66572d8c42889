"""Zip packages: reading the parts of a template, writing a workbook whose unchanged parts are already compressed."""

from __future__ import annotations

import os
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

try:  # several times faster at nearly the same size; the standard library does the same work elsewhere
    from isal.isal_zlib import compressobj

    COMPRESSOR = "isal"
except ImportError:  # pragma: no cover  # depends on what is installed
    from zlib import compressobj  # type: ignore[assignment]  # the same call in both libraries

    COMPRESSOR = "zlib 1"

_LOCAL = struct.Struct("<4s2B4HL2L2H")
_CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
_END = struct.Struct("<4s4H2LH")
_DOS_DATE = 1 << 5 | 1  # 1 January 1980, the first day that a zip file knows
_UTF8 = 0x800
_DEFLATED = 8


class Member(NamedTuple):
    """A part of a package, compressed."""

    name: str
    crc: int
    size: int
    data: bytes


def deflate(content: bytes) -> bytes:
    """Raw deflate with the fastest compressor at hand."""
    compressor = compressobj(1, zlib.DEFLATED, -15)
    return bytes(compressor.compress(content) + compressor.flush())


def member(name: str, content: bytes) -> Member:
    """Compress a part."""
    return Member(name, zlib.crc32(content), len(content), deflate(content))


def read_parts(package: bytes) -> dict[str, bytes]:
    """The parts of a package, in its order. Raises zipfile.BadZipFile."""
    with zipfile.ZipFile(BytesIO(package)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}


def package(members: Iterable[Member]) -> bytes:
    """A zip file of the members. Its dates are fixed, so the same members give the same bytes."""
    chunks: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for part in members:
        name = part.name.encode()
        sizes = (part.crc, len(part.data), part.size)
        local = _LOCAL.pack(b"PK\3\4", 20, 0, _UTF8, _DEFLATED, 0, _DOS_DATE, *sizes, len(name), 0) + name
        directory.append(
            _CENTRAL.pack(
                b"PK\1\2", 20, 0, 20, 0, _UTF8, _DEFLATED, 0, _DOS_DATE, *sizes, len(name), 0, 0, 0, 0, 0, offset
            )
            + name
        )
        chunks += (local, part.data)
        offset += len(local) + len(part.data)
    central = b"".join(directory)
    end = _END.pack(b"PK\5\6", 0, 0, len(directory), len(directory), len(central), offset, 0)
    return b"".join((*chunks, central, end))


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file under a temporary name, then rename it: a reader sees the old file or the whole new one.

    Raises OSError; the temporary file is gone then.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
