"""What pages leave in a text copied out of them: running headers and footers, page numbers.

A line is furniture where its own words say so (the page of a site printed from a browser, "Страница 2 из 15"), where it
names the bank's system and its number counts the pages ("ИПС «Әділет»  3"), or where it holds a number that counts
pages beside such a line, or lone numbers count from 1 through the text with a page's length between each two. A number
alone may be that of a table's row: anything less stays text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from legal.findings import finding
from legal.letters import pattern
from legal.reading.blocks import Line
from legal.reading.wraps import squeeze
from legal.records import Finding

_PAGE_LINES = 20
"""The fewest lines with words between two page numbers that nothing but their count tells."""

_SAYS = re.compile(
    r"(?:(?:Страница|Стр\.|Бет|Page)\s?[0-9]+(?:\s?(?:из|/|of)\s?[0-9]+)?|[0-9]{1,4}\s?(?:/|из)\s?[0-9]{1,4}|[-–—]\s?[0-9]{1,4}\s?[-–—]"
    r"|(?:[0-9]{2}\.[0-9]{2}\.[0-9]{4},?\s[0-9]{1,2}:[0-9]{2}\s.{0,200})"
    r"|https?://(?:adilet\.)?zan\.(?:kz|gov\.kz)/\S+(?:\s[0-9]+(?:/[0-9]+)?)?)",
    re.IGNORECASE,
)
_SYSTEM = pattern(r"ИПС|ИС\s|АҚЖ|Әділет|Адилет|Эталонный контрольный банк|эталондық бақылау банкі")
_COUNT = re.compile(r"^[0-9]{1,4}\b|\b[0-9]{1,4}$")
_ALONE = re.compile(r"[0-9]{1,4}")
_LONGEST = 160


def furniture_apart(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Finding, ...]]:
    """The lines without those of the pages' margins, and a finding that names what was left out.

    What stood on both sides of it is one text again; the paragraph that it cut goes on.
    """
    filled = [line for line in lines if not line.blank]
    texts = [squeeze(line.text) for line in filled]
    drop = {at for at, text in enumerate(texts) if says_furniture(text)} | _headers(texts)
    drop |= _beside(texts, drop) | _counted(texts, drop)
    if not drop:
        return tuple(lines), ()
    numbers = {filled[at].number for at in drop}
    shown = ", ".join(repr(text[:40]) for text in sorted({texts[at] for at in drop})[:5])
    found = finding("page-furniture", f"{len(drop)} lines left out: {shown}", min(numbers))
    return tuple(line for line in lines if line.number not in numbers), (found,)


def says_furniture(text: str) -> bool:
    """Whether the words of a line alone say that it is no text of an act.

    >>> says_furniture("Страница 2 из 15"), says_furniture("https://adilet.zan.kz/rus/docs/V2200026717 1/1")
    (True, True)
    >>> says_furniture("5"), says_furniture("Приложение 2")
    (False, False)
    """
    return _SAYS.fullmatch(text) is not None


def _headers(texts: Sequence[str]) -> set[int]:
    """Lines that name the system, alike but for a number that counts from page to page."""
    groups: dict[str, list[tuple[int, int]]] = {}
    for at, text in enumerate(texts):
        count = _COUNT.search(text)
        if count and len(text) <= _LONGEST and _SYSTEM.search(text):
            groups.setdefault(_COUNT.sub("#", text, count=1), []).append((at, int(count.group())))
    return {
        at
        for group in groups.values()
        if len(group) > 1 and all(b[1] == a[1] + 1 for a, b in pairwise(group))
        for at, _ in group
    }


def _beside(texts: Sequence[str], drop: set[int]) -> set[int]:
    """Lone numbers that stand next to furniture and grow from page to page."""
    found = [at for at, text in enumerate(texts) if _ALONE.fullmatch(text) and {at - 1, at + 1} & drop]
    last = len(texts) - 1
    if found and last not in drop and _ALONE.fullmatch(texts[last]) and int(texts[last]) == int(texts[found[-1]]) + 1:
        found.append(last)
    numbers = [int(texts[at]) for at in found]
    return set(found) if all(a < b for a, b in pairwise(numbers)) else set()


def _counted(texts: Sequence[str], drop: set[int]) -> set[int]:
    """Lone numbers that are 1, 2, 3 … through the whole text, a page apart."""
    alone = [at for at, text in enumerate(texts) if at not in drop and _ALONE.fullmatch(text)]
    counted = [int(texts[at]) for at in alone] in (list(range(1, len(alone) + 1)), list(range(2, len(alone) + 2)))
    apart = all(b - a > _PAGE_LINES for a, b in pairwise(alone)) and (not alone or alone[0] >= _PAGE_LINES)
    return set(alone) if len(alone) > 1 and counted and apart else set()
