"""Two batches at once into one folder: no line of a report, no workbook, no row to correct is lost."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from tests.batch.tables import report_of, write_rows
from tests.security.hunt import Hunt, is_whole, start, unfinished

HEADER = ["entreprise", "action", "dépenses"]
PLANS = 80


def hunt(rounds: int, folder: Path) -> Hunt:
    """Tables of different companies, and every other time one company in both."""
    found = Hunt("at once")
    for number in range(rounds):
        place = folder / f"once{number}"
        tables = [_table(folder / f"{name}.csv", name, shared=number % 2) for name in "ab"]
        running = [start("batch", table, "-o", place, "--workers", 1 + number % 2) for table in tables]
        told = [one.communicate()[1] for one in running]
        found.tried += 1
        _judge(found, place, f"round {number}", shared=number % 2)
        if any("Traceback" in text for text in told):
            found.fault("traceback", f"round {number}: {told}")
        shutil.rmtree(place)
    return found


def _table(path: Path, name: str, shared: int) -> Path:
    rows = [[f"{name}{number:03d}", "Salon", "1" if number else "un"] for number in range(PLANS)]
    return write_rows(path, rows + [["Commune", f"Action de {name}", "1"]] * shared, HEADER)


def _judge(found: Hunt, place: Path, what: str, shared: int) -> None:
    lines = [line["Entreprise" if "Entreprise" in line else "Company"] for line in report_of(place)]
    wanted = [f"{name}{number:03d}" for name in "ab" for number in range(PLANS)]
    if sorted(set(lines) - {"Commune"}) != wanted:
        found.fault("lost", f"{what}: lines of the report: {len(lines)}")
    books = list(place.glob("*.xlsx"))
    if len(books) != 2 * (PLANS - 1) + shared:
        found.fault("lost", f"{what}: {len(books)} workbooks")
    rows = [row[0] for path in place.glob("*corri*") for row in _rows(path)[1:]]
    if {"a000", "b000"} - set(rows):
        found.fault("lost", f"{what}: rows to correct: {rows}")
    if unfinished(place) or not all(map(is_whole, books)):
        found.fault("broken", what)


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, delimiter=";"))
