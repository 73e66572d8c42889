"""The collected table as a DataFrame, a CSV file or a Parquet file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from xl_grc.collect.packed import Row
from xl_grc.collect.returned import FIELDS, CollectedPlan, columns
from xl_grc.errors import InputError, Problem
from xl_grc.files.csv_fields import csv_line, guarded
from xl_grc.inputs.corrections import csv_text
from xl_grc.interrupts import interrupted_later
from xl_grc.values import ErrorToken, cell_text

if TYPE_CHECKING:
    import pandas as pd


def rows(plans: Iterable[CollectedPlan], names: Sequence[str]) -> Iterator[Row]:
    """One row for each action of some plans, under the names of the columns of all."""
    ours, others = len(FIELDS), names[len(FIELDS) :]
    for plan in plans:
        if plan.headers == others:
            yield from plan.rows
        else:
            places = [ours + plan.headers.index(name) if name in plan.headers else None for name in others]
            for row in plan.rows:
                yield (*row[:ours], *(None if at is None else row[at] for at in places))


def dataframe(plans: list[CollectedPlan]) -> pd.DataFrame:
    """The collected table as a pandas DataFrame; figures that were not given are missing, not zero."""
    with interrupted_later():
        import pandas as pd

    names = columns(plans)
    frame = pd.DataFrame.from_records(list(rows(plans, names)), columns=list(names))
    frame["period_start"] = pd.to_datetime(frame["period_start"])
    texts = {"source_file", "plan", "company", "reference", "currency", "verdict", "months", "shares"}
    for name in names[len(FIELDS) :]:
        texts.add(name)
        frame[name] = frame[name].map(_plain_text)
    numbers = [name for name in FIELDS if name not in texts and name in _NUMBERS]
    frame[numbers] = frame[numbers].apply(pd.to_numeric, errors="coerce")
    return frame


_NUMBERS = frozenset(
    (
        *("expenses", "revenue", "progress", "contacts", "buyers", "price", "unit_cost_price", "margin_rate"),
        "revenue_delay",
        *("effective_expenses", "effective_revenue", "actual_expenses", "actual_revenue"),
        *("margin", "margin_result", "roi", "planned_expenses_to_date", "planned_revenue_to_date"),
    )
)


def _plain_text(cell: Any) -> str | None:
    """A column that users added may hold anything: it is passed through as text."""
    return None if cell is None else cell_text(cell)


def csv_lines(plans: list[CollectedPlan]) -> Iterator[bytes]:
    """The table as CSV: semicolons, decimal commas, ISO dates, UTF-8 with its mark. A blank is no figure."""
    names = columns(plans)
    yield csv_line(map(guarded, names)).encode("utf-8-sig")
    for row in rows(plans, names):
        yield csv_line(map(_csv_cell, row)).encode()


def _csv_cell(cell: Any) -> str:
    if cell is None or cell.__class__ is ErrorToken:
        return ""
    return guarded(cell) if cell.__class__ is str else csv_text(cell)


def parquet_bytes(plans: list[CollectedPlan]) -> bytes:
    """The table as Parquet. Raises InputError when pyarrow is not installed."""
    stream = BytesIO()
    try:
        dataframe(plans).to_parquet(stream, index=False, engine="pyarrow")
    except ImportError:
        raise InputError([Problem("needs_package", value="pyarrow")]) from None
    return stream.getvalue()
