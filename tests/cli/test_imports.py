"""Commands start without the libraries that they can do without: openpyxl is for the builder of templates alone,
pandas for Parquet and for the tables that a program asks of a collection."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.plans import some_plan
from xl_grc.cli import COMMANDS
from xl_grc.workbook.plan_writer import settings, write_plan

LIBRARIES = {"pandas", "openpyxl", "numpy", "xlwings", "pyarrow", "dask", "pyopenvba"}
_RUN = (
    "import sys; from xl_grc.cli import main; code = main(sys.argv[1:]);"
    "print(code, sorted({wanted} & sys.modules.keys()), file=sys.stderr)"
)

TYPED = {
    "demo": ["demo", "out"],
    "new": ["new", "plan.csv", "-o", "new.xlsx"],
    "new from a workbook": ["new", "table.xlsx", "-o", "new.xlsx"],
    "new from a plan": ["new", "plan.xlsx", "-o", "new.xlsx"],
    "next year": ["new", "plan.xlsx", "-o", "next.xlsx", "--start", "2027-01"],
    "next": ["next", "plan.xlsx", "-o", "out", "--start", "2027-01"],
    "new from nothing": ["new", "-o", "new.xlsx"],
    "batch": ["batch", "plan.csv", "-o", "out"],
    "check": ["check", "plan.xlsx", "--json"],
    "regenerate": ["regenerate", "plan.xlsx", "--output", "out"],
    "collect to CSV": ["collect", "plan.xlsx", "-o", "all.csv"],
    "collect to XLSX": ["collect", "plan.xlsx", "-o", "all.xlsx"],
    "customers": ["customers", "sales.csv", "-o", "relations.xlsx"],
    "functions": ["functions"],
    "functions of a name": ["functions", "ROI"],
    "functions as names": ["functions", "--add-to", "plan.xlsx", "-o", "named.xlsx"],
    "templates": ["templates", "out"],
    "addin doctor": ["addin", "doctor"],
    "nothing": [],
}
"""What is typed, by what it is."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A table, a workbook with a table, and a plan."""
    found = tmp_path_factory.mktemp("imports")
    (found / "plan.csv").write_text("action;dépenses\nE-mailing;6000\n", encoding="utf-8")
    (found / "sales.csv").write_text("Date;Client;Montant HT\n31/03/2026;Durand;10\n", encoding="utf-8")
    examples = Path(__file__).parents[2] / "xl_grc" / "examples"
    (found / "table.xlsx").write_bytes((examples / "rentabilite.xlsx").read_bytes())
    write_plan(some_plan(3, 1), found / "plan.xlsx", settings("fr", None, date(2026, 5, 4)))
    return found


def imported(folder, typed, modules):
    """The exit code of a command, and which of the modules it imported."""
    command = [sys.executable, "-c", _RUN.format(wanted=modules), *typed]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder)
    return done.stderr.splitlines()[-1]


@pytest.mark.parametrize("name", TYPED)
def test_a_command_imports_no_heavy_library(folder, tmp_path, name):
    for source in folder.iterdir():
        (tmp_path / source.name).write_bytes(source.read_bytes())
    code, _, found = imported(tmp_path, TYPED[name], LIBRARIES).partition(" ")
    assert (code in "01", found) == (True, "['numpy']" if name == "customers" else "[]")


@pytest.mark.parametrize("name", ["new", "batch"])
def test_plans_of_a_table_of_texts_are_written_without_building_a_formula(folder, tmp_path, name):
    (tmp_path / "plan.csv").write_bytes((folder / "plan.csv").read_bytes())
    formulas = {"xl_grc.tables.schema", "xl_grc.tables.definition", "xl_grc.functions.expression"}
    assert imported(tmp_path, TYPED[name], formulas) == "0 []"


def test_the_addin_is_built_without_importing_the_xlwings_it_is_built_of(tmp_path):
    assert imported(tmp_path, ["addin", "build", "--output", "."], LIBRARIES) == "0 ['pyopenvba']"


def test_every_command_is_typed():
    assert {typed[0] for typed in TYPED.values() if typed} == set(COMMANDS)
