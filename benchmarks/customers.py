"""How fast sales lines become a workbook of customer relations, beside pandas reading the same file: `make bench`.

Targets: a million lines to the finished workbook in at most 2.5 times what pandas takes to read the file, dates parsed,
and to group it by customer, within 600 MB; ten thousand lines in less than 1.5 seconds from a cold start. Each run is a
process of its own; processor time is measured, libraries imported beforehand, so that other programs of the machine
weigh less, and both in turns. Medians are told.
"""

from __future__ import annotations

import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parent.parent
LINES, FEW, ROUNDS = 1_000_000, 10_000, 5
LINES_OF_A_CUSTOMER, DAYS, PRODUCTS = 14, 1_826, 300

OURS = """
import resource, sys, time
from datetime import date
from pathlib import Path
import pyarrow.compute, pyarrow.csv
from xl_grc.customers import Options
from xl_grc.customers.outcome import Wanted, outcome_of
begin = time.process_time()
found = outcome_of([Path(sys.argv[1])], Options(date(2026, 11, 28)), Wanted(), lambda name: None)
Path(sys.argv[2]).write_bytes(found.workbook)
print(time.process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
PANDAS = """
import resource, sys, time
import pandas
begin = time.process_time()
sales = pandas.read_csv(sys.argv[1], sep=";", decimal=",", parse_dates=["Date"], dayfirst=True)
by_customer = sales.groupby("Code client").agg(
    first=("Date", "min"), last=("Date", "max"), purchases=("Facture", "nunique"), revenue=("Montant HT", "sum")
)
print(time.process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def write_sales(path: Path, lines: int) -> None:
    """Sales of one customer for fourteen lines, over five years, documents of one to three lines."""
    chance = random.Random(7)
    customers = max(lines // LINES_OF_A_CUSTOMER, 1)
    start = date(2021, 1, 1)
    with path.open("w", encoding="utf-8") as stream:
        stream.write("Facture;Date;Code client;Client;Produit;Montant HT\n")
        written = document = 0
        while written < lines:
            document += 1
            customer = chance.randrange(customers)
            day = f"{start + timedelta(days=chance.randrange(DAYS)):%d/%m/%Y}"
            for _ in range(min(chance.choice((1, 1, 2, 3)), lines - written)):
                amount = f"{chance.randrange(100, 30_000) / 100:.2f}".replace(".", ",")
                product = chance.randrange(PRODUCTS)
                stream.write(f"FA{document:07};{day};C{customer:06};Client {customer};P{product};{amount}\n")
                written += 1


def run(source: str, *arguments: Path) -> tuple[float, float]:
    """Seconds of processor time and megabytes of a run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", source, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    seconds, megabytes = map(float, done.stdout.split())
    return seconds, megabytes


def cold(path: Path, output: Path) -> float:
    """Seconds of the whole command from a cold start."""
    begin = time.perf_counter()
    command = [sys.executable, "-m", "xl_grc", "customers", str(path), "-o", str(output), "--force"]
    subprocess.run([*command, "--as-of", "2026-11-28"], cwd=ROOT, capture_output=True, check=True)
    return time.perf_counter() - begin


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        many, few, output = folder / "many.csv", folder / "few.csv", folder / "relations.xlsx"
        write_sales(many, LINES)
        write_sales(few, FEW)
        size = many.stat().st_size / 2**20
        rounds = [(run(OURS, many, output), run(PANDAS, many)) for _ in range(ROUNDS)]
        starts = [cold(few, output) for _ in range(ROUNDS)]
    ratio = statistics.median(ours[0] / theirs[0] for ours, theirs in rounds)
    memory = max(ours[1] for ours, _ in rounds)
    print(f"{platform.python_implementation()} {platform.python_version()}, {LINES:,} lines, {size:.0f} MB")
    print(f"  to the workbook {statistics.median(ours[0] for ours, _ in rounds):.2f} s, {memory:.0f} MB")
    print(f"  pandas: read, dates, groupby {statistics.median(theirs[0] for _, theirs in rounds):.2f} s")
    print(f"  ratio {ratio:.2f} (at most 2.5)")
    print(f"{FEW:,} lines, cold start: {statistics.median(starts):.2f} s (less than 1.5)")


if __name__ == "__main__":
    main()
