"""Plans made up for tests: always the same for the same seed."""

from __future__ import annotations

import random
from datetime import date

from xl_grc.plan.model import MEASURES, Action, CostLine, Event, Objective, Plan

OBJECTIVES = ("Gagner 10 ?", "a*", ">5", "=1+1", "Fidéliser")
STATUSES = ("to_do", "in_progress", "done", "abandoned", "", "En pause")


def some(chosen: random.Random, low: float, high: float, digits: int = 2) -> float | None:
    """A number, or nothing one time in four."""
    return None if chosen.random() < 0.25 else round(chosen.uniform(low, high), digits)


def some_action(no: int, chosen: random.Random) -> Action:
    """An action with some of its cells filled."""
    return Action(
        no=no,
        action=chosen.choice(("E-mailing", "Salon & foire", "=cmd", "+33 6 <b>", "Relance « été »", "Réseau"))
        + f" {no}",
        objective=chosen.choice((*OBJECTIVES, "GAGNER 10 ?", "")),
        short_term=chosen.random() < 0.3,
        expenses=some(chosen, 0, 20_000),
        revenue=some(chosen, 0, 50_000),
        type=chosen.choice(("Prospection", "Promotion", "")),
        owner=chosen.choice(("Lea", "Max", "")),
        status=chosen.choice(STATUSES),
        progress=some(chosen, 0, 1),
        months=tuple(sorted(chosen.sample(range(1, 13), chosen.randrange(0, 5)))),
        contacts=some(chosen, 0, 5_000, 0),
        buyers=some(chosen, 0, 300, 0),
        price=some(chosen, 0, 500),
        unit_cost_price=some(chosen, 0, 400),
        margin_rate=some(chosen, 0, 1),
    )


def some_plan(actions: int, seed: int, start: date = date(2026, 1, 1), details: bool = True) -> Plan:
    """A plan of so many actions; without `details` it has no cost lines and no tracking."""
    chosen = random.Random(seed)
    written = [some_action(no, chosen) for no in range(1, actions + 1)]
    lines = [
        CostLine(chosen.randint(1, actions), "Impression", some(chosen, 0, 900), "unité", some(chosen, 0, 9))
        for _ in range(actions if details else 0)
    ]
    events = [
        Event(
            date(start.year + chosen.randint(0, 1), chosen.randint(1, 12), chosen.randint(1, 28)),
            chosen.choice((None, chosen.randint(1, actions))),
            some(chosen, 0, 3_000),
            some(chosen, 0, 9_000),
            some(chosen, 0, 400, 0),
            some(chosen, 0, 40, 0),
            "note",
        )
        for _ in range(actions // 2 if details else 0)
    ]
    goals = [
        Objective(name, measure, some(chosen, 1, 90_000), start, some(chosen, 0, 99_000))
        for name, measure in zip(OBJECTIVES, MEASURES, strict=True)
    ]
    default_rate = some(chosen, 0, 1)
    return Plan(
        f"Essai {seed}",
        start,
        tuple(written),
        tuple(goals),
        tuple(lines),
        tuple(events),
        default_margin_rate=default_rate,
    )
