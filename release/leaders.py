"""The ZIP for leaders, who have a spreadsheet and nothing else: `python -m release.leaders DIR` writes it.

It holds empty plans, the course's examples, the table to fill in, empty workbooks of customer relations, and a page to
read first. The day of all of it is the day of the version, so the same sources give the same bytes.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from xl_grc import __version__
from xl_grc.cli import main

ROOT = Path(__file__).parent.parent
PAGES = {"Lisez-moi.html": "fr.html", "english/Read me.html": "en.html"}
"""The pages to read first, and where they come from in docs/leaders."""
WORKBOOKS = {
    "Plan vide.xlsx": ["new", "--lang", "fr"],
    "english/Empty plan.xlsx": ["new", "--lang", "en"],
    "Relation clients.xlsx": ["customers", "--lang", "fr"],
    "english/Customer relations.xlsx": ["customers", "--lang", "en"],
}
"""The empty workbooks, and the commands that write them."""
EXAMPLES = "exemples"
TABLE = "Tableau d'actions.xlsx"


def day_of_the_version() -> date:
    """The day on which this version was finished, as the change log says. Raises ValueError when it does not."""
    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {re.escape(__version__)} \((\d{{4}}-\d\d-\d\d)\)$", log, re.MULTILINE)
    if found is None:
        raise ValueError(f"CHANGELOG.md has no line: ## {__version__} (YYYY-MM-DD)")
    return date.fromisoformat(found[1])


def make_files(folder: Path, day: date) -> None:
    """Write all that the ZIP holds into a folder."""
    (folder / "english").mkdir(parents=True)
    for name, source in PAGES.items():
        (folder / name).write_bytes((ROOT / "docs" / "leaders" / source).read_bytes())
    for name, command in WORKBOOKS.items():
        _run([*command, "-o", str(folder / name), "--as-of", str(day)])
    _run(["demo", str(folder / EXAMPLES), "--as-of", str(day)])
    (folder / TABLE).write_bytes((ROOT / "templates" / "modele_saisie.xlsx").read_bytes())


def _run(command: list[str]) -> None:
    """A command without what it tells. Raises RuntimeError when it refuses something."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
        if main(command):
            raise RuntimeError(" ".join(command))


def pack(folder: Path, day: date, target: Path) -> None:
    """Pack a folder into a ZIP whose bytes depend on nothing but what is in the folder, and the day."""
    with zipfile.ZipFile(target, "w") as archive:
        for path in _files(folder):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, path.read_bytes())


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def write_leaders_zip(directory: Path) -> Path:
    """Write the ZIP into a directory; returns its path."""
    day = day_of_the_version()
    target = directory / f"plan-action-commerciale-{__version__}.zip"
    directory.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        make_files(Path(folder), day)
        pack(Path(folder), day, target)
    return target


if __name__ == "__main__":
    sys.stdout.write(f"{write_leaders_zip(Path(sys.argv[1]))}\n")
