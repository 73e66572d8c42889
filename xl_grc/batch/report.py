"""The report of a run: a line for each plan, as a CSV that mail merge can use and that the next run reads again.

While a run goes on, its report grows under a temporary name of its own; what a killed run left under such a name, the
next one reads too. At the end it takes the place of the last report, with the lines of all workbooks that earlier runs
wrote, and those of a run that ended in the meantime.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO, BinaryIO

from xl_grc.batch.plan_jobs import PlanOutcome, State, plan_mark
from xl_grc.batch.written import Written
from xl_grc.errors import InputError
from xl_grc.files.csv_fields import csv_line, guarded
from xl_grc.files.locking import held_file, is_held
from xl_grc.files.writing import TEMPORARY, replace, stamp
from xl_grc.inputs.csv_file import CsvFile
from xl_grc.plan.grouping import NAMELESS, plan_key
from xl_grc.records import NamedTuple
from xl_grc.text import LANGUAGES, Texts, texts
from xl_grc.text.messages import what, with_colons

COLUMNS = ("company", "reference", "year", "file", "state", "actions", "reason", "fingerprint")
_SHOWN_PROBLEMS = 5
_MARK = "\ufeff"


class ReportLine(NamedTuple):
    """A line of a report: its cells in the order of COLUMNS, and the other columns passed through."""

    cells: tuple[str, ...]
    titles: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def company(self) -> str:
        """The company of the plan."""
        return self.cells[COLUMNS.index("company")]

    @property
    def file(self) -> str:
        """The name of the workbook; only the name counts: a report is a file that anybody may have changed."""
        return Path(self.cells[COLUMNS.index("file")].strip()).name

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the plan's rows."""
        return self.cells[-1].partition("/")[0]

    @property
    def written(self) -> Written:
        """What was written."""
        return Written.of_text(self.cells[-1].partition("/")[2])


def read_earlier(directory: Path) -> dict[str, ReportLine]:
    """What earlier runs told of each plan, by the first half of its fingerprint; the latest run wins.

    Rows that name no plan are known by their own run alone.
    """
    found: dict[str, ReportLine] = {}
    for path in (*_reports(directory), *_left_over(directory)):
        for line in _lines(path):
            key = plan_key(line.cells[COLUMNS.index("reference")], line.cells[COLUMNS.index("company")])
            if line.file and "-" in line.fingerprint:
                found[line.fingerprint.partition("-")[0]] = line
            elif key != NAMELESS:
                found[plan_mark(key)] = line
    return found


def _reports(directory: Path) -> list[Path]:
    """The reports of a folder, the latest last."""
    keys = ("places.report_file", "places.former_report_file")  # the report had a name in each language
    names = {texts(language)[key] for language in LANGUAGES for key in keys}
    found = [path for name in names if (path := directory / name).is_file()]
    return sorted(found, key=lambda path: path.stat().st_mtime)


def _left_over(directory: Path) -> list[Path]:
    """The unfinished reports of killed runs; one of a run that goes on is its own."""
    return [path for path in sorted(directory.glob(f"{TEMPORARY}report*.part")) if not is_held(path)]


def _lines(path: Path, opened: Callable[[], BinaryIO] | None = None) -> Iterator[ReportLine]:
    """The lines of a report; none of a file that is no report."""
    try:
        rows = CsvFile(path.name, opened or (lambda: path.open("rb"))).rows()
        yield from _lines_below([str(cell) for cell in next(rows)], rows)
    except (OSError, InputError, StopIteration):
        return


def _lines_below(header: list[str], rows: Iterable[Sequence[object]]) -> Iterator[ReportLine]:
    """The lines below the headers."""
    places = {}
    for key in COLUMNS:
        titles = {texts(language)[f"report.{key}"] for language in LANGUAGES}
        places[key] = next((index for index, title in enumerate(header) if title in titles), None)
    if None in (places["file"], places["state"], places["fingerprint"]):  # people may leave out the others
        return
    beside = [place for place in range(len(header)) if place not in places.values()]
    titles_beside = tuple([header[place] for place in beside])
    for row in (list(map(str, cells)) for cells in rows):
        if len(row) == len(header):
            cells = tuple(["" if place is None else row[place] for place in places.values()])
            yield ReportLine(cells, titles_beside, tuple([row[place] for place in beside]))


class Report:
    """Writes the report. Every line is on disk before the next plan."""

    def __init__(self, directory: Path, others: Sequence[str], words: Texts, mark: str) -> None:
        """`mark` tells the run apart from others. Raises OSError."""
        self.path = directory / words["places.report_file"]
        self._words = words
        self._left_over = _left_over(directory)
        self._before = stamp(self.path)
        self._files: set[str] = set()
        self._others = tuple(others)
        self._temporary = directory / f"{TEMPORARY}report-{mark}.part"
        self._begin()

    def _begin(self) -> None:
        """Begin the file with the headers."""
        self._stream: IO[str] = held_file(self._temporary)
        self._stream.write(_MARK)
        headers = [*(self._words[f"report.{key}"] for key in COLUMNS[:-1]), *map(guarded, self._others)]
        self._write([*headers, self._words[f"report.{COLUMNS[-1]}"]])

    def _write(self, fields: Iterable[str]) -> None:
        self._stream.write(csv_line(fields))

    def add(self, outcome: PlanOutcome) -> None:
        """The line of a plan."""
        reasons = self._reasons(outcome)
        named = [outcome.company, outcome.reference, outcome.year or "", outcome.file]
        state = self._words[f"states.{outcome.state}"]
        fingerprint = f"{outcome.fingerprint}/{outcome.written}" if outcome.file else outcome.fingerprint
        others = [*outcome.others, *[""] * (len(self._others) - len(outcome.others))]
        cells = [*named, state, outcome.actions or "", reasons, *others, fingerprint]
        self._files.add(outcome.file)
        self._write([guarded(str(cell)) for cell in cells])

    def repeat(self, line: ReportLine, state: State | None = None) -> None:
        """The line of another run, in another state if given; its other columns stand under the titles of this one."""
        *cells, fingerprint = line.cells
        if state is not None:
            cells[COLUMNS.index("state")] = self._words[f"states.{state}"]
        others = line.others
        if line.titles != self._others:
            beside = dict(zip(line.titles, others, strict=True))
            others = tuple([beside.get(title, "") for title in self._others])
        self._files.add(line.file)
        self._write(map(guarded, [*cells, *others, fingerprint]))

    def _reasons(self, outcome: PlanOutcome) -> str:
        shown = []
        for problem in outcome.problems[:_SHOWN_PROBLEMS]:
            place = "" if problem.row is None else self._words.say("places.row", row=problem.row)
            shown.append(with_colons(self._words, place, what(problem, self._words, with_column=True)))
        return " | ".join([*shown, *(["…"] if len(outcome.problems) > _SHOWN_PROBLEMS else [])])

    def flush(self) -> None:
        """Hand the lines over to the system, where a killed process leaves them."""
        self._stream.flush()

    def finish(self, earlier: Iterable[ReportLine]) -> None:
        """Give the report its name, with the lines of earlier workbooks and those of a run that ended meanwhile.

        Raises OSError; what was written then waits for the next run.
        """
        for line in earlier:
            self.repeat(line, "earlier" if line.file else None)
        if stamp(self.path) != self._before:
            self._merge(list(_lines(self.path)))
        self._stream.close()
        replace(str(self._temporary), self.path)
        for path in self._left_over:
            path.unlink(missing_ok=True)

    def _merge(self, lines: Sequence[ReportLine]) -> None:
        """Add the lines of another report, save those of workbooks that this one names."""
        titles = dict.fromkeys(title for line in lines[:1] for title in line.titles)
        if not titles.keys() <= set(self._others):
            former = self._stream
            former.seek(0)
            content = former.read().encode()  # by this very stream: to close another would let go of the file
            own = list(_lines(self._temporary, lambda: BytesIO(content)))
            self._others = tuple(dict.fromkeys((*self._others, *titles)))
            self._begin()
            former.close()
            for line in own:
                self.repeat(line)
        for line in lines:
            if line.file not in self._files or not line.file:
                self.repeat(line)
