"""Fields of CSV files that no program takes for a formula, whatever separator it splits them at; and back.

An apostrophe stands before a text that begins like a formula, and before what begins so inside a text behind something
that some program takes for a separator. Reading takes it away again: one that a text had before has got another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xl_grc.patterns import compiled_later

_SEPARATORS = r",;\t|\r\n"
_STARTS = r"=+\-@\uff1d\uff0b\uff0d\uff20"
"""What begins a formula, and the full-width forms of it."""
_SPACE = r"[ \u00a0\u202f]*+"
_NUMBER = rf"'*+{_SPACE}[+\-]{_SPACE}[0-9][0-9. \u00a0\u202f]*+[%€]?{_SPACE}(?:[{_SEPARATORS}]|\Z)"
"""A number with a sign acts nowhere; inside a text it stays as it is."""
_INSIDE = rf"(?=[ \u00a0\u202f\"']*+[{_STARTS}])(?!{_NUMBER})"
_LIKE_A_FORMULA = compiled_later(rf"'*+{_SPACE}[{_STARTS}\t\r\n]")
_TO_GUARD = compiled_later(rf"(?<=[{_SEPARATORS}]){_INSIDE}")
_GUARDED = compiled_later(rf"(?<=[{_SEPARATORS}])'{_INSIDE}")
_UNUSUAL = compiled_later(rf"[{_SEPARATORS}{_STARTS}\"']")
_TO_QUOTE = compiled_later(rf"[{_SEPARATORS}\"]|\A[ ']|[ ]\Z")
_ACTING = "=+-@\uff1d\uff0b\uff0d\uff20\t\r\n"
"""Without one of these no text is guarded."""
_MARK, _REPEATED, _LOOKED_AT = '"', 4, 256
"""The quotation mark; how many times a text stands among so many first ones before each text is looked at once."""
_BLOCK = 8_192
"""How many lines are put together at a time: memory that was touched already is used again."""
_SEPARATING, _AT_THE_EDGE = ',;\t|\r\n"', ("\0 ", "\0'", " \0")
"""Without one of these, in texts between NULs, no text is quoted."""


def guarded(text: str) -> str:
    """A text as a field holds it.

    >>> guarded("=1+1"), guarded("'=1"), guarded("a,=cmd"), guarded("l'été, -20 %"), guarded("12-3")
    ("'=1+1", "''=1", "a,'=cmd", "l'été, -20 %", '12-3')
    """
    if not _UNUSUAL.search(text):
        return text
    text = _TO_GUARD.sub("'", text)
    return f"'{text}" if _LIKE_A_FORMULA.match(text) else text


def unguarded(field: str) -> str:
    """The text that a field holds.

    >>> unguarded("'=1+1"), unguarded("''=1"), unguarded("a,'=cmd"), unguarded("l'été"), unguarded("'90")
    ('=1+1', "'=1", 'a,=cmd', "l'été", "'90")
    """
    if "'" not in field:
        return field
    field = _GUARDED.sub("", field)
    return field[1:] if field.startswith("'") and _LIKE_A_FORMULA.match(field, 1) else field


def csv_line(fields: Iterable[str]) -> str:
    r"""A line of fields; between quotation marks what any program could take apart.

    >>> csv_line(["Durand", "10,5", 'un "mot" dit'])
    'Durand;"10,5";"un ""mot"" dit"\r\n'
    """
    return ";".join([_quoted(field) if _TO_QUOTE.search(field) else field for field in fields]) + "\r\n"


def csv_of_columns(columns: Sequence[Sequence[str]]) -> bytes:
    r"""The lines of columns of texts in UTF-8, guarded; a column is looked at all at once.

    >>> csv_of_columns([["Durand", "=1"], ["10", "10,5"]])
    b'Durand;10\r\n"\'=1";"10,5"\r\n'
    """
    fields = list(map(_fields, columns))
    return b"".join(
        _lines([texts[first : first + _BLOCK] for texts in fields]) for first in range(0, len(columns[0]), _BLOCK)
    )


def _lines(fields: Sequence[Sequence[str]]) -> bytes:
    rows, width = len(fields[0]), 2 * len(fields)
    pieces = ["\r\n" if place == width - 1 else ";" for place in range(width)] * rows
    for place, texts in enumerate(fields):
        pieces[2 * place :: width] = texts
    return "".join(pieces).encode()


def _fields(texts: Sequence[str]) -> Sequence[str]:
    """The fields of a column; no text holds NUL. Of a column of few texts each is looked at once."""
    if len(set(texts[:_LOOKED_AT])) * _REPEATED > min(_LOOKED_AT, len(texts)):
        return _fields_one_by_one(texts)
    distinct = list(dict.fromkeys(texts))
    fields = dict(zip(distinct, _fields_one_by_one(distinct), strict=True))
    return list(map(fields.__getitem__, texts))


def _fields_one_by_one(texts: Sequence[str]) -> Sequence[str]:
    joined = "\0".join(["", *texts, ""])
    if any(mark in joined for mark in _ACTING):
        texts = list(map(guarded, texts))
        joined = "\0".join(["", *texts, ""])
    if not any(mark in joined for mark in _SEPARATING) and not any(mark in joined for mark in _AT_THE_EDGE):
        return texts
    if _MARK in joined:
        return [_quoted(text) if _TO_QUOTE.search(text) else text for text in texts]
    return [f'"{text}"' if ";" in text or _TO_QUOTE.search(text) else text for text in texts]


def _quoted(field: str) -> str:
    doubled = field.replace('"', '""')
    return f'"{doubled}"'
