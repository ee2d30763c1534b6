"""What the site embeds: a document inside a page of its own, and the style for it."""

from __future__ import annotations

from markupsafe import Markup

from forms.records import Document, DocumentKind
from renderer.html import fragment, stylesheet


def render_fragment(document: Document) -> Markup:
    """The document as an `article`, with its warnings and without page furniture (version line, page numbers).

    Anchors are those of the document (`id`), wordings carry `data-since` and `data-by`; no inline styles and no
    scripts, so a strict content security policy holds. Raises TextError for a character that cannot be printed.
    """
    return fragment(document)


def document_css(kind: DocumentKind) -> str:
    """The style of that kind of document, every rule under `.document`."""
    return stylesheet(kind)
