"""How many rounds a long proof takes: a hundredth in `make test`, all of them in `make proofs`."""

import os

WHOLE = os.environ.get("XL_GRC_PROOFS") == "1"


def rounds(whole: int) -> int:
    """Of so many rounds those of this run."""
    return whole if WHOLE else max(whole // 100, 1)
