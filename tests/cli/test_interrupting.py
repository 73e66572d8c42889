"""Ctrl-C ends a command within a second, without traceback, without half a file; closed streams are no error."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.batch.tables import write_table
from tests.proofs import rounds
from xl_grc.cli import main

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and shells of POSIX")
PROGRAM = """
import signal, sys
from xl_grc.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
print("here", file=sys.stderr, flush=True)
sys.exit(main())
"""
"""The console script, and a word when Python has come to its first line: what is before is not ours to change.
A shell makes what it runs in the background ignore Ctrl-C; these commands run in the foreground, wherever the tests do.
"""
TIME = 5
"""Seconds that a busy machine is given for what takes hundredths of one."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("plans")
    write_table(made / "table.csv", 400, 6)
    assert main(["batch", str(write_table(made / "few.csv", 80)), "-o", str(made / "plans")]) == 0
    return made


def commands(folder, out):
    plans = sorted(map(str, (folder / "plans").glob("*.xlsx")))
    return {
        "new": ["new", str(folder / "few.csv"), "-o", str(out / "new.xlsx"), "--company", "Société 00001"],
        "batch": ["batch", str(folder / "table.csv"), "-o", str(out / "b"), "--workers", "1"],
        "batch 2": ["batch", str(folder / "table.csv"), "-o", str(out / "b"), "--workers", "2"],
        "check": ["check", *plans],
        "check json": ["check", "--json", *plans],
        "collect": ["collect", str(folder / "plans"), "-o", str(out / "all.xlsx"), "--workers", "1"],
        "collect 2": ["collect", str(folder / "plans"), "-o", str(out / "all.csv"), "--workers", "2"],
        "regenerate": ["regenerate", *plans, "--output", str(out / "r")],
        "demo": ["demo", str(out / "demo")],
        "functions": ["functions", "ROI"],
    }


NAMES = list(commands(Path(), Path()))


def interrupted(command, seconds):
    """The exit code, what was told, and the seconds from Ctrl-C, pressed so long after our first line, to the end."""
    running = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert running.stderr.readline() == "here\n"
    time.sleep(seconds)
    pressed = time.monotonic()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGINT)
    _, told = running.communicate(timeout=60)
    return running.returncode, told, time.monotonic() - pressed


@pytest.mark.parametrize("name", NAMES)
def test_ctrl_c(name, folder, tmp_path):
    chosen = random.Random(name)
    for number in range(rounds(200)):
        out = tmp_path / str(number)
        out.mkdir()
        code, told, seconds = interrupted(commands(folder, out)[name], chosen.choice((0.3, 1.2)) * chosen.random())
        assert "Traceback" not in told
        assert code in (0, 1, 130)
        assert seconds < TIME
        left = [path for path in out.rglob("*") if path.name.endswith(".part") and "report" not in path.name]
        assert left == []


def test_ctrl_c_in_the_first_moment(folder, tmp_path):
    # A busy machine may let us run before the command has come from its first line to its second.
    codes = [interrupted(commands(folder, tmp_path)["check"], (number + 2) / 40)[:2] for number in range(6)]
    assert codes == [(130, "")] * 6


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("name", ["new", "check", "batch 2", "functions"])
def test_closed_streams_are_no_error(closed, name, folder, tmp_path):
    command = " ".join(f'"{word}"' for word in commands(folder, tmp_path)[name][:12])
    done = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m xl_grc {command} {closed}'], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    if name == "new":
        assert (tmp_path / "new.xlsx").exists()
