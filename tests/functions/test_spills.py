"""The guarded native formulas over ranges, in ironcalc and LibreOffice: each cell that spills is a call of the UDF."""

import random
from typing import NamedTuple

import ironcalc
import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula

from tests.functions.cases import agree, cell_of_range, expected
from tests.functions.test_native_formulas import DIFFERENCES
from tests.proofs import rounds
from xl_grc.functions.catalogue import FUNCTIONS

BY_ROW = {name: function for name, function in FUNCTIONS.items() if not function.over_ranges}
HEIGHT, WIDTH = 6, 3
ROW, FAR = 6, 12
"""The columns where an argument lies flat, and where results spill."""
ONE_CELL = {
    name for name, function in BY_ROW.items() if "ROUND" in function.formula(*["A1"] * len(function.parameters))
}
"""ironcalc 0.9 calculates ROUND and ROUNDUP of one cell, never of a range, which Excel and LibreOffice do."""


class Spill(NamedTuple):
    """Arguments, where they stand, and from which row down their results spill."""

    row: int
    arguments: list
    areas: list

    @property
    def area(self):
        flat = any(len(cells[0]) > 1 for cells in self.arguments)
        last = FAR + (WIDTH - 1) * flat
        tall = any(len(cells) > 1 for cells in self.arguments)
        return f"{letter(FAR)}{self.row}:{letter(last)}{self.row + (HEIGHT - 1) * tall}"

    def cells(self):
        """Row, column and value of each argument's cells."""
        for place, rows in enumerate(self.arguments, 1):
            left = ROW if len(rows[0]) > 1 else place
            for down, line in enumerate(rows):
                for right, cell in enumerate(line):
                    yield self.row + down, left + right, cell


letter = get_column_letter


def spills_of(function, count):
    """Columns, a row, single cells in all places; the same at each run."""
    chosen = random.Random(f"spills of {function.name}")
    for number in range(count):
        row, shape = number * (HEIGHT + 1) + 1, chosen.choice(("columns", "one cell", "row"))
        arguments, areas = [], []
        for place, parameter in enumerate(function.parameters, 1):
            height, width = {"columns": (HEIGHT, 1), "one cell": (1, 1), "row": (1, WIDTH)}[
                shape if place == 2 else "columns"
            ]
            left = ROW if width > 1 else place
            arguments.append([[cell_of_range(parameter, chosen) for _ in range(width)] for _ in range(height)])
            areas.append(f"{letter(left)}{row}:{letter(left + width - 1)}{row + height - 1}")
        yield Spill(row, arguments, areas)


def disagreements(function, engine, spills, shown):
    """What an engine shows otherwise; `shown` gives value and error of a cell."""
    for spill in spills:
        excused = any(
            excuses(wanted, (flat(spill),)) for excuses in DIFFERENCES[engine].values() for wanted in ("#NUM!", 0)
        )
        for down, line in enumerate(expected(function, spill.arguments)):
            for right, wanted in enumerate(line):
                found = shown(spill.row + down, FAR + right)
                if not agree(wanted, *found) and not excused:
                    yield f"{spill.arguments} at {down}, {right}: {wanted!r}, sheet {found!r}"


def flat(spill):
    return [cell for _, _, cell in spill.cells()]


@pytest.mark.parametrize("name", sorted(BY_ROW.keys() - ONE_CELL))
def test_in_ironcalc(name):
    function, model = BY_ROW[name], ironcalc.create("spills")
    spills = list(spills_of(function, rounds(1_000) + 10))
    for spill in spills:
        for row, column, cell in spill.cells():
            if isinstance(cell, str):
                model.set_user_input(0, row, column, cell if cell.startswith("#") else f"'{cell}")
            elif isinstance(cell, bool):
                model.update_cell_with_bool(0, row, column, cell)
            elif cell is not None:
                model.update_cell_with_number(0, row, column, cell)
        model.set_user_input(0, spill.row, FAR, f"={function.guarded(*spill.areas)}")
    model.evaluate()

    def shown(row, column):
        value = model.get_cell_value(0, row, column)
        return (None, value) if model.get_cell_type(0, row, column) == ironcalc.CellType.ErrorValue else (value, None)

    wrong = list(disagreements(function, "ironcalc", spills, shown))
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong[:5])


def test_in_libreoffice(office, tmp_path):
    book, spills = openpyxl.Workbook(), {}
    for name, function in BY_ROW.items():
        sheet = book.create_sheet(name)
        spills[name] = list(spills_of(function, rounds(200) + 10))
        for spill in spills[name]:
            for row, column, value in spill.cells():
                cell = sheet.cell(row, column, value)
                if isinstance(value, str):
                    cell.data_type = "e" if value.startswith("#") else "s"
            sheet[spill.area.partition(":")[0]] = ArrayFormula(spill.area, f"={function.guarded(*spill.areas)}")
    book.save(tmp_path / "spills.xlsx")
    wrong = []
    with office.open(tmp_path / "spills.xlsx") as document:
        values = document.values()
        for name, function in BY_ROW.items():
            cells = values[name]

            def shown(row, column, cells=cells):
                cell = cells.get(f"{letter(column)}{row}")
                return (cell.value, cell.error) if cell else (None, None)

            wrong += [f"{name} {text}" for text in disagreements(function, "LibreOffice", spills[name], shown)]
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong[:5])


def test_a_bad_cell_spoils_its_own_row_alone():
    model = ironcalc.create("rows")
    for row, (price, rate) in enumerate([(100, 0.5), (-1, 0.5), (100, 2), (80, 0.25)], 1):
        model.update_cell_with_number(0, row, 1, price)
        model.update_cell_with_number(0, row, 2, rate)
    model.set_user_input(0, 1, 4, "=" + FUNCTIONS["MARGIN"].guarded("A1:A4", "B1:B4"))
    model.evaluate()
    assert [model.get_formatted_cell_value(0, row, 4) for row in range(1, 5)] == ["50", "#NUM!", "#NUM!", "20"]
