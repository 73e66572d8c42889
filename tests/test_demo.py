"""The course's own figures, where the contract puts them."""

from datetime import date

import pytest

from tests.hosts.validator import validate
from tests.reading import named, table
from tests.recalculation import differences, errors
from xl_grc.demo import EXAMPLES, run_demo
from xl_grc.text import texts


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    lines = list(run_demo(folder, date(2026, 3, 15), texts("fr")))
    return folder, lines


def test_plan(demo):
    workbook = demo[0] / "plan.xlsx"
    assert named(workbook, "TotalExpenses") == 45_000
    assert named(workbook, "TotalRevenue") == 200_000
    assert named(workbook, "NetResult") == 155_000
    goal = table(workbook, "Objectives")[0]
    assert goal["Objectif"] == "Générer 200 000 € de chiffre d'affaires"
    assert goal["Atteinte prévue"] == 1
    assert goal["Statut"] == "Couvert"
    rows = table(workbook, "Actions")
    assert [(row["Action"], row["Dépenses"], row["Recettes"]) for row in rows[:3]] == [
        ("Recruter 2 commerciaux", 35_000, 135_000),
        ('Mettre en place une action "e-mailing"', 5_000, 15_000),
        ("Signer des partenariats commerciaux", 5_000, 50_000),
    ]
    terms = ("À court terme", "À moyen terme", "À long terme")
    assert [[row[term] for term in terms] for row in rows[:3]] == [["X", "", ""], ["", "X", ""], ["", "", "X"]]
    assert [row["Verdict"] for row in table(workbook, "Returns")[:3]] == ["À compléter"] * 3


def test_planning(demo):
    rows = [row["Action"] for row in table(demo[0] / "planification.xlsx", "Schedule") if row["Action"]]
    assert len(rows) == 32
    assert rows[0] == "Site des clients"
    assert rows[10] == "Appui commercial"
    assert rows[11:15] == [f"Participation aux salons (B2{letter})" for letter in "BCGI"]
    assert rows[31] == "Participation aux salons (B2Z)"


def test_profitability(demo):
    workbook = demo[0] / "rentabilite.xlsx"
    mailing, coupon = table(workbook, "Returns")[:2]
    assert mailing["Action"] == "Mailing postal avec relance téléphonique"
    assert (mailing["Coût"], mailing["Recettes"], mailing["Gain brut"]) == (15_000, 20_000, 5_000)
    assert (mailing["Marge"], mailing["Marge - coût"]) == (10_000, -5_000)
    assert mailing["ROI"] == pytest.approx(0.6667, abs=5e-5)
    assert mailing["Seuil de rentabilité (ventes)"] == 300
    assert mailing["Verdict"] == "Non rentable"
    assert coupon["Action"] == "E-mailing avec bon de réduction"
    assert coupon["Coût"] == 6_000
    assert coupon["Verdict"] == "À compléter"
    assert table(workbook, "Costs")[0]["Montant"] == 6_000
    assert named(workbook, "PlanROI") == pytest.approx(2 / 3)
    assert named(workbook, "TotalCost") == 15_000
    assert named(workbook, "DefaultMarginRate") is None


def test_summary(demo):
    text = "\n".join(demo[1])
    for figure in ("45\u202f000", "200\u202f000", "-5\u202f000", "0,67", "300", "6\u202f000", "Non rentable"):
        assert figure in text


@pytest.mark.parametrize("name", EXAMPLES)
def test_recalculated_from_stripped_values(name, demo, office, tmp_path):
    assert differences(office, demo[0] / name, tmp_path) == []
    assert errors(demo[0] / name) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_open_xml_sdk_finds_nothing(name, demo, validator):
    assert validate(demo[0] / name) == []
