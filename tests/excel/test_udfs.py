"""The functions as xlwings takes them and as cells call them."""

import inspect
import math
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xl_grc.errors import CellError
from xl_grc.excel import udfs
from xl_grc.functions.catalogue import CATALOGUE
from xl_grc.functions.help import LONGEST, argument_help, function_help
from xl_grc.text import LANGUAGES, texts

LONGEST_NAMES = 254
"""More letters of argument names break Excel's function wizard."""


def same(found, expected):
    """Equal, floats to 12 digits."""
    if isinstance(expected, list):
        return len(found) == len(expected) and all(map(same, found, expected))
    if isinstance(expected, (int, float)) and isinstance(found, (int, float)):
        return math.isclose(found, expected, rel_tol=1e-12)
    return found == expected


EXAMPLES = [(function, example) for function in CATALOGUE.values() for example in function.examples]


@pytest.mark.parametrize(("function", "example"), EXAMPLES, ids=lambda case: getattr(case, "name", ""))
def test_examples_of_the_catalogue(function, example):
    found = getattr(udfs, function.name)(*example.arguments)
    if function.name == "COMPARE_ACTIONS":
        found = found[1:]
    assert same(found, example.expected)


@pytest.mark.parametrize("function", CATALOGUE.values(), ids=CATALOGUE)
def test_every_function_is_there_with_examples(function):
    assert function.examples
    udf = getattr(udfs, function.name)
    signature = inspect.signature(udf)
    assert list(signature.parameters) == [parameter.name for parameter in function.parameters]
    optional = [name for name, given in signature.parameters.items() if given.default is not given.empty]
    assert optional == [parameter.name for parameter in function.parameters if parameter.optional]
    assert udf.__annotations__ == {}, "xlwings would convert by the hints"
    assert (udf.__name__, udf.__module__) == (function.name, udfs.__name__)
    assert len("".join(signature.parameters)) < LONGEST_NAMES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("function", CATALOGUE.values(), ids=CATALOGUE)
def test_help_is_not_cut(function, language):
    words = texts(language)
    helps = [function_help(function, words), *(argument_help(function, p, words) for p in function.parameters)]
    assert all(0 < len(text) <= LONGEST for text in helps)
    assert words[f"functions.{function.name}.title"]
    assert words[f"functions.{function.name}.mistake"]
    assert words[f"sources.{function.source}"]
    assert words[f"units.{function.unit.name}"]


def test_signature_of_the_contract():
    def shown(name):
        return str(inspect.signature(getattr(udfs, name)))

    assert len(udfs.__all__) == 32
    assert shown("ROI") == "(margin, cost)"
    assert shown("ACTION_COST") == "(quantities, unit_costs, fixed_cost=0)"
    assert shown("LIFETIME_VALUE") == "(basket, frequency, years, margin_rate=1)"
    assert shown("VERDICT") == "(roi, language=None)"
    assert shown("COMPARE_ACTIONS") == "(names, costs, contacts, margins=None)"


def test_values_as_excel_delivers_them():
    assert udfs.REVENUE(None, 4) == 0
    assert udfs.REVENUE(True, Decimal("2.50")) == 2.5
    assert udfs.REVENUE("12.5", 2) == 25
    assert udfs.REVENUE("12,5", 2) == "#VALUE!"
    assert udfs.REVENUE("#N/A", "x") == "#N/A"
    assert udfs.REVENUE("x", "#N/A") == "#VALUE!"
    assert udfs.REVENUE("x", -1) == "#VALUE!"
    assert udfs.REVENUE(10**400, 1) == "#NUM!"
    assert udfs.CONTACT_COST(cost=15_000, contacts=20_000) == 0.75


def test_ranges_meet_as_on_a_sheet():
    assert udfs.REVENUE([[1], [2]], 10) == [[10], [20]]
    assert udfs.REVENUE([1, 2], 10) == [[10], [20]]
    assert udfs.REVENUE([[1, 2]], 10) == [[10, 20]]
    assert udfs.REVENUE([[1], [2]], [[10, 20, 30]]) == [[10, 20, 30], [20, 40, 60]]
    assert udfs.REVENUE([[1, 2], [3, 4]], [[1, 2], [3, 4]]) == [[1, 4], [9, 16]]
    assert udfs.REVENUE([[1], [2]], [[1], [2], [3]]) == [[1], [4], ["#N/A"]]
    assert udfs.REVENUE([[1, 2]], [[1, 2, 3]]) == [[1, 4, "#N/A"]]
    assert udfs.REVENUE([[5]], [[2]]) == [[10]]
    assert udfs.REVENUE([[None], ["x"], [Decimal(2)], [1e308]], 10) == [[0], ["#VALUE!"], [20], ["#NUM!"]]


ERROR_NUMBERS = {
    -2146826243: "#SPILL!", -2146826238: "#CALC!", -2146826239: "#FIELD!", -2146826241: "#BLOCKED!",
    -2146826242: "#CONNECT!", -2146826281: "#DIV/0!",
}  # fmt: skip
"""CVErr's numbers (2045, 2050, 2049, 2047, 2046, 2007) as they arrive from Excel: with 0x800A0000, as whole numbers."""


@pytest.mark.parametrize(("number", "token"), ERROR_NUMBERS.items())
def test_error_numbers_that_xlwings_does_not_know(number, token):
    assert udfs.ROI(number, 15_000) == udfs.CONTACT_COST(number, 1) == udfs.VERDICT(number) == token
    assert udfs.ROI([[number], [6.0]], [[2.0], [3.0]]) == [[token], [2]]
    assert udfs.NPS([[9.0], [number]]) == udfs.ACTION_COST([[number]], [[1.0]]) == udfs.VERDICT(2, number) == token
    assert udfs.RFM_SCORE([[number]], [[1.0]], [[1.0]]) == [[token]]
    assert udfs.COMPARE_ACTIONS([["A"]], [[number]], [[5.0]])[1][2:] == [token, 5, token]
    assert udfs.ROI(float(number), 1) == number, "a number of a cell has a point"
    assert udfs.ROI(number - 10_000, 1) == number - 10_000


def test_blank_rows_at_the_end_cost_nothing_and_change_nothing():
    costs, margins = [[2.0], [None], [4.0]], [[1.0], [3.0], [None]]
    blank = [[None]] * 5
    wanted = [udfs.ROI(*cells) for cells in [(1, 2), (3, None), (None, 4), *[(None, None)] * 5]]
    assert udfs.ROI(margins + blank, costs + blank) == [[cell] for cell in wanted]
    assert udfs.ROI(margins + blank, 2)[3:] == [[0]] * 5
    assert udfs.ROI(blank, blank) == [["#DIV/0!"]] * 5
    assert udfs.ROI([1, None, None, None], 2) == [[0.5], [0], [0], [0]]
    assert udfs.ROI([[1, 2], [None, None], [None, None]], 2) == [[0.5, 1], [0, 0], [0, 0]]
    assert udfs.ROI(margins + blank, costs)[3:] == [["#N/A"]] * 5
    assert udfs.NPS([[10.0], [None], [6.0], *blank]) == 0
    assert udfs.ACTION_COST([[1.0], [2.0], *blank], [[3.0], [None], *blank]) == 3
    assert udfs.RFM_SCORE(margins + blank, costs + blank, costs + blank) == [["311"], [""], [""], *[[""]] * 5]
    assert udfs.COMPARE_ACTIONS([["A"], *blank], [[1.0], *blank], [[1.0], *blank])[1:] == [[1, "A", 1, 1, 1]]


class Countless(list):
    """Rows that say how often they were looked at."""

    looks = 0

    def count(self, value):
        Countless.looks += 1
        return super().count(value)


def test_a_full_range_is_looked_at_once_from_its_end():
    udfs.NPS([Countless([9.0]) for _ in range(1_000)])
    assert Countless.looks == 1


def test_a_text_of_one_letter_is_no_row():
    assert udfs.REVENUE(["a", "b"], 2) == [["#VALUE!"], ["#VALUE!"]]
    assert udfs.REVENUE(["abc", 2], 2) == [["#VALUE!"], [4]]


CELLS = st.one_of(
    st.floats(-1e6, 1e6),
    st.floats(allow_nan=False),
    st.sampled_from([None, True, False, "abc", "2.5", "#N/A", "#DIV/0!", Decimal("3.5"), 10**20, "", 0, 1]),
)
BY_CELL = [function for function in CATALOGUE.values() if not getattr(function, "over_ranges", True)]


@pytest.mark.parametrize("function", BY_CELL, ids=lambda function: function.name)
@settings(deadline=None)
@given(data=st.data())
def test_a_row_of_a_range_is_a_call(function, data):
    rows = data.draw(st.lists(st.tuples(*(CELLS for _ in function.parameters)), min_size=1, max_size=5))
    udf = getattr(udfs, function.name)
    columns = [[[cell] for cell in column] for column in zip(*rows, strict=True)]
    results = udf(*columns)
    assert results == [[udf(*row)] for row in rows]
    for (result,), row in zip(results, rows, strict=True):
        try:
            expected = function.evaluate(*row)
        except CellError as error:
            expected = error.token
        assert (type(result), result) == (type(expected), expected)


def test_action_cost():
    assert udfs.ACTION_COST([[100], [40]], [[2.5], [10]], [[350]]) == 1_000
    assert udfs.ACTION_COST([[100], [None]], [[2.5], [10]]) == 250
    assert udfs.ACTION_COST(20_000, 0.75) == 15_000
    assert udfs.ACTION_COST([[1], ["x"]], [[1], ["#N/A"]]) == "#VALUE!"
    assert udfs.ACTION_COST([[1], [2]], [[1], [2], [3]]) == "#N/A"
    assert udfs.ACTION_COST([[1], [-2]], [[1], [2]]) == "#NUM!"
    assert udfs.ACTION_COST([[1]], [[1]], [[1], [2]]) == "#VALUE!"


def test_nps():
    assert udfs.NPS([[10], [9], [None], [8], [0]]) == 25
    assert udfs.NPS([[None]]) == "#DIV/0!"
    assert udfs.NPS([[11], [5]]) == "#NUM!"
    assert udfs.NPS([["x"], [5]]) == "#VALUE!"


@given(st.lists(st.integers(0, 10), min_size=1))
def test_nps_lies_between_its_ends(scores):
    assert -100 <= udfs.NPS(scores) <= 100
    assert udfs.NPS(scores) == pytest.approx(udfs.NPS(list(reversed(scores))))


def test_verdict_speaks_the_language_asked_for():
    assert udfs.VERDICT(1.5) == texts("fr")["verdicts.profitable"]
    assert udfs.VERDICT(3 * 0.1 / 0.3, "en") == "Break-even"
    assert udfs.VERDICT([[2], [1], [0], ["#N/A"]], "EN") == [
        ["Profitable"],
        ["Break-even"],
        ["Not profitable"],
        ["#N/A"],
    ]
    assert udfs.VERDICT(1, "de") == "#VALUE!"
    assert udfs.VERDICT(math.inf) == udfs.VERDICT([math.inf])[0][0] == "#NUM!"


def test_rfm_scores_share_ties_and_leave_blanks_out():
    days = [[1], [1], [10], [None], ["x"], [-1]]
    orders = [[5], [5], [2], [9], [1], [1]]
    amounts = [[100], [100], [50], [10], [5], [5]]
    scores = udfs.RFM_SCORE(days, orders, amounts)
    assert scores[0] == scores[1]
    assert [score for (score,) in scores[3:]] == ["", "#VALUE!", "#NUM!"]
    assert udfs.RFM_SCORE([[5]], [[1]], [[10]]) == [["111"]]


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 20), st.integers(0, 500)), min_size=1, max_size=30))
def test_rfm_scores_are_fifths_of_those_strictly_worse(customers):
    scores = [score for (score,) in udfs.RFM_SCORE(*([[value] for value in c] for c in zip(*customers, strict=True)))]
    for customer, score in zip(customers, scores, strict=True):
        worse = [
            sum(other[0] > customer[0] for other in customers),
            sum(other[1] < customer[1] for other in customers),
            sum(other[2] < customer[2] for other in customers),
        ]
        assert score == "".join(str(1 + 5 * count // len(customers)) for count in worse)


def test_actions_are_ranked_by_roi_when_margins_are_known():
    names, costs, contacts = [["A"], ["B"], ["C"], [None]], [[100], [200], [0], [None]], [[10], [0], [5], [None]]
    headers, *rows = udfs.COMPARE_ACTIONS(names, costs, contacts, [[50], [300], [10], [None]])
    assert [len(row) for row in rows] == [len(headers)] * 3
    assert [(row[0], row[1]) for row in rows] == [(1, "B"), (2, "A"), ("", "C")]
    assert rows[0][4] == "#DIV/0!"
    assert rows[2][6:] == ["#DIV/0!", "#DIV/0!"]
    headers, *rows = udfs.COMPARE_ACTIONS(names, costs, contacts)
    assert [(row[0], row[1]) for row in rows] == [(1, "C"), (2, "A"), ("", "B")]
    assert len(headers) == 5


def test_actions_that_tie_share_their_rank():
    ranks = [row[0] for row in udfs.COMPARE_ACTIONS(["A", "B", "C"], [10, 10, 20], [10, 10, 10])[1:]]
    assert ranks == [1, 1, 3]
