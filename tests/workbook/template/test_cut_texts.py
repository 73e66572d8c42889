"""No text, header, label, card or number of ours is cut: each has the room that its letters take."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Alignment

from tests.collect.summaries import summary
from tests.golden import relations
from tests.plans import shown_plan, some_plan
from tests.proofs import variants
from tests.workbook.template import cutting
from tests.workbook.template.cutting import Sheet
from xl_grc.tables.plan import PLAN
from xl_grc.text import LANGUAGES, texts
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.template.templates import load_template, shipped_template

AS_OF = date(2026, 5, 4)
LONG = "Société coopérative des artisans menuisiers et charpentiers du Haut-Jura"
"""More than 65 letters."""
ACTIONS = {language: texts(language)["collect.actions"] for language in LANGUAGES}


def cuts(content, language):
    return [cut for sheet in load_workbook(BytesIO(content), data_only=True) for cut in Sheet(sheet, language).cuts()]


def written(plan, language):
    template = load_template(PLAN, shipped_template(PLAN, language), plan.start.month)
    return template.write(fill(plan, language, AS_OF))


def of_thousands_of_millions():
    """A plan whose totals have ten digits, of a company with a long name."""
    plan = shown_plan()
    actions = [one._replace(expenses=1.9e9 / len(plan.actions), revenue=1.1e9) for one in plan.actions]
    return plan._replace(company=LONG, actions=tuple(actions), costs=())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [0, *variants(3, 30, 150)])
def test_texts_of_a_plan_have_room(language, count):
    assert cuts(written(some_plan(count, 5, details=count > 0), language), language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_totals_of_ten_digits_and_long_names_have_room(language):
    assert len(LONG) > 65
    assert cuts(written(of_thousands_of_millions(), language), language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_of_customer_relations_have_room(language):
    assert cuts(relations(language), language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_proposals_say_has_room_with_large_numbers(language):
    words = texts(language)
    book = load_workbook(BytesIO(relations(language)), data_only=True)
    sheet = book[words["relations.sheets.summary"]]
    saying = ("pays_from", "buyers", "of_contacts")
    pays, bought, share = (words[f"relations.says.{key}"] for key in saying)
    sheet["J13"] = f"{pays}12 345{bought}12.34{share}"
    sheet["K13"] = words["relations.loyalty.returns_counts"].format(returned="1 304", lapsed="52 304", days=365)
    sheet["L13"] = words["relations.says.tracked"].format(rate="12.34", buyers="6 454", contacts="52 304")
    assert list(Sheet(sheet, language).cuts()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_of_a_summary_have_room(language):
    """But for the names of files, which are on no paper, and what the codes of plans are."""
    cut = [
        one
        for one in cuts(summary(language), language)
        if not one.cell.startswith(("A", "B")) or one.sheet != ACTIONS[language]
    ]
    assert cut == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_side_by_side_above_totals_stand_apart(language):
    book = load_workbook(shipped_template(PLAN, language))
    for title, cells in (("plan", ("H4", "I4")), ("tracking", ("E4", "F4"))):
        sheet = Sheet(book[texts(language)[f"sheets.{title}"]], language)
        for cell in (sheet.sheet[address] for address in cells):
            taken = max(cutting.width(line) for line in cell.value.split("\n")) * cell.font.size / cutting.USUAL
            assert taken + 2 <= sheet.width(cell.column), cell.value


@pytest.mark.parametrize("language", LANGUAGES)
def test_lights_have_room_in_other_programs(language, monkeypatch):
    """ONLYOFFICE draws a letter up to 1.16 times as wide, and fits no row either."""
    monkeypatch.setattr(cutting, "PRINTED", 1.16)
    book = load_workbook(BytesIO(written(some_plan(0, 5, details=False), language)), data_only=True)
    assert list(Sheet(book[texts(language)["sheets.home"]], language).cuts()) == []


def test_a_text_without_room_is_seen():
    """Each way of being cut, on a sheet that is not: a label, a header under its filter, a number, a text before
    another."""
    book = load_workbook(BytesIO(written(shown_plan(), "fr")), data_only=True)
    budget, plan, board = book["Budget"], book["Plan d'actions"], book["Tableau de bord"]
    budget["C7"] = "Dépenses prévues dans tout le réseau et ailleurs"
    plan["H7"] = "Dépenses TTC de cette action et des autres"
    board["D5"], board["B1"], board["C1"] = 123_456_789_012, "Le tableau de bord", "2026"
    budget["J4"], budget["J4"].alignment = "anticonstitutionnellement", Alignment(wrap_text=True)
    found = {(cut.sheet, cut.cell) for sheet in (budget, plan, board) for cut in Sheet(sheet, "fr").cuts()}
    assert found == {
        ("Budget", "C7"),
        ("Budget", "J4"),
        ("Plan d'actions", "H7"),
        ("Tableau de bord", "D5"),
        ("Tableau de bord", "B1"),
    }
