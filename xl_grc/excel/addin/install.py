"""Puts the add-in where Excel starts it, and takes it away again."""

from __future__ import annotations

import contextlib
from importlib.metadata import version
from pathlib import Path

from xl_grc.errors import InputError, Problem
from xl_grc.excel.addin.build import build
from xl_grc.excel.addin.places import NAME, AddinFiles, here
from xl_grc.excel.addin.settings import BROUGHT, own_settings, parsed, with_own, without_own
from xl_grc.excel.addin.xlwings_source import of_xlwings
from xl_grc.files.writing import keep_copy, write_atomically


def install(target: AddinFiles | None = None) -> AddinFiles:
    """Build the add-in and write it with its settings, beside those of the user's own; the file as it was is kept.

    Raises InputError; an add-in in use stays as it is.
    """
    target = target or here(version("xlwings"))
    addin, settings = build(), settings_of(target)
    _write(target.addin, addin)
    if target.script is not None:
        _write(target.script, of_xlwings(target.script.name).read_bytes())
    if _content(target.settings) != settings:
        if target.settings.exists():
            keep_copy(target.settings)
        _write(target.settings, settings)
    return target


def remove(target: AddinFiles | None = None) -> list[Path]:
    """Take away the add-in and all that came with it; returns what was there. The user's own settings stay.

    Raises InputError when Excel holds the add-in.
    """
    target = target or here(version("xlwings"))
    settings = _content(target.settings)
    found = [target.addin] if target.addin.exists() else []
    if target.script is not None and target.script.name == parsed(settings).get(BROUGHT):
        found += [target.script] if target.script.exists() else []
    try:
        for path in found:
            path.unlink()
        if settings:
            found += _remove_settings(target.settings, without_own(settings))
    except OSError:
        raise _in_use(target.addin) from None
    return found


def _remove_settings(path: Path, rest: bytes) -> list[Path]:
    """Take our keys away, and a file and a folder that hold nothing else. Raises OSError."""
    if rest == path.read_bytes():
        return []
    if rest:
        write_atomically(path, rest)
        return [path]
    path.unlink()
    if path.parent.name == f".{NAME}":  # the folder that we made
        with contextlib.suppress(OSError):  # it holds something of the user's
            path.parent.rmdir()
    return [path]


def settings_of(target: AddinFiles) -> bytes:
    """The settings for the Python that runs now, with the user's own. Raises InputError when they cannot be written."""
    there = _content(target.settings)
    brought = ""
    if target.script is not None and (not target.script.exists() or BROUGHT in parsed(there)):
        brought = target.script.name
    return with_own(there, own_settings(target.interpreter_key, brought))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)
        mark_of_internet(path).unlink(missing_ok=True)
    except OSError:
        raise _in_use(path) from None


def mark_of_internet(path: Path) -> Path:
    """Where Windows notes that a file came from the internet; Excel then runs nothing of it."""
    return Path(f"{path}:Zone.Identifier")


def _in_use(path: Path) -> InputError:
    return InputError([Problem.of("addin_in_use", file=path)])
