"""XML texts in UTF-8, whatever the encoding they come in; those with a document type are told."""

from __future__ import annotations

import codecs
import re

from xl_grc.patterns import compiled_later

_DECLARATION = compiled_later(r"\ufeff?<\?xml[^>]*+>")
_DECLARED = compiled_later(rb"""<\?xml[^>]{0,100}?\bencoding\s*=\s*["']([\w.-]{1,40})["']""")
_CODECS = {
    **dict.fromkeys(("utf-8", "utf8", "us-ascii", "ascii"), "utf-8"),
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin-1", "latin1"), "latin-1"),
    **dict.fromkeys(("windows-1252", "cp1252"), "cp1252"),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be"), "utf-16"),
}
"""The encodings that programs write XML in. Others are not tried: some decoders take time without end."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0\0\0", ""),
    (b"\0\0\0<", ""),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
"""What a text begins with, and the encoding that it tells of; "" for one that nobody writes XML in."""
_ALL_MARKS = tuple(mark for mark, _ in _MARKS)
_DOCUMENT_TYPE = compiled_later(rb"(?:\s++|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.DOTALL)


class UnknownEncoding(ValueError):
    """The encoding that a text says it is in."""


class DocumentType(ValueError):
    """A text has a document type, which may define entities."""


def as_utf8(content: bytes) -> bytes:
    """The text in UTF-8, without a byte order mark.

    Raises UnknownEncoding, DocumentType, or UnicodeError when the text is not in the encoding that it says.

    >>> as_utf8('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>'.encode("latin-1")).decode()
    '<a>é</a>'
    """
    encoding = _encoding(content)
    if encoding != "utf-8":
        text = content.decode(encoding)
        declaration = _DECLARATION.match(text)
        content = text[declaration.end() if declaration else 0 :].encode()
    if _DOCUMENT_TYPE.match(content):
        raise DocumentType
    return content


def _encoding(content: bytes) -> str:
    if content.startswith(_ALL_MARKS):
        found = next(encoding for mark, encoding in _MARKS if content.startswith(mark))
    else:
        declared = _DECLARED.match(content)
        name = declared[1].decode() if declared else "utf-8"
        found = _CODECS.get(name.lower(), "")
        if not found:
            raise UnknownEncoding(name)
    if not found:
        raise UnknownEncoding("UTF-32")
    return found
