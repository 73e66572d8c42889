"""Regular expressions that are compiled when they are first used: a command waits for none that it does not need."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def compiled_later(written: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, as far as its methods go.

    >>> compiled_later("[0-9]+").findall("1 to 12")
    ['1', '12']
    """
    return cast("re.Pattern[AnyStr]", _Uncompiled(written, flags))


class _Uncompiled:
    """Stands for a pattern: its methods, once asked for, are those of the compiled one."""

    def __init__(self, *written: Any) -> None:
        self._written = written

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(*self._written), name)
        setattr(self, name, method)
        return method
