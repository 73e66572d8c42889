"""What the layer between Excel and a body costs: `make bench`.

Two ratios for each function that answers for one row, taken in turns in one run: a call with values against the bare
body, and ranges of 100,000 rows against a plain Python loop over the body. The medians are printed.
"""

from __future__ import annotations

import gc
import platform
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from timing import in_turns

from xl_grc.excel import udfs
from xl_grc.functions.catalogue import FUNCTIONS
from xl_grc.functions.function import Function

ROWS = 100_000
CALLS = 20_000
ROUNDS = 9
TARGET_MICROSECONDS, TARGET_RATIO = 3.0, 1.3


def main() -> None:
    """Print the table."""
    gc.disable()
    print(f"Python {platform.python_version()}, {platform.machine()}, {ROWS:,} rows, median of {ROUNDS} rounds")
    print(f"{'function':20} {'body':>8} {'udf':>8} {'more':>8}   {'loop':>9} {'udf':>9} {'ratio':>6}")
    worst_call = worst_ratio = 0.0
    for name, function in FUNCTIONS.items():
        if not function.over_ranges:
            call, ratio = measured(function, getattr(udfs, name))
            worst_call, worst_ratio = max(worst_call, call), max(worst_ratio, ratio)
    print(f"worst: {worst_call:.2f} us more a call (target {TARGET_MICROSECONDS:g}),", end=" ")
    print(f"{worst_ratio:.2f} x the loop (target {TARGET_RATIO:g})")


def measured(function: Function, udf: Callable[..., Any]) -> tuple[float, float]:
    """Microseconds more a call, and the ratio over ranges."""
    values = [float(value) if isinstance(value, int) else value for value in function.examples[0].arguments]
    body, loop = function.body, plain_loop(function, len(values))
    chosen = random.Random(function.name)
    columns = [[[varied(value, chosen)] for _ in range(ROWS)] for value in values]
    bare, called = in_turns(ROUNDS, lambda: repeated(body, values), lambda: repeated(udf, values))
    looped, ranged = in_turns(ROUNDS, lambda: loop(*columns), lambda: udf(*columns))
    bare, called = bare / CALLS * 1e6, called / CALLS * 1e6
    print(
        f"{function.name:20} {bare:5.2f} us {called:5.2f} us {called - bare:5.2f} us "
        f"{looped * 1e3:7.1f} ms {ranged * 1e3:6.1f} ms {ranged / looped:6.2f}"
    )
    return called - bare, ranged / looped


def plain_loop(function: Function, count: int) -> Callable[..., Any]:
    """What one would write: `for (margin,), (cost,) in zip(...): results.append([body(margin, cost)])`."""
    names = [parameter.name for parameter in function.parameters][:count]
    source = (
        f"def loop({', '.join(names)}):\n"
        "    results = []\n"
        f"    for {', '.join(f'({name},)' for name in names)}, in zip({', '.join(names)}):\n"
        f"        results.append([body({', '.join(names)})])\n"
        "    return results\n"
    )
    scope: dict[str, Any] = {"body": function.body}
    exec(source, scope)
    return scope["loop"]


def varied(value: Any, chosen: random.Random) -> Any:
    """A number near `value`; a text as it is."""
    return value * chosen.uniform(0.99, 1) if isinstance(value, float) else value


def repeated(call: Callable[..., Any], values: list[Any]) -> None:
    """Many calls."""
    for _ in range(CALLS):
        call(*values)


if __name__ == "__main__":
    main()
