"""Groups of acts that a Russian clause names all at once: "некоторые приказы Министра …", "следующие акты …"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from legal.amend.language import Token
from legal.amend.mentions import Mention
from legal.vocabulary.russian import ACTS_PLURAL, VERBS

_BEGINS = frozenset(
    f"{stem}{ending}"
    for stems, endings in (
        ("некотор структурн законодательн нормативн", ("ые", "ых")),
        ("следующ", ("ие", "их")),
        ("приказ", ("ы", "ов")),
        ("решени постановлени", ("я", "й")),
    )
    for stem in stems.split()
    for ending in endings
)
_ENDS = frozenset(["следующие", "изменения", "изменение", "дополнения", "дополнение", "согласно", "в", "по"])


def group_of_acts(found: Sequence[Token], mentions: Mapping[int, Mention], at: int) -> int | None:
    """The index after the group of acts that begins at a token, or None."""
    if found[at].key not in _BEGINS:
        return None
    noun = next((i for i in range(at, min(len(found), at + 4)) if found[i].key in ACTS_PLURAL), None)
    if noun is None or any(found[i].type != "word" for i in range(at, noun)):
        return None
    after = noun + 1
    while after < len(found) and _goes_on(found, mentions, after):
        after += 1
    return after


def _goes_on(found: Sequence[Token], mentions: Mapping[int, Mention], at: int) -> bool:
    token = found[at]
    if token.type == "quote" or at in mentions or token.type in (":", ";", "number"):
        return False
    if token.type == ",":
        return at + 1 < len(found) and found[at + 1].key not in _ENDS | {"утвержденному"}
    if token.key == "по" and at + 1 < len(found) and found[at + 1].key == "вопросам":
        return True
    return token.key not in VERBS and token.key not in _ENDS and token.type in ("word", "dash", ".")
