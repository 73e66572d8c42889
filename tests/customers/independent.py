"""The figures of customer relations worked out once more, apart from the product: plain Python, one customer after the
other, fractions where the product has floats. It knows purchases alone, without credit notes.
"""

from __future__ import annotations

import math
from calendar import monthrange
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from statistics import median


def edate(day, months):
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def percentile_inc(values, share):
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


class Figures:
    """`sales` are (customer, day, cents), a purchase for each customer and day."""

    def __init__(self, sales, as_of):
        self.as_of = as_of
        self.baskets = defaultdict(int)
        for customer, day, cents in sales:
            if day <= as_of:
                self.baskets[customer, day] += cents
        self.bought = defaultdict(dict)
        for (customer, day), cents in self.baskets.items():
            if cents > 0:
                self.bought[customer][day] = cents
        self.money = defaultdict(int)
        for (customer, _), cents in self.baskets.items():
            self.money[customer] += cents
        self.start = min(day for (_, day) in self.baskets)
        gaps = []
        for days in self.bought.values():
            ordered = sorted(days)
            gaps += [(later - earlier).days for earlier, later in pairwise(ordered)]
        self.gaps = gaps
        enough = len(gaps) >= 20
        self.usual = Fraction(median(gaps)) if enough else Fraction(90)
        self.lost = percentile_inc(gaps, Fraction(9, 10)) if enough else Fraction(365)

    def recency(self, customer):
        return (self.as_of - max(self.bought[customer])).days

    def rhythm(self, customer):
        days = self.bought[customer]
        return Fraction((max(days) - min(days)).days, len(days) - 1) if len(days) > 1 else None

    def lapsed(self, customer):
        rhythm, recency = self.rhythm(customer), self.recency(customer)
        return recency > self.lost and (rhythm is None or recency > 3 * rhythm)

    def late(self, customer):
        rhythm, recency = self.rhythm(customer), self.recency(customer)
        return rhythm is not None and not self.lapsed(customer) and recency > rhythm * 3 / 2 and recency > self.usual

    def scores(self):
        customers = list(self.bought)
        measures = (
            {customer: -self.recency(customer) for customer in customers},
            {customer: len(self.bought[customer]) for customer in customers},
            {customer: max(self.money[customer], 0) for customer in customers},
        )
        found = {customer: [] for customer in customers}
        for measure in measures:
            worse, seen = {}, 0
            counts = defaultdict(int)
            for value in measure.values():
                counts[value] += 1
            for value in sorted(counts):
                worse[value] = seen
                seen += counts[value]
            for customer, value in measure.items():
                found[customer].append(1 + 5 * worse[value] // len(customers))
        return found

    def segments(self):
        found = {}
        scores = self.scores()
        for customer, days in self.bought.items():
            purchases, money = len(days), scores[customer][2]
            if self.lapsed(customer):
                segment = "came_once" if purchases == 1 else "best_lost" if money >= 4 else "lost"
            elif self.late(customer):
                segment = "late"
            elif purchases == 1:
                segment = "new"
            elif money == 5:
                segment = "best"
            else:
                segment = "loyal" if purchases >= 3 else "occasional"
            found[customer] = segment
        return found

    def pareto(self, step):
        ordered = sorted((self.money[customer] for customer in self.bought), reverse=True)
        count = math.ceil(Fraction(len(ordered) * step, 10))
        return count, sum(ordered[:count])

    def retention(self):
        year, two = edate(self.as_of, -12), edate(self.as_of, -24)
        if self.start > two:
            return None
        before = {c for c, days in self.bought.items() if any(two < day <= year for day in days)}
        last = {c for c, days in self.bought.items() if any(day > year for day in days)}
        return len(before), len(before & last)

    def last_year(self):
        year = edate(self.as_of, -12)
        recent = [(c, cents) for c, days in self.bought.items() for day, cents in days.items() if day > year]
        return sum(cents for _, cents in recent), len(recent), len({c for c, _ in recent})

    def cohorts(self):
        """First month -> customers, and buyers by age, up to the last whole month."""
        end = self.as_of + timedelta(days=1)
        last = end.year * 12 + end.month - 2
        rows = {}
        for days in self.bought.values():
            months = {day.year * 12 + day.month - 1 for day in days}
            first = min(months)
            if first <= last:
                size, ages = rows.setdefault(first, [0, defaultdict(int)])
                rows[first][0] = size + 1
                for month in months:
                    if month <= last:
                        ages[month - first] += 1
        return rows, last


def returned(sales, as_of, since):
    """Lapsed on an earlier day, and of those who bought since: with one purchase by then, and with several."""
    then, now = Figures(sales, since), Figures(sales, as_of)
    found = {"once": [0, 0], "several": [0, 0]}
    for customer, days in then.bought.items():
        if then.lapsed(customer):
            kind = "once" if len(days) == 1 else "several"
            found[kind][0] += 1
            found[kind][1] += any(since < day <= as_of for day in now.bought[customer])
    return found
