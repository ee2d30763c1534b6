"""What pages leave in a text copied out of them: running headers and footers, page numbers.

A line is furniture where its own words say so (the page of a site printed from a browser, "Страница 2 из 15"), where it
names the bank's system and its number counts the pages ("ИПС «Әділет»  3"), or where it holds a number that counts
pages beside such a line, or lone numbers count through the text: a page's length between each two, or each between
blank lines far from the margin. A number alone may be that of a table's row: anything less stays text. Where
form feeds part the pages, furniture is also the number that counts them at their edge, and the line that stands at
the edge of nearly all of them and cuts a sentence in two. What pages share at their edges otherwise may be captions
or the lines of forms, and is text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
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
_FEED = "\f"
_SHARE = 0.8
_FEWEST_PAGES = 3
_EDGE = 2
_CUT = 40
"""Characters of a line that goes on below, which captions and the lines of signatures seldom have."""
_MIDDLE = 20
"""Spaces before a number that is set in the middle of a page, more than before any paragraph."""


def furniture_apart(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Finding, ...]]:
    """The lines without those of the pages' margins, and a finding that names what was left out.

    What stood on both sides of it is one text again; the paragraph that it cut goes on.
    """
    filled = [line for line in lines if not line.blank]
    texts = [squeeze(line.text) for line in filled]
    drop = {at for at, text in enumerate(texts) if says_furniture(text)} | _headers(texts)
    drop |= _of_pages(lines) | _set_apart(lines)
    drop |= _beside(texts, drop) | _counted(texts, drop)
    lines = [replace(line, text=line.text.replace(_FEED, "")) if _FEED in line.text else line for line in lines]
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


def _of_pages(lines: Sequence[Line]) -> set[int]:
    """The places, among the lines with words, of what form feeds show to be set at the edges of pages."""
    pages: list[list[tuple[int, str]]] = [[]]
    filled = 0
    for line in lines:
        if _FEED in line.text:
            pages.append([])
        if not line.blank:
            pages[-1].append((filled, squeeze(line.text)))
            filled += 1
    if len(pages) == 1:
        return set()
    numbers = _page_numbers(pages, head=True) | _page_numbers(pages, head=False)
    left = [[entry for entry in page if entry[0] not in numbers] for page in pages]
    return numbers | {at for edge in (0, -1) for at in _cutting(left, edge)}


def _page_numbers(pages: Sequence[Sequence[tuple[int, str]]], *, head: bool) -> set[int]:
    """The places of the pages' own numbers, alone on one of the two lines at an edge of nearly all pages: a name beside
    a post may be copied under the number.
    """
    found: set[int] = set()
    for number, page in enumerate(pages, 1):
        edge = page[:_EDGE] if head else page[: -_EDGE - 1 : -1]
        found |= set([at for at, text in edge if text == str(number)][:1])
    return found if len(found) > 1 and len(found) >= (sum(map(bool, pages)) - 1) * _SHARE else set()


def _cutting(pages: Sequence[Sequence[tuple[int, str]]], edge: int) -> list[int]:
    """The places of a line that stands at the edge of nearly all pages, one of them inside a sentence."""
    held = [page for page in pages if len(page) > 1]
    common = Counter(page[edge][1] for page in held).most_common(1)
    if not common or common[0][1] < max(_FEWEST_PAGES, len(pages) * _SHARE):
        return []
    text = common[0][0]
    own = 1 if edge == 0 else -2
    cuts = False
    for before, after in pairwise(held):
        above = before[-1 if edge == 0 else own][1]
        below = after[own if edge == 0 else 0][1]
        here = (after if edge == 0 else before)[edge][1] == text
        cuts = cuts or (here and len(above) > _CUT and above[-1].islower() and below[0].islower())
    return [page[edge][0] for page in held if page[edge][1] == text] if cuts else []


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
    apart = all(b - a > _PAGE_LINES for a, b in pairwise(alone)) and (not alone or alone[0] >= _PAGE_LINES)
    return set(alone) if len(alone) > 1 and _count([texts[at] for at in alone]) and apart else set()


def _set_apart(lines: Sequence[Line]) -> set[int]:
    """Lone numbers that are 1, 2, 3 … through the whole text, each between blank lines in the middle of the page, and
    one of them where a sentence or a list goes on: the number of a section stands between finished paragraphs.

    One that is not set so belongs to a table, and then none is told from it.
    """
    filled = [at for at, line in enumerate(lines) if not line.blank]
    alone = [place for place, at in enumerate(filled) if _ALONE.fullmatch(squeeze(lines[at].text))]
    if len(alone) < 2 or not _count([squeeze(lines[filled[place]].text) for place in alone]):
        return set()
    if not all(_in_the_middle(lines, filled[place]) for place in alone):
        return set()
    inside = [place for place in alone if 0 < place < len(filled) - 1]
    pairs = [(squeeze(lines[filled[place - 1]].text), squeeze(lines[filled[place + 1]].text)) for place in inside]
    return set(alone) if any(above[-1] in ",;" or below[0].islower() for above, below in pairs) else set()


def _in_the_middle(lines: Sequence[Line], at: int) -> bool:
    above, below = lines[at - 1 : at], lines[at + 1 : at + 2]
    return lines[at].text.startswith(" " * _MIDDLE) and all(line.blank for line in (*above, *below))


def _count(numbers: Sequence[str]) -> bool:
    """Whether numbers count pages: from 1, or from 2 where the first page has none."""
    return [int(number) for number in numbers] in (list(range(1, len(numbers) + 1)), list(range(2, len(numbers) + 2)))
