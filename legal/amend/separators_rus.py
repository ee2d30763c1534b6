"""Commas and conjunctions of Russian clauses: dropped, where none tells two readings apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from legal.amend.language import Token

_SECOND = {"GEN": "AND_GEN", "EVERYWHERE": "AND_EVERYWHERE"}
_OF_PLACES = frozenset(
    {"LOC", "GEN", "AND_GEN", *(f"{what}_{case}" for what in ("DOC", "ACT") for case in ("LOC", "GEN", "DAT"))}
)
_NOUNS_OF_WORDS = ("WORDS", "BY_WORDS")
_LATE = {"AFTER": "LATE_AFTER", "EVERYWHERE": "LATE_EVERYWHERE", "EACH_TIME": "LATE_EVERYWHERE"}


def without_separators(tagged: Sequence[Token]) -> Iterator[Token]:
    """The terminals without commas and conjunctions; where one tells two readings apart, the name says so."""
    before = after = joint = ""
    for token in tagged:
        if token.type == "SEP":
            after, before, joint = before, "SEP" if before else "", token.key
            continue
        # "слова и цифры "пункт 5"": two nouns for what is quoted.
        if token.type in _NOUNS_OF_WORDS and token.type == (after if before == "SEP" else before):
            continue
        if before == "SEP" and token.type == "EVERYWHERE" and after == "LOC" and joint == ",":
            # "в статье 5, по всему тексту": of the article, or of the act as well.
            yield replace(token, type="UNKNOWN")
        elif before == "SEP" and token.type in _SECOND and not (token.type == "EVERYWHERE" and after != "LOC"):
            yield replace(token, type=_SECOND[token.type])
        elif before == "SEP" and token.type == "IN" and after in _OF_PLACES:
            yield replace(token, type="AND_IN" if joint == "и" else "COMMA_IN")
        elif before == "QUOTES" and token.type in _LATE:
            yield replace(token, type=_LATE[token.type])
        else:
            yield token
        before = token.type
