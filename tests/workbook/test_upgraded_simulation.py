"""A plan of the structure before, upgraded and calculated by LibreOffice: its simulation gives the answers of its case.

In it a discount of 10 % is tried: it holds in the column "Essai" and in the grid alike.
"""

from datetime import date
from pathlib import Path

from tests.hosts.stripping import strip_cached_values
from xl_grc.workbook.repair.regenerate import regenerate

CASE = Path(__file__).with_name("returned") / "cases" / "e_sim_discount.xlsx"
WHOLE = 3
"""Below its headers the row of the grid in which the conversion is that of the plan."""


def test_grid_and_column_of_a_case_answer_alike_once_it_is_upgraded(office, tmp_path):
    upgraded = tmp_path / CASE.name
    upgraded.write_bytes(regenerate(CASE.read_bytes(), CASE.name, date(2026, 11, 28)).content)
    strip_cached_values(upgraded, tmp_path / "plan.xlsx")
    with office.open(tmp_path / "plan.xlsx") as document:

        def at_a_fifth_less():
            place = document.tables()["SensitivityPrice"]
            area = document.block(place.sheet, f"A{place.first_row}:Z{place.last_row}")
            return area[WHOLE][area[0].index("Prix -20 %")]

        def type_(name, value):
            document.set("Simulation", cells[name], value)
            return document.named()["Sim_margin_result"].value

        cells = {
            name: f"D{row}" for row, name in enumerate(("cost", "contacts", "buyers", "price", "rate", "discount"), 7)
        }
        assert at_a_fifth_less() == -310
        assert type_("price", 0.8 * document.named()["Plan_price"].value) == -310
        assert type_("cost", 7300) == 890
        type_("price", None)
        assert at_a_fifth_less() == 890
