"""The package of a workbook with changed and added parts; every other part keeps its bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from xl_grc.ooxml import properties as custom
from xl_grc.ooxml.book import CONTENT_TYPES, Book
from xl_grc.ooxml.main_part import calculated_on_opening
from xl_grc.ooxml.markup import Element, Markup, parse
from xl_grc.ooxml.package import Member, member, package
from xl_grc.ooxml.parts import relations_part, relative_target
from xl_grc.ooxml.xml import attribute
from xl_grc.patterns import compiled_later

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CHAIN = "calcchain.xml"
_NUMBERED = compiled_later(r"(.*?)[0-9]*(\.\w+)")


def _relations(links: str) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'
    ).encode()


class PackageEditor:
    """The parts of a workbook, of which some are changed and to which others are added."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._names = {name.lower(): name for name in book.archive.names}
        self._changed: dict[str, bytes] = {}
        tables = (parse(book.archive.xml(table.part)) for table in book.tables)
        self._largest_table = max((int(table.get("id", "0")) for table in tables), default=0)

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._names

    def xml(self, part: str) -> bytes:
        """A part as it is now."""
        known = self._changed.get(part.lower())
        return self._book.archive.xml(part) if known is None else known

    def put(self, part: str, xml: bytes) -> None:
        """Another content of a part, or a new part."""
        self._names.setdefault(part.lower(), part)
        self._changed[part.lower()] = xml

    def add(self, part: str, xml: bytes, content_type: str) -> None:
        """A new part."""
        self.put(part, xml)
        types = Markup(self.xml(CONTENT_TYPES))
        types.append(types.root, f'<Override PartName="/{attribute(part)}" ContentType="{content_type}"/>')
        self.put(CONTENT_TYPES, types.xml())

    def relate(self, part: str, kind: str, target: str) -> str:
        """A relation from one part to another; its key."""
        name = relations_part(part)
        relations = Markup(self.xml(name) if name in self else _relations(""))
        keys = {one.get("Id") for one in relations.root.children()}
        key = next(one for one in map("rId{}".format, range(1, len(keys) + 2)) if one not in keys)
        link = f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{attribute(relative_target(part, target))}"/>'
        relations.append(relations.root, link)
        self.put(name, relations.xml())
        return key

    def table_number(self) -> int:
        """A number that no table has."""
        self._largest_table += 1
        return self._largest_table

    def free_name(self, like: str) -> str:
        """The name of a part that does not exist yet; it is taken then.

        "xl/tables/table4.xml" may give "xl/tables/table21.xml".
        """
        found = _NUMBERED.fullmatch(like)
        stem, suffix = (found[1], found[2]) if found else (like, "")
        number = 1
        while f"{stem}{number}{suffix}" in self:
            number += 1
        name = f"{stem}{number}{suffix}"
        self._names[name.lower()] = name
        return name

    def set_properties(self, properties: Mapping[str, str]) -> None:
        """Our custom properties; those of others stay."""
        if custom.PART in self:
            self.put(custom.PART, custom.with_properties(self.xml(custom.PART), properties))
        else:
            self.add(custom.PART, custom.new_part(properties), custom.CONTENT_TYPE)
            self.relate("", custom.RELATION, custom.PART)

    def content(self) -> bytes:
        """The package; the chain of calculation is left out, and the workbook is calculated on opening."""
        main = self._book.main
        chains = {name for name in self._names.values() if name.lower().rpartition("/")[2] == _CHAIN}
        self.put(main, calculated_on_opening(self.xml(main)))
        if chains:
            self._drop(relations_part(main), lambda one: one.get("Type").endswith("/calcChain"))
            self._drop(CONTENT_TYPES, lambda one: one.get("PartName").lstrip("/") in chains)
        return package(self._members(chains))

    def _drop(self, part: str, is_dropped: Callable[[Element], bool]) -> None:
        markup = Markup(self.xml(part))
        for one in markup.root.children():
            if is_dropped(one):
                markup.remove(one)
        self.put(part, markup.xml())

    def _members(self, dropped: set[str]) -> Iterator[Member]:
        archive = self._book.archive
        for key, name in self._names.items():
            if name in dropped:
                continue
            changed = self._changed.get(key)
            if changed is None or (name in archive and changed == archive.xml(name)):
                yield archive.packed(name) or member(name, archive.read(name))
            else:
                yield member(name, changed)


class PartCopies:
    """Copies parts of a source into a package, with all they relate to; `changes` are by the folder of the parts."""

    def __init__(self, target: PackageEditor, source: Book, changes: Mapping[str, Callable[[bytes], bytes]]) -> None:
        self._target = target
        self._source = source
        self._changes = changes
        types = parse(source.archive.xml(CONTENT_TYPES)).children()
        self._types = {one.get("PartName").lstrip("/"): one.get("ContentType") for one in types}

    def copy(self, part: str) -> str:
        """The name of the copy of a part, whose related parts are copied too."""
        name = self._target.free_name(part)
        links = ""
        for relation in self._source.related(part):
            target = relative_target(name, self.copy(relation.target))
            links += f'<Relationship Id="{relation.key}" Type="{_OFFICE}/{relation.kind}" Target="{target}"/>'
        if links:
            self._target.put(relations_part(name), _relations(links))
        change = self._changes.get(part.split("/")[1], bytes)
        self._target.add(name, change(self._source.archive.xml(part)), self._types[part])
        return name
