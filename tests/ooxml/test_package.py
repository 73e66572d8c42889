"""How parts are compressed into a package."""

import os
import tracemalloc
import zipfile
import zlib
from itertools import repeat

import pytest

from xl_grc.ooxml import package
from xl_grc.ooxml.package import GrowingMember, deflate, member, write_package

HEADER = 40
"""Bytes at the start of a stream that hold its code."""


@pytest.mark.skipif(package.COMPRESSOR != "isal", reason="zlib writes the same bytes whatever its level")
def test_isal_compresses_every_part_by_one_code():
    """Codes that it makes for a content differ from one process to another, once in some hundreds."""
    one, other = (b'<c r="A1" s="1"/>' * 400, "<v>Société & fils</v>".encode() * 300)
    assert deflate(one)[:HEADER] == deflate(other)[:HEADER]
    assert [zlib.decompress(deflate(content), -15) for content in (one, other)] == [one, other]


def test_a_part_that_grows_is_never_held(tmp_path):
    chunk, count = os.urandom(2**20), 24
    tracemalloc.start()
    try:
        with (tmp_path / "p.zip").open("wb") as stream:
            write_package(stream, [member("a", b"a"), GrowingMember("b", repeat(chunk, count)), member("c", b"c")])
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < count * len(chunk) / 4
    with zipfile.ZipFile(tmp_path / "p.zip") as written:
        assert written.testzip() is None
        assert [written.read(name) for name in "ac"] == [b"a", b"c"]
        assert written.read("b") == chunk * count
