"""A hundred thousand plans in one run, checked by sampling: `make many`. It needs some 8 GB of disk for a while.

Prints the rate and the largest memory of the parent and of a worker; ends with an error when anything is missing. With
`--collect` the plans are collected again, and the summary must hold each of them.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.batch import AS_OF, write_table
from tests.reading import named
from xl_grc.ooxml.book import Book

_SAMPLES = 200


def main() -> None:
    """Write, sample, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=100_000)
    parser.add_argument("--actions", type=int, default=5)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--collect", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        source, out = Path(name, "table.csv"), Path(name, "out")
        write_table(source, options.plans, options.actions)
        workers = ["--workers", str(options.workers)]
        run("batch", str(source), "-o", str(out), *workers, plans=options.plans)
        check(out, options.plans)
        if options.collect:
            found = Path(name, "found.xlsx")
            run("collect", str(out), "-o", str(found), *workers, plans=options.plans)
            actions = Book(found.read_bytes(), found.name).tables[3].shape
            assert actions.place.bottom - actions.place.top == options.plans * options.actions, actions
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"the largest of the processes took {largest:.0f} MB")


def run(*words: str, plans: int) -> None:
    """Run a command, and tell its rate."""
    begin = time.perf_counter()
    command = [sys.executable, "-m", "xl_grc", *words, "--as-of", AS_OF.isoformat()]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    seconds = time.perf_counter() - begin
    print(done.stdout[-2_000:], done.stderr[-2_000:], sep="")
    if done.returncode:
        sys.exit(1)
    print(f"{words[0]}: {plans / seconds:.0f} plans a second")


def check(out: Path, plans: int) -> None:
    """Every file is there; some are opened and name their company."""
    found = sorted(path.name for path in out.glob("*.xlsx"))
    assert len(found) == plans, len(found)
    for name in random.Random(1).sample(found, min(_SAMPLES, plans)):
        with zipfile.ZipFile(out / name) as package:
            assert package.testzip() is None, name
        assert named(out / name, "Company") == name.removesuffix(".xlsx"), name
    print(f"{min(_SAMPLES, plans)} files opened: whole, each under its company's name")


if __name__ == "__main__":
    main()
