"""What stands before and behind every request: the host asked for, its size, security headers, the log."""

from __future__ import annotations

import time
import uuid

import structlog
from flask import Flask, Response, g, request
from werkzeug.sansio.utils import host_is_trusted

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
_log = structlog.get_logger("qagida.http")


def attach(app: Flask, settings: Settings) -> None:
    """Puts the guards on the application."""
    hosts = settings.hosts

    def refuse_strange() -> None:
        g.began = time.perf_counter()
        g.request_id = uuid.uuid4().hex[:16]
        # A probe asks by address, whatever the address is: it learns nothing but that the service runs.
        if hosts is not None and request.path != "/healthz" and not host_is_trusted(_host(), hosts):
            raise Refusal("host")
        if request.content_length or request.headers.get("Transfer-Encoding"):
            raise Refusal("body_large")
        if len(request.path) > PATH_LIMIT or any(not character.isprintable() for character in request.path):
            raise Refusal("http_400")

    def finish(response: Response) -> Response:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        response.headers.setdefault("X-Request-ID", g.get("request_id", ""))
        _write_log(response)
        return response

    app.before_request(refuse_strange)
    app.after_request(finish)


def _host() -> str:
    return request.headers.get("Host", "")


def _write_log(response: Response) -> None:
    """One line a request, without query string, address of the reader or anything they typed."""
    began = g.get("began")
    rule = request.url_rule
    _log.info(
        "request",
        id=g.get("request_id"),
        method=request.method,
        route=rule.rule if rule is not None else None,
        status=response.status_code,
        bytes=response.calculate_content_length(),
        ms=round((time.perf_counter() - began) * 1000, 1) if began else None,
    )
