"""Wrapped lines of a cell or a caption back to paragraphs, and what is odd in their letters.

The copy out of PDF leaves a space at the end of a line that was cut for its width; a line without one either ended
there in print or filled its column to the last place. Where a file has lost these spaces altogether, only the width
of the column and the punctuation are left to go by.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from legal.findings import finding
from legal.reading.blocks import Line
from legal.reading.wraps import join, squeeze
from legal.records import Finding

_TERMINAL = re.compile(r'[.;:!?]["»”)]*$')
_NUMBERED = re.compile(r"[0-9]+(?:-[0-9]+)*\)\s?\S")
_ITEM = re.compile(r"[0-9]+(?:-[0-9]+)*\)\s?\S|[0-9]{1,3}\.\s+[^\W\d_]|[-–—•]\s")
_CAPITAL = re.compile(r'["«“(]*[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]')
_CLOSING = re.compile(r'[,.;:!?)»]|"(?:[\s,.;:)»]|$)')
_HELD_OPEN = re.compile(r'(?:^|[\s(])["«“(]$|[(«“/]$|[^\s–—-]-$')
_MIXED = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_SPACED = re.compile(r"(?<!\w)[^\W\d_](?: [^\W\d_](?!\w)){3,}")


def meet(left: str, right: str) -> str:
    """Two pieces of a cut line as one.

    As `legal.reading.wraps.join`, and no space at a slash that the cut left at the end or the start of a line.

    >>> meet("Бумажная/проактивная/", "электронная.")
    'Бумажная/проактивная/электронная.'
    """
    squeezed = squeeze(left)
    if not left.endswith(" ") and squeezed.endswith("/") and right.strip():
        return squeezed + squeeze(right)
    if right.startswith("/") and not left.endswith(" ") and not squeezed.endswith("_"):
        return squeezed + squeeze(right)
    return join(left, right)


def whole(lines: Sequence[str]) -> str:
    """All lines as one paragraph."""
    text = ""
    for line in lines:
        text = meet(text, line) if text else squeeze(line)
        if line.endswith(" "):
            text += " "
    return text.strip()


def paragraphs(lines: Sequence[str]) -> tuple[str, ...]:
    """The paragraphs of a cell from its cut lines, in order.

    >>> paragraphs(["1) Отделения ", "граждан;", "2) портал ", "www.egov.kz ("," далее – портал)."])
    ('1) Отделения граждан;', '2) портал www.egov.kz (далее – портал).')
    """
    width = max((len(line.strip()) for line in lines), default=0)
    groups: list[list[str]] = []
    for line in lines:
        if not line.strip():
            continue
        if groups and not _breaks(groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(whole(group) for group in groups)


def _breaks(before: str, after: str, width: int) -> bool:
    """Whether a new paragraph begins at `after`."""
    left, right = before.strip(), after.strip()
    if before.endswith(" ") or _CLOSING.match(right) or _HELD_OPEN.search(left):
        return False
    fits = len(left) + 1 + len(right.split(" ", 1)[0]) <= width
    if not _TERMINAL.search(left):
        return fits and _NUMBERED.match(right) is not None
    return fits or _ITEM.match(right) is not None or _CAPITAL.match(right) is not None


def flows(before: str, after: str) -> bool | None:
    """Whether `after` goes on with the sentence of `before`: True, False, or None where both are possible."""
    left, right = before.strip(), after.strip()
    if not left or not right:
        return None
    ended = _TERMINAL.search(left) is not None
    begins = _CAPITAL.match(right) is not None or _ITEM.match(right) is not None
    if ended == begins:
        return not ended
    return None


def odd_letters(lines: Sequence[Line]) -> tuple[Finding, ...]:
    """A finding for every letter-spaced word and every word that mixes Latin and Cyrillic letters; both are kept."""
    found: list[Finding] = []
    for line in lines:
        for match in _SPACED.finditer(line.text):
            closed = match[0].replace(" ", "")
            found.append(
                finding("letter-spaced", f"{match[0]!r} kept as published, searched as {closed!r}", line.number)
            )
        for word in _MIXED.findall(line.text):
            if _LATIN.search(word) and _CYRILLIC.search(word):
                latin = ", ".join(sorted(set(_LATIN.findall(word))))
                found.append(finding("look-alike", f"{word!r} has Latin {latin}; kept as published", line.number))
    return tuple(found)
