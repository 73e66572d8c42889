"""Where Excel starts add-ins from, and where xlwings looks for its settings, on each system."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from xl_grc.errors import InputError, Problem
from xl_grc.records import NamedTuple

NAME = "xl_grc"
FILE = f"{NAME}.xlam"
_MAC_STARTUP = "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"
_MAC_SETTINGS = "Library/Containers/com.microsoft.Excel/Data"
_MAC_SCRIPTS = "Library/Application Scripts/com.microsoft.Excel"


class AddinFiles(NamedTuple):
    """The files of an installed add-in."""

    addin: Path
    settings: Path
    interpreter_key: str
    script: Path | None = None
    """macOS: the script through which Excel may call Python."""


def places(platform: str, environment: Mapping[str, str], home: Path, xlwings: str) -> AddinFiles:
    """The files for a platform as `sys.platform` names it. Raises InputError on a system without Excel.

    >>> places("darwin", {}, Path("/Users/lea"), "0.37.8").settings.name
    'xl_grc.conf'
    """
    settings = f"{NAME}.conf"
    if platform == "win32":
        roaming = Path(environment.get("APPDATA") or home / "AppData" / "Roaming")
        startup = roaming / "Microsoft" / "Excel" / "XLSTART"
        return AddinFiles(startup / FILE, home / f".{NAME}" / settings, "INTERPRETER_WIN")
    if platform == "darwin":
        script = home / _MAC_SCRIPTS / f"xlwings-{xlwings}.applescript"
        return AddinFiles(home / _MAC_STARTUP / FILE, home / _MAC_SETTINGS / settings, "INTERPRETER_MAC", script)
    raise InputError([Problem.of("no_excel_here")])


def here(xlwings: str) -> AddinFiles:
    """The files on this system. Raises InputError when it has no Excel, or nobody's folder."""
    if sys.platform != "win32":
        return places(sys.platform, os.environ, Path.home(), xlwings)
    home = Path(os.environ.get("USERPROFILE", ""))  # where VBA looks
    if not home.is_absolute():
        raise InputError([Problem.of("no_user_folder")])
    return places(sys.platform, os.environ, home, xlwings)
