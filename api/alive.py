"""Signs of life while a body goes in or out: a reader with a slow line is no reason to kill a process.

gunicorn's sync worker tells its master that it lives between two requests, and is killed where it does not do so in
time. A large file to or from a slow line takes longer than that, and would end in the middle. A process that computes
gives no sign and is still killed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

_PIECE = 64 * 1024
"""Bytes that a reader has to take, or send, within the time after which a process counts as hung."""

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def living(application: Application, notify: Callable[[], None]) -> Application:
    """A WSGI application that calls `notify` after each piece of a body, read or written."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ["wsgi.input"] = _Input(environ["wsgi.input"], notify)
        return _Output(application(environ, start_response), notify)

    return answer


class _Output:
    """The body of an answer in pieces of which each is sent before the next one is asked for."""

    def __init__(self, body: Iterable[bytes], notify: Callable[[], None]) -> None:
        self._body, self._notify = body, notify

    def __iter__(self) -> Iterator[bytes]:
        for data in self._body:
            for start in range(0, len(data), _PIECE):
                yield data[start : start + _PIECE]
                self._notify()

    def close(self) -> None:
        """Closes the body, whether or not it was read to its end (PEP 3333)."""
        if close := getattr(self._body, "close", None):
            close()


class _Input:
    """The body of a request, read in pieces. As much of a stream as PEP 3333 asks for."""

    def __init__(self, stream: IO[bytes], notify: Callable[[], None]) -> None:
        self._stream, self._notify = stream, notify

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; all of them for a negative one."""
        found = bytearray()
        while size < 0 or len(found) < size:
            piece = self._stream.read(_PIECE if size < 0 else min(_PIECE, size - len(found)))
            self._notify()
            if not piece:
                break
            found += piece
        return bytes(found)

    def readline(self, size: int = -1) -> bytes:
        """One line, or the first `size` bytes of it."""
        line = self._stream.readline(size)
        self._notify()
        return line

    def readlines(self, hint: int = -1) -> list[bytes]:
        """Every line. `hint` is not needed."""
        return list(self)

    def __iter__(self) -> Iterator[bytes]:
        while line := self.readline():
            yield line
