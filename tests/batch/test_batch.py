"""A network's plans: the command from the table to the files and the report."""

import csv
import io
import random
import sys
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from tests.batch.tables import HEADER, report_of, rows_of, workbooks, write_rows, write_table
from tests.reading import named, table
from xl_grc.batch.plan_jobs import Job, Result, lost
from xl_grc.batch.progress import Progress
from xl_grc.cli import main
from xl_grc.parallel.jobs import Work
from xl_grc.text import texts

SHIPPED = Path(__file__).parent.parent.parent / "templates" / "plan_fr.xlsx"


@pytest.fixture(autouse=True)
def french(monkeypatch):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")


def batch(source, directory, *options):
    return main(["batch", str(source), "-o", str(directory), "--as-of", "2026-05-04", *map(str, options)])


@pytest.mark.parametrize("options", [["--workers", "2"], ["--workers", "1", "--resume"]])
def test_every_way_gives_the_same_files(options, tmp_path):
    source = write_table(tmp_path / "table.csv", 45)
    assert batch(source, tmp_path / "one", "--workers", "1") == 0
    assert batch(source, tmp_path / "other", *options) == 0
    assert workbooks(tmp_path / "one") == workbooks(tmp_path / "other")
    assert len(workbooks(tmp_path / "one")) == 45
    assert report_of(tmp_path / "one") == report_of(tmp_path / "other")
    assert not list(tmp_path.rglob("*.part"))


def test_scattered_rows_give_the_same_files_as_grouped_ones(tmp_path):
    rows = [row for plan in range(12) for row in rows_of(f"S{plan:02d}", 4, random.Random(plan))]
    numbered = [[*row, str(1 + index % 4)] for index, row in enumerate(rows)]
    scattered = [numbered[index] for order in range(4) for index in range(order, len(rows), 4)]
    header = [*HEADER, "N°"]
    assert batch(write_rows(tmp_path / "a.csv", numbered, header), tmp_path / "a") == 0
    assert batch(write_rows(tmp_path / "b.csv", scattered, header), tmp_path / "b") == 0
    assert workbooks(tmp_path / "a") == workbooks(tmp_path / "b")


def test_the_report_passes_unknown_columns_on(tmp_path):
    source = write_table(tmp_path / "table.csv", 2)
    assert batch(source, tmp_path) == 0
    first, _ = report_of(tmp_path)
    assert first["Entreprise"] == "Société 00000"
    assert first["Fichier"] == "Société 00000.xlsx"
    assert (first["État"], first["Actions"], first["Année"]) == ("écrit", "3", "2026")
    assert first["Conseiller"] == "lea@example.org"


def test_a_company_under_several_references_is_told(tmp_path, capsys):
    header = ["Entreprise", "Référence", "Action", "Dépenses"]
    rows = [["Àlvarez", "A1", "Salon", "1"], ["Durand", "A2", "Salon", "2"], ["ÀLVAREZ", "A3", "Radio", "3"]]
    out = tmp_path / "out"
    assert batch(write_rows(tmp_path / "table.csv", rows, header), out) == 0
    told = capsys.readouterr().err
    assert "1 entreprise(s) ont plusieurs plans" in told and "(ÀLVAREZ)" in told and "Durand" not in told
    # A blank reference makes another plan too, and so it does beside the plans of an earlier run.
    assert batch(write_rows(tmp_path / "more.csv", [["Durand", "", "Radio", "4"]], header), out, "--resume") == 0
    assert "2 entreprise(s) ont plusieurs plans, sous des références différentes ou sans" in capsys.readouterr().err
    assert (out / "Durand (2).xlsx").is_file()
    assert batch(write_rows(tmp_path / "alone.csv", rows[:2], header), tmp_path / "other") == 0
    assert "plusieurs plans" not in capsys.readouterr().err


def test_what_is_counted_in_several_parts_of_a_table_is_told_once(tmp_path, capsys):
    """Forty plans are read in three parts or more; two rows of each say TTC, one has two horizons."""
    rows = ["entreprise;action;recettes;horizon"]
    for number in range(40):
        rows += [f"E{number};A;120 TTC;court", f"E{number};B;60 TTC;CT/LT", f"E{number};C;5;long"]
    path = tmp_path / "plans.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    assert main(["batch", str(path), "-o", str(tmp_path / "out"), "--workers", "1"]) == 0
    taxed, several = capsys.readouterr().err.splitlines()
    assert ("TTC" in taxed, "lignes : 80" in taxed) == (True, True)
    assert ("ligne 3, colonne horizon" in several, " : 40 ;" in several) == (True, True)


def test_rows_to_correct_that_are_left_are_told(tmp_path, capsys):
    rows = rows_of("Durand", 2, random.Random(1))
    rows[1][3] = "beaucoup"
    out = tmp_path / "out"
    corrections = out / "a_corriger.csv"
    assert batch(write_rows(tmp_path / "table.csv", rows), out) == 1
    assert "toutes ses lignes" not in capsys.readouterr().err
    rows[1][3] = "7"
    assert batch(write_rows(tmp_path / "table.csv", rows), out) == 0
    assert f"{corrections} : ces lignes viennent d'un passage précédent" in capsys.readouterr().err
    corrections.write_text(corrections.read_text("utf-8-sig").replace(";beaucoup;", ";7;"), "utf-8-sig")
    assert batch(corrections, out, "--force") == 0
    assert f"{corrections} : toutes ses lignes sont écrites ; supprimez-le" in capsys.readouterr().err
    corrections.unlink()
    assert batch(tmp_path / "table.csv", out) == 0
    assert "a_corriger" not in capsys.readouterr().err


def test_a_bad_row_refuses_its_own_plan_only(tmp_path, capsys):
    rows = [row for plan in range(40) for row in rows_of(f"S{plan:02d}", 3, random.Random(plan))]
    rows[61][3] = "beaucoup"
    source = write_rows(tmp_path / "table.csv", rows)
    assert batch(source, tmp_path / "out", "--workers", "2") == 1
    assert "table.csv : ligne 63, colonne Dépenses : « beaucoup »" in capsys.readouterr().err
    assert len(workbooks(tmp_path / "out")) == 39
    (refused,) = [line for line in report_of(tmp_path / "out") if line["État"] == "refusé"]
    assert refused["Entreprise"] == "S20"
    assert "ligne 63" in refused["Motif"]
    with (tmp_path / "out" / "a_corriger.csv").open(encoding="utf-8-sig", newline="") as stream:
        corrections = list(csv.DictReader(stream, delimiter=";"))
    assert [bool(row["Motif"]) for row in corrections] == [False, True, False]
    # The corrected rows are a valid next input.
    text = (tmp_path / "out" / "a_corriger.csv").read_text(encoding="utf-8-sig").replace(";beaucoup;", ";7;")
    (tmp_path / "next.csv").write_text(text, encoding="utf-8-sig")
    assert batch(tmp_path / "next.csv", tmp_path / "out") == 0
    assert len(workbooks(tmp_path / "out")) == 40


def test_an_ambiguous_number_is_settled_by_its_whole_column(tmp_path):
    rows = [row for plan in range(60) for row in rows_of(f"S{plan:02d}", 3, random.Random(plan))]
    for row in rows:
        row[3] = "10"
    rows[0][3] = "1.234"
    rows[-1][3] = "12,5"
    assert batch(write_rows(tmp_path / "fr.csv", rows), tmp_path / "fr", "--workers", "2") == 0
    assert table(tmp_path / "fr" / "S00.xlsx", "Actions")[0]["Dépenses"] == 1234
    assert batch(tmp_path / "fr.csv", tmp_path / "fr", "--resume") == 0
    assert {line["État"] for line in report_of(tmp_path / "fr")} == {"inchangé"}
    rows[-1][3] = "12.5"
    assert batch(write_rows(tmp_path / "fr.csv", rows), tmp_path / "fr", "--resume") == 0
    assert table(tmp_path / "fr" / "S00.xlsx", "Actions")[0]["Dépenses"] == 1.234
    rows[-1][3] = "10"
    assert batch(write_rows(tmp_path / "open.csv", rows), tmp_path / "open") == 1
    assert len(workbooks(tmp_path / "open")) == 59


def test_the_report_says_the_reference_of_a_refused_plan(tmp_path):
    rows = [["Durand", "D-1", "Salon", "10"], ["Durand", "D-2", "Salon", "dix"]]
    source = write_rows(tmp_path / "t.csv", rows, ["Entreprise", "Référence", "Action", "Dépenses"])
    assert batch(source, tmp_path) == 1
    assert [(line["Référence"], line["État"]) for line in report_of(tmp_path)] == [("D-1", "écrit"), ("D-2", "refusé")]


def test_rows_without_a_company_in_a_table_that_names_companies(tmp_path):
    rows = [row for plan in range(30) for row in rows_of(f"S{plan:02d}", 3, random.Random(plan))]
    rows[50][0] = ""
    assert batch(write_rows(tmp_path / "table.csv", rows), tmp_path / "out") == 1
    lines = report_of(tmp_path / "out")
    # The row may belong to the plan above it or to the one below: both are left alone.
    assert [line["Entreprise"] for line in lines if line["État"] == "refusé"] == ["S16", "", "S17"]
    assert [line["État"] for line in lines].count("écrit") == 28
    assert all("entreprise" in line["Motif"] for line in lines if line["État"] == "refusé")


def test_resume_redoes_only_what_is_missing_or_changed(tmp_path):
    rows = [row for plan in range(8) for row in rows_of(f"S{plan}", 2, random.Random(plan))]
    source = write_rows(tmp_path / "table.csv", rows)
    assert batch(source, tmp_path) == 0
    old = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("*.xlsx")}
    (tmp_path / "S3.xlsx").unlink()
    rows[10][3] = "77"
    write_rows(source, rows)
    assert batch(source, tmp_path, "--resume") == 0
    new = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("*.xlsx")}
    assert {name for name in new if new[name] != old[name]} == {"S3.xlsx", "S5.xlsx"}
    states = {line["Entreprise"]: line["État"] for line in report_of(tmp_path)}
    assert [name for name, state in states.items() if state == "écrit"] == ["S3", "S5"]
    assert named(tmp_path / "S5.xlsx", "TotalExpenses") > 77


def test_a_report_without_some_of_its_columns_still_resumes(tmp_path):
    source = write_rows(tmp_path / "table.csv", rows_of("Durand", 2, random.Random(1)))
    assert batch(source, tmp_path) == 0
    report = tmp_path / "rapport.csv"
    with report.open(encoding="utf-8-sig", newline="") as stream:
        rows = [row[3:5] + row[7:] for row in csv.reader(stream, delimiter=";")]  # file, state, fingerprint
    with report.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(rows)
    assert batch(source, tmp_path, "--resume") == 0
    assert [(line["Fichier"], line["État"]) for line in report_of(tmp_path)] == [("Durand.xlsx", "inchangé")]


def test_the_report_has_one_name_in_every_language_and_its_former_name_is_read(tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    source = write_rows(tmp_path / "table.csv", rows_of("Durand", 2, random.Random(1)))
    assert batch(source, tmp_path) == 0
    (tmp_path / "rapport.csv").rename(tmp_path / "report.csv")  # its name on an English system, in version 0.1
    assert batch(source, tmp_path, "--resume") == 0
    assert [line["State"] for line in report_of(tmp_path)] == ["unchanged"]


def test_corrected_rows_resume_the_run_they_come_from(tmp_path, capsys):
    table = "conseiller;société;action;dépenses\nJean;Alpha;Mailing;10\nLéa;Bêta;Salon;dix\nAnne;Gamma;Flyers;30\n"
    (tmp_path / "table.csv").write_text(table, encoding="utf-8")
    out = tmp_path / "out"
    assert batch(tmp_path / "table.csv", out) == 1
    assert f'xl-grc batch "{out / "a_corriger.csv"}" -o "{out}" --resume' in capsys.readouterr().err
    (out / "Gamma.xlsx").unlink()
    rows = (out / "a_corriger.csv").read_text(encoding="utf-8-sig").splitlines()
    moved = [";".join(row.replace("dix", "20").split(";")[1:4] + row.split(";")[:1]) for row in rows]
    (out / "a_corriger.csv").write_text("\n".join(moved), encoding="utf-8")
    assert batch(out / "a_corriger.csv", out, "--resume") == 0
    lines = [(line["Entreprise"], line["État"], line["conseiller"]) for line in report_of(out)]
    assert lines == [("Bêta", "écrit", "Léa"), ("Alpha", "passage précédent", "Jean")]
    assert batch(out / "a_corriger.csv", out) == 0
    assert [(line["Entreprise"], line["État"], line["conseiller"]) for line in report_of(out)] == lines


def test_resume_keeps_the_names_of_companies_that_look_alike(tmp_path):
    rows = [[name, "", "Salon", "10", "", "", "", ""] for name in ("a/b", "a:b", "a?b")]
    source = write_rows(tmp_path / "table.csv", rows)
    assert batch(source, tmp_path) == 0
    names = {line["Entreprise"]: line["Fichier"] for line in report_of(tmp_path)}
    assert names == {"a/b": "a-b.xlsx", "a:b": "a-b (2).xlsx", "a?b": "a-b (3).xlsx"}
    rows[1][3] = "20"
    assert batch(write_rows(source, rows), tmp_path, "--resume") == 0
    assert {line["Entreprise"]: line["Fichier"] for line in report_of(tmp_path)} == names
    assert named(tmp_path / "a-b (2).xlsx", "TotalExpenses") == 20


def test_the_former_workbook_of_a_renamed_company_is_told(tmp_path, capsys):
    rows = [["Durand", "1", "Salon"], ["Martin", "2", "Site"]]
    header = ["Entreprise", "Référence", "Action"]
    assert batch(write_rows(tmp_path / "t.csv", rows, header), tmp_path) == 0
    rows[0][0], rows[1][0] = "Petit", "Durand"
    assert batch(write_rows(tmp_path / "t.csv", rows, header), tmp_path, "--resume") == 0
    assert "anciens classeurs de plans qui ont changé de nom (Martin.xlsx)" in capsys.readouterr().err
    assert [line["Fichier"] for line in report_of(tmp_path)] == ["Petit.xlsx", "Durand.xlsx"]


def test_a_pattern_may_say_the_extension(tmp_path):
    assert batch(write_table(tmp_path / "t.csv", 1), tmp_path, "--name", "{company} {year}.xlsx") == 0
    assert list(workbooks(tmp_path)) == ["Société 00000 2026.xlsx"]


def test_names_by_pattern(tmp_path):
    rows = [["Durand", "", "Salon", "1", "", "", "", "", "D-7"]]
    source = write_rows(tmp_path / "table.csv", rows, [*HEADER, "Référence"])
    assert batch(source, tmp_path, "--name", "{reference} {company} {year}") == 0
    assert list(workbooks(tmp_path)) == ["D-7 Durand 2026.xlsx"]


@pytest.mark.parametrize("pattern", ["{town}", "{company", "{year:abc}", "{company!r}", "{year:{company}}", "{}"])
def test_a_pattern_that_is_none_is_wrong_usage(pattern, tmp_path, capsys):
    source = write_table(tmp_path / "table.csv", 1, 1)
    with pytest.raises(SystemExit) as ended:
        batch(source, tmp_path, "--name", pattern)
    assert ended.value.code == 2
    assert "{company}" in capsys.readouterr().err


@pytest.mark.parametrize("actions", [1, 5_000])
def test_one_and_five_thousand_actions(actions, tmp_path):
    source = write_table(tmp_path / "table.csv", 1, actions)
    assert batch(source, tmp_path) == 0
    rows = CalamineWorkbook.from_path(tmp_path / "Société 00000.xlsx").get_sheet_by_name("Plan d'actions").to_python()
    assert f"Action {actions}" in [cell for row in rows for cell in row]
    assert f"Action {actions + 1}" not in [cell for row in rows for cell in row]


HOSTILE = (
    "=1+1",
    "@SUM(1)",
    "<b>&amp;",
    "é" * 32_767,
    "\u202eabc",
    "😀‍👩",
    "_x0041_",
    'a;b\n"c"',
    "../../x",
    "CON",
    "~$x",
)


def test_hostile_texts_in_every_field(tmp_path):
    header = [
        "company",
        "reference",
        "objective",
        "action",
        "type",
        "owner",
        "status",
        "means",
        "channel",
        "inconnu =1",
    ]
    rows = [[text, text, text, text, text, text, text, text, text, text] for text in HOSTILE]
    assert batch(write_rows(tmp_path / "t.csv", rows, header), tmp_path / "out") == 0
    assert len(workbooks(tmp_path / "out")) == len(HOSTILE)
    assert not [path for path in tmp_path.rglob("*") if path.parent not in (tmp_path, tmp_path / "out")]
    for name in workbooks(tmp_path / "out"):
        assert len(name.encode()) <= 255
        assert table(tmp_path / "out" / name, "Actions")[0]["Action"] in HOSTILE
    with (tmp_path / "out" / "rapport.csv").open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.reader(stream, delimiter=";"):
            assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    bad = [["A\x0b", "", "", "x", "", "", "", "", "", ""], ["B", "", "", "y" * 40_000, "", "", "", "", "", ""]]
    assert batch(write_rows(tmp_path / "bad.csv", bad, header), tmp_path / "bad") == 1
    assert workbooks(tmp_path / "bad") == {}


def test_a_template_that_lacks_a_table_writes_nothing(tmp_path, capsys):
    with zipfile.ZipFile(SHIPPED) as source, zipfile.ZipFile(tmp_path / "broken.xlsx", "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'displayName="Costs"', b'displayName="Kosten"'))
    source = write_table(tmp_path / "table.csv", 3)
    assert batch(source, tmp_path / "out", "--template", tmp_path / "broken.xlsx") == 1
    assert "Costs" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_template_of_ones_own(tmp_path):
    source = write_table(tmp_path / "table.csv", 3)
    assert batch(source, tmp_path, "--template", SHIPPED.with_name("plan_en.xlsx")) == 0
    assert named(tmp_path / "Société 00000.xlsx", "Language") == "en"


def test_parquet(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    columns = {
        "company": ["A", "A", "B"],
        "action": ["Salon", "Mailing", "Radio"],
        "expenses": [10.5, None, 3.0],
        "due": [date(2026, 3, 1), None, None],
        "objective": ["But", "But", ""],
        "contacts": [1, 2, 3],
    }
    parquet.write_table(pyarrow.table(columns), tmp_path / "t.parquet")
    assert batch(tmp_path / "t.parquet", tmp_path) == 0
    assert named(tmp_path / "A.xlsx", "TotalExpenses") == 10.5
    (tmp_path / "bad.parquet").write_bytes(b"PAR1rubbish")
    assert batch(tmp_path / "bad.parquet", tmp_path / "out") == 1


def test_parquet_values_that_no_sheet_holds(tmp_path, capsys):
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    names = {"company": ["A", "B"], "action": ["Salon", "Radio"]}
    parquet.write_table(pyarrow.table({**names, "expenses": [float("inf"), 3.0]}), tmp_path / "t.parquet")
    assert batch(tmp_path / "t.parquet", tmp_path / "out") == 1
    assert list(workbooks(tmp_path / "out")) == ["B.xlsx"]
    assert "A;Salon;inf;" in (tmp_path / "out" / "a_corriger.csv").read_text("utf-8-sig")
    days = pyarrow.array([2**62, 0], pyarrow.timestamp("us"))
    parquet.write_table(pyarrow.table({**names, "due": days}), tmp_path / "far.parquet")
    assert batch(tmp_path / "far.parquet", tmp_path / "out") == 1
    assert "far.parquet : lecture impossible" in capsys.readouterr().err


def test_parquet_without_pyarrow(tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (tmp_path / "t.parquet").write_bytes(b"PAR1")
    assert batch(tmp_path / "t.parquet", tmp_path / "out") == 1
    assert '-m pip install "pyarrow"' in capsys.readouterr().err


def test_a_table_with_costs_is_read_whole(tmp_path):
    source = Path(__file__).parent.parent.parent / "xl_grc" / "examples" / "rentabilite.xlsx"
    assert batch(source, tmp_path) == 0
    assert batch(source, tmp_path, "--resume") == 0
    assert [line["État"] for line in report_of(tmp_path)] == ["inchangé"]


def test_a_plan_is_the_same_plan_when_costs_join_its_table(tmp_path):
    rows = [["Entreprise", "Action", "Dépenses"], ["Durand", "Salon", "10"], ["Martin", "Site", "20"]]
    assert batch(write_rows(tmp_path / "t.csv", rows[1:], rows[0]), tmp_path) == 0
    book = Workbook()
    costs = book.create_sheet("Coûts")
    for row in rows:
        book.active.append(row)
    for row in (["Entreprise", "Action", "Quantité", "Coût unitaire"], ["Durand", "Salon", 2, 50]):
        costs.append(row)
    book.save(tmp_path / "t.xlsx")
    assert batch(tmp_path / "t.xlsx", tmp_path, "--resume") == 0
    assert [line["Fichier"] for line in report_of(tmp_path)] == ["Durand.xlsx", "Martin.xlsx"]
    assert named(tmp_path / "Durand.xlsx", "TotalExpenses") == 100


def test_tables_that_name_no_company_are_plans_of_their_own(tmp_path):
    for name in ("Durand", "Martin"):
        assert batch(write_rows(tmp_path / f"{name}.csv", [["Salon"]], ["Action"]), tmp_path / "out", "--resume") == 0
    lines = [(line["Fichier"], line["État"]) for line in report_of(tmp_path / "out")]
    assert lines == [("Martin.xlsx", "écrit"), ("Durand.xlsx", "passage précédent")]


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_on_a_terminal_and_silence_in_a_pipe(monkeypatch):
    clock = iter([0.0, 1.0, 2.0, 2.05])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    terminal = Terminal()
    progress = Progress(100, texts("fr"), terminal)
    progress.update(10)
    progress.update(50)
    progress.update(51)
    progress.close()
    assert terminal.getvalue().split("\r")[2].rstrip() == f"50 / 100 [{'#' * 15}{'-' * 15}]  50 %  25/s  reste 0:02"
    pipe = io.StringIO()
    monkeypatch.setattr(time, "monotonic", lambda: 9.0)
    silent = Progress(100, texts("fr"), pipe)
    silent.update(100)
    silent.close()
    assert pipe.getvalue() == ""


def test_grouped_rows_stream(tmp_path, monkeypatch):
    """No more than a few plans are held at once."""
    held = []

    def counted(job):
        held.append(sum(len(plan.rows) for plan in job.part.plans))
        return Result(())

    source = write_table(tmp_path / "table.csv", 400)
    monkeypatch.setattr("xl_grc.batch.plan_jobs._WRITING", Work(counted, Job.apart, lost))
    batch(source, tmp_path / "out", "--workers", "1")
    assert sum(held) == 1_200
    assert max(held) <= 48
