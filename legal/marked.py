"""A text with the marks of what changes in it between two days: the lines that go, come and stay, in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Literal

from legal import versions
from legal.records import BlameLine

Mark = Literal["stays", "goes", "comes"]


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line of a text, and whether it goes, comes or stays."""

    mark: Mark
    text: str


def marked(regulation: versions.Regulation, before: date, after: date) -> tuple[MarkedLine, ...]:
    """The text of two days as one. A line stays where the same operation gave it; likeness of words does not count."""
    old, new = (versions.blame(regulation, day) for day in (before, after))
    matcher = SequenceMatcher(None, [_source(line) for line in old], [_source(line) for line in new], autojunk=False)
    found: list[MarkedLine] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            found += [MarkedLine("stays", line.text) for line in new[j1:j2]]
        else:
            found += [MarkedLine("goes", line.text) for line in old[i1:i2]]
            found += [MarkedLine("comes", line.text) for line in new[j1:j2]]
    return tuple(found)


def _source(line: BlameLine) -> tuple[object, ...]:
    """What tells a line from others: its words and what gave it."""
    return line.component, line.text, line.wording.by, line.wording.start


__all__ = ["Mark", "MarkedLine", "marked"]
