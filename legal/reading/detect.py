"""Which language a text is written in, told from its letters and commonest words."""

from __future__ import annotations

import re

from legal.records import Language

_KAZAKH = "әғқңөұүһіӘҒҚҢӨҰҮҺІ"
_CYRILLIC = re.compile(r"[а-яёА-ЯЁ]+")


def language_of(text: str) -> Language:
    """Kazakh where at least two of a hundred Cyrillic letters are letters that only Kazakh has, else Russian.

    Kazakh prose has 15 to 20 of a hundred; Russian acts name Kazakh titles and people, well under one.
    """
    kazakh = sum(map(text.count, _KAZAKH))
    cyrillic = sum(map(len, _CYRILLIC.findall(text)))
    return "kaz" if kazakh * 50 > cyrillic + kazakh else "rus"
