"""From two versions to the elements that differ, each under the address that an order would name it by.

Numbered elements are matched by kind and number, never by text; lines without a number by the order they stand in.
What cannot be changed in pieces is restated with the smallest element above it that can be (Law 480-V, art. 26 item 6).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from legal.draft.edits import Coarser, Edit
from legal.draft.faces import NUMBERED, bare, face, numbered, scan, walk
from legal.draft.formulae import formulae
from legal.draft.layout import attachable
from legal.draft.prose import prose_edits
from legal.draft.quoting import quotable
from legal.draft.tables import row_edits
from legal.draft.wording import reworded
from legal.records import Kind, Language, Node, Step, Target
from legal.versions.order import number_key

_ORDER: tuple[Kind, ...] = (
    "division", "subdivision", "chapter", "section", "article", "paragraph", "subparagraph", "annex",
)  # fmt: skip
_HEADED: frozenset[Kind] = frozenset({"division", "subdivision", "chapter", "section", "article", "annex"})
_GATHERS: frozenset[Kind] = frozenset({"division", "subdivision", "chapter", "section"})
_WORDED: frozenset[Kind] = frozenset({"preamble", "article", "paragraph", "subparagraph"})
_MOST = 0.75
"""The share of an element's text from which on it is restated as a whole rather than in pieces."""


@dataclass(slots=True)
class Planner:
    """The edits of one text: the act's own, or an approved document.

    `whole` are targets that may not be changed in pieces. `root_old` and `root_new` hold all of the text. With
    `words`, words and sentences are changed where lines would be given anew. `of_act`: the text is the act's own.
    """

    root_old: Node
    root_new: Node
    language: Language
    whole: Collection[Target] = ()
    words: bool = False
    of_act: bool = False

    def plan(self) -> list[Edit]:
        """The edits in the order of the text. Raises Coarser where the text as a whole has to be given anew."""
        if () in self.whole:
            raise Coarser("the elements stand in another order")
        root = _Scope(self.root_old, self.root_new, ())
        found = self._children(self.root_old, self.root_new, root, ())
        if self.root_old.heading != self.root_new.heading:
            found.insert(0, self._heading(self.root_old, self.root_new, (), "title" if self.of_act else "heading"))
        if self.root_old.label != self.root_new.label:
            raise Coarser
        return found

    def _element(self, old: Node, new: Node, target: Target, scope: _Scope, groups: tuple[Step, ...]) -> list[Edit]:
        """The edits of one numbered element or preamble."""
        if face(old) == face(new):
            return []
        restated = self._restate(new, target)
        if target in self.whole:
            if restated is None:
                raise _unquotable(new, target)
            return [restated]
        try:
            found = self._pieces(old, new, target, scope, groups, words=self.words)
        except Coarser:
            if restated is not None:
                return [restated]
            try:
                # New text of an amending act cannot be quoted whole: its words can be changed all the same.
                found = self._pieces(old, new, target, scope, groups, words=True)
            except Coarser:
                raise _unquotable(new, target) from None
        if restated is None or old.kind in _GATHERS or old.kind == "annex":
            return found
        return [restated] if sum(edit.cost for edit in found) >= _MOST * restated.cost else found

    def _pieces(
        self, old: Node, new: Node, target: Target, scope: _Scope, groups: tuple[Step, ...], *, words: bool
    ) -> list[Edit]:
        """An element changed in pieces: heading, words where they may be, what it holds. Raises Coarser."""
        said: list[Edit] = []
        if old.heading != new.heading:
            if old.kind not in _HEADED or not (old.heading and new.heading):
                raise Coarser
            said.append(self._heading(old, new, target, "heading"))
            old = replace(old, heading=new.heading)
        if words and old.kind in _WORDED:
            found, old = reworded(old, new, target, formulae(self.language))
            said += found
        return said + (self._inside(old, new, target, scope, groups) if face(old) != face(new) else [])

    def _inside(self, old: Node, new: Node, target: Target, scope: _Scope, groups: tuple[Step, ...]) -> list[Edit]:
        if (old.label, old.text, old.role, old.span) != (new.label, new.text, new.role, new.span):
            raise Coarser
        if old.kind in _GATHERS:
            return self._children(old, new, scope, groups)
        return self._children(old, new, _Scope(old, new, target), ())

    def _heading(self, old: Node, new: Node, target: Target, kind: Kind) -> Edit:
        step = (*target, Step(kind))
        content = quotable((Node(kind, text=new.heading),), step) if old.heading and new.heading else None
        if content is None or new.heading.startswith(new.label or "\0"):
            raise Coarser
        return Edit("replace", step, content)

    def _restate(self, new: Node, target: Target) -> Edit | None:
        """The element given anew, or None where its text cannot be given so that it is read back."""
        if new.kind == "annex":
            return Edit("replace", target, (bare(new),), annexed=True) if attachable(new, self.language) else None
        content = quotable((bare(new),), target)
        return Edit("replace", target, content) if content is not None else None

    def _children(self, old: Node, new: Node, scope: _Scope, groups: tuple[Step, ...]) -> list[Edit]:
        """The edits of what an element holds: its own lines, then its numbered elements."""
        edits = prose_edits(old, new, scope.target, self._nested, self._rows)
        before, after = _told_apart(_direct(old), _direct(new))
        moved = _moved(before, after)
        for key in sorted(before.keys() | after.keys(), key=_key):
            if key in moved:
                # It takes its place by its number: taken out and put in again.
                edits += self._numbered(before[key], None, scope, groups)
                edits += self._numbered(None, after[key], scope, groups)
            else:
                edits += self._numbered(before.get(key), after.get(key), scope, groups)
        for kind in ("preamble", "note"):
            edits += self._single(old, new, scope, kind)
        return edits

    def _numbered(self, old: Node | None, new: Node | None, scope: _Scope, groups: tuple[Step, ...]) -> list[Edit]:
        node = old or new
        assert node is not None
        if old is not None and new is not None and face(old) == face(new):
            return []
        if node.kind == "annex" and scope.target and scope.target[-1].kind == "annex":
            raise Coarser("an annex within an annex has no address")
        step = Step(node.kind, node.num)
        target = scope.address(step, groups, inserted=old is None)
        inner = (*groups, step) if node.kind in _GATHERS else ()
        if old is not None and new is not None:
            return self._element(old, new, target, scope, inner)
        if new is None:
            return [Edit("delete", target)]
        made = self._restate(new, target)
        if made is None:
            raise _unquotable(new, target)
        return [Edit("insert", target, made.content, made.annexed)]

    def _nested(self, old: Node | None, new: Node | None, target: Target, path: Target) -> list[Edit]:
        """A подпункт that a часть holds; `path` is that of the element above."""
        if old is None and new is not None:
            made = self._restate(new, target)
            if made is None:
                raise _unquotable(new, target)
            return [Edit("insert", target, made.content)]
        if new is None:
            return [Edit("delete", target)]
        assert old is not None
        return self._element(old, new, target, _Scope(old, new, target), ())

    def _rows(self, old: Node, new: Node, target: Target) -> list[Edit]:
        """The rows of a table that stands in an element."""
        return row_edits(old, new, target, formulae(self.language) if self.words else None)

    def _single(self, old: Node, new: Node, scope: _Scope, kind: Kind) -> list[Edit]:
        """An element that has no number: the preamble, a note."""
        before = [node for node in old.children if node.kind == kind]
        after = [node for node in new.children if node.kind == kind]
        if [face(node) for node in before] == [face(node) for node in after]:
            return []
        if len(before) > 1 or len(after) > 1:
            raise Coarser
        target = (*scope.target, Step(kind, (before or after)[0].num))
        if not before:
            made = self._restate(after[0], target)
            if made is None:
                raise _unquotable(after[0], target)
            return [Edit("insert", target, made.content)]
        if not after:
            return [Edit("delete", target)]
        return self._element(before[0], after[0], target, _Scope(before[0], after[0], target), ())


@dataclass(frozen=True, slots=True)
class _Scope:
    """The element within which addresses are unique, before and after, and its own address."""

    old: Node
    new: Node
    target: Target

    def address(self, step: Step, groups: tuple[Step, ...], *, inserted: bool) -> Target:
        """The shortest address of an element: without chapter and параграф where its number says enough."""
        before = [above for node, above in scan(self.old, step.kind) if node.num == step.num]
        after = [above for node, above in scan(self.new, step.kind) if node.num == step.num]
        unique = len(before) <= 1 and len(after) <= 1
        if unique and (not inserted or self._lands(step) == groups):
            return (*self.target, step)
        return (*self.target, *groups, step)

    def _lands(self, step: Step) -> tuple[Step, ...]:
        """The chapter and параграф in which a new element would be put by its number alone."""
        same = [(number_key(node.num), above) for node, above in scan(self.old, step.kind) if node.num is not None]
        key = number_key(step.num)
        smaller = [pair for pair in same if pair[0] < key]
        above = max(smaller, key=lambda p: p[0])[1] if smaller else min(same, key=lambda p: p[0])[1] if same else ()
        return tuple(Step(node.kind, node.num) for node in above if node.kind in _GATHERS)


def groups_of(old: Node, new: Node, step: Step) -> list[Target]:
    """The chapters and параграфы in which an element stands, by the addresses that they have; the smallest first."""
    scope = _Scope(old, new, ())
    for node, above in scan(new, step.kind):
        if node.num == step.num:
            path = tuple(Step(group.kind, group.num) for group in above if group.kind in _GATHERS)
            return [scope.address(path[at], path[:at], inserted=False) for at in reversed(range(len(path)))]
    return []


def _unquotable(new: Node, target: Target) -> Coarser:
    """The refusal of an element whose new text is not read back as it stands."""
    place = " / ".join(" ".join(filter(None, (step.kind, step.num))) for step in target)
    if any(each.role == "gap" for each in walk(new)):
        return Coarser(f"the text of {place} is not on file in full")
    return Coarser(f"the new text of {place} would not be read back as it stands")


def _direct(node: Node) -> tuple[Node, ...]:
    return tuple(child for child in node.children if child.kind in NUMBERED and child.kind != "subparagraph") + tuple(
        child for child in node.children if child.kind == "subparagraph" and not _prose(node)
    )


def _prose(node: Node) -> bool:
    """Whether an element holds lines of its own, among which its подпункты stand."""
    return any(child.kind in ("part", "alinea") for child in node.children)


def _key(key: tuple[Kind, str | None]) -> tuple[int, object]:
    return _ORDER.index(key[0]), number_key(key[1])


_ByNumber = dict[tuple[Kind, str | None], Node]


def _told_apart(old: Sequence[Node], new: Sequence[Node]) -> tuple[_ByNumber, _ByNumber]:
    """The elements of both versions by kind and number; those with a number twice, or with none, must not differ."""
    counted = [Counter((node.kind, node.num) for node in nodes) for nodes in (old, new)]
    alone = {(node.kind, node.num) for node in (*numbered(old), *numbered(new))}
    alone -= {key for counts in counted for key, times in counts.items() if times > 1}
    twins = [[node for node in nodes if (node.kind, node.num) not in alone] for nodes in (old, new)]
    if [face(node) for node in twins[0]] != [face(node) for node in twins[1]]:
        twin = next(node for node in (*twins[1], *twins[0]))
        raise Coarser(f"{twin.kind} {twin.num or ''}".strip() + " stands more than once")
    before, after = ({key: node for node in nodes if (key := (node.kind, node.num)) in alone} for nodes in (old, new))
    return before, after


def _moved(old: _ByNumber, new: _ByNumber) -> set[tuple[Kind, str | None]]:
    """Elements of both versions that stand in another order."""
    before, after = [key for key in old if key in new], [key for key in new if key in old]
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return set(before) - {key for block in blocks for key in before[block.a : block.a + block.size]}
