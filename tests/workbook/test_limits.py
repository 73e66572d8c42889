"""What is written is read again: one set of limits on both sides, and refusals before much is held."""

import random
import subprocess
import sys
import zipfile

import pytest

from tests.batch.tables import report_of, write_rows
from tests.plans import some_plan
from tests.proofs import WHOLE, rounds, variants
from tests.workbook.changing import AS_OF, written
from xl_grc.cli import main
from xl_grc.errors import InputError
from xl_grc.ooxml.limits import PackageLimits, refuse_unreadable
from xl_grc.ooxml.package import Member
from xl_grc.plan.model import Action, Plan
from xl_grc.workbook import plan_writer
from xl_grc.workbook.plan_writer import MOST_ROWS, settings, workbook


def unpacked(path):
    with zipfile.ZipFile(path) as package:
        return sum(info.file_size for info in package.infolist())


@pytest.mark.parametrize("megabytes", variants(2, 3, 4))
def test_what_new_writes_every_command_reads(megabytes, tmp_path, monkeypatch, capsys):
    """Around the limit: refused, or read by all."""
    monkeypatch.setenv("XL_GRC_MAX_MEGABYTES", str(megabytes))
    outcomes = set()
    few, more = (unpacked(written(tmp_path / f"probe{count}.xlsx", some_plan(count, 1))) for count in (20, 40))
    fitting = 20 + 20 * (megabytes * 2**20 - few) / (more - few)
    count = max(rounds(60), 2)
    for number in range(count):
        actions = round(fitting * (0.85 + 0.3 * number / (count - 1)))
        path = tmp_path / f"{number}.xlsx"
        try:
            written(path, some_plan(actions, 1))
        except InputError as refused:
            assert [problem.key for problem in refused.problems] == ["workbook_too_big"]
            outcomes.add("refused")
            continue
        outcomes.add("written")
        for command in (["check"], ["regenerate"], ["collect", "-o", str(tmp_path / "all.csv")]):
            main([*command, str(path), "--as-of", f"{AS_OF}"])
        assert not [said for said in capsys.readouterr() if f"{megabytes} M" in said]  # "3 Mo", "3 MB"
    assert outcomes == {"written", "refused"}


@pytest.mark.skipif(not WHOLE, reason="a workbook of 28 megabytes: make proofs")
def test_a_large_workbook_is_read_within_500_megabytes(tmp_path):
    chosen = random.Random(1)
    actions = tuple(
        one._replace(means="".join(chosen.choices("abcd", k=15_500))) for one in some_plan(4_000, 1).actions
    )
    path = written(tmp_path / "large.xlsx", some_plan(4_000, 1)._replace(actions=actions))
    assert path.stat().st_size > 27e6
    told = "from xl_grc.cli import main; from tests.memory import peak_kilobytes; main(); print(peak_kilobytes())"
    for command in (["check"], ["collect", "-o", tmp_path / "all.xlsx"], ["collect", "-o", tmp_path / "all.csv"]):
        done = subprocess.run([sys.executable, "-c", told, *command, path], check=True, capture_output=True, text=True)
        assert int(done.stdout.splitlines()[-1]) < 500 * 1024


def test_a_part_that_would_unpack_too_often_is_refused():
    limits = PackageLimits()
    large = 11 * 2**20
    refuse_unreadable([Member("a", 0, large, bytes(large // limits.ratio + 1)), Member("b", 0, 99, b"")])
    with pytest.raises(InputError, match="workbook_too_dense"):
        refuse_unreadable([Member("a", 0, large, bytes(large // limits.ratio - 1))])
    with pytest.raises(InputError, match="workbook_too_big"):
        refuse_unreadable([Member("a", 0, 101 * 2**20, bytes(2**20))] * 2)
    with pytest.raises(InputError, match="workbook_too_big"):
        refuse_unreadable([Member("a", 0, 101 * 2**20, bytes(2**20))], 100 * 2**20)


def test_a_plan_of_too_many_rows_is_refused_before_it_is_filled(monkeypatch):
    monkeypatch.setattr(plan_writer, "fill", lambda *_: pytest.fail("it is filled"))
    plan = Plan("Durand", AS_OF.replace(month=1, day=1), tuple(Action(n, "a") for n in range(1, MOST_ROWS + 2)))
    with pytest.raises(InputError, match="plan_too_large"):
        workbook(plan, settings("fr", None, AS_OF))


def test_a_table_of_too_many_rows_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    monkeypatch.setenv("XL_GRC_MAX_ROWS", "100")
    rows = [["Durand", f"Action {number}"] for number in range(101)]
    source = write_rows(tmp_path / "t.csv", rows, ["entreprise", "action"])
    for command in (["new", "-o", str(tmp_path / "x.xlsx")], ["batch", "-o", str(tmp_path / "out")]):
        assert main([*command, str(source)]) == 1
        assert "t.csv : plus de 100 lignes" in capsys.readouterr().err
    # Many plans are no large plan.
    rows = [[f"S{number}", "Salon"] for number in range(110)]
    assert main(["batch", str(write_rows(source, rows, ["entreprise", "action"])), "-o", str(tmp_path / "out")]) == 0
    assert main(["batch", str(source), "-o", str(tmp_path / "out"), "--resume"]) == 0
    assert {line["État"] for line in report_of(tmp_path / "out")} == {"inchangé"}
