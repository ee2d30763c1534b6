"""Files as they are handed over: the formats of documents, their media types and names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

import renderer
from forms.records import Document
from legal.records import ActRef, Finding, Language, Version
from renderer import FORMATS, Format
from renderer.sheets import CSV, XLSX, csv, xlsx

FileFormat = Format | Literal["xlsx", "csv"]
"""What a document is made as: the formats that say everything, and tables for office programs."""
FILE_FORMATS: tuple[FileFormat, ...] = (*FORMATS, "xlsx", "csv")
BINARY = frozenset({"pdf", "docx", "xlsx"})


@dataclass(frozen=True, slots=True)
class File:
    """Bytes with what a browser must know about them, and the version they come from."""

    data: bytes
    media_type: str
    name: str
    version: Version
    findings: tuple[Finding, ...] = ()
    not_applied: tuple[ActRef, ...] = ()


def document_bytes(document: Document, format: FileFormat, *, remember: bool) -> bytes:
    """A document in a format. `remember`: whether it may stay in memory to be given again."""
    match format:
        case "xlsx":
            return b"".join(xlsx(document))
        case "csv":
            return b"".join(csv(document))
        case _:
            return renderer.render(document, format, remember=remember)


def media_type(format: FileFormat) -> str:
    """The media type of a format."""
    return XLSX if format == "xlsx" else CSV if format == "csv" else renderer.media_type(format)


def file_name(what: str, on: date, language: Language, format: FileFormat) -> str:
    """A file name of ASCII letters, digits, `-`, `_` and one dot.

    >>> file_name("V1500010370/1/8", date(2022, 1, 1), "rus", "pdf")
    'V1500010370-1-8_2022-01-01_rus.pdf'
    """
    safe = re.sub(r"[^A-Za-z0-9]+", "-", what).strip("-") or "text"
    return f"{safe[:120]}_{on.isoformat()}_{language}.{format}"
