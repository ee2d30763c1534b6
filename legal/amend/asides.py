"""What a clause says by the way: a short name for later ("далее – Правила"), and that the other language stays."""

from __future__ import annotations

from collections.abc import Sequence

from legal.amend.language import Token
from legal.records import Language
from legal.vocabulary import kazakh, russian

_SHORT_NAME: dict[Language, tuple[str, ...]] = {"rus": ("далее",), "kaz": ("бұдан", "әрі")}


def without_asides(found: Sequence[Token], language: Language) -> tuple[Token, ...]:
    """The tokens of a clause without its asides; a clause that has none, as it is."""
    kept = list(found)
    at = 0
    while at < len(kept):
        end = _closed(kept, at)
        if end is not None and (_short_name(kept, at + 1, language) or _other_language(kept[at + 1 : end], language)):
            del kept[at : end + 1]
        else:
            at += 1
    last = max((i for i, token in enumerate(kept) if token.type == ","), default=-1)
    colon = bool(kept) and kept[-1].type == ":"
    if last > 0 and _other_language(kept[last + 1 : len(kept) - colon], language):
        del kept[last : len(kept) - colon]
    return tuple(kept)


def _closed(found: Sequence[Token], at: int) -> int | None:
    """Where a bracket that opens at an index closes; None for another token and for a bracket in a bracket."""
    if found[at].type != "(":
        return None
    for index in range(at + 1, len(found)):
        if found[index].type == "(":
            return None
        if found[index].type == ")":
            return index
    return None


def _short_name(found: Sequence[Token], at: int, language: Language) -> bool:
    words = _SHORT_NAME[language]
    return tuple(token.key for token in found[at : at + len(words)]) == words


def _other_language(found: Sequence[Token], language: Language) -> bool:
    """ "текст на казахском языке не меняется" in a Russian clause: nothing else is said."""
    module = russian if language == "rus" else kazakh
    words = " ".join(token.key for token in found if token.type == "word")
    if len(words) != sum(len(token.key) + 1 for token in found) - 1:
        return False
    other = any(phrase in words and of != language for phrase, of in module.LANGUAGES)
    own = any(phrase in words and of == language for phrase, of in module.LANGUAGES)
    return other and not own and any(phrase in words for phrase in module.UNCHANGED)
