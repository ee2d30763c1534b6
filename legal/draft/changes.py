"""From two versions to the operations of the order that turns one into the other.

1. The act's own text and each approved document are compared element by element (`plan`).
2. The operations are applied with the engine that applies every order (`replay`).
3. Where that does not give the second version, the element that stands in the way is restated as a whole, and so on
   up; what cannot be given even so is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import shorten

from legal.draft.edits import Coarser, Edit
from legal.draft.errors import DraftError
from legal.draft.faces import bare, face, walk
from legal.draft.layout import attachable
from legal.draft.particulars import TEN_DAYS
from legal.draft.plan import Planner, groups_of
from legal.draft.replay import Replay, replay, same_text
from legal.records import InForce, Node, Operation, OperationSource, Step, Target, Version
from legal.versions.lines import node_text

_ID = re.compile(r"draft-([0-9]+)\b")
_ROUNDS = 40

Place = tuple[str | None, Target]


def changes(
    before: Version, after: Version, *, in_force: InForce = TEN_DAYS, words: bool = False
) -> tuple[Operation, ...]:
    """The smallest operations on whole elements that turn one version of an act into another.

    Both versions are of one act in one language. Elements with numbers are matched by kind and number; a changed
    element is restated in full (Law 480-V, art. 26 item 6), the smallest that an order can name for certain; with
    `words`, words and sentences are changed where that says less. Every operation has `in_force`, ids are "draft-1"
    and so on. Raises DraftError where no order gives the second version, with what stands in the way.
    """
    if before.language != after.language:
        raise DraftError("the versions are in two languages", remedy="Compare versions in one language.")
    task = _Task(before, after, words)
    for _ in range(_ROUNDS):
        operations = task.operations(in_force)
        result = replay(before, operations)
        if not result.errors and same_text(result.version, after):
            return operations
        if not task.coarser(operations, result):
            break
    reason = result.errors[0].message if result.errors else "the elements stand in another order"
    raise DraftError(f"no order was found that gives the second version: {reason}", remedy="Adopt a new act.")


@dataclass(slots=True)
class _Task:
    """Two versions, and the elements that have to be restated as a whole: more of them with every round."""

    before: Version
    after: Version
    words: bool
    whole: set[Place] = field(default_factory=set)

    def operations(self, force: InForce) -> tuple[Operation, ...]:
        """The operations of this round, numbered in the order in which they are written."""
        edits = [(component, edit) for component, found in self.texts(self.before) for edit in found]
        source = OperationSource("1", (), "")
        return tuple(
            Operation(
                f"draft-{number}", edit.action, self.before.act, component, edit.target, force, source,
                old=edit.old, new=edit.new or "\n".join(node_text(node) for node in edit.content) or None,
                content=edit.content, before=edit.before,
            )
            for number, (component, edit) in enumerate(edits, 1)
        )  # fmt: skip

    def texts(self, before: Version) -> list[tuple[str | None, list[Edit]]]:
        """The edits of the act's own text, then those of each approved document."""
        pairs, ended, added = _paired(before, self.after)
        found = self._plan(_own(before), _own(self.after), None)
        found += [Edit("insert", (Step("annex", node.num),), (bare(node),), annexed=True) for node in added]
        documents = [(old.heading, self._plan(old, new, old.heading)) for old, new in pairs]
        return [(None, found), *documents, *((node.heading, [Edit("repeal", ())]) for node in ended)]

    def _plan(self, old: Node, new: Node, component: str | None) -> list[Edit]:
        language = self.before.language
        if face(bare(old)) == face(bare(new)):
            return []
        targets = {target for place, target in self.whole if place == component}
        try:
            return Planner(bare(old), bare(new), language, targets, self.words, of_act=component is None).plan()
        except Coarser as coarser:
            if component is None:
                raise DraftError(
                    f"the act's own text cannot be changed: {coarser.reason}", remedy=_remedy(new)
                ) from None
            if not attachable(new, language):
                name = shorten(component, 80, placeholder="…")
                raise DraftError(
                    f"{name!r} cannot be changed, in pieces or as an annex: {coarser.reason}", remedy=_remedy(new)
                ) from None
            return [Edit("replace", (), (new,), annexed=True)]

    def coarser(self, operations: Sequence[Operation], result: Replay) -> bool:
        """Mark what has to be restated as a whole; False where nothing more can be."""
        size = len(self.whole)
        refused = {int(match[1]) for each in result.errors if (match := _ID.search(each.message))}
        for index in refused:
            if index <= len(operations):
                self._widen(operations[index - 1])
        if not refused:
            for component, target in self._differing(result.version):
                if (component, target) in self.whole or _done(operations, component, target):
                    self._up(component, target)
                else:
                    self.whole.add((component, target))
        return len(self.whole) > size

    def _widen(self, operation: Operation) -> None:
        """Give anew the element of words that cannot be changed, or the one above an element that cannot."""
        element = _stem(operation.target)
        inside = element != operation.target or operation.action.endswith("-words")
        if inside and (operation.component, element) not in self.whole:
            self.whole.add((operation.component, element))
        else:
            self._up(operation.component, operation.target)

    def _up(self, component: str | None, target: Target) -> None:
        """The next element above that is not marked yet."""
        above = target[:-1]
        while (component, above) in self.whole and above:
            above = above[:-1]
        while above and above[-1].kind == "part":
            above = above[:-1]
        if not above and len(target) == 1:
            # An address leaves chapters and параграфы out: they are tried before the text as a whole.
            groups = self._groups(component, target[0])
            above = next((group for group in groups if (component, group) not in self.whole), ())
        self.whole.add((component, above))

    def _groups(self, component: str | None, step: Step) -> list[Target]:
        old, new = (_text(version, component) for version in (self.before, self.after))
        return groups_of(old, new, step) if old is not None and new is not None else []

    def _differing(self, result: Version) -> list[Place]:
        """Where a version that was built differs from the one wanted: the targets that a comparison of them gives."""
        try:
            again = _Task(result, self.after, words=False).texts(result)
        except DraftError:
            return [(node.heading, ()) for node in self.after.components]
        return [(component, _stem(edit.target)) for component, edits in again for edit in edits]


def _remedy(new: Node) -> str:
    gap = any(each.role == "gap" for each in walk(new))
    return "Import the act as it was adopted." if gap else "Mend the text or adopt a new act."


def _own(version: Version) -> Node:
    """The act's own text with its annexes under one node."""
    return Node("component", heading=_title(version), children=(*version.body, *version.annexes))


def _text(version: Version, component: str | None) -> Node | None:
    """The act's own text, or the document of a name."""
    if component is None:
        return _own(version)
    return next((node for node in version.components if node.heading == component), None)


def _title(version: Version) -> str:
    return version.title.text if version.title else version.act.title or ""


def _paired(before: Version, after: Version) -> tuple[list[tuple[Node, Node]], list[Node], list[Node]]:
    """The documents of both versions, by name or else one by one in order; those that end; those that are new."""
    old, new = list(before.components), list(after.components)
    names = [node.heading for node in old]
    if len(old) == len(new) and sorted(names) != sorted(node.heading for node in new):
        return [(bare(one), bare(other)) for one, other in zip(old, new, strict=True)], [], []
    wanted = {node.heading: node for node in new}
    if len(wanted) != len(new) or len(set(names)) != len(names):
        if len(old) != len(new):
            raise DraftError(
                "the act approves several documents of one name, and not as many in both versions",
                remedy="A document is approved or ended by an order of its own words.",
            )
        return [(bare(one), bare(other)) for one, other in zip(old, new, strict=True)], [], []
    pairs = [(bare(node), bare(wanted[node.heading])) for node in old if node.heading in wanted]
    return pairs, [n for n in old if n.heading not in wanted], [n for n in new if n.heading not in names]


def _done(operations: Sequence[Operation], component: str | None, target: Target) -> bool:
    return any(operation.component == component and operation.target == target for operation in operations)


def _stem(target: Target) -> Target:
    """The numbered element that a difference lies in."""
    kept: list[Step] = []
    for step in target:
        if step.kind in ("part", "alinea", "sentence", "heading", "title", "row"):
            break
        kept.append(step)
    return tuple(kept)
