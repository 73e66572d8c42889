"""Texts packed one behind the other are the texts that they were packed of."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xl_grc.customers.coded import Coded
from xl_grc.customers.packed import PackedTexts, in_order
from xl_grc.customers.words import beginnings, begins_as_credit, is_total
from xl_grc.values import is_blank

SPACES = "".join(filter(str.isspace, map(chr, range(0x110000))))
QUICK = settings(deadline=None)
texts = st.lists(st.text(st.sampled_from(f"aé€=\n'\0{SPACES}"), max_size=4), max_size=8)


def packed(drawn, before="é", behind="x"):
    """The texts as a part of a larger buffer, as readers give them."""
    pieces = [before, *drawn]
    ends = np.cumsum([len(piece.encode()) for piece in pieces], dtype=np.int32)
    return PackedTexts(ends, "".join([*pieces, behind]).encode())


@QUICK
@given(texts)
def test_they_are_read_one_by_one_and_all_at_once(drawn):
    found = packed(drawn)
    assert list(found) == [found[place] for place in range(len(drawn))] == drawn
    assert found[1:] == drawn[1:]
    assert len(found) == len(drawn)


@QUICK
@given(texts)
def test_all_are_looked_at_at_once(drawn):
    found = packed(drawn)
    assert found.blank().tolist() == [is_blank(text) for text in drawn]
    assert found.holds(b"\n") == any("\n" in text for text in drawn)
    assert found.begins_any(b"='") == any(text.startswith(("=", "'")) for text in drawn)
    codes = np.arange(len(drawn), dtype=np.int32)
    assert Coded(codes, found).texts() == Coded(codes, drawn).texts()
    assert Coded(codes, found).blank().tolist() == Coded(codes, drawn).blank().tolist()


def test_no_text_at_all():
    found = packed([], before="", behind="")
    assert (list(found), found.blank().tolist(), found.holds(b"\n"), found.begins_any(b"=")) == ([], [], False, False)


@QUICK
@given(
    st.lists(st.sampled_from(["F001", "F002", "F010", "é01"]), min_size=1, max_size=12),
    st.integers(0, 12),
    st.booleans(),
)
def test_a_column_in_order_is_told_without_looking_each_text_up(drawn, cut, sort):
    if sort:
        drawn = sorted(drawn)
    blocks = [packed(part) for part in (drawn[:cut], drawn[cut:]) if part]
    found = in_order(blocks)
    if drawn != sorted(drawn, key=str.encode):
        assert found is None
    else:
        codes, texts = found
        assert list(texts) == sorted(set(drawn), key=str.encode)
        assert [texts[code] for code in codes] == drawn


@pytest.mark.parametrize("drawn", [["F9", "F10"], ["", ""]], ids=["lengths", "empty"])
def test_other_columns_are_not_in_order(drawn):
    assert in_order([packed(drawn)]) is None
    assert in_order([packed(["F9"]), packed(["F10"])]) is None


@QUICK
@given(
    st.lists(
        st.sampled_from(["Total", "À reporter", "* TOTAL *", "Avoir 3", "F1", "Tonneau", " cumul", ""]), min_size=1
    )
)
def test_what_begins_otherwise_need_not_be_looked_at(drawn):
    """Totals and credit notes are found as among texts that are no part of a large file."""
    found, codes = packed(drawn * 2 + ["F1"] * 40), np.arange(len(drawn) * 2 + 40, dtype=np.int32)
    for holds, words in ((is_total, "totals"), (begins_as_credit, "credit_states")):
        told = Coded(codes, found).flags(holds, beginnings(words))
        assert told.tolist() == list(map(holds, found))
