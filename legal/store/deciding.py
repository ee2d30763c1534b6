"""A decision before it is taken: what a person asks for, checked against what is on file.

A request names an act, an operation, a line or an earlier decision. It becomes a decision only if that is there and the
corpus would change by it; else it is refused with what to do instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from legal.errors import LegalError, NotOnFile
from legal.records import Act, ActRef, Language, Node, Operation
from legal.store.catalogue import Catalogue
from legal.store.decisions import (
    Accept,
    Cancel,
    Correct,
    Decision,
    Publication,
    Withdraw,
    id_of,
    picked,
)  # fmt: skip
from legal.store.derivation import Derivation
from legal.store.records import Summary
from legal.store.register import Place
from legal.store.rulings import Rulings, rulings_of, withdrawn
from legal.store.texts import Text
from legal.store.view import View

_OPERATION = re.compile(r"(?P<act>.+)-(?P<language>rus|kaz)-[0-9]+(?:\.[0-9]+\.[0-9a-f]+)?", re.ASCII)
_SHOWN = 12
# Without the sentence the act would take force by the rule of the law, which it has set aside.
_NEVER_HARMLESS = frozenset({"force-not-understood"})


@dataclass(frozen=True, slots=True)
class CancelRequest:
    """`what` is the id of an operation, or the code or IRI of an act with a language (None: the only one on file)."""

    what: str
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class CorrectRequest:
    """The line of an act, 1-based, and the instruction to read there; "" where the line changes nothing."""

    act: str
    line: int
    reading: str
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class AcceptRequest:
    """The code and line (None: without a line) of a finding of severity error."""

    act: str
    code: str
    line: int | None
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class WithdrawRequest:
    """The name of the decision to withdraw, or a beginning of it that no other decision has."""

    decision: str


Request = CancelRequest | CorrectRequest | AcceptRequest | WithdrawRequest


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision on file with its name, and what took its effect away.

    `withdrawn_by` is the decision that did; `superseded_by` the later publication date that stands in its place.
    """

    id: str
    decision: Decision
    withdrawn_by: str | None = None
    superseded_by: str | None = None

    @property
    def in_effect(self) -> bool:
        """Whether it still says something about the act."""
        return self.withdrawn_by is None and self.superseded_by is None


def listed(catalogue: Catalogue, slug: str | None) -> tuple[Decided, ...]:
    """The decisions about an act (None: about all acts), oldest first."""
    by = {one.decision: name for name, one in catalogue.decisions.items() if isinstance(one, Withdraw)}
    ordered = sorted(catalogue.decisions.items(), key=lambda item: (item[1].recorded, item[0]))
    return tuple(
        Decided(name, one, by.get(name), _superseded(catalogue, name, one) if name not in by else None)
        for name, one in ordered
        if slug is None or catalogue.slug(one.act) == slug
    )


def _superseded(catalogue: Catalogue, name: str, decision: Decision) -> str | None:
    """The name of the publication date in effect, where it is another one than this."""
    if not isinstance(decision, Publication):
        return None
    current = catalogue.published.get(catalogue.slug(decision.act))
    return id_of(current) if current is not None and id_of(current) != name else None


class Deciding:
    """A decision that a person takes at a moment, on the corpus as a view shows it."""

    def __init__(self, view: View, derivation: Derivation, moment: datetime, by: str, reason: str) -> None:
        self._view = view
        self._derivation = derivation
        self._moment = moment
        self._by = by
        self._reason = reason

    def take(self, request: Request) -> tuple[Decision, Catalogue]:
        """The decision, and the catalogue of the corpus with it. Raises LegalError where it is refused."""
        match request:
            case CancelRequest():
                decision = self._cancel(request)
            case CorrectRequest():
                decision = self._correct(request)
            case AcceptRequest():
                decision = self._accept(request)
            case WithdrawRequest():
                decision = self._withdraw(request)
            case _:
                assert_never(request)
        return decision, self._derivation.decided(self._view, (*self._view.catalogue.decisions.values(), decision))

    # Kinds

    def _cancel(self, request: CancelRequest) -> Decision:
        if match := _OPERATION.fullmatch(request.what.strip()):
            return self._cancel_operation(request, match["act"], "kaz" if match["language"] == "kaz" else "rus")
        summary, text = self._text(request.what, request.language)
        if text.cancelled:
            raise _nothing("nothing of the act is applied already", request.what)
        if not text.operations and summary.understood:
            raise _nothing("the act changes nothing", request.what)
        return self._cancelled(summary)

    def _cancel_operation(self, request: CancelRequest, start: str, language: Language) -> Cancel:
        if request.language not in (None, language):
            raise LegalError(
                "the operation is one of the text in the other language", place=request.what, remedy="Leave out --lang."
            )
        what = request.what.strip()
        for summary in self._beginning(start, language):
            cancelled = self._view.catalogue.rulings_on(summary.sha256).cancelled
            if any(one.operation is not None and one.operation.id == what for one in cancelled):
                raise _nothing("the operation is cancelled already", what)
            operations = self._read(summary).operations
            for operation in operations:
                if operation.id == what:
                    return self._cancelled(summary, operation, operations)
            if operations:
                raise NotOnFile("the act has no such operation", place=request.what, remedy=_ids(operations))
        raise NotOnFile(
            "no act on file has this operation",
            place=request.what[:200],
            remedy="List the operations of an act with `qagida operations ACT`.",
        )

    def _cancelled(
        self, summary: Summary, operation: Operation | None = None, among: tuple[Operation, ...] = ()
    ) -> Cancel:
        chosen = picked(operation) if operation else None
        decision = Cancel(_ref(summary), summary.language, summary.sha256, self._by, self._reason, self._moment, chosen)
        left = self._with(summary, decision).operations
        if operation is not None and len(left) != len(among) - 1:
            raise LegalError(
                "the operation cannot be told from another one of the same line",
                place=operation.id,
                remedy="Correct the reading of the line instead, with `qagida decide correct`.",
            )
        return decision

    def _correct(self, request: CorrectRequest) -> Correct:
        summary, before = self._text(request.act, request.language)
        place, reading = f"{request.act}, line {request.line}", " ".join(request.reading.split())
        rulings = self._view.catalogue.rulings_on(summary.sha256)
        if earlier := next((one for one in rulings.corrected if one.line == request.line), None):
            raise LegalError(
                "the line has a corrected reading already",
                place=place,
                remedy=f"Withdraw it first: qagida decide withdraw {id_of(earlier)}",
            )
        published = _line(before.act, request.line)
        decision = Correct(
            _ref(summary), summary.language, summary.sha256, request.line, published, reading,
            self._by, self._reason, self._moment,
        )  # fmt: skip
        after = self._with(summary, decision)
        _check_reading(before, after, request.line, place)
        return decision

    def _accept(self, request: AcceptRequest) -> Accept:
        summary, text = self._text(request.act, request.language)
        if request.code in _NEVER_HARMLESS:
            raise LegalError(
                "a date would be guessed if this were accepted",
                place=f"{request.act}, {request.code}",
                remedy="Correct the reading of the sentence on entry into force, with `qagida decide correct`.",
            )
        faults = [one for one in (*text.act.findings, *text.findings) if one.severity == "error"]
        fitting = [one for one in faults if (one.code, one.line) == (request.code, request.line)]
        if not fitting:
            self._refuse_applied(summary, request)
            known = ", ".join(dict.fromkeys(f"{one.code} {one.line or '-'}" for one in faults[:_SHOWN]))
            raise NotOnFile(
                f"no finding {request.code} of severity error stands on line {request.line or '-'}",
                place=request.act,
                remedy=f"The findings of severity error: {known}." if known else "The act has no such findings.",
            )
        return Accept(
            _ref(summary), summary.language, summary.sha256, request.code, request.line, fitting[0].message,
            self._by, self._reason, self._moment,
        )  # fmt: skip

    def _refuse_applied(self, summary: Summary, request: AcceptRequest) -> None:
        """Refuse a fault of applying: with it accepted, an act would be applied in part."""
        catalogue = self._view.catalogue
        for slug in catalogue.named(summary.amends):
            regulation = self._view.regulation((slug, summary.language))
            found = regulation.findings if regulation else ()
            if any((one.code, one.severity) == (request.code, "error") for one in found):
                raise LegalError(
                    "the finding comes of applying the act, not of reading it",
                    place=f"{request.act}, {request.code}",
                    remedy="Cancel the operation that cannot be applied, or correct the reading of its line.",
                )

    def _withdraw(self, request: WithdrawRequest) -> Withdraw:
        known = self._view.catalogue.decisions
        name = request.decision.strip()
        found = [one for one in known if one == name] or [one for one in known if name and one.startswith(name)]
        if len(found) != 1:
            raise NotOnFile(
                "several decisions begin so" if found else "there is no such decision",
                place=request.decision[:200],
                remedy="List them with `qagida decisions`.",
            )
        decision = known[found[0]]
        if isinstance(decision, Withdraw):
            raise LegalError(
                "a withdrawal is not withdrawn", place=found[0], remedy="Take the decision that it withdrew again."
            )
        if found[0] in withdrawn(known.values()):
            raise _nothing("the decision is withdrawn already", found[0])
        return Withdraw(decision.act, found[0], self._by, self._reason, self._moment)

    # Texts

    def _text(self, act: str, language: Language | None) -> tuple[Summary, Text]:
        slug = self._view.find(act)
        own = self._view.catalogue.own_texts(slug)
        if not own:
            raise NotOnFile("the act is only named by others", place=act, remedy="Import its text first.")
        fitting = [one for one in own if language in (None, one.language)]
        if not fitting:
            raise self._view.missing(slug, language or "rus")
        if len(fitting) > 1:
            raise LegalError(
                "the act is on file in two languages, each applied from its own text",
                place=act,
                remedy="Say which with --lang rus or --lang kaz; decide about each.",
            )
        return fitting[0], self._read(fitting[0])

    def _beginning(self, start: str, language: Language) -> Iterator[Summary]:
        """The texts whose operations have ids that begin so."""
        from legal.amend.operations import act_slug

        for summary in self._view.catalogue.summaries:
            if summary.language == language and act_slug(Act(summary.card, (), source_sha256=summary.sha256)) == start:
                yield summary

    def _read(self, summary: Summary, rulings: Rulings | None = None) -> Text:
        catalogue = self._view.catalogue
        place: Place = (catalogue.slug(summary.ref), summary.language)
        source = self._view.source(place)
        if source is None:
            raise self._view.missing(*place)
        given = rulings if rulings is not None else catalogue.rulings_on(summary.sha256)
        return self._derivation.text(source[1], source[0], given)

    def _with(self, summary: Summary, decision: Decision) -> Text:
        """A text as it reads with one more decision."""
        decisions = (*self._view.catalogue.decisions.values(), decision)
        return self._read(summary, rulings_of(decisions)[summary.sha256])


def _check_reading(before: Text, after: Text, line: int, place: str) -> None:
    """Refuse a reading outside the grammar, one that changes nothing, and words that the act does not hold."""
    there = {one.code: one for one in after.findings if one.line == line and one.severity == "error"}
    if "reading-misplaced" in there:
        raise NotOnFile(
            "the line holds no instruction, or several",
            place=place,
            remedy=f"The lines of instructions and findings: {_lines(before)}.",
        )
    if strange := there.get("clause-not-understood") or there.get("force-not-understood"):
        raise LegalError(
            f"the reading is no instruction that the grammar knows: {strange.message}",
            place=place,
            remedy="Write it in the formulae of amendment, as `пункт 5 исключить`.",
        )
    if _effect(before) == _effect(after):
        raise _nothing("the line is read so already", place)
    source = _letters(" ".join(_words(after.act)))
    for operation in after.operations:
        if operation.source.line != line or operation.new is None or operation.action in ("renumber", "suspend"):
            continue
        for piece in re.split(r"[\n\t]", operation.new):
            if _letters(piece) not in source:
                raise LegalError(
                    f"the words {piece[:80]!r} do not stand in the act",
                    place=place,
                    remedy="A reading says what the published words mean; new text comes from the act alone.",
                )


def _effect(text: Text) -> object:
    """What a text comes to, whoever said so."""
    findings = [one for one in text.findings if one.code != "reading-corrected"]
    return [replace(one, id="") for one in text.operations], findings


def _lines(text: Text) -> str:
    lines = {one.source.line for one in text.operations} | {one.line for one in text.findings}
    shown = sorted(line for line in lines if line is not None)[:_SHOWN]
    return ", ".join(map(str, shown)) or "-"


def _line(act: Act, line: int) -> str:
    """The published words that begin on a line."""
    return next((node.text for node in _nodes(act) if node.text and node.lines and node.lines[0] == line), "")


def _nodes(act: Act) -> Iterator[Node]:
    waiting = [*act.body, *(annex.body for annex in act.annexes)][::-1]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += node.children[::-1]


def _words(act: Act) -> Iterator[str]:
    for node in _nodes(act):
        yield from filter(None, (node.label, node.heading, node.text))


def _letters(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _ids(operations: tuple[Operation, ...]) -> str:
    names = ", ".join(one.id for one in operations[:_SHOWN])
    return f"Its operations: {names}{' …' if len(operations) > _SHOWN else ''}."


def _ref(summary: Summary) -> ActRef:
    return replace(summary.ref, title=None)


def _nothing(message: str, place: str) -> LegalError:
    return LegalError(message, place=place, remedy="Nothing was recorded, for nothing would change.")
