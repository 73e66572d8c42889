"""What earlier runs left in the folder of a run: workbooks that are as they should be, former ones, unfinished ones."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from xl_grc.batch.naming import Names
from xl_grc.batch.plan_jobs import PlanOutcome, plan_mark
from xl_grc.batch.report import ReportLine, read_earlier
from xl_grc.batch.written import Written
from xl_grc.files.writing import TEMPORARY
from xl_grc.plan.grouping import plan_key

_STALE = 60.0
"""Seconds after which an unfinished file belongs to no running process: writing one takes a few milliseconds."""


class EarlierRuns:
    """What earlier runs told of each plan, by the first half of its fingerprint; names of workbooks are reserved."""

    def __init__(self, directory: Path, names: Names, resume: bool) -> None:
        self._directory = directory
        self._names = names
        self._resume = resume
        self._known = read_earlier(directory)
        for earlier in self._known.values():
            if earlier.file:
                names.reserve(earlier.file)
        self._left: dict[str, ReportLine] = {}  # the workbooks whose plan is now under another name

    def titles(self) -> list[str]:
        """The other columns of their reports."""
        return list(dict.fromkeys(title for line in self._known.values() for title in line.titles))

    def unchanged(self, mark: str, evidence: Callable[[], str]) -> ReportLine | None:
        """What an earlier run wrote for the plan of a fingerprint, when it wrote this very plan and its file is still
        there; `evidence` is the end of the fingerprint of a plan for which the whole table was looked at."""
        earlier = self._known.get(_plan_of(mark)) if self._resume else None
        if earlier is None or not earlier.fingerprint.startswith(mark) or not self._is_there(earlier.file):
            return None
        if earlier.fingerprint not in (mark, mark + evidence()):
            return None
        return self._known.pop(_plan_of(mark))

    def former(self, mark: str) -> ReportLine | None:
        """What an earlier run wrote for a plan whose workbook is still there."""
        earlier = self._known.get(_plan_of(mark))
        return earlier if earlier is not None and self._is_there(earlier.file) else None

    def name(self, mark: str, company: str, reference: str, year: int) -> str:
        """The name of a plan's workbook; the one that it had is its own."""
        earlier = self._known.get(_plan_of(mark))
        if earlier is None:
            return self._names.name(company, reference, year)
        self._names.free(earlier.file)
        name = self._names.name(company, reference, year, own=earlier.file)
        if name != earlier.file and self._is_there(earlier.file):  # until the plan is written under its new name
            self._names.reserve(earlier.file)
        return name

    def recorded(self, mark: str, file: str) -> Written:
        """What an earlier run wrote into a file, for this plan or for one that is now under another name."""
        earlier = self._known.get(_plan_of(mark))
        line = earlier if earlier is not None and earlier.file == file else self._left.get(file)
        return line.written if line is not None else Written()

    def written(self, mark: str, file: str) -> None:
        """A plan is now in a file, perhaps under another name than before."""
        former = self._known.pop(_plan_of(mark), None)
        if former is not None and former.file not in ("", file):
            self._names.free(former.file)
            self._left[former.file] = former

    def kept(self, outcome: PlanOutcome) -> PlanOutcome:
        """The outcome of a plan that was not written, with the workbook that an earlier run wrote for it."""
        mark = plan_mark(plan_key(outcome.reference, outcome.company))
        former = self.former(mark)
        self._known.pop(mark, None)
        if former is None:
            return outcome
        return outcome._replace(file=former.file, fingerprint=former.fingerprint, written=former.written)

    def left_behind(self) -> list[str]:
        """The workbooks that are still there though their plans are now under other names."""
        return [name for name in self._left if not self._names.is_given(name) and self._is_there(name)]

    def others(self) -> Iterator[ReportLine]:
        """What is still as an earlier run left it: plans not reached, or not in this input; refused ones, too."""
        return (earlier for earlier in self._known.values() if not earlier.file or self._is_there(earlier.file))

    def _is_there(self, file: str) -> bool:
        return (self._directory / file).is_file()


def _plan_of(mark: str) -> str:
    """The half of a fingerprint that tells plans apart."""
    return mark.partition("-")[0]


def remove_unfinished(directory: Path, mark: str) -> None:
    """Remove what a run (by its mark) or, without a mark, killed ones left unfinished."""
    with contextlib.suppress(OSError), os.scandir(directory) as entries:  # glob would hold 100,000 names at once
        for entry in entries:
            unfinished = entry.name.startswith(f"{TEMPORARY}{mark}") and entry.name.endswith(".part")
            if not unfinished or entry.name.startswith(f"{TEMPORARY}report"):
                continue
            if mark or time.time() - entry.stat().st_mtime > _STALE:
                Path(entry.path).unlink(missing_ok=True)
