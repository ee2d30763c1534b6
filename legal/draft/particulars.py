"""What an amending order says of itself, beside what it changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date

from legal.records import ActRef, InForce

TEN_DAYS = InForce("after-publication", None, "pending", 10)
"""Law 480-V, art. 42: what orders say where nothing calls for another day."""

JOINT = "joint "
"""What stands before the form of an act that several bodies issue together: "joint order"."""

LEGISLATIVE = frozenset({"law", "code", "constitution"})
"""Forms of legislative acts; laws change them."""

_FIGURES = re.compile(r"[0-9]+(?:[-–][0-9]+)*")


@dataclass(frozen=True, slots=True)
class Particulars:
    """The particulars of a draft order; what is None is left open, as a blank where the order has to say it.

    title      its title; made from the act that is changed where None
    form       "order", "law", "resolution", "decree", "decision"
    author     who issues it, as it stands after the form ("Министра …"; in Kazakh before it); of a joint order all of
               them, as cards have them: "Министра …; Министра …", and `number` "5/6"
    dates      of joint acts, this one or those that are changed: the number ("5/6") and the date of each author
    force      when it takes force; operations with a stated date of their own become exceptions
    unit       who has it registered and published, as the sentence says it ("Департаменту …", "… департаменті")
    site       whose site it is published on, in the genitive ("Министерства …", "… министрлігінің")
    control    who watches over its execution, as the sentence says it ("вице-министра …", "… вице-министріне")
    signature  the lines of the signature
    """

    title: str | None = None
    form: str = "order"
    author: str | None = None
    number: str | None = None
    date: Date | None = None
    force: InForce = TEN_DAYS
    unit: str | None = None
    site: str | None = None
    control: str | None = None
    signature: tuple[str, ...] = ()
    dates: Mapping[str, tuple[Date, ...]] = field(default_factory=dict)

    @property
    def act(self) -> ActRef:
        """The order as its own annexes name it."""
        return ActRef(self.form, self.date, self.number, author=self.author)


_FORMS = frozenset({"order", "law", "resolution", "decree", "decision"})


def figures(quoted: str) -> bool:
    """Whether quoted words are figures alone, which orders call so: "9", "9-10"."""
    return _FIGURES.fullmatch(quoted) is not None


def said_form(act: ActRef) -> str:
    """The form of an act as it is called: "order", "joint order"."""
    form = act.form or "order"
    return f"{JOINT}{form}" if act.author and ";" in act.author else form


def form_of(act: ActRef) -> str:
    """The form of an act that amends or repeals another: its own; codes are amended by laws."""
    if act.form in LEGISLATIVE:
        return "law"
    return act.form if act.form in _FORMS else "order"


__all__ = ["JOINT", "LEGISLATIVE", "TEN_DAYS", "Particulars", "figures", "form_of", "said_form"]
