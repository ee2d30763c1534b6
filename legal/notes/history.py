"""What an editorial note states: one item for each act that it says changed an element."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from legal.records import ActRef, InForce, Target

What = Literal["replace", "insert", "change", "delete", "repeal"]


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One act that changed one element, as a note of a consolidated text says.

    what       "replace" given in a new wording, "insert" added, "change" changed in a part that is not said, "delete"
               excluded, "repeal" ended
    target     the element from large to small; () for the act or the document as a whole
    document   the approved document as the note names it ("Правила"), None for the act itself
    act        the act that made the change; `author` as the note prints it
    in_force   from when, None where the note does not say or refers elsewhere for it
    force      the bracket on entry into force as printed, without its brackets
    """

    what: What
    target: Target
    act: ActRef
    in_force: InForce | None = None
    document: str | None = None
    force: str | None = None
