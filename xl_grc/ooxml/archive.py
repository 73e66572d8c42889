"""A zip package from outside, opened with care: its parts, read within limits.

The package is never trusted: what it unpacks to is limited in size and in ratio, a document type (and with it any
entity) is refused, a part name that leads out of the package too. Nothing is ever written to a path that it names.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, NoReturn

from xl_grc.errors import InputError, Problem
from xl_grc.ooxml.encoding import DocumentType, UnknownEncoding, as_utf8
from xl_grc.ooxml.limits import OLE, SMALL, ZIP, PackageLimits, is_too_dense
from xl_grc.ooxml.package import Member
from xl_grc.records import NamedTuple

if TYPE_CHECKING:
    from zipfile import ZipInfo

try:  # the same work, several times faster; its copy of zlib's decompressobj moves a long part again and again
    from isal import igzip_lib as fast
    from isal.isal_zlib import crc32

    _UNPACK_ERRORS: tuple[type[Exception], ...] = (ValueError, zlib.error, fast.error)  # type: ignore[assignment]  # typed as an instance

    def _inflated(packed: bytes, most: int) -> bytes:
        """The raw deflated content, no more of it than `most` bytes."""
        return bytes(fast.IgzipDecompressor(fast.DECOMP_DEFLATE).decompress(packed, most))

except ImportError:  # pragma: no cover  # depends on what is installed
    from zlib import crc32

    _UNPACK_ERRORS = (ValueError, zlib.error)

    def _inflated(packed: bytes, most: int) -> bytes:
        """The raw deflated content, no more of it than `most` bytes."""
        return zlib.decompressobj(-15).decompress(packed, most)


_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s4x2H4x3L3H8xL")
_LOCAL = struct.Struct("<4s22x2H")
_STORED, _DEFLATED = 0, 8
_new = tuple.__new__
_LITTLE, _LITTLE_UNPACKED = 4096, 65_536


class ListedPart(NamedTuple):
    """A part as the directory of the package lists it; `key` is its name without case, which two parts never share.

    `safe`: the name leads to no place outside the package.
    """

    name: str
    key: str
    safe: bool
    method: int
    encrypted: bool
    crc: int
    packed: int
    size: int
    offset: int


class Archive:
    """The parts of a package. Raises InputError, whose one problem says what is wrong with it.

    >>> Archive(b"not a zip file", "plan.xlsx")
    Traceback (most recent call last):
    xl_grc.errors.InputError: not_workbook
    """

    def __init__(self, content: bytes, file: str, limits: PackageLimits | None = None) -> None:
        self.file = file
        self.limits = limits or PackageLimits.from_environment()
        self._content = content
        self._left = self.limits.megabytes * 2**20
        self._charged: set[str] = set()
        if content.startswith(OLE):
            secret = "EncryptedPackage".encode("utf-16-le") in content
            self.refuse("encrypted" if secret else "old_workbook")
        try:
            entries = list(_entries(content))
        except (struct.error, ValueError, IndexError, NotImplementedError):
            self.refuse("not_workbook", reason="ZIP" if content else "EMPTY")
        self._entries = {entry.key: entry for entry in entries}
        self._check(entries)

    def refuse(self, key: str, **values: object) -> NoReturn:
        """Stop with a problem of this file."""
        raise InputError([Problem.of(key, **values)._replace(file=self.file)])

    def _check(self, entries: list[ListedPart]) -> None:
        if len(entries) > self.limits.parts:
            self.refuse("too_many_parts", limit=self.limits.parts)
        if len(self._entries) < len(entries):
            self.refuse("part_twice")
        for entry in entries:
            if entry.safe and not entry.encrypted and entry.size <= SMALL:
                continue
            if not entry.safe:
                self.refuse("unsafe_part", value=entry.name)
            if entry.encrypted:
                self.refuse("encrypted")
            if is_too_dense(entry.size, entry.packed, self.limits):
                self.refuse("too_dense", limit=self.limits.ratio)

    @property
    def names(self) -> list[str]:
        """The names of the parts, in the order of the package."""
        return [entry.name for entry in self._entries.values() if not entry.name.endswith("/")]

    @property
    def size(self) -> int:
        """What all parts say they unpack to, in bytes."""
        return sum(entry.size for entry in self._entries.values())

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def read(self, name: str) -> bytes:
        """The bytes of a part, no more of them than the package declares and the limits allow."""
        entry = self._entry(name)
        try:
            return (_kept if _is_little(entry) else _unpacked)(*self._stored(entry))
        except _UNPACK_ERRORS:
            self.refuse("damaged_part", value=entry.name)

    def xml(self, name: str) -> bytes:
        """A part that holds XML, as UTF-8. A document type is refused, and an encoding that XML is not written in."""
        entry = self._entry(name)
        try:
            return (_kept_xml if _is_little(entry) else _xml)(*self._stored(entry))
        except DocumentType:
            self.refuse("document_type", value=entry.name)
        except UnknownEncoding as unknown:
            self.refuse("unknown_encoding", value=entry.name, encoding=str(unknown))
        except _UNPACK_ERRORS:
            self.refuse("damaged_part", value=entry.name)

    def _entry(self, name: str) -> ListedPart:
        """A part that may be read: what all parts unpack to together is limited."""
        entry = self._entries.get(name.lower())
        if entry is None:
            self.refuse("not_workbook", reason=name)
        if entry.key not in self._charged:
            self._charged.add(entry.key)
            self._left -= entry.size
            if self._left < 0:
                self.refuse("too_big", limit=self.limits.megabytes)
        return entry

    def _stored(self, entry: ListedPart) -> tuple[bytes, int, int, int]:
        return self._packed(entry), entry.method, entry.size, entry.crc

    def packed(self, name: str) -> Member | None:
        """A part as the package holds it, to be copied into another one; None when it is not compressed."""
        entry = self._entries[name.lower()]
        deflated = entry.method == _DEFLATED
        return Member(entry.name, entry.crc, entry.size, self._packed(entry)) if deflated else None

    def _packed(self, entry: ListedPart) -> bytes:
        try:
            local = _LOCAL.unpack_from(self._content, entry.offset)
        except struct.error:
            self.refuse("damaged_part", value=entry.name)
        mark, name, extra = local
        start = entry.offset + _LOCAL.size + name + extra
        packed = self._content[start : start + entry.packed]
        if mark != ZIP or len(packed) != entry.packed or entry.method not in (_STORED, _DEFLATED):
            self.refuse("damaged_part", value=entry.name)
        return packed


def _is_little(entry: ListedPart) -> bool:
    return entry.packed < _LITTLE and entry.size < _LITTLE_UNPACKED


def _unpacked(packed: bytes, method: int, size: int, crc: int) -> bytes:
    """The content of a part, no longer than it declares. Raises ValueError when it is another."""
    content = packed if method == _STORED else _inflated(packed, size + 1)
    if len(content) != size or crc32(content) != crc:
        raise ValueError(size)
    return content


def _xml(packed: bytes, method: int, size: int, crc: int) -> bytes:
    return as_utf8(_unpacked(packed, method, size, crc))


_kept, _kept_xml = lru_cache(2048)(_unpacked), lru_cache(2048)(_xml)
"""Small parts, which plans of one template share."""


def _entries(content: bytes) -> Iterator[ListedPart]:
    """The directory of a zip file. Raises struct.error, ValueError, IndexError or NotImplementedError."""
    end = content.rindex(b"PK\5\6", max(0, len(content) - 65_600))
    _, _, _, _, count, size, offset, _ = _END.unpack_from(content, end)
    if count == 0xFFFF or offset + size != end:  # a very large package, or one with something before it
        yield from _by_library(content)
        return
    for _ in range(count):
        mark, flags, method, crc, packed, unpacked, name, extra, note, start = _CENTRAL.unpack_from(content, offset)
        if mark != b"PK\1\2":
            raise ValueError(mark)
        begin = offset + _CENTRAL.size
        named = _named(content[begin : begin + name], "utf-8" if flags & 0x800 else "cp437")
        # What ListedPart(...) does, at half its price: a workbook has sixty parts, most of which nobody reads.
        yield _new(ListedPart, (*named, method, bool(flags & 1), crc, packed, unpacked, start))
        offset = begin + name + extra + note


@lru_cache(1024)
def _named(name: bytes, encoding: str) -> tuple[str, str, bool]:
    """The name of a part, its key, and whether it is safe; plans share most of these names.

    Some programs write the backslashes of Windows for slashes.
    """
    text = name.decode(encoding).replace("\\", "/")
    return text, text.lower(), _is_safe(text)


def _is_safe(name: str) -> bool:
    return not (".." in name.split("/") or name.startswith("/") or ":" in name)


def _by_library(content: bytes) -> list[ListedPart]:
    import zipfile  # hardly a package needs it

    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return list(map(_listed, archive.infolist()))
    except zipfile.BadZipFile as error:
        raise ValueError from error


def _listed(info: ZipInfo) -> ListedPart:
    name = info.filename.replace("\\", "/")
    return ListedPart(
        name,
        name.lower(),
        _is_safe(name),
        info.compress_type,
        bool(info.flag_bits & 1),
        info.CRC,
        info.compress_size,
        info.file_size,
        info.header_offset,
    )
