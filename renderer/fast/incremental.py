"""An incremental update as bytes: new wordings of a few objects put behind a finished PDF (ISO 32000-1, 7.5.6)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import md5

_STARTXREF = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_TRAILER = re.compile(rb"trailer\s*<<(.*)>>\s*startxref", re.DOTALL)
_ENTRY = {name: re.compile(rb"/" + name + rb"\s+(\d+ \d+ R)") for name in (b"Root", b"Info")}
_SIZE = re.compile(rb"/Size\s+(\d+)")
_ID = re.compile(rb"/ID\s*\[\s*(<[0-9a-fA-F]*>)")


@dataclass(frozen=True, slots=True)
class Base:
    """A finished PDF with a classic cross-reference table, ready to be added to."""

    data: bytes
    trailer: bytes
    root: bytes
    size: int

    @classmethod
    def read(cls, data: bytes) -> Base:
        """Reads the trailer. Raises ValueError where it is not a classic one."""
        start, trailer = _STARTXREF.search(data), _TRAILER.search(data, max(data.rfind(b"trailer"), 0))
        if not start or not trailer:
            raise ValueError("The PDF has no classic trailer.")
        entries = {name: found[1] for name, pattern in _ENTRY.items() if (found := pattern.search(trailer[1]))}
        size, identity = _SIZE.search(trailer[1]), _ID.search(trailer[1])
        if b"Root" not in entries or not size or not identity:
            raise ValueError("The trailer of the PDF lacks its root, its size or its identity.")
        kept = b"".join(b"/%s %s" % entry for entry in entries.items())
        line = b"trailer\n<<%s/Size %s/Prev %s/ID[%s" % (kept, size[1], start[1], identity[1])
        return cls(data if data.endswith(b"\n") else data + b"\n", line, entries[b"Root"], int(size[1]))


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object's body, not compressed: it is short, and the bytes are wanted fast."""
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(content), content)


def update(base: Base, objects: Sequence[tuple[int, bytes]]) -> bytes:
    """The PDF with those objects in their new wording: (number, body) in ascending order, generation 0.

    The second half of the file identity is made of the new content, so the same input gives the same bytes.
    """
    pieces = [base.data]
    table = []
    at = len(base.data)
    digest = md5(usedforsecurity=False)
    for number, body in objects:
        piece = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        table.append(b"%d 1\n%010d 00000 n \n" % (number, at))
        digest.update(piece)
        pieces.append(piece)
        at += len(piece)
    pieces.append(b"xref\n")
    pieces += table
    pieces.append(b"%s<%s>]>>\nstartxref\n%d\n%%%%EOF\n" % (base.trailer, digest.hexdigest().encode(), at))
    return b"".join(pieces)
