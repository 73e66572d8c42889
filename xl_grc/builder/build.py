"""Builds the template workbooks from the definitions of the tables: `python -m xl_grc.builder`.

The only place that writes with openpyxl. A filling replaces the data rows; this package decides where tables stand
and how everything looks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName

from xl_grc.builder import layout
from xl_grc.builder.dashboard import build_dashboard
from xl_grc.builder.home import build_home
from xl_grc.builder.main_sheets import build_main, build_settings
from xl_grc.builder.sheet import BUILT, START_MONTH, SheetBuilder
from xl_grc.builder.simulation import build_simulation
from xl_grc.ooxml.package import package, read_parts, small_member, write_atomically
from xl_grc.ooxml.xml import attribute
from xl_grc.tables.native_formulas import headers
from xl_grc.tables.plan import PLAN
from xl_grc.tables.schema import RANGES, TABLES
from xl_grc.tables.shape import SCHEMA_VERSION
from xl_grc.text import LANGUAGES, Texts, texts
from xl_grc.workbook.template.templates import prepared, prepared_file

_BUILDERS: dict[str, Callable[[SheetBuilder], None]] = {
    **dict.fromkeys(layout.MAIN, build_main),
    "home": build_home,
    "simulation": build_simulation,
    "dashboard": build_dashboard,
    "settings": build_settings,
}


def build(language: str) -> bytes:
    """The template workbook of a language."""
    words = texts(language)
    workbook = Workbook()
    workbook.remove(workbook.active)  # type: ignore[arg-type]  # a new workbook has an active sheet
    builders = [SheetBuilder(workbook.create_sheet(words[f"sheets.{key}"]), key, words) for key in layout.SHEETS]
    for builder in builders:
        builder.open()
        _BUILDERS[builder.key](builder)
    for name, (table, column) in RANGES.items():
        header = headers(words, START_MONTH, TABLES[table])[list(TABLES[table].by_key).index(column)]
        workbook.defined_names[name] = DefinedName(name, attr_text=f"{table}[{header}]")
    workbook.calculation.fullCalcOnLoad = True
    _describe(workbook, words)
    stream = BytesIO()
    workbook.save(stream)
    return tidied(stream.getvalue(), _descriptions(words))


def _describe(workbook: Workbook, words: Texts) -> None:
    workbook.properties.creator = "xl_grc"
    workbook.properties.title = words["plan_title"]
    workbook.properties.created = BUILT
    properties = {"xl_grc_schema": str(SCHEMA_VERSION), "xl_grc_language": words.language, "xl_grc_plan": ""}
    for name, value in properties.items():
        workbook.custom_doc_props.append(StringProperty(name=name, value=value))  # type: ignore[attr-defined]  # not typed


def _descriptions(words: Texts) -> list[str]:
    """What each chart shows, in the order of the sheets."""
    return [words[f"charts.{key}_alt"] for key in ("curve", "months", "cumulative", "horizon")]


def write_templates(directory: Path) -> None:
    """Write `plan_fr.xlsx` and `plan_en.xlsx`, and each taken apart."""
    for language in LANGUAGES:
        path = directory / f"plan_{language}.xlsx"
        write_atomically(path, build(language))
        write_atomically(prepared_file(path), prepared(PLAN, path.read_bytes(), path.name).encode())


_FONT = re.compile(r"<font>(.*?)</font>", re.DOTALL)
_FONT_ORDER = ("b", "i", "strike", "u", "vertAlign", "sz", "color", "name", "family", "charset", "scheme")
_CHART_NAME = re.compile(r'(<(?:\w+:)?cNvPr id="\d+" name="Chart \d+")\s*/>')
_ELEMENT = re.compile(r"<(\w+)\b[^>]*/>")


def tidied(package_bytes: bytes, descriptions: list[str] | None = None) -> bytes:
    """The package with fixed dates, texts beside charts, and the children of fonts in the order of the format."""
    parts = read_parts(package_bytes)

    def ordered(found: re.Match[str]) -> str:
        children = {child[1]: child[0] for child in _ELEMENT.finditer(found[1])}
        return f"<font>{''.join(children[name] for name in _FONT_ORDER if name in children)}</font>"

    parts["xl/styles.xml"] = _FONT.sub(ordered, parts["xl/styles.xml"].decode()).encode()
    remaining = iter(descriptions or [])
    for name in sorted(name for name in parts if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name)):
        parts[name] = _CHART_NAME.sub(
            lambda found: f'{found[1]} descr="{attribute(next(remaining))}"/>', parts[name].decode()
        ).encode()
    core = parts["docProps/core.xml"].decode()
    parts["docProps/core.xml"] = re.sub(
        r"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rf"\g<1>{BUILT:%Y-%m-%dT%H:%M:%SZ}", core
    ).encode()
    return package(small_member(name, content) for name, content in parts.items())
