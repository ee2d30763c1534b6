"""/api/v1/forms: what forms ask on a date, and forms filled with posted data, which is kept nowhere."""

from __future__ import annotations

import json
from typing import Annotated, Any

from flask import Blueprint, Response, request
from pydantic import Field

from api import clock, filling, serialise, service
from api.file_formats import FileFormat
from api.filling import BundleFormat, Charged
from api.form_models import FieldFault, FillProblem, FormAnswer, FormsAnswer
from api.http.acts import act_name
from api.http.answers import describe, json_answer, private_file
from api.http.guard import takes_body
from api.http.locale import page_language
from api.http.queries import Day, Flag, LanguageQuery, read
from api.http.shelf import shelf
from api.messages import say
from api.refusals import Refusal
from forms.definition import layout
from forms.model import FillErrors, read_data
from forms.schema import schema
from legal.errors import SourceError

blueprint = Blueprint("forms", __name__, url_prefix="/api/v1")
JSON = "application/json"
_LONGEST_LIST = 2000


class FormsQuery(LanguageQuery):
    """Forms on a date; today by default. `all`: those of acts that do not apply on it too."""

    on: Day | None = None
    all: Flag = False


class FormQuery(LanguageQuery):
    """One form on a date; today by default."""

    on: Day | None = None
    even_if_repealed: Flag = False


class FillQuery(FormQuery):
    """A form to fill. `accept`: paths of numbers accepted in spite of their check digit, set apart by commas."""

    format: FileFormat = "pdf"
    accept: str = Field("", max_length=_LONGEST_LIST)


class MonthQuery(FormQuery):
    """The papers of a month."""

    format: BundleFormat = "pdf"
    accept: Annotated[str, Field(max_length=_LONGEST_LIST)] = ""


@blueprint.get("/forms")
@describe("The forms on a date, on file and only named", query=FormsQuery, answer=FormsAnswer)
def every() -> Response:
    """The list of forms."""
    query = read(FormsQuery)
    day = query.on or clock.today()
    corpus = shelf().corpus
    held = filling.forms_on(corpus, day, query.lang, include_ended=query.all)
    named = filling.named_on(corpus, day, query.lang, include_ended=query.all)
    return json_answer(filling.forms_answer(day, held, named, page_language()))


@blueprint.get("/forms/<path:document>")
@describe("What a form asks on a date: schema and layout", query=FormQuery, answer=FormAnswer)
def one(document: str) -> Response:
    """The schema and the layout of a form."""
    query = read(FormQuery)
    listed, form = filling.asked_on(shelf().corpus, act_name(document), _question(query))
    return json_answer(
        FormAnswer(
            document=serialise.document(listed.document, listed.version),
            version=str(form.version),
            hash=form.version.hash,
            data_schema=schema(form),
            layout=layout(form),
        )
    )


@blueprint.post("/forms/<path:document>")
@takes_body
@describe("A form filled with posted JSON", query=FillQuery, takes=(JSON,))
def fill(document: str) -> Response:
    """The filled form as a file. Nothing of the data is kept, logged or named."""
    query = read(FillQuery)
    answers = service.Answers(_body(), _paths(query.accept))
    try:
        file = service.document_file(shelf().corpus, act_name(document), _question(query), query.format, answers)
    except FillErrors as faults:
        return problem(faults)
    return private_file(file)


@blueprint.post("/forms/<path:document>/month")
@takes_body
@describe("The act of a month with its sheets, made from posted visits", query=MonthQuery, takes=(JSON,))
def month(document: str) -> Response:
    """{"services": [{"name", "price", "sheet", "visits": [...], "data": {...}}], "data": {...}} to one file."""
    query = read(MonthQuery)
    try:
        given = read_data(_body())
        listed, bundle = filling.month_papers(
            shelf().corpus, act_name(document), _charged(given), _question(query), _packed(given, "data", dict),
            _paths(query.accept),
        )  # fmt: skip
        file = filling.bundle_file(listed, bundle, query.format)
    except FillErrors as faults:
        return problem(faults)
    return private_file(file)


def problem(faults: FillErrors) -> Response:
    """Every fault as `application/problem+json`, in both languages, without any value."""
    ui = page_language()
    told = FillProblem(
        type="urn:qagida:problem:data",
        title=say("problem.data", ui),
        status=422,
        detail=" ".join(faults.messages("kaz" if ui == "kk" else "rus")),
        place=None,
        remedy=say("word.correct_fields", ui),
        errors=[FieldFault.model_validate(one) for one in faults.as_data()["errors"]],
        fits=faults.as_data()["fits"],
        differs={one: faults.difference.said(one) for one in service.LANGUAGES} if faults.difference else None,
    )
    response = Response(told.model_dump_json(indent=2) + "\n", 422, content_type="application/problem+json")
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = ui
    return response


def _question(query: FormQuery) -> service.Question:
    return service.Question(
        "", query.lang, query.on or clock.today(), even_if_repealed=query.even_if_repealed,
        verify=shelf().settings.verification,
    )  # fmt: skip


def _body() -> bytes:
    """The JSON that was posted. Raises Refusal like SourceError for another type of content."""
    if request.mimetype != JSON:
        raise Refusal("body_json", like=SourceError)
    return request.get_data()


def _paths(given: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in given.split(",") if part.strip())


def _charged(given: dict[str, Any]) -> list[Charged]:
    """The services of a month from the body. Raises Refusal like SourceError for another shape."""
    services = given.get("services")
    allowed = {"name", "price", "sheet", "visits", "data"}
    if not isinstance(services, list) or not services or set(given) - {"services", "data"}:
        raise Refusal("body_month", like=SourceError)
    found: list[Charged] = []
    for one in services:
        fits = isinstance(one, dict) and set(one) <= allowed and allowed - {"data"} <= set(one)
        if not fits or not all(isinstance(one[key], str) for key in ("name", "price", "sheet")):
            raise Refusal("body_month", like=SourceError)
        visits = _packed(one, "visits", list)
        found.append(
            Charged(one["name"], one["price"], act_name(one["sheet"]), visits or b"[]", _packed(one, "data", dict))
        )
    return found


def _packed(given: dict[str, Any], key: str, kind: type) -> bytes | None:
    """A part of the body as JSON again, numbers exact; None where it is not there."""
    if key not in given:
        return None
    if not isinstance(given[key], kind):
        raise Refusal("body_month", like=SourceError)
    return json.dumps(given[key], ensure_ascii=False, default=str).encode()
