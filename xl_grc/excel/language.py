"""The language of the Office that calls."""

from __future__ import annotations

import sys
from functools import cache

from xl_grc.text import LANGUAGES, texts

_INTERFACE = r"Software\Microsoft\Office\16.0\Common\LanguageResources"
_PRIMARY = 0x3FF
"""The bits of a Windows language number that tell the language from its region."""


@cache
def office_language() -> str:
    """The language of Office: on Windows the user's setting; elsewhere unknown, and the first of all.

    >>> office_language() in LANGUAGES
    True
    """
    number = _interface_number() & _PRIMARY
    return next((one for one in LANGUAGES if texts(one)["formats.windows_language"] == number), LANGUAGES[0])


def _interface_number() -> int:
    """The Windows language number of Office's interface, 0 when it cannot be known."""
    if sys.platform != "win32":
        return 0
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _INTERFACE) as key:
            return int(winreg.QueryValueEx(key, "UILanguage")[0])
    except (OSError, ValueError):
        return 0
