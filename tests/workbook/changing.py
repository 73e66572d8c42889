"""Changes that people and programs make to a workbook, on its parts."""

from __future__ import annotations

import copyreg
import pickle
import zipfile
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils.bound_dictionary import BoundDictionary
from openpyxl.worksheet.dimensions import DimensionHolder
from openpyxl.worksheet.table import TableList

from tests.plans import some_plan
from xl_grc.ooxml.book import Book
from xl_grc.ooxml.package_editor import PackageEditor
from xl_grc.ooxml.sheet_editor import SheetEditor, cell_xml
from xl_grc.plan.model import Plan
from xl_grc.values import Cell, stored
from xl_grc.workbook.plan_writer import settings, write_plan

AS_OF = date(2026, 9, 15)


def written(path: Path, plan: Plan, language: str = "fr") -> Path:
    """The workbook of a plan."""
    write_plan(plan, path, settings(language, None, AS_OF))
    return path


def sample(path: Path, actions: int = 4, seed: int = 1, start: date = date(2026, 1, 1), language: str = "fr") -> Path:
    """The workbook of a made-up plan."""
    return written(path, some_plan(actions, seed, start), language)


def parts(path: Path) -> dict[str, bytes]:
    """The parts of a package."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def write_parts(path: Path, content: Mapping[str, bytes]) -> Path:
    """A package of parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in content.items():
            package.writestr(name, data)
    return path


def changed(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """The package with one part changed; the change must change something."""
    content = parts(path)
    before = content[part].decode()
    content[part] = change(before).encode()
    assert content[part].decode() != before
    return write_parts(path, content)


def opened(path: Path) -> Workbook:
    """The workbook as openpyxl reads it, to be changed by whoever asks."""
    found: Workbook = pickle.loads(_read(path.read_bytes()))
    return found


@lru_cache(32)
def _read(content: bytes) -> bytes:
    """A workbook that openpyxl read, pickled: many tests change the same one, and reading takes five times as long."""
    for kind in (TableList, BoundDictionary, DimensionHolder):
        copyreg.pickle(kind, _whole)
    return pickle.dumps(load_workbook(BytesIO(content)))


def _whole(found: dict[Any, Any]) -> tuple[Any, ...]:
    """How a dictionary of openpyxl's is pickled with all that it holds: the usual way loses tables and heights."""
    own = {"default_factory": found.default_factory} if isinstance(found, defaultdict) else {}
    return type(found).__new__, (type(found),), (vars(found), own), None, iter(dict.items(found))


def edited(path: Path, edit: Callable[[object], None]) -> Path:
    """The workbook as openpyxl saves it after an edit: no cached values, shared strings, its own XML."""
    book = opened(path)
    edit(book)
    book.save(path)
    return path


def entered(path: Path, *changes: tuple[str, str, int, Cell]) -> Path:
    """Cells typed over without recalculating anything: table, header, row from 0 on, what is typed.

    No table: the header is the name of a cell. "=..." is a formula without a value, "'..." a text, None a blank.
    """
    book = Book(path.read_bytes(), path.name)
    found = {table.shape.name: table for table in book.tables}
    cells: dict[tuple[str, int, int], Cell] = {}
    for name, header, row, value in changes:
        if not name:
            at = book.place_of(header)
            assert at is not None
            cells[at.sheet.title, at.row, at.column] = value
            continue
        table = found[name]
        place, column = table.shape.place, table.shape.headers.index(header)
        cells[table.sheet.title, place.top + 1 + row, place.left + column] = value
    return typed(path, cells)


def typed(path: Path, cells: dict[tuple[str, int, int], Cell]) -> Path:
    """Cells typed into a workbook without recalculating it: sheet, row and column -> what is typed."""
    book = Book(path.read_bytes(), path.name)
    package = PackageEditor(book)
    for sheet in book.sheets:
        mine = {place: value for place, value in cells.items() if place[0] == sheet.title}
        if mine:
            editor = SheetEditor(book.archive.xml(sheet.part))
            for (_, row, column), value in mine.items():
                style, formula = editor.cell(row, column).style, None
                if isinstance(value, str) and value.startswith("="):
                    value, formula = "", value[1:]
                elif isinstance(value, str):
                    value = value.removeprefix("'")
                written = cell_xml(row, column, style, stored(value), formula, cached=formula is None)
                editor.put(row, column, written)
            package.put(sheet.part, editor.xml())
    path.write_bytes(package.content())
    return path
