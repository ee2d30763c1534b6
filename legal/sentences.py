"""Sentences of a line: the smallest thing that an instruction names, and the one with the least to hold on to.

A stop ends a sentence where a capital follows and no abbreviation or initial precedes.
"""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.!?])\s+(?=[\"«]?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])")
_DOUBT = re.compile(r"(?:\b\w{1,3}|\b[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]\w{0,2})\.$")


def split_sentences(text: str) -> tuple[str, ...] | None:
    """The sentences of a line; None where an abbreviation makes an end doubtful.

    >>> split_sentences("Срок составляет пять дней. Заявление подается лично.")
    ('Срок составляет пять дней.', 'Заявление подается лично.')
    >>> split_sentences("Согласно ст. Закона и т.д. Заявление подается лично.") is None
    True
    """
    pieces = tuple(_END.split(text))
    return None if any(_DOUBT.search(piece) for piece in pieces[:-1]) else pieces
