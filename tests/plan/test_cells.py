"""The cells of text, mark, horizon, status, measure and number columns."""

from __future__ import annotations

from datetime import date

import pytest

from xl_grc.plan.cells import (
    read_action_number,
    read_horizon,
    read_mark,
    read_measure,
    read_status,
    read_texts,
)
from xl_grc.values import ErrorToken


def test_texts():
    cells = [" Salon ", "a\r\nb\rc", 12, 12.5, date(2026, 3, 1), True, None, "\u00a0", "=1+1", "#N/A"]
    values = ["Salon", "a\nb\nc", "12", "12.5", "2026-03-01", "TRUE", "", "", "=1+1", "#N/A"]
    assert read_texts(cells) == (values, {})


@pytest.mark.parametrize(
    ("text", "code"),
    [("a\x00", "U+0000"), ("\x1fa", "U+001F"), ("\x0b", "U+000B"), ("a\ud800", "U+D800"), ("\ufffe", "U+FFFE"),
     ("a\uffffb", "U+FFFF")],
)  # fmt: skip
def test_bad_characters(text, code):
    for cells in ([text], [text, 1]):
        parsed = read_texts(cells)
        assert (parsed.values[0], parsed.problems[0].key) == ("", "bad_character")
        assert dict(parsed.problems[0].values) == {"code": code}


def test_allowed_characters():
    assert read_texts(["\t\n x\x7f\x85y \ufffd\U0001f600\ue000"]).problems == {}


def test_length_counts_utf16_units():
    assert read_texts(["x" * 32_767]).problems == {}
    assert read_texts(["x" * 32_767 + " "]).problems == {}
    found = read_texts(["x" * 32_768, "\U0001f600" * 16_384]).problems
    assert [(one.key, dict(one.values)) for one in found.values()] == [("too_long", {"length": 32_768})] * 2


def test_error_text():
    assert read_texts([ErrorToken("#DIV/0!")]).problems[0].key == "formula_refused"


@pytest.mark.parametrize("cell", ["X", "x", "oui", "1", 1, True, "✓", "-", 2.0, date(2026, 1, 1)])
def test_marks(cell):
    assert read_mark(cell) is True


@pytest.mark.parametrize("cell", [None, "", "  ", "\u00a0", "0", 0, 0.0, False, "FALSE", "Faux", "non", "No"])
def test_no_marks(cell):
    assert read_mark(cell) is False


@pytest.mark.parametrize(
    ("cell", "terms"),
    [
        ("court", (True, False, False)),
        ("À court terme", (True, False, False)),
        ("CT", (True, False, False)),
        ("Moyen terme", (False, True, False)),
        ("LT", (False, False, True)),
        ("long term", (False, False, True)),
        ("court/moyen", (True, True, False)),
        ("short, long", (True, False, True)),
        ("CT + MT + LT", (True, True, True)),
        (None, ()),
        (" ", ()),
    ],
)
def test_horizons(cell, terms):
    assert read_horizon(cell) == terms


@pytest.mark.parametrize("cell", ["bientôt", "court ou jamais", 3, "-", "terme"])
def test_not_horizons(cell):
    assert read_horizon(cell).key == "not_a_horizon"


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("À faire", "to_do"),
        ("a faire", "to_do"),
        ("EN COURS", "in_progress"),
        ("Terminé", "done"),
        ("terminée", "done"),
        ("Fait", "done"),
        ("Reportée", "postponed"),
        ("abandonné", "abandoned"),
        ("Annulée", "abandoned"),
        ("Cancelled", "abandoned"),
        ("in_progress", "in_progress"),
        ("En pause", "En pause"),
        (None, ""),
    ],
)
def test_statuses(cell, status):
    assert read_status(cell) == status


@pytest.mark.parametrize(
    ("cell", "measure"),
    [
        ("CA", "revenue"),
        ("Chiffre d'affaires", "revenue"),
        ("recettes", "revenue"),
        ("Marge", "margin"),
        ("clients", "buyers"),
        ("Ventes", "buyers"),
        ("prospects", "contacts"),
        ("Autre", "other"),
        ("", ""),
    ],
)
def test_measures(cell, measure):
    assert read_measure(cell) == measure


def test_not_a_measure():
    assert read_measure("bonheur").key == "not_a_measure"
    assert read_measure("...").key == "not_a_measure"


@pytest.mark.parametrize(("cell", "number"), [("7", 7), (7, 7), (7.0, 7), ("007", 7), ("7,0", 7), (None, None)])
def test_action_numbers(cell, number):
    assert read_action_number(cell) == number
    assert read_action_number(999_999) == 999_999


@pytest.mark.parametrize("cell", ["0", 0, -1, "1.5", 1.5, True, "1e3", "1_0", "x", 1_000_000, "٣", date(2026, 1, 1)])
def test_not_action_numbers(cell):
    assert read_action_number(cell).key == "bad_action_number"
