"""Lead lines: what an instruction's target is relative to.

"в Правилах …:" holds until other Rules are named; "в пункте 2:" holds for what is smaller than a paragraph, and ends
with the first instruction on something as large.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from legal.amend.address import HEADED, OF_NOTES, RANK, TABLED, names_said, said
from legal.amend.syntax import Lead
from legal.records import ActRef, Kind, Step, Target

UNPLACED: frozenset[Kind] = frozenset({"subparagraph", "part", "alinea", "sentence", "row", "column", "cell"})
"""Kinds that never stand by themselves in an act: an address begins with what holds them."""
_NESTED: dict[Kind, tuple[Kind, ...]] = {
    "part": ("subparagraph",), "subparagraph": ("part", "row", "note"), "table": ("row", "column", "note"),
    "row": ("column", "subparagraph", "part"), "column": ("row", "subparagraph", "part"),
}  # fmt: skip
"""Kinds of one rank that a lead line holds: under "в части второй:" a subparagraph is one of the part."""
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
    others: tuple[Context, ...] = ()
    """What else a lead line names: "в пунктах 2 и 5:", "в Правилах … и Стандарте …:"."""

    def under(self, lead: Lead) -> Context:
        """The context after a lead line."""
        return _joined(one._under(named) for one in self._each() for named in (lead, *lead.others))

    def _each(self) -> tuple[Context, ...]:
        return (replace(self, others=()), *self.others)

    def _under(self, lead: Lead) -> Context:
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
        rank = RANK[step.kind]
        if step.kind == "table":
            # "в пункте 1 статьи 546:" / "в таблице:": the table of that paragraph.
            return tuple(s for s in self.lead if RANK[s.kind] < rank or s.kind in TABLED)
        if step.kind == "subparagraph":
            # "в части второй:" / "в подпункте 1):" / "в подпункте 3):": subparagraphs of that part, one after another.
            before = tuple(takewhile(lambda s: s.kind != step.kind, self.lead))
            return tuple(s for s in before if self._rank(s) < rank or step.kind in _NESTED.get(s.kind, ()))
        # "в оглавлении:" holds for headings, which instructions name; "в статье 5:" after it is the article itself.
        return tuple(s for s in self.lead if self._rank(s) < rank and s.kind != "contents")

    def _rank(self, step: Step) -> int:
        """The rank of a step of the lead: a table in a paragraph or an article is smaller than they are."""
        tabled = step.kind == "table" and any(s.kind in TABLED for s in self.lead)
        return RANK["row"] if tabled else RANK[step.kind]

    def completed(self, targets: Sequence[Target]) -> dict[str | None, list[Target]]:
        """Targets with the lead's steps in front, by document: one for each element or document of the lead line."""
        found: dict[str | None, list[Target]] = {}
        for one in self._each():
            mine = found.setdefault(one.component, [])
            mine += [target for target in map(one.complete, targets) if target not in mine]
        return found

    def complete(self, target: Target) -> Target:
        """A target with the lead's steps in front, where the lead is larger than it."""
        if not target or not self.lead:
            return target or self.lead
        target = said(target, self.lead)
        if target[: len(self.lead)] == self.lead:
            return target
        kind = target[0].kind
        if kind in OF_NOTES and self.lead[-1].kind == "note":
            # "в примечании:" / "пункт 2 изложить …": one of the note, whatever the article around it has.
            return self.lead + target
        if kind == "table":
            return self._above(target[0]) + target
        headed = tuple(step for step in self.lead if step.kind in HEADED)
        if kind == "heading" and headed:
            # Under "в статье 5:" / "в пункте 1:" the heading is still the article's.
            return headed + target
        if kind == "note" and not any(RANK[step.kind] >= RANK["note"] for step in self.lead):
            return self.lead + target
        kept = [step for step in self.lead if self._holds(step, kind)]
        if any(step.kind in ("row", "column") for step in kept):
            # "в графе 3 строки 9 таблицы:" / "подпункт 2) исключить": the table goes with its row.
            kept = [step for step in self.lead if step in kept or step.kind == "table"]
        return (*kept, *target)

    def _holds(self, step: Step, kind: Kind) -> bool:
        rank = self._rank(step)
        return rank < RANK[kind] or (rank == RANK[kind] and kind in _NESTED.get(step.kind, ()))

    def after(self, target: Target) -> Context:
        """The context after an instruction: a lead ends where a target is as large as it."""
        left = [one._left_by(target) for one in self._each()]
        return _joined(left) if all(left) else self

    def _left_by(self, target: Target) -> Context | None:
        """What a lead is once an instruction on something as large came; None where it still holds."""
        if not target or not self.lead:
            return None
        if names_said(target) and (full := said(target, self.lead)) != target:
            # "в статье 9:" / "в пункте 2:" / "пункт 4 статьи исключить": what follows is of the article again.
            named = self.lead[: len(full) - len(target) + 1]
            return None if named == self.lead else replace(self, lead=named)
        last = self._rank(self.lead[-1])
        if self.lead[-1].kind == "note" and target[0].kind in OF_NOTES:
            return None
        if RANK[target[0].kind] > last or (target[0].kind == "table" and self.lead[-1].kind in TABLED):
            return None
        if RANK[target[0].kind] == last and self.complete(target)[: len(self.lead)] == self.lead:
            return None
        return replace(self, lead=self._above(target[0]))


def _joined(contexts: Iterable[Context | None]) -> Context:
    """Contexts that hold at once, as the first of them with the others beside it."""
    first, *others = dict.fromkeys(one for one in contexts if one is not None)
    return replace(first, others=tuple(others))
