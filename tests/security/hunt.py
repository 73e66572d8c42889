"""What a hunt has tried and found, and how commands are run for it."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import time
import traceback
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from xl_grc.cli import main
from xl_grc.ooxml.book import Book

LIMIT = 2.0
"""Seconds of processor time in which any file is answered."""
FAULTS = ("broken", "lost", "slow", "traceback")
_SHOWN = 5


@dataclass
class Hunt:
    """The tries of one kind, and the faults among them."""

    name: str
    tried: int = 0
    slowest: float = 0.0
    faults: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in FAULTS})

    def fault(self, kind: str, what: str) -> None:
        self.faults[kind].append(what)

    def took(self, seconds: float, what: str, limit: float = LIMIT) -> None:
        self.slowest = max(self.slowest, seconds)
        if seconds > limit:
            self.fault("slow", f"{what}: {seconds:.1f} s")

    @property
    def sound(self) -> bool:
        return not any(self.faults.values())

    def lines(self) -> Iterator[str]:
        counts = ", ".join(f"{len(found)} {kind}" for kind, found in self.faults.items())
        yield f"{self.name:20} {self.tried:6} tried: {counts}; slowest {self.slowest:.2f} s"
        for kind, found in self.faults.items():
            yield from (f"    {kind}: {what}" for what in found[:_SHOWN])


def command(*words: object) -> list[str]:
    """A command as a process of its own."""
    return [sys.executable, "-m", "xl_grc", *map(str, words)]


def start(*words: object) -> subprocess.Popen[str]:
    """A command that runs in a group of its own, as in a terminal."""
    return subprocess.Popen(
        command(*words), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


@dataclass(frozen=True)
class Answer:
    """What a command did in this process: its exit code (None when it broke down), its words, its processor time."""

    code: int | None
    told: str
    seconds: float


def answer(*words: object) -> Answer:
    """Run a command here."""
    said = io.StringIO()
    code: int | None
    begun = time.process_time()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            code = main(list(map(str, words)))
        except SystemExit as ended:
            code = int(ended.code or 0)
        except BaseException:  # noqa: BLE001  # whatever it is, it is what we hunt
            code = None
            said.write(traceback.format_exc())
    return Answer(code, said.getvalue(), time.process_time() - begun)


def judged(hunt: Hunt, found: Answer, what: str, codes: Sequence[int] = (0, 1)) -> None:
    """Note what is wrong with an answer."""
    hunt.tried += 1
    hunt.took(found.seconds, what)
    if found.code is None or "Traceback" in found.told or "unexpected error" in found.told:
        lines = found.told.strip().splitlines()
        hunt.fault("traceback", f"{what}: {next((one for one in lines if 'unexpected' in one), lines[-1])[:300]}")
    elif found.code not in codes:
        hunt.fault("broken", f"{what}: exit code {found.code}")


def is_whole(path: Path) -> bool:
    """Whether a workbook can be opened and every part of it unpacked."""
    try:
        with zipfile.ZipFile(path) as package:
            if package.testzip() is not None:
                return False
        return bool(Book(path.read_bytes(), path.name).sheets)
    except Exception:  # noqa: BLE001  # it is not
        return False


def unfinished(folder: Path) -> list[Path]:
    """Files that a command has left under their temporary names."""
    return [path for path in folder.rglob(".xl_grc-*") if "report" not in path.name]


def english() -> None:
    """Messages in English, whatever the machine speaks."""
    os.environ["LC_ALL"] = "en_GB.UTF-8"
