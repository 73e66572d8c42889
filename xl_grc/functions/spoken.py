"""The words that a body answers, in the language that an argument holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xl_grc.functions.expression import Constant, Expression
from xl_grc.text import LANGUAGES, texts


@dataclass(frozen=True)
class SpokenWord(Expression):
    """A word of the text files in the language that `language` holds."""

    key: str
    language: Expression

    def formula(self, reading: Any) -> str:
        language = self.language.formula(reading)
        said = {f'"{code}"': Constant(str(texts(code)[self.key])).formula(reading) for code in LANGUAGES}
        if language in said:
            return said[language]
        (_, formula), *others = said.items()
        for code, word in others:
            formula = f"IF({language}={code},{word},{formula})"
        return formula

    def python(self, reading: Any) -> str:
        reading.use("word", word)
        return f"word({self.key!r}, {self.language.python(reading)})"

    def vba(self, reading: Any) -> str:
        return str(reading.word(self.language.vba(reading), [texts(code)[self.key] for code in LANGUAGES]))

    def array(self, reading: Any) -> Any:
        return reading.word(self.language.array(reading), [texts(code)[self.key] for code in LANGUAGES])

    def children(self) -> tuple[Expression, ...]:
        return (self.language,)


def word(key: str, language: Any) -> Any:
    """The word under `key` of the text files, in the language given, a code or an operand.

    >>> word("verdicts.profitable", "en")
    'Profitable'
    """
    return SpokenWord(key, language) if isinstance(language, Expression) else texts(language)[key]
