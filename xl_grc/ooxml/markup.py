"""An XML part as elements that know the bytes they stand at: a change is spliced in, every other byte stays.

The parser is expat, of the standard library. It is imported in 0.6 ms (ElementTree 15, lxml 20 and a dependency of
12 MB), takes time in proportion to the text whatever the text is, and says where each element stands, which neither
of the others does: what they write again has other bytes. A part of 100 kB takes two milliseconds; more is measured in
docs/performance.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Protocol
from xml.parsers import expat

from xl_grc.ooxml.xml import attribute
from xl_grc.patterns import compiled_later

_OPENING = compiled_later(rb"""<([^\s/>]++)((?:\s++[^\s=/>]++\s*+=\s*+(?:"[^"]*+"|'[^']*+'))*+)\s*+(/?)>""")
ATTRIBUTE = compiled_later(rb"""\s++([^\s=/>]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
_UNPREFIXED = compiled_later(rb"<(/?)(?=\w++[\s/>])")
_KEPT_NAMES = 4_096
_DEEPEST = 256
"""How many elements may stand in each other; parts of workbooks have some twenty."""


class MalformedXml(ValueError):
    """A text that is no XML, has a document type, or elements in each other without end."""


class _Names(dict[str, str]):
    """Names with their namespace -> those without it; the first thousands are kept."""

    def __missing__(self, tag: str) -> str:
        name = tag.rpartition("}")[2]
        if len(self) < _KEPT_NAMES:
            self[tag] = name
        return name


_NAMES = _Names()


class Element:
    """An element, its attributes, its texts and elements in their order, where it stands in the bytes.

    Names with a prefix are known as "namespace}name".
    """

    __slots__ = ("attributes", "end", "name", "nodes", "start", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], start: int) -> None:
        self.tag = tag
        self.name = _NAMES[tag]
        """The name without prefix."""
        self.attributes = attributes
        self.nodes: list[Element | str] = []
        self.start = self.end = start

    @property
    def namespace(self) -> str:
        """What the prefix stands for."""
        return self.tag.rpartition("}")[0]

    @property
    def text(self) -> str:
        """The text that stands in the element itself."""
        if len(self.nodes) == 1 and isinstance(self.nodes[0], str):
            return self.nodes[0]
        return "".join([one for one in self.nodes if isinstance(one, str)])

    def get(self, name: str, default: str = "") -> str:
        """An attribute without prefix."""
        return self.attributes.get(name, default)

    def children(self, name: str = "") -> list[Element]:
        """The elements in this one; those of a name when it is given."""
        return [one for one in self.nodes if isinstance(one, Element) and (not name or one.name == name)]

    def child(self, name: str) -> Element | None:
        """The first child of a name."""
        return next(iter(self.children(name)), None)

    def all(self, name: str = "") -> Iterator[Element]:
        """The element itself and everything in it, in the order of the text; those of a name when it is given."""
        waiting = [self]
        while waiting:
            one = waiting.pop()
            if not name or one.name == name:
                yield one
            waiting += reversed(one.children())

    def content(self) -> str:
        """The text of the element and of everything in it."""
        return "".join(one.text for one in self.all())


def parse(xml: bytes, inside: str = "", take: Callable[[Element], object] | None = None) -> Element:
    """The root of an XML text. The elements in those of the name `inside` are handed to `take`, and not kept.

    Raises MalformedXml.

    >>> root = parse(b'<a x="1"><b>one</b><b/></a>')
    >>> [(one.name, one.text, one.start, one.end) for one in root.all("b")]
    [('b', 'one', 9, 19), ('b', '', 19, 23)]
    """
    parser = expat.ParserCreate("utf-8", "}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_document_type
    top = Element("", {}, 0)
    _build(parser, xml, top, inside if take else None, take or id)
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise MalformedXml(expat.ErrorString(error.code)) from None
    finally:  # the handlers hold the parser, and with it the tree
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None
    return top.children()[0]


def _build(
    parser: expat.XMLParserType, xml: bytes, top: Element, inside: str | None, take: Callable[[Element], object]
) -> None:
    """Make the parser build a tree below an element."""
    current = top
    outer: list[Element] = []

    def begin(tag: str, attributes: dict[str, str]) -> None:
        nonlocal current
        if len(outer) > _DEEPEST:
            raise MalformedXml("depth")
        outer.append(current)
        current = Element(tag, attributes, parser.CurrentByteIndex)

    def finish(_: str) -> None:
        nonlocal current
        element, at = current, parser.CurrentByteIndex  # behind `<a/>`, before any other `</a>`
        element.end = at if not element.nodes and xml.endswith(b"/>", 0, at) else xml.index(b">", at) + 1
        current = outer.pop()
        if current.name == inside:
            take(element)
        current.nodes.append("" if current.name == inside else element)  # that something stands there is told

    parser.StartElementHandler, parser.EndElementHandler = begin, finish
    parser.CharacterDataHandler = lambda data: current.nodes.append(data)


class Span(Protocol):
    """What stands somewhere in the bytes of a part."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def _refuse_document_type(*_: object) -> None:
    raise MalformedXml("DOCTYPE")


def opening(xml: bytes, start: int) -> re.Match[bytes]:
    """The opening tag at a place: its name, its attributes, a slash when it is the whole element."""
    found = _OPENING.match(xml, start)
    if found is None:
        raise MalformedXml(start)
    return found


class Markup:
    """An XML part whose elements can be changed; only what is changed gets other bytes. Raises MalformedXml.

    Elements are put in as they look without prefixes; they get that of the element that they stand in. Nothing may be
    changed inside an element that is replaced.

    >>> part = Markup(b'<x:a xmlns:x="n"><x:b c="1"/></x:a>')
    >>> part.set(part.root.children()[0], "c", "2"); part.append(part.root, "<d>e</d>")
    >>> part.xml()
    b'<x:a xmlns:x="n"><x:b c="2"/><x:d>e</x:d></x:a>'
    """

    def __init__(self, xml: bytes, root: Element | None = None) -> None:
        self._xml = xml
        self.root = parse(xml) if root is None else root
        self._splices: list[tuple[int, int, bytes]] = []
        self._opened: dict[int, tuple[bytes, list[bytes]]] = {}

    def raw(self, element: Span) -> str:
        """An element as it is written."""
        return self._xml[element.start : element.end].decode()

    def inner(self, element: Span) -> str:
        """What stands in an element, as it is written."""
        start, end = self.inside(element)
        return self._xml[start:end].decode()

    def inside(self, element: Span) -> tuple[int, int]:
        """Where what stands in an element begins and ends."""
        tag = opening(self._xml, element.start)
        return tag.end(), tag.end() if tag[3] else self._xml.rindex(b"</", element.start, element.end)

    def remove(self, element: Span) -> None:
        """Nothing in the place of an element."""
        self._splices.append((element.start, element.end, b""))

    def replace(self, element: Span, xml: str, parent: Span) -> None:
        """Something else in the place of an element."""
        self._splices.append((element.start, element.end, self._prefixed(parent, xml)))

    def before(self, element: Span, xml: str, parent: Span) -> None:
        """Something before an element."""
        self._splices.append((element.start, element.start, self._prefixed(parent, xml)))

    def after(self, element: Span, xml: str, parent: Span) -> None:
        """Something behind an element."""
        self._splices.append((element.end, element.end, self._prefixed(parent, xml)))

    def append(self, element: Span, xml: str) -> None:
        """Something at the end of an element."""
        tag, written = opening(self._xml, element.start), self._prefixed(element, xml)
        if tag[3]:
            self._opened.setdefault(tag.start(3), (tag[1], []))[1].append(written)
        else:
            end = self.inside(element)[1]
            self._splices.append((end, end, written))

    def fill(self, element: Span, xml: str) -> None:
        """Something else in an element."""
        if opening(self._xml, element.start)[3]:
            self.append(element, xml)
        else:
            self._splices.append((*self.inside(element), self._prefixed(element, xml)))

    def set(self, element: Span, name: str, value: str) -> None:
        """An attribute without prefix."""
        written, found = f'{name}="{attribute(value)}"'.encode(), self._attribute(element, name)
        if found is None:
            end = opening(self._xml, element.start).end(1)
            self._splices.append((end, end, b" " + written))
        else:
            self._splices.append((found.start(1), found.end(), written))

    def unset(self, element: Span, name: str) -> None:
        """No attribute of that name."""
        found = self._attribute(element, name)
        if found is not None:
            self._splices.append((found.start(), found.end(), b""))

    def _attribute(self, element: Span, name: str) -> re.Match[bytes] | None:
        tag = opening(self._xml, element.start)
        every = ATTRIBUTE.finditer(self._xml, tag.start(2), tag.end(2))
        return next((found for found in every if found[1] == name.encode()), None)

    def _prefixed(self, parent: Span, xml: str) -> bytes:
        """With the prefix of the element around, which is known there: one beside may bring its own."""
        prefix, colon, _ = opening(self._xml, parent.start)[1].rpartition(b":")
        return _UNPREFIXED.sub(rb"<\1" + prefix + colon, xml.encode()) if colon else xml.encode()

    def xml(self) -> bytes:
        """The part with its changes."""
        opened = [(at, at + 2, b">%b</%b>" % (b"".join(pieces), name)) for at, (name, pieces) in self._opened.items()]
        written: list[bytes] = []
        position = 0
        for start, end, piece in sorted([*self._splices, *opened], key=lambda splice: splice[:2]):
            written += (self._xml[position:start], piece)
            position = end
        return b"".join((*written, self._xml[position:]))
