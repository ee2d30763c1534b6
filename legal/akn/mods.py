"""Operations as modifications of AKN: what is standard as elements, what is ours as attributes.

The same shape serves the amending act (`activeModifications`) and the regulation (`passiveModifications`).
"""

from __future__ import annotations

from datetime import date
from typing import cast

from lxml import etree

from legal.akn.iri import iri
from legal.akn.names import add, own
from legal.records import Action, ActRef, Certainty, ForceRule, InForce, Kind, Operation, Step, Target

_TEXTUAL: dict[Action, str] = {
    "replace": "substitution",
    "insert": "insertion",
    "delete": "repeal",
    "repeal": "repeal",
    "rename": "substitution",
    "renumber": "renumbering",
    "replace-words": "replacement",
    "insert-words": "insertion",
    "delete-words": "repeal",
}
_EFFICACY: dict[Action, str] = {"suspend": "inapplication", "resume": "entryIntoEfficacy"}


def target_path(target: Target) -> str:
    """A target as text: "paragraph:7/subparagraph:5"; "" for the whole document.

    >>> target_path((Step("article", "2"), Step("heading")))
    'article:2/heading'
    >>> target_path((Step("chapter", title="Права и/или обязанности"), Step("paragraph", "3")))
    'chapter=Права и%2Fили обязанности/paragraph:3'
    """
    return "/".join(_step_path(step) for step in target)


def _step_path(step: Step) -> str:
    path = step.kind if step.num is None else f"{step.kind}:{step.num.replace('/', '%2F')}"
    return path if step.title is None else f"{path}={step.title.replace('%', '%25').replace('/', '%2F')}"


def parse_target(path: str) -> Target:
    """The target that `target_path` wrote.

    >>> parse_target("division:2=Общие положения/paragraph:3")[0].title
    'Общие положения'
    """
    return tuple(_parse_step(piece) for piece in path.split("/")) if path else ()


def _parse_step(piece: str) -> Step:
    named, titled, title = piece.partition("=")
    kind, colon, num = named.partition(":")
    words = title.replace("%2F", "/").replace("%25", "%") if titled else None
    return Step(cast(Kind, kind), num.replace("%2F", "/") if colon else None, words)


def write_force(element: etree._Element, force: InForce) -> None:
    """When an operation takes force, as attributes."""
    values: dict[str, str | None] = {
        "rule": force.rule,
        "certainty": force.certainty,
        "from": force.start.isoformat() if force.start else None,
        "until": force.end.isoformat() if force.end else None,
        "days": None if force.days is None else str(force.days),
        "condition": force.condition,
        "notBefore": force.not_before.isoformat() if force.not_before else None,
    }
    for name, value in values.items():
        if value is not None:
            element.set(own(name), value)


def read_force(element: etree._Element) -> InForce:
    """The entry into force that `write_force` wrote."""
    start, end, days, floor = (element.get(own(name)) for name in ("from", "until", "days", "notBefore"))
    return InForce(
        cast(ForceRule, element.get(own("rule"))),
        date.fromisoformat(start) if start else None,
        cast(Certainty, element.get(own("certainty"))),
        int(days) if days else None,
        element.get(own("condition")),
        date.fromisoformat(end) if end else None,
        date.fromisoformat(floor) if floor else None,
    )


def write_mod(
    parent: etree._Element, operation: Operation, amending: ActRef, destination: str, *, period: str | None = None
) -> etree._Element:
    """One operation as a `textualMod`, or a `efficacyMod` for suspension and resumption; the element is returned."""
    textual = _TEXTUAL.get(operation.action)
    name = "textualMod" if textual else "efficacyMod"
    element = add(parent, name, type=textual or _EFFICACY[operation.action])
    element.set("eId", f"op_{operation.id}")
    add(element, "source", href=f"{iri(amending)}#{_place(operation)}")
    add(element, "destination", href=destination)
    if period:
        add(element, "force", period=period)
    element.set(own("id"), operation.id)
    element.set(own("action"), operation.action)
    element.set(own("target"), target_path(operation.target))
    if operation.component is not None:
        element.set(own("component"), operation.component)
    write_force(element, operation.in_force)
    element.set(own("quote"), operation.source.quote)
    if operation.source.line is not None:
        element.set(own("line"), str(operation.source.line))
    return element


def _place(operation: Operation) -> str:
    """The paragraph of the amending act that holds an operation, as an identifier."""
    paragraph, *inner = (operation.source.paragraph or "").split(".")
    pieces = [f"para_{paragraph}" if paragraph else "body", *(f"subpara_{number}" for number in inner)]
    return "__".join(pieces)
