"""The service under gunicorn: processes, loaded once and forked.

Processes and not threads: the type setter's font configuration must not be shared between threads. Each is replaced
after some thousand answers, which bounds what native libraries keep.
"""

from __future__ import annotations

import contextlib
import errno
import importlib
import logging
import os
import socket
import tempfile
from typing import Any

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.glogging import Logger  # type: ignore[import-untyped]
from gunicorn.workers.sync import SyncWorker  # type: ignore[import-untyped]

from api import logs
from api.alive import Application, living
from api.http import create_app, metrics
from api.refusals import Refusal
from api.settings import Settings

_TIMEOUT = 60
_REQUESTS = 2000
_NOT_BOUND = {errno.EADDRINUSE: "port_busy", errno.EACCES: "port_denied"}


class _Logger(Logger):  # type: ignore[misc]
    """gunicorn's messages through the log of this process; no access log of its own."""

    def setup(self, cfg: Any) -> None:
        """Leaves the handlers to `api.logs`."""
        self.error_log.handlers[:] = []
        self.error_log.propagate = True
        self.error_log.setLevel(logging.INFO)

    def access(self, *_: Any) -> None:
        """Nothing: `api.http.guard` writes one line a request."""

    def reopen_files(self) -> None:
        """Nothing is open."""


class _Worker(SyncWorker):  # type: ignore[misc]
    """A process that answers one request at a time and gives signs of life while a body goes in or out."""

    def load_wsgi(self) -> None:
        """Puts the signs of life around the application."""
        super().load_wsgi()
        self.wsgi: Application = living(self.wsgi, self.notify)


class _Service(BaseApplication):  # type: ignore[misc]
    """gunicorn with options from the settings instead of its own command line and files."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Gives gunicorn its options."""
        for name, value in options(self._settings).items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, made once before the processes fork; each opens the corpus for itself.

        What is else loaded on first use is loaded here, once: the grammars, and the type setter where it is installed.
        """
        importlib.import_module("legal.amend.operations")
        with contextlib.suppress(ImportError, OSError):  # without Pango all but PDF is served
            importlib.import_module("weasyprint")
        return create_app(self._settings)


def _forget(_: object, worker: Any) -> None:
    """Takes a process that ended out of the counts of what is running."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def options(settings: Settings) -> dict[str, object]:
    """The options of gunicorn. Its own access log stays off: it would write query strings and addresses."""
    host = f"[{settings.host}]" if ":" in settings.host and not settings.host.startswith("[") else settings.host
    return {
        "bind": f"{host}:{settings.port}",
        "workers": settings.processes,
        "worker_class": _Worker,
        "preload_app": True,
        "timeout": _TIMEOUT,
        "graceful_timeout": 10,
        "max_requests": _REQUESTS,
        "max_requests_jitter": _REQUESTS // 4,
        "limit_request_line": 4094,
        "limit_request_fields": 50,
        "limit_request_field_size": 8190,
        "accesslog": None,
        "logger_class": _Logger,
        "control_socket_disable": True,
        "proc_name": "qagida",
        "child_exit": _forget,
    }


def require_address(settings: Settings) -> None:
    """Raises Refusal where the address cannot be listened on, before anything is loaded and forked."""
    place = f"{settings.host}:{settings.port}"
    try:
        found = socket.getaddrinfo(settings.host.strip("[]"), settings.port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise Refusal("no_host", place=settings.host) from error
    family, kind, protocol, _, address = found[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            key = _NOT_BOUND.get(error.errno or 0, "no_host")
            raise Refusal(key, place=place, port=settings.port) from error


def run(settings: Settings) -> None:
    """Serves until it is stopped."""
    logs.configure(settings.log_level)
    with tempfile.TemporaryDirectory(prefix="qagida-metrics-") as folder:
        # The counts of all processes, added up; the library looks for this when it is first loaded.
        os.environ[metrics.FOLDER] = folder
        _Service(settings).run()
