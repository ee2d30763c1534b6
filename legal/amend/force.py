"""Entry into force: the sentences of an act that say when it, or a part of it, takes force.

Law 480-V, art. 42: an act names a day, a term after its first official publication, or an event; parts of it may have
terms of their own. What is read here is the rule; `earliest` makes a date of it.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from legal.amend import force_kaz, force_rus
from legal.amend.address import Refused
from legal.amend.cursor import Cursor, sentences
from legal.amend.language import Token, tokens
from legal.amend.syntax import ForcePart, NotUnderstood
from legal.records import InForce, Language

LONGEST_SENTENCE = 3000
"""Tokens that the sentences on entry into force may have."""
LONGEST_TEXT = 100_000
"""Characters that they may have: more is refused unread."""


def parse_force(text: str, language: Language) -> tuple[ForcePart, ...] | NotUnderstood:
    """The parts of an act with their entry into force, from the sentence or sentences that state it.

    A part without places is everything not named by another. Exceptions come in the order of the text, after the rule
    that they are exceptions from. A retroactive rule ("распространяется на отношения, возникшие с …") keeps these
    words as `condition` beside its own rule. () for a sentence on official publication alone; a repeal that stands in
    the same article is passed over, as an instruction. Never raises: a sentence that is not read to its last word is
    `NotUnderstood`, whole.

    >>> (part,) = parse_force("Настоящий Закон вводится в действие с 1 марта 2004 года.", "rus")
    >>> part.rule, part.on
    ('date', '2004-03-01')
    """
    if len(text) > LONGEST_TEXT:
        return NotUnderstood(text, "")
    found = tokens(text, language)
    if len(found) > LONGEST_SENTENCE:
        return NotUnderstood(text, "")
    reader = force_rus.sentence if language == "rus" else force_kaz.sentence
    parts: list[ForcePart] = []
    split = sentences(text, _without_number(found))
    try:
        for sentence in split:
            parts += reader(Cursor(text, sentence))
    except Refused as refused:
        return NotUnderstood(text, f"{_NEAREST[language]} ({refused})")
    if not split or sum(not part.places and not part.addition for part in parts) > 1:
        return NotUnderstood(text, _NEAREST[language])
    return tuple(parts)


_NEAREST: dict[Language, str] = {
    "rus": "настоящий приказ вводится в действие по истечении десяти календарных дней после дня его первого "
    "официального опубликования",
    "kaz": "осы бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі",
}


def _without_number(found: tuple[Token, ...]) -> tuple[Token, ...]:
    """The sentence without "4. ", "4) ", "Статья 2.", "2-бап."."""
    if len(found) > 3 and found[0].key == "статья" and found[1].type == "number":
        return found[3:] if found[2].type == "." else found[2:]
    if len(found) > 4 and [t.type for t in found[:2]] == ["number", "dash"] and found[2].key == "бап":
        return found[4:] if found[3].type == "." else found
    if len(found) > 2 and found[0].type == "number" and (found[1].type == "." or found[0].bracket):
        return found[1:] if found[0].bracket else found[2:]
    return found


def parse_short_force(text: str, language: Language) -> ForcePart | None:
    """The rule in the bracket of a footnote, "(вводится в действие с 01.07.2023)"; None where there is none.

    >>> parse_short_force("(вводится в действие с 01.07.2023)", "rus").on
    '2023-07-01'
    """
    bare = text.strip().removeprefix("(").removesuffix(")").strip(" .")
    found = tokens(bare, language)
    if len(found) > LONGEST_SENTENCE:
        return None
    reader = force_rus.bracket if language == "rus" else force_kaz.bracket
    try:
        return reader(Cursor(bare, found))
    except Refused:
        return None


def first_day(force: InForce, published: date) -> date | None:
    """The first day of force by the rule of an operation, never before the day that it names as the earliest."""
    start = earliest(force.rule, force.days, published)
    return max(start, force.not_before) if start and force.not_before else start


def earliest(part_rule: str, days: int | None, reference_date: date) -> date | None:
    """The first day of force by a rule, counted from the day of publication (signature for "on-signature").

    after-publication N            the days run from the day after publication: D + N + 1. "со дня" is read like
                                   "после дня": a term begins the day after the event (Civil Code, art. 173)
    on-publication                 D
    day-after-publication          D + 1
    months-after-publication N     the months end on the same day of the month, or on its last day; force begins the
                                   day after: D + N months + 1 day
    on-signature                   D
    on-registration                the day of state registration, which the card holds: None
    date, condition                None: no publication date decides them

    >>> earliest("after-publication", 10, date(2025, 9, 30))
    datetime.date(2025, 10, 11)
    >>> earliest("months-after-publication", 6, date(2021, 8, 31))
    datetime.date(2022, 3, 1)
    """
    match part_rule:
        case "after-publication":
            return reference_date + timedelta(days=(days or 0) + 1)
        case "on-publication" | "on-signature":
            return reference_date
        case "day-after-publication":
            return reference_date + timedelta(days=1)
        case "months-after-publication":
            month = reference_date.month - 1 + (days or 0)
            year, month = reference_date.year + month // 12, month % 12 + 1
            last = calendar.monthrange(year, month)[1]
            return date(year, month, min(reference_date.day, last)) + timedelta(days=1)
    return None
