"""Whatever stands in a table, each of its rows is kept or told, and no reading fails."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.proofs import rounds
from xl_grc.errors import InputError
from xl_grc.ooxml.looks import SheetLooks
from xl_grc.ooxml.place import Place
from xl_grc.plan.fields import ACTIONS
from xl_grc.plan.grid import Grid
from xl_grc.plan.plain_table import plain_table
from xl_grc.plan.tabular import InputOptions, read_plans
from xl_grc.values import ErrorToken, has_content

HEADERS = [
    "Entreprise",
    "Objectif",
    "Action",
    "Mois",
    "Budget",
    "CA",
    "Mars",
    "Avril",
    "Humeur",
    "Échéance",
    "Contacts",
]
CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        ["Total", "Sous-total x", "--", "Salon", "X", "k€", "4,5 k€", "T1", "mars", "Action", "PROSPECTION"]
    ),
    st.sampled_from([0, 1, 500, 1000, 1500, 0.5, True, date(2026, 3, 1), ErrorToken("#N/A"), " ", "Prévu", "Réalisé"]),
    st.text(max_size=4),
)
PLACES = st.tuples(*[st.integers(1, 6)] * 4).map(
    lambda four: Place(min(four[0], four[2]), min(four[1], four[3]), max(four[0], four[2]), max(four[1], four[3]))
)
PAIRS = st.frozensets(st.tuples(st.integers(1, 8), st.integers(1, 6)), max_size=4)
LOOKS = st.builds(
    SheetLooks,
    merged=st.lists(PLACES, max_size=3).map(tuple),
    hidden_rows=st.frozensets(st.integers(1, 8), max_size=2),
    bold=PAIRS,
    sums=st.dictionaries(st.tuples(st.integers(1, 8), st.integers(1, 6)), st.just((2, 3)), max_size=2),
    formats=st.dictionaries(
        st.tuples(st.integers(1, 8), st.integers(1, 6)), st.sampled_from(['0" k€"', '0," M€"', '"', "\\"]), max_size=3
    ),
)


@settings(max_examples=rounds(5_000))
@given(
    st.lists(st.lists(CELLS, max_size=6), max_size=2),
    st.lists(st.sampled_from(HEADERS), min_size=1, max_size=6),
    st.lists(st.lists(CELLS, max_size=7), max_size=7),
    LOOKS,
    st.booleans(),
)
def test_each_row_is_kept_or_told(above, header, rows, looks, fills_down):
    grid = Grid("plan.xlsx", "Plan", [*above, ["Action", *header], *rows], looks=looks)
    try:
        table = plain_table(grid, ACTIONS, fills_down=fills_down)
    except InputError as error:
        assert [problem.key for problem in error.problems] == ["thousands_in_title"]
        return
    if not table.grid.plain:
        return
    kept = set(table.grid.numbers[1:])
    told = {note.row for note in table.notes if note.row is not None}
    doubtful = {doubt.number for doubt in table.grid.doubts}
    below = table.grid.numbers[0] + 1
    for number, row in enumerate(grid.rows, 1):
        if number > below and has_content(row):
            assert number in kept | told | doubtful
    options = InputOptions(date(2026, 11, 28), default_company="x")
    found = read_plans(table.grid, None, None, options)
    assert found.problems or sum(len(plan.actions) for plan in found.plans) == len(table.grid.rows) - 1
