"""How many requests one address may make: a brake for scripts that run away, not a defence.

Counted in the memory of each process unless QAGIDA_RATE_STORAGE names a shared store (`redis://…`). The address is that
of the connection, or the one that QAGIDA_PROXIES trusted proxies report; it is kept for the minute that it is counted
in and written nowhere. While the store cannot be reached each process counts for itself: a brake stops nobody's work.
"""

from __future__ import annotations

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from werkzeug.middleware.proxy_fix import ProxyFix

from api.refusals import Refusal
from api.settings import Settings

_UNCOUNTED = frozenset({"static", "metrics", "openapi.healthz", "openapi.readyz", "pages.document_style"})


def attach(app: Flask, settings: Settings) -> None:
    """Puts the limit on the application. Raises Refusal("setting") for a limit or a store that cannot be read."""
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=0, x_host=0)  # type: ignore[method-assign]
    if settings.rate_limit == "off":
        return
    try:
        limiter = Limiter(
            get_remote_address,
            storage_uri=settings.rate_storage,
            headers_enabled=True,
            application_limits=[settings.rate_limit],
            in_memory_fallback_enabled=True,
        )
        limiter.request_filter(_uncounted)
        limiter.init_app(app)
    except Exception as error:  # the library raises what its stores raise
        raise Refusal("setting", place="QAGIDA_RATE_LIMIT, QAGIDA_RATE_STORAGE") from error


def _uncounted() -> bool:
    """Whether a request does not count: probes, and what a page needs besides itself."""
    return request.endpoint in _UNCOUNTED
