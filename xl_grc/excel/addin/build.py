"""Builds xl_grc.xlam: the same texts and the same xlwings give the same bytes."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from importlib.metadata import distribution, version
from pathlib import Path

from xl_grc.errors import InputError, Problem
from xl_grc.excel.addin.customui import ribbon_xml
from xl_grc.excel.addin.sources import modules, windows

NAME = "xl_grc"
FILE = f"{NAME}.xlam"
XLWINGS = "xlwings"
DICTIONARY = "Dictionary"
RIBBON_PART = "customUI/customUI14.xml"
_RIBBON_RELATION = (
    f'<Relationship Id="grcRibbon" Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"'
    f' Target="{RIBBON_PART}"/></Relationships>'
)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def sources() -> dict[str, str]:
    """Every standard module of the add-in: ours, and xlwings' own under our project's name.

    Raises InputError when xlwings holds no module for custom add-ins.
    """
    return {XLWINGS: windows(_xlwings()), **modules()}


def dictionary() -> str:
    """The class that xlwings needs on macOS."""
    return windows(_installed("addin/Dictionary.cls"))


def _xlwings() -> str:
    text, count = re.subn(
        r'(PROJECT_NAME As String = )"\w+"', rf'\1"{NAME}"', _installed("xlwings_custom_addin.bas"), count=1
    )
    if count != 1:
        raise InputError([Problem.of("xlwings_unusable", version=version("xlwings"))])
    return text


def of_xlwings(path: str) -> Path:
    """A file of the xlwings that is installed, which need not be imported for it (and pandas with it).

    Raises ModuleNotFoundError when it is not installed.
    """
    return Path(str(distribution("xlwings").locate_file(f"xlwings/{path}")))


def _installed(path: str) -> str:
    """A text file of the xlwings that is installed."""
    try:
        return of_xlwings(path).read_text(encoding="cp1252").replace("\r\n", "\n")
    except (OSError, ModuleNotFoundError):
        raise InputError([Problem.of("xlwings_unusable", version="?")]) from None


def build() -> bytes:
    """The add-in. Raises InputError when pyOpenVBA is missing or xlwings is not one that it can be built from."""
    try:
        import pyopenvba
    except ModuleNotFoundError:
        raise InputError([Problem.of("builder_missing")]) from None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, FILE)
        with pyopenvba.ExcelFile.create_new(path) as book:
            project = book.vba_project()
            project.delete_module("Module1")
            for name, source in sources().items():
                project.add_module(name, source)
            project.add_module(DICTIONARY, dictionary(), kind=pyopenvba.VBAModuleKind.other)
            book.save()
        return _finished(path.read_bytes())


def _finished(package: bytes) -> bytes:
    """The package with the ribbon, without author and dates."""
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    relations = parts["_rels/.rels"].decode()
    parts["_rels/.rels"] = relations.replace("</Relationships>", _RIBBON_RELATION).encode()
    core = parts["docProps/core.xml"].decode()
    core = re.sub(r"(<dc:creator>|<cp:lastModifiedBy>)[^<]*", rf"\g<1>{NAME}", core)
    parts["docProps/core.xml"] = _MOMENT.sub("1980-01-01T00:00:00Z", core).encode()
    parts[RIBBON_PART] = ribbon_xml().encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as target:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name, _EPOCH)
            part.create_system = 0  # else it tells on which system it was built
            target.writestr(part, content)
    return made.getvalue()
