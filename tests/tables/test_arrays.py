"""The array reading of computed columns against the calculation of the workbook, and what it does with blanks."""

from datetime import date

import numpy as np
import pytest

from tests.plans import some_plan
from tests.proofs import rounds
from xl_grc.functions import catalogue as f
from xl_grc.functions.choice import when
from xl_grc.functions.expression import constant
from xl_grc.functions.helpers import ceiling
from xl_grc.tables.arrays import evaluated
from xl_grc.tables.formulas.blanks import blank_when_missing
from xl_grc.tables.formulas.bounds import Bound
from xl_grc.tables.formulas.conditions import Blank, Given, Not, SameText, Zero, all_of, any_of
from xl_grc.tables.formulas.nodes import ColumnRange, Join, Name, Row, Word
from xl_grc.tables.formulas.verbs import Where, count, leading_number, trimmed, two_decimals
from xl_grc.tables.plan import PLAN
from xl_grc.text import LANGUAGES, texts
from xl_grc.workbook.plan_filling import fill

this = Row()
NAN = float("nan")
ALONE = {
    "Returns": {
        "effective_rate", "contact_cost", "gross_gain", "margin", "margin_result", "roi", "breakeven_units",
        "breakeven_rate", "in_words",
    },
    "Tracking": {"no"},
}  # fmt: skip
"""Columns of the plan that read their own row alone."""


def cells_of(values):
    """An array as the cells of a column."""
    return ["" if cell != cell else cell for cell in np.asarray(values).tolist()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_columns_of_plans(language):
    compared = 0
    for seed in range(rounds(1_000)):
        filling = fill(some_plan(25, seed, date(2026, 4, 1)), language, date(2026, 9, 15))
        for name, table in PLAN.tables.items():
            own = {column.key: filling.columns[f"{name}.{column.key}"] for column in table}
            for column in table:
                if column.computed is None:
                    continue
                try:
                    found = evaluated(column.computed, own, filling.names, texts(language))
                except NotImplementedError:
                    assert column.key not in ALONE.get(name, ())
                    continue
                assert cells_of(found) == own[column.key], f"{name}.{column.key}"
                compared += len(own[column.key])
    assert compared > 500 * rounds(1_000)


def test_blanks_spread_and_errors_show():
    columns = {"margin": [10, "", 6, 1, "abc"], "cost": [4, 2, "", 0, 1]}
    assert str(evaluated(f.ROI(this.margin, this.cost), columns, {})) == "[2.5 nan nan inf inf]"
    assert cells_of(evaluated(blank_when_missing(f.ROI(this.margin, this.cost)), columns, {}))[:4] == [2.5, "", "", ""]
    assert cells_of(evaluated(f.DISCOUNT_UPLIFT(this.a, this.b), {"a": [0.6, 0.3], "b": [0.5, 0.5]}, {}))[0] == np.inf
    hidden = evaluated(1 / (this.a * this.a), {"a": [1e200, 2]}, {})
    assert hidden.tolist() == [np.inf, 0.25], "an overflow that a division hides"


def test_only_the_chosen_branch_counts():
    inverse = when(Zero(this.a), lambda: constant(-1), lambda: 1 / this.a)
    assert evaluated(inverse, {"a": [0.0, 2.0, ""]}, {}).tolist()[:2] == [-1, 0.5]
    nested = when(this.a > 1, lambda: when(this.b > 1, lambda: constant("both"), lambda: Word("mark")))
    assert evaluated(nested, {"a": [2, 2, 0], "b": [2, 0, 2]}, {}, texts("fr")).tolist() == ["both", "X", ""]
    mixed = when(Given(this.a), lambda: this.a, lambda: constant("none"))
    assert evaluated(mixed, {"a": [2, ""]}, {}).tolist() == [2, "none"]


def test_conditions():
    columns = {"a": [1, "", 0, np.inf], "t": ["Été", "été", "", "x"]}
    assert evaluated(Given(this.a), columns, {}).tolist() == [True, False, True, False]
    assert evaluated(Blank(this.a), columns, {}).tolist() == [False, True, False, False]
    assert evaluated(Not(Zero(this.a)), columns, {}).tolist() == [True, True, False, False]
    assert evaluated(SameText(this.t, Name("wanted")), columns, {"wanted": "ÉTÉ"}).tolist() == [
        True,
        True,
        False,
        False,
    ]
    assert evaluated(any_of(Zero(this.a), Blank(this.t)), columns, {}).tolist() == [False, False, True, False]
    assert evaluated(all_of(Given(this.t), this.a >= 0), columns, {}).tolist() == [True, False, False, False]
    assert evaluated(this.a > Name("limit"), columns, {"limit": ""}).tolist() == [False] * 4
    assert evaluated(Given(Name("limit")), {}, {"limit": ""}).tolist() is False


def test_helpers():
    columns = {"label": ["7 - Salon", "", "Hors action", 5], "roi": [2 / 3, "", 12, np.inf]}
    assert cells_of(evaluated(leading_number(this.label), columns, {})) == [7, "", "", 5]
    assert evaluated(trimmed(this.label), columns, {}).tolist() == ["7 - Salon", "", "Hors action", "5"]
    assert cells_of(evaluated(ceiling(this.roi), columns, {})) == [1, "", 12, np.inf]
    written = evaluated(
        Join((constant("ROI "), two_decimals(this.roi, Word("formats.decimal")))), columns, {}, texts("fr")
    )
    assert written.tolist() == ["ROI 0,67", np.inf, "ROI 12,00", np.inf]


def test_bounds_and_scores():
    """1 + how many of the bounds 20, 50, 300, 900 a value reaches; BEYOND where no value does."""
    values = {"T.x": [300, 20, 50, NAN, 50, 900]}
    bounds = evaluated(Bound(ColumnRange("T", "x"), this.step), {"step": [1, 2, 3, 4]}, {}, others=values)
    assert bounds.tolist() == [50, 300, 300, 900]
    score = constant(1) + count(Where(ColumnRange("B", "x"), "<=", this.x))
    column = {"x": values["T.x"]}
    assert cells_of(evaluated(blank_when_missing(score), column, {}, others={"B.x": bounds})) == [4, 1, 2, "", 2, 5]
    backwards = evaluated(Bound(ColumnRange("T", "x"), this.step, descending=True), {"step": [1, 4]}, {}, others=values)
    assert backwards.tolist() == [300, 20]


def test_what_reads_other_rows_says_so():
    with pytest.raises(NotImplementedError, match="Exists has no array reading"):
        evaluated(PLAN.tables["Returns"]["action"].computed, {"no": [1, 2]}, {})
