"""What earlier runs left in the folder of a run: workbooks that are as they should be, former ones, unfinished ones."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from xl_grc.batch.naming import Names
from xl_grc.batch.report import Earlier, read_earlier
from xl_grc.files.writing import TEMPORARY

_STALE = 60.0
"""Seconds after which an unfinished file belongs to no running process: writing one takes a few milliseconds."""


class EarlierRuns:
    """The plans that earlier runs wrote, known by the first half of their fingerprints; their names are reserved."""

    def __init__(self, directory: Path, names: Names, resume: bool) -> None:
        self._directory = directory
        self._names = names
        self._known = read_earlier(directory) if resume else {}
        for earlier in self._known.values():
            names.reserve(earlier.file)
        self._former: dict[str, str] = {}  # the workbooks of changed plans
        self._left_behind: list[str] = []  # those whose plan is now under another name

    def __bool__(self) -> bool:
        return bool(self._known)

    def unchanged(self, mark: str, evidence: Callable[[], str]) -> Earlier | None:
        """What an earlier run wrote for the plan of a fingerprint, when it wrote this very plan and its file is still
        there; `evidence` is the end of the fingerprint of a plan for which the whole table was looked at."""
        earlier = self._known.pop(_plan_of(mark), None)
        if earlier is None:
            return None
        same = earlier.fingerprint == mark or (
            earlier.fingerprint.startswith(mark) and earlier.fingerprint == mark + evidence()
        )
        if same and self._is_there(earlier.file):
            return earlier
        self._names.free(earlier.file)
        self._former[_plan_of(mark)] = earlier.file
        return None

    def written(self, mark: str, file: str) -> None:
        """A plan is now in a file, perhaps under another name than before."""
        former = self._former.pop(_plan_of(mark), file)
        if former != file:
            self._left_behind.append(former)

    def left_behind(self) -> list[str]:
        """The workbooks that are still there though their plans are now under other names."""
        return [name for name in self._left_behind if not self._names.is_given(name) and self._is_there(name)]

    def others(self) -> Iterator[Earlier]:
        """What is still as an earlier run left it: plans not reached, or not in this input."""
        return (earlier for earlier in self._known.values() if self._is_there(earlier.file))

    def _is_there(self, file: str) -> bool:
        return (self._directory / file).is_file()


def _plan_of(mark: str) -> str:
    """The half of a fingerprint that tells plans apart."""
    return mark.partition("-")[0]


def remove_unfinished(directory: Path, mark: str) -> None:
    """Remove what a run (by its mark) or, without a mark, killed ones left unfinished."""
    with os.scandir(directory) as entries:  # glob would hold a hundred thousand names at once
        for entry in entries:
            unfinished = entry.name.startswith(f"{TEMPORARY}{mark}") and entry.name.endswith(".part")
            if not unfinished or entry.name.startswith(f"{TEMPORARY}report"):
                continue
            if mark or time.time() - entry.stat().st_mtime > _STALE:
                Path(entry.path).unlink(missing_ok=True)
