"""The add-in as other programs read it: the same bytes twice, the same sources everywhere, a valid package."""

import io
import re
import warnings
import zipfile
from xml.etree import ElementTree

import pyopenvba
import pytest
import pyvbaanalysis

from tests.hosts.validator import validate
from xl_grc.excel.addin.build import RIBBON_PART, build, dictionary, sources
from xl_grc.excel.addin.customui import GROUPS, NAMESPACE
from xl_grc.functions.catalogue import CATALOGUE
from xl_grc.text import LANGUAGES

# Names out of Microsoft's lists of Office control identifiers (fluent user interface, Excel).
IMAGES = {
    "Consolidate", "ErrorChecking", "FileNew", "FileSaveAsPdfOrXps", "Filter", "FunctionWizard",
    "GetExternalDataFromText", "PivotTableInsert",
    "Help", "Info", "RefreshAll", "ShowFormulas", "SortDescendingExcel", "TableInsert",
}  # fmt: skip
SIGNATURES = {
    "onLoad": r"\(\w+ As IRibbonUI\)",
    "onAction": r"\(\w+ As IRibbonControl\)",
    "getLabel": r"\(\w+ As IRibbonControl, ByRef \w+ As Variant\)",
    "getVisible": r"\(\w+ As IRibbonControl, ByRef \w+ As Variant\)",
}


@pytest.fixture(scope="module")
def ribbon(addin):
    with zipfile.ZipFile(addin) as package:
        return ElementTree.fromstring(package.read(RIBBON_PART))


def shown_by_olevba(path):
    """Module -> source, as oletools reads them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its parser warns about itself
        from oletools.olevba import VBA_Parser

        parser = VBA_Parser(str(path))
        try:
            return {name.partition(".")[0]: bare(code) for _, _, name, code in parser.extract_macros()}
        finally:
            parser.close()


def bare(source):
    """A source without what each program adds: the name of the module, line ends, space around."""
    lines = source.replace("\r\n", "\n").split("\n")
    return "\n".join(line for line in lines if not line.startswith('Attribute VB_Name = "')).strip()


def test_the_same_bytes_twice(addin):
    assert build() == addin.read_bytes()
    with zipfile.ZipFile(addin) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.create_system for info in package.infolist()} == {0}, "the same on every system"
        assert b"William" not in package.read("docProps/core.xml")


def test_olevba_and_pyopenvba_read_the_sources(addin):
    wanted = {name: bare(source) for name, source in sources().items()}
    shown = shown_by_olevba(addin)
    with pyopenvba.ExcelFile(addin) as book:
        assert book.validate() == []
        read = {name: bare(book.get_module(name)) for name in wanted}
        assert dictionary().partition("Option Explicit")[2] in book.get_module("Dictionary")
    assert {name: shown[name] for name in wanted} == wanted
    assert read == wanted


def test_libreoffice_reads_the_sources(addin, office):
    read = office.call("macros", path=str(addin))
    for name, source in sources().items():
        assert bare(source) in read[name].replace("\r\n", "\n"), name


def test_sources_are_ascii_with_windows_line_ends():
    for name, source in {**sources(), "Dictionary": dictionary()}.items():
        assert source.isascii(), name
        assert "\n" not in source.replace("\r\n", ""), name
        assert max(map(len, source.split("\r\n"))) < 1023, name


def test_valid_package(addin, validator):
    assert validate(addin) == []


def test_a_checker_of_vba_finds_nothing(addin):
    found = [
        (module, one.code, one.message)
        for module, diagnostics in pyvbaanalysis.analyze_office_file(str(addin)).items()
        for one in diagnostics
        if module.startswith("Grc") and "'LanguageID'" not in one.message  # it takes the property for one without index
    ]
    assert found == []


def test_every_callback_exists_once_with_its_signature(ribbon):
    written = "\n".join(sources().values())
    found = 0
    for element in ribbon.iter():
        for attribute, name in element.attrib.items():
            if attribute == "onLoad" or attribute.startswith(("on", "get")):
                procedures = re.findall(rf"Sub {name}(\(.*\))", written)
                assert len(procedures) == 1, name
                assert re.fullmatch(SIGNATURES[attribute], procedures[0]), (attribute, procedures)
                found += 1
    assert found > 2 * len(LANGUAGES)


def test_ids_are_unique_and_pictures_known(ribbon):
    elements = list(ribbon.iter())
    ids = [element.get("id") for element in elements if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {element.get("imageMso") for element in elements} - {None} <= IMAGES
    assert ribbon.tag == f"{{{NAMESPACE}}}customUI"
    tabs = [element.get("label") for element in elements if element.tag.endswith("tab")]
    assert tabs == ["Plan d'actions", "Action plan"]
    assert not [element for element in elements if "getEnabled" in element.attrib]


def test_every_button_does_something(ribbon):
    commands = [button.command for group in GROUPS.values() for button in group]
    assert commands == [
        "new", "regenerate", "check", "import", "compare", "analyse", "segment", "pdf", "batch", "consolidate",
        "native", "functions", "help", "engine",
    ]  # fmt: skip
    tags = [element.get("tag") for element in ribbon.iter() if element.tag.endswith("button")]
    assert tags == commands * len(LANGUAGES)


def test_procedures_are_named_once_and_like_no_cell():
    ours = "\n".join(source for name, source in sources().items() if name.startswith("Grc"))
    names = re.findall(r"^Public (?:Function|Sub) (\w+)", ours, re.MULTILINE)
    assert len(names) == len({name.casefold() for name in names})
    theirs = re.findall(r"^(?:Public )?(?:Function|Sub) (\w+)", sources()["xlwings"], re.MULTILINE)
    assert not {name.casefold() for name in names} & {name.casefold() for name in theirs}
    assert [name for name in names if re.fullmatch(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*", name)] == []


def test_wrappers_are_those_of_the_catalogue():
    source = sources()["GrcFunctions"]
    declared = re.findall(r"^Public Function (\w+)\((.*)\) As Variant", source, re.MULTILINE)
    assert [name for name, _ in declared] == list(CATALOGUE)
    for name, parameters in declared:
        wanted = [f"{'Optional ' * p.optional}ByVal {p.name} As Variant" for p in CATALOGUE[name].parameters]
        assert parameters == ", ".join(wanted)
        assert len(", ".join(p.name for p in CATALOGUE[name].parameters)) <= 254


def test_only_one_module_speaks_with_xlwings():
    speaking = [name for name, source in sources().items() if re.search(r"\b(XLPy|RunPython)\b", source)]
    assert speaking == ["xlwings", "GrcPython"]


def test_the_function_is_called_for_the_book_of_its_cell():
    source = sources()["GrcPython"]
    assert "Application.Caller.Worksheet.Parent, Application.Caller" in source


def test_the_project_is_ours_and_for_the_installed_xlwings():
    import xlwings

    source = sources()["xlwings"]
    assert 'PROJECT_NAME As String = "xl_grc"' in source
    assert f'XLWINGS_VERSION As String = "{xlwings.__version__}"' in source


def test_the_package_has_no_other_parts(addin):
    with zipfile.ZipFile(io.BytesIO(addin.read_bytes())) as package:
        assert package.testzip() is None
        assert [name for name in package.namelist() if "customUI" in name] == [RIBBON_PART]
