"""The bytes as received: what they are, and a clear refusal of what is no text of an act.

The format is told from the bytes, then checked against the name: a PDF named .txt is refused with the remedy, not
read by luck. Text is UTF-8; a byte that is not is refused with its place, because a guess at the encoding turns
Kazakh letters to others without an error.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath

from legal.errors import SourceError
from legal.reading.blocks import Reading
from legal.records import Source

LIMIT = 32 * 1024 * 1024
"""The largest file that is read, in bytes; the bank's own limit for all files of an act is 60 MB (order 472)."""

_BINARY = {b"%PDF-": "pdf", b"PK\x03\x04": "docx", b"\xd0\xcf\x11\xe0": "doc", b"{\\rtf": "rtf"}
_PAGE = re.compile(rb"<!doctype html[\s>]|<html[\s>]|<\?xml[^>]*>\s*<(?:!doctype html[\s>]|html[\s>])")
_SUBSET = re.compile(rb"<!doctype[^>\[]*\[|<!entity")
_NAMES = {"pdf": (".pdf",), "docx": (".docx",), "html": (".html", ".htm"), "txt": (".txt", ".md", ".text", "")}


def load(data: bytes, name: str) -> tuple[Source, Reading]:
    """The source record of a file and its blocks or lines.

    Raises SourceError for empty, oversized, binary, mislabelled or wrongly encoded bytes, with the place and the
    remedy; never for faults inside the text.
    """
    if not data.strip():
        raise SourceError("the file is empty", place=name, remedy="Send the text of the act as published.")
    if len(data) > LIMIT:
        raise SourceError(
            f"the file has {len(data)} bytes, more than {LIMIT}", place=name, remedy="Send one act in one file."
        )
    kind = _kind(data, name)
    source = Source(data, hashlib.sha256(data).hexdigest(), kind, name)
    return source, _read(data, kind, name)


def _kind(data: bytes, name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    binary = next((kind for magic, kind in _BINARY.items() if data.startswith(magic)), None)
    if binary in ("doc", "rtf"):
        raise SourceError(
            f"the file is an old {binary.upper()} document", place=name, remedy="Save it as DOCX and send it again."
        )
    if binary and suffix not in _NAMES[binary]:
        raise SourceError(
            f"the file is a {binary.upper()}, and its name says {suffix or 'nothing'}",
            place=name,
            remedy=f"Rename it to end in .{binary}, or send the text.",
        )
    if binary:
        return binary
    if suffix in (".pdf", ".docx"):
        raise SourceError(
            f"the file is no {suffix[1:].upper()}, though its name says so", place=name, remedy="Check the download."
        )
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if re.match(rb"mime-version:|from: <saved by|content-type: multipart/", head):
        raise SourceError(
            "the file is a web archive (MHTML)",
            place=f"{name}, line 1",
            remedy="Save the page as HTML and send it again.",
        )
    # A saved page may begin with a comment on where it comes from. No entities are declared in a page.
    page = re.sub(rb"^(?:<!--.*?-->\s*)+", b"", head, flags=re.DOTALL)
    if _PAGE.match(page) and not _SUBSET.search(page):
        return "html"
    if b"<!doctype" in head or b"<!entity" in head or head.startswith(b"<?xml"):
        raise SourceError(
            "the file is XML with a document type or of an unknown kind",
            place=f"{name}, line 1",
            remedy="Send the act as text, Markdown, HTML, DOCX or PDF; a DOCTYPE is never read.",
        )
    return "html" if suffix in _NAMES["html"] else "txt"


def _read(data: bytes, kind: str, name: str) -> Reading:
    if kind == "html":
        from legal.reading.html import read_html

        return read_html(data)
    if kind == "docx":
        from legal.reading.docx import read_docx

        return read_docx(data)
    if kind == "pdf":
        from legal.reading.pdf import read_pdf

        return read_pdf(data)
    from legal.reading.markdown import is_markdown, read_markdown
    from legal.reading.plain import read_plain

    text = decode(data, name)
    return read_markdown(text) if is_markdown(text) else read_plain(text)


def decode(data: bytes, name: str) -> str:
    """UTF-8 to text with line ends as `\\n`; a byte order mark is dropped.

    Raises SourceError at the first byte that is not UTF-8 or is a NUL.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError("the file is UTF-16", place=name, remedy="Save it as UTF-8 and send it again.")
    if (nul := data.find(b"\0")) >= 0:
        raise SourceError(
            "the file holds a NUL byte and is no text", place=_place(data, nul, name), remedy="Check the download."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            "the file is not UTF-8 (it may be windows-1251)",
            place=_place(data, error.start, name),
            remedy="Save it as UTF-8 and send it again.",
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(data: bytes, at: int, name: str) -> str:
    line = data.count(b"\n", 0, at) + 1
    return f"{name}, line {line}, byte {at}"
