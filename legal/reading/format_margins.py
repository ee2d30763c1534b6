"""What stands at the margins of PDF pages and is no text of the act: running headers and footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from legal.reading.annex_head import FORM_LABEL, split_label
from legal.reading.format_pages import Printed
from legal.reading.furniture import says_furniture
from legal.reading.labels import is_annex_label, label_of

_EDGE = 0.12
_LINES = 3
_GAP = 1.6
_SMALLER = 0.92
_SURE_PAGES = 3
_SURE_SHARE = 0.8
_DIGITS = re.compile(r"[0-9]+")
_NUMBER = re.compile(r"[-–—\s]*[0-9]{1,4}(?:\s*(?:/|из)\s*[0-9]{1,4})?[-–—\s]*")


def furniture(pages: Sequence[tuple[Sequence[Printed], float]]) -> set[int]:
    """The numbers of the lines that the margins of pages repeat: running headers, footers, page numbers.

    `pages` holds the lines of each page and the page's height. A line is furniture where at least half of the pages,
    and two of them, have the same words, figures aside, at the same height within an eighth of the edge; where it is
    not set apart from the text by a gap or smaller type, four of five pages. Labels never are: an annex that begins
    on a page of its own has its label where others have theirs. On any page goes what a browser prints around it.
    """
    seen: Counter[tuple[str, int]] = Counter()
    found: list[tuple[tuple[str, int], int, bool]] = []
    drop: set[int] = set()
    for lines, height in pages:
        for line, apart in _at_edges(lines, height):
            if says_furniture(line.text):
                drop.add(line.number)
            words = "#" if _NUMBER.fullmatch(line.text) else _DIGITS.sub("#", line.text)
            key = (words, round(line.row.y / 4))
            seen[key] += 1
            found.append((key, line.number, apart or words == "#"))
    for (words, y), number, apart in found:
        times = sum(seen[words, y + step] for step in (-1, 0, 1))
        sure = times >= max(_SURE_PAGES, len(pages) * _SURE_SHARE)
        if sure or (apart and times >= max(2, len(pages) / 2)):
            drop.add(number)
    for at, (lines, _) in enumerate(pages, 1):
        rest = [line for line in lines if line.number not in drop]
        if len(rest) > 1 and _alone(rest[-1], rest[-2]) and rest[-1].text.strip("-–— ") == str(at):
            drop.add(rest[-1].number)
    return drop


def _at_edges(lines: Sequence[Printed], height: float) -> list[tuple[Printed, bool]]:
    """The lines near the edges of a page that may be furniture, and whether they are set apart from the text."""
    top = [line for line in lines[:_LINES] if line.row.y >= height * (1 - _EDGE)]
    label = next((at for at, line in enumerate(top) if _labels(line.text)), len(top))
    bottom = [line for line in lines[-_LINES:] if line.row.y <= height * _EDGE and not _labels(line.text)]
    below = list(reversed(lines))
    made = [(line, _apart(lines, line)) for line in top[:label]]
    return made + [(line, _apart(below, line)) for line in bottom if line not in top[:label]]


def _apart(lines: Sequence[Printed], line: Printed) -> bool:
    """Whether a gap or a change of type lies between the lines from an edge up to this one and the text inside them."""
    at = lines.index(line)
    for before, after in pairwise(lines[at : _LINES + 1]):
        gap = abs(before.row.y - after.row.y) > _GAP * max(before.row.height, after.row.height)
        if gap or before.row.height < _SMALLER * after.row.height:
            return True
    return len(lines) <= at + 1


def _labels(text: str) -> bool:
    """A label of an annex, of an element or of a form: text, wherever on the page it stands."""
    annex = is_annex_label(text) or split_label(text, "rus") is not None
    return annex or label_of(text) is not None or FORM_LABEL.fullmatch(text) is not None


def _alone(last: Printed, before: Printed) -> bool:
    """Whether the last line of a page stands far below the text."""
    return before.row.y - last.row.y > 2.5 * last.row.height
