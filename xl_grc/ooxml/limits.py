"""What a package from outside may be: how it begins, and how large it may unpack to."""

from __future__ import annotations

import os
from collections.abc import Iterable

from xl_grc.errors import InputError, Problem
from xl_grc.ooxml.package import Member
from xl_grc.records import NamedTuple

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\3\4"
SMALL = 10 * 2**20
"""A part of fewer bytes may be as dense as it will."""


class PackageLimits(NamedTuple):
    """What a package may be. Each limit may be set by the environment variable XL_GRC_MAX_ and its name.

    `megabytes`: unpacked size of all parts read, and size of the file; `ratio`: unpacked to packed size, for parts
    above 10 MB; `rows`: rows of one sheet; `parts`: parts of the package.
    """

    megabytes: int = 200
    ratio: int = 200
    rows: int = 200_000
    parts: int = 10_000

    @classmethod
    def from_environment(cls) -> PackageLimits:
        """The limits, some of them set by the user."""
        given = {name: os.environ.get(f"XL_GRC_MAX_{name.upper()}", "") for name in cls._fields}
        return cls(**{name: int(text) for name, text in given.items() if text.isascii() and text.isdigit()})


def refuse_unreadable(members: Iterable[Member], others: int = 0) -> None:
    """Raises InputError when a package of these members, and `others` bytes of others, would not be read again within
    the limits."""
    limits = PackageLimits.from_environment()
    parts = list(members)
    if others + sum(part.size for part in parts) > limits.megabytes * 2**20:
        raise InputError([Problem.of("workbook_too_big", limit=limits.megabytes)])
    if any(is_too_dense(part.size, len(part.data), limits) for part in parts):
        raise InputError([Problem.of("workbook_too_dense", limit=limits.ratio)])


def is_too_dense(size: int, packed: int, limits: PackageLimits) -> bool:
    """Whether a part unpacks to more than its bytes may."""
    return size > SMALL and size > limits.ratio * max(packed, 1)
