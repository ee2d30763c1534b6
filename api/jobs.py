"""Jobs: printing for many that goes on without whoever asked for it.

    file -> job in the database -> its number in the queue -> a worker -> the result in the database

The queue (huey) only wakes workers: it holds numbers of jobs as JSON, nothing personal and nothing that a reader of it
would run. A number that is lost with a killed worker, or doubled, does no harm: the database says which jobs wait, and
gives each to one worker. The same job done again gives the same bytes.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path, PurePosixPath
from typing import Any

import sqlalchemy as sa
import structlog
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.exceptions import ConfigurationError
from huey.registry import Message
from huey.serializer import Serializer

from api import clock, service
from api.applicants import RecordsKind, applicants, count
from api.database import own_file
from api.file_formats import file_name
from api.job_store import CHUNK, Job, JobStore, Task, this_worker
from api.messages import say
from api.refusals import Refusal, explain
from api.settings import Settings
from forms.definition import definition
from forms.model import FillErrors
from legal import Corpus
from legal.errors import LegalError, SourceError, StoreError
from legal.records import Language
from renderer.errors import RenderError

FAULTS = 1000
"""Records left out that are told one by one; the others are counted."""
_BEAT = 0.5
"""Seconds between two signs of life at least."""
_TASKS = 100
"""Jobs after which a worker is replaced, which bounds what native libraries keep."""
_NAME = "qagida"
_log = structlog.get_logger("qagida.jobs")


class Jobs:
    """The jobs of an installation."""

    def __init__(self, settings: Settings) -> None:
        """Nothing is opened before the first use. Raises Refusal("setting")."""
        self._settings = settings
        self.store = JobStore(settings.jobs_url)

    def submit(
        self,
        corpus: Corpus,
        document: str,
        question: service.Question,
        records: RecordsKind,
        data: bytes,
        *,
        as_zip: bool,
    ) -> Job:
        """A new job. Raises Refusal where the form does not apply, the file is too large, or too many jobs wait."""
        limit = self._settings.job_request
        if len(data) > limit:
            raise Refusal("job_large", limit=limit // 1024)
        blank = service.form_on(corpus, document, question).document
        name = f"records.{records}"
        if next(applicants(blank, records, name, data), None) is None:  # a file that cannot be read is refused here
            raise Refusal("no_records", place=name, like=SourceError)
        task = Task(
            document,
            question.on,
            blank.language,
            records,
            as_zip,
            question.even_if_repealed,
            definition(blank).version.hash,
        )
        keep = timedelta(seconds=self._settings.job_expires)
        id = self.store.submit(task, data, clock.now(), keep=keep, limit=self._settings.job_limit)
        Queue(self._settings).wake(id)
        return self.store.get(id)


class Queue:
    """The queue that wakes workers."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.huey = _huey(settings.queue_url)
        self._task = self.huey.task(name="print")(self._run)
        self.huey.periodic_task(crontab(minute="*"), name="sweep")(self.sweep)

    def wake(self, id: str) -> None:
        """Tell the workers of a job. Where the queue cannot be reached they find it by themselves at the next sweep."""
        try:
            self._task(id)
        except Exception as error:  # whatever the store of the queue raises: the job itself is kept
            _log.warning("queue", error=type(error).__name__)

    def sweep(self) -> None:
        """Delete what has expired; wake workers for jobs that wait and that the queue knows nothing of."""
        store, now = JobStore(self._settings.jobs_url), clock.now()
        store.expire(now)
        if self.huey.pending_count() == 0:
            for id in store.waiting(now):
                self._task(id)

    def drain(self) -> None:
        """Do every job that waits, in this process, and come back."""
        self.sweep()
        while (task := self.huey.dequeue()) is not None:
            self.huey.execute(task)

    def consume(self, workers: int) -> None:
        """Work until stopped, with so many processes; one that is killed is replaced."""
        self.sweep()
        self.huey.storage.close()  # a connection of SQLite must not be carried over a fork
        consumer = self.huey.create_consumer(
            workers=workers,
            worker_type="process",
            max_delay=1.0,
            check_worker_health=True,
            health_check_interval=5,
            max_tasks=_TASKS,
        )
        consumer.run()

    def _run(self, id: str) -> None:
        run(self._settings, id)


class _Plain(Serializer):  # type: ignore[misc]
    """Messages of the queue as JSON: huey's own are pickles, which run what they hold when they are read."""

    def _serialize(self, data: Any) -> bytes:
        if not isinstance(data, Message):
            return json.dumps(data).encode()
        return json.dumps([data.id, data.name, list(data.args or ())]).encode()

    def _deserialize(self, data: bytes) -> Any:
        found = json.loads(bytes(data))
        if not isinstance(found, list):
            return found
        id, name, args = found
        return Message(id=id, name=name, retries=0, retry_delay=0, args=tuple(args), kwargs={})


def _huey(url: str) -> Huey:
    options: dict[str, Any] = {"name": _NAME, "results": False, "serializer": _Plain()}
    scheme = url.partition(":")[0].partition("+")[0]
    try:
        match scheme:
            case "sqlite":
                path = sa.make_url(url).database
                if not path:
                    raise ValueError("no file")
                own_file(Path(path), "QAGIDA_QUEUE")
                return SqliteHuey(filename=path, fsync=True, timeout=60, **options)
            case "redis" | "rediss":
                return RedisHuey(url=url, **options)
            case "postgresql" | "postgres":
                return PostgresHuey(dsn=url.replace("+psycopg", ""), **options)
            case _:
                raise ValueError(scheme)
    except Refusal:
        raise
    except ConfigurationError as error:  # huey says so where a library is missing
        raise Refusal(
            "no_driver", place="QAGIDA_QUEUE", driver="redis" if "redis" in scheme else "psycopg", like=StoreError
        ) from error
    except Exception as error:  # each store raises what its library raises
        raise Refusal("setting", place="QAGIDA_QUEUE", like=StoreError) from error


# --- in a worker -----------------------------------------------------------------------------------------------------


class _Stopped(Exception):
    """The job is gone, or in the hands of another worker."""


def run(settings: Settings, id: str) -> None:
    """Do one job. What goes wrong with it is told in the job; no value of the data is in any log."""
    store = JobStore(settings.jobs_url)
    job = store.claim(id, this_worker(), clock.now())
    if job is None:
        return
    _log.info("job", id=id, attempt=job.attempt)
    try:
        _print(store, job, Corpus.open(settings.home), settings.verification)
    except _Stopped:
        _log.info("job-stopped", id=id)
    except (LegalError, RenderError) as error:
        store.fail(job, _told(error), clock.now())
    except Exception as error:  # a bug: the job ends, the worker goes on
        _log.error("job-failed", id=id, error=type(error).__name__)
        store.fail(job, {"key": "job_broken"}, clock.now())


def _print(store: JobStore, job: Job, corpus: Corpus, verify: str) -> None:
    # The PDF engine loads here: those who only ask for jobs do without it.
    from api.many import print_many

    task = job.task
    question = service.Question("", task.language, task.on, even_if_repealed=task.even_if_repealed, verify=verify)
    blank = service.document_on(corpus, task.document, question).document
    if definition(blank).version.hash != task.form:
        raise Refusal("job_reworded", place=task.document)
    data = store.input(job)
    kind: RecordsKind = task.records  # type: ignore[assignment]  # checked when the job was given
    name = f"records.{kind}"
    meter = _Meter(store, job, count(blank, kind, name, data))
    faults: list[dict[str, Any]] = []
    left_out = 0

    def refused(number: int, fault: Exception) -> None:
        nonlocal left_out
        left_out += 1
        if len(faults) < FAULTS:
            faults.append({"record": number, **fault_words(fault)})

    pieces = print_many(
        blank, name, data, kind=kind, as_zip=task.as_zip, refused=refused, progress=meter.at
    )  # fmt: skip
    size = _keep(store, job, pieces)
    if not store.finish(job, faults, left_out=left_out, done=meter.total, size=size, now=clock.now()):
        raise _Stopped


def _keep(store: JobStore, job: Job, pieces: Any) -> int:
    """Write the result, a chunk at a time; how many bytes it has."""
    size = place = 0
    buffer = bytearray()
    for piece in pieces:
        buffer += piece
        while len(buffer) >= CHUNK:
            _write(store, job, place, bytes(buffer[:CHUNK]))
            del buffer[:CHUNK]
            place, size = place + 1, size + CHUNK
    if buffer:
        _write(store, job, place, bytes(buffer))
    return size + len(buffer)


def _write(store: JobStore, job: Job, place: int, data: bytes) -> None:
    if not store.write(job, place, data):
        raise _Stopped


class _Meter:
    """Tells the database how far a job is, now and then. Raises _Stopped where the job is gone."""

    def __init__(self, store: JobStore, job: Job, total: int, time: Callable[[], float] = time.monotonic) -> None:
        self.total = total
        self._store, self._job, self._time = store, job, time
        self._next = 0.0

    def at(self, number: int) -> None:
        """A record was read."""
        now = self._time()
        if now < self._next:
            return
        self._next = now + _BEAT
        if not self._store.beat(self._job, number - 1, self.total, clock.now()):
            raise _Stopped


def fault_words(fault: Exception) -> dict[str, str]:
    """Why a record is left out, in both languages; never a value of it."""
    if isinstance(fault, FillErrors):
        return {"rus": " ".join(fault.messages("rus")), "kaz": " ".join(fault.messages("kaz"))}
    if isinstance(fault, RenderError):
        return {"rus": explain(fault, "ru").detail, "kaz": explain(fault, "kk").detail}
    return {"rus": say("word.record_unprintable", "ru"), "kaz": say("word.record_unprintable", "kk")}


def _told(error: LegalError | RenderError) -> dict[str, str]:
    ru, kk = explain(error, "ru"), explain(error, "kk")
    return {
        "rus": " ".join(filter(None, (ru.detail, ru.remedy))),
        "kaz": " ".join(filter(None, (kk.detail, kk.remedy))),
    }


# --- out -------------------------------------------------------------------------------------------------------------


def job_data(job: Job) -> dict[str, Any]:
    """A job as JSON-compatible data."""
    task = job.task
    return {
        "id": job.id,
        "state": job.state,
        "document": task.document,
        "on": task.on.isoformat(),
        "language": task.language,
        "format": "zip" if task.as_zip else "pdf",
        "created": job.created,
        "expires": job.expires,
        "finished": job.finished,
        "done": job.done,
        "total": job.total,
        "left_out": job.left_out,
        "faults": [dict(fault) for fault in job.faults],
        "error": error_words(job),
        "size": job.size,
    }


def error_words(job: Job) -> Mapping[str, str] | None:
    """Why nothing came of a job, in both languages."""
    if job.error is None or "key" not in job.error:
        return job.error
    key = job.error["key"]
    return {"rus": say(f"word.{key}", "ru"), "kaz": say(f"word.{key}", "kk")}


def result_name(job: Job) -> str:
    """What a result is saved under: the form and the day, nobody's name."""
    language: Language = job.task.language
    name = file_name(job.task.document, job.task.on, language, "pdf")
    return str(PurePosixPath(name).with_suffix(".zip")) if job.task.as_zip else name


def media_type(job: Job) -> str:
    """The media type of a result."""
    return "application/zip" if job.task.as_zip else "application/pdf"
