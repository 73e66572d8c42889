"""Tables of many companies, made up for tests."""

from __future__ import annotations

import csv
import random
from pathlib import Path

HEADER = ["Société", "Conseiller", "Action", "Dépenses", "Recettes", "Mois", "Contacts", "Taux de marge"]


def rows_of(company: str, actions: int, chosen: random.Random) -> list[list[str]]:
    """The rows of one company."""
    return [
        [
            company,
            "lea@example.org",
            f"Action {number}",
            f"{chosen.uniform(0, 9000):.2f}".replace(".", ","),
            str(chosen.randrange(9000)),
            chosen.choice(("janv-mars", "9", "")),
            str(chosen.randrange(500)),
            f"{chosen.randrange(10, 90)} %",
        ]
        for number in range(1, actions + 1)
    ]


def write_table(path: Path, plans: int, actions: int = 3, scattered: bool = False) -> Path:
    """A CSV of so many companies."""
    chosen = random.Random(plans)
    rows = [row for plan in range(plans) for row in rows_of(f"Société {plan:05d}", actions, chosen)]
    if scattered:
        chosen.shuffle(rows)
    return write_rows(path, rows)


def write_rows(path: Path, rows: list[list[str]], header: list[str] | None = None) -> Path:
    """A CSV of these rows."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([header or HEADER, *rows])
    return path


def report_of(directory: Path) -> list[dict[str, str]]:
    """The lines of the report, in French."""
    with (directory / "rapport.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def workbooks(directory: Path) -> dict[str, bytes]:
    """The workbooks of a folder."""
    return {path.name: path.read_bytes() for path in sorted(directory.glob("*.xlsx"))}
