"""An amending act to typed operations: clauses, their new text, their dates.

The walk over an act's own lines: an opening names the act changed, lead lines set the context, each instruction
gives one operation a target, the quoted lines after it are its new text. A line that the grammar does not understand
is a finding of severity error, and the act is then not applied.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile, zip_longest
from types import MappingProxyType

from legal.amend import doubts
from legal.amend.address import names_said
from legal.amend.attached import annex_of_text, component_of, element_in, unread_lists
from legal.amend.content import node_text, numbered_by_text, shape, strings_of, unquote
from legal.amend.context import UNPLACED, Context
from legal.amend.dates import Place, act_force, dates_the_act, force_of, unmatched
from legal.amend.entries import Entry, body_elements, elements, units
from legal.amend.formula import is_instruction_like, is_norm, parse_clause
from legal.amend.inline import after_colon, dated_alone, split_inline
from legal.amend.led import led
from legal.amend.readings import Readings
from legal.amend.swallowed import swallowed
from legal.amend.syntax import Change, Clause, ForcePart, Lead, NotUnderstood, Opening, RepealActs
from legal.amend.whole import annex_of, document_in, whole_act
from legal.amend.written import canonical, lower, own_lines, own_title, source_of, suspended, with_end
from legal.findings import finding
from legal.records import (
    Act,
    ActRef,
    Finding,
    InForce,
    Language,
    Operation,
    Target,
)

_REPEALS: dict[Language, str] = {
    "rus": "признать утратившим силу {}",
    "kaz": "{} күші жойылды деп танылсын",
}
_UNKNOWN_FORCE = InForce("condition", None, "pending")
_AS_PUBLISHED: Mapping[int, str] = MappingProxyType({})


def operations(
    act: Act, *, readings: Mapping[int, str] = _AS_PUBLISHED
) -> tuple[tuple[Operation, ...], tuple[Finding, ...]]:
    """The operations of an act in the order in which they are written, with dates as far as the act gives them.

    An act that changes nothing gives none. A finding of severity error means that something was not understood: the
    act must not be applied, not even in part.

    `readings` are instructions that a person reads instead of the published lines with these numbers ("": the line
    changes nothing); their quotes stay the published words.
    """
    walk = _Walk(act, Readings(readings))
    for entries in body_elements(act):
        walk.element(entries)
    force, findings = act_force(act, walk.found, readings=readings)
    walk.readings.taken += [one.line for one in findings if one.code == "reading-corrected" and one.line is not None]
    found = tuple(
        replace(operation, in_force=with_end(force_of(force, place, act), operation))
        for operation, place in zip(walk.found, walk.places, strict=True)
    )
    findings = (*findings, *unread_lists(act, walk.lists))
    placed = (*findings, *unmatched(force, walk.places), *swallowed(found))
    return found, (*walk.findings, *walk.readings.misplaced(), *placed)


@dataclass(slots=True)
class _Walk:
    """The state of the walk: what has been found so far."""

    act: Act
    readings: Readings
    found: list[Operation] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    force: ForcePart | None = None
    """When the instruction of the line at hand takes force, where it says so itself."""
    lists: list[int] = field(default_factory=list)
    """The annexes of the act, by their place, that were read as lists of changes or repeals."""

    def element(self, entries: Sequence[Entry], context: Context | None = None) -> None:
        """Read one numbered element: the amending ones have an instruction in their first line.

        An article that dates the act in its first paragraph may change another act in the next.
        """
        entries = led(entries, self.act.card.language)
        if context is not None or self._amends(entries):
            self._lines(entries, context or Context())
            return
        for unit in units(entries):
            if self._amends(unit):
                self._lines(unit, Context())
            else:
                self._unopened(unit)

    def _amends(self, entries: Sequence[Entry]) -> bool:
        """Whether an element begins with an instruction, or with the act that it changes ("4. В приказе … № 5:")."""
        if not entries or dates_the_act(entries[0].text, self.act.card.language):
            return False
        return any(self._begins(text) for text in self.readings.faces(entries[0]))

    def _begins(self, text: str) -> bool:
        language = self.act.card.language
        if is_instruction_like(text, language):
            return not is_norm(text, language)
        clauses = parse_clause(text, language) if text.endswith(":") else ()
        return len(clauses) == 1 and isinstance(clauses[0], Lead) and clauses[0].act is not None

    def _unopened(self, entries: Sequence[Entry]) -> None:
        """Instructions with new text, and ends of acts, under a line that names no act: they would be lost."""
        for entry, after in zip_longest(entries, entries[1:]):
            if entry.quoted or not is_instruction_like(entry.text, self.act.card.language):
                continue
            if (after is not None and after.quoted) or self._ends_an_act(entry):
                self._error("clause-not-understood", f"no act is named before {entry.text[:160]!r}", entry)
                return

    def _ends_an_act(self, entry: Entry) -> bool:
        """Whether a line by itself repeals or suspends an act, or an element of one, that it names."""
        clauses = parse_clause(entry.text, self.act.card.language)
        return any(
            bool(clause.acts) if isinstance(clause, RepealActs) else isinstance(clause, Change) and bool(clause.act)
            for clause in clauses
        )

    def _lines(self, entries: Sequence[Entry], context: Context) -> None:
        at_level: dict[int, Context] = {}
        index = 0
        while index < len(entries):
            entry = entries[index]
            end = index + 1
            while end < len(entries) and entries[end].quoted and self.readings.of(entries[end]) is None:
                end += 1
            depth = entry.paragraph.count(".")
            if entry.alinea == 1 and depth in at_level:
                context = at_level[depth]
            at_level.setdefault(depth, context)
            context = self._line(entry, entries[index + 1 : end], context)
            at_level = {d: c for d, c in at_level.items() if d <= depth}
            at_level.setdefault(depth + 1, context)
            if depth == 0 or entry.alinea == 1:
                at_level[depth + 1] = context
            index = end

    def _line(self, entry: Entry, quoted: Sequence[Entry], context: Context) -> Context:
        """One own line with the new text that follows it; the context after it."""
        given = self.readings.of(entry)
        pieces = split_inline(entry, self.act.card.language)
        self.force = None
        if given is None:
            for text, inline in pieces[:-1]:
                context = self._instruction(text, inline, (), entry, context)
            return self._instruction(*pieces[-1], quoted, entry, context)
        self.findings.append(self.readings.take(given, entry))
        if not given:
            return context
        return self._instruction(given, pieces[-1][1] or after_colon(entry), quoted, entry, context)

    def _instruction(
        self, text: str, inline: Sequence[Entry], quoted: Sequence[Entry], entry: Entry, context: Context
    ) -> Context:
        """The instructions of a line up to a new text, which stands in the line itself or below it."""
        text, self.force = dated_alone(text, self.act.card.language)
        clauses = self._clauses(text, context)
        waiting = [c for c in clauses if isinstance(c, Change) and c.text_follows]
        texts = inline if inline and waiting else quoted
        if texts and not waiting and not any(isinstance(c, NotUnderstood) for c in clauses):
            self._error("text-unexpected", f"new text after {text[:80]!r}", entry)
        for clause in clauses:
            context = self._clause(clause, entry, texts if waiting and clause is waiting[-1] else (), context)
        if len(waiting) > 1:
            self._error("text-missing", f"two new texts announced by {text[:80]!r}", entry)
        return context

    def _clauses(self, text: str, context: Context) -> tuple[Clause, ...]:
        """What a line says; an item of a list of repeals is read as the sentence that the list makes of it."""
        language = self.act.card.language
        if context.repealing:
            named = parse_clause(_REPEALS[language].format(lower(text.rstrip(" .;,"))), language)
            if not any(isinstance(clause, NotUnderstood) for clause in named):
                return named
        return parse_clause(text, language)

    def _clause(self, clause: Clause, entry: Entry, quoted: Sequence[Entry], context: Context) -> Context:
        match clause:
            case NotUnderstood():
                nearest = f"; nearest formula: {clause.nearest}" if clause.nearest else ""
                self._error("clause-not-understood", f"{clause.text[:160]!r}{nearest}", entry)
                return context
            case Opening():
                return self._opening(clause, entry, context)
            case Lead():
                if doubt := doubts.of_lead(clause, context):
                    self._note("target-unplaced", doubt, entry)
                return context.under(clause)
            case RepealActs():
                self._repeals(clause, entry)
                return context if clause.acts or clause.list_annex is not None else replace(context, repealing=True)
            case Change():
                return self._change(clause, entry, quoted, context)

    def _opening(self, clause: Opening, entry: Entry, context: Context) -> Context:
        act = clause.acts[0] if len(clause.acts) == 1 else context.act
        after = Context(act, clause.component, clause.target)
        if clause.list_annex is not None:
            for item in self._list(clause.list_annex, entry):
                self.element(item, after)
        return after

    def _list(self, number: str, entry: Entry) -> Iterator[tuple[Entry, ...]]:
        """The paragraphs of a list of acts (перечень) in an annex."""
        if entry.annex is not None:
            # A list that names a list would never end: what it means is for a person.
            self._error("clause-not-understood", f"a list of acts inside a list: {entry.text[:120]!r}", entry)
            return
        annex = annex_of(self.act, number, entry.text)
        if annex is None:
            self._error("annex-missing", f"the list in annex {number or '(unnumbered)'} is not in the file", entry)
            return
        self.lists.append(self.act.annexes.index(annex))
        yield from elements(annex.body.children, annex.num or "")

    def _repeals(self, clause: RepealActs, entry: Entry) -> None:
        if clause.list_annex is not None:
            for item in self._list(clause.list_annex, entry):
                self.element(item, Context(repealing=True))
        for ref in clause.acts:
            self._add(
                Operation("", "repeal", ref, None, (), _UNKNOWN_FORCE, source_of(entry, (), entry.text)), entry, ()
            )

    def _change(self, change: Change, entry: Entry, quoted: Sequence[Entry], context: Context) -> Context:
        act = change.act or context.act
        if act is None:
            self._error("target-absent", "the instruction stands under no act", entry)
            return context
        named = context.document(change.component) if change.component else context.component
        component = None if change.of_act else named
        if change.act is not None:
            context = Context(change.act)
        # An instruction that names its own document stands outside the lead lines above it.
        scope = Context(act, component) if change.component or change.of_act else context
        places = scope.completed(change.targets)
        if any(names_said(target) for targets in places.values() for target in targets):
            message = f"an element without a number, and no line above names one: {entry.text[:160]!r}"
            self._error("clause-not-understood", message, entry)
            return context
        several = sum(map(len, places.values())) > len(change.targets)
        if several and (change.text_follows or change.annexes or change.new_number or change.action == "insert"):
            self._error("clause-not-understood", f"one new text for several elements: {entry.text[:160]!r}", entry)
            return context
        base = Operation("", change.action, act, component, (), _UNKNOWN_FORCE, source_of(entry, quoted, entry.text))
        base = replace(base, before=change.before, everywhere=change.everywhere, inflected=change.inflected)
        base = suspended(base, change)
        for document, targets in places.items():
            own = [own_title(canonical(target), document) for target in targets]
            own = [self._placed(target, act, document, entry) for target in own]
            self._of_document(change, replace(base, component=document), own, entry, quoted)
        return context.after(change.targets[0]) if change.targets else context

    def _placed(self, target: Target, act: ActRef, document: str | None, entry: Entry) -> Target:
        """An element that is named without what holds it: a row stands in the table spoken of last, which is said.

        "в приложении 2 строку 5 изложить …;" / "строки 7 и 9 изложить …": rows of annex 2.
        """
        before = self.found[-1] if self.found else None
        first = target[0].kind if target else None
        if doubt := doubts.of_target(target, act, document, before):
            self._note("target-unplaced", doubt, entry)
        if first not in UNPLACED:
            return target
        if before is not None and first in ("row", "column") and (before.act, before.component) == (act, document):
            held = tuple(takewhile(lambda step: step.kind not in ("row", "column"), before.target))
            if len(held) < len(before.target) and held:
                self._note("target-unplaced", f"{entry.text[:120]!r} names no table: that of the line before", entry)
                return held + target
        # A list that the act approves is a table as a whole: "в Перечне …:" / "строку 5 исключить".
        if document is None or first not in ("row", "column"):
            self._note("target-unplaced", f"{entry.text[:120]!r} does not say in what element", entry)
        return target

    def _of_document(
        self, change: Change, base: Operation, targets: Sequence[Target], entry: Entry, quoted: Sequence[Entry]
    ) -> None:
        """The operations of an instruction on elements of one document."""
        if change.pairs:
            self._words(change, base, targets, entry, quoted)
        elif change.annexes:
            self._from_annexes(change, base, targets, entry)
        elif change.text_follows:
            self._with_text(base, targets, entry, quoted)
        else:
            for target in targets:
                self._add(replace(base, target=target, new=change.new_number or base.new), entry, quoted)

    def _words(
        self, change: Change, base: Operation, targets: Sequence[Target], entry: Entry, quoted: Sequence[Entry]
    ) -> None:
        for target in targets:
            for old, new in change.pairs:
                self._add(replace(base, target=target, old=old or None, new=new or None), entry, quoted)

    def _with_text(self, base: Operation, targets: Sequence[Target], entry: Entry, quoted: Sequence[Entry]) -> None:
        if not quoted:
            self._error("text-missing", f"no new text follows {entry.text[:120]!r}", entry)
            return
        tables = [e.node for e in quoted if e.node.kind == "table"]
        strings = strings_of(quoted)
        several = len(targets) > 1 or (targets and targets[0] and targets[0][-1].num is None) or tables
        if len(strings) > 1 and not several:
            self._error("targets-differ", f"{len(strings)} new texts for one element: {entry.text[:120]!r}", entry)
            return
        blocks = tuple(block for string in strings for block in unquote(string))
        if base.action == "insert":
            targets = numbered_by_text(blocks, tables, targets)
        shaped, findings = shape(blocks, tables, targets)
        self.findings += findings
        if shaped and len(shaped) != len(targets):
            self._error("targets-differ", f"{len(shaped)} new texts for {len(targets)} elements", entry)
        for target, (content, text) in zip(targets, shaped, strict=False):
            self._add(replace(base, target=target, content=content, new=text), entry, quoted)

    def _from_annexes(self, change: Change, base: Operation, targets: Sequence[Target], entry: Entry) -> None:
        numbers = change.annexes if len(change.annexes) == len(targets) else change.annexes * len(targets)
        if len(change.annexes) not in (1, len(targets)):
            self._error("targets-differ", f"{len(change.annexes)} annexes for {len(targets)} targets", entry)
            return
        for target, number in zip(targets or [()], numbers or change.annexes, strict=False):
            annex = annex_of_text(self.act, number, entry.annex, of_list=change.of_list)
            if annex is None:
                self._error("annex-missing", f"annex {number or '(unnumbered)'} of this act is not in the file", entry)
                continue
            body = document_in(annex) if base.component is not None and not target else None
            body = body or element_in(annex, target, [t for t, n in zip(targets, numbers, strict=False) if n == number])
            if body is None:
                self._error("targets-differ", f"{annex.label!r} does not hold what {entry.text[:120]!r} names", entry)
                continue
            if base.component is None and not target:
                whole = whole_act(self.act, annex, base.act)
                if whole is None:
                    self._error("text-missing", f"the preamble of the act in {annex.label!r} is not told apart", entry)
                    continue
                body = whole
            wanted = target[-1] if target else None
            if wanted and wanted.kind == "annex" and wanted.num not in (None, body.num) and annex.restated:
                self.findings.append(
                    finding("number-differs", f"annex {wanted.num} is named, annex {body.num} is attached", entry.line)
                )
            component = component_of(self.act, annex, change, target, base.component)
            operation = replace(base, target=target, component=component, content=(body,), new=node_text((body,)))
            self._add(operation, entry, (), annex.num or "")

    def _add(self, operation: Operation, entry: Entry, quoted: Sequence[Entry], annex: str | None = None) -> None:
        card = self.act.card
        number = len(self.found) + 1
        source = source_of(entry, quoted, entry.text)
        identity = f"{act_slug(self.act)}-{card.language}-{number}"
        self.found.append(replace(operation, id=identity, source=source, by=own_ref(self.act)))
        alineas = (entry.alinea, *(e.alinea for e in own_lines(quoted, operation) if e.paragraph == entry.paragraph))
        stands = entry.annex if entry.annex is not None else annex
        listed = entry.annex is not None
        self.places.append(Place(entry.paragraph, alineas, stands, entry.line, listed, self.force))

    def _note(self, code: str, message: str, entry: Entry) -> None:
        self.findings.append(finding(code, message, entry.line))

    def _error(self, code: str, message: str, entry: Entry) -> None:
        self.findings.append(finding(code, message, entry.line))


def act_slug(act: Act) -> str:
    """What operation ids begin with: the bank's code, else form, date and number, else the start of the hash."""
    card = act.card
    if card.code:
        return card.code
    parts = [part for part in (card.form, card.date and card.date.isoformat(), card.number) if part]
    return "-".join(parts) if card.number else f"file-{act.source_sha256[:8]}"


def own_ref(act: Act) -> ActRef:
    """An act as other acts name it, from its own card."""
    card = act.card
    registered = card.registered.number if card.registered else None
    return ActRef(card.form, card.date, card.number, card.code, card.author, registered, card.title)
