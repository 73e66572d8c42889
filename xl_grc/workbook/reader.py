"""Reads the sheets of an XLSX package into grids of cells.

The package comes from outside: its size is limited, a document type (and with it any entity) is refused, nothing is
ever written to a path that it names.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

from xl_grc.errors import InputError, Problem
from xl_grc.functions.cells import ErrorToken
from xl_grc.plan.grid import Grid
from xl_grc.workbook.xml import column_index

LARGEST_MEGABYTES = 200
"""How much a package may hold, unpacked."""
LAST_ROW = 1_048_576

_DATE_FORMATS = {14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47}
_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def read_workbook(package: bytes, file: str) -> list[Grid]:
    """Every worksheet as a grid, in the order of the workbook. Raises InputError."""
    try:
        return list(_Package(package, file).grids())
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        ElementTree.ParseError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        reason = type(error).__name__ if not isinstance(error, KeyError) else f"{error.args[0]}"
        raise InputError([Problem.of("not_workbook", reason=reason)._replace(file=file)]) from None


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


class _Package:
    def __init__(self, package: bytes, file: str) -> None:
        self._file = file
        self._archive = zipfile.ZipFile(BytesIO(package))
        self._left = LARGEST_MEGABYTES * 2**20
        self._sizes = {info.filename: info.file_size for info in self._archive.infolist()}

    def _part(self, name: str) -> bytes:
        """A part, read no further than what is left of the limit, whatever size the package claims."""
        with self._archive.open(name) as stream:
            content = stream.read(self._left + 1)
        self._left -= len(content)
        if self._left < 0:
            raise InputError([Problem.of("too_big", limit=LARGEST_MEGABYTES)._replace(file=self._file)])
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise ValueError("DOCTYPE")
        return content

    def _tree(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self._part(name))

    def _related(self, part: str) -> Iterator[tuple[str, str, str]]:
        folder, name = posixpath.split(part)
        relations = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        for relation in self._tree(relations):
            target = posixpath.normpath(posixpath.join("/", folder, relation.attrib["Target"])).lstrip("/")
            yield relation.attrib["Id"], relation.attrib["Type"].rpartition("/")[2], target

    def grids(self) -> Iterator[Grid]:
        """The worksheets."""
        main = next(target for _, kind, target in self._related("") if kind == "officeDocument")
        workbook = self._tree(main)
        related = {key: (kind, target) for key, kind, target in self._related(main)}
        by_kind = dict(related.values())
        strings = self._strings(by_kind["sharedStrings"]) if "sharedStrings" in by_kind else []
        dates = self._date_styles(by_kind["styles"]) if "styles" in by_kind else set()
        properties = (element for element in workbook if _local(element) == "workbookPr")
        since_1904 = next(properties, workbook).get("date1904") in ("1", "true")
        epoch = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
        for element in workbook.iter():
            if _local(element) == "sheet":
                key = next(value for name, value in element.attrib.items() if name.endswith("}id"))
                kind, target = related[key]
                if kind == "worksheet":
                    yield Grid(self._file, element.attrib["name"], self._rows(target, strings, dates, epoch))

    def _strings(self, part: str) -> list[str]:
        return [_text(item) for item in self._tree(part)]

    def _date_styles(self, part: str) -> set[int]:
        root = self._tree(part)
        custom = {
            int(element.attrib["numFmtId"])
            for element in root.iter()
            if _local(element) == "numFmt"
            and re.search("[dmyhs]", _LITERALS.sub("", element.attrib["formatCode"]).lower())
        }
        formats = [xf for element in root if _local(element) == "cellXfs" for xf in element]
        return {index for index, xf in enumerate(formats) if int(xf.get("numFmtId", 0)) in custom | _DATE_FORMATS}

    def _rows(self, part: str, strings: list[str], dates: set[int], epoch: date) -> list[list[Any]]:
        rows: list[list[Any]] = []
        for _, element in ElementTree.iterparse(BytesIO(self._part(part))):
            if _local(element) != "row":
                continue
            number = int(element.get("r", len(rows) + 1))
            if not len(rows) < number <= LAST_ROW:
                raise ValueError(f"row {number}")
            rows.extend([] for _ in range(number - 1 - len(rows)))
            row: list[Any] = []
            for cell in element:
                found = _REFERENCE.fullmatch(cell.get("r", ""))
                column = column_index(found[1]) if found else len(row) + 1
                row.extend(None for _ in range(column - 1 - len(row)))
                row.append(_value(cell, strings, dates, epoch))
            rows.append(row)
            element.clear()
        return rows


def _text(element: ElementTree.Element) -> str:
    """The text of a string item; phonetic runs are left out."""
    own = [child.text or "" for child in element if _local(child) == "t"]
    runs = [part.text or "" for run in element if _local(run) == "r" for part in run if _local(part) == "t"]
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(own + runs))


def _value(cell: ElementTree.Element, strings: list[str], dates: set[int], epoch: date) -> Any:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return next((_text(child) for child in cell if _local(child) == "is"), "")
    value = next((child.text for child in cell if _local(child) == "v"), None)
    if value is None:
        return None
    if kind == "s":
        return strings[int(value)]
    if kind == "str":
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    if kind == "e":
        return ErrorToken(value)
    if kind == "b":
        return value.strip() == "1"
    if kind == "d":
        return date.fromisoformat(value[:10])
    number = float(value)
    if int(cell.get("s", 0)) in dates and 0 <= number < 2_958_466:
        return epoch + timedelta(days=int(number))
    return number
