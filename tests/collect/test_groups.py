"""The summary by territory, adviser or any other column, the attainment of objectives, the columns of the list."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.hosts.validator import validate
from tests.workbook.changing import AS_OF, written
from xl_grc.cli import main
from xl_grc.collect import collect
from xl_grc.collect.groups import Grouping, add_up, reader
from xl_grc.collect.made_rows import ActionRows
from xl_grc.collect.returned import FIELDS, columns
from xl_grc.errors import InputError
from xl_grc.plan.model import Action, Event, Objective, Plan
from xl_grc.text import LANGUAGES, texts


def plans(folder: Path, language: str = "fr") -> Path:
    """Two companies, three actions, two territories; margins 50 and 300 over costs 100 and 200 in the north."""
    start = date(2026, 1, 1)
    north, south = "Nord", "Sud"
    folder.mkdir(exist_ok=True)
    one = Plan(
        "Durand",
        start,
        (
            Action(1, "Salon", "Vendre", expenses=100.0, revenue=100.0, margin_rate=0.5, area=north),
            Action(2, "Radio", "Parler", expenses=40.0, revenue=20.0, margin_rate=1.0, area=south),
        ),
        (Objective("Vendre", "", 70.0), Objective("Parler", "", 500.0), Objective("Sans valeur")),
        (),
        (Event(start, 1, 110.0, 80.0), Event(start, None, 7.0)),
    )
    two = Plan(
        "Martin",
        start,
        (Action(1, "Mailing", "Vendre", expenses=200.0, revenue=600.0, margin_rate=0.5, area="NORD"),),
        (Objective("Vendre", "", 600.0),),
        (),
        (),
        reference="R-002",
    )
    written(folder / "a.xlsx", one, language)
    written(folder / "b.xlsx", two, language)
    return folder


def rows_of(book, title):
    sheet = book[title]
    (reference,) = (sheet.tables[name].ref for name in sheet.tables)
    header, *rows = [[cell.value for cell in row] for row in sheet[reference]]
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_some_rows_of_the_summary_are_made_as_all_of_them_are(tmp_path):
    one, two = collect([plans(tmp_path / "in")], AS_OF).plans
    none = one._replace(rows=[])
    found = ActionRows([none, one, none, two, none], columns([one, two]), texts("fr"))
    names = [row[FIELDS.index("action")] for row in found]
    assert names == ["Salon", "Radio", texts("fr")["lists.no_action"], "Mailing"]
    assert len(found) == len(names)
    for first in range(6):
        for last in range(6):
            assert [row[FIELDS.index("action")] for row in found[first:last]] == names[first:last]


@pytest.mark.parametrize("name", ["secteur", "Area", "area"])
def test_ratios_of_a_group_are_ratios_of_its_sums(tmp_path, name):
    found = collect([plans(tmp_path / "in")], AS_OF).plans
    column = Grouping(reader(name, found, {}))
    add_up(found, [column])
    groups = {one.name: one for one in column.ranked()}
    assert set(groups) == {"Nord", "Sud", ""}
    north = groups["Nord"]
    assert (north.plans, north.figures.actions, north.figures.expenses, north.figures.revenue) == (2, 2, 300.0, 700.0)
    assert north.figures.roi == pytest.approx((50 + 300) / (100 + 200))
    assert north.figures.actual_expenses == 110.0
    assert tuple(north.attainment) == (2, 1, 1)
    assert tuple(groups["Sud"].attainment) == (1, 0, 0)
    assert groups[""].figures.actual_expenses == 7.0


def test_objectives_are_counted_by_company_and_in_all(tmp_path):
    found = collect([plans(tmp_path / "in")], AS_OF).plans
    (network,), companies = add_up(found)
    assert {one.name: tuple(one.attainment) for one in companies} == {"Durand": (2, 1, 0), "Martin": (1, 0, 1)}
    assert tuple(network.attainment) == (3, 1, 1)


def test_a_column_that_nobody_has_is_refused(tmp_path, capsys):
    folder = plans(tmp_path / "in")
    with pytest.raises(InputError, match="by_unknown"):
        reader("Région", collect([folder], AS_OF).plans, {})
    assert main(["collect", str(folder), "-o", str(tmp_path / "out.xlsx"), "--by", "Région"]) == 1
    assert "Région" in capsys.readouterr().err
    assert not (tmp_path / "out.xlsx").exists()
    with pytest.raises(SystemExit):
        main(["collect", str(folder), "-o", str(tmp_path / "out.csv"), "--by", "Secteur"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_has_a_sheet_for_each_column(tmp_path, language, monkeypatch, validator):
    """The areas without being asked; the adviser of the expected list, which stands beside the companies too."""
    monkeypatch.setenv("LC_ALL", f"{language}.UTF-8")
    words = texts(language)
    expected = tmp_path / "list.csv"
    expected.write_text("entreprise;référence;Conseiller;Mail\nDurand;;Léa;d@x.fr\nMartin;R-002;Max;m@x.fr\n", "utf-8")
    out = tmp_path / "out.xlsx"
    folder = plans(tmp_path / "in", language)
    command = ["collect", str(folder), "-o", str(out), "--as-of", "2026-09-15"]
    assert main([*command, "--by", "Conseiller", "--expected", str(expected)]) == 0
    book = load_workbook(out)
    area = words["collect_columns.area"]
    assert {"Conseiller", area} <= set(book.sheetnames)
    revenue = words["collect_figures.revenue"]
    assert {row["Conseiller"]: row[revenue] for row in rows_of(book, "Conseiller")} == {"Léa": 120.0, "Max": 600.0}
    assert {row[area]: row[revenue] for row in rows_of(book, area)} == {
        "Nord": 700.0,
        "Sud": 20.0,
        words["collect.not_given"]: words["collect.not_given"],
    }
    companies = rows_of(book, words["collect.companies"])
    name = words["collect.name_companies"]
    assert {row[name]: (row["Conseiller"], row["Mail"]) for row in companies} == {
        "Durand": ("Léa", "d@x.fr"),
        "Martin": ("Max", "m@x.fr"),
    }
    assert validate(out) == []
