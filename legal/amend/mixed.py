"""One new text for elements of several kinds: "заголовок и абзац первый …", "пункт 2 и абзац первый пункта 3 …"."""

from __future__ import annotations

from collections.abc import Sequence

from legal.reading.blocks import Block
from legal.reading.labels import label_of
from legal.records import Target

_ONE_LINE = frozenset({"heading", "title", "alinea", "sentence"})
_LABELLED = frozenset({"chapter", "section", "article", "paragraph", "subparagraph"})
_HELD = {"paragraph": "subparagraph", "article": "paragraph"}
"""What an element may hold with numbers that those of a target after it look like."""


def mixed(targets: Sequence[Target]) -> bool:
    """Whether the targets of one new text are of several kinds."""
    return len({target[-1].kind for target in targets if target}) > 1


def allotted(blocks: Sequence[Block], targets: Sequence[Target]) -> list[Sequence[Block]] | None:
    """The blocks of each target, in order; None where they cannot be told apart for certain.

    A heading or an alinea is one block; a numbered element begins with its number and goes on to the next target; a
    part goes on to the next number. Nothing may be left over, and no table says whose it is.
    """
    if any(block.rows for block in blocks):
        return None
    found: list[Sequence[Block]] = []
    at = 0
    for index, target in enumerate(targets):
        after = targets[index + 1] if index + 1 < len(targets) else None
        end = _end(blocks, at, target, after)
        if end is None or end <= at or end > len(blocks) or not _begins(blocks[at], target):
            return None
        found.append(blocks[at:end])
        at = end
    return found if at == len(blocks) else None


def _end(blocks: Sequence[Block], at: int, target: Target, after: Target | None) -> int | None:
    """Where the text of a target ends."""
    kind = target[-1].kind
    if kind in _ONE_LINE:
        return at + 1
    if after is None:
        return len(blocks)
    following = after[-1].kind
    if following not in _LABELLED:
        # A numbered element or a part may be of several lines: where the next, unnumbered one begins is not to be seen.
        return at + 1 if len(blocks) - at == 2 else None
    if _HELD.get(kind) == following:
        return None
    return next((i for i in range(at + 1, len(blocks)) if _begins(blocks[i], after)), None)


def _begins(block: Block, target: Target) -> bool:
    """Whether a block can be the first of a target: with its number, where the kind is numbered in print."""
    step = target[-1]
    if step.kind not in _LABELLED:
        return True
    label = label_of(block.text)
    return label is not None and (label.kind, label.num) == (step.kind, step.num)
