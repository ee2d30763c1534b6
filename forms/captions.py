"""Captions of a form: the lines that say what goes on the rules above them, whose each share is, what leads to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from forms.blanks import ends_blank, found, has_blank, is_cut, is_rule
from forms.labels import (
    LEAD_LIMIT,
    caption_of,
    clause,
    first_bracket,
    is_caption,
    is_item,
    names_signer,
    shares,
    without_brackets,
    without_item,
    without_tail,
)  # fmt: skip
from legal.reading.formlines import SEAL


@dataclass(slots=True)
class Captions:
    """The captions of lines that stand one under the other. `in_column`: a column of those who sign.

    `under` are the lines taken as captions, `over` those that lead to the line below them.
    """

    texts: Sequence[str]
    in_column: bool = False
    under: set[int] = field(default_factory=set)
    over: set[int] = field(default_factory=set)
    _shared: dict[int, list[str]] = field(default_factory=dict)
    _own: set[int] = field(default_factory=set)
    _lines: dict[int, list[str]] = field(default_factory=dict)
    _captions: dict[int, str] = field(default_factory=dict)
    _heirs: set[int] = field(default_factory=set)

    def share(self, index: int, order: int, *, leads: bool) -> str:
        """What the caption of a line says of one of its blanks: its own piece where pieces and blanks are as many.

        `leads`: where nothing stands under the line, the caption above it that no other line has.
        """
        if not any(self._shared.setdefault(index, self._shares(index, self._below(index)))) and leads:
            self._shared[index] = self._shares(index, self._leading(index))
        return self._shared[index][order]

    def is_own(self, index: int) -> bool:
        """Whether each blank of a line has a piece of the caption for itself."""
        return index in self._own

    def above(self, index: int) -> str:
        """What the nearest line above says that leads to this one: no blank in it, no caption, and not a sentence."""
        at = index - 1
        while at >= 0 and (is_item(clause(self.texts[at])) or self._is_like(at, index)):
            at -= 1
        if at < 0 or at in self.under or at in self.over or has_blank(self.texts[at]):
            return ""
        text = self.texts[at].strip()
        plain = without_tail(text)
        leads = len(plain) <= LEAD_LIMIT and not plain.endswith((".", ";", ",", ")"))
        return without_item((plain if leads else text).rstrip(" :")) if leads or text.endswith(":") else ""

    def is_under(self, index: int) -> bool:
        """A line in brackets under a line that ends with a blank, whatever gave that blank its name."""
        text = self.texts[index]
        above = self.texts[index - 1] if index else ""
        opens = text.startswith("(") and caption_of(text) == text
        return index in self.under or (opens and not has_blank(text) and ends_blank(above))

    def is_one(self, index: int, *, first: bool) -> bool:
        """Whether a line is a caption, or goes on with the one above it."""
        text = self.texts[index]
        if has_blank(text) or not text or SEAL.match(text):
            return False
        return is_caption(text, None if first else self.texts[index - 1], in_column=self.in_column)

    def is_cut(self, index: int) -> bool:
        """Whether a line is the dashed one along which a coupon is cut off: it says so, or the line under it does."""
        below = self.texts[index + 1] if index + 1 < len(self.texts) else ""
        return is_cut(self.texts[index]) or (is_rule(self.texts[index]) and is_cut(below))

    def _shares(self, index: int, caption: str) -> list[str]:
        kinds = [match.lastgroup for match in found(self.texts[index])]
        given = [caption if kind != "seal" else "" for kind in kinds]
        for places in ([at for at, kind in enumerate(kinds) if kind not in ("seal", "mark")],
                       [at for at, kind in enumerate(kinds) if kind == "blank"]):  # fmt: skip
            pieces = self._pieces_of(index, caption, len(places)) if caption and len(places) > 1 else []
            for at, piece in zip(places, pieces, strict=bool(pieces)):
                given[at] = piece
            if pieces:
                self._own.add(index)
                self._captions[index] = caption
                break
        return given

    def _pieces_of(self, index: int, caption: str, blanks: int) -> list[str]:
        """A piece of the caption for each blank: the lines of it where they are as many, else what it falls into."""
        lines = self._lines.get(index, [])
        return lines if len(lines) == blanks else shares(caption, blanks, apart=self._apart(index))

    def _apart(self, index: int) -> bool:
        """Whether words stand between the blanks of a line."""
        blanks = found(self.texts[index])
        between = (self.texts[index][one.end() : other.start()] for one, other in pairwise(blanks))
        return any(re.search(r"\w", words) for words in between)

    def _below(self, index: int) -> str:
        """The caption under a line: its lines taken, or the bracket that the next line begins with."""
        below = index + 1
        if ends_blank(self.texts[index]):
            while below < len(self.texts) and (self._goes_on(below) or self._is_alike(index, below)):
                below += 1
        taken, lines = self._taken(below, len(found(self.texts[index])))
        said = " ".join(lines)
        self.under.update(at for at in taken if self.texts[at] in said)
        self._lines[index] = lines
        if not taken and below < len(self.texts) and ends_blank(self.texts[below - 1]):
            return first_bracket(self.texts[below])
        if not taken:
            return self._inherited(index)
        return said

    def _taken(self, start: int, blanks: int) -> tuple[list[int], list[str]]:
        """The lines of the caption that begins at a line, and its captions: several where each blank has its own."""
        taken: list[list[int]] = []
        for at in range(start, len(self.texts)):
            if taken and self.is_one(at, first=False):
                taken[-1].append(at)
            elif len(taken) < blanks and self.is_one(at, first=True) and not (taken and self._leads(at)):
                taken.append([at])
            else:
                break
        taken = taken if len(taken) == blanks else taken[:1]
        captions = [caption_of(" ".join(self.texts[at] for at in one)) for one in taken]
        return [at for one in taken for at in one], captions

    def _leads(self, at: int) -> bool:
        """Whether the line under a line is a rule of its own, with nothing under that: it may lead to the rule."""
        return at + 1 < len(self.texts) and is_rule(self.texts[at + 1])

    def _inherited(self, index: int) -> str:
        """The caption of those who sign above, for a line right under it with as many rules and none of its own."""
        above = index - 1
        while above in self.under:
            above -= 1
        if above < 0 or (above == index - 1 and above not in self._heirs) or not self.is_own(above):
            return ""
        blanks = found(self.texts[index])
        if len(blanks) < 2 or len(blanks) != len(found(self.texts[above])) or self._apart(index) or self._apart(above):
            return ""
        if not ends_blank(self.texts[index]) or not names_signer(without_brackets(self._shared[above][0])):
            return ""
        self._heirs.add(index)
        self._lines[index] = self._lines.get(above, [])
        return self._captions[above]

    def _leading(self, index: int) -> str:
        """The caption above a line; one under a rule belongs to that rule."""
        above = index - 1
        if above < 0 or above in self.under | self.over or not self.is_one(above, first=True):
            return ""
        if above and has_blank(self.texts[above - 1]):
            return ""
        self.over.add(above)
        return self.texts[above]

    def _goes_on(self, index: int) -> bool:
        return is_rule(self.texts[index]) and not self.is_cut(index)

    def _is_alike(self, index: int, below: int) -> bool:
        """Whether a line below is one more of the same: as many blanks, two at least, the last at its end."""
        one, other = found(self.texts[index]), found(self.texts[below])
        return len(one) == len(other) > 1 and ends_blank(self.texts[below])

    def _is_like(self, at: int, index: int) -> bool:
        """Whether the line above is another of the same list: a line that begins with a box or with a number."""
        above, here = (found(self.texts[one])[:1] for one in (at, index))
        boxes = [one and one[0].lastgroup == "mark" and one[0].start() == 0 for one in (above, here)]
        items = [is_item(self.texts[one].split(" ")[0]) and has_blank(self.texts[one]) for one in (at, index)]
        return all(boxes) or all(items)
