"""How fast returned plans are collected, beside openpyxl in read-only mode reading the same tables: `make bench`.

Target: at least 7 times as fast as openpyxl, which recalculates and compares nothing, on one core. Processor time is
measured, so that other programs of the machine weigh less, and both in turns; the ratio is the median of those of the
rounds. Each round is a process of its own, which has read some other plans before: nothing that it keeps of a file
helps to read the same again. How long it takes to write what was collected is told beside, and how long a compiled
reader, calamine, takes to read the sheets alone.

Half of the files are as LibreOffice saves them (none where it is not installed), one in ten has a typed-over formula.
"""

from __future__ import annotations

import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.plans import some_plan
from tests.workbook.changing import typed
from xl_grc.collect import collect
from xl_grc.collect.report import write_summary
from xl_grc.collect.tables import csv_lines
from xl_grc.ooxml.book import Book
from xl_grc.text import texts
from xl_grc.workbook.plan_writer import settings, write_plan

TABLES = ("Objectives", "Actions", "Schedule", "Costs", "Returns", "Tracking")
"""The tables that people fill, each on a sheet of its own."""
PLANS, WARM, ACTIONS, SAMPLE, ROUNDS = 70, 10, 30, 10, 5
AS_OF = date(2026, 9, 15)


def by_us(files: list[Path]) -> float:
    """The processor time of collecting files that this process has not read, once others were."""
    collect(files[PLANS - WARM :], AS_OF)
    return seconds(lambda: collect(files[: PLANS - WARM], AS_OF)) / (PLANS - WARM)


def in_a_new_process(files: list[Path]) -> float:
    """The same, in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(by_us, files).result()


def seconds(run: Callable[[], object]) -> float:
    """The processor time of a run."""
    begin = time.process_time()
    run()
    return time.process_time() - begin


def by_openpyxl(path: Path, sheets: list[str]) -> int:
    """Every cell of the six sheets that people fill."""
    book = load_workbook(path, read_only=True, data_only=True)
    cells = sum(len(row) for sheet in sheets for row in book[sheet].iter_rows(values_only=True))
    book.close()
    return cells


def by_calamine(path: Path) -> int:
    """Every cell of all sheets, which are those that are compared."""
    with CalamineWorkbook.from_path(str(path)) as book:
        return sum(len(row) for sheet in book.sheet_names for row in book.get_sheet_by_name(sheet).to_python())


def returned(folder: Path) -> list[Path]:
    """Plans as they come back: every other one saved by LibreOffice, one in ten with a typed-over formula."""
    run = settings("fr", None, AS_OF)
    files = [folder / f"plan {number}.xlsx" for number in range(PLANS)]
    for number, file in enumerate(files):
        write_plan(some_plan(ACTIONS, number), file, run)
    office = shutil.which("soffice")
    if office is not None:
        saved = folder / "saved"
        command = [office, "--headless", "--convert-to", "xlsx", "--outdir", str(saved), *map(str, files[::2])]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for file in files[::2]:
            (saved / file.name).replace(file)
    header = str(texts("fr")["columns.Actions.effective_expenses"])
    for file in files[::10]:
        table = next(one for one in Book(file.read_bytes(), file.name).tables if one.shape.name == "Actions")
        place = table.shape.place
        first = place.top + table.shape.header_rows
        typed(file, {(table.sheet.title, first, place.left + table.shape.headers.index(header)): 1.0})
    print(f"{PLANS} plans, {len(files[::2]) if office else 0} saved by LibreOffice, {len(files[::10])} faulty")
    return files


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        files = returned(Path(name))
        book = Book(files[0].read_bytes(), files[0].name)
        sheets = [table.sheet.title for table in book.tables if table.shape.name in TABLES]
        rounds = [
            (
                in_a_new_process(files),
                seconds(lambda: [by_openpyxl(file, sheets) for file in files[:SAMPLE]]) / SAMPLE,
                seconds(lambda: list(map(by_calamine, files))) / PLANS,
            )
            for _ in range(ROUNDS)
        ]
        found = collect(files, AS_OF)
        writing = {
            "to .xlsx": lambda: write_summary(BytesIO(), found, [], AS_OF, texts("fr")),
            "to .csv": lambda: BytesIO().writelines(csv_lines(found.plans)),
        }
        written = {way: statistics.median(seconds(run) / PLANS for _ in range(ROUNDS)) for way, run in writing.items()}
    ours, theirs, compiled = (statistics.median(column) for column in zip(*rounds, strict=True))
    ratio, of_compiled = (statistics.median(one[peer] / one[0] for one in rounds) for peer in (1, 2))
    print(f"Python {platform.python_version()}, {platform.machine()}, {PLANS} plans of {ACTIONS} actions")
    print(f"collect   {ours * 1e3:7.2f} ms a plan, {1 / ours:6.0f} plans a second")
    print(f"openpyxl  {theirs * 1e3:7.2f} ms a plan, {ratio:6.1f} times as long, six sheets read")
    print(f"calamine  {compiled * 1e3:7.2f} ms a plan, {of_compiled:6.2f} times as long, all sheets read")
    for way, own in written.items():
        print(f"{way:9} {own * 1e3:7.2f} ms a plan")


if __name__ == "__main__":
    main()
