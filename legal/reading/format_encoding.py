"""Bytes of a page to text: UTF-8, or the single-byte encoding that the page declares where its letters bear it out.

A page labelled windows-1251 whose bytes are UTF-8 turns to other letters without an error, and windows-1251 has no
Kazakh letters at all: so the bytes decide first, the label second, and what neither settles is refused.
"""

from __future__ import annotations

import codecs
import re

from legal.errors import SourceError
from legal.findings import finding
from legal.records import Finding

_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_HEAD = 4096
_SINGLE_BYTE = frozenset({"cp1251", "kz1048", "koi8-r", "koi8-u", "iso8859-5", "cp866", "mac-cyrillic"})
_MARKUP = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_FOREIGN = re.compile(r"[^А-Яа-яЁёӘҒҚҢӨҰҮҺІәғқңөұүһі]")
_COMMON = re.compile(r"[оеаинтсрыіОЕАИНТСРЫІ]")
_REMEDY = "Save the page as UTF-8 and send it again."


def decode_page(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    """The text of an HTML page and the findings on its encoding.

    Raises SourceError for UTF-16, a NUL byte, and bytes that are neither UTF-8 nor plausibly what the page declares.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise SourceError("the page is UTF-16", remedy=_REMEDY)
    if (nul := data.find(b"\0")) >= 0:
        raise SourceError("the page holds a NUL byte", place=_place(data, nul), remedy="Check the download.")
    declared = _declared(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _single_byte(data, declared, _place(data, error.start))
    if declared in (None, "utf-8", "ascii", "utf-8-sig"):
        return text, ()
    return text, (finding("encoding", f"the page says {declared}; its bytes are UTF-8", 1, severity="warning"),)


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:_HEAD])
    if match is None:
        return None
    try:
        return codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return match[1].decode("ascii").lower()


def _single_byte(data: bytes, declared: str | None, place: str) -> tuple[str, tuple[Finding, ...]]:
    if declared not in _SINGLE_BYTE:
        says = f"it says {declared}" if declared else "it declares no encoding"
        raise SourceError(f"the page is not UTF-8, and {says}", place=place, remedy=_REMEDY)
    try:
        text = data.decode(declared)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"the page says {declared}, and its bytes are not", place=_place(data, error.start), remedy=_REMEDY
        ) from None
    if not _plausible(text):
        raise SourceError(f"the page says {declared}, and read so it is no text", place=place, remedy=_REMEDY)
    return text, (finding("encoding", f"a page in {declared}", 1, severity="info"),)


def _plausible(text: str) -> bool:
    """Whether letters are those of a Cyrillic text: mostly lower case, the common ones as common as they are.

    In Russian and Kazakh prose these letters make up 60 of a hundred; in a text read through a wrong table at most 35.
    Letters of neither alphabet show a Kazakh page (kz-1048) that says windows-1251.
    """
    letters = _CYRILLIC.findall(_MARKUP.sub(" ", text))
    if len(letters) < 20:
        return False
    lower = sum(letter.islower() for letter in letters)
    common = sum(1 for letter in letters if _COMMON.match(letter))
    foreign = sum(1 for letter in letters if _FOREIGN.match(letter))
    total = len(letters)
    return lower * 10 >= total * 6 and common * 100 >= total * 45 and foreign * 200 < total


def _place(data: bytes, at: int) -> str:
    return f"line {data.count(bytes([10]), 0, at) + 1}, byte {at}"
