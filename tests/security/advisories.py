"""The pinned versions against published advisories, where the database of them can be reached."""

from __future__ import annotations

import json
import os
import re
import urllib.request
from pathlib import Path

LOCK = Path(__file__).parents[2] / "requirements-dev.txt"
DATABASE = os.environ.get("XL_GRC_ADVISORIES", "https://api.osv.dev/v1/querybatch")
"""Where advisories are asked for; "" asks nobody."""
_PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;]+)", re.MULTILINE)


def pinned() -> list[tuple[str, str]]:
    """Name and version of every package in the lock file."""
    return _PINNED.findall(LOCK.read_text(encoding="utf-8"))


def advisories() -> list[str] | None:
    """One line for each package with an advisory; None when nobody answers."""
    packages = pinned()
    queries = [{"package": {"name": name, "ecosystem": "PyPI"}, "version": version} for name, version in packages]
    asked = urllib.request.Request(
        DATABASE, json.dumps({"queries": queries}).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(asked, timeout=20) as answered:
            results = json.load(answered)["results"]
    except (OSError, ValueError, KeyError):
        return None
    found = zip(packages, results, strict=True)
    return [
        f"{name} {version}: {', '.join(one['id'] for one in result['vulns'])}"
        for (name, version), result in found
        if result.get("vulns")
    ]
