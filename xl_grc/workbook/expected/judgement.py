"""What a returned plan is once made whole, and all that is wrong with its workbook until then.

Saved values are compared with those that the inputs give. The texts of formulas, whose reading takes twice as long, are
read only where a value differs or a formula was never calculated: a changed formula that gives the right value is told
by `check` alone.
"""

from __future__ import annotations

from datetime import date

from xl_grc.errors import Problem
from xl_grc.ooxml.book import Book
from xl_grc.records import NamedTuple
from xl_grc.tables.plan import PLAN
from xl_grc.workbook.expected.check import check_plan, in_order, input_problems, seen_on
from xl_grc.workbook.expected.contents import Expected, expected_contents, knows_today
from xl_grc.workbook.expected.former import lost
from xl_grc.workbook.expected.plan_rules import plan_problems
from xl_grc.workbook.expected.remarked import remarked
from xl_grc.workbook.expected.saved import shows_all
from xl_grc.workbook.returned.cells import read_cells, read_formulas
from xl_grc.workbook.returned.plan import ReturnedPlan, plan_of


class Judgement(NamedTuple):
    """A plan as its workbook holds it, what the workbook must show, and every problem in the order of its sheets."""

    returned: ReturnedPlan
    expected: Expected
    problems: list[Problem]


def judge(book: Book, as_of: date) -> Judgement:
    """The judgement of a workbook, seen on the day on which it was calculated, else on `as_of`.

    Raises InputError when it holds no plan.
    """
    cells = read_cells(PLAN, book)
    returned, day = plan_of(cells), seen_on(cells, as_of)
    expected = expected_contents(returned, day)
    if shows_all(cells, expected):
        told = [*plan_problems(returned), *remarked(cells, expected)]
        problems = input_problems(cells, lost(cells), told)
        return Judgement(returned, expected, in_order(cells, problems))
    read_formulas(cells)
    if not knows_today(cells, expected, day):
        expected = expected_contents(returned, day)
    return Judgement(returned, expected, check_plan(returned, expected))
