"""The references of a chart to cells, and the values that it keeps of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from xl_grc.ooxml.markup import opening, parse

_KINDS = {"numRef": "num", "strRef": "str"}


class ChartReference(NamedTuple):
    """A reference of a chart: to numbers ("num") or texts ("str"), with the prefix of its elements.

    The kept values take the bytes from `start` to `end`, none when there are none.
    """

    kind: str
    prefix: str
    formula: str
    start: int
    end: int


def chart_references(xml: bytes) -> Iterator[ChartReference]:
    """The references of a chart, in their order. Raises MalformedXml."""
    for element in parse(xml).all():
        kind, formula = _KINDS.get(element.name), element.child("f")
        if kind is not None and formula is not None:
            cache = element.child(f"{kind}Cache") or formula
            prefix = opening(xml, element.start)[1].decode().removesuffix(element.name)
            start = formula.end if cache is formula else cache.start
            yield ChartReference(kind, prefix, formula.text, start, cache.end)


def with_caches(xml: str, cache_of: Callable[[ChartReference, str], str]) -> str:
    """A chart with other kept values, told for each reference and the values that it has."""
    content, position = xml.encode(), 0
    pieces = []
    for found in chart_references(content):
        pieces += [content[position : found.start], cache_of(found, content[found.start : found.end].decode()).encode()]
        position = found.end
    return b"".join([*pieces, content[position:]]).decode()
