"""Every file that people send back: read, or named with what it is and whose it seems to be."""

import io
import itertools
import re
import zipfile
from pathlib import Path

import pytest

from tests.plans import some_plan
from tests.proofs import rounds
from tests.workbook.changing import AS_OF, parts, write_parts, written
from xl_grc.cli import main
from xl_grc.collect import collect, missing_plans
from xl_grc.errors import Problem
from xl_grc.ooxml.book import Book
from xl_grc.plan.model import Event
from xl_grc.text import LANGUAGES, texts
from xl_grc.text.messages import line
from xl_grc.values import to_serial


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def a_plan(folder: Path, company: str, seed: int = 1, language: str = "fr", **fields: object) -> bytes:
    path = folder / "made.tmp.xlsx"
    content = written(path, some_plan(2, seed)._replace(company=company, **fields), language).read_bytes()
    path.unlink()
    return content


def told(problems):
    return {Path(problem.file).name: problem.key for problem in problems}


def test_each_file_of_a_folder_is_read_or_named(tmp_path):
    (tmp_path / "Durand.xlsx").write_bytes(a_plan(tmp_path, "Durand"))
    others = {
        "plan.pdf": "return_is_pdf",
        "Photo.JPG": "return_is_picture",
        "Re plan.eml": "return_is_mail",
        "plan.docx": "return_is_document",
        "plan.csv": "return_is_table",
        "plan.numbers": "return_is_numbers",
        "plan.rar": "return_is_archive",
        "plan.xyz": "return_is_other",
    }
    for name in others:
        (tmp_path / name).write_bytes(b"whatever")
    found = collect([tmp_path], AS_OF)
    assert [plan.company for plan in found.plans] == ["Durand"]
    assert told(found.unread) == others


def test_a_workbook_under_another_suffix_is_read(tmp_path):
    (tmp_path / "Durand.xlsx.download").write_bytes(a_plan(tmp_path, "Durand"))
    assert [plan.company for plan in collect([tmp_path], AS_OF).plans] == ["Durand"]


def test_a_folder_of_ten_thousand_files_is_accounted_for(tmp_path):
    """In every run a hundredth of them; a folder in ten, files that are no workbook among those that cannot be read."""
    count, kinds = rounds(10_000), {".jpg": "return_is_picture", ".xlsx": "not_workbook", ".eml": "return_is_mail"}
    expected = {}
    for number, suffix in zip(range(count), itertools.cycle(kinds)):
        path = tmp_path / f"{number % 10}" / f"{number}{suffix}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"PK\3\4 whatever")
        expected[path.name] = kinds[suffix]
    (tmp_path / "9" / "Durand.xlsx").write_bytes(a_plan(tmp_path, "Durand"))
    found = collect([tmp_path], AS_OF)
    assert [plan.company for plan in found.plans] == ["Durand"]
    assert len(found.unread) == count
    assert told(found.unread) == expected


STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties": "officeDocument/customProperties",
    "http://schemas.openxmlformats.org/officeDocument/2006/": "officeDocument/",
    "http://schemas.openxmlformats.org/drawingml/2006/": "drawingml/",
}
"""The namespaces of usual workbooks, and those of strict ones."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_saved_as_strict_is_read_as_any_other(tmp_path, language):
    """Its namespaces and relations are others, and its dates are written as such."""
    plan = some_plan(4, 3)._replace(company="Durand")
    path = written(tmp_path / "p.xlsx", plan._replace(events=(Event(AS_OF, 1, 70.0),)), language)
    usual = collect([path], AS_OF)
    content = parts(path)
    for name, part in content.items():
        for before, after in STRICT.items():
            part = part.replace(before.encode(), b"http://purl.oclc.org/ooxml/" + after.encode())
        content[name] = part
    day = re.compile(rb'(<c r="[A-Z]+[0-9]+" s="[0-9]+")>((?:<f>[^<]*</f>)?)<v>%d</v>' % to_serial(AS_OF))
    written_day = rb'\1 t="d">\2<v>%b</v>' % AS_OF.isoformat().encode()
    dated = {name: day.sub(written_day, part) for name, part in content.items()}
    assert sum(dated[name] != content[name] for name in content) > 1  # the day of the log, and that of the plan
    found = collect([write_parts(path, dated)], AS_OF)
    assert (found.plans, found.unread, found.notes) == (usual.plans, [], [])
    assert Book(path.read_bytes(), path.name).namespace.startswith("http://purl.oclc.org/")


@pytest.mark.parametrize(
    "name", ["rapport.csv", "report.csv", "a_corriger.csv", "p.xlsx.bak", "p.xlsx.bak2", "~$p.xlsx"]
)
def test_our_own_files_beside_are_no_returns(tmp_path, name):
    (tmp_path / name).write_bytes(b"ours")
    found = collect([tmp_path], AS_OF)
    assert (found.plans, found.unread) == ([], [])


def test_a_zip_archive_is_opened(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("x.xlsx", b"")
    members = {
        "retours/Durand.xlsx": a_plan(tmp_path, "Durand"),
        "retours/Martin.xlsx": a_plan(tmp_path, "Martin", 2, "en"),
        "retours/cassé.xlsx": b"no workbook",
        "scan.pdf": b"%PDF",
        "encore.zip": inner.getvalue(),
        "__MACOSX/retours/._Durand.xlsx": b"system",
    }
    archive = zipped(tmp_path / "retours.zip", members)
    found = collect([archive], AS_OF)
    assert [(plan.company, plan.path) for plan in found.plans] == [
        ("Durand", archive / "retours/Durand.xlsx"),
        ("Martin", archive / "retours/Martin.xlsx"),
    ]
    assert told(found.unread) == {"cassé.xlsx": "not_workbook", "scan.pdf": "return_is_pdf", "encore.zip": "zip_in_zip"}


def test_two_processes_read_an_archive_as_one_does(tmp_path):
    members = {f"{number}.xlsx": a_plan(tmp_path, f"Essai {number}", number) for number in range(20)}
    archive = zipped(tmp_path / "retours.zip", members)
    by_one = collect([archive], AS_OF)
    assert len(by_one.plans) == 20
    assert collect([archive], AS_OF, workers=2) == by_one


def test_the_limits_of_packages_hold_for_archives(tmp_path, monkeypatch):
    bomb = zipped(tmp_path / "bombe.zip", {"plan.xlsx": bytes(30 * 2**20)})
    assert told(collect([bomb], AS_OF).unread) == {"bombe.zip": "too_dense"}
    monkeypatch.setenv("XL_GRC_MAX_MEGABYTES", "1")
    large = zipped(tmp_path / "grand.zip", {f"{number}.xlsx": bytes(600_000) for number in range(2)})
    assert told(collect([large], AS_OF).unread) == {"grand.zip": "too_big"}
    monkeypatch.setenv("XL_GRC_MAX_PARTS", "1")
    assert told(collect([large], AS_OF).unread) == {"grand.zip": "too_many_parts"}
    (tmp_path / "faux.zip").write_bytes(b"no archive")
    assert told(collect([tmp_path / "faux.zip"], AS_OF).unread) == {"faux.zip": "not_workbook"}


def test_the_later_of_two_versions_is_kept_from_an_archive_too(tmp_path):
    content = a_plan(tmp_path, "Durand", costs=())
    archive = zipped(tmp_path / "retours.zip", {"Durand.xlsx": content, "Durand (1).xlsx": content})
    found = collect([archive], AS_OF)
    assert [problem.key for problem in found.notes] == ["same_version"]
    older = tmp_path / "older.xlsx"
    older.write_bytes(content)
    inside = parts(older)
    core = inside["docProps/core.xml"]
    inside["docProps/core.xml"] = re.sub(rb"(<dcterms:modified[^>]*>)\d{4}", rb"\g<1>2001", core)
    write_parts(older, inside)
    archive = zipped(tmp_path / "retours.zip", {"Durand (1).xlsx": older.read_bytes(), "Durand.xlsx": content})
    found = collect([archive], AS_OF)
    assert [plan.path.name for plan in found.plans] == ["Durand.xlsx"]
    assert [(problem.key, Path(problem.file).name) for problem in found.notes] == [("newer_version", "Durand (1).xlsx")]


def test_a_workbook_that_is_open_is_read_and_told(tmp_path):
    (tmp_path / "Durand.xlsx").write_bytes(a_plan(tmp_path, "Durand"))
    (tmp_path / "~$Durand.xlsx").write_bytes(b"lock")
    found = collect([tmp_path], AS_OF)
    assert [problem.key for problem in found.plans[0].problems][:1] == ["opened_elsewhere"]


REPORT = {
    "fr": "Entreprise;Référence;Année;Fichier;État;Actions;Motif;Conseiller;Empreinte",
    "en": "Company;Reference;Year;File;State;Actions;Reason;Adviser;Fingerprint",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_of_a_run_asks_for_what_it_wrote(tmp_path, language):
    """Of the five companies two were refused or failed; of three written one came back, one for another year."""
    states = texts(language)
    rows = [
        ("Durand", "R-001", "2026", "Durand.xlsx", "written"),
        ("Martin", "R-002", "2026", "Martin.xlsx", "unchanged"),
        ("Petit", "R-003", "2027", "Petit.xlsx", "earlier"),
        ("Refusé", "R-004", "2026", "", "refused"),
        ("Échec", "R-005", "2026", "", "failed"),
    ]
    lines = [";".join((*row[:4], states[f"states.{row[4]}"], "2", "", "Léa", "a-b/c")) for row in rows]
    report = tmp_path / "list.csv"
    report.write_text("\n".join((REPORT[language], *lines)), encoding="utf-8-sig")
    folder = tmp_path / "in"
    folder.mkdir()
    for name, reference in (("Durand", "R-001"), ("Petit", "R-003")):
        content = a_plan(folder, name, reference=reference)
        assert collect([written(folder / "x.xlsx", some_plan(1, 1))], AS_OF).plans[0].start.year == 2026
        (folder / "x.xlsx").unlink()
        (folder / f"{name}.xlsx").write_bytes(content)
    missing = missing_plans(report, collect([folder], AS_OF).plans)
    assert [(one.key, one.value) for one in missing] == [
        ("missing_plan", "Martin (R-002), 2026"),
        ("returned_of_another_year", "Petit (R-003), 2027"),
    ]
    assert dict(missing[1].values)["begin"] == "Petit.xlsx (01/2026)"


def test_who_sent_what_cannot_be_read_is_not_chased(tmp_path):
    expected = tmp_path / "attendus.csv"
    names = ["Durand;R-001", "Durand Fils;R-002", "Boulangerie de l'Été;R-003", "Martin;R-004", "Petit;7"]
    expected.write_text("\n".join(("entreprise;référence", *names)), encoding="utf-8")
    files = ["retour DURAND_fils v2.pdf", "boulangerie-de-l-ete.ods", "photo_R-001.jpg", "7 rue des Lilas.png"]
    unread = [Problem("return_is_pdf", f"in/{file}") for file in files]
    assert [(one.key, one.value, dict(one.values)) for one in missing_plans(expected, [], unread)] == [
        ("returned_unreadable", "Durand (R-001)", {"names": ("photo_R-001.jpg",)}),
        ("returned_unreadable", "Durand Fils (R-002)", {"names": ("retour DURAND_fils v2.pdf",)}),
        ("returned_unreadable", "Boulangerie de l'Été (R-003)", {"names": ("boulangerie-de-l-ete.ods",)}),
        ("missing_plan", "Martin (R-004)", {}),
        ("missing_plan", "Petit (7)", {}),
    ]


def test_the_line_says_what_to_ask_for():
    problem = Problem.of("returned_unreadable", names=("Durand.pdf",))._replace(file="attendus.csv", value="Durand")
    assert (
        line(problem, texts("fr")) == "attendus.csv : « Durand » est revenu, illisible : Durand.pdf ; demandez le .xlsx"
    )
    assert line(problem, texts("en")).endswith("ask for the .xlsx")


def test_the_list_may_stand_among_the_plans(tmp_path, capsys):
    (tmp_path / "Durand.xlsx").write_bytes(a_plan(tmp_path, "Durand", costs=()))
    expected = tmp_path / "attendus.csv"
    expected.write_text("entreprise\nDurand\n", encoding="utf-8")
    command = ["collect", str(tmp_path), "-o", str(tmp_path / "table.csv"), "--expected", str(expected)]
    assert main(command) == 0
    assert main(command) == 0
    assert capsys.readouterr().err == ""


def test_a_file_in_an_archive_is_of_the_company_that_the_archive_names(tmp_path):
    expected = tmp_path / "attendus.csv"
    expected.write_text("entreprise\nDurand\nMartin\nPetit\n", encoding="utf-8")
    zipped(tmp_path / "Durand.zip", {"plan.zip": b"PK", "scan Petit.pdf": b"%PDF"})
    zipped(tmp_path / "retours.zip", {"Martin/photo.jpg": b"-"})
    missing = missing_plans(expected, [], collect([tmp_path / "Durand.zip", tmp_path / "retours.zip"], AS_OF).unread)
    assert [(one.value, dict(one.values)["names"]) for one in missing] == [
        ("Durand", ("Durand.zip/plan.zip",)),
        ("Martin", ("retours.zip/Martin/photo.jpg",)),
        ("Petit", ("Durand.zip/scan Petit.pdf",)),
    ]


def test_a_plan_that_names_nobody_is_of_the_company_that_its_file_names(tmp_path):
    """It counts, so its company is not chased; that it names nobody is told."""
    expected = tmp_path / "attendus.csv"
    expected.write_text("entreprise;référence\nDurand;R1\nMartin;R2\n", encoding="utf-8")
    path = written(tmp_path / "retour Durand v2.xlsx", some_plan(2, 1)._replace(company="", reference=""))
    found = collect([path], AS_OF)
    assert [one.value for one in missing_plans(expected, found.plans)] == ["Martin (R2)"]
    assert [one.file for one in found.notes if one.key == "plan_of_nobody"] == [str(path)]
