"""The command line, run as users run it."""

import csv
import gc
import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.table import Table

from tests.hosts.validator import validate
from tests.reading import named, table
from tests.recalculation import differences, errors
from xl_grc.cli import main


def run(*arguments, language="en"):
    """Run a command in a process of its own: code, output, errors."""
    environment = {**os.environ, "LC_ALL": f"{language}_XX.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-m", "xl_grc", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        timeout=60,
        check=False,
        cwd=Path(__file__).parent.parent,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


THREE = """Société;Action;Dépenses;Recettes;Mois;Taux de marge;Échéance;Objectif;Valeur visée
Durand & Fils;Mailing été;1 234,56 €;3 000,5;janv-mars;50 %;31/12/2026;Gagner 10 ?;10000
Café Léa;Salon;500;;9;;;;
DURAND & FILS;Relance;100,25;;1, 2;0,4;;gagner 10 ?;
Œuvre d'été;Affiche;0;10;nov-févr;;;;
"""


def test_three_companies_in_cp1252(tmp_path, office, validator):
    source = tmp_path / "actions.csv"
    source.write_bytes(THREE.encode("cp1252"))
    code, output, problems = run("batch", source, "-o", tmp_path / "out", "--as-of", "2026-05-04")
    assert (code, problems) == (0, "")
    assert "3 workbook(s) written" in output
    files = sorted((tmp_path / "out").glob("*.xlsx"))
    assert [file.name for file in files] == ["Café Léa.xlsx", "Durand & Fils.xlsx", "Œuvre d'été.xlsx"]
    durand = tmp_path / "out" / "Durand & Fils.xlsx"
    rows = table(durand, "Actions")
    assert [row["Dépenses"] for row in rows[:2]] == [1234.56, 100.25]
    assert named(durand, "TotalExpenses") == pytest.approx(1334.81)
    assert table(durand, "Objectives")[0]["Prévu"] == pytest.approx(3000.5)
    months = table(tmp_path / "out" / "Œuvre d'été.xlsx", "Schedule")[0]
    assert [month for month, mark in months.items() if mark == "X"] == ["Janvier", "Février", "Novembre", "Décembre"]
    for file in files:
        assert differences(office, file, tmp_path) == []
        assert errors(file) == []
        assert validate(file) == []


MISTAKES = """company;action;expenses;revenue;margin_rate;months;due;objective;target;horizon
A;;10;;;;;;;
A;one;abc;;;;;;;
A;two;;-5;;;;;;
A;three;;;1,5;;;;;
A;four;;;;13;;;;
A;five;;;;01-mars;;;;
A;six;;;;;31/02/2026;Goal;;
A;seven;;;;;;;;soon
A;eight;1e400;;;;;;;
A;nine;;;;;;Goal;100;
A;ten;;;;;;Goal;200;
B;fine;1;;;;;;;
"""


def test_ten_mistakes_give_ten_problems(tmp_path):
    source = tmp_path / "mistakes.csv"
    source.write_text(MISTAKES, encoding="utf-8")
    code, output, problems = run("batch", source, "-o", tmp_path / "out")
    assert code == 1
    lines = [line for line in problems.splitlines() if line.startswith("mistakes.csv: ")]
    assert len(lines) == 10
    assert [file.name for file in (tmp_path / "out").glob("*.xlsx")] == ["B.xlsx"]
    assert "1 workbook(s) written, 1 plan(s) refused" in output
    content = (tmp_path / "out" / "a_corriger.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert len(rows) == 11
    assert sum(bool(row["Motif"]) for row in rows) >= 10
    assert all(row["company"] == "A" for row in rows)


def test_corrected_rows_are_a_valid_next_input(tmp_path):
    source = tmp_path / "mistakes.csv"
    source.write_text("company;action;expenses;note libre\nA;one;abc;=1+1\nA;two;1234,5;-cmd\n", encoding="utf-8")
    assert run("batch", source, "-o", tmp_path)[0] == 1
    corrected = tmp_path / "a_corriger.csv"
    text = corrected.read_text(encoding="utf-8-sig")
    assert "'=1+1" in text
    corrected.write_text(text.replace("abc", "7"), encoding="utf-8-sig")
    assert run("batch", corrected, "-o", tmp_path)[0] == 0
    assert named(tmp_path / "A.xlsx", "TotalExpenses") == 1241.5


@pytest.mark.parametrize("table", ["action;expenses\none;abc\n", "company;action;expenses\n;one;abc\n"])
def test_a_company_named_by_its_file_is_named_by_the_corrected_rows(table, tmp_path):
    source, plan, out = tmp_path / "Durand.csv", tmp_path / "plan.xlsx", tmp_path / "out"
    source.write_text(table, encoding="utf-8")
    _, _, problems = run("new", source, "-o", plan)
    assert problems.splitlines()[-1] == f'Once corrected: xl-grc new "{tmp_path / "a_corriger.csv"}" -o "{plan}"'
    assert run("batch", source, "-o", out)[0] == 1
    for directory in (tmp_path, out):
        corrected = directory / "a_corriger.csv"
        corrected.write_text(corrected.read_text(encoding="utf-8-sig").replace("abc", "7"), encoding="utf-8-sig")
    assert run("new", tmp_path / "a_corriger.csv", "-o", plan)[0] == 0
    assert named(plan, "Company") == "Durand"
    assert run("batch", out / "a_corriger.csv", "-o", out, "--resume")[0] == 0
    assert named(out / "Durand.xlsx", "Company") == "Durand"


def test_the_command_for_the_corrected_rows_says_the_options_again(tmp_path):
    source = tmp_path / "t.csv"
    source.write_text("action;expenses\none;abc\n", encoding="utf-8")
    options = ("--lang", "en", "--as-of", "2026-05-04")
    said = '--lang "en" --as-of "2026-05-04"'
    told = run("new", source, "-o", tmp_path / "plan.xlsx", "--start", "2027-04", "--company", "A & B", *options)[2]
    assert told.splitlines()[-1].endswith(f'plan.xlsx" --company "A & B" --start "2027-04" {said}')
    told = run("batch", source, "-o", tmp_path, "--name", "{company} {year}", *options)[2]
    assert told.splitlines()[-1].endswith(f'--resume --name "{{company}} {{year}}" {said}')


def book_of(path, **sheets):
    """A workbook of sheets of rows, its active sheet first."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        for row in rows:
            (book[title] if title in book.sheetnames else book.create_sheet(title)).append(row)
    book.save(path)
    return path


SHEETS = {
    "Actions": [
        ["Entreprise", "N°", "Action", "Dépenses", "Mois", "Taux de marge", "Motif"],
        ["Durand", 1, "Salon", "abc", "1-3", 0.5, "ancien"],
        ["Durand", 2, "Affiche", 40, None, None, None],
        ["Martin", 1, "Radio", 70, None, None, None],
    ],
    "Coûts": [
        ["Entreprise", "N°", "Poste", "Quantité", "Coût unitaire"],
        ["Durand", 1, "Stand", 2, 500.5],
        ["Martin", 1, "Antenne", 1, 10],
        ["Durand", 1, "Hôtesse", None, 30],
    ],
    "Suivi": [
        ["Entreprise", "Date", "Action", "Dépenses"],
        ["Martin", date(2026, 2, 3), "Radio", 5],
        ["Durand", date(2026, 2, 4), "Affiche", 12],
        ["Durand", date(2026, 2, 5), None, 8],
    ],
}


def test_corrections_of_a_workbook_hold_costs_and_tracking_too(tmp_path, validator):
    source = book_of(tmp_path / "actions.xlsx", **SHEETS)
    code, _, told = run("batch", source, "-o", tmp_path / "out", language="fr")
    corrected = tmp_path / "out" / "a_corriger.xlsx"
    assert code == 1
    assert f"leurs coûts et leur suivi : {corrected}" in told
    assert (tmp_path / "out" / "a_corriger.csv").exists()
    assert validate(corrected) == []
    book = load_workbook(corrected)
    assert book.sheetnames == ["Actions", "Coûts", "Suivi"]
    rows = [[[cell.value for cell in row] for row in sheet] for sheet in book]
    assert [[row[0] for row in sheet[1:]] for sheet in rows] == [["Durand"] * 2] * 3
    assert [[bool(row[-1]) for row in sheet] for sheet in rows[:2]] == [[True, True, False], [True, False, True]]
    assert rows[0][0].count("Motif") == 1
    assert "« abc » n'est pas un nombre" in rows[0][1][-1]
    assert (book["Actions"]["E2"].value, book["Actions"]["E2"].number_format) == ("1-3", "@")

    book["Actions"]["D2"], book["Coûts"]["D3"] = 7, 3
    book.save(corrected)
    assert run("batch", corrected, "-o", tmp_path / "out")[0] == 0
    durand = tmp_path / "out" / "Durand.xlsx"
    assert named(durand, "TotalExpenses") == 2 * 500.5 + 3 * 30 + 40
    assert named(durand, "ActualExpenses") == 20
    assert run("new", corrected, "-o", tmp_path / "plan.xlsx")[0] == 0
    assert run("collect", tmp_path / "out", "-o", tmp_path / "all.csv")[0] == 0


def test_new_writes_the_corrections_of_a_workbook_and_its_sheets(tmp_path):
    sheets = {title: [row for row in rows if row[0] != "Martin"] for title, rows in SHEETS.items()}
    source = book_of(tmp_path / "actions.xlsx", **sheets)
    code, _, told = run("new", source, "-o", tmp_path / "plan.xlsx")
    assert code == 1
    assert "with their costs and tracking" in told
    assert len(load_workbook(tmp_path / "a_corriger.xlsx")["Coûts"]["A"]) == 3
    alone = book_of(tmp_path / "alone.xlsx", Actions=sheets["Actions"], Notes=sheets["Coûts"])
    (tmp_path / "a_corriger.xlsx").unlink()
    assert "costs and tracking" not in run("new", alone, "-o", tmp_path / "plan.xlsx")[2]
    assert not (tmp_path / "a_corriger.xlsx").exists()


def test_new_writes_over_nothing_that_it_reads(tmp_path):
    template = tmp_path / "modele.xlsx"
    template.write_bytes((Path(__file__).parent.parent / "templates" / "plan_fr.xlsx").read_bytes())
    before = template.read_bytes()
    code, _, problems = run("new", "-o", template, "--template", template)
    assert (code, template.read_bytes()) == (1, before)
    assert "also the file read" in problems
    corrections = tmp_path / "a_corriger.csv"
    corrections.write_text("company;action;expenses\nA;one;abc\nB;two;5\n", encoding="utf-8")
    assert run("new", corrections, "-o", tmp_path / "plan.xlsx")[0] == 1
    assert "B;two;5" in corrections.read_text(encoding="utf-8")


def test_new_with_a_problem_writes_no_workbook(tmp_path):
    source = tmp_path / "plan.csv"
    source.write_text("action;expenses\nSalon;beaucoup\n", encoding="utf-8")
    code, _, problems = run("new", source, "-o", tmp_path / "plan.xlsx", language="fr")
    assert code == 1
    assert not (tmp_path / "plan.xlsx").exists()
    assert (tmp_path / "a_corriger.csv").exists()
    assert problems.splitlines()[0].startswith(
        "plan.csv : ligne 2, colonne expenses : « beaucoup » n'est pas un nombre"
    )


@pytest.mark.parametrize(("command", "output"), [("new", "plan.xlsx"), ("batch", "plans")])
def test_columns_that_mean_nothing_are_told(command, output, tmp_path):
    target = tmp_path / output
    source = tmp_path / "actions.csv"
    source.write_text("action;Budjet;Écart (%);Motif\nSalon;500;3;\n", encoding="utf-8")
    code, output, told = run(command, source, "-o", target)
    assert (code, len(told.splitlines())) == (0, 1)
    assert "actions.csv: columns that do not go into the plans: Budjet, Écart (%) (" in told
    assert "written" in output
    source.write_text("action;dépenses;Motif\nSalon;500;\n", encoding="utf-8")
    assert run(command, source, "-o", target.with_name("other.xlsx"))[2] == ""


def test_same_input_same_bytes(tmp_path):
    source = tmp_path / "actions.csv"
    source.write_bytes(THREE.encode("cp1252"))
    for folder in ("one", "two"):
        assert run("batch", source, "-o", tmp_path / folder, "--as-of", "2026-05-04")[0] == 0
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


HOSTILE = ("=1+1", "+33 6", "-cmd|' /C calc'!A0", "@SUM(1)", "<b>&amp;", "_x0041_", "a*", ">5", "é" * 32767, "😀‮x")


def test_hostile_texts_stay_texts(tmp_path, office, validator):
    source = tmp_path / "hostile.csv"
    with source.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(["action", "objective", "owner", "means", "company"])
        for text in HOSTILE:
            writer.writerow([text, text, text, text, "=cmd"])
    target = tmp_path / "plan.xlsx"
    code, _, problems = run("new", source, "-o", target, "--as-of", "2026-05-04")
    assert (code, problems) == (0, "")
    rows = table(target, "Actions")
    assert [row["Action"] for row in rows[: len(HOSTILE)]] == list(HOSTILE)
    assert [row["Objectif"] for row in table(target, "Objectives")[: len(HOSTILE)]] == list(HOSTILE)
    assert differences(office, target, tmp_path) == []
    assert validate(target) == []
    with zipfile.ZipFile(target) as package:
        assert not any("<f>1+1" in package.read(name).decode("utf-8", "replace") for name in package.namelist())


@pytest.mark.parametrize("text", ["a\x0bb", "x" * 40_000, "a\x00b", "\ufffe"])
def test_texts_that_a_workbook_cannot_hold_are_problems(text, tmp_path):
    source = tmp_path / "plan.csv"
    source.write_bytes(f"action;owner\nSalon;{text}\n".encode())
    code, _, problems = run("new", source, "-o", tmp_path / "plan.xlsx")
    assert code == 1
    assert len(problems.splitlines()) >= 1
    assert not (tmp_path / "plan.xlsx").exists()


def test_an_output_that_nobody_reads_to_its_end():
    command = [sys.executable, "-m", "xl_grc", "functions"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device without room here")
def test_an_output_without_room():
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "xl_grc", "functions"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["new"],
        ["unknown"],
        ["new", "-o", "x.xlsx", "--start", "2026-13"],
        ["new", "-o", "x.xlsx", "--as-of", "tomorrow"],
        ["new", "-o", "x.xlsx", "--start", "9999-05"],
        ["new", "-o", "x.xlsx", "--start", "1899-12"],
        ["new", "-o", "x.xlsx", "--as-of", "9999-12-31"],
        ["new", "-o", "x.xlsx", "--as-of", "0001-01-01"],
        ["new", "-o", "x.xlsx", "--company", "a\x01b"],
        ["new", "-o", "x.xlsx", "--company", "a\udcff"],
        ["new", "-o", "x.xlsx", "--company", "x" * 40_000],
        ["new", "-o", "x"],
        ["new", "-o", "x.csv"],
        ["new", "-o", ""],
    ],
)
def test_wrong_usage(arguments):
    assert run(*arguments)[0] == 2


def test_usage_is_told_in_the_language_of_the_user():
    for arguments, french, english in (
        (["new"], "xl-grc new : erreur : il manque : -o/--output", "the following arguments are required: -o/--output"),
        (["nouveau"], "argument COMMAND : 'nouveau' n'est pas un choix", "invalid choice: 'nouveau'"),
        (["batch", "a", "-o", "b", "--workers", "x"], "argument --workers : 'x' ne convient pas", "invalid int value"),
    ):
        assert french in run(*arguments, language="fr")[2]
        assert english in run(*arguments)[2]
    _, told, _ = run("new", "--help", language="fr")
    assert "montre cette aide" in told
    assert "positional" not in told


@pytest.mark.parametrize("arguments", [["--start", "1900-01"], ["--start", "9998-12"], ["--as-of", "9998-12-31"]])
def test_the_first_and_the_last_years_of_a_sheet(arguments, tmp_path):
    assert main(["new", "-o", str(tmp_path / "plan.xlsx"), *arguments]) == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "no such file"),
        (b"", "empty"),
        (b"PK\x03\x04rubbish", "not a readable XLSX"),
        (b"\x00\x01\x02\xff" * 50, "neither CSV"),
        (b"name;amount\na;1\n", "no column Action"),
        (b"action\n", "no action"),
    ],
)
def test_unusable_input_is_one_line(content, words, tmp_path):
    source = tmp_path / "input.csv"
    if content is not None:
        source.write_bytes(content)
    code, _, problems = run("new", source, "-o", tmp_path / "plan.xlsx")
    assert code == 1
    assert words in problems.splitlines()[0]
    assert not (tmp_path / "plan.xlsx").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_an_input_whose_name_is_no_text(tmp_path):
    source = tmp_path / "Caf\udce9.csv"
    source.write_text("action\nSalon\n", encoding="utf-8")
    assert run("new", source, "-o", tmp_path / "plan.xlsx")[0] == 0
    assert named(tmp_path / "plan.xlsx", "Company") == "Caf\ufffd"
    assert run("batch", source, "-o", tmp_path / "plans")[0] == 0


def test_an_input_with_a_table_named_actions_is_no_plan(tmp_path):
    book = Workbook()
    for row in (["Action", "Dépenses"], ["Salon", 100]):
        book.active.append(row)
    book.active.add_table(Table(displayName="Actions", ref="A1:B2"))
    book.save(tmp_path / "actions.xlsx")
    assert main(["new", str(tmp_path / "actions.xlsx"), "-o", str(tmp_path / "plan.xlsx")]) == 0
    assert named(tmp_path / "plan.xlsx", "TotalExpenses") == 100


def test_a_directory_as_input(tmp_path):
    code, _, problems = run("new", tmp_path, "-o", tmp_path / "plan.xlsx")
    assert code == 1
    assert "folder" in problems


def test_output_that_cannot_be_written(tmp_path):
    code, _, problems = run("new", "-o", tmp_path / "missing" / "plan.xlsx")
    assert code == 1
    assert "its folder does not exist; make it" in problems


def test_several_plans_need_batch_or_a_company(tmp_path):
    source = tmp_path / "actions.csv"
    source.write_bytes(THREE.encode("cp1252"))
    code, _, problems = run("new", source, "-o", tmp_path / "plan.xlsx")
    assert code == 1
    assert "3 plans" in problems
    assert run("new", source, "-o", tmp_path / "plan.xlsx", "--company", "café léa")[0] == 0
    assert named(tmp_path / "plan.xlsx", "Company") == "Café Léa"


def test_an_empty_plan_in_english(tmp_path, validator):
    target = tmp_path / "plan.xlsx"
    assert main(["new", "-o", str(target), "--company", "Smith", "--start", "2026-07", "--lang", "en"]) == 0
    assert named(target, "Company") == "Smith"
    assert list(table(target, "Schedule")[0])[3:15][0] == "July"
    assert validate(target) == []


def test_a_template_of_ones_own(tmp_path):
    template = Path(__file__).parent.parent / "templates" / "plan_en.xlsx"
    target = tmp_path / "plan.xlsx"
    assert main(["new", "-o", str(target), "--template", str(template)]) == 0
    assert named(target, "Language") == "en"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "no such file; check the path"),
        (b"rubbish", "it is damaged, incomplete or of another kind"),
        (b"PK\x05\x06" + bytes(18), "this is a ZIP archive, no workbook; unpack it"),
    ],
)
def test_a_template_that_is_none(content, told, tmp_path):
    template = tmp_path / "template.xlsx"
    if content is not None:
        template.write_bytes(content)
    code, _, problems = run("new", "-o", tmp_path / "plan.xlsx", "--template", template)
    assert (code, len(problems.splitlines())) == (1, 1)
    assert told in problems


def test_the_reason_of_the_system_is_told_in_the_language_of_the_user(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    for language, told in (("fr", "un fichier porte déjà ce nom"), ("en", "a file has that name already")):
        code, _, problems = run("demo", tmp_path / "file", language=language)
        assert code == 1
        assert told in problems


def test_a_template_that_lacks_a_table(tmp_path, capsys):
    broken = tmp_path / "broken.xlsx"
    shipped = Path(__file__).parent.parent / "templates" / "plan_fr.xlsx"
    with zipfile.ZipFile(shipped) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'displayName="Costs"', b'displayName="Kosten"'))
    assert main(["new", "-o", str(tmp_path / "plan.xlsx"), "--template", str(broken)]) == 1
    assert "Costs" in capsys.readouterr().err
    assert not (tmp_path / "plan.xlsx").exists()


def test_sheets_of_actions_that_are_not_read_are_told(tmp_path):
    north, south = ([["Action", "Dépenses"], [name, 5]] for name in ("Salon", "Radio"))
    source = book_of(tmp_path / "t.xlsx", Nord=north, Notes=[["rien"]], Sud=south)
    code, _, told = run("new", source, "-o", tmp_path / "plan.xlsx", language="fr")
    assert code == 0
    assert "feuille Nord : d'autres feuilles ont des actions et ne sont pas lues (Sud)" in told


def test_the_only_sheet_holds_the_actions_whatever_its_title(tmp_path):
    source = book_of(tmp_path / "t.xlsx", Feuil1=[[]], Suivi=[["Action", "Dépenses"], ["Salon", 5]])
    assert run("new", source, "-o", tmp_path / "plan.xlsx")[0] == 0
    assert named(tmp_path / "plan.xlsx", "TotalExpenses") == 5


def test_a_formula_that_was_never_calculated_is_no_blank(tmp_path):
    rows = [
        ["Entreprise", "Action", "Dépenses", "Mois"],
        ["Durand", "Salon", "=2*50", None],
        ["Martin", "Site", 5, None],
    ]
    source = book_of(tmp_path / "t.xlsx", Actions=rows)
    code, _, told = run("batch", source, "-o", tmp_path / "out", language="fr")
    assert code == 1
    assert "ligne 2, colonne Dépenses : la formule n'a pas de valeur enregistrée ; ouvrez le fichier dans Excel" in told
    assert [path.name for path in (tmp_path / "out").glob("*.xlsx")] == ["Martin.xlsx"]


def test_a_program_that_calls_a_command_goes_on_collecting_its_garbage(tmp_path):
    frozen = gc.get_freeze_count()
    assert main(["new", "-o", str(tmp_path / "plan.xlsx")]) == 0
    assert gc.isenabled()
    assert gc.get_freeze_count() <= frozen
    script = "import gc; from xl_grc import cli; cli.loaded(); print(gc.isenabled(), gc.get_freeze_count() > 0)"
    told = subprocess.run([sys.executable, "-c", f"import gc; gc.disable(); {script}"], capture_output=True, check=True)
    assert told.stdout.split() == [b"True", b"True"]  # while a command is at work, its garbage is collected
