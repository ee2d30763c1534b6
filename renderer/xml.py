"""A document as Akoma Ntoso 3.0: the bytes it carries, as they are."""

from __future__ import annotations

from forms.records import Document
from renderer.errors import SourceAbsent


def xml(document: Document) -> bytes:
    """The AKN source of the document. Raises SourceAbsent where it carries none."""
    if not document.akn:
        raise SourceAbsent(
            f"The document {document.id} carries no Akoma Ntoso source.", remedy="Ask for it in another format."
        )
    return document.akn
