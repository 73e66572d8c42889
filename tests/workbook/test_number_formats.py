"""Number formats mean the same after LibreOffice has saved a workbook in French, where spaces part thousands.

A space between digits and their unit that stands in no quotes comes back as a scaling comma: 21 000 € as "21 €".
"""

import re
import subprocess
from datetime import date
from html import unescape

import pytest

from tests.collect.summaries import summary
from tests.golden import relations
from tests.hosts.libreoffice import LibreOffice
from xl_grc.demo import example
from xl_grc.ooxml.package import read_parts
from xl_grc.workbook.plan_writer import settings, workbook

AS_OF = date(2026, 5, 4)
QUOTING = re.compile(r'"([^"]*)"|\\(.)')
DECLARED = re.compile(r'formatCode="([^"]*)"')
MADE = {
    "plan": lambda: workbook(example("rentabilite.xlsx", AS_OF), settings("fr", None, AS_OF)),
    "relations": lambda: relations("fr"),
    "summary": lambda: summary("fr"),
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """Each workbook as it was written and as a French LibreOffice saved it, and the plan printed from there."""
    folder = tmp_path_factory.mktemp("french")
    found = {}
    with LibreOffice(locale="fr-FR") as office:
        for name, make in MADE.items():
            written, after = folder / f"{name}.xlsx", folder / f"{name} saved.xlsx"
            written.write_bytes(make())
            with office.open(written) as document:
                document.save(after)
            found[name] = written.read_bytes(), after.read_bytes()
        with office.open(folder / "plan saved.xlsx") as document:
            document.pdf(folder / "plan.pdf")
    return found, folder / "plan.pdf"


def codes(content):
    """Every number format of cells, conditional formats and charts, literal texts without their quotes."""
    parts = [part.decode() for name, part in read_parts(content).items() if name.endswith(".xml")]
    found = {unescape(code) for part in parts for code in DECLARED.findall(part)}
    return {QUOTING.sub(r"\1\2", code).rstrip(";").replace("E+0", "E+") for code in found}


@pytest.mark.parametrize("name", MADE)
def test_number_formats_come_back_from_a_french_libreoffice(saved, name):
    before, after = map(codes, saved[0][name])
    assert len(before) > 3
    assert before - {"@"} <= after  # which is known by its number
    assert not [code for code in after if re.search("[0#?],+(?![0#?])", code)]


def test_amounts_are_printed_in_full_after_a_french_libreoffice(saved):
    """Revenue and what it leaves, in the cards of the course: 200 sales at 100 €, twice, less 21 000 €."""
    printed = subprocess.run(["pdftotext", saved[1], "-"], capture_output=True, check=True, encoding="utf-8").stdout
    lines = [" ".join(line.split()) for line in printed.splitlines()]
    assert lines.count("40 000 €") == lines.count("19 000 €") == 2  # on the home page and on the page for the bank
