"""The page on which a clerk prints a form for many at once, from a table. Nothing of the table is kept: it comes in the
body of a request, and the file goes out in its answer. Larger tables are jobs (`api.http.jobs`).
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import PurePath

from flask import Blueprint, Response, render_template, request

from api.applicants import RecordsKind, applicants, columns, kind_of
from api.file_formats import File, file_name
from api.http.answers import private_file
from api.http.guard import takes_body
from api.http.queries import PageQuery
from api.http.shelf import shelf
from api.http.site import views
from api.http.site.filling import chosen_form, form_address, same_site, takes_file
from api.jobs import fault_words
from api.messages import UiLanguage
from api.refusals import Refusal
from api.service import Listed, act_key, summary_of
from forms.records import Document
from legal.errors import SourceError

blueprint = Blueprint("site_many", __name__)
_PAGE = "/<any(ru, kk):ui>"
MOST, SHOWN = 500, 100
"""Records that are printed while the reader waits, and faults that are told one by one."""
_BODY = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Fault:
    """A record that cannot be printed: its number from 1, and why."""

    number: int
    words: str


@blueprint.get(f"{_PAGE}/forms-many/<path:document>")
def ask(ui: UiLanguage, document: str) -> Response:
    """What the table needs, and where it is sent."""
    listed, query = chosen_form(document)
    return _page(ui, listed, query, ())


@blueprint.get(f"{_PAGE}/forms-table/<path:document>")
def table(ui: UiLanguage, document: str) -> Response:
    """An empty table with the names of the columns."""
    listed, _ = chosen_form(document)
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerow([one.name for one in columns(listed.document)])
    found = listed.document
    name = file_name(found.id, found.on, found.language, "csv")
    return private_file(File(text.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", name, listed.version))


@blueprint.post(f"{_PAGE}/forms-many/<path:document>")
@takes_body
def printed(ui: UiLanguage, document: str) -> Response:
    """The file; or the page again with every record at fault, unless the others are asked for without them."""
    same_site()
    takes_file(_BODY)
    listed, query = chosen_form(document)
    kind, data = _table(listed.document)
    blank, as_zip, faults = listed.document, request.form.get("format") == "zip", list[Fault]()
    # The PDF engine loads here: the other pages do without it.
    from api.many import print_many

    def refused(number: int, fault: Exception) -> None:
        faults.append(Fault(number, fault_words(fault)["kaz" if ui == "kk" else "rus"]))

    try:
        made = b"".join(print_many(blank, f"records.{kind}", data, kind=kind, as_zip=as_zip, refused=refused))
    except Refusal as nothing:
        if nothing.key != "no_records" or not faults:
            raise
        return _page(ui, listed, query, faults, nothing_left=True)
    if faults and not request.form.get("rest"):
        return _page(ui, listed, query, faults)
    saved = PurePath(file_name(blank.id, blank.on, blank.language, "pdf")).with_suffix(".zip" if as_zip else ".pdf")
    media = "application/zip" if as_zip else "application/pdf"
    return private_file(File(made, media, str(saved), listed.version))


def _table(blank: Document) -> tuple[RecordsKind, bytes]:
    """The table that was sent. Raises Refusal like SourceError where there is none, or too much in it."""
    columns(blank)
    sent = request.files.get("table")
    if sent is None or not sent.filename:
        raise Refusal("records_absent", like=SourceError)
    # Only its kind is taken from the name, which may be somebody's.
    kind, data = kind_of(f"records{PurePath(sent.filename).suffix[:8]}"), sent.read()
    for number, _ in applicants(blank, kind, f"records.{kind}", data):
        if number > MOST:
            raise Refusal("records_many", like=SourceError, limit=MOST)
    return kind, data


def _page(
    ui: UiLanguage,
    listed: Listed,
    query: PageQuery,
    faults: tuple[Fault, ...] | list[Fault],
    *,
    nothing_left: bool = False,
) -> Response:
    document, corpus, key = listed.document, shelf().corpus, act_key(listed.version.act)
    response = Response(
        render_template(
            "many.html.j2", active="forms", document=document, columns=columns(listed.document), faults=faults[:SHOWN],
            more=max(0, len(faults) - SHOWN), nothing_left=nothing_left, limit=MOST, query=query,
            action=form_address(ui, document, query, "forms-many"), one=form_address(ui, document, query),
            as_job=form_address(ui, document, query, "forms-job"),
            empty_table=form_address(ui, document, query, "forms-table"),
            banners=views.banners(corpus, listed.version, summary_of(corpus, key), ui, f"/{ui}/acts"),
        ),
        422 if faults else 200,
    )  # fmt: skip
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = ui
    return response
