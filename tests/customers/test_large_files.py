"""Large files: the quick reader gives what the usual one gives; many customers are written as values."""

from __future__ import annotations

import random
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.customers.reading import analysed, customers
from tests.customers.sales import some_sales
from tests.hosts.validator import validate
from tests.proofs import WHOLE, rounds
from tests.reading import named
from xl_grc.customers import analyse, analyse_files, fast_csv, limit, opening, outcome
from xl_grc.customers.limit import LIVE_UP_TO
from xl_grc.customers.options import Options
from xl_grc.errors import InputError
from xl_grc.values import cell_text

ASKED = Options(date(2026, 11, 28), None, "fr")

cells = st.text(st.sampled_from('ab ;"é0,\n'), max_size=6)
texts = st.lists(st.tuples(cells, st.sampled_from(["10", "2,50", ""])), min_size=1, max_size=12)


def columns(path):
    """The texts of every column of a file, and the rows they stand in; the problems of one that does not read."""
    try:
        (export,) = opening.open_exports(path, ASKED)
    except InputError as error:
        return error.problems
    table = export.table
    return [[cell_text(column.cells[code]) for code in column.codes] for column in table.columns], table.rows.tolist()


@settings(max_examples=rounds(5_000), deadline=None)
@given(texts, st.booleans(), st.sampled_from(["utf-8", "cp1252"]), st.sampled_from([30, 60, 1 << 20]))
def test_the_quick_reader_gives_what_the_usual_one_gives(tmp_path_factory, drawn, quoted, encoding, part):
    path = tmp_path_factory.mktemp("quick") / "ventes.csv"
    rows = [
        f'"{name.replace(chr(34), chr(34) * 2)}"' if quoted or ";" in name or "\n" in name else name
        for name, _ in drawn
    ]
    lines = [f"31/03/2026;{name};{amount}" for name, (_, amount) in zip(rows, drawn, strict=True)]
    path.write_bytes("\n".join(["Ventes;;", "Date;Client;Montant HT", *lines]).encode(encoding))
    with pytest.MonkeyPatch.context() as patch:
        usual = columns(path)
        patch.setattr(opening, "LARGE", 0)
        patch.setattr(fast_csv, "_PART", part)
        assert columns(path) == usual


@pytest.mark.parametrize(
    "text",
    [
        "Date;Client;Montant HT\n31/03/2026;A;10\n\n31/03/2026;B;20\n",
        "Date;Client;Montant HT\n31/03/2026;A;10;reste\n31/03/2026;B;20\n",
        "Date;Client;Montant HT\n31/03/2026;A;10\n31/03/2026;B\n",
        'Date;Client;Montant HT\n31/03/2026;"A\nB";10\n31/03/2026;C;1\n',
        "Date;Client;Montant HT\r31/03/2026;A;10\r31/03/2026;B;20\r",
        "Date;Client;Montant HT\n",
    ],
    ids=["empty row", "wide row", "short row", "row of two lines", "old Mac", "no row"],
)
def test_what_the_quick_reader_cannot_do_the_usual_one_does(tmp_path, monkeypatch, text):
    path = tmp_path / "ventes.csv"
    path.write_bytes(text.encode())
    usual = columns(path)
    monkeypatch.setattr(opening, "LARGE", 0)
    assert columns(path) == usual


@pytest.mark.parametrize(
    "codes", [("C2", "C1", "C3"), ("é8 bytes", "9 bytes "), ("B", "A", "", "A"), ("A2", "A1", "long")]
)
def test_codes_of_one_length_are_the_same_texts(tmp_path, monkeypatch, codes):
    chance = random.Random(4)
    path = tmp_path / "ventes.csv"
    lines = "".join(f"31/03/2026;{chance.choice(codes)};10\n" for _ in range(50))
    path.write_text(f"Date;Code client;Montant HT\n{lines}", encoding="utf-8")
    usual = columns(path)
    monkeypatch.setattr(opening, "LARGE", 0)
    monkeypatch.setattr(fast_csv, "_PART", 200)
    assert columns(path) == usual


def test_a_late_byte_of_another_encoding(tmp_path, monkeypatch):
    """The beginning reads as UTF-8, the end does not: the whole file is cp1252."""
    monkeypatch.setattr(opening, "LARGE", 0)
    monkeypatch.setattr(fast_csv, "_PART", 1 << 16)
    lines = "".join(f"31/03/2026;A{number};10\n" for number in range(20_000))
    text = f"Date;Client;Montant HT\n{lines}31/03/2026;Lefèvre;10\n"
    (tmp_path / "ventes.csv").write_bytes(text.encode("cp1252"))
    assert len(text) > 2 * opening._BEGINNING
    found = analyse_files([tmp_path / "ventes.csv"], ASKED)
    assert found.sales.people.names[-1] == "Lefèvre"
    assert found.customers == 20_001


def test_many_customers_are_values(tmp_path, monkeypatch, office, validator):
    live_up_to = LIVE_UP_TO if WHOLE else LIVE_UP_TO // 10
    monkeypatch.setattr(limit, "LIVE_UP_TO", live_up_to)
    text = some_sales(live_up_to + 500)
    (tmp_path / "ventes.csv").write_text(text, encoding="utf-8")
    found = outcome.outcome_of([tmp_path / "ventes.csv"], ASKED, outcome.Wanted(), lambda name: None)
    path = tmp_path / "many.xlsx"
    path.write_bytes(found.workbook)
    assert validate(path) == []
    book = load_workbook(path)
    sheet = book["Clients"]
    assert not [cell for row in sheet.iter_rows(5, 40) for cell in row if cell.data_type == "f"]
    assert "valeurs" in load_workbook(path, data_only=True)["Paramètres"]["C12"].value
    assert named(path, "CustomerCount") == found.analysis.customers
    with office.open(path) as document:
        assert len(document.values()["Clients"]) > live_up_to


@pytest.mark.parametrize("large", [False, True], ids=["usual reader", "quick reader"])
def test_a_table_of_too_many_customers_is_refused(tmp_path, monkeypatch, large):
    monkeypatch.setattr(outcome, "MOST_CUSTOMERS", 3)
    monkeypatch.setattr(opening, "LARGE", 0 if large else 1 << 40)
    (tmp_path / "ventes.csv").write_text(some_sales(4), encoding="utf-8")
    with pytest.raises(InputError) as error:
        outcome.outcome_of([tmp_path / "ventes.csv"], ASKED, outcome.Wanted(), lambda name: None)
    (problem,) = error.value.problems
    assert (problem.key, dict(problem.values)) == ("customers.too_many", {"count": 4, "limit": 3})


def test_too_many_customers_are_refused_before_the_file_is_read_to_its_end(tmp_path, monkeypatch):
    """The last line is no text at all: whoever comes so far tells that; spellings of one code are one customer."""
    monkeypatch.setattr(fast_csv, "_PART", 1 << 10)
    monkeypatch.setattr(opening, "LARGE", 0)
    lines = [f"31/03/2026;{'c' if number % 2 else 'C'}{number // 2};10\n" for number in range(20_000)]
    path = tmp_path / "ventes.csv"
    path.write_bytes("".join(["Date;Code client;Montant HT\n", *lines]).encode() + b"\0;\0;\0\n")
    with pytest.raises(InputError) as error:
        analyse_files([path], ASKED._replace(most_customers=5_000))
    assert [problem.key for problem in error.value.problems] == ["customers.too_many"]
    with pytest.raises(InputError) as error:
        analyse_files([path], ASKED._replace(most_customers=10_000))
    assert [problem.key for problem in error.value.problems] == ["nul_bytes"]


@pytest.mark.parametrize(
    "unusual",
    [
        "31/03/2026;A;10;reste",
        "31/03/2026;B",
        "",
        '31/03/2026;"C\n;D";10',
        '31/03/2026;E";10',
        '31/03/2026;="007";"=""12"""',
        "31/03/2026;'12;3",
        '31/03/2026;"F;10',
    ],
)
def test_what_is_unusual_in_a_part_costs_that_part_alone(tmp_path, monkeypatch, unusual):
    monkeypatch.setattr(fast_csv, "_PART", 1 << 10)
    usual = [f'31/03/2026;"Client ""{number}""";10,5' for number in range(200)]
    path = tmp_path / "ventes.csv"
    path.write_text("\n".join(["Date;Client;Montant HT", *usual, unusual, *usual, ""]), encoding="utf-8")
    slowly = columns(path)
    careful, parts = fast_csv._read_carefully, []
    monkeypatch.setattr(fast_csv, "_read_carefully", lambda *given: parts.append(given) or careful(*given))
    monkeypatch.setattr(opening, "LARGE", 0)
    assert columns(path) == slowly
    assert len(parts) < 10


def test_parquet_and_data_frames_say_the_same(tmp_path):
    pandas = pytest.importorskip("pandas")
    chance = random.Random(5)
    frame = pandas.DataFrame(
        {
            "Date": pandas.to_datetime([f"2026-0{chance.randrange(1, 9)}-1{chance.randrange(9)}" for _ in range(40)]),
            "Client": [chance.choice(("Durand", "Martin", None)) for _ in range(40)],
            "Montant HT": np.round(np.linspace(-5, 90, 40), 2),
        }
    )
    found = analyse(frame, as_of=date(2026, 12, 31))
    frame.to_parquet(tmp_path / "ventes.parquet")
    frame.to_excel(tmp_path / "ventes.xlsx", index=False)
    for name in ("ventes.parquet", "ventes.xlsx"):
        other = analyse_files([tmp_path / name], ASKED._replace(as_of=date(2026, 12, 31)))
        assert customers(other) == customers(found)
    csv = frame.to_csv(index=False, sep=";", decimal=",")
    assert customers(analysed(tmp_path, csv, as_of=date(2026, 12, 31))) == customers(found)
