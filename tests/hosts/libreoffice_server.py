"""A private, headless LibreOffice behind JSON lines on stdin and stdout.

Runs under the system's Python, the one that has `uno`; `libreoffice.py` beside it is the client.

    python3 libreoffice_server.py FOLDER LOCALE

FOLDER takes the user profile and temporary files; the caller removes it. Numbers and dates are those of LOCALE, such as
`fr-FR`, the language is English. A request is
`{"command": name, "arguments": {...}}`, an answer `{"result": ...}` or `{"error": text}`. Rows and columns count
from 1. A document is opened as a template: it has no file of its own, so nothing can be saved over.

A cell is `{"v": number, text or null, "f": has a formula, "e": error token or null}`. LibreOffice has no logical
type: TRUE is 1.0.
"""

import csv
import json
import os
import re
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException
from com.sun.star.sheet.CellDeleteMode import COLUMNS as DELETE_COLUMNS
from com.sun.star.sheet.CellDeleteMode import ROWS as DELETE_ROWS
from com.sun.star.sheet.CellInsertMode import COLUMNS as INSERT_COLUMNS
from com.sun.star.sheet.CellInsertMode import ROWS as INSERT_ROWS
from com.sun.star.sheet.FillDateMode import FILL_DATE_DAY
from com.sun.star.sheet.FillDirection import TO_BOTTOM
from com.sun.star.sheet.FillMode import SIMPLE
from com.sun.star.table import CellRangeAddress, TableSortField
from com.sun.star.uno import Exception as UnoException

START_SECONDS = 60
FORMULA_CELLS = 16  # com.sun.star.sheet.CellFlags.FORMULA
ALWAYS = 4  # of com.sun.star.document.MacroExecMode, without asking
NEVER = 0  # of com.sun.star.document.MacroExecMode and UpdateDocMode

# English whatever the machine's language; cached values are trusted on loading, as a user would see them.
SETTINGS = (
    ("/org.openoffice.Setup/L10N", "ooLocale", "en-US"),
    ("/org.openoffice.Office.Calc/Formula/Load", "OOXMLRecalcMode", "1"),
)
# Memory is kept instead of given back after each document: a seventh of the time of opening and saving.
MEMORY = {
    "MALLOC_TRIM_THRESHOLD_": "2000000000",
    "MALLOC_MMAP_THRESHOLD_": "2000000000",
    "MALLOC_TOP_PAD_": "67108864",
}


# -- The office --------------------------------------------------------------------------------------------------------


def write_profile(profile, locale):
    """A user profile with SETTINGS, in a locale."""
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in (*SETTINGS, ("/org.openoffice.Setup/L10N", "ooSetupSystemLocale", locale))
    )
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema">{items}</oor:items>',
        encoding="utf-8",
    )


def start_office(folder, pipe, locale):
    """Start soffice; it stays in this process's group, so that killing the group ends both."""
    write_profile(folder / "profile", locale)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment.update(
        MEMORY, SAL_USE_VCLPLUGIN="svp", TMPDIR=str(folder), LC_ALL="C.UTF-8"
    )  # names of files in any letters
    command = [
        "soffice",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        "--nodefault",
        "--nofirststartwizard",
        "--nolockcheck",
        f"--accept=pipe,name={pipe};urp;",
    ]
    return subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr)


def connect(pipe, process):
    """The desktop of the office that listens on `pipe`, once it does."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def stop_office(desktop, process):
    """End soffice, the hard way when it does not answer."""
    try:
        desktop.terminate()
        process.wait(timeout=10)
    except (UnoException, subprocess.TimeoutExpired):
        process.kill()


def option(name, value):
    """A named argument of a UNO call."""
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


# -- Addresses ---------------------------------------------------------------------------------------------------------


def letters(column):
    """The letters of a column counted from 0."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def inside(area):
    """All (row, column), counted from 0, of a range address."""
    for row in range(area.StartRow, area.EndRow + 1):
        for column in range(area.StartColumn, area.EndColumn + 1):
            yield row, column


# -- Formulas ----------------------------------------------------------------------------------------------------------

# What keeps its text, then what differs between the file's grammar and the one of UNO (`;` for `,`; `.` for `!`).
TOKENS = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
      | (?P<error>\#[A-Z0/]+[!?])
      | (?P<table>[\w.\\]+\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\])
      | (?P<sheet>(?:'(?:[^']|'')+'|[\w.]+)!)
      | (?P<prefix>(?:_xlfn|_xlws)\.)
      | (?P<array>\{[^{}]*\})
      | (?P<comma>,)""",
    re.VERBOSE,
)
ARRAY_SEPARATORS = re.compile(r'"(?:[^"]|"")*"|[,;]')


def office_table_reference(text):
    """`T[[#This Row],[A]]` as UNO reads it: `T[[#This Row];[A]]`; `T[#Data]` needs the inner brackets."""
    name, _, rest = text.partition("[")
    if rest.startswith("#"):
        rest = f"[{rest}]"
    return name + "[" + re.sub(r"(?<=])\s*,\s*(?=\[)", ";", rest)


def office_array(text):
    """`{1,2;3,4}` as UNO reads it: `{1;2|3;4}`."""
    return ARRAY_SEPARATORS.sub(lambda found: {",": ";", ";": "|"}.get(found[0], found[0]), text)


def office_formula(text):
    """A formula in the grammar of files as UNO reads it.

    UNO's own setting for Excel's grammar does not understand `[#This Row]` (LibreOffice 7.4).
    """

    def translated(found):
        token = found[0]
        match found.lastgroup:
            case "table":
                return office_table_reference(token)
            case "sheet":
                return f"${token[:-1]}."
            case "prefix":
                return ""
            case "array":
                return office_array(token)
            case "comma":
                return ";"
        return token

    return "=" + TOKENS.sub(translated, text.removeprefix("="))


# -- Cells -------------------------------------------------------------------------------------------------------------


def put(cell, value):
    """Give the cell a value: null clears, text stays text, `{"error": token}` is an error."""
    if isinstance(value, dict) and "text" in value:
        value = value["text"]
    if value is None:
        cell.setFormula("")
    elif isinstance(value, bool):
        cell.setFormula("TRUE" if value else "FALSE")
    elif isinstance(value, dict):
        cell.setFormula(f"={value['error']}")
    elif isinstance(value, str):
        cell.setString(value)
    else:
        cell.setValue(value)


def refuse_locked(sheet, area):
    """UNO writes over protected cells; a user cannot."""
    if not sheet.isProtected():
        return
    for row, column in inside(area):
        if sheet.getCellByPosition(column, row).CellProtection.IsLocked:
            raise ValueError(f"{sheet.Name}!{letters(column)}{row + 1} is locked")


def refuse_protected(sheet, verb):
    """A table on a protected sheet can neither grow nor be sorted."""
    if sheet.isProtected():
        raise ValueError(f"cannot {verb}: sheet {sheet.Name} is protected")


def shown_texts(document, index):
    """The rows of a sheet as texts, as they are shown.

    Exported as CSV: UNO tells a cell's error only cell by cell, and each call takes half a millisecond.
    """
    with tempfile.TemporaryDirectory() as folder:
        separators = "44,34,76,1,,0,false,true,false,false,false"  # comma, quote, UTF-8, from row 1, as shown
        options = (
            option("FilterName", "Text - txt - csv (StarCalc)"),
            option("FilterOptions", f"{separators},{index + 1}"),
        )
        document.storeToURL(Path(folder, "shown.csv").as_uri(), options)
        (exported,) = Path(folder).iterdir()  # LibreOffice adds the sheet's name
        with exported.open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))


def sheet_cells(document, index):
    """Address -> cell of all that is not blank on a sheet."""
    sheet = document.Sheets.getByIndex(index)
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    end = cursor.RangeAddress
    rows = sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow).getDataArray()
    areas = sheet.queryContentCells(FORMULA_CELLS).RangeAddresses
    formulas = {place for area in areas for place in inside(area)}
    shown = shown_texts(document, index) if any(None in values for values in rows) else []
    columns = [letters(column) for column in range(end.EndColumn + 1)]
    return {
        f"{columns[column]}{row + 1}": {
            "v": value,
            "f": (row, column) in formulas,
            "e": shown[row][column] if value is None else None,
        }
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value != "" or (row, column) in formulas
    }


def named_cell(content):
    """Sheet, column and row of a name that means a single cell, else None."""
    found = re.fullmatch(r"\$?(.+)\.\$?([A-Z]+)\$?(\d+)", content)
    return found and (re.sub(r"^'(.*)'$", lambda quoted: quoted[1].replace("''", "'"), found[1]), found[2] + found[3])


# -- Commands ----------------------------------------------------------------------------------------------------------


class Commands:
    """One method a command; its parameters are the request's arguments."""

    def __init__(self, desktop):
        self._desktop = desktop
        self._documents = {}
        self._places = {}

    def forget_places(self, doc):
        """Where tables are, and what names mean, is asked anew: hundreds of calls, so not each time."""
        self._places[doc] = {}

    def _place(self, doc, kind, ask):
        places = self._places.setdefault(doc, {})
        if kind not in places:
            places[kind] = ask(self._documents[doc])
        return places[kind]

    def _contents(self, doc):
        """Name -> what it refers to, in UNO's grammar."""

        def asked(document):
            names = document.NamedRanges
            return {name: names.getByName(name).Content for name in names.ElementNames}

        return self._place(doc, "names", asked)

    def _sheet(self, doc, sheet):
        return self._documents[doc].Sheets.getByName(sheet)

    def _table(self, doc, name):
        """The database range, its address and its sheet."""
        document = self._documents[doc]
        table = document.DatabaseRanges.getByName(name)
        area = table.DataArea
        return table, area, document.Sheets.getByIndex(area.Sheet)

    def open(self, path):
        """Open a workbook: hidden, no macros, no update of links. Returns the document's id."""
        options = (
            option("Hidden", True),
            option("AsTemplate", True),
            option("MacroExecutionMode", NEVER),
            option("UpdateDocMode", NEVER),
        )
        document = self._desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, options)
        if document is None:
            raise ValueError(f"LibreOffice cannot open {path}")
        doc = secrets.token_hex(4)
        self._documents[doc] = document
        return doc

    def open_addin(self, path, modules):
        """Open an add-in whose functions cells may call, some of its modules replaced or, when null, left out."""
        options = (
            option("Hidden", True),
            option("MacroExecutionMode", ALWAYS),
            option("FilterName", "Calc MS Excel 2007 VBA XML"),
        )
        document = self._desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, options)
        library = document.BasicLibraries.getByName("VBAProject")
        for name, source in modules.items():
            if source is None:
                library.removeByName(name)
            else:
                library.replaceByName(name, f"Rem Attribute VBA_ModuleType=VBAModule\nOption VBASupport 1\n{source}")
        doc = secrets.token_hex(4)
        self._documents[doc] = document
        return doc

    def array(self, doc, sheet, area, text):
        """Type an array formula, given as files hold it."""
        self._sheet(doc, sheet).getCellRangeByName(area).setArrayFormula(office_formula(text))

    def close(self, doc):
        """Forget the document and all that was done to it."""
        self._documents.pop(doc).close(True)

    def values(self, doc):
        """Sheet -> address -> cell of all that is not blank."""
        document = self._documents[doc]
        return {name: sheet_cells(document, index) for index, name in enumerate(document.Sheets.ElementNames)}

    def block(self, doc, sheet, area):
        """The rows of a range as bare values, null for errors."""
        return self._sheet(doc, sheet).getCellRangeByName(area).getDataArray()

    def formulas(self, doc, sheet, area):
        """The rows of a range as formulas in UNO's grammar, constants as they are typed."""
        return self._sheet(doc, sheet).getCellRangeByName(area).getFormulaArray()

    def named(self, doc):
        """Name -> cell for each defined name that means a single cell."""
        document = self._documents[doc]
        sheets = {name: index for index, name in enumerate(document.Sheets.ElementNames)}
        found = {name: named_cell(content) for name, content in self._contents(doc).items()}
        found = {name: cell for name, cell in found.items() if cell and cell[0] in sheets}
        values = {sheet: sheet_cells(document, sheets[sheet]) for sheet in {sheet for sheet, _ in found.values()}}
        blank = {"v": None, "f": False, "e": None}
        return {name: values[sheet].get(address, blank) for name, (sheet, address) in found.items()}

    def tables(self, doc):
        """Table -> sheet, first and last row (the header is the first) and column."""

        def asked(document):
            sheets = document.Sheets.ElementNames
            found = {}
            for name in document.DatabaseRanges.ElementNames:
                _, area, _ = self._table(doc, name)
                found[name] = {
                    "sheet": sheets[area.Sheet],
                    "first_row": area.StartRow + 1,
                    "last_row": area.EndRow + 1,
                    "first_column": area.StartColumn + 1,
                    "last_column": area.EndColumn + 1,
                }
            return found

        return self._place(doc, "tables", asked)

    def set(self, doc, sheet, address, value):
        """Type a value."""
        sheet = self._sheet(doc, sheet)
        cell = sheet.getCellRangeByName(address)
        refuse_locked(sheet, cell.RangeAddress)
        put(cell, value)

    def set_all(self, doc, cells):
        """Type many values, each with its sheet and address; what follows is calculated once."""
        document = self._documents[doc]
        document.enableAutomaticCalculation(False)
        for sheet, address, value in cells:
            self.set(doc, sheet, address, value)
        document.enableAutomaticCalculation(True)
        document.calculate()

    def formula(self, doc, sheet, address, text):
        """Type a formula, given as files hold it."""
        sheet = self._sheet(doc, sheet)
        cell = sheet.getCellRangeByName(address)
        refuse_locked(sheet, cell.RangeAddress)
        cell.setFormula(office_formula(text))

    def copy_down(self, doc, sheet, from_row, to_row, first_column, last_column):
        """Fill the rows below `from_row` with its cells, as Ctrl+D does."""
        sheet = self._sheet(doc, sheet)
        filled = sheet.getCellRangeByPosition(first_column - 1, from_row - 1, last_column - 1, to_row - 1)
        target = CellRangeAddress()
        target.StartColumn, target.EndColumn, target.StartRow, target.EndRow = (
            first_column - 1, last_column - 1, from_row, to_row - 1,
        )  # fmt: skip
        refuse_locked(sheet, target)
        filled.fillSeries(TO_BOTTOM, SIMPLE, FILL_DATE_DAY, 0, 0)

    def drag_down(self, doc, sheet, from_row, to_row, first_column, last_column):
        """Drag the fill handle of the cells of a row down: numbers and texts that hold a number count up."""
        sheet = self._sheet(doc, sheet)
        filled = sheet.getCellRangeByPosition(first_column - 1, from_row - 1, last_column - 1, to_row - 1)
        filled.fillAuto(TO_BOTTOM, 1)

    def paste(self, doc, sheet, area, to_sheet, address):
        """Copy a range and paste it."""
        source = self._sheet(doc, sheet).getCellRangeByName(area)
        target = self._sheet(doc, to_sheet)
        refuse_locked(target, target.getCellRangeByName(address).RangeAddress)
        target.copyRange(target.getCellRangeByName(address).CellAddress, source.RangeAddress)

    def cut(self, doc, sheet, area, address):
        """Cut a range and paste it on the same sheet: references to it follow."""
        sheet = self._sheet(doc, sheet)
        source = sheet.getCellRangeByName(area)
        sheet.moveRange(sheet.getCellRangeByName(address).CellAddress, source.RangeAddress)

    def _lines(self, doc, sheet, first, count, columns):
        """The whole rows, or columns, of a sheet that one may insert into."""
        sheet = self._sheet(doc, sheet)
        refuse_protected(sheet, "insert or delete")
        area = CellRangeAddress()
        area.Sheet = sheet.RangeAddress.Sheet
        last = sheet.RangeAddress
        if columns:
            area.StartColumn, area.EndColumn, area.EndRow = first - 1, first + count - 2, last.EndRow
        else:
            area.StartRow, area.EndRow, area.EndColumn = first - 1, first + count - 2, last.EndColumn
        return sheet, area

    def insert(self, doc, sheet, first, count, columns):
        """Insert whole rows, or columns."""
        sheet, area = self._lines(doc, sheet, first, count, columns)
        sheet.insertCells(area, INSERT_COLUMNS if columns else INSERT_ROWS)

    def delete(self, doc, sheet, first, count, columns):
        """Delete whole rows, or columns."""
        sheet, area = self._lines(doc, sheet, first, count, columns)
        sheet.removeRange(area, DELETE_COLUMNS if columns else DELETE_ROWS)

    def rename_sheet(self, doc, sheet, title):
        """Rename a sheet."""
        self._sheet(doc, sheet).Name = title

    def save(self, doc, path):
        """Save a copy as .xlsx."""
        self._documents[doc].storeToURL(Path(path).as_uri(), (option("FilterName", "Calc MS Excel 2007 XML"),))

    def extend_table(self, doc, name, rows):
        """Make the table longer, as Excel does when one types below it; references to its columns follow."""
        table, area, sheet = self._table(doc, name)
        refuse_protected(sheet, "extend")
        if table.TotalsRow:
            raise ValueError(f"table {name} has a totals row")
        area.EndRow += rows
        table.setDataArea(area)

    def sort(self, doc, table, column, ascending):
        """Sort the table's data rows by the column with this header."""
        found, area, sheet = self._table(doc, table)
        refuse_protected(sheet, "sort")
        whole = sheet.getCellRangeByPosition(area.StartColumn, area.StartRow, area.EndColumn, area.EndRow)
        headers = whole.getDataArray()[0]
        key = TableSortField()
        key.Field, key.IsAscending = headers.index(column), ascending
        last = area.EndRow - area.StartRow - (1 if found.TotalsRow else 0)
        data = whole.getCellRangeByPosition(0, 1, area.EndColumn - area.StartColumn, last)
        fields = uno.Any("[]com.sun.star.table.TableSortField", (key,))
        # Only `invoke` hands over the typed sequence.
        uno.invoke(data, "sort", ((option("SortFields", fields), option("ContainsHeader", False)),))

    def recalculate(self, doc):
        """Calculate every formula anew."""
        self._documents[doc].calculateAll()

    def basic(self, source, calls):
        """The results of VBA functions of a module: each call is the function's name and its arguments."""
        options = (option("Hidden", True), option("MacroExecutionMode", ALWAYS))
        document = self._desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, options)
        try:
            libraries = document.BasicLibraries
            libraries.VBACompatibilityMode = True
            libraries.getByName("Standard").insertByName("Functions", "Option VBASupport 1\n" + source)
            scripts = document.getScriptProvider()
            place = "vnd.sun.star.script:Standard.Functions.{}?language=Basic&location=document"
            found = {name: scripts.getScript(place.format(name)) for name, _ in calls}
            return [found[name].invoke(tuple(arguments), (), ())[0] for name, arguments in calls]
        finally:
            document.close(True)

    def macros(self, path):
        """Module -> source of the VBA project of a file."""
        options = (option("Hidden", True), option("MacroExecutionMode", NEVER), option("UpdateDocMode", NEVER))
        options += (option("FilterName", "Calc MS Excel 2007 VBA XML"),) * path.endswith(".xlam")
        document = self._desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, options)
        try:
            library = document.BasicLibraries.getByName("VBAProject")
            return {name: library.getByName(name) for name in library.ElementNames}
        finally:
            document.close(True)

    def html(self, doc, path):
        """Write all sheets as HTML: the colours that cells have now, by conditional formats too."""
        self._documents[doc].storeToURL(Path(path).as_uri(), (option("FilterName", "HTML (StarCalc)"),))

    def pdf(self, doc, path):
        """Print into a PDF file."""
        self._documents[doc].storeToURL(Path(path).as_uri(), (option("FilterName", "calc_pdf_Export"),))


MOVING = frozenset(("add_sheet", "cut", "delete", "delete_columns", "extend_table", "insert", "insert_rows", "move"))
MOVING |= {"rename", "rename_sheet", "resize"}
"""Commands after which tables and named cells may stand elsewhere."""


def answer(commands, line):
    """The answer to one request."""
    request = json.loads(line)
    if request["command"] in MOVING:
        commands.forget_places(request["arguments"]["doc"])
    try:
        return {"result": getattr(commands, request["command"])(**request["arguments"])}
    except DisposedException:
        raise  # the office is gone: end, the client starts another
    except (LookupError, TypeError, ValueError, UnoException) as error:
        return {"error": f"{request['command']}: {type(error).__name__}: {error}"}


def serve(commands):
    """Answer requests until `quit` or the end of input."""
    for line in sys.stdin:
        if json.loads(line)["command"] == "quit":
            return
        print(json.dumps(answer(commands, line)), flush=True)


def main():
    """Start the office, serve, end the office."""
    pipe = f"workbook-tests-{os.getpid()}-{secrets.token_hex(4)}"
    process = start_office(Path(sys.argv[1]), pipe, sys.argv[2])
    desktop = connect(pipe, process)
    try:
        print(json.dumps({"result": "ready"}), flush=True)
        serve(Commands(desktop))
    finally:
        stop_office(desktop, process)


if __name__ == "__main__":
    main()
