"""Bytes to a response: types, file names, ETag, caching."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar
from urllib.parse import quote

from flask import Response, current_app, request
from pydantic import BaseModel

from api import clock, serialise
from api.file_formats import File
from api.http.guard import DOCUMENT_POLICY
from api.http.queries import Query
from api.http.shelf import Shelf
from api.service import act_key

_View = TypeVar("_View", bound=Callable[..., Response])


def describe(
    summary: str,
    *,
    query: type[Query],
    answer: type[BaseModel] | None = None,
    status: int = 200,
    takes: tuple[str, ...] = (),
) -> Callable[[_View], _View]:
    """Notes on a view what its OpenAPI description says.

    `answer` None: the bytes of a file, or JSON without a model; `takes`: the media types of the body of a request.
    """

    def mark(view: _View) -> _View:
        view.openapi = (summary, query, answer, status, takes)  # type: ignore[attr-defined]
        return view

    return mark


def json_answer(answer: BaseModel, *, immutable: bool = False) -> Response:
    """An answer as JSON."""
    return _conditional(Response(serialise.to_json(answer), content_type="application/json"), immutable)


def file_answer(file: File, *, immutable: bool = False) -> Response:
    """A file to look at in the browser where it can show it, with a name to save it under."""
    response = Response(file.data, content_type=file.media_type)
    shown = file.media_type.startswith(("text/", "application/json", "application/pdf"))
    kind = "inline" if shown else "attachment"
    response.headers["Content-Disposition"] = f'{kind}; filename="{file.name}"'
    response.headers["Content-Language"] = {"rus": "ru", "kaz": "kk"}[file.version.language]
    response.headers["X-Qagida-Status"] = file.version.status
    response.headers["X-Qagida-Certainty"] = file.version.certainty
    if file.not_applied:
        response.headers["X-Qagida-Not-Applied"] = ", ".join(quote(act_key(act)) for act in file.not_applied)
    if file.media_type.startswith("text/html"):
        response.headers["Content-Security-Policy"] = DOCUMENT_POLICY
    return _conditional(response, immutable)


def private_file(file: File) -> Response:
    """A file with personal data: to save, and kept by nobody on the way."""
    response = Response(file.data, content_type=file.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response.headers["Content-Language"] = {"rus": "ru", "kaz": "kk"}[file.version.language]
    response.headers["X-Qagida-Status"] = file.version.status
    response.headers["X-Qagida-Certainty"] = file.version.certainty
    response.headers["Cache-Control"] = "no-store"
    if file.media_type.startswith("text/html"):
        response.headers["Content-Security-Policy"] = DOCUMENT_POLICY
    return response


def _conditional(response: Response, immutable: bool) -> Response:
    shelf: Shelf = current_app.extensions["qagida"]
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:32])
    age = 31_536_000 if immutable else shelf.settings.max_age
    response.headers["Cache-Control"] = f"public, max-age={age}" + (", immutable" if immutable else "")
    response.headers["Vary"] = "Accept-Language" if response.content_type == "application/problem+json" else ""
    if not response.headers["Vary"]:
        del response.headers["Vary"]
    response.make_conditional(request)
    return response


def settled(known_at: datetime | None) -> bool:
    """An answer for a past moment of knowledge never changes."""
    return known_at is not None and known_at < clock.now()
