"""Which words of a change are gone and which are new, for the eye.

What changed is told by the operations; this only marks words inside the two wordings of one change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from legal.versions.terms import GAP, REST

LIMIT = 3_000
"""Words of a wording above which nothing is marked: comparing costs the product of both lengths."""
_SIMILAR = 0.3
_NOTICES = tuple(text.rstrip("]") for terms in (GAP, REST) for text in terms.values())


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words; `changed` True where the other wording does not have it."""

    text: str
    changed: bool


def marked(before: str | None, after: str | None) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The two wordings as runs of words. Nothing is marked where one is missing or not on file,
    or where they have little in common.

    >>> [piece.text for piece in marked("1) старое слово;", "1) новое слово;")[1] if piece.changed]
    ['новое']
    """
    old, new = _tokens(before or ""), _tokens(after or "")
    unknown = any(notice in (before or "") + (after or "") for notice in _NOTICES)
    if not old or not new or unknown or max(len(old), len(new)) > LIMIT * 2:
        return _plain(before), _plain(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _SIMILAR:
        return _plain(before), _plain(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        changed = tag != "equal"
        left += [Piece("".join(old[i1:i2]), changed)] if i2 > i1 else []
        right += [Piece("".join(new[j1:j2]), changed)] if j2 > j1 else []
    return tuple(left), tuple(right)


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+|\s+|[^\w\s]", text)


def _plain(text: str | None) -> tuple[Piece, ...]:
    return (Piece(text, False),) if text else ()
