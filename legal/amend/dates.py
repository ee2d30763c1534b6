"""When each operation takes force: the act's own clause, its exceptions, and the publication date where it is known.

Law 480-V, art. 42. With the publication date unknown, the day of state registration (or of adoption) gives the
earliest day that the rule allows, and the date is presumed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from legal.amend.entries import body_elements
from legal.amend.force import earliest, parse_force
from legal.amend.syntax import ForcePart, NotUnderstood
from legal.findings import finding
from legal.records import Act, Finding, InForce, Operation, Step, Target

_SAYS = (
    "вводится в действие", "вводятся в действие", "вступает в силу", "вступают в силу", "қолданысқа енгізіл",
    "күшіне енеді",
)  # fmt: skip
_DEFAULT = ForcePart((), "after-publication", 10)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the amending act an operation stands: its paragraph ("1", "1.2"), its alineas, its annex."""

    paragraph: str
    alineas: tuple[int, ...]
    annex: str | None = None


@dataclass(frozen=True, slots=True)
class Force:
    """The parts of an act with their dates; the last one that names a place wins, `rest` is everything else."""

    rest: InForce
    parts: tuple[tuple[Target, InForce], ...] = ()


def act_force(act: Act, operations: Sequence[Operation]) -> tuple[Force, tuple[Finding, ...]]:
    """The dates of an act's parts, without a publication date, and what could not be read."""
    findings: list[Finding] = []
    parts: list[ForcePart] = []
    for text, line in _sentences(act):
        read = parse_force(text, act.card.language)
        if isinstance(read, NotUnderstood):
            findings.append(finding("force-not-understood", f"{read.text[:200]!r}", line))
        else:
            parts += read
    if not parts and operations:
        if not findings:
            findings.append(finding("force-default", "the act does not say when it takes force: ten days are assumed"))
        parts = [_DEFAULT]
    rest = next((part for part in parts if not part.places), _DEFAULT)
    dated = tuple((place, resolve(part, act, None)) for part in parts for place in part.places)
    return Force(resolve(rest, act, None), dated), tuple(findings)


def _sentences(act: Act) -> list[tuple[str, int | None]]:
    """The elements of the act that speak of its entry into force, as one text each."""
    found = []
    for entries in body_elements(act):
        own = [entry for entry in entries if not entry.quoted]
        text = " ".join(entry.text for entry in own)
        lead = own[0].text[:200] if own else ""
        says = any(word in text for word in _SAYS)
        if says and len(own) == len(entries) and any(w in lead for w in ("Настоящ", "настоящ", "Осы", "осы", *_SAYS)):
            found.append((text, own[0].line))
    return found


def resolve(part: ForcePart, act: Act, published: date | None) -> InForce:
    """A rule as a date: stated, computed from the publication date, presumed, or pending."""
    rule = part.rule
    end = date.fromisoformat(part.until) if part.until else None
    if rule == "date" and part.on:
        return InForce("date", date.fromisoformat(part.on), "stated", end=end)
    if rule == "condition":
        return InForce("condition", None, "pending", condition=part.condition, end=end)
    if rule == "on-signature":
        return InForce(rule, act.card.date, "computed" if act.card.date else "pending", end=end)
    if published is not None:
        return InForce(rule, earliest(rule, part.days, published), "computed", part.days, end=end)
    known = act.card.registered.date if act.card.registered and act.card.registered.date else act.card.date
    start = earliest(rule, part.days, known) if known else None
    return InForce(rule, start, "presumed" if start else "pending", part.days, end=end)


def force_of(force: Force, place: Place) -> InForce:
    """The date of what stands at a place of the act."""
    found = force.rest
    for target, dated in force.parts:
        if _covers(target, place):
            found = dated
    return found


def _covers(target: Target, place: Place) -> bool:
    """Whether a place named by an exception holds an operation."""
    numbered = ".".join(s.num or "" for s in target if s.kind in ("article", "paragraph", "subparagraph"))
    annexes = [s.num for s in target if s.kind == "annex"]
    if annexes and (place.annex is None or (annexes[0] or "") != place.annex):
        return False
    if numbered and not (place.paragraph == numbered or place.paragraph.startswith(numbered + ".")):
        return False
    alineas = [_number(s) for s in target if s.kind == "alinea"]
    if alineas:
        return place.paragraph == (numbered or place.paragraph) and alineas[-1] in place.alineas
    return bool(numbered or annexes)


def _number(step: Step) -> int:
    return int(step.num) if step.num and step.num.isdigit() else 0


def resolve_force(operations: Sequence[Operation], act: Act, published: date | None) -> tuple[Operation, ...]:
    """The operations with the publication date put in: presumed dates become computed ones and move.

    Dates that the text states, and pending conditions, stay.
    """
    if published is None:
        return tuple(operations)
    moved = []
    for operation in operations:
        force = operation.in_force
        if force.rule in ("date", "condition", "on-signature"):
            moved.append(operation)
            continue
        start = earliest(force.rule, force.days, published)
        moved.append(replace(operation, in_force=replace(force, start=start, certainty="computed")))
    return tuple(moved)
