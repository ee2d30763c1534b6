"""One call for every output, and a small memory of what was made."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Literal, NamedTuple, get_args

from forms.records import Document
from renderer.data import json
from renderer.docx import docx
from renderer.html import html
from renderer.pdf import pdf
from renderer.plain import text
from renderer.xml import xml

Format = Literal["html", "pdf", "docx", "json", "xml", "txt"]
FORMATS: tuple[Format, ...] = get_args(Format)


class Output(NamedTuple):
    """How a format is made, what it is called on the web, and whether making it is worth remembering."""

    make: Callable[[Document], bytes]
    media_type: str
    remember: bool


OUTPUTS: dict[Format, Output] = {
    "html": Output(html, "text/html; charset=utf-8", True),
    "pdf": Output(pdf, "application/pdf", True),
    "docx": Output(docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", True),
    "json": Output(json, "application/json; charset=utf-8", False),
    "xml": Output(xml, "application/akn+xml; charset=utf-8", False),
    "txt": Output(text, "text/plain; charset=utf-8", False),
}


def render(document: Document, format: Format, *, remember: bool = True) -> bytes:
    """The document in that format: a pure function, the same document gives the same bytes.

    `remember` False keeps nothing of it in memory afterwards: for documents filled with personal data.
    Raises KeyError for a format not in FORMATS, TextError for a character that cannot be printed, SourceAbsent for
    the XML of a document without AKN, ToolError where Pango or the font is missing (PDF).
    """
    output = OUTPUTS[format]
    if not (remember and output.remember):
        return output.make(document)
    return _remembered.get(document, format, output.make)


def media_type(format: Format) -> str:
    """The media type to serve a format as."""
    return OUTPUTS[format].media_type


class _Memory:
    """The last outputs made, by the whole content of their document; forgets the oldest beyond `limit` bytes.

    Documents are frozen and compare by value, so a document is its own key: no hash can mistake one for another.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._made: OrderedDict[tuple[Format, Document], bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, document: Document, format: Format, make: Callable[[Document], bytes]) -> bytes:
        key = (format, document)
        with self._lock:
            if (data := self._made.get(key)) is not None:
                self._made.move_to_end(key)
                return data
        data = make(document)
        with self._lock:
            if key not in self._made and len(data) <= self._limit // 4:
                self._made[key] = data
                self._size += len(data)
            while self._size > self._limit:
                _, oldest = self._made.popitem(last=False)
                self._size -= len(oldest)
        return data

    def clear(self) -> None:
        """Forgets everything."""
        with self._lock:
            self._made.clear()
            self._size = 0


_remembered = _Memory(limit=16 * 1024 * 1024)
