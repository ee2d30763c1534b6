"""A clause as tokens: words, numbers, quoted strings, punctuation, each with its place in the text.

What the tokeniser guarantees:

1. every character of the text is in exactly one token or is a space between two;
2. a quoted string is one token, however many quotes it holds inside; its words are kept as printed;
3. a number stands without its bracket or stop ("5-1)" is "5-1"), whatever hyphen it is written with;
4. `key` of a word is in small letters of one script: a Latin "A" in "Aкт" and a Latin "i" in "бөлiк" do not matter;
5. time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from legal.letters import LOOK_ALIKE
from legal.records import Language
from legal.vocabulary.numerals import KAZAKH_ORDINALS, KAZAKH_TENS, RUSSIAN_ORDINALS, RUSSIAN_TENS

_ORDINALS = frozenset({*RUSSIAN_ORDINALS, *KAZAKH_ORDINALS})
_TENS = frozenset({*RUSSIAN_TENS, *KAZAKH_TENS})
_DASHES = "-‐‑‒–—−"
_TOKEN = re.compile(
    rf"(?P<date>[0-9]{{1,2}}\.[0-9]{{1,2}}\.[0-9]{{4}}(?!\.?[0-9]))"
    r"|(?P<roman>[IVXLСІХ]+)(?=[-‐‑][^\W\d_])"
    rf"|(?P<number>[0-9]+(?:\.[0-9]+)*(?:[-‐‑][0-9]+)*)(?P<bracket>\s?\))?"
    r"|(?P<word>[^\W\d_]+(?:[-‐‑’'ʼ][^\W\d_]+)*)"
    rf"|(?P<dash>[{_DASHES}])"
    r"|(?P<quote>[\"«»“”„])"
    r"|(?P<other>[^\s])"
)
_OPENING = "«“„"
_CLOSING = "»”"


@dataclass(frozen=True, slots=True)
class Token:
    """`type` is "word", "number", "date", "quote", "dash" or the punctuation mark itself; later stages put
    terminals of the grammar there, and what they mean in `value`. `key` is the folded word or the plain number; that
    of a quoted string keeps its quotes, so that no vocabulary has it, and `value` is what they hold. `bracket`: a
    number with its bracket.
    """

    type: str
    key: str
    start: int
    end: int
    bracket: bool = False
    value: Any = None


def fold(word: str) -> str:
    """A word in small letters of one script, without a distinction of е and ё: what tables are looked up by.

    >>> fold("Aкт"), fold("бөлiк"), fold("трёх")
    ('акт', 'бөлік', 'трех')
    """
    small = word.lower()
    if small.isascii() and len(small) > 1:
        return small
    return small.translate(LOOK_ALIKE).replace("‑", "-").replace("‐", "-")


def tokens(text: str, language: Language) -> tuple[Token, ...]:
    """The tokens of a text. Quotes that do not balance stay tokens of punctuation, which no formula has."""
    spans = quote_spans(text)
    found: list[Token] = []
    at = 0
    while match := _TOKEN.search(text, at):
        at = match.end()
        start = match.start()
        kind = match.lastgroup or "other"
        if kind == "quote":
            end = spans.get(start)
            if end is not None:
                inner = _whole(text[start + 1 : end].strip(" \u00a0"))
                found.append(Token("quote", text[start : end + 1], start, end + 1, value=inner))
                at = end + 1
            else:
                found.append(Token(match.group(), match.group(), start, at))
        elif match["number"]:
            number = re.sub("[‐‑]", "-", match["number"])
            found.append(Token("number", number, start, at, bracket=match["bracket"] is not None))
        elif kind in ("word", "roman"):
            found += _words(match.group(), start)
        elif kind in ("dash", "date"):
            found.append(Token(kind, match.group(), start, at))
        else:
            found.append(Token(match.group(), match.group(), start, at))
    return tuple(found)


def _words(printed: str, start: int) -> tuple[Token, ...]:
    """A word, or the two of a range of ordinals printed without spaces: "второго-пятого", "екінші-бесінші"."""
    key = fold(printed)
    first, dash, last = key.partition("-")
    if not dash or first not in _ORDINALS or not (last in _ORDINALS or last in _TENS):
        return (Token("word", key, start, start + len(printed)),)
    middle = start + len(first)
    return (
        Token("word", first, start, middle),
        Token("dash", printed[len(first)], middle, middle + 1),
        Token("word", last, middle + 1, start + len(printed)),
    )


def quote_spans(text: str) -> dict[int, int]:
    """Where each outermost quoted string opens and closes.

    Angle and curly quotes open and close by their sign. A straight quote opens where nothing is open, or after a
    space before a word; elsewhere it closes. Where that leaves a quote open, straight quotes are taken in pairs, and
    where they do not pair one sign is taken for two (`_shared`).
    """
    spans, depth = _by_context(text)
    if depth == 0:
        return spans
    spans, depth = _in_pairs(text)
    return spans if depth == 0 else _shared(text)


_AFTER_TITLE = re.compile(r"\s*(?:\((?:зарегистр|опублик|далее|Ведомост|САПП|Собрани)|следующ)")
_TITLE_ENDS = "туралы"


def _shared(text: str) -> dict[int, int]:
    """A title that ends, or in Kazakh begins, with a name in quotes, printed with one sign for both.

    `"Об утверждении Правил оказания государственной услуги "Выдача справки" (зарегистрирован …`: the sign before the
    bracket closes both. `"Анықтама беру" қағидаларын бекіту туралы" …`: the first sign opens both.
    """
    spans: dict[int, int] = {}
    depth, first = 0, -1
    for match in re.finditer(r"[\"«»“”„]", text):
        at, sign = match.start(), match.group()
        if _opens(text, at, sign, depth) and (sign != '"' or _before_word(text, at)):
            first = at if depth == 0 else first
            depth += 1
        elif depth:
            depth = 0 if depth == 2 and _AFTER_TITLE.match(text, at + 1) else depth - 1
            if depth == 0:
                spans[first] = at
        elif spans and text[:at].endswith(_TITLE_ENDS) and not re.search(r"[:;()]", text[spans[first] : at]):
            spans[first] = at
        else:
            return {}
    return spans if depth == 0 else {}


def _whole(inner: str) -> str:
    """The words of a quoted string, with the sign that it shares with a name inside it."""
    for opening, closing in ('""', "«»"):
        lacks = inner.count('"') % 2 if opening == closing else inner.count(opening) - inner.count(closing)
        if lacks:
            ends = lacks > 0 and (opening != closing or _before_word(inner, inner.rindex('"')))
            return f"{inner}{closing}" if ends else f"{opening}{inner}"
    return inner


def _by_context(text: str) -> tuple[dict[int, int], int]:
    spans: dict[int, int] = {}
    depth = 0
    first = -1
    for match in re.finditer(r"[\"«»“”„]", text):
        at, sign = match.start(), match.group()
        if _opens(text, at, sign, depth):
            first = at if depth == 0 else first
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                spans[first] = at
        else:
            return {}, -1
    return spans, depth


def _opens(text: str, at: int, sign: str, depth: int) -> bool:
    if sign in _OPENING:
        return not (sign == "“" and depth and not _before_word(text, at))
    if sign in _CLOSING:
        return False
    return depth == 0 or _before_word(text, at)


def _before_word(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return (before.isspace() or before in '(["«“„') and (after.isalnum() or after in '"«“№')


def _in_pairs(text: str) -> tuple[dict[int, int], int]:
    spans: dict[int, int] = {}
    first = -1
    for match in re.finditer(r"[\"«»“”„]", text):
        if first < 0:
            first = match.start()
        else:
            spans[first] = match.start()
            first = -1
    return spans, int(first >= 0)


def keys(found: Sequence[Token]) -> tuple[str, ...]:
    """The keys of tokens, for a look at what stands next to what."""
    return tuple(token.key for token in found)
