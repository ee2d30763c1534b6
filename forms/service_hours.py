"""The hours of work of a service standard: whose, on which days, from when to when, with what break."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from forms.service_records import Hours, HoursSubject, Span
from forms.service_terms import channels_in
from forms.service_words import (
    ACCEPTANCE,
    BETWEEN_DAYS,
    BREAK_AFTER,
    BREAK_BEFORE,
    CLOCK,
    INTERVAL,
    ITEM,
    NO_BREAK,
    ON_DUTY,
    TIME,
    WEEKDAYS,
)  # fmt: skip
from legal.records import Language

_SENTENCE = re.compile(r"(?<=[^\W\d_]{3})[.;](?=\s|$)")
_BY = re.compile(r"^(?P<by>[^0-9]{3,200}?)\s*(?:[–—]|\s-|:)\s")


@dataclass(slots=True)
class _Found:
    """What the sentences of one line say of one place."""

    opens: str | None = None
    closes: tuple[str, ...] = ()
    breaks: tuple[str, ...] | None = None
    days: tuple[int, int] | None = None
    clock: bool = False
    by: str = ""
    used: list[tuple[int, int]] = field(default_factory=list)


def hours_of(span: Span, language: Language) -> tuple[tuple[Hours, ...], bool]:
    """The hours that one line gives, and whether every time of day in it was understood."""
    text = span.text
    item = ITEM.match(text)
    start = item.end() if item else 0
    named = _BY.match(text[start:])
    by = named["by"].strip() if named else ""
    found: list[Hours] = []
    understood = True
    for first, last in _sentences(text, start):
        part = text[first:last]
        groups = _sentence(part, language)
        times = len(TIME.findall(part))
        understood &= times == sum(len(TIME.findall(part[a:b])) for read in groups for a, b in read.used)
        clock = any(read.clock for read in groups)
        subject: HoursSubject = "acceptance" if ACCEPTANCE.search(part) and not clock else "work"
        where = Span(span.row, span.line, span.start + first, span.start + last, part.strip())
        found += [
            Hours(
                read.by or by,
                channels_in(by),
                subject,
                read.days,
                read.opens,
                read.closes,
                read.breaks,
                read.clock,
                where,
            )
            for read in groups
            if read.opens is not None or read.clock
        ]
    return tuple(found), understood


def _sentences(text: str, start: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _SENTENCE.finditer(text, start):
        yield at, match.end()
        at = match.end()
    if text[at:].strip():
        yield at, len(text)


def _sentence(part: str, language: Language) -> list[_Found]:
    """What a sentence says, once for each group of days: "с понедельника по пятницу с 8.00 …, в субботу с 9.00 …"."""
    groups = [_Found(clock=CLOCK.search(part) is not None)]
    begun = 0
    end = 0
    for match in INTERVAL[language].finditer(part):
        opens, closes = _clock(match["from"]), tuple(_clock(one) for one in TIME.findall(match["to"]))
        if opens is None or not closes or None in closes:
            continue
        ends = tuple(one for one in closes if one is not None)
        read = groups[-1]
        before = read.breaks is None and BREAK_BEFORE.search(part[: match.start()])
        is_break = before or BREAK_AFTER.match(part[match.end() :])
        if not is_break and read.opens is not None:
            between = part[end : match.start()]
            duty = ON_DUTY[language].search(between)
            plain = _without_days(ON_DUTY[language].sub(" ", between), language)
            if not _days(between, language) or not BETWEEN_DAYS.fullmatch(plain):
                continue
            cut = end + _first_day(between, language)
            _finish(read, part[begun:cut], language)
            begun = cut
            read = _Found(by=duty[0] if duty else groups[-1].by)
            groups.append(read)
        if is_break and read.breaks is None:
            read.breaks = (opens, *ends)
        elif not is_break:
            read.opens, read.closes = opens, ends
        else:
            continue
        read.used.append(match.span())
        end = match.end()
    _finish(groups[-1], part[begun:], language)
    return groups


def _finish(read: _Found, words: str, language: Language) -> None:
    """The days that a group names, and that it has no break where it says so."""
    read.days = _days(words, language)
    if read.breaks is None and NO_BREAK.search(words):
        read.breaks = ()


def _first_day(text: str, language: Language) -> int:
    """Where the first name of a day begins."""
    match = re.search("|".join(WEEKDAYS[language]), text, re.IGNORECASE)
    return match.start() if match else 0


def _without_days(text: str, language: Language) -> str:
    names = sorted(WEEKDAYS[language], key=len, reverse=True)
    return re.sub(rf"(?:{'|'.join(names)})\w*", " ", text, flags=re.IGNORECASE)


def _clock(printed: str) -> str | None:
    """A time of day as "HH:MM"; None for one that no clock shows.

    >>> _clock("9.00"), _clock("25.00")
    ('09:00', None)
    """
    hours, minutes = (int(part) for part in re.split(r"[.:-]", printed))
    return f"{hours:02d}:{minutes:02d}" if hours < 25 and minutes < 60 and (hours, minutes) <= (24, 0) else None


def _days(part: str, language: Language) -> tuple[int, int] | None:
    """The first and the last day of the last range of days, or a day by itself; None where there is none."""
    names = WEEKDAYS[language]
    one = "|".join(sorted(names, key=len, reverse=True))
    if language == "rus":
        ranged = rf"(?:с\s+)?({one})\w*\s*(?:по|до|[–—-])\s*({one})"
        alone = rf"(?:(?:^|\s|\()(?:в|во)\s+|^)({one})\w*"
    else:
        ranged = rf"({one})(?:ден|дан|нен|тен)?\s*(?:бастап\s|[–—-]|(?<=н)\s)\s*({one})"
        alone = rf"({one})\s+күні"
    found = re.findall(ranged, part, re.IGNORECASE)[-1:]
    if not found:
        days = re.findall(alone, part, re.IGNORECASE)
        found = [(day, day) for day in days] if len(days) == 1 else []
    if not found:
        return None
    first, last = (_day(name, names) for name in found.pop())
    return (first, last) if first <= last else None


def _day(name: str, names: Sequence[str]) -> int:
    return names.index(name.lower()) + 1
