"""Russian mentions of acts, read from the word that names the form to the bracket that ends the mention."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from legal.amend.language import Token
from legal.amend.reach import (
    LONGEST_AUTHOR,
    Found,
    brackets,
    legal_code,
    printed,
    read_date,
    read_number,
    registered_in,
)
from legal.records import ActRef
from legal.vocabulary.russian import ACTS, SAID, THIS, VERBS

_BEFORE_CODE: dict[str, tuple[str, ...]] = {
    "acc": ("ый", "ий", "ой"), "nom": ("ый", "ий", "ой"), "gen": ("ого", "его"), "dat": ("ому", "ему"),
    "ins": ("ым", "им"), "loc": ("ом", "ем"),
}  # fmt: skip
"""Endings of the adjectives before the word for a code, by its case: "Трудовой кодекс", "Налоговому кодексу"."""
_BEFORE = frozenset(
    word + ending
    for word in ("совместн", "конституционн", "нормативн")
    for ending in ("ый", "ое", "ого", "ому", "ым", "ом")
)
"""Adjectives before the word for an act: "совместный приказ", "Конституционный закон", "нормативное постановление"."""
_LONGEST_SHORT_NAME = 8
_LONGEST_NAME = 15
"""Tokens of a code's name in brackets, and without quotes."""
_WITHOUT_NUMBER = frozenset({"law", "code", "decree", "constitution"})
_ENDS = frozenset(
    {"следующие", "следующее", "следующий", "согласно"} | {"котор" + e for e in ("ый", "ая", "ое", "ые", "ым", "ого")}
)


@dataclass(slots=True)
class _Reading:
    """What has been read of one mention so far; `at` is the next token."""

    at: int
    author: list[str] = field(default_factory=list)
    dates: list[date] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    title: str | None = None
    registered: str | None = None


def read(text: str, found: Sequence[Token], at: int, floor: int) -> Found | None:
    """The mention whose word of form stands at a token, or None where that word names no particular act."""
    head = ACTS.get(found[at].key)
    if head is None or (at and found[at - 1].key in SAID | THIS):
        return None
    form, case = head
    seen = _Reading(at + 1)
    _author_date_number(text, found, seen)
    if not (seen.dates or seen.numbers):
        _titled_before_date(text, found, seen)
    if form in _WITHOUT_NUMBER:
        _title(found, seen)
        _named_again(found, seen)
        _about(text, found, seen, form)
        _author_date_number(text, found, seen)
        _adopted(found, seen, text)
    _title(found, seen)
    if seen.title is not None and not seen.dates and _date_ahead(found, seen.at):
        # "приказ № 7 "О формах" от 5 мая 2020 года": the day after the title.
        seen.at = _dates_numbers(text, found, seen.at, seen)
    if not _particular(form, seen):
        return None
    _tail(text, found, seen)
    first = _first(found, at, floor, form, case)
    title = seen.title
    if title is None and form == "code":
        title = _code_name(text, found, first, at, seen)
    ref = ActRef(
        form,
        seen.dates[0] if seen.dates else None,
        "/".join(seen.numbers) or None,
        author="; ".join(seen.author) or None,
        registered=seen.registered,
        title=title,
    )
    return Found(replace(ref, code=legal_code(ref)), first, seen.at - 1, case)


_MATTER = re.compile(r"(Республики Казахстан) (об? .+)")
_HALF = re.compile(r"\s\((?:Общая|Особенная) часть\)")


def _code_name(text: str, found: Sequence[Token], first: int, at: int, seen: _Reading) -> str | None:
    """The name of a code without quotes: by its matter ("Кодекс Республики Казахстан об административных
    правонарушениях от 5 июля 2014 года"), else by its own words with the half that is meant.
    """
    for index, author in enumerate(seen.author):
        if named := _MATTER.fullmatch(author):
            seen.author[index] = named[1]
            return named[2]
    name = printed(text, found, first, at + 3)
    half = _HALF.match(text, found[min(at + 2, len(found) - 1)].end)
    return f"{name}{half[0]}" if name and half else name


def _first(found: Sequence[Token], at: int, floor: int, form: str, case: str) -> int:
    """The first token: "совместный приказ", "Административный процедурно-процессуальный кодекс"."""
    first = at
    while first > floor and found[first - 1].type == "word":
        key = found[first - 1].key
        if key in _BEFORE or (form == "code" and key.endswith(_BEFORE_CODE[case]) and key not in SAID | THIS):
            first -= 1
        else:
            break
    return first


def _author_date_number(text: str, found: Sequence[Token], seen: _Reading) -> None:
    """ "Министра труда … от 24 февраля 2022 года № 73", in either order, once for each of a joint act's authors."""
    start = at = seen.at
    while at < len(found) and at - start < LONGEST_AUTHOR:
        token = found[at]
        dated = read_date(found, at + 1, "rus") if token.key == "от" else None
        number = read_number(text, found, at)
        if dated or number:
            author = printed(text, found, start, at)
            if author:
                seen.author.append(re.sub(r"^и\s+", "", author))
            at = _dates_numbers(text, found, at, seen)
            seen.at = start = at
            if not _another(found, at):
                return
            at += 1
            start = at
        elif (after := _with_force(found, at)) is not None:
            if author := printed(text, found, start, at):
                seen.author.append(author)
            seen.at = start = at = after
        elif _in_author(found, at):
            at += 1
        else:
            break
    if not seen.author and found[start : start + 2] and _republic(found, seen.at):
        seen.author.append(printed(text, found, seen.at, seen.at + 2) or "")
        seen.at += 2


def _with_force(found: Sequence[Token], at: int) -> int | None:
    """The index after ", имеющий силу Конституционного закона,": how decrees of 1995 are named."""
    index = at + (found[at].type == ",")
    if index + 2 >= len(found) or not found[index].key.startswith("имеющ") or found[index + 1].key != "силу":
        return None
    index += 2 + found[index + 2].key.startswith("конституционн")
    if index >= len(found) or ACTS.get(found[index].key, ("",))[0] != "law":
        return None
    return index + 1 + (index + 1 < len(found) and found[index + 1].type == ",")


def _in_author(found: Sequence[Token], at: int) -> bool:
    """Whether a token can be part of the name of an issuing body: words, commas, the stops of "и.о."."""
    token = found[at]
    if token.type == "word":
        return token.key not in VERBS and token.key not in _ENDS and token.key not in ACTS
    return token.type in ("dash", ",") or (token.type == "." and found[at - 1].end - found[at - 1].start <= 2)


def _republic(found: Sequence[Token], at: int) -> bool:
    return at + 1 < len(found) and found[at].key == "республики" and found[at + 1].key == "казахстан"


def _dates_numbers(text: str, found: Sequence[Token], at: int, seen: _Reading) -> int:
    while at < len(found):
        dated = read_date(found, at + 1, "rus") if found[at].key == "от" else None
        number = read_number(text, found, at)
        if dated:
            seen.dates.append(dated[0])
            at = dated[1]
        elif number:
            seen.numbers.append(number[0])
            at = number[1]
        else:
            break
    return at


def _another(found: Sequence[Token], at: int) -> bool:
    """A joint act goes on with "и Министра … от … № …", "и № 15" or ", Министра … от …": a date or number ahead."""
    if at >= len(found) or not (found[at].key == "и" or found[at].type == ","):
        return False
    for index in range(at + 1, min(len(found) - 1, at + 1 + LONGEST_AUTHOR)):
        token = found[index]
        if token.key == "от" and read_date(found, index + 1, "rus"):
            return True
        if token.type == "№" and index <= at + 2:
            return True
        joined = token.type in ("word", "dash", ",") and token.key not in VERBS
        if not joined or token.key in ACTS or token.key in _ENDS or token.key.startswith(("зарегистрир", "утвержд")):
            return False
    return False


def _title(found: Sequence[Token], seen: _Reading) -> None:
    if seen.title is None and seen.at < len(found) and found[seen.at].type == "quote":
        seen.title = found[seen.at].value
        seen.at += 1


def _titled_before_date(text: str, found: Sequence[Token], seen: _Reading) -> None:
    """ "решение маслихата "О бюджете города" от 25 декабря 2019 года № 423": the title before day and number."""
    at = seen.at
    while at < len(found) and at - seen.at < LONGEST_AUTHOR and _in_author(found, at):
        at += 1
    if at < len(found) and found[at].type == "quote" and _date_ahead(found, at + 1):
        if author := printed(text, found, seen.at, at):
            seen.author.append(author)
        seen.title = found[at].value
        seen.at = _dates_numbers(text, found, at + 1, seen)


def _named_again(found: Sequence[Token], seen: _Reading) -> None:
    """ "… (Налоговый кодекс) от 25 декабря 2017 года", "… (Особенная часть) от 1 июля 1999 года": the short name."""
    after = brackets(found, seen.at)
    if after is not None and after - seen.at <= _LONGEST_SHORT_NAME and _date_ahead(found, after):
        seen.at = after


def _date_ahead(found: Sequence[Token], at: int) -> bool:
    return at < len(found) and found[at].key == "от" and read_date(found, at + 1, "rus") is not None


def _about(text: str, found: Sequence[Token], seen: _Reading, form: str) -> None:
    """ "Кодекс Республики Казахстан об административных правонарушениях от 5 июля 2014 года": a name without quotes."""
    if form != "code" or seen.title is not None or seen.at >= len(found) or found[seen.at].key not in ("о", "об"):
        return
    for after in range(seen.at + 1, min(len(found), seen.at + _LONGEST_NAME)):
        if _date_ahead(found, after) or found[after].type == "(":
            seen.title = printed(text, found, seen.at, after)
            seen.at = after
            return
        if found[after].type != "word" or found[after].key in VERBS:
            return


def _adopted(found: Sequence[Token], seen: _Reading, text: str) -> None:
    """ "Гражданский кодекс Республики Казахстан (Общая часть), принятый Верховным Советом … 27 декабря 1994 года"."""
    at = brackets(found, seen.at) or seen.at
    if at + 1 < len(found) and found[at].type == "," and found[at + 1].key.startswith("принят"):
        for index in range(at + 2, min(len(found), at + 20)):
            dated = read_date(found, index, "rus")
            if dated:
                seen.dates.append(dated[0])
                seen.at = dated[1]
                return


def _particular(form: str, seen: _Reading) -> bool:
    """Whether the words name one act: a date or a number; a law or a code also by its title or its republic."""
    if seen.dates or seen.numbers:
        return True
    return form == "constitution" or (form in ("law", "code") and bool(seen.title or seen.author))


def _tail(text: str, found: Sequence[Token], seen: _Reading) -> None:
    """Brackets, and "зарегистрированный … за № 10370" between commas."""
    while (after := brackets(found, seen.at)) is not None:
        seen.registered = seen.registered or registered_in(text, found, seen.at, after)
        seen.at = after
    at = seen.at + 1 if seen.at < len(found) and found[seen.at].type == "," else seen.at
    if at >= len(found) or not found[at].key.startswith("зарегистрирован"):
        return
    for index in range(at, min(len(found), at + 30)):
        number = read_number(text, found, index)
        if number:
            seen.registered = registered_in(text, found, at, number[1])
            seen.at = number[1]
            return
