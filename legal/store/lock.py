"""One writer at a time, across processes and threads.

The lock is an flock, which the kernel lets go when the last process that holds the file open ends: nothing a killed
process leaves behind can block the next write. git runs with the same open file (`pass_fds`), so a git that outlives
its killed parent keeps the lock until it is done; what lies about once the lock is ours is therefore nobody's, and the
next writer removes it. This is why the lock is taken here and not through a library that hides the descriptor.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from legal.errors import StoreError

WAIT = 300.0
"""Seconds to wait for another writer."""
_PAUSE = 0.005


@contextmanager
def writing(file: Path, wait: float = WAIT) -> Iterator[int]:
    """Hold the write lock; gives its file descriptor. Raises StoreError after `wait` seconds."""
    try:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StoreError(
            f"no write lock: {error.strerror}", place=str(file), remedy="Check the permissions."
        ) from error
    try:
        _take(descriptor, file, wait)
        yield descriptor
    finally:
        os.close(descriptor)


def _take(descriptor: int, file: Path, wait: float) -> None:
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise StoreError(
                    f"another process has been writing for {wait:g} seconds",
                    place=str(file),
                    remedy="Let it finish, or end it; nothing needs to be cleaned up.",
                ) from None
            time.sleep(_PAUSE)
        else:
            return
