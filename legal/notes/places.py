"""Addresses as notes write them: "Подпункт 2) пункта 5", "Пункты 3, 4 и 5", "5-тармақтың 2) тармақшасы".

Russian goes from small to large, Kazakh from large to small; a step may be a list, which gives several targets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from legal.amend.language import Token, tokens
from legal.records import Kind, Language, Step, Target
from legal.vocabulary import documents_rus, kazakh, russian
from legal.vocabulary.forms import Case, bare
from legal.vocabulary.numerals import KAZAKH_ORDINALS, KAZAKH_TENS, RUSSIAN_ORDINALS, RUSSIAN_TENS

_JOINS = frozenset({"и", "және", "мен", "пен", "бен"})
_LONE: frozenset[Kind] = frozenset({"preamble", "heading", "title", "note", "annex"})
_LABEL = re.compile(r"(?P<num>[0-9]+(?:-[0-9]+)*)\s?(?P<mark>[.)])?$")

_ROW_NUMBER = {
    "rus": re.compile(r"(?:строк\w*,?\s+)?порядковы[йе]\s+номера?\s+(?=[0-9])", re.IGNORECASE),
    "kaz": re.compile(r"реттік\s+нөмір\w*\s+(?=[0-9])", re.IGNORECASE),
}
_ROW = {"rus": "строка ", "kaz": ""}
"""A row is named by its number, with the word for it or without: "Порядковый номер 4"."""


@dataclass(frozen=True, slots=True)
class Places:
    """The targets that an address names, and the document whose they are."""

    targets: tuple[Target, ...]
    document: str | None = None


def read_places(text: str, language: Language) -> Places | None:
    """The targets of an address in a note; None where anything in it is not an address.

    >>> [t[-1].num for t in read_places("Пункты 3, 4 и 5", "rus").targets]
    ['3', '4', '5']
    >>> read_places("22)", "rus").targets
    ((Step(kind='subparagraph', num='22', title=None),),)
    """
    words = _ROW_NUMBER[language].sub(_ROW[language], text.strip(" ,–—-"))
    if label := _LABEL.match(words):
        kind: Kind = "subparagraph" if label["mark"] == ")" else "paragraph"
        return Places(((Step(kind, label["num"]),),))
    found = tokens(words, language)
    return _russian(words, found) if language == "rus" else _kazakh(words, found)


Group = tuple[Kind, tuple[str | None, ...]]


def _russian(text: str, found: Sequence[Token]) -> Places | None:
    groups: list[Group] = []
    at = 0
    while at < len(found):
        noun = russian.NOUNS.get(found[at].key)
        if noun is None:
            break
        numbers, at = _numbers(found, at + 1, "rus")
        groups.append((noun.kind, numbers))
    document = _rest(text, found, at, "rus")
    if document is False or not (groups or document):
        return None
    return _places(groups[::-1], document)


def _kazakh(text: str, found: Sequence[Token]) -> Places | None:
    groups: list[Group] = []
    at = 0
    document: str | bool | None = None
    start = next((i for i in range(len(found)) if _begins(found, i)), len(found))
    if start:
        document, at = _rest(text, found[:start], 0, "kaz"), start
        if document is False:
            return None
        if document is None and start == len(found):
            return Places(((),))
    while at < len(found):
        numbers, at = _numbers(found, at, "kaz")
        if at < len(found) and found[at].type == "dash":
            at += 1
        noun, width = _noun(found, at)
        if noun is None:
            return None
        groups.append((noun, numbers))
        at += width
    return _places(groups, document) if groups or document else None


def _begins(found: Sequence[Token], at: int) -> bool:
    """Whether an address begins at a token: a number, an ordinal, a noun."""
    return found[at].type == "number" or found[at].key in KAZAKH_ORDINALS or _noun(found, at)[0] is not None


def _noun(found: Sequence[Token], at: int) -> tuple[Kind | None, int]:
    if at + 1 < len(found) and JOINED.get(found[at].key):
        joined = found[at].key + found[at + 1].key
        if joined in kazakh.NOUNS:
            return kazakh.NOUNS[joined][0][0], 2
    if at < len(found) and found[at].key in kazakh.NOUNS:
        return kazakh.NOUNS[found[at].key][0][0], 1
    return None, 0


JOINED = kazakh.JOINED


def _numbers(found: Sequence[Token], at: int, language: Language) -> tuple[tuple[str | None, ...], int]:
    """The numbers or ordinals from a token on, and the index after them; (None,) where there is none."""
    numbers: list[str] = []
    while at < len(found):
        token = found[at]
        if token.type == "number":
            numbers.append(token.key)
            at += 1
        elif value := _ordinal(found, at, language):
            numbers.append(str(value[0]))
            at += value[1]
        elif numbers and (token.type == "," or token.key in _JOINS) and _goes_on(found, at + 1, language):
            at += 1
        elif numbers and token.type == "dash" and _spans(found, at, numbers[-1]):
            numbers += [str(n) for n in range(int(numbers[-1]) + 1, int(found[at + 1].key))]
            at += 1
        else:
            break
    return tuple(numbers) or (None,), at


def _spans(found: Sequence[Token], at: int, before: str) -> bool:
    """A range of whole numbers: "3) – 7)"."""
    after = found[at + 1] if at + 1 < len(found) else None
    return after is not None and after.type == "number" and after.key.isdigit() and before.isdigit()


def _goes_on(found: Sequence[Token], at: int, language: Language) -> bool:
    return at < len(found) and (found[at].type == "number" or _ordinal(found, at, language) is not None)


def _ordinal(found: Sequence[Token], at: int, language: Language) -> tuple[int, int] | None:
    """An ordinal in words at a token: its value and how many words it has."""
    tens = RUSSIAN_TENS if language == "rus" else KAZAKH_TENS
    key = found[at].key
    after = found[at + 1].key if at + 1 < len(found) else ""
    if key in tens and (value := _unit(after, language)) is not None and value < 10:
        return tens[key] + value, 2
    value = _unit(key, language)
    return (value, 1) if value is not None else None


def _unit(key: str, language: Language) -> int | None:
    if language == "rus":
        return RUSSIAN_ORDINALS[key].value if key in RUSSIAN_ORDINALS else None
    return KAZAKH_ORDINALS[key][0] if key in KAZAKH_ORDINALS else None


def _rest(text: str, found: Sequence[Token], at: int, language: Language) -> str | bool | None:
    """What an address ends with: the name of a document, None for nothing or the act itself, False for other words."""
    if at >= len(found):
        return None
    first, last = found[at].key, found[len(found) - 1].key
    words = text[found[at].start : found[len(found) - 1].end]
    if language == "rus":
        if first in russian.ACTS:
            return None if at + 1 == len(found) else False
        return words if first in documents_rus.DOCUMENTS else False
    if last in kazakh.ACTS or first in _BARE_ACTS:
        return None if len(found) - at == 1 else False
    return words if last in kazakh.DOCUMENTS or last in _BARE_DOCUMENTS else False


_CASES: tuple[Case, ...] = ("nom", "dat", "gen")
_BARE_ACTS = frozenset(
    bare(stem, case) for stem in ("бұйрық", "заң", "кодекс", "қаулы", "жарлық", "шешім") for case in _CASES
)
_BARE_DOCUMENTS = frozenset(
    bare(stem, case, plural=plural)
    for stem in {stem for stem, _ in kazakh.DOCUMENTS.values()}
    for case in _CASES
    for plural in (False, True)
)


def _places(groups: Sequence[Group], document: str | bool | None) -> Places | None:
    """Groups from large to small as targets; only the smallest may be a list, and only some kinds lack a number."""
    if any(len(numbers) > 1 for _, numbers in groups[:-1]):
        return None
    if any(number is None and kind not in _LONE for kind, numbers in groups for number in numbers):
        return None
    above = tuple(Step(kind, numbers[0]) for kind, numbers in groups[:-1])
    named = document if isinstance(document, str) else None
    if not groups:
        return Places(((),), named)
    kind, numbers = groups[-1]
    return Places(tuple((*above, Step(kind, number)) for number in numbers), named)
