"""A second engine, deliberately naive: it shares no parser and no tree with the first.

It knows orders as the test made them, never as text: whole paragraphs by number, in a dictionary, day by day. Where the
real engine must hold an order back, this one does too, by its own reading of the same rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

Action = Literal["replace", "insert", "delete", "words"]


@dataclass(frozen=True)
class Change:
    """One instruction: a paragraph restated, added or taken out, or its first word replaced."""

    action: Action
    number: str
    text: str = ""


@dataclass(frozen=True)
class Order:
    """An amending order as the test knows it. `day` None: ten days after publication. `repeals`: the index of an order
    that it repeals instead of changing the base.
    """

    index: int
    changes: tuple[Change, ...] = ()
    day: date | None = None
    repeals: int | None = None

    @property
    def adopted(self) -> date:
        return date(2021, 1, 1) + timedelta(days=self.index)

    @property
    def code(self) -> str:
        return f"V21000{20000 + self.index}"


@dataclass
class History:
    """What is on file: the orders, the base (None: not on file), publication dates, cancelled and corrected changes."""

    base: dict[str, str] | None = None
    orders: dict[int, Order] = field(default_factory=dict)
    published: dict[int, date] = field(default_factory=dict)
    cancelled: set[tuple[int, int]] = field(default_factory=set)
    corrected: dict[tuple[int, int], Change] = field(default_factory=dict)

    def copy(self) -> History:
        base = dict(self.base) if self.base is not None else None
        return replace(
            self, base=base, orders=dict(self.orders), published=dict(self.published), cancelled=set(self.cancelled),
            corrected=dict(self.corrected),
        )  # fmt: skip

    def start(self, order: Order) -> tuple[date, bool]:
        """The day an order takes force, and whether it is certain."""
        if order.day is not None:
            return order.day, True
        known = self.published.get(order.index)
        return (known or order.adopted) + timedelta(days=11), known is not None

    def events(self, *, certain: bool = False) -> list[tuple[date, int, int, Change]]:
        """(day, order, place, change) of everything that takes effect, in the order of events."""
        found = []
        for order in self.orders.values():
            day, sure = self.start(order)
            ends = [other.day for other in self.orders.values() if other.repeals == order.index and other.day]
            if order.repeals is not None or (ends and day >= min(ends)) or (certain and not sure):
                continue
            for place, change in enumerate(order.changes, 1):
                if (order.index, place) not in self.cancelled:
                    found.append((day, order.index, place, self.corrected.get((order.index, place), change)))
        return sorted(found, key=lambda one: one[:3])

    def text(self, on: date, held: set[int], *, certain: bool = False) -> dict[str, str] | int:
        """The paragraphs of a day; or the first order that cannot be applied."""
        shown = dict(self.base or {})
        for day, index, _, change in self.events(certain=certain):
            if index in held or day > on:
                continue
            known = change.number in shown
            if change.action == "insert" and known:
                return index
            if change.action in ("replace", "delete", "words") and not known and self.base is not None:
                return index
            if change.action == "words":
                first, _, rest = shown[change.number].partition(" ")
                if first != "Слово":
                    return index
                shown[change.number] = f"Термин {rest}"
            elif change.action == "delete":
                shown.pop(change.number, None)
            else:
                shown[change.number] = change.text
        return shown

    def held(self) -> set[int]:
        """The orders that are held back whole: each time the first that fails, then all again without it."""
        found: set[int] = set()
        while isinstance(failed := self.text(date.max, found), int):
            found.add(failed)
        return found

    def lines(self, on: date) -> list[str]:
        """The paragraphs of a day as lines, by number."""
        shown = self.text(on, self.held())
        assert not isinstance(shown, int)
        return [f"{number}. {shown[number]}" for number in sorted(shown, key=_key)]


def _key(number: str) -> list[int]:
    return [int(piece) for piece in number.split("-")]
