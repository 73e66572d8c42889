"""Whatever README and docs tell people to type is typed here, in a folder that holds what they speak of."""

import shutil
from pathlib import Path

import pytest

from tests.cli.parsers import parsers
from tests.documents import ROOT, commands, documents, mentioned, prepare
from xl_grc.cli import COMMANDS, main
from xl_grc.cli.run import parser_of
from xl_grc.text import texts

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
        make_room(arguments)
        if main(spread_by_the_shell(arguments)) != 0:
            failed.append((" ".join(arguments), capsys.readouterr().err))
    assert failed == []


def make_room(arguments):
    """A workbook of an earlier command gives way: a page shows several ways to write one."""
    for option in ("-o", "--output"):
        if option in arguments:
            target = Path(arguments[arguments.index(option) + 1])
            if target.is_file() and str(target) not in arguments[: arguments.index(option)]:
                target.unlink()


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
            assert "pip install xl-grc" not in line and "pip install xl_grc" not in line, (page.name, line)
