"""Lists of numbers: "7) и 8)", "3) – 7)", "первую и третью", "с девятого по двадцать первый", "екінші және үшінші"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from legal.amend.language import Token
from legal.amend.reach import read_date
from legal.amend.tagging import NumberList, expand
from legal.records import Language
from legal.vocabulary import kazakh, russian
from legal.vocabulary.numerals import (
    KAZAKH_LAST,
    KAZAKH_ORDINALS,
    KAZAKH_TENS,
    LAST,
    RUSSIAN_LAST,
    RUSSIAN_ORDINALS,
    RUSSIAN_TENS,
)

_ENDINGS = frozenset(["й", "я", "е", "го", "му", "м", "ой", "ый", "ий", "ая", "ую", "ом", "ем", "ым", "х", "ые", "ье"])
_MOST_NUMBERS = 100
"""Numbers, ranges counted as one, that stand in one list: more are no address."""
_JOINS = {"rus": frozenset({"и"}), "kaz": kazakh.CONNECTORS}


class Item(NamedTuple):
    """One number: as a decimal string, the case its ending shows, the next token, and how it is written."""

    num: str
    case: str | None
    after: int
    written: str
    """"digits", "bracket", "word" or "letter"."""


def read_item(found: Sequence[Token], at: int, language: Language) -> Item | None:
    """The number that begins at a token."""
    if at >= len(found):
        return None
    token = found[at]
    if token.type == "number":
        after = at + 1
        # "2-й", "5-го": a digit with the ending of an ordinal.
        if language == "rus" and after + 1 < len(found) and found[after].type == "dash":
            after += 2 * (found[after + 1].key in _ENDINGS)
        return Item(token.key, None, after, "bracket" if token.bracket else "digits")
    if token.type != "word":
        return None
    if len(token.key) == 1 and at + 1 < len(found) and found[at + 1].type == ")":
        return Item(token.key, None, at + 2, "letter")
    if len(token.key) == 1 and (number := _after_letter(found, at)) is not None:
        return Item(f"{token.key}-{number}", None, at + 3, "letter")
    return _russian_word(found, at) if language == "rus" else _kazakh_word(found, at)


def _after_letter(found: Sequence[Token], at: int) -> str | None:
    """The number of an item put in after a lettered one: "к-1)"."""
    if at + 2 >= len(found):
        return None
    letter, dash, number = found[at : at + 3]
    written = dash.type == "dash" and number.type == "number" and number.bracket
    return number.key if written and letter.end == dash.start and dash.end == number.start else None


def _russian_word(found: Sequence[Token], at: int) -> Item | None:
    tens = RUSSIAN_TENS.get(found[at].key)
    if tens and at + 1 < len(found):
        unit = RUSSIAN_ORDINALS.get(found[at + 1].key)
        if unit and unit.value < 10:
            return Item(str(tens + unit.value), unit.case, at + 2, "word")
    if (case := RUSSIAN_LAST.get(found[at].key)) is not None:
        return Item(LAST, case, at + 1, "word")
    whole = RUSSIAN_ORDINALS.get(found[at].key)
    return Item(str(whole.value), whole.case, at + 1, "word") if whole else None


def _kazakh_word(found: Sequence[Token], at: int) -> Item | None:
    if found[at].key in KAZAKH_LAST:
        return Item(LAST, None, at + 1, "word")
    tens = KAZAKH_TENS.get(found[at].key)
    if tens and at + 1 < len(found):
        unit = KAZAKH_ORDINALS.get(found[at + 1].key)
        if unit and unit[0] < 10:
            return Item(str(tens + unit[0]), None, at + 2, "word")
    whole = KAZAKH_ORDINALS.get(found[at].key)
    return Item(str(whole[0]), None, at + 1, "word") if whole else None


def read_numbers(found: Sequence[Token], at: int, language: Language, *, first: bool = False) -> NumberList | None:
    """The longest list of numbers that begins at a token; None where none does, or a range cannot be counted.

    `first`: the numbers stand before their noun ("первый и второй абзацы").
    """
    ranged = found[at].key in ("с", "со") if language == "rus" and at < len(found) else False
    begin = read_item(found, at + ranged, language)
    if begin is None:
        return None
    if ranged and not (begin.after < len(found) and found[begin.after].key == "по"):
        return None
    nums: list[str] = []
    item: Item | None = begin
    after = at
    count = 0
    while item is not None:
        count += 1
        if count > _MOST_NUMBERS:
            return None
        end = _range_end(found, item, language)
        if end is not None:
            members = expand(item.num, end.num)
            if members is None:
                return None
            nums += members
            after = end.after
        else:
            nums.append(item.num)
            after = item.after
        item = _next(found, after, begin.written, language, first)
        if item is None and language == "rus":
            # "второй, третий, с пятого по восьмой": a range goes on with the list.
            item = _range_on(found, after, begin)
    spread = nums == [begin.num] and begin.written == "digits" and begin.num.count("-") == 1
    return NumberList(tuple(nums), begin.case, after, spread)


def _range_on(found: Sequence[Token], at: int, begin: Item) -> Item | None:
    """The first number of a range with its preposition after a comma or a conjunction: ", с пятого по восьмой"."""
    index = at + (at < len(found) and found[at].type == ",")
    index += index < len(found) and found[index].key == "и"
    if index == at or index >= len(found) or found[index].key not in ("с", "со"):
        return None
    start = read_item(found, index + 1, "rus")
    if start is None or start.written != begin.written or _range_end(found, start, "rus") is None:
        return None
    return start


def _range_end(found: Sequence[Token], item: Item, language: Language) -> Item | None:
    """The last number of a range: "3) – 7)", "с первого по пятый"."""
    at = item.after
    if at >= len(found):
        return None
    by = language == "rus" and found[at].key == "по" and read_date(found, at + 1, "rus") is None
    if found[at].type == "dash" or by:
        end = read_item(found, at + 1, language)
        return end if end and end.written == item.written else None
    return None


def _next(found: Sequence[Token], at: int, written: str, language: Language, first: bool) -> Item | None:
    """The number after a comma or a conjunction, where it goes on with the list."""
    index = at
    if index < len(found) and found[index].type == ",":
        index += 1
    if index < len(found) and found[index].key in _JOINS[language]:
        index += 1
    if index == at:
        return None
    item = read_item(found, index, language)
    if item is None or (item.written == "word") != (written == "word"):
        return None
    # Kazakh numbers stand before their noun: a list goes on up to the noun.
    return None if language == "rus" and not first and _begins_next_rus(found, item) else item


def _begins_next_rus(found: Sequence[Token], item: Item) -> bool:
    """ "в части второй и первом предложении": the ordinal belongs to the noun after it, which has no other number."""
    if item.written != "word" or item.after >= len(found) or found[item.after].key not in russian.NOUNS:
        return False
    return read_item(found, item.after + 1, "rus") is None
