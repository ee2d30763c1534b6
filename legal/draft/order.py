"""Operations to the text of an amending order, in the formulae of the drafting rules.

Order 464: title by item 19, opening with the registration number by item 31, one пункт for all that is done to one act
by item 33, annexes restated in annexes of the order by items 39 and 41; ordinals in words by item 23; no preamble by
item 20. Law 480-V, art. 26: acts by their force and date (item 5), three and more in a list (item 4), laws in items of
one article. Then what every order ends with: registration, publication, control, entry into force, signature.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from legal.draft import markdown
from legal.draft.errors import DraftError
from legal.draft.formulae import Excepted, Formulae, formulae
from legal.draft.instructions import Attached, Instructions, annexed
from legal.draft.layout import annex_head, annex_lines, own_label
from legal.draft.particulars import LEGISLATIVE, Particulars, said_form
from legal.records import ActRef, InForce, Language, Operation

_BLANK = "_" * 20
_LISTED = 3
"""From how many acts on they stand in a list (Law 480-V, art. 26 item 4)."""

Changed = tuple[ActRef, Sequence[Operation]]
"""An act and the operations on it."""


def write(operations: Sequence[Operation], act: ActRef, language: Language, order: Particulars | None = None) -> str:
    """The amending order that makes the operations on an act, as text that reads back as those operations.

    Markdown as mirrors of the bank keep acts: a paragraph between blank lines, tables as HTML, forms fenced.
    Operations with a stated date of their own (`InForce.rule` "date") other than that of the order become exceptions
    of its clause on entry into force. Raises DraftError where no formula says what an operation does.
    """
    return write_several([(act, operations)], language, order)


def write_several(changed: Sequence[Changed], language: Language, order: Particulars | None = None) -> str:
    """The order that changes one act or several, as `write` prints it."""
    changed = [each for each in changed if each[1]]
    if not changed:
        raise DraftError("there is nothing to change", remedy="Compare two versions that differ.")
    order = order or Particulars()
    made = _Order(formulae(language, order.dates), order, sorted(changed, key=_rank))
    lines = [
        *made.head(),
        *made.paragraphs(),
        *closing(made.words, order, made.exceptions, made.number),
        *made.annexes(),
    ]
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
    enacts = words.by_form("enacting", said_form(order.act))
    return lines + (markdown.paragraph(enacts) if enacts else [])


def closing(words: Formulae, order: Particulars, exceptions: Sequence[Excepted] = (), after: int = 1) -> list[str]:
    """The last paragraphs and the signature. Orders of ministries are registered (Law 480-V, art. 44).

    `after` is the number of the paragraph that they follow.
    """
    form = said_form(order.act)
    paragraphs: list[list[str]] = []
    if order.form == "order":
        paragraphs.append(words.each("registration", unit=order.unit or _BLANK, site=order.site or _BLANK, form=form))
        paragraphs.append([words.say("control", control=order.control or _BLANK, form=form)])
    paragraphs.append([words.force(form, order.force, exceptions)])
    lines = []
    for number, (first, *rest) in enumerate(paragraphs, after + 1):
        lines += markdown.paragraph(f"{words.by_form('label', order.form, number=number)} {first}")
        lines += [piece for line in rest for piece in markdown.paragraph(line)]
    signature = order.signature or (words.by_form("signature", order.form) or _BLANK,)
    return lines + [piece for line in signature for piece in markdown.paragraph(line)]


class _Order:
    """The order while it is written. `number` is its last paragraph on changes; `exceptions` have days of their own."""

    def __init__(self, words: Formulae, order: Particulars, changed: Sequence[Changed]) -> None:
        self.words, self.order, self.changed = words, order, changed
        self.form = said_form(order.act)
        self.law = order.form == "law" and len(changed) > 1
        self.listed = not self.law and len(changed) >= _LISTED
        annexes = sum(annexed(operation) for _, operations in changed for operation in operations)
        self.attached = Attached(annexes + self.listed, int(self.listed))
        self.exceptions: list[Excepted] = []
        self.number = 1
        self.list: list[str] = []

    def head(self) -> list[str]:
        """The title and what stands under it."""
        if len(self.changed) > 1:
            title = self.words.say("title-several", some=self._some(), made=self._made())
        else:
            act = self.changed[0][0]
            # Law 480-V, art. 26 item 1: the title of a law names no date and no number.
            titled = replace(act, date=None, number=None) if act.form in LEGISLATIVE else act
            title = self.words.say("title", act=titled, made=self._made())
        return head(self.words, self.order, self.order.title or title)

    def _some(self) -> tuple[frozenset[str], str | None]:
        authors = {act.author for act, _ in self.changed}
        forms = frozenset(act.form or "order" for act, _ in self.changed)
        return forms, next(iter(authors)) if len(authors) == 1 else None

    def _made(self, operations: Sequence[Operation] | None = None) -> tuple[int, int]:
        """How many changes and how many additions are made to one act, or to all."""
        every = operations if operations is not None else [each for _, found in self.changed for each in found]
        added = sum(operation.action.startswith("insert") for operation in every)
        return len(every) - added, added

    def paragraphs(self) -> list[str]:
        """The paragraphs that make the changes."""
        if self.listed:
            return self._listed()
        label = self.words.by_form("label", self.order.form, number=1)
        if not self.law:
            return [line for at, each in enumerate(self.changed, 1) for line in self._opened(each, at)]
        lines = markdown.paragraph(f"{label} {self.words.say('opening-laws', made=self._made())}")
        for at, (act, operations) in enumerate(self.changed, 1):
            said = self.words.say("opening-law", act=identified(act), registered=self.words.registered(act))
            lines += markdown.paragraph(f"{at}. {said}") + self._instructions(act, operations, None)
        return lines

    def _opened(self, changed: Changed, number: int) -> list[str]:
        """One пункт with all that is done to one act (order 464, item 33)."""
        act, operations = changed
        made = self._made(operations)
        opening = self.words.say(
            "opening",
            act=identified(act),
            registered=self.words.registered(act),
            following=self.words.choice("following", int(sum(made) > 1)),
            made=made,
        )
        self.number = number
        label = f"{number}." if self.listed else self.words.by_form("label", self.order.form, number=number)
        return [
            *markdown.paragraph(f"{label} {opening}"),
            *self._instructions(act, operations, None if self.listed else number),
        ]

    def _listed(self) -> list[str]:
        """The paragraph that refers to the list of acts; the list itself is kept for the annexes."""
        self.list = [line for at, each in enumerate(self.changed, 1) for line in self._opened(each, at)]
        self.number = 1
        key = "own-annex" if self.attached.total > 1 else "only-annex"
        annex = self.words.say(key, number=1, form=self.form)
        said = self.words.say("opening-list", some=self._some(), made=self._made(), annex=annex)
        label = self.words.by_form("label", self.order.form, number=1)
        return markdown.paragraph(f"{label} {said[:1].upper()}{said[1:]}")

    def _instructions(self, act: ActRef, operations: Sequence[Operation], paragraph: int | None) -> list[str]:
        made = Instructions(self.words, act, self.form, self.attached)
        lines = made.lines(operations)
        self.exceptions += _exceptions(made.dated, self.order.force, paragraph)
        return lines

    def annexes(self) -> list[str]:
        """The list of acts, then the annexes that hold what is given anew."""
        language, caption = self.words.language, self.words.caption(self.order.act)
        lines: list[str] = []
        if self.listed:
            label = own_label(1 if self.attached.total > 1 else None, language)
            title = self.words.say("list-title", some=self._some(), made=self._made())
            lines += annex_head(label, [caption], language, above=True)
            lines += markdown.heading(f"{title[:1].upper()}{title[1:]}") + self.list
        for index, node in enumerate(self.attached.nodes, 1 + self.attached.before):
            label = own_label(index if self.attached.total > 1 else None, language)
            lines += annex_lines(node, label, caption, language)
        return lines


_RANKS = ("constitution", "code", "law", "decree", "resolution", "order", "decision", "instruction")
"""Forms of acts from the one of the greatest legal force down (Law 480-V, art. 10)."""


def _rank(changed: Changed) -> tuple[int, date, str]:
    """Law 480-V, art. 26 item 5: by legal force, then by the date of adoption."""
    act = changed[0]
    rank = _RANKS.index(act.form) if act.form in _RANKS else len(_RANKS)
    return rank, act.date or date.max, act.number or ""


def _exceptions(dated: Sequence[tuple[InForce, list[int]]], force: InForce, paragraph: int | None) -> list[Excepted]:
    """The alineas with a date of their own, one entry a date. `paragraph` None: they cannot be named."""
    found: dict[date, list[int]] = {}
    for own, numbers in dated:
        if own.rule == "date" and own.start is not None and (force.rule, force.start) != ("date", own.start):
            found.setdefault(own.start, []).extend(numbers)
    if found and paragraph is None:
        raise DraftError(
            "a change in a list of acts takes force on a day of its own", remedy="Write an order for each day."
        )
    for numbers in found.values():
        if numbers[-1] > 100:
            raise DraftError(
                f"alinea {numbers[-1]} of the order takes force on a day of its own, and has no ordinal",
                remedy="Write two orders.",
            )
    return [Excepted(paragraph or 1, numbers, InForce("date", start, "stated")) for start, numbers in found.items()]


__all__ = ["Changed", "closing", "head", "identified", "write", "write_several"]
