"""Whatever README and docs tell people to type is typed here, in a folder that holds what they speak of."""

import csv
import re
import shutil
import tomllib
from pathlib import Path

import pytest

from tests.cli.parsers import parsers
from tests.documents import ROOT, commands, documents, make_room, mentioned, prepare
from tests.reading import named
from xl_grc import __version__
from xl_grc.cli import COMMANDS, main
from xl_grc.cli.run import parser_of
from xl_grc.text import LANGUAGES, texts

NOT_HERE = (["addin", "install"], ["addin", "remove"], ["addin", "doctor"], ["--dask"])
"""What needs Excel, or a cluster: its words are parsed alone."""


def test_a_block_is_read_as_it_is_typed():
    page = 'a\n\n    xl-grc new "my plan.csv" -o p.xlsx  # one\n\n```console\npy -m xl_grc demo\npip install x\n```\n'
    page += "`xl-grc check a`"
    assert list(commands(page)) == [["new", "my plan.csv", "-o", "p.xlsx"], ["demo"]]
    assert list(mentioned(page)) == [["check", "a"]]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    folder = tmp_path_factory.mktemp("documents")
    prepare(folder)
    return folder


@pytest.mark.parametrize("page", documents(), ids=lambda page: page.name)
def test_commands_that_a_page_shows_do_what_it_says(page, prepared, tmp_path, monkeypatch, capsys):
    typed = list(commands(page.read_text(encoding="utf-8")))
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    failed = []
    for arguments in typed:
        if any(set(words) <= set(arguments) for words in NOT_HERE):
            parser_of(COMMANDS, texts("en")).parse_args(arguments)
            continue
        make_room(tmp_path, arguments)
        if main(spread_by_the_shell(arguments)) != 0:
            failed.append((" ".join(arguments), capsys.readouterr().err))
    assert failed == []


def spread_by_the_shell(arguments):
    """Patterns by the files they match, as the shells of Linux and macOS give them."""
    return [one for word in arguments for one in (sorted(map(str, Path().glob(word))) if "*" in word else [word])]


@pytest.mark.parametrize("page", documents(), ids=lambda page: page.name)
def test_commands_that_a_sentence_names_exist(page):
    words = texts("en")
    for arguments in mentioned(page.read_text(encoding="utf-8")):
        if arguments[:1] in ([name] for name in COMMANDS):
            known = parser_of(arguments[:1], words)
            options = {name for one in parsers(known) for action in one._actions for name in action.option_strings}
            assert {word for word in arguments if word.startswith("-")} <= options, arguments
        else:
            assert arguments[:1] in ([], ["COMMAND"], ["COMMANDE"], ["--version"]), arguments


def test_no_page_installs_from_an_index_that_has_not_the_package():
    for page in [*documents(), *ROOT.glob("*.md")]:
        for line in page.read_text(encoding="utf-8").splitlines():
            assert not re.search(r"pip install .*\bxl[-_]grc\b(?!-\d)", line), (page.name, line)


FOR_DEVELOPERS = ("docs/architecture.md", "docs/adding.md", "CONTRIBUTING.md")


@pytest.mark.parametrize("page", FOR_DEVELOPERS)
def test_a_page_for_developers_names_files_that_there_are(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    made = set(re.findall(r"^```diff (\S+)$", text, re.MULTILINE))  # a walk may make a file
    named = set(re.findall(r"`((?:xl_grc|tests|docs|templates)/[\w./*-]+)`", text))
    patterns = {name: name.rstrip("/").replace("_N", "_*") for name in named - made}  # N: the number of a version
    assert [name for name, pattern in patterns.items() if not any(ROOT.glob(pattern))] == []
    functions = set(re.findall(r"`(test_\w+)`", text))
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name in functions if f"def {name}(" not in tests] == []


@pytest.mark.parametrize("page", [*documents(), *sorted(ROOT.glob("*.md"))], ids=lambda page: page.name)
def test_targets_and_links_of_a_page_are_there(page):
    text = page.read_text(encoding="utf-8")
    targets = set(re.findall(r"(?:^|`)make ([a-z][\w-]*)", text, re.MULTILINE))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert [target for target in targets if f"\n{target}:" not in makefile] == []
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text)
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_the_rooms_of_the_architecture_are_those_of_the_contract():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = [layer.replace("xl_grc.", "") for layer in contracts[0]["layers"][1:]]
    drawing = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split("```text\n")[1].split("\n\n")[0]
    assert [re.split(r"  +", line)[0] for line in drawing.splitlines()] == layers


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_the_addin_names_its_buttons(language):
    page = (ROOT / "docs" / f"addin_{language}.md").read_text(encoding="utf-8")
    words = texts(language)
    labels = [word for key, word in words.items() if key.startswith("ribbon.buttons.") and key.endswith(".label")]
    assert len(labels) >= 12
    assert [label for label in [*labels, words["ribbon.tab"]] if label not in page] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_the_leader_says_what_the_workbook_says(language):
    page = (ROOT / "docs" / f"leader_{language}.md").read_text(encoding="utf-8")
    words = texts(language)
    wanted = [words[f"lights.{state}"] for state in ("well", "to_see", "information")]
    wanted += [word for key, word in words.items() if key.startswith("verdicts.")]
    wanted += [words["home.well"], words["columns.Schedule.revenue_delay"]]
    sheets = [word for key, word in words.items() if key.startswith("sheets.")]
    assert [word for word in [*wanted, *sheets] if word not in page] == []


def test_files_to_install_are_those_of_this_version():
    text = "\n".join(page.read_text(encoding="utf-8") for page in documents())
    named = re.findall(r"(?:xl_grc|plan-action-commerciale)-(\d[\d.]*\d)", text)
    assert len(named) >= 5
    assert set(named) == {__version__}


IN_ENGLISH_ALONE = {"adding.md", "architecture.md", "excel_protocol.md", "performance.md"}
"""The pages for developers, as README says."""


def test_a_page_for_others_is_there_in_every_language():
    names = {page.name for page in (ROOT / "docs").glob("*.md")} - IN_ENGLISH_ALONE
    kinds = {name.rpartition("_")[0] for name in names}
    assert names == {f"{kind}_{language}.md" for kind in kinds for language in LANGUAGES}
    for kind in kinds:
        pages = [(ROOT / "docs" / f"{kind}_{language}.md").read_text(encoding="utf-8") for language in LANGUAGES]
        french, english = (re.findall(r"^(#+ |\|[- |]+\|$)", page, re.MULTILINE) for page in pages)
        assert french == english, kind


def test_no_page_holds_both_sides_of_a_merge():
    sides = ("<" * 7 + " ", ">" * 7 + " ")
    pages = [*documents(), ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md"]
    lines = ((page.name, line) for page in pages for line in page.read_text(encoding="utf-8").splitlines())
    assert [(page, line) for page, line in lines if line.startswith(sides)] == []


def test_readme_names_every_guide():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    from_others = "\n".join(page.read_text(encoding="utf-8") for page in documents())
    linked = {Path(link).name for link in re.findall(r"\]\(([^)#]+\.md)", text + from_others)}
    assert {page.name for page in (ROOT / "docs").glob("*.md")} <= linked


def test_readme_compares_what_a_returned_plan_shows_with_what_is_collected(tmp_path):
    plan = ROOT / "tests" / "workbook" / "returned" / "cases" / "e_overtype_formula.xlsx"
    assert main(["collect", str(plan), "-o", str(tmp_path / "seen.csv")]) == 0
    with (tmp_path / "seen.csv").open(encoding="utf-8-sig", newline="") as stream:
        judged = [line for line in csv.DictReader(stream, delimiter=";") if line["margin"]]
    totals = [sum(float(line[name].replace(",", ".")) for line in judged) for name in ("margin", "effective_expenses")]
    margin, cost = totals
    shown = named(plan, "PlanROI"), round(named(plan, "TotalMargin"), -3)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"{shown[0]:.2f} instead of {margin / cost:.2f}" in readme
    assert f"{shown[1]:,.0f} € instead of {margin:,.0f} €" in readme
