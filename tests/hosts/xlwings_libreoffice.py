"""An engine of xlwings over a headless LibreOffice: the live path on a real spreadsheet, without Excel.

    with LiveOffice() as office:
        book = open_book(office, path)
        book.sheets[0]["A1"].value

Written from `xlwings.base_classes` alone. It does what the ribbon's commands use, and nothing else.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import xlwings as xw
from openpyxl.utils import get_column_letter, range_boundaries
from xlwings import base_classes

from tests.hosts.libreoffice import LibreOffice

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  # cells know no time zone


class LiveOffice(LibreOffice):
    """A LibreOffice that also takes the engine's commands."""

    server = Path(__file__).with_name("xlwings_libreoffice_server.py")


def open_book(office: LiveOffice, path: Path) -> xw.Book:
    """Open a workbook; the file stays as it is."""
    return App(office).books_api.open(str(path))


class Engine:
    """Conversions between cells and Python."""

    name = "libreoffice"
    type = "desktop"

    @staticmethod
    def prepare_xl_data_element(value: Any, options: Any) -> Any:
        if isinstance(value, datetime):
            return (value - EPOCH).total_seconds() / 86_400
        return "" if value is None else value

    @classmethod
    def clean_value_data(cls, data: Any, dates: Any, empty: Any, numbers: Any, err_to_str: bool) -> Any:
        build = dates or datetime
        return [[cls._clean(cell, build, empty, numbers, err_to_str) for cell in row] for row in data]

    @staticmethod
    def _clean(cell: Any, build: Any, empty: Any, numbers: Any, err_to_str: bool) -> Any:
        if cell == "":
            return empty
        if isinstance(cell, dict) and "error" in cell:
            return cell["error"] if err_to_str else None
        if isinstance(cell, dict):
            day = EPOCH + timedelta(days=cell["date"])
            return build(
                year=day.year, month=day.month, day=day.day, hour=day.hour, minute=day.minute,
                second=day.second, microsecond=day.microsecond,
            )  # fmt: skip
        return numbers(cell) if numbers and isinstance(cell, float) else cell


ASKING = frozenset(("hidden_rows", "is_merged", "names", "pdf", "properties", "read", "read_formulas", "save_as"))
ASKING |= {"auto_filter", "protection", "sheet_names", "tables", "used"}
"""Commands that change nothing in a workbook, unless they are given one of CHANGING."""
CHANGING = frozenset(("protected", "shown"))


class App(base_classes.App):
    """The office; alerts are kept and answered."""

    engine = Engine()
    pid = 1
    display_alerts = screen_updating = True
    calculation = "automatic"

    def __init__(self, office: LiveOffice) -> None:
        self.office = office
        self.open: list[Book] = []
        self.alerts: list[str] = []
        self.answer = "ok"

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def books_api(self) -> Any:
        return xw.main.Books(impl=self.books)

    def alert(self, prompt: str, title: str, buttons: str, mode: str, callback: Any) -> str:
        self.alerts.append(prompt)
        return self.answer


class Books(base_classes.Books):
    def __init__(self, app: App) -> None:
        self.app = app

    def __len__(self) -> int:
        return len(self.app.open)

    def __iter__(self) -> Any:
        return iter(self.app.open)

    def __call__(self, key: int | str) -> Book:
        if isinstance(key, int):
            return self.app.open[key - 1]
        return {book.name: book for book in self.app.open}[key]

    def open(self, fullname: str, *others: Any, **options: Any) -> Book:
        return self._opened(self.app.office.call("open", path=str(fullname)), str(fullname))

    def add(self) -> Book:
        return self._opened(self.app.office.call("create"), f"Book{len(self) + 1}")

    def _opened(self, doc: str, name: str) -> Book:
        self.app.open.append(Book(self.app, doc, name))
        return self.app.open[-1]


class Book(base_classes.Book):
    def __init__(self, app: App, doc: str, path: str) -> None:
        self._app, self._doc, self._path = app, doc, path
        self._saved = b""

    def call(self, command: str, **arguments: Any) -> Any:
        if command not in ASKING or not arguments.keys().isdisjoint(CHANGING):
            self._saved = b""
        return self._app.office.call(command, doc=self._doc, **arguments)

    @property
    def api(self) -> Any:
        return SimpleNamespace(SaveCopyAs=self._save_copy)

    def _save_copy(self, path: str) -> None:
        """Save a copy: the last one again when nothing was changed since, because saving takes long."""
        if self._saved:
            Path(path).write_bytes(self._saved)
        else:
            self.call("save_as", path=path)
            self._saved = Path(path).read_bytes()

    @property
    def app(self) -> App:
        return self._app

    @property
    def name(self) -> str:
        return Path(self._path).name

    @property
    def fullname(self) -> str:
        return self._path

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self)

    def to_pdf(self, path: str, quality: str) -> None:
        self.call("pdf", path=path)

    def close(self) -> None:
        self.call("close")
        self._app.open.remove(self)


class Sheets(base_classes.Sheets):
    def __init__(self, book: Book) -> None:
        self.book = book

    def _titles(self) -> list[str]:
        return list(self.book.call("sheet_names"))

    def __len__(self) -> int:
        return len(self._titles())

    def __iter__(self) -> Any:
        return (Sheet(self.book, title) for title in self._titles())

    def __call__(self, key: int | str) -> Sheet:
        titles = self._titles()
        if isinstance(key, int):
            return Sheet(self.book, titles[key - 1])
        if key not in titles:
            raise KeyError(key)
        return Sheet(self.book, key)


class Nothing:
    """A protection that allows nothing."""

    def __getattr__(self, name: str) -> bool:
        return False


class Native:
    """What a sheet's own object in Excel says of its protection; LibreOffice tells and takes no more than whether."""

    ProtectDrawingObjects = ProtectScenarios = True
    ProtectionMode = False
    EnableSelection = 0

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def ProtectContents(self) -> bool:
        return bool(self._sheet.call("protection"))

    @property
    def Protection(self) -> Any:
        return Nothing()

    def Unprotect(self, password: str) -> None:
        self._sheet.call("protection", protected=False, password=password)

    def Protect(self, password: str, *options: bool) -> None:
        self._sheet.call("protection", protected=True, password=password)


class Sheet(base_classes.Sheet):
    def __init__(self, book: Book, title: str) -> None:
        self._book, self._title = book, title

    def call(self, command: str, **arguments: Any) -> Any:
        return self._book.call(command, sheet=self._title, **arguments)

    @property
    def api(self) -> Native:
        return Native(self)

    @property
    def name(self) -> str:
        return self._title

    @name.setter
    def name(self, value: str) -> None:
        self.call("rename", name=value)
        self._title = value

    @property
    def book(self) -> Book:
        return self._book

    @property
    def index(self) -> int:
        return self._book.call("sheet_names").index(self._title) + 1

    @property
    def visible(self) -> bool:
        return True

    def range(self, first: Any, last: Any = None) -> Range:
        if isinstance(first, str):
            left, top, right, bottom = range_boundaries(first.replace("$", ""))
            return Range(self, (top, left, bottom, right))
        last = last or first
        if not isinstance(first, tuple):
            return Range(self, (*first.area[:2], *last.area[2:]))
        return Range(self, (*first, *last))

    @property
    def cells(self) -> Range:
        return Range(self, (1, 1, 1_048_576, 16_384))

    @property
    def used_range(self) -> Range:
        return Range(self, (1, 1, *self.call("used")))

    @property
    def tables(self) -> Tables:
        return Tables(self)

    def autofit(self, axis: str | None = None) -> None:
        """Widths are of no interest here."""


class Range(base_classes.Range):
    def __init__(self, sheet: Sheet, area: tuple[int, int, int, int]) -> None:
        self._sheet, self.area = sheet, tuple(area)
        self.options: dict[str, Any] = {}

    def call(self, command: str, **arguments: Any) -> Any:
        return self._sheet.call(command, area=list(self.area), **arguments)

    @property
    def api(self) -> bool:
        return True

    @property
    def sheet(self) -> Sheet:
        return self._sheet

    @property
    def row(self) -> int:
        return self.area[0]

    @property
    def column(self) -> int:
        return self.area[1]

    @property
    def shape(self) -> tuple[int, int]:
        top, left, bottom, right = self.area
        return bottom - top + 1, right - left + 1

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, first: int, second: int | None = None) -> Range:
        if second is None:
            down, right = divmod(first - 1, self.shape[1])
        else:
            down, right = first - 1, second - 1
        place = (self.row + down, self.column + right)
        return Range(self._sheet, (*place, *place))

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        return self._sheet.name, self.row, self.column, len(self), self.shape[1]

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        top, left, bottom, right = self.area
        cells = [
            f"{'$' * col_absolute}{get_column_letter(column)}{'$' * row_absolute}{row}"
            for row, column in ((top, left), (bottom, right))
        ]
        return cells[0] if cells[0] == cells[1] else ":".join(cells)

    @property
    def address(self) -> str:
        return self.get_address(True, True, False)

    @property
    def raw_value(self) -> Any:
        return self.call("read")

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        self.call("write", rows=self._rows(data))

    @property
    def formula(self) -> Any:
        rows = self.call("read_formulas")
        return rows[0][0] if self.shape == (1, 1) else tuple(map(tuple, rows))

    @formula.setter
    def formula(self, value: Any) -> None:
        self.call("write", rows=self._rows(value))

    def _rows(self, data: Any) -> list[list[Any]]:
        height, width = self.shape
        return [list(row) for row in data] if isinstance(data, (list, tuple)) else [[data] * width] * height

    @property
    def merge_cells(self) -> bool:
        return bool(self.call("is_merged"))

    def merge(self, across: bool) -> None:
        self.call("merge")

    def clear_contents(self) -> None:
        self.call("clear", formats=False)

    def clear(self) -> None:
        self.call("clear", formats=True)

    def copy(self, destination: Any = None) -> None:
        self.call("copy", target=list(destination.impl.area))


class Table(base_classes.Table):
    def __init__(self, sheet: Sheet, name: str, place: dict[str, Any]) -> None:
        self._sheet, self._name, self._place = sheet, name, place

    @property
    def name(self) -> str:
        return self._name

    @property
    def parent(self) -> Sheet:
        return self._sheet

    @property
    def range(self) -> Range:
        place = self._place
        corners = (place["first_row"], place["first_column"], place["last_row"], place["last_column"])
        return Range(self._sheet, corners)

    @property
    def header_row_range(self) -> Range:
        top, left, _, right = self.range.area
        return Range(self._sheet, (top, left, top, right))

    @property
    def show_totals(self) -> bool:
        return False

    @property
    def show_autofilter(self) -> bool:
        return bool(self._sheet.book.call("auto_filter", name=self._name))

    @show_autofilter.setter
    def show_autofilter(self, value: bool) -> None:
        self._sheet.book.call("auto_filter", name=self._name, shown=value)

    def resize(self, area: Any) -> None:
        self._sheet.book.call("resize", name=self._name, area=list(area.impl.area))


class Tables(base_classes.Tables):
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def _all(self) -> list[Table]:
        found = self.sheet.book.call("tables").items()
        return [Table(self.sheet, name, place) for name, place in found if place["sheet"] == self.sheet.name]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Any:
        return iter(self._all())

    def __call__(self, key: int | str) -> Table:
        if isinstance(key, int):
            return self._all()[key - 1]
        return {table.name: table for table in self._all()}[key]


class Name(base_classes.Name):
    def __init__(self, name: str, refers_to: str) -> None:
        self._name, self._refers_to = name, refers_to

    @property
    def name(self) -> str:
        return self._name

    @property
    def refers_to(self) -> str:
        return self._refers_to


class Names(base_classes.Names):
    def __init__(self, book: Book) -> None:
        self.book = book

    def snapshot(self) -> list[tuple[str, Name]]:
        return [(name, Name(name, refers)) for name, refers in self.book.call("names").items()]

    def __len__(self) -> int:
        return len(self.snapshot())

    def __call__(self, key: int | str) -> Name:
        found = self.snapshot()
        return found[key - 1][1] if isinstance(key, int) else dict(found)[key]

    def contains(self, key: str) -> bool:
        return key in dict(self.snapshot())
