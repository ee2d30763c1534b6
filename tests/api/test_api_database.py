"""A database by its URL: made once however many come first, and never opened beside SQLite's back."""

import multiprocessing
import os

import pytest

from api.database import own_file
from api.job_store import JobStore
from api.refusals import Refusal


def _first(url, ready):
    ready.wait()
    JobStore(url).all()


def test_processes_that_come_first_all_at_once_make_the_tables_once(tmp_path):
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(4)
    url = f"sqlite:///{tmp_path / 'new.sqlite'}"
    workers = [context.Process(target=_first, args=(url, ready)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0] * 4
    assert JobStore(url).all() == []


def test_a_file_that_is_there_is_not_opened_for_that_would_take_its_locks_away(tmp_path, monkeypatch):
    path = tmp_path / "held.sqlite"
    own_file(path, "PLACE")
    assert path.stat().st_mode & 0o777 == 0o600
    closed = []
    monkeypatch.setattr(os, "close", closed.append)
    own_file(path, "PLACE")
    assert closed == []


def test_a_place_where_no_file_can_be_made_is_refused_by_the_name_of_its_setting(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(Refusal) as caught:
        JobStore(f"sqlite:///{tmp_path / 'file' / 'jobs.sqlite'}").all()
    assert (caught.value.key, caught.value.place) == ("database", "QAGIDA_JOBS")
