"""Places of a form that are no rules to write on: boxes to tick, and printed words of which one is to be chosen.

A box is a field of kind "mark". Of words to choose from, the words themselves are the blank: the one that is chosen
takes their place, as it does on paper where the others are struck out. Alternatives are told where the form says that
they are ones: "(да/нет)", "нужное подчеркнуть", "ненужное зачеркнуть", "керегінің астын сызу".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MARK = r"[☐□▢◻❏❑❒⬜]|\[\s\]"
"""A box to tick, in print."""

_TICKED = "☒"
_BRACKETS_TICKED = "[X]"

TELLS = re.compile(
    r"(?:(?:нужн|подходящ|соответствующ)\w+\s+(?:под|от|вы)\w+|(?:ненужн|лишн)\w+\s+(?:за|вы)черк\w+|(?<!\w)подчеркнуть|"
    r"(?:керег|қажетт|керект)\w+\s+(?:астын\s+сыз\w*|белгіле\w*)|(?:керексіз|қажетсіз|қажет\s+емес)\w*\s+сыз\w*)"
    r"(?:\s+(?:таста\w*|қой\w*))?",
    re.IGNORECASE,
)
"""The words with which a form says that one of several is to be chosen."""

_BRACKET = re.compile(rf"\((?P<inner>[^()]*?)[\s,;:–—-]*(?:{TELLS.pattern})\s*\)", re.IGNORECASE)
_ALONE = re.compile(rf"\(?\s*(?:{TELLS.pattern})\s*\)?[.,;]?", re.IGNORECASE)
_PAIRS = (
    r"да\s?/\s?нет|есть\s?/\s?нет|имеется\s?/\s?(?:не\s+имеется|отсутствует)|имею\s?/\s?не\s+имею|"
    r"согласен\s?/\s?не\s?согласен|мужской\s?/\s?женский|"
    r"иә\s?/\s?жоқ|бар\s?/\s?жоқ|келісемін\s?/\s?келіспеймін|ер\s?/\s?әйел"
)
_PAIR = re.compile(rf"(?<!\w)(?:{_PAIRS})(?!\w)", re.IGNORECASE)
_SLASHED = re.compile(r"(?:не\s+)?[\w-]+(?:\s?/\s?(?:не\s+)?[\w-]+)+$", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s*[/;]\s*|,\s+(?![^()]*\))|\s+(?:или|либо|немесе)\s+")
_LONGEST = 160
"""Characters of one alternative: a longer one is a sentence, and no alternative."""


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Words of a line of which one is to be chosen: where they stand, each of them, the words that lead to them."""

    start: int
    end: int
    options: tuple[str, ...]
    lead: str


def ticked(published: str) -> str:
    """The box with its tick.

    >>> ticked("☐"), ticked("[ ]")
    ('☒', '[X]')
    """
    return _BRACKETS_TICKED if published.startswith("[") else _TICKED


def asks_choice(text: str) -> bool:
    """Whether a line says that something in it is to be chosen."""
    return TELLS.search(text) is not None


def is_instruction(text: str) -> bool:
    """Whether a line says nothing but that something above it is to be chosen: "(нужное подчеркнуть)"."""
    return _ALONE.fullmatch(text.strip()) is not None


def alternatives(text: str, below: str = "") -> Alternatives | None:
    """The alternatives of a line without blanks; `below` is the line under it. None where there are none to be told.

    >>> alternatives("Тип счета: текущий, карточный (нужное подчеркнуть)").options
    ('текущий', 'карточный')
    >>> alternatives("Наличие судимости (да/нет)").options
    ('да', 'нет')
    >>> alternatives("Готов", "(нужное подчеркнуть)") is None
    True
    """
    if bracket := _BRACKET.search(text):
        inner = bracket["inner"].strip()
        if inner:
            start = bracket.start("inner") + bracket["inner"].index(inner)
            return _made(start, inner, text[: bracket.start()])
        return _before(text, bracket.start())
    if is_instruction(below):
        return _before(text, len(text))
    if pair := _PAIR.search(text):
        return _made(pair.start(), pair[0], text[: pair.start()])
    return None


def _before(text: str, end: int) -> Alternatives | None:
    """Alternatives that end at a place: the words after the last colon, words set apart by slashes, or all of them."""
    body = text[:end].rstrip(" ,;–—-.")
    cut = body.rfind(":") + 1
    listed = body[cut:].strip()
    if cut == 0 and (slashed := _SLASHED.search(body)):
        cut, listed = slashed.start(), slashed[0]
    return _made(body.index(listed, cut), listed, body[:cut]) if listed else None


def _made(start: int, listed: str, lead: str) -> Alternatives | None:
    options = tuple(part.strip() for part in _SEPARATORS.split(listed) if part.strip())
    told = len(options) > 1 and len(set(options)) == len(options) and all(len(one) <= _LONGEST for one in options)
    return Alternatives(start, start + len(listed), options, lead.strip()) if told else None
