"""/verify and /api/v1/verify: which wording a printed sheet shows, and whether it applies today.

The address comes from the QR code of a page. It names the wording, the language, the date and the document; a sheet
says the truth when the document of that date still reads as its hash says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, render_template

import forms
from api import clock, dates, models, serialise, service
from api.http.acts import act_name
from api.http.answers import describe, json_answer
from api.http.locale import page_language
from api.http.queries import NoQuery, read
from api.http.shelf import shelf
from api.refusals import Refusal
from api.verifying import HASH, wording_hash
from forms.records import Document
from legal.errors import NotOnFile
from legal.records import Language, Version
from renderer.furniture import version_line, warnings

blueprint = Blueprint("verify", __name__)
_PLACE = "<wording>/<language>/<on>/<path:document>"
_HASH = re.compile(rf"[0-9a-f]{{{HASH}}}")


@dataclass(frozen=True, slots=True)
class Verified:
    """The document of the address as the corpus has it. `same`: it reads as the sheet; `current`: so it does today."""

    document: Document
    version: Version
    same: bool
    current: bool


@blueprint.get(f"/api/v1/verify/{_PLACE}", endpoint="answer")
@describe("Which wording a printed sheet shows", query=NoQuery, answer=models.VerifyAnswer)
def answer(wording: str, language: str, on: str, document: str) -> Response:
    """The answer for programs."""
    read(NoQuery)
    found = _verified(wording, language, on, document)
    return json_answer(
        models.VerifyAnswer(
            wording=wording,
            same=found.same,
            current=found.current,
            line=version_line(found.document),
            document=serialise.document(found.document, found.version),
        )
    )


@blueprint.get(f"/verify/{_PLACE}", endpoint="page")
def page(wording: str, language: str, on: str, document: str) -> Response:
    """The answer for people."""
    read(NoQuery)
    found = _verified(wording, language, on, document)
    body = render_template(
        "verify.html.j2",
        found=found,
        document=found.document,
        line=version_line(found.document),
        warnings=warnings(found.document),
        is_text=found.document.kind == "text",
        key=service.act_key(found.version.act),
    )
    return Response(body, headers={"Cache-Control": "no-cache", "Content-Language": page_language()})


def _verified(wording: str, spoken: str, on: str, name: str) -> Verified:
    """Raises Refusal like NotOnFile for an address that no sheet of ours carries, or a document not on file."""
    language = next((one for one in service.LANGUAGES if one == spoken), None)
    if language is None or not _HASH.fullmatch(wording):
        raise Refusal("http_404", like=NotOnFile)
    day = dates.civil_date(on)
    document, version = _document(act_name(name), language, day)
    same = wording_hash(document) == wording
    return Verified(document, version, same, same and _today(act_name(name), language, wording))


def _document(name: str, language: Language, on: date) -> tuple[Document, Version]:
    corpus = shelf().corpus
    question = service.Question(name, language, on, even_if_repealed=True)
    if service.names_document(name):
        listed = service.document_on(corpus, name, question)
        return listed.document, listed.version
    version = service.version_for(corpus, question)
    return forms.text_document(version), version


def _today(name: str, language: Language, wording: str) -> bool:
    """The document applies today and reads as that hash says."""
    try:
        document, version = _document(name, language, clock.today())
    except NotOnFile:
        return False
    return version.status == "in-force" and wording_hash(document) == wording
