"""What the functions cost over a million rows: `make bench`.

Ratios taken in turns in one run, medians: `xl_grc.ROI` over NumPy arrays against the bare expression, and against the
loop over cells that xlwings calls.
"""

from __future__ import annotations

import gc
import platform
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

import numpy as np
import pandas as pd
from timing import in_turns

from xl_grc import BREAKEVEN_UNITS, ROI
from xl_grc.excel import udfs

ROWS = 1_000_000
ROUNDS = 9
CELL_ROUNDS = 3
TARGETS = {"ROI": 20, "BREAKEVEN_UNITS": 8}
TARGET_CELLS = 20


def main() -> None:
    """Print the ratios."""
    gc.disable()
    chosen = np.random.default_rng(18)
    margins, costs = chosen.uniform(0, 1e4, (2, ROWS))
    rates, prices = chosen.uniform(0.01, 1, ROWS), chosen.uniform(1, 100, ROWS)
    print(f"Python {platform.python_version()}, NumPy {np.__version__}, pandas {pd.__version__}, {ROWS:,} rows")
    told("ROI", lambda: margins / costs, lambda: ROI(margins, costs))
    told(
        "BREAKEVEN_UNITS",
        lambda: np.ceil(np.round(costs / rates / prices, 6)),
        lambda: BREAKEVEN_UNITS(costs, rates, prices),
    )
    series = pd.Series(margins), pd.Series(costs)
    told("ROI", lambda: series[0] / series[1], lambda: ROI(*series), "Series")
    cells = [[[number] for number in column.tolist()] for column in (margins, costs)]
    looped, found = in_turns(CELL_ROUNDS, lambda: udfs.ROI(*cells), lambda: ROI(margins, costs))
    print(f"ROI over cells {looped * 1e3:.0f} ms, {looped / found:.0f} x (target at least {TARGET_CELLS})")


def told(name: str, bare: Callable[[], Any], ours: Callable[[], Any], kind: str = "arrays") -> None:
    """Print one ratio."""
    expression, function = in_turns(ROUNDS, bare, ours)
    print(
        f"{name:16} {kind:7} bare {expression * 1e3:5.1f} ms, function {function * 1e3:5.1f} ms, "
        f"{function / expression:4.1f} x (target at most {TARGETS[name]})"
    )


if __name__ == "__main__":
    main()
