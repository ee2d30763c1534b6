"""The pages of background jobs: the list, one of them, its result, and the page on which one is given.

They show nothing personal but files to be saved, and ask for the token all the same. A page of a job that is not at its
end asks for itself again.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from flask import Blueprint, Response, redirect, render_template, request

from api import clock, service
from api.applicants import columns, kind_of
from api.http.guard import takes_body
from api.http.jobs import job_by_id, result_answer
from api.http.personal import challenge_browser, personal_page
from api.http.queries import NoQuery, read
from api.http.shelf import shelf
from api.http.site import views
from api.http.site.filling import chosen_form, form_address, same_site, takes_file
from api.job_store import Job, JobStore
from api.jobs import Jobs, error_words
from api.messages import UiLanguage
from api.refusals import Refusal
from api.service import act_key, summary_of
from forms.records import Document
from legal.errors import LegalError, SourceError
from legal.records import Language

blueprint = Blueprint("site_jobs", __name__)
blueprint.after_request(challenge_browser)
_PAGE = "/<any(ru, kk):ui>"
SHOWN = 60
"""Jobs of the list, the last ones."""
_LANGUAGES: dict[UiLanguage, Language] = {"ru": "rus", "kk": "kaz", "en": "rus"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A job on a page: its form where it is on file still, why nothing came of it, and the records left out."""

    job: Job
    document: Document | None
    error: str
    faults: tuple[tuple[int, str], ...]

    @property
    def untold(self) -> int:
        """Records left out that are not told one by one."""
        return max(0, self.job.left_out - len(self.faults))


@blueprint.get(f"{_PAGE}/jobs")
@personal_page
def every(ui: UiLanguage) -> Response:
    """The last jobs, the newest first."""
    read(NoQuery)
    found = JobStore(shelf().settings.jobs_url).all()[::-1]
    shown = [_shown(job, ui) for job in found[:SHOWN]]
    return _answer(ui, "jobs.html.j2", jobs=shown, more=max(0, len(found) - SHOWN))


@blueprint.get(f"{_PAGE}/jobs/<id>")
@personal_page
def one(ui: UiLanguage, id: str) -> Response:
    """How far a job is, and which records were left out."""
    read(NoQuery)
    return _answer(ui, "job.html.j2", one=_shown(job_by_id(id), ui))


@blueprint.get(f"{_PAGE}/jobs/<id>/result")
@personal_page
def result(ui: UiLanguage, id: str) -> Response:
    """The file that came out."""
    read(NoQuery)
    return result_answer(job_by_id(id))


@blueprint.post(f"{_PAGE}/jobs/<id>/delete")
@takes_body
@personal_page
def delete(ui: UiLanguage, id: str) -> Response:
    """The list again, without the job."""
    same_site()
    read(NoQuery)
    JobStore(shelf().settings.jobs_url).delete(job_by_id(id).id)
    return _moved(f"/{ui}/jobs")


@blueprint.get(f"{_PAGE}/forms-job/<path:document>")
@personal_page
def ask(ui: UiLanguage, document: str) -> Response:
    """What the table of a job needs, and where it is sent."""
    listed, query = chosen_form(document)
    found, key = listed.document, act_key(listed.version.act)
    return _answer(
        ui, "job_new.html.j2", document=found, columns=columns(found), limit=shelf().settings.job_request // 1024**2,
        action=form_address(ui, found, query, "forms-job"), one=form_address(ui, found, query),
        empty_table=form_address(ui, found, query, "forms-table"),
        banners=views.banners(shelf().corpus, listed.version, summary_of(shelf().corpus, key), ui, f"/{ui}/acts"),
    )  # fmt: skip


@blueprint.post(f"{_PAGE}/forms-job/<path:document>")
@takes_body
@personal_page
def given(ui: UiLanguage, document: str) -> Response:
    """To the page of the new job."""
    same_site()
    settings = shelf().settings
    takes_file(settings.job_request)
    listed, query = chosen_form(document)
    sent = request.files.get("table")
    if sent is None or not sent.filename:
        raise Refusal("records_absent", like=SourceError)
    # Only its kind is taken from the name, which may be somebody's.
    kind = kind_of(f"records{PurePath(sent.filename).suffix[:8]}")
    question = service.Question("", query.lang, query.on or clock.today(), even_if_repealed=query.even)
    job = Jobs(settings).submit(
        shelf().corpus,
        listed.document.id,
        question,
        kind,
        sent.read(),
        as_zip=request.form.get("format") == "zip",
    )
    return _moved(f"/{ui}/jobs/{job.id}")


def _shown(job: Job, ui: UiLanguage) -> Shown:
    language, error = _LANGUAGES[ui], error_words(job)
    told = tuple((int(fault["record"]), str(fault[language])) for fault in job.faults)
    return Shown(job, _document(job), error[language] if error else "", told)


def _document(job: Job) -> Document | None:
    """The form that a job prints; None where it is on file no more."""
    task = job.task
    question = service.Question("", task.language, task.on, even_if_repealed=True)
    try:
        return service.document_on(shelf().corpus, task.document, question).document
    except LegalError:
        return None


def _answer(ui: UiLanguage, template: str, **values: object) -> Response:
    response = Response(render_template(template, active="jobs", **values))
    response.headers["Content-Language"] = ui
    return response


def _moved(place: str) -> Response:
    moved = redirect(place, 303)
    return Response(moved.get_data(), 303, dict(moved.headers))
