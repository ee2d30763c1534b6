"""The lead lines and instructions that change one act: what stands after the opening of its пункт.

Neighbours that have the same done to them are named together ("пункты 3 и 4 исключить", "дополнить пунктами 2-1 и 2-2
следующего содержания:") where they are read back one by one; what is done in one element stands under a lead line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from legal.draft import markdown
from legal.draft.errors import DraftError
from legal.draft.formulae import Formulae, Several
from legal.draft.particulars import said_form
from legal.draft.quoting import quoted_pieces, style_of, style_of_several
from legal.draft.wording import clause_of
from legal.records import ActRef, InForce, Kind, Node, Operation, Target

Group = tuple[Operation, ...]
"""Operations that one instruction makes, in order."""

_TOGETHER: frozenset[Kind] = frozenset({"article", "paragraph", "subparagraph", "row"})
"""Kinds of elements that are named several at once."""
_COUNTED: frozenset[Kind] = frozenset({"part", "alinea"})
"""Kinds that are named so only where they are given anew: taking one out, or putting one in, moves the others."""


@dataclass(slots=True)
class Attached:
    """The annexes of the order. `before` stand in front of them (a list of acts); `total` is how many it has in all."""

    total: int
    before: int = 0
    nodes: list[Node] = field(default_factory=list)

    def add(self, node: Node) -> int | None:
        """The number of the next annex; None for the only one (order 464, item 39)."""
        self.nodes.append(node)
        return self.before + len(self.nodes) if self.total > 1 else None


@dataclass(slots=True)
class Instructions:
    """What changes one act, while it is written.

    `alinea` counts the lines of the order's own пункт, as exceptions from its day of force name them; `dated` are the
    lines of each operation.
    """

    words: Formulae
    act: ActRef
    form: str
    attached: Attached
    dated: list[tuple[InForce, list[int]]] = field(default_factory=list)
    alinea: int = 1

    def lines(self, operations: Sequence[Operation]) -> list[str]:
        """The lead lines and instructions in the order of the operations. Raises DraftError."""
        lines: list[str] = []
        component: str | None = None
        lead: Target = ()
        groups = list(_groups(operations))
        for index, group in enumerate(groups):
            operation = group[0]
            if operation.component != component:
                component, lead = operation.component, ()
                if component is None:
                    raise DraftError(
                        "an operation on the act itself follows one on an approved document",
                        remedy="Put the operations on the act itself first.",
                    )
                if operation.target:
                    lines += self._line(self.words.say("component-lead", document=component, said=said_form(self.act)))
            wanted = _lead([each[0] for each in groups], index, lead)
            if wanted and wanted != lead:
                lines += self._line(self.words.say("lead", target=wanted))
            lead = wanted
            first = self.alinea + 1
            lines += self._instruction(group, lead, "." if index == len(groups) - 1 else ";")
            self.dated.append((operation.in_force, list(range(first, self.alinea + 1))))
        return lines

    def _line(self, text: str) -> list[str]:
        self.alinea += 1
        return markdown.paragraph(text)

    def _instruction(self, group: Group, lead: Target, mark: str) -> list[str]:
        operation = group[0]
        relative = operation.target[len(lead) :]
        match operation.action:
            case "delete" | "repeal" if not operation.target and operation.component:
                said = self.words.say("component-repealed", document=operation.component, said=said_form(self.act))
                return self._line(f"{said}{mark}")
            case "delete":
                return self._line(f"{self.words.say('deleted', target=_named(group, relative))}{mark}")
            case "replace" | "insert" if annexed(operation):
                return self._line(f"{self._annex(operation, relative)}{mark}")
            case "replace":
                said = self.words.say("replaced", target=_named(group, relative))
                return [*self._line(said), *self._text(group, mark)]
            case "insert":
                element = _named(group, relative[-1:])
                said = self.words.say("inserted", where=relative[:-1], element=element)
                return [*self._line(said), *self._text(group, mark)]
            case "replace-words" | "insert-words" | "delete-words" if clause := clause_of(operation, lead, self.words):
                return self._line(f"{clause}{mark}")
            case _:
                raise DraftError(
                    f"no formula is written for {operation.action!r}",
                    place=operation.id,
                    remedy="Restate the element instead.",
                )

    def _annex(self, operation: Operation, relative: Target) -> str:
        number = self.attached.add(operation.content[0])
        key = "only-annex" if number is None else "own-annex"
        annex = self.words.say(key, number=number, form=self.form)
        if not operation.target:
            if operation.component is None:
                raise DraftError("the act as a whole cannot be given anew", remedy="Adopt a new act.")
            document = operation.component
            return self.words.say("component-replaced", document=document, said=said_form(self.act), annex=annex)
        if operation.action == "insert":
            return self.words.say("annex-inserted", where=relative[:-1], element=relative[-1:], annex=annex)
        return self.words.say("annex-replaced", target=relative, annex=annex)

    def _text(self, group: Group, mark: str) -> list[str]:
        content = [node for operation in group for node in operation.content]
        if not content:
            raise DraftError("there is no new text", place=group[0].id, remedy="Give the elements as content.")
        style = _style(group)
        if style is None:
            raise DraftError(
                "the new text would not be read back as it stands between any quotes",
                place=group[0].id,
                remedy="Close the quotes in it, or restate the element above.",
            )
        lines: list[str] = []
        for piece in quoted_pieces(content, style, mark):
            if isinstance(piece, str):
                lines += self._line(piece)
            else:
                self.alinea += 1
                lines += markdown.table(piece)
        return lines


def annexed(operation: Operation) -> bool:
    """Whether the new text stands in an annex of the order: annexes and documents are not quoted."""
    if operation.action not in ("replace", "insert"):
        return False
    return not operation.target or operation.target[-1].kind == "annex"


def _groups(operations: Sequence[Operation]) -> Iterator[Group]:
    """The operations as instructions make them, each with its neighbours that can be named with it."""
    group: list[Operation] = []
    for operation in operations:
        if group and not (_alike(group[-1], operation) and _together((*group, operation))):
            yield tuple(group)
            group = []
        group.append(operation)
    if group:
        yield tuple(group)


def _alike(one: Operation, other: Operation) -> bool:
    """Whether the same is done to two elements that stand in one: then one instruction may name both."""
    if not (one.target and other.target) or one.action not in ("replace", "insert", "delete"):
        return False
    mine, theirs = one.target[-1], other.target[-1]
    same = (one.action, one.component, one.target[:-1], one.in_force, mine.kind)
    if same != (other.action, other.component, other.target[:-1], other.in_force, theirs.kind):
        return False
    if mine.num is None or theirs.num is None:
        return False
    if mine.kind in _COUNTED:
        return one.action == "replace" and int(mine.num) < int(theirs.num)
    return mine.kind in _TOGETHER


def _together(group: Group) -> bool:
    """Whether the elements of an instruction are read back one by one."""
    return group[0].action == "delete" or _style(group) is not None


def _style(group: Group) -> tuple[str, str] | None:
    if len(group) == 1:
        return style_of(group[0].content, group[0].target)
    return style_of_several([(operation.content, operation.target) for operation in group])


def _named(group: Group, relative: Target) -> Target | Several:
    """What an instruction names: its element, or all that it is about."""
    if not relative:
        raise DraftError(f"{group[0].action} of a whole document", place=group[0].id, remedy="Name an element.")
    if len(group) == 1:
        return relative
    return Several(relative, tuple(operation.target[-1].num or "" for operation in group))


def _lead(instructions: Sequence[Operation], index: int, current: Target) -> Target:
    """The lead line that an instruction stands under: the element that it shares with its neighbours, or none.

    The last step is left to the instruction; a lead of one instruction alone is not made.
    """
    operation = instructions[index]
    parent = _holder(operation)
    if current and _within(operation, current):
        return current
    if annexed(operation):
        return ()
    following = next((each for each in instructions[index:] if each.component != operation.component), None)
    if following is not None and not following.target:
        # A document given anew names itself in the instruction: a lead above would go on to hold it.
        return ()
    after = instructions[index + 1] if index + 1 < len(instructions) else None
    if after is None or after.component != operation.component or annexed(after):
        return ()
    while parent and (parent[-1].kind in _NO_LEAD or not _within(after, parent)):
        parent = parent[:-1]
    return parent


def _holder(operation: Operation) -> Target:
    """The element that an instruction changes something in."""
    return operation.target if operation.action.endswith("-words") else operation.target[:-1]


def _within(operation: Operation, lead: Target) -> bool:
    """Whether an instruction can stand under a lead line."""
    return _holder(operation)[: len(lead)] == lead


_NO_LEAD = frozenset({"division", "subdivision", "chapter", "section"})
"""Groups are left out of addresses, so a lead that names one would go on to hold what stands outside of it."""


__all__ = ["Attached", "Instructions", "annexed"]
