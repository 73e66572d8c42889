"""`python -m tests.security [PART...]`: every part of the hunt with all its rounds; exit code 1 for any fault."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.security import at_once, kills, mutants, packages, signals
from tests.security.advisories import DATABASE, advisories, pinned
from tests.security.hunt import Hunt, english

PARTS = {
    "packages": lambda folder: packages.hunt(200, folder),
    "mutants": lambda folder: mutants.hunt(3_000, folder),
    "kills": lambda folder: kills.hunt(250, folder),
    "signals": lambda folder: signals.hunt(150, folder),
    "at_once": lambda folder: at_once.hunt(20, folder),
}


def tell_advisories() -> bool:
    """Print what advisories say of the lock file; whether they say nothing."""
    known = advisories()
    if known is None:
        print(f"advisories: {DATABASE or 'no database'} was not reached; {len(pinned())} pinned versions not compared")
        return True
    print(f"advisories: {len(pinned())} pinned versions, {len(known)} with an advisory")
    for line in known:
        print(f"    {line}")
    return not known


def run(names: list[str]) -> int:
    """Hunt; prints the counts of each part."""
    english()
    sound = tell_advisories() if not names else True
    for name in names or PARTS:
        begun = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="hunt-") as folder:
            found: Hunt = PARTS[name](Path(folder))
        print("\n".join(found.lines()), f"({time.monotonic() - begun:.0f} s)", flush=True)
        sound = sound and found.sound
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
