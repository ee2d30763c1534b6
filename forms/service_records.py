"""A service standard as typed parts: what a program needs of its ten rows, each with the words it was read from.

What is not understood stays text: every line that holds figures or alternatives which no part accounts for stands in
`Service.unread` with its row, and nothing is filled in for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

RowName = Literal[
    "name", "subservices", "provider", "channels", "terms", "form", "result", "fee", "schedule", "documents",
    "refusals", "other",
]  # fmt: skip
ChannelKind = Literal["corporation", "provider", "portal", "mobile", "post", "service-center", "employment-center"]
TermUnit = Literal["working-day", "calendar-day", "day", "working-hour", "hour", "minute", "month", "year"]
TermSubject = Literal["service", "waiting", "serving", "extension", "step"]
FormKind = Literal["electronic", "partly-electronic", "paper", "proactive", "one-application"]
FeeKind = Literal["free", "paid", "amount", "rate"]
RateUnit = Literal["monthly-index", "percent"]
HoursSubject = Literal["work", "acceptance"]


@dataclass(frozen=True, slots=True)
class Span:
    """Where in the standard something is said: row number, line of the row from 1, characters `[start, end)` of it."""

    row: str
    line: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to get the service. `kinds` () where the words name none that is known; `sites` as printed."""

    kinds: tuple[ChannelKind, ...]
    sites: tuple[str, ...]
    source: Span


@dataclass(frozen=True, slots=True)
class Term:
    """A term. `since`: the event from which it runs, as published; None where the words beside it give none.

    `subject`: "service" the service itself, "waiting" in the queue, "serving" at the desk, "extension" by what the term
    of the service may be made longer, "step" a part of the procedure (checking completeness, a notice). `channels` ()
    where it is not said for which.
    """

    number: int
    unit: TermUnit
    subject: TermSubject
    since: str | None
    channels: tuple[ChannelKind, ...]
    source: Span


@dataclass(frozen=True, slots=True)
class Fee:
    """`amount` in tenge for "amount"; in `unit` for "rate" (parts of the monthly calculation index, percent); None for
    "free", and for "paid", which says no more than that there is a fee. `limit`: the most that a fee may be."""

    kind: FeeKind
    amount: Decimal | None
    unit: RateUnit | None
    source: Span
    limit: bool = False


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of work or of accepting documents.

    by       whose hours, as published; "" where the line does not say
    days     first and last day of the week, 1 Monday to 7 Sunday; None where not said
    opens    "HH:MM"; None where it works round the clock
    closes   every closing time named ("18:00", "18:30"): which of them holds is for the place to say
    breaks   start and every end named of the midday break; None where not said, () where there is none
    """

    by: str
    kinds: tuple[ChannelKind, ...]
    subject: HoursSubject
    days: tuple[int, int] | None
    opens: str | None
    closes: tuple[str, ...]
    breaks: tuple[str, ...] | None
    around_the_clock: bool
    source: Span


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: its number as printed without the bracket, its words without the number."""

    num: str | None
    text: str
    source: Span


@dataclass(frozen=True, slots=True)
class DocumentList:
    """Documents under one heading: for which channels, the heading as published ("" for none), the items."""

    heading: str
    channels: tuple[ChannelKind, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """A telephone number or a site, as printed."""

    kind: Literal["phone", "site"]
    value: str
    source: Span


@dataclass(frozen=True, slots=True)
class RowText:
    """A row as published. `name` None: its title is none of the usual ten. `known` False: it is not on file."""

    num: str | None
    name: RowName | None
    title: str
    lines: tuple[str, ...]
    known: bool = True


@dataclass(frozen=True, slots=True)
class Service:
    """A standard. `unread` are lines of which something was not understood; they are whole in `rows`."""

    rows: tuple[RowText, ...]
    subservices: tuple[Item, ...]
    providers: tuple[Item, ...]
    channels: tuple[Channel, ...]
    terms: tuple[Term, ...]
    forms: tuple[FormKind, ...]
    results: tuple[Item, ...]
    fees: tuple[Fee, ...]
    payments: tuple[Item, ...]
    """How a fee is paid."""
    hours: tuple[Hours, ...]
    documents: tuple[DocumentList, ...]
    notes: tuple[Item, ...]
    """Lines of the row of documents that are no item of a list: what is taken from information systems."""
    refusals: tuple[Item, ...]
    other: tuple[Item, ...]
    contacts: tuple[Contact, ...]
    unread: tuple[Span, ...]
