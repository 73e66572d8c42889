"""A network's plans against other ways to write the same workbooks: `make bench`.

All ways write the complete workbook of the contract for the same plans of 30 actions, in turns, in one run; a round
times each way on the same plans, and the medians of the rounds' ratios are printed.

- ours: the whole road, from the CSV to files and report, in one process and in two, the start of Python included;
  and from filled values (a plan read from its row, calculated, rendered, packed, written).
- openpyxl: loads the template once a plan (it cannot copy a loaded workbook), fills the rows that the plan has and the
  formulas and styles of the rows beyond the template's, grows the tables, saves.
- XlsxWriter and rvgsrust-xlsxwriter: write the same cells, formulas with their values, and formats. Values are
  calculated and formulas and formats found before the clock starts; constant_memory is off because tables need it so.
  They write no tables, charts, validations or conditional formats, which is less work than ours.
- the floor: deflating at level 6 and writing the parts that change, nothing else.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import openpyxl
import xlsxwriter
from openpyxl.utils import get_column_letter, range_boundaries

from xl_grc.files.writing import write_atomically
from xl_grc.inputs.input_file import open_input
from xl_grc.ooxml.package import COMPRESSOR
from xl_grc.plan.grid import Grid
from xl_grc.plan.model import Plan
from xl_grc.plan.tabular import InputOptions, read_plans
from xl_grc.tables.plan import PLAN
from xl_grc.tables.schema import NAMED_CELLS, TABLES
from xl_grc.workbook.filling import Filling
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.template.templates import load_template, shipped_template

AS_OF = date(2026, 9, 15)
ONE, TWO = "ours, CSV to files, one process", "ours, CSV to files, two processes"
BOTH = "two runs of one process each at once"
OURS, FLOOR = "ours, one plan to its file", "floor: deflate (zlib 6) and write"
_EACH = 8
"""Plans that each way but the whole road writes in a round."""
HEADER = (
    *("Société", "Conseiller", "Objectif", "Valeur visée", "Action", "Type", "Responsable", "Dépenses", "Recettes"),
    *("Mois", "Horizon", "Contacts", "Acheteurs", "Prix de vente", "Taux de marge", "Statut"),
)
GOALS = {"Générer du chiffre": "200000", "Fidéliser": "50000", "Recruter": "20000"}


def write_table(path: Path, plans: int, actions: int = 30, seed: int = 1) -> None:
    """A CSV of made-up companies, as French spreadsheets write it."""
    chosen = random.Random(seed)

    def amount(most: float) -> str:
        return f"{chosen.uniform(0, most):.2f}".replace(".", ",")

    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(HEADER)
        for plan in range(plans):
            for number in range(1, actions + 1):
                goal = chosen.choice(list(GOALS))
                name = chosen.choice(("E-mailing", "Salon", "Relance été", "Réseau"))
                row = [f"Entreprise {plan:06d} & fils", "lea@example.org", goal, GOALS[goal], f"{name} {number}"]
                row += [chosen.choice(("Prospection", "Promotion", "")), chosen.choice(("Léa", "Max", ""))]
                row += [amount(20_000), amount(50_000) if chosen.random() < 0.8 else ""]
                row += [chosen.choice(("janv-mars", "9", "1, 2", "nov-févr", ""))]
                row += [chosen.choice(("court", "moyen", "long")), str(chosen.randrange(5_000))]
                row += [str(chosen.randrange(300)), amount(500), f"{chosen.randrange(10, 90)} %"]
                writer.writerow([*row, chosen.choice(("À faire", "En cours", "Terminée", ""))])


class SheetCell(NamedTuple):
    """A cell of a finished workbook: place from 0, value, formula without "=", number of the format."""

    row: int
    column: int
    value: Any
    formula: str
    style: int


def cells_of(content: bytes) -> dict[str, list[SheetCell]]:
    """All cells of a workbook of ours, by sheet."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    found: dict[str, list[SheetCell]] = {}
    for sheet in book:
        shown = values[sheet.title]
        cells = []
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None and not cell.has_style:
                    continue
                formula = cell.value if isinstance(cell.value, str) and cell.data_type == "f" else ""
                value = shown.cell(cell.row, cell.column).value
                cells.append(SheetCell(cell.row - 1, cell.column - 1, _plain(value), formula, cell.style_id))
        found[sheet.title] = cells
    return found


def _plain(value: Any) -> Any:
    """A date as the number that the file holds."""
    return value.toordinal() - 693_594 if isinstance(value, date) else value


def formats_of(content: bytes) -> dict[int, dict[str, Any]]:
    """The formats of a workbook as XlsxWriter names them."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    found: dict[int, dict[str, Any]] = {}
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.has_style and cell.style_id not in found:
                    found[cell.style_id] = _format(cell)
    return found


def _format(cell: Any) -> dict[str, Any]:
    font, fill_, alignment = cell.font, cell.fill, cell.alignment
    properties: dict[str, Any] = {"font_name": font.name, "font_size": font.sz, "num_format": cell.number_format}
    properties |= {"bold": True} if font.b else {}
    properties |= {"italic": True} if font.i else {}
    if font.color is not None and isinstance(font.color.rgb, str):
        properties["font_color"] = f"#{font.color.rgb[-6:]}"
    if fill_.patternType == "solid" and isinstance(fill_.fgColor.rgb, str):
        properties["bg_color"] = f"#{fill_.fgColor.rgb[-6:]}"
    if alignment.horizontal in ("left", "center", "right"):
        properties["align"] = alignment.horizontal
    properties |= {"text_wrap": True} if alignment.wrap_text else {}
    properties |= {"border": 1} if cell.border.left is not None and cell.border.left.style else {}
    return properties


def by_xlsxwriter(sheets: dict[str, list[SheetCell]], formats: dict[int, dict[str, Any]], path: Path) -> None:
    """XlsxWriter: typed write calls, formats made once a workbook."""
    book = xlsxwriter.Workbook(str(path))
    made = {number: book.add_format(properties) for number, properties in formats.items()}
    for title, cells in sheets.items():
        sheet = book.add_worksheet(title)
        number, text, blank, formula = sheet.write_number, sheet.write_string, sheet.write_blank, sheet.write_formula
        for row, column, value, source, style in cells:
            look = made.get(style)
            if source:
                formula(row, column, source, look, "" if value is None else value)
            elif value is None:
                blank(row, column, None, look)
            elif value.__class__ is str:
                text(row, column, value, look)
            else:
                number(row, column, value, look)
    book.close()


def by_rust(sheets: dict[str, list[SheetCell]], formats: dict[int, dict[str, Any]], path: Path) -> None:
    """rvgsrust-xlsxwriter; it writes formulas without their values."""
    from rvgsrust_xlsxwriter import Workbook

    book = Workbook()
    made = {number: _rust_format(book.add_format(), properties) for number, properties in formats.items()}
    for title, cells in sheets.items():
        sheet = book.add_worksheet(title)
        write, write_formula = sheet.write, sheet.write_formula
        for row, column, value, source, style in cells:
            if source:
                write_formula(row, column, source, made[style])
            else:
                write(row, column, value, made[style])
    book.close(str(path))


def _rust_format(made: Any, properties: dict[str, Any]) -> Any:
    setters = {"bg_color": "set_background_color", "bold": "set_bold", "italic": "set_italic"}
    for name, value in properties.items():
        setter = getattr(made, setters.get(name, f"set_{name}"))
        if value is True:
            setter()
        else:
            setter("thin" if name == "border" else value)
    return made


def by_openpyxl(filling: Filling, template: Path, path: Path) -> None:
    """openpyxl: load, fill the tables and the named cells, grow what grows, save."""
    book = openpyxl.load_workbook(template)
    for sheet in book:
        for table in sheet.tables.values():
            if table.name in TABLES:
                _fill_table(sheet, table, filling)
    for name, defined in book.defined_names.items():
        if name in NAMED_CELLS and NAMED_CELLS[name].computed is None and name != "AsOf":
            ((title, address),) = defined.destinations
            book[title][address.replace("$", "")] = filling.names[name]
    book.save(path)


def _fill_table(sheet: Any, table: Any, filling: Filling) -> None:
    left, top, right, bottom = range_boundaries(table.ref)
    columns = [filling.columns[f"{table.name}.{column.key}"] for column in TABLES[table.name]]
    for offset, (column, values) in enumerate(zip(TABLES[table.name], columns, strict=True)):
        first = sheet.cell(top + 1, left + offset)
        for row, value in enumerate(values, top + 1):
            cell = sheet.cell(row, left + offset)
            if row > bottom:
                cell._style = first._style
            if column.computed is None:
                cell.value = None if value == "" else value
            elif row > bottom:
                cell.value = first.value
    table.ref = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{top + len(columns[0])}"
    if table.autoFilter is not None:
        table.autoFilter.ref = table.ref


def changed_parts(workbook: bytes, other: bytes) -> list[bytes]:
    """The parts that differ between two plans."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as one, zipfile.ZipFile(io.BytesIO(other)) as two:
        return [one.read(name) for name in one.namelist() if one.read(name) != two.read(name)]


def floor(parts: Sequence[bytes], path: Path) -> None:
    """Deflate at level 6 and write, nothing else."""
    content = b"".join(zlib.compress(part, 6) for part in parts)
    path.write_bytes(content)


class Clock:
    """Times ways of doing the same thing, in turns: seconds a plan by the clock, and of processors.

    On a machine that others use too, processor time says more than the clock.
    """

    def __init__(self) -> None:
        self.clock: dict[str, list[float]] = {}
        self.processor: dict[str, list[float]] = {}

    def time(self, way: str, plans: int, run: Callable[[], object]) -> None:
        before, begin = os.times(), time.perf_counter()
        run()
        seconds, after = time.perf_counter() - begin, os.times()
        self.clock.setdefault(way, []).append(seconds / plans)
        self.processor.setdefault(way, []).append((sum(after[:4]) - sum(before[:4])) / plans)

    @staticmethod
    def ratio(seconds: dict[str, list[float]], way: str, other: str) -> float:
        """The median of the ratios of the rounds."""
        return statistics.median(a / b for a, b in zip(seconds[way], seconds[other], strict=True))


def kept_bytecode(folder: Path) -> dict[str, str]:
    """The environment of an installed program, of which Python keeps what it has compiled."""
    kept = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept


def command(source: Path, directories: Sequence[Path], workers: int) -> None:
    """The whole road, as a user goes it, the start of Python included; to several directories at once."""
    options = ["--as-of", AS_OF.isoformat(), "--workers", str(workers)]
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "xl_grc", "batch", str(source), "-o", str(directory), *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=kept_bytecode(source.parent),
        )
        for directory in directories
    ]
    if sum(run.wait() for run in runs):
        raise SystemExit("a run failed")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=1000, help="plans of our whole road in each round")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        clock = measure(Path(name), options.plans, options.rounds)
    show(clock, options.plans, options.rounds)


def measure(folder: Path, plans: int, rounds: int) -> Clock:
    """Every way, round after round."""
    source = folder / "table.csv"
    write_table(source, plans)
    opened = open_input(source).actions
    grid = Grid(opened.file, "", list(opened.rows()))
    some: Sequence[Plan] = read_plans(grid, None, None, InputOptions(AS_OF)).plans[: _EACH * rounds + 1]
    template = shipped_template(PLAN, "fr")
    ready = load_template(PLAN, template, 1)
    fillings = [fill(plan, "fr", AS_OF) for plan in some]
    workbooks = [ready.write(filling) for filling in fillings]
    formats = {number: look for content in workbooks for number, look in formats_of(content).items()}
    clock = Clock()
    for number in range(rounds):
        chosen = slice(_EACH * number, _EACH * (number + 1))
        for workers, way in enumerate((ONE, TWO), 1):
            clock.time(way, plans, partial(command, source, [folder / f"{number}-{workers}"], workers))
        apart = [folder / f"{number}-{name}" for name in ("a", "b")]
        clock.time(BOTH, 2 * plans, partial(command, source, apart, 1))
        cells = [cells_of(content) for content in workbooks[chosen]]
        ways: dict[str, list[Callable[[Path], object]]] = {
            OURS: [partial(_write_filled, plan, template) for plan in some[chosen]],
            FLOOR: [partial(floor, changed_parts(content, workbooks[-1])) for content in workbooks[chosen]],
            "openpyxl": [partial(by_openpyxl, filling, template) for filling in fillings[chosen]],
            "XlsxWriter": [partial(by_xlsxwriter, sheets, formats) for sheets in cells],
            "rvgsrust-xlsxwriter": [partial(by_rust, sheets, formats) for sheets in cells],
        }
        for way, runs in ways.items():
            clock.time(way, len(runs), partial(_all, runs, folder, f"{way[:4]}{number}"))
    return clock


def _all(runs: Sequence[Callable[[Path], object]], folder: Path, name: str) -> None:
    for index, run in enumerate(runs):
        run(folder / f"{name}-{index}.xlsx")


def _write_filled(plan: Plan, template: Path, path: Path) -> None:
    write_atomically(path, load_template(PLAN, template, plan.start.month).write(fill(plan, "fr", AS_OF)))


def show(clock: Clock, plans: int, rounds: int) -> None:
    """The table, as Markdown."""
    machine = (
        f"{platform.machine()}, {os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}"
    )
    print(f"{machine}, compressor {COMPRESSOR}; {plans} plans of 30 actions, {rounds} rounds, medians; load {load()}\n")
    print("| way | ms a plan | processor ms a plan | times ours, clock | times ours, processor |")
    print("|---|---:|---:|---:|---:|")
    for way in clock.clock:
        medians = [statistics.median(seconds[way]) * 1e3 for seconds in (clock.clock, clock.processor)]
        ratios = [clock.ratio(seconds, way, ONE) for seconds in (clock.clock, clock.processor)]
        print(f"| {way} | {medians[0]:.2f} | {medians[1]:.2f} | {ratios[0]:.2f} | {ratios[1]:.2f} |")
    print(f"\ntwo processes against one: {1 / clock.ratio(clock.clock, TWO, ONE):.2f} x")
    print(f"two independent runs against one, what the machine allows: {1 / clock.ratio(clock.clock, BOTH, ONE):.2f} x")
    print(f"from filled values against the floor: {clock.ratio(clock.processor, OURS, FLOOR):.2f} (processor)")


def load() -> str:
    """How busy the machine is."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


if __name__ == "__main__":
    main()
