"""Matching words as they look: Latin letters in Cyrillic words, quotes, dashes and spaces of any make.

A skeleton has the length of its text, so a place in one is a place in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LATIN = "aceopxyiABCEHKMOPTXYI"
_CYRILLIC = "асеорхуіАВСЕНКМОРТХУІ"
_MARKS = {
    "«": '"',
    "»": '"',
    "“": '"',
    "”": '"',
    "„": '"',
    "–": "-",
    "—": "-",
    "‑": "-",
    "−": "-",
    "\u00a0": " ",
    "N": "№",
}
_TABLE = str.maketrans({**dict(zip(_LATIN, _CYRILLIC, strict=True)), **_MARKS})


def skeleton(text: str) -> str:
    """The text with look-alikes made alike, of the same length.

    >>> skeleton("Aкт") == skeleton("Акт")
    True
    """
    return text.translate(_TABLE)


def occurrences(words: str, text: str) -> Iterator[int]:
    """The places where words stand in a text as whole words.

    >>> list(occurrences("орган", "органы, орган"))
    [8]
    """
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        if not _joined(text, start) and not _joined(text, end):
            yield start
            start = text.find(words, end)
        else:
            start = text.find(words, start + 1)


_WORD = re.compile(r"\w")


def _joined(text: str, at: int) -> bool:
    """Whether two letters or digits of one word meet at a place."""
    return 0 < at < len(text) and _WORD.match(text[at - 1]) is not None and _WORD.match(text[at]) is not None
