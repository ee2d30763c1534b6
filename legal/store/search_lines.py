"""The lines of a regulation with the days on which each stands: what the search index is made of.

They are read off the same answers that everybody gets, version by version, so the index cannot say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from legal.records import BlameLine
from legal.versions.history import blame
from legal.versions.query import bounds, status_on
from legal.versions.terms import GAP, REST

if TYPE_CHECKING:
    from legal.versions import Regulation

_APPLIES = frozenset({"in-force", "unknown"})
_UNKNOWN = frozenset((*GAP.values(), *REST.values()))


@dataclass(frozen=True, slots=True)
class Standing:
    """A line and a period in which it stands, `[start, end)`; None: as far as anything is known.

    `status_known`: whether anything on file says that the act applies on these days.
    """

    line: BlameLine
    start: date | None
    end: date | None
    status_known: bool


def standing(regulation: Regulation) -> tuple[Standing, ...]:
    """The lines of a regulation on the days on which it applies, each period whole, in the order of the text.

    What is not on file is no text, and is left out.
    """
    open_: dict[tuple[BlameLine, bool], date | None] = {}
    found: list[Standing] = []
    for start, end, known, lines in _versions(regulation):
        here = dict.fromkeys((line, known) for line in lines)
        for key in [key for key in open_ if key not in here]:
            found.append(Standing(key[0], open_.pop(key), start, key[1]))
        for key in here:
            open_.setdefault(key, start)
        if end is None:
            break
    return (*found, *(Standing(line, start, None, known) for (line, known), start in open_.items()))


def _versions(regulation: Regulation) -> Iterator[tuple[date | None, date | None, bool, tuple[BlameLine, ...]]]:
    """(first day, first day of the next, whether the status is known, lines) of every version, oldest first."""
    start, end = bounds(regulation, date.min)
    while True:
        on = start or date.min
        status = status_on(regulation, on)[0]
        lines = blame(regulation, on) if status in _APPLIES else ()
        yield start, end, status == "in-force", tuple(line for line in lines if not _is_gap(line.text))
        if end is None:
            return
        start, end = bounds(regulation, end)


def _is_gap(text: str) -> bool:
    return any(text.endswith(notice) for notice in _UNKNOWN)
