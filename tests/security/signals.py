"""Ctrl-C at any moment of any command: it ends within a second, without a traceback, without half a file."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.batch.tables import write_table
from tests.security.hunt import Hunt, answer, is_whole, unfinished

PROGRAM = "import sys; from xl_grc.cli import main; print('here', file=sys.stderr, flush=True); sys.exit(main())"
"""The console script, and a word when Python has come to its first line: what is before is not ours to change."""


def hunt(rounds: int, folder: Path, limit: float = 1.0) -> Hunt:
    """Interrupt every command."""
    found, chosen = Hunt("signals"), random.Random(15)
    table = write_table(folder / "table.csv", 300, 6)
    answer("batch", write_table(folder / "few.csv", 60), "-o", folder / "plans", "--workers", 1)
    plans = sorted((folder / "plans").glob("*.xlsx"))
    for number in range(rounds):
        place = folder / f"signal{number}"
        place.mkdir()
        commands = [
            ["new", folder / "few.csv", "-o", place / "new.xlsx", "--company", "Société 00001"],
            ["batch", table, "-o", place, "--workers", "1"],
            ["batch", table, "-o", place, "--workers", "2"],
            ["check", *plans],
            ["collect", folder / "plans", "-o", place / "all.xlsx", "--workers", "1"],
            ["collect", folder / "plans", "-o", place / "all.xlsx", "--workers", "2"],
            ["regenerate", *plans, "--output", place],
            ["demo", place],
            ["functions", "ROI"],
        ]
        words = commands[number % len(commands)]
        # Half of them in the first third of a second, in which modules are loaded.
        _interrupted(found, words, chosen.choice((0.3, 1.5)) * chosen.random(), place, limit)
        shutil.rmtree(place)
    return found


def _interrupted(found: Hunt, words: list[object], seconds: float, place: Path, limit: float) -> None:
    running = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *map(str, words)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert running.stderr is not None
    running.stderr.readline()
    time.sleep(0.01 + seconds)
    pressed = time.monotonic()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGINT)
    _, told = running.communicate()
    what = f"{words[0]} after {seconds:.2f} s"
    found.tried += 1
    found.took(time.monotonic() - pressed, what, limit)
    if "Traceback" in told or running.returncode not in (0, 1, 130):
        found.fault("traceback", f"{what}: {running.returncode} {told.strip()[-200:]}")
    if unfinished(place) or not all(map(is_whole, place.rglob("*.xlsx"))):
        found.fault("broken", what)
