"""`python -m xl_grc.cli`: rebuild the reference of the command line in docs/."""

from __future__ import annotations

from pathlib import Path

from xl_grc.cli.reference import reference
from xl_grc.text import LANGUAGES, texts

if __name__ == "__main__":
    for language in LANGUAGES:
        Path("docs", f"commands_{language}.md").write_text(reference(texts(language)), encoding="utf-8")
