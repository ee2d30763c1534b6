"""Which of several counts of a часть or абзац is meant, where the instruction itself lets only one of them be.

Law 480-V, art. 23 says how they are counted, and practice departs from it (`ordinals`). What tells the readings apart:

    the words to replace stand in one of the places alone
    the address goes on ("подпункт 2) части третьей"), and one of the places alone has what follows
    the new text restates most words of one of the places and none of the others
    "дополнить частью четвертой", and one reading has exactly three

Nothing else does: a place that is merely likely is not taken.
"""

from __future__ import annotations

from collections.abc import Collection

from legal.records import Action, Step
from legal.versions.components import likeness
from legal.versions.model import Change, Item, walk
from legal.versions.resolve import matching
from legal.versions.skeleton import occurrences, skeleton

_OLD_WORDS: frozenset[Action] = frozenset({"replace-words", "insert-words", "delete-words"})
_RESTATED, _UNLIKE = 0.5, 0.1
"""Shares of common words above which a text restates another, and below which it has nothing to do with it."""
_FEWEST_WORDS = 3
_INDENTED = ("part", "alinea")


def meant(found: Collection[Item], step: Step, change: Change) -> Item | None:
    """The one place that a step can mean, or None. `found` are the places by every count."""
    target = change.operation.target
    at = next((index for index, each in enumerate(target) if each is step), len(target) - 1)
    below = target[at + 1 : at + 2]
    if below and below[0].kind not in (*_INDENTED, "heading", "sentence"):
        inserted = change.operation.action == "insert" and at + 2 == len(target)
        holding = [item for item in found if _holds(item, below[0], change.lane, any_of_kind=inserted)]
        return holding[0] if len(holding) == 1 else None
    operation = change.operation
    if operation.action in _OLD_WORDS and operation.old:
        return _with_words(found, operation.old, change.lane)
    if operation.action == "replace" and not below and operation.new:
        return _restated(found, operation.new, change.lane)
    return None


def _holds(item: Item, step: Step, lane: int, *, any_of_kind: bool) -> bool:
    return bool(matching(item, Step(step.kind) if any_of_kind else step, lane))


def _with_words(found: Collection[Item], old: str, lane: int) -> Item | None:
    """The place that holds the words. Of places inside one another the inner one, where the words stand in it alone."""
    counts = {item: count for item in found if (count := _times(item, old, lane))}
    inner = [item for item in counts if not any(other is not item and _inside(other, item) for other in counts)]
    if len(inner) != 1 or any(count != counts[inner[0]] for count in counts.values()):
        return None
    return inner[0]


def _times(item: Item, words: str, lane: int) -> int:
    lines = [each.text for each in walk(item, lane) if each.text and each.role != "gap"]
    exact = sum(1 for line in lines for _ in occurrences(words, line))
    return exact or sum(1 for line in lines for _ in occurrences(skeleton(words), skeleton(line)))


def _inside(item: Item, other: Item) -> bool:
    parent = item.parent
    while parent is not None and parent is not other:
        parent = parent.parent
    return parent is other


def _restated(found: Collection[Item], new: str, lane: int) -> Item | None:
    alike = sorted(((likeness(new, _text(item, lane)), index) for index, item in enumerate(found)), reverse=True)
    items = list(found)
    (best, at), *others = alike
    if best < _RESTATED or any(share > _UNLIKE for share, _ in others):
        return None
    if len(_text(items[at], lane).split()) < _FEWEST_WORDS:
        return None
    return items[at]


def _text(item: Item, lane: int) -> str:
    return " ".join(each.text for each in walk(item, lane) if each.text and each.role != "gap")
