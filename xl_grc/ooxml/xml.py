"""Values as spreadsheet XML."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from xl_grc.patterns import compiled_later

_SPECIAL = compiled_later(r"[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "_": "_x005F_"}
_LAST_CONTROL = "\x1f"
_WRITTEN = compiled_later(r"_x([0-9A-Fa-f]{4})_")
_ENTITY = compiled_later(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|amp|quot|apos));")
_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def escape(text: str) -> str:
    r"""Text as XML content; `_x0041_` keeps its letters, where Excel would read an A.

    Control characters, which XML cannot hold, are written as Excel writes them; what is no character is replaced.

    >>> escape("a < b & _x0041_"), escape("\x0b\ufffe")
    ('a &lt; b &amp; _x005F_x0041_', '_x000B_�')
    """
    if "_x" in text or not text.isprintable():
        return _SPECIAL.sub(_escaped, text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")  # most texts, several times as fast


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    if character in _ENTITIES:
        return _ENTITIES[character]
    return f"_x{ord(character):04X}_" if character <= _LAST_CONTROL else "\ufffd"


def decoded(text: bytes) -> str:
    """The text of an XML content.

    >>> decoded("a &lt; b &#233; _x0041_".encode())
    'a < b é A'
    """
    shown = text.decode()
    if "\r" in shown:
        shown = shown.replace("\r\n", "\n").replace("\r", "\n")
    if "&" in shown:
        shown = _ENTITY.sub(_character, shown)
    return unescaped(shown)


def _character(found: re.Match[str]) -> str:
    if found[3]:
        return _CHARACTERS[found[3]]
    code = int(found[1], 16) if found[1] else int(found[2])
    return _letter(code) if code < 0x110000 else found[0]


def unescaped(text: str) -> str:
    """A text whose `_xHHHH_` are the characters they stand for."""
    return _WRITTEN.sub(lambda found: _letter(int(found[1], 16)), text) if "_x" in text else text


def _letter(code: int) -> str:
    """The character of a code; half a pair of UTF-16 is none, and no file could be written with it."""
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)


def attribute(text: str) -> str:
    """Text as the value of an attribute."""
    return escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def text_element(name: str, text: str) -> str:
    """`<t>` or `<v>` that keeps outer spaces."""
    keep = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<{name}{keep}>{escape(text)}</{name}>"


def number(value: Any) -> str:
    """A number as it stands in a cell: the shortest text that reads back as the same number.

    >>> number(35000.0), number(0.1)
    ('35000', '0.1')
    """
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))


@lru_cache(1_024)
def column_letters(index: int) -> str:
    """The letters of a column counted from 1.

    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    letters = ""
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The number of a column, from 1.

    >>> column_index("AB")
    28
    """
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index
