"""The address that is printed on a document, for anybody to ask which wording it is.

    base address + hash of the wording + language + date + document id

The hash covers the words of the published document and nothing of what a form is filled with, so the
address of a filled form is that of its blank.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from forms.records import Document
from forms.wording import wording

HASH = 32
"""Hexadecimal digits of the hash that are printed: 128 bits."""


def wording_hash(document: Document) -> str:
    """The hash of what a published document says, as far as it is printed."""
    return wording(document)[:HASH]


def addressed(document: Document, base: str) -> Document:
    """A published document with the address to verify it at; as it is where `base` is empty."""
    if not base:
        return document
    place = f"{wording_hash(document)}/{document.language}/{document.on.isoformat()}"
    return replace(document, verify=f"{base}/verify/{place}/{quote(document.id.lstrip('/'), safe='/:@!~')}")
