"""Does what docs/adding.md shows, in a copy of the sources."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "adding.md"
_BLOCK = re.compile(r"^```diff (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Change(NamedTuple):
    """Lines of a file, and what they become; without lines it is a new file."""

    path: str
    before: str
    after: str

    def make(self, folder: Path) -> None:
        """Change the file in a folder. The lines stand in it exactly once."""
        file = folder / self.path
        text = file.read_text(encoding="utf-8") if self.before else self.before
        assert not self.before or text.count(self.before) == 1, f"{self.path} has not once:\n{self.before}"
        file.write_text(text.replace(self.before, self.after) if self.before else self.after, encoding="utf-8")


def walk(title: str) -> list[Change]:
    """The changes of a section of the page, in their order."""
    section = PAGE.read_text(encoding="utf-8").split(f"\n## {title}\n")[1].split("\n## ")[0]
    return [change for path, block in _BLOCK.findall(section) for change in _changes(path, block)]


def _changes(path: str, block: str) -> Iterator[Change]:
    for hunk in block.split("@@\n"):
        lines = hunk.splitlines(keepends=True)
        yield Change(
            path,
            "".join(line[1:] for line in lines if line[0] != "+"),
            "".join(line[1:] for line in lines if line[0] != "-"),
        )


def copy(folder: Path) -> Path:
    """A copy of the sources and of the tests that a walk touches."""
    hidden = shutil.ignore_patterns("__pycache__")
    for name in ("xl_grc", "templates", "docs", "tests"):
        kept = shutil.ignore_patterns("__pycache__", "pictures", "golden") if name in ("docs", "tests") else hidden
        shutil.copytree(ROOT / name, folder / name, ignore=kept)
    return folder
