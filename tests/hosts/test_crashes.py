"""An office is killed in the middle of a test, by a run of pytest inside the test."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hosts.libreoffice import require_libreoffice
from tests.proofs import WHOLE, variants

ROOT = Path(__file__).parents[2]
DEATHS = variants(1, 0, 2)
"""How often the office dies in a test: a second time is a failure."""
TEST = """
import os, signal
from pathlib import Path
import pytest
from tests.hosts.libreoffice import LibreOffice

@pytest.fixture(scope="session")
def office():
    with LibreOffice() as running:
        yield running

def kill(office):
    for status in Path("/proc").glob("[0-9]*/stat"):
        pid, name, _, _, group = status.read_text().replace("(", "").replace(")", "").split()[:5]
        if name == "soffice.bin" and int(group) == office._process.pid:
            os.kill(int(pid), signal.SIGKILL)

def shown(office):
    return office.formulas([{"cells": {"A1": 2}, "formula": "=A1*3"}])[0].value

@pytest.mark.parametrize("deaths", DEATHS)
def test_of_a_workbook(office, deaths):
    assert shown(office) == 6
    with open(f"{__file__}.{deaths}", "a") as attempts:
        attempts.write("x")
        if attempts.tell() <= deaths:
            kill(office)
    assert shown(office) == 6
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the office among the processes of Linux")
def test_a_test_whose_office_dies_is_run_again_once(tmp_path):
    require_libreoffice()
    path = tmp_path / "test_dying.py"
    path.write_text(TEST.replace("DEATHS", str(DEATHS)))
    options = ["-p", "tests.hosts.crashes", "-p", "no:cacheprovider", "--import-mode=importlib", "-n", "1"]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(path)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    tries = {deaths: len(Path(f"{path}.{deaths}").read_text()) for deaths in DEATHS}
    assert tries == {deaths: min(deaths, 1) + 1 for deaths in DEATHS}
    assert ("1 failed, 2 passed" if WHOLE else "1 passed") in ran.stdout
    _, told = ran.stdout.split("LibreOffice died, was started again, and the test was run again")
    again = [deaths for deaths in DEATHS if f"test_of_a_workbook[{deaths}]: open: LibreOffice is gone" in told]
    assert again == [deaths for deaths in DEATHS if deaths]
