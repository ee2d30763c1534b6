"""The corpus repository: bare git, one branch, one writer at a time, nothing lost once acknowledged.

How a write survives a kill at any moment:

1. The writer holds an flock (`legal.store.lock`), which no dead process can hold.
2. What a killed writer left behind (lock files of refs, half-written packs, staged refs) is removed under that lock.
3. `git fast-import` writes blobs, trees and commits under a staged ref, synced to disk (`core.fsync=all`), and takes an
   input that breaks off for an error (`feature done`). The branch has not moved yet.
4. One `update-ref` transaction moves the branch from the head that was read to the new commit, or fails.

Before step 4 the corpus is the old one, after it the new one. No index, no working tree, no hooks, no user settings.
"""

from __future__ import annotations

import os
import secrets
import shutil
import threading
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from legal.errors import LegalError, StoreError
from legal.store.lock import WAIT, writing
from legal.store.objects import RECORDED, Commit, Entry, Objects
from legal.store.paths import checked
from legal.store.plumbing import BRANCH, FOREIGN, IDENTITY, git
from legal.store.verify import problems

_STAGED = "refs/qagida/staged"
_NONE = "0" * 40
_TICK = timedelta(microseconds=1)
_LOG_FORMAT = f"--format=%H %(trailers:key={RECORDED[:-2]},valueonly,separator=%x20)"

_Log = tuple[str, list[datetime], list[str]]
"""A head, and the moments and hashes of the commits up to it."""

Changes = Mapping[str, bytes | None]
"""What a commit changes: path to new bytes, None to remove the file."""


@dataclass(slots=True)
class Transaction:
    """Commits that become visible together, or not at all.

    `head` is the commit they build on (None: the corpus is empty); `moment` is their place in knowledge time.
    """

    head: str | None
    moment: datetime
    queue: list[tuple[Changes, str]] = field(default_factory=list)
    written: tuple[str, ...] = ()
    """The hashes of the commits, once the transaction is over."""

    def commit(self, changes: Changes, message: str) -> None:
        """Add a commit. Raises StoreError for a path outside the alphabet of the corpus."""
        for path in changes:
            checked(path)
        self.queue.append((dict(changes), message))


class Repository:
    """A bare git repository with one branch, read by path and revision.

    A revision is a commit hash as `head`, `commit` or `revision_at` gave it; None stands for the head. Safe among
    threads and processes.
    """

    def __init__(self, path: Path | str) -> None:
        """Open what `create` made. Raises StoreError where there is no such repository."""
        self.path = Path(path).absolute()
        if not all((self.path / name).exists() for name in ("HEAD", "objects", "refs")):
            raise StoreError("no corpus repository", place=str(self.path), remedy="Make one with `qagida init`.")
        for name in FOREIGN:
            if (self.path / name).exists():
                raise StoreError(
                    f"the repository takes objects or history from elsewhere ({name})",
                    place=str(self.path),
                    remedy="Remove that file after looking into how it came there.",
                )
        self._objects = Objects(self.path)
        self._log: _Log | None = None
        self._log_lock = threading.Lock()

    @classmethod
    def create(cls, path: Path | str) -> Repository:
        """The repository at `path`, made where there is none: prepared beside it and moved into place whole.

        Raises StoreError where something else stands there.
        """
        target = Path(path).absolute()
        if (target / "HEAD").exists():
            return cls(target)
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise StoreError(
                "something else than a corpus stands there", place=str(target), remedy="Name an empty folder."
            )
        fresh = target.with_name(f".{target.name}.{secrets.token_hex(6)}.new")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            git(fresh, ["init", "--quiet", "--bare", "--template=", "--initial-branch=main", "--object-format=sha1"])
            with suppress(OSError):  # another process was first: its repository is as good
                fresh.rename(target)
        except OSError as error:
            raise StoreError(
                f"cannot be made: {error.strerror}", place=str(target), remedy="Check the permissions."
            ) from error
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        return cls(target)

    # Reading

    def head(self) -> str | None:
        """The newest commit; None in an empty repository."""
        sha = self._loose(BRANCH) or self._packed(BRANCH)
        if sha is not None and (len(sha) != 40 or not set(sha) <= set("0123456789abcdef")):
            raise StoreError(f"{BRANCH} is damaged", place=str(self.path), remedy="Run `qagida check`.")
        return sha

    def read(self, path: str, at: str | None = None) -> bytes | None:
        """The bytes of a file at a revision; None where there is no such file."""
        entry = self._entry(path, at)
        return self._objects.blob(entry.sha) if entry and not entry.folder else None

    def identity(self, path: str, at: str | None = None) -> str | None:
        """The hash of a file or folder at a revision: equal hashes, equal content. None where there is none."""
        entry = self._entry(path, at)
        return entry.sha if entry else None

    def list(self, prefix: str = "", at: str | None = None) -> tuple[str, ...]:
        """The paths of all files in a folder ("" for all) and below it at a revision, sorted."""
        return tuple(sorted(path for path, _ in self.files(prefix, at)))

    def files(self, prefix: str = "", at: str | None = None) -> Iterator[tuple[str, str]]:
        """(path, blob hash) of all files in a folder ("" for all) and below it at a revision."""
        entry = self._entry(prefix, at) if prefix else self._root(at)
        if entry is not None:
            yield from self._walk(prefix, entry)

    def blob(self, sha: str) -> bytes:
        """The bytes of a blob by its hash."""
        return self._objects.blob(sha)

    def info(self, revision: str) -> Commit:
        """A commit: its moment, message and parent."""
        return self._objects.commit(revision)

    def _walk(self, path: str, entry: Entry) -> Iterator[tuple[str, str]]:
        if not entry.folder:
            yield path, entry.sha
            return
        for name, inner in self._objects.tree(entry.sha).items():
            yield from self._walk(f"{path}/{name}" if path else name, inner)

    def _root(self, at: str | None) -> Entry | None:
        revision = at or self.head()
        return Entry(True, self._objects.commit(revision).tree) if revision else None

    def _entry(self, path: str, at: str | None) -> Entry | None:
        entry = self._root(at)
        for name in checked(path).split("/"):
            if entry is None or not entry.folder:
                return None
            entry = self._objects.tree(entry.sha).get(name)
        return entry

    def _loose(self, ref: str) -> str | None:
        try:
            return (self.path / ref).read_text("ascii").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"{ref} cannot be read", place=str(self.path), remedy="Run `qagida check`.") from error

    def _packed(self, ref: str) -> str | None:
        try:
            lines = (self.path / "packed-refs").read_text("ascii", "replace").splitlines()
        except FileNotFoundError:
            return None
        return next((line[:40] for line in lines if line[41:] == ref), None)

    # History

    def revision_at(self, moment: datetime) -> str | None:
        """What the corpus held at a moment: its last commit up to then; None before the first."""
        moments, revisions = self._recorded()
        index = bisect_right(moments, aware(moment))
        return revisions[index - 1] if index else None

    def history(self, path: str) -> tuple[Commit, ...]:
        """The commits that changed a file or folder, newest first."""
        head, path = self.head(), checked(path)
        if head is None:
            return ()
        arguments = ["--literal-pathspecs", "log", "--first-parent", "--format=%H", head, "--", path]
        return tuple(self._objects.commit(sha) for sha in git(self.path, arguments).decode().split())

    def _recorded(self) -> tuple[Sequence[datetime], Sequence[str]]:
        """Moments and hashes of all commits, oldest first; kept, and only what is new is read."""
        with self._log_lock:
            head = self.head()
            if head is None:
                return (), ()
            if self._log is None or self._log[0] != head:
                self._log = self._longer(head)
            return self._log[1], self._log[2]

    def _longer(self, head: str) -> _Log:
        known = self._log
        if known is not None:
            fresh = self._read_log(f"{known[0]}..{head}")
            if fresh and self._objects.commit(fresh[0][0]).parent == known[0]:
                return _chain(head, fresh, known[1], known[2])
        return _chain(head, self._read_log(head), [], [])

    def _read_log(self, revisions: str) -> Sequence[tuple[str, datetime]]:
        output = git(self.path, ["log", "--reverse", "--first-parent", _LOG_FORMAT, revisions, "--"]).decode()
        pairs = [line.split() for line in output.splitlines() if line]
        return [(sha, self._moment(sha, stamps)) for sha, *stamps in pairs]

    def _moment(self, sha: str, stamps: Sequence[str]) -> datetime:
        return datetime.fromisoformat(stamps[-1]) if stamps else self._objects.commit(sha).recorded

    # Writing

    @contextmanager
    def transaction(self, now: datetime, *, wait: float = WAIT) -> Iterator[Transaction]:
        """A write under the lock: commits added to it become visible together when the block ends without an error.

        `now` is the caller's clock, with a time zone; the moment of the commits is after that of their parent even
        where the clock went back. Raises StoreError where another writer holds the lock for `wait` seconds.
        """
        now = aware(now)
        with writing(self.path / "qagida.lock", wait) as descriptor:
            self._tidy()
            head = self.head()
            moment = max(now, self._objects.commit(head).recorded + _TICK) if head else now
            transaction = Transaction(head, moment)
            yield transaction
            if transaction.queue:
                transaction.written = self._write(transaction, descriptor)

    def commit(
        self, changes: Changes, message: str, *, now: datetime, parent: str | Literal["any"] | None = "any"
    ) -> str:
        """Write one commit and give its hash: once this returns, it is there after any crash.

        `parent` is the head that the changes were made for, None for an empty repository; StoreError where the corpus
        has moved on since.
        """
        with self.transaction(now) as transaction:
            if parent not in ("any", transaction.head):
                raise StoreError("the corpus has moved on", place=str(self.path), remedy="Read again and repeat.")
            transaction.commit(changes, message)
        return transaction.written[-1]

    def _write(self, transaction: Transaction, descriptor: int) -> tuple[str, ...]:
        staged = f"{_STAGED}/{secrets.token_hex(8)}"
        marks = self.path / "qagida.marks"
        stream = b"".join(_stream(transaction, staged))
        git(
            self.path,
            ["fast-import", "--quiet", "--done", "--date-format=raw", f"--export-marks={marks}"],
            stream,
            keep=[descriptor],
        )
        written = _commits(marks.read_text("ascii"))
        marks.unlink()
        new = written[-1]
        moves = f"start\nupdate {BRANCH} {new} {transaction.head or _NONE}\ndelete {staged} {new}\nprepare\ncommit\n"
        git(self.path, ["update-ref", "--no-deref", "--stdin"], moves.encode(), keep=[descriptor])
        return written

    def _tidy(self) -> None:
        """Remove what a killed writer left; only under the lock, so that it is nobody's."""
        stale = [self.path / name for name in ("packed-refs.lock", "HEAD.lock", "config.lock", "qagida.marks")]
        stale += [self.path / "packed-refs.new", self.path / "qagida.marks.lock"]
        stale += self.path.glob("fast_import_crash_*")
        stale += (self.path / "objects" / "pack").glob("tmp_*")
        for folder, _, names in os.walk(self.path / "refs"):
            stale += [Path(folder) / name for name in names if name.endswith(".lock")]
        stale += (self.path / _STAGED).glob("*")
        for file in stale:
            file.unlink(missing_ok=True)

    def verify(self) -> tuple[str, ...]:
        """What is wrong with the repository itself, in words; () where nothing is.

        Beyond `git fsck`: nothing replaced or grafted, no other refs, no file outside the alphabet, time that never
        goes back. A whole history that somebody rewrote is not seen here: keep a copy elsewhere.
        """
        return tuple(problems(self))


def aware(moment: datetime) -> datetime:
    """A moment in UTC. Raises LegalError for one without a time zone."""
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise LegalError(
            "a moment without a time zone", place=moment.isoformat(), remedy="Write it with its offset, as +05:00."
        )
    return moment.astimezone(UTC)


def _chain(head: str, fresh: Iterable[tuple[str, datetime]], moments: list[datetime], revisions: list[str]) -> _Log:
    moments, revisions = [*moments], [*revisions]
    for sha, moment in fresh:
        moments.append(max(moment, moments[-1]) if moments else moment)
        revisions.append(sha)
    return head, moments, revisions


def _stream(transaction: Transaction, ref: str) -> Iterator[bytes]:
    """The input of fast-import; lengths stand before all data, so no content is ever read as a command."""
    who = f"{IDENTITY} {int(transaction.moment.timestamp())} +0000".encode()
    yield b"feature done\n"
    for number, (changes, message) in enumerate(transaction.queue, 1):
        text = _message(message, transaction.moment)
        yield b"commit %s\nmark :%d\nauthor %s\ncommitter %s\n" % (ref.encode(), number, who, who)
        yield b"data %d\n%s\n" % (len(text), text)
        if number == 1 and transaction.head:
            yield b"from %s\n" % transaction.head.encode()
        for path, data in sorted(changes.items()):
            if data is None:
                yield b"D %s\n" % path.encode()
            else:
                yield b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data)
    yield b"done\n"


def _message(message: str, moment: datetime) -> bytes:
    kept = "".join(char if char.isprintable() or char == "\n" else " " for char in message).strip()
    return f"{kept[:4000]}\n\n{RECORDED}{moment.isoformat(timespec='microseconds')}\n".encode()


def _commits(marks: str) -> tuple[str, ...]:
    pairs = sorted((int(mark[1:]), sha) for mark, sha in (line.split() for line in marks.splitlines()))
    return tuple(sha for _, sha in pairs)
