"""What a plan puts into a workbook does not depend on the language it was written in."""

from datetime import date

import pytest

from xl_grc.plan.model import Action, CostLine, Plan
from xl_grc.text import LANGUAGES, texts
from xl_grc.workbook.plan_filling import fill


@pytest.mark.parametrize("written", LANGUAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_discount_follows_the_buyers_in_every_language(written, language):
    item = texts(written)["lists.discount"]
    action = Action(1, "E-mailing", buyers=200.0, price=100.0)
    plan = Plan("Durand", date(2026, 1, 1), (action,), costs=(CostLine(1, item, None, "", 30.0),))
    filling = fill(plan, language, date(2026, 1, 1))
    assert filling.columns["Costs.amount"][0] == 6000
    assert filling.columns["Costs.item"][0] == texts(language)["lists.discount"]
    assert sorted(filter(None, filling.columns["CostItems.value"])) == sorted(texts(language)["lists.CostItems"])
