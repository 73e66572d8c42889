"""Parts of one workbook copied into the package of another, with all they relate to and under names of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

from xl_grc.ooxml.book import Book
from xl_grc.ooxml.package import member, package
from xl_grc.ooxml.parts import relations_part
from xl_grc.ooxml.sheet_editor import UnusualSheet
from xl_grc.ooxml.xml import attribute

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[Content_Types].xml"
_NUMBERED = re.compile(r"(.*?)[0-9]*(\.\w+)")
_NO_RELATIONS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_PACKAGE}"></Relationships>'
)


class Package:
    """The parts of a workbook, to which others are added. Raises UnusualSheet where they cannot be."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.parts = {name: book.archive.read(name) for name in book.archive.names}
        self._known = {name.lower() for name in self.parts}
        ids = (re.search(rb'<table\b[^>]*?\bid="([0-9]+)"', self.parts[one.part]) for one in book.tables)
        self._largest_table = max((int(one[1]) for one in ids if one), default=0)

    def content(self) -> bytes:
        """The package."""
        return package(member(name, data) for name, data in self.parts.items())

    def text(self, part: str) -> str:
        """A part as text."""
        return self.parts[part].decode("utf-8-sig")

    def put(self, part: str, text: str) -> None:
        """Another content of a part."""
        self.parts[part] = text.encode()

    def table_number(self) -> int:
        """A number that no table has."""
        self._largest_table += 1
        return self._largest_table

    def free_name(self, like: str) -> str:
        """The name of a part that does not exist yet.

        "xl/tables/table4.xml" may give "xl/tables/table21.xml".
        """
        found = _NUMBERED.fullmatch(like)
        stem, suffix = (found[1], found[2]) if found else (like, "")
        number = 1
        while f"{stem}{number}{suffix}".lower() in self._known:
            number += 1
        name = f"{stem}{number}{suffix}"
        self._known.add(name.lower())
        return name

    def add(self, name: str, text: str, content_type: str) -> None:
        """A new part."""
        self.put(name, text)
        override = f'<Override PartName="/{attribute(name)}" ContentType="{content_type}"/>'
        self.put(_TYPES, _ended(self.text(_TYPES), "Types", override))

    def relate(self, part: str, kind: str, target: str) -> str:
        """A relation from one part to another; its key."""
        name = relations_part(part)
        xml = self.text(name) if name in self.parts else _NO_RELATIONS
        keys = set(re.findall(r'\bId="([^"]*)"', xml))
        key = next(one for one in map("rId{}".format, range(1, len(keys) + 2)) if one not in keys)
        link = f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="/{attribute(target)}"/>'
        self.put(name, _ended(xml, "Relationships", link))
        return key


def _ended(xml: str, element: str, added: str) -> str:
    """An element with something at its end."""
    if f"</{element}>" in xml:
        return xml.replace(f"</{element}>", f"{added}</{element}>", 1)
    closed = re.compile(rf"<{element}\b([^>]*)/>")
    if not closed.search(xml):
        raise UnusualSheet
    return closed.sub(lambda found: f"<{element}{found[1]}>{added}</{element}>", xml, count=1)


class PartGraft:
    """Copies parts of a source into a package; `changes` are by the folder of the parts they change."""

    def __init__(self, target: Package, source: Book, changes: dict[str, Callable[[str], str]]) -> None:
        self._target = target
        self._source = source
        self._changes = changes
        types = ElementTree.fromstring(source.archive.xml(_TYPES))
        self._types = {one.get("PartName", "").lstrip("/"): one.get("ContentType", "") for one in types}

    def copy(self, part: str) -> str:
        """The name of the copy of a part, whose related parts are copied too."""
        name = self._target.free_name(part)
        links = ""
        for relation in self._source.related(part):
            target = f"/{self.copy(relation.target)}"
            links += f'<Relationship Id="{relation.key}" Type="{_OFFICE}/{relation.kind}" Target="{target}"/>'
        if links:
            self._target.put(relations_part(name), _ended(_NO_RELATIONS, "Relationships", links))
        change = self._changes.get(part.split("/")[1], str)
        self._target.add(name, change(self._source.archive.xml(part).decode()), self._types[part])
        return name
