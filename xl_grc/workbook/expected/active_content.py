"""What in a workbook can act when somebody opens it or clicks: programs, links, what reads or sends elsewhere.

It changes no figure, and is told so that nobody starts it unawares. What Excel runs by itself is found by the
relations of the parts; calls, by the texts of the formulas, wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from urllib.parse import unquote

from xl_grc.errors import InputError, Problem
from xl_grc.ooxml.book import Book, Sheet, reading
from xl_grc.ooxml.markup import Element, parse
from xl_grc.ooxml.parts import Relation, relations
from xl_grc.ooxml.xml import decoded
from xl_grc.patterns import compiled_later
from xl_grc.records import NamedTuple

_PARTS = {
    "vbaProject": "active_macros",
    "xlMacrosheet": "active_macros",
    "xlIntlMacrosheet": "active_macros",
    "dialogsheet": "active_macros",
    "oleObject": "active_object",
    "package": "active_object",
    "control": "active_object",
    "activeXControlBinary": "active_object",
    "connections": "active_connection",
    "extensibility": "active_ribbon",
    "webextension": "active_web_extension",
    "webextensiontaskpanes": "active_web_extension",
}
"""What a part is, by the kind of the relation that leads to it."""

_LINKS = {"externalBook": "active_outside", "ddeLink": "active_dde", "oleLink": "active_dde"}
_SETTINGS, _CODE = ".conf", ".py"
_MACRO = frozenset({"vbProcedure", "xlm", "function"})
_AUTOMATIC = ("auto_open", "auto_close", "auto_activate", "auto_deactivate")
_SAFE = frozenset({"http:", "https:", "mailto:", "tel:"})
_SCHEME = compiled_later(r"[a-z][a-z0-9+.-]*+:")
_PROGRAMS = (
    *(".exe", ".com", ".scr", ".pif", ".bat", ".cmd", ".msi", ".lnk", ".url", ".jar", ".app", ".command", ".sh"),
    *(".js", ".jse", ".vbs", ".vbe", ".wsf", ".wsh", ".ps1", ".hta", ".reg", ".dll", ".cpl", ".xll", ".xlam", ".iqy"),
)
_FUNCTIONS = ("WEBSERVICE", "IMAGE", "RTD", "DDE", "CALL", "REGISTER", "REGISTER.ID", "EXEC", "SQL.REQUEST", "EVALUATE")
_CALLS = compiled_later(rf"\b({'|'.join(map(re.escape, _FUNCTIONS))})\s*+\(", re.IGNORECASE)
_SIGNS = tuple(sign.encode() for sign in ("|", "FILE:", "HYPERLINK", "&#", "<!", *_FUNCTIONS))
"""Without one of them, or brackets and an exclamation mark, no formula reads or sends elsewhere."""
_PIECE = 1 << 20
_KEPT = 2_048
_OUTER_LINK = compiled_later(r'\bHYPERLINK\s*+\((?!\s*+"#)', re.IGNORECASE)
_TEXTS = compiled_later(r'"[^"]*+"')
_NAMES = compiled_later(r"'[^']*+'")
_COLUMNS = compiled_later(r"\[[^\[\]]*+\]")
_OUTSIDE = compiled_later(r"\[(?!0\])[^\[\]]++\][^\[\]!,;()+*/&=<>]*+!|'file:", re.IGNORECASE)
_FORMULA = compiled_later(rb"<(?:\w++:)?(?:f|calculatedColumnF)[^<>]*>([^<]++)<")
"""Also the formulas of conditional formats and of lists, whose elements are called formula."""

_CALLED = ("active_formula", "active_call", "active_name", "active_hyperlink", "active_settings", "active_code")
ACTIVE = frozenset({*_PARTS.values(), *_LINKS.values(), *_CALLED, "active_unread", "active_kept"})
"""The problems that are told here: they leave the plan as it is."""


class _Part(NamedTuple):
    """A relation, and the part that it stands in."""

    part: str
    relation: Relation


def active_content(book: Book) -> list[Problem]:
    """Everything in a workbook that can act. Raises InputError when a part cannot be read."""
    unread: list[Problem] = []
    related = list(_related(book, unread))
    with reading(book.file):
        root = parse(book.archive.xml(book.main))
        found = [*_main_part(root), *_parts(book, related, unread), *_hyperlinks(book, related), *_formulas(book)]
    return list(dict.fromkeys(problem._replace(file=book.file) for problem in (*unread, *found)))


def _related(book: Book, unread: list[Problem]) -> Iterator[_Part]:
    """Every relation of the package."""
    for name in book.archive.names:
        if name.endswith(".rels"):
            part = name.replace("_rels/", "", 1).removesuffix(".rels") if name.startswith("_rels/") else _owner(name)
            with _told(name, unread):
                for relation in relations(book.archive.xml(name), part):
                    yield _Part(part, relation)


@contextmanager
def _told(part: str, unread: list[Problem]) -> Iterator[None]:
    """A part that is none of ours and cannot be read is told, and stops nothing."""
    try:
        yield
    except (InputError, ValueError):
        unread.append(Problem("active_unread", value=part))


def _owner(name: str) -> str:
    """The part whose relations a part holds.

    >>> _owner("xl/worksheets/_rels/sheet1.xml.rels")
    'xl/worksheets/sheet1.xml'
    """
    folder, _, last = name.rpartition("/_rels/")
    return f"{folder}/{last.removesuffix('.rels')}"


def _main_part(root: Element) -> Iterator[Problem]:
    """Sheets that name a program or hold code, names that start a macro or call something."""
    for sheet in root.all("sheet"):
        title = sheet.get("name")
        if title.casefold().endswith((_SETTINGS, _CODE)):
            yield Problem("active_settings" if title.casefold().endswith(_SETTINGS) else "active_code", value=title)
    names = list(root.all("definedName"))
    acting = _acting([name.text for name in names])
    for name in names:
        known = name.get("name").casefold().removeprefix("_xlnm.")
        is_macro = any(name.get(one) in ("1", "true") for one in _MACRO & name.attributes.keys())
        if known.startswith(_AUTOMATIC) or is_macro:
            yield Problem("active_name", value=name.get("name"))
        elif name.text in acting:
            yield Problem.of("active_call", call=acting[name.text])._replace(value=name.get("name"))


def _parts(book: Book, related: Iterable[_Part], unread: list[Problem]) -> Iterator[Problem]:
    """Parts that Excel runs or lets run, and those that it takes from outside the package."""
    for part, relation in related:
        if relation.kind == "externalLink" and not relation.external:
            with _told(relation.target, unread):
                yield from _external_link(book, relation.target)
        elif relation.kind in _PARTS:
            yield Problem(_PARTS[relation.kind], value=relation.target)
        elif relation.external and relation.kind not in ("hyperlink", "externalLinkPath", "oleLinkPath"):
            yield Problem("active_outside", value=f"{relation.target} ({part})")
    for name in book.archive.names:
        if name.lower().endswith("vbaproject.bin"):
            yield Problem("active_macros", value=name)


def _external_link(book: Book, part: str) -> Iterator[Problem]:
    """A link to another workbook, or to a program."""
    targets = {one.key: one.target for one in book.related(part)}
    for element in parse(book.archive.xml(part)).children():
        if element.name in _LINKS:
            told = [element.get("ddeService"), element.get("ddeTopic"), element.get("progId"), *targets.values()]
            yield Problem(_LINKS[element.name], value=" ".join(filter(None, told)))


# -- hyperlinks --------------------------------------------------------------------------------------------------------


def _hyperlinks(book: Book, related: Iterable[_Part]) -> Iterator[Problem]:
    """Links to programs, to files of the machine, to shared folders, to anything but pages and letters."""
    sheets = {sheet.part: sheet for sheet in book.sheets}
    for part, relation in related:
        if relation.kind == "hyperlink" and relation.external and is_unsafe(relation.target):
            problem = Problem("active_hyperlink", value=relation.target)
            sheet = sheets.get(part)
            if sheet is None:
                yield problem
                continue
            for place in _cells_of(book, sheet, relation.key) or [""]:
                yield problem._replace(sheet=sheet.title, cell=place)


def _cells_of(book: Book, sheet: Sheet, key: str) -> list[str]:
    """The cells with a hyperlink."""
    root = parse(book.sheet_xml(sheet), "sheetData", lambda row: None)
    links = [one for one in root.all("hyperlink") if key in one.attributes.values()]
    return [one.get("ref") for one in links]


def is_unsafe(target: str) -> bool:
    r"""Whether a link leads to more than a page, a letter or a place in the workbook.

    >>> [is_unsafe(one) for one in ("https://x.fr", "#A1", "annexe.pdf", "java\tscript:x", r"\\srv\x", "c:/x", "x.bat")]
    [False, False, False, True, True, True, True]
    """
    plain = "".join(letter for letter in unquote(target) if letter.isprintable() and letter != " ").casefold()
    scheme = _SCHEME.match(plain)
    if scheme is not None:
        return scheme[0] not in _SAFE
    path = plain.partition("#")[0].partition("?")[0]
    return plain.replace("\\", "/").startswith("//") or path.endswith(_PROGRAMS)


# -- formulas ----------------------------------------------------------------------------------------------------------


def _formulas(book: Book) -> Iterator[Problem]:
    """Formulas that read or send elsewhere, with the cells that hold them."""
    for sheet in book.sheets:
        xml = book.sheet_xml(sheet)
        acting = _acting(_texts_of(xml))
        for cell, text in _cells_with(xml, acting) if acting else ():
            yield Problem.of("active_formula", call=acting[text])._replace(sheet=sheet.title, cell=cell)
    for table in book.tables:
        for call in _acting(table.shape.formulas).values():
            yield Problem.of("active_call", call=call)._replace(sheet=table.sheet.title, value=table.shape.name)


def _acting(texts: Iterable[str]) -> dict[str, str]:
    """The formulas that act, and what in them does."""
    return {text: call for text in texts if (call := _call_in(text))}


@lru_cache(_KEPT)
def _call_in(text: str) -> str:
    """What acts in a formula: workbooks of one kind share most of theirs."""
    return what_acts(text) if _may_act(text.encode()) else ""


def _may_act(written: bytes) -> bool:
    """A glance at a formula, or at many: most often it is enough."""
    text = written.upper()
    return (b"[" in text and b"!" in text) or any(sign in text for sign in _SIGNS)


def _pieces(xml: bytes) -> Iterator[bytes]:
    """A sheet in pieces of whole rows, because it may be large."""
    start = 0
    while start < len(xml):
        end = xml.find(b"row>", start + _PIECE)
        end = len(xml) if end < 0 else end
        yield xml[start:end]
        start = end


def _texts_of(xml: bytes) -> Iterator[str]:
    """The texts of the formulas of a sheet that may act: of cells, of conditional formats, of lists."""
    if b"<!" not in xml:
        for piece in _pieces(xml):
            written = set(_FORMULA.findall(piece))
            if _may_act(b"\n".join(written)):
                yield from map(decoded, filter(_may_act, written))
        return
    texts: set[str] = set()  # one may stand in a CDATA section, or be parted by a comment
    root = parse(xml, "sheetData", lambda row: texts.update(one.text for one in row.all("f")))
    yield from texts
    yield from (one.text for one in root.all() if one.name.startswith("formula"))


def _cells_with(xml: bytes, acting: Container[str]) -> list[tuple[str, str]]:
    """The cells whose formulas are among those that act, and the formulas of no cell."""
    found: list[tuple[str, str]] = []

    def take(row: Element) -> None:
        for cell in row.children("c"):
            found.extend((cell.get("r"), one.text) for one in cell.children("f") if one.text in acting)

    root = parse(xml, "sheetData", take)
    rules = {one.text for one in root.all() if one.name.startswith("formula")}
    return found + [("", text) for text in sorted(rules) if text in acting]


def what_acts(formula: str) -> str:
    """What in a formula reads or sends elsewhere: a function, another workbook, a program; "" for nothing.

    >>> [what_acts(one) for one in ('webservice("x")', "cmd|'/C calc'!A0", "[1]S!A1")]
    ['WEBSERVICE', 'DDE', '[1]S!']
    >>> [what_acts(one) for one in ("T[[a],[2026]]", 'HYPERLINK("#"&A1)', '"call("&A1', "'a|b'!A1")]
    ['', '', '', '']
    """
    if not formula:
        return ""
    bare = _TEXTS.sub('""', formula)
    if call := _CALLS.search(bare):
        return call[1].upper()
    if _OUTER_LINK.search(formula):
        return "HYPERLINK"
    if outside := _OUTSIDE.search(bare):
        return outside[0]
    return "DDE" if "|" in _COLUMNS.sub("", _NAMES.sub("", bare)) else ""
