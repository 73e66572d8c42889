"""Totals, headings and remarks are no actions; a row with a name of its own is never lost for its amounts."""

from __future__ import annotations

import random
import re

import pytest
from openpyxl import Workbook

from tests.inputs.given import add_sheet, csv_file, excel_file, read
from tests.proofs import rounds
from tests.workbook.changing import changed

HEADER = ["Objectif", "Action", "Dépenses", "Recettes"]
COURSE = [
    ["Générer 200 000 €", "Recruter 2 commerciaux", 35000, 135000],
    ["Générer 200 000 €", "E-mailing", 5000, 15000],
    ["Générer 200 000 €", "Partenariats", 5000, 50000],
]
ACTIONS = [(row[1], row[2], row[3]) for row in COURSE]


@pytest.fixture(params=["csv", "xlsx"])
def table(request, tmp_path):
    """Reads rows that were saved in one format or the other."""
    write = {"csv": csv_file, "xlsx": excel_file}[request.param]
    return lambda rows, **how: read(write(tmp_path / f"plan.{request.param}", rows), **how)


@pytest.mark.parametrize(
    "total",
    [
        [None, "TOTAL", 45000, 200000],
        ["Total", None, 45000, 200000],
        ["Sous-total", None, 45000, None],
        [None, "Total général :", 45000, 200000],
        [None, "Grand total", "45 000 €", "200 000,00 €"],
        [None, "SOMME", 45000, 200000],
        [None, "Σ", 45000, 200000],
        [None, "--", 45000, 200000],
        ["—", None, 45000, 200000],
        [None, "Total des actions", 45000, 200000],
        ["Subtotal 2026", None, 45000, 200000],
        [None, None, 45000, 200000],
        [None, None, "45 k€", None],
        [None, "Total 2 et 3", 10000, 65000],
    ],
)
def test_a_total_is_no_action(table, total):
    found = table([HEADER, *COURSE, total])
    assert (found.actions, found.problems) == (ACTIONS, ())
    assert found.rows("total_left_aside", "sum_left_aside") == [5]


@pytest.mark.parametrize("total", [[None, "Total", 12345, None], ["TOTAL", None, None, 1], ["TOTAL", None, None, None]])
def test_a_bare_total_is_none_even_when_it_fits_nothing(table, total):
    found = table([HEADER, *COURSE, total])
    assert (found.actions, found.problems) == (ACTIONS, ())
    assert found.rows("total_differs", "total_without_amounts") == [5]


@pytest.mark.parametrize(
    ("total", "key"),
    [
        ([None, "Total", 45_000, 200_000], "total_rounded"),
        ([None, "Total", 45_000, 199_900], "total_rounded"),
        ([None, "Total", 45_000, 199_890], "total_differs"),  # hundreds were not rounded to tens
        ([None, "Total", 44_000, 200_000], "total_differs"),
        (["Total de 2026", None, 45_000, 200_000], "total_rounded"),  # no action has its name there
    ],
)
def test_a_rounded_total_is_told_as_that(table, total, key):
    found = table(
        [
            HEADER,
            ["Avant", "Ancien", 10_000, 10_000],
            [None, "Total", 10_000, 10_000],
            *COURSE[:2],
            ["", "Fin", 4_985, 49_960.4],
            total,
        ]
    )
    assert found.problems == ()
    assert found.rows(key) == [7]


@pytest.mark.parametrize(
    "row",
    [
        [None, "Total prospection", 12345, None],
        [None, "Total Energies : partenariat", 700, 800],
        ["Total", "Salon", 700, 800],
        [None, "Sous-total marketing", None, None],
    ],
)
def test_a_total_of_something_that_fits_nothing_is_refused(table, row):
    found = table([HEADER, *COURSE, row])
    assert found.wrong() == [("total_or_action", 5)]
    assert found.plans == ()


@pytest.mark.parametrize(
    "row",
    [
        ["Somme", "Salon d'Amiens", 45000, 200000],
        [None, "Totalement nouveau", 45000, 200000],
        [None, "Sous-traitance", 45000, 200000],
        [None, "Grand jeu", 10000, 65000],
        ["Garder", "Salon", 5000, 50000],
    ],
)
def test_an_action_of_its_own_stays(table, row):
    found = table([HEADER, *COURSE, row])
    assert found.actions == [*ACTIONS, (row[1], row[2], row[3])]
    assert (found.problems, found.told) == ((), ())


def test_amounts_that_happen_to_add_up_stay(table):
    rows = [HEADER[1:3], ["A", 35000], ["B", 5000], ["C", 5000], ["D", 1500], ["E", 3000], ["F", 4500], ["G", 9000]]
    assert [name for name, _, _ in table(rows).actions] == list("ABCDEFG")


def test_a_row_without_name_that_adds_up_one_row_alone_is_a_mistake(table):
    found = table([HEADER, *COURSE, [None, None, 5000, 50000]])
    assert found.wrong() == [("action_missing", 5)]


def test_totals_between_the_rows_and_at_the_end(table):
    rows = [
        ["Action", "Responsable", "Budget", "CA attendu"],
        ["PROSPECTION", None, None, None],
        ["Salon", "Martin", 4500, 12000],
        ["Mailing", "Durand", 1500, 8000],
        ["Sous-total prospection", None, 6000, 20000],
        [],
        ["FIDÉLISATION", None, None, None],
        ["Club", "Martin", 900, 5000],
        ["Sous-total fidélisation", None, 900, 5000],
        ["Total général", None, 6900, 25000],
    ]
    found = table(rows)
    assert found.actions == [("Salon", 4500, 12000), ("Mailing", 1500, 8000), ("Club", 900, 5000)]
    assert found.rows("heading_left_aside") == [2, 7]
    assert found.rows("total_left_aside") == [5, 9, 10]
    recap = [*rows[:4], *rows[6:8], ["Total prospection", None, 6000, 20000], ["Total fidélisation", None, 900, 5000]]
    found = table(recap)
    assert found.rows("total_left_aside") == [7, 8]
    assert found.rows("heading_left_aside") == [2, 5]
    found = table([*rows[:4], *rows[6:8]])
    assert found.rows("name_without_amounts") == [2, 5]


def test_totals_of_companies_make_no_plan(table):
    found = table(
        [
            ["entreprise", "action", "dépenses", "recettes"],
            ["Durand SARL", "Salon", 4500, 12000],
            ["Durand SARL", "Mailing", 1500, 8000],
            ["Durand SARL", "Total Durand SARL", 6000, 20000],
            ["Petit SAS", "Radio", 1000, 3000],
            ["Petit SAS", "Total Petit SAS", 1000, 3000],
            ["TOTAL GENERAL", "TOTAL GENERAL", 7000, 23000],
        ]
    )
    assert [(plan.company, len(plan.actions)) for plan in found.plans] == [("Durand SARL", 2), ("Petit SAS", 1)]
    assert found.rows("total_left_aside") == [4, 6, 7]


@pytest.mark.parametrize("remark", [["* montants HT", None, None], [None, "Document interne", None]])
def test_a_remark_below_is_told(table, remark):
    rows = [["Responsable", "Action", "Dépenses"], ["Anne", "Salon", 4500], ["Marc", "Mailing", 1500]]
    for below in ([[], remark], [[None, "Total", 6000], remark, remark]):
        found = table([*rows, *below])
        assert (len(found.actions), found.problems) == (2, ())
        assert found.rows("remark_left_aside") == [len(rows) + 2, len(rows) + 3][: len(below) - 1]


def test_a_list_of_names_alone_stays_a_plan(table):
    rows = [["Actions", "Responsable"], ["Site des clients"], ["Formation"], [], ["Marketing"]]
    found = table(rows)
    assert [name for name, _, _ in found.actions] == ["Site des clients", "Formation", "Marketing"]
    assert found.told == ()


def test_a_bold_or_merged_name_is_a_heading(tmp_path):
    rows = [["Action", "Budget"], ["PROSPECTION"], ["Salon", 4500], ["Mailing", 1500], ["FIDÉLISATION"], ["Club", 900]]
    path = tmp_path / "plan.xlsx"
    for looks in ({"bold": ["A2", "A5"]}, {"merged": ["A2:B2", "A5:B5"]}, {"bold": ["A2"], "merged": ["A5:B5"]}):
        found = read(excel_file(path, rows, **looks))
        assert [name for name, _, _ in found.actions] == ["Salon", "Mailing", "Club"]
        assert found.rows("heading_left_aside") == [2, 5]
    found = read(excel_file(path, rows, bold=["A2", "A3", "A4", "A5", "A6"]))  # bold names say nothing then
    assert found.rows("name_without_amounts") == [2, 5]
    assert len(found.actions) == 5


def test_sums_by_formula(tmp_path):
    rows = [["Action", "Budget"], ["Salon", 4500], ["Mailing", 1500]]
    for total in (["Total", "=SUM(B2:B3)"], [None, "=SUM(B2:B3)"], [None, "=SUBTOTAL(9,B2:B3)"], [None, "=B2+B3"]):
        found = read(excel_file(tmp_path / "plan.xlsx", [*rows, total]))
        assert ([name for name, _, _ in found.actions], found.problems) == (["Salon", "Mailing"], ())
        assert found.rows("total_left_aside", "total_without_amounts", "formula_sum_left_aside") == [4]
    found = read(excel_file(tmp_path / "plan.xlsx", [*rows, ["Flyers", "=2*B3"]]))
    assert found.wrong() == [("formula_not_calculated", 4)]


@pytest.mark.parametrize(
    ("text", "saved", "key"),
    [
        (4500, 6000, "total_left_aside"),
        (4500, 1500, "total_differs"),
        (5, 1500, "total_differs"),  # no sum of 1,505 that somebody rounded
    ],
)
def test_a_total_by_formula_that_misses_an_amount_is_told(tmp_path, text, saved, key):
    """A spreadsheet leaves an amount written as a text out of its sum."""
    rows = [["Action", "Budget"], ["Salon", f"{text} €"], ["Mailing", 1500], ["Total", "=SUM(B2:B3)"]]
    path = excel_file(tmp_path / "plan.xlsx", rows)
    changed(path, "xl/worksheets/sheet1.xml", lambda xml: re.sub("</f><v ?/>|</f><v></v>", f"</f><v>{saved}</v>", xml))
    found = read(path)
    assert found.actions == [("Salon", text, None), ("Mailing", 1500, None)]
    assert found.rows(key) == [4]


def test_what_may_be_a_name_is_no_rounded_total(table):
    found = table([["Action", "Dépenses"], ["A", 5_000], ["B", 6_985], ["Total look", 12_000]])
    assert found.wrong() == [("total_or_action", 4)]


def test_what_may_be_a_name_is_no_total_of_one_action_further_above(table):
    """Two actions of 1 000; below its only action it is one."""
    rows = [["Action", "Dépenses"], ["A", 1_000], ["B", 1_500], ["Total look", 1_000]]
    assert table(rows).wrong() == [("total_or_action", 4)]
    assert table([*rows[:3], ["Total B", 1_500]]).rows("total_left_aside") == [4]


@pytest.mark.parametrize("row", [["Martin", "Total look", 1_000], ["Ensemble", "Salon", 1_000]])
def test_one_company_is_no_total_of_another(table, row):
    """A network does the same for as much in each of its companies."""
    found = table([["Société", "Action", "Dépenses"], ["Durand", "Salon", 1_000], row])
    assert found.wrong() == [("total_or_action", 3)]


def test_a_doubtful_total_is_told_by_its_own_words(table):
    """They stand in the column of companies, not in that of actions."""
    found = table(
        [["Société", "Action", "Dépenses"], ["Durand", "A", 1], ["Durand", "B", 2], ["Total Durand", None, 4]]
    )
    assert [(one.key, one.value) for one in found.problems] == [("total_or_action", "Total Durand")]


def test_totals_of_costs_and_tracking(tmp_path):
    book = Workbook()
    add_sheet(book, "Actions", [["Action", "Budget"], ["Salon", 4500], ["Mailing", 1500]])
    costs = [["Action", "Poste", "Quantité", "Coût unitaire", "Montant"], ["Salon", "Stand", 2, 500, 1000]]
    costs += [
        ["Salon", "Hôtel", 3, 100, 300],
        ["Total Salon", None, None, None, 1300],
        ["Total", None, None, None, 1300],
    ]
    add_sheet(book, "Coûts", costs)
    events = [["Date", "Action", "Dépenses", "Recettes"], ["2026-03-05", "Salon", 4000, 9000]]
    events += [["2026-04-05", "Mailing", 1600, 3000], [None, None, 5600, 12000]]
    add_sheet(book, "Suivi", events)
    book.remove(book.worksheets[0])
    book.save(tmp_path / "plan.xlsx")
    found = read(tmp_path / "plan.xlsx")
    assert found.problems == ()
    (plan,) = found.plans
    assert [line.item for line in plan.costs] == ["Stand", "Hôtel"]
    assert (sum(one.expenses for one in plan.events), sum(one.revenue for one in plan.events)) == (5600, 12000)
    assert [(note.sheet, note.row) for note in found.told] == [("Coûts", 4), ("Coûts", 5), ("Suivi", 4)]


def with_costs(path, costs):
    """What is read of two actions and a sheet of costs."""
    book = Workbook()
    add_sheet(book, "Actions", [["Action", "Budget"], ["Salon", 4500], ["Mailing", 1500]])
    add_sheet(book, "Coûts", costs)
    book.remove(book.worksheets[0])
    book.save(path)
    return read(path)


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (1, 0, 3, 2)])
def test_a_cost_line_of_as_many_as_others_is_no_total(tmp_path, order):
    """One of each: what they cost says whether a line adds up others. Who gets no VAT back pays it."""
    costs = [
        ["Poste", "Action", "Quantité", "Coût unitaire"],
        ["Stand", "Salon", 1, 800],
        ["TVA", "Salon", 1, 160],
        ["Affiches", "Mailing", 2, 50],
        ["Total", None, None, 1060],
    ]
    found = with_costs(tmp_path / "plan.xlsx", [[row[place] for place in order] for row in costs])
    assert [(line.item, line.unit_cost) for line in found.plans[0].costs] == [
        ("Stand", 800),
        ("TVA", 160),
        ("Affiches", 50),
    ]
    assert [(note.key, note.row) for note in found.told] == [("total_left_aside", 5)]


def test_a_cost_line_called_total_is_one_by_its_costs(tmp_path):
    """And VAT below a total is that of the total."""
    header = ["Action", "Poste", "Quantité", "Coût unitaire"]
    lines = [["Salon", "Stand", 1, 800], ["Salon", "Affiches", 2, 50]]
    totals = [["Salon", "Total", 1, 900], ["Salon", "TVA", 1, 180], ["Mailing", "Total", 1, 70]]
    found = with_costs(tmp_path / "plan.xlsx", [header, *lines, *totals])
    assert [line.item for line in found.plans[0].costs] == ["Stand", "Affiches"]
    assert [(note.key, dict(note.values)["amounts"]) for note in found.told] == [
        ("total_left_aside", (900.0,)),
        ("tax_left_aside", (180.0,)),
        ("total_differs", (70.0,)),
    ]


@pytest.mark.parametrize("note", ["Total", "TVA", "--"])
def test_an_event_with_a_day_and_an_action_is_one_whatever_its_note_says(tmp_path, note):
    book = Workbook()
    add_sheet(book, "Actions", [["Action", "Budget"], ["Salon", 4500]])
    events = [["Note", "Date", "Action", "Dépenses"], ["Acompte", "2026-03-05", "Salon", 40]]
    add_sheet(book, "Suivi", [*events, [note, "2026-04-05", "Salon", 60], ["Total", None, None, 100]])
    book.remove(book.worksheets[0])
    book.save(tmp_path / "plan.xlsx")
    found = read(tmp_path / "plan.xlsx")
    assert ([one.expenses for one in found.plans[0].events], found.problems) == ([40, 60], ())


def test_an_event_outside_any_action_is_no_total(tmp_path):
    book = Workbook()
    add_sheet(book, "Actions", [["Action", "Budget"], ["Salon", 4500]])
    events = [["Date", "N°", "Action", "Dépenses"], ["2026-03-05", None, "Salon", 40], ["2026-04-05", 1, None, 60]]
    add_sheet(book, "Suivi", [*events, ["2026-04-06", None, None, 100], ["2026-04-07", None, "Hors action", 7]])
    book.remove(book.worksheets[0])
    book.save(tmp_path / "plan.xlsx")
    found = read(tmp_path / "plan.xlsx")
    assert [one.expenses for one in found.plans[0].events] == [40, 60, 100, 7]
    assert [(one.key, one.sheet, dict(one.values)) for one in found.told] == [
        ("events_without_action", "Suivi", {"rows": ("4",)})
    ]


def test_lists_of_round_amounts_lose_no_row(tmp_path):
    chosen = random.Random(16)
    for _ in range(rounds(5000)):
        count = chosen.randint(1, 15)
        names = [
            f"{chosen.choice(['Salon', 'Flyers', 'Radio', 'Sous-bois', 'Grand jeu'])} {row}" for row in range(count)
        ]
        amounts = [chosen.choice([None, 500, 1000, 1500, 2000, 3000, 4500, 5000, 10000]) for _ in names]
        rows = [["Action", "Budget"], *zip(names, amounts, strict=True)]
        found = read(csv_file(tmp_path / "plan.csv", rows))
        assert [(name, spent) for name, spent, _ in found.actions] == list(zip(names, amounts, strict=True))


def test_headers_repeated_between_the_rows(table):
    header = ["Action", "Responsable", "Budget"]
    found = table([header, ["Salon", "Anne", 4500], header, ["Club", None, 900], ["ACTION", "responsable", None]])
    assert found.actions == [("Salon", 4500, None), ("Club", 900, None)]
    assert found.rows("header_again") == [3, 5]


def test_a_row_of_units_below_the_headers(table):
    rows = [["Action", "Dépenses", "Recettes"], [None, "k€", "(k€ HT)"], ["Salon", "4,5", 12], ["Club", 0, "-"]]
    assert table(rows).actions == [("Salon", 4500, 12000), ("Club", 0, None)]
    rows[1] = [None, "€", "€"]
    assert table(rows).actions == [("Salon", 4.5, 12), ("Club", 0, None)]


def test_a_company_alone_in_its_row(table):
    rows = [["Entreprise", "Action", "Dépenses"], ["Menuiserie Un"], [None, "Salon", 8500], [None, "Flyers", 1200]]
    rows += [[], ["Menuiserie Deux"], [None, "Radio", 700], ["Total", None, 10400]]
    found = table(rows)
    assert found.plans == ()
    assert [problem.value for problem in found.problems if problem.key == "company_alone"] == [
        "Menuiserie Un",
        "Menuiserie Deux",
    ]
    assert "action_missing" not in {problem.key for problem in found.problems}
    found = table(rows, fills_down=True)
    assert {plan.company: len(plan.actions) for plan in found.plans} == {"Menuiserie Un": 2, "Menuiserie Deux": 1}


def test_a_name_whose_amounts_are_sums_of_other_rows_is_refused(tmp_path):
    for formula in ("=SUM(B3:B4)", "=SUBTOTAL(9,B3:B4)", "=B3+B4"):
        rows = [["Action", "Budget"], ["Prospection", formula], ["Salon", 4500], ["Mailing", 1500]]
        assert ("sum_of_rows", 2) in read(excel_file(tmp_path / "plan.xlsx", rows)).wrong()
    own = [["Action", "Budget"], ["Salon", 4500], ["Mailing", 1500], [], [], ["x", "=SUM(D1:D9)"]]
    assert ("sum_of_rows", 6) not in read(excel_file(tmp_path / "plan.xlsx", own)).wrong()


UNTAXED = [["Action", "Budget"], ["Salon", 6000], ["Club", 4000], ["Total HT", 10000]]


@pytest.mark.parametrize("name", ["TVA", "TVA 20 %", "TVA (20%)", "TVA à 20,00 %", "VAT 20%", "tva 20 % :"])
def test_tax_below_a_total_is_no_action(table, name):
    found = table([*UNTAXED, [name, 2000], ["Total TTC", 12000]])
    assert (found.actions, found.problems) == ([("Salon", 6000, None), ("Club", 4000, None)], ())
    assert found.rows("total_left_aside") == [4, 6]
    assert found.rows("tax_left_aside") == [5]


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([["TVA 20 %", 2001]], 5),  # not a fifth of the total
        ([["TVA 20 %", None]], 5),
        ([["TVA du salon 20 %", 2000]], 5),
        ([["Foire", 500], ["TVA 20 %", 2000]], 6),  # below an action
        ([["TVA 20 %", 2000], ["Total TTC", 12001]], 6),
        ([["Total TTC", 12000]], 5),
    ],
)
def test_what_only_looks_like_tax_is_refused(table, rows, wrong):
    assert table([*UNTAXED, *rows]).wrong() == [("total_or_action", wrong)]


@pytest.mark.parametrize(
    ("rows", "actions"),
    [
        ([["Résultat (recettes - dépenses)", None, 155_000]], []),
        ([["Solde :", 155_000]], []),
        ([["Balance", None, "155 000 €"], ["Marge", 155_000]], []),
        ([["Soldes", None, 155_000]], ["Soldes"]),  # what shops do in January
        ([["Solde", None, 154_000]], ["Solde"]),
        ([["Salon", 1], ["Solde", None, 155_000]], ["Salon", "Solde"]),  # below an action
        ([["Solde", 155_000, 155_000]], ["Solde"]),
    ],
)
def test_what_a_total_leaves_is_no_action(table, rows, actions):
    """200,000 less 45,000."""
    course = [row[1:] for row in (HEADER, *COURSE)]
    found = table([*course, ["Total", 45_000, 200_000], *rows])
    assert [name for name, _, _ in found.actions] == [*(name for name, _, _ in ACTIONS), *actions]
    assert found.rows("balance_left_aside") == ([] if actions else [6, 7][: len(rows)])


@pytest.mark.parametrize(
    ("rows", "told", "actions"),
    [
        ([["BUDGET TOTAL", 45_000, 200_000], ["ROI", 4.4]], {"total_left_aside": [5], "figure_left_aside": [6]}, []),
        ([["Coût total", 45_000], ["Dépenses totales", 45_000]], {"total_left_aside": [5, 6]}, []),
        ([["cou\u0302t total :", 45_000], ["Chiffre d'affaires", 200_000]], {"figure_left_aside": [6]}, []),
        ([["Budget", 45_000]], {"figure_left_aside": []}, ["Budget"]),  # no total stands above
        ([["Total", 45_000, 200_000], ["Budget presse", 500]], {"figure_left_aside": []}, ["Budget presse"]),
    ],
)
def test_totals_by_what_they_add_up_and_figures_below_them_are_no_actions(table, rows, told, actions):
    course = [row[1:] for row in (HEADER, *COURSE)]
    found = table([*course, *rows])
    assert [name for name, _, _ in found.actions] == [*(name for name, _, _ in ACTIONS), *actions]
    assert {key: found.rows(key) for key in told} == told


@pytest.mark.parametrize("name", ["Solde", "Perte de l'année", "Net loss"])
@pytest.mark.parametrize("left", [-155_000, "-155 000 €", "- 155 000", "\u2212155k€"])
def test_a_total_may_leave_less_than_nothing(table, name, left):
    """45,000 less 200,000."""
    found = table(
        [
            ["Action", "Dépenses", "Recettes"],
            ["A", 120_000, 20_000],
            ["B", 80_000, 25_000],
            ["Total", 200_000, 45_000],
            [name, None, left],
        ]
    )
    assert (found.actions, found.problems) == ([("A", 120_000, 20_000), ("B", 80_000, 25_000)], ())
    assert found.rows("balance_left_aside") == [5]


PARTS = [["Prospection", 30_000, None], ["Fidélisation", 15_000, None]]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["Total", 45_000, 200_000], ["Par type"], *PARTS, ["Total", 45_000]], [7]),
        ([["Total", 45_000, 200_000], *PARTS], [6]),
        ([["Total", 45_000, 200_000], ["Enveloppe", 45_000]], [6]),
        ([["Sous-total", 45_000, 200_000], *PARTS, ["Sous-total", 45_000], ["Total", 90_000]], []),  # two halves
        ([["Sous-total", 45_000, 200_000], *PARTS, ["Total", 90_000, 200_000]], []),
        ([["Total", 45_000, 200_000], ["Prospection", 30_000], ["Fidélisation", 15_001]], []),
        ([["Total", 45_000, 200_000], ["Prospection", 45_000, 1]], []),
        (PARTS, []),
    ],
)
def test_rows_below_a_total_that_come_to_the_same_are_told(table, rows, told):
    """They are read all the same: two groups may cost as much."""
    found = table([*(row[1:] for row in (HEADER, *COURSE)), *rows])
    assert (found.rows("group_repeated"), found.problems) == (told, ())
    assert len(found.actions) > 3


@pytest.mark.parametrize(
    "rows",
    [
        [["Salon", "Lea", 40], ["Total", "", 40], ["Club", "Max", 40], ["Total", "", 40]],  # one row each
        [["Salon", "Lea", 40], ["Club", "Max", 40], ["Total", "", 80], ["Radio", "Max", None]],
    ],
)
def test_groups_of_one_row_or_of_no_amount_repeat_nothing(table, rows):
    assert table([["Action", "Responsable", "Dépenses"], *rows]).rows("group_repeated") == []


def test_companies_may_spend_as_much_as_others(table):
    rows = [[name, action, 50] for name in ("Durand", "Petit") for action in ("Salon", "Club")]
    found = table([["Société", "Action", "Dépenses"], *rows[:2], ["Total", "", 100], *rows[2:], ["Total", "", 100]])
    assert (found.rows("group_repeated"), len(found.actions)) == ([], 4)


def test_an_objective_alone_in_its_row(table):
    rows = [["Objectif", "Valeur visée", "Action", "Budget"], ["Gagner"], [None, None, "Salon", 4500]]
    rows += [["Fidéliser"], [None, None, "Club", 900]]
    assert table(rows).wrong() == [("action_missing", 2), ("action_missing", 4)]
    (plan,) = table(rows, fills_down=True).plans
    assert [(one.action, one.objective) for one in plan.actions] == [("Salon", "Gagner"), ("Club", "Fidéliser")]


@pytest.mark.parametrize(("word", "amount"), [("Ensemble", 30), ("Moyenne", 15), ("CUMUL", 30), ("Average", 15)])
def test_other_words_for_sums_alone(table, word, amount):
    found = table([["Action", "Budget"], ["A", 10], ["B", 20], [word, amount]])
    assert [name for name, _, _ in found.actions] == ["A", "B"]
    assert found.rows("total_left_aside", "total_differs") == [4]
    assert len(table([["Action", "Budget"], ["A", 10], ["B", 20], [f"{word} vocal", 31]]).actions) == 3
