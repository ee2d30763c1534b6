"""Several writers at once, and writers that are killed: nothing acknowledged is lost, nothing blocks the next write."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from legal.store.repository import Repository

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ROOT = Path(__file__).parents[3]

WRITER = """
import sys
from datetime import UTC, datetime
from legal.store.repository import Repository
repository, name, count = Repository(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for i in range(count):
    sha = repository.commit({f"{name}/{i}": b"%d" % i}, f"{name} {i}", now=datetime(2026, 1, 1, tzinfo=UTC))
    print(i, sha, flush=True)
"""


def start(repository: Repository, name: str, count: int, *, group: bool = False) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(repository.path), name, str(count)],
        stdout=subprocess.PIPE, text=True, start_new_session=group, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def acknowledged(output: str) -> list[tuple[int, str]]:
    lines = [line.split() for line in output.splitlines(keepends=True) if line.endswith("\n")]
    return [(int(number), sha) for number, sha in lines]


def revisions(repository: Repository) -> set[str]:
    return {commit.sha for name in "abcd" for commit in repository.history(name)}


def test_four_processes_of_forty_commits_lose_none(tmp_path: Path) -> None:
    repository = Repository.create(tmp_path / "corpus")
    writers = [start(repository, name, 40) for name in "abcd"]
    outputs = [writer.communicate()[0] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * 4
    told = {sha for output in outputs for _, sha in acknowledged(output)}
    assert len(told) == 160
    assert revisions(repository) == told
    assert len(repository.list()) == 160
    assert repository.verify() == ()


def test_threads_of_one_process_lose_none(tmp_path: Path) -> None:
    repository = Repository.create(tmp_path / "corpus")

    def write(name: str) -> None:
        for i in range(10):
            repository.commit({f"{name}/{i}": b"x"}, "x", now=NOW)
            assert repository.read(f"{name}/{i}") == b"x"

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, "abcd"))
    assert len(repository.list()) == 40


def killed_many_times(tmp_path: Path, kills: int, seed: int, *, group: bool) -> None:
    """Kill a writer (and with `group` its git too) at random moments; each time the next write must go through."""
    repository = Repository.create(tmp_path / "corpus")
    chance = random.Random(seed)
    told: set[str] = set()
    for kill in range(kills):
        writer = start(repository, f"a{kill}", 1000, group=group)
        assert writer.stdout is not None
        first = writer.stdout.readline()  # it is writing by now
        try:
            output, _ = writer.communicate(timeout=chance.uniform(0.0, 0.06))
        except subprocess.TimeoutExpired:
            (os.killpg if group else os.kill)(writer.pid, signal.SIGKILL)
            output, _ = writer.communicate()
        told |= {sha for _, sha in acknowledged(first + output)}
        told.add(repository.commit({f"next/{kill}": b"x"}, "the next write", now=NOW))
    names = [f"a{kill}" for kill in range(kills)]
    assert told <= {commit.sha for name in (*names, "next") for commit in repository.history(name)}
    assert repository.verify() == ()


@pytest.mark.parametrize("group", [False, True], ids=["the writer alone", "with its git"])
def test_a_killed_writer_loses_nothing_and_blocks_nobody(tmp_path: Path, group: bool) -> None:
    killed_many_times(tmp_path, 6, 1, group=group)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_a_hundred_kills_lose_nothing(tmp_path: Path, seed: int) -> None:
    killed_many_times(tmp_path, 50, seed, group=seed % 2 == 0)
