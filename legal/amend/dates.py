"""When each operation takes force: the act's own clause, its exceptions, and the publication date where it is known.

Law 480-V, art. 42. With the publication date unknown, the day of state registration (or of adoption) gives the
earliest day that the rule allows, and the date is presumed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from legal.amend.entries import body_elements, units
from legal.amend.force import first_day, parse_force
from legal.amend.syntax import ForcePart, NotUnderstood
from legal.findings import finding
from legal.letters import folded
from legal.records import UNPUBLISHED, Act, Finding, InForce, Language, Operation, Step, Target

_SAYS = (
    "вводится в действие", "вводятся в действие", "вступает в силу", "вступают в силу", "қолданысқа енгізіл",
    "күшіне енеді", "действует до", "действуют до", "действует по", "действуют по", "отношения, возникшие",
    "дейін қолданыста", "дейін қолданылады", "туындаған қатынастарға", "туындаған құқықтық қатынастарға",
)  # fmt: skip
"""What a sentence on entry into force holds; compared with the folded text."""
_THIS = ("настоящ", "осы")
_AS_PUBLISHED: Mapping[int, str] = MappingProxyType({})
_DEFAULT = ForcePart((), "after-publication", 10)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the amending act an operation stands: its paragraph ("1", "1.2"), its alineas, its annex.

    `alineas` are the line of the instruction, then the lines of the operation's own new text: of two elements added
    by one instruction each has its own.
    """

    paragraph: str
    alineas: tuple[int, ...]
    annex: str | None = None
    line: int | None = None
    listed: bool = False
    """Whether it stands in a list of changes that the act approves, whose paragraphs number on their own."""
    force: ForcePart | None = None
    """The rule that the instruction itself states: "пункт 6 исключить (вводится в действие с 1 июля 2026 года)"."""


@dataclass(frozen=True, slots=True)
class Force:
    """The parts of an act with their dates; the last one that names a place wins, `rest` is everything else.

    `additions` are places with an end of validity or a retroaction stated by itself ("Установить, что пункт 2
    действует до …", "Действие пункта 3 распространяется на отношения, возникшие с …").
    """

    rest: InForce
    parts: tuple[tuple[tuple[Target, ...], InForce], ...] = ()
    additions: tuple[ForcePart, ...] = ()


def act_force(
    act: Act, operations: Sequence[Operation], *, readings: Mapping[int, str] = _AS_PUBLISHED
) -> tuple[Force, tuple[Finding, ...]]:
    """The dates of an act's parts, without a publication date, and what could not be read.

    `readings` are sentences that a person reads instead of those that begin on a line of the published file.
    """
    findings: list[Finding] = []
    parts: list[ForcePart] = []
    for text, line in _sentences(act):
        given = readings.get(line) if line is not None else None
        if given:
            findings.append(finding("reading-corrected", f"{text[:160]!r} is read as {given[:300]!r}", line))
        read = parse_force(given or text, act.card.language)
        if isinstance(read, NotUnderstood):
            if not operations and not given and not any(word in folded(text) for word in _THIS):
                # A law on legal acts speaks of entry into force in general, not of its own.
                continue
            findings.append(finding("force-not-understood", f"{read.text[:200]!r}", line))
        else:
            parts += read
    additions = tuple(part for part in parts if part.addition)
    parts = [part for part in parts if not part.addition]
    if not parts and operations:
        if not any(one.code == "force-not-understood" for one in findings):
            findings.append(finding("force-default", "the act does not say when it takes force: ten days are assumed"))
        parts = [_DEFAULT]
    rest = next((part for part in parts if not part.places), _DEFAULT)
    dated = tuple((part.places, resolve(part, act, None)) for part in parts if part.places)
    return Force(resolve(rest, act, None), dated, additions), tuple(findings)


def dates_the_act(text: str, language: Language) -> bool:
    """Whether a line is the act's own clause on entry into force, whatever changes its exceptions name."""
    return any(word in folded(text) for word in _SAYS) and not isinstance(parse_force(text, language), NotUnderstood)


def _sentences(act: Act) -> list[tuple[str, int | None]]:
    """The elements of the act that speak of its entry into force, as one text each."""
    found = []
    for entries in (unit for element in body_elements(act) for unit in units(element)):
        own = [entry for entry in entries if not (entry.quoted or entry.heading)]
        text = " ".join(entry.text for entry in own)
        lead = folded(own[0].text[:200]) if own else ""
        says = any(word in folded(text) for word in _SAYS)
        if says and not any(entry.quoted for entry in entries) and any(word in lead for word in (*_THIS, *_SAYS)):
            found.append((text, own[0].line))
    return found


def resolve(part: ForcePart, act: Act, published: date | None) -> InForce:
    """A rule as a date: stated, computed from the publication date, presumed, or pending."""
    rule = part.rule
    end = date.fromisoformat(part.until) if part.until else None
    floor = date.fromisoformat(part.not_before) if part.not_before else None
    if rule == "date" and part.on:
        return InForce("date", date.fromisoformat(part.on), "stated", end=end)
    if rule == "condition":
        return InForce("condition", None, "pending", condition=part.condition, end=end)
    if rule == "on-registration":
        registered = act.card.registered.date if act.card.registered else None
        return InForce(rule, registered, "stated" if registered else "pending", end=end)
    if rule == "on-signature":
        return InForce(rule, act.card.date, "stated" if act.card.date else "pending", end=end)
    waiting = InForce(rule, None, "pending", part.days, condition=part.condition, end=end, not_before=floor)
    if published is not None:
        return replace(waiting, start=first_day(waiting, published), certainty="computed")
    known = act.card.registered.date if act.card.registered and act.card.registered.date else act.card.date
    start = first_day(waiting, known) if known else None
    return replace(waiting, start=start, certainty="presumed") if start else waiting


def force_of(force: Force, place: Place, act: Act) -> InForce:
    """The date of what stands at a place of the act."""
    if place.force is not None:
        return resolve(place.force, act, None)
    found = force.rest
    for targets, dated in force.parts:
        if _covers(targets, place):
            found = dated
    for part in force.additions:
        if not part.places or _covers(part.places, place):
            found = replace(found, end=date.fromisoformat(part.until) if part.until else found.end)
            found = replace(found, condition=part.condition or found.condition)
    return found


def unmatched(force: Force, places: Sequence[Place]) -> tuple[Finding, ...]:
    """Exceptions that no date can be given to: for lines that hold no operation, or part of one's new text."""
    findings: list[Finding] = []
    for targets in (*(targets for targets, _ in force.parts), *(part.places for part in force.additions)):
        named = ", ".join("/".join(f"{s.kind} {s.num or ''}".strip() for s in target) for target in targets)
        counted = [target for target in targets if target[-1].kind == "alinea"]
        if any(s.kind not in _COUNTED for target in targets for s in target):
            findings.append(finding("exception-unmatched", f"a date for {named}: a part of an operation"))
        elif counted and not any(_covers(targets, place) for place in places):
            findings.append(finding("exception-unmatched", f"no operation stands in {named}"))
        elif any(_misses(target, places) for target in targets):
            findings.append(
                finding("exception-unmatched", f"no operation stands in {named}, or more than one list has it")
            )
        else:
            findings += _without_text(targets, named, places)
        for place in places:
            texts = set(place.alineas[1:])
            hit = texts & _alineas(targets, place)
            if hit and hit != texts:
                message = f"{named} is part of the new text of one operation, which has one date"
                findings.append(finding("exception-unmatched", message, place.line))
    return tuple(findings)


def _without_text(targets: Sequence[Target], named: str, places: Sequence[Place]) -> Iterator[Finding]:
    """A date for the line of an instruction, and not for its new text: how the lines were counted is in doubt."""
    lines: dict[tuple[str, str | None, int], list[Place]] = {}
    for place in places:
        lines.setdefault((place.paragraph, place.annex, place.alineas[0]), []).append(place)
    for same in lines.values():
        line = same[0].alineas[0]
        textual = any(len(place.alineas) > 1 for place in same)
        if textual and line in _alineas(targets, same[0]) and not any(_covers(targets, place) for place in same):
            message = f"{named} names the line of an instruction and not its new text, which is dated otherwise"
            yield finding("exception-unmatched", message, same[0].line, severity="warning")


_COUNTED = frozenset({"article", "paragraph", "subparagraph", "annex", "alinea"})


def _covers(targets: Sequence[Target], place: Place) -> bool:
    """Whether the places named by an exception hold an operation: its new text where it has any, else its line."""
    named = _alineas(targets, place)
    own = set(place.alineas[1:]) or set(place.alineas)
    return bool(named & own) or any(_holds(target, place) for target in targets if target[-1].kind != "alinea")


def _alineas(targets: Sequence[Target], place: Place) -> set[int]:
    """The alineas of the paragraph of an operation that an exception names."""
    found = set()
    for target in targets:
        if target[-1].kind == "alinea" and _numbered(target) in ("", place.paragraph) and _in_annex(target, place):
            found.add(_number(target[-1]))
    return found


def _numbered(target: Target) -> str:
    return ".".join(s.num or "" for s in target if s.kind in ("article", "paragraph", "subparagraph"))


def _in_annex(target: Target, place: Place) -> bool:
    annexes = [s.num for s in target if s.kind == "annex"]
    if not annexes:
        # "пункта 2" is one of the act itself, never of the list that it approves.
        return not place.listed
    # "пункта 2 Перечня": the list is named, not the annex that it stands in.
    return place.listed if annexes[0] is None else annexes[0] == place.annex


def _misses(target: Target, places: Sequence[Place]) -> bool:
    """Whether a paragraph or subparagraph with operations in it by its number holds none, or is in two lists.

    A provision that changes nothing may have a date of its own: it is no operation's.
    """
    numbered = _numbered(target)
    if target[-1].kind == "alinea" or not numbered:
        return False
    held = [place for place in places if _holds(target, place)]
    if held:
        return len({place.annex for place in held if place.listed}) > 1
    root = numbered.split(".")[0]
    named = any(step.kind == "annex" for step in target)
    return any(
        place.paragraph.split(".")[0] == root if named or "." in numbered else place.listed and place.paragraph == root
        for place in places
    )


def _holds(target: Target, place: Place) -> bool:
    """Whether a paragraph, subparagraph or annex of the amending act holds an operation."""
    numbered = _numbered(target)
    if numbered and not (place.paragraph == numbered or place.paragraph.startswith(numbered + ".")):
        return False
    return _in_annex(target, place) and any(s.kind in _COUNTED for s in target)


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
        if force.rule in UNPUBLISHED:
            moved.append(operation)
            continue
        dated = replace(force, start=first_day(force, published), certainty="computed")
        moved.append(replace(operation, in_force=dated))
    return tuple(moved)
