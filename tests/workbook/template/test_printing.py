"""What comes out of a printer: every page of a plan holds something, whatever the number of its actions."""

import re
import subprocess
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.collect.summaries import summary
from tests.customers.workbooks import workbook
from tests.plans import some_plan
from tests.proofs import rounds
from tests.workbook.by_hand import Hand
from tests.workbook.changing import written
from xl_grc.cli import main
from xl_grc.tables.plan import PLAN
from xl_grc.tables.relations.references import SHEETS
from xl_grc.text import LANGUAGES, texts
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.template.templates import load_template, shipped_template

AS_OF = some_plan(1, 1).start
LANGUAGES_TRIED = ("fr",) if rounds(100) < 100 else LANGUAGES
FULL = ("home", "budget", "simulation", "dashboard", "settings")
"""Sheets that hold no rows of the user."""


@pytest.fixture(scope="module")
def empty(office, tmp_path_factory):
    """For each language the words that each sheet prints without a plan."""
    found = {}
    for language in LANGUAGES_TRIED:
        for sheet, words in pages(office, some_plan(0, 5), language, tmp_path_factory.mktemp(language)):
            found.setdefault((language, sheet), set()).update(words)
    return found


def pages(office, plan, language, folder):
    """The text of each printed page, and the title of its sheet, which stands in its footer."""
    template = load_template(PLAN, shipped_template(PLAN, language), plan.start.month)
    return printed_pages(office, template.write(fill(plan, language, AS_OF)), folder)


def printed_pages(office, content, folder):
    """The same for a workbook."""
    workbook, pdf = folder / "printed.xlsx", folder / "printed.pdf"
    workbook.write_bytes(content)
    with office.open(workbook) as document:
        document.pdf(pdf)
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True, encoding="utf-8").stdout
    for page in text.split("\f")[:-1]:
        *lines, footer = page.rstrip().splitlines()
        yield re.split(r" {3,}", footer.strip())[0], set(" ".join(lines).split())


@pytest.mark.parametrize("actions", [30] if rounds(100) < 100 else [3, 17, 22, 30, 31, 45, 75, 150])
@pytest.mark.parametrize("language", LANGUAGES_TRIED)
def test_no_printed_page_holds_only_empty_rows(office, empty, tmp_path, actions, language):
    full = {texts(language)[f"sheets.{sheet}"] for sheet in FULL}
    count = 0
    for sheet, words in pages(office, some_plan(actions, 5), language, tmp_path):
        count += 1
        own = [word for word in words - empty[language, sheet] if not re.fullmatch(r"[0-9]{1,3}", word)]
        assert own or sheet in full, (sheet, count)
    assert count >= 12
    assert actions != 30 or count <= 14


@pytest.mark.parametrize(("customers", "count"), [(50, 1), *([] if rounds(100) < 100 else [(1, 1), (200, 4)])])
@pytest.mark.parametrize("language", LANGUAGES_TRIED)
def test_customer_relations_are_printed_on_few_pages_each_with_something(office, tmp_path, customers, count, language):
    """Customers stand on every page of theirs: those that are free do not begin another one."""
    path, _ = workbook(tmp_path, customers, language)
    found = list(printed_pages(office, path.read_bytes(), tmp_path))
    titles = [texts(language)[f"relations.sheets.{sheet}"] for sheet in SHEETS]
    wide = {"customers": count, "loyalty": 2}
    assert [title for title, _ in found] == [
        title for sheet, title in zip(SHEETS, titles, strict=True) for _ in range(wide.get(sheet, 1))
    ]
    for title, words in found:
        assert title != titles[1] or any(re.fullmatch(r"C[0-9]{4}", word) for word in words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_charts_without_customers_say_so_and_no_share_above_all(office, tmp_path, language):
    """LibreOffice draws an axis to 1200 % when there is nothing to draw."""
    path = tmp_path / "relations.xlsx"
    assert main(["customers", "-o", str(path), "--lang", language]) == 0
    _, words = next(printed_pages(office, path.read_bytes(), tmp_path))
    assert set(texts(language)["relations.summary.undrawn"].split()) <= words
    shares = [int(word.rstrip("%")) for word in words if re.fullmatch(r"\d+%", word)]
    assert shares
    assert max(shares) <= 100


def test_actions_of_a_summary_are_printed_with_their_company_instead_of_their_file(office, tmp_path):
    found = list(printed_pages(office, summary("fr"), tmp_path))
    told = [words for title, words in found if title == texts("fr")["collect.actions"]]
    assert told
    assert all({"Menuiserie", "Haut-Jura", "Essai"} & words for words in told)
    assert not any(texts("fr")["collect_columns.source_file"] in words for words in told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figures_of_a_network_are_printed_on_one_page(office, tmp_path, language):
    content = summary(language)
    titles = [title for title, _ in printed_pages(office, content, tmp_path)]
    assert titles.count(texts(language)["collect.summary"]) == 1
    rows = load_workbook(BytesIO(content)).worksheets[0].row_dimensions
    assert [row for row in range(5, 30) if rows[row].height] == [], "a label stands on one line"


def test_an_open_plan_is_exported_whatever_its_links_lead_to(office, tmp_path):
    """LibreOffice exports nothing when a link leads to cells of which none is printed."""
    path = written(tmp_path / "plan.xlsx", some_plan(3, 1))
    with office.open(path) as document:
        hand = Hand(document, load_workbook(path))
        hand.type("Actions", "Avancement", 1, "beaucoup")
        hand.type("Tracking", "Dépenses", 0, "une somme")
        document.recalculate()
        document.pdf(tmp_path / "plan.pdf")
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")
