"""Grids -> plans: grouping, objectives, numbers, and every problem at once."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_grc.inputs.csv_file import read_csv
from xl_grc.plan.grid import Grid
from xl_grc.plan.model import Action, CostLine, Event, Objective
from xl_grc.plan.tabular import InputOptions, has_actions, header_row, read_plans
from xl_grc.values import ErrorToken

AS_OF = date(2026, 5, 4)


def read(rows, costs=None, tracking=None, **options):
    options = {"default_company": "Durand", **options}
    sheets = [None if cells is None else Grid("plan.xlsx", title, cells)
              for title, cells in (("Plan", rows), ("Coûts", costs), ("Suivi", tracking))]  # fmt: skip
    return read_plans(*sheets, InputOptions(as_of=AS_OF, **options))


def plan(rows, costs=None, tracking=None, **options):
    reading = read(rows, costs, tracking, **options)
    assert reading.problems == ()
    (found,) = reading.plans
    return found


def keys(reading):
    return [(found.key, found.row) for found in reading.problems]


def test_every_field():
    found = plan(
        [
            ["Entreprise", "Référence", "Début", "Objectif", "Valeur visée", "Mesure", "Échéance", "N°", "Action",
             "Type", "Responsable", "Horizon", "Mois", "Dépenses", "Recettes", "Contacts", "Acheteurs", "Prix",
             "Coût de revient", "Taux de marge", "Statut", "Priorité", "Avancement", "Moyens", "Cible", "Produit",
             "Secteur", "Canal"],
            ["Durand", "D-7", "2026-04", "Gagner", "200 000 €", "CA", "31/12/2026", "3", "Salon", "Promotion",
             "Zoé", "court / long", "nov-févr", "1 500,50 €", "9000", "1 000", "50", "180,00", "90", "50 %", "Terminée",
             "Haute", "25 %", "Stand", "Particuliers", "Vélo", "Lyon", "Terrain"],
        ]
    )  # fmt: skip
    assert (found.company, found.reference, found.start) == ("Durand", "D-7", date(2026, 4, 1))
    assert found.objectives == (Objective("Gagner", "revenue", 200000.0, date(2026, 12, 31)),)
    assert found.actions == (
        Action(
            no=3, action="Salon", objective="Gagner", short_term=True, medium_term=False, long_term=True,
            expenses=1500.5, revenue=9000.0, type="Promotion", owner="Zoé", priority="Haute", status="done",
            progress=0.25, means="Stand", audience="Particuliers", product="Vélo", area="Lyon", channel="Terrain",
            months=(1, 2, 11, 12), contacts=1000.0, buyers=50.0, price=180.0, unit_cost_price=90.0, margin_rate=0.5,
        ),
    )  # fmt: skip


def test_action_alone_is_enough():
    found = plan([["action"], ["Salon"], [], [None], ["Radio"]])
    assert (found.company, found.start, found.currency) == ("Durand", date(2026, 1, 1), "€")
    assert found.actions == (Action(1, "Salon"), Action(2, "Radio"))
    assert (found.objectives, found.costs, found.events, found.reference) == ((), (), (), "")


def test_header_below_titles_and_unknown_columns():
    grid = Grid("f", "s", [["Plan 2026"], [None], ["Humeur", "Action"], ["bonne", "Salon"]])
    reading = read_plans(grid, None, None, InputOptions(as_of=AS_OF))
    assert reading.unknown_columns == ("Humeur",)
    assert (has_actions(grid), header_row(grid)) == (True, 2)
    assert not has_actions(Grid("f", "s", [["Humeur"]]))


def test_three_companies_in_cp1252():
    text = (
        "Société;Action;Dépenses (€);Taux de marge\r\n"
        "Café Noël;Affichage;1 234,56;33,3 %\r\n"
        "Bâti & Co;Salon;12,5;0,5\r\n"
        "CAFÉ NOËL ;Radio;1.000,00;\r\n"
        "Zoé;Site;0;100 %\r\n"
    )
    grid = read_csv(text.encode("cp1252"), "sociétés.csv")
    reading = read_plans(grid, None, None, InputOptions(as_of=AS_OF))
    assert reading.problems == ()
    assert [one.company for one in reading.plans] == ["Café Noël", "Bâti & Co", "Zoé"]
    assert [[action.no for action in one.actions] for one in reading.plans] == [[1, 2], [1], [1]]
    assert [action.expenses for one in reading.plans for action in one.actions] == [1234.56, 1000, 12.5, 0]
    assert [action.margin_rate for one in reading.plans for action in one.actions] == [0.333, None, 0.5, 1]


def test_grouping_ignores_case_spaces_and_unicode_form():
    rows = [["company", "action"], ["Été", "a"], [" e\u0301te\u0301 ", "b"], ["ÉTÉ", "c"], ["Ete", "d"]]
    assert [(one.company, len(one.actions)) for one in read(rows).plans] == [("Été", 3), ("Ete", 1)]


def test_reference_is_the_key_when_a_row_has_one():
    rows = [["company", "reference", "action"], ["A", "r1", "a"], ["A", "r2", "b"], ["A", None, "c"], [None, "R1", "d"]]
    found = [(one.company, one.reference, [action.action for action in one.actions]) for one in read(rows).plans]
    assert found == [("A", "r1", ["a", "d"]), ("A", "r2", ["b"]), ("A", "", ["c"])]


def test_number_cells_are_texts_where_a_text_is_wanted():
    found = plan([["dossier", "action", "priorité"], [12345678901234.0, 2026, 1]])
    assert (found.reference, found.actions[0].action, found.actions[0].priority) == ("12345678901234", "2026", "1")


def test_a_reference_that_lost_its_digits_is_no_reference():
    rows = [["Entreprise", "SIRET", "Action"], ["Durand", "7,32829E+13", "Salon"], ["Martin", 73282932000074.0, "Site"]]
    reading = read(rows)
    assert keys(reading) == [("reference_became_number", 2)]
    assert [one.reference for one in reading.plans] == ["73282932000074"]


def test_references_without_company_name_the_plans():
    rows = [["dossier", "action"], ["r1", "a"], ["r2", "b"]]
    assert [one.company for one in read(rows).plans] == ["r1", "r2"]
    assert plan(rows[:2]).company == "Durand"


def test_typed_company_and_start_win():
    rows = [["company", "action", "period_start"], ["A", "x", "2026-04"], ["A", "y", "n'importe"]]
    found = plan(rows, company="Typée", start=date(2027, 7, 14))
    assert (found.company, found.start) == ("Typée", date(2027, 7, 1))


def test_companies_missing_and_contradicted():
    reading = read([["company", "action"], ["A", "x"], [None, "y"], ["", "z"]])
    assert keys(reading) == [("company_doubtful", 2), ("company_missing", 3), ("company_missing", 4)]
    assert [(one.company, one.rows) for one in reading.refused] == [("A", (1,)), ("", (2, 3))]
    reading = read(
        [["company", "dossier", "action"], ["A", "r", "x"], ["a ", "r", "y"], ["B", "r", "z"], ["C", "r", "t"]]
    )
    (found,) = reading.problems
    assert (found.key, found.row, found.column, found.value) == ("two_companies", 4, "company", "r")
    assert dict(found.values) == {"first": 2, "second": 4}


def test_starts():
    header = ["company", "action", "début"]
    assert plan([header, ["A", "x", None], ["A", "y", "15/04/2026"], ["A", "z", "2026-04"]]).start == date(2026, 4, 1)
    assert plan([header, ["A", "x", date(2026, 9, 30)]]).start == date(2026, 9, 1)
    assert plan([header, ["A", "x", "09/2026"]]).start == date(2026, 9, 1)
    header = ["company", "action", "premier mois"]
    reading = read([header, ["A", "x", "2026-04"], ["A", "y", "2026-05"], ["A", "z", "2026-06"]])
    assert keys(reading) == [("two_starts", 3)]
    assert keys(read([header, ["A", "x", "9999-12-31"]])) == [("not_a_date", 2)]


def test_objectives_are_gathered_from_any_row():
    header = ["action", "objectif", "valeur visée", "mesure", "échéance"]
    found = plan(
        [
            header,
            ["a", "Gagner", None, None, None],
            ["b", "Fidéliser", None, "clients", None],
            ["c", "GAGNER ", 100, None, None],
            ["d", "gagner", "100", "CA", "2026-12-31"],
            ["e", None, None, None, None],
        ]
    )
    assert found.objectives == (
        Objective("Gagner", "revenue", 100.0, date(2026, 12, 31)),
        Objective("Fidéliser", "buyers"),
    )
    assert [action.objective for action in found.actions] == ["Gagner", "Fidéliser", "Gagner", "Gagner", ""]


def test_an_objective_belongs_to_its_plan():
    rows = [["company", "action", "objective", "target"], ["A", "a", "x", 1], ["B", "b", "X", 2]]
    assert [one.objectives[0] for one in read(rows).plans] == [Objective("x", "", 1.0), Objective("X", "", 2.0)]


def test_two_goals_are_one_problem_naming_both_rows():
    header = ["action", "objective", "target", "measure", "due"]
    rows = [
        header,
        ["a", "x", 1, "CA", "2026-12-31"],
        ["b", "X", 2, "marge", "2026-11-30"],
        ["c", "x", 3, "marge", "2026-12-31"],
    ]
    reading = read(rows)
    assert [found.key for found in reading.problems] == ["two_targets", "two_measures", "two_dues"]
    for found in reading.problems:
        assert (found.row, found.value, dict(found.values)) == (3, "x", {"first": 2, "second": 3})
    assert reading.plans == ()
    assert reading.refused[0].rows == (1, 2, 3)
    assert set(reading.refused[0].reasons) == {2}


def test_a_goal_needs_an_objective():
    reading = read([["action", "target", "due"], ["a", 5, "2026-12-31"], ["b", None, None]])
    assert keys(reading) == [("target_without_objective", 2)]


def test_numbers():
    rows = [
        ["company", "no", "action"],
        ["A", None, "a"],
        ["B", 5, "b"],
        ["A", "7", "c"],
        ["A", None, "d"],
        ["B", 2, "e"],
    ]
    assert [[action.no for action in one.actions] for one in read(rows).plans] == [[8, 7, 9], [5, 2]]
    reading = read([["no", "action"], [3, "a"], ["3", "b"], [0, "c"], [3, "d"]])
    assert keys(reading) == [("number_twice", 3), ("bad_action_number", 4), ("number_twice", 5)]
    assert (reading.problems[0].value, dict(reading.problems[0].values)) == ("3", {"first": 2, "second": 3})
    assert keys(read([["no", "action"], [999_999, "a"], [None, "b"]])) == [("bad_action_number", 3)]


def test_horizons():
    header = ["action", "horizon", "court terme", "moyen terme", "long terme"]
    found = plan([header, ["a", "court", "X", None, None], ["b", "CT/LT", None, " ", "non"], ["c", None, None, "x", 1]])
    assert [one[3:6] for one in found.actions] == [(True, False, False), (True, False, True), (False, True, True)]
    (note,) = read([header, ["a", "court"], ["b", "CT/LT"], ["c", None, "x", "x", "x"]]).notes
    assert (note.key, note.row, dict(note.values)["count"]) == ("several_horizons", 3, 2)
    reading = read([header, ["a", "court", None, "X", None], ["b", "demain", "X", None, None]])
    assert keys(reading) == [("two_horizons", 2), ("not_a_horizon", 3)]


def test_months_from_dates():
    header = ["action", "mois", "début_action", "fin_action", "début"]
    first = ["a", None, "15/11/2026", "28/02/2027", "2026-10"]
    same = ["b", "3-4", date(2027, 3, 1), date(2027, 4, 30), None]
    assert [one.months for one in plan([header, first, same, ["c", "mai", None, None, None]]).actions] == [
        (1, 2, 11, 12),
        (3, 4),
        (5,),
    ]
    reading = read(
        [
            header,
            first,
            ["b", "3-5", "2027-03-01", "2027-04-30", None],
            ["c", None, "2027-04-30", "2027-03-01", None],
            ["d", None, "2026-09-30", "2026-11-01", None],
            ["e", None, "2026-10-01", "2027-10-01", None],
            ["f", "foo", "2028-10-01", None, None],
        ]
    )
    assert keys(reading) == [
        ("months_twice", 3),
        ("end_before_start", 4),
        ("outside_period", 5),
        ("outside_period", 6),
        ("not_months", 7),
    ]
    assert [found.column for found in reading.problems] == ["mois", "fin_action", "début_action", "fin_action", "mois"]
    assert reading.problems[2].value == "2026-09-30"


def test_a_doubtful_period_judges_no_date():
    rows = [["action", "start", "period_start"], ["a", "2027-03-01", "bientôt"]]
    assert keys(read(rows)) == [("not_a_date", 2)]


def test_language_settles():
    rows = [["action", "expenses", "due", "objective"], ["a", "1.234", "03/04/2026", "x"]]
    assert keys(read(rows)) == [("ambiguous_number", 2), ("ambiguous_date", 2)]
    french, english = plan(rows, language="fr"), plan(rows, language="en")
    assert (french.actions[0].expenses, french.objectives[0].due) == (1234, date(2026, 4, 3))
    assert (english.actions[0].expenses, english.objectives[0].due) == (1.234, date(2026, 3, 4))


def test_whole_sheet_problems():
    assert keys(read([])) == keys(read([[None, " "]])) == [("empty_file", None)]
    assert keys(read([["Humeur"], ["bonne"]])) == [("no_action_column", None)]
    assert keys(read([["Action"], [None]])) == [("no_rows", None)]
    reading = read([["Action", "Budget", "Dépenses"], ["a", 1, 2], ["b", 1, 1]])
    assert keys(reading) == [("column_twice", 1)]
    assert dict(reading.problems[0].values) == {"first": "Budget", "second": "Dépenses"}
    assert reading.plans == ()
    assert reading.refused == ((("Durand", "", (1, 2), {1: reading.problems})),)


def test_ten_mistakes_are_ten_problems():
    rows = [
        [
            "Société",
            "Action",
            "Objectif",
            "Valeur visée",
            "Mois",
            "Dépenses (€)",
            "Taux de marge",
            "N°",
            "Mesure",
            "Début",
        ],
        ["A", None, None, None, None, 10, None, None, None, None],
        ["A", "b", None, None, date(2026, 3, 1), None, None, None, None, None],
        ["A", "c", None, None, "13", None, None, None, None, "2026-01"],
        ["A", "d", "But", 100, None, "douze", None, None, None, None],
        ["A", "e", "but", 200, None, None, None, None, None, None],
        ["A", "f", None, None, None, "-5", None, None, None, None],
        ["A", "g", None, None, None, None, "50", None, None, None],
        ["A", "h", None, None, None, None, None, "0", None, None],
        ["A", "i", None, None, None, ErrorToken("#REF!"), None, None, None, None],
        ["A", "j\x07", None, None, None, None, None, None, None, None],
        ["B", "k", None, None, "mars", 12.5, "50 %", 1, None, None],
    ]
    reading = read(rows)
    assert [(found.row, found.key, found.column, found.value) for found in reading.problems] == [
        (2, "action_missing", "Action", ""),
        (3, "months_became_date", "Mois", "2026-03-01"),
        (4, "not_months", "Mois", "13"),
        (5, "not_a_number", "Dépenses (€)", "douze"),
        (6, "two_targets", "Valeur visée", "But"),
        (7, "below_minimum", "Dépenses (€)", "-5"),
        (8, "rate_above_one", "Taux de marge", "50"),
        (9, "bad_action_number", "N°", "0"),
        (10, "formula_refused", "Dépenses (€)", "#REF!"),
        (11, "bad_character", "Action", "j\x07"),
    ]
    assert {(found.file, found.sheet) for found in reading.problems} == {("plan.xlsx", "Plan")}
    assert [one.company for one in reading.plans] == ["B"]
    (refused,) = reading.refused
    assert (refused.company, refused.rows) == ("A", tuple(range(1, 11)))
    assert {row: [found.row for found in reasons] for row, reasons in refused.reasons.items()} == {
        row: [row + 1] for row in range(1, 11)
    }


def test_a_long_text_from_csv_is_a_problem():
    grid = read_csv(b"action\n" + b"x" * 40_000, "plan.csv")
    (found,) = read_plans(grid, None, None, InputOptions(as_of=AS_OF)).problems
    assert (found.key, dict(found.values)) == ("too_long", {"length": 40_000})


ACTIONS = [["company", "no", "action"], ["A", 7, "E-mailing"], ["A", 8, "Salon"], ["B", 7, "Radio"]]
COSTS = ["company", "action", "item", "quantity", "unit", "unit cost"]


def test_costs_find_their_action():
    reading = read(
        ACTIONS,
        [
            COSTS,
            ["a", "7 - ancien nom", "Design", 1, "forfait", "1 000 €"],
            ["A", "SALON", "Stand", "2", None, 50],
            ["B", 7, "Antenne", 3, "jour", 100],
            ["A", "7", None, 1, None, 0],
            [None, None, None, None, None, None],
        ],
    )
    assert reading.problems == ()
    assert [one.costs for one in reading.plans] == [
        (
            CostLine(7, "Design", 1.0, "forfait", 1000.0),
            CostLine(8, "Stand", 2.0, "", 50.0),
            CostLine(7, "", 1.0, "", 0.0),
        ),
        (CostLine(7, "Antenne", 3.0, "jour", 100.0),),
    ]


def test_a_number_column_finds_the_action_too():
    found = plan(ACTIONS[:3], [["N°", "Quantité", "Coût unitaire"], [8, 2, 3]])
    assert found.costs == (CostLine(8, "", 2.0, "", 3.0),)


def test_cost_problems_refuse_their_plan():
    rows = [*ACTIONS, ["A", 9, "Salon"], ["C", 1, "Presse"]]
    reading = read(
        rows,
        [
            COSTS,
            ["A", "Inconnue", None, 1, None, 1],
            ["A", "salon", None, 1, None, 1],
            ["Z", "Salon", None, 1, None, 1],
            [None, "Salon", None, 1, None, 1],
            ["A", "7", None, 1, None, None],
            ["B", None, None, 1, None, 1],
            ["B", "Radio", None, "x", None, 1],
        ],
    )
    assert [(found.sheet, found.row, found.key, found.column, found.value) for found in reading.problems] == [
        ("Coûts", 2, "unknown_action", "action", "Inconnue"),
        ("Coûts", 3, "several_actions", "action", "salon"),
        ("Coûts", 4, "unknown_company", "company", "Z"),
        ("Coûts", 5, "company_missing", "company", ""),
        ("Coûts", 6, "cost_without_amount", "unit cost", ""),
        ("Coûts", 7, "action_missing", "action", ""),
        ("Coûts", 8, "not_a_number", "quantity", "x"),
    ]
    assert [one.company for one in reading.plans] == ["C"]
    told = {row: [found.row for found in reasons] for one in reading.refused for row, reasons in one.reasons.items()}
    assert told == {1: [2, 3, 6], 3: [7, 8]}


def test_costs_without_company_belong_to_the_only_plan():
    costs = [["action", "quantity", "unit cost"], ["Radio", 1, 1]]
    assert keys(read(ACTIONS, costs)) == [("company_missing", 1)]
    assert read(ACTIONS, costs).plans == ()
    assert len(plan([["action"], ["Radio"]], costs).costs) == 1


def test_costs_find_their_plan_by_reference():
    rows = [["company", "dossier", "action"], ["A", "r1", "x"], ["A", "r2", "x"], ["B", "r3", "x"]]
    reading = read(
        rows,
        [
            ["company", "dossier", "action", "quantity", "unit cost"],
            ["A", "R2", "x", 1, 1],
            ["b", None, "x", 2, 2],
            ["A", None, "x", 1, 1],
            ["A", "r9", "x", 1, 1],
        ],
    )
    assert keys(reading) == [("several_references", 4), ("unknown_company", 5)]
    assert [len(one.costs) for one in reading.plans] == [0, 1, 1]


def test_a_cost_does_not_repeat_the_mistake_of_its_action():
    rows = [["no", "action"], ["sept", "E-mailing"]]
    assert keys(read(rows, [COSTS[1:], ["7", None, 1, None, 1]])) == [("bad_action_number", 2)]


def test_events():
    reading = read(
        ACTIONS,
        None,
        [
            ["Entreprise", "Date", "Action", "Dépenses", "Recettes", "Contacts", "Acheteurs", "Note"],
            ["A", "31/01/2026", "7 - E-mailing", "10,5", None, 3, 1, "ok"],
            ["A", date(2026, 2, 1), "Hors action", 5, None, None, None, None],
            ["B", None, None, None, 7, None, None, None],
            ["B", None, "No action", None, 8, None, None, None],
        ],
    )
    assert reading.problems == ()
    assert [one.events for one in reading.plans] == [
        (Event(date(2026, 1, 31), 7, 10.5, None, 3.0, 1.0, "ok"), Event(date(2026, 2, 1), None, 5.0)),
        (Event(None, None, None, 7.0), Event(None, None, None, 8.0)),
    ]


def test_event_problems():
    reading = read(ACTIONS, None, [["company", "action", "date", "revenue"], ["A", "Rado", "32/01/2026", -1]])
    assert [found.key for found in reading.problems] == ["unknown_action", "not_a_date", "below_minimum"]
    assert [one.company for one in reading.refused] == ["A"]


def test_problems_are_in_the_order_of_sheets_rows_and_columns():
    rows = [["no", "action", "expenses"], [None, "a", "x"], ["y", None, "z"]]
    reading = read(rows, [COSTS[1:], ["a", None, 1, None, None]], [["action", "date"], ["a", "bad"]])
    assert [(found.sheet, found.row, found.key) for found in reading.problems] == [
        ("Plan", 2, "not_a_number"),
        ("Plan", 3, "bad_action_number"),
        ("Plan", 3, "action_missing"),
        ("Plan", 3, "not_a_number"),
        ("Coûts", 2, "cost_without_amount"),
        ("Suivi", 2, "not_a_date"),
    ]


def test_empty_cost_and_tracking_sheets_say_nothing():
    assert plan([["action"], ["a"]], [], [["date", "action"]]).costs == ()


@pytest.mark.parametrize("sheet", ["costs", "tracking"])
def test_sheets_without_action_column(sheet):
    reading = read(ACTIONS, **{sheet: [["Humeur"], ["bonne"]]})
    assert keys(reading) == [("no_action_column", None)]
    assert reading.plans == ()
    assert [list(one.reasons) for one in reading.refused] == [[1], [3]]


def test_short_rows():
    assert plan([["type", "action", "owner"], ["x", "a"]]).actions == (Action(1, "a", type="x"),)


CELLS = st.one_of(
    st.none(),
    st.text(max_size=6),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.builds(ErrorToken, st.just("#N/A")),
    st.sampled_from(["A", "b", "1.234", "50 %", "mars", "03/04/2026", "7 - A", "x"]),
)
WIDE = [
    "company",
    "dossier",
    "début",
    "objectif",
    "cible",
    "mesure",
    "échéance",
    "no",
    "action",
    "horizon",
    "CT",
    "mois",
]
WIDE += ["date début action", "fin", "budget", "taux de marge", "statut"]


@given(
    st.lists(st.lists(CELLS, max_size=len(WIDE)), max_size=6),
    st.lists(st.lists(CELLS, max_size=6), max_size=3),
    st.sampled_from([None, "fr", "en"]),
)
def test_any_cells_give_plans_or_placed_problems(rows, costs, language):
    reading = read([WIDE, *rows], [COSTS, *costs], [["date", "action", "budget"], *costs], language=language)
    assert len(reading.plans) == 0 or not any(found.row is None for found in reading.problems)
    held = {row for one in reading.refused for row in one.rows}
    assert all(row in one.rows and one.reasons for one in reading.refused for row in one.reasons)
    filled = {index for index, row in enumerate(rows, 1) if any(cell is not None and str(cell).strip() for cell in row)}
    assert held <= filled
    assert len(held) + sum(len(one.actions) for one in reading.plans) == len(filled)
