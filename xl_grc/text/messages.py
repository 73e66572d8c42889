"""Problems as lines of text, in the language of the person who reads them."""

from __future__ import annotations

import errno
import os
from datetime import date
from pathlib import Path

from xl_grc.errors import Problem
from xl_grc.text import LANGUAGES, Texts, shown, texts

_LONGEST_VALUE = 60


def message_language() -> str:
    """The language of the locale, else the first of all."""
    found = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    if not found:
        import locale  # Windows says it there; others most often in the environment

        found = locale.getlocale()[0] or ""
    return next((language for language in LANGUAGES if found.lower().startswith(language)), LANGUAGES[0])


def message_texts() -> Texts:
    """The words for messages."""
    return texts(message_language())


def line(problem: Problem, words: Texts) -> str:
    """One line: file, place, what, what to do.

    >>> problem = Problem.of("action_missing")._replace(file="plan.csv", row=7)
    >>> line(problem, texts("en"))
    'plan.csv: row 7: the name of the action is missing; complete the row or delete it'
    """
    places = []
    if problem.sheet:
        places.append(words.say("places.sheet", sheet=_short(problem.sheet)))
    if problem.cell:
        places.append(words.say("places.cell", cell=problem.cell))
    elif problem.row is not None:
        places.append(words.say("places.row", row=problem.row))
    if problem.column:
        places.append(words.say("places.column", column=_short(problem.column)))
    return with_colons(words, shown(problem.file), ", ".join(places), what(problem, words))


def as_sentence(text: str) -> str:
    """A line that stands by itself.

    >>> as_sentence("row 7: the SIRET is missing")
    'Row 7: the SIRET is missing'
    """
    return text[:1].upper() + text[1:]


_ERRORS = frozenset(errno.errorcode.values())


def with_colons(words: Texts, *parts: str) -> str:
    """The parts that are there, with colons as the language sets them.

    >>> with_colons(texts("fr"), "erreur", "", "plan.xlsx")
    'erreur : plan.xlsx'
    """
    return str(words["formats.colon"]).join(filter(None, parts))


def what(problem: Problem, words: Texts, with_column: bool = False) -> str:
    """The sentence of a problem, without its file and row."""
    sentence = words.say(f"problems.{problem.key}", **_values(problem, words))
    return with_colons(words, _short(problem.column) if with_column else "", sentence)


def parts_of(problem: Problem, words: Texts) -> tuple[str, str]:
    """What is wrong, and what to do: the two halves of the sentence.

    >>> parts_of(Problem("action_missing"), texts("en"))
    ('the name of the action is missing', 'complete the row or delete it')
    """
    values = _values(problem, words)
    what, _, remedy = str(words[f"problems.{problem.key}"]).partition(";")
    return what.strip().format(**values), remedy.strip().format(**values)


def _values(problem: Problem, words: Texts) -> dict[str, str]:
    """What is put into the sentence of a problem."""
    values = {"value": problem.value, **dict(problem.values)}
    if "reason" in values:
        values["reason"] = _reason(str(values["reason"]), words)
    return {key: _told(value, words) for key, value in values.items()}


def _told(value: object, words: Texts) -> str:
    """A value as a sentence tells it. A path is whole, for it ends in the name of the file."""
    if isinstance(value, tuple):
        return _listed(value, words)
    return shown(value) if isinstance(value, Path) else _short(_written(value, words))


def _listed(values: tuple[object, ...], words: Texts) -> str:
    """Names, each whole, or the amounts of one row.

    >>> _listed(("Écart", "Remarques"), texts("fr")), _listed((45000.0, 12.5), texts("en"))
    ('Écart, Remarques', '45,000 / 12.50')
    """
    amounts = [f"{value:,.2f}".removesuffix(".00") for value in values if isinstance(value, float)]
    if amounts:
        return " / ".join(map(words.number, amounts))
    return ", ".join(map(shown, values))


def _written(value: object, words: Texts) -> object:
    """A number or a day as people write it in the language."""
    if isinstance(value, float):
        return words.number(str(value))
    if isinstance(value, date):
        return words.day(value)
    return value


def _reason(text: str, words: Texts) -> str:
    """The reason in the user's language; an unusual one of the system in its words."""
    told = words.get(f"reasons.{text}") or (os.strerror(getattr(errno, text)) if text in _ERRORS else text)
    return str(told)


def _short(value: object) -> str:
    r"""A value on one line, cut when it is long; characters that would steer a terminal are shown as codes.

    >>> _short("1\N{NARROW NO-BREAK SPACE}500\N{NO-BREAK SPACE}€\n\x1b")
    '1 500 € \\x1b'
    """
    text = str(value)
    return shown(text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…")
