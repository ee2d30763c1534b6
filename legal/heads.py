"""The lines over an annex from top to bottom, as print has them.

In Russian the label stands over what it is annexed to: "Приложение 1" / "к Правилам …". In Kazakh it stands under it:
"… қағидаларына" / "1-қосымша". The word for a form ("Форма", "Нысан") is the last of them in both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LABEL_BELOW = re.compile(r"(?:\d+(?:-\d+)*\s?-\s?)?қосымша", re.IGNORECASE)
_FORM = re.compile(r"(?:форма|нысан)\b.{0,6}", re.IGNORECASE)


def label_at(label: str, captions: Sequence[str]) -> int:
    """How many of the lines of a caption stand over the label.

    >>> label_at("1-қосымша", ["Анықтама беру қағидаларына", "Нысан"])
    1
    >>> label_at("Приложение 1", ["к Правилам выдачи справок", "Форма"])
    0
    """
    if not _LABEL_BELOW.fullmatch(label):
        return 0
    return next((at for at, line in enumerate(captions) if _FORM.fullmatch(line)), len(captions))


def head(label: str, captions: Sequence[str]) -> tuple[str, ...]:
    """The label and the lines of its caption in the order of print; what is empty is left out.

    >>> head("1-қосымша", ["Анықтама беру қағидаларына", "Нысан"])
    ('Анықтама беру қағидаларына', '1-қосымша', 'Нысан')
    """
    at = label_at(label, captions)
    return tuple(line for line in (*captions[:at], label, *captions[at:]) if line)
