"""Random numbers of requests and jobs."""

from __future__ import annotations

import re
import uuid

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PERSONAL = re.compile(r"[0-9]{12}")


def new_id() -> str:
    """A random UUID in which no twelve digits stand together: in a log they would look like a person's number."""
    while not is_id(made := str(uuid.uuid4())):
        pass
    return made


def is_id(text: str) -> bool:
    """Whether a text is such a UUID, in small letters.

    >>> is_id("3f2c8f5e-0d0c-4f6a-9a53-7a1f2b3c4d5e"), is_id("3f2c8f5e-0d0c-4f6a-9a53-880515401235")
    (True, False)
    """
    return _UUID.fullmatch(text) is not None and _PERSONAL.search(text) is None
