"""The bodies: the course's figures, the traps of the field, limits and laws."""

import math
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xl_grc.errors import CellError
from xl_grc.functions.catalogue import FUNCTIONS
from xl_grc.functions.choice import when
from xl_grc.functions.expression import Operand

COURSE = [
    ("REVENUE", (200, 100), 20_000),
    ("GROSS_GAIN", (20_000, 15_000), 5_000),
    ("MARGIN", (20_000, 0.5), 10_000),
    ("MARGIN_RESULT", (20_000, 0.5, 15_000), -5_000),
    ("ROI", (10_000, 15_000), 2 / 3),
    ("BREAKEVEN", (15_000, 0.5, 100), 300),
    ("BREAKEVEN_UNITS", (15_000, 0.5, 100), 300),
    ("BREAKEVEN_REVENUE", (15_000, 0.5), 30_000),
    ("DISCOUNT_COST", (100, 0.3, 200), 6_000),
    ("CONTACT_COST", (15_000, 20_000), 0.75),
    ("LIFETIME_VALUE", (50, 2, 5), 500),
    # The traps: three figures called ROI, markup against margin, the price of a discount.
    ("ROI_NET", (10_000, 15_000), -1 / 3),
    ("ROI_REVENUE", (20_000, 15_000), 1 / 3),
    ("ROAS", (20_000, 15_000), 4 / 3),
    ("MARKUP_TO_MARGIN", (1,), 0.5),
    ("MARGIN_TO_MARKUP", (0.5,), 1),
    ("DISCOUNT_UPLIFT", (0.3, 0.5), 1.5),
    ("BREAKEVEN_UNITS", (15_001, 0.5, 100), 301),
    ("BREAKEVEN_UNITS", (0.3, 0.1, 1), 3),
    ("BREAKEVEN_RATE", (15_000, 0.5, 100, 200), 1.5),
    ("MAX_CONTACT_COST", (0.02, 0.5, 100), 1),
    ("CONVERSION_RATE", (200, 20_000), 0.01),
    ("SAFETY_MARGIN", (40_000, 30_000), 0.25),
    ("ACQUISITION_COST", (15_000, 60), 250),
    ("AVERAGE_BASKET", (20_000, 400), 50),
    ("LIFETIME_VALUE", (50, 2, 5, 0.5), 250),
    ("LIFETIME_VALUE_NPV", (100, 0.8, 0.1), 800 / 3),
    ("CHURN_RATE", (5, 200), 0.025),
    ("RETENTION_RATE", (200, 220, 60), 0.8),
    ("PAYBACK", (15_000, 2_500), 6),
    ("ACTION_COST", ([20_000], [0.75]), 15_000),
    ("NPS", ([10, 9, 8, 7, 6, 0],), 0),
]


@pytest.mark.parametrize(("name", "arguments", "expected"), COURSE)
def test_figures_of_the_field(name, arguments, expected):
    assert FUNCTIONS[name].evaluate(*arguments) == pytest.approx(expected, rel=1e-12)


def test_every_function_has_a_figure():
    assert {name for name, _, _ in COURSE} | {"VERDICT"} == set(FUNCTIONS)


def test_the_course_reads_its_roi_as_not_profitable():
    assert FUNCTIONS["VERDICT"].evaluate(2 / 3, "en") == "Not profitable"
    assert FUNCTIONS["VERDICT"].evaluate(3 * 0.1 / 0.3, "en") == "Break-even"


ERRORS = [
    ("CONTACT_COST", (15_000, 0), "#DIV/0!"),
    ("CONTACT_COST", (15_000, None), "#DIV/0!"),
    ("ROI", (10_000, -1), "#NUM!"),
    ("ROI", ("abc", "#N/A"), "#VALUE!"),
    ("ROI", ("#N/A", "abc"), "#N/A"),
    ("ROI", ("abc", -1), "#VALUE!"),
    ("ROI", ("1,5", 1), "#VALUE!"),
    ("BREAKEVEN", (15_000, 1.01, 100), "#NUM!"),
    ("DISCOUNT_UPLIFT", (0.5, 0.5), "#DIV/0!"),
    ("DISCOUNT_UPLIFT", (0.6, 0.5), "#NUM!"),
    ("LIFETIME_VALUE_NPV", (100, 1, 0), "#DIV/0!"),
    ("MARGIN_TO_MARKUP", (1,), "#DIV/0!"),
    ("REVENUE", (1e200, 1e200), "#NUM!"),
    ("REVENUE", (math.inf, 1), "#NUM!"),
    ("PAYBACK", (1, -1), "#NUM!"),
]


@pytest.mark.parametrize(("name", "arguments", "token"), ERRORS)
def test_errors(name, arguments, token):
    with pytest.raises(CellError) as raised:
        FUNCTIONS[name].evaluate(*arguments)
    assert raised.value.token == token


def test_arguments_as_cells_hold_them():
    assert FUNCTIONS["REVENUE"].evaluate("12.5", True) == 12.5
    assert FUNCTIONS["REVENUE"].evaluate(Decimal("2.50"), 4) == 10
    assert FUNCTIONS["REVENUE"].evaluate(None, 4) == 0
    assert FUNCTIONS["ROI"].evaluate(-10, 5) == -2
    assert FUNCTIONS["MARKUP_TO_MARGIN"].evaluate(3) == 0.75


amounts = st.floats(0.01, 1e9)
rates = st.floats(0.001, 0.999)


@given(margin=st.floats(-1e9, 1e9), cost=amounts)
def test_net_roi_is_roi_less_one(margin, cost):
    net, roi = FUNCTIONS["ROI_NET"].evaluate(margin, cost), FUNCTIONS["ROI"].evaluate(margin, cost)
    assert math.isclose(net, roi - 1, rel_tol=1e-9, abs_tol=1e-9)


@given(cost=amounts, rate=rates, price=amounts)
def test_no_result_at_break_even(cost, rate, price):
    units = FUNCTIONS["BREAKEVEN"].evaluate(cost, rate, price)
    assert math.isclose(FUNCTIONS["MARGIN_RESULT"].evaluate(units * price, rate, cost), 0, abs_tol=1e-9 * cost)
    assert FUNCTIONS["BREAKEVEN_UNITS"].evaluate(cost, rate, price) >= units - 1e-6 * max(1, units)


@given(rate=rates)
def test_margin_and_markup_are_inverse(rate):
    markup = FUNCTIONS["MARGIN_TO_MARKUP"].evaluate(rate)
    assert math.isclose(FUNCTIONS["MARKUP_TO_MARGIN"].evaluate(markup), rate, rel_tol=1e-9)


@given(discount=rates, margin=rates, price=amounts, units=amounts)
def test_uplift_pays_for_the_discount(discount, margin, price, units):
    assume(margin - discount > 0.001)
    more = units * (1 + FUNCTIONS["DISCOUNT_UPLIFT"].evaluate(discount, margin))
    assert math.isclose(more * price * (margin - discount), units * price * margin, rel_tol=1e-9)


def test_breaking_a_body_changes_number_and_formula():
    body = FUNCTIONS["ROI"].body
    broken = type(FUNCTIONS["ROI"])("ROI", lambda margin, cost: body(cost, margin), FUNCTIONS["ROI"].parameters, None)
    assert broken.evaluate(10_000, 15_000) == 1.5
    assert broken.formula("A1", "B1") == "B1/A1"
    assert FUNCTIONS["ROI"].formula("A1", "B1") == "A1/B1"


def test_parentheses():
    a, b, c = Operand("a"), Operand("b"), Operand("c")
    shown = {
        expression: expression.formula(Reading())
        for expression in (a - (b - c), (a - b) - c, a / (b * c), -a * b, a * (b + c))
    }
    assert list(shown.values()) == ["a-(b-c)", "a-b-c", "a/(b*c)", "(-a)*b", "a*(b+c)"]


class Reading:
    """Operands under their own names."""

    def operand(self, name):
        return name


def test_an_operand_cannot_be_branched_on():
    with pytest.raises(TypeError, match="when"):
        bool(Operand("a") > 1)


def test_when_calculates_only_the_chosen_branch():
    assert when(True, lambda: 1, lambda: 1 / 0) == 1
    assert when(False, lambda: 1 / 0, lambda: 2) == 2
