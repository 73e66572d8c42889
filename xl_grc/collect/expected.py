"""Who was to send a plan back: a list of companies, and which of them did not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from xl_grc.collect.returned import Returned
from xl_grc.errors import InputError, Problem
from xl_grc.files.opening import file_content
from xl_grc.inputs.csv_file import read_csv
from xl_grc.inputs.workbook_grids import read_workbook
from xl_grc.ooxml.archive import ZIP
from xl_grc.plan.fields import ACTIONS, HEADER_DEPTH
from xl_grc.plan.grid import Grid
from xl_grc.plan.headers import meanings
from xl_grc.plan.words import identity
from xl_grc.values import Cell, cell_text

_KEYS = ("reference", "company")


def missing_plans(expected: Path, plans: Iterable[Returned]) -> list[Problem]:
    """The plans of a list (CSV or XLSX with a column company or reference) that did not come back.

    A reference tells apart companies of one name. A plan that came back without it, or under one that is not in the
    list, is known by its company. Raises InputError when the list cannot be read.
    """
    wanted = _wanted(expected)
    have = [(identity(plan.reference), identity(plan.company)) for plan in plans]
    references = {reference for reference, _ in have if reference}
    companies = {company for _, company in have if company}
    listed = {reference for reference, _ in wanted if reference}
    unclaimed = {company for reference, company in have if company and reference not in listed}
    return [
        Problem("missing_plan", str(expected), value=shown)
        for (reference, company), shown in wanted.items()
        if reference not in references and company not in (unclaimed if reference else companies)
    ]


def _wanted(expected: Path) -> dict[tuple[str, str], str]:
    """The reference and the company of each line of a list, as they are compared -> as they are shown."""
    wanted: dict[tuple[str, str], str] = {}
    for grid in _grids(expected):
        for index, header in enumerate(islice(grid.rows, HEADER_DEPTH)):
            places = _places(header)
            if not places:
                continue
            for row in grid.rows[index + 1 :]:
                reference, company = (_text(row, places.get(name)) for name in _KEYS)
                if reference or company:
                    shown = f"{company} ({reference})" if reference and company else company or reference
                    wanted.setdefault((identity(reference), identity(company)), shown)
            return wanted
    raise InputError([Problem("expected_columns", str(expected))])


def _grids(expected: Path) -> Iterator[Grid]:
    content = file_content(expected)
    if content.startswith(ZIP):
        yield from read_workbook(content, expected.name)
    else:
        yield read_csv(content, expected.name)


def _places(header: Iterable[Cell]) -> dict[str, int]:
    """Where a row of headers names the reference and the company."""
    places: dict[str, int] = {}
    for index, cell in enumerate(header):
        for field in meanings(cell, ACTIONS):
            if field.name in _KEYS:
                places.setdefault(field.name, index)
    return places


def _text(row: list[Cell], place: int | None) -> str:
    return "" if place is None or place >= len(row) else cell_text(row[place]).strip()
