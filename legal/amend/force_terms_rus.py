"""Terms of entry into force in Russian: days, terms after publication, events, and the earliest day of a term."""

from __future__ import annotations

from dataclasses import dataclass, replace

from legal.amend.address import Refused
from legal.amend.cursor import Cursor
from legal.amend.reach import read_date
from legal.records import ForceRule
from legal.vocabulary.numerals import RUSSIAN_CARDINALS, RUSSIAN_TENS

_NOT_BEFORE = (
    "но не ранее чем", "но не ранее", "но не раньше", "и не ранее", "не ранее чем", "не ранее", "но не позднее",
)  # fmt: skip
_OF_PUBLICATION = (
    "официального опубликования",
    "опубликования",
    "официального опубликованния",
    "официальной публикации",
)
_REGISTRARS = (
    "в министерстве юстиции республики казахстан", "в министерстве юстиции", "в органах юстиции республики казахстан",
    "в органах юстиции", "в департаменте юстиции", "в территориальном органе юстиции",
)  # fmt: skip
EVENTS: frozenset[ForceRule] = frozenset({"condition", "on-signature", "on-registration"})
"""Rules that are an event other than publication."""
WHICH = frozenset({"который", "которая", "которое", "которые"})
_TAIL = frozenset({"и", "за", "кроме", *WHICH, "подлежит", "распространяется", "действует"})


@dataclass(frozen=True, slots=True)
class Term:
    """A rule as it is said: see `legal.amend.syntax.ForcePart`."""

    rule: ForceRule
    days: int | None = None
    on: str | None = None
    condition: str | None = None
    not_before: str | None = None


def read_term(cursor: Cursor) -> Term:
    """A term, and the day or event before which it does not come: "по истечении …, но не ранее 1 января 2026 года"."""
    first = cursor.at
    if cursor.take(*_NOT_BEFORE[-3:-1]):
        floor = _floor(cursor)
        if isinstance(floor, str) and not cursor.done and not _tail_here(cursor):
            return _bounded(cursor, _simple(cursor), floor, first)
        return _whole_condition(cursor, first)
    term = _simple(cursor)
    before = cursor.at
    cursor.skip(",")
    if not cursor.take(*_NOT_BEFORE):
        cursor.at = before
        return term
    if cursor.key(-1) == "позднее":
        return _whole_condition(cursor, first)
    return _bounded(cursor, term, _floor(cursor), first)


def _floor(cursor: Cursor) -> str | Term | None:
    """What follows "не ранее": a day, a term of its own, or an event (None)."""
    before = cursor.at
    cursor.skip("с", "чем")
    dated = read_date(cursor.found, cursor.at, "rus")
    if dated is not None:
        cursor.at = dated[1]
        return dated[0].isoformat()
    cursor.at = before
    cursor.skip("чем", "с", "со")
    if (event := _event_day(cursor)) is not None:
        # "с 1 апреля 2009 года, но не ранее дня опубликования": the later of the two.
        return event
    cursor.at = before
    cursor.skip("чем")
    if cursor.key() in ("по", "через", "со", "после"):
        return _simple(cursor)
    return None


def _bounded(cursor: Cursor, term: Term, floor: str | Term | None, first: int) -> Term:
    """A term with its earliest day; of a day and a term after publication, the later one. Other events: a condition."""
    if isinstance(floor, Term) and term.rule == "date" and term.on:
        term, floor = floor, term.on
    if not isinstance(floor, str) or term.rule in EVENTS:
        return _whole_condition(cursor, first)
    if term.rule == "date":
        return replace(term, on=max(term.on or floor, floor))
    return replace(term, not_before=floor)


def _whole_condition(cursor: Cursor, first: int) -> Term:
    """An event that decides with other words of a term: all of them as printed."""
    while not cursor.done and not _tail_here(cursor):
        cursor.at += 1
    return Term("condition", condition=cursor.words(first, cursor.at))


def _simple(cursor: Cursor) -> Term:
    """ "с 1 марта 2004 года", "по истечении десяти календарных дней после дня …", "со дня подписания"."""
    first = cursor.at
    if cursor.take("по истечении", "по истечение", "через"):
        return _after(cursor, first)
    if cursor.take("с", "со"):
        dated = read_date(cursor.found, cursor.at, "rus")
        if dated:
            cursor.at = dated[1]
            return Term("date", on=dated[0].isoformat())
        if (event := _from_day(cursor, first)) is not None:
            return event
    if cursor.take("после дня", "на следующий день после дня", "после"):
        return _published(cursor, Term("day-after-publication"), first)
    return _condition(cursor, first)


def _from_day(cursor: Cursor, first: int) -> Term | None:
    """ "дня его официального опубликования", "дня, следующего за днем …", "дня подписания": after "со", "не ранее"."""
    if cursor.take("дня , следующего за днем", "дня следующего за днем"):
        return _published(cursor, Term("day-after-publication"), first)
    if cursor.take("следующего дня после дня", "следующего дня после"):
        cursor.skip("дня")
        return _published(cursor, Term("day-after-publication"), first)
    if cursor.take("дня", "момента", "даты"):
        if cursor.take("его подписания", "подписания", "их подписания", "его принятия", "принятия"):
            return Term("on-signature")
        if _registered(cursor):
            return Term("on-registration")
        return _published(cursor, Term("on-publication"), first)
    return None


def _event_day(cursor: Cursor) -> Term | None:
    """The day of an event that has a rule of its own; None for any other, whose words are a condition."""
    try:
        return _from_day(cursor, cursor.at)
    except Refused:
        return None


def _registered(cursor: Cursor) -> bool:
    """ "его государственной регистрации в Министерстве юстиции Республики Казахстан"."""
    before = cursor.at
    cursor.skip("его", "ее", "их")
    if not cursor.take("государственной регистрации"):
        cursor.at = before
        return False
    cursor.take(*_REGISTRARS)
    return True


def _published(cursor: Cursor, term: Term, first: int) -> Term:
    """The event that a term runs from: official publication; any other is a condition."""
    before = cursor.at
    cursor.skip("его", "ее", "их")
    cursor.skip("первого")
    if cursor.take(*_OF_PUBLICATION):
        cursor.take("в средствах массовой информации", "в периодических печатных изданиях")
        return term
    cursor.at = before
    return _condition(cursor, first)


def _after(cursor: Cursor, first: int) -> Term:
    number = _cardinal(cursor)
    if number is None:
        return _condition(cursor, first)
    cursor.brackets()
    cursor.skip("календарных", "календарного")
    if cursor.take("дней", "дня", "день"):
        term = Term("after-publication", number)
    elif cursor.take("месяцев", "месяца", "месяц"):
        term = Term("months-after-publication", number)
    elif cursor.take("года", "лет", "год"):
        term = Term("months-after-publication", number * 12)
    else:
        return _condition(cursor, first)
    if cursor.take("после дня", "со дня", "с дня", "после", "с момента", "с даты", "от дня"):
        return _published(cursor, term, first)
    return _condition(cursor, first)


def _cardinal(cursor: Cursor) -> int | None:
    """ "десяти", "двадцати одного", "60"."""
    if not cursor.done and cursor.found[cursor.at].type == "number" and cursor.key().isdigit():
        cursor.at += 1
        return int(cursor.found[cursor.at - 1].key)
    value = RUSSIAN_CARDINALS.get(cursor.key())
    if value is None:
        return None
    cursor.at += 1
    unit = RUSSIAN_CARDINALS.get(cursor.key())
    if value >= 20 and value in RUSSIAN_TENS.values() and unit is not None and unit < 10:
        cursor.at += 1
        return value + unit
    return value


def _condition(cursor: Cursor, first: int) -> Term:
    """An event that decides: its words up to the next part of the sentence, as printed."""
    while not cursor.done and not _tail_here(cursor):
        cursor.at += 1
    words = cursor.words(first, cursor.at)
    numbered = any(token.type in ("number", "date") for token in cursor.found[first + 1 : first + 2])
    # "с 1 числа месяца, следующего за месяцем …": a day that counts from an event.
    numbered = numbered and not any(token.key == "числа" for token in cursor.found[first + 2 : first + 3])
    if not words.startswith(("с", "С", "п", "П", "через", "одновременно")) or len(words.split()) < 3 or numbered:
        raise Refused("no term of entry into force")
    return Term("condition", condition=words)


def _tail_here(cursor: Cursor) -> bool:
    if cursor.key() in (",", "и") and cursor.key(1) in _TAIL | {"вводится", "вступает", "вводятся"}:
        return True
    return cursor.key() == ";"
