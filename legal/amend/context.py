"""Lead lines: what an instruction's target is relative to.

"в Правилах …:" holds until other Rules are named; "в пункте 2:" holds for what is smaller than a paragraph, and ends
with the first instruction on something as large.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from legal.amend.syntax import Lead
from legal.records import ActRef, Step, Target

# From large to small. Parts and subparagraphs hold each other, so they share a rank.
_RANK: dict[str, int] = {
    "component": 0, "annex": 1, "table": 2, "division": 2, "subdivision": 3, "chapter": 4, "section": 5, "article": 6,
    "paragraph": 7, "subparagraph": 8, "part": 8, "row": 8, "column": 8, "cell": 9, "alinea": 9, "sentence": 10,
    "title": 1, "preamble": 1, "note": 8, "heading": 11,
}  # fmt: skip

_KIND_STEM = 5
"""Letters by which the kind of a document is the same in its name and alone: "қағидалары", "Қағидаларға"."""


@dataclass(frozen=True, slots=True)
class Context:
    """The act, the approved document and the elements that the lines above have named."""

    act: ActRef | None = None
    component: str | None = None
    lead: Target = ()
    repealing: bool = False
    """Under "признать утратившими силу:" each item names an act, or an element of one, that is repealed."""

    def under(self, lead: Lead) -> Context:
        """The context after a lead line."""
        if lead.act is not None:
            return Context(lead.act, lead.component, lead.target)
        if lead.of_act:
            return Context(self.act, None, lead.target)
        if lead.component is not None:
            return replace(self, component=self.document(lead.component), lead=lead.target)
        return replace(self, lead=self._above(lead.target[0]) + lead.target if lead.target else self.lead)

    def document(self, name: str) -> str:
        """The full name of a document that a clause names by its kind alone: "приложение 1 к Правилам", "Қағидаларға".

        It is the document that the lines above have named, where that is of this kind; else the name as it stands.
        """
        if self.component is None or " " in name:
            return name
        words = self.component.casefold().split()
        stem = name.casefold()[:_KIND_STEM]
        return self.component if stem in (words[0][:_KIND_STEM], words[-1][:_KIND_STEM]) else name

    def _above(self, step: Step) -> Target:
        """The lead steps larger than a step: a lead line as large as an earlier one replaces it."""
        rank = _RANK[step.kind]
        return tuple(s for s in self.lead if _RANK[s.kind] < rank)

    def complete(self, target: Target) -> Target:
        """A target with the lead's steps in front, where the lead is larger than it."""
        if not target or not self.lead:
            return target or self.lead
        rank = _RANK[target[0].kind]
        # Under "в части второй:" a subparagraph is one of the part, under "в подпункте 1):" a part one of it.
        nested = {"part": ("subparagraph",), "subparagraph": ("part", "row", "note")}
        kind = target[0].kind
        above = tuple(
            s for s in self.lead if _RANK[s.kind] < rank or (_RANK[s.kind] == rank and kind in nested.get(s.kind, ()))
        )
        if target[0].kind == "note" and not any(_RANK[s.kind] >= rank for s in self.lead):
            above = self.lead
        return above + target

    def after(self, target: Target) -> Context:
        """The context after an instruction: a lead ends where a target is as large as it."""
        if not target or not self.lead or _RANK[target[0].kind] > _RANK[self.lead[-1].kind]:
            return self
        if _RANK[target[0].kind] == _RANK[self.lead[-1].kind] and self.complete(target)[: len(self.lead)] == self.lead:
            return self
        return replace(self, lead=self._above(target[0]))
