"""The commands that xlwings' engine over LibreOffice needs, beside those of `libreoffice_server.py`.

Runs under the system's Python, the one that has `uno`. Rows and columns count from 1.
"""

import importlib.util
import itertools
import re
from pathlib import Path

BASE = Path(__file__).with_name("libreoffice_server.py")
specification = importlib.util.spec_from_file_location("libreoffice_server", BASE)
base = importlib.util.module_from_spec(specification)
specification.loader.exec_module(base)

DATE = 2  # of com.sun.star.util.NumberFormat
FIRST_DAY, LAST_DAY = 36526, 73051  # of this century
CONTENTS = 1 | 2 | 4 | 16  # VALUE, DATETIME, STRING, FORMULA of com.sun.star.sheet.CellFlags
OFFICE_TOKENS = re.compile(
    r"""(?P<kept>"(?:[^"]|"")*")|(?P<sheet>\$?(?:'(?:[^']|'')+'|[\w]+)\.(?=\$?[A-Z]{1,3}\$?\d))"""
    r"""|(?P<addin>COM\.SUN\.STAR\.SHEET\.ADDIN\.ANALYSIS\.GET)|(?P<separator>;)""",
    re.VERBOSE,
)


def file_formula(text):
    """A formula as UNO writes it, in the grammar of files."""

    def translated(found):
        match found.lastgroup:
            case "sheet":
                return found[0].lstrip("$").removesuffix(".") + "!"
            case "addin":
                return ""
            case "separator":
                return ","
        return found[0]

    return OFFICE_TOKENS.sub(translated, text)


def kind_of(value):
    if value in (None, ""):
        return "blank"
    return "formula" if isinstance(value, str) and value.startswith("=") else "plain"


class LiveCommands(base.Commands):
    """What an open workbook is asked through xlwings."""

    def _area(self, doc, sheet, area):
        top, left, bottom, right = area
        return self._sheet(doc, sheet).getCellRangeByPosition(left - 1, top - 1, right - 1, bottom - 1)

    def create(self):
        """A new workbook."""
        document = self._desktop.loadComponentFromURL(
            "private:factory/scalc", "_blank", 0, (base.option("Hidden", True),)
        )
        doc = base.secrets.token_hex(4)
        self._documents[doc] = document
        return doc

    def sheet_names(self, doc):
        """The sheets, from left to right."""
        return list(self._documents[doc].Sheets.ElementNames)

    def rename(self, doc, sheet, name):
        """Give a sheet another name."""
        self._sheet(doc, sheet).Name = name

    def add_sheet(self, doc, name):
        """A new sheet at the end."""
        sheets = self._documents[doc].Sheets
        sheets.insertNewByName(name, sheets.Count)

    def used(self, doc, sheet):
        """The last row and column in use."""
        cursor = self._sheet(doc, sheet).createCursor()
        cursor.gotoEndOfUsedArea(False)
        return [cursor.RangeAddress.EndRow + 1, cursor.RangeAddress.EndColumn + 1]

    def read(self, doc, sheet, area):
        """The rows of an area: values, with `{"error": token}` for errors and `{"date": serial}` for dates."""
        cells = self._area(doc, sheet, area)
        rows = [list(row) for row in cells.getDataArray()]
        for down, row in enumerate(rows):
            for right, value in enumerate(row):
                if value is None:
                    row[right] = {"error": cells.getCellByPosition(right, down).String}
        formats = self._documents[doc].NumberFormats
        for down, row in enumerate(rows):
            for right, value in enumerate(row):
                # Asking each cell for its format takes long: other numbers are no dates of a plan.
                if not isinstance(value, float) or not FIRST_DAY < value < LAST_DAY:
                    continue
                if formats.getByKey(cells.getCellByPosition(right, down).NumberFormat).Type & DATE:
                    row[right] = {"date": value}
        return rows

    def read_formulas(self, doc, sheet, area):
        """The rows of an area as formulas; texts and numbers as they are typed."""
        rows = self._area(doc, sheet, area).getFormulaArray()
        return [[file_formula(cell) if cell.startswith("=") else cell for cell in row] for row in rows]

    def write(self, doc, sheet, area, rows):
        """Put values into an area; a text that begins with `=` is a formula, with an apostrophe a text."""
        cells = self._area(doc, sheet, area)
        base.refuse_locked(self._sheet(doc, sheet), cells.RangeAddress)
        # One call takes half a millisecond, so formulas, and blanks, beside each other are put in at once.
        for down, row in enumerate(rows):
            for kind, run in itertools.groupby(enumerate(row), lambda found: kind_of(found[1])):
                placed = list(run)
                beside = cells.getCellRangeByPosition(placed[0][0], down, placed[-1][0], down)
                if kind == "formula":
                    beside.setFormulaArray((tuple(base.office_formula(value) for _, value in placed),))
                elif kind == "blank":
                    beside.clearContents(CONTENTS)
                else:
                    for right, value in placed:
                        value = value.removeprefix("'") if isinstance(value, str) else value
                        base.put(cells.getCellByPosition(right, down), value)

    def clear(self, doc, sheet, area, formats):
        """Empty an area."""
        cells = self._area(doc, sheet, area)
        base.refuse_locked(self._sheet(doc, sheet), cells.RangeAddress)
        cells.clearContents(1023 if formats else CONTENTS)

    def copy(self, doc, sheet, area, target):
        """Copy an area over another, as often as it fits."""
        cells = self._area(doc, sheet, area)
        owner = self._sheet(doc, sheet)
        height = area[2] - area[0] + 1
        for row in range(target[0], target[2] + 1, height):
            owner.copyRange(owner.getCellByPosition(target[1] - 1, row - 1).CellAddress, cells.RangeAddress)

    def is_merged(self, doc, sheet, area):
        """Whether a cell of the area belongs to merged cells: those have a format of their own."""
        ranges = self._area(doc, sheet, area).getCellFormatRanges()
        found = (ranges.getByIndex(number) for number in range(ranges.Count))
        return any(one.getCellByPosition(0, 0).IsMerged for one in found)

    def merge(self, doc, sheet, area):
        """Merge cells."""
        self._area(doc, sheet, area).merge(True)

    def resize(self, doc, name, area):
        """Give a table another area."""
        table, place, sheet = self._table(doc, name)
        base.refuse_protected(sheet, "resize")
        place.StartRow, place.StartColumn, place.EndRow, place.EndColumn = (one - 1 for one in area)
        table.setDataArea(place)
        # Excel's names follow the table; here the formulas that use one keep its old area until it is told anew.
        names = self._documents[doc].NamedRanges
        for title, content in self._contents(doc).items():
            if f"{name}[" in content:
                named = names.getByName(title)
                named.Content = str(named.Content)
        self.forget_places(doc)

    def auto_filter(self, doc, name, shown=None):
        """Whether a table shows its filter buttons; or show or hide them, which clears the filter."""
        table, place, sheet = self._table(doc, name)
        if shown is not None:
            table.AutoFilter = shown
        if shown is False:
            cells = sheet.getCellRangeByPosition(place.StartColumn, place.StartRow, place.EndColumn, place.EndRow)
            everything = cells.createFilterDescriptor(True)
            everything.ContainsHeader = True  # else the table forgets its headers
            cells.filter(everything)
        return table.AutoFilter

    def filter(self, doc, name, field, text):
        """Show only the rows of a table whose column, counted from 0, holds a text."""
        table, _, _ = self._table(doc, name)
        wanted = base.uno.createUnoStruct("com.sun.star.sheet.TableFilterField")
        wanted.Field, wanted.IsNumeric, wanted.StringValue = field, False, text
        wanted.Operator = base.uno.Enum("com.sun.star.sheet.FilterOperator", "EQUAL")
        table.AutoFilter = True
        descriptor = table.getFilterDescriptor()
        descriptor.ContainsHeader = True
        descriptor.setFilterFields((wanted,))
        table.refresh()

    def hidden_rows(self, doc, sheet):
        """How many rows of a sheet are hidden by filters."""
        rows = self._sheet(doc, sheet).Rows
        return sum(rows.getByIndex(row).IsFiltered for row in range(self.used(doc, sheet)[0]))

    def insert_rows(self, doc, sheet, row, count):
        """Insert rows, so that all below moves."""
        self._sheet(doc, sheet).Rows.insertByIndex(row - 1, count)

    def move(self, doc, sheet, area, target):
        """Cut an area and paste it with its upper left corner at (row, column)."""
        owner = self._sheet(doc, sheet)
        corner = owner.getCellByPosition(target[1] - 1, target[0] - 1).CellAddress
        owner.moveRange(corner, self._area(doc, sheet, area).RangeAddress)

    def delete_columns(self, doc, sheet, column, count):
        """Delete whole columns of a sheet."""
        self._sheet(doc, sheet).Columns.removeByIndex(column - 1, count)

    def names(self, doc):
        """Name -> what it refers to, in the grammar of files."""
        return {name: file_formula("=" + content) for name, content in self._contents(doc).items()}

    def protection(self, doc, sheet, protected=None, password=""):
        """Whether a sheet is protected; or protect it, or try to unprotect it."""
        owner = self._sheet(doc, sheet)
        if protected is True:
            owner.protect(password)
        elif protected is False:
            owner.unprotect(password)
        return owner.isProtected()

    def properties(self, doc):
        """The custom properties as texts."""
        found = self._documents[doc].DocumentProperties.UserDefinedProperties
        names = [one.Name for one in found.PropertySetInfo.Properties]
        return {name: str(found.getPropertyValue(name)) for name in names}

    def save_as(self, doc, path):
        """Write a copy as .xlsx, to look at; such a file is never shipped."""
        self._documents[doc].calculate()  # what waits to be calculated in a table made smaller crashes the office
        options = (base.option("FilterName", "Calc MS Excel 2007 XML"),)
        self._documents[doc].storeToURL(Path(path).as_uri(), options)


if __name__ == "__main__":
    base.Commands = LiveCommands
    base.main()
