"""Operations to the text of an amending order, in the formulae of the drafting rules.

Order 464: title by item 19, opening with the registration number by item 31, one пункт for all that is done to one act
by item 33, annexes restated in annexes of the order by items 39 and 41; ordinals in words by item 23; no preamble by
item 20. Then what every order ends with: registration, publication, control, entry into force, signature.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from legal.draft import markdown
from legal.draft.errors import DraftError
from legal.draft.formulae import Formulae, formulae
from legal.draft.layout import annex_lines, own_label
from legal.draft.particulars import Particulars
from legal.draft.quoting import quoted_pieces, style_of
from legal.draft.wording import clause_of
from legal.records import ActRef, InForce, Language, Node, Operation, Target

_BLANK = "_" * 20


def write(operations: Sequence[Operation], act: ActRef, language: Language, order: Particulars | None = None) -> str:
    """The amending order that makes the operations on an act, as text that reads back as those operations.

    Markdown as mirrors of the bank keep acts: a paragraph between blank lines, tables as HTML, forms fenced.
    Operations with a stated date of their own (`InForce.rule` "date") other than that of the order become exceptions
    of its clause on entry into force. Raises DraftError where no formula says what an operation does.
    """
    if not operations:
        raise DraftError("there is nothing to change", remedy="Compare two versions that differ.")
    order = order or Particulars()
    words = formulae(language)
    body = _Order(words, act, order.form, sum(_annexed(each) for each in operations))
    instructions = body.paragraph(operations)
    added = sum(operation.action.startswith("insert") for operation in operations)
    made = (len(operations) - added, added)
    opening = words.say(
        "opening",
        act=identified(act),
        registered=words.registered(act),
        following=words.choice("following", int(sum(made) > 1)),
        made=made,
    )
    # Law 480-V, art. 26 item 1: the title of a law names no date and no number.
    titled = replace(act, date=None, number=None) if act.form in ("law", "code") else act
    lines = head(words, order, order.title or words.say("title", act=titled, made=made))
    lines += markdown.paragraph(f"{words.by_form('label', order.form, number=1)} {opening}")
    lines += instructions
    lines += closing(words, order, body.exceptions(order.force))
    for index, node in enumerate(body.annexes, 1):
        label = own_label(index if body.annexed > 1 else None, language)
        lines += annex_lines(node, label, words.caption(order.act), language)
    return "\n".join(lines).rstrip("\n") + "\n"


def identified(act: ActRef) -> ActRef:
    """The act itself. Raises DraftError for one that cannot be told from others."""
    if act.date is None or (act.number is None and act.form != "law"):
        raise DraftError("the act to be amended has no date or number", remedy="Give its card.")
    return act


def head(words: Formulae, order: Particulars, title: str) -> list[str]:
    """What stands above the first paragraph: title, own name, the word of enactment."""
    lines = ["# " + markdown.escaped(title), ""]
    if order.date is not None and order.number is not None:
        lines += markdown.paragraph(words.signed(order.act))
    enacts = words.by_form("enacting", order.form)
    return lines + (markdown.paragraph(enacts) if enacts else [])


def closing(words: Formulae, order: Particulars, exceptions: Sequence[tuple[Sequence[int], InForce]] = ()) -> list[str]:
    """The last paragraphs and the signature. Orders of ministries are registered (Law 480-V, art. 44)."""
    form = order.form
    paragraphs: list[list[str]] = []
    if form == "order":
        paragraphs.append(words.each("registration", unit=order.unit or _BLANK, site=order.site or _BLANK, form=form))
        paragraphs.append([words.say("control", control=order.control or _BLANK, form=form)])
    paragraphs.append([words.force(form, order.force, exceptions)])
    lines = []
    for number, (first, *rest) in enumerate(paragraphs, 2):
        lines += markdown.paragraph(f"{words.by_form('label', form, number=number)} {first}")
        lines += [piece for line in rest for piece in markdown.paragraph(line)]
    signature = order.signature or (words.by_form("signature", form) or _BLANK,)
    return lines + [piece for line in signature for piece in markdown.paragraph(line)]


@dataclass(slots=True)
class _Order:
    """The order while it is written. `alinea` counts the lines of its first пункт, as exceptions name them."""

    words: Formulae
    act: ActRef
    form: str
    annexed: int
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
                    lines += self._line(self.words.say("component-lead", document=component, said=self.act.form))
            wanted = _lead(operations, index, lead)
            if wanted and wanted != lead:
                lines += self._line(self.words.say("lead", target=wanted))
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
        match operation.action:
            case "delete" | "repeal" if not operation.target and operation.component:
                said = self.words.say("component-repealed", document=operation.component, said=self.act.form)
                return self._line(f"{said}{mark}")
            case "delete":
                return self._line(f"{self.words.say('deleted', target=_step(relative, operation))}{mark}")
            case "replace" | "insert" if _annexed(operation):
                return self._line(f"{self._annex(operation, relative)}{mark}")
            case "replace":
                said = self.words.say("replaced", target=_step(relative, operation))
                return [*self._line(said), *self._text(operation, mark)]
            case "insert":
                said = self.words.say("inserted", where=relative[:-1], element=_step(relative, operation)[-1:])
                return [*self._line(said), *self._text(operation, mark)]
            case "replace-words" | "insert-words" | "delete-words" if clause := clause_of(operation, lead, self.words):
                return self._line(f"{clause}{mark}")
            case _:
                raise DraftError(
                    f"no formula is written for {operation.action!r}",
                    place=operation.id,
                    remedy="Restate the element instead.",
                )

    def _annex(self, operation: Operation, relative: Target) -> str:
        self.annexes.append(operation.content[0])
        key = "own-annex" if self.annexed > 1 else "only-annex"
        annex = self.words.say(key, number=len(self.annexes), form=self.form)
        if not operation.target:
            if operation.component is None:
                raise DraftError("the act as a whole cannot be given anew", remedy="Adopt a new act.")
            document = operation.component
            return self.words.say("component-replaced", document=document, said=self.act.form, annex=annex)
        if operation.action == "insert":
            return self.words.say("annex-inserted", where=relative[:-1], element=relative[-1:], annex=annex)
        return self.words.say("annex-replaced", target=relative, annex=annex)

    def _text(self, operation: Operation, mark: str) -> list[str]:
        if not operation.content:
            raise DraftError("there is no new text", place=operation.id, remedy="Give the elements as content.")
        style = style_of(operation.content, operation.target)
        if style is None:
            raise DraftError(
                "the new text would not be read back as it stands between any quotes",
                place=operation.id,
                remedy="Close the quotes in it, or restate the element above.",
            )
        lines: list[str] = []
        for piece in quoted_pieces(operation.content, style, mark):
            if isinstance(piece, str):
                lines += self._line(piece)
            else:
                self.alinea += 1
                lines += markdown.table(piece)
        return lines

    def exceptions(self, force: InForce) -> list[tuple[list[int], InForce]]:
        """The alineas with a date of their own, one entry a date."""
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
        return [(numbers, InForce("date", start, "stated")) for start, numbers in found.items()]


def _step(target: Target, operation: Operation) -> Target:
    if not target:
        raise DraftError(f"{operation.action} of a whole document", place=operation.id, remedy="Name an element.")
    return target


def _annexed(operation: Operation) -> bool:
    """Whether the new text stands in an annex of the order: annexes and documents are not quoted."""
    if operation.action not in ("replace", "insert"):
        return False
    return not operation.target or operation.target[-1].kind == "annex"


def _lead(operations: Sequence[Operation], index: int, current: Target) -> Target:
    """The lead line that an instruction stands under: the element that it shares with its neighbours, or none.

    The last step is left to the instruction; a lead of one instruction alone is not made.
    """
    operation = operations[index]
    parent = _holder(operation)
    if current and _within(operation, current):
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
    return parent if _within(after, parent) else ()


def _holder(operation: Operation) -> Target:
    """The element that an instruction changes something in."""
    return operation.target if operation.action.endswith("-words") else operation.target[:-1]


def _within(operation: Operation, lead: Target) -> bool:
    """Whether an instruction can stand under a lead line."""
    return _holder(operation)[: len(lead)] == lead


_NO_LEAD = frozenset({"division", "subdivision", "chapter", "section"})
"""Groups are left out of addresses, so a lead that names one would go on to hold what stands outside of it."""


__all__ = ["closing", "head", "identified", "write"]
