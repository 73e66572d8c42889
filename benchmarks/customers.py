"""How fast sales lines become a workbook of customer relations, beside pandas reading the same file: `make bench`.

Targets: a million lines to the finished workbook in at most 2.5 times what pandas takes to read the file, dates parsed,
and to group it by customer, within 600 MB; ten thousand lines in less than 1.5 seconds from a cold start. Each run is a
process of its own; processor time is measured, libraries imported beforehand, so that other programs of the machine
weigh less, and both in turns. Medians are told.

With `--lines 800000 --customers 196000` a file of that size is read once instead, each of its customers buying in turn:
seconds, memory, and whether it was refused.
"""

from __future__ import annotations

import argparse
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
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
from xl_grc.errors import InputError
begin = time.process_time()
try:
    found = outcome_of([Path(sys.argv[1])], Options(date(2026, 11, 28)), Wanted(), lambda name: None)
    Path(sys.argv[2]).write_bytes(found.workbook)
    told = f"{found.analysis.customers:,} customers"
except InputError as refused:
    told = f"refused: {refused.problems[0].key}"
print(time.process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, told)
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


def by_lot(chance: random.Random, customers: int) -> Iterator[int]:
    """Customers, any of them each time."""
    while True:
        yield chance.randrange(customers)


def in_turn(chance: random.Random, customers: int) -> Iterator[int]:
    """Customers, each of them once before any comes again."""
    while True:
        yield from chance.sample(range(customers), customers)


def write_sales(path: Path, lines: int, customers: int | None = None) -> None:
    """Sales over five years, documents of one to three lines; by default of one customer for fourteen lines, drawn by
    lot."""
    chance = random.Random(7)
    buyers = by_lot(chance, max(lines // LINES_OF_A_CUSTOMER, 1)) if customers is None else in_turn(chance, customers)
    start = date(2021, 1, 1)
    with path.open("w", encoding="utf-8") as stream:
        stream.write("Facture;Date;Code client;Client;Produit;Montant HT\n")
        written = document = 0
        while written < lines:
            document += 1
            customer = next(buyers)
            day = f"{start + timedelta(days=chance.randrange(DAYS)):%d/%m/%Y}"
            for _ in range(min(chance.choice((1, 1, 2, 3)), lines - written)):
                amount = f"{chance.randrange(100, 30_000) / 100:.2f}".replace(".", ",")
                product = chance.randrange(PRODUCTS)
                stream.write(f"FA{document:07};{day};C{customer:06};Client {customer};P{product};{amount}\n")
                written += 1


def run(source: str, *arguments: Path) -> tuple[float, float, str]:
    """Seconds of processor time and megabytes of a run in a process of its own, and what it told."""
    done = subprocess.run(
        [sys.executable, "-c", source, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    seconds, megabytes, *told = done.stdout.split(" ", 2)
    return float(seconds), float(megabytes), "".join(told).strip()


def cold(path: Path, output: Path) -> float:
    """Seconds of the whole command from a cold start."""
    begin = time.perf_counter()
    command = [sys.executable, "-m", "xl_grc", "customers", str(path), "-o", str(output), "--force"]
    subprocess.run([*command, "--as-of", "2026-11-28"], cwd=ROOT, capture_output=True, check=True)
    return time.perf_counter() - begin


def measure_size(lines: int, customers: int) -> None:
    """Print the figures of one file."""
    with tempfile.TemporaryDirectory() as name:
        sales = Path(name) / "sales.csv"
        write_sales(sales, lines, customers)
        seconds, megabytes, told = run(OURS, sales, Path(name) / "relations.xlsx")
    print(f"{lines:,} lines, {told}: {seconds:.2f} s, {megabytes:.0f} MB")


def measure_all() -> None:
    """Print the figures of both targets."""
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


def main() -> None:
    """Print the figures asked for."""
    parser = argparse.ArgumentParser(description="Times the way from sales lines to the workbook of customers.")
    parser.add_argument("--lines", type=int, help="measure one file of so many lines")
    parser.add_argument("--customers", type=int, help="and of so many customers")
    asked = parser.parse_args()
    if (asked.lines is None) != (asked.customers is None):
        parser.error("--lines and --customers go together")
    if asked.lines is None:
        measure_all()
    else:
        measure_size(asked.lines, asked.customers)


if __name__ == "__main__":
    main()
