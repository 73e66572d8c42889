"""`python -m xl_grc.functions`: rebuild the reference in docs/ and the stub of the functions for Python."""

from __future__ import annotations

from pathlib import Path

from xl_grc.functions.arrays.stub import STUB, stub
from xl_grc.functions.reference import reference
from xl_grc.text import LANGUAGES, texts

if __name__ == "__main__":
    for language in LANGUAGES:
        path = Path("docs", f"functions_{language}.md")
        path.write_text(reference(texts(language)), encoding="utf-8")
    STUB.write_text(stub(), encoding="utf-8")
