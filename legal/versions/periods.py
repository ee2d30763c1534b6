"""Intervals as temporal groups: one group for each interval that occurs, named after it.

t_2026-01-01_        from 1 January 2026 on, the date stated
t_2025-10-11p_       the same with a presumed date
t__2026-01-01        up to 1 January 2026, the beginning not known
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from lxml import etree

from legal.akn.meta import SOURCE
from legal.akn.names import add, akn, own
from legal.records import Certainty
from legal.versions.model import Life

_LETTER: dict[Certainty | None, str] = {None: "", "stated": "", "computed": "c", "presumed": "p", "pending": "w"}


@dataclass(frozen=True, slots=True)
class Period:
    """An interval `[start, end)` with the certainty of its ends; None: not known, or no end."""

    start: date | None = None
    start_certainty: Certainty | None = None
    end: date | None = None
    end_certainty: Certainty | None = None

    @property
    def eid(self) -> str:
        """The identifier of the group, which says the interval."""
        start = f"{self.start.isoformat()}{_LETTER[self.start_certainty]}" if self.start else ""
        end = f"{self.end.isoformat()}{_LETTER[self.end_certainty]}" if self.end else ""
        return f"t_{start}_{end}"

    def holds(self, on: date) -> bool:
        """Whether a day lies in the interval."""
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)


def period_of(life: Life) -> Period:
    """The period of a life; who ended it is told elsewhere."""
    end = life.end_certainty if life.end else None
    return Period(life.start, life.start_certainty if life.start else None, life.end, end)


def event_id(day: date) -> str:
    """The identifier of the events of a day."""
    return f"e_{day.isoformat()}"


def write_periods(meta: etree._Element, periods: Iterable[Period]) -> None:
    """All periods as `temporalData`, in the order of their names."""
    found = sorted(set(periods), key=lambda each: each.eid)
    data = add(meta, "temporalData", source=SOURCE) if found else meta
    for period in found:
        group = add(data, "temporalGroup", eId=period.eid)
        interval = add(group, "timeInterval", refersTo="#inForce")
        for name, day, certainty in (
            ("start", period.start, period.start_certainty),
            ("end", period.end, period.end_certainty),
        ):
            if day:
                interval.set(name, f"#{event_id(day)}")
                group.set(own(name), day.isoformat())
                if certainty:
                    group.set(own(f"{name}Certainty"), certainty)


def read_periods(root: etree._Element) -> dict[str, Period]:
    """The periods of a regulation by reference: "#t_2026-01-01_"."""
    found = {}
    for group in root.iter(akn("temporalGroup")):
        start, end = (group.get(own(name)) for name in ("start", "end"))
        found[f"#{group.get('eId')}"] = Period(
            date.fromisoformat(start) if start else None,
            cast("Certainty | None", group.get(own("startCertainty"))),
            date.fromisoformat(end) if end else None,
            cast("Certainty | None", group.get(own("endCertainty"))),
        )
    return found
