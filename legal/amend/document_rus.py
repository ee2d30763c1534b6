"""Names of approved documents in Russian clauses, recognised as one token.

"в Правилах предоставления услуг …, утвержденных указанным приказом:" names "Правила предоставления услуг …".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from legal.amend.language import Token
from legal.amend.mentions import Mention
from legal.amend.numbers import read_item
from legal.amend.tagging import Owner
from legal.records import ActRef
from legal.vocabulary.documents_rus import ADJECTIVES, DOCUMENT_ADJECTIVES, DOCUMENTS, Document
from legal.vocabulary.russian import (
    ACTS,
    NOUNS,
    SAID,
    THIS,
    VERBS,
    WORDS,
)  # fmt: skip

_WANTED: dict[str, tuple[str, ...]] = {
    "IN": ("loc", "acc"), "TO": ("dat",), "OUT_OF": ("gen",), "EVERYWHERE": ("gen",), "EFFECT": ("gen",),
    "VOID": ("acc", "nom"), "RESTATE": ("acc", "nom"), "ADD": ("acc", "nom"),
}  # fmt: skip
_NEVER_IN_NAMES = frozenset({"paragraph", "subparagraph", "alinea", "row", "column", "article", "chapter", "preamble"})
_APPROVED = "утвержд"
_ESTABLISHED = ("установленн", "одобренн", "определенн", "введенн")
"""Participles that stand for approval only where the act follows: "установленных согласно приложению 1 к …"."""
_PARTICIPLES = ("предназначенн", "применяем", "используем", "представляем")
_CHANGES = ("изменени", "дополнени")
_WITH_ANNEXES = [
    [annexes, "к", whose]
    for annexes in ("приложений", "приложениях", "приложения", "приложению")
    for whose in ("ним", "нему", "ней")
]
_CHANGES_GENITIVE = {
    "изменений": "изменения",
    "изменения": "изменение",
    "дополнений": "дополнения",
    "дополнения": "дополнение",
}
_FARTHEST_APPROVAL = 200
"""Tokens in which the words of approval of several documents follow the first of them."""


_LONGEST_NAME = 250
"""Tokens that the name of a document may have; of a longer one no end is looked for."""


class Named(NamedTuple):
    """A document named in a clause: what it is, the case of its head noun, and the token after its name."""

    owner: Owner
    case: str
    after: int
    annex: str | None = None
    """The number of the annex by which an act or a document (`of_document`) approves what is named by that alone."""
    of_document: bool = False


def read_document(
    text: str, found: Sequence[Token], mentions: Mapping[int, Mention], at: int, previous: str, *, holds: bool = True
) -> Named | None:
    """The approved document whose name begins at a token, or None.

    `previous` is the terminal before it: after "в" the prepositional is wanted, after an element the genitive.
    `holds`: it may be an annex of another document.
    """
    head = at
    while head < len(found) and head - at < 3 and found[head].key.startswith(DOCUMENT_ADJECTIVES):
        head += 1
    meanings = DOCUMENTS.get(found[head].key) if head < len(found) and found[head].type == "word" else None
    if meanings is None:
        return None
    chosen = _meaning(meanings, previous)
    if chosen is None:
        return None
    document, case = chosen
    end, after, ref, approved = _extent(text, found, mentions, head, case)
    capital = text[found[at].start].isupper()
    if holds and not approved and (annexed := _annex_of_document(text, found, mentions, end)) is not None:
        return annexed._replace(case=case)
    # "форму «Отчет»", "регламент государственной услуги «Назначение пособия»": a name that ends in quotes.
    titled = end > head + 1 and found[end - 1].type == "quote"
    led = previous == "IN" and after < len(found) and found[after].type == ":"
    whole = previous == "" and _is_whole(found, head, end, after)
    # "в приложении 2 к правилам:": what an annex belongs to.
    if not (capital or approved or titled or led or whole or previous == "TO"):
        return None
    if not approved and _swallows(found, head + 1, end):
        return None
    if approved and end == at + 1 and (number := _annex_of(found, end, after)) is not None:
        return Named(Owner(None, ref), case, after, number)
    name = _nominative(text, found, at, head, end, document, case)
    return Named(Owner(name, ref), case, after)


def changes_document(text: str, found: Sequence[Token], mentions: Mapping[int, Mention], at: int) -> Named | None:
    """ "изменений и дополнений, которые вносятся в некоторые решения …, утвержденных …" from a token on: their list."""
    words: list[str] = []
    end = at
    while end < len(found) and (named := _CHANGES_GENITIVE.get(found[end].key)):
        words += [*(["и"] if words else []), named]
        end += 1
        end += end + 1 < len(found) and found[end].key == "и" and found[end + 1].key in _CHANGES_GENITIVE
    if not words:
        return None
    for index in range(end, min(len(found), end + _FARTHEST_APPROVAL)):
        if found[index].type in (":", ";") or VERBS.get(found[index].key, "ENTER") != "ENTER":
            return None
        if found[index].key.startswith(_APPROVED):
            last = index - (found[index - 1].type == ",")
            _, after, ref, approved = _approval(found, mentions, last, index)
            rest = text[found[end].start : found[last - 1].end] if last > end else ""
            comma = "" if rest.startswith(",") or not rest else " "
            name = re.sub(r"\s+", " ", " ".join(words) + comma + rest)
            return Named(Owner(name[:1].upper() + name[1:], ref), "gen", after) if approved else None
    return None


def approved_by_annex(found: Sequence[Token], mentions: Mapping[int, Mention], at: int) -> Named | None:
    """ ", утвержденную приложением 3 к указанному приказу" from a token on: the annex, its act, and the token after."""
    if at + 1 >= len(found) or found[at].type != "," or not found[at + 1].key.startswith(_APPROVED):
        return None
    _, after, ref, approved = _approval(found, mentions, at, at + 1)
    number = _annex_of(found, at, after)
    return Named(Owner(None, ref), "acc", after, number) if approved and number is not None else None


def _annex_of_document(text: str, found: Sequence[Token], mentions: Mapping[int, Mention], end: int) -> Named | None:
    """ ", утвержденную приложением 2 к указанным Правилам": an annex of a document, whose case is left open."""
    at = end + (end < len(found) and found[end].type == ",")
    if at + 3 >= len(found) or not found[at].key.startswith(_APPROVED):
        return None
    at = _annexed(found, at + 1)
    number = _annex_of(found, end, at)
    said = at + (at < len(found) and found[at].key in SAID | THIS)
    if number is None or said >= len(found) or not any("dat" in m.cases for m in DOCUMENTS.get(found[said].key, ())):
        return None
    whose = read_document(text, found, mentions, said, "TO", holds=False) if said == at else None
    owner, after = (whose.owner, whose.after) if whose else (Owner(), said + 1)
    after += after < len(found) and found[after].type == ","
    return Named(owner, "acc", after, number, of_document=True)


def _is_whole(found: Sequence[Token], head: int, end: int, after: int) -> bool:
    """ "перечень организаций, находящихся в ведении Министерства, изложить …": a clause about one document alone."""
    verb = after + (after < len(found) and found[after].type == ",")
    about = verb < len(found) and VERBS.get(found[verb].key) in ("RESTATE", "DELETE")
    inside = found[head + 1 : end]
    return about and len(inside) > 1 and not any(t.key in NOUNS or t.type in ("number", "quote") for t in inside)


def _annex_of(found: Sequence[Token], first: int, after: int) -> str | None:
    """The number of the annex named in ", утвержденную приложением 3 к указанному приказу"."""
    noun = next((i for i in range(first, after) if found[i].key.startswith("приложени")), None)
    if noun is None:
        return None
    item = read_item(found, noun + 1 + (noun + 1 < after and found[noun + 1].type == "№"), "rus")
    return item.num if item is not None and item.written == "digits" else None


def _meaning(meanings: Sequence[Document], previous: str) -> tuple[Document, str] | None:
    """The reading of the head noun that its place leaves."""
    for case in _WANTED.get(previous, ("gen", "nom", "acc")):
        for document in meanings:
            if case in document.cases and not (previous == "" and case == "gen" and "nom" in document.cases):
                return document, case
    return None


def _extent(
    text: str, found: Sequence[Token], mentions: Mapping[int, Mention], head: int, case: str
) -> tuple[int, int, ActRef | None, bool]:
    """Where the name ends, the token after all that belongs to it, the act that approved it, and whether it says so."""
    at = head + 1
    while at < min(len(found), head + _LONGEST_NAME):
        token = found[at]
        comma = token.type == ","
        ahead = found[at + 1] if at + 1 < len(found) else None
        if token.key.startswith(_APPROVED) and token.type == "word" and token.key != "утверждении":
            return _approval(found, mentions, at, at)
        if comma and (after := _of_changes(found, at)) is not None:
            at = after
            continue
        if comma and ahead is not None and ahead.key.startswith(_APPROVED):
            return _approval(found, mentions, at, at + 1)
        if comma and ahead is not None and ahead.key.startswith(_ESTABLISHED):
            established = _approval(found, mentions, at, at + 1)
            if established[3]:
                return established
        if token.key == "и" and [each.key for each in found[at + 1 : at + 4]] in _WITH_ANNEXES:
            # "Правил и приложений к ним": annexes belong to the Rules.
            return at, at + 4, None, False
        # "форму заявления согласно приложению 1 к указанному приказу": where the document stands, as good as approved.
        if token.key == "согласно" or (comma and ahead is not None and ahead.key == "согласно"):
            stands = _stands(found, mentions, at, at + comma)
            if stands is not None:
                return stands
        if _second(text, found, at, case) is not None:
            return at, at, *_approval_ahead(found, mentions, at + 1)
        if _ends(found, at):
            return at, at, None, False
        at += 1
    return at, at, None, False


def _of_changes(found: Sequence[Token], at: int) -> int | None:
    """The index after ", в которые вносятся изменения и дополнения": part of the name of a list of acts."""
    keys = [token.key for token in found[at + 1 : at + 4]]
    if len(keys) < 3 or keys[0] != "в" or not keys[1].startswith("котор") or not keys[2].startswith("внос"):
        return None
    at += 4
    while at < len(found) and (found[at].key == "и" or found[at].key.startswith(_CHANGES)):
        at += 1
    return at


def _ends(found: Sequence[Token], at: int) -> bool:
    """Whether the name is over at a token: an instruction, an element, a list of changes or the clause's end."""
    token = found[at]
    if token.type in (":", ";") or (token.type == "word" and token.key in VERBS):
        return True
    if token.key == "после" and at + 1 < len(found) and (found[at + 1].key in WORDS or found[at + 1].key in NOUNS):
        return True
    if token.key in ("следующие", "следующее") and at + 1 < len(found) and found[at + 1].key.startswith(_CHANGES):
        return True
    if token.key in WORDS and at + 1 < len(found) and found[at + 1].type == "quote":
        return True
    if token.key == "до" and at + 1 < len(found) and found[at + 1].type in ("number", "date"):
        return True
    if token.key == "по" and at + 1 < len(found) and found[at + 1].key in ("всему", "тексту"):
        return True
    if token.type == "," and at + 1 < len(found) and found[at + 1].key == "установив":
        return True
    index = at + (token.type == ",")
    if token.type == "," and index < len(found) and found[index].key in ("в", "во"):
        return index + 2 < len(found) and found[index + 1].key in NOUNS and found[index + 2].type == "number"
    noun = NOUNS.get(found[index].key) if index < len(found) and found[index].type == "word" else None
    if noun is None or "acc" not in noun.singular | noun.plural:
        return token.type == "," and index < len(found) and found[index].key in VERBS
    return _numbered(found, index + 1) and (token.type == "," or "gen" not in noun.singular)


def _second(text: str, found: Sequence[Token], at: int, case: str) -> int | None:
    """Where another document is named in the same breath, "Правилах …, и Стандарте …": the index of its head."""
    index = at + (found[at].type == ",")
    index += index < len(found) and found[index].key == "и"
    if index == at or index >= len(found) or found[index].type != "word" or not text[found[index].start].isupper():
        return None
    return index if any(case in meaning.cases for meaning in DOCUMENTS.get(found[index].key, ())) else None


def _approval_ahead(found: Sequence[Token], mentions: Mapping[int, Mention], at: int) -> tuple[ActRef | None, bool]:
    """The act that approved several documents, said after the last of them."""
    for index in range(at, min(len(found), at + _FARTHEST_APPROVAL)):
        if found[index].key.startswith(_APPROVED) and found[index].type == "word":
            return _approval(found, mentions, index, index)[2:]
        if found[index].type in (":", ";") or found[index].key in VERBS:
            break
    return None, False


def _numbered(found: Sequence[Token], at: int) -> bool:
    """Whether a noun is followed by its number: "пункт 5", "часть вторую", "строку, порядковый номер 5"."""
    if at < len(found) and found[at].type == "," and at + 1 < len(found) and found[at + 1].key.startswith("порядков"):
        return True
    return read_item(found, at, "rus") is not None


def _swallows(found: Sequence[Token], first: int, end: int) -> bool:
    """Whether a name without "утвержденных …" may hold more than a name.

    "Правилам … графу изложить" goes on with an element, "Перечне … согласно приложению 3 к Правилам" with an annex.
    """
    annexed = any(a.key == "согласно" and b.key.startswith("приложени") for a, b in pairwise(found[first:end]))
    if annexed:
        return True
    nouns = (NOUNS.get(token.key) for token in found[first:end] if token.type == "word")
    return any(noun is not None and noun.kind in _NEVER_IN_NAMES and "acc" in noun.singular for noun in nouns)


def _approval(
    found: Sequence[Token], mentions: Mapping[int, Mention], end: int, at: int
) -> tuple[int, int, ActRef | None, bool]:
    """ "утвержденных указанным приказом", "утвержденные приказом Министра … № 5 "…" (…)"."""
    after = _annexed(found, at + 1)
    if after in mentions:
        mention = mentions[after]
        return end, mention.last + 1, mention.ref, True
    if after + 1 < len(found) and found[after].key in SAID | THIS:
        noun = after + 1 + found[after + 1].key.startswith("совместн")
        if noun < len(found) and found[noun].key in ACTS:
            return end, noun + 1, None, True
    return end, at, None, False


def _stands(
    found: Sequence[Token], mentions: Mapping[int, Mention], end: int, according: int
) -> tuple[int, int, ActRef | None, bool] | None:
    """The name that ends before "согласно приложению 1 к указанному приказу" or "согласно приложению 1 изложить"."""
    named = _approval(found, mentions, end, according - 1)
    if named[3]:
        return named
    number = read_item(found, according + 2, "rus")
    if number is None or not found[according + 1].key.startswith("приложени"):
        return None
    after = number.after + (number.after < len(found) and found[number.after].type == ",")
    restated = after < len(found) and VERBS.get(found[after].key) == "RESTATE"
    return (end, number.after, None, True) if restated else None


def _annexed(found: Sequence[Token], at: int) -> int:
    """ "утвержденных [согласно] приложением 1 к указанному приказу": the index of the act that the annex belongs to.

    The number is passed over: the document is known by its name. `at` where no annex is named.
    """
    index = at + (at < len(found) and found[at].key in ("согласно", "в"))
    if index >= len(found) or not found[index].key.startswith("приложени"):
        return at
    index += 1
    index += index < len(found) and found[index].type == "№"
    number = read_item(found, index, "rus")
    index = number.after if number else index
    return index + 1 if index < len(found) and found[index].key == "к" else at


def _nominative(
    text: str, found: Sequence[Token], first: int, head: int, end: int, document: Document, case: str
) -> str:
    """The name with its head in the nominative: adjectives before it by their endings, the rest as printed."""
    endings = ADJECTIVES[document.gender]
    words = [_adjective(text[found[i].start : found[i].end], endings) for i in range(first, head)]
    words.append(_like(text[found[head].start : found[head].end], document.nominative))
    rest = head + 1
    # "Правилах и условиях проведения …": a second head in the same case.
    if rest + 1 < end and found[rest].key == "и" and (second := DOCUMENTS.get(found[rest + 1].key)):
        same = next((d for d in second if case in d.cases and (case != "gen" or d.gender == document.gender)), None)
        if same is not None:
            words += ["и", _like(text[found[rest + 1].start : found[rest + 1].end], same.nominative)]
            rest += 2
    if rest < end:
        # "форму сведений, предназначенную для сбора данных": the participle agrees with the head.
        agreed = (i for i in range(rest + 1, end) if found[i - 1].type == "," and found[i].key.startswith(_PARTICIPLES))
        if (at := next(agreed, None)) is not None:
            before = text[found[rest].start : found[at - 1].end]
            words += [before, _adjective(text[found[at].start : found[at].end], endings)]
            rest = at + 1
        words.append(text[found[rest].start : found[end - 1].end] if rest < end else "")
    if not words[0][:1].isupper():
        words[0] = words[0][:1].upper() + words[0][1:]
    return re.sub(r"\s+", " ", " ".join(words)).replace(" ,", ",").strip(" ,")


def _adjective(word: str, endings: Mapping[str, str]) -> str:
    for ending in sorted(endings, key=len, reverse=True):
        if word.endswith(ending):
            return word[: -len(ending)] + endings[ending]
    return word


def _like(printed: str, word: str) -> str:
    """A word with a capital where the printed one has it."""
    return word[:1].upper() + word[1:] if printed[:1].isupper() else word
