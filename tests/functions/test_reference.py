"""The generated reference, the command that shows it, and the proof that all follows from an entry."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from xl_grc.cli import main
from xl_grc.functions.catalogue import CATALOGUE
from xl_grc.functions.reference import entry, reference
from xl_grc.text import LANGUAGES, texts

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reference_is_fresh(language):
    committed = (ROOT / "docs" / f"functions_{language}.md").read_text(encoding="utf-8")
    assert committed == reference(texts(language))


def test_the_reference_shows_every_function():
    page = reference(texts("en"))
    for name, function in CATALOGUE.items():
        assert f"## {name}(" in page
        assert all(f"`{parameter.name}`" in page for parameter in function.parameters)
    assert "=CONTACT_COST(15000, 20000)` gives 0.75" in page


def test_the_command_lists_the_functions(capsys):
    assert main(["functions"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(CATALOGUE)


def test_the_command_shows_one_as_the_reference_does(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert main(["functions", "roi"]) == 0
    shown = capsys.readouterr().out
    plain = entry(CATALOGUE["ROI"], texts("en")).replace("## ", "").replace("**", "").replace("`", "")
    assert shown == plain + "\n"


def test_the_command_names_near_functions(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert main(["functions", "BREAKEVN"]) == 2
    assert "BREAKEVEN" in capsys.readouterr().err


ENTRY = """

@function(RATIO, "field", ((30, 12), 2.5))
def BUYERS_PER_ORDER(buyers: Any, orders: Any) -> Any:
    return buyers / orders
"""
WORDS = """

[functions.BUYERS_PER_ORDER]
title = "Title {language}"
summary = "Summary {language}"
mistake = "Mistake {language}"
"""
PROBE = """
import json
import xl_grc
from xl_grc.cli import main
from xl_grc.excel import udfs
from xl_grc.functions.catalogue import FUNCTIONS
from xl_grc.functions.reference import reference
from xl_grc.functions.vba import vba_module
from xl_grc.text import texts
from tests.functions.cases import cases_of, expected
entry = FUNCTIONS["BUYERS_PER_ORDER"]
print(json.dumps({
    "udf": [udfs.BUYERS_PER_ORDER(30, 12), udfs.BUYERS_PER_ORDER([30, 30], [12, 0])],
    "help": udfs.BUYERS_PER_ORDER.__doc__,
    "formula": entry.guarded("A1", "B1"),
    "vba": "Public Function BUYERS_PER_ORDER(" in vba_module(FUNCTIONS.values()),
    "reference": [f"Title {language}" in reference(texts(language)) for language in ("fr", "en")],
    "python": xl_grc.BUYERS_PER_ORDER([30, 30], 12, errors="token"),
    "cases": len({str(expected(entry, case)) for case in cases_of(entry)}) > 10,
}))
main(["functions", "BUYERS_PER_ORDER"])
"""


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """A copy of the package in which one function is added: its entry and the two text files are touched."""
    folder = tmp_path_factory.mktemp("copy")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "xl_grc", folder / "xl_grc", ignore=ignored)
    (folder / "tests" / "functions").mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "functions" / "cases.py", folder / "tests" / "functions")
    with (folder / "xl_grc" / "functions" / "catalogue.py").open("a", encoding="utf-8") as catalogue:
        catalogue.write(ENTRY)
    for language in LANGUAGES:
        with (folder / "xl_grc" / "text" / language / "functions.toml").open("a", encoding="utf-8") as words:
            words.write(WORDS.format(language=language))
    return folder


def test_everything_follows_from_an_entry_and_its_words(copied):
    script = f"import sys; sys.path.insert(0, {str(copied)!r})\n{PROBE}"
    done = subprocess.run(
        [sys.executable, "-I", "-c", script], capture_output=True, encoding="utf-8", timeout=60, check=True
    )
    first, _, shown = done.stdout.partition("\n")
    assert json.loads(first) == {
        "udf": [2.5, [[2.5], ["#DIV/0!"]]],
        "help": "Summary fr",
        "formula": "IF(A1*0+B1*0=0,IF((A1*1<0)+(B1*1<0),#NUM!,A1/B1))",
        "vba": True,
        "reference": [True, True],
        "python": [2.5, 2.5],
        "cases": True,
    }
    assert shown.startswith("BUYERS_PER_ORDER(buyers")
