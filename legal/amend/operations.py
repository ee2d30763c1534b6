"""An amending act to typed operations: clauses, their new text, their dates.

The walk over an act's own lines: an opening names the act changed, lead lines set the context, each instruction
gives one operation a target, the quoted lines after it are its new text. A line that the grammar does not understand
is a finding of severity error, and the act is then not applied.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from legal.amend.content import node_text, numbered_by_text, shape, unquote
from legal.amend.context import Context
from legal.amend.dates import Place, act_force, dates_the_act, force_of, unmatched
from legal.amend.entries import Entry, body_elements, elements, units
from legal.amend.formula import is_instruction_like, parse_clause
from legal.amend.inline import after_colon, split_inline
from legal.amend.swallowed import swallowed
from legal.amend.syntax import Change, Clause, Lead, NotUnderstood, Opening, RepealActs
from legal.amend.whole import annex_of, whole_act
from legal.findings import finding
from legal.records import Act, ActRef, Annex, Finding, InForce, Language, Node, Operation, OperationSource, Step, Target

_REPEALS: dict[Language, str] = {
    "rus": "признать утратившим силу {}",
    "kaz": "{} күші жойылды деп танылсын",
}
_WITHIN: dict[Language, str] = {"rus": "в приложении {} {}:", "kaz": "{1} {0}-қосымшада:"}
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
    walk = _Walk(act, readings=readings)
    for entries in body_elements(act):
        walk.element(entries)
    force, findings = act_force(act, walk.found, readings=readings)
    walk.read += [one.line for one in findings if one.code == "reading-corrected" and one.line is not None]
    found = tuple(
        replace(operation, in_force=_with_end(force_of(force, place), operation))
        for operation, place in zip(walk.found, walk.places, strict=True)
    )
    placed = (*findings, *unmatched(force, walk.places), *swallowed(found))
    return found, (*walk.findings, *walk.misplaced(), *placed)


def _with_end(dated: InForce, operation: Operation) -> InForce:
    """A suspension ends on the day that it names itself, and begins on it where it names one."""
    own = operation.in_force
    if own.start is not None:
        return own
    return replace(dated, end=own.end) if own.end else dated


@dataclass(slots=True)
class _Walk:
    """The state of the walk: what has been found so far."""

    act: Act
    found: list[Operation] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    readings: Mapping[int, str] = field(default_factory=dict)
    read: list[int] = field(default_factory=list)
    """The lines that were read as a person reads them."""

    def misplaced(self) -> Iterator[Finding]:
        """The readings that no instruction took, or more than one."""
        for line, text in sorted(self.readings.items()):
            if count := self.read.count(line) - 1:
                places = "no instruction" if count < 0 else f"{count + 1} instructions"
                yield finding("reading-misplaced", f"{text[:120]!r}: {places} on the line", line)

    def _given(self, entry: Entry) -> str | None:
        """What a person reads instead of a line, if anything.

        A line taken for new text of the instruction before it can be an instruction: not one that opens a quote,
        and never one that changes nothing, for then the rest of a new text would be lost.
        """
        given = self.readings.get(entry.line) if entry.line is not None else None
        return None if entry.quoted and (not given or entry.text[:1] in '"«“„') else given

    def _faces(self, entry: Entry) -> tuple[str, ...]:
        """A line as published, and as a person reads it."""
        return tuple(filter(None, (entry.text, self._given(entry))))

    def _corrected(self, given: str, entry: Entry) -> None:
        self.read.append(entry.line or 0)
        meaning = f"is read as {given[:300]!r}" if given else "changes nothing"
        self.findings.append(finding("reading-corrected", f"{entry.text[:160]!r} {meaning}", entry.line))

    def element(self, entries: Sequence[Entry], context: Context | None = None) -> None:
        """Read one numbered element: the amending ones have an instruction in their first line.

        An article that dates the act in its first paragraph may change another act in the next.
        """
        if context is not None or self._amends(entries):
            self._lines(entries, context or Context())
            return
        for unit in units(entries):
            if self._amends(unit):
                self._lines(unit, Context())

    def _amends(self, entries: Sequence[Entry]) -> bool:
        language = self.act.card.language
        return (
            bool(entries)
            and any(is_instruction_like(text, language) for text in self._faces(entries[0]))
            and not dates_the_act(entries[0].text, language)
        )

    def _lines(self, entries: Sequence[Entry], context: Context) -> None:
        at_level: dict[int, Context] = {}
        index = 0
        while index < len(entries):
            entry = entries[index]
            end = index + 1
            while end < len(entries) and entries[end].quoted and self._given(entries[end]) is None:
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
        given = self._given(entry)
        pieces = split_inline(entry, self.act.card.language)
        if given is None:
            for text, inline in pieces[:-1]:
                context = self._instruction(text, inline, (), entry, context)
            return self._instruction(*pieces[-1], quoted, entry, context)
        self._corrected(given, entry)
        if not given:
            return context
        return self._instruction(given, pieces[-1][1] or after_colon(entry), quoted, entry, context)

    def _instruction(
        self, text: str, inline: Sequence[Entry], quoted: Sequence[Entry], entry: Entry, context: Context
    ) -> Context:
        """The instructions of a line up to a new text, which stands in the line itself or below it."""
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
            named = parse_clause(_REPEALS[language].format(_lower(text.rstrip(" .;,"))), language)
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
        yield from elements(annex.body.children, annex.num or "")

    def _repeals(self, clause: RepealActs, entry: Entry) -> None:
        if clause.list_annex is not None:
            for item in self._list(clause.list_annex, entry):
                self.element(item, Context(repealing=True))
        for ref in clause.acts:
            self._add(Operation("", "repeal", ref, None, (), _UNKNOWN_FORCE, _source(entry, (), entry.text)), entry, ())

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
        several = sum(map(len, places.values())) > len(change.targets)
        if several and (change.text_follows or change.annexes or change.new_number or change.action == "insert"):
            self._error("clause-not-understood", f"one new text for several elements: {entry.text[:160]!r}", entry)
            return context
        base = Operation("", change.action, act, component, (), _UNKNOWN_FORCE, _source(entry, quoted, entry.text))
        base = replace(base, before=change.before, everywhere=change.everywhere, inflected=change.inflected)
        base = _suspended(base, change)
        for document, targets in places.items():
            own = [_own_title(target, document) for target in targets]
            self._of_document(change, replace(base, component=document), own, entry, quoted)
        return context.after(change.targets[0]) if change.targets else context

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
        blocks = unquote(quoted)
        if base.action == "insert":
            targets = numbered_by_text(blocks, tables, targets)
        shaped, findings = shape(blocks, tables, targets)
        self.findings += findings
        for target, (content, text) in zip(targets, shaped, strict=False):
            self._add(replace(base, target=target, content=content, new=text), entry, quoted)

    def _from_annexes(self, change: Change, base: Operation, targets: Sequence[Target], entry: Entry) -> None:
        numbers = change.annexes if len(change.annexes) == len(targets) else change.annexes * len(targets)
        if len(change.annexes) not in (1, len(targets)):
            self._error("targets-differ", f"{len(change.annexes)} annexes for {len(targets)} targets", entry)
            return
        for target, number in zip(targets or [()], numbers or change.annexes, strict=False):
            annex = self._new_text_annex(number, entry, of_list=change.of_list)
            if annex is None:
                self._error("annex-missing", f"annex {number or '(unnumbered)'} of this act is not in the file", entry)
                continue
            body = annex.body
            if base.component is None and not target:
                whole = whole_act(self.act, annex, base.act)
                if whole is None:
                    self._error("text-missing", f"the preamble of the act in {annex.label!r} is not told apart", entry)
                    continue
                body = whole
            wanted = target[-1] if target else None
            if wanted and wanted.kind == "annex" and wanted.num != body.num and annex.restated:
                self.findings.append(
                    finding("number-differs", f"annex {wanted.num} is named, annex {body.num} is attached", entry.line)
                )
            component = self._component_of(annex, change, target, base.component)
            operation = replace(base, target=target, component=component, content=(body,), new=node_text((body,)))
            self._add(operation, entry, (), annex.num or "")

    def _new_text_annex(self, number: str, entry: Entry, *, of_list: bool) -> Annex | None:
        """The annex that holds a new text: of the act, or of the list of changes in which the instruction stands."""
        if of_list:
            return annex_of(self.act, number, of_list=True)
        own = annex_of(self.act, number)
        # "согласно приложению 1" inside the list that is annex 1 itself: an annex of the list.
        listed = own is not None and entry.annex is not None and (own.num or "") == entry.annex
        return annex_of(self.act, number, of_list=True) if listed else own

    def _component_of(self, annex: Annex, change: Change, target: Target, component: str | None) -> str | None:
        """Whose annex is restated or added: what the clause says, else what the annex itself says under its label."""
        says = change.component is not None or change.of_act or len(target) != 1 or target[0].kind != "annex"
        caption = next((n.text for n in annex.body.children if n.role == "caption" and n.kind == "alinea"), "")
        if says or not annex.restated or not caption:
            return component
        language = self.act.card.language
        leads = parse_clause(_WITHIN[language].format(annex.body.num or "1", caption), language)
        lead = leads[0] if len(leads) == 1 else None
        if not isinstance(lead, Lead) or (lead.component is None) == (component is None):
            return component
        return lead.component if lead.component or lead.act or lead.of_act else component

    def _add(self, operation: Operation, entry: Entry, quoted: Sequence[Entry], annex: str | None = None) -> None:
        card = self.act.card
        number = len(self.found) + 1
        source = _source(entry, quoted, entry.text)
        identity = f"{act_slug(self.act)}-{card.language}-{number}"
        self.found.append(replace(operation, id=identity, source=source, by=own_ref(self.act)))
        alineas = (entry.alinea, *(e.alinea for e in _own(quoted, operation) if e.paragraph == entry.paragraph))
        stands = entry.annex if entry.annex is not None else annex
        self.places.append(Place(entry.paragraph, alineas, stands, entry.line))

    def _error(self, code: str, message: str, entry: Entry) -> None:
        self.findings.append(finding(code, message, entry.line))


def _suspended(base: Operation, change: Change) -> Operation:
    """A suspension with its end, the day that follows it, and its first day where the clause says it."""
    if change.until is None:
        return base
    force = replace(base.in_force, end=date.fromisoformat(change.until))
    if change.since is not None:
        force = replace(force, rule="date", start=date.fromisoformat(change.since), certainty="stated")
    return replace(base, new=change.until, in_force=force)


def _lower(text: str) -> str:
    """An item as the middle of a sentence: "Пункт 3 приказа …" begins in lower case, abbreviations stay."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _own_title(target: Target, component: str | None) -> Target:
    """ "заголовок изложить …" right under the act: its title."""
    return (Step("title"),) if component is None and target == (Step("heading"),) else target


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


def _source(entry: Entry, quoted: Sequence[Entry], quote: str) -> OperationSource:
    own = (entry, *quoted)
    alineas = tuple(e.alinea for e in own if e.paragraph == entry.paragraph)
    return OperationSource(entry.paragraph, alineas, quote, entry.line)


def _own(quoted: Sequence[Entry], operation: Operation) -> Sequence[Entry]:
    """The lines of new text that are an operation's own, where one instruction gives the text of several elements."""
    spans = [span for node in operation.content for span in _lines(node)]
    own = [e for e in quoted if e.node.lines and any(a <= e.node.lines[0] and e.node.lines[1] <= b for a, b in spans)]
    return own or quoted


def _lines(node: Node) -> Iterator[tuple[int, int]]:
    if node.lines:
        yield node.lines
    for child in node.children:
        yield from _lines(child)
