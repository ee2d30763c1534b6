"""Dates and moments as people and programs write them, and nothing looser.

`date.fromisoformat` also takes `20260101` and `2026-W01-1` (which is 29 December 2025): a date that can be read in
two ways is refused here.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time

from api import clock
from api.refusals import Refusal

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)


def civil_date(text: str, place: str | None = None) -> date:
    """The civil date written `YYYY-MM-DD`. Raises Refusal("date") for anything else, 30 February included.

    >>> civil_date("2026-01-01")
    datetime.date(2026, 1, 1)
    """
    match = _DATE.fullmatch(text)
    try:
        if match is None:
            raise ValueError(text)
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise Refusal("date", place=place, value=text[:40]) from None


def moment(text: str, place: str | None = None) -> datetime:
    """A moment of knowledge time: `2026-01-01T12:00` with an optional zone, by default that of Kazakhstan.

    A bare date means what was known at the end of that day. Raises Refusal("moment"), and Refusal("future_moment")
    for a moment that has not come: what will be known then nobody can say.

    >>> moment("2026-01-01T12:00+05:00").isoformat()
    '2026-01-01T12:00:00+05:00'
    """
    try:
        found = _moment(text)
    except (ValueError, OverflowError, Refusal):
        raise Refusal("moment", place=place, value=text[:40]) from None
    if found > (now := clock.now()):
        raise Refusal("future_moment", place=place, value=text[:40], now=now.isoformat(timespec="minutes"))
    return found


def _moment(text: str) -> datetime:
    if _DATE.fullmatch(text):
        return datetime.combine(civil_date(text), time.max, clock.ZONE)
    if not _MOMENT.fullmatch(text):
        raise ValueError(text)
    found = datetime.fromisoformat(text)
    return (found if found.tzinfo else found.replace(tzinfo=clock.ZONE)).astimezone(clock.ZONE)
