"""What findings say, in the words of the reader: the sentences of the stages in Russian and Kazakh.

A stage writes one English sentence a finding, for developers. `findings.toml` has the same sentence for legal staff by
the code of the finding, with holes for what varies: elements, addresses and actions are said in the reader's language,
quoted words stand as published. A sentence inside another one ("…: decided by …") is told the same way.
"""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import get_args

from api.messages import UiLanguage, has, say
from legal.records import Action, Finding, Kind

_ANY, _SIGNED = "any", "signed"
_DEEPEST = 4
_QUOTED = r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\""
_KINDS = "|".join(sorted(get_args(Kind), key=len, reverse=True))
_ADDRESS = re.compile(rf"(?P<kind>{_KINDS})(?: (?P<num>.+))?", re.DOTALL)
# What a hole takes, by the beginning of its name; the longest name that fits is meant.
_TAKES = {
    "places": r".+?", "kinds": rf"(?:{_KINDS})(?:, (?:{_KINDS}))*", "place": rf"(?:{_KINDS}|the act)\b.*?",
    "kind": _KINDS, "quote": _QUOTED, "signed": r"decided by .+? at \S+ \(\S+\)", "said": r".+", "name": r"\S+",
    "action": "|".join(get_args(Action)), "aspect": r"[a-z-]+", "text": r".*?",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sentence:
    pattern: re.Pattern[str]
    words: Mapping[str, str]


@cache
def _table() -> Mapping[str, tuple[_Sentence, ...]]:
    data = tomllib.loads(resources.files("api").joinpath("findings.toml").read_text(encoding="utf-8"))
    return {
        code: tuple(_Sentence(_pattern(entry["en"]), {"ru": entry["ru"], "kk": entry["kk"]}) for entry in entries)
        for code, entries in data.items()
    }


def kind_of_hole(name: str) -> str:
    """What a hole takes: "quote2" is a "quote". Raises ValueError for a name that says nothing."""
    kind = name.rstrip("0123456789")
    if kind not in _TAKES:
        raise ValueError(name)
    return kind


def _pattern(template: str) -> re.Pattern[str]:
    pieces = []
    for text, hole, _, _ in string.Formatter().parse(template):
        pieces.append(re.escape(text))
        if hole is not None:
            pieces.append(f"(?P<{hole}>{_TAKES[kind_of_hole(hole)]})")
    return re.compile("".join(pieces), re.DOTALL)


def sentence(finding: Finding, language: UiLanguage) -> str | None:
    """What a finding says in the reader's language; None where the table does not have its sentence.

    English is the sentence itself.
    """
    return finding.message if language == "en" else _told(finding.code, finding.message, language, 0)


def told(message: str, language: UiLanguage) -> str | None:
    """The sentence of a finding whose code is not known, as refusals quote it; None where no code has it."""
    return message if language == "en" else _told_as_any(message, language, 0)


def _told_as_any(message: str, language: UiLanguage, depth: int, first: str = "") -> str | None:
    codes = (first, *(one for one in _table() if one not in (first, _ANY, _SIGNED)))
    return next(filter(None, (_told(one, message, language, depth) for one in codes)), None)


def _told(code: str, message: str, language: UiLanguage, depth: int) -> str | None:
    if depth > _DEEPEST:
        return None
    for known in (*_table().get(code, ()), *(_table()[_ANY] if code != _SIGNED else ())):
        match = known.pattern.fullmatch(message)
        if match is None:
            continue
        values = {hole: _filled(hole, value, code, language, depth) for hole, value in match.groupdict().items()}
        if all(value is not None for value in values.values()):
            return known.words[language].format(**values)
    return None


def _filled(hole: str, value: str, code: str, language: UiLanguage, depth: int) -> str | None:
    """What stands in a hole, for the reader."""
    match kind_of_hole(hole):
        case "said":
            # What is said inside may be the sentence of another code: why an operation is not in the sure history.
            return _told_as_any(value, language, depth + 1, code)
        case "signed":
            return _told(_SIGNED, value, language, depth + 1)
        case other:
            return _SHOWN[other](value, language)


def _quote(value: str, language: UiLanguage) -> str:
    """Published words between the quotes of the reader's language."""
    return f"«{ast.literal_eval(value)}»"


def _kind(value: str, language: UiLanguage) -> str:
    return say(f"kind.{value}", language)


def address(value: str, language: UiLanguage) -> str:
    """`article 3 / part 1`, `paragraph 2 of annex 1`: from large to small, as targets are shown everywhere.

    What is no address stands as it is.

    >>> address("article 3 / part 1", "ru"), address("paragraph 2 of annex 1", "kk")
    ('статья 3, часть 1', '1-қосымша, 2-тармақ')
    """
    small, _, large = value.partition(" of ")
    steps = [*large.split(" / "), *small.split(" / ")] if large else small.split(" / ")
    return ", ".join(_step(step.strip(), language) for step in steps if step.strip() not in ("", "the act"))


def _step(step: str, language: UiLanguage) -> str:
    match = _ADDRESS.fullmatch(step)
    if match is None:
        return step
    if match["num"] is None:
        return _kind(match["kind"], language)
    if match["kind"] == "component":
        return f"«{match['num']}»"
    return say(f"numbered.{match['kind']}", language, num=match["num"])


def _addresses(value: str, language: UiLanguage) -> str:
    return "; ".join(address(one.replace("/", " / "), language) for one in value.split(", "))


_SHOWN: dict[str, Callable[[str, UiLanguage], str]] = {
    "quote": _quote,
    "kind": _kind,
    "kinds": lambda value, language: ", ".join(_kind(one, language) for one in value.split(", ")),
    "place": address,
    "places": _addresses,
    "action": lambda value, language: say(f"action.{value}", language),
    "aspect": lambda value, language: say(f"parity.{value}", language) if has(f"parity.{value}") else value,
    "name": lambda value, language: value,
    "text": lambda value, language: value,
}
