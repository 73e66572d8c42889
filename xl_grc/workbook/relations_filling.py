"""What a workbook of customer relations holds before anything is known: the words of the course, blanks to be typed."""

from __future__ import annotations

from datetime import date
from typing import Any

from xl_grc.tables.relations.image import SEEN
from xl_grc.tables.relations.loyalty import LEVERS, MEASURES, REASONS
from xl_grc.tables.relations.segments import PROPOSALS, action_numbers
from xl_grc.tables.relations.standing import SEGMENTS
from xl_grc.tables.relations_kind import RELATIONS
from xl_grc.text import Texts
from xl_grc.values import to_serial
from xl_grc.workbook.filling import fixed_keys

USUAL_INTERVAL, LOST_AFTER = 90.0, 365.0
"""Days, until sales tell others."""
YEARS, DISCOUNT_RATE = 3.0, 0.1
LISTED_LINES = 10_000
"""Lines left aside that are listed: as many as a reader can look through."""
ROWS_BY_HAND = 40
"""Rows with their formulas for customers who are typed in, beside the free rows of every workbook."""


def blank_columns(words: Texts) -> dict[str, list[Any]]:
    """The key and input columns of a workbook of nobody yet: what the sheets begin with, and blanks."""
    blank: dict[str, list[Any]] = {
        f"{table.name}.{column.key}": [""] * (len(table.keys) or RELATIONS.tables[table.name].rows)
        for table in RELATIONS.shapes.values()
        for column in table.columns
        if column.role != "computed"
    }
    blank |= {key: [""] * ROWS_BY_HAND for key in blank if key.startswith("Customers.")}
    keys = {key: list(values) for key, values in fixed_keys(RELATIONS).items()}
    return blank | keys | segment_words(words) | proposal_words(words) | care_columns(words)


def blank_names(as_of: date, words: Texts) -> dict[str, Any]:
    """The named inputs of a workbook of nobody yet."""
    return dict.fromkeys(RELATIONS.named_inputs, "") | {
        "AsOf": to_serial(as_of),
        "UsualInterval": USUAL_INTERVAL,
        "LostAfter": LOST_AFTER,
        "Currency": "€",
        "Vat": words["settings.net"],
        "Calculates": words["settings.live"],
        "Amounts": f"{words['summary.amounts_net']} €.",
        "Language": words.language,
        "Years": YEARS,
        "DiscountRate": DISCOUNT_RATE,
    }


def segment_words(words: Texts) -> dict[str, list[Any]]:
    """The names of the segments, the action that each is contacted for, and what to do."""
    numbers, groups = action_numbers(), list(PROPOSALS)
    return {
        "Segments.label": [words[f"segments.{segment}"] for segment in SEGMENTS],
        "Segments.action": [
            words[f"groups.{groups[numbers[segment] - 1]}"] if segment in numbers else "" for segment in SEGMENTS
        ],
        "Segments.what_to_do": [words[f"what_to_do.{segment}"] for segment in SEGMENTS],
    }


def proposal_words(words: Texts) -> dict[str, list[Any]]:
    """The actions proposed, and the short name of each."""
    return {
        "Proposals.action": [words[f"actions.{key}"] for key in PROPOSALS],
        "Proposals.group": [words[f"groups.{key}"] for key in PROPOSALS],
        "Proposals.response": [""] * len(PROPOSALS),
    }


def care_columns(words: Texts) -> dict[str, list[Any]]:
    """What the sheets for the whole year begin with: the image, the measures of loyalty, the levers, the reasons."""
    rows = {"Perception": len(SEEN), "Loyalty": len(MEASURES), "Reasons": len(REASONS), "Levers": len(LEVERS)}
    blank = {
        f"{name}.{column.key}": [""] * count
        for name, count in rows.items()
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
