"""The Russian dictionary: an optional package, loaded at its first use and held once."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any


@cache
def analyser() -> Any:
    """The analyser of pymorphy3, or None where it is not installed: what needs it is then refused, never guessed."""
    try:
        return import_module("pymorphy3").MorphAnalyzer()
    except ImportError:
        return None


def is_word(text: str) -> bool | None:
    """Whether a Russian word is in the dictionary, in any of its forms; None where there is no dictionary."""
    held = analyser()
    return None if held is None else bool(held.word_is_known(text.lower()))
