"""Reading git objects through GitPython's object database: blobs, trees, commits, each checked against its hash.

The database is read directly, without a git process and without `refs/replace`. Trees and commits are kept, so that
finding a blob by its path costs a look-up for each folder.
"""

from __future__ import annotations

import hashlib
import threading
from binascii import hexlify, unhexlify
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from git.db import GitDB
from git.exc import BadObject, ODBError

from legal.errors import StoreError

T = TypeVar("T")


class Cache(Generic[T]):
    """The last `size` values by key, safe among threads; a value may be made twice, never wrong."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key, made where it is not there."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._size:
                self._values.popitem(last=False)
        return value


class Entry(NamedTuple):
    """A name in a tree: a folder, or a file with the hash of its blob."""

    folder: bool
    sha: str


class Commit(NamedTuple):
    """A commit as far as the corpus uses it. `recorded` is the moment of knowledge time, with microseconds."""

    sha: str
    tree: str
    parent: str | None
    recorded: datetime
    message: str


RECORDED = "Recorded: "
"""The trailer of a commit message that holds its moment to the microsecond: git's own dates are whole seconds."""


class Objects:
    """The objects of one repository."""

    def __init__(self, path: Path) -> None:
        self._database = GitDB(str(path / "objects"))
        self._path = path
        self._lock = threading.Lock()  # gitdb's lists of packs are not made for threads
        self._trees: Cache[dict[str, Entry]] = Cache(4096)
        self._commits: Cache[Commit] = Cache(4096)

    def blob(self, sha: str) -> bytes:
        """The bytes of a blob."""
        return self._read(sha, b"blob")

    def tree(self, sha: str) -> dict[str, Entry]:
        """The names in a tree, in git's order."""
        return self._trees.get(sha, lambda: dict(_entries(self._read(sha, b"tree"))))

    def commit(self, sha: str) -> Commit:
        """A commit."""
        return self._commits.get(sha, lambda: _commit(sha, self._read(sha, b"commit")))

    def _read(self, sha: str, kind: bytes) -> bytes:
        with self._lock:
            try:
                found, data = self._stream(sha)
            except (ODBError, OSError, ValueError) as error:
                raise StoreError(
                    f"object {sha} cannot be read: {error}", place=str(self._path), remedy=_CHECK
                ) from error
        digest = hashlib.sha1(b"%s %d\0%s" % (found, len(data), data), usedforsecurity=False).hexdigest()
        if found != kind or digest != sha:
            raise StoreError(f"object {sha} is damaged", place=str(self._path), remedy=_CHECK)
        return data

    def _stream(self, sha: str) -> tuple[bytes, bytes]:
        try:
            stream = self._database.stream(unhexlify(sha))
        except BadObject:
            self._database.update_cache(force=True)  # a pack that came after the list of packs was read
            stream = self._database.stream(unhexlify(sha))
        return stream.type, stream.read()


_CHECK = "Run `qagida check`; restore the corpus from a copy."


def _entries(data: bytes) -> Iterator[tuple[str, Entry]]:
    at = 0
    while at < len(data):
        space, nul = data.index(b" ", at), data.index(b"\0", at)
        sha = hexlify(data[nul + 1 : nul + 21]).decode()
        yield data[space + 1 : nul].decode("utf-8", "surrogateescape"), Entry(data[at:space] == b"40000", sha)
        at = nul + 21


def _commit(sha: str, data: bytes) -> Commit:
    head, _, message = data.decode("utf-8", "replace").partition("\n\n")
    fields: dict[str, str] = {}
    for line in head.split("\n"):
        name, _, value = line.partition(" ")
        fields.setdefault(name, value)
    trailer = message.rstrip("\n").rpartition("\n")[2]
    if trailer.startswith(RECORDED):
        recorded = datetime.fromisoformat(trailer.removeprefix(RECORDED))
    else:
        recorded = datetime.fromtimestamp(int(fields["committer"].split()[-2]), UTC)
    return Commit(sha, fields["tree"], fields.get("parent"), recorded, message)
