"""In which encoding a file is text; what it is when it only looks like one."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import BinaryIO, NoReturn

from xl_grc.errors import InputError, Problem
from xl_grc.patterns import compiled_later
from xl_grc.records import NamedTuple

ENCODINGS = ("utf-8", "utf-16", "cp1252", "iso8859-1", "iso8859-15", "mac-roman", "cp850", "cp437")
"""The encodings that a user may name."""
_GUESSED = ("cp1252", "mac-roman", "cp850")
"""Those of a file that is no UTF-8, of Windows, of old Macs, of DOS: the first one wins when nothing speaks against."""
_LATIN_9 = "iso8859-15"
_WINDOWS_ONLY = bytes(range(0x80, 0xA0))
_LATIN_9_WORD = compiled_later(rb"\xa4|[A-Za-z][\xbc\xbd][A-Za-z]|[\xbc\xbd][A-Za-z]{3}")
"""A euro, or an œ in a word: a half or a quarter stands behind a digit or alone."""
_BLOCK = 1 << 20
# Text has tabs and line ends, and the odd stray control character; a binary file is full of them.
_CONTROLS = bytes({*range(1, 0x20)} - {0x09, 0x0A, 0x0C, 0x0D})
_CONTROL_SHARE = 0.02
_ASCII = bytes(range(0x80))
_MARKED = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LETTERS = frozenset("àâäçéèêëîïôöùûüÿœæñÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆÑ’‘“”«»–—…•€°²³·§\u00a0\u202f")
"""What French and its neighbours write beyond ASCII."""
# The letters above in UTF-8: no text in another encoding holds these bytes beside each other, save by misfortune.
_UTF8_LETTER = compiled_later(rb"[\xc3][\x80-\xbf]|\xc2[\xa0-\xbf]|\xc5[\x92\x93\xb8]|\xe2(?:\x80[\x80-\xbf]|\x82\xac)")
_WRAPPINGS = (";'", ",'", "\t'", "\n'", "\"'", "|'", "\r'", "\ufeff'")
_MARKUP = {
    b"<html": "is_html",
    b"<!doctype html": "is_html",
    b"<table": "is_html",
    b"<meta": "is_html",
    b"mime-version:": "is_html",
    b"<?xml": "is_xml",
    b"<workbook": "is_xml",
    b"%pdf": "is_pdf",
    b"[internetshortcut]": "web_address",
}
"""How files begin that are no tables, whatever they are called."""


def known_encoding(name: str) -> str | None:
    """The encoding that a name means; None for one that no table is written in.

    >>> known_encoding("mac_roman"), known_encoding("latin-1"), known_encoding("punycode")
    ('mac-roman', 'iso8859-1', None)
    """
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return found if found in ENCODINGS else None


class TextOfFile(NamedTuple):
    """The encoding of a text, and whether cells in it may be wrapped as spreadsheets do: ="00123", '00123."""

    encoding: str
    wrapped: bool


def find_encoding(stream: BinaryIO, file: str, named: str = "") -> TextOfFile:
    """The encoding in which a whole file is text: the one named, the one it is marked with, UTF-8, else another.

    Raises InputError: is_html, is_xml, is_pdf, web_address, nul_bytes, encoded_twice,
    wrong_byte, other_encoding, not_text.
    """
    start = stream.read(512)
    for beginning, key in _MARKUP.items():
        if start.removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(beginning):
            raise InputError([Problem(key, file)])
    marked = next((encoding for mark, encoding in _MARKED if start.startswith(mark)), "")
    encoding = named or marked or "utf-8"
    if encoding == "utf-16" and encoding != marked:  # which of its bytes comes first is not said
        raise InputError([Problem("not_text", file)])
    look = _look_at(stream, encoding.removesuffix("-sig"))
    if look.controls > _CONTROL_SHARE * look.size + 1 or (look.wrong is not None and encoding == "utf-16"):
        raise InputError([Problem("not_text", file)])
    if look.nul is not None:
        _refuse(stream, file, look.nul, "nul_bytes")
    if look.wrong is None:
        if not named and look.maybe_twice and _is_encoded_twice(stream):
            raise InputError([Problem("encoded_twice", file)])
        return TextOfFile(encoding, look.wrapped)
    if named or marked or any(_UTF8_LETTER.search(block) for block in _blocks(stream)):
        _refuse(stream, file, look.wrong, "wrong_byte", encoding=encoding.removesuffix("-sig").upper())
    encoding = _guessed(stream, file, look.wrong)
    return TextOfFile(encoding, look.wrapped)


@cache
def _as_bytes_of_windows() -> dict[int, int]:
    return {ord(letter): byte for byte in range(0x80, 0xA0) if (letter := bytes([byte]).decode("cp1252", "ignore"))}


def _is_encoded_twice(stream: BinaryIO) -> bool:
    """Whether all letters beyond ASCII are those of UTF-8 that was taken for the encoding of Windows: "Ã©" for é."""
    found = False
    stream.seek(0)
    for line in stream:
        if line.isascii():
            continue
        try:
            line.decode("utf-8-sig").translate(_as_bytes_of_windows()).encode("latin-1").decode()
        except UnicodeError:
            return False
        found = True
    return found


class _Look(NamedTuple):
    """What a walk through a file found: the place of the first byte that is no text and of the first NUL, how many
    bytes there are and how many of them are control characters, whether it holds "Ã" or "Â"; see `TextOfFile`."""

    wrong: int | None
    nul: int | None
    size: int
    controls: int
    maybe_twice: bool
    wrapped: bool


def _look_at(stream: BinaryIO, encoding: str) -> _Look:
    decoder = codecs.getincrementaldecoder(encoding)()
    wrong = nul = None
    done = controls = 0
    maybe_twice = wrapped = False
    for block in (*_blocks(stream), b""):
        kept = len(decoder.getstate()[0])
        try:
            text = decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            wrong = done - kept + error.start if wrong is None else wrong
            decoder.reset()
            text = block.decode(encoding, "replace")
        bare = text.encode() if encoding == "utf-16" else block
        controls += len(bare) - len(bare.translate(None, _CONTROLS))
        if nul is None and "\0" in text:
            nul = done + max(block.find(b"\0"), 0)
        maybe_twice = maybe_twice or b"\xc3\x83" in block or b"\xc3\x82" in block
        wrapped = wrapped or '="' in text or ("'" in text and any(mark in text for mark in _WRAPPINGS))
        done += len(block)
    return _Look(wrong, nul, done, controls, maybe_twice, wrapped)


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(0)
    while block := stream.read(_BLOCK):
        yield block


def _refuse(stream: BinaryIO, file: str, place: int, key: str, **values: object) -> NoReturn:
    """Tell what is wrong with the line of a byte."""
    lines, left = 1, place
    for block in _blocks(stream):
        lines += block.count(b"\n", 0, left)
        left -= len(block)
        if left <= 0:
            break
    raise InputError([Problem.of(key, **values)._replace(file=file, row=lines)])


def _guessed(stream: BinaryIO, file: str, place: int) -> str:
    """The encoding of Windows, unless its letters look wrong and those of another one right."""
    counts: Counter[int] = Counter()
    for block in _blocks(stream):
        counts.update(block.translate(None, _ASCII))
    windows = _GUESSED[0]
    looks_wrong = any(letter not in _LETTERS for letter in _letters(counts, windows).values())
    if looks_wrong and _is_latin_9(stream, counts):
        return _LATIN_9
    best = max(_GUESSED, key=lambda encoding: _score(counts, encoding)) if looks_wrong else windows
    if best != windows:
        _refuse(stream, file, place, "other_encoding", encoding=best.replace("-", "_"))
    if "\ufffd" in bytes(counts).decode(best, "replace"):
        raise InputError([Problem("not_text", file)])
    return best


def _is_latin_9(stream: BinaryIO, counts: Counter[int]) -> bool:
    """Whether a text is in the code page of bookkeeping files, where Windows would show c½ur for cœur and ¤ for €."""
    if not counts.keys().isdisjoint(_WINDOWS_ONLY) or counts.keys().isdisjoint(b"\xa4\xbc\xbd"):
        return False
    others = max(_score(counts, encoding) for encoding in _GUESSED)
    return _score(counts, _LATIN_9) > others and any(_LATIN_9_WORD.search(block) for block in _blocks(stream))


def _letters(counts: Counter[int], encoding: str) -> dict[int, str]:
    return {byte: bytes([byte]).decode(encoding, "replace") for byte in counts}


def _score(counts: Counter[int], encoding: str) -> int:
    """How many of the letters beyond ASCII are usual ones, less those that are not; capitals are rare, é is not."""
    letters = _letters(counts, encoding)
    weights = {byte: 1 if letter.isupper() else 4 if letter == "é" else 3 for byte, letter in letters.items()}
    return sum(count * weights[byte] * (1 if letters[byte] in _LETTERS else -1) for byte, count in counts.items())
