"""Workbooks as people send them back, each with its right answer: `collect`, `regenerate` then `collect`, and `new OLD`
then `collect` say the same; `check` and `new` name what is wrong or stays behind."""

from datetime import date
from pathlib import Path

import pytest

from tests.proofs import share
from xl_grc.cli import main
from xl_grc.collect import collect
from xl_grc.collect.summary import figures
from xl_grc.workbook.returned.cells import filled_rows
from xl_grc.workbook.returned.plan import read_plan

CASES = Path(__file__).parents[1] / "workbook" / "returned" / "cases"
AS_OF = date(2026, 11, 28)
THREE = (20_400.0, 37_000.0, None)
VALUES_ALONE = {"b12_numbers", "b13_google_valeurs"}

ANSWERS = {
    "b12_numbers": (THREE, ["xl-grc new"]),
    "b13_google_valeurs": (THREE, ["xl-grc new"]),
    "b14_image_dans_cellule": (THREE, ["O9", "#VALUE!"]),
    "b16_commentaire_lien": (THREE, []),
    "b19_annulee": (THREE, ["M9", "« Annulée »"]),
    "b2_lien_externe": (THREE, ["devis.xlsx", "H9"]),
    "b3_feuille_et_nom_propres": (THREE, []),
    "b5_antislash": (THREE, []),
    "b7_ordre_attributs": (THREE, []),
    "e_cost_text": ((20_350.5, 297_900.0, 10_032.33), ["« 1 lot »"]),
    "e_overtype_formula": ((25_550.5, 297_900.0, 10_032.33), ["U8", "« 1 »"]),
    "e_track11": ((25_550.5, 297_900.0, 14_032.33), ["B18", "sous le tableau"]),
    "e_text_in_amount": ((24_350.0, 297_900.0, 4_832.33), ["« 6,5 k€ »"]),
    "e_drag_label": ((9_920.0, 140_000.0, None), ["2 - "]),
    "e_blank_no_hides": ((17_400.5, 140_000.0, None), ["B17", "n'a pas de numéro"]),
    "e_sim_discount": ((16_500.5, 212_000.0, None), []),
}
"""By the name of the file: planned expenses and revenue, what is spent; what is told in `check`."""
NAMED_BY_NEW = {
    "b2_lien_externe": ["H9", "devient sa valeur"],
    "b3_feuille_et_nom_propres": ["H9", "I9", "Devis"],
    "b16_commentaire_lien": ["D9", "commentaire", "lien"],
    "b19_annulee": ["« Annulée »"],
    "e_cost_text": ["« 1 lot »", "« Flyers »"],
}
"""What `new` tells of what it leaves behind, turns into values or carries as it is."""


@pytest.fixture(autouse=True)
def french(monkeypatch):
    monkeypatch.setenv("LC_ALL", "fr_FR")


def totals(path):
    found = figures([row for plan in collect([path], AS_OF).plans for row in plan.rows])
    return found.expenses, found.revenue, found.actual_expenses


def test_every_case_has_its_answer():
    assert {path.stem for path in CASES.glob("*.xlsx")} == ANSWERS.keys()


@pytest.mark.parametrize("name", ANSWERS)
def test_every_command_says_the_same(name, tmp_path, capsys):
    case = CASES / f"{name}.xlsx"
    answer, told = ANSWERS[name]
    assert totals(case) == answer

    main(["check", str(case)])
    checked = "".join(capsys.readouterr())
    assert [words for words in told if words not in checked.replace("\u202f", " ")] == []

    assert main(["new", str(case), "-o", str(tmp_path / "new.xlsx"), "--as-of", "2026-11-28"]) in (0, 1)
    named = "".join(capsys.readouterr())
    assert totals(tmp_path / "new.xlsx") == answer
    assert [words for words in NAMED_BY_NEW.get(name, ()) if words not in named] == []


@pytest.mark.parametrize("name", share(ANSWERS))
def test_a_regenerated_plan_says_the_same(name, tmp_path, capsys):
    case = CASES / f"{name}.xlsx"
    code = main(["regenerate", str(case), "--output", str(tmp_path)])
    regenerated = "".join(capsys.readouterr())
    if name in VALUES_ALONE:
        assert code == 1
        assert "xl-grc new" in regenerated
    else:
        assert totals(tmp_path / case.name) == ANSWERS[name][0]


def test_another_year_begins_with_an_empty_log(tmp_path):
    """Neither what could not be read nor labels without a number come into it."""
    for name in ("e_text_in_amount", "e_track11"):
        made = tmp_path / f"{name}.xlsx"
        main(["new", str(CASES / f"{name}.xlsx"), "-o", str(made), "--start", "2028-01", "--as-of", "2026-11-28"])
        cells = read_plan(made.read_bytes(), made.name).cells
        assert filled_rows(cells, "Tracking") == []
        assert filled_rows(cells, "Costs") != []
