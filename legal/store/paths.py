"""The names that may stand in the corpus: no user text becomes a path without passing here."""

from __future__ import annotations

import hashlib
import re

from legal.errors import StoreError

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}", re.ASCII)
_LONGEST = 1000
_LONG = 100


def checked(path: str) -> str:
    """The path itself, where it is names of letters, digits, `_`, `-` and `.` between single slashes.

    Raises StoreError for anything else: absolute paths, `..`, names that begin with a dot or a dash, spaces, NUL.

    >>> checked("sources/V2500036999/rus.txt")
    'sources/V2500036999/rus.txt'
    >>> checked("../x")
    Traceback (most recent call last):
    legal.errors.StoreError: '../x': not a path of the corpus
    """
    names = path.split("/") if isinstance(path, str) else []
    if not names or len(path) > _LONGEST or not all(_NAME.fullmatch(name) and _plain(name) for name in names):
        raise StoreError("not a path of the corpus", place=repr(path)[:200])
    return path


def _plain(name: str) -> bool:
    # ".lock" is what git calls its own files; ".." inside a name means a range to it.
    return ".." not in name and not name.endswith((".lock", "."))


def folder(text: str) -> str:
    """Any text as one name of a path, a different name for every text.

    Other characters than letters, digits and `-` become `_<code point>_`; a long name ends in a hash.

    >>> folder("47-IV"), folder("ҚР/1")
    ('47-IV', '_49a__420__2f_1')
    """
    name = re.sub(r"[^A-Za-z0-9-]", lambda match: f"_{ord(match.group()):x}_", text, flags=re.ASCII)
    if name.startswith("-") or not name:
        name = "_" + name
    if len(name) > _LONG:
        name = f"{name[:_LONG]}_{hashlib.sha256(text.encode()).hexdigest()[:16]}"
    return name
