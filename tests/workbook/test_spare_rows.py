"""What the rows kept free hold is not calculated: it is what calculating them would give."""

import random
from datetime import date

import pytest

from tests.plans import some_plan
from tests.proofs import rounds
from tests.workbook.test_wrong_inputs import dirtied, in_time
from xl_grc.tables.evaluation import evaluate
from xl_grc.tables.plan import PLAN
from xl_grc.tables.runtime.spots import Surroundings
from xl_grc.tables.schema import NAMED_CELLS
from xl_grc.workbook import spare_rows
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.spare_rows import evaluate_typed_rows

AROUND = Surroundings(PLAN.places)


def inputs_of(filling):
    computed = {
        f"{table.name}.{column.key}"
        for table in PLAN.tables.values()
        for column in table
        if column.computed is not None
    }
    columns = {key: list(values) for key, values in filling.columns.items() if key not in computed}
    return columns, {name: value for name, value in filling.names.items() if NAMED_CELLS[name].computed is None}


def both(filling):
    """The cells as `evaluate` has them, and as `evaluate_typed_rows` has."""
    found = []
    for calculate in (evaluate, evaluate_typed_rows):
        columns, names = inputs_of(filling)
        calculate(PLAN, columns, names, filling.language, AROUND)
        found.append((columns, names))
    return found


@pytest.mark.parametrize("first", range(0, rounds(20_000), 20))
def test_all_rows_hold_what_calculating_each_gives(first):
    for seed in range(first, first + 20):
        chosen = random.Random(seed)
        plan = in_time(some_plan(chosen.randint(0, 12), seed, date(2026, 1, 1), chosen.random() < 0.8), chosen)
        filling = fill(plan, "fr", date(2026, 9, 15), AROUND)
        typed = dirtied(filling, chosen, chosen.choice((0, 1, 3, 8)), chosen.random() < 0.3, AROUND)
        whole, short = both(typed)
        assert whole == short


@pytest.mark.parametrize("number", [3, 31, 40.5, "", "40"])
def test_numbers_of_free_rows_that_do_not_go_on_are_calculated(number):
    filling = fill(some_plan(5, 1), "fr", date(2026, 9, 15), AROUND)
    for table in ("Actions", "Schedule"):
        filling.columns[f"{table}.no"] = [*filling.columns[f"{table}.no"][:-1], number]
    whole, short = both(filling)
    assert whole == short


def test_a_blank_cell_of_a_list_is_the_number_0_as_in_a_sheet():
    filling = fill(some_plan(5, 1), "fr", date(2026, 9, 15), AROUND)
    filling.columns["Actions.status"] = [0, *filling.columns["Actions.status"][1:]]
    whole, short = both(filling)
    assert whole == short


def test_rows_at_the_end_are_left_out(monkeypatch):
    rows = {}

    def seen(kind, columns, names, language, surroundings, plain):
        rows.update((key, len(columns[key])) for key in ("Actions.no", "Costs.action", "Tracking.expenses"))
        evaluate(kind, columns, names, language, surroundings, plain)

    monkeypatch.setattr(spare_rows, "evaluate", seen)
    columns, names = inputs_of(fill(some_plan(30, 1), "fr", date(2026, 9, 15), AROUND))
    evaluate_typed_rows(PLAN, columns, names, "fr", AROUND)
    assert rows == {"Actions.no": 30, "Costs.action": 30, "Tracking.expenses": 15}
    assert len(columns["Costs.action"]) == len(columns["Costs.amount"]) == 90
