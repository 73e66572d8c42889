"""What argparse itself says, in the user's language."""

from __future__ import annotations

import argparse

from xl_grc.text import Texts, texts


def speak(words: Texts) -> None:
    """Let argparse use our words; a sentence of argparse that we do not know stays English.

    The English text file holds the sentences as argparse has them: they are what its gettext is asked for.
    """
    known = {said: words[f"usage.{name}"] for name, said in texts("en").table("usage").items()}
    vars(argparse)["_"] = lambda sentence: known.get(sentence, sentence)
