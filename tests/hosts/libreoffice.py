"""LibreOffice as a host: open a workbook, change it as a user would, read what it shows.

    with LibreOffice() as office, office.open(path) as document:
        document.set("Plan", "B2", 12)
        document.values()["Plan"]["C2"].value

The office runs in a process of its own (`libreoffice_server.py`). It starts with the first call, and again after a
call that took too long or killed it; `crashes.py` runs a test again whose office died. Rows and columns count from 1.
"""

from __future__ import annotations

import contextlib
import functools
import json
import math
import os
import re
import select
import shutil
import signal
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self
from xml.sax.saxutils import escape

from openpyxl.utils import column_index_from_string, get_column_letter

from tests.hosts import require

SERVER = Path(__file__).with_name("libreoffice_server.py")
# The Python that has `uno` is the system's, not the one of the virtual environment.
UNO_PYTHON = os.environ.get("UNO_PYTHON", "/usr/bin/python3")
CALL_SECONDS = 60.0
START_SECONDS = 90.0


crashes: list[str] = []
"""What the offices of this process said as they died by themselves, oldest first."""


class LibreOfficeError(RuntimeError):
    """LibreOffice refused a command, died, or took too long."""


class Cell(NamedTuple):
    """What a cell shows: a number or text, None when blank or an error; TRUE is 1.0."""

    value: float | str | None
    is_formula: bool
    error: str | None
    """`#N/A`, `#DIV/0!`...; `Err:502` and the like for errors that Excel does not have."""


class TableRange(NamedTuple):
    """Where a table is; its first row holds the headers."""

    sheet: str
    first_row: int
    last_row: int
    first_column: int
    last_column: int


@functools.cache
def available() -> str:
    """Why LibreOffice cannot be had, "" when it can."""
    if shutil.which("soffice") is None:
        return "LibreOffice: no soffice on the path"
    if shutil.which(UNO_PYTHON) is None:
        return f"LibreOffice: no {UNO_PYTHON}"
    tried = subprocess.run([UNO_PYTHON, "-I", "-c", "import uno"], capture_output=True, timeout=60, check=False)
    return "" if tried.returncode == 0 else f"LibreOffice: {UNO_PYTHON} has no module uno"


def require_libreoffice() -> None:
    """Skip the test when LibreOffice is missing; fail in CI."""
    require(available())


class LibreOffice:
    """One office, which writes numbers and dates as its locale does; documents opened in it live until it ends."""

    server = SERVER

    def __init__(self, call_seconds: float = CALL_SECONDS, locale: str = "en-US") -> None:
        self.call_seconds = call_seconds
        self._locale = locale
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.quit()

    def open(self, path: Path) -> Document:
        """Open a workbook, hidden, without macros; the file stays as it is whatever is done to the document."""
        return Document(self, self.call("open", path=str(Path(path).resolve())))

    def open_addin(self, path: Path, modules: Mapping[str, str | None]) -> Document:
        """Open an add-in whose functions cells may call, some modules replaced, or left out when None."""
        return Document(self, self.call("open_addin", path=str(Path(path).resolve()), modules=dict(modules)))

    def formulas(self, cases: Sequence[Mapping[str, Any]]) -> list[Cell]:
        """Calculate many formulas, each over its own cells: `{"cells": {"A1": 2}, "formula": "=A1*2"}`.

        A value is None, a number, a logical, a text, `{"text": "5"}` or `{"error": "#N/A"}`; a formula is written as
        in files. Cells named in the formula and not given are blank.
        """
        if not cases:
            return []
        sheet = scratch_sheet(cases)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "cases.xlsx")
            write_scratch(path, sheet.rows)
            with self.open(path) as document:
                cells = document.values()[SCRATCH]
        return [cells[address] for address in sheet.results]

    def basic(self, source: str, calls: Sequence[tuple[str, Sequence[object]]]) -> list[Any]:
        """Run VBA functions of a module; each call is the name of a function and its arguments."""
        return list(self.call("basic", source=source, calls=[[name, list(arguments)] for name, arguments in calls]))

    def call(self, command: str, **arguments: object) -> Any:
        """Send a command, wait for its result.

        Raises:
            LibreOfficeError: it failed, or gave no answer in `call_seconds`; then the office is killed.
        """
        if self._process is None:
            self._start()
        answer = self._ask({"command": command, "arguments": arguments})
        if "error" in answer:
            raise LibreOfficeError(answer["error"])
        return answer["result"]

    def quit(self) -> None:
        """End the office, if it runs."""
        if self._process is None:
            return
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            self._process.communicate(b'{"command": "quit"}\n', timeout=20)
        self._kill()

    def _start(self) -> None:
        require_libreoffice()
        self._folder = tempfile.TemporaryDirectory(prefix="libreoffice-", ignore_cleanup_errors=True)
        log = Path(self._folder.name, "log")
        # A process group of its own, so that a kill takes soffice along.
        with log.open("wb") as errors:
            self._process = subprocess.Popen(
                [UNO_PYTHON, "-I", str(self.server), self._folder.name, self._locale],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
            )
        self._read_answer(START_SECONDS, "start")

    def _ask(self, request: Mapping[str, object]) -> dict[str, Any]:
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            raise self._crashed(str(request["command"])) from None
        return self._read_answer(self.call_seconds, str(request["command"]))

    def _read_answer(self, seconds: float, command: str) -> dict[str, Any]:
        """One line of the server's output."""
        output = self._process.stdout.fileno()
        deadline = time.monotonic() + seconds
        chunks: list[bytes] = []
        while not (chunks and chunks[-1].endswith(b"\n")):
            if not select.select([output], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise self._lost(f"{command}: no answer in {seconds:g} s")
            chunks.append(os.read(output, 1 << 20))
            if not chunks[-1]:
                raise self._crashed(command)
        return dict(json.loads(b"".join(chunks)))

    def _crashed(self, command: str) -> LibreOfficeError:
        lost = self._lost(f"{command}: LibreOffice is gone")
        crashes.append(str(lost))
        return lost

    def _lost(self, message: str) -> LibreOfficeError:
        """Kill the office; the error tells the end of its log."""
        log = Path(self._folder.name, "log").read_text(errors="replace")[-2000:]
        self._kill()
        return LibreOfficeError(f"{message}\n{log}".rstrip())

    def _kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):  # it may have ended by itself
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()
        self._folder.cleanup()
        self._process = self._folder = None


class Document:
    """An open workbook."""

    def __init__(self, office: LibreOffice, doc: str) -> None:
        self._office = office
        self._doc = doc

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def _call(self, command: str, **arguments: object) -> Any:
        return self._office.call(command, doc=self._doc, **arguments)

    def values(self) -> dict[str, dict[str, Cell]]:
        """Sheet -> address -> cell of all that is not blank."""
        found = self._call("values")
        return {sheet: {at: as_cell(cell) for at, cell in cells.items()} for sheet, cells in found.items()}

    def block(self, sheet: str, area: str) -> list[list[float | str | None]]:
        """The rows of a range such as `A1:C9` as bare values: "" for blank, None for errors."""
        return list(self._call("block", sheet=sheet, area=area))

    def formulas(self, sheet: str, area: str) -> list[list[str]]:
        """The rows of a range as what was typed: `=` before a formula, "" for blank."""
        return list(self._call("formulas", sheet=sheet, area=area))

    def named(self) -> dict[str, Cell]:
        """Name -> cell for each defined name that means a single cell."""
        return {name: as_cell(cell) for name, cell in self._call("named").items()}

    def tables(self) -> dict[str, TableRange]:
        """Table -> where it is."""
        return {name: TableRange(**place) for name, place in self._call("tables").items()}

    def set(self, sheet: str, address: str, value: object) -> None:
        """Type a value: None clears, text is never read as a formula; `{"error": "#N/A"}` puts an error.

        Raises:
            LibreOfficeError: the cell is locked on a protected sheet.
        """
        self._call("set", sheet=sheet, address=address, value=value)

    def set_all(self, cells: Sequence[tuple[str, str, object]]) -> None:
        """Type many values, each with its sheet and address, as `set` does; what follows is calculated once."""
        self._call("set_all", cells=cells)

    def formula(self, sheet: str, address: str, text: str) -> None:
        """Type a formula, written as in files: English names, commas, `T[[#This Row],[A]]`."""
        self._call("formula", sheet=sheet, address=address, text=text)

    def array(self, sheet: str, area: str, text: str) -> None:
        """Type a formula over a range, as Ctrl+Shift+Enter does."""
        self._call("array", sheet=sheet, area=area, text=text)

    def copy_down(self, sheet: str, from_row: int, to_row: int, first_column: int, last_column: int) -> None:
        """Fill the rows below `from_row` up to `to_row` with its cells, as Ctrl+D does."""
        place = {"from_row": from_row, "to_row": to_row, "first_column": first_column, "last_column": last_column}
        self._call("copy_down", sheet=sheet, **place)

    def drag_down(self, sheet: str, from_row: int, to_row: int, first_column: int, last_column: int) -> None:
        """Drag the fill handle of cells down: unlike `copy_down`, numbers and labels count up."""
        place = {"from_row": from_row, "to_row": to_row, "first_column": first_column, "last_column": last_column}
        self._call("drag_down", sheet=sheet, **place)

    def paste(self, sheet: str, area: str, address: str, to_sheet: str = "") -> None:
        """Copy a range and paste it with its formulas, on another sheet if one is named."""
        self._call("paste", sheet=sheet, area=area, to_sheet=to_sheet or sheet, address=address)

    def move(self, sheet: str, area: str, address: str) -> None:
        """Cut a range and paste it on the same sheet: references to it follow."""
        self._call("cut", sheet=sheet, area=area, address=address)

    def insert_rows(self, sheet: str, first: int, count: int = 1) -> None:
        """Insert whole rows before row `first`."""
        self._call("insert", sheet=sheet, first=first, count=count, columns=False)

    def insert_columns(self, sheet: str, first: int, count: int = 1) -> None:
        """Insert whole columns before column `first`."""
        self._call("insert", sheet=sheet, first=first, count=count, columns=True)

    def delete_rows(self, sheet: str, first: int, count: int = 1) -> None:
        """Delete whole rows."""
        self._call("delete", sheet=sheet, first=first, count=count, columns=False)

    def delete_columns(self, sheet: str, first: int, count: int = 1) -> None:
        """Delete whole columns."""
        self._call("delete", sheet=sheet, first=first, count=count, columns=True)

    def rename_sheet(self, sheet: str, title: str) -> None:
        """Rename a sheet."""
        self._call("rename_sheet", sheet=sheet, title=title)

    def save(self, path: Path) -> None:
        """Save a copy as .xlsx."""
        self._call("save", path=str(Path(path).resolve()))

    def extend_table(self, name: str, rows: int = 1) -> None:
        """Make a table longer. Unlike Excel this fills no calculated columns: see `copy_down`."""
        self._call("extend_table", name=name, rows=rows)

    def sort(self, table: str, column: str, ascending: bool = True) -> None:
        """Sort a table's data rows by the column with this header."""
        self._call("sort", table=table, column=column, ascending=ascending)

    def recalculate(self) -> None:
        """Calculate every formula anew; on opening, values kept in the file are trusted."""
        self._call("recalculate")

    def html(self, path: Path) -> None:
        """Write all sheets as HTML, each cell in the colour that it has now."""
        self._call("html", path=str(Path(path).resolve()))

    def pdf(self, path: Path) -> None:
        """Print into a PDF file."""
        self._call("pdf", path=str(Path(path).resolve()))

    def close(self) -> None:
        """Close without saving."""
        self._call("close")


def as_cell(cell: Mapping[str, Any]) -> Cell:
    """A cell of the server's answer."""
    return Cell(cell["v"], cell["f"], cell["e"])


# -- Scratch sheets of formulas ----------------------------------------------------------------------------------------
#
# The cases go through a file, so that formulas are read by the grammar of files and thousands of them load at once.

SCRATCH = "Cases"
# Texts, quoted sheet names and brackets are passed over; then cell references that are not part of a name or function.
REFERENCE = re.compile(
    r"""(?P<kept>"(?:[^"]|"")*"|'(?:[^']|'')*'|\[[^\[\]]*\])
      |(?<![\w.$!])(?P<column>\$?[A-Z]{1,3})(?P<row>\$?\d+)(?![\w.(\[])""",
    re.VERBOSE,
)


class ScratchSheet(NamedTuple):
    """Cases laid out one below the other; the results stand in one column right of all cells."""

    rows: dict[int, list[str]]
    """Row -> the XML of its cells, from left to right."""
    results: list[str]
    """The address of each case's result."""


def places(case: Mapping[str, Any]) -> Iterable[tuple[int, int]]:
    """(column, row) of each cell that a case gives or names."""
    named = [(found["column"], found["row"]) for found in REFERENCE.finditer(case["formula"]) if found["row"]]
    given = [(found["column"], found["row"]) for found in map(REFERENCE.fullmatch, case["cells"]) if found]
    for column, row in named + given:
        yield column_index_from_string(column.strip("$")), int(row.strip("$"))


def moved(formula: str, rows: int) -> str:
    """The formula with all its references moved down."""

    def replace(found: re.Match[str]) -> str:
        if found["kept"] is not None:
            return found[0]
        anchor = "$" if found["row"].startswith("$") else ""
        return f"{found['column']}{anchor}{int(found['row'].strip('$')) + rows}"

    return REFERENCE.sub(replace, formula)


def scratch_sheet(cases: Sequence[Mapping[str, Any]]) -> ScratchSheet:
    """Lay out the cases, each as high as the lowest cell that it gives or names."""
    sizes = [list(places(case)) for case in cases]
    column = get_column_letter(1 + max((column for size in sizes for column, _ in size), default=0))
    rows: dict[int, list[str]] = {}
    results: list[str] = []
    top = 0
    for case, size in zip(cases, sizes, strict=True):
        add_cells(rows, case["cells"], top)
        formula = escape(moved(case["formula"].removeprefix("="), top))
        results.append(f"{column}{top + 1}")
        rows.setdefault(top + 1, []).append(f'<c r="{results[-1]}"><f>{formula}</f></c>')
        top += max((row for _, row in size), default=1)
    return ScratchSheet(rows, results)


def add_cells(rows: dict[int, list[str]], cells: Mapping[str, object], top: int) -> None:
    """Add the cells of a case, moved down by `top` rows."""
    placed = []
    for address, value in cells.items():
        letters, row = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()
        placed.append((top + int(row), column_index_from_string(letters), letters, value))
    for row, _, letters, value in sorted(placed, key=lambda place: place[:2]):
        if value is not None:
            rows.setdefault(row, []).append(cell_xml(f"{letters}{row}", value))


def cell_xml(address: str, value: object) -> str:
    """A cell of the sheet's XML. Errors are written as formulas of their literal.

    LibreOffice turns SQRT(-1) and VALUE("x") into errors of its own, not into those of Excel.
    """
    if isinstance(value, Mapping) and "text" in value:
        value = value["text"]
    if isinstance(value, bool):
        return f'<c r="{address}"><f>{str(value).upper()}()</f></c>'
    if isinstance(value, Mapping):
        return f'<c r="{address}"><f>{value["error"]}</f></c>'
    if isinstance(value, str):
        return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    if isinstance(value, (int, float)) and math.isfinite(value):
        return f'<c r="{address}"><v>{value!r}</v></c>'
    raise TypeError(f"{value!r} is no cell value")


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def relation(kind: str, target: str) -> str:
    """A relationship part with one relation."""
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def write_scratch(path: Path, rows: Mapping[int, Sequence[str]]) -> None:
    """Write the smallest workbook that holds these rows."""
    data = "".join(f'<row r="{row}">{"".join(rows[row])}</row>' for row in sorted(rows))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{MIME}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{MIME}.worksheet+xml"/></Types>',
        "_rels/.rels": relation("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f'<sheets><sheet name="{SCRATCH}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relation("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
        for name, text in parts.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}')
