"""What a document must contain, as plain data: standards, acts, sheets, journals, forms, and texts of acts."""

from forms.documents import document, documents
from forms.standard import Standard, StandardRow, standard
from forms.text import text_document

__all__ = ["Standard", "StandardRow", "document", "documents", "standard", "text_document"]
