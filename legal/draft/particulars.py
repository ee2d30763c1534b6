"""What an amending order says of itself, beside what it changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date

from legal.records import ActRef, InForce

TEN_DAYS = InForce("after-publication", None, "pending", 10)
"""Law 480-V, art. 42: what orders say where nothing calls for another day."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """The particulars of a draft order; what is None is left open, as a blank where the order has to say it.

    title      its title; made from the act that is changed where None
    form       "order", "law", "resolution", "decree", "decision"
    author     who issues it, as it stands after the form ("Министра …"; in Kazakh before it)
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

    @property
    def act(self) -> ActRef:
        """The order as its own annexes name it."""
        return ActRef(self.form, self.date, self.number, author=self.author)


_FORMS = frozenset({"order", "law", "resolution", "decree", "decision"})


def form_of(act: ActRef) -> str:
    """The form of an act that amends or repeals another: its own; codes are amended by laws."""
    if act.form in ("code", "constitution"):
        return "law"
    return act.form if act.form in _FORMS else "order"


__all__ = ["TEN_DAYS", "Particulars", "form_of"]
