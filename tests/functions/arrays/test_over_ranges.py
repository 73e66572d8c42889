"""NPS, ACTION_COST, RFM_SCORE and COMPARE_ACTIONS over columns, against the cells."""

import random

import numpy as np
import pandas as pd
import pytest

from xl_grc import ACTION_COST, COMPARE_ACTIONS, NPS, RFM_SCORE
from xl_grc.errors import CellError
from xl_grc.excel import udfs


def test_nps_leaves_out_who_did_not_answer():
    assert NPS([10, 9, None, 8, 0]) == 25
    assert NPS(pd.Series([10, 9, np.nan, 8, 0])) == NPS(pd.Series([10, 9, None, 8, 0], dtype="Int64")) == 25
    assert NPS(np.array([[10, 9], [8, 0]])) == NPS("10") - 75 == 25
    assert NPS(pd.Series(["10", 9, None, 8, True], dtype=object)) == 25


@pytest.mark.parametrize(
    ("scores", "token"),
    [([], "#DIV/0!"), (pd.Series([], dtype=float), "#DIV/0!"), ([11], "#NUM!"), (np.array([-1.0]), "#NUM!"),
     (["x", 5], "#VALUE!"), (["#N/A", "x"], "#N/A"), (np.array([np.inf]), "#NUM!"), (None, "#DIV/0!")],
)  # fmt: skip
def test_nps_without_an_answer(scores, token):
    with pytest.raises(CellError, match=token):
        NPS(scores)
    assert NPS(scores, errors="token") == token


def test_action_cost():
    frame = pd.DataFrame({"quantity": [100, 40], "price": [2.5, 10.0]})
    assert ACTION_COST(frame["quantity"], frame["price"], 350) == 1_000
    assert ACTION_COST(20_000, 0.75) == 15_000
    assert ACTION_COST([100, None], [2.5, 10]) == 250
    assert ACTION_COST(frame["quantity"], frame["price"][::-1]) == 650, "aligned by label"
    assert np.isnan(ACTION_COST(pd.Series([1, np.nan]), 2))
    assert ACTION_COST(pd.Series([1, None], dtype="Int64"), 2) is pd.NA
    assert ACTION_COST([1, "x"], 1, errors="token") == "#VALUE!"
    assert ACTION_COST([1, -1], 1, errors="token") == "#NUM!"
    assert ACTION_COST([1e308, 1e308], 10, errors="token") == "#NUM!"
    assert ACTION_COST([], []) == 0
    with pytest.raises(ValueError, match="do not fit"):
        ACTION_COST([1, 2], [1, 2, 3])
    with pytest.raises(ValueError, match="fixed_cost is one number"):
        ACTION_COST([1, 2], [1, 2], [3, 4])


def test_sums_run_in_the_order_of_the_cells():
    chosen = random.Random(18)
    one, other = ([chosen.uniform(0, 1e6) for _ in range(1_001)] for _ in range(2))
    assert ACTION_COST(np.array(one), np.array(other)) == udfs.ACTION_COST(one, other)


def test_rfm_scores_are_those_of_the_cells():
    chosen = random.Random(5)
    rows = [[chosen.choice((None, chosen.randint(0, 400))), chosen.randint(1, 9), chosen.random()] for _ in range(300)]
    frame = pd.DataFrame(rows, columns=["days", "orders", "amount"], index=range(1000, 1300))
    found = RFM_SCORE(frame["days"], frame["orders"], frame["amount"])
    assert found.index.equals(frame.index)
    cells = udfs.RFM_SCORE(*([[cell] for cell in column] for column in zip(*rows, strict=True)))
    assert found.fillna("").tolist() == [score for (score,) in cells]
    assert found.isna().sum() == sum(row[0] is None for row in rows) > 0


def test_rfm_scores_of_other_kinds():
    assert RFM_SCORE([5, 40, None], [12, 3, 1], [900, 300, 50]) == ["344", "122", pytest.approx(np.nan, nan_ok=True)]
    assert RFM_SCORE(5, 1, 10) == "111"
    assert RFM_SCORE(np.array([5, 40]), 1, 10).tolist() == ["311", "111"]
    assert RFM_SCORE(pd.Series([5, "x", -1]), 1, 1, errors="token").tolist() == ["111", "#VALUE!", "#NUM!"]
    assert RFM_SCORE(pd.Series([5, "x", -1]), 1, 1).isna().tolist() == [False, True, True]
    assert RFM_SCORE(pd.Series([5, None], dtype="Int64"), 1, 1)[1] is pd.NA
    with pytest.raises(CellError, match="#NUM!"):
        RFM_SCORE(-1, 1, 1)


def test_a_ranking_is_a_frame():
    frame = pd.DataFrame({"name": ["A", "B", "C", None], "cost": [100, 200, 0, None], "margin": [50, 300, 10, None]})
    found = COMPARE_ACTIONS(frame["name"], frame["cost"], 10, frame["margin"], language="en")
    assert list(found)[:4] == ["ROI rank", "Action", "Cost", "Contacts"]
    assert found["Action"].tolist()[:3] == ["B", "A", "C"]
    assert found["ROI"].fillna(-1).tolist()[:3] == [1.5, 0.5, -1]
    assert found["Verdict"].tolist()[:2] == ["Profitable", "Not profitable"]
    tokens = COMPARE_ACTIONS(frame["name"], frame["cost"], 10, frame["margin"], language="en", errors="token")
    assert tokens["ROI"].tolist()[2] == "#DIV/0!"


def test_a_missing_cost_is_no_cost_of_nothing():
    found = COMPARE_ACTIONS(pd.Series(["A", "B"]), pd.Series([np.nan, 5.0]), pd.Series([10, 10]))
    assert found["Action"].tolist() == ["B", "A"]
    assert found["Coût par contact"].fillna(-1).tolist() == [0.5, -1]


def test_rows_without_anything_are_left_out():
    names, costs = pd.Series(["A", None, 7], dtype=object), pd.Series([1.0, np.nan, 2.0])
    assert COMPARE_ACTIONS(names, costs, pd.Series([1.0, np.nan, 1.0]))["Action"].tolist() == ["A", 7]
    assert [row[1] for row in COMPARE_ACTIONS(["A", None], [1, None], [1, None])] == ["Action", "A"]


def test_a_ranking_of_lists_is_that_of_the_cells():
    names, costs, contacts, margins = ["A", "B", "C"], [100, 200, 50], [10, 20, 30], [50, 300, 10]
    assert COMPARE_ACTIONS(names, costs, contacts, margins) == udfs.COMPARE_ACTIONS(names, costs, contacts, margins)
