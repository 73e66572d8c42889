"""How many rounds a long proof takes: a hundredth in `make test`, all of them in `make proofs`."""

import os
from typing import TypeVar

T = TypeVar("T")
WHOLE = os.environ.get("XL_GRC_PROOFS") == "1"


def rounds(whole: int) -> int:
    """Of so many rounds those of this run."""
    return whole if WHOLE else max(whole // 100, 1)


def variants(*every: T) -> list[T]:
    """Of what differs in one respect the first one, and all in `make proofs`: the others go the same way."""
    return [*every] if WHOLE else [every[0]]
