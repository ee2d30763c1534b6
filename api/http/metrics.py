"""What the service counts about itself, for Prometheus: requests by route and status, and how long they took.

A route is the pattern of an address, never the address: nothing that a reader typed and nobody's own address is
counted. Under several processes the counts are added up over files in a folder that `api.server` makes.
"""

from __future__ import annotations

import os

from flask import Flask, Response, g, request

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
PATH = "/metrics"
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable of prometheus-client that names the folder; it is read when that library is loaded."""


class Metrics:
    """The counters of one application, in a registry of their own."""

    def __init__(self) -> None:
        # Loaded here and not above: by now `api.server` has said whether there are several processes.
        from prometheus_client import CollectorRegistry, Counter, Histogram

        self.registry = CollectorRegistry()
        self.requests = Counter(
            "qagida_requests", "Answers by route and status", ("method", "route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "qagida_request_seconds", "Seconds to an answer", ("route",), registry=self.registry, buckets=_BUCKETS
        )

    def count(self, status: int, seconds: float | None) -> None:
        """One answer to the request at hand."""
        route = request.url_rule.rule if request.url_rule is not None else "-"
        method = request.method if request.method in _METHODS else "-"
        self.requests.labels(method, route, str(status)).inc()
        if seconds is not None:
            self.seconds.labels(route).observe(seconds)

    def shown(self) -> tuple[bytes, str]:
        """All counts as text, and their media type."""
        from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
        from prometheus_client.multiprocess import MultiProcessCollector

        registry = self.registry
        if os.environ.get(FOLDER):
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry), CONTENT_TYPE_LATEST


def attach(app: Flask) -> None:
    """Counts every answer and shows the counts at /metrics."""
    metrics = Metrics()

    def count(response: Response) -> Response:
        metrics.count(response.status_code, g.get("seconds"))
        return response

    def show() -> Response:
        data, media_type = metrics.shown()
        return Response(data, content_type=media_type, headers={"Cache-Control": "no-store"})

    # Functions after a request run from the last one attached to the first: this one sees the time that `guard` took.
    app.after_request_funcs.setdefault(None, []).insert(0, count)
    app.add_url_rule(PATH, "metrics", show)
