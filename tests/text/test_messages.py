"""Problems as people read them."""

from datetime import date

from xl_grc.errors import Problem
from xl_grc.text import texts
from xl_grc.text.messages import line


def test_numbers_and_days_are_written_as_in_the_language():
    number = Problem.of("ambiguous_number", first=1234, second=1.234)._replace(value="1.234")
    assert "(1234 ou 1,234)" in line(number, texts("fr"))
    assert "(1234 or 1.234)" in line(number, texts("en"))
    days = Problem.of("end_before_start", start=date(2026, 5, 15), end=date(2026, 3, 31))
    assert line(days, texts("fr")).startswith("la fin (31/03/2026) précède le début (15/05/2026)")
    assert "2026-03-31" in line(days, texts("en"))


def test_a_value_is_shown_with_its_spaces():
    number = Problem("typed_as_text", value="1\N{NO-BREAK SPACE}500\N{NARROW NO-BREAK SPACE}€")
    assert "« 1 500 € »" in line(number, texts("fr"))
    lines = Problem("objective_unknown", value="Fidéliser\nles clients\x1b")
    assert "« Fidéliser les clients\\x1b »" in line(lines, texts("fr"))
