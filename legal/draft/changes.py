"""From two versions to the operations of the order that turns one into the other.

1. The act's own text and each approved document are compared element by element (`plan`).
2. The operations are applied with the engine that applies every order (`replay`).
3. Where that does not give the second version, the element that stands in the way is restated as a whole, and so on
   up; what cannot be given even so is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from legal.draft.errors import DraftError
from legal.draft.faces import bare, face, walk
from legal.draft.layout import attachable
from legal.draft.order import TEN_DAYS
from legal.draft.plan import Edit, Planner
from legal.draft.prose import Coarser
from legal.draft.replay import Replay, replay, same_text
from legal.records import InForce, Language, Node, Operation, OperationSource, Step, Target, Version
from legal.versions.lines import node_text

_ID = re.compile(r"draft-([0-9]+)\b")
_ROUNDS = 40

Place = tuple[str | None, Target]


def changes(before: Version, after: Version, *, in_force: InForce = TEN_DAYS) -> tuple[Operation, ...]:
    """The smallest operations on whole elements that turn one version of an act into another.

    Both versions are of one act in one language. Elements with numbers are matched by kind and number; a changed
    element is restated in full (Law 480-V, art. 26 item 6), the smallest that an order can name for certain. Every
    operation has `in_force`, ids are "draft-1" and so on. Raises DraftError where no order gives the second version,
    with what stands in the way.
    """
    if before.language != after.language:
        raise DraftError("the versions are in two languages", remedy="Compare versions in one language.")
    whole: set[Place] = set()
    for _ in range(_ROUNDS):
        operations = _operations(before, after, whole, in_force)
        result = replay(before, operations)
        if not result.errors and same_text(result.version, after):
            return operations
        if not _coarser(operations, result, after, whole):
            break
    reason = result.errors[0].message if result.errors else "the elements stand in another order"
    raise DraftError(f"no order was found that gives the second version: {reason}", remedy="Adopt a new act.")


def _operations(before: Version, after: Version, whole: set[Place], force: InForce) -> tuple[Operation, ...]:
    found: list[Operation] = []
    for component, edits in _texts(before, after, whole):
        for edit in edits:
            text = "\n".join(node_text(node) for node in edit.content) or None
            number = len(found) + 1
            source = OperationSource("1", (), "")
            found.append(
                Operation(
                    f"draft-{number}",
                    edit.action,
                    before.act,
                    component,
                    edit.target,
                    force,
                    source,
                    new=text,
                    content=edit.content,
                )
            )
    return tuple(found)


def _texts(before: Version, after: Version, whole: set[Place]) -> list[tuple[str | None, list[Edit]]]:
    """The edits of the act's own text, then those of each approved document."""
    own = [
        Node("component", heading=_title(version), children=(*version.body, *version.annexes))
        for version in (before, after)
    ]
    found: list[tuple[str | None, list[Edit]]] = [(None, _plan(own[0], own[1], before.language, None, whole))]
    for old, new in _paired(before, after):
        found.append((old.heading, _plan(old, new, before.language, old.heading, whole)))
    return found


def _title(version: Version) -> str:
    return version.title.text if version.title else version.act.title or ""


def _paired(before: Version, after: Version) -> list[tuple[Node, Node]]:
    """The documents of both versions: by name, else one by one in order."""
    old, new = list(before.components), list(after.components)
    if len(old) != len(new):
        raise DraftError(
            f"the act approves {len(old)} documents in one version and {len(new)} in the other",
            remedy="A document is approved or ended by an order of its own words.",
        )
    names = [node.heading for node in old]
    if sorted(names) == sorted(node.heading for node in new) and len(set(names)) == len(names):
        new.sort(key=lambda node: names.index(node.heading))
    return [(bare(one), bare(other)) for one, other in zip(old, new, strict=True)]


def _plan(old: Node, new: Node, language: Language, component: str | None, whole: set[Place]) -> list[Edit]:
    if face(bare(old)) == face(bare(new)):
        return []
    unknown = "; parts of the text are not on file" if any(each.role == "gap" for each in walk(new)) else ""
    targets = {target for place, target in whole if place == component}
    try:
        return Planner(bare(old), bare(new), language, targets).plan()
    except Coarser as coarser:
        if component is None:
            raise DraftError(
                f"the act's own text cannot be changed: {coarser.reason}{unknown}",
                remedy="Mend the text or adopt a new act.",
            ) from None
        if not attachable(new, language):
            raise DraftError(
                f"{component[:80]!r} cannot be changed, in pieces or as an annex: {coarser.reason}{unknown}",
                remedy="Mend the text or adopt a new act.",
            ) from None
        return [Edit("replace", (), (new,), annexed=True)]


def _coarser(operations: Sequence[Operation], result: Replay, after: Version, whole: set[Place]) -> bool:
    """Mark what has to be restated as a whole; False where nothing more can be."""
    size = len(whole)
    refused = {int(match[1]) for each in result.errors if (match := _ID.search(each.message))}
    for index in refused:
        if index <= len(operations):
            operation = operations[index - 1]
            _up(operation.component, operation.target, whole)
    if not refused:
        for component, target in _differing(result.version, after):
            if (component, target) in whole or _done(operations, component, target):
                _up(component, target, whole)
            else:
                whole.add((component, target))
    return len(whole) > size


def _done(operations: Sequence[Operation], component: str | None, target: Target) -> bool:
    return any(operation.component == component and operation.target == target for operation in operations)


def _up(component: str | None, target: Target, whole: set[Place]) -> None:
    """The next element above that is not marked yet."""
    above = target[:-1]
    while (component, above) in whole and above:
        above = above[:-1]
    while above and above[-1].kind == "part":
        above = above[:-1]
    whole.add((component, above))


def _differing(result: Version, after: Version) -> list[Place]:
    """Where a version that was built differs from the one wanted: the targets that a comparison of them gives."""
    try:
        again = _texts(result, after, set())
    except DraftError:
        return [(node.heading, ()) for node in after.components]
    return [(component, _stem(edit.target)) for component, edits in again for edit in edits]


def _stem(target: Target) -> Target:
    """The numbered element that a difference lies in."""
    kept: list[Step] = []
    for step in target:
        if step.kind in ("part", "alinea", "heading", "row"):
            break
        kept.append(step)
    return tuple(kept)
