"""One change between two versions before it becomes an operation, and what makes a change impossible in pieces."""

from __future__ import annotations

from dataclasses import dataclass

from legal.draft.faces import size
from legal.records import Action, Node, Target


class Coarser(Exception):
    """An element cannot be changed in pieces: the one above has to be restated. `reason` says which, and why."""

    def __init__(self, reason: str = "no address names for certain what differs") -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Edit:
    """One change. `annexed`: the new text stands in an annex of the order; `old`, `new`, `before` are of words."""

    action: Action
    target: Target
    content: tuple[Node, ...] = ()
    annexed: bool = False
    old: str | None = None
    new: str | None = None
    before: bool = False

    @property
    def cost(self) -> int:
        """The printed characters of its new text, and of the words that it is about."""
        return sum(size(node) for node in self.content) + len(self.old or "") + len(self.new or "")


__all__ = ["Coarser", "Edit"]
