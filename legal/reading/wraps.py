"""Lines cut at a width joined to one paragraph again: how two pieces of a line meet."""

from __future__ import annotations

import re
from collections.abc import Sequence

_OPEN_AT_END = re.compile(r'(?:^|[\s(])["«(]$|[(«]$')
_CLOSE_AT_START = re.compile(r'[,.;:!?)»]|"(?:[\s,.;:)»]|$)')
_HYPHEN_AT_END = re.compile(r"[^\s–—-][-/]$")


def join(left: str, right: str) -> str:
    """Two pieces of a paragraph as one, inner spaces single.

    No space goes after an opening quote or bracket at the line's end, before punctuation or a closing quote at the
    line's start, and after the hyphen or the stroke of a compound ("4-2-" / "бабының").

    >>> join('Государственной корпорации "', 'Правительство для граждан"')
    'Государственной корпорации "Правительство для граждан"'
    >>> join("в орган", ", рассматривающий жалобу")
    'в орган, рассматривающий жалобу'
    >>> join("услуги -", "шестьдесят часов")
    'услуги - шестьдесят часов'
    """
    left, right = squeeze(left), squeeze(right)
    if not left or not right:
        return left or right
    if _OPEN_AT_END.search(left) or _CLOSE_AT_START.match(right) or _HYPHEN_AT_END.search(left):
        return left + right
    return f"{left} {right}"


def join_all(pieces: Sequence[str]) -> str:
    """Many pieces of a paragraph as one, by the rules of `join`, in time linear in their length.

    >>> join_all(['согласно приложению 4-2-', 'бабының "', 'Правил', '"', 'от 5 мая'])
    'согласно приложению 4-2-бабының "Правил" от 5 мая'
    """
    made: list[str] = []
    end = ""  # the last two characters so far: all that the rules look back at
    for piece in map(squeeze, pieces):
        if not piece:
            continue
        if made:
            glued = _OPEN_AT_END.search(end) or _CLOSE_AT_START.match(piece) or _HYPHEN_AT_END.search(end)
            between = "" if glued else " "
            made.append(between)
            end += between
        made.append(piece)
        end = (end + piece)[-2:]
    return "".join(made)


_UNSEEN = "\u00ad\u200b\u2060\ufeff"
_INVISIBLE = dict.fromkeys(map(ord, _UNSEEN))


def visible(text: str) -> str:
    """A text without the characters that no page shows: soft hyphens, spaces of no width, byte order marks.

    >>> visible("государ\u00adственный\u200b орган")
    'государственный орган'
    """
    return text.translate(_INVISIBLE) if any(sign in text for sign in _UNSEEN) else text


def squeeze(text: str) -> str:
    """Spaces, tabs and no-break spaces to single spaces; ends stripped."""
    return " ".join(text.split())
