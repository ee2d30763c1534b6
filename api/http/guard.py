"""What stands before and behind every request: the host asked for, its size, security headers, the log."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

import structlog
from flask import Flask, Response, g, request
from werkzeug.sansio.utils import host_is_trusted

from api.identifiers import is_id, new_id
from api.refusals import Refusal
from api.settings import Settings

PATH_LIMIT = 1024
"""Characters of a path: the longest IRI with room to spare."""

# The page needs its own style sheet and nothing else: no script, no frame, no foreign origin.
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# A document fetched as HTML stands by itself, its style inside.
DOCUMENT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_PROBES = frozenset({"/healthz", "/readyz", "/metrics"})
_View = TypeVar("_View", bound=Callable[..., Any])
_log = structlog.get_logger("qagida.http")


def attach(app: Flask, settings: Settings) -> None:
    """Puts the guards on the application."""
    hosts = settings.hosts

    def refuse_strange() -> None:
        g.began = time.perf_counter()
        g.request_id = _request_id()
        structlog.contextvars.bind_contextvars(id=g.request_id)
        # A probe asks by address, whatever the address is: it learns nothing but that the service runs.
        if hosts is not None and request.path not in _PROBES and not host_is_trusted(_host(), hosts):
            raise Refusal("host")
        if _has_body() and not getattr(app.view_functions.get(request.endpoint or ""), "takes_body", False):
            raise Refusal("body_large")
        if len(request.path) > PATH_LIMIT or any(not character.isprintable() for character in request.path):
            raise Refusal("http_400")

    def finish(response: Response) -> Response:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        response.headers.setdefault("X-Request-ID", g.get("request_id", ""))
        if began := g.get("began"):
            g.seconds = time.perf_counter() - began
        _write_log(response)
        return response

    app.before_request(refuse_strange)
    app.after_request(finish)
    app.teardown_request(lambda _: structlog.contextvars.unbind_contextvars("id"))


def takes_body(view: _View) -> _View:
    """Marks a view that reads the body of a request; every other request with one is refused."""
    view.takes_body = True  # type: ignore[attr-defined]
    return view


def _has_body() -> bool:
    return bool(request.content_length or request.headers.get("Transfer-Encoding"))


def _request_id() -> str:
    """The number of a request: that of the system that asks where it is a UUID, else one of our own.

    Nothing looser is taken over, for it goes into the log.
    """
    given = request.headers.get("X-Request-ID", "").lower()
    return given if is_id(given) else new_id()


def _host() -> str:
    return request.headers.get("Host", "")


def _write_log(response: Response) -> None:
    """One line a request, without query string, address of the reader or anything they typed."""
    rule, seconds = request.url_rule, g.get("seconds")
    _log.info(
        "request",
        method=request.method,
        route=rule.rule if rule is not None else None,
        status=response.status_code,
        bytes=response.content_length,  # what it says of itself: counting would read a streamed body
        ms=round(seconds * 1000, 1) if seconds is not None else None,
    )
