"""What comes out of a printer: every page of a plan holds something, whatever the number of its actions."""

import re
import subprocess

import pytest
from openpyxl import load_workbook

from tests.hosts.libreoffice import require_libreoffice
from tests.pictures import printed
from tests.plans import some_plan
from tests.proofs import rounds
from tests.workbook.by_hand import Hand
from tests.workbook.changing import written
from xl_grc.tables.plan import PLAN
from xl_grc.text import LANGUAGES, texts
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.template.templates import load_template, shipped_template

AS_OF = some_plan(1, 1).start
LANGUAGES_TRIED = ("fr",) if rounds(100) < 100 else LANGUAGES
FULL = ("home", "budget", "simulation", "dashboard", "settings")
"""Sheets that hold no rows of the user."""


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """For each language the words that each sheet prints without a plan."""
    require_libreoffice()
    found = {}
    for language in LANGUAGES_TRIED:
        for sheet, words in pages(some_plan(0, 5), language, tmp_path_factory.mktemp(language)):
            found.setdefault((language, sheet), set()).update(words)
    return found


def pages(plan, language, folder):
    """The text of each printed page, and the title of its sheet, which stands in its footer."""
    template = load_template(PLAN, shipped_template(PLAN, language), plan.start.month)
    pdf = printed(language, template.write(fill(plan, language, AS_OF)), folder)
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True, encoding="utf-8").stdout
    for page in text.split("\f")[:-1]:
        *lines, footer = page.rstrip().splitlines()
        yield re.split(r" {3,}", footer.strip())[0], set(" ".join(lines).split())


@pytest.mark.parametrize("actions", [30] if rounds(100) < 100 else [3, 17, 22, 30, 31, 45, 75, 150])
@pytest.mark.parametrize("language", LANGUAGES_TRIED)
def test_no_printed_page_holds_only_empty_rows(empty, tmp_path, actions, language):
    full = {texts(language)[f"sheets.{sheet}"] for sheet in FULL}
    count = 0
    for sheet, words in pages(some_plan(actions, 5), language, tmp_path):
        count += 1
        own = [word for word in words - empty[language, sheet] if not re.fullmatch(r"[0-9]{1,3}", word)]
        assert own or sheet in full, (sheet, count)
    assert count >= 12
    assert actions != 30 or count <= 14


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
