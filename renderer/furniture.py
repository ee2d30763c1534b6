"""What is printed around a document: the version line of every page, the page label, the warnings.

A reader must see which order gave the wording, from when, how certain that day is, and whether the document applies
at all on the day asked for. The same words stand in HTML, PDF, DOCX and, for forms, in text.
"""

from __future__ import annotations

from dataclasses import dataclass

from forms.records import Document, Provenance
from legal.records import ActRef, Language
from renderer.strings import STRINGS, Strings, spoken


@dataclass(frozen=True, slots=True)
class Furniture:
    """version   which wording this is, for the head of every page
    as_of     the day the document was asked for
    page      the words before, between and after the page number and the number of pages
    warnings  what stands in a box on top: repealed, not yet in force, incomplete, put on file as others changed it
    verify    the address behind the QR code of every page, "" for none; `verify_label` says what the code is for
    """

    version: str
    as_of: str
    page: tuple[str, str, str]
    warnings: tuple[str, ...]
    verify: str
    verify_label: str


def furniture(document: Document) -> Furniture:
    """The words around a document."""
    strings = STRINGS[document.language]
    return Furniture(
        version=version_line(document),
        as_of=strings.as_of.format(on=spoken(document.on, document.language, "of")),
        page=strings.page,
        warnings=warnings(document),
        verify=document.verify,
        verify_label=strings.verify,
    )


def version_line(document: Document) -> str:
    """Which order gave the wording, from when, and how certain that is."""
    strings = STRINGS[document.language]
    noun = strings.nouns[document.kind]
    order, regulation = document.provenance.order, document.provenance.regulation
    if named := _named(order, document.language):
        wording = strings.version.format(noun=noun, order=named)
    elif order is None and (named := _named(regulation, document.language)):
        wording = strings.version_base.format(noun=noun, order=named)
    else:
        wording = strings.version_unknown.format(noun=noun)
    return f"{wording}, {_period(document, strings)}"


def _named(order: ActRef | None, language: Language) -> str:
    """`приказа № 458 от 06.12.2021`, `2021 жылғы 6 желтоқсандағы № 458 бұйрықтың`; "" where nothing names the act."""
    if order is None or (order.number is None and order.date is None and order.code is None):
        return ""
    strings = STRINGS[language]
    form = strings.acts.get(order.form or "", strings.act)
    number = f"№ {order.number}" if order.number else ""
    if not number and order.date is None:
        number = order.code or ""
    day = spoken(order.date, language, "of") if order.date else ""
    parts = (form, number, f"от {day}" if day else "") if language == "rus" else (day, number, form)
    return " ".join(part for part in parts if part)


def _called(order: ActRef, language: Language) -> str:
    """An act by its number and date, in the nominative of no form: "№ 300 от 30.09.2025"."""
    day = spoken(order.date, language, "of") if order.date else ""
    number = f"№ {order.number}" if order.number else order.code or "—"
    return f"{number} от {day}" if day and language == "rus" else " ".join(filter(None, (day, number)))


def _period(document: Document, strings: Strings) -> str:
    origin, language = document.provenance, document.language
    if origin.start is None:
        if origin.certainty == "pending":
            return strings.pending
        if origin.until is None:
            return strings.start_unknown
        return strings.until.format(
            until=spoken(origin.until, language, "until"), end_certainty=_ending(origin, strings)
        )
    start = spoken(origin.start, language, "from")
    certainty = strings.certainty[origin.certainty] if origin.certainty else ""
    if origin.until is None:
        return strings.since.format(start=start, certainty=certainty)
    template = strings.ended if origin.until <= document.on else strings.between
    return template.format(
        start=start,
        certainty=certainty,
        until=spoken(origin.until, language, "until"),
        end_certainty=_ending(origin, strings),
    )


def _ending(origin: Provenance, strings: Strings) -> str:
    return strings.end_certainty[origin.until_certainty] if origin.until_certainty else ""


def applies(document: Document) -> bool:
    """The document is in force on its day, as far as anything on file says."""
    origin = document.provenance
    if origin.certainty == "pending" or (origin.start is not None and origin.start > document.on):
        return False
    return origin.until is None or origin.until > document.on


def warnings(document: Document) -> tuple[str, ...]:
    """What a person must know before using the document, most serious first."""
    strings, origin, language = STRINGS[document.language], document.provenance, document.language
    on = spoken(document.on, language, "of")
    found: list[str] = []
    if origin.until is not None and origin.until <= document.on:
        presumed = origin.until_certainty not in ("stated", "computed")
        template = strings.presumed_repealed if presumed else strings.repealed
        found.append(template.format(until=spoken(origin.until, language, "from"), on=on))
    elif origin.start is not None and origin.start > document.on:
        certainty = strings.certainty[origin.certainty] if origin.certainty else ""
        start = spoken(origin.start, language, "from")
        found.append(strings.not_yet.format(on=on, start=start, certainty=certainty))
    elif origin.certainty == "pending":
        found.append(strings.not_yet_pending.format(on=on))
    if document.not_applied:
        orders = "; ".join(_called(each, language) for each in document.not_applied)
        found.append(strings.not_applied.format(orders=orders))
    if document.incomplete:
        found.append(strings.incomplete)
    if any(one.code == "base-redaction" for one in document.findings):
        found.append(strings.redaction)
    return tuple(found)
