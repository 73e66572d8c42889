"""The analysis of sales lines on one day: every figure of customer relations, from the lines alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from xl_grc.customers.coded import Codes
from xl_grc.customers.cohorts import Cohorts, cohorts_of
from xl_grc.customers.intervals import Intervals, intervals_of
from xl_grc.customers.lines import Lines
from xl_grc.customers.options import Options
from xl_grc.customers.pareto import Part, pareto_of
from xl_grc.customers.purchases import Purchases, purchases_up_to
from xl_grc.customers.reading import Progress, Sales, read_files, read_frame
from xl_grc.customers.retention import Retention, retention_of
from xl_grc.customers.returns import Returns, returns_of
from xl_grc.customers.rows import Cells, cells_of
from xl_grc.customers.value import Year, last_year, repeat_rate
from xl_grc.records import NamedTuple


class Analysis(NamedTuple):
    """Everything that is known on the day `sales.as_of`.

    Arrays run over the customers of `sales.people`; `cells` are their rows in the workbook, `segment` is a number from
    1 in the order of the rules, 0 for who bought nothing. `cross_buyers` are the customers with two products or more,
    None where the exports tell no products.
    """

    sales: Sales
    first_day: date
    purchases: Purchases
    intervals: Intervals
    cells: Cells
    segment: Codes
    returns: Returns | None
    retention: Retention | None
    cohorts: Cohorts
    pareto: tuple[Part, ...]
    year: Year
    repeat_rate: float | None
    cross_buyers: int | None

    @property
    def customers(self) -> int:
        """How many customers bought something."""
        return int(self.purchases.bought.sum())

    @property
    def anonymous_cents(self) -> int:
        """What was sold to nobody known."""
        return int(self.sales.lines.cents[self.sales.lines.customer < 0].sum())

    @property
    def without_purchase_cents(self) -> int:
        """The sum of the lines of customers who bought nothing in the end."""
        return int(self.purchases.money[~self.purchases.bought].sum())

    @property
    def without_purchase(self) -> int:
        """How many customers have lines, and bought nothing in the end."""
        known = np.zeros(self.sales.people.size, np.bool_)
        known[self.sales.lines.customer[self.sales.lines.customer >= 0]] = True
        return int((known & ~self.purchases.bought).sum())


def analyse_files(paths: Sequence[Path], options: Options, progress: Progress = lambda name: None) -> Analysis:
    """The analysis of exports. Raises InputError."""
    return _analysis(read_files(paths, options, progress))


def analyse(
    frame: Any, *, as_of: date | None = None, columns: Mapping[str, str] | None = None, **others: Any
) -> Analysis:
    """The analysis of the sales lines in a pandas DataFrame, whose columns are named as exports name theirs.

    `as_of` is the day of the analysis, by default the latest day of sales not after today; `columns` names the column
    of a field ("name", "date", "net", ...) where its header is not known; `others` are further `Options`.

    Raises InputError.
    """
    options = Options(date.today(), as_of, columns=columns or {}, **others)  # noqa: DTZ011  # the day of who asks
    return _analysis(read_frame(frame, "DataFrame", options))


def _analysis(sales: Sales) -> Analysis:
    lines, customers = sales.lines, sales.people.size
    purchases = purchases_up_to(lines, customers, sales.as_of.toordinal())
    intervals = intervals_of(purchases)
    cells = cells_of(purchases, intervals)
    first_day = date.fromordinal(int(lines.day.min()))
    return Analysis(
        sales=sales,
        first_day=first_day,
        purchases=purchases,
        intervals=intervals,
        cells=cells,
        segment=np.nan_to_num(cells["segment_no"]).astype(np.int32),
        returns=returns_of(lines, customers, purchases),
        retention=retention_of(purchases, first_day.toordinal()),
        cohorts=cohorts_of(purchases, intervals),
        pareto=pareto_of(purchases),
        year=last_year(purchases),
        repeat_rate=repeat_rate(purchases),
        cross_buyers=_cross_buyers(lines, customers) if sales.has_products else None,
    )


def _cross_buyers(lines: Lines, customers: int) -> int:
    """How many customers bought two products or more."""
    told = (lines.customer >= 0) & (lines.product >= 0) & (lines.cents > 0)
    customer, product = lines.customer[told], lines.product[told]
    least, largest = np.full(customers, np.iinfo(np.int32).max, np.int32), np.full(customers, -1, np.int32)
    np.minimum.at(least, customer, product)
    np.maximum.at(largest, customer, product)
    return int((largest > least).sum())
