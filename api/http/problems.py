"""Every error as `application/problem+json` for programs and as a page for people; never a 500 for bad input."""

from __future__ import annotations

import structlog
from flask import Flask, Response, g, render_template, request
from werkzeug.exceptions import HTTPException

from api.http.locale import page_language
from api.messages import UiLanguage, has, say
from api.models import Problem
from api.refusals import Explanation, explain, remedy_key
from legal.errors import LegalError
from renderer.errors import RenderError

_FOR_PROGRAMS = ("/api/", "/akn/", "/healthz", "/readyz", "/metrics")
_log = structlog.get_logger("qagida.http")


def attach(app: Flask) -> None:
    """Puts the handlers on the application."""
    app.register_error_handler(LegalError, _refused)
    app.register_error_handler(RenderError, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def _refused(error: Exception) -> Response:
    assert isinstance(error, LegalError | RenderError)
    return _answer(explain(error, page_language(), on_page=not _for_program()))


def _http(error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.response is not None:  # a redirect that werkzeug makes itself
        return Response(error.response.get_data(), error.response.status_code, dict(error.response.headers))  # type: ignore[attr-defined]
    code = error.code or 500
    if code >= 500:  # what broke after the view, too
        return _broken(getattr(error, "original_exception", None) or error)
    if 300 <= code < 400:
        made = error.get_response(request.environ)
        return Response(made.get_data(), code, dict(made.headers))
    ui = page_language()
    key = f"http_{code}" if has(f"refusal.http_{code}") else "http_400"
    kind = "not-found" if code == 404 else "request"
    allowed = ", ".join(sorted(getattr(error, "valid_methods", None) or ("GET", "HEAD", "OPTIONS")))
    detail, remedy = f"refusal.{key}", remedy_key(key, on_page=not _for_program())
    response = _answer(
        Explanation(kind, code, 2, say(f"problem.{kind}", ui), say(detail, ui), None, say(remedy, ui, allowed=allowed))
    )
    if code == 405:
        response.headers["Allow"] = allowed
    return response


def _for_program() -> bool:
    return request.path.startswith(_FOR_PROGRAMS)


def _broken(error: Exception) -> Response:
    number = g.get("request_id", "")
    # The traceback goes to the log and nowhere else; what was asked is not written, it may be personal.
    _log.error("failed", error=type(error).__name__, exc_info=error)
    ui = page_language()
    detail = say("refusal.http_500", ui, request=number)
    return _answer(
        Explanation("internal", 500, 2, say("problem.internal", ui), detail, None, say("remedy.http_500", ui))
    )


def _answer(told: Explanation) -> Response:
    ui: UiLanguage = page_language()
    response = _json(told) if _for_program() else _page(told, ui)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = ui
    return response


def _json(told: Explanation) -> Response:
    problem = Problem(
        type=f"urn:qagida:problem:{told.kind}",
        title=told.title,
        status=told.status,
        detail=told.detail,
        place=told.place,
        remedy=told.remedy,
    )
    return Response(problem.model_dump_json(indent=2) + "\n", told.status, content_type="application/problem+json")


def _page(told: Explanation, ui: UiLanguage) -> Response:
    return Response(render_template("problem.html.j2", told=told, ui=ui), told.status)
