"""Mentions of acts in running text: form, author, date, number, registration number, title.

Russian names the act first ("приказ Министра … от 24 февраля 2022 года № 73 "Об …" (зарегистрирован … № 26973)"),
Kazakh last (""… туралы" … министрінің 2022 жылғы 24 ақпандағы № 73 бұйрығына (… болып тіркелген)").
Law 480-V, art. 25 item 5, gives the order of the parts; laws stand without a number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from legal.amend import mentions_kaz, mentions_rus
from legal.amend.language import Token, tokens
from legal.amend.reach import Found, legal_code, read_date
from legal.records import ActRef, Language

__all__ = ["Mention", "find_act_mentions", "legal_code", "mentions", "parse_act_mention", "parse_date"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention with its tokens `first` to `last` (inclusive) and the case of the word that names the form."""

    ref: ActRef
    first: int
    last: int
    case: str


def mentions(text: str, found: Sequence[Token], language: Language) -> tuple[Mention, ...]:
    """The mentions among the tokens of a text, in order, none overlapping another."""
    result: list[Mention] = []
    floor = 0
    for at in range(len(found)):
        if at < floor or found[at].type != "word":
            continue
        for seen in _read(text, found, at, floor, language):
            result.append(Mention(seen.ref, seen.first, seen.last, seen.case))
            floor = seen.last + 1
    return tuple(result)


def _read(text: str, found: Sequence[Token], at: int, floor: int, language: Language) -> tuple[Found, ...]:
    """The mentions that end, or in Russian begin, with the word of form at a token."""
    if language == "kaz":
        return mentions_kaz.read(text, found, at, floor)
    one = mentions_rus.read(text, found, at, floor)
    return () if one is None else (one,)


def find_act_mentions(text: str, language: Language) -> list[tuple[ActRef, int, int]]:
    """Every mention of an act in a text with its place, as (reference, start, end) in characters.

    >>> [ref.number for ref, _, _ in find_act_mentions("в приказ Министра труда от 22.06.2023 № 230", "rus")]
    ['230']
    """
    found = tokens(text, language)
    return [(m.ref, found[m.first].start, found[m.last].end) for m in mentions(text, found, language)]


def parse_act_mention(text: str, language: Language) -> ActRef | None:
    """The first act that a text names, or None.

    >>> ref = parse_act_mention('Закон Республики Казахстан от 13 декабря 2001 года "О праздниках"', "rus")
    >>> ref.form, ref.date, ref.number, ref.title
    ('law', datetime.date(2001, 12, 13), None, 'О праздниках')
    """
    found = find_act_mentions(text, language)
    return found[0][0] if found else None


def parse_date(text: str, language: Language) -> date | None:
    """The first civil date in a text: "6 декабря 2021 года", "22.06.2023", "2004 жылғы 1 наурыздан"; or None."""
    found = tokens(text, language)
    for at in range(len(found)):
        seen = read_date(found, at, language)
        if seen is not None:
            return seen[0]
    return None
