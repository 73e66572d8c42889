"""Who was to send a plan back: a list of companies, which of them did not, and which sent what cannot be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from xl_grc.collect.given import archive_of
from xl_grc.collect.returned import CollectedPlan
from xl_grc.errors import InputError, Problem
from xl_grc.files.opening import file_content
from xl_grc.inputs.csv_file import read_csv
from xl_grc.inputs.own_files import is_report
from xl_grc.inputs.workbook_grids import read_workbook
from xl_grc.ooxml.limits import ZIP
from xl_grc.plan.fields import ACTIONS, HEADER_DEPTH
from xl_grc.plan.grid import Grid
from xl_grc.plan.headers import meanings
from xl_grc.plan.words import fold, identity
from xl_grc.records import NamedTuple
from xl_grc.text import LANGUAGES, texts
from xl_grc.values import Cell, cell_at, cell_text

_KEYS = ("reference", "company")
_OF_REPORT = ("year", "file", "state", "actions", "reason", "fingerprint")
_SENT = ("written", "unchanged", "earlier")
"""The states of a plan whose workbook is there: the others were sent to nobody."""
_SHORTEST_NUMBER = 3
"""Digits that a reference of digits alone must have to be looked for in the names of files."""


class ExpectedPlan(NamedTuple):
    """A line of the list: whose plan was to come back, of which year if it says, the name of its workbook, and the
    other columns by their header."""

    reference: str
    company: str
    year: str = ""
    file: str = ""
    others: Mapping[str, Cell] = {}

    @property
    def shown(self) -> str:
        """The company as people are told of it.

        >>> ExpectedPlan("R12", "Durand", "2026").shown
        'Durand (R12), 2026'
        """
        name = f"{self.company} ({self.reference})" if self.reference and self.company else self.company
        return ", ".join(filter(None, (name or self.reference, self.year)))


def missing_plans(expected: Path, plans: Iterable[CollectedPlan], unread: Iterable[Problem] = ()) -> list[Problem]:
    """The plans of a list (CSV or XLSX with a column company or reference) that did not come back, in their order.

    Those whose company or reference is in the name of a file among the `unread` came back unreadable. Raises InputError
    when the list cannot be read.
    """
    return told_missing(read_expected(expected), plans, unread, str(expected))


def told_missing(
    wanted: Sequence[ExpectedPlan], plans: Iterable[CollectedPlan], unread: Iterable[Problem], expected: str
) -> list[Problem]:
    """The same for a list that was read already, from the file `expected`."""
    sent, unreadable = _sent(wanted, plans), _unreadable(wanted, unread)
    return [
        _told(one, unreadable.get(one.shown, []), of_company)._replace(file=expected, value=one.shown)
        for one, of_company in zip(wanted, sent, strict=True)
        if not _is_back(one, of_company)
    ]


def not_returned(wanted: Sequence[ExpectedPlan], plans: Iterable[CollectedPlan]) -> list[ExpectedPlan]:
    """Those of whom no plan came back. A year in the list asks for a plan that begins in it."""
    return [one for one, sent in zip(wanted, _sent(wanted, plans), strict=True) if not _is_back(one, sent)]


def _is_back(one: ExpectedPlan, sent: Iterable[CollectedPlan]) -> bool:
    return any(one.year in ("", str(plan.start.year)) for plan in sent)


def _sent(wanted: Sequence[ExpectedPlan], plans: Iterable[CollectedPlan]) -> list[list[CollectedPlan]]:
    """What each company of the list sent, of whatever year.

    A reference tells apart companies of one name. A plan that came back without it, or under one that is not in the
    list, is known by its company; one that names neither, by the name of its file.
    """
    listed = {identity(one.reference) for one in wanted if one.reference}
    by_reference: dict[str, list[CollectedPlan]] = defaultdict(list)
    by_company: dict[str, list[CollectedPlan]] = defaultdict(list)
    unclaimed: dict[str, list[CollectedPlan]] = defaultdict(list)
    plans = list(plans)
    for plan in plans:
        reference, company = identity(plan.reference), identity(plan.company)
        by_reference[reference].append(plan)
        by_company[company].append(plan)
        if reference not in listed:
            unclaimed[company].append(plan)

    by_file = _by_file(wanted, [plan for plan in plans if not (plan.reference or plan.company)])

    def sent_by(one: ExpectedPlan) -> Iterator[CollectedPlan]:
        yield from by_file.get(one.shown, ())
        if one.reference:
            yield from by_reference.get(identity(one.reference), ())
        if one.company:
            yield from (unclaimed if one.reference else by_company).get(identity(one.company), ())

    return [list(sent_by(one)) for one in wanted]


def _by_file(wanted: Iterable[ExpectedPlan], plans: Iterable[CollectedPlan]) -> dict[str, list[CollectedPlan]]:
    """Plans by whose name is in that of their file."""
    by_name = _in_names_of_files(wanted)
    found: dict[str, list[CollectedPlan]] = defaultdict(list)
    for plan in plans:
        for owner in _owners(plan.path.name, by_name):
            found[owner].append(plan)
    return found


def _told(one: ExpectedPlan, files: Sequence[str], others: Sequence[CollectedPlan]) -> Problem:
    """What is told of a plan that did not come back; `others` are those of its company that begin in another year."""
    if files:
        return Problem.of("returned_unreadable", names=tuple(files))
    if others:
        begin = ", ".join(f"{plan.path.name} ({plan.start:%m/%Y})" for plan in others)
        return Problem.of("returned_of_another_year", year=one.year, begin=begin)
    return Problem("missing_plan")


def _unreadable(wanted: Sequence[ExpectedPlan], unread: Iterable[Problem]) -> dict[str, list[str]]:
    """The files that cannot be read, by those in whose name they are: the longest name or reference in that of the
    file says whose it is."""
    by_name = _in_names_of_files(wanted)
    found: dict[str, list[str]] = defaultdict(list)
    for file in dict.fromkeys(problem.file for problem in unread):
        within = _within(Path(file))
        for owner in next(filter(None, (_owners(name, by_name) for name in reversed(within.parts))), ()):
            found[owner].append(within.as_posix())
    return found


def _in_names_of_files(wanted: Iterable[ExpectedPlan]) -> Mapping[str, Iterable[str]]:
    """Whose a file is by a word in its name."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for one in wanted:
        for name in _names(one):
            found[name][one.shown] = None
    return found


def _within(file: Path) -> Path:
    """The path of a file from the archive on in which it came, which somebody named; its name alone elsewhere."""
    archive = archive_of(file)
    return Path(file.name) if archive is None else file.relative_to(archive.parent)


def _owners(name: str, by_name: Mapping[str, Iterable[str]]) -> Iterable[str]:
    spans = sorted(_spans(Path(name).stem), key=len, reverse=True)
    return next((by_name[span] for span in spans if span in by_name), ())


def _names(one: ExpectedPlan) -> Iterator[str]:
    """What may be in the name of a file that someone sent: words without the spaces between them."""
    for name in (one.company, one.reference, Path(one.file).stem):
        words = fold(name).replace(" ", "")
        if words and not (words.isdigit() and len(words) < _SHORTEST_NUMBER):
            yield words


def _spans(stem: str) -> Iterator[str]:
    """All runs of the words of a name.

    >>> list(_spans("Durand_R12"))
    ['durand', 'durandr12', 'r12']
    """
    words = fold(stem).split()
    for first in range(len(words)):
        for last in range(first, len(words)):
            yield "".join(words[first : last + 1])


def read_expected(expected: Path) -> list[ExpectedPlan]:
    """The lines of a list, each once; of the report of a run those whose workbook was written.

    Raises InputError when it cannot be read.
    """
    for grid in _grids(expected):
        for index, header in enumerate(islice(grid.rows, HEADER_DEPTH)):
            places = _places(header)
            if any(key in places for key in _KEYS):
                lines = (_line(row, header, places) for row in grid.rows[index + 1 :] if _was_sent(row, places))
                return list({one.shown: one for one in lines if one.shown}.values())
    raise InputError([Problem("expected_columns", str(expected))])


def _grids(expected: Path) -> Iterator[Grid]:
    content = file_content(expected)
    if content.startswith(ZIP):
        yield from read_workbook(content, expected.name)
    else:
        yield read_csv(content, expected.name)


def _places(header: Sequence[Cell]) -> dict[str, int]:
    """Where a row of headers names the reference, the company and the year; in a report its other columns too."""
    places: dict[str, int] = {}
    known = _OF_REPORT if is_report(header) else _OF_REPORT[:1]
    titles = {fold(str(texts(language)[f"report.{key}"])): key for language in LANGUAGES for key in known}
    for index, cell in enumerate(header):
        key = titles.get(fold(cell_text(cell)))
        fields = [key] if key else [field.name for field in meanings(cell, ACTIONS) if field.name in _KEYS]
        for field in fields:
            places.setdefault(field, index)
    return places


def _was_sent(row: Sequence[Cell], places: Mapping[str, int]) -> bool:
    words = {str(texts(language)[f"states.{state}"]) for language in LANGUAGES for state in _SENT}
    return "state" not in places or _text(row, places["state"]) in words


def _line(row: Sequence[Cell], header: Sequence[Cell], places: Mapping[str, int]) -> ExpectedPlan:
    reference, company, year, file = (_text(row, places.get(name)) for name in ("reference", "company", "year", "file"))
    taken = set(places.values())
    others = {
        cell_text(title).strip(): cell_at(row, index)
        for index, title in enumerate(header)
        if index not in taken and cell_text(title).strip()
    }
    return ExpectedPlan(reference, company, year, file, others)


def _text(row: Sequence[Cell], place: int | None) -> str:
    return "" if place is None or place >= len(row) else cell_text(row[place]).strip()
