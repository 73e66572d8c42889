"""The templates: where they are, and each taken apart once."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from xl_grc.files.opening import file_content
from xl_grc.records import NamedTuple
from xl_grc.tables.kind import WorkbookKind
from xl_grc.tables.shape import month_headers
from xl_grc.text import LANGUAGES
from xl_grc.workbook.template.plain_values import without_formulas
from xl_grc.workbook.template.render import Template, ready
from xl_grc.workbook.template.slots import from_json, to_json

_TEMPLATES = Path(__file__).parents[2] / "templates"
_CHECKOUT_TEMPLATES = Path(__file__).parents[3] / "templates"


class ParsedTemplate(NamedTuple):
    """A template taken apart: the language of its headers, and its data as JSON."""

    language: str
    data: bytes


def shipped_template(kind: WorkbookKind, language: str) -> Path:
    """The template of a kind in the package, in the wheel or in a checkout."""
    return _folder() / f"{kind.name}_{language}.xlsx"


def shipped_files() -> list[Path]:
    """All workbooks that the package holds for users: the templates, and the table to fill in."""
    return sorted(_folder().glob("*.xlsx"))


def _folder() -> Path:
    """Where the templates are, in the wheel or in a checkout."""
    return _TEMPLATES if _TEMPLATES.exists() else _CHECKOUT_TEMPLATES


def former_template(kind: WorkbookKind, language: str, version: int) -> Path | None:
    """The template of an older version of a kind, by which the upgrade of a workbook knows what is the user's; None
    when the package has none."""
    path = shipped_template(kind, language)
    former = path.with_name(f"schema_{version}") / path.name
    return former if former.exists() else None


@lru_cache(maxsize=48)
def load_template(
    kind: WorkbookKind, path: Path, start_month: int = 1, values: frozenset[str] = frozenset()
) -> Template:
    """The template in a file, ready for workbooks whose twelve months begin in the given month of the year.

    The tables in `values` hold values in place of formulas.

    Raises InputError when it is not a workbook, or lacks what one of the kind needs.
    """
    return load_template_content(kind, file_content(path), path.name, start_month, values)


@lru_cache(maxsize=48)
def load_template_content(
    kind: WorkbookKind, content: bytes, file: str, start_month: int, values: frozenset[str] = frozenset()
) -> Template:
    """The same from the bytes of a template, where its file cannot be reached."""
    language, parsed = _parsed(kind, content, file)
    months = month_headers(kind.texts(language), start_month)
    data = from_json(parsed, months)
    return ready(without_formulas(data, values) if values else data, months)


def template_language(kind: WorkbookKind, path: Path) -> str:
    """The language of a template's headers. Raises InputError."""
    return _parsed(kind, file_content(path), path.name).language


@lru_cache(maxsize=4)
def _parsed(kind: WorkbookKind, content: bytes, file: str) -> ParsedTemplate:
    """The parts of a template; those of the package's own were taken apart beforehand."""
    wanted = _digest(content)
    for language in LANGUAGES:
        beforehand = parsed_file(shipped_template(kind, language))
        if not beforehand.exists():  # a kind that the package has no template of
            continue
        with beforehand.open("rb") as kept:
            if kept.readline().rstrip() == wanted:
                return ParsedTemplate(language, kept.read())
    return _parse(kind, content, file)


def parsed_file(template: Path) -> Path:
    """Where a template of the package is kept taken apart."""
    return template.with_suffix(".parsed")


def parsed_content(kind: WorkbookKind, content: bytes, file: str) -> bytes:
    """A template taken apart, to be kept: the data as JSON, after a line that tells of which bytes it holds.

    Raises InputError when it is not a workbook, or lacks what one of the kind needs.
    """
    return b"%b\n%b\n" % (_digest(content), _parse(kind, content, file).data)


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def _parse(kind: WorkbookKind, content: bytes, file: str) -> ParsedTemplate:
    from xl_grc.ooxml.book import Book, reading
    from xl_grc.ooxml.written_sheet import UnusualSheet
    from xl_grc.workbook.template.parse import Compiler  # this one needs every formula; few templates need it

    book = Book(content, file)
    try:
        with reading(file):
            data = Compiler(kind, book).compile()
    except UnusualSheet:
        book.archive.refuse("not_workbook", reason="sheetData")
    return ParsedTemplate(data.language, to_json(data))
