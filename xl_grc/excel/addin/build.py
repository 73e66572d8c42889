"""Builds xl_grc.xlam: the same texts and the same xlwings give the same bytes."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from pathlib import Path

from xl_grc.errors import InputError, Problem
from xl_grc.excel.addin.customui import ribbon_xml
from xl_grc.excel.addin.places import FILE, NAME
from xl_grc.excel.addin.sources import modules, windows
from xl_grc.excel.addin.xlwings_source import xlwings_module, xlwings_text
from xl_grc.patterns import compiled_later

XLWINGS = "xlwings"
DICTIONARY = "Dictionary"
RIBBON_PART = "customUI/customUI14.xml"
_RIBBON_RELATION = (
    f'<Relationship Id="grcRibbon" Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"'
    f' Target="{RIBBON_PART}"/></Relationships>'
)
_MOMENT = compiled_later(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_PROJECT_PART = "xl/vbaProject.bin"
_NOTHING_COMPILED = bytes.fromhex("CC61FFFF000100")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def sources() -> dict[str, str]:
    """Every standard module of the add-in: ours, and xlwings' own under our project's name.

    Raises InputError when xlwings holds no module for custom add-ins.
    """
    return {XLWINGS: windows(xlwings_module()), **modules()}


def dictionary() -> str:
    """The class that xlwings needs on macOS."""
    return windows(xlwings_text("addin/Dictionary.cls"))


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
            for module in project.modules:
                module.dirty = True  # it is written again as text alone, without what was compiled of it
            for name, source in sources().items():
                project.add_module(name, source)
            project.add_module(DICTIONARY, dictionary(), kind=pyopenvba.VBAModuleKind.other)
            book.save()
        return _finished(path.read_bytes())


def _without_cache(project: bytes) -> bytes:
    """A VBA project whose version says that nothing of it is compiled ([MS-OVBA] 2.3.4.1): Excel reads the texts."""
    from pyopenvba.cfb import CFB

    streams = CFB.from_bytes(project)
    streams.write_stream_in_storage("VBA", "_VBA_PROJECT", _NOTHING_COMPILED)
    return bytes(streams.to_bytes())


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
    parts[_PROJECT_PART] = _without_cache(parts[_PROJECT_PART])
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as target:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name, _EPOCH)
            part.create_system = 0  # else it tells on which system it was built
            target.writestr(part, content)
    return made.getvalue()
