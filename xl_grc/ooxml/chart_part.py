"""The references of a chart to cells, and the values that it keeps of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from xl_grc.ooxml.markup import Markup, opening, parse
from xl_grc.ooxml.xml import escape
from xl_grc.records import NamedTuple

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
            kept = element.child(f"{kind}Cache")
            start, end = (formula.end, formula.end) if kept is None else (kept.start, kept.end)
            prefix = opening(xml, element.start)[1].decode().removesuffix(element.name)
            yield ChartReference(kind, prefix, formula.text, start, end)


def with_kept_values(xml: bytes, kept_of: Callable[[ChartReference, str], str]) -> bytes:
    """A chart with other kept values, told for each reference and the values that it has."""
    pieces, position = [], 0
    for found in chart_references(xml):
        kept = kept_of(found, xml[found.start : found.end].decode())
        pieces += [xml[position : found.start], kept.encode()]
        position = found.end
    return b"".join([*pieces, xml[position:]])


def chart_formulas(xml: bytes) -> list[str]:
    """Every formula of a chart, in their order."""
    return [element.text for element in parse(xml).all("f")]


def with_formulas(xml: bytes, formulas: list[str]) -> bytes:
    """A chart with other formulas, in their order."""
    part = Markup(xml)
    for element, formula in zip(part.root.all("f"), formulas, strict=True):
        if element.text != formula:
            part.fill(element, escape(formula))
    return part.xml()


def chart_kinds(xml: bytes) -> tuple[str, ...]:
    """The kinds of the charts in a part: "barChart", "lineChart"."""
    return tuple(element.name for element in parse(xml).all() if element.name.endswith("Chart"))
