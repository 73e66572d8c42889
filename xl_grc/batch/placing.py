"""Workbooks under temporary names are given their own, unless anybody's work would be lost by it."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from xl_grc.batch.plan_jobs import FULL, PlanOutcome
from xl_grc.batch.resuming import EarlierRuns
from xl_grc.batch.written import Written, dropped, refusal
from xl_grc.errors import Problem
from xl_grc.files.writing import cannot_write, rename_new, replace, write_temporary
from xl_grc.records import NamedTuple


class Placing(NamedTuple):
    """The folder of the results, what earlier runs left there, and the mark of this run's temporary names."""

    directory: Path
    earlier: EarlierRuns
    mark: str
    force: bool
    """Whether a file may be replaced in which somebody has worked."""

    def named(self, outcome: PlanOutcome) -> PlanOutcome:
        """The outcome with its file under its own name; failed when it would take the place of anybody's work."""
        plan = (outcome.fingerprint, outcome.company, outcome.reference, outcome.year)
        path = self.directory / self.earlier.name(*plan)
        temporary, hopeless = "", False
        try:
            temporary = outcome.file or write_temporary(self.directory, outcome.content, self.mark)
            problem = self._put(outcome, temporary, path)
        except OSError as error:
            problem = cannot_write(path, error)
            hopeless = error.errno in FULL or not os.access(self.directory, os.W_OK)
        if problem is None:
            return outcome._replace(file=path.name, content=b"")
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        return outcome._replace(state="failed", file="", content=b"", problems=(problem,), hopeless=hopeless)

    def _put(self, outcome: PlanOutcome, temporary: str, path: Path) -> Problem | None:
        """Give a workbook its name, or tell why it may not have it. Raises OSError."""
        if not self.force and (problem := self._lost(outcome, temporary, path)) is not None:
            return problem
        if not path.exists():
            try:
                rename_new(temporary, str(path))
            except FileExistsError:  # another run has come first
                if not self.force and (problem := refusal(path, outcome.written, Written())) is not None:
                    return problem
            else:
                return None
        replace(temporary, path)
        return None

    def _lost(self, outcome: PlanOutcome, temporary: str, path: Path) -> Problem | None:
        """What would be lost of a file in whose place a workbook comes, or of the plan that it held."""
        mark, written = outcome.fingerprint, outcome.written
        problem = refusal(path, written, self.earlier.recorded(mark, path.name)) if path.exists() else None
        former = self.earlier.former(mark)
        if problem is None and former is not None and former.written.inputs != written.inputs:
            return dropped(self.directory / former.file, Path(temporary).read_bytes())
        return problem
