"""The templates: where they are, and each compiled once."""

from __future__ import annotations

import zipfile
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from xl_grc.errors import InputError, Problem
from xl_grc.workbook.files.opening import file_content
from xl_grc.workbook.files.package import read_parts
from xl_grc.workbook.writing.compiled import CompiledTemplate
from xl_grc.workbook.writing.compiler import Compiler

_TEMPLATES = Path(__file__).parents[2] / "templates"
_CHECKOUT_TEMPLATES = Path(__file__).parents[3] / "templates"


def shipped_template(language: str) -> Path:
    """The template of the package, in the wheel or in a checkout."""
    name = f"plan_{language}.xlsx"
    return next(folder / name for folder in (_TEMPLATES, _CHECKOUT_TEMPLATES) if (folder / name).exists())


@lru_cache(maxsize=48)
def compiled(path: Path, start_month: int) -> CompiledTemplate:
    """The template in a file, ready for plans that begin in the given month of the year.

    Raises InputError when it is not a workbook, or lacks what a plan needs.
    """
    return compiled_content(file_content(path), path.name, start_month)


@lru_cache(maxsize=48)
def compiled_content(content: bytes, file: str, start_month: int) -> CompiledTemplate:
    """The same from the bytes of a template, where its file cannot be reached."""
    try:
        return Compiler(file, read_parts(content), start_month).compile()
    except zipfile.BadZipFile:
        problem = Problem.of("not_workbook", reason="zip")
    except KeyError as missing:
        problem = Problem.of("not_workbook", reason=missing.args[0])
    except ElementTree.ParseError as error:
        problem = Problem.of("not_workbook", reason=error)
    raise InputError([problem._replace(file=file)])


def template_language(path: Path) -> str:
    """The language of a template's headers. Raises InputError."""
    return compiled(path, 1).language
