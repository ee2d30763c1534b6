"""A PDF written from front to back, its memory flat: what is finished goes out and is forgotten.

Small objects are packed into object streams, and every so often a cross-reference stream closes a section and points
back to the one before (ISO 32000-1, 7.5.7 and 7.5.8). Numbers are given ahead, so that what is written early can point
to what is known late.
"""

from __future__ import annotations

import zlib
from hashlib import md5

_PACK = 200
"""Objects in an object stream."""
_LEVEL = 3
"""Of compression: at 6 the file is a twentieth smaller and takes half as long again."""


class Sink:
    """Takes objects, gives bytes. `take` empties what has gathered; `finish` gives the end of the file."""

    def __init__(self, identity: bytes) -> None:
        self._identity = md5(identity, usedforsecurity=False).hexdigest().encode()
        self._digest = md5(usedforsecurity=False)
        self._out: list[bytes] = []
        self._at = 0
        self._next = 1
        self._previous: int | None = None
        self._entries: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        self._packed: list[tuple[int, bytes]] = []
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def reserve(self, count: int = 1) -> int:
        """The first of so many new numbers."""
        first = self._next
        self._next += count
        return first

    def put(self, number: int, body: str | bytes) -> int:
        """An object that is no stream."""
        self._packed.append((number, body if isinstance(body, bytes) else body.encode("latin-1")))
        if len(self._packed) >= _PACK:
            self._pack()
        return number

    def add(self, body: str | bytes) -> int:
        """An object that is no stream, under a new number."""
        return self.put(self.reserve(), body)

    def stream(self, number: int, entries: str, content: bytes) -> int:
        """A stream; it is compressed here."""
        data = zlib.compress(content, _LEVEL)
        self._entries[number] = (1, self._at, 0)
        head = f"{number} 0 obj\n<<{entries}/Filter/FlateDecode/Length {len(data)}>>\nstream\n".encode("latin-1")
        self._write(head + data + b"\nendstream\nendobj\n")
        return number

    def add_stream(self, entries: str, content: bytes) -> int:
        """A stream under a new number."""
        return self.stream(self.reserve(), entries, content)

    def take(self) -> bytes:
        """The bytes gathered since the last call."""
        data = b"".join(self._out)
        self._out.clear()
        return data

    def section(self, root: int) -> None:
        """Closes a section: the places of its objects are written and forgotten."""
        self._pack()
        number, at = self.reserve(), self._at
        self._entries[number] = (1, at, 0)
        index, rows = [], []
        run: list[int] = []
        for one in sorted(self._entries):
            if run and one != run[0] + run[1]:
                index.append(f"{run[0]} {run[1]}")
                run = []
            run = [run[0], run[1] + 1] if run else [one, 1]
            kind, first, second = self._entries[one]
            rows.append(kind.to_bytes(1, "big") + first.to_bytes(6, "big") + second.to_bytes(2, "big"))
        index.append(f"{run[0]} {run[1]}")
        previous = "" if self._previous is None else f"/Prev {self._previous}"
        identity = f"/ID[<{self._identity.decode()}><{self._digest.hexdigest()}>]"
        entries = f"/Type/XRef/Size {self._next}/Root {root} 0 R{identity}{previous}/W[1 6 2]/Index[{' '.join(index)}]"
        self.stream(number, entries, b"".join(rows))
        self._entries.clear()
        self._previous = at

    def finish(self, root: int) -> bytes:
        """The rest of the file."""
        self.section(root)
        self._write(f"startxref\n{self._previous}\n%%EOF\n".encode())
        return self.take()

    def _pack(self) -> None:
        if not self._packed:
            return
        number = self.reserve()
        places, at = [], 0
        for index, (one, body) in enumerate(self._packed):
            places.append(f"{one} {at}")
            at += len(body) + 1
            self._entries[one] = (2, number, index)
        head = " ".join(places).encode() + b"\n"
        bodies = b"\n".join(body for _, body in self._packed) + b"\n"
        self.stream(number, f"/Type/ObjStm/N {len(places)}/First {len(head)}", head + bodies)
        self._packed.clear()

    def _write(self, data: bytes) -> None:
        self._out.append(data)
        self._at += len(data)
        self._digest.update(data)


def text_string(text: str) -> str:
    """A text as a PDF text string (ISO 32000-1, 7.9.2.2)."""
    return f"<FEFF{text.encode('utf-16-be').hex()}>"
