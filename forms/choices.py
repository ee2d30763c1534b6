"""Places of a form that are no rules to write on: boxes to tick, and printed words of which one is to be chosen.

A box is a field of kind "mark". Of words to choose from, the words themselves are the blank: all of them stay in print,
with a tick before the one that is chosen, the same in every output. Alternatives are told where the form says that
they are ones: "(да/нет)", "нужное подчеркнуть", "ненужное зачеркнуть", "керегінің астын сызу".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

MARK = r"[☐□▢◻❏❑❒⬜]|\[\s\]"
"""A box to tick, in print."""

_TICKED = "☒"
_CROSSED = "X"
_BRACKETS_TICKED = "[X]"

TELLS = re.compile(
    r"(?:(?:нужн|подходящ|соответствующ)\w+\s+(?:под|от|вы|об)\w+|(?:ненужн|лишн)\w+\s+(?:за|вы)черк\w+|(?<!\w)подчеркнуть|"
    r"(?:керег|қажетт|керект)\w+\s+(?:астын\s+сыз\w*|белгіле\w*)|(?:керексіз|қажетсіз|қажет\s+емес)\w*\s+сыз\w*)"
    r"(?:\s+(?:таста\w*|қой\w*|керек|қажет))?",
    re.IGNORECASE,
)
"""The words with which a form says that one of several is to be chosen."""

_BRACKET = re.compile(rf"\((?P<inner>[^()]*?)[\s,;:–—-]*(?:{TELLS.pattern})\s*\)", re.IGNORECASE)
_BEHIND = re.compile(rf"\((?P<inner>[^()]+)\)\s*[–—-]\s*(?:{TELLS.pattern})\s*:?$", re.IGNORECASE)
"""Alternatives in a bracket with the instruction behind it: "Жилье (общежитие, арендное) – нужное подчеркнуть:"."""
_OPENS = re.compile(rf"\(\s*(?:{TELLS.pattern})\s*\)[.,;]?", re.IGNORECASE)
_OR_NOT = re.compile(r"(?<!\w)(?P<thing>\w{3,})\s+\(не\s+(?P=thing)\)", re.IGNORECASE)
"""A word and its negation: "является (не является)"."""
_ALONE = re.compile(rf"\(?\s*(?:{TELLS.pattern})\s*\)?[.,;]?", re.IGNORECASE)
_PAIRS = (
    r"да\s?/\s?нет|есть\s?/\s?нет|имеется\s?/\s?(?:не\s+имеется|отсутствует)|имею\s?/\s?не\s+имею|"
    r"соглас(?:ен|на)(?:\s?\([^()]*\))?\s?/\s?не\s?соглас(?:ен|на)(?:\s?\([^()]*\))?|мужской\s?/\s?женский|"
    r"иә\s?/\s?жоқ|бар\s?/\s?жоқ|келісемін\s?/\s?келіспеймін|ер\s?/\s?әйел"
)
_PAIR = re.compile(rf"(?<!\w)(?:{_PAIRS})(?![\w(])", re.IGNORECASE)
_SLASHED = re.compile(r"(?:не\s+)?[\w-]+(?:\s?/\s?(?:не\s+)?[\w-]+)+$", re.IGNORECASE)
_BARE_START = re.compile(r"(?:Маған|Мені|Менің|Мен|Мне|Меня|Я)\s+")
_ANY_SLASHED = re.compile(r"(?<![\w/])[^\W\d_][\w-]{2,}(?:/[^\W\d_][\w-]{2,})+(?![\w/])")
_SEPARATORS = re.compile(r"(?:^|[\s,;]+)[1-9]\)\s+|\s*[/;]\s*|,\s+(?![^()]*\))|\s+(?:или|либо|немесе)\s+")
_THING = re.compile(r"\s*(?P<thing>[^(),;]+?)\s*\((?P<of>[^()]+[,/;][^()]+)\)(?:[,;]|$)")
_LAST_BRACKET = re.compile(r"\((?P<of>[^()]+(?:,\s|/)[^()]+)\)$")
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
    """The box with its tick; a cross where a rule or an empty cell stands for the box.

    >>> ticked("☐"), ticked("[ ]"), ticked("____"), ticked("")
    ('☒', '[X]', 'X', 'X')
    """
    if published.startswith("["):
        return _BRACKETS_TICKED
    return _TICKED if re.fullmatch(MARK, published) else _CROSSED


def chosen(published: str, options: Sequence[str], answer: str) -> str:
    """The printed alternatives with a tick before the one that is chosen; the answer where it is none of those printed.

    >>> chosen("текущий, карточный", ("текущий", "карточный"), "карточный")
    'текущий, ☒ карточный'
    >>> chosen("согласен/не согласен", ("согласен", "не согласен"), "согласен")
    '☒ согласен/не согласен'
    """
    at = 0
    for option in options:
        start = published.find(option, at)
        if start < 0:
            return answer
        if option == answer:
            return f"{published[:start]}{_TICKED} {published[start:]}"
        at = start + len(option)
    return answer


def asks_choice(text: str) -> bool:
    """Whether a line says that something in it is to be chosen."""
    return TELLS.search(text) is not None


def is_instruction(text: str) -> bool:
    """Whether a line says nothing but that something above it is to be chosen: "(нужное подчеркнуть)"."""
    return _ALONE.fullmatch(text.strip()) is not None


def instruction_at_start(text: str) -> str:
    """The instruction to choose that a line begins with, which speaks of the words above it; "" for none.

    >>> instruction_at_start("(нужное подчеркнуть) на период с ____")
    '(нужное подчеркнуть)'
    """
    match = _OPENS.match(text)
    return match[0] if match else ""


def alternatives(text: str, below: str = "") -> tuple[Alternatives, ...]:
    """The alternatives of a line, a group for each choice; `below` is the line under it. () where none can be told.

    >>> [one.options for one in alternatives("Тип счета: текущий, карточный (нужное подчеркнуть)")]
    [('текущий', 'карточный')]
    >>> [(one.lead, one.options) for one in alternatives("Судимость (да/нет), инвалидность (да/нет)")]
    [('Судимость', ('да', 'нет')), ('инвалидность', ('да', 'нет'))]
    >>> [(one.lead, one.options) for one in alternatives("Ограничения: зрение (I, II), слух (I, II) (нужное отметить)")]
    [('Ограничения: зрение', ('I', 'II')), ('Ограничения: слух', ('I', 'II'))]
    >>> alternatives("Готов", "(нужное подчеркнуть)")
    ()
    """
    if bracket := _BRACKET.search(text) or _BEHIND.search(text):
        inner = bracket["inner"].strip()
        if inner:
            start = bracket.start("inner") + bracket["inner"].index(inner)
            return _made(start, inner, text[: bracket.start()])
        return _before(text, bracket.start()) if bracket.start() else ()
    if is_instruction(below):
        return _before(text, len(text))
    if instruction_at_start(below):
        return _negated(text) or _joined(text)
    return _pairs(text)


def _pairs(text: str) -> tuple[Alternatives, ...]:
    """The pairs that are alternatives whatever the line says of them ("да/нет")."""
    found: list[Alternatives] = []
    at = 0
    for pair in _PAIR.finditer(text):
        found += _made(pair.start(), pair[0], text[at : pair.start()].strip(" (),;."))
        at = pair.end()
    return tuple(found)


def _negated(body: str) -> tuple[Alternatives, ...]:
    """A word and its negation in a bracket behind it, where a line has one such pair."""
    found = list(_OR_NOT.finditer(body))
    if len(found) != 1:
        return ()
    (one,) = found
    options = (one["thing"], body[one.end("thing") : one.end()].strip(" ()"))
    return (Alternatives(one.start(), one.end(), options, body[: one.start()].strip()),)


def _joined(body: str) -> tuple[Alternatives, ...]:
    """Words set apart by slashes, where a line has one such group."""
    found = list(_ANY_SLASHED.finditer(body))
    return _made(found[0].start(), found[0][0], body[: found[0].start()]) if len(found) == 1 else ()


def _before(text: str, end: int) -> tuple[Alternatives, ...]:
    """Alternatives that end at a place: the words after the last colon, words set apart by slashes, or all of them."""
    body = text[:end].rstrip(" ,;–—-.")
    if negated := _negated(body):
        return negated
    cut = body.rfind(":") + 1
    if several := _bracketed(body, cut):
        return several
    if inner := _LAST_BRACKET.search(body):
        return _made(inner.start("of"), inner["of"], body[: inner.start()])
    listed = body[cut:].strip()
    if cut == 0 and (slashed := _SLASHED.search(body)):
        cut, listed = slashed.start(), slashed[0]
    if cut == 0 and (says := _BARE_START.match(listed)):
        listed = listed[says.end() :]
    return _made(body.index(listed, cut), listed, body[:cut]) if listed else ()


def _bracketed(body: str, cut: int) -> tuple[Alternatives, ...]:
    """The alternatives of things each of which has its own in brackets: "зрение (I, II), слух (I, II)"."""
    things = list(_THING.finditer(body, cut))
    if not things or things[0].start() != cut or things[-1].end() != len(body):
        return ()
    if any(one.end() != other.start() for one, other in pairwise(things)):
        return ()
    found = [_made(one.start("of"), one["of"], f"{body[:cut]} {one['thing'].strip()}") for one in things]
    return tuple(group for groups in found for group in groups) if all(found) else ()


def _made(start: int, listed: str, lead: str) -> tuple[Alternatives, ...]:
    options = tuple(part.strip() for part in _SEPARATORS.split(listed) if part.strip())
    told = len(options) > 1 and len(set(options)) == len(options) and all(len(one) <= _LONGEST for one in options)
    return (Alternatives(start, start + len(listed), options, lead.strip()),) if told else ()
