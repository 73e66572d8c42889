"""The report of a run: a line for each plan, as a CSV that mail merge can use and that `--resume` reads again.

While a run goes on, the report grows under a temporary name. A run that was killed leaves it behind, and the next one
with `--resume` knows from it what is already written.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from xl_grc.batch.plan_jobs import Outcome, State
from xl_grc.errors import InputError
from xl_grc.files.writing import TEMPORARY
from xl_grc.inputs.corrections import harmless
from xl_grc.inputs.csv_file import read_csv
from xl_grc.text import LANGUAGES, Texts, texts
from xl_grc.text.messages import what, with_colons

COLUMNS = ("company", "reference", "year", "file", "state", "actions", "reason", "fingerprint")
_SHOWN_PROBLEMS = 5
_MARK = "\ufeff"


class Earlier(NamedTuple):
    """What an earlier run wrote for a plan: its line, in the order of COLUMNS, and the other columns passed through."""

    file: str
    fingerprint: str
    line: tuple[str, ...]
    titles: tuple[str, ...]
    others: tuple[str, ...]


def read_earlier(directory: Path) -> dict[str, Earlier]:
    """What earlier runs wrote, by the first half of the fingerprint; the latest run wins."""
    found: dict[str, Earlier] = {}
    for path in (*_reports(directory), *sorted(directory.glob(f"{TEMPORARY}report*.part"))):
        try:
            rows = read_csv(path.read_bytes(), path.name).rows
        except (OSError, InputError):
            continue
        found.update(_lines([[str(cell) for cell in row] for row in rows]))
    return found


def _reports(directory: Path) -> Iterator[Path]:
    names = {texts(language)["places.report_file"] for language in LANGUAGES}
    found = [path for name in names if (path := directory / name).is_file()]
    yield from sorted(found, key=lambda path: path.stat().st_mtime)


def _lines(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, Earlier]]:
    if not rows:
        return
    places = {}
    for key in COLUMNS:
        titles = {texts(language)[f"report.{key}"] for language in LANGUAGES}
        places[key] = next((index for index, title in enumerate(rows[0]) if title in titles), None)
    if None in (places["file"], places["state"], places["fingerprint"]):  # people may leave out the others
        return
    beside = [place for place in range(len(rows[0])) if place not in places.values()]
    titles_beside = tuple([rows[0][place] for place in beside])
    done = {texts(language)[f"states.{key}"] for language in LANGUAGES for key in ("written", "unchanged", "earlier")}
    for row in rows[1:]:
        if len(row) == len(rows[0]):
            line = tuple(["" if place is None else row[place] for place in places.values()])
            _, _, _, file, state, *_, mark = line
            if state in done and "-" in mark:
                # Only the name counts: a report is a file that anybody may have changed.
                name = Path(file.strip()).name
                others = tuple([row[place] for place in beside])
                yield mark.partition("-")[0], Earlier(name, mark, line, titles_beside, others)


class Report:
    """Writes the report. Every line is on disk before the next plan."""

    def __init__(self, directory: Path, others: Sequence[str], words: Texts, keep: bool) -> None:
        """`keep` leaves what killed runs left behind, for the next one. Raises OSError."""
        self.path = directory / words["places.report_file"]
        self._words = words
        left = sorted(directory.glob(f"{TEMPORARY}report*.part"))
        if not keep:
            for path in left:
                path.unlink()
            left = []
        self._left = left
        self._temporary = directory / f"{TEMPORARY}report{len(left):03d}.part"
        self._stream: IO[str] = self._temporary.open("w", encoding="utf-8", newline="")
        self._stream.write(_MARK)
        self._write = csv.writer(self._stream, delimiter=";", lineterminator="\r\n").writerow
        self._others = tuple(map(harmless, others))
        headers = [*(words[f"report.{key}"] for key in COLUMNS[:-1]), *self._others]
        self._write([*headers, words[f"report.{COLUMNS[-1]}"]])

    def add(self, outcome: Outcome) -> None:
        """The line of a plan."""
        reasons = self._reasons(outcome)
        named = [outcome.company, outcome.reference, outcome.year or "", outcome.file]
        state = self._words[f"states.{outcome.state}"]
        cells = [*named, state, outcome.actions or "", reasons, *outcome.others, outcome.fingerprint]
        self._write([harmless(str(cell)) for cell in cells])

    def repeat(self, earlier: Earlier, state: State) -> None:
        """The line of a plan that an earlier run wrote; its other columns stand under the titles of this report."""
        *line, mark = earlier.line
        line[COLUMNS.index("state")] = self._words[f"states.{state}"]
        others = earlier.others
        if earlier.titles != self._others:
            beside = dict(zip(earlier.titles, others, strict=True))
            others = tuple([beside.get(title, "") for title in self._others])
        self._write([*line, *others, mark])

    def _reasons(self, outcome: Outcome) -> str:
        shown = []
        for problem in outcome.problems[:_SHOWN_PROBLEMS]:
            place = "" if problem.row is None else self._words.say("places.row", row=problem.row)
            shown.append(with_colons(self._words, place, what(problem, self._words, with_column=True)))
        return " | ".join([*shown, *(["…"] if len(outcome.problems) > _SHOWN_PROBLEMS else [])])

    def flush(self) -> None:
        """Hand the lines over to the system, where a killed process leaves them."""
        self._stream.flush()

    def finish(self) -> None:
        """Give the report its name. Raises OSError; what was written then waits for the next run with `--resume`."""
        self._stream.close()
        self._temporary.replace(self.path)
        for path in self._left:
            path.unlink(missing_ok=True)
