"""Random plans with wrong inputs, in both readings: the values that we write against what LibreOffice calculates.

Anything is typed anywhere: texts in numbers, numbers beyond limits, shares and words in months, labels of nobody,
numbers twice or not at all, no first month. Errors come as people's own formulas give them.
"""

import random
from datetime import date

import pytest

from tests.plans import some_plan
from tests.proofs import rounds
from tests.recalculation import differences, errors
from xl_grc.tables.evaluation import evaluate
from xl_grc.tables.plan import PLAN
from xl_grc.tables.runtime.spots import Surroundings
from xl_grc.tables.schema import NAMED_CELLS, TABLES
from xl_grc.tables.shape import month_headers
from xl_grc.text import texts
from xl_grc.values import ErrorToken
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.template.templates import load_template, shipped_template

AS_OF = date(2026, 9, 15)
WORDS = ("6,5 k€", "1 lot", "5 200 €HT", "12", " ", "a*", ">5", "=1+1", "Premier", "X", "?")
NUMBERS = (-5, 0, 0.5, 2, 50, 1e9)
TYPED = {
    "mark": (*WORDS, *NUMBERS),
    "share": ("x", "X", 0.25, 0.5, 2, 1, 0, -1, "non", " ", "1", 1e308),
    "delay": (0, 1, 3, 11, 24, 25, 2.5, -1, "2", "deux"),
    "date": ("hier", "2026-05-01", -5, 0, 46000, 46204.75, 46500, 99999, 1e9),
    "text": (*WORDS, "abandonnée", "Abandonnee", "Annulée", "EN COURS", "Recettes", "marge", "Autre", *NUMBERS),
    "number": ("", 1, 2, 77, 2.5, "sept"),
}
"""What is typed in inputs of a unit, by its name; in those of other units words and numbers.

No number of an action as text: SUMIFS takes it for that number and MATCH does not, in LibreOffice both do; the readers
of returned workbooks take it for the number and tell it.
"""
LABELS = ("2 - Réseau 1", "1", 3, "77 - Personne", "3 -", "Hors action", "Salon", " 4 - x", "")
NAMED = {
    "PeriodStart": ("", "janvier", 46204, 46219, 0, -3, 1e9, 46023.5),
    "AsOf": ("", "demain", 46000, 46500, 46280.5, -1),
    "DefaultMarginRate": ("", "35 %", 50, -1, 0, 1, 0.4),
    "Currency": ("", "k€", 5),
    "Company": ("", 12),
}
INPUTS = [
    (f"{table.name}.{column.key}", column.unit.name)
    for table in TABLES.values()
    for column in table
    if column.computed is None and table.grows
]
NUMERIC = frozenset({"amount", "unit_amount", "count", "quantity", "rate", "target"})


def surroundings(filling):
    """The headers of the months stay when another first month is typed."""
    headers = month_headers(texts(filling.language), filling.start_month)
    return Surroundings(PLAN.places, {f"Schedule.month_{month}": header for month, header in enumerate(headers, 1)})


def dirtied(filling, chosen, amount, with_errors):
    """The filling with so many wrong inputs, calculated again.

    One kind of error, and only in numbers: LibreOffice itself loses errors beside texts in SUMPRODUCT and in TRIM over
    a range, and of two kinds it does not show the first.
    """
    error = ErrorToken(chosen.choice(("#N/A", "#DIV/0!", "#VALUE!")))
    for _ in range(amount):
        key, unit = chosen.choice(INPUTS)
        column = filling.columns[key]
        values = LABELS if key in ("Costs.action", "Tracking.action") else TYPED.get(unit, (*WORDS, *NUMBERS, ""))
        is_error = with_errors and unit in NUMERIC and chosen.random() < 0.3
        column[chosen.randrange(len(column))] = error if is_error else chosen.choice(values)
    names = {name: value for name, value in filling.names.items() if NAMED_CELLS[name].computed is None}
    for name, values in NAMED.items():
        if chosen.random() < 0.15:
            names[name] = chosen.choice(values)
    filling.names.clear()
    filling.names.update(names)
    evaluate(PLAN, filling.columns, filling.names, filling.language, surroundings(filling))
    return filling


def in_time(plan, chosen):
    """The plan with shares and delays."""
    actions = []
    for action in plan.actions:
        shares = tuple(chosen.choice((0.5, 1, 2, 3.25)) for _ in action.months) if chosen.random() < 0.4 else ()
        delay = chosen.choice((None, None, 0, 1, 5, 14))
        actions.append(action._replace(shares=shares, revenue_delay=delay))
    return plan._replace(actions=tuple(actions))


@pytest.mark.filterwarnings("ignore:Cell .* is marked as a date")  # openpyxl, of a day beyond all calendars
@pytest.mark.parametrize("seed", range(rounds(2000)))
def test_whatever_is_typed_both_readings_say_the_same(seed, office, tmp_path):
    chosen = random.Random(seed)
    start = date(2026, chosen.choice((1, 1, 7)), 1)
    plan = in_time(some_plan(chosen.randint(1, 12), seed, start, chosen.random() < 0.8), chosen)
    with_errors = chosen.random() < 0.3
    filling = dirtied(fill(plan, chosen.choice(("fr", "en")), AS_OF), chosen, chosen.randint(0, 40), with_errors)
    path = tmp_path / "plan.xlsx"
    path.write_bytes(load_template(PLAN, shipped_template(PLAN, filling.language), start.month).write(filling))
    assert differences(office, path, tmp_path) == []
    assert with_errors or errors(path) == []
