"""By what a plan is known again: its reference or company, and its period."""

from __future__ import annotations

import hashlib

from xl_grc.plan.model import Plan


def plan_id(plan: Plan) -> str:
    """The identity of a plan: its reference, else its company, and its period."""
    identity = f"{plan.reference or plan.company}|{plan.start:%Y-%m}".casefold()
    return hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest()[:32]
