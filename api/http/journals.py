"""/api/v1/journals: registration journals and their queues; what the Rules say of them.

The name of a journal is chosen by the organization and stands in addresses: it is no place for personal data.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from flask import Blueprint, Response, request
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from api import clock
from api import journal_answers as answers
from api.http.acts import act_name
from api.http.answers import describe
from api.http.guard import takes_body
from api.http.personal import challenge, data_answer, media, personal, pieces_answer
from api.http.queries import Day, Flag, LanguageQuery, NoQuery, Query, read
from api.http.shelf import shelf
from api.journal_store import Journal, JournalStore
from api.journals import Journals, Printed, read_events
from api.refusals import Refusal
from forms.model import read_data
from legal.errors import NotOnFile
from legal.records import Language

blueprint = Blueprint("journals", __name__, url_prefix="/api/v1")
blueprint.after_request(challenge)
_NAME = re.compile(r"[a-z0-9-]{1,40}")
_Text = Annotated[str, Field(max_length=500)]


class RulesQuery(LanguageQuery):
    """The form of a journal, and a date; today by default."""

    document: str = Field(max_length=300)
    on: Day | None = None
    even_if_repealed: Flag = False


class EvenQuery(Query):
    """`even_if_repealed`: under Rules that do not apply on the day any more."""

    even_if_repealed: Flag = False


class EntriesQuery(EvenQuery):
    """A period, both days in it."""

    start: Day = Field(alias="from")
    to: Day
    format: answers.JournalFormat = "json"


class QueueQuery(EvenQuery):
    """A day; today by default."""

    on: Day | None = None
    format: answers.JournalFormat = "json"


class NewJournal(BaseModel):
    """A journal to begin."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    name: str = Field(max_length=40)
    document: str = Field(max_length=300)
    provision: str = Field(max_length=40)
    opened: Day
    language: Language = "rus"
    organization: dict[Literal["rus", "kaz"], _Text] = Field(default_factory=dict)


def _journals() -> Journals:
    settings = shelf().settings
    return Journals(shelf().corpus, JournalStore(settings.journals_url), settings.verification)


def _named(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise Refusal("journal_unknown", like=NotOnFile)
    return name


def _body() -> bytes:
    media("application/json", "application/x-ndjson")
    return request.get_data(cache=False)


@blueprint.get("/journal-rules")
@describe("What the Rules say of the journals kept in a form", query=RulesQuery)
def rules() -> Response:
    """Each rule with its place and its words; no personal data."""
    query = read(RulesQuery)
    found = _journals().rules(
        act_name(query.document), query.lang, query.on or clock.today(), even_if_repealed=query.even_if_repealed
    )
    return data_answer([answers.rules_data(one) for one in found])


@blueprint.get("/journals")
@describe("Every journal", query=NoQuery)
@personal
def every() -> Response:
    """The list of journals."""
    read(NoQuery)
    return data_answer([answers.journal_data(one) for one in _journals().store.journals()])


@blueprint.post("/journals")
@describe("Begin a journal", query=EvenQuery, status=201, takes=("application/json",))
@takes_body
@personal
def begin() -> Response:
    """A journal begun."""
    query = read(EvenQuery)
    try:
        new = NewJournal.model_validate(read_data(_body()))
    except ValidationError as error:
        places = {str(one["loc"][0]) for one in error.errors(include_input=False, include_url=False)}
        wrong = ", ".join(sorted(places & NewJournal.model_fields.keys())) or "…"  # an unknown name may say anything
        raise Refusal("parameters", names=wrong, allowed=", ".join(NewJournal.model_fields)) from None
    organization: dict[Language, str] = {language: text for language, text in new.organization.items() if text}
    wanted = Journal(new.name, new.document, new.provision, new.language, organization, new.opened)
    made = _journals().open(wanted, clock.now(), even_if_repealed=query.even_if_repealed)
    answer = data_answer(answers.journal_data(made), 201)
    answer.headers["Location"] = f"/api/v1/journals/{made.name}"
    return answer


@blueprint.get("/journals/<name>")
@describe("One journal", query=NoQuery)
@personal
def one(name: str) -> Response:
    """What a journal says of itself."""
    read(NoQuery)
    return data_answer(answers.journal_data(_journals().store.journal(_named(name))))


@blueprint.post("/journals/<name>/events")
@describe(
    "Add events, all of them or none", query=EvenQuery, status=201, takes=("application/json", "application/x-ndjson")
)
@takes_body
@personal
def add(name: str) -> Response:
    """What was added, with the numbers that it got: it is on the disk."""
    query = read(EvenQuery)
    events: list[Any] = read_events(_body())
    stored = _journals().add(_named(name), events, clock.now(), even_if_repealed=query.even_if_repealed)
    return data_answer([answers.stored_data(each) for each in stored], 201)


@blueprint.get("/journals/<name>/queue")
@describe("The queue at the end of a day", query=QueueQuery)
@personal
def queue(name: str) -> Response:
    """Those who wait, in the order in which they are invited."""
    query = read(QueueQuery)
    today = clock.today()
    return _file(
        _journals().print_queue(
            _named(name), query.on or today, today, query.format, even_if_repealed=query.even_if_repealed
        )
    )


@blueprint.get("/journals/<name>/entries")
@describe("The journal of a period", query=EntriesQuery)
@personal
def entries(name: str) -> Response:
    """The events of a period, in the form of its last day."""
    query = read(EntriesQuery)
    return _file(
        _journals().print(_named(name), query.start, query.to, query.format, even_if_repealed=query.even_if_repealed)
    )


def _file(printed: Printed) -> Response:
    return pieces_answer(printed.pieces, printed.media_type, printed.name, printed.language)
