"""Which remarks of a row mean which of its cells: what colours them, what lights, and what tells them read this."""

from __future__ import annotations

from collections.abc import Mapping

_LABELS = {"unknown_action": "action", "dragged": "action"}
REMARKED: Mapping[str, Mapping[str, str]] = {
    "Actions": {
        "status_unknown": "status",
        "no_number": "no",
        "number_twice": "no",
        "twice": "action",
        "objective_unknown": "objective",
    },
    "Costs": _LABELS,
    "Tracking": _LABELS,
}
"""By table: the remarks on what is wrong, and the column whose cell each of them means."""
