"""Forms for programs and clerks: what a form asks on a date, what is named and not on file, the month's papers.

Thin over `forms`; the command line and HTTP both come through here, so that they refuse and answer alike.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal, get_args

import renderer
from api import serialise, service
from api.file_formats import File, file_name
from api.form_models import FormsAnswer, NamedForm
from api.messages import UiLanguage
from api.models import StepModel
from api.service import Listed, Question
from api.words import target_words
from forms.asked import Asked
from forms.definition import Definition, FormField, definition, layout
from forms.diff import FieldChange, FormDiff, steps
from forms.documents import document as derived_document
from forms.model import FillError, FillErrors, read_data
from forms.records import Document, Field
from forms.referenced import Reference, not_on_file
from forms.schema import schema
from forms.values import Refusal as ValueRefused
from forms.values import read
from forms.visits import Bundle, Service, month_bundle, read_visits
from legal import Corpus
from legal.records import Language, Version
from renderer.bundle import bundle_docx, bundle_pdf, page_count

BundleFormat = Literal["pdf", "docx", "txt", "json"]
BUNDLE_FORMATS: tuple[BundleFormat, ...] = get_args(BundleFormat)


@dataclass(frozen=True, slots=True)
class Named:
    """A form that a provision of a regulation names and that is not on file."""

    reference: Reference
    version: Version


def forms_on(
    corpus: Corpus, on: date, language: Language | None = None, *, include_ended: bool = False
) -> list[Listed]:
    """The forms on file on a date."""
    return service.documents_on(
        corpus, on, language=language, kinds=sorted(service.FILLABLE), include_ended=include_ended
    )


def named_on(corpus: Corpus, on: date, language: Language | None = None, *, include_ended: bool = False) -> list[Named]:
    """The forms that the regulations of a date name and that are not on file, in the order of the corpus."""
    found: list[Named] = []
    for key, one in service.regulations(corpus):
        if language not in (None, one):
            continue
        version = corpus.version(key, one, on)
        if include_ended or version.status not in ("repealed", "presumed-repealed", "not-yet"):
            found += [Named(reference, version) for reference in not_on_file(version)]
    return found


def asked_on(corpus: Corpus, document: str, question: Question) -> tuple[Listed, Definition]:
    """A form on a date and what it asks."""
    listed = service.document_on(corpus, document, question)
    return listed, definition(listed.document)


def described(form: Definition, *, with_layout: bool) -> dict[str, Any]:
    """The JSON Schema of a form, and where its fields stand beside it if asked for."""
    return {"schema": schema(form), "layout": layout(form)} if with_layout else schema(form)


def derived_on(corpus: Corpus, document: str, question: Question) -> Document:
    """A form as derived from its annex, without any supplement. Raises NotOnFile."""
    listed = service.document_on(corpus, document, question)
    return derived_document(listed.version, listed.document.id)


def differences(corpus: Corpus, document: str, question: Question, end: date) -> tuple[FormDiff, ...]:
    """What changed in a form from the date of the question to `end`, a step for each order that changed it.

    The forms are compared as derived: a supplement that one wording has and the other has not is no change of law.
    """
    listed = service.document_on(corpus, document, question)
    id, language = listed.document.id, listed.document.language
    days = service.version_days(corpus, service.act_key(listed.version.act), language)
    between = dict.fromkeys((*(day for day in days if question.on < day < end), end))
    asked = (replace(question, on=day, language=language) for day in between)
    versions = [listed.version, *(service.document_on(corpus, document, one).version for one in asked)]
    return steps([definition(derived_document(version, id)) for version in versions])


def differences_answer(found: Sequence[FormDiff]) -> dict[str, Any]:
    """The steps as JSON-compatible data: for each the versions before and after, the order, and the fields."""
    return {
        "same": not found,
        "steps": [
            {
                "before": {"version": str(one.before), "hash": one.before.hash},
                "after": {"version": str(one.after), "hash": one.after.hash},
                "from": one.after.start.isoformat() if one.after.start else None,
                "certainty": one.after.certainty,
                "by": service.act_key(one.by) if one.by else None,
                "reworded": one.reworded,
                "changes": [
                    {"kind": each.kind, "field": each.path, "label": _label(each), "aspects": list(each.aspects)}
                    for each in one.changes
                ],
            }
            for one in found
        ],
    }


def _label(change: FieldChange) -> str:
    field = change.after or change.before
    return field.field.label if field else change.path


def forms_answer(on: date, held: Sequence[Listed], named: Sequence[Named], ui: UiLanguage) -> FormsAnswer:
    """The forms of a date as the command line and HTTP give them."""
    return FormsAnswer(
        on=on,
        forms=[serialise.document(one.document, one.version) for one in held],
        not_on_file=[_named(one, ui) for one in named],
    )


def _named(one: Named, ui: UiLanguage) -> NamedForm:
    named = one.reference
    return NamedForm(
        id=named.id,
        annex=named.num,
        elsewhere=named.elsewhere or None,
        form=named.form or None,
        language=one.version.language,
        act=serialise.act_name(one.version.act),
        component=named.component,
        target=[StepModel(kind=step.kind, num=step.num) for step in named.target],
        place=target_words(named.target, ui),
        quote=named.quote,
        since=named.since,
        by=serialise.act_name(named.by) if named.by else None,
    )


@dataclass(frozen=True, slots=True)
class Charged:
    """A service of a month: what the act calls it, the price of an hour in tenge, its sheet, its visits (CSV or JSON),
    the other answers of the sheet (JSON; None for none)."""

    name: str
    price: str
    sheet: str
    visits: bytes
    data: bytes | None = None


def month_papers(
    corpus: Corpus,
    act: str,
    charged: Sequence[Charged],
    question: Question,
    data: bytes | None,
    overrides: Sequence[str],
) -> tuple[Listed, Bundle]:
    """The act of a month and its sheets, made from visits. Raises FillErrors for what the forms do not take."""
    listed = service.document_on(corpus, act, question)
    language = listed.document.language
    blank = Asked(FormField(Field("price", "price", "money")), "money")
    services: list[Service] = []
    for one in charged:
        try:
            price = read(one.price, blank)
        except ValueRefused as refused:
            raise FillErrors([FillError("price", "price", refused.rule)], language) from None
        if not isinstance(price, Decimal):
            raise FillErrors([FillError("price", "price", "required")], language)
        sheet = service.document_on(corpus, one.sheet, replace(question, language=language)).document
        answers = read_data(one.data, language) if one.data else {}
        services.append(
            Service(one.name, price, sheet, read_visits(one.visits, language=language), answers, tuple(overrides))
        )
    given = read_data(data, language) if data else {}
    made = month_bundle(listed.document, services, given, pages=page_count, overrides=overrides)
    return listed, made


def bundle_file(listed: Listed, bundle: Bundle, format: BundleFormat) -> File:
    """The papers of a month as one file: PDF or DOCX; text and JSON hold the documents one after another."""
    documents = bundle.documents
    match format:
        case "pdf":
            data = bundle_pdf(documents)
        case "docx":
            data = bundle_docx(documents)
        case "txt":
            data = b"\f\n".join(renderer.render(one, "txt", remember=False) for one in documents)
        case "json":
            papers = [json.loads(renderer.render(one, "json", remember=False)) for one in documents]
            sums = {"pages": bundle.pages, "hours": f"{bundle.hours:f}", "cost": f"{bundle.cost:f}"}
            data = (json.dumps({**sums, "documents": papers}, ensure_ascii=False, indent=2) + "\n").encode()
    document = listed.document
    name = file_name(document.id, document.on, document.language, format)
    found = tuple(finding for one in documents for finding in one.findings)
    media = renderer.media_type(format)
    return File(data, media, name, listed.version, (*listed.version.findings, *found), document.not_applied)
