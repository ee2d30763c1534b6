"""Kazakh mentions of acts, read backwards from the word that names the form, and on over the bracket after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from legal.amend.language import Token
from legal.amend.plural_kaz import several
from legal.amend.reach import (
    LONGEST_AUTHOR,
    Found,
    brackets,
    legal_code,
    printed,
    read_date,
    read_number,
    registered_in,
)
from legal.records import ActRef
from legal.vocabulary.forms import Form
from legal.vocabulary.kazakh import ABOVE, ACTS, APPROVED, CONNECTORS, DOCUMENTS, JOINT, SAID, THIS, VERBS

_STOPS = frozenset({*ABOVE, *APPROVED, *SAID, *THIS, *VERBS})
_GENITIVES = ("ның", "нің", "дың", "дің", "тың", "тің")
_NO_NUMBER = frozenset({"law", "code", "constitution"})


def read(text: str, found: Sequence[Token], at: int, floor: int) -> tuple[Found, ...]:
    """The mentions whose word of form stands at a token: one, several under a plural, none that is particular."""
    head = ACTS.get(found[at].key)
    if head is None or not head[1].possessive:
        return ()
    if head[1].plural:
        return several(text, found, at, floor, head)
    one = _one(text, found, at, floor, head)
    return () if one is None else (one,)


def _one(text: str, found: Sequence[Token], at: int, floor: int, head: tuple[str, Form]) -> Found | None:
    form, shape = head
    first, title_at = _reach_back(found, at, floor)
    dates, numbers, spans = _dates_numbers(text, found, first, at)
    title = found[title_at].value if title_at is not None else None
    if title is None and form == "code":
        title = _bare_title(text, found, first, at, spans)
    if not _particular(form, dates, numbers, title, found, first, at):
        return None
    after = at + 1
    registered = None
    while (end := brackets(found, after)) is not None:
        registered = registered or registered_in(text, found, after, end)
        after = end
    last = at if title_at is not None or form != "code" else max((end for _, end in spans), default=at)
    author = _author(text, found, first, last, spans, title_at)
    ref = ActRef(form, dates[0] if dates else None, "/".join(numbers) or None, None, author, registered, title)
    return Found(replace(ref, code=legal_code(ref)), first, after - 1, shape.case)


def _reach_back(found: Sequence[Token], at: int, floor: int) -> tuple[int, int | None]:
    """The first token of the mention, and the token of its title."""
    first = at
    title: int | None = None
    depth = 0
    for index in range(at - 1, max(floor, at - LONGEST_AUTHOR) - 1, -1):
        token = found[index]
        depth += (token.type == ")" or (token.bracket and depth > 0)) - (token.type == "(")
        if depth < 0:
            break
        if depth or token.type == "(":
            continue
        if token.type == "quote":
            if title is not None:
                break
            title = first = index
            if not _dated_before(found, index) and not _author_before(found, index):
                break
        elif not _belongs(token, title is not None):
            break
        first = index
    while first < at and (found[first].key in CONNECTORS or found[first].type in (",", ".", "dash")):
        first += 1
    return first, title


def _belongs(token: Token, titled: bool) -> bool:
    """Whether a token can be part of author, date or number."""
    if token.type == "word":
        return token.key not in _STOPS and (titled or token.key not in DOCUMENTS)
    return token.type in ("number", "date", "dash", "№", ",", ".", "/")


def _dated_before(found: Sequence[Token], at: int) -> bool:
    """Whether a date and number stand before the title: "2014 жылғы 5 шілдедегі "…" Кодексіне"."""
    return any(read_date(found, index, "kaz") is not None for index in range(max(0, at - 14), at))


def _author_before(found: Sequence[Token], at: int) -> bool:
    """Whether the author stands before the title: "Алматы қалалық мәслихатының "…" 2018 жылғы … шешіміне"."""
    return at > 0 and found[at - 1].type == "word" and found[at - 1].key.endswith(_GENITIVES)


def _dates_numbers(
    text: str, found: Sequence[Token], first: int, at: int
) -> tuple[list[date], list[str], list[tuple[int, int]]]:
    dates: list[date] = []
    numbers: list[str] = []
    spans: list[tuple[int, int]] = []
    index = first
    while index < at:
        dated = read_date(found, index, "kaz")
        number = read_number(text, found, index)
        if dated and dated[1] <= at:
            dates.append(dated[0])
        elif number and number[1] <= at:
            numbers.append(number[0])
        group = brackets(found, index)
        after = dated[1] if dated else number[1] if number else group or index + 1
        if dated or number or group:
            spans.append((index, after))
        index = after
    return dates, numbers, spans


def _author(
    text: str, found: Sequence[Token], first: int, at: int, spans: Sequence[tuple[int, int]], title: int | None
) -> str | None:
    """The words that are neither title, date nor number; of a joint act, those of each author."""
    pieces: list[str] = []
    taken = {index for start, after in spans for index in range(start, after)} | (
        {title} if title is not None else set()
    )
    start = first
    for index in range(first, at + 1):
        if index in taken or index == at:
            if start < index and (piece := printed(text, found, start, index)):
                pieces.append(re.sub(r"^(?:және|мен|туралы)\s+", "", piece))
            start = index + 1
    return "; ".join(piece for piece in pieces if piece != JOINT) or None


def _bare_title(text: str, found: Sequence[Token], first: int, at: int, spans: Sequence[tuple[int, int]]) -> str | None:
    """A code's name without quotes: "Қазақстан Республикасының Азаматтық кодексіне"."""
    last = max((after for _, after in spans), default=first)
    return printed(text, found, last, at)


def _particular(
    form: str,
    dates: Sequence[date],
    numbers: Sequence[str],
    title: str | None,
    found: Sequence[Token],
    first: int,
    at: int,
) -> bool:
    if dates or numbers:
        return True
    republic = any(token.key.startswith("республика") for token in found[first:at])
    return form == "constitution" or (form in _NO_NUMBER and republic and (title is not None or form == "code"))
