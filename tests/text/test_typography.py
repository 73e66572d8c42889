"""French texts of workbooks keep their signs on the line: a no-break space stands before : ; ! ? % € and within « »."""

import re

from xl_grc.text import texts

BREAKS = re.compile(r" (?=[:;!?%€»](?![^\s.,;)\"]))|(?<=«) ")
SHOWN = (
    *("titles", "notes", "bands", "named", "hints", "validation", "need", "roi", "words", "remarks", "lights", "home"),
    *("cards", "dashboard", "simulation", "charts", "relations", "collect.notes"),
)
"""Tables of texts that cells show. Headers, lists and what people type take plain spaces, as keyboards give them."""
RECOGNISED = (
    *("relations.columns", "relations.what_to_do", "relations.seen"),
    *("relations.loyalty_measures", "relations.reason_measures"),
    *("relations.says.listed", "relations.says.controls", "relations.says.tracked", "relations.loyalty.returns_rate"),
)
"""What is typed by default into inputs, or known again in the workbook of the analysis before."""


def tables(key):
    """The tables that a key stands in, and the key itself."""
    parts = key.split(".")
    return {".".join(parts[:depth]) for depth in range(1, len(parts) + 1)}


def test_french_texts_keep_their_signs_on_the_line():
    words, seen = texts("fr"), 0
    for key, value in words.items():
        within = tables(key)
        if within.isdisjoint(SHOWN) or not within.isdisjoint(RECOGNISED):
            continue
        for text in value if isinstance(value, list) else [value]:
            seen += 1
            assert not BREAKS.search(text), (key, text)
    assert seen > 500
    assert words["formats.money_text"] == "{amount}\N{NO-BREAK SPACE}{currency}"


def test_a_sign_that_may_leave_its_line_is_seen():
    assert all(BREAKS.search(text) for text in ("Reste : 5", "50 % du prix", "La garder ?", "« Salon", "(35 %)"))
    assert not any(BREAKS.search(text) for text in ("Reste\u00a0: 5", "12:30", "Prix :essai", "«\u00a0Salon\u00a0»"))
