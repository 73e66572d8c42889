"""Laws of the analysis, on sales lines of every shape."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.customers.workbooks import filling
from tests.proofs import rounds
from xl_grc.customers import Options
from xl_grc.customers.analysis import analyse_files
from xl_grc.functions.catalogue import RFM_SCORE
from xl_grc.tables.formulas.bounds import bound

START = date(2024, 1, 1)
HEADER = "Facture;Type;Date;Client;Montant HT"
CLIENTS = ("Anne", "Bruno", "Chloé", "Client comptoir", "")

LAW = settings(max_examples=rounds(4_000), deadline=None)

lines = st.lists(
    st.tuples(
        st.integers(0, 12),  # document
        st.sampled_from(["Facture", "Facture", "Facture", "Avoir"]),
        st.integers(0, 900),  # day
        st.sampled_from(CLIENTS),
        st.integers(-2_000, 9_000),  # cents
    ),
    min_size=1,
    max_size=30,
)


def row(document, kind, day, client, cents):
    return f"F{document};{kind};{START + timedelta(days=day):%Y-%m-%d};{client};{cents / 100:.2f}"


def analysed(folder, rows, as_of=None, header=HEADER):
    path = folder / "ventes.csv"
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    return analyse_files([path], Options(date(2026, 11, 28), as_of, "en"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("laws")


def figures(analysis):
    """Everything that an analysis says of its customers, whatever the order of its lines."""
    people, known = analysis.sales.people, analysis.purchases

    def scores(key):
        return np.nan_to_num(analysis.cells[key])

    columns = (known.frequency, known.days, known.money, known.first, known.last, analysis.segment, *map(scores, "rfm"))
    told = {
        people.names[place]: tuple(int(column[place]) for column in columns)
        for place in range(people.size)
        if people.names[place]
    }
    others = (
        analysis.sales.as_of,
        analysis.anonymous_cents,
        analysis.without_purchase,
        analysis.intervals,
        analysis.returns,
        analysis.retention,
        analysis.cohorts,
        analysis.pareto,
        analysis.year,
        analysis.repeat_rate,
    )
    return told, others


@LAW
@given(lines)
def test_segments_part_the_customers(folder, drawn):
    found = analysed(folder, [row(*line) for line in drawn])
    bought = found.purchases.bought
    assert ((found.segment > 0) == bought).all()
    assert found.segment.max(initial=0) <= 8


@LAW
@given(lines)
def test_all_money_is_somewhere(folder, drawn):
    found = analysed(folder, [row(*line) for line in drawn])
    money = int(found.purchases.money[found.purchases.bought].sum())
    kept = sum(-abs(cents) if kind == "Avoir" else cents for _, kind, _, _, cents in drawn)
    assert money + found.anonymous_cents + found.without_purchase_cents == kept


@LAW
@given(lines)
def test_the_sums_of_the_workbook_add_up_to_the_lines_counted(folder, drawn):
    made = filling(analysed(folder, [row(*line) for line in drawn]), "en")
    shown = [made.names[name] for name in ("AnonymousRevenue", "WithoutPurchaseRevenue")]
    bought = [amount for amount in made.columns["Customers.revenue"] if amount != ""]
    kept = sum(-abs(cents) if kind == "Avoir" else cents for _, kind, _, _, cents in drawn)
    assert round(100 * sum([*bought, *shown])) == kept
    assert made.names["LinesKept"] == len(drawn)


@LAW
@given(lines)
def test_every_customer_bought_in_their_first_month(folder, drawn):
    found = analysed(folder, [row(*line) for line in drawn])
    for cohort in found.cohorts.rows:
        assert cohort.buyers[0] == cohort.customers
        assert cohort.shares()[0] == 1
    if found.cohorts.rows:
        assert found.cohorts.mean[0] == 1


@LAW
@given(lines, st.integers(0, 900))
def test_a_file_read_on_a_day_is_the_file_cut_on_that_day(folder, drawn, day):
    as_of = START + timedelta(days=day)
    cut = [line for line in drawn if line[2] <= day]
    if cut:
        whole = analysed(folder, [row(*line) for line in drawn], as_of)
        assert figures(whole) == figures(analysed(folder, [row(*line) for line in cut], as_of))
        assert whole.sales.later == len(drawn) - len(cut)


@LAW
@given(lines, st.integers(0, 29), st.integers(-500, 500))
def test_a_line_of_a_document_in_two_changes_nothing(folder, drawn, place, part):
    place %= len(drawn)
    document, kind, day, client, cents = drawn[place]
    if kind == "Avoir":  # whose parts above zero would be turned
        part, cents = -abs(part), -abs(cents)
        part = max(part, cents)
        drawn[place] = (document, kind, day, client, cents)
    first, second = (document, kind, day, client, part), (document, kind, day, client, cents - part)
    divided = [*drawn[:place], first, second, *drawn[place + 1 :]]
    whole = analysed(folder, [row(*line) for line in drawn])
    assert figures(analysed(folder, [row(*line) for line in divided])) == figures(whole)


@LAW
@given(lines, st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(folder, drawn, random):
    documents = {}
    for line in drawn:
        documents.setdefault(line[0], []).append(line)
    order = list(documents.values())
    random.shuffle(order)
    shuffled = [line for document in order for line in document]
    found, again = (analysed(folder, [row(*line) for line in some]) for some in (drawn, shuffled))
    assert figures(found) == figures(again)


@LAW
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 5), st.integers(-5, 30)), min_size=1, max_size=60))
def test_bounds_say_what_the_function_for_cells_says(drawn):
    days, purchases, money = (list(column) for column in zip(*drawn, strict=True))
    bounds = [
        [bound(sorted(column), step, less) for step in range(1, 5)]
        for column, less in ((days, True), (purchases, False), (money, False))
    ]
    told = [
        f"{1 + sum(recency <= limit for limit in bounds[0])}"
        f"{1 + sum(times >= limit for limit in bounds[1])}"
        f"{1 + sum(max(cents, 0) >= limit for limit in bounds[2])}"
        for recency, times, cents in drawn
    ]
    ranges = ([[value] for value in column] for column in (days, purchases, np.maximum(money, 0).tolist()))
    assert [[text] for text in told] == RFM_SCORE.evaluate(*ranges)
