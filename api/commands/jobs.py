"""Jobs and their workers: jobs, worker."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from api import logs
from api.commands.common import State, deliver, json_option, lines, output_option, tell, with_state, write
from api.job_store import Job, JobStore
from api.jobs import Queue, error_words, job_data
from api.refusals import Refusal


@click.command()
@click.argument("id", required=False)
@click.option("--delete", is_flag=True, help="option.delete")
@json_option
@output_option
@with_state
def jobs(state: State, id: str | None, delete: bool, as_json: bool, output: Path | None) -> int:
    """`qagida jobs`: the list of jobs, one of them, its result."""
    store = JobStore(state.settings.jobs_url)
    if id is None:
        if delete or output is not None:
            raise Refusal("job_unknown")
        return _list(state, store.all(), as_json)
    job = store.get(id)
    if delete:
        store.delete(id)
        tell(state.say("cli.job_deleted"))
        return 0
    if output is None:
        return _list(state, [job], as_json)
    deliver(_handed(store, job, keep=state.settings.job_keep), output, binary=True)
    return _faults(state, job)


@click.command()
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="option.workers")
@click.option("--drain", is_flag=True, help="option.drain")
@with_state
def worker(state: State, workers: int, drain: bool) -> int:
    """`qagida worker`."""
    _ = state.corpus  # a missing corpus is said here, before any process starts
    logs.configure(state.settings.log_level)
    queue = Queue(state.settings)
    if drain:
        queue.drain()
        return 0
    tell(state.say("cli.worker"))
    queue.consume(workers)
    return 0


def _handed(store: JobStore, job: Job, *, keep: bool) -> Iterator[bytes]:
    """The result, deleted once it was read to its end, unless the installation keeps results."""
    yield from store.output(job)
    if not keep:
        store.fetched(job)


def _list(state: State, found: list[Job], as_json: bool) -> int:
    if as_json:
        write(json.dumps([job_data(job) for job in found], ensure_ascii=False, indent=2) + "\n")
    elif not found:
        tell(state.say("cli.no_jobs"))
    else:
        write(lines(_row(state, job) for job in found))
    return _faults(state, found[0]) if len(found) == 1 and not as_json else 0


def _row(state: State, job: Job) -> tuple[str, ...]:
    total = job.total if job.total is not None else "?"
    far = state.say("cli.job_line", done=job.done, total=total, left_out=job.left_out)
    return (job.id, state.say(f"word.job_{job.state}"), job.task.document, job.task.on.isoformat(), far)


def _faults(state: State, job: Job) -> int:
    """Tells which records were left out; the exit status of the job."""
    language = "kaz" if state.ui == "kk" else "rus"
    for fault in job.faults:
        tell(state.say("cli.record", number=fault["record"], fault=fault[language]))
    if error := error_words(job):
        tell(f"{state.say('severity.error')}: {error[language]}")
    return int(bool(job.left_out) or job.state == "failed")
