"""The head of an act on the form of its body, as ministries and akimats write it: above the title, in pieces.

"МИНИСТЕРСТВО ЭНЕРГЕТИКИ РЕСПУБЛИКИ КАЗАХСТАН" / "ПРИКАЗ" / "15 мая 2024 года" / "№ 191-н/қ" / "город Астана": the
word of the form alone on a line, the date and the number under it, in any order and on any lines (order 464, item 9).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from legal.amend.mentions import parse_date
from legal.letters import folded, pattern
from legal.reading.blocks import Block
from legal.reading.labels import label_of
from legal.reading.wraps import squeeze
from legal.records import Language

_FORMS = {
    "приказ": "order",
    "бұйрық": "order",
    "постановление": "resolution",
    "қаулы": "resolution",
    "решение": "decision",
    "шешім": "decision",
    "указ": "decree",
    "жарлық": "decree",
}
_MOST_ABOVE = 6
_MOST_BELOW = 6
_SPACED = re.compile(r"\w(?: \w)+")
_DATE = re.compile(
    r"(?:от\s+)?[«\"]?\d{1,2}[»\"]?\s+[а-яё]+\s+\d{4}\s?(?:года|г\.)|\d{4}\s+жылғы\s+[«\"]?\d{1,2}[»\"]?\s+\w+"
)
_NUMBER = re.compile(r"(?:№|N)\s?(?P<number>[\w/.-]*\d[\w/.-]*(?:\s[А-ЯӘҒҚҢӨҰҮҺІ]{2,4})?)")
_PLACE = pattern(r"(?:г\.|город|поселок|село|с\.)\s?[\w-]+(?:\s[\w-]+)?|[\w-]+(?:\s[\w-]+)?\s(?:қаласы|ауылы|кенті)")


class Letterhead(NamedTuple):
    """What a letterhead says of the act, its words as published, and the index of the first block below it."""

    form: str
    date: date
    number: str
    text: str
    end: int


def letterhead_of(blocks: Sequence[Block], language: Language) -> Letterhead | None:
    """The letterhead that the blocks of an act begin with, or None. Without a date or a number there is none: a form
    of a draft says nothing yet.
    """
    at = next((i for i, block in enumerate(blocks[: _MOST_ABOVE + 1]) if _form(block)), None)
    if at is None or not all(map(_authors, blocks[:at])):
        return None
    form = _form(blocks[at])
    said: list[str] = []
    end = at + 1
    while end < min(len(blocks), at + 1 + _MOST_BELOW) and (pieces := _pieces(blocks[end])):
        said += pieces
        end += 1
    day = next((parse_date(re.sub(r"[«»\"]", "", piece), language) for piece in said if _DATE.search(piece)), None)
    number = next((match["number"] for piece in said if (match := _NUMBER.search(piece))), None)
    if form is None or day is None or number is None:
        return None
    above = [words for block in blocks[: at + 1] for words in _words(block)]
    return Letterhead(form, day, number, " ".join([*above, *said]), end)


def _words(block: Block) -> list[str]:
    """The words of a block, those of a table by its cells."""
    held = [squeeze(line) for row in block.rows for piece in row for line in piece.lines]
    return [words for words in (block.text, *held) if words]


def _form(block: Block) -> str | None:
    """The form that the words of a block name and nothing else, in both languages side by side too."""
    words = _words(block)
    named = {_FORMS.get(folded(word.replace(" ", "") if _SPACED.fullmatch(word) else word)) for word in words}
    return named.pop() if words and len(named) == 1 and all(word.isupper() for word in words) else None


def _authors(block: Block) -> bool:
    """Whether a block above the form names bodies: capitals, no sentence and no label."""
    words = _words(block)
    return bool(words) and all(word.isupper() and not label_of(word) for word in words)


def _pieces(block: Block) -> list[str]:
    """The words of a block where they are date, number and place and nothing else."""
    words = _words(block)
    left = [_PLACE.sub("", _NUMBER.sub("", _DATE.sub("", word))).strip(" ,") for word in words]
    return words if words and not any(left) else []
