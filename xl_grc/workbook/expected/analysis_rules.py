"""Figures that the analysis wrote and that nobody types, where others beside them tell that one was changed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from xl_grc.errors import Problem
from xl_grc.values import cell_text, number_held
from xl_grc.workbook.relations_filling import LISTED_LINES
from xl_grc.workbook.returned.cells import ReturnedCells, filled_rows

_NEARLY = 1e-6
"""How far from a whole number of customers a share of them may be."""


def analysis_problems(cells: ReturnedCells) -> Iterator[Problem]:
    """Cohorts that are no shares of their customers or disagree with their mean, a rate that disagrees with its
    customers, lines left aside that are not as many as was counted."""
    yield from _cohorts(cells)
    kept, buyers, rate, aside = (
        number_held(cells.names.get(name)) for name in ("Kept", "Buyers", "RetentionRate", "LinesAside")
    )
    if rate is not None and kept is not None and buyers and not math.isclose(kept / buyers, rate, rel_tol=1e-9):
        wanted = cell_text(kept / buyers)
        yield cells.problem_of_name("retention_changed", "RetentionRate", cell_text(rate), wanted=wanted)
    if aside is not None and "LinesLeftAside" in cells.tables:
        listed = len(filled_rows(cells, "LinesLeftAside"))
        if listed != min(aside, LISTED_LINES):
            yield cells.problem_of_name("lines_changed", "LinesAside", cell_text(aside), listed=listed)


def _cohorts(cells: ReturnedCells) -> Iterator[Problem]:
    """Column by column: each share is of so many customers; the last row is the sum, or the mean of all of them."""
    sizes = [*map(number_held, cells.columns.get("Cohorts.customers", ()))]
    if len(sizes) != cells.kind.tables["Cohorts"].fixed_rows or sizes[-1] is None:
        return
    wanted = sum(size or 0 for size in sizes[:-1])
    if sizes[-1] != wanted:
        yield _mean_problem(cells, "customers", sizes[-1], wanted)
    for column in cells.kind.tables["Cohorts"]:
        if column.key.startswith("age_"):
            yield from _age(cells, column.key, sizes)


def _age(cells: ReturnedCells, key: str, sizes: Sequence[float | None]) -> Iterator[Problem]:
    shares = [*map(number_held, cells.columns.get(f"Cohorts.{key}", ()))]
    known = [
        (row, share, size)
        for row, (share, size) in enumerate(zip(shares[:-1], sizes, strict=False))
        if share is not None and size
    ]
    bad = [one for one in known if not _is_share(*one[1:])]
    for row, share, size in bad:
        yield cells.problem("cohort_changed", "Cohorts", key, row, cell_text(share), customers=cell_text(size))
    mean = shares[-1] if shares else None
    if known and mean is not None and not bad:
        wanted = sum(round(share * size) for _, share, size in known) / sum(size for *_, size in known)
        if not math.isclose(mean, wanted, rel_tol=1e-9, abs_tol=1e-12):
            yield _mean_problem(cells, key, mean, wanted)


def _is_share(share: float, size: float) -> bool:
    return 0 <= share <= 1 and abs(share * size - round(share * size)) < _NEARLY * size


def _mean_problem(cells: ReturnedCells, key: str, mean: float, wanted: float) -> Problem:
    row = cells.kind.tables["Cohorts"].fixed_rows - 1
    return cells.problem("cohorts_disagree", "Cohorts", key, row, cell_text(mean), wanted=cell_text(wanted))
