"""The garbage collector while thousands of rows come and go."""

from __future__ import annotations

import gc


def calm() -> None:
    """Let the garbage collector leave alone what is loaded, and look less often at thousands of short-lived rows.

    What little of the loaded is garbage stays: to look for it takes longer than a plan.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
