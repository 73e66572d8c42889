"""Random tables, made of a known truth and dressed as people dress them, are read back as that truth."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook

from tests.inputs.given import add_sheet, csv_file, read
from tests.proofs import rounds
from xl_grc.cli import main
from xl_grc.errors import InputError

MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
NAMES = ["Salon", "Mailing", "Flyers", "Site web", "Parrainage", "Vitrine", "Radio", "Portes ouvertes", "Grand jeu"]
AMOUNTS = [500, 800, 1000, 1200, 1500, 2000, 3000, 4500, 6000, 8500]
SAID = {(1, 2, 3): "1er trimestre", (4, 5, 6): "T2", (11, 12): "nov./déc.", tuple(range(1, 13)): "toute l'année"}
WRONG = (99,)
"""Months that are written as nothing we read."""


class Truth(NamedTuple):
    """An action as it is meant."""

    name: str
    owner: str
    objective: str
    months: tuple[int, ...]
    expenses: int | None
    revenue: int | None


class Dress(NamedTuple):
    """How a table is dressed."""

    workbook: bool
    merged: bool
    totals: bool
    headings: bool
    thousands: str
    months: str
    title: bool
    remark: bool
    two_rows: bool


def some_actions(chosen: random.Random, count: int) -> list[Truth]:
    """A few actions; those of one objective stand together."""
    objectives = sorted(chosen.choice(["Gagner 50 clients", "Fidéliser", ""]) for _ in range(count))
    found = []
    for place in range(count):
        months = chosen.choice([*SAID, *((month,) for month in range(1, 13)), (3, 4, 5), (5, 10)])
        revenue = chosen.choice([None, *(amount * 4 for amount in AMOUNTS)])
        name = f"{chosen.choice(NAMES)} {place + 1}"
        expenses = chosen.choice(AMOUNTS)
        found.append(Truth(name, chosen.choice(["Anne", "Marc"]), objectives[place], months, expenses, revenue))
    return found


def some_dress(chosen: random.Random) -> Dress:
    workbook = chosen.random() < 0.6
    return Dress(
        workbook,
        merged=workbook and chosen.random() < 0.6,
        totals=chosen.random() < 0.6,
        headings=chosen.random() < 0.3,
        thousands=chosen.choice(["", "", "cell", "header", *(["format"] if workbook else [])]),
        months=chosen.choice(["words", "words", "marks", "amounts"]),
        title=chosen.random() < 0.5,
        remark=chosen.random() < 0.3,
        two_rows=chosen.random() < 0.3,
    )


class Table:
    """The rows of a table while it is dressed."""

    def __init__(self, chosen: random.Random, dress: Dress) -> None:
        self.chosen, self.dress = chosen, dress
        self.rows: list[list[Any]] = []
        self.merged: list[str] = []
        self.formats: dict[str, str] = {}

    def columns(self) -> list[str]:
        months = MONTHS if self.dress.months != "words" else ["mois"]
        amounts = ["recettes"] if self.dress.months == "amounts" else ["dépenses", "recettes"]
        return ["entreprise", "objectif", "action", "responsable", *months, *amounts]

    def header(self) -> None:
        unit = " (k€)" if self.dress.thousands == "header" else ""
        shown = [
            f"{name}{unit}"
            if name in (*(MONTHS if self.dress.months == "amounts" else ()), "dépenses", "recettes")
            else name
            for name in self.columns()
        ]
        if self.dress.two_rows:
            groups: list[Any] = ["" for _ in shown]
            groups[:4] = shown[:4]
            details = [None] * 4 + shown[4:]
            groups[4] = "Calendrier"
            self.rows += [[cell or None for cell in groups], details]
        else:
            self.rows.append(shown)

    def money(self, amount: float | None, column: str) -> Any:
        """An amount as it is written in the next row."""
        if amount is None:
            return None
        place = f"{letters(self.columns().index(column))}{len(self.rows) + 1}"
        if self.dress.thousands == "format":
            self.formats[place] = '0.000" k€"'
            return amount / 1000
        if self.dress.thousands == "header":
            return amount / 1000 if self.dress.workbook else f"{amount / 1000:.7f}".replace(".", ",")
        if self.dress.thousands == "cell" and self.chosen.random() < 0.5:
            return f"{amount / 1000:.9g} k€".replace(".", ",")
        return amount if self.dress.workbook else self.chosen.choice([str(amount), f"{amount:,} €".replace(",", " ")])

    def row(self, company: str, name: str, cells: dict[str, Any]) -> None:
        self.rows.append(
            [{"entreprise": company or None, "action": name or None, **cells}.get(column) for column in self.columns()]
        )

    def action(self, company: str, one: Truth) -> None:
        cells: dict[str, Any] = {"objectif": one.objective or None, "responsable": one.owner}
        if self.dress.months == "words":
            cells["mois"] = {WRONG: "bientôt", **SAID}.get(one.months) or self.chosen.choice([", ", " et "]).join(
                MONTHS[month - 1] for month in one.months
            )
        elif self.dress.months == "marks":
            cells |= {MONTHS[month - 1]: "X" for month in one.months}
        else:
            cells |= {
                MONTHS[month - 1]: self.money(one.expenses / len(one.months), MONTHS[month - 1]) for month in one.months
            }
        if self.dress.months != "amounts":
            cells["dépenses"] = self.money(one.expenses, "dépenses")
        cells["recettes"] = self.money(one.revenue, "recettes")
        self.row(company, one.name, cells)

    def plan(self, company: str, actions: Sequence[Truth]) -> None:
        """The actions of a company; those of one objective stand together."""
        first = len(self.rows) + 1
        for one in actions:
            self.action(company, one)
        if self.dress.merged:
            self.merge("entreprise", first, len(self.rows))
            for objective in dict.fromkeys(one.objective for one in actions if one.objective):
                rows = [first + place for place, one in enumerate(actions) if one.objective == objective]
                self.merge("objectif", rows[0], rows[-1])

    def total(self, label: str, actions: Sequence[Truth], in_company: bool) -> None:
        cells: dict[str, Any] = {"recettes": self.money(sum(one.revenue or 0 for one in actions), "recettes")}
        if self.dress.months == "amounts":
            for month in range(1, 13):
                spent = sum(one.expenses / len(one.months) for one in actions if month in one.months)
                cells[MONTHS[month - 1]] = self.money(round(spent, 2), MONTHS[month - 1])
        else:
            cells["dépenses"] = self.money(sum(one.expenses for one in actions), "dépenses")
        self.row(label if in_company else "", "" if in_company else label, cells)

    def merge(self, column: str, first: int, last: int) -> None:
        """Merge the cells of rows, numbered from 1, that hold the same text, of which the first alone stays."""
        if last > first and self.rows[first - 1][self.columns().index(column)] is not None:
            letter = letters(self.columns().index(column))
            self.merged.append(f"{letter}{first}:{letter}{last}")


def letters(place: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place]


def dressed(chosen: random.Random, dress: Dress, plans: dict[str, list[Truth]], path: Path) -> Path:
    """The table of plans, dressed."""
    table = Table(chosen, dress)
    if dress.title:
        table.rows += [["Plans d'actions 2026"], ["MAJ 12/11/2026"], []][: chosen.choice([1, 3])]
    table.header()
    for company, actions in plans.items():
        if dress.headings and dress.totals:
            table.row("", f"Actions de {company}", {})
        table.plan(company, actions)
        if dress.totals:
            table.total(chosen.choice(["Sous-total", f"Total {company}", "Total"]), actions, chosen.random() < 0.5)
    if dress.totals:
        table.total("TOTAL GÉNÉRAL", [one for actions in plans.values() for one in actions], chosen.random() < 0.5)
    if dress.remark:
        table.rows += [[], ["Document interne, montants HT"]]
    return saved(table, path)


def saved(table: Table, path: Path) -> Path:
    """The table as a file."""
    if not table.dress.workbook:
        return csv_file(path.with_suffix(".csv"), table.rows)
    book = Workbook()
    add_sheet(book, "Suivi des plans", table.rows, table.merged, formats=table.formats)
    book.remove(book.worksheets[0])
    book.save(path.with_suffix(".xlsx"))
    return path.with_suffix(".xlsx")


def test_random_tables_are_read_back(tmp_path):
    chosen = random.Random(1616)
    refused = 0
    count = rounds(3000)
    for _ in range(count):
        dress = some_dress(chosen)
        plans = {
            f"Société {number}": some_actions(chosen, chosen.randint(1, 5)) for number in range(chosen.randint(1, 4))
        }
        path = dressed(chosen, dress, plans, tmp_path / "table")
        try:
            found = read(path, start=date(2026, 1, 1))
        except InputError:
            refused += 1
            continue
        if found.problems:
            refused += 1
            continue
        again = {
            plan.company: [
                Truth(one.action, one.owner, one.objective, one.months, one.expenses, one.revenue)
                for one in plan.actions
            ]
            for plan in found.plans
        }
        assert again == plans, dress
    assert refused <= count // 50


def test_corrected_rows_of_random_tables_give_the_same_plans(tmp_path, capsys):
    chosen = random.Random(99)
    for number in range(rounds(300)):
        dress = some_dress(chosen)._replace(months="words")
        plans = {f"Société {one}": some_actions(chosen, chosen.randint(1, 4)) for one in range(chosen.randint(1, 3))}
        wrong = {company: list(actions) for company, actions in plans.items()}
        broken = chosen.choice(list(wrong))
        wrong[broken][0] = wrong[broken][0]._replace(months=WRONG)
        folder = tmp_path / str(number)
        folder.mkdir()
        path = dressed(chosen, dress, wrong, folder / "table")
        assert main(["batch", str(path), "-o", str(folder / "out"), "--as-of", "2026-11-28"]) == 1
        capsys.readouterr()
        corrections = folder / "out" / "a_corriger.csv"
        text = corrections.read_text("utf-8-sig")
        assert text.count("bientôt") >= 1
        months = plans[broken][0].months
        corrections.write_text(text.replace("bientôt", ", ".join(MONTHS[month - 1] for month in months)), "utf-8-sig")
        found = read(corrections)
        assert found.problems == (), dress
        (plan,) = found.plans
        assert plan.company == broken
        again = [
            Truth(one.action, one.owner, one.objective, one.months, one.expenses, one.revenue) for one in plan.actions
        ]
        assert again == plans[broken], dress
