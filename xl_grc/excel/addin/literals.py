"""Words as VBA holds them: ASCII alone, on one line."""

from __future__ import annotations

import re

from xl_grc.patterns import compiled_later

_PIECE = compiled_later(r"[ -~]+|.", re.DOTALL)


def literal(text: str) -> str:
    """A text as a VBA expression.

    >>> print(literal('À "Pau" 1'))
    ChrW(192) & " ""Pau"" 1"
    """
    pieces = _PIECE.findall(text)
    quoted = (
        '"{}"'.format(piece.replace('"', '""')) if piece.isascii() and piece.isprintable() else f"ChrW({ord(piece)})"
        for piece in pieces
    )
    return " & ".join(quoted) or '""'
