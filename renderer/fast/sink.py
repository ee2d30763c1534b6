"""A PDF written from front to back, its memory flat: what is finished goes out and is forgotten.

Small objects are packed into object streams, and every so often a cross-reference stream closes a section and points
back to the one before (ISO 32000-1, 7.5.7 and 7.5.8). Numbers are given ahead, so that what is written early can point
to what is known late.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from hashlib import md5

from renderer.errors import RenderError

_PACK = 200
"""Objects in an object stream."""
_LEVEL = 3
"""Of compression: at 6 the file is a twentieth smaller and takes half as long again."""


_MOST = 4 * 1024 * 1024
"""PDFium, in Chrome and elsewhere, opens no object with a number from here on: some 380,000 rows of ten columns, or
some 26,000 forms."""


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
        self._runs: list[tuple[int, int, bytes]] = []
        self._packed: list[tuple[int, bytes]] = []
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def reserve(self, count: int = 1) -> int:
        """The first of so many new numbers. Raises RenderError beyond what every reader opens."""
        first = self._next
        self._next += count
        if self._next > _MOST:
            raise RenderError(f"The PDF would hold more than {_MOST} objects.", remedy="Print it in several files.")
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
        return self._stream(number, entries, pack(content))

    def packed_stream(self, entries: str, data: bytes) -> int:
        """A stream under a new number, compressed by `pack` before."""
        return self._stream(self.reserve(), entries, data)

    def _stream(self, number: int, entries: str, data: bytes) -> int:
        self._entries[number] = (1, self._at, 0)
        head = f"{number} 0 obj\n<<{entries}/Filter/FlateDecode/Length {len(data)}>>\nstream\n".encode("latin-1")
        self._write(head + data + b"\nendstream\nendobj\n")
        return number

    def short_stream(self, number: int, content: bytes, entries: bytes = b"") -> int:
        """A stream too short to be worth compressing."""
        self._entries[number] = (1, self._at, 0)
        size = len(content)
        self._write(b"%d 0 obj\n<<%s/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (number, entries, size, content))
        return number

    def plain_stream(self, entries: str, content: bytes) -> int:
        """A stream under a new number that must be readable as it stands."""
        return self.short_stream(self.reserve(), content, entries.encode("latin-1"))

    def pack(self, first: int, offsets: Sequence[int], bodies: bytes) -> None:
        """Objects with numbers from `first` on, at those offsets in `bodies`, as an object stream of their own."""
        number, count = self.reserve(), len(offsets)
        head = " ".join(f"{first + index} {at}" for index, at in enumerate(offsets)).encode() + b"\n"
        self.stream(number, f"/Type/ObjStm/N {count}/First {len(head)}", head + bodies)
        kind = _row(2, number, 0)[:-2]
        self._runs.append((first, count, kind.join([b"", *(index.to_bytes(2, "big") for index in range(count))])))

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
        index: list[str] = []
        rows: list[bytes] = []
        start = end = 0
        runs = [(one, 1, _row(*entry)) for one, entry in self._entries.items()]
        for one, count, row in sorted(runs + self._runs):
            if one != end:
                index += [f"{start} {end - start}"] if end > start else []
                start = one
            end = one + count
            rows.append(row)
        index.append(f"{start} {end - start}")
        previous = "" if self._previous is None else f"/Prev {self._previous}"
        identity = f"/ID[<{self._identity.decode()}><{self._digest.hexdigest()}>]"
        entries = f"/Type/XRef/Size {self._next}/Root {root} 0 R{identity}{previous}/W[1 6 2]/Index[{' '.join(index)}]"
        self.stream(number, entries, b"".join(rows))
        self._entries.clear()
        self._runs.clear()
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


def pack(content: bytes) -> bytes:
    """The content of a stream, compressed."""
    return zlib.compress(content, _LEVEL)


def _row(kind: int, first: int, second: int) -> bytes:
    """An entry of a cross-reference stream."""
    return kind.to_bytes(1, "big") + first.to_bytes(6, "big") + second.to_bytes(2, "big")


def text_string(text: str) -> str:
    """A text as a PDF text string (ISO 32000-1, 7.9.2.2)."""
    return f"<FEFF{text.encode('utf-16-be').hex()}>"
