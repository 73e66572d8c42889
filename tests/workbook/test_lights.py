"""Each light of the home page in a live LibreOffice: on after the mistake that it watches for, with the first cell that
it means and a link to it, off again after its remedy, done by hand as the home page says it."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import pytest
from openpyxl import load_workbook

from tests.workbook.by_hand import Hand, as_link
from xl_grc.plan.model import Action, CostLine, Event, Objective, Plan
from xl_grc.tables.plan import PLAN
from xl_grc.tables.schema.checks import INFORMATION
from xl_grc.text import texts
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.template.templates import load_template, shipped_template

SOUND = Plan(
    "Essai",
    date(2026, 1, 1),
    actions=(
        Action(1, "Premier", "But", owner="Lea", months=(1,), contacts=100.0, buyers=10.0, price=5.0),
        Action(2, "Second", "But", owner="Max", expenses=50.0, revenue=80.0, months=(3,)),
    ),
    objectives=(Objective("But", target=100.0),),
    costs=(CostLine(1, "Divers", 2.0, "unité", 3.0),),
    events=(Event(date(2026, 2, 3), 1, 30.0), Event(date(2026, 2, 3), None, 30.0)),
)
AS_OF = date(2026, 5, 4)


def typing(*cell):
    return lambda hand: hand.type(*cell)


Step = Callable[[Hand], None]


class Case(NamedTuple):
    """How often the light means something after the mistakes, the first cell, the other lights that come along."""

    mistakes: tuple[Step, ...]
    count: int
    cell: str
    remedies: tuple[Step, ...]
    along: frozenset[str] = frozenset()


CASES = {
    "unreadable": Case(
        (typing("Costs", "Quantité", 0, "1 lot"), typing("Actions", "Dépenses", 1, "6,5 k€")),
        2,
        "Plan d'actions H9",
        (typing("Costs", "Quantité", 0, 2), typing("Actions", "Dépenses", 1, 50)),
    ),
    "unreadable: a rate": Case(
        (typing("Returns", "Taux de marge", 1, 50),),
        1,
        "Rentabilité I9",
        (typing("Returns", "Taux de marge", 1, 0.5),),
    ),
    "unreadable: a date": Case(
        (typing("Tracking", "Date", 1, "hier"),), 1, "Suivi B9", (typing("Tracking", "Date", 1, 46056),)
    ),
    "unreadable: a status": Case(
        (typing("Actions", "Statut", 1, "Annulée"),),
        1,
        "Plan d'actions M9",
        (typing("Actions", "Statut", 1, "à faire"),),
    ),
    "unreadable: a month": Case(
        (typing("Schedule", "Mars", 1, "oui"), typing("Schedule", "Avril", 1, "x")),
        1,
        "Planification G9",
        (typing("Schedule", "Mars", 1, 2), typing("Schedule", "Avril", 1, 1)),
    ),
    "unreadable: a share beside an X": Case(
        (typing("Schedule", "Avril", 1, 2),), 1, "Planification G9", (typing("Schedule", "Mars", 1, 1),)
    ),
    "unreadable: a delay": Case(
        (typing("Schedule", "Décalage des recettes", 0, 1.5),),
        1,
        "Planification Q8",
        (typing("Schedule", "Décalage des recettes", 0, 1),),
    ),
    "unreadable: the first month": Case(
        (lambda hand: hand.type_name("PeriodStart", "janvier"),),
        1,
        "Paramètres D6",
        (lambda hand: hand.type_name("PeriodStart", 46023),),
    ),
    "below": Case(
        (lambda hand: hand.type_below("Tracking", "Dépenses", 4000),),
        1,
        "Suivi E70",
        (lambda hand: hand.extend("Tracking", "Dépenses"), typing("Tracking", "Date", 61, 46056)),
    ),
    "below: far below": Case(
        (typing("Actions", "Action", 50, "Affiches"),),
        39,
        "Plan d'actions D58",
        (
            lambda hand: hand.document.move("Plan d'actions", "D58", "D10"),
            typing("Actions", "Responsable", 2, "Lea"),
            typing("Schedule", "Mai", 2, "X"),
        ),
    ),
    "below: more actions than free rows": Case(
        (lambda hand: hand.type_below("Actions", "Action", "Affiches"),),
        1,
        "Plan d'actions D20",
        (
            lambda hand: hand.extend("Actions", "Action"),
            typing("Actions", "N°", 11, 13),
            typing("Actions", "Responsable", 11, "Lea"),
            typing("Schedule", "N°", 11, 13),
            typing("Schedule", "Mai", 11, "X"),
            typing("Returns", "N°", 11, 13),
        ),
    ),
    "orphans": Case(
        (typing("Costs", "Action", 0, "9 - Autre"), typing("Schedule", "N°", 1, 77)),
        2,
        "Planification B9",
        (typing("Costs", "Action", 0, "1 - Premier"), typing("Schedule", "N°", 1, 2)),
        frozenset({"not_scheduled"}),
    ),
    "orphans: a cost of no action": Case(
        (typing("Costs", "Quantité", 1, 4), typing("Costs", "Coût unitaire", 1, 50)),
        1,
        "Coûts B9",
        (typing("Costs", "Action", 1, "2 - Second"), typing("Actions", "Dépenses", 1, 200)),
    ),
    "orphans: rows without a number": Case(
        (
            lambda hand: hand.type("Returns", "N°", 5, None),
            typing("Returns", "Contacts", 5, 10),
            lambda hand: hand.type("Schedule", "N°", 5, None),
            typing("Schedule", "Décalage des recettes", 5, 2),
            typing("Returns", "Prix de vente HT", 6, 5),
        ),
        3,
        "Planification B13",
        (
            typing("Returns", "Contacts", 5, None),
            typing("Schedule", "Décalage des recettes", 5, None),
            typing("Returns", "Prix de vente HT", 6, None),
        ),
    ),
    "orphans: what an emptied action leaves": Case(
        (lambda hand: hand.empty("Actions", 0),),
        4,
        "Planification B8",
        (
            lambda hand: hand.empty("Schedule", 0),
            lambda hand: hand.empty("Returns", 0),
            lambda hand: hand.empty("Costs", 0),
            lambda hand: hand.empty("Tracking", 0),
        ),
    ),
    "orphans: an emptied action that is named again": Case(
        (typing("Actions", "Action", 0, None),),
        4,
        "Planification B8",
        (typing("Actions", "Action", 0, "Premier"),),
        frozenset({"no_number"}),
    ),
    "dragged": Case(
        (lambda hand: hand.drag("Costs", "Action", 0), typing("Costs", "Poste de coût", 1, "Divers")),
        1,
        "Coûts B9",
        (typing("Costs", "Action", 1, "1 - Premier"),),
    ),
    "no_number": Case(
        (typing("Actions", "N°", 1, None),),
        1,
        "Plan d'actions B9",
        (typing("Actions", "N°", 1, 2),),
        frozenset({"orphans"}),
    ),
    "no_number: an amount dragged past the last action": Case(
        (typing("Actions", "Dépenses", 4, 3000), typing("Actions", "Recettes", 5, "un lot")),
        2,
        "Plan d'actions D12",
        (typing("Actions", "Dépenses", 4, None), typing("Actions", "Recettes", 5, None)),
        frozenset({"unreadable"}),
    ),
    "no_number: an amount that is named after": Case(
        (typing("Actions", "Recettes", 2, 10),),
        1,
        "Plan d'actions D10",
        (
            typing("Actions", "Action", 2, "Affiches"),
            typing("Actions", "Responsable", 2, "Lea"),
            typing("Schedule", "Mai", 2, "X"),
        ),
    ),
    "no_number: a cost without its quantity, another without its unit cost": Case(
        (
            typing("Costs", "Quantité", 0, None),
            typing("Costs", "Action", 1, "1 - Premier"),
            typing("Costs", "Quantité", 1, 4),
        ),
        2,
        "Coûts E8",
        (typing("Costs", "Quantité", 0, 2), typing("Costs", "Coût unitaire", 1, 25)),
    ),
    "no_number: a discount does without a quantity, another item does not": Case(
        (
            typing("Costs", "Action", 1, "1 - Premier"),
            typing("Costs", "Poste de coût", 1, "Remise accordée (bon de réduction)"),
            typing("Costs", "Coût unitaire", 1, 5),
            typing("Costs", "Action", 2, "1 - Premier"),
            typing("Costs", "Poste de coût", 2, "Remise"),
            typing("Costs", "Coût unitaire", 2, 5),
        ),
        1,
        "Coûts E10",
        (typing("Costs", "Quantité", 2, 10),),
    ),
    "no_number: a target of no objective": Case(
        (typing("Objectives", "Valeur visée", 1, 500), typing("Actions", "Moyens", 2, "une voiture")),
        2,
        "Objectifs B9",
        (typing("Objectives", "Objectif", 1, "Autre but"), typing("Actions", "Moyens", 2, None)),
    ),
    "twice": Case(
        (typing("Actions", "Action", 1, "PREMIER"),),
        2,
        "Plan d'actions D8",
        (typing("Actions", "Action", 1, "Second"),),
    ),
    "twice: a number": Case(
        (typing("Actions", "N°", 1, 1),),
        2,
        "Plan d'actions B8",
        (typing("Actions", "N°", 1, 2),),
        frozenset({"orphans", "months_differ", "differs"}),
    ),
    "not_scheduled": Case(
        (typing("Schedule", "N°", 1, None), typing("Schedule", "Mars", 1, None)),
        1,
        "Plan d'actions B9",
        (typing("Schedule", "N°", 2, 2), typing("Schedule", "Avril", 2, "x")),
    ),
    "not_in_returns": Case(
        (typing("Returns", "N°", 1, None),), 1, "Plan d'actions B9", (typing("Returns", "N°", 4, 2),)
    ),
    "overwritten": Case(
        (typing("Returns", "ROI", 1, 3),), 1, "Rentabilité Q9", (lambda hand: hand.copy("Returns", "ROI", 0, 1),)
    ),
    "overwritten: in the first row": Case(
        (typing("Actions", "Dépenses retenues", 0, 6),),
        1,
        "Plan d'actions U8",
        (lambda hand: hand.copy("Actions", "Dépenses retenues", 1, 0),),
    ),
    "months_outdated": Case(
        (lambda hand: hand.type_name("PeriodStart", 46204),),
        12,
        "Planification E7",
        (lambda hand: hand.type_name("PeriodStart", 46023),),
        frozenset({"tracking_outside"}),
    ),
    "months_differ": Case(
        (typing("Schedule", "N°", 1, 1),),
        1,
        "Budget C5",
        (typing("Schedule", "N°", 1, 2),),
        frozenset({"twice", "not_scheduled"}),
    ),
    "no_month": Case(
        (typing("Schedule", "Mars", 1, None),), 1, "Planification E9", (typing("Schedule", "Mai", 1, 0.5),)
    ),
    "tracking_outside": Case(
        (typing("Tracking", "Date", 0, 40000),), 1, "Suivi B8", (typing("Tracking", "Date", 0, 46056),)
    ),
    "tracking_outside: no date": Case(
        (typing("Tracking", "Date", 1, None),), 1, "Suivi B9", (typing("Tracking", "Date", 1, 46056),)
    ),
    "objective_unknown": Case(
        (typing("Actions", "Objectif", 1, "Butte"),),
        1,
        "Plan d'actions C9",
        (typing("Objectives", "Objectif", 1, "butte"),),
    ),
    "more_buyers": Case(
        (typing("Returns", "Acheteurs", 0, 101),), 1, "Rentabilité F8", (typing("Returns", "Contacts", 0, 200),)
    ),
    "no_owner": Case(
        (typing("Actions", "Responsable", 0, None),),
        1,
        "Plan d'actions K8",
        (typing("Actions", "Responsable", 0, "Lea"),),
    ),
    "differs": Case(
        (typing("Actions", "Dépenses", 0, 7),), 1, "Plan d'actions H8", (typing("Actions", "Dépenses", 0, None),)
    ),
    "unprinted": Case(
        (typing("Costs", "Action", 58, "2 - Second"),), 1, "Coûts B66", (typing("Costs", "Action", 58, None),)
    ),
}
"""By light, with a word on the mistake where it has several cases."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """The file of the sound plan, and what openpyxl reads in it."""
    filling = fill(SOUND, "fr", AS_OF)
    assert {value for name, value in filling.names.items() if name.startswith(("Check_", "Spot_"))} == {0}
    path = tmp_path_factory.mktemp("sound") / "plan.xlsx"
    path.write_bytes(load_template(PLAN, shipped_template(PLAN, "fr"), 1).write(filling))
    return path, load_workbook(path)


@pytest.fixture
def live(office, sound):
    path, book = sound
    with office.open(path) as document:
        yield Hand(document, book)


def lit(named):
    """The lights that are on, and the informations that say something."""
    return {
        name.removeprefix("Light_") for name, cell in named.items() if name.startswith("Light_") and cell.value != "OK"
    }


def first_ones(named):
    """What stands above all lights: texts and links, without the rows that are free."""
    rows = [(named[f"LitText_{place}"].value, named[f"LitLink_{place}"].value) for place in range(1, 6)]
    return [row for row in rows if row != ("", "")]


def test_lights_that_are_on_stand_first_in_the_order_of_the_page(live):
    for cell in (
        ("Actions", "Responsable", 0, None),
        ("Returns", "Acheteurs", 0, 101),
        ("Costs", "Quantité", 0, "1 lot"),
    ):
        live.type(*cell)
    assert first_ones(live.document.named()) == [
        ("Saisies illisibles\u00a0: comptées comme non renseignées", "Coûts E8"),
        ("Actions avec plus d'acheteurs que de contacts", "Rentabilité F8"),
        ("Actions sans responsable", "Plan d'actions K8"),
    ]


@pytest.mark.parametrize("case", CASES)
def test_a_light_goes_on_and_off(case, live):
    key = case.partition(":")[0]
    made = CASES[case]
    for mistake in made.mistakes:
        mistake(live)
    named = live.document.named()
    word = "Information" if key in INFORMATION else "À voir"
    assert lit(named) == {key, *made.along}
    assert named[f"Check_{key}"].value == made.count
    assert named[f"Light_{key}"].value == f"{word} ({made.count})"
    assert named[f"Goto_{key}"].value == made.cell
    assert live.target(key) == as_link(made.cell)
    assert named["LightsOn"].value == len({key, *made.along} - INFORMATION)
    told = (texts("fr")[f"lights.what.{key}"], made.cell) in first_ones(named)
    assert told == (key not in INFORMATION)
    for remedy in made.remedies:
        remedy(live)
    after = live.document.named()
    assert lit(after) == set()
    assert first_ones(after) == [("Rien à régler.", "")]
    assert (after["LightsOn"].value, after[f"Goto_{key}"].value) == (0, "")


def test_a_sound_plan_lights_nothing(live):
    live.document.recalculate()
    named = live.document.named()
    assert lit(named) == set()
    assert (named["LightsOn"].value, named["PlanState"].value) == (0, "Tout est en ordre.")


def test_every_light_has_a_live_case():
    names = fill(SOUND, "fr", AS_OF).names
    assert {case.partition(":")[0] for case in CASES} == {
        name.removeprefix("Light_") for name in names if name.startswith("Light_")
    }


def test_a_link_follows_the_name_of_its_sheet(live):
    live.type("Actions", "Dépenses", 1, "6,5 k€")
    live.document.rename_sheet("Plan d'actions", "Nos actions de l'année")
    assert live.document.named()["Goto_unreadable"].value == "Nos actions de l'année H9"
    assert live.target("unreadable") == as_link("Nos actions de l'année H9")


@pytest.mark.parametrize(
    ("changes", "expected", "unreadable"),
    [
        ([("Date", 0, None)], 1, 0),
        ([("Date", 0, None), ("Recettes", 0, 12)], 1, 0),
        ([("Date", 0, None), ("Date", 1, 40000)], 2, 0),
        ([("Date", 0, None), ("Dépenses", 0, None), ("Recettes", 0, 12)], 1, 0),
        ([("Date", 0, "hier")], 0, 1),  # it says itself what is wrong with it
        ([("Date", 0, None), ("Dépenses", 0, None), ("Contacts", 0, 9)], 0, 0),
        ([("Date", 0, None), ("Dépenses", 0, 0)], 0, 0),  # nothing is missing in any month
    ],
)
def test_tracking_in_no_month_is_counted_by_row(changes, expected, unreadable, live):
    for column, row, value in changes:
        live.type("Tracking", column, row, value)
    named = live.document.named()
    assert (named["Check_tracking_outside"].value, named["Check_unreadable"].value) == (expected, unreadable)


@pytest.mark.parametrize("revenue", [None, 12.0])
def test_the_values_count_tracking_without_a_date(revenue):
    undated = Event(None, 1, 30.0, revenue)
    plan = SOUND._replace(events=(undated, Event(None, 1, None, None, 9.0), *SOUND.events, Event(date(2031, 1, 1), 1)))
    assert fill(plan, "fr", AS_OF).names["Check_tracking_outside"] == 2
