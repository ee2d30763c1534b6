"""Operations to the text of an amending order, in the formulae of the drafting rules.

Order 464: title by item 19, opening with the registration number by item 31, one пункт for all that is done to one act
by item 33, annexes restated in annexes of the order by item 41; ordinals in words by item 23.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from types import ModuleType

from legal.draft import kazakh, markdown, russian
from legal.draft.errors import DraftError
from legal.draft.faces import walk
from legal.draft.layout import annex_lines
from legal.draft.quoting import quoted_lines
from legal.records import ActRef, InForce, Language, Node, Operation, Target

_WORDS: dict[Language, ModuleType] = {"rus": russian, "kaz": kazakh}
TEN_DAYS = InForce("after-publication", None, "pending", 10)
"""Law 480-V, art. 42: what orders say where nothing calls for another day."""


def write(
    operations: Sequence[Operation],
    act: ActRef,
    language: Language,
    *,
    title: str | None = None,
    form: str = "order",
    author: str | None = None,
    number: str | None = None,
    date: date | None = None,
    force: InForce = TEN_DAYS,
    signature: Sequence[str] = (),
) -> str:
    """The amending order that makes the operations on an act, as text that reads back as those operations.

    Markdown as mirrors of the bank keep acts: a paragraph between blank lines, tables as HTML, forms fenced. `title`
    is the order's own, made from the act's where None; `author` stands after the form as in print ("Министра …");
    `number` and `date` are left open where None. Operations with a stated date of their own (`InForce.rule` "date")
    other than `force` become exceptions of the clause on entry into force. Raises DraftError where no formula says
    what an operation does.
    """
    if not operations:
        raise DraftError("there is nothing to change", remedy="Compare two versions that differ.")
    words = _WORDS[language]
    order = _Order(words, language, act, form)
    body = order.paragraph(operations)
    added = sum(operation.action == "insert" for operation in operations)
    changed = len(operations) - added
    lines = ["# " + markdown.escaped(title or words.title(act, changed, added)), ""]
    if date is not None and number is not None:
        lines += markdown.paragraph(words.signed(form, author, date, number))
    if form in words.ENACTING:
        lines += markdown.paragraph(words.ENACTING[form])
    lines += markdown.paragraph(f"{words.own_label(form, 1)} {words.opening(act, changed, added)}")
    lines += body
    lines += markdown.paragraph(f"{words.own_label(form, 2)} {words.force(form, force, order.exceptions(force))}")
    lines += [piece for line in signature for piece in markdown.paragraph(line)]
    caption = words.caption(form, author, date, number)
    for index, node in enumerate(order.annexes, 1):
        lines += annex_lines(node, index, caption, language)
    return "\n".join(lines).rstrip("\n") + "\n"


@dataclass(slots=True)
class _Order:
    """The order while it is written. `alinea` counts the lines of its first пункт, as exceptions name them."""

    words: ModuleType
    language: Language
    act: ActRef
    form: str
    annexes: list[Node] = field(default_factory=list)
    dated: list[tuple[InForce, list[int]]] = field(default_factory=list)
    alinea: int = 1

    def paragraph(self, operations: Sequence[Operation]) -> list[str]:
        """The lead lines and instructions of пункт 1, after its opening."""
        lines: list[str] = []
        component: str | None = None
        lead: Target = ()
        for index, operation in enumerate(operations):
            last = index == len(operations) - 1
            if operation.component != component:
                component, lead = operation.component, ()
                if component is None:
                    raise DraftError(
                        "an operation on the act itself follows one on an approved document",
                        remedy="Put the operations on the act itself first.",
                    )
                if operation.target:
                    lines += self._line(self.words.component_lead(component, self.act.form))
            wanted = _lead(operations, index, lead)
            if wanted and wanted != lead:
                lines += self._line(self.words.lead(wanted))
            lead = wanted
            first = self.alinea + 1
            lines += self._instruction(operation, lead, "." if last else ";")
            self.dated.append((operation.in_force, list(range(first, self.alinea + 1))))
        return lines

    def _line(self, text: str) -> list[str]:
        self.alinea += 1
        return markdown.paragraph(text)

    def _instruction(self, operation: Operation, lead: Target, mark: str) -> list[str]:
        relative = operation.target[len(lead) :]
        words = self.words
        match operation.action:
            case "delete":
                return self._line(f"{words.deleted(_step(relative, operation))}{mark}")
            case "replace" | "insert" if _annexed(operation):
                return self._line(f"{self._annex(operation, relative)}{mark}")
            case "replace":
                return [*self._line(words.replaced(_step(relative, operation))), *self._text(operation, mark)]
            case "insert":
                instruction = words.inserted(_step(relative, operation), relative[:-1])
                return [*self._line(instruction), *self._text(operation, mark)]
            case _:
                raise DraftError(
                    f"no formula is written for {operation.action!r}",
                    place=operation.id,
                    remedy="Restate the element instead.",
                )

    def _annex(self, operation: Operation, relative: Target) -> str:
        self.annexes.append(operation.content[0])
        number = str(len(self.annexes))
        if not operation.target:
            if operation.component is None:
                raise DraftError("the act as a whole cannot be given anew", remedy="Adopt a new act.")
            return str(self.words.component_replaced(operation.component, number, self.form, self.act.form))
        if operation.action == "insert":
            return str(self.words.annex_inserted(relative, relative[:-1], number, self.form))
        return str(self.words.annex_replaced(relative, number, self.form))

    def _text(self, operation: Operation, mark: str) -> list[str]:
        if not operation.content:
            raise DraftError("there is no new text", place=operation.id, remedy="Give the elements as content.")
        if operation.target[-1].kind == "row":
            self.alinea += 3
            rows = markdown.table(Node("table", children=operation.content))
            return ['"', "", *rows, f'"{mark}', ""]
        if any(node.kind == "table" for each in operation.content for node in walk(each)):
            raise DraftError("a table cannot be quoted", place=operation.id, remedy="Restate its annex instead.")
        return [line for text in quoted_lines(operation.content, mark) for line in self._line(text)]

    def exceptions(self, force: InForce) -> list[tuple[str, InForce]]:
        """The places with a date of their own, one entry a date."""
        found: dict[date, list[int]] = {}
        for own, numbers in self.dated:
            if own.rule == "date" and own.start is not None and (force.rule, force.start) != ("date", own.start):
                found.setdefault(own.start, []).extend(numbers)
        for numbers in found.values():
            if numbers[-1] > 100:
                raise DraftError(
                    f"alinea {numbers[-1]} of the order takes force on a day of its own, and has no ordinal",
                    remedy="Write two orders.",
                )
        return [
            (self.words.alineas(numbers, self.form), InForce("date", start, "stated"))
            for start, numbers in found.items()
        ]


def _step(target: Target, operation: Operation) -> Target:
    if not target:
        raise DraftError(f"{operation.action} of a whole document", place=operation.id, remedy="Name an element.")
    return target


def _annexed(operation: Operation) -> bool:
    """Whether the new text stands in an annex of the order: annexes and documents are not quoted."""
    return not operation.target or operation.target[-1].kind == "annex"


def _lead(operations: Sequence[Operation], index: int, current: Target) -> Target:
    """The lead line that an instruction stands under: the element that it shares with its neighbours, or none.

    The last step is left to the instruction; a lead of one instruction alone is not made.
    """
    operation = operations[index]
    parent = operation.target[:-1]
    if current and operation.target[: len(current)] == current and len(operation.target) > len(current):
        return current
    if not parent or parent[-1].kind in _NO_LEAD or _annexed(operation):
        return ()
    following = next((each for each in operations[index:] if each.component != operation.component), None)
    if following is not None and not following.target:
        # A document given anew names itself in the instruction: a lead above would go on to hold it.
        return ()
    after = operations[index + 1] if index + 1 < len(operations) else None
    if after is None or after.component != operation.component or _annexed(after):
        return ()
    shared = after.target[: len(parent)] == parent and len(after.target) > len(parent)
    return parent if shared else ()


_NO_LEAD = frozenset({"division", "subdivision", "chapter", "section"})
"""Groups are left out of addresses, so a lead that names one would go on to hold what stands outside of it."""


__all__ = ["TEN_DAYS", "write"]
