"""Random plans with wrong inputs, in both readings: the values that we would write against what LibreOffice shows.

Anything is typed anywhere: texts in numbers, numbers beyond limits, shares and words in months, labels of nobody,
numbers twice, as texts or not at all, no first month. Errors come as people's own formulas give them. A workbook is
opened once for several plans that are typed over one another.
"""

import random
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.hosts.stripping import strip_cached_values
from tests.plans import some_plan
from tests.proofs import rounds
from tests.recalculation import defined_names, same, shown
from xl_grc.ooxml.xml import column_letters
from xl_grc.tables.evaluation import evaluate
from xl_grc.tables.plan import PLAN
from xl_grc.tables.runtime.spots import Surroundings
from xl_grc.tables.schema import NAMED_CELLS, TABLES
from xl_grc.tables.shape import month_headers
from xl_grc.text import texts
from xl_grc.values import ErrorToken
from xl_grc.workbook.filling import Filling
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.template.templates import load_template, shipped_template

AS_OF = date(2026, 9, 15)
WORDS = ("6,5 k€", "1 lot", "5 200 €HT", "12", " ", "a*", ">5", "=1+1", "Premier", "X", "?")
NUMBERS = (-5, 0, 0.5, 2, 50, 1e9)
TYPED = {
    "mark": (*WORDS, *NUMBERS),
    "share": ("x", "X", 0.25, 0.5, 2, 1, 0, -1, "non", " ", "1", 1e300),
    "delay": (0, 1, 3, 11, 24, 25, 2.5, -1, "2", "deux"),
    "date": ("hier", "2026-05-01", -5, 0, 46000, 46204.75, 46500, 99999, 1e9),
    "text": (*WORDS, "abandonnée", "Abandonnee", "Annulée", "EN COURS", "Recettes", "marge", "Autre", *NUMBERS),
    "number": ("", 1, 2, 77, 2.5, "sept", "1", "3"),
}
"""What is typed in inputs of a unit, by its name; in those of other units words and numbers.

No share so large that two of them have no sum: that is an error without an error typed.
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


PLANS = 10
"""How many plans are typed into one workbook."""
_PRINTED = re.compile(r"Printed_(\w+)")


def surroundings(filling, path):
    """The headers of the months stay when another first month is typed, and so do the areas that are printed."""
    headers = month_headers(texts(filling.language), filling.start_month)
    printed = {
        found[1]: int(area.rpartition("$")[2])
        for name, area in defined_names(path).items()
        if (found := _PRINTED.fullmatch(name))
    }
    named = {f"Schedule.month_{month}": header for month, header in enumerate(headers, 1)}
    return Surroundings(PLAN.places, named, printed=printed)


def dirtied(filling, chosen, amount, with_errors, around):
    """The inputs of the filling with so many wrong ones, calculated.

    One kind of error, and only in numbers: LibreOffice itself loses errors beside texts in SUMPRODUCT and in TRIM over
    a range, and of two kinds it does not show the first.
    """
    error = ErrorToken(chosen.choice(("#N/A", "#DIV/0!", "#VALUE!")))
    columns = {key: list(values) for key, values in filling.columns.items()}
    for _ in range(amount):
        key, unit = chosen.choice(INPUTS)
        values = LABELS if key in ("Costs.action", "Tracking.action") else TYPED.get(unit, (*WORDS, *NUMBERS, ""))
        is_error = with_errors and unit in NUMERIC and chosen.random() < 0.3
        columns[key][chosen.randrange(len(columns[key]))] = error if is_error else chosen.choice(values)
    names = {name: value for name, value in filling.names.items() if NAMED_CELLS[name].computed is None}
    for name, values in NAMED.items():
        if chosen.random() < 0.15:
            names[name] = chosen.choice(values)
    evaluate(PLAN, columns, names, filling.language, around)
    return filling._replace(columns=columns, names=names)


def in_time(plan, chosen):
    """The plan with shares and delays."""
    actions = []
    for action in plan.actions:
        shares = tuple(chosen.choice((0.5, 1, 2, 3.25)) for _ in action.months) if chosen.random() < 0.4 else ()
        delay = chosen.choice((None, None, 0, 1, 5, 14))
        actions.append(action._replace(shares=shares, revenue_delay=delay))
    return plan._replace(actions=tuple(actions))


def cells_of(filling: Filling, computed: bool) -> Iterator[tuple[tuple[str, str], Any]]:
    """The computed cells of a filling, or its inputs: sheet and address, what the cell holds."""
    words = texts(filling.language)
    for table in TABLES.values():
        for column in (one for one in table if (one.computed is not None) is computed):
            row, place = PLAN.places[f"{table.name}.{column.key}"]
            for offset, value in enumerate(filling.columns[f"{table.name}.{column.key}"]):
                yield (words[f"sheets.{table.sheet}"], f"{column_letters(place)}{row + offset}"), as_shown(value)
    for cell in (one for one in NAMED_CELLS.values() if (one.computed is not None) is computed):
        row, place = PLAN.places[cell.name]
        yield (words[f"sheets.{cell.sheet}"], f"{column_letters(place)}{row}"), as_shown(filling.names[cell.name])


def place_of(name: str, filling: Filling) -> tuple[str, str]:
    """The sheet and address of a named cell."""
    row, column = PLAN.places[name]
    return texts(filling.language)[f"sheets.{NAMED_CELLS[name].sheet}"], f"{column_letters(column)}{row}"


def as_shown(value: Any) -> Any:
    """A value as `shown` has it."""
    if isinstance(value, ErrorToken):
        return {"error": str(value)}
    return value if isinstance(value, str) else float(value)


def is_lost(expected: Any, calculated: Any) -> bool:
    """An error that LibreOffice loses: SUMPRODUCT(--(A1:A2<>""),B1:B2) is a number there with #N/A in A1 and a text in
    B1, as the margin of an action and its cost may be."""
    return isinstance(expected, dict) and not isinstance(calculated, dict)


@pytest.mark.parametrize("first", range(0, rounds(2000), PLANS))
def test_whatever_is_typed_both_readings_say_the_same(first, office, tmp_path):
    chosen = random.Random(first)
    start = date(2026, chosen.choice((1, 1, 7)), 1)
    plan = in_time(some_plan(chosen.randint(1, 12), first, start, chosen.random() < 0.8), chosen)
    clean = fill(plan, chosen.choice(("fr", "en")), AS_OF)
    path, stripped = tmp_path / "plan.xlsx", tmp_path / "stripped.xlsx"
    path.write_bytes(load_template(PLAN, shipped_template(PLAN, clean.language), start.month).write(clean))
    strip_cached_values(path, stripped)
    around = surroundings(clean, path)
    standing = {**dict(cells_of(clean, computed=False)), place_of("AsOf", clean): None}
    with office.open(stripped) as document:
        for seed in range(first, first + PLANS):
            chosen = random.Random(seed)
            with_errors = chosen.random() < 0.3
            wrong = dirtied(clean, chosen, chosen.randint(0, 40), with_errors, around)
            inputs = dict(cells_of(wrong, computed=False))
            document.set_all([(*at, value) for at, value in inputs.items() if standing[at] != value])
            standing, values = inputs, document.values()
            expected = dict(cells_of(wrong, computed=True))
            found = {at: shown(values[at[0]].get(at[1])) for at in expected}
            differ = {at: (value, found[at]) for at, value in expected.items() if not same(value, found[at])}
            assert {at: pair for at, pair in differ.items() if not is_lost(*pair)} == {}, seed
            assert with_errors or not [at for at, value in expected.items() if isinstance(value, dict)], seed
