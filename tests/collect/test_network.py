"""A network's year: plans sent to companies, most of them back in all states, collected in one command; each company
is in one state, and the totals are those of what people typed."""

import csv
import os
import random
import shutil
import zipfile
from collections import defaultdict

import pytest

from tests.collect.test_made_whole import place
from tests.proofs import rounds
from tests.workbook.changing import AS_OF, edited, typed
from xl_grc.cli import main
from xl_grc.collect import collect
from xl_grc.collect.expected import missing_plans
from xl_grc.text import texts

SENT = rounds(300) if rounds(300) == 300 else 30
BACK = SENT * 6 // 10
WORDS = texts("fr")
EXPENSES, EFFECTIVE = WORDS["columns.Actions.expenses"], WORDS["columns.Actions.effective_expenses"]


@pytest.fixture
def sent(tmp_path, capsys, monkeypatch):
    """The folder of the plans as they were sent, with the report, and what each company plans to spend by action."""
    monkeypatch.setenv("LC_ALL", "fr_FR")
    chosen, plans = random.Random(7), {}
    with (tmp_path / "liste.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, delimiter=";")
        lines.writerow(["entreprise", "référence", "action", "dépenses", "recettes"])
        for number in range(SENT):
            company = f"Entreprise {number:03d}"
            plans[company] = [chosen.randrange(100, 9_000, 50) for _ in range(3)]
            for action, expenses in enumerate(plans[company], 1):
                lines.writerow([company, f"R{number:03d}", f"Action {action}", expenses, 2 * expenses])
    assert main(["batch", str(tmp_path / "liste.csv"), "-o", str(tmp_path / "sent"), "--as-of", "2026-01-05"]) == 0
    capsys.readouterr()
    return tmp_path / "sent", plans


def overtyped(path, plan):
    typed(path, {place(path, "Actions", EFFECTIVE, 0): 1.0})
    return sum(plan), 0


def extended(path, plan):
    sheet, _, column = place(path, "Tracking", WORDS["columns.Tracking.date"], 0)
    last = place(path, "Tracking", WORDS["columns.Tracking.expenses"], 60)
    typed(path, {(sheet, last[1], column): 46_100.0, (sheet, last[1], column + 1): "1 - Action 1", last: 500.0})
    return sum(plan), 500


def pasted(path, plan):
    typed(path, {place(path, "Actions", EXPENSES, 1): "6,5 k€"})
    return plan[0] + plan[2], 0


def with_a_column(path, plan):
    def edit(book):
        for sheet in book:
            if "Actions" in sheet.tables:
                sheet.cell(3, 60, "Note du conseiller")

    edited(path, edit)
    return sum(plan), 0


def as_it_was(path, plan):
    return sum(plan), 0


STATES = (as_it_was, overtyped, extended, pasted, with_a_column, "zip", "pdf", "versions", "office")


def test_each_company_is_in_one_state(sent, tmp_path, office, capsys):
    folder, plans = sent
    back = tmp_path / "back"
    (back / "mails").mkdir(parents=True)
    wanted, unreadable = {}, set()
    archive = zipfile.ZipFile(back / "retours.zip", "w")
    for number, (company, plan) in enumerate(list(plans.items())[:BACK]):
        state = STATES[number % len(STATES)]
        path = shutil.copy(folder / f"{company}.xlsx", back / "mails" / f"retour {number} (signe).xlsx")
        wanted[company] = (sum(plan), 0)
        if state == "pdf":
            path.unlink()
            (back / f"{company} - plan.pdf").write_bytes(b"%PDF-1.4")
            unreadable.add(company)
            del wanted[company]
        elif state == "zip":
            archive.write(path, f"{company}.xlsx")
            path.unlink()
        elif state == "versions":
            later = shutil.copy(path, back / f"retour {number} corrige.xlsx")
            typed(later, {place(later, "Actions", EXPENSES, 0): 7.0})
            os.utime(path, (1_700_000_000, 1_700_000_000))
            wanted[company] = (sum(plan) - plan[0] + 7, 0)
        elif state == "office":
            with office.open(path) as document:
                document.save(path)
        else:
            wanted[company] = state(path, plan)
    archive.close()

    report = next(folder.glob("rapport*.csv"))
    command = ["collect", str(back), "-o", str(tmp_path / "t.csv"), "--expected", str(report)]
    assert main(command) == 1
    told = capsys.readouterr().err.splitlines()

    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    found = defaultdict(lambda: [0.0, 0.0])
    for row in rows:
        company = row["company"]
        for at, key in enumerate(("effective_expenses", "actual_expenses")):
            found[company][at] += float(row[key].replace(",", ".") or 0)
    assert {company: tuple(sums) for company, sums in found.items()} == wanted
    gathered = collect([back], AS_OF)
    named = defaultdict(set)
    for problem in missing_plans(report, gathered.plans, gathered.unread):
        named[problem.key].add(problem.value.partition(" (")[0])
    assert named == {"returned_unreadable": unreadable, "missing_plan": set(list(plans)[BACK:])}
    assert sum("est revenu, illisible" in line for line in told) == len(unreadable)
