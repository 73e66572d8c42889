"""The input model: fresh, known to the reader word by word, and a plan once it is filled."""

from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from tests.batch.tables import workbooks
from tests.reading import named
from xl_grc.builder.plan.input_model import build_input_model
from xl_grc.cli import main
from xl_grc.ooxml.package import read_parts
from xl_grc.plan.fields import ACTIONS, COSTS, TRACKING
from xl_grc.plan.headers import meanings

MODEL = Path(__file__).parent.parent.parent / "templates" / "modele_saisie.xlsx"


def test_it_is_fresh():
    assert read_parts(MODEL.read_bytes()) == read_parts(build_input_model())


def test_every_header_means_its_field():
    book = load_workbook(MODEL)
    for sheet, kind in zip(book, (ACTIONS, COSTS, TRACKING), strict=True):
        found = [meanings(cell.value, kind) for cell in sheet[1]]
        names = [fields[0].name for fields in found]
        several = [name for name, fields in zip(names, found, strict=True) if len(fields) > 1]
        assert several in ([], ["due"])  # the date of the objective, or of the action where it follows that
        assert len(names) == len(set(names))
    assert len(names) == len(TRACKING.fields)


def test_an_empty_one_says_that_there_is_no_action(tmp_path, capsys):
    assert main(["batch", str(MODEL), "-o", str(tmp_path)]) == 1
    assert "action" in capsys.readouterr().err


def test_a_filled_one_becomes_workbooks(tmp_path):
    book = load_workbook(MODEL)
    actions, costs, _ = book
    place = {cell.value: cell.column for cell in actions[1]}
    for row, company in enumerate(("Durand", "Café Léa"), 2):
        actions.cell(row, place["Entreprise"]).value = company
        actions.cell(row, place["Action"]).value = "Salon"
        actions.cell(row, place["Dépenses"]).value = 1500
        actions.cell(row, place["Mois"]).value = "janv-mars"
        actions.cell(row, place["Échéance"]).value = date(2026, 12, 31)
        actions.cell(row, place["Objectif"]).value = "Fidéliser"
    costs.append([None] * len(costs[1]))
    for column, cell in enumerate(costs[1], 1):
        value = {"Entreprise": "Durand", "Action": "Salon", "Quantité": 3, "Coût unitaire": 100}.get(cell.value)
        costs.cell(2, column).value = value
    book.save(tmp_path / "saisie.xlsx")
    assert main(["batch", str(tmp_path / "saisie.xlsx"), "-o", str(tmp_path / "out"), "--as-of", "2026-05-04"]) == 0
    assert list(workbooks(tmp_path / "out")) == ["Café Léa.xlsx", "Durand.xlsx"]
    assert named(tmp_path / "out" / "Durand.xlsx", "TotalExpenses") == 300
    assert named(tmp_path / "out" / "Café Léa.xlsx", "TotalExpenses") == 1500
