"""A PDF written from front to back, its memory flat: what is finished goes out and is forgotten.

Small objects are packed into object streams, and every so often a cross-reference stream closes a section and points
back to the one before (ISO 32000-1, 7.5.7 and 7.5.8). Numbers are given ahead, so that what is written early can point
to what is known late.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha1
from itertools import chain
from struct import Struct

from renderer.errors import RenderError

_PACK = 200
"""Objects in an object stream."""
_IDENTITY = 32
"""Hexadecimal digits of each half of the identity of a file (ISO 32000-1, 14.4)."""
_LEVEL = 1
"""Of compression: at 3 a file is a twentieth smaller, and many forms in one take a third as long again."""


_MOST = 4 * 1024 * 1024
"""PDFium, in Chrome and elsewhere, opens no object with a number from here on: some 380,000 rows of ten columns, or
some 26,000 forms."""


_ROW = Struct(">BHIH").pack
"""Fields of one, six and two bytes."""
_SHORT = b"%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n"
_Run = tuple[int, int, bytes]
"""The first of a run of objects, how many they are, their entries in the cross-reference stream."""


class Sink:
    """Takes objects, gives bytes. `take` empties what has gathered; `finish` gives the end of the file."""

    def __init__(self, identity: bytes) -> None:
        self._identity = sha1(identity, usedforsecurity=False).hexdigest()[:_IDENTITY]
        self._digest = sha1(usedforsecurity=False)
        self._compresses = True
        self._out: list[bytes] = []
        self._at = 0
        self._next = 1
        self._previous: int | None = None
        self._entries: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        self._runs: list[_Run] = []
        self._packed: list[tuple[int, bytes]] = []
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def copy(self) -> Sink:
        """The file as it is so far, to be gone on with apart, fast: nothing more in it is compressed.

        Before its first section.
        """
        self._pack()
        made = Sink.__new__(Sink)
        made.__dict__.update(self.__dict__)
        made._compresses = False
        made._digest = self._digest.copy()
        made._out, made._entries, made._runs, made._packed = [b"".join(self._out)], {}, self._joined(), []
        return made

    @property
    def next(self) -> int:
        """The number that is given next."""
        return self._next

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
        """A stream; it is compressed here, but in a copy."""
        if not self._compresses:
            return self.short_stream(number, content, entries.encode("latin-1"))
        return self._stream(number, entries, pack(content))

    def packed_stream(self, entries: str, data: bytes, number: int = 0) -> int:
        """A stream that is compressed, under a new number where none is given."""
        return self._stream(number or self.reserve(), entries, data)

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

    def short_streams(self, first: int, contents: Sequence[bytes]) -> None:
        """Such streams under numbers from `first` on."""
        at, rows, out = self._at, [], []
        for number, content in enumerate(contents, first):
            rows.append(_row(1, at, 0))
            out.append(_SHORT % (number, len(content), content))
            at += len(out[-1])
        self._runs.append((first, len(rows), b"".join(rows)))
        self._write(b"".join(out))

    def plain_stream(self, entries: str, content: bytes) -> int:
        """A stream under a new number that must be readable as it stands."""
        return self.short_stream(self.reserve(), content, entries.encode("latin-1"))

    def pack(self, first: int, offsets: Sequence[int], bodies: bytes) -> None:
        """Objects with numbers from `first` on, at those offsets in `bodies`, as an object stream of their own."""
        count = len(offsets)
        head = ("%d %d " * count % tuple(chain.from_iterable(enumerate(offsets, first)))).encode()
        self.pack_headed(first, count, len(head), head + bodies)

    def pack_headed(self, first: int, count: int, head: int, content: bytes) -> None:
        """The same of so many objects, the first `head` bytes of the content saying where each of them begins."""
        number = self.reserve()
        self.stream(number, f"/Type/ObjStm/N {count}/First {head}", content)
        kind = _row(2, number, 0)[:-2]
        self._runs.append((first, count, kind.join(_indexes(count))))

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
        for first, count, row in self._joined():
            index.append(f"{first} {count}")
            rows.append(row)
        previous = "" if self._previous is None else f"/Prev {self._previous}"
        identity = f"/ID[<{self._identity}><{self._digest.hexdigest()[:_IDENTITY]}>]"
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

    def _joined(self) -> list[_Run]:
        """The entries so far in runs that do not touch, from low numbers to high."""
        joined: list[_Run] = []
        pieces: list[bytes] = []
        start = end = -1
        for first, count, entries in sorted([*self._runs, *((one, 1, _row(*at)) for one, at in self._entries.items())]):
            if first != end and pieces:
                joined.append((start, end - start, b"".join(pieces)))
                pieces = []
            start = start if pieces else first
            pieces.append(entries)
            end = first + count
        return [*joined, (start, end - start, b"".join(pieces))] if pieces else joined

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


def references(numbers: Sequence[int]) -> str:
    """An array of objects by their numbers.

    >>> references([12, 7])
    '[12 0 R 7 0 R ]'
    """
    return f"[{'%d 0 R ' * len(numbers) % tuple(numbers)}]"


@lru_cache(maxsize=256)
def _indexes(count: int) -> tuple[bytes, ...]:
    """The last field of so many entries of an object stream, nothing before the first."""
    return (b"", *(index.to_bytes(2, "big") for index in range(count)))


def pack(content: bytes) -> bytes:
    """The content of a stream, compressed."""
    return zlib.compress(content, _LEVEL)


def _row(kind: int, first: int, second: int) -> bytes:
    """An entry of a cross-reference stream."""
    return _ROW(kind, first >> 32, first & 0xFFFFFFFF, second)


@lru_cache(maxsize=256)
def text_string(text: str) -> str:
    """A text as a PDF text string (ISO 32000-1, 7.9.2.2)."""
    return f"<FEFF{text.encode('utf-16-be').hex()}>"
