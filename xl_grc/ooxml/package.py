"""Zip packages: reading the parts of a template, writing a workbook whose unchanged parts are already compressed."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from functools import partial
from io import BytesIO
from typing import BinaryIO

from xl_grc.records import NamedTuple

try:  # several times faster, files a seventh larger; the standard library does the same work elsewhere
    from isal.isal_zlib import compress, compressobj, crc32

    # Its level 0 compresses by one code made beforehand. Its other levels make a code for each content, and in one
    # process out of some hundreds not the same one: equal plans would now and then be files of other bytes.
    COMPRESSOR, _LEVEL = "isal", 0
except ImportError:  # pragma: no cover  # depends on what is installed
    from zlib import compress, compressobj, crc32  # type: ignore[assignment]  # the same calls in both libraries

    COMPRESSOR, _LEVEL = "zlib 1", 1

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


_compressor = partial(compressobj, _LEVEL, zlib.DEFLATED, -15)
"""Makes a compressor of raw deflate, the fastest at hand."""


def deflate(content: bytes) -> bytes:
    """Raw deflate with the fastest compressor at hand."""
    return compress(content, _LEVEL, -15)


def member(name: str, content: bytes) -> Member:
    """Compress a part."""
    return Member(name, crc32(content), len(content), deflate(content))


def small_member(name: str, content: bytes) -> Member:
    """Compress a part that is kept and copied into many packages: as small as can be, whatever is installed."""
    return Member(name, zlib.crc32(content), len(content), _small(content))


def _small(content: bytes) -> bytes:
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    return compressor.compress(content) + compressor.flush()


class Beginning(NamedTuple):
    """How many parts begin, compressed once as small as can be."""

    crc: int
    size: int
    data: bytes


_NOTHING = Beginning(0, 0, b"")


class GrowingMember:
    """A part that is compressed a chunk at a time behind its beginning, and never held: it is told in full once its
    data has come to its end."""

    def __init__(self, name: str, chunks: Iterable[bytes | memoryview], start: Beginning = _NOTHING) -> None:
        self.name = name
        self.crc, self.size = start.crc, start.size
        self._start, self._chunks = start.data, chunks

    def data(self) -> Iterator[bytes]:
        """The compressed bytes, to be asked for once."""
        compressor = _compressor()
        yield self._start
        for chunk in self._chunks:
            self.crc, self.size = crc32(chunk, self.crc), self.size + len(chunk)
            yield compressor.compress(chunk)
        yield compressor.flush()


def member_of_chunks(name: str, chunks: Iterable[bytes | memoryview], start: Beginning = _NOTHING) -> Member:
    """Compress a part that comes a chunk at a time behind its beginning; it is never held whole.

    >>> part = member_of_chunks("part", [b"ab", b"c"])
    >>> zlib.decompress(part.data, -15), part.size, part.crc == crc32(b"abc")
    (b'abc', 3, True)
    """
    growing = GrowingMember(name, chunks, start)
    data = b"".join(growing.data())
    return Member(name, growing.crc, growing.size, data)


def shared_beginning(content: bytes, before: Beginning = _NOTHING) -> Beginning:
    """Compress the beginning that parts share, or more of one: the streams meet at a whole byte.

    >>> longer = shared_beginning(b"ab" * 50, shared_beginning(b"ab" * 100))
    >>> part = member_of_chunks("part", [b"c"], longer)
    >>> zlib.decompress(part.data, -15) == b"ab" * 150 + b"c", part.crc == crc32(b"ab" * 150 + b"c"), part.size
    (True, True, 301)
    """
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = compressor.compress(content) + compressor.flush(zlib.Z_FULL_FLUSH)
    return Beginning(zlib.crc32(content, before.crc), before.size + len(content), before.data + data)


class Ending(NamedTuple):
    """How many parts end, compressed once."""

    content: bytes
    data: bytes


def ending(content: bytes) -> Ending:
    """Compress the end that parts share."""
    return Ending(content, _small(content))


def ended_member(name: str, content: bytes, end: Ending) -> Member:
    """Compress a part before its end, which was compressed apart: both streams meet at a whole byte.

    >>> part = ended_member("part", b"ab" * 100, ending(b"ab" * 50))
    >>> zlib.decompress(part.data, -15) == b"ab" * 150, part.crc == crc32(b"ab" * 150), part.size
    (True, True, 300)
    """
    compressor = _compressor()
    data = b"".join((compressor.compress(content), compressor.flush(zlib.Z_FULL_FLUSH), end.data))
    return Member(name, crc32(end.content, crc32(content)), len(content) + len(end.content), data)


def read_parts(package: bytes) -> dict[str, bytes]:
    """The parts of a package, in its order. Raises zipfile.BadZipFile."""
    import zipfile  # only what builds templates asks for this

    with zipfile.ZipFile(BytesIO(package)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}


class Opening(NamedTuple):
    """The members that begin many packages, put together once."""

    data: bytes = b""
    directory: bytes = b""
    members: int = 0


def opening(members: Iterable[Member]) -> Opening:
    """Put members together for packages that all begin with them."""
    data, directory, number = _extended(Opening(), members)
    return Opening(b"".join(data), b"".join(directory), number)


def _told(name: str, crc: int, packed: int, size: int, offset: int) -> tuple[bytes, bytes]:
    """What stands before the data of a member that begins at an offset, and what the directory says of it."""
    letters = name.encode()
    common = (20, 0, _UTF8, _DEFLATED, 0, _DOS_DATE, crc, packed, size, len(letters), 0)
    local = _LOCAL.pack(b"PK\3\4", *common)
    central = _CENTRAL.pack(b"PK\1\2", 20, 0, *common, 0, 0, 0, 0, offset)
    return local + letters, central + letters


def _end(number: int, directory: int, offset: int) -> bytes:
    """The end of a package with so many members, and so many bytes of directory from an offset on."""
    return _END.pack(b"PK\5\6", 0, 0, number, number, directory, offset, 0)


def _extended(start: Opening, members: Iterable[Member]) -> tuple[list[bytes], list[bytes], int]:
    """The pieces of a package and of its directory, and how many members it has."""
    chunks, directory = [start.data], [start.directory]
    offset, number = len(start.data), start.members
    for part in members:
        local, central = _told(part.name, part.crc, len(part.data), part.size, offset)
        directory.append(central)
        chunks += (local, part.data)
        offset += len(local) + len(part.data)
        number += 1
    return chunks, directory, number


def package(members: Iterable[Member], start: Opening | None = None) -> bytes:
    """A zip file of the members. Its dates are fixed, so the same members give the same bytes."""
    data, directory, number = _extended(start or Opening(), members)
    return b"".join((*data, *directory, _end(number, sum(map(len, directory)), sum(map(len, data)))))


def write_package(stream: BinaryIO, members: Iterable[Member | GrowingMember]) -> None:
    """Write the same to a stream that can be searched. A growing member is never held: what stands before it is written
    once it is known.

    >>> parts = [member("one", b"ab"), member_of_chunks("two", [b"c", b"d"])]
    >>> write_package(stream := BytesIO(), [parts[0], GrowingMember("two", [b"c", b"d"])])
    >>> stream.getvalue() == package(parts)
    True
    """
    directory = []
    for part in members:
        offset = stream.tell()
        begin = stream.write(_told(part.name, 0, 0, 0, offset)[0]) + offset
        stream.writelines(part.data() if isinstance(part, GrowingMember) else [part.data])
        end = stream.tell()
        local, central = _told(part.name, part.crc, end - begin, part.size, offset)
        stream.seek(offset)
        stream.write(local)
        stream.seek(end)
        directory.append(central)
    begin = stream.tell()
    stream.writelines((*directory, _end(len(directory), sum(map(len, directory)), begin)))
