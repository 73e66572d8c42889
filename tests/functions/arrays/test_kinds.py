"""A result comes as its arguments came: Series with their index, pandas' types, arrays, lists."""

import datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow
import pytest

from xl_grc import COMPARE_ACTIONS, MARGIN_RESULT, NPS, RFM_SCORE, ROI, VERDICT


def test_an_index_is_kept():
    margins = pd.Series([1.0, 2.0], index=pd.date_range("2026-01-01", periods=2), name="margin")
    found = ROI(margins, 4)
    assert found.index.equals(margins.index)
    assert found.tolist() == [0.25, 0.5]
    assert found.name == "ROI"


def test_other_series_are_aligned_to_the_first():
    margins = pd.Series([1.0, 2.0, 3.0], index=["a", "b", "c"])
    costs = pd.Series([10, 20, 40], index=["c", "b", "z"])
    assert ROI(margins, costs).fillna(-1).to_dict() == {"a": -1, "b": 0.1, "c": 0.3}
    assert ROI(5, costs).index.tolist() == ["c", "b", "z"]
    assert MARGIN_RESULT(margins, 0.5, costs).index.tolist() == ["a", "b", "c"]


def test_equal_indexes_may_hold_a_label_twice():
    margins, costs = pd.Series([1.0, 2.0], index=["a", "a"]), pd.Series([2.0, 8.0], index=["a", "a"])
    assert ROI(margins, costs).tolist() == [0.5, 0.25]
    with pytest.raises(ValueError, match="a label stands twice"):
        ROI(margins, pd.Series([2.0], index=["a"]))


def test_a_multi_index():
    index = pd.MultiIndex.from_product([["A", "B"], [2026, 2027]])
    costs = pd.Series([1.0, 2.0, 4.0, 8.0], index=index)
    assert ROI(pd.Series([8.0] * 4, index=index[::-1]), costs).tolist() == [1, 2, 4, 8]


@pytest.mark.parametrize(
    ("dtype", "result"),
    [("float64", "float64"), ("float32", "float64"), ("int64", "float64"), ("uint8", "float64"), ("bool", "float64"),
     ("Int64", "Float64"), ("Float64", "Float64"), ("UInt8", "Float64"), ("boolean", "Float64"),
     ("double[pyarrow]", "double[pyarrow]"), ("int64[pyarrow]", "double[pyarrow]"),
     ("bool[pyarrow]", "double[pyarrow]"), ("object", "float64"), ("category", "float64"), ("Sparse[int]", "float64")],
)  # fmt: skip
def test_types_of_pandas(dtype, result):
    found = ROI(pd.Series([1, 0]).astype(bool if "bool" in dtype else int).astype(dtype), 4)
    assert (found.dtype, found.tolist()) == (result, [0.25, 0])


@pytest.mark.parametrize("dtype", ["Int64", "Float64", "double[pyarrow]", "int64[pyarrow]"])
def test_na_stays_na_and_no_answer_is_nan(dtype):
    margins = pd.Series([1, None, 3], dtype=dtype)
    found = ROI(margins, pd.Series([0, 2, 4]))
    assert found[1] is pd.NA
    assert (np.isnan(found[0]), found[2]) == (True, 0.75)
    assert ROI(pd.Series([0.0, 1.0, 2.0]), margins).dtype == found.dtype
    verdicts = VERDICT(margins, "en")
    assert (verdicts.dtype, verdicts[0], verdicts[1]) == ("string", "Break-even", pd.NA)
    assert ROI(margins, pd.Series([0, 2, 4]), errors="token").tolist() == ["#DIV/0!", pd.NA, 0.75]


def test_arrays_of_pandas():
    found = ROI(pd.array([1, None], dtype="Int64"), 2)
    assert isinstance(found, pd.arrays.FloatingArray)
    assert (found[0], found[1]) == (0.5, pd.NA)


def test_text_dates_and_decimals_in_object_columns():
    column = pd.Series(
        [Decimal("2.5"), "2.5", " 7 ", "abc", None, datetime.date(2026, 1, 1), True, 10**400, [1], np.True_]
    )
    found = ROI(column, 1, errors="token").tolist()
    assert found[:4] == [2.5, 2.5, 7.0, "#VALUE!"]
    assert np.isnan(found[4])
    assert found[5:] == ["#VALUE!", 1.0, "#NUM!", "#VALUE!", 1.0]
    assert ROI(pd.Series(["2", "x", None], dtype="string"), 1, errors="token").tolist() == [2.0, "#VALUE!", pd.NA]
    assert ROI(pd.Series(["2", "x", None]), 1).fillna(-1).tolist() == [2.0, -1, -1]


def test_tokens_are_objects_whatever_they_are():
    for given in (["x", "y"], ["x", 1], [1, 2]):
        assert ROI(pd.Series(given, dtype=object), 1, errors="token").dtype == object
    assert ROI(pd.Series(["x", None], dtype="string"), 1, errors="token").dtype == object


def test_frames_use_them():
    frame = pd.DataFrame({"kind": ["a", "a", "b"], "score": [10, 3, 9], "margin": [1, 2, 3], "cost": [2, 4, 0]})
    assert frame.groupby("kind")["score"].agg(NPS).to_dict() == {"a": 0, "b": 100}
    assert frame.assign(roi=lambda f: ROI(f.margin, f.cost))["roi"].fillna(-1).tolist() == [0.5, 0.5, -1]
    assert frame[:2].apply(lambda row: ROI(row.margin, row.cost), axis=1).tolist() == [0.5, 0.5]
    assert VERDICT(frame.margin, pd.Series(["en", "xx", None])).isna().tolist() == [False, True, True]


def test_days_are_the_numbers_of_a_sheet():
    days = pd.Series(pd.to_datetime(["2026-01-01 12:00", None]))
    for given in (days, days.astype("datetime64[s]"), days.to_numpy(), days.dt.tz_localize("Europe/Paris")):
        found = ROI(given, 1)
        assert (found[0], np.isnan(found[1])) == (46023.5, True)
    assert np.isnan(ROI(days - days, 1)).all()


def test_verdicts_are_texts():
    found = VERDICT(pd.Series([2.0, np.nan, 0.5]))
    assert found.dtype == pd.Series(["text"]).dtype
    assert found.fillna("?").tolist() == ["Rentable", "?", "Non rentable"]
    assert VERDICT(np.array([1.0, 2.0]), np.array(["fr", "en"])).tolist() == ["À l'équilibre", "Profitable"]


def test_arrays_meet_as_in_numpy():
    found = ROI(np.array([[1.0], [2.0]]), np.array([1, 2, 4]))
    assert found.tolist() == [[1, 0.5, 0.25], [2, 1, 0.5]]
    with pytest.warns(PendingDeprecationWarning):
        assert type(ROI(np.matrix([[1, 2]]), 1)) is np.ndarray
    assert ROI(np.ma.array([1.0, 2.0], mask=[False, True]), 1)[0] == 1
    assert np.isnan(ROI(np.ma.array([1, 2], mask=[False, True]), 1)[1])
    assert ROI(pd.Index([1, 2]), 1).tolist() == [1, 2]
    assert str(ROI(pyarrow.array([1, None, 3]), 2)) == "[0.5 nan 1.5]"
    assert ROI(np.array([1, 2], dtype=">f8"), np.longdouble(2)).tolist() == [0.5, 1]
    assert ROI(np.array(["1", "x", ""]), 2, errors="token").tolist() == [0.5, "#VALUE!", "#VALUE!"]


def test_lists():
    assert ROI([1, 2], (2, 4)) == [0.5, 0.5]
    assert ROI(range(2), 2) == [0, 0.5]
    assert ROI([[1, 2], [3, 4]], 2) == [[0.5, 1], [1.5, 2]]
    assert ROI([], 1) == []
    assert ROI([[1], [None]], [["2"], [5]]) == [[0.5], [0]]


def test_empty_columns():
    for dtype in ("float64", "object", "Int64"):
        found = ROI(pd.Series([], dtype=dtype), 1)
        assert found.empty
        assert found.dtype == ("Float64" if dtype == "Int64" else "float64")
    assert VERDICT(pd.Series([], dtype=float)).empty
    assert ROI(np.zeros((0, 3)), 1).shape == (0, 3)
    assert RFM_SCORE(pd.Series([], dtype=float), 1, 2).empty
    assert COMPARE_ACTIONS([], [], []) == [["Rang contact", "Action", "Coût", "Contacts", "Coût par contact"]]


@pytest.mark.parametrize(
    "arguments",
    [([1, 2], [1, 2, 3]), (np.ones(2), np.ones(3)), (pd.Series([1, 2]), [1, 2, 3]), (pd.Series([1]), [1, 2]),
     (pd.Series([1, 2]), np.ones((2, 1))), (pd.Series([], dtype=float), [1, 2])],
)  # fmt: skip
def test_columns_that_do_not_fit(arguments):
    with pytest.raises(ValueError, match="ROI: the shapes of the arguments do not fit"):
        ROI(*arguments)


def test_rows_of_different_lengths():
    with pytest.raises(ValueError, match="differ in length"):
        ROI([[1], [1, 2]], 1)
    with pytest.raises(ValueError, match="differ in length"):
        ROI([[1], 2], 1)


@pytest.mark.parametrize("argument", [pd.DataFrame({"a": [1]}), {"a": 1}, {1, 2}, iter([1, 2])], ids=type)
def test_no_column(argument):
    with pytest.raises(TypeError, match=f"frame\\['cost'\\], no {type(argument).__name__}"):
        ROI(1, argument)
    with pytest.raises(TypeError):
        NPS(argument)


def test_nothing_given_is_changed():
    frame = pd.DataFrame({"margin": [1.0, np.nan, 3.0], "cost": [0.0, 1.0, -1.0]})
    before = frame.copy()
    found = frame.assign(roi=ROI(frame["margin"], frame["cost"]))
    found.loc[:, "roi"] = 7.0
    margins = np.array([1.0, -np.inf])
    margins.flags.writeable = False
    ROI(margins, 1)
    pd.testing.assert_frame_equal(frame, before)
