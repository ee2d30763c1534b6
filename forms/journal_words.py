"""The table of words of journals: `journal.toml` beside this module, in Russian and Kazakh."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from legal.amend.language import fold
from legal.records import Language, Step

_WORD = re.compile(r"\w+")


@cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads(resources.files("forms").joinpath("journal.toml").read_text(encoding="utf-8"))


@cache
def patterns(section: str, language: Language) -> Mapping[str, re.Pattern[str]]:
    """The patterns of a section in the order of the table."""
    return {name: re.compile(pattern) for name, pattern in _table()[language][section].items()}


def word(section: str, name: str, language: Language, /, **values: object) -> str:
    """A word or sentence with its values. Raises KeyError for what the table does not have: that is a bug."""
    return _table()[language][section][name].format(**values)


def names(section: str) -> tuple[str, ...]:
    """The names in a section."""
    return tuple(_table()["rus"][section])


def plain(text: str) -> str:
    """The text as patterns read it: small letters of one script, as long as the text itself.

    >>> plain("Электронный журнaл")
    'электронный журнал'
    """
    return _WORD.sub(lambda match: _same_length(match[0]), text)


def _same_length(one: str) -> str:
    folded = fold(one)
    return folded if len(folded) == len(one) else one


def place(path: Sequence[Step], language: Language) -> str:
    """Where a provision stands, as a person cites it.

    >>> place((Step("paragraph", "11"), Step("subparagraph", "1"), Step("part", "9")), "rus")
    'часть 9 подпункта 1) пункта 11'
    """
    words = _table()[language]["cite"]
    said = ""
    for depth, step in enumerate(path):
        last = depth == len(path) - 1
        forms = words[step.kind]
        own = forms[(-1 if len(forms) > 2 and depth else 0) if last else 1].format(num=step.num)
        said = words["chain"].format(small=own, large=said) if said else own
    return said
