"""What can be wrong with the corpus repository itself, one check a function."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from legal.errors import StoreError
from legal.store.paths import checked
from legal.store.plumbing import BRANCH, FOREIGN, git

if TYPE_CHECKING:
    from legal.store.repository import Repository


def problems(repository: Repository) -> Iterator[str]:
    """The problems of a repository, in words."""
    for check in (_objects, _foreign, _refs, _names, _time):
        try:
            yield from check(repository)
        except StoreError as error:
            yield str(error)


def _objects(repository: Repository) -> Iterator[str]:
    """Damaged, missing or malformed objects."""
    git(repository.path, ["fsck", "--full", "--strict", "--no-dangling", "--no-progress"])
    yield from ()


def _foreign(repository: Repository) -> Iterator[str]:
    """Objects and parents taken from elsewhere."""
    yield from (f"{name} is there" for name in FOREIGN if (repository.path / name).exists())


def _refs(repository: Repository) -> Iterator[str]:
    """Other branches, tags and replaced objects; a HEAD that points elsewhere."""
    refs = git(repository.path, ["for-each-ref", "--format=%(refname)"]).decode("utf-8", "replace").split()
    yield from (f"{ref} is no ref of a corpus" for ref in refs if ref != BRANCH and not ref.startswith("refs/qagida/"))
    if git(repository.path, ["symbolic-ref", "HEAD"]).decode().strip() != BRANCH:
        yield f"HEAD does not point to {BRANCH}"


def _names(repository: Repository) -> Iterator[str]:
    """Files under names that the corpus never writes."""
    for path, _ in repository.files():
        try:
            checked(path)
        except StoreError as error:
            yield str(error)


def _time(repository: Repository) -> Iterator[str]:
    """Merges, and commits recorded before their parents."""
    head = repository.head()
    if head is None:
        return
    merges = git(repository.path, ["rev-list", "--merges", head]).decode().split()
    yield from (f"commit {sha} is a merge" for sha in merges)
    for sha in git(repository.path, ["rev-list", "--first-parent", head]).decode().split():
        commit = repository.info(sha)
        if commit.parent and commit.recorded < repository.info(commit.parent).recorded:
            yield f"commit {sha} is recorded before its parent"
