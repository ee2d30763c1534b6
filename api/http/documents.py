"""/api/v1/documents: standards, forms, acts, journals and tables on a date."""

from __future__ import annotations

from flask import Blueprint, Response

from api import clock, models, serialise, service
from api.http.acts import act_name
from api.http.answers import describe, file_answer, json_answer
from api.http.queries import DocumentQuery, DocumentsQuery, read
from api.http.shelf import shelf

blueprint = Blueprint("documents", __name__, url_prefix="/api/v1")


@blueprint.get("/documents")
@describe("The documents on a date", query=DocumentsQuery, answer=models.DocumentsAnswer)
def every() -> Response:
    """The list of documents."""
    query = read(DocumentsQuery)
    day = query.on or clock.today()
    found = service.documents_on(
        shelf().corpus,
        day,
        language=query.lang,
        kinds=[query.kind] if query.kind else (),
        act=act_name(query.act.lstrip("/")) if query.act else None,
        include_ended=query.all,
    )
    return json_answer(
        models.DocumentsAnswer(on=day, documents=[serialise.document(one.document, one.version) for one in found])
    )


@blueprint.get("/documents/<path:document>")
@describe("One document on a date, in any format", query=DocumentQuery)
def one(document: str) -> Response:
    """One document."""
    query = read(DocumentQuery)
    question = service.Question(
        "",
        query.lang,
        query.on or clock.today(),
        even_if_repealed=query.even_if_repealed,
        verify=shelf().settings.verification,
    )
    return file_answer(
        service.document_file(
            shelf().corpus, act_name(document), question, query.format, rows=query.rows, fillable=query.fillable
        )
    )
