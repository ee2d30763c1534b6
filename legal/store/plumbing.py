"""Starting git: a clean environment, no shell, no user text among the options.

`git.Git.execute` of GitPython hands on the caller's environment (`GIT_DIR`, `GIT_OBJECT_DIRECTORY`, `GIT_CONFIG_*` and
the user's settings), so commands are started here with an environment of their own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from legal.errors import StoreError

_SETTINGS = (
    "core.fsync=all",
    "core.hooksPath=/dev/null",
    "core.logAllRefUpdates=false",
    "gc.auto=0",
    "protocol.allow=never",
)
_PASSED_ON = ("PATH", "TMPDIR", "LD_LIBRARY_PATH")
BRANCH = "refs/heads/main"
"""The only branch of a corpus."""
FOREIGN = ("objects/info/alternates", "objects/info/http-alternates", "info/grafts", "shallow")
"""Files that make git read objects or parents from elsewhere."""
IDENTITY = "Qagida <qagida@localhost>"
"""Author and committer of every commit: who imported an act is no part of the law."""


def environment(path: Path) -> dict[str, str]:
    """The whole environment of a git process: nothing of the user's settings, replaced objects off."""
    return {
        **{name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "HOME": os.devnull,
        "GIT_DIR": str(path),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_TERMINAL_PROMPT": "0",
    }


def git(path: Path, arguments: Sequence[str], data: bytes = b"", *, keep: Sequence[int] = ()) -> bytes:
    """Standard output of one git command on the bare repository at `path`; `data` is its standard input.

    `keep` are file descriptors that the process inherits: the write lock, so that a git that outlives its killed
    parent still holds it. Raises StoreError with git's message.
    """
    executable = shutil.which("git")
    if executable is None:
        raise StoreError("git is not installed", remedy="Install git, or run script/bootstrap.")
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    result = subprocess.run(  # noqa: S603 - no shell; arguments are constants, hashes and checked paths
        [executable, *settings, *arguments],
        input=data,
        capture_output=True,
        env=environment(path),
        pass_fds=tuple(keep),
        check=False,
    )
    if result.returncode:
        message = result.stderr.decode("utf-8", "replace").strip() or f"exit status {result.returncode}"
        raise StoreError(
            f"git {arguments[0]}: {message[:2000]}", place=str(path), remedy="Run `qagida check` on the corpus."
        )
    return result.stdout
