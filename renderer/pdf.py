"""A document as PDF/A-3a: tagged, bookmarked, its language and title set, its Akoma Ntoso source attached.

WeasyPrint is kept warm: one font configuration and parsed style sheets a process. Threads that share them corrupt the
heap, so every print goes through one lock; for more at once, use more processes.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from functools import partial
from io import BytesIO
from typing import Any

import pikepdf

from forms.records import Document, DocumentKind
from legal.records import Language
from renderer.errors import ToolError
from renderer.html import MARKS_URL, page, page_stylesheet, stylesheet, wide
from renderer.marks import marks_font
from renderer.pdftags import finish
from renderer.profile import profile
from renderer.xmp import packet

VARIANT = "pdf/a-3a"
_PROBE = "Aa Яя ӘәҒғҚқҢңӨөҰұҮүҺһІі ₸ №"
_REMEDY = "Install them: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-croscore."


def pdf(document: Document) -> bytes:
    """The document as PDF. The same document gives the same bytes, on one version of the libraries.

    Raises TextError for a character that cannot be printed, ToolError where Pango or the font is missing.
    """
    markup = page(document)
    with _lock:
        return _press().print(document, markup)


def print_page(document: Document, markup: str) -> bytes:
    """A page of one's own, printed with the style, the sheet and the fonts of that document. Raises as `pdf` does."""
    with _lock:
        return _press().print(document, markup)


def whole_font() -> tuple[str, bytes]:
    """The upright style of the print font: its name in a PDF and its file. Raises ToolError where it is missing."""
    with _lock:
        return _press().whole_font()


class _Press:
    """WeasyPrint with its fonts and style sheets. Not thread-safe: used under `_lock` only."""

    def __init__(self) -> None:
        weasyprint, fonts = _weasyprint()
        self._weasyprint = weasyprint
        self._fonts = fonts.FontConfiguration()
        self._fetcher = _refusing(weasyprint)
        self._sheets: dict[tuple[DocumentKind | Language, bool], Any] = {}
        self._check_font()

    def print(self, document: Document, markup: str) -> bytes:
        """PDF bytes of a page."""
        moment = datetime.combine(document.on, time(), UTC)
        sheets = [
            self._sheet(document.kind, False, stylesheet(document.kind, printed=True)),
            self._sheet(
                document.language, wide(document), page_stylesheet(document.language, wide(document), printed=True)
            ),
        ]
        attachments = []
        if document.akn:
            attachments.append(
                self._weasyprint.Attachment(
                    file_obj=BytesIO(document.akn),
                    url_fetcher=self._fetcher,
                    name="source.xml",
                    description=document.title,
                    relationship="Source",
                    created=moment,
                    modified=moment,
                )
            )
        with _epoch(moment):
            data: bytes = self._html(markup).write_pdf(
                font_config=self._fonts,
                stylesheets=sheets,
                pdf_variant=VARIANT,
                attachments=attachments,
                finisher=partial(finish, packet(document, f"WeasyPrint {self._weasyprint.__version__}")),
            )
        return data

    def whole_font(self) -> tuple[str, bytes]:
        """The name and the file of the print font."""
        css = self._weasyprint.CSS(
            string=f'p {{ font-family: "{profile().print_font}" }}', font_config=self._fonts, url_fetcher=self._fetcher
        )
        data = self._html(f"<p>{_PROBE}</p>").write_pdf(font_config=self._fonts, stylesheets=[css], full_fonts=True)
        with pikepdf.open(BytesIO(data)) as probe:
            descriptor = next(
                entry for entry in probe.objects if isinstance(entry, pikepdf.Dictionary) and "/FontFile2" in entry
            )
            name = str(descriptor.FontName).rsplit("+", 1)[-1].lstrip("/")
            return name, bytes(descriptor.FontFile2.read_bytes())

    def _html(self, markup: str) -> Any:
        return self._weasyprint.HTML(string=markup, url_fetcher=self._fetcher)

    def _sheet(self, key: DocumentKind | Language, lying: bool, text: str) -> Any:
        if (key, lying) not in self._sheets:
            self._sheets[key, lying] = self._weasyprint.CSS(
                string=text, font_config=self._fonts, url_fetcher=self._fetcher
            )
        return self._sheets[key, lying]

    def _check_font(self) -> None:
        """Every letter of both languages must come out of the one font of the profile, or print is refused."""
        font = profile().print_font
        css = self._weasyprint.CSS(string=f'p {{ font-family: "{font}" }}', font_config=self._fonts)
        data = self._html(f"<p>{_PROBE}</p>").write_pdf(font_config=self._fonts, stylesheets=[css])
        with pikepdf.open(BytesIO(data)) as probe:
            used = {
                str(entry.get("/FontName", "")).rsplit("+", 1)[-1].lstrip("/")
                for entry in probe.objects
                if isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/FontDescriptor"
            }
        if not used or any(not name.startswith(font.replace(" ", "")) for name in used):
            found = ", ".join(sorted(used)) or "none"
            raise ToolError(f"The font {font} is not on this machine (found: {found}).", remedy=_REMEDY)


_lock = threading.Lock()
_pressed: list[_Press] = []


def _press() -> _Press:
    if not _pressed:
        _pressed.append(_Press())
    return _pressed[0]


def _weasyprint() -> tuple[Any, Any]:
    """WeasyPrint loads Pango when it is imported: only when a PDF is asked for, with a remedy if it is missing."""
    try:
        import weasyprint
        from weasyprint.text import fonts
    except OSError as error:
        raise ToolError(f"Pango cannot be loaded: {error}.", remedy=_REMEDY) from error
    return weasyprint, fonts


def _refusing(weasyprint: Any) -> Any:
    """A fetcher that fetches the font of marks, made here, and nothing else: a document needs no file and no network,
    whatever its text says."""

    class Refuse(weasyprint.urls.URLFetcher):  # type: ignore[misc]  # loaded at run time
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url == MARKS_URL:
                return weasyprint.urls.URLFetcherResponse(url, marks_font(), {"Content-Type": "font/ttf"})
            raise ValueError("A document refers to nothing outside itself.")

    return Refuse()


@contextmanager
def _epoch(moment: datetime) -> Iterator[None]:
    """Sets SOURCE_DATE_EPOCH, which fontTools writes into subset fonts, and puts it back. Under `_lock`."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(max(int(moment.timestamp()), 0))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
