"""Nouns of elements in Russian clauses: their numbers, the headings that name them, and the case that they are in.

Several forms serve more cases than one ("части", "статьи", "строки", "приложения"): what stands before them, the
endings of their ordinals, and what they could belong to decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from legal.amend.language import Token
from legal.amend.numbers import read_numbers
from legal.amend.tagging import Element, NumberList, Phrases, roman
from legal.records import Kind
from legal.vocabulary.russian import NOUNS, PHRASES, VERBS, WORDS, Noun

PHRASE_TREE = Phrases(PHRASES)
"""The set phrases of the language."""
AFTER_PREPOSITION: dict[str, tuple[str, ...]] = {
    "IN": ("loc", "acc"), "TO": ("dat",), "ACCORDING": ("dat", "ins"), "AFTER": ("gen",), "BEFORE": ("ins",),
    "OUT_OF": ("gen",), "EFFECT": ("gen",), "ADD": ("ins",), "NEW": ("ins", "acc"), "COUNT": ("ins",),
    "EVERYWHERE": ("gen",),
}  # fmt: skip
"""The cases that a terminal leaves for what follows it, the likelier first."""
_TITLED: frozenset[Kind] = frozenset(
    {"division", "subdivision", "chapter", "section", "article", "annex", "table", "column", "row", "component"}
)
"""Kinds that an address may name by their heading in quotes."""
_ROMAN_KINDS: frozenset[Kind] = frozenset({"division", "subdivision", "chapter", "section"})
_ENDINGS: dict[str, frozenset[str]] = {
    "ins": frozenset({"ins", "dat"}), "dat": frozenset({"dat"}), "loc": frozenset({"loc"}),
}  # fmt: skip
"""The cases of endings that only some cases have: "вторым", "второму", "втором"."""
_CASES_PUT = ("ACC", "GEN", "LOC", "INS", "DAT")


def last_of(out: Sequence[Token]) -> str:
    """The terminal that was tagged last, "" at the start."""
    return out[-1].type if out else ""


def strings(found: Sequence[Token], at: int) -> tuple[tuple[str, ...], int]:
    """Quoted strings from a token on ("X", "Y" и "Z"), and the index after them."""
    words = [found[at].value]
    after = at + 1
    while (index := over(found, after, frozenset({"и"}))) > after and is_quote(found, index):
        words.append(found[index].value)
        after = index + 1
    return tuple(words), after


def is_quote(found: Sequence[Token], at: int) -> bool:
    """Whether a quoted string stands at an index."""
    return at < len(found) and found[at].type == "quote"


def over(found: Sequence[Token], at: int, joins: frozenset[str]) -> int:
    """The index after a comma and a conjunction."""
    if at < len(found) and found[at].type == ",":
        at += 1
    if at < len(found) and found[at].key in joins:
        at += 1
    return at


def titles_of(
    found: Sequence[Token], at: int, kind: Kind, case: str, nums: Sequence[str | None]
) -> tuple[tuple[str, ...], int]:
    """ "раздел «Общие положения»", "в графе «Примечание»": the headings that name elements, and the index after.

    Words that an instruction is about have none of their own before them only where its verb follows: "в главе 2
    «год» исключить", "в главе 2 «год» заменить …".
    """
    if kind not in _TITLED or not is_quote(found, at) or len(nums) > 1:
        return (), at
    titles, after = strings(found, at)
    key = found[after].key if after < len(found) else ""
    exchanged = VERBS.get(key) == "EXCHANGE" or WORDS.get(key) == "BY_WORDS" or key == "на"
    if exchanged or (case == "loc" and VERBS.get(key) == "DELETE") or (nums[0] is not None and len(titles) > 1):
        return (), at
    return titles, after


def own_numbers(found: Sequence[Token], at: int, kind: Kind) -> NumberList | None:
    """Numbers after a noun: "пункты 5 и 6", "строки, порядковые номера 1 и 2", "приложение № 3", "глава II"."""
    index = at + (at < len(found) and found[at].type == ",")
    serial = PHRASE_TREE.at(found, index)
    if serial and serial[0] == "SERIAL":
        numbers = read_numbers(found, serial[1], "rus") if serial[1] < len(found) else None
        # "строки, порядковый номер 5, приложения 1": the commas are a bracket, not a list.
        closed = numbers is not None and index > at and numbers.after < len(found)
        if numbers is not None and closed and found[numbers.after].type == ",":
            return replace(numbers, after=numbers.after + 1)
        return numbers
    if kind == "subparagraph" and is_quote(found, at) and re.fullmatch(r"[^\W\d_]", found[at].value):
        # "подпункт «а» пункта 2"
        return NumberList((found[at].value,), None, at + 1)
    if at < len(found) and found[at].type == "№":
        return read_numbers(found, at + 1, "rus")
    if at < len(found) and kind in _ROMAN_KINDS and (number := roman(found[at].key)):
        return NumberList((number,), None, at + 1)
    return read_numbers(found, at, "rus") if at < len(found) else None


def belongs_to_next(found: Sequence[Token], noun: Noun, numbers: NumberList) -> bool:
    """ "дополнить абзац вторым предложением": by its ending an ordinal is of the noun after it, not of this one."""
    following = NOUNS.get(found[numbers.after].key) if numbers.after < len(found) else None
    cases = _ENDINGS.get(numbers.case or "", frozenset())
    if following is None or not cases or not cases.isdisjoint(noun.singular | noun.plural):
        return False
    return not cases.isdisjoint(following.singular | following.plural)


def case_of(out: Sequence[Token], noun: Noun, numbers: NumberList | None) -> tuple[str, bool] | None:
    """The case and number of a noun's form after what has been tagged; None where it may be one of two.

    "в абзаце первом части первой и части второй": a second part of that alinea, or a second place.
    """
    cases = noun.singular | noun.plural
    for case in AFTER_PREPOSITION.get(last_of(out), ()):
        if case in cases:
            return case, case in noun.plural and case not in noun.singular
    several = numbers is not None and len(numbers.nums) > 1
    ending = numbers.case if numbers else None
    if {"gen", "loc"} <= noun.singular and (led := _led(out)) is not None:
        return ("loc", False) if noun.kind not in led else None
    if {"dat", "loc"} <= noun.singular and _led(out) is not None:
        # "в пункте 2 статьи 5, статье 8": a second place.
        return "loc", False
    if "gen" in noun.singular and noun.plural & {"acc", "nom"}:
        follows = bool(out) and out[-1].type in _CASES_PUT
        accusative = ending == "acc" or (ending is None and several and not follows)
        if numbers is None:
            accusative = not follows
        # "приложения 4 изложить" (sic): nothing stands before it that it could belong to.
        accusative = accusative or (not out and ending != "gen")
        return ("acc", True) if accusative else ("gen", False)
    plural = not noun.singular
    for case in ("acc", "nom", "gen", "ins", "dat", "loc"):
        if case in cases:
            return case, plural or case not in noun.singular
    return "acc", plural


def _led(out: Sequence[Token]) -> list[Kind] | None:
    """The kinds that the place before a conjunction belongs to: [part] after "в абзаце первом части первой и".

    None where no place in the prepositional and a conjunction stand there.
    """
    if last_of(out) != "SEP":
        return None
    kinds: list[Kind] = []
    for token in reversed(out[:-1]):
        if token.type == "LOC":
            return kinds
        if token.type not in ("GEN", "SEP") or (token.type == "GEN" and not isinstance(token.value, Element)):
            return None
        if token.type == "GEN":
            kinds.append(token.value.kind)
    return None
