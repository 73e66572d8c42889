"""No field of ours begins a formula, in whatever dialect it is taken apart, and every one is read back as it was."""

import csv
import io
import random
import re
import time

import pytest

from tests.batch.tables import report_of, write_rows
from tests.proofs import rounds
from xl_grc.cli import main
from xl_grc.files.csv_fields import csv_line, guarded, unguarded
from xl_grc.inputs.csv_file import read_csv

LETTERS = "=+-@\t\r\n,;|'\" a1%5.\uff1d\uff20é\u00a0"
NUMBER = re.compile(r"[+-][ \u00a0]*[0-9][0-9. \u00a0]*[%€]?[ \u00a0]*")


def acts(cell):
    """Whether a program that takes this for a cell may calculate it."""
    text = cell.lstrip(' "\u00a0')
    return text[:1] in ("=", "@", "\uff1d", "\uff20") or (text[:1] in ("+", "-") and not NUMBER.fullmatch(text))


def texts(count):
    chosen = random.Random(20_260_728)
    for _ in range(count):
        yield "".join(chosen.choice(LETTERS) for _ in range(chosen.randrange(9)))


def test_every_text_is_read_back_and_none_acts_in_any_dialect():
    for text in texts(rounds(400_000)):
        field = guarded(text)
        assert unguarded(field) == text
        first, *others = re.split(r"[,;\t|\r\n]", field)
        assert not acts(first.lstrip(" \u00a0") if not first.lstrip(" \u00a0").startswith('"') else "")
        assert not any(map(acts, others))


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_programs_that_split_otherwise_see_no_formula(delimiter):
    rows = [list(map(guarded, one)) for one in zip(texts(600), ["=1+1", "a,=b", "a\t=b", "a|=b"] * 150, strict=True)]
    text = "".join(map(csv_line, rows))
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        assert not [cell for cell in row if cell.startswith(("=", "@", "\uff1d", "\uff20"))]
    if delimiter == ";":
        assert list(csv.reader(io.StringIO(text, newline=""), delimiter=";")) == rows


@pytest.mark.parametrize("text", [",'", "''", ", ", ",+1", ",-1 ", ',"', ",'\"", "=,", " \u00a0", "'\""])
def test_it_takes_no_longer_than_the_text_is(text):
    begun = time.perf_counter()
    assert unguarded(guarded(text * 100_000)) == text * 100_000
    assert time.perf_counter() - begun < 2


HOSTILE = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\uff1d1", "a,=1+1", "a;=b", "'=x", "''=x", "l'été", "-12"]


def test_the_report_and_the_rows_to_correct_keep_every_text(tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    header = ["entreprise", "action", "dépenses", guarded("=colonne, =libre")]
    rows = [[f"S{number}", guarded(f"Action {text}"), "dix", guarded(text)] for number, text in enumerate(HOSTILE)]
    out = tmp_path / "out"
    assert main(["batch", str(write_rows(tmp_path / "t.csv", rows, header)), "-o", str(out)]) == 1
    again = read_csv((out / "a_corriger.csv").read_bytes(), "a_corriger.csv").rows
    assert [row[3] for row in again] == ["=colonne, =libre", *HOSTILE]
    assert [row[1] for row in again[1:]] == [f"Action {text}" for text in HOSTILE]
    assert [unguarded(line["'=colonne,' =libre"]) for line in report_of(out)] == HOSTILE
    # They go through the next runs unchanged.
    corrected = (out / "a_corriger.csv").read_text("utf-8-sig").replace(";dix;", ";10;")
    (out / "a_corriger.csv").write_text(corrected, "utf-8-sig")
    for _ in range(2):
        assert main(["batch", str(out / "a_corriger.csv"), "-o", str(out), "--resume"]) == 0
        assert [unguarded(line["'=colonne,' =libre"]) for line in report_of(out)] == HOSTILE
