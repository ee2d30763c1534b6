"""Identifiers of provisions after the AKN naming convention: "comp_1__para_7__subpara_5".

A paragraph or an article has its number to itself throughout the document, so its identifier does not name the
chapter it stands in; a часть does not number, so it is left out of what stands in it.
"""

from __future__ import annotations

import re
import unicodedata

from legal.akn.names import SHORT
from legal.records import Kind

GROUPS: frozenset[Kind] = frozenset({"division", "subdivision", "chapter", "section"})
"""Elements that gather others without taking part in their address."""

_THROUGH: dict[Kind, frozenset[Kind]] = {
    "chapter": frozenset({"division", "subdivision"}),
    "article": GROUPS,
    "paragraph": GROUPS | {"part"},
    "subparagraph": frozenset({"part"}),
    "row": frozenset({"table"}),
}


def ancestors_left_out(kind: Kind) -> frozenset[Kind]:
    """The kinds of ancestors that the identifier of a kind does not name."""
    return _THROUGH.get(kind, frozenset())


def segment(kind: Kind, number: str | None, position: int) -> str:
    """The last piece of an identifier; `position` counts from 1 where the element has no number.

    >>> segment("subparagraph", "9-8", 1)
    'subpara_9-8'
    """
    value = re.sub(r"[^\w-]", "-", unicodedata.normalize("NFC", number)) if number else f"{position}"
    # An unnumbered table must not share an identifier with a numbered one.
    return f"{SHORT[kind]}_{value}" if number or kind not in ("preamble", "title") else SHORT[kind]


class Register:
    """Hands out identifiers that are unique in a document and never given twice."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wanted: str) -> str:
        """`wanted`, or with the first free suffix ".2", ".3" …"""
        name = wanted
        count = 1
        while name in self._taken:
            count += 1
            name = f"{wanted}.{count}"
        self._taken.add(name)
        return name
