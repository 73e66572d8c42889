"""The sales of CDNOW (69,659 lines of 23,570 customers, 1997 and 1998), a public file that PyPI `lifetimes` ships."""

from __future__ import annotations

import os
from datetime import date
from functools import cache
from importlib.metadata import PackageNotFoundError, files

import pytest

LINES = 69_659


@cache
def sales():
    """(customer, day, cents) line by line. Skips the test where the file cannot be had, fails it under CI=true."""
    try:
        (path,) = (file for file in files("lifetimes") or () if file.name == "CDNOW_master.txt")
    except (PackageNotFoundError, ValueError):
        why = "CDNOW: pip install --no-deps lifetimes==0.11.3"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(why)
    lines = [line.split() for line in path.read_text().splitlines()[1:] if line.strip("\x1a \r\n")]
    return [
        (customer, date(int(day[:4]), int(day[4:6]), int(day[6:])), round(float(amount) * 100))
        for customer, day, _, amount in lines
    ]


def csv_text():
    """The lines as a French program exports them."""
    rows = (f"{customer};{day:%d/%m/%Y};{cents / 100:.2f}".replace(".", ",") for customer, day, cents in sales())
    return "\r\n".join(["Code client;Date;Montant HT", *rows, ""])
