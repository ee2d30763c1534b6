"""Terms of entry into force in Kazakh: days, terms after publication, events, the earliest day of a term, an end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from legal.amend.address import Refused
from legal.amend.cursor import Cursor
from legal.amend.force_terms_rus import EVENTS, Term
from legal.amend.reach import read_date
from legal.vocabulary.forms import forms
from legal.vocabulary.numerals import KAZAKH_CARDINALS, KAZAKH_TENS

_SINCE = ("күнінен кейін", "күнінен бастап", "күннен кейін", "күннен бастап", "күнінен соң")
_NEXT_DAY = ("күнінен кейінгі күннен бастап", "күннен кейінгі күннен бастап", "күнінен кейінгі күні")
_PUBLISHED = (
    "алғашқы ресми жарияланған", "ресми жарияланған", "алғаш ресми жарияланған", "алғашқы рет ресми жарияланған",
    "бірінші ресми жарияланған", "алғашқы жарияланған", "алғаш рет ресми жарияланған", "жарияланған",
)  # fmt: skip
_AFTER_IT = tuple(
    f"{how} {done} кейін" for how in ("алғашқы ресми", "ресми") for done in ("жарияланғаннан", "жарияланғанынан")
)
_REGISTRARS = (
    "қазақстан республикасы әділет министрлігінде", "қазақстан республикасының әділет министрлігінде",
    "әділет министрлігінде", "әділет органдарында",
)  # fmt: skip
_REGISTERED = ("мемлекеттік тіркелген", "мемлекеттік тіркеуден өткен", "мемлекеттік тіркеуден өткізілген", "тіркелген")
_DAY = frozenset(form for word in ("күн", "ай", "жыл") for form in forms(word))


def read_term(cursor: Cursor) -> Term | None:
    """A term without its verb; None, and nothing passed over, where none stands here."""
    before = cursor.at
    found = _dated(cursor) or _signed(cursor) or _after_publication(cursor)
    if found is None:
        cursor.at = before
    return found


def _dated(cursor: Cursor) -> Term | None:
    dated = read_date(cursor.found, cursor.at, "kaz")
    if dated is None:
        return None
    cursor.at = dated[1]
    # "01.07.2023 бастап", "01.07.2023-ден бастап"
    if not cursor.done and cursor.found[cursor.at].type == "dash":
        cursor.at += 2
    stated = cursor.take("бастап") or (cursor.key(), cursor.key(1)) == ("қолданысқа", "енгізіледі")
    return Term("date", on=dated[0].isoformat()) if stated else None


def _signed(cursor: Cursor) -> Term | None:
    before = cursor.at
    cursor.skip("оның", "ол")
    cursor.take(*_REGISTRARS)
    if cursor.take(*(f"{done} {since}" for done in _REGISTERED for since in _SINCE)):
        return Term("on-registration")
    cursor.at = before
    cursor.skip("оған", "оның")
    return Term("on-signature") if cursor.take(
        "қол қойылған күнінен бастап", "қол қойылған күннен бастап", "қабылданған күнінен бастап",
        "қол қойылған күнінен кейін",
    ) else None  # fmt: skip


def _after_publication(cursor: Cursor) -> Term | None:
    cursor.skip("оның", "олар", "ол")
    if cursor.take(*(f"{words} {since}" for words in _PUBLISHED for since in _NEXT_DAY)):
        return Term("day-after-publication")
    if cursor.take(*(f"{words} {since}" for words in _PUBLISHED for since in _SINCE)):
        since = cursor.key(-1)
    elif cursor.take(*_AFTER_IT):
        since = "кейін"
    else:
        return None
    calendar_days = cursor.take("күнтізбелік")
    number = _cardinal(cursor)
    if number is None:
        if calendar_days:
            return None
        return Term("on-publication" if since == "бастап" else "day-after-publication")
    cursor.brackets()
    cursor.skip("күнтізбелік")
    unit = cursor.key()
    if unit not in _DAY:
        return None
    cursor.at += 1
    if not cursor.take("өткен соң", "өткеннен кейін", "өткен кейін", "өткен соң,", "өткенде", "өткен"):
        return None
    if unit.startswith("күн"):
        return Term("after-publication", number)
    return Term("months-after-publication", number * (12 if unit.startswith("жыл") else 1))


def _cardinal(cursor: Cursor) -> int | None:
    """ "он", "жиырма бір", "60"."""
    if not cursor.done and cursor.found[cursor.at].type == "number" and cursor.key().isdigit():
        cursor.at += 1
        return int(cursor.found[cursor.at - 1].key)
    value = KAZAKH_CARDINALS.get(cursor.key())
    if value is None:
        return None
    cursor.at += 1
    unit = KAZAKH_CARDINALS.get(cursor.key())
    if value in KAZAKH_TENS.values() and unit is not None and unit < 10:
        cursor.at += 1
        return value + unit
    return value


def read_floor(cursor: Cursor) -> str | None:
    """ ", бірақ 2026 жылғы 1 қаңтардан ерте емес": the earliest day; None, and nothing passed over, for none."""
    before = cursor.at
    cursor.skip(",")
    cursor.skip("бірақ")
    dated = read_date(cursor.found, cursor.at, "kaz")
    if dated is not None:
        cursor.at = dated[1]
        if cursor.take("ерте емес", "бұрын емес", "ерте болмайтын", "кешіктірмей емес"):
            cursor.skip(",")
            return dated[0].isoformat()
    cursor.at = before
    return None


def bounded(term: Term, floor: str | None) -> Term:
    """A term with its earliest day. Raises Refused where an event that is no publication decides as well."""
    if floor is None:
        return term
    if term.rule in EVENTS:
        raise Refused("an event and a day before which it does not count")
    if term.rule == "date":
        return replace(term, on=max(term.on or floor, floor))
    return replace(term, not_before=floor)


def read_until(cursor: Cursor, verbs: Sequence[str]) -> str | None:
    """The first day without force: "2027 жылғы 1 қаңтарға дейін" is that day; with "қоса алғанда" the one after it.

    As in Russian, a term "дейін" a day ends with the day before it unless the day is said to be included.
    """
    dated = read_date(cursor.found, cursor.at, "kaz")
    if dated is None:
        return None
    cursor.at = dated[1]
    said = inclusive = False
    while not cursor.done:
        if cursor.take("дейін"):
            said = True
        elif cursor.take("қоса алғанда", "қоса алғанға"):
            inclusive = True
        elif cursor.key() in ("(", ")"):
            cursor.at += 1
        else:
            break
    if not (said or inclusive) or not cursor.take(*verbs):
        return None
    return (dated[0] + timedelta(days=inclusive)).isoformat()
