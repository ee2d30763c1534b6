"""The address that is printed on a document, for anybody to ask which wording it is.

    base address + hash of the wording + language + date + document id

The hash covers the words of the published document and nothing of what a form is filled with, so the
address of a filled form is that of its blank.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from urllib.parse import quote

from forms.records import Document
from renderer.walk import block_words

HASH = 32
"""Hexadecimal digits of the hash that are printed: 128 bits."""


def wording_hash(document: Document) -> str:
    """The hash of what a published document says: the same on every date on which it says the same."""
    said = [
        document.id,
        document.language,
        [document.title, document.label, *document.caption],
        [[type(block).__name__, *block_words(block)] for block in document.blocks],
    ]
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:HASH]


def addressed(document: Document, base: str) -> Document:
    """A published document with the address to verify it at; as it is where `base` is empty."""
    if not base:
        return document
    place = f"{wording_hash(document)}/{document.language}/{document.on.isoformat()}"
    return replace(document, verify=f"{base}/verify/{place}/{quote(document.id.lstrip('/'), safe='/:@!~')}")
