"""Spare rows hold nothing and count nowhere: calculating them with the others changes nothing."""

from datetime import date

import pytest

from tests.plans import some_plan
from xl_grc.plan.model import Plan
from xl_grc.tables.evaluation import evaluate
from xl_grc.tables.plan import PLAN
from xl_grc.tables.schema import NAMED_CELLS, TABLES
from xl_grc.workbook.plan_filling import fill

AS_OF = date(2026, 5, 4)
HUGE = {"status": "", "buyers": 1e200, "price": 1e200}


def plans():
    yield Plan("Rien", date(2026, 3, 1))
    yield from (some_plan(actions, actions, date(2026, 7, 1)) for actions in (1, 12, 40))
    plan = some_plan(4, 4)
    yield plan._replace(actions=(plan.actions[0]._replace(**HUGE), *plan.actions[1:]))


@pytest.mark.parametrize("plan", list(plans()), ids=["empty", "1", "12", "40", "overflow"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_calculated_with_the_others(plan, language):
    filling = fill(plan, language, AS_OF)
    columns = {
        f"{table.name}.{column.key}": filling.columns[f"{table.name}.{column.key}"]
        for table in TABLES.values()
        for column in table
        if column.role != "computed"
    }
    names = {name: filling.names[name] for name, cell in NAMED_CELLS.items() if cell.computed is None}
    evaluate(PLAN, columns, names, language)
    assert columns == filling.columns
    assert names == filling.names


def test_spare_rows_are_numbered_on():
    columns = fill(some_plan(3, 3), "fr", AS_OF).columns
    spare = TABLES["Actions"].spare_rows
    assert spare == 10
    for table in ("Actions", "Schedule", "Returns"):
        assert columns[f"{table}.no"] == list(range(1, 3 + spare + 1))
    assert columns["Actions.label"][3:] == [""] * spare
