"""How many rounds a long proof takes: all of them in `make proofs`, a hundredth in `make test`, few in `make quick`."""

import os
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")
QUICK = 1000
PART = {"1": 1, "0": QUICK}.get(os.environ.get("XL_GRC_PROOFS", ""), 100)
"""One of so many rounds is taken."""
WHOLE = PART == 1
EXAMPLES = {1: 100, 100: 20, QUICK: 5}[PART]
"""How often a property is tried that asks for no number of its own."""


def rounds(whole: int) -> int:
    """Of so many rounds those of this run."""
    return max(whole // PART, 1)


def share(every: Iterable[T]) -> list[T]:
    """Of cases that take long and go much the same way every third in `make quick`, all of them otherwise."""
    return [*every][:: 3 if PART == QUICK else 1]


def variants(*every: T) -> list[T]:
    """Of what differs in one respect the first one, and all in `make proofs`: the others go the same way."""
    return [*every] if WHOLE else [every[0]]
