"""What may keep the add-in from working, and the one command that mends each."""

from __future__ import annotations

import contextlib
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from xl_grc.errors import InputError
from xl_grc.excel.addin.build import build
from xl_grc.excel.addin.install import mark_of_internet, settings_of
from xl_grc.excel.addin.places import AddinFiles, here
from xl_grc.records import NamedTuple
from xl_grc.tables.shape import SCHEMA_VERSION


class Diagnosis(NamedTuple):
    """One thing looked at: `check` and `text` are keys of the text files."""

    check: str
    well: bool
    text: str
    values: dict[str, object]


def examine(target: AddinFiles | None = None) -> Iterator[Diagnosis]:
    """Look at everything, whatever is missing."""
    yield _found("python", "python_found", version=platform.python_version(), path=sys.executable)
    yield _found("xlwings", "xlwings_found", version=version("xlwings"))
    yield _found("structure", "structure_known", version=SCHEMA_VERSION)
    try:
        yield _found("builder", "builder_found", version=version("pyOpenVBA"))
    except PackageNotFoundError:
        yield _wrong("builder", "builder_missing")
    try:
        target = target or here(version("xlwings"))
    except InputError:
        yield _wrong("excel", "excel_missing")
        return
    if sys.platform == "win32":  # pragma: no cover  # only there
        yield from _windows()
        yield _trust()
    yield _folder(target)
    yield from _addin(target)
    yield _settings(target)
    if target.script is not None:
        found = target.script.exists()
        yield _found("script", "script_found", path=target.script) if found else _wrong("script", "script_missing")


def _found(check: str, text: str, **values: object) -> Diagnosis:
    return Diagnosis(check, True, text, values)


def _wrong(check: str, text: str, **values: object) -> Diagnosis:
    return Diagnosis(check, False, text, values)


def _addin(target: AddinFiles) -> Iterator[Diagnosis]:
    """The add-in is there, made of the versions that are installed, and not blocked."""
    if not target.addin.exists():
        yield _wrong("file", "file_missing")
        return
    try:
        outdated = target.addin.read_bytes() != build()
    except InputError:  # the builder is missing: that was told
        outdated = False
    finding = _wrong if outdated else _found
    yield finding("file", "file_outdated" if outdated else "file_found", path=target.addin)
    blocked = is_blocked(target.addin)
    yield _wrong("blocked", "blocked_yes") if blocked else _found("blocked", "blocked_no")


def is_blocked(path: Path) -> bool:
    """Whether Windows keeps a mark that the file came from the internet."""
    return sys.platform == "win32" and mark_of_internet(path).exists()


def _settings(target: AddinFiles) -> Diagnosis:
    try:
        right = target.settings.read_bytes() == settings_of(target)
    except (OSError, InputError):
        right = False
    return _found("settings", "settings_found", path=target.settings) if right else _wrong("settings", "settings_wrong")


def _folder(target: AddinFiles) -> Diagnosis:
    synced = any(part.casefold().startswith("onedrive") for part in target.addin.parts)
    return _wrong("folder", "folder_synced") if synced else _found("folder", "folder_local")


def _windows() -> Iterator[Diagnosis]:  # pragma: no cover  # only there
    """The library that xlwings' VBA loads stands beside Python; Excel, and whether it has 32 or 64 bits."""
    bits = _excel_bits()
    yield _found("excel", "excel_found", bits=bits) if bits else _wrong("excel", "excel_missing")
    name = f"xlwings{bits or 64}-{version('xlwings')}.dll"
    folders = (Path(sys.executable).parent, Path(sys.executable).parent.parent)
    path = next((folder / name for folder in folders if (folder / name).exists()), None)
    if path is None:
        yield _wrong("library", "library_missing", name=name)
    else:
        yield _found("library", "library_found", path=path)


def _trust() -> Diagnosis:  # pragma: no cover  # only on Windows
    """Excel trusts its startup folder, unless someone switched all trusted folders off."""
    disabled = 0
    if sys.platform == "win32":
        import winreg

        key = r"Software\Microsoft\Office\16.0\Excel\Security\Trusted Locations"
        with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as settings:
            disabled = int(winreg.QueryValueEx(settings, "AllLocationsDisabled")[0])
    return _wrong("trust", "trust_disabled") if disabled else _found("trust", "trust_found")


def _excel_bits() -> int:  # pragma: no cover  # only on Windows
    """32 or 64, 0 without Excel; told by the kind of its program file."""
    if sys.platform != "win32":
        return 0
    import winreg

    key = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
    try:
        program = Path(winreg.QueryValue(winreg.HKEY_LOCAL_MACHINE, key).strip('"'))
        with program.open("rb") as file:
            start = file.read(4096)
    except OSError:
        return 0
    header = int.from_bytes(start[60:64], "little")
    return 64 if start[header + 4 : header + 6] == b"\x64\x86" else 32
