"""What the command line says of itself: alone, its version, its help; no option without words in any language."""

import argparse
import io
import sys
from pathlib import Path

import pytest

from tests.cli.parsers import parsers
from xl_grc import __version__
from xl_grc.cli import COMMANDS, main
from xl_grc.cli.colours import RED, coloured
from xl_grc.cli.overview import overview
from xl_grc.cli.reference import reference
from xl_grc.cli.run import parser_of
from xl_grc.text import LANGUAGES, texts

ROOT = Path(__file__).parents[2]
IN_LANGUAGES = pytest.mark.parametrize("language", LANGUAGES)


def test_every_module_with_a_command_is_one():
    modules = (ROOT / "xl_grc" / "cli").glob("*.py")
    assert {one.stem for one in modules if "\ndef add(" in one.read_text(encoding="utf-8")} == set(COMMANDS)


@IN_LANGUAGES
def test_every_option_says_what_it_does(language):
    words = texts(language)
    silent = [
        f"{parser.prog} {action.dest}"
        for parser in parsers(parser_of(COMMANDS, words))
        for action in parser._actions
        if not action.help and not isinstance(action, argparse._SubParsersAction)
    ]
    assert silent == [], "give the option a help that comes from xl_grc/text"


@IN_LANGUAGES
def test_the_reference_of_the_commands_is_fresh(language):
    file = ROOT / "docs" / f"commands_{language}.md"
    assert file.read_text(encoding="utf-8") == reference(texts(language)), "run make generated"


@IN_LANGUAGES
def test_the_reference_names_every_command_and_option(language):
    told = reference(texts(language))
    for parser in list(parsers(parser_of(COMMANDS, texts(language))))[1:]:
        section = told.split(f"## {parser.prog}\n")[1].split("\n## ")[0]
        for action in parser._actions:
            assert all(f"`{name}" in section for name in action.option_strings if action.dest != "help"), action.dest


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", [[], ["--help"], ["-h"]])
def test_alone_it_lists_what_it_can_do(typed, language, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", f"{language}_XX.UTF-8")
    assert main(typed) == 0
    told, words = capsys.readouterr().out, texts(language)
    assert told == f"{overview(words)}\n"
    begin = told.index(words["overview.begin"])
    assert begin < told.index("xl-grc new ") < told.index(words["overview.commands"])
    assert told[begin:].count("\n  xl-grc ") == 3
    for command in COMMANDS:
        assert f"\n  {command:10}  {words[f'cli.{command}']}\n" in told
    assert "\x1b" not in told


def test_its_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"xl-grc {__version__}\n"


@IN_LANGUAGES
@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_examples(command, language, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", f"{language}_XX.UTF-8")
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    for line, meaning in texts(language)[f"examples.{command}"]:
        assert f"\n  {line}\n      {meaning}\n" in told


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_colours_are_for_terminals_that_show_them(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("WT_SESSION", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert coloured("x", RED, Terminal()) == "\x1b[31mx\x1b[0m"
    assert coloured("x", RED, io.StringIO()) == "x"
    monkeypatch.setenv("NO_COLOR", "1")
    assert coloured("x", RED, Terminal()) == "x"
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setattr(sys, "platform", "win32")
    assert coloured("x", RED, Terminal()) == "\x1b[31mx\x1b[0m"
    monkeypatch.delenv("WT_SESSION")
    assert coloured("x", RED, Terminal()) == "x"
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("TERM", "dumb")
    assert coloured("x", RED, Terminal()) == "x"


def test_a_pattern_that_the_shell_left_means_the_files_it_matches(tmp_path, capsys):
    folder = str(tmp_path)
    for name in ("b", "a"):
        assert main(["new", "-o", f"{folder}/{name}.xlsx"]) == 0
    capsys.readouterr()
    assert main(["check", f"{folder}/*.xlsx"]) == 0
    told = capsys.readouterr().out
    assert 0 < told.index("a.xlsx") < told.index("b.xlsx")
    assert main(["check", f"{folder}/*.xlsm"]) == 1
    assert "*.xlsm" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "program"),
    [(["nwe"], "xl-grc"), (["check"], "xl-grc check"), (["check", "a", "--force"], "xl-grc check")],
)
def test_wrong_usage_says_where_examples_are(typed, program, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    with pytest.raises(SystemExit) as ended:
        main(typed)
    assert ended.value.code == 2
    assert capsys.readouterr().err.endswith(f'\n"{program} --help" shows the options, and examples.\n')
