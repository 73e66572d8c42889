"""The functions put into a workbook as names, and taken out again; no part but the main one changes."""

from __future__ import annotations

from collections.abc import Sequence

from xl_grc.functions.workbook_names import FunctionName, is_ours, workbook_names
from xl_grc.ooxml.book import Book, reading
from xl_grc.ooxml.markup import Element, Markup
from xl_grc.ooxml.package import member, package
from xl_grc.ooxml.xml import attribute, escape
from xl_grc.records import NamedTuple
from xl_grc.text import LANGUAGES, Texts, texts

_LANGUAGE = "xl_grc_language"
_BEFORE_NAMES = ("externalReferences", "functionGroups", "sheets")
"""What stands before the names in the main part, the last one first."""


class Changed(NamedTuple):
    """A workbook, the functions that were put in or taken out, those whose name it had already for something else."""

    content: bytes
    functions: tuple[str, ...]
    taken: tuple[str, ...] = ()


def with_functions(content: bytes, file: str, words: Texts) -> Changed:
    """The workbook with the functions as names, in its own language when it says one, else in that of `words`.

    A name or a table of that name stays, and the function is left out. Raises InputError when it is no workbook.
    """
    book = Book(content, file)
    declared = book.properties.get(_LANGUAGE, "")
    names = workbook_names(texts(declared) if declared in LANGUAGES else words)
    tables = {table.shape.name.upper() for table in book.tables}
    with reading(file):
        main = Markup(book.archive.xml(book.main))
        ours, others = _told_apart(main.root)
        taken = [name.name for name in names if name.name in others | tables]
        wanted = [name for name in names if name.name not in taken]
        if [_read(element) for element in ours] == wanted:
            return Changed(content, tuple(name.name for name in wanted), tuple(taken))
        _replace(main, ours, wanted)
        return Changed(_package(book, main), tuple(name.name for name in wanted), tuple(taken))


def without_functions(content: bytes, file: str) -> Changed:
    """The workbook without the functions that were put in as names. Raises InputError when it is no workbook."""
    book = Book(content, file)
    with reading(file):
        main = Markup(book.archive.xml(book.main))
        ours, _ = _told_apart(main.root)
        if not ours:
            return Changed(content, ())
        _replace(main, ours, [])
        return Changed(_package(book, main), tuple(_read(element).name for element in ours))


def _read(element: Element) -> FunctionName:
    return FunctionName(element.get("name"), element.text, element.get("comment"))


def _told_apart(root: Element) -> tuple[list[Element], set[str]]:
    """The elements of our names, and what other names there are, in capitals, those of single sheets too."""
    names = root.child("definedNames")
    found = names.children("definedName") if names is not None else []
    ours = [one for one in found if "localSheetId" not in one.attributes and is_ours(_read(one))]
    return ours, {one.get("name").upper() for one in found if one not in ours}


def _replace(main: Markup, old: Sequence[Element], new: Sequence[FunctionName]) -> None:
    """Other names of ours in the main part; an element without a name in it would be an error."""
    names = main.root.child("definedNames")
    written = "".join(
        f'<definedName name="{one.name}" comment="{attribute(one.comment)}">{escape(one.formula)}</definedName>'
        for one in new
    )
    if names is None:
        before = next(found for name in _BEFORE_NAMES if (found := main.root.child(name)) is not None)
        main.after(before, f"<definedNames>{written}</definedNames>", main.root)
    elif not new and len(names.children()) == len(old):
        main.remove(names)
    else:
        for element in old:
            main.remove(element)
        main.append(names, written)


def _package(book: Book, main: Markup) -> bytes:
    """The package with another main part; the bytes of every other one stay, packed as they are."""
    archive, changed = book.archive, main.xml()
    return package(
        member(name, changed) if name == book.main else archive.packed(name) or member(name, archive.read(name))
        for name in archive.names
    )
