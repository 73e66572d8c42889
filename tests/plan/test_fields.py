"""Headers as people write them."""

from __future__ import annotations

import pytest

from xl_grc.plan.column_places import place_columns
from xl_grc.plan.fields import ACTIONS, COSTS, TRACKING
from xl_grc.plan.header_rows import find_header
from xl_grc.plan.headers import header_exponent, headers, meanings
from xl_grc.plan.words import fold, synonyms
from xl_grc.text import LANGUAGES, texts


def name(header, sheet=ACTIONS):
    (found,) = meanings(header, sheet)
    return found.name


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Dépenses (€)", "expenses"),
        ("DEPENSES", "expenses"),
        ("  dépenses  HT ", "expenses"),
        ("Dépenses HT en €", "expenses"),
        ("Budget", "expenses"),
        ("CA HT", "revenue"),
        ("Chiffre d\u2019affaires", "revenue"),
        ("Recettes", "revenue"),
        ("N°", "no"),
        ("No.", "no"),
        ("n", "no"),
        ("№", "no"),
        ("Société", "company"),
        ("Raison sociale", "company"),
        ("N° SIRET", "reference"),
        ("Dossier", "reference"),
        ("valeur_visee", "target"),
        ("Montant de l'objectif", "target"),
        ("e\u0301che\u0301ance de l'objectif", "due"),
        ("debut_action", "start"),
        ("fin_action", "end"),
        ("Famille", "type"),
        ("Taux de marge (%)", "margin_rate"),
        ("margin_rate", "margin_rate"),
        ("Prix de vente HT", "price"),
        ("unit_cost_price", "unit_cost_price"),
        ("Coût de revient", "unit_cost_price"),
        ("À court terme", "short_term"),
        ("period_start", "period_start"),
        ("Premier mois du plan", "period_start"),
        ("Mois", "months"),
        ("Months", "months"),
        ("Owner", "owner"),
        ("Pilote", "owner"),
        ("% avancement", "progress"),
    ],
)
def test_action_headers(header, field):
    assert name(header) == field


def test_thousands_are_the_unit_of_a_header():
    assert (name("Dépenses (k€)"), header_exponent("Dépenses (k€)", ACTIONS)) == ("expenses", 3)
    assert meanings("HT", ACTIONS) == ()
    assert meanings(None, ACTIONS) == ()


def test_other_sheets():
    assert name("Coût unitaire", COSTS) == "unit_cost"
    assert name("Coût unitaire", ACTIONS) == "unit_cost_price"
    assert name("Qté", COSTS) == "quantity"
    assert name("Poste de coût", COSTS) == "item"
    assert name("Commentaire", TRACKING) == "note"
    assert meanings("Dépenses", COSTS) == ()


@pytest.mark.parametrize(
    ("table", "sheet"),
    [("Actions", ACTIONS), ("Objectives", ACTIONS), ("Returns", ACTIONS), ("Costs", COSTS), ("Tracking", TRACKING)],
)
def test_headers_of_our_workbook(table, sheet):
    fields = {field.name for field in sheet.fields}
    for language in LANGUAGES:
        prefix = f"columns.{table}."
        for key, header in texts(language).items():
            if key.startswith(prefix) and (field := key.removeprefix(prefix)) in fields:
                assert meanings(header, sheet)[0].name == field


@pytest.mark.parametrize("header", ["Libellé", "Dépenses retenues", "Recettes réalisées", "Nombre de mois", "Verdict"])
def test_computed_columns_mean_nothing(header):
    assert meanings(header, ACTIONS) == ()


@pytest.mark.parametrize("sheet", [ACTIONS, COSTS, TRACKING])
def test_only_these_headers_are_ambiguous(sheet):
    several = {word for word, fields in headers(sheet).items() if len(fields) > 1}
    dates = {
        "debut",
        "date de debut",
        "echeance",
        "echeances",
        "date d echeance",
        "date limite",
        "due date",
        "deadline",
    }
    others = {"cible", "clients", "customers", "quand", "when", "expected close date", "periode", "period"}
    others |= {"objectif vise", "objectif a atteindre"}
    assert several <= dates | others


@pytest.mark.parametrize("section", ["measures", "statuses", "horizons"])
def test_a_synonym_means_one_thing(section):
    prefix = f"input.{section}."
    for language in LANGUAGES:
        for key, words in texts(language).items():
            if key.startswith(prefix):
                assert {synonyms(section)[fold(word)] for word in words} == {key.removeprefix(prefix)}


@pytest.mark.parametrize(("values", "field"), [(["10", "2 000 €"], "target"), ([5], "target"), (["jeunes"], "audience"),
                                               ([None, ""], "audience"), (["10", "20", "x"], "target")])  # fmt: skip
def test_cible(values, field):
    rows = [["Action", "Cible"], *([("a"), value] for value in values)]
    assert place_columns(rows[0], lambda: rows[1:], ACTIONS).places == {"action": 0, field: 1}


@pytest.mark.parametrize(("values", "field"), [(["Fidéliser", "Gagner"], "objective"), ([12000, "3 000"], "target")])
def test_objectif_vise(values, field):
    rows = [["Action", "Objectif visé"], *([("a"), value] for value in values)]
    assert place_columns(rows[0], lambda: rows[1:], ACTIONS).places == {"action": 0, field: 1}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Contacts visés", "contacts"),
        ("Acheteurs attendus", "buyers"),
        ("Tx marge", "margin_rate"),
        ("Tx de marge (%)", "margin_rate"),
        ("Expected buyers", "buyers"),
        ("Target contacts", "contacts"),
    ],
)
def test_what_an_adviser_writes_above_columns(header, field):
    assert [one.name for one in meanings(header, ACTIONS)] == [field]


def test_debut_is_the_start_of_an_action_beside_its_end():
    assert place_columns(["Action", "Début", "Fin"], list, ACTIONS).places == {"action": 0, "start": 1, "end": 2}
    assert place_columns(["Action", "Début"], list, ACTIONS).places == {"action": 0, "period_start": 1}
    placed = place_columns(["Action", "Début", "Start", "Fin"], list, ACTIONS).places
    assert placed == {"action": 0, "period_start": 1, "start": 2, "end": 3}


def test_columns_unknown_and_twice():
    placed = place_columns(["Action", "Humeur ", None, "Budget", "Dépenses"], list, ACTIONS)
    assert placed.unknown == ("Humeur",)
    assert placed.twice == ((3, 4),)


def test_header_row_is_within_the_first_twenty():
    assert find_header([["Plan 2026"], [], ["x", "Action"]], ACTIONS).last == 2
    assert find_header([["x"]] * 20 + [["Action"]], ACTIONS) is None


def test_a_title_alone_is_no_header():
    assert find_header([["Actions"], [], ["Entreprise", "Action"], ["Durand", "Salon"]], ACTIONS).last == 2
    assert find_header([["Action"], ["Campagne"], ["Opération", 100]], ACTIONS).last == 0
    assert find_header([["Action", "Pays"], ["Campagne", "Clients"]], ACTIONS).last == 0
