"""Commands that are killed at any moment: every file is whole, old or new, and nothing written is lost."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from pathlib import Path

from tests.batch.tables import report_of, workbooks, write_table
from tests.plans import some_plan
from tests.security.hunt import Hunt, answer, is_whole, start
from tests.workbook.changing import edited, written

PLANS = 120
SECONDS = 1.2
"""How long after its start a command is killed at the latest."""


def hunt(rounds: int, folder: Path) -> Hunt:
    """Kill batch, new, regenerate and collect."""
    found, chosen = Hunt("kills"), random.Random(14)
    table = write_table(folder / "table.csv", PLANS, 5)
    plan = edited(written(folder / "plan.xlsx", some_plan(30, 1)), lambda book: None)  # no values: all is written anew
    tries = [_batch, _batch_in_two, _regenerate, _new, _collect]
    for number in range(rounds):
        place = folder / f"kill{number}"
        place.mkdir()
        tries[number % len(tries)](found, place, table, plan, chosen)
        shutil.rmtree(place)
    return found


def _killed(found: Hunt, chosen: random.Random, *words: object) -> None:
    running = start(*words)
    time.sleep(chosen.random() * SECONDS)
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    found.tried += 1


def _batch(found: Hunt, place: Path, table: Path, plan: Path, chosen: random.Random, workers: int = 1) -> None:
    _killed(found, chosen, "batch", table, "-o", place, "--workers", workers)
    before = workbooks(place)
    for name in before:
        if not is_whole(place / name):
            found.fault("broken", f"batch: {name}")
    again = answer("batch", table, "-o", place, "--resume", "--workers", 1)
    after = workbooks(place)
    if again.code != 0 or len(after) != PLANS or any(after[name] != content for name, content in before.items()):
        found.fault("lost", f"batch: {len(before)} before, {len(after)} after: {again.told[-200:]}")
    elif len(report_of(place)) != PLANS:
        found.fault("lost", "batch: lines of the report")


def _batch_in_two(found: Hunt, place: Path, table: Path, plan: Path, chosen: random.Random) -> None:
    _batch(found, place, table, plan, chosen, workers=2)


def _regenerate(found: Hunt, place: Path, table: Path, plan: Path, chosen: random.Random) -> None:
    target = Path(shutil.copy(plan, place / "plan.xlsx"))
    before = target.read_bytes()
    _killed(found, chosen, "regenerate", target)
    if not is_whole(target):
        found.fault("broken", "regenerate")
    backup = place / "plan.xlsx.bak"
    if target.read_bytes() != before and (not backup.exists() or backup.read_bytes() != before):
        found.fault("lost", "regenerate: the workbook as it was")


def _new(found: Hunt, place: Path, table: Path, plan: Path, chosen: random.Random) -> None:
    target = Path(shutil.copy(plan, place / "new.xlsx"))
    before = target.read_bytes()
    _killed(found, chosen, "new", plan, "-o", target, "--force")
    if not is_whole(target):
        found.fault("broken", f"new: {len(before)} bytes before, {target.stat().st_size} after")


def _collect(found: Hunt, place: Path, table: Path, plan: Path, chosen: random.Random) -> None:
    shutil.copy(plan, place / "plan.xlsx")
    target = place / "all.xlsx"
    _killed(found, chosen, "collect", place, "-o", target)
    if target.exists() and not is_whole(target):
        found.fault("broken", "collect")
