"""Letters that look alike: patterns and texts in which a word is found whichever of them it is printed with.

Kazakh texts published before about 2013 have a Latin "i" for "і" throughout ("енгiзiлсiн", "бөлiм"). What is published
is kept; what it is searched with must find both.
"""

from __future__ import annotations

import re

LOOK_ALIKE = str.maketrans("aceopxykmthbiëё", "асеорхукмтнвіее")
"""Small Latin letters as the Cyrillic ones that they are printed for, ё as е."""


def either(source: str) -> str:
    """The source of a pattern that takes a Latin "i" wherever this one has the Kazakh "і".

    >>> either("б[оө]лім|[ыі]")
    'б[оө]л[іi]м|[ыіi]'
    """
    made: list[str] = []
    inside = False
    for at, sign in enumerate(source):
        escaped = at > 0 and source[at - 1] == "\\"
        if sign in "[]" and not escaped:
            inside = sign == "["
        latin = {"і": "i", "І": "I"}.get(sign)
        if latin is None or (inside and source[at + 1] == "-"):
            made.append(sign)
        else:
            made.append(sign + latin if inside else f"[{sign}{latin}]")
    return "".join(made)


def pattern(source: str, flags: int | re.RegexFlag = 0) -> re.Pattern[str]:
    """A compiled pattern of `either`."""
    return re.compile(either(source), flags)


def folded(text: str) -> str:
    """A text in small letters of one script, of the same length: what a phrase is searched in.

    >>> folded("қолданысқа енгiзiледi")
    'қолданысқа енгізіледі'
    """
    return text.lower().translate(LOOK_ALIKE)
