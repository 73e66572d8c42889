"""How parts are compressed into a package."""

import zlib

import pytest

from xl_grc.ooxml import package
from xl_grc.ooxml.package import deflate

HEADER = 40
"""Bytes at the start of a stream that hold its code."""


@pytest.mark.skipif(package.COMPRESSOR != "isal", reason="zlib writes the same bytes whatever its level")
def test_isal_compresses_every_part_by_one_code():
    """Codes that it makes for a content differ from one process to another, once in some hundreds."""
    one, other = (b'<c r="A1" s="1"/>' * 400, "<v>Société & fils</v>".encode() * 300)
    assert deflate(one)[:HEADER] == deflate(other)[:HEADER]
    assert [zlib.decompress(deflate(content), -15) for content in (one, other)] == [one, other]
