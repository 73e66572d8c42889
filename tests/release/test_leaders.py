"""The ZIP for leaders: the same bytes twice, workbooks without a fault, pages that speak of what there is."""

import re
import zipfile
from pathlib import Path

import pytest

from release.leaders import PAGES, ROOT, WORKBOOKS, day_of_the_version, pack, write_leaders_zip
from tests.reading import named
from xl_grc import __version__
from xl_grc.cli import main
from xl_grc.text import texts


@pytest.fixture(scope="module")
def leaders_zip(tmp_path_factory):
    return write_leaders_zip(tmp_path_factory.mktemp("leaders"))


def test_it_is_the_same_twice(leaders_zip, tmp_path):
    assert __version__ in leaders_zip.name
    assert write_leaders_zip(tmp_path).read_bytes() == leaders_zip.read_bytes()


def test_it_holds_what_a_leader_needs(leaders_zip, tmp_path):
    with zipfile.ZipFile(leaders_zip) as archive:
        archive.extractall(tmp_path)
        names = archive.namelist()
    assert {*PAGES, *WORKBOOKS, "Tableau d'actions.xlsx", "exemples/rentabilite.xlsx"} <= set(names)
    assert all(name.isascii() for name in names), "old programs spoil other names"
    for plan, language in (("Plan vide.xlsx", "fr"), ("english/Empty plan.xlsx", "en")):
        assert main(["check", str(tmp_path / plan)]) == 0
        assert named(tmp_path / plan, "Language") == language
        assert named(tmp_path / plan, "PeriodStart").year == day_of_the_version().year


def test_packing_depends_on_names_and_contents_alone(tmp_path):
    day = day_of_the_version()
    for run, order in (("a", ("x", "y")), ("b", ("y", "x"))):
        (tmp_path / run).mkdir()
        for name in order:
            (tmp_path / run / name).write_bytes(name.encode())
        pack(tmp_path / run, day, tmp_path / f"{run}.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


@pytest.mark.parametrize(("page", "language"), [("fr.html", "fr"), ("en.html", "en")])
def test_the_page_names_sheets_and_files_that_there_are(page, language, leaders_zip):
    html = (ROOT / "docs" / "leaders" / page).read_text(encoding="utf-8")
    words = texts(language)
    sheets = {str(word) for key, word in words.items() if key.startswith("sheets.")}
    emphasised = re.findall(r"<b>(.*?)</b>", html)
    assert len(sheets & set(emphasised)) >= 9
    known = {*sheets, *(Path(name).name for name in WORKBOOKS)}
    figures = {"ROI", "Verdict", "Seuil de rentabilité", "Break-even", "Activer la modification", "Enable Editing"}
    assert set(emphasised) <= known | figures
    shown = [word for key, word in words.items() if key.startswith("verdicts.")] + [words["home.well"].rstrip(".")]
    assert [word for word in shown if word not in html] == []


def test_the_change_log_tells_of_this_version():
    assert day_of_the_version().year >= 2026
