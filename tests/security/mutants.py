"""Workbooks and tables with something broken in them, through five commands: an answer in a line, soon, or a whole
file."""

from __future__ import annotations

import random
import shutil
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from tests.batch.tables import write_table
from tests.plans import some_plan
from tests.security.hunt import Hunt, answer, english, is_whole, judged
from tests.workbook.changing import edited, parts, write_parts, written
from tests.workbook.returned.test_bad_files import mutated

TEMPLATE = Path(__file__).parents[2] / "templates" / "plan_fr.xlsx"
COMMANDS = ("check", "collect", "regenerate", "new", "template", "batch")
_AT_ONCE = 50


def hunt(rounds: int, folder: Path) -> Hunt:
    """Mutants, some at a time in a process of their own: one that dies has met a fault, too."""
    found = Hunt("mutants")
    made = sources(folder)
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        firsts = range(0, rounds, _AT_ONCE)
        runs = [pool.submit(some, first, min(_AT_ONCE, rounds - first), folder, made) for first in firsts]
        for run in runs:
            try:
                part = run.result()
            except BrokenProcessPool:
                found.fault("broken", "a process died")
                break
            found.tried += part.tried
            found.slowest = max(found.slowest, part.slowest)
            for kind, faults in part.faults.items():
                found.faults[kind] += faults
    return found


def sources(folder: Path) -> list[Path]:
    """The workbooks that are broken: one as we write it, one as another program saves it; and a table beside them."""
    write_table(folder / "table.csv", 6)
    saved = edited(written(folder / "saved.xlsx", some_plan(8, 2)), lambda book: None)
    return [written(folder / "plan.xlsx", some_plan(8, 1)), saved]


def some(first: int, count: int, folder: Path, sources: list[Path]) -> Hunt:
    """So many mutants, from a number on."""
    english()
    found = Hunt("mutants")
    place = folder / f"mutants{first}"
    place.mkdir()
    for number in range(first, first + count):
        _mutant(found, number, folder, place, sources)
    shutil.rmtree(place)
    return found


def _mutant(found: Hunt, number: int, folder: Path, place: Path, sources: list[Path]) -> None:
    chosen = random.Random(number)
    name = COMMANDS[number % len(COMMANDS)]
    output = place / f"{number}.out.xlsx"
    if name == "batch":
        broken = place / f"{number}.csv"
        broken.write_bytes(_scrambled((folder / "table.csv").read_bytes(), chosen))
        words = ["batch", broken, "-o", place / f"{number}", "--workers", 1]
    else:
        source = TEMPLATE if name == "template" else chosen.choice(sources)
        broken = write_parts(place / f"{number}.xlsx", mutated(parts(source), chosen))
        if chosen.random() < 0.25:
            broken.write_bytes(_scrambled(source.read_bytes(), chosen))
        words = {
            "check": ["check", broken],
            "collect": ["collect", broken, "-o", output],
            "regenerate": ["regenerate", broken, "--output", place / "regenerated"],
            "new": ["new", broken, "-o", output],
            "template": ["new", "-o", output, "--company", "Durand", "--template", broken],
        }[name]
    judged(found, answer(*words), f"mutant {number} ({name})")
    for made in (output, place / "regenerated" / broken.name):
        if made.exists():
            if not is_whole(made):
                found.fault("broken", f"mutant {number} ({name}): what it wrote")
            made.unlink()


def _scrambled(content: bytes, chosen: random.Random) -> bytes:
    """A file with other bytes here and there, perhaps cut."""
    data = bytearray(content)
    for _ in range(chosen.randint(1, 30)):
        data[chosen.randrange(len(data))] = chosen.randrange(256)
    return bytes(data[: chosen.choice((len(data), chosen.randrange(1, len(data))))])
