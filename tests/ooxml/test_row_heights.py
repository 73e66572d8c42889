"""Rows whose texts take several lines are high enough for them, also where no program fits them on opening."""

import re
from datetime import date
from functools import lru_cache
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from xl_grc.ooxml.package import member, package, read_parts
from xl_grc.ooxml.row_heights import lines, may_wrap
from xl_grc.plan.model import Action, CostLine, Plan
from xl_grc.tables.plan import PLAN
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.template.templates import load_template, shipped_template

LONG = "Activité de fidélisation des clients et des prescripteurs sur le long terme"
START = date(2026, 1, 1)


@lru_cache(1)
def sheets(content):
    return {sheet.title: sheet for sheet in load_workbook(BytesIO(content))}


def heights(content, title, top=8):
    sheet = sheets(content)[title]
    return [sheet.row_dimensions[row].height for row in range(top, top + 3)]


def with_actions(*names):
    return Plan("Essai", START, tuple(Action(no, name) for no, name in enumerate(names, 1)))


def filled(plan, template=None):
    return load_template(PLAN, template or shipped_template(PLAN, "fr"), 1).write(fill(plan, "fr", START))


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("", 36, 1),
        ("Participation aux salons professionnels", 36, 1),
        (LONG, 36, 2),
        ("une\ndeux", 36, 2),
        ("x" * 100, 36, 3),
        ("MMMM " * 20, 36, 4),
    ],
)
def test_lines(text, room, expected):
    assert lines(text, room) == expected


@given(st.text("iléŒ m€W…\u202f界", max_size=60), st.sampled_from([5.0, 12.0, 36.0]))
def test_a_quick_look_misses_no_second_line(text, room):
    assert lines(text, room) == 1 or may_wrap(text, room)


def test_a_long_name_makes_its_rows_high():
    content = filled(with_actions("Salon", LONG, "Salon " * 40)._replace(costs=(CostLine(2, "Divers", 1.0, "", 2.0),)))
    for title in ("Plan d'actions", "Rentabilité", "Planification"):
        assert heights(content, title)[:2] == [None, 30]
        assert heights(content, title)[2] > 60
    assert heights(content, "Coûts")[0] == 30
    row = re.search(r'<row r="9"[^>]*>', read_parts(content)["xl/worksheets/sheet3.xml"].decode())[0]
    assert "customHeight" not in row, "Excel goes on fitting the row to what is typed"


def test_a_line_end_in_a_short_name_counts():
    assert heights(filled(with_actions("Salon", "Salon\nFoire", "Foire")), "Plan d'actions") == [None, 30, None]


def test_short_names_leave_the_rows_alone():
    assert heights(filled(with_actions("Salon", "Mailing", "Foire")), "Plan d'actions") == [None] * 3


@pytest.fixture
def changed(tmp_path):
    """The French template with a text of its sheet of actions replaced."""

    def change(old, new):
        parts = read_parts(shipped_template(PLAN, "fr").read_bytes())
        name = "xl/worksheets/sheet3.xml"
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)
        path = tmp_path / "template.xlsx"
        path.write_bytes(package(member(part, content) for part, content in parts.items()))
        return path

    return change


def test_a_height_that_a_template_fixes_stays(changed):
    template = changed(b'<row r="8">', b'<row r="8" ht="20" customHeight="1">')
    assert heights(filled(with_actions(LONG, LONG, LONG), template), "Plan d'actions") == [20] * 3


def test_cells_beside_a_table_change_no_height(changed):
    end = b'</row><row r="9">'
    template = changed(end, b'<c r="AB8" t="inlineStr"><is><t>note</t></is></c>' + end)
    content = filled(with_actions("Salon", LONG, "Foire"), template)
    assert heights(content, "Plan d'actions") == [None, 30, None]
    assert load_workbook(BytesIO(content))["Plan d'actions"]["AB8"].value == "note"


def test_heights_are_the_same_whatever_was_written_before(monkeypatch):
    """Texts written lately are kept, and forgotten once they are too many."""
    plan = with_actions(LONG, *(f"Salon {number}" for number in range(80)), LONG)
    first = filled(plan)
    monkeypatch.setattr("xl_grc.ooxml.cell_writer._KEPT_LINES", 3)
    for number in range(5):
        filled(with_actions(f"{LONG} {number}", "Foire"))
    assert filled(plan) == first
