"""A ZIP archive put together from members that were packed before: what never changes is compressed once.

The bytes hold no clock: every member has the first time that the format knows (APPNOTE.TXT, 4.4.6).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_NEEDS, _UTF8, _DEFLATED = 20, 0x800, 8
_MADE_BY = 3 << 8 | _NEEDS  # on Unix, so that the permissions below count
_TIME, _DATE = 0, 1 << 5 | 1
_PERMISSIONS = 0o600 << 16


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive, compressed."""

    name: bytes
    crc: int
    size: int
    packed: bytes


def member(name: str, data: bytes) -> Member:
    """A file, compressed."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Member(name.encode(), zlib.crc32(data), len(data), packer.compress(data) + packer.flush())


def archive(members: Iterable[Member]) -> bytes:
    """The archive of those files, in their order. For archives below 4 GB and 65,536 files, as office documents are."""
    pieces: list[bytes] = []
    entries: list[bytes] = []
    at = 0
    for one in members:
        sizes = (one.crc, len(one.packed), one.size, len(one.name))
        local = _LOCAL.pack(b"PK\3\4", _NEEDS, _UTF8, _DEFLATED, _TIME, _DATE, *sizes, 0)
        pieces += (local, one.name, one.packed)
        entry = _CENTRAL.pack(
            b"PK\1\2", _MADE_BY, _NEEDS, _UTF8, _DEFLATED, _TIME, _DATE, *sizes, 0, 0, 0, 0, _PERMISSIONS, at
        )
        entries += (entry, one.name)
        at += len(local) + len(one.name) + len(one.packed)
    directory = b"".join(entries)
    count = len(entries) // 2
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), at, 0)
    return b"".join((*pieces, directory, end))
