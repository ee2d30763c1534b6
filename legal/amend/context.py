"""Lead lines: what an instruction's target is relative to.

"в Правилах …:" holds until other Rules are named; "в пункте 2:" holds for what is smaller than a paragraph, and ends
with the first instruction on something as large.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from legal.amend.address import RANK
from legal.amend.syntax import Lead
from legal.records import ActRef, Step, Target

_KIND_STEM = 5
"""Letters by which the kind of a document is the same in its name and alone: "қағидалары", "Қағидаларға"."""


@dataclass(frozen=True, slots=True)
class Context:
    """The act, the approved document and the elements that the lines above have named."""

    act: ActRef | None = None
    component: str | None = None
    lead: Target = ()
    others: tuple[Target, ...] = ()
    """Elements that a lead line names besides `lead`: "в пунктах 2 и 5:"."""
    repealing: bool = False
    """Under "признать утратившими силу:" each item names an act, or an element of one, that is repealed."""

    def under(self, lead: Lead) -> Context:
        """The context after a lead line."""
        if lead.act is not None:
            return Context(lead.act, lead.component, lead.target, lead.others)
        if lead.of_act:
            return Context(self.act, None, lead.target, lead.others)
        if lead.component is not None:
            component = self.document(lead.component)
            return replace(self, component=component, lead=lead.target, others=lead.others)
        if not lead.target:
            return self
        named = (lead.target, *lead.others)
        leads = [above + target for above in self._aboves(lead.target[0]) for target in named]
        return replace(self, lead=leads[0], others=tuple(leads[1:]))

    def document(self, name: str) -> str:
        """The full name of a document that a clause names by its kind alone: "приложение 1 к Правилам", "Қағидаларға".

        It is the document that the lines above have named, where that is of this kind; else the name as it stands.
        """
        if self.component is None or " " in name:
            return name
        words = self.component.casefold().split()
        stem = name.casefold()[:_KIND_STEM]
        return self.component if stem in (words[0][:_KIND_STEM], words[-1][:_KIND_STEM]) else name

    def _aboves(self, step: Step) -> list[Target]:
        """The lead steps larger than a step: a lead line as large as an earlier one replaces it."""
        rank = RANK[step.kind]
        # "в оглавлении:" holds for headings, which instructions name; "в статье 5:" after it is the article itself.
        kept = [
            tuple(s for s in lead if RANK[s.kind] < rank and s.kind != "contents") for lead in (self.lead, *self.others)
        ]
        return list(dict.fromkeys(kept))

    def completed(self, targets: Sequence[Target]) -> list[Target]:
        """Targets with the lead's steps in front; each of them for each element that the lead line names."""
        leads = [self, *(replace(self, lead=lead) for lead in self.others)]
        return list(dict.fromkeys(each.complete(target) for each in leads for target in targets))

    def complete(self, target: Target) -> Target:
        """A target with the lead's steps in front, where the lead is larger than it."""
        if not target or not self.lead:
            return target or self.lead
        rank = RANK[target[0].kind]
        # Under "в части второй:" a subparagraph is one of the part, under "в подпункте 1):" a part one of it.
        nested = {"part": ("subparagraph",), "subparagraph": ("part", "row", "note")}
        kind = target[0].kind
        above = tuple(
            s for s in self.lead if RANK[s.kind] < rank or (RANK[s.kind] == rank and kind in nested.get(s.kind, ()))
        )
        if target[0].kind == "note" and not any(RANK[s.kind] >= rank for s in self.lead):
            above = self.lead
        return above + target

    def after(self, target: Target) -> Context:
        """The context after an instruction: a lead ends where a target is as large as it."""
        if not target or not self.lead or RANK[target[0].kind] > RANK[self.lead[-1].kind]:
            return self
        if RANK[target[0].kind] == RANK[self.lead[-1].kind] and self.complete(target)[: len(self.lead)] == self.lead:
            return self
        leads = self._aboves(target[0])
        return replace(self, lead=leads[0], others=tuple(leads[1:]))
