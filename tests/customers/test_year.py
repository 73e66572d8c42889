"""The sheets for the whole year: image, loyalty, reasons, levers; what the first sheet tells of them."""

from __future__ import annotations

import pytest

from tests.customers.reading import analysed
from tests.customers.sales import some_sales
from tests.customers.workbooks import differences_of_ironcalc, filling, written
from tests.recalculation import differences, errors
from xl_grc.tables.evaluation import evaluate
from xl_grc.tables.relations.image import SEEN, SIDES, STAGES
from xl_grc.tables.relations_kind import RELATIONS
from xl_grc.text import LANGUAGES
from xl_grc.values import ErrorToken

NOTES = [(6, 8), (7, 7), (5.5, 9), (8, 6), (4, 8), ("", 9), (9, 10)]
"""The score by customers and the own one of the first rows of the image."""


@pytest.fixture
def analysis(tmp_path):
    return analysed(tmp_path, some_sales(60))


def typed(analysis, language="fr", **changed):
    """The filling of an analysis with more typed into it: the first rows of columns, and named cells."""
    found = filling(analysis, language)
    for key, values in changed.items():
        if key in found.names:
            found.names[key] = values
        else:
            column = found.columns[key.replace("__", ".")]
            column[: len(values)] = values
    evaluate(RELATIONS, found.columns, found.names, language)
    return found


def with_steps(analysis, language="fr"):
    """A year well under way: gaps, steps of which some are late, targets, levers, answers."""
    day = filling(analysis).names["AsOf"]
    return typed(
        analysis,
        language,
        Perception__customers_note=[theirs for theirs, _ in NOTES],
        Perception__own_note=[own for _, own in NOTES],
        Perception__next_step=["Site", "", "Accueil", "", "Peindre", "Devis", "Vente"],
        Perception__due=[day - 50, day - 90, day - 80, "", day + 10, day - 300, day],
        Perception__done=["", "", "", "", "", "X", ""],
        Reasons__next_step=["", "Carte"],
        Reasons__due=["", day - 1],
        Levers__change=[0.05, 0.1, 0.02, 3, 0.5],
        Loyalty__target=[0.5, 0.6, 0.2, 30, 900, 0.2, 60],
        Loyalty__before=[0.4, 0.9, "", 10, 1, 0.1, 1],
        Customers__would_recommend=[10, 9, 9, 8, 7, 6, 0],
        Referrals=4,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_office_calculates_what_the_cells_hold(tmp_path, analysis, office, language):
    path = written(tmp_path / "year.xlsx", with_steps(analysis, language), language)
    assert errors(path) == []
    assert differences(office, path, tmp_path) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_second_program_calculates_a_year_the_same(tmp_path, analysis, language):
    path = written(tmp_path / "year.xlsx", with_steps(analysis, language), language)
    assert differences_of_ironcalc(path, tmp_path) == []


def test_gaps_are_where_the_company_thinks_better_of_itself(analysis):
    found = with_steps(analysis)
    assert found.columns["Perception.gap"][:7] == [2, 0, 3.5, -2, 4, "", 1]
    assert found.columns["Gaps.gap"] == [4, 3.5, 2]
    assert found.columns["Gaps.next_step"] == ["Peindre", "Accueil", "Site"]
    assert found.columns["Gaps.sees"][0] == RELATIONS.texts("fr")["seen.premises"]
    without = typed(analysis)
    assert without.columns["Gaps.gap"] == ["", "", ""]
    assert without.columns["Gaps.sees"][0].startswith("Aucun écart")


def test_a_step_is_late_from_the_day_after_it_was_due_until_it_is_done(analysis):
    found = with_steps(analysis)
    assert found.columns["Perception.overdue"][:7] == [50, "", 80, "", "", "", ""]
    assert found.columns["Reasons.overdue"] == ["", 1, "", ""]
    assert found.names["OverdueSteps"] == 3
    assert found.names["FirstOverdue"] == "Accueil\u00a0: en retard de 80 jours"
    assert typed(analysis).names["FirstOverdue"] == "Rien n'est en retard."


def test_levers_bring_margin_on_what_active_customers_buy(analysis):
    found = with_steps(analysis)
    values = zip(found.columns["Customers.yearly_value"], found.columns["Customers.segment_no"], strict=True)
    active = [value for value, segment in values if segment != "" and segment > 3]
    money, rate = sum(active), 0.4
    cost = sum(found.columns["Customers.to_contact"].count(group) for group in found.columns["Proposals.group"]) * 1.5
    wanted = [money * 0.05 * rate, money * 0.1 * rate, money * 0.02 * rate, 3 * money / len(active) * rate, cost * 0.5]
    assert found.columns["Levers.extra_margin"] == pytest.approx(wanted)
    largest = found.columns["Levers.lever"][wanted.index(max(wanted))]
    assert found.names["LargestLever"].startswith(f"{largest}\u00a0: ")
    assert typed(analysis, Levers__change=[0.05], MarginRate="").names["LargestLever"].startswith("Saisissez")


def test_the_three_r_and_what_goes_with_them(analysis):
    found = with_steps(analysis)
    actual, target = found.columns["Loyalty.actual"], found.columns["Loyalty.target"]
    assert actual[3] == pytest.approx(100 * (3 - 2) / 7)  # three give 9 or 10, two give 6 or less
    assert actual[2] == pytest.approx(4 / analysis.customers)
    assert actual[1] == pytest.approx(analysis.cross_buyers / analysis.customers)
    assert found.columns["Loyalty.gap"][3] == pytest.approx(actual[3] - target[3])
    assert found.columns["Loyalty.note"][3] == "sur 7 réponses\u00a0: trop peu pour conclure"
    better = dict(zip(range(1, 8), found.columns["Loyalty.trend"], strict=True))
    assert (better[2], better[3], better[4], better[5]) == ("en recul", "", "en progrès", "en progrès")
    assert better[7] == "en recul"  # more days between two purchases than before


def test_what_does_not_count_is_not_given(analysis):
    found = typed(
        analysis,
        Perception__customers_note=[12, "huit", -1, ErrorToken("#N/A")],
        Perception__own_note=[8, 8, 8, 8],
        Customers__would_recommend=[11, "dix", 10],
        Levers__change=["5 %"],
    )
    assert found.columns["Perception.gap"][:4] == ["", "", "", ErrorToken("#N/A")]
    assert found.names["Answers"] == 1
    assert found.columns["Levers.extra_margin"][0] == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_image_begins_with_the_checklist_of_the_course(analysis, language):
    found, words = filling(analysis, language), RELATIONS.texts(language)
    stages = list(dict.fromkeys(found.columns["Perception.stage"][: len(SEEN)]))
    assert stages == [words[f"stages.{stage}"] for stage in STAGES]
    sides = {words[f"sides.{side}"] for side in SIDES}
    assert set(found.columns["Perception.side"][: len(SEEN)]) == sides
    assert all(found.columns["Perception.sees"][: len(SEEN)])
