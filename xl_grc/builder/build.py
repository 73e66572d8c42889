"""Builds the template workbook of a kind from its definition and its layout: `python -m xl_grc.builder`.

The only place that writes with openpyxl. A filling replaces the data rows; a layout decides where
tables stand and how everything looks.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName

from xl_grc.builder.finishing import BUILT, finished
from xl_grc.builder.layout import TemplateLayout
from xl_grc.builder.sheet import START_MONTH, SheetBuilder
from xl_grc.errors import MissingEntry
from xl_grc.files.writing import write_atomically
from xl_grc.tables.kind import WorkbookKind
from xl_grc.tables.native_formulas import headers
from xl_grc.text import LANGUAGES, Texts
from xl_grc.workbook.filling import properties
from xl_grc.workbook.template.templates import load_template, parsed_content, parsed_file, shipped_template


def build(template: TemplateLayout, language: str) -> bytes:
    """The template workbook in a language."""
    words = template.kind.texts(language)
    workbook = Workbook()
    workbook.remove(workbook.active)  # type: ignore[arg-type]  # a new workbook has an active sheet
    sheets = [workbook.create_sheet(words[f"sheets.{layout.key}"]) for layout in template.sheets]
    _check_sheets(template)
    for layout, sheet in zip(template.sheets, sheets, strict=True):
        builder = SheetBuilder(template, words, sheet)
        builder.open(layout)
        layout.fill(builder)
    _define_ranges(workbook, template.kind, words)
    workbook.calculation.fullCalcOnLoad = True
    _describe(workbook, template, words)
    stream = BytesIO()
    workbook.save(stream)
    return finished(stream.getvalue(), [words[f"charts.{key}_alt"] for key in template.charts])


def _check_sheets(template: TemplateLayout) -> None:
    """Every sheet of the definition is laid out, in its order. Raises MissingEntry."""
    kind, laid_out = template.kind, tuple(layout.key for layout in template.sheets)
    wanted = {table.sheet for table in kind.tables.values()} | {cell.sheet for cell in kind.named_cells.values()}
    for key in sorted(wanted.difference(laid_out)):
        raise MissingEntry(f"the sheets of the template of {kind.name!r} in xl_grc/builder: {key!r} is missing")
    if kind.definition.sheets not in ((), laid_out):
        told = f"{', '.join(kind.definition.sheets)} where the template has {', '.join(laid_out)}"
        raise MissingEntry(f"SHEETS in xl_grc/tables/schema/references.py: {told}")


def _define_ranges(workbook: Workbook, kind: WorkbookKind, words: Texts) -> None:
    """The defined names of columns, which feed drop-downs."""
    for name, (table, column) in kind.ranges.items():
        found = kind.tables[table]
        header = headers(words, START_MONTH, found)[list(found.by_key).index(column)]
        workbook.defined_names[name] = DefinedName(name, attr_text=f"{table}[{header}]")


def _describe(workbook: Workbook, template: TemplateLayout, words: Texts) -> None:
    workbook.properties.creator = "xl_grc"
    workbook.properties.title = words[template.title]
    workbook.properties.created = BUILT
    for name, value in properties(template.kind, words.language).items():
        workbook.custom_doc_props.append(StringProperty(name=name, value=value))  # type: ignore[attr-defined]  # not typed


def write_templates(template: TemplateLayout, directory: Path) -> None:
    """Write `{kind}_{language}.xlsx` in every language, and each taken apart."""
    for language in LANGUAGES:
        path = directory / f"{template.kind.name}_{language}.xlsx"
        write_atomically(path, build(template, language))
        write_atomically(parsed_file(path), parsed_content(template.kind, path.read_bytes(), path.name))


def places_module(kind: WorkbookKind) -> tuple[str, str]:
    """Where the templates of a kind have its tables and named cells: name and source of a module beside its shape."""
    templates = [load_template(kind, shipped_template(kind, language)) for language in LANGUAGES]
    (places,) = {tuple(template.surroundings.places.items()) for template in templates}
    shown = "".join(f"    {name!r}: {place!r},\n" for name, place in sorted(places))
    head = f'"""Where the templates of the kind of workbook {kind.name!r} have its cells: see `Surroundings`."""\n\n'
    return f"{kind.name}_places.py", f"{head}PLACES: dict[str, tuple[int, int]] = {{\n{shown}}}\n"
