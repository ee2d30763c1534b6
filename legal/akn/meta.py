"""The meta block of documents: FRBR identification, registration, references."""

from __future__ import annotations

from datetime import date

from lxml import etree

from legal.akn.iri import code_of, expression_iri, iri
from legal.akn.names import add, own
from legal.records import ActRef, Card, Language

SOURCE = "#qagida"
_NO_DATE = date(1, 1, 1)
"""The schema demands a date where none is known; it is then marked `q:unknown`."""


def ref_of(card: Card) -> ActRef:
    """A card as a reference to its act."""
    number = card.registered.number if card.registered else None
    return ActRef(card.form, card.date, card.number, code_of(card), card.author, number, card.title or None)


def identification(
    meta: etree._Element,
    act: ActRef | Card,
    language: Language,
    *,
    on: date | None = None,
    component: str | None = None,
) -> None:
    """Work, expression and manifestation of a document. `on` is the date of the version, None for an act as made."""
    block = add(meta, "identification", source=SOURCE)
    work = iri(act)
    expression = expression_iri(act, language, on)
    for level, name in ((work, "FRBRWork"), (expression, "FRBRExpression"), (f"{expression}.xml", "FRBRManifestation")):
        element = add(block, name)
        stem, _, suffix = level.partition(".xml")
        add(element, "FRBRthis", value=f"{stem}/!{component or 'main'}{'.xml' if suffix or stem != level else ''}")
        add(element, "FRBRuri", value=level)
        if name == "FRBRWork" and (code := code_of(act)) and component is None:
            add(element, "FRBRalias", value=code, name="bank")
        _date(element, on if on and name != "FRBRWork" else act.date, "version" if on else "adoption")
        add(element, "FRBRauthor", href=SOURCE if name == "FRBRManifestation" else "#author")
        if name == "FRBRWork":
            add(element, "FRBRcountry", value="kz")
            if act.number:
                add(element, "FRBRnumber", value=act.number)
        elif name == "FRBRExpression":
            add(element, "FRBRlanguage", language=language)


def _date(parent: etree._Element, day: date | None, name: str) -> None:
    element = add(parent, "FRBRdate", date=(day or _NO_DATE).isoformat(), name=name)
    if day is None:
        element.set(own("unknown"), "true")


def references(meta: etree._Element, act: ActRef | Card, others: tuple[tuple[str, ActRef], ...] = ()) -> None:
    """The issuing body, this program, and the acts that the document names: (eId, act)."""
    block = add(meta, "references", source=SOURCE)
    for eid, ref in others:
        element = add(block, "passiveRef", eId=eid, href=iri(ref), showAs=show_as(ref))
        write_ref(element, ref)
    add(block, "TLCOrganization", eId="author", href="/akn/ontology/organization/kz/issuer", showAs=act.author or "")
    add(block, "TLCObject", eId="qagida", href="/akn/ontology/object/qagida", showAs="Qagida")


def show_as(ref: ActRef) -> str:
    """An act in a few words for people: number and date, else its code."""
    day = ref.date.isoformat() if ref.date else ""
    return " ".join(filter(None, (ref.form, ref.number and f"№ {ref.number}", day))) or ref.code or "?"


_REF = ("form", "number", "code", "author", "registered", "title")


def write_ref(element: etree._Element, ref: ActRef) -> None:
    """A reference as attributes of an element."""
    for name in _REF:
        value = getattr(ref, name)
        if value is not None:
            element.set(own(name), value)
    if ref.date:
        element.set(own("date"), ref.date.isoformat())


def read_ref(element: etree._Element) -> ActRef:
    """The reference that `write_ref` wrote."""
    day = element.get(own("date"))
    values = {name: element.get(own(name)) for name in _REF}
    return ActRef(date=date.fromisoformat(day) if day else None, **values)
