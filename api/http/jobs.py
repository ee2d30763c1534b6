"""/api/v1/jobs: printing for many as a job. Its number cannot be guessed; the token is asked for all the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from flask import Blueprint, Response, request
from pydantic import Field

from api import clock, service
from api.applicants import RecordsKind
from api.http.acts import act_name
from api.http.answers import describe
from api.http.guard import takes_body
from api.http.personal import challenge, data_answer, media, personal, pieces_answer
from api.http.queries import Day, Flag, LanguageQuery, NoQuery, read
from api.http.shelf import shelf
from api.job_store import Job, JobStore
from api.jobs import Jobs, job_data, media_type, result_name
from api.refusals import Refusal
from legal.errors import NotOnFile
from renderer.sheets import XLSX

blueprint = Blueprint("jobs", __name__, url_prefix="/api/v1")
blueprint.after_request(challenge)
_MEDIA: Mapping[str, RecordsKind] = {"application/x-ndjson": "jsonl", "text/csv": "csv", XLSX: "xlsx"}
_ID = re.compile(r"[0-9a-f-]{36}")


class JobQuery(LanguageQuery):
    """The form to print, the date, one PDF or a ZIP of them."""

    document: str = Field(max_length=300)
    on: Day | None = None
    format: Literal["pdf", "zip"] = "pdf"
    even_if_repealed: Flag = False


def _store() -> JobStore:
    return JobStore(shelf().settings.jobs_url)


def job_by_id(id: str) -> Job:
    """A job by its number. Raises Refusal like NotOnFile."""
    if not _ID.fullmatch(id):
        raise Refusal("job_unknown", like=NotOnFile)
    return _store().get(id)


def result_answer(job: Job) -> Response:
    """The file that came out of a job, to be saved; deleted once it was sent to its end, unless the installation keeps
    results. Who fetches it at the same time has a copy of their own. Raises Refusal for a job without one."""
    store, keep = _store(), shelf().settings.job_keep
    return pieces_answer(
        store.output(job),
        media_type(job),
        result_name(job),
        attached=True,
        sent=lambda: None if keep else store.fetched(job),
    )


@blueprint.post("/jobs")
@describe("Print a form for many", query=JobQuery, status=202, takes=tuple(_MEDIA))
@takes_body
@personal
def submit() -> Response:
    """A job that was taken; Location says where it is."""
    query = read(JobQuery)
    kind = _MEDIA[media(*_MEDIA)]
    settings = shelf().settings
    request.max_content_length = settings.job_request
    question = service.Question("", query.lang, query.on or clock.today(), even_if_repealed=query.even_if_repealed)
    job = Jobs(settings).submit(
        shelf().corpus,
        act_name(query.document),
        question,
        kind,
        request.get_data(cache=False),
        as_zip=query.format == "zip",
    )
    answer = data_answer(job_data(job), 202)
    answer.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return answer


@blueprint.get("/jobs/<id>")
@describe("How far a job is", query=NoQuery)
@personal
def one(id: str) -> Response:
    """The state of a job, its progress, the records left out."""
    read(NoQuery)
    return data_answer(job_data(job_by_id(id)))


@blueprint.get("/jobs/<id>/result")
@describe("What came out of a job", query=NoQuery)
@personal
def result(id: str) -> Response:
    """The file; deleted once it was sent to its end, unless the installation keeps results."""
    read(NoQuery)
    return result_answer(job_by_id(id))


@blueprint.delete("/jobs/<id>")
@describe("Delete a job with everything in it", query=NoQuery, status=204)
@personal
def delete(id: str) -> Response:
    """A job taken away, wherever it stands."""
    read(NoQuery)
    _store().delete(job_by_id(id).id)
    return Response(status=204)
