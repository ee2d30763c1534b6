"""Something to write to that keeps nothing: what was written is taken out again."""

from __future__ import annotations


class Pipe:
    """A file that cannot be read back or wound back, as `zipfile` takes it."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Takes bytes."""
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def take(self) -> bytes:
        """What was written since the last call."""
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data
