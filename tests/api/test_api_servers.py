"""PostgreSQL and Redis as installations use them: private servers in a folder of their own, where a binary is found.

Without the server or its Python driver a test is skipped and says which of them is missing.
"""

import contextlib
import glob
import io
import json
import multiprocessing
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from api import service
from api.clock import ZONE
from api.database import Database
from api.http import create_app
from api.job_store import SILENCE, JobStore, Task
from api.jobs import Jobs, Queue, run
from api.journal_store import Journal, JournalStore
from api.journals import Journals
from api.many import print_many
from api.refusals import Refusal
from api.settings import Settings
from legal import Corpus
from legal.store.search import SearchIndex

NOW = datetime(2023, 1, 15, 12, tzinfo=ZONE)
DAY = date(2022, 6, 1)
SHEET, FORM = "V1500010370/1/9", "V1800017467/2"
ROOT = Path(__file__).parents[2]
TASK = Task("V1/1", DAY, "rus", "jsonl", False, False, "hash")
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("QAGIDA_")}
PATIENCE = 240
"""Seconds in which a server must be there, or a worker done."""


def binary(name, *places):
    """The path of a server, or the test is skipped."""
    found = shutil.which(name) or next(iter(sorted(path for place in places for path in glob.glob(place))), None)
    if found is None:
        pytest.skip(f"no {name} on this machine")
    return found


def ready(process, words):
    """Read what a server says of itself until it takes connections; the rest is read by nobody and thrown away."""
    for line in process.stdout:
        if words in line:
            threading.Thread(target=shutil.copyfileobj, args=(process.stdout, io.StringIO()), daemon=True).start()
            return
    raise AssertionError(f"the server ended with {process.wait()}")


def eventually(done):
    """Ask until it is so."""
    deadline = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < deadline


def unprivileged():
    """PostgreSQL does not run as root: the options under which a child process is somebody else."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    return pytest.skip("PostgreSQL does not run as root, and there is nobody else")


@pytest.fixture(scope="module")
def postgres():
    """A server that listens on a socket in its own folder only; gives an engine for its administrator, and its URL."""
    pytest.importorskip("psycopg", reason="no psycopg: the driver of PostgreSQL is not installed")
    initdb = binary("initdb", "/usr/lib/postgresql/*/bin/initdb")
    server = binary("postgres", "/usr/lib/postgresql/*/bin/postgres")
    other = unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="qagida-pg-"))
    if other:
        os.chown(folder, other["user"], other["group"])
    data = folder / "data"
    subprocess.run(
        [initdb, "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
        check=True, capture_output=True, cwd=folder, **other,
    )  # fmt: skip
    process = subprocess.Popen(
        [server, "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder, **other,
    )  # fmt: skip
    try:
        ready(process, "ready to accept connections")
        url = f"postgresql://tests@/postgres?host={folder}"
        engine = sa.create_engine(url.replace("://", "+psycopg://"), isolation_level="AUTOCOMMIT")

        yield engine, url
        engine.dispose()
    finally:
        process.send_signal(signal.SIGINT)  # ends the connections that are still open, where SIGTERM waits for them
        process.wait(PATIENCE)
        shutil.rmtree(folder)


@pytest.fixture
def database(postgres, request):
    """The URL of a new and empty database."""
    engine, url = postgres
    name = f"t{abs(hash(request.node.name))}"
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    return url.replace("/postgres?", f"/{name}?")


@pytest.fixture(scope="module")
def redis_url():
    pytest.importorskip("redis", reason="no redis: the driver of Redis is not installed")
    server = binary("redis-server")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="qagida-redis-") as folder:
        process = subprocess.Popen(
            [server, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        try:
            ready(process, "Ready to accept connections")
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            process.terminate()
            process.wait(PATIENCE)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    path = tmp_path_factory.mktemp("servers") / "corpus"
    Corpus.init(path, NOW)
    return path


@pytest.fixture(scope="module")
def corpus(home):
    return Corpus.open(home)


def people(corpus, count):
    """So many records for a form, and the file that printing them gives."""
    blank = service.document_on(
        corpus, SHEET, service.Question("", "rus", DAY, verify=Settings().verification)
    ).document
    empty = {field.name: None for field in blank.fields if field.kind != "seal"}
    first = next(field.name for field in blank.fields if field.kind == "person")
    data = "\n".join(json.dumps({**empty, first: f"Иванов {number}"}) for number in range(count)).encode()
    pieces = print_many(blank, "records", data, kind="jsonl", as_zip=False, refused=lambda *_: None)
    return data, b"".join(pieces)


def submit(settings, corpus, data):
    return Jobs(settings).submit(corpus, SHEET, service.Question("", None, DAY), "jsonl", data, as_zip=False)


# --- PostgreSQL


def _at_once(function, *args, count=4):
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(count)
    workers = [context.Process(target=function, args=(*args, number, ready)) for number in range(count)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(PATIENCE * 2)
    assert [worker.exitcode for worker in workers] == [0] * count


def _first(url, _, ready):
    ready.wait()
    JobStore(url).all()
    JournalStore(url).journals()


def test_tables_are_made_once_by_processes_that_come_at_once(database):
    _at_once(_first, database)
    assert JobStore(database).all() == []


def test_a_url_without_a_driver_means_the_one_that_is_installed(database):
    store = JobStore(database)
    assert store.all() == JobStore(database.replace("://", "+psycopg://")).all() == []


def test_a_job_is_in_one_pair_of_hands_and_its_result_whole(database):
    store = JobStore(database)
    id = store.submit(TASK, b"in" * 300_000, NOW, keep=timedelta(days=1), limit=3)
    first = store.claim(id, "other:1:2", NOW)
    assert store.input(first) == b"in" * 300_000
    assert store.claim(id, "third:1:2", NOW) is None
    assert store.write(first, 0, b"half")
    later = NOW + SILENCE + timedelta(seconds=1)
    second = store.claim(id, "third:1:2", later)
    assert not store.write(first, 1, b"lost")
    assert not store.finish(first, (), left_out=0, done=1, size=8, now=later)
    assert store.write(second, 0, b"whole")
    assert store.finish(second, (), left_out=0, done=1, size=5, now=later)
    assert b"".join(store.output(store.get(id))) == b"whole"
    assert store.expire(NOW + timedelta(days=2)) == 1
    assert store.all() == []


def _submit(url, number, ready):
    store = JobStore(url)
    ready.wait()
    for _ in range(5):
        with contextlib.suppress(Refusal):
            store.submit(TASK, b"x", NOW, keep=timedelta(days=1), limit=7)


def test_no_more_jobs_than_the_limit_however_many_ask_at_once(database):
    _at_once(_submit, database)
    assert len(JobStore(database).all()) == 7


def test_a_job_is_printed_through_a_queue_in_the_database(database, home, corpus):
    settings = Settings(home=home, jobs=database, queue=database)
    data, expected = people(corpus, 30)
    job = submit(settings, corpus, data)
    Queue(settings).drain()
    store = JobStore(database)
    assert store.get(job.id).state == "done"
    assert b"".join(store.output(store.get(job.id))) == expected


def test_a_worker_that_was_killed_is_followed_by_another(database, home, corpus):
    settings = Settings(home=home, jobs=database, queue=database)
    data, expected = people(corpus, 300)
    store = JobStore(database)
    job = submit(settings, corpus, data)
    environ = {**CLEAN, "QAGIDA_HOME": str(home), "QAGIDA_JOBS": database, "QAGIDA_QUEUE": database}
    command = [sys.executable, "-m", "api.cli", "worker", "--drain"]
    with subprocess.Popen(command, cwd=ROOT, env=environ, stderr=subprocess.DEVNULL) as worker:
        eventually(lambda: store.get(job.id).state != "queued")
        worker.kill()
    subprocess.run(command, cwd=ROOT, env=environ, check=True, capture_output=True, timeout=PATIENCE * 2)
    found = store.get(job.id)
    assert found.state == "done"
    assert b"".join(store.output(found)) == expected


def arrival(name):
    return {"kind": "arrival", "on": "2022-02-01", "person": {"name": name, "born": "1950-01-01"},
            "order": {"number": "1", "date": "2022-02-01"}}  # fmt: skip


def _append(url, home, number, ready):
    journals = Journals(Corpus.open(home), JournalStore(url))
    ready.wait()
    for turn in range(10):
        journals.add("home-1", [arrival(f"Иванов {number}-{turn}")], NOW)


def test_a_journal_is_added_to_by_many_and_changed_by_nobody(database, home, corpus):
    journals = Journals(corpus, JournalStore(database))
    journals.open(Journal("home-1", FORM, "11.1", "rus", {"rus": "КГУ «Дом»"}, date(2022, 1, 10)), NOW)
    _at_once(_append, database, home)
    printed = b"".join(journals.print("home-1", date(2022, 1, 1), date(2022, 12, 31), "json").pieces)
    entries = json.loads(printed)["entries"]
    assert [one["number"] for one in entries] == list(range(1, 41))
    assert len({one["event"]["person"]["name"] for one in entries}) == 40
    assert journals.verify("home-1") is None
    engine = sa.create_engine(database.replace("://", "+psycopg://"))
    for statement in (
        "UPDATE events SET event = '{}'", "DELETE FROM events WHERE number = 40", "TRUNCATE events CASCADE",
        "DELETE FROM journals",
        "INSERT INTO events SELECT journal, 99, NULL, day, kind, NULL, NULL, annuls, recorded, '', '', '' FROM events",
    ):  # fmt: skip
        with pytest.raises(DBAPIError, match=r"only added to|not the next number"), engine.begin() as connection:
            connection.execute(sa.text(statement))
    assert journals.verify("home-1") is None


def test_the_queue_of_a_journal(database, corpus):
    journals = Journals(corpus, JournalStore(database))
    journals.open(Journal("home-1", FORM, "11.1", "rus", {"rus": "КГУ «Дом»"}, date(2022, 1, 10)), NOW)
    for number in (1, 2):
        event = {"kind": "application", "on": "2022-02-10", "at": f"09:0{number}",
                 "person": {"name": f"Иванов {number}", "born": "1950-01-01"}}  # fmt: skip
        journals.add("home-1", [event], NOW)
    assert len(journals.store.queue("home-1")) == 2


def test_words_are_found_as_in_sqlite(database, corpus, tmp_path):
    here, there = SearchIndex(corpus, f"sqlite:///{tmp_path / 'index.sqlite'}"), SearchIndex(corpus, database)
    for words in ("портал", "индивидуального помощника"):
        expected = {hit.line.text for hit in here.search(words, DAY, limit=1000).hits}
        assert expected
        assert {hit.line.text for hit in there.search(words, DAY, limit=1000).hits} == expected


def test_a_server_that_is_away_is_a_clear_refusal(tmp_path):
    pytest.importorskip("psycopg", reason="no psycopg: the driver of PostgreSQL is not installed")
    with pytest.raises(Refusal) as caught:
        JobStore(f"postgresql://nobody@/none?host={tmp_path}").all()
    assert (caught.value.key, caught.value.place) == ("database", "QAGIDA_JOBS")


def test_a_driver_that_is_not_installed_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(Refusal) as caught:
        Database("postgresql://x@y/z", "QAGIDA_JOBS", sa.MetaData(), lambda _: ())
    assert caught.value.key == "no_driver"
    assert "psycopg" in str(caught.value.remedy)


# --- Redis


@pytest.mark.parametrize(("url", "driver"), [("redis://here/0", "redis"), ("postgresql://here/x", "psycopg")])
def test_a_queue_whose_driver_is_not_installed_names_it(url, driver, monkeypatch):
    for name in ("Redis", "psycopg"):
        monkeypatch.setattr(f"huey.storage.{name}", None)
    with pytest.raises(Refusal) as caught:
        Queue(Settings(queue=url))
    assert (caught.value.key, caught.value.values["driver"]) == ("no_driver", driver)


def test_a_job_is_printed_through_a_queue_in_redis(redis_url, home, corpus, tmp_path):
    settings = Settings(home=home, jobs=f"sqlite:///{tmp_path / 'jobs.sqlite'}", queue=redis_url)
    data, expected = people(corpus, 30)
    job = submit(settings, corpus, data)
    assert Queue(settings).huey.pending_count() == 1
    Queue(settings).drain()
    store = JobStore(settings.jobs)
    assert b"".join(store.output(store.get(job.id))) == expected


def test_a_worker_waits_for_jobs_in_redis(redis_url, home, corpus, tmp_path):
    settings = Settings(home=home, jobs=f"sqlite:///{tmp_path / 'jobs.sqlite'}", queue=redis_url)
    data, expected = people(corpus, 5)
    environ = {**CLEAN, "QAGIDA_HOME": str(home), "QAGIDA_JOBS": settings.jobs, "QAGIDA_QUEUE": redis_url}
    command = [sys.executable, "-m", "api.cli", "worker"]
    with subprocess.Popen(command, cwd=ROOT, env=environ, stderr=subprocess.DEVNULL) as worker:
        try:
            store = JobStore(settings.jobs)
            jobs = [submit(settings, corpus, data).id for _ in range(3)]
            eventually(lambda: all(store.get(id).state == "done" for id in jobs))
            assert {b"".join(store.output(store.get(id))) for id in jobs} == {expected}
        finally:
            worker.terminate()
            worker.wait(PATIENCE)


def test_a_message_of_the_queue_names_a_job_that_is_gone(redis_url, home, tmp_path):
    settings = Settings(home=home, jobs=f"sqlite:///{tmp_path / 'jobs.sqlite'}", queue=redis_url)
    Queue(settings).wake("00000000-0000-0000-0000-000000000000")
    Queue(settings).drain()
    assert run(settings, "00000000-0000-0000-0000-000000000000") is None


def test_a_store_of_counts_that_is_away_stops_nobody_and_each_process_counts_for_itself(home, corpus):
    pytest.importorskip("redis", reason="no redis: the driver of Redis is not installed")
    with socket.socket() as taken:  # bound and not listening: whoever connects is refused
        taken.bind(("127.0.0.1", 0))
        url = f"redis://127.0.0.1:{taken.getsockname()[1]}/0"
        client = create_app(Settings(home=home, rate_limit="2 per hour", rate_storage=url), corpus=corpus).test_client()
        assert [client.get("/api/v1/acts").status_code for _ in range(3)] == [200, 200, 429]


def test_the_brake_counts_for_all_processes_together(redis_url, home, corpus):
    made = [
        create_app(Settings(home=home, rate_limit="3 per hour", rate_storage=redis_url), corpus=corpus).test_client()
        for _ in range(2)
    ]
    found = [made[turn % 2].get("/api/v1/acts").status_code for turn in range(5)]
    assert found == [200, 200, 200, 429, 429]
