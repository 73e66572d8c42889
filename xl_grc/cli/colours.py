"""Colours for the eye of a person at a terminal; files, pipes and terminals that ask for none get plain text."""

from __future__ import annotations

import os
import sys
from typing import TextIO

BOLD, RED, YELLOW = "1", "31", "33"


def coloured(text: str, colour: str, stream: TextIO) -> str:
    """The text in a colour where the stream is a terminal that shows it; NO_COLOR and TERM=dumb ask for none.

    >>> from io import StringIO
    >>> coloured("erreur", RED, StringIO())
    'erreur'
    """
    return f"\x1b[{colour}m{text}\x1b[0m" if _shows_colours(stream) else text


def _shows_colours(stream: TextIO) -> bool:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not stream.isatty():
        return False
    return sys.platform != "win32" or "WT_SESSION" in os.environ  # the old console of Windows prints the codes
