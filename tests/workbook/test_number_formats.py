"""Number formats mean the same after LibreOffice has saved a workbook in French, where spaces part thousands.

A space between digits and their unit that stands in no quotes comes back as a scaling comma: 21 000 € as "21€".
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
from xl_grc.errors import InputError
from xl_grc.ooxml.package import member, package, read_parts
from xl_grc.tables.plan import PLAN
from xl_grc.workbook.expected.check import check, is_warning
from xl_grc.workbook.plan_writer import settings, workbook
from xl_grc.workbook.repair.regenerate import regenerate
from xl_grc.workbook.returned.plan import read_plan
from xl_grc.workbook.template.templates import load_template_content, shipped_template

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


# -- workbooks that a French LibreOffice saved before the space was quoted ---------------------------------------------

STYLES = "xl/styles.xml"
LOST = (
    (b"&quot; CHF&quot;", b",&quot;CHF&quot;"),
    *((f"&quot; {one}&quot;".encode(), f",\\{one}".encode()) for one in "€£$"),
)


def with_styles(content, changed):
    """A workbook with texts of its styles changed."""
    parts = read_parts(content)
    for old, new in changed:
        assert old in parts[STYLES]
        parts[STYLES] = parts[STYLES].replace(old, new)
    return package(member(name, part) for name, part in parts.items())


@pytest.mark.parametrize("name", ["plan", "relations"])
def test_amounts_shown_divided_by_a_thousand_are_told_and_mended(name):
    whole = MADE[name]()
    damaged = with_styles(whole, LOST)
    (problem,) = check(damaged, "f.xlsx", AS_OF)
    assert (problem.key, is_warning(problem)) == ("format_scaled", False)
    assert re.fullmatch(r"#,##0(\.00)?,(\\[€£$]|\"CHF\")", problem.value)
    mended = regenerate(damaged, "f.xlsx", AS_OF)
    assert not mended.problems
    assert read_parts(mended.content)[STYLES] == read_parts(whole)[STYLES]


def test_what_such_a_plan_holds_is_read_as_it_is():
    assert read_plan(with_styles(MADE["plan"](), LOST), "f.xlsx").plan == example("rentabilite.xlsx", AS_OF)


@pytest.mark.parametrize("code", ["#,##0,&quot; k€&quot;".encode(), b"0,\\\xff", b"0,\\&#xD800;"])
def test_thousands_that_somebody_wants_and_what_is_no_format_are_left_alone(code):
    own = with_styles(MADE["plan"](), [(b'"#,##0&quot; CHF&quot;"', b'"%b"' % code)])
    assert not check(own, "f.xlsx", AS_OF)
    assert read_parts(regenerate(own, "f.xlsx", AS_OF).content)[STYLES] == read_parts(own)[STYLES]


def test_a_template_that_shows_amounts_so_is_refused():
    damaged = with_styles(shipped_template(PLAN, "fr").read_bytes(), LOST)
    with pytest.raises(InputError) as refused:
        load_template_content(PLAN, damaged, "ours.xlsx", 1)
    assert [(one.key, one.file) for one in refused.value.problems] == [("format_scaled", "ours.xlsx")]
