"""What the sheets for the whole year begin with: the image, the measures of loyalty, the reasons and the levers."""

from __future__ import annotations

from typing import Any

from xl_grc.tables.relations.image import SEEN
from xl_grc.tables.relations.loyalty import LEVERS, MEASURES, REASONS
from xl_grc.tables.relations_kind import RELATIONS
from xl_grc.text import Texts

_TABLES = {"Perception": len(SEEN), "Loyalty": len(MEASURES), "Reasons": len(REASONS), "Levers": len(LEVERS)}


def care_columns(words: Texts) -> dict[str, list[Any]]:
    """The input columns of these sheets: the words of the course, and blanks for what is to be typed."""
    blank = {
        f"{name}.{column.key}": [""] * rows
        for name, rows in _TABLES.items()
        for column in RELATIONS.shapes[name].columns
        if column.role == "input"
    }
    return blank | {
        "Perception.stage": [words[f"stages.{stage}"] for stage, _ in SEEN.values()],
        "Perception.sees": [words[f"seen.{key}"] for key in SEEN],
        "Perception.side": [words[f"sides.{side}"] for _, side in SEEN.values()],
        "Loyalty.measure": [words[f"loyalty_measures.{key}"] for key in MEASURES],
        "Reasons.reason": [words[f"loyalty_reasons.{key}"] for key in REASONS],
        "Reasons.measure": [words[f"reason_measures.{key}"] for key in REASONS],
        "Levers.lever": [words[f"levers.{key}"] for key in LEVERS],
        "Levers.unit": [words[f"lever_units.{key}"] for key in LEVERS],
    }
