"""Sales made up for these tests, by chance but always the same."""

from __future__ import annotations

import random
from datetime import date, timedelta

START = date(2023, 1, 1)
NAMES = ("Durand", "Martin", "Petit", "Lefèvre", "Moreau", "Garnier", "Roux", "Faure", "Blanc", "Chevalier")


def some_sales(customers, seed=3):
    """The CSV text of the sales of so many customers over three and a half years: some buy once, some keep a rhythm."""
    chance = random.Random(seed)
    rows = ["N° facture;Date;Code client;Nom client;Produit;Montant HT"]
    for customer in range(customers):
        day, every = chance.randrange(900), chance.choice((20, 35, 60, 90))
        for _ in range(chance.choice((1, 1, 2, 4, 8, 15))):
            day += max(1, round(chance.gauss(every, 8)))
            if day > 1240:
                break
            name = f"{NAMES[customer % len(NAMES)]} {customer // len(NAMES) or ''}".strip()
            amount = f"{chance.randrange(2_000, 60_000) / 100:.2f}".replace(".", ",")
            when = f"{START + timedelta(days=day):%d/%m/%Y}"
            rows.append(f"F{len(rows):05d};{when};C{customer:04d};{name};P{chance.randrange(4)};{amount}")
    return "\n".join(rows)
