"""Jobs in a database: what was asked, how far it is, what went in and what came out.

    jobs    one row a job; `attempt` counts the workers that took it
    chunks  the file that went in and the file that came out, in pieces

A job is taken by one worker at a time. A worker that was killed is found out: by its process where it ran on this
machine, by its silence where it ran on another; the job is then taken again from its beginning, and what the first one
wrote is dropped. The result appears whole, in one transaction with the end of the job. What went in is deleted when the
job ends, everything when the job is deleted or expires.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa

from api.database import Database
from api.identifiers import new_id
from api.refusals import Refusal
from legal.errors import ConflictError, NotOnFile
from legal.records import Language

State = Literal["queued", "running", "done", "failed", "fetched"]
ATTEMPTS = 3
"""Workers that may be lost over one job before it is given up."""
SILENCE = timedelta(minutes=10)
"""After so long without a sign a worker on another machine counts as lost."""
CHUNK = 256 * 1024
LOST = {"key": "job_lost"}
"""The error of a job over which too many workers were lost."""
_METADATA = sa.MetaData()
_JOBS = sa.Table(
    "jobs",
    _METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("state", sa.Text, nullable=False, index=True),
    sa.Column("task", sa.Text, nullable=False),
    sa.Column("created", sa.Text, nullable=False),
    sa.Column("expires", sa.Text, nullable=False, index=True),
    sa.Column("attempt", sa.Integer, nullable=False),
    sa.Column("owner", sa.Text),
    sa.Column("beat", sa.Text),
    sa.Column("finished", sa.Text),
    sa.Column("done", sa.Integer, nullable=False),
    sa.Column("total", sa.Integer),
    sa.Column("left_out", sa.Integer, nullable=False),
    sa.Column("faults", sa.Text, nullable=False),
    sa.Column("error", sa.Text),
    sa.Column("size", sa.Integer),
)
_CHUNKS = sa.Table(
    "chunks",
    _METADATA,
    sa.Column("job", sa.ForeignKey(_JOBS.c.id, ondelete="CASCADE"), primary_key=True),
    sa.Column("attempt", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("data", sa.LargeBinary, nullable=False),
)
_INPUT = 0
"""The attempt under which the file that went in is kept."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a job is to do: print a form for the records of a file. Holds no personal data.

    `form` is the hash of the form as it was when the job was given: another wording since then is not printed.
    """

    document: str
    on: date
    language: Language
    records: str
    as_zip: bool
    even_if_repealed: bool
    form: str

    def text(self) -> str:
        """As it is kept."""
        return json.dumps(
            {
                "document": self.document,
                "on": self.on.isoformat(),
                "language": self.language,
                "records": self.records,
                "as_zip": self.as_zip,
                "even_if_repealed": self.even_if_repealed,
                "form": self.form,
            }
        )

    @classmethod
    def read(cls, text: str) -> Task:
        """What `text` wrote."""
        data = json.loads(text)
        return cls(**(data | {"on": date.fromisoformat(data["on"])}))


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands.

    `faults` are the first of the records left out, by number, with why in both languages; `error`, why nothing came of
    it.
    """

    id: str
    state: State
    task: Task
    created: str
    expires: str
    attempt: int
    finished: str | None
    done: int
    total: int | None
    left_out: int
    faults: tuple[Mapping[str, Any], ...]
    error: Mapping[str, str] | None
    size: int | None

    @property
    def ended(self) -> bool:
        """Nothing more will come of it."""
        return self.state not in ("queued", "running")


class JobStore:
    """The jobs of one database. Safe among processes and machines."""

    def __init__(self, url: str) -> None:
        """Nothing is opened before the first use. Raises Refusal("setting")."""
        self._database = Database(url, "QAGIDA_JOBS", _METADATA, lambda _: ())

    def submit(self, task: Task, data: bytes, now: datetime, *, keep: timedelta, limit: int) -> str:
        """The number of a new job, which nobody can guess. Raises Refusal("jobs_full") where too many wait."""
        id = new_id()
        with self._database.writing() as connection:
            self._database.alone(connection, _JOBS)  # the limit holds for all who ask at once
            open_ = sa.select(sa.func.count()).where(_JOBS.c.state.in_(("queued", "running")))
            if connection.execute(open_).scalar_one() >= limit:
                raise Refusal("jobs_full", limit=limit)
            row = {
                "id": id,
                "state": "queued",
                "task": task.text(),
                "created": _said(now),
                "expires": _said(now + keep),
                "attempt": 0,
                "done": 0,
                "left_out": 0,
                "faults": "[]",
            }
            connection.execute(sa.insert(_JOBS).values(row))
            for place in range(0, len(data), CHUNK):
                piece = {"job": id, "attempt": _INPUT, "place": place // CHUNK, "data": data[place : place + CHUNK]}
                connection.execute(sa.insert(_CHUNKS).values(piece))
        return id

    def get(self, id: str) -> Job:
        """A job by its number. Raises Refusal like NotOnFile."""
        with self._database.reading() as connection:
            row = connection.execute(sa.select(_JOBS).where(_JOBS.c.id == id)).first()
        if row is None:
            raise Refusal("job_unknown", like=NotOnFile)
        return _job(row)

    def all(self) -> list[Job]:
        """Every job, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(_JOBS).order_by(_JOBS.c.created)).all()
        return [_job(row) for row in rows]

    def delete(self, id: str) -> None:
        """Take a job away with everything in it; a worker that is at it stops. Raises Refusal like NotOnFile."""
        with self._database.writing() as connection:
            if not self._delete(connection, _JOBS.c.id == id):
                raise Refusal("job_unknown", like=NotOnFile)
        self._database.settle()

    # For workers

    def claim(self, id: str, owner: str, now: datetime) -> Job | None:
        """Take a job; None for one that is gone, ended, or in the hands of a worker that lives."""
        with self._database.writing() as connection:
            row = self._locked(connection, id)
            if row is None or not _free(row, now):
                return None
            connection.execute(sa.delete(_CHUNKS).where(_CHUNKS.c.job == id, _CHUNKS.c.attempt != _INPUT))
            changed = {"attempt": row.attempt + 1, "owner": owner, "beat": _said(now), "done": 0, "total": None}
            if row.attempt >= ATTEMPTS:
                self._end(connection, id, row.attempt, now, "failed", error=json.dumps(LOST))
                return None
            connection.execute(sa.update(_JOBS).where(_JOBS.c.id == id).values(**changed, state="running"))
            return _job(self._locked(connection, id))

    def beat(self, job: Job, done: int, total: int | None, now: datetime) -> bool:
        """A sign of life; False where the job is gone or in other hands, and the worker has to stop."""
        with self._database.writing() as connection:
            mine = sa.update(_JOBS).where(*_mine(job)).values(beat=_said(now), done=done, total=total)
            return connection.execute(mine).rowcount == 1

    def write(self, job: Job, place: int, data: bytes) -> bool:
        """A piece of the result; False as in `beat`."""
        with self._database.writing() as connection:
            # Locked: the job is not given to another worker before the piece is there, to be dropped with the others.
            if connection.execute(sa.select(_JOBS.c.id).where(*_mine(job)).with_for_update()).first() is None:
                return False
            piece = {"job": job.id, "attempt": job.attempt, "place": place, "data": data}
            connection.execute(sa.insert(_CHUNKS).values(piece))
            return True

    def finish(
        self, job: Job, faults: Sequence[Mapping[str, Any]], *, left_out: int, done: int, size: int, now: datetime
    ) -> bool:
        """The end of a job: its result is there from now on. False as in `beat`."""
        counts = {"left_out": left_out, "done": done, "total": done, "size": size}
        told = json.dumps(list(faults), ensure_ascii=False)
        with self._database.writing() as connection:
            ended = self._end(connection, job.id, job.attempt, now, "done", faults=told, **counts)
        self._database.settle()
        return ended

    def fail(self, job: Job, error: Mapping[str, str], now: datetime) -> bool:
        """The end of a job that nothing came of. False as in `beat`."""
        with self._database.writing() as connection:
            connection.execute(sa.delete(_CHUNKS).where(_CHUNKS.c.job == job.id, _CHUNKS.c.attempt != _INPUT))
            ended = self._end(connection, job.id, job.attempt, now, "failed", error=json.dumps(dict(error)))
        self._database.settle()
        return ended

    def input(self, job: Job) -> bytes:
        """The file that went in."""
        return b"".join(self._chunks(job.id, _INPUT))

    def output(self, job: Job) -> Iterator[bytes]:
        """The file that came out, in pieces. Raises Refusal for a job without one, and at the end of the pieces for one
        whose file was deleted meanwhile: what was read of it is not all."""
        if job.state != "done":
            raise Refusal("job_no_result", like=ConflictError)
        return self._whole(job)

    def _whole(self, job: Job) -> Iterator[bytes]:
        size = 0
        for piece in self._chunks(job.id, job.attempt):
            size += len(piece)
            yield piece
        if size != job.size:
            raise Refusal("job_no_result", like=ConflictError)

    def fetched(self, job: Job) -> None:
        """Delete the result of a job that was handed over."""
        with self._database.writing() as connection:
            connection.execute(sa.update(_JOBS).where(_JOBS.c.id == job.id).values(state="fetched"))
            connection.execute(sa.delete(_CHUNKS).where(_CHUNKS.c.job == job.id))
        self._database.settle()

    def waiting(self, now: datetime) -> list[str]:
        """Jobs that a worker may take: new ones, and those whose worker was lost; oldest first."""
        with self._database.reading() as connection:
            open_ = sa.select(_JOBS).where(_JOBS.c.state.in_(("queued", "running"))).order_by(_JOBS.c.created)
            return [row.id for row in connection.execute(open_) if _free(row, now)]

    def expire(self, now: datetime) -> int:
        """Delete every job whose time is over; how many they were."""
        with self._database.writing() as connection:
            gone = self._delete(connection, _JOBS.c.expires <= _said(now))
        if gone:
            self._database.settle()
        return gone

    # Within

    def _locked(self, connection: sa.Connection, id: str) -> Any:
        return connection.execute(sa.select(_JOBS).where(_JOBS.c.id == id).with_for_update()).first()

    def _end(
        self, connection: sa.Connection, id: str, attempt: int, now: datetime, state: State, **values: Any
    ) -> bool:
        mine = (_JOBS.c.id == id, _JOBS.c.attempt == attempt, _JOBS.c.state.in_(("queued", "running")))
        ended = sa.update(_JOBS).where(*mine).values(state=state, finished=_said(now), owner=None, **values)
        if connection.execute(ended).rowcount != 1:
            return False
        connection.execute(sa.delete(_CHUNKS).where(_CHUNKS.c.job == id, _CHUNKS.c.attempt == _INPUT))
        return True

    def _delete(self, connection: sa.Connection, chosen: sa.ColumnElement[bool]) -> int:
        ids = sa.select(_JOBS.c.id).where(chosen)
        connection.execute(sa.delete(_CHUNKS).where(_CHUNKS.c.job.in_(ids)))
        return connection.execute(sa.delete(_JOBS).where(chosen)).rowcount

    def _chunks(self, id: str, attempt: int) -> Iterator[bytes]:
        """One piece after another, each read when it is asked for."""
        place = 0
        while True:
            with self._database.reading() as connection:
                data = connection.execute(
                    sa.select(_CHUNKS.c.data).where(
                        _CHUNKS.c.job == id, _CHUNKS.c.attempt == attempt, _CHUNKS.c.place == place
                    )
                ).scalar()
            if data is None:
                return
            yield bytes(data)
            place += 1


def this_worker() -> str:
    """This process: the machine, its number, and when it began, since numbers are given again."""
    return f"{socket.gethostname()}:{os.getpid()}:{_began(os.getpid())}"


def _lives(owner: str) -> bool | None:
    """Whether a worker lives; None for one on another machine."""
    host, pid, began = owner.rsplit(":", 2)
    if host != socket.gethostname():
        return None
    found = _began(int(pid))
    return found != "" and found == began


def _began(pid: int) -> str:
    """The tick at which a process began (proc(5), stat, field 22); "" for one that is not there or is a corpse."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""  # without proc(5) a worker counts as lost, and stops when it finds its job in other hands
    return "" if fields[0] in ("Z", "X") else fields[19]


def _free(row: Any, now: datetime) -> bool:
    if row.state == "queued":
        return True
    if row.state != "running":
        return False
    lives = _lives(row.owner)
    return _said(now - SILENCE) > row.beat if lives is None else not lives


def _mine(job: Job) -> tuple[sa.ColumnElement[bool], ...]:
    return (_JOBS.c.id == job.id, _JOBS.c.attempt == job.attempt, _JOBS.c.state == "running")


def _job(row: Any) -> Job:
    return Job(
        row.id, row.state, Task.read(row.task), row.created, row.expires, row.attempt, row.finished, row.done,
        row.total, row.left_out, tuple(json.loads(row.faults)), json.loads(row.error) if row.error else None, row.size,
    )  # fmt: skip


def _said(moment: datetime) -> str:
    """A moment as text that sorts: all of them are in one zone."""
    return moment.isoformat(timespec="microseconds")
