"""docs/adding.md, done as it stands: what it shows is enough, and what is forgotten is said."""

import shutil
import subprocess
import sys

import pytest

from tests.adding import ROOT, copy, walk
from tests.proofs import WHOLE

WALKS = ("A function", "A column", "A sheet", "A command")
GENERATED = ("tables", "builder", "functions", "cli")
"""The packages that `make generated` runs."""


def run(folder, *arguments):
    return subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=False)


def said_by_generating(folder, packages=GENERATED):
    """What `make generated` says when it fails."""
    for package in packages:
        done = run(folder, "-m", f"xl_grc.{package}")
        if done.returncode:
            return done.stderr.splitlines()[-1]
    return ""


def test_the_page_says_what_make_generated_runs():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    rules = makefile.split("\ngenerated:")[1].split("\n\n")[0]
    assert rules.count("-m xl_grc.") == len(GENERATED)
    assert all(f"-m xl_grc.{package}\n" in f"{rules}\n" for package in GENERATED)


def test_what_the_page_shows_is_enough(tmp_path):
    folder = copy(tmp_path)
    for title in WALKS:
        for change in walk(title):
            change.make(folder)
    assert said_by_generating(folder) == ""
    assert "(revenue-cost)/contacts" in run(folder, "-m", "xl_grc", "functions", "GAIN_PER_CONTACT").stdout
    (folder / "plan.csv").write_text(PLAN, encoding="utf-8")
    assert run(folder, "-m", "xl_grc", "new", "plan.csv", "-o", "plan.xlsx", "--lang", "en").returncode == 0
    assert run(folder, "-m", "xl_grc", "check", "plan.xlsx").returncode == 0
    assert run(folder, "-m", "xl_grc", "count", "plan.xlsx").stdout.rstrip().endswith("1 action(s)")
    assert run(folder, "-m", "xl_grc", "collect", "plan.xlsx", "-o", "all.csv").returncode == 0
    assert "Roux" in (folder / "all.csv").read_text(encoding="utf-8-sig")
    shown = run(folder, "-c", SHOWN)
    assert shown.stdout.split() == ["0.25", "Roux", "20000.0", "0.25"], (
        shown.stderr
    )  # (200 x 100 - 15 000) / 20 000, 200 x 100


PLAN = """action;owner;expenses;contacts;buyers;price;communication agency
Mailing;Léa;15000;20000;200;100;Roux
"""
"""It gains (200 x 100 - 15 000) / 20 000 a contact, and brings Léa 200 x 100."""

SHOWN = """
from pathlib import Path
from tests.functions.test_catalogue import COURSE
from tests.reading import table
from xl_grc.functions.catalogue import FUNCTIONS
plan = Path("plan.xlsx")
print(table(plan, "Returns")[0]["Gain per contact"], table(plan, "Actions")[0]["Agency"])
print(table(plan, "ByOwner")[0]["Revenue"])
((name, arguments, figure),) = [course for course in COURSE if course[0] == "GAIN_PER_CONTACT"]
assert FUNCTIONS[name].evaluate(*arguments) == figure
print(figure)
"""
"""What the cells of the copy show, and the figure of the field among its tests."""

FORGOTTEN = [
    ("A function", "text/fr/functions.toml", 0, "fr/functions.toml: 'functions.GAIN_PER_CONTACT."),
    ("A column", "text/fr/workbook.toml", 0, "fr/workbook.toml: 'columns.Returns.gain_per_contact' is missing"),
    ("A column", "plan/fields.py", 0, 'Field("agency", ...) is missing in xl_grc/plan/fields.py'),
    ("A sheet", "text/fr/workbook.toml", 0, "fr/workbook.toml: 'sheets.owners' is missing"),
    ("A sheet", "schema/__init__.py", 1, "the tables of xl_grc/tables/schema: 'ByOwner' is missing"),
    ("A sheet", "schema/references.py", 0, "SHEETS in xl_grc/tables/schema/references.py"),
    ("A sheet", "schema/settings.py", 0, "the named cells of xl_grc/tables/schema: 'AmountsIn_owners' is missing"),
    ("A sheet", "plan/layout.py", 0, "MAIN in xl_grc/builder/plan/layout.py: 'owners' is missing"),
    ("A sheet", "plan/template.py", 0, "the template of 'plan' in xl_grc/builder: 'owners' is missing"),
    ("A command", "text/fr/commands.toml", 1, "fr/commands.toml: 'examples.count' is missing"),
]


@pytest.mark.parametrize(("title", "file", "place", "said"), FORGOTTEN if WHOLE else FORGOTTEN[:1])
def test_what_is_forgotten_is_said(title, file, place, said, tmp_path):
    folder = copy(tmp_path)
    earlier = [change for one in WALKS[: WALKS.index(title)] if title == "A column" for change in walk(one)]
    changes = walk(title)
    forgotten = [change for change in changes if change.path.endswith(file)][place]
    for change in (*earlier, *changes):
        if change != forgotten:
            change.make(folder)
    first = {"A function": ("functions",), "A command": ("cli",)}.get(title, GENERATED)
    assert said in said_by_generating(folder, first)
    page = (ROOT / "docs" / "adding.md").read_text(encoding="utf-8")
    assert said.removeprefix("fr/").rstrip(".") in page
    shutil.rmtree(folder)
