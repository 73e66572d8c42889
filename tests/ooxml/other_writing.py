"""Worksheets and shared strings written in other valid ways than ours: what they say stays the same."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RANGES = re.compile(r'\b((?:sq)?ref)="([^"\']*)"')
COMMENT = '<!-- <row r="1"><c r="A1"><v>9</v></c></row> -->'
INSTRUCTION = '<?other <c r="A1"?>'


class Writer:
    """Writes sheets anew; `chosen` decides how, and whether a text is `broken_up` by references and CDATA."""

    def __init__(self, chosen: random.Random, broken_up: bool = True) -> None:
        self._chosen = chosen
        self._broken_up = broken_up

    def _now_and_then(self, part: float = 0.15) -> bool:
        return self._chosen.random() < part

    def sheet(self, xml: bytes) -> bytes:
        """A worksheet: prefixes, indentation, missing references, order of attributes, comments, CDATA, entities."""
        root = ElementTree.fromstring(xml)
        data = root.find(f"{{{MAIN}}}sheetData")
        assert data is not None
        prefix = self._chosen.choice(("", "", "x"))
        rows = "".join(self._rows(list(data), prefix))
        if prefix:
            data.clear()
            ElementTree.register_namespace(prefix, MAIN)
            head, _, tail = ElementTree.tostring(root, encoding="unicode").partition(f"<{prefix}:sheetData />")
            opening, closing = f"<{prefix}:sheetData>", f"</{prefix}:sheetData>"
        else:
            opening, closing = "<sheetData>", "</sheetData>"
            head, _, rest = xml.decode().partition(opening)
            tail = rest.partition(closing)[2]
        if self._now_and_then(0.5):
            head, tail = (_RANGES.sub(r"\1 = '\2'", around) for around in (head, tail))
        return (head + opening + rows + closing + tail).encode()

    def _rows(self, rows: list[ElementTree.Element], around: str) -> Iterator[str]:
        ways = [self._chosen.choice((around, around, "y", "")) if self._now_and_then(0.1) else around for _ in rows]
        following = 1
        for row, prefix in zip(rows, ways, strict=True):
            attributes = dict(row.attrib)
            number = int(attributes["r"])
            if number == following and self._now_and_then():
                del attributes["r"]
            following = number + 1
            if prefix != around:
                attributes[f"xmlns:{prefix}" if prefix else "xmlns"] = MAIN
            space = self._chosen.choice(("", "", "\n    ", " \t"))
            yield self._between()
            yield self._element("row", prefix, attributes, "".join(self._cells(list(row), prefix, space)) + space)

    def _between(self) -> str:
        return self._chosen.choice((COMMENT, INSTRUCTION, "\r\n", " ")) if self._now_and_then(0.1) else ""

    def _cells(self, cells: list[ElementTree.Element], prefix: str, space: str) -> Iterator[str]:
        following = 1
        for cell in cells:
            attributes = dict(cell.attrib)
            letters = attributes["r"].rstrip("0123456789")
            column = sum((ord(letter) - 64) * 26**power for power, letter in enumerate(reversed(letters)))
            if column == following and self._now_and_then(0.3):
                del attributes["r"]
            following = column + 1
            inner = space if space and self._now_and_then(0.5) else ""
            content = "".join(inner + self._between() + self._content(child, prefix) for child in cell)
            yield space + self._element("c", prefix, attributes, content + inner if len(cell) else "")

    def _content(self, child: ElementTree.Element, prefix: str) -> str:
        name = child.tag.rpartition("}")[2]
        if name == "is":
            return self._element("is", prefix, {}, self._item(child, prefix))
        return self._element(name, prefix, dict(child.attrib), self._text(child.text or ""))

    def _item(self, item: ElementTree.Element, prefix: str) -> str:
        """The content of a string item: one text, or runs, perhaps with how it is pronounced."""
        text = "".join(item.itertext())
        if not self._now_and_then(0.3):
            return self._element("t", prefix, {_SPACE: "preserve"}, self._text(text))
        cut = self._chosen.randrange(len(text) + 1)
        runs = [self._element("t", prefix, {_SPACE: "preserve"}, self._text(part)) for part in (text[:cut], text[cut:])]
        written = "".join(self._element("r", prefix, {}, run) for run in runs)
        spoken = self._element("t", prefix, {}, "prononcé")
        return written + (self._element("rPh", prefix, {"sb": "0", "eb": "1"}, spoken) if self._now_and_then() else "")

    def _text(self, text: str) -> str:
        if not self._broken_up:
            return escape(text)
        if text and self._now_and_then(0.05) and "]]>" not in text:
            cut = self._chosen.randrange(len(text))
            return f"{escape(text[:cut])}<![CDATA[{text[cut:]}]]>"
        return "".join(self._letter(letter) for letter in text) if self._now_and_then(0.05) else escape(text)

    def _letter(self, letter: str) -> str:
        form = self._chosen.choice(("&#{};", "&#x{:X};", "")) if self._now_and_then(0.5) else ""
        return form.format(ord(letter)) if form else escape(letter)

    def _element(self, name: str, prefix: str, attributes: dict[str, str], content: str) -> str:
        name = f"{prefix}:{name}" if prefix else name
        written = [f"{key.replace(_SPACE, 'xml:space')}={self._quoted(value)}" for key, value in attributes.items()]
        if self._now_and_then(0.3):
            self._chosen.shuffle(written)
        gap = self._chosen.choice(("", "", " ", "\n")) if self._now_and_then() else ""
        opening = " ".join([name, *written]) + gap
        if content or self._now_and_then():
            return f"<{opening}>{content}</{name}{gap}>"
        return f"<{opening}/>"

    def _quoted(self, value: str) -> str:
        return quoteattr(value).replace('"', "'") if self._now_and_then() and "'" not in value else quoteattr(value)

    def with_texts_inside(self, sheets: dict[str, bytes], shared: bytes) -> dict[str, bytes]:
        """Sheets whose cells hold the texts of the shared part themselves."""
        items = list(ElementTree.fromstring(shared))
        inside = {}
        for part, xml in sheets.items():
            root = ElementTree.fromstring(xml)
            for cell in root.iterfind(f".//{{{MAIN}}}c[@t='s']"):
                (place,) = cell
                cell.set("t", "inlineStr")
                place.tag, index, place.text = f"{{{MAIN}}}is", int(place.text or ""), None
                place.extend(items[index])
            ElementTree.register_namespace("", MAIN)
            inside[part] = ElementTree.tostring(root)
        return inside

    def with_shared_texts(self, sheets: dict[str, bytes]) -> tuple[dict[str, bytes], bytes]:
        """Sheets whose texts stand in a part of their own, and that part."""
        texts: list[str] = []
        for part, xml in sheets.items():
            root = ElementTree.fromstring(xml)
            for cell in root.iter(f"{{{MAIN}}}c"):
                item = cell.find(f"{{{MAIN}}}is")
                if item is not None:
                    texts.append("".join(item.itertext()))
                    cell.remove(item)
                    cell.set("t", "s")
                    ElementTree.SubElement(cell, f"{{{MAIN}}}v").text = str(len(texts) - 1)
            ElementTree.register_namespace("", MAIN)
            sheets[part] = ElementTree.tostring(root)
        items = "".join(self._between() + self._shared(text) for text in texts)
        return sheets, f'<sst xmlns="{MAIN}" count="{len(texts)}">{items}</sst>'.encode()

    def _shared(self, text: str) -> str:
        if not text:
            return self._chosen.choice(("<si/>", "<si />", "<si></si>", "<si><t/></si>", "<si><t></t></si>"))
        item = ElementTree.Element("si")
        item.text = text
        return self._element("si", "", {}, self._item(item, ""))
