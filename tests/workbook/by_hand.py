"""What a user does to an open workbook, by tables and headers as she reads them; rows count from 0."""

from __future__ import annotations

import re
from string import ascii_uppercase

from openpyxl import Workbook
from openpyxl.utils import column_index_from_string, get_column_letter

from tests.hosts.libreoffice import Document

TOP = 7
"""The row of the headers."""


def as_link(cell: str) -> str:
    """Where LibreOffice leads to, by what a light shows: from the first column of its row to the cell."""
    title, _, address = cell.rpartition(" ")
    quoted = title if title.isalpha() else "'{}'".format(title.replace("'", "''"))
    return f"#{quoted}.B{address.lstrip(ascii_uppercase)}:{address}"


class Hand:
    """A user at a workbook; `book` is what openpyxl read in it before, `free` a sheet with a free cell far right."""

    def __init__(self, document: Document, book: Workbook, free: str = "Coûts") -> None:
        self.document, self._book, self._free = document, book, free

    def place_of_name(self, name: str) -> tuple[str, str]:
        """Sheet and address, as the workbook had them before."""
        ((sheet, address),) = self._book.defined_names[name].destinations
        return sheet.replace("''", "'"), address.replace("$", "")

    def formula_of(self, name: str) -> str:
        """The formula of a named cell, as the file holds it."""
        sheet, address = self.place_of_name(name)
        return str(self._book[sheet][address].value)

    def calculated(self, sheet: str, formula: str) -> float | str | None:
        """What a formula gives on a sheet, in a free cell."""
        free = "AZ1"
        self.document.formula(sheet, free, formula)
        ((found,),) = self.document.block(sheet, f"{free}:{free}")
        self.document.set(sheet, free, None)
        return found

    def target(self, key: str) -> float | str | None:
        """Where the link of a light leads: the first argument of its HYPERLINK, calculated in a free cell."""
        found = re.search(r"HYPERLINK\((.+),INDEX\(SheetTitles,", self.formula_of(f"Goto_{key}"))
        assert found is not None
        return self.calculated(self._free, f"={found[1]}")

    def place(self, table: str, header: str, row: int = 0) -> tuple[str, str, int]:
        """Sheet, letters of the column and number of the row."""
        found = self.document.tables()[table]
        (headers,) = self.document.block(found.sheet, f"A{found.first_row}:AZ{found.first_row}")
        return found.sheet, get_column_letter(headers.index(header) + 1), found.first_row + 1 + row

    def rows(self, table: str) -> int:
        """How many data rows the table has."""
        found = self.document.tables()[table]
        return found.last_row - found.first_row

    def get(self, table: str, header: str, row: int) -> float | str | None:
        """What a cell shows."""
        sheet, letters, number = self.place(table, header, row)
        return self.document.block(sheet, f"{letters}{number}:{letters}{number}")[0][0]

    def type(self, table: str, header: str, row: int, value: object) -> None:
        """Type into a cell."""
        sheet, letters, number = self.place(table, header, row)
        self.document.set(sheet, f"{letters}{number}", value)

    def empty(self, table: str, row: int) -> None:
        """Empty the cells of a row that hold no formula; a number in the first column stays."""
        sheet = self.document.tables()[table].sheet
        number = self.document.tables()[table].first_row + 1 + row
        (cells,) = self.document.formulas(sheet, f"A{number}:AZ{number}")
        for index, text in enumerate(cells, 1):
            if text and not text.startswith("=") and not (index == 2 and text.isdecimal()):
                self.document.set(sheet, f"{get_column_letter(index)}{number}", None)

    def type_name(self, name: str, value: object) -> None:
        """Type into a named cell."""
        self.document.set(*self.place_of_name(name), value)

    def type_below(self, table: str, header: str, value: object) -> None:
        """Type into the first row below a table."""
        self.type(table, header, self.rows(table), value)

    def copy(self, table: str, header: str, from_row: int, to_row: int) -> None:
        """Copy a cell and paste it into another row."""
        sheet, letters, first = self.place(table, header)
        self.document.paste(sheet, f"{letters}{first + from_row}", f"{letters}{first + to_row}")

    def paste(self, text: str, table: str, header: str, row: int) -> None:
        """Copy a cell with this content from elsewhere and paste it."""
        sheet, letters, number = self.place(table, header, row)
        self.document.set(self._free, "AZ1", text)
        self.document.paste(self._free, "AZ1", f"{letters}{number}", sheet)
        self.document.set(self._free, "AZ1", None)

    def drag(self, table: str, header: str, row: int, rows: int = 1) -> None:
        """Drag the fill handle of a cell down."""
        sheet, letters, number = self.place(table, header, row)
        column = column_index_from_string(letters)
        self.document.drag_down(sheet, number, number + rows, column, column)

    def insert_row(self, table: str, row: int) -> None:
        """Insert a row into a table before one of its rows, and copy the grey cells from above into it."""
        sheet = self.document.tables()[table].sheet
        number = self.document.tables()[table].first_row + 1 + row
        self.document.insert_rows(sheet, number)
        (above,) = self.document.formulas(sheet, f"A{number - 1}:AZ{number - 1}")
        for index, formula in enumerate(above, 1):
            if formula.startswith("="):
                letters = get_column_letter(index)
                self.document.paste(sheet, f"{letters}{number - 1}", f"{letters}{number}")

    def extend(self, table: str, *headers: str) -> None:
        """Insert a row before the last one, and move there what stands below the table in some columns."""
        last = self.rows(table) - 1
        self.insert_row(table, last)
        for header in headers:
            sheet, letters, number = self.place(table, header, last)
            self.document.move(sheet, f"{letters}{number + 2}", f"{letters}{number}")

    def delete_row(self, table: str, row: int) -> None:
        """Delete a row of a table with the whole row of its sheet."""
        found = self.document.tables()[table]
        self.document.delete_rows(found.sheet, found.first_row + 1 + row)
