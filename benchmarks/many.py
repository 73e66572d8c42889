"""A hundred thousand plans in one run, checked by sampling: `make many`. It needs some 8 GB of disk for a while.

Prints the rate and the largest memory of the parent and of a worker; ends with an error when anything is missing.
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

_SAMPLES = 200


def main() -> None:
    """Write, sample, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=100_000)
    parser.add_argument("--actions", type=int, default=5)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        source, out = Path(name, "table.csv"), Path(name, "out")
        write_table(source, options.plans, options.actions)
        command = [sys.executable, "-m", "xl_grc", "batch", str(source), "-o", str(out)]
        command += ["--as-of", AS_OF.isoformat(), "--workers", str(options.workers)]
        begin = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
        seconds = time.perf_counter() - begin
        print(done.stdout, done.stderr, sep="")
        if done.returncode:
            sys.exit(1)
        check(out, options.plans)
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{options.plans / seconds:.0f} plans a second; the largest of the processes took {largest:.0f} MB")


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
