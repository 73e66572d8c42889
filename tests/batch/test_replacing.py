"""What a run may replace: its own untouched workbooks, never a plan by a part of it, never the work of anybody else."""

import csv
import itertools
import os
import shutil
import subprocess
import sys

import pytest
from openpyxl import Workbook, load_workbook

from tests.batch.tables import report_of, workbooks, write_rows, write_table
from tests.reading import named, table
from xl_grc.batch import plan_jobs
from xl_grc.cli import main

HEADER = ["entreprise", "siret", "action", "dépenses", "recettes", "mois"]
MERGED = [
    ["Menuiserie Un", "", "Salon", "8500", "45000", "mars"],
    ["", "", "Flyers", "1200", "6000", "sept"],
    ["", "", "Site web", "6500", "20000", "mai"],
    ["Menuiserie Deux", "", "Salon", "8500", "45000", "mars"],
    ["", "", "Flyers", "1200", "6000", "sept"],
]
"""Two companies whose names stood in merged cells."""


@pytest.fixture(autouse=True)
def french(monkeypatch):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")


def batch(source, directory, *options):
    return main(["batch", str(source), "-o", str(directory), "--as-of", "2026-11-28", *map(str, options)])


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, delimiter=";"))


def actions(path):
    return [row["Action"] for row in table(path, "Actions") if row["Action"]]


def states(directory):
    return {line["Entreprise"]: line["État"] for line in report_of(directory)}


def write_book(path, rows, costs=None):
    book = Workbook()
    book.active.title = "Actions"
    for row in rows:
        book.active.append(row)
    if costs is not None:
        sheet = book.create_sheet("Coûts")
        for row in costs:
            sheet.append(row)
    book.save(path)
    return path


def retyped(path, cell, text):
    """Type into a cell of the first action, and save."""
    book = load_workbook(path)
    sheet = next(one for one in book if "Actions" in one.tables)
    sheet[sheet.tables["Actions"].ref][1][cell].value = text
    book.save(path)


# -- a plan and a part of it -------------------------------------------------------------------------------------------


def merged(tmp_path, kind):
    """The merged table as people bring it: by company or by reference alone, as CSV, with costs beside it."""
    rows = [[*row] for row in MERGED]
    if kind == "reference":
        rows = [["", row[0], *row[2:]] for row in rows]
    if kind == "costs":
        return write_book(tmp_path / "t.xlsx", [HEADER, *rows], [["entreprise", "action", "poste", "quantité"]])
    if kind == "unsettled":
        rows[0][3], rows[1][3] = "1.234", "12,5"
    return write_rows(tmp_path / "t.csv", rows, HEADER)


@pytest.mark.parametrize("kind", ["company", "reference", "costs", "unsettled"])
def test_rows_without_a_company_leave_the_plans_beside_them_alone(kind, tmp_path):
    source = merged(tmp_path, kind)
    assert batch(source, tmp_path / "out") == 1
    assert set(workbooks(tmp_path / "out")) <= {"a_corriger.xlsx"}
    corrected = rows_of(tmp_path / "out" / "a_corriger.csv")
    assert [row[2] for row in corrected[1:]] == [row[2] for row in MERGED]
    assert [row[0] or row[1] for row in corrected[1:]] == [row[0] for row in MERGED]
    # Completed, they are whole plans.
    owner = 1 if kind == "reference" else 0
    for above, below in itertools.pairwise(corrected):
        below[owner] = below[owner] or above[owner]
    write_rows(tmp_path / "out" / "a_corriger.csv", corrected[1:], corrected[0])
    assert batch(tmp_path / "out" / "a_corriger.csv", tmp_path / "out", "--resume") == 0
    assert actions(tmp_path / "out" / "Menuiserie Un.xlsx") == ["Salon", "Flyers", "Site web"]
    assert actions(tmp_path / "out" / "Menuiserie Deux.xlsx") == ["Salon", "Flyers"]
    if kind != "unsettled":
        assert named(tmp_path / "out" / "Menuiserie Un.xlsx", "TotalExpenses") == 16_200
        assert named(tmp_path / "out" / "Menuiserie Deux.xlsx", "TotalRevenue") == 51_000


def test_only_the_plans_beside_are_doubtful_whatever_the_order(tmp_path):
    rows = [[f"S{plan:02d}", "", f"Action {number}", "1", "", ""] for plan in range(40) for number in range(3)]
    rows[:0] = [["", "", "En haut", "1", "", ""]]
    rows[61:61] = [["", "", "Au milieu", "1", "", ""]]
    rows.append(["", "", "En bas", "1", "", ""])
    assert batch(write_rows(tmp_path / "t.csv", rows, HEADER), tmp_path / "out", "--workers", "2") == 1
    refused = [name for name, state in states(tmp_path / "out").items() if state == "refusé"]
    assert refused == ["", "S00", "S19", "S20", "S39"]
    assert len(workbooks(tmp_path / "out")) == 36


def test_a_table_of_one_company_that_names_it_nowhere_is_not_doubtful(tmp_path):
    rows = [["", "", "Salon", "1", "", ""], ["", "", "Site", "1", "", ""]]
    assert batch(write_rows(tmp_path / "Durand.csv", rows, HEADER), tmp_path / "out") == 0
    assert actions(tmp_path / "out" / "Durand.xlsx") == ["Salon", "Site"]


@pytest.mark.parametrize("options", [["--resume"], []])
def test_no_workbook_is_replaced_by_a_part_of_its_plan(options, tmp_path, capsys):
    out = tmp_path / "out"
    rows = [["Durand", "", name, "100", "", ""] for name in ("Salon", "Flyers", "Site")]
    assert batch(write_rows(tmp_path / "t.csv", rows, HEADER), out) == 0
    whole = workbooks(out)
    part = [["Durand", "", "Flyers", "200", "", ""], ["Durand", "", "Radio", "5", "", ""]]
    assert batch(write_rows(out / "a_corriger.csv", part, HEADER), out, *options) == 1
    told = capsys.readouterr().err
    assert "Durand.xlsx" in told
    assert "2 action(s) que le plan n'a plus ici (Salon, Site)" in told
    assert workbooks(out) == whole
    assert [row[2] for row in rows_of(out / "a_corriger.csv")[1:]] == ["Flyers", "Radio"]  # nothing of it is lost
    assert [(line["Fichier"], line["État"]) for line in report_of(out)] == [("Durand.xlsx", "échec")]
    # The run knows its workbook still: more actions replace it, fewer do when asked.
    more = [*rows, ["Durand", "", "Radio", "5", "", ""]]
    assert batch(write_rows(tmp_path / "t.csv", more, HEADER), out, *options) == 0
    assert batch(out / "a_corriger.csv", out, *options, "--force") == 0
    assert actions(out / "Durand.xlsx") == ["Flyers", "Radio"]


def test_an_action_named_twice_counts_twice(tmp_path):
    rows = [["Durand", "", "Salon", "100", "", ""], ["Durand", "", "Salon", "50", "", ""]]
    assert batch(write_rows(tmp_path / "t.csv", rows, HEADER), tmp_path / "out") == 0
    assert batch(write_rows(tmp_path / "t.csv", rows[1:], HEADER), tmp_path / "out") == 1
    assert named(tmp_path / "out" / "Durand.xlsx", "TotalExpenses") == 150


def test_a_renamed_company_loses_no_action_either(tmp_path):
    rows = [
        ["Durand", "1", "Salon", "1", "", ""],
        ["Durand", "1", "Site", "1", "", ""],
        ["Noé", "2", "Radio", "1", "", ""],
    ]
    assert batch(write_rows(tmp_path / "t.csv", rows, HEADER), tmp_path / "out") == 0
    later = [["Petit", "1", "Site", "1", "", ""], ["Durand", "2", "Radio", "1", "", ""]]
    assert batch(write_rows(tmp_path / "t.csv", later, HEADER), tmp_path / "out") == 1
    assert actions(tmp_path / "out" / "Durand.xlsx") == ["Salon", "Site"]
    assert not (tmp_path / "out" / "Petit.xlsx").exists()


# -- the work of others ------------------------------------------------------------------------------------------------


def test_a_file_that_no_report_tells_of_stays(tmp_path, capsys):
    out = tmp_path / "out"
    out.mkdir()
    (out / "Société 00001.xlsx").write_bytes(b"somebody's")
    source = write_table(tmp_path / "t.csv", 3)
    assert batch(source, out) == 1
    assert capsys.readouterr().err.count("--force") == 1
    assert (out / "Société 00001.xlsx").read_bytes() == b"somebody's"
    assert list(states(out).values()) == ["écrit", "échec", "écrit"]
    assert batch(source, out, "--resume", "--force") == 0
    assert list(states(out).values()) == ["inchangé", "écrit", "inchangé"]


def test_what_was_typed_into_a_workbook_stays(tmp_path, capsys):
    source, out = write_table(tmp_path / "t.csv", 2), tmp_path / "out"
    assert batch(source, out) == 0
    retyped(out / "Société 00000.xlsx", 2, "Ce que le conseiller a saisi")
    mine = (out / "Société 00000.xlsx").read_bytes()
    write_table(source, 2, 4)
    for options in ([], ["--resume"]):
        assert batch(source, out, *options) == 1
        assert "des saisies y ont changé" in capsys.readouterr().err
        assert (out / "Société 00000.xlsx").read_bytes() == mine
    assert len(actions(out / "Société 00001.xlsx")) == 4
    assert batch(source, out, "--force") == 0
    assert len(actions(out / "Société 00000.xlsx")) == 4


def test_a_column_or_a_sheet_of_the_users_own_stays_too(tmp_path):
    source, out = write_table(tmp_path / "t.csv", 1), tmp_path / "out"
    assert batch(source, out) == 0
    book = load_workbook(out / "Société 00000.xlsx")
    book.create_sheet("Mes notes")
    book.save(out / "Société 00000.xlsx")
    assert batch(write_table(source, 1, 4), out) == 1
    assert "Mes notes" in load_workbook(out / "Société 00000.xlsx").sheetnames


def test_a_text_in_a_cell_for_numbers_is_work_too(tmp_path):
    rows = [["Durand", "", "Salon", "", "", ""]]
    source, out = write_rows(tmp_path / "t.csv", rows, HEADER), tmp_path / "out"
    assert batch(source, out) == 0
    retyped(out / "Durand.xlsx", 6, "environ 3000")
    rows[0][3] = "5"
    assert batch(write_rows(source, rows, HEADER), out) == 1


def test_a_workbook_that_was_only_saved_again_is_replaced(tmp_path):
    source, out = write_table(tmp_path / "t.csv", 1), tmp_path / "out"
    assert batch(source, out) == 0
    book = load_workbook(out / "Société 00000.xlsx")
    book.save(out / "Société 00000.xlsx")
    assert batch(write_table(source, 1, 4), out) == 0
    assert len(actions(out / "Société 00000.xlsx")) == 4


def test_a_workbook_of_a_killed_run_that_no_line_tells_of_is_replaced(tmp_path):
    """Its inputs are those of the new one: nothing is lost, whatever day the new one is read on."""
    source, out = write_table(tmp_path / "t.csv", 2), tmp_path / "out"
    assert batch(source, out) == 0
    (out / "rapport.csv").unlink()
    assert batch(source, out, "--as-of", "2026-12-01", "--resume") == 0
    assert list(states(out).values()) == ["écrit", "écrit"]


def test_a_workbook_whose_plan_was_refused_meanwhile_is_known_still(tmp_path):
    rows, out = [["Durand", "", "Salon", "100", "", ""], ["Noé", "", "Radio", "1", "", ""]], tmp_path / "out"
    assert batch(write_rows(tmp_path / "t.csv", rows, HEADER), out) == 0
    rows[0][3] = "cent"
    assert batch(write_rows(tmp_path / "t.csv", rows, HEADER), out) == 1
    assert [(line["Fichier"], line["État"]) for line in report_of(out)] == [
        ("Durand.xlsx", "refusé"),
        ("Noé.xlsx", "écrit"),
    ]
    rows[0][3] = "200"
    assert batch(write_rows(tmp_path / "t.csv", rows, HEADER), out) == 0
    assert named(out / "Durand.xlsx", "TotalExpenses") == 200


def test_companies_that_look_alike_keep_their_workbooks_in_another_order(tmp_path):
    rows = [[name, "", f"Action de {name}", "1", "", ""] for name in ("a/b", "a:b", "a?b")]
    out = tmp_path / "out"
    assert batch(write_rows(tmp_path / "t.csv", rows, HEADER), out) == 0
    before = workbooks(out)
    assert batch(write_rows(tmp_path / "t.csv", rows[::-1], HEADER), out) == 0
    assert workbooks(out) == before


def test_a_table_without_some_companies_keeps_their_lines(tmp_path):
    out = tmp_path / "out"
    assert batch(write_table(tmp_path / "t.csv", 3), out) == 0
    assert batch(write_rows(tmp_path / "u.csv", [["Noé", "", "Radio", "1", "", ""]], HEADER), out) == 0
    assert next(iter(states(out).items())) == ("Noé", "écrit")
    assert list(states(out).values())[1:] == ["passage précédent"] * 3
    assert {line["Conseiller"] for line in report_of(out)} == {"", "lea@example.org"}
    retyped(out / "Société 00001.xlsx", 2, "Autre chose")
    assert batch(write_table(tmp_path / "t.csv", 3, 5), out) == 1
    assert list(states(out).values()) == ["écrit", "échec", "écrit", "passage précédent"]


@pytest.mark.skipif(os.name != "posix", reason="modes and links of POSIX")
def test_read_only_workbooks_and_links(tmp_path, capsys):
    source, out = write_table(tmp_path / "t.csv", 2), tmp_path / "out"
    assert batch(source, out) == 0
    first, second = out / "Société 00000.xlsx", out / "Société 00001.xlsx"
    first.chmod(0o400)
    (tmp_path / "elsewhere").mkdir()
    second = second.rename(tmp_path / "elsewhere" / "plan.xlsx")
    second.chmod(0o600)
    (out / "Société 00001.xlsx").symlink_to(second)
    old = first.read_bytes()
    assert batch(write_table(source, 2, 4), out, "--force") == 1
    assert "accès refusé" in capsys.readouterr().err
    assert first.read_bytes() == old
    assert (out / "Société 00001.xlsx").is_symlink()
    assert len(actions(second)) == 4
    assert second.stat().st_mode & 0o777 == 0o600
    assert not list(out.glob(".*"))


# -- rows to correct ---------------------------------------------------------------------------------------------------


def test_rows_that_somebody_is_correcting_are_kept(tmp_path):
    source, out = write_rows(tmp_path / "t.csv", [["Durand", "", "Salon", "dix", "", ""]], HEADER), tmp_path / "out"
    assert batch(source, out) == 1
    assert batch(source, out) == 1
    assert not list(out.glob("*.bak"))  # the same rows again
    (out / "a_corriger.csv").write_text("half corrected", encoding="utf-8")
    assert batch(source, out) == 1
    assert (out / "a_corriger.csv.bak").read_text(encoding="utf-8") == "half corrected"
    assert main(["new", str(source), "-o", str(out / "x.xlsx"), "--as-of", "2026-11-28"]) == 1
    assert len(list(out.glob("*.bak*"))) == 1


# -- two runs, and a folder that goes away -----------------------------------------------------------------------------


def test_two_runs_at_once_lose_no_line(tmp_path):
    out = tmp_path / "out"
    running = []
    for name in "ab":
        rows = [[f"{name}{number:03d}", "", "Salon", "1" if number else "un", "", "", name] for number in range(150)]
        source = write_rows(tmp_path / f"{name}.csv", rows, [*HEADER, f"Colonne {name}"])
        command = [sys.executable, "-m", "xl_grc", "batch", source, "-o", out, "--workers", "1"]
        running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    assert [one.wait(60) for one in running] == [1, 1]
    lines = report_of(out)
    assert sorted(line["Entreprise"] for line in lines) == [
        f"{name}{number:03d}" for name in "ab" for number in range(150)
    ]
    assert all(line[f"Colonne {line['Entreprise'][0]}"] == line["Entreprise"][0] for line in lines)
    assert len(workbooks(out)) == 298
    correct = [row[0] for path in out.glob("a_corriger*") for row in rows_of(path)[1:]]
    assert sorted(correct) == ["a000", "b000"]
    assert not list(out.glob(".*"))


def test_the_same_run_twice_at_once(tmp_path):
    source, out = write_table(tmp_path / "t.csv", 60), tmp_path / "out"
    command = [sys.executable, "-m", "xl_grc", "batch", source, "-o", out, "--workers", "1"]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(2)]
    assert [one.wait(60) for one in running] == [0, 0]
    assert len(report_of(out)) == len(workbooks(out)) == 60
    assert not list(out.glob(".*"))


def test_a_folder_that_goes_away_is_told_once(tmp_path, monkeypatch, capsys):
    real, out, made = plan_jobs.workbook, tmp_path / "out", []

    def workbook(plan, run):
        made.append(plan.company)
        if len(made) == 21:
            shutil.rmtree(out)
        return real(plan, run)

    monkeypatch.setattr(plan_jobs, "workbook", workbook)
    assert batch(write_table(tmp_path / "t.csv", 60), out, "--workers", "1") == 1
    output, told = capsys.readouterr()
    told = [line for line in told.splitlines() if "Conseiller" not in line]
    assert len(told) == 2
    assert "n'existe pas" in told[0]
    assert "Arrêté" in told[1]
    assert "0 plan(s) refusé(s)" in output
    assert "Rapport" not in output


def test_a_plan_that_is_still_to_be_corrected_stays_in_the_report(tmp_path):
    out = tmp_path / "out"
    assert batch(write_rows(tmp_path / "a.csv", [["Durand", "", "Salon", "dix", "", ""]], HEADER), out) == 1
    assert batch(write_rows(tmp_path / "b.csv", [["Noé", "", "Salon", "1", "", ""]], HEADER), out) == 0
    assert states(out) == {"Noé": "écrit", "Durand": "refusé"}
    assert batch(write_rows(tmp_path / "a.csv", [["Durand", "", "Salon", "10", "", ""]], HEADER), out) == 0
    assert states(out) == {"Durand": "écrit", "Noé": "passage précédent"}
