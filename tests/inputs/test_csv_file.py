"""Encodings and separators of CSV files."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_grc.errors import InputError
from xl_grc.inputs.csv_file import CsvFile, read_csv

TEXT = "Entreprise;Action;Dépenses\r\nÉté;Salon;1 500,50 €\r\n"
ROWS = [["Entreprise", "Action", "Dépenses"], ["Été", "Salon", "1 500,50 €"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding):
    grid = read_csv(TEXT.encode(encoding), "plan.csv")
    assert (grid.file, grid.sheet, grid.rows) == ("plan.csv", "", ROWS)


def test_big_endian():
    assert read_csv(b"\xfe\xff" + TEXT.encode("utf-16-be"), "plan.csv").rows == ROWS


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_separators(separator):
    data = f'action{separator}type\n"a{separator}b"{separator}c\n'.encode()
    assert read_csv(data, "x.csv").rows == [["action", "type"], [f"a{separator}b", "c"]]


def test_decimal_commas_do_not_make_a_comma_file():
    data = b"action;expenses;revenue\nA;1,5;2,5\nB;3,5;4,5\n"
    assert read_csv(data, "x.csv").rows[1] == ["A", "1,5", "2,5"]


def test_commas_in_headers_do_not_either():
    data = "Action;Dépenses (HT, en €);Notes, remarques\nA;1;x\n".encode()
    assert len(read_csv(data, "x.csv").rows[0]) == 3


def test_lists_of_months_do_not_either():
    data = b"company;action;months;owner\nA;Salon;mars, avril, mai, juin, juillet, septembre;Anne\n"
    assert len(read_csv(data, "x.csv").rows[0]) == 4


def test_semicolons_in_a_comma_file():
    assert read_csv(b"action,type\na; b; c,d\n", "x.csv").rows[1] == ["a; b; c", "d"]


def test_unknown_headers_are_separated_by_their_steady_width():
    assert read_csv(b"foo,bar\n1,2\n3,4\n", "x.csv").rows[0] == ["foo", "bar"]


def test_one_column():
    assert read_csv(b"action\nSalon, stand\nRadio\n", "x.csv").rows == [["action"], ["Salon, stand"], ["Radio"]]


def test_separator_hint_of_excel():
    assert read_csv(b"sep=,\naction,type\na,b\n", "x.csv").rows[1:] == [["action", "type"], ["a", "b"]]


def test_lines_within_quotes_and_blank_lines():
    data = b'action;note\n"a\nb";"say ""hi"""\n\nc;d'
    assert read_csv(data, "x.csv").rows == [["action", "note"], ["a\nb", 'say "hi"'], [], ["c", "d"]]


def test_stray_quotes_are_text():
    assert read_csv(b'action;note\necran 5";x\n"Gagner" 10;y\n', "x.csv").rows[1:] == [
        ['ecran 5"', "x"],
        ["Gagner 10", "y"],
    ]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "empty_file"),
        (b"\xef\xbb\xbf", "empty_file"),
        (b" \r\n ", "empty_file"),
        (b"action\0;x", "nul_bytes"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not_text"),
        (b"action;\xe9\xe9\xe9\x81\n", "not_text"),
        (b"\xef\xbb\xbfaction\xff", "wrong_byte"),
        (b"\xff\xfea", "not_text"),
        (b"\x01\x02\x03\x04action", "not_text"),
    ],
)
def test_unreadable(data, key):
    with pytest.raises(InputError) as caught:
        read_csv(data, "x.csv")
    assert [(found.key, found.file) for found in caught.value.problems] == [(key, "x.csv")]


@pytest.mark.parametrize("end", ["", "\n"])
def test_unclosed_quote_names_its_row(end):
    with pytest.raises(InputError) as caught:
        read_csv(f'action;note\na;b\nc;"never closed\nd;e{end}'.encode(), "x.csv")
    (found,) = caught.value.problems
    assert (found.key, found.row, dict(found.values)) == ("malformed_csv", 3, {"row": 3})


def test_a_very_long_field_is_read():
    assert len(read_csv(b"action\n" + b"x" * 200_000, "x.csv").rows[1][0]) == 200_000


@given(st.binary())
def test_any_bytes_are_a_grid_or_a_problem(data):
    try:
        read_csv(data, "x.csv")
    except InputError as error:
        known = {
            "empty_file",
            "not_text",
            "malformed_csv",
            "nul_bytes",
            "wrong_byte",
            "other_encoding",
            "is_html",
            "is_xml",
            "is_pdf",
            "web_address",
        }
        assert {found.key for found in error.problems} <= known


CELLS = st.sampled_from(["", " ", "a", "b c", "é", '"', '"x;\ny"', "1,5"])


@given(st.lists(st.lists(CELLS, max_size=4).map(";".join)), st.sampled_from(["\n", "\r\n", "\r"]), st.integers(1, 3))
def test_heads_say_what_rows_say(lines, end, width):
    data = end.join(["Action;Type;Mois", *lines]).encode()
    source = CsvFile("plan.csv", lambda: io.BytesIO(data))
    try:
        rows = list(source.rows())
    except InputError as error:
        with pytest.raises(InputError) as raised:
            list(source.heads(width))
        assert raised.value.problems == error.problems
        return
    rows, heads = ([row or [""] for row in found] for found in (rows, source.heads(width)))
    assert [head[:width] for head in heads] == [row[:width] for row in rows]
    assert all(head == row for head, row in zip(heads, rows, strict=True) if not row[0].strip())
