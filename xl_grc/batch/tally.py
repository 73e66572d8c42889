"""What a run did: how many plans became what, the files beside the workbooks, what is to be told at the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from xl_grc.errors import Problem


def counted_once(notes: Iterable[Problem]) -> list[Problem]:
    """Notes that count rows of a column, found in several parts of a file, as one: the place of the first, all counted.

    >>> found = [Problem.of("amounts_with_tax", count=2)._replace(column="CA", row=row) for row in (3, 900)]
    >>> [(one.row, dict(one.values)["count"]) for one in counted_once(found)]
    [(3, 4)]
    """
    found: dict[Problem, Problem] = {}
    for note in notes:
        values: dict[str, Any] = dict(note.values)
        counts = "count" in values
        kind = note._replace(row=None, value="", values=()) if counts else note
        if counts and kind in found:
            values["count"] += dict(found[kind].values)["count"]
            found[kind] = found[kind]._replace(values=tuple(sorted(values.items())))
        else:
            found[kind] = note
    return list(found.values())


@dataclass
class Tally:
    """What a run did."""

    plans: int = 0
    written: int = 0
    unchanged: int = 0
    earlier: int = 0
    """Plans of earlier runs that this one did not reach or that are not in its input."""
    refused: int = 0
    failed: int = 0
    interrupted: bool = False
    stopped: bool = False
    """Writing was hopeless: the plans that are left were not tried."""
    report: Path | None = None
    corrections: Path | None = None
    corrections_book: Path | None = None
    problems: list[Problem] = field(default_factory=list)
    """What concerns no single plan."""
    notes: list[Problem] = field(default_factory=list)
    """What is worth knowing, and refuses nothing."""
    starts: set[date] = field(default_factory=set)
    """The first days of the plans that were written."""

    @property
    def done(self) -> int:
        """How many plans have an outcome."""
        return self.written + self.unchanged + self.refused + self.failed

    @property
    def unfinished(self) -> bool:
        """Whether there are plans that are neither written nor refused."""
        return bool(self.failed or self.interrupted or self.stopped)

    def cannot_write(self, problem: Problem) -> None:
        """A file of the run that cannot be written is told, unless it is what stopped the run and was told."""
        if not self.stopped:
            self.problems.append(problem)
