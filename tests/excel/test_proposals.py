"""What `xl-grc customers` proposes comes into an open plan by the ribbon, and pays from where it said."""

import csv
import re

from tests.customers.sales import some_sales
from tests.excel.live_plans import FRENCH, calculated, read
from tests.plans import some_plan
from xl_grc.cli import main
from xl_grc.excel import ribbon


def test_proposals_come_into_an_open_plan(opened, tmp_path):
    sales = tmp_path / "ventes.csv"
    sales.write_text(some_sales(60), "utf-8")
    terms = ["--margin", "40 %", "--cost-per-contact", "1,50", "--response", "3 %"]
    day = ["--as-of", "2026-05-21", "--lang", "fr"]
    assert main(["customers", str(sales), "-o", str(tmp_path / "relations.xlsx"), *day, *terms]) == 0
    path = tmp_path / "relations propositions.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        proposed = list(csv.DictReader(stream, delimiter=";"))
    book = opened(some_plan(3, 1, details=False))
    told = ribbon.run(book, "import", FRENCH, str(path))
    assert f"Actions importées : {len(proposed)}, à partir du n° 4" in told
    added = read(book).plan.actions[3:]
    assert [(one.action, one.means, int(one.contacts)) for one in added] == [
        (row["action"], row["moyens"], int(row["contacts"])) for row in proposed
    ]
    assert {one.months for one in added} == {(6, 7, 8), tuple(range(1, 13))}, "the next three months, or the whole year"
    shown = [f"{100 * rate:.2f}" for rate in calculated(book)["Returns.breakeven_rate"][3 : 3 + len(added)]]
    said = [re.findall(r"soit ([\d,]+)\s% des contacts", row["moyens"])[0].replace(",", ".") for row in proposed]
    assert shown == said
