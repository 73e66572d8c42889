"""The workbook of customers tells the truth whatever is done to it in a spreadsheet.

An owner types, pastes, sorts, inserts, deletes in a live LibreOffice. What the workbook then shows is compared with
arithmetic, and every cell of the file that LibreOffice saves with what Python works out of its inputs.
"""

from __future__ import annotations

import random
from datetime import date

import pytest
from openpyxl import load_workbook

from tests.customers.workbooks import workbook
from tests.proofs import rounds
from tests.workbook.by_hand import Hand, as_link
from tests.workbook.test_truth import agree, error_cells, figures
from xl_grc.ooxml.book import Book
from xl_grc.tables.relations.figures import CHECKS
from xl_grc.tables.relations_kind import RELATIONS
from xl_grc.text import LANGUAGES
from xl_grc.values import ErrorToken, stored, to_serial
from xl_grc.workbook.expected.check import seen_on
from xl_grc.workbook.expected.own_workbook import own_workbook

CUSTOMERS = 12


def opened(office, folder, language="fr", customers=CUSTOMERS):
    path, analysis = workbook(folder, customers, language)
    settings = RELATIONS.texts(language)["sheets.settings"]
    return Hand(office.open(path), load_workbook(path), settings), analysis.sales.as_of


@pytest.fixture
def hand(office, tmp_path):
    user, _ = opened(office, tmp_path)
    with user.document:
        yield user


def disagreements(hand, folder):
    """Each cell of the file saved by LibreOffice that shows something else than Python works out of its inputs."""
    hand.document.recalculate()
    path = folder / "saved.xlsx"
    hand.document.save(path)
    own = own_workbook(Book(path.read_bytes(), path.name))
    cells = own.cells
    expected = own.expected(seen_on(cells, date(2026, 5, 21)))
    shown = [
        (f"{table.sheet.title}!{table.address(column.key, row)}", cell, wanted)
        for name, table in cells.tables.items()
        for column in RELATIONS.tables[name]
        if column.computed is not None
        for row, (cell, wanted) in enumerate(
            zip(cells.columns[f"{name}.{column.key}"], expected.columns[f"{name}.{column.key}"], strict=False)
        )
    ]
    shown += [
        (name, cells.names.get(name), wanted)
        for name, wanted in expected.names.items()
        if RELATIONS.named_cells[name].computed is not None
    ]
    return [f"{at} {cell!r}, Python {wanted!r}" for at, cell, wanted in shown if not same_cell(cell, wanted)]


def same_cell(cell, wanted):
    """Whether both show the same; of an error in a column SMALL of LibreOffice makes another one."""
    return all(isinstance(one, ErrorToken) for one in (stored(cell), wanted)) or agree(cell, wanted)


def new_customer(hand, row, days, purchases=1, revenue=500.0):
    """A customer typed into a free row, who bought so many days ago for the last time."""
    day = hand.document.named()["AsOf"].value - days
    typed = {"Code": "NEUF", "Nom": "Zoé & Cie", "Premier achat": day - 100 * (purchases - 1), "Dernier achat": day}
    for header, value in (typed | {"Achats": purchases, "CA HT": revenue}).items():
        hand.type("Customers", header, row, value)


def test_a_customer_typed_into_a_free_row_is_one_more(hand, tmp_path):
    count, money = figures(hand, "CustomerCount", "CustomerRevenue")
    new_customer(hand, CUSTOMERS, 10)
    assert figures(hand, "CustomerCount", "CustomerRevenue") == pytest.approx([count + 1, money + 500])
    assert hand.get("Customers", "Segment", CUSTOMERS) == "Nouveaux"
    assert hand.get("Customers", "Jours depuis", CUSTOMERS) == 10
    assert hand.get("Customers", "Panier moyen", CUSTOMERS) == 500
    assert disagreements(hand, tmp_path) == []


def test_a_rhythm_and_what_is_late_or_lost_follow_the_days_typed(hand, tmp_path):
    """Three purchases a hundred days apart: late from 151 days on where that is unusual, lost from 301 on."""
    hand.type_name("UsualInterval", 60)
    hand.type_name("LostAfter", 200)
    said = {}
    for days in (100, 160, 250, 310):
        new_customer(hand, CUSTOMERS, days, purchases=3, revenue=1.0)
        assert hand.get("Customers", "Rythme (jours)", CUSTOMERS) == 100
        said[days] = hand.get("Customers", "Segment", CUSTOMERS)
    assert said == {100: "Fidèles", 160: "En retard", 250: "En retard", 310: "Clients perdus"}
    hand.type_name("LostAfter", 320)
    assert hand.get("Customers", "Segment", CUSTOMERS) == "En retard"
    assert disagreements(hand, tmp_path) == []


def test_who_refuses_or_is_kept_out_is_in_no_list(hand, tmp_path):
    new_customer(hand, CUSTOMERS, 10)
    wanted = hand.get("Customers", "À contacter", CUSTOMERS)
    assert wanted
    for header, typed in (("Opposition (date)", to_serial(date(2026, 5, 4))), ("Opposition (date)", "oui")):
        hand.type("Customers", header, CUSTOMERS, typed)
        assert hand.get("Customers", "À contacter", CUSTOMERS) == ""
        hand.type("Customers", header, CUSTOMERS, None)
    hand.type("Customers", "Témoin", CUSTOMERS, "x")
    assert hand.get("Customers", "À contacter", CUSTOMERS) == ""
    hand.type("Customers", "Témoin", CUSTOMERS, None)
    assert hand.get("Customers", "À contacter", CUSTOMERS) == wanted
    hand.type_name("AsOf", hand.document.named()["AsOf"].value + 3 * 366)
    assert hand.get("Customers", "À contacter", CUSTOMERS) == ""  # nothing was heard of them for three years
    assert disagreements(hand, tmp_path) == []


def test_what_cannot_be_read_counts_as_not_given(hand, tmp_path):
    hand.paste("5 200 €HT", "Customers", "CA HT", 0)
    hand.type("Customers", "Achats", 1, "trois")
    hand.type("Customers", "Dernier achat", 2, "hier")
    hand.type("Customers", "Jours d'achat", 3, -2)
    hand.type("Customers", "Recommanderait 0-10", 4, 12)
    hand.type("Perception", "Note des clients 0-10", 0, "huit")
    hand.type("Levers", "Changement espéré", 0, "5 %")
    hand.type_name("MarginRate", "40 %HT")
    assert error_cells(hand) == []
    assert [hand.get("Customers", "Segment", row) for row in range(3)] == ["", "", ""]
    assert figures(hand, "Answers", "Check_no_segment")[0] == 0
    assert disagreements(hand, tmp_path) == []


def test_an_error_of_an_own_formula_stays_visible_and_stops_nothing(hand, tmp_path):
    for table, header, row in (
        ("Customers", "CA HT", 0),
        ("Customers", "Achats", 1),
        ("Customers", "Dernier achat", 2),
        ("Customers", "Recommanderait 0-10", 3),
        ("Perception", "Votre satisfaction 0-10", 0),
        ("Levers", "Changement espéré", 0),
    ):
        sheet, letters, number = hand.place(table, header, row)
        hand.document.formula(sheet, f"{letters}{number}", "=NA()")
        assert disagreements(hand, tmp_path) == [], header
        hand.document.set(sheet, f"{letters}{number}", None)


@pytest.mark.parametrize("typed", ["demain", None, -5])
@pytest.mark.parametrize("name", ["AsOf", "UsualInterval", "LostAfter", "MarginRate", "Years"])
def test_a_setting_that_is_none_stops_nothing(hand, tmp_path, name, typed):
    hand.type_name(name, typed)
    assert error_cells(hand) == []
    assert disagreements(hand, tmp_path) == []


def test_margin_and_cost_typed_make_the_proposals_speak(hand, tmp_path):
    hand.type_name("MarginRate", None)
    assert hand.get("Proposals", "Ce qui la rend rentable", 0) == "Saisissez la marge et le coût par contact."
    hand.type_name("MarginRate", 0.5)
    hand.type_name("ContactCost", 2)
    row = next(row for row in range(4) if hand.get("Proposals", "Contacts", row))
    contacts, price = (hand.get("Proposals", header, row) for header in ("Contacts", "Panier moyen HT"))
    assert hand.get("Proposals", "Dépenses", row) == 2 * contacts
    assert hand.get("Proposals", "Conversion au seuil", row) == pytest.approx(2 / (0.5 * price))
    assert disagreements(hand, tmp_path) == []


def test_steps_and_gaps_typed_reach_the_first_sheet(hand, tmp_path):
    day = hand.document.named()["AsOf"].value
    hand.type("Perception", "Note des clients 0-10", 2, 4)
    hand.type("Perception", "Votre satisfaction 0-10", 2, 9)
    hand.type("Perception", "Prochaine étape", 2, "Repeindre")
    hand.type("Perception", "Échéance", 2, day - 3)
    assert (hand.get("Gaps", "Écart", 0), figures(hand, "OverdueSteps", "FirstOverdue")) == (
        5,
        [1, "Repeindre\u00a0: en retard de 3 jours"],
    )
    hand.type("Perception", "Fait", 2, "X")
    assert figures(hand, "OverdueSteps") == [0]
    assert disagreements(hand, tmp_path) == []


def test_rows_and_columns_come_and_go(hand, tmp_path):
    """Rows inserted and deleted, a column of the owner's own, sorted tables, a sheet renamed."""
    count = figures(hand, "CustomerCount")[0]
    hand.insert_row("Customers", 3)
    new_customer(hand, 3, 10)
    hand.delete_row("Customers", 0)
    hand.document.insert_columns("Clients", 6)
    hand.document.sort("Customers", "CA HT")
    hand.document.sort("Perception", "Étape", ascending=False)
    hand.document.rename_sheet("Clients", "L'acheteur")
    assert figures(hand, "CustomerCount") == [count]
    assert disagreements(hand, tmp_path) == []


MISTAKES = {
    "after_day": (("last_purchase", 4, 50_000), ("last_purchase", 7, 50_000)),
    "first_after_last": (("first_purchase", 3, 50_000), ("first_purchase", 2, "hier")),
    "no_segment": (("last_purchase", 6, "jamais"), ("revenue", 9, None)),
    "refused": (("opposition", 5, "non"), ("opposition", 8, 46_000)),
    "expired": (("last_purchase", 8, 40_000),),
    "control": (("control", 10, "X"), ("control", 11, "x")),
    "unprinted": (("name", 47, "Loin"), ("name", 49, "Plus loin")),
}
"""What each light means, typed into rows of customers: the first of them is the cell that it names, save where what is
missing is told in the first cell to be completed."""
NAMED = {"no_segment": ("last_purchase", 6), "expired": ("remove_on", 8)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_lights_name_the_first_cell_that_they_mean_and_lead_to_it(office, tmp_path, language):
    hand, _ = opened(office, tmp_path, language, 44)  # some of the free rows are not printed
    words = RELATIONS.texts(language)
    with hand.document:
        before = {key: figures(hand, f"Check_{key}", f"Goto_{key}") for key in CHECKS}
        assert {key: [0, ""] for key in CHECKS if key != "expired"}.items() <= before.items()
        hand.document.rename_sheet(words["sheets.customers"], "L'acheteur")
        for key in CHECKS:
            kept = [
                (*hand.place("Customers", words[f"columns.Customers.{column}"], row), typed)
                for column, row, typed in MISTAKES[key]
            ]
            shown = [hand.document.block(sheet, f"{at}{row}:{at}{row}")[0][0] for sheet, at, row, _ in kept]
            for sheet, at, row, typed in kept:
                hand.document.set(sheet, f"{at}{row}", typed)
            count, cell = figures(hand, f"Check_{key}", f"Goto_{key}")
            column, row = NAMED.get(key, MISTAKES[key][0][:2])
            _, letters, number = hand.place("Customers", words[f"columns.Customers.{column}"], row)
            meant = [one for one in MISTAKES[key] if one[2] != "hier"]
            assert (count, cell) == (before[key][0] + len(meant), f"L'acheteur {letters}{number}"), key
            assert hand.target(key) == as_link(cell)
            assert disagreements(hand, tmp_path) == [], key
            for (sheet, at, row, _), was in zip(kept, shown, strict=True):
                hand.document.set(sheet, f"{at}{row}", was)


def row_in(hand, chosen):
    return chosen.randrange(CUSTOMERS + 4)


STEPS = {
    "revenue": lambda hand, chosen: hand.type("Customers", "CA HT", row_in(hand, chosen), typed(chosen)),
    "purchases": lambda hand, chosen: hand.type("Customers", "Achats", row_in(hand, chosen), typed(chosen)),
    "day": lambda hand, chosen: hand.type(
        "Customers", "Dernier achat", row_in(hand, chosen), chosen.choice((46000, 45500.5, 45000, "hier", None))
    ),
    "paste": lambda hand, chosen: hand.paste("5 200 €HT", "Customers", "CA HT", row_in(hand, chosen)),
    "copy": lambda hand, chosen: hand.copy("Customers", "Dernier achat", 0, row_in(hand, chosen)),
    "opposition": lambda hand, chosen: hand.type(
        "Customers", "Opposition (date)", row_in(hand, chosen), chosen.choice((46000, "non", None))
    ),
    "recommend": lambda hand, chosen: hand.type(
        "Customers", "Recommanderait 0-10", row_in(hand, chosen), chosen.choice((0, 6, 9, 11, "dix", None))
    ),
    "sort": lambda hand, chosen: hand.document.sort(
        "Customers", chosen.choice(("CA HT", "Nom", "Achats")), ascending=chosen.random() < 0.5
    ),
    "insert": lambda hand, chosen: hand.insert_row("Customers", chosen.randrange(1, CUSTOMERS)),
    "delete": lambda hand, chosen: hand.delete_row("Customers", chosen.randrange(1, CUSTOMERS)),
    "note": lambda hand, chosen: hand.type(
        "Perception", "Votre satisfaction 0-10", chosen.randrange(6), chosen.choice((0, 7.5, 10, 11, "bien", None))
    ),
    "lever": lambda hand, chosen: hand.type("Levers", "Changement espéré", chosen.randrange(5), typed(chosen)),
    "as of": lambda hand, chosen: hand.type_name("AsOf", chosen.choice((45900, 46163, 47500))),
    "margin": lambda hand, chosen: hand.type_name("MarginRate", chosen.choice((0.4, 0, 1, 40, "?", None))),
    "lost": lambda hand, chosen: hand.type_name("LostAfter", chosen.choice((0, 45, 365, None))),
}
"""What an owner does, one thing after the other."""


def typed(chosen):
    return chosen.choice((round(chosen.uniform(0, 999), 2), 3, 0.25, 0, -3, "6,5 k€", None))


@pytest.mark.parametrize("seed", range(rounds(100)))
def test_whatever_is_done_the_file_says_what_the_sheet_shows(seed, office, tmp_path):
    chosen = random.Random(seed)
    hand, _ = opened(office, tmp_path)
    with hand.document:
        done = [chosen.choice(list(STEPS)) for _ in range(12)]
        for step in done:
            STEPS[step](hand, chosen)
        assert disagreements(hand, tmp_path) == [], done
