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


def shown_plan() -> Plan:
    """The plan of pictures and snapshots: a small company, some of everything."""
    actions = (
        Action(
            1,
            "Mailing postal avec relance téléphonique",
            "Gagner 50 clients",
            True,
            False,
            False,
            None,
            None,
            "Prospection",
            "Claire",
            "Haute",
            "done",
            1.0,
            "Prestataire routage",
            "Particuliers",
            "Gamme A",
            "Nord",
            "Courrier",
            (1, 2, 3),
            20000.0,
            200.0,
            100.0,
            None,
            0.5,
        ),
        Action(
            2,
            "E-mailing avec bon de réduction",
            "Gagner 50 clients",
            True,
            False,
            False,
            None,
            None,
            "Promotion",
            "Marc",
            "Moyenne",
            "in_progress",
            0.4,
            "Plateforme",
            "Clients",
            "Gamme B",
            "",
            "E-mail",
            (4, 5),
            8000.0,
            240.0,
            100.0,
            40.0,
            None,
        ),
        Action(
            3,
            "Salon de l'habitat",
            "Gagner 50 clients",
            False,
            True,
            False,
            9000.0,
            26000.0,
            "Prospection",
            "Claire",
            "Haute",
            "to_do",
            None,
            "Stand 12 m²",
            "Particuliers",
            "",
            "Lyon",
            "Salon",
            (9,),
            1200.0,
            65.0,
            400.0,
            None,
            0.45,
        ),
        Action(
            4,
            "Recruter 2 commerciaux",
            "Générer 200 000 € de chiffre d'affaires",
            False,
            True,
            False,
            35000.0,
            135000.0,
            "Commercialisation",
            "Direction",
            "Haute",
            "in_progress",
            0.2,
            "",
            "Entreprises",
            "",
            "",
            "Terrain",
            tuple(range(3, 13)),
            None,
            None,
            None,
            None,
            0.35,
        ),
        Action(
            5,
            "Carte de fidélité",
            "Fidéliser les clients",
            False,
            False,
            True,
            5000.0,
            None,
            "Fidélisation",
            "Marc",
            "Basse",
            "to_do",
            None,
            "",
            "Clients",
            "",
            "",
            "Magasin",
            (6, 7, 8, 9, 10, 11, 12),
        ),
        Action(
            6,
            "Campagne de prospectus",
            "Fidéliser les clients",
            False,
            False,
            True,
            3000.0,
            4000.0,
            "Publicité",
            "Marc",
            "Basse",
            "abandoned",
            None,
            "",
            "",
            "",
            "",
            "Terrain",
            (5,),
        ),
        Action(
            7,
            "Partenariat avec les agences",
            "Générer 200 000 € de chiffre d'affaires",
            False,
            False,
            True,
            5000.0,
            50000.0,
            "Commercialisation",
            "Direction",
            "Moyenne",
            "to_do",
            None,
            "",
            "",
            "",
            "",
            "Partenaires",
            (10, 11, 12),
            300.0,
            40.0,
            1250.0,
            None,
            0.3,
        ),
    )
    costs = (
        CostLine(1, "Mailing postal : impression", 20000.0, "exemplaire", 0.30),
        CostLine(1, "Mailing postal : affranchissement", 20000.0, "envoi", 0.35),
        CostLine(1, "Relance téléphonique : appels à l'unité", 1000.0, "appel", 2.0),
        CostLine(2, "E-mailing : création du message", 1.0, "forfait", 800.0),
        CostLine(2, "Remise accordée (bon de réduction)", None, "bon", 30.0),
    )
    events = (
        Event(date(2026, 1, 15), 1, 6200.0, None, 9000.0, 60.0, "Première vague"),
        Event(date(2026, 2, 20), 1, 7100.0, 9500.0, 11000.0, 95.0, ""),
        Event(date(2026, 4, 10), 2, 900.0, 8200.0, 4000.0, 82.0, ""),
        Event(date(2026, 4, 30), None, 450.0, None, None, None, "Frais divers"),
    )
    objectives = (
        Objective("Gagner 50 clients", "revenue", 60000.0, date(2026, 12, 31)),
        Objective("Générer 200 000 € de chiffre d'affaires", "revenue", 200000.0, date(2026, 12, 31)),
        Objective("Fidéliser les clients", "buyers", 300.0, date(2026, 12, 31)),
    )
    return Plan("Menuiserie Exemple", date(2026, 1, 1), actions, objectives, costs, events, "DOS-042")
