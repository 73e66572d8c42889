"""Files as people bring them, each with its right answer, through the commands that they are given to.

The files were made for these tests; what each must give was settled by looking at it, not by reading it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.reading import named, table
from xl_grc.cli import main
from xl_grc.plan.model import Plan
from xl_grc.workbook.returned.plan import read_plan

CASES = Path(__file__).parent / "cases"
NARROW = "\u202f"
"""The space of thousands in what is told."""
DAY = ("--as-of", "2026-11-28", "--lang", "fr")


class Made:
    """What a command made of a case: its exit code, what it told, and the plans of its workbooks by their names."""

    def __init__(self, folder: Path, code: int, told: str) -> None:
        self.paths = {path.stem: path for path in sorted(folder.glob("*.xlsx")) if "corriger" not in path.name}
        self.code, self.told = code, told
        self.plans = {name: read_plan(path.read_bytes(), path.name).plan for name, path in self.paths.items()}

    @property
    def plan(self) -> Plan:
        """The only plan."""
        (plan,) = self.plans.values()
        return plan

    @property
    def path(self) -> Path:
        """The only workbook."""
        (path,) = self.paths.values()
        return path

    def each(self, *fields: str) -> list[tuple[Any, ...]]:
        """Some fields of each action of the only plan."""
        return [tuple(getattr(action, field) for field in fields) for action in self.plan.actions]

    def totals(self, name: str) -> tuple[int, float | None, float | None]:
        """How many actions a plan has, and what they cost and bring together as its workbook says."""
        path = self.paths[name]
        return len(self.plans[name].actions), named(path, "TotalExpenses"), named(path, "TotalRevenue")


@pytest.fixture
def made(tmp_path, capsys):
    """Gives a case to `new`, or to `batch`."""

    def run(command: str, name: str, *options: str) -> Made:
        folder = tmp_path / f"{command}{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        out = folder / "plan.xlsx" if command == "new" else folder
        code = main([command, str(CASES / name), "-o", str(out), *DAY, *options])
        told = capsys.readouterr()
        return Made(folder, code, (told.out + told.err).replace(NARROW, " "))

    return run


MONEY = ("action", "expenses", "revenue")


@pytest.mark.parametrize(
    ("name", "right", "told"),
    [
        (
            "c3_total_en_bas.csv",
            [
                ("Recruter 2 commerciaux", 35_000, 135_000),
                ("E-mailing", 5_000, 15_000),
                ("Partenariats", 5_000, 50_000),
            ],
            ["ligne 5 : « TOTAL » (45 000 / 200 000)"],
        ),
        ("c3b_total_formule.xlsx", [("Salon", 4_500, None), ("Mailing", 1_500, None)], ["ligne 4 : « Total » (6 000)"]),
        (
            "c9_rubriques_sous_totaux.xlsx",
            [("Salon", 4_500, 12_000), ("Mailing", 1_500, 8_000), ("Club", 900, 5_000)],
            [
                *("« PROSPECTION »", "« FIDÉLISATION »", "« Sous-total prospection » (6 000 / 20 000)"),
                *("« Sous-total fidélisation » (900 / 5 000)", "« Total général » (6 900 / 25 000)"),
            ],
        ),
        ("c11c_format_k.xlsx", [("Salon", 4_500, 12_000), ("Mailing", 1_500, 8_000)], []),
        (
            "c14_feuille_masquee.xlsx",
            [("Salon", 4_500, None), ("Mailing supprimé", 1_500, None)],
            ["feuilles masquées, non lues : 2025", "lignes masquées, lues comme les autres : 3"],
        ),
        ("c15_prevu_realise.xlsx", [("Salon", 4_500, 12_000)], ["Budget réalisé, Écart, CA réalisé"]),
        ("e5_texte_excel.csv", [("Salon", 4_500, None), ("- Mailing", 1_500, None)], []),
    ],
)
def test_actions_and_amounts(made, name, right, told):
    found = made("new", name)
    assert (found.code, found.each(*MONEY)) == (0, right)
    assert [one for one in told if one not in found.told] == []
    assert len(found.told.splitlines()) == len(told) + 1, "and that the workbook is written"


def test_the_table_of_the_course(made):
    found = made("new", "c5_tableau_du_cours.xlsx")
    goal = "Générer 200 000 € de chiffre d'affaires"
    assert found.each("objective", "short_term", "medium_term", "long_term", "expenses", "revenue") == [
        (goal, True, False, False, 35_000, 135_000),
        (goal, False, True, False, 5_000, 15_000),
        (goal, False, False, True, 5_000, 50_000),
    ]
    assert found.totals("plan") == (3, 45_000, 200_000)
    assert "ligne 8 : « TOTAL »" in found.told


def test_merged_objective_and_target(made):
    found = made("new", "c6b_objectif_fusionne_cible.xlsx")
    (goal,) = [row for row in table(found.path, "Objectives") if row["Objectif"]]
    assert (goal["Valeur visée"], goal["Prévu"], goal["Statut"]) == (20_000, 21_000, "Couvert")


def test_months_in_columns(made):
    found = made("new", "c7_mois_en_colonnes_X.xlsx")
    assert found.each("action", "owner", "months", "expenses") == [
        ("Salon", "Martin", (9,), 4_500),
        ("Mailing", "Durand", (3, 4), 1_500),
    ]


def test_amounts_of_months_in_columns(made):
    """The budget of the workbook has in each month what the table had."""
    found = made("new", "c8_mois_en_colonnes_montants.xlsx")
    assert found.each("action", "months", "expenses", "shares") == [
        ("Publicité locale", tuple(range(1, 13)), 6_000, ()),
        ("Salon", (9,), 4_500, ()),
    ]
    assert [row["Dépenses prévues"] for row in table(found.path, "Budget")] == [500] * 8 + [5_000] + [500] * 3
    assert "« TOTAL » (10 500)" in found.told
    assert " Total " in found.told


def test_thousands_in_a_title(made):
    refused = made("new", "c11b_titre_en_milliers.xlsx")
    assert (refused.code, refused.plans) == (1, {})
    assert "« Plan 2026 (montants en k€) »" in refused.told
    assert "--amounts k€" in refused.told
    assert made("new", "c11b_titre_en_milliers.xlsx", "--amounts", "k€").each(*MONEY) == [
        ("Salon", 4_500, 12_000),
        ("Mailing", 1_500, 8_000),
    ]


@pytest.mark.parametrize(
    ("name", "objectives"), [("c1_echeance_sans_objectif.csv", 0), ("c2_echeance_par_action.csv", 1)]
)
def test_each_action_ends_on_its_own_day(made, name, objectives):
    found = made("new", name)
    assert found.each("months", "status") == [((3,), "done"), ((9,), "to_do")]
    assert [goal.due for goal in found.plan.objectives] == [None] * objectives


@pytest.mark.parametrize(
    ("name", "fields", "right", "told"),
    [
        (
            "d2_salesforce_labels.csv",
            ("action", "type", "status", "expenses", "revenue", "contacts", "months"),
            [("Spring mailing", "Direct Mail", "done", 4_500, 18_000, 2_500, (3,))],
            ["Actual Cost in Campaign", "Contacts in Campaign"],
        ),
        (
            "d3_zoho_fr.csv",
            ("action", "owner", "expenses", "revenue", "contacts", "months", "status"),
            [
                ("Mailing printemps", "A. Martin", 4_500, 18_000, 2_500, (3,), "to_do"),
                ("Salon Lyon", "A. Martin", 12_000, 40_000, 800, (9,), "Inactif"),
            ],
            ["ID de la fiche", "Coût réel", "Taux de réponse attendu"],
        ),
        (
            "d4_vtiger_fr.csv",
            ("action", "owner", "product", "expenses", "revenue", "contacts", "months", "status"),
            [
                ("Mailing printemps", "Martin", "Gamme A", 4_500, 18_000, 2_500, (3,), "to_do"),
                ("Salon Lyon", "Martin", "Gamme B", 12_000, 40_000, 800, (9,), "abandoned"),
            ],
            ["Coût actuel", "Ventes attendues", "ROI attendu"],
        ),
        (
            "d6_hubspot_fr.csv",
            ("action", "owner", "status", "expenses", "audience", "months"),
            [("Mailing printemps", "Anne Martin", "done", 4_500, "Artisans", (3,))],
            ["Dépenses totales", "Sessions", "Nouveaux contacts (premier contact)"],
        ),
        (
            "d8_dolibarr_fr.csv",
            ("action", "expenses", "revenue", "months"),
            [("Mailing printemps", 4_500, 18_000, (3,)), ("Salon Lyon", 12_000, 40_000, (9,))],
            ["Réf. projet", "Nom tiers"],
        ),
        ("r1_campaign_name_horodatage.csv", (*MONEY, "months"), [("Rentree", 335.67, 2_322.9, (2, 3, 4))], []),
    ],
)
def test_what_crms_export(made, name, fields, right, told):
    found = made("new", name)
    assert (found.code, found.each(*fields)) == (0, right)
    assert [one for one in told if one not in found.told] == []


def test_a_plan_over_two_years(made):
    refused = made("new", "r2_a_cheval_sur_deux_annees.csv")
    assert (refused.code, refused.plans) == (1, {})
    assert refused.told.count("--start 2026-11") == 1
    found = made("new", "r2_a_cheval_sur_deux_annees.csv", "--start", "2026-11")
    assert found.plan.start == date(2026, 11, 1)
    assert found.each("action", "months") == [
        ("Construction du plan", (11, 12)),
        ("Catalogue", (1, 12)),
        ("Mise en ligne", (1,)),
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("e1b_macroman_e_aigu.csv", "--encoding mac_roman"),
        ("e3_utf8_un_octet_faux.csv", "ligne 4 : "),
        ("f2_html.xls", ".xlsx"),
        ("f3_xml2003.xls", ".xlsx"),
    ],
)
def test_what_cannot_be_read_is_one_line(made, name, told):
    for command in ("new", "batch"):
        found = made(command, name)
        assert (found.code, found.plans) == (1, {})
        (line,) = found.told.splitlines()
        assert told in line and name in line
        assert "RŽ" not in line


def test_an_old_code_page(made):
    found = made("batch", "e1b_macroman_e_aigu.csv", "--encoding", "mac_roman")
    assert [(action.action, action.owner) for action in found.plan.actions] == [("Réunion d'équipe", "Zoé")]
    assert found.plan.company == "Régie"


def test_a_reference_as_excel_wraps_it(made):
    assert made("new", "e5_texte_excel.csv").plan.reference == "00123"


@pytest.mark.parametrize(
    "name", ["b4b_si_vide_tableau.xlsx", "b7d_ligne_sans_reference.xlsx", "b7e_ligne_indentee.xlsx"]
)
def test_a_workbook_that_others_write(made, name):
    right = [("Salon", "Marc", 4_500), ("Mailing", "Anne", 1_500), ("Radio", "", 800), ("Presse", "", 700)]
    found = made("new", name)
    assert found.each("action", "owner", "expenses") == right[: 2 if name.startswith("b4b") else 4]
    if not name.startswith("b4b"):
        assert named(found.path, "TotalExpenses") == 7_500


def test_a_sum_below_the_tracking(made):
    found = made("new", "s1_suivi_total_sans_action.xlsx")
    assert (named(found.path, "ActualExpenses"), named(found.path, "ActualRevenue")) == (5_600, 12_000)
    assert "feuille Suivi, ligne 4 : ligne sans nom (5 600 / 12 000)" in found.told


def test_totals_of_companies(made):
    found = made("batch", "x1_batch_total.csv")
    assert set(found.plans) == {"Durand SARL", "Petit SAS"}
    assert found.totals("Durand SARL") == (2, 6_000, 20_000)
    assert found.totals("Petit SAS") == (1, 1_000, 3_000)
    for total in ("« Total Durand SARL »", "« Total Petit SAS »", "« TOTAL GENERAL » (7 000 / 23 000)"):
        assert total in found.told


def test_blanks_under_a_company(made):
    refused = made("batch", "entreprise_fusionnee.csv")
    assert (refused.code, refused.plans) == (1, {})
    assert "--fill-down" in refused.told
    found = made("batch", "entreprise_fusionnee.csv", "--fill-down")
    assert found.totals("Menuiserie Un") == (3, 16_200, 71_000)
    assert found.totals("Menuiserie Deux") == (2, 9_700, 51_000)


def test_corrections_of_blanks_lose_no_row(made, tmp_path):
    """All five rows are handed back, and give the same plans once they are corrected."""
    folder = tmp_path / "plans"
    assert main(["batch", str(CASES / "entreprise_fusionnee.csv"), "-o", str(folder), *DAY]) == 1
    corrected = folder / "a_corriger.csv"
    assert len(corrected.read_text("utf-8-sig").splitlines()) == 1 + 5
    again = ["batch", str(corrected), "-o", str(folder), "--resume", "--fill-down", *DAY]
    assert main(again) == 0
    found = Made(folder, 0, "")
    assert found.totals("Menuiserie Un") == (3, 16_200, 71_000)
    assert found.totals("Menuiserie Deux") == (2, 9_700, 51_000)


def test_a_list_of_companies(made):
    """Title, merged companies, totals, k€, quarters: six companies, twenty-four actions."""
    found = made("batch", "liste1.xlsx")
    assert list(found.plans) == [f"Menuiserie n°{number} SARL" for number in range(1, 7)]
    assert sum(len(plan.actions) for plan in found.plans.values()) == 24
    first, second = found.plans["Menuiserie n°1 SARL"], found.plans["Menuiserie n°2 SARL"]
    assert [(one.action, one.months, one.owner, one.expenses, one.revenue) for one in first.actions] == [
        ("Salon de l'habitat", (3, 4), "Marc", 8_500, 45_000),
        ("Flyers", (9,), "Sophie", 1_200, 6_000),
        ("Site web", tuple(range(1, 13)), "Sophie", 6_500, 20_000),
    ]
    assert [(one.action, one.months, one.expenses) for one in second.actions] == [
        ("Site web", tuple(range(1, 13)), 6_500),
        ("Parrainage", (1, 2, 3, 4, 5, 6), 2_000),
        ("Relance devis", (1, 2, 3), 800),
        ("Google Ads", (4, 5, 6), 3_600),
    ]
    assert found.told.count("« Total » (12 345)") == 6
    assert "« TOTAL GÉNÉRAL »" in found.told
    assert "Département, Remarques" in found.told


def test_a_sheet_for_each_company(made):
    found = made("batch", "liste3.xlsx")
    assert list(found.plans) == [f"Boulangerie {number}" for number in range(1, 6)]
    budgets = [[8500, 1200, 6500, 2000], [1200, 6500, 2000, 800], [6500, 2000, 800, 3600], [2000, 800, 3600, 1500]]
    budgets.append([800, 3600, 1500, 4000])
    assert [[one.expenses for one in plan.actions] for plan in found.plans.values()] == budgets
    assert {one.months for plan in found.plans.values() for one in plan.actions} == {(3, 4, 5)}


def test_every_case_is_tried():
    """A file that is added needs its right answer here."""
    source = Path(__file__).read_text(encoding="utf-8")
    assert [path.name for path in CASES.iterdir() if f'"{path.name}"' not in source] == []
