"""A year of an owner with the workbook of customer relations: exports, typing, updates; what must hold all along."""

from __future__ import annotations

import csv
import random
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.table import TableColumn

from tests.customers.sales import some_sales
from tests.customers.typing import Row, fill, table_of, type_in
from xl_grc.cli import main
from xl_grc.ooxml.book import Book
from xl_grc.tables.relations_kind import RELATIONS
from xl_grc.text import texts
from xl_grc.values import stored, to_serial
from xl_grc.workbook.expected.check import check, is_warning
from xl_grc.workbook.returned.cells import read_cells

QUARTERS = (date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31), date(2026, 3, 31), date(2026, 5, 21))
TYPED = {
    "owner": ("Anne", "Luc", "=Zoé"),
    "satisfaction": (0, 7, 10),
    "would_recommend": (3, 9, 10),
    "phone_consent": ("oui", "non"),
    "phone_date": (date(2025, 7, 3), date(2026, 1, 9)),
    "phone_proof": ("bon signé", "<mail>"),
    "sms_consent": ("oui",),
    "last_contact": (date(2025, 7, 1), date(2025, 12, 24)),
    "type": ("Particulier", "Professionnel"),
}
"""What may be typed of a customer."""


def day_of(line: str) -> date:
    """The day of a line of sales."""
    day, month, year = line.split(";")[1].split("/")
    return date(int(year), int(month), int(day))


class Year:
    """The workbook of an owner in a folder; `typed` is what must stand where: by table, row's own text, column."""

    def __init__(self, folder: Path, customers: int, seed: int, language: str = "fr") -> None:
        self.folder, self.chance, self.language = folder, random.Random(seed), language
        self.header, *self.lines = some_sales(customers, seed).splitlines()
        self.path = folder / "relations.xlsx"
        self.typed: dict[tuple[str, str, str], Any] = {}
        self.opponents: set[str] = set()
        self.words = RELATIONS.texts(language)

    def export(self, day: date) -> Path:
        """The export of a day."""
        path = self.folder / f"ventes {day}.csv"
        path.write_text("\n".join([self.header, *(one for one in self.lines if day_of(one) <= day)]), encoding="utf-8")
        return path

    def run(self, day: date, *typed: str) -> None:
        """The command on the export of a day."""
        arguments = [str(self.export(day)), "-o", str(self.path), "--as-of", day.isoformat(), *typed]
        assert main(["customers", *arguments, "--lang", self.language]) == 0

    def cells(self):
        """The cells of the workbook."""
        return read_cells(RELATIONS, Book(self.path.read_bytes(), self.path.name))

    # -- the owner ---------------------------------------------------------------------------------------------------

    def type_of_customer(self, code: str, **values: Any) -> None:
        """Type of a customer, in the row where the code stands."""
        row = self._row("Customers", "code", code)
        type_in(self.path, ("Customers", row, values), language=self.language)
        self._note("Customers", code, values)

    def type_of_image(self, row: int, **values: Any) -> None:
        """Type into a row of the image."""
        type_in(self.path, ("Perception", row, values), language=self.language)
        self._note("Perception", self.cells().columns["Perception.sees"][row], values)

    def type_all(self, customers: int) -> None:
        """A quarter of typing: of some customers, the targets, the image, the margin."""
        typed, codes = list[Row](), self.codes()
        rows = {code: row for row, code in enumerate(self.cells().columns["Customers.code"])}
        for code in self.chance.sample(codes, min(customers, len(codes))):
            key = self.chance.choice(list(TYPED))
            values = {key: self.chance.choice(TYPED[key])}
            typed.append(("Customers", rows[code], values))
            self._note("Customers", code, values)
        number = self.chance.randrange(7)
        typed.append(("Loyalty", number, {"target": 0.25 * (number + 1)}))
        self._note("Loyalty", f"{number + 1}", {"target": 0.25 * (number + 1)})
        typed.append(("Levers", 1, {"change": 0.125}))
        self._note("Levers", "2", {"change": 0.125})
        type_in(self.path, *typed, names={"Referrals": 3, "MarginRate": 0.375}, language=self.language)

    def rearrange(self) -> None:
        """Sort by chance, hide a row, add a column with something in it, a sheet of one's own."""
        book = load_workbook(self.path)
        sheet, reference = table_of(book, "Customers")
        left, top, right, bottom = range_boundaries(reference)
        columns = [column for column in range(left, right + 1) if sheet.cell(top + 1, column).data_type != "f"]
        filled = [row for row in range(top + 1, bottom + 1) if sheet.cell(row, left).value is not None]
        rows = [[sheet.cell(row, column).value for column in columns] for row in filled]
        self.chance.shuffle(rows)
        for row, values in zip(filled, rows, strict=True):
            for column, value in zip(columns, values, strict=True):
                fill(sheet.cell(row, column), value)
        if "À moi" not in book.sheetnames:
            book.create_sheet("À moi")["A1"] = "gardé"
            sheet.cell(top, right + 1).value = "Chien"
            table = sheet.tables["Customers"]
            table.ref = f"{reference.partition(':')[0]}:{sheet.cell(bottom, right + 1).coordinate}"
            table.autoFilter.ref = table.ref
            table.tableColumns.append(TableColumn(id=90, name="Chien"))
        sheet.row_dimensions[top + 2].hidden = True
        book.save(self.path)

    def oppose(self, code: str, day: date) -> None:
        """A customer does not want to be contacted any more."""
        self.type_of_customer(code, opposition=day)
        self.opponents.add(code)

    # -- the sales ---------------------------------------------------------------------------------------------------

    def merge(self, gone: str, other: str) -> None:
        """From now on the program counts a customer with another one, whose name they bear."""
        name = next(one.split(";")[3] for one in self.lines if f";{other};" in one)
        self.lines = [
            ";".join([*one.split(";")[:2], other, name, *one.split(";")[4:]]) if f";{gone};" in one else one
            for one in self.lines
        ]

    def forget(self, code: str) -> None:
        """From now on the program exports a customer no more."""
        self.lines = [one for one in self.lines if f";{code};" not in one]

    # -- what must hold ----------------------------------------------------------------------------------------------

    def codes(self) -> list[str]:
        """The codes of the customers, in the order of the sheet."""
        return [code for code in self.cells().columns["Customers.code"] if code]

    def assert_kept(self) -> None:
        """Whatever was typed stands where it was typed; opponents and expired customers are in no list."""
        cells = self.cells()
        keys = {"Customers": "code", "Perception": "sees", "Loyalty": "no", "Levers": "no"}
        rows = {
            table: {self._text(one): row for row, one in enumerate(cells.columns[f"{table}.{key}"])}
            for table, key in keys.items()
        }
        for (table, own, column), value in self.typed.items():
            assert stored(cells.columns[f"{table}.{column}"][rows[table][own]]) == value, (table, own, column)
        listed = {row["code"] for row in self.listed()}
        day = stored(cells.names["AsOf"])
        for code, to_contact, remove_on, opposition in zip(
            *(cells.columns[f"Customers.{key}"] for key in ("code", "to_contact", "remove_on", "opposition")),
            strict=True,
        ):
            left = stored(remove_on)
            if code and (opposition or (left != "" and left <= day)):
                assert not to_contact, code
                assert code not in listed
        assert not self.opponents & listed

    def assert_sound(self) -> None:
        """The workbook is whole."""
        found = check(self.path.read_bytes(), self.path.name, QUARTERS[-1])
        assert [one for one in found if not is_warning(one)] == []

    def listed(self) -> list[dict[str, str]]:
        """The list to contact."""
        path = self.folder / f"relations {texts(self.language)['customers.files.contacts']}"
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.DictReader(stream, delimiter=";"))

    def _row(self, table: str, key: str, own: str) -> int:
        return [self._text(one) for one in self.cells().columns[f"{table}.{key}"]].index(own)

    def _note(self, table: str, own: str, values: dict[str, Any]) -> None:
        for key, value in values.items():
            self.typed[table, own, key] = to_serial(value) if isinstance(value, date) else value

    @staticmethod
    def _text(cell: Any) -> str:
        return f"{cell:g}" if isinstance(cell, float) else str(cell or "")
