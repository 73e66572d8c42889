"""The functions put into workbooks of other libraries as names, and taken out: nothing else changes."""

import re

import openpyxl
import pytest

from tests.functions.foreign_workbooks import MAKERS, by_openpyxl, by_xlsxwriter
from tests.hosts.validator import require_validator, validate
from tests.workbook.changing import parts, sample, write_parts
from xl_grc.errors import InputError
from xl_grc.functions.catalogue import FUNCTIONS
from xl_grc.functions.names_in_workbook import with_functions, without_functions
from xl_grc.text import texts

MAIN = "xl/workbook.xml"
FRENCH = texts("fr")


def added(path, words=FRENCH):
    """The functions put into a file."""
    changed = with_functions(path.read_bytes(), path.name, words)
    path.write_bytes(changed.content)
    return changed


def names_of(path):
    """The names of a workbook and what they are, as openpyxl reads them."""
    return {name: found.attr_text for name, found in openpyxl.load_workbook(path).defined_names.items()}


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.__name__)
def test_every_other_part_stays(maker, tmp_path):
    path = maker(tmp_path)
    before, names = parts(path), names_of(path)
    changed = added(path)
    assert (changed.functions, changed.taken) == (tuple(FUNCTIONS), ())
    after = parts(path)
    assert list(after) == list(before)
    assert [name for name in before if after[name] != before[name]] == [MAIN]
    found = names_of(path)
    assert {name: found[name] for name in names} == names
    assert found.keys() - names.keys() == FUNCTIONS.keys()
    assert added(path).content == changed.content, "twice gives the same bytes"
    back = without_functions(path.read_bytes(), path.name)
    assert back.functions == tuple(FUNCTIONS)
    assert parts(write_bytes(path, back.content)) == before
    assert without_functions(path.read_bytes(), path.name).functions == ()


def write_bytes(path, content):
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.__name__)
def test_the_validator_finds_no_more_than_before(maker, tmp_path):
    require_validator()
    path = maker(tmp_path)
    before = validate(path)
    added(path)
    assert validate(path) == before


def test_libreoffice_opens_it(office, tmp_path):
    path = by_openpyxl(tmp_path)
    book = openpyxl.load_workbook(path)
    book.active["F1"] = "=Total*2"
    book.save(path)
    added(path)
    with office.open(path) as document:
        assert document.values()["Sheet"]["F1"].value == 3_000


def test_what_has_the_name_already_stays(tmp_path):
    path = by_openpyxl(tmp_path)
    content = parts(path)
    main = content[MAIN].decode().replace('name="Total"', 'name="roi"').replace('name="Local"', 'name="Margin"')
    table = content["xl/tables/table1.xml"].replace(b'displayName="Actions"', b'displayName="NPS"')
    write_parts(path, content | {MAIN: main.encode(), "xl/tables/table1.xml": table})
    changed = added(path)
    assert changed.taken == ("ROI", "MARGIN", "NPS")
    assert set(changed.functions) == FUNCTIONS.keys() - set(changed.taken)
    assert names_of(path)["roi"] == "Sheet!$B$3"
    assert "roi" in names_of(write_bytes(path, without_functions(path.read_bytes(), path.name).content))


def test_a_lambda_of_somebody_else_is_not_ours(tmp_path):
    path = by_openpyxl(tmp_path)
    content = parts(path)
    mine = "_xlfn.LAMBDA(_xlpm.x,_xlpm.x*2)"
    main = content[MAIN].decode().replace('name="Total"', 'name="ROI" comment="mine"').replace("Sheet!$B$3", mine)
    write_parts(path, content | {MAIN: main.encode()})
    assert added(path).taken == ("ROI",)
    assert "ROI" not in without_functions(path.read_bytes(), path.name).functions
    assert names_of(path)["ROI"] == mine


def test_names_of_an_earlier_version_are_replaced(tmp_path):
    path = by_xlsxwriter(tmp_path)
    newest = added(path).content
    content = parts(path)
    older = content[MAIN].decode().replace("_xlpm.marge", "_xlpm.ancien", 3)
    write_parts(path, content | {MAIN: older.encode()})
    assert added(path).content == newest
    other = with_functions(path.read_bytes(), path.name, texts("en"))
    assert b"gross_margin" in parts(write_bytes(path, other.content))[MAIN]


def test_a_plan_gets_its_own_language(tmp_path):
    path = sample(tmp_path / "plan.xlsx", language="en")
    assert not FUNCTIONS.keys() & names_of(path).keys(), "generated plans do not carry them"
    added(path, FRENCH)
    assert b"_xlpm.gross_margin" in parts(path)[MAIN]


FORMS = {
    "prefixed": lambda xml: re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", xml).replace("xmlns=", "xmlns:x="),
    "indented": lambda xml: xml.replace("><", ">\n  <"),
    "without names": lambda xml: xml,
    "with an empty list of names": lambda xml: xml.replace("</sheets>", "</sheets><definedNames/>"),
    "with quotes of the other kind": lambda xml: xml.replace('"', "'"),
    "with external references": lambda xml: xml.replace("</sheets>", "</sheets><externalReferences/>"),
    "with a comment that looks like names": lambda xml: xml.replace("<sheets>", "<!-- <definedNames> --><sheets>"),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_forms_of_the_main_part(form, encoding, tmp_path):
    path = by_xlsxwriter(tmp_path)
    content = parts(path)
    xml = content[MAIN].decode().replace('encoding="UTF-8"', f'encoding="{encoding.removesuffix("-sig")}"')
    write_parts(path, content | {MAIN: FORMS[form](xml).encode(encoding)})
    changed = added(path)
    assert len(changed.functions) == 30
    assert names_of(path).keys() >= FUNCTIONS.keys()
    assert added(path).content == changed.content
    write_bytes(path, without_functions(path.read_bytes(), path.name).content)
    assert not FUNCTIONS.keys() & names_of(path).keys()


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"a;b\n1;2\n"]
)
def test_what_is_no_workbook_is_refused(content):
    for change in (lambda: with_functions(content, "x.xlsx", FRENCH), lambda: without_functions(content, "x.xlsx")):
        with pytest.raises(InputError):
            change()
