"""Personal data over HTTP: only to those who hold the token of the installation, and kept nowhere on the way.

Without QAGIDA_TOKEN these addresses refuse everybody: a service that was set up for texts gives no person away by
mistake. Answers say `no-store`; a file is written to a temporary one without a name before the first byte goes out, so
that what breaks in the middle is an error and not half a file.
"""

from __future__ import annotations

import functools
import hmac
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any, TypeVar

from flask import Response, request

from api.http.guard import DOCUMENT_POLICY
from api.http.shelf import shelf
from api.refusals import Closed, NoToken, Refusal, WrongMedia
from legal.records import Language

_View = TypeVar("_View", bound=Callable[..., Response])
_CHUNK = 64 * 1024
_TAGS: dict[Language, str] = {"rus": "ru", "kaz": "kk"}


def personal(view: _View) -> _View:
    """A view that asks for the token first. Raises Refusal("token") or ("token_unset")."""
    return _guarded(view, _bearer)


def personal_page(view: _View) -> _View:
    """The same of a page: the token is the password that a browser asks for, whatever the name (RFC 7617).

    A browser sends it along unasked: a view that changes something must ask `same_site` as well.
    """
    return _guarded(view, _password)


def _guarded(view: _View, given: Callable[[], str]) -> _View:
    @functools.wraps(view)
    def guarded(*args: Any, **options: Any) -> Response:
        secret = shelf().settings.token.get_secret_value()
        if not secret:
            raise Refusal("token_unset", like=Closed)
        if not hmac.compare_digest(given().encode(), secret.encode()):
            raise Refusal("token", like=NoToken)
        response = view(*args, **options)
        response.headers["Cache-Control"] = "no-store"
        return response

    return guarded  # type: ignore[return-value]


def _bearer() -> str:
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    return given.strip() if kind.lower() == "bearer" else ""


def _password() -> str:
    given = request.authorization
    return (given.password or "") if given is not None and given.type == "basic" else ""


def challenge(response: Response) -> Response:
    """Says with a 401 how to do better (RFC 9110, 15.5.2)."""
    if response.status_code == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="qagida"'
    return response


def challenge_browser(response: Response) -> Response:
    """The same for a page: the browser asks for the token."""
    if response.status_code == 401:
        response.headers["WWW-Authenticate"] = 'Basic realm="qagida", charset="UTF-8"'
    return response


def media(*allowed: str) -> str:
    """The media type of the body. Raises Refusal like WrongMedia for one that is not allowed."""
    if request.mimetype not in allowed:
        raise Refusal("media", like=WrongMedia, allowed=", ".join(allowed))
    return request.mimetype


def data_answer(answer: object, status: int = 200) -> Response:
    """Data as JSON."""
    text = json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
    return Response(text, status, content_type="application/json")


def streamed(pieces: Iterator[bytes], media_type: str, size: int) -> Response:
    """A body that is read while it is sent, and by nobody before (the log would, to count its bytes)."""
    response = Response(pieces, content_type=media_type)
    response.implicit_sequence_conversion = False
    response.content_length = size
    return response


def pieces_answer(
    pieces: Iterable[bytes],
    media_type: str,
    name: str,
    language: Language | None = None,
    *,
    attached: bool = False,
    sent: Callable[[], None] = lambda: None,
) -> Response:
    """A file made piece by piece; `name` is what it is saved under. `attached`: to be saved whatever it is; `sent` is
    called when the last byte was handed over."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  # the response reads it and closes it
    try:
        file.writelines(pieces)
        size = file.tell()
        file.seek(0)
    except BaseException:
        file.close()
        raise
    response = streamed(_read(file, sent), media_type, size)
    response.call_on_close(file.close)
    shown = not attached and media_type.startswith(("text/html", "application/json", "application/pdf"))
    response.headers["Content-Disposition"] = f'{"inline" if shown else "attachment"}; filename="{name}"'
    if language is not None:
        response.headers["Content-Language"] = _TAGS[language]
    if media_type.startswith("text/html"):
        response.headers["Content-Security-Policy"] = DOCUMENT_POLICY
    return response


def _read(file: IO[bytes], sent: Callable[[], None]) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk
    sent()
