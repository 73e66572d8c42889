"""A language is refused by the name of what it lacks; a third one needs its words alone."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from xl_grc.errors import MissingEntry
from xl_grc.text import LANGUAGES, Texts, texts

ROOT = Path(__file__).parents[2]


def test_a_language_without_words_is_refused_by_the_name_of_its_file():
    with pytest.raises(MissingEntry, match=r"text/de is missing"):
        texts("de")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_word_is_told_with_its_file_and_key(language):
    words = Texts(language, {"sheets.plan": "Plan"})
    for ask in (lambda: words["sheets.home"], lambda: words.say("sheets.home", name="x")):
        with pytest.raises(MissingEntry, match=rf"text/{language}/workbook\.toml: 'sheets\.home' is missing"):
            ask()
    assert words.get("sheets.home") is None
    assert "sheets.home" not in words
    assert words["sheets.plan"] == "Plan"


@pytest.fixture(scope="module")
def three_languages(tmp_path_factory):
    """A copy of the package with a third language, whose words are the English ones but for two; made ready."""
    folder = tmp_path_factory.mktemp("three")
    shutil.copytree(ROOT / "xl_grc", folder / "xl_grc", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "templates", folder / "templates")
    package = folder / "xl_grc" / "text"
    init = package / "__init__.py"
    init.write_text(init.read_text(encoding="utf-8").replace('("fr", "en")', '("fr", "en", "de")'), encoding="utf-8")
    shutil.copytree(package / "en", package / "de")
    german = (package / "de" / "workbook.toml").read_text(encoding="utf-8")
    for english, word in (('expenses = "Expenses"', 'expenses = "Ausgaben"'), ('decimal = "."', 'decimal = ","')):
        assert english in german
        german = german.replace(english, word)
    (package / "de" / "workbook.toml").write_text(german, encoding="utf-8")
    for module in ("xl_grc.tables", "xl_grc.builder"):
        run(folder, "-m", module)
    return folder


def run(folder, *arguments):
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout


def test_a_third_language_needs_its_words_alone(three_languages):
    run(three_languages, "-m", "xl_grc", "new", "-o", "plan.xlsx", "--lang", "de", "--company", "Muster")
    book = load_workbook(three_languages / "plan.xlsx")
    table = book["Action plan"].tables["Actions"]
    assert "Ausgaben" in table.column_names
    told = json.loads(run(three_languages, "-m", "xl_grc", "check", "plan.xlsx", "--json"))
    assert [one["key"] for one in told] == ["plan_empty"]
    script = "from xl_grc.excel.addin import {0}; print({0}.{1}())"
    assert run(three_languages, "-c", script.format("customui", "ribbon_xml")).count("<tab ") == 3
    assert run(three_languages, "-c", script.format("sources", "help_module")).count("Private Sub GrcHelp_") == 3
    arithmetic = run(three_languages, "-c", script.format("sources", "arithmetic"))
    assert 'If language = "de" Then GrcWord = in_de' in arithmetic
    verdict = run(three_languages, "-m", "xl_grc", "functions", "VERDICT")
    assert 'language="de"' in verdict
