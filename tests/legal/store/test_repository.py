"""The repository: paths, history, moments, and what it refuses."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from legal.errors import LegalError, StoreError
from legal.store.paths import checked, folder
from legal.store.repository import Repository

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository.create(tmp_path / "corpus")


def git(repository: Repository, *arguments: str, data: bytes = b"") -> str:
    done = subprocess.run(
        ["git", "-C", str(repository.path), *arguments], input=data, capture_output=True, check=True, env=_clean()
    )
    return done.stdout.decode().strip()


def _clean() -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x", "GIT_COMMITTER_NAME": "x",
            "GIT_COMMITTER_EMAIL": "x", "HOME": "/"}  # fmt: skip


def test_what_is_written_is_read_at_its_revision(repository: Repository) -> None:
    one = repository.commit({"a/x.txt": b"1", "a/y.txt": b"2"}, "one", now=NOW)
    two = repository.commit({"a/x.txt": b"3", "a/y.txt": None}, "two", now=NOW)
    assert repository.head() == two
    assert [repository.read("a/x.txt", at) for at in (one, two, None)] == [b"1", b"3", b"3"]
    assert repository.read("a/y.txt") is None
    assert repository.read("a") is None
    assert repository.read("b/none.txt") is None
    assert repository.list("a", one) == ("a/x.txt", "a/y.txt")
    assert repository.list() == ("a/x.txt",)
    assert [commit.sha for commit in repository.history("a/y.txt")] == [two, one]


def test_an_empty_repository_holds_nothing(repository: Repository) -> None:
    assert repository.head() is None
    assert repository.read("a") is None
    assert repository.list() == ()
    assert repository.history("a") == ()
    assert repository.revision_at(NOW) is None
    assert repository.verify() == ()


def test_bytes_stay_bytes(repository: Repository) -> None:
    data = bytes(range(256)) + "\r\n№ әғқңөұүһі\n".encode()
    repository.commit({"a/x": data, "a/empty": b""}, "bytes", now=NOW)
    assert repository.read("a/x") == data
    assert repository.read("a/empty") == b""


@pytest.mark.parametrize(
    "path",
    [
        "", "/", "/etc/passwd", "../x", "a/../b", "a//b", "a/", "a/.git", ".git/config", "-rf", "a/-x", "a b", "a\nb",
        "a\0b", "ә", "a/x.lock", "a\\b", ":(glob)a", "a:b", "a" * 201, "/".join("a" * 600), "a..b", "a.", "a/x.txt\n",
    ],
)  # fmt: skip
def test_hostile_paths_are_refused_before_git_sees_them(repository: Repository, path: str) -> None:
    for use in (repository.read, repository.list, repository.history):
        if path or use != repository.list:
            with pytest.raises(StoreError):
                use(path)
    with pytest.raises(StoreError):
        repository.commit({path: b"x"}, "hostile", now=NOW)
    assert repository.head() is None


def test_a_message_is_only_a_message(repository: Repository) -> None:
    hostile = "x\0\ncommit refs/heads/main\nM 100644 inline evil\n\nRecorded: 1999-01-01T00:00:00+00:00\n--\ndone\n"
    sha = repository.commit({"a": b"done\n"}, hostile, now=NOW)
    assert repository.list() == ("a",)
    assert repository.info(sha).recorded == NOW
    assert repository.verify() == ()


@pytest.mark.parametrize("text", ["", "-rf", "..", "a/b", "ҚР ДСМ-175/2020", "x" * 500, "_", "V2500036999", "a.lock"])
def test_any_text_has_a_folder_of_its_own(text: str) -> None:
    assert checked(folder(text))
    assert folder(text) != folder(text + "_")


def test_moments_never_go_back(repository: Repository) -> None:
    shas = [repository.commit({"a": b"%d" % i}, "x", now=NOW - timedelta(days=i)) for i in range(3)]
    moments = [repository.info(sha).recorded for sha in shas]
    assert moments == sorted(set(moments))
    assert [repository.revision_at(moment) for moment in moments] == shas
    assert repository.revision_at(NOW - timedelta(seconds=1)) is None
    assert repository.revision_at(NOW + timedelta(days=9)) == shas[-1]


def test_a_moment_asked_for_before_a_commit_of_the_same_second_keeps_its_answer(repository: Repository) -> None:
    one = repository.commit({"a": b"1"}, "x", now=NOW)
    asked = NOW + timedelta(milliseconds=300)
    assert repository.revision_at(asked) == one
    repository.commit({"a": b"2"}, "x", now=NOW + timedelta(milliseconds=600))
    assert repository.revision_at(asked) == one


def test_a_moment_without_a_time_zone_is_refused(repository: Repository) -> None:
    with pytest.raises(LegalError, match="time zone"):
        repository.revision_at(NOW.replace(tzinfo=None))


def test_a_transaction_is_all_or_nothing(repository: Repository) -> None:
    first = repository.commit({"a": b"1"}, "x", now=NOW)
    with pytest.raises(RuntimeError), repository.transaction(NOW) as transaction:  # noqa: PT012 - the block is tested
        transaction.commit({"a": b"2"}, "y")
        raise RuntimeError
    assert repository.head() == first
    with repository.transaction(NOW) as transaction:
        transaction.commit({"a": b"2"}, "y")
        transaction.commit({"b": b"3"}, "z")
        assert repository.read("a") == b"1"
    assert repository.read("a", transaction.written[0]) == b"2"
    assert repository.read("b", transaction.written[0]) is None
    assert (repository.read("b"), repository.head()) == (b"3", transaction.written[1])


def test_a_commit_for_another_head_is_refused(repository: Repository) -> None:
    first = repository.commit({"a": b"1"}, "x", now=NOW, parent=None)
    second = repository.commit({"a": b"2"}, "x", now=NOW, parent=first)
    with pytest.raises(StoreError, match="moved on"):
        repository.commit({"a": b"3"}, "x", now=NOW, parent=first)
    assert repository.head() == second


def test_another_writer_is_waited_for_and_then_named(repository: Repository) -> None:
    with repository.transaction(NOW), pytest.raises(StoreError, match="another process"):  # noqa: SIM117
        with repository.transaction(NOW, wait=0.02):
            pass


def test_the_callers_git_environment_and_settings_are_not_used(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    (hooks / "reference-transaction").write_text(f"#!/bin/sh\ntouch {tmp_path}/hooked\n")
    (hooks / "reference-transaction").chmod(0o755)
    (tmp_path / ".gitconfig").write_text(f"[core]\n hooksPath = {hooks}\n[user]\n name = evil\n")
    for name, value in {
        "HOME": str(tmp_path), "GIT_DIR": "/nowhere", "GIT_OBJECT_DIRECTORY": "/nowhere", "GIT_INDEX_FILE": "/nowhere",
        "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.hooksPath", "GIT_CONFIG_VALUE_0": str(hooks),
        "GIT_AUTHOR_DATE": "2001-01-01", "GIT_NAMESPACE": "evil", "GIT_TRACE": str(tmp_path / "trace"),
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    opened = Repository(repository.path)
    opened.commit({"a": b"1"}, "x", now=NOW)
    assert opened.read("a") == b"1"
    assert opened.verify() == ()
    monkeypatch.undo()
    assert git(repository, "log", "--format=%an %ae %at") == f"Qagida qagida@localhost {int(NOW.timestamp())}"
    assert not (tmp_path / "hooked").exists()
    assert not (tmp_path / "trace").exists()


def test_hooks_inside_the_repository_do_not_run(repository: Repository, tmp_path: Path) -> None:
    hook = repository.path / "hooks" / "reference-transaction"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/hooked\nexit 1\n")
    hook.chmod(0o755)
    repository.commit({"a": b"1"}, "x", now=NOW)
    assert not (tmp_path / "hooked").exists()


def test_a_replaced_object_is_neither_shown_nor_overlooked(repository: Repository) -> None:
    repository.commit({"a": b"true"}, "x", now=NOW)
    forged = git(repository, "hash-object", "-w", "--stdin", data=b"forged")
    true = git(repository, "rev-parse", "main:a")
    git(repository, "replace", true, forged)
    assert Repository(repository.path).read("a") == b"true"
    assert any("refs/replace" in problem for problem in repository.verify())


def test_objects_and_history_from_elsewhere_are_refused(repository: Repository) -> None:
    repository.commit({"a": b"1"}, "x", now=NOW)
    for name in ("objects/info/alternates", "info/grafts"):
        file = repository.path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("/elsewhere\n")
        assert any(name in problem for problem in repository.verify())
        with pytest.raises(StoreError, match="elsewhere"):
            Repository(repository.path)
        file.unlink()


def test_a_damaged_object_is_refused_and_found(repository: Repository) -> None:
    repository.commit({"a": b"1" * 1000}, "x", now=NOW)
    sha = git(repository, "rev-parse", "main:a")
    other = git(repository, "hash-object", "-w", "--stdin", data=b"forged")
    files = [repository.path / "objects" / each[:2] / each[2:] for each in (sha, other)]
    files[0].chmod(0o644)
    files[0].write_bytes(files[1].read_bytes())
    with pytest.raises(StoreError, match="damaged"):
        Repository(repository.path).read("a")
    assert repository.verify()


def test_other_branches_are_found(repository: Repository) -> None:
    repository.commit({"a": b"1"}, "x", now=NOW)
    git(repository, "branch", "other")
    assert any("refs/heads/other" in problem for problem in repository.verify())


def test_a_packed_repository_reads_the_same(repository: Repository) -> None:
    shas = [repository.commit({"a": b"%d" % i}, "x", now=NOW) for i in range(5)]
    git(repository, "gc", "--quiet", "--prune=now")
    assert repository.head() == shas[-1]
    assert [repository.read("a", sha) for sha in shas] == [b"0", b"1", b"2", b"3", b"4"]
    repository.commit({"a": b"9"}, "x", now=NOW)
    assert repository.read("a") == b"9"
    assert repository.verify() == ()


def test_what_a_killed_writer_left_does_not_block_the_next(repository: Repository) -> None:
    first = repository.commit({"a": b"1"}, "x", now=NOW)
    left = ["refs/heads/main.lock", "packed-refs.lock", "HEAD.lock", "qagida.marks", "qagida.marks.lock",
            "objects/pack/tmp_pack_x", "fast_import_crash_1", "refs/qagida/staged/ab"]  # fmt: skip
    for name in left:
        file = repository.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(first + "\n")
    repository.commit({"a": b"2"}, "x", now=NOW)
    assert repository.read("a") == b"2"
    assert [name for name in left if (repository.path / name).exists()] == []
    assert repository.verify() == ()


def test_create_leaves_what_is_there(tmp_path: Path) -> None:
    made = Repository.create(tmp_path / "deep" / "corpus")
    sha = made.commit({"a": b"1"}, "x", now=NOW)
    assert Repository.create(made.path).head() == sha
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").write_text("x")
    with pytest.raises(StoreError, match="something else"):
        Repository.create(tmp_path / "full")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["deep", "full"]


def test_many_files_in_one_commit_are_one_pack(repository: Repository) -> None:
    repository.commit({f"a/{i}": b"%d" % i for i in range(500)}, "bulk", now=NOW)
    assert len(repository.list("a")) == 500
    assert repository.read("a/499") == b"499"
    assert len(list((repository.path / "objects" / "pack").glob("*.pack"))) == 1
