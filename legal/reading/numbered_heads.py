"""Chapters numbered as paragraphs are, without their word: how acts were drafted before 2016.

"1. Общие положения" / "1. Настоящие Правила …" / "2. …" / "2. Порядок учета" / "3. …": two numberings run through one
document. Orders that change it call such a heading "глава 2", and a paragraph "пункт 2".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from legal.reading.blocks import Block
from legal.reading.labels import Label, label_of

_LONGEST = 250
_ENDED = re.compile(r"[.;:,!?][\"»”)]?$")


def numbered_chapters(blocks: Sequence[Block], quoted: Collection[int] = ()) -> Mapping[int, Label]:
    """The blocks that are headings numbered as paragraphs, by index, as labels of chapters.

    The first one is told by its paragraph: both are number 1. Each later one goes on with the number of the chapter
    before, stands over a paragraph or a section, and is not the next paragraph itself.
    """
    labels = [(at, label) for at, label in enumerate(_labels(blocks, quoted)) if label is not None]
    found: dict[int, Label] = {}
    chapter: tuple[int, ...] = (0,)
    last: tuple[int, ...] = (0,)
    for (at, label), (below, following) in pairwise(labels):
        if label.kind != "paragraph":
            continue
        number = _number(label)
        if below == at + 1 and _heads(label) and _counts_on(number, chapter) and _over(number, last, following):
            found[at] = label._replace(kind="chapter")
            chapter = number
        elif not found:
            return {}
        else:
            last = number
    return found


def _labels(blocks: Sequence[Block], quoted: Collection[int]) -> list[Label | None]:
    return [None if at in quoted or block.rows else label_of(block.text) for at, block in enumerate(blocks)]


def _heads(label: Label) -> bool:
    """A title: a capital, and no stop at its end."""
    return label.rest[:1].isupper() and len(label.rest) <= _LONGEST and _ENDED.search(label.rest) is None


def _counts_on(number: tuple[int, ...], chapter: tuple[int, ...]) -> bool:
    """Whether a number is the next after a chapter's, or one inserted after it: 2, or 1-1."""
    return number == (chapter[0] + 1,) or (number > chapter and number[0] == chapter[0] > 0)


def _over(number: tuple[int, ...], last: tuple[int, ...], following: Label) -> bool:
    """Whether what stands below shows that a number is no paragraph's: the paragraphs go on with theirs, or anew."""
    if following.kind == "section":
        return True
    below = _number(following)
    goes_on = number == (last[0] + 1,) and below > number
    return following.kind == "paragraph" and (below > last or below == (1,)) and not goes_on


def _number(label: Label) -> tuple[int, ...]:
    return tuple(int(part) for part in label.num.split("-")) if label.num[:1].isdigit() else (0,)
