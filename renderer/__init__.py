"""A document as HTML, PDF, DOCX, JSON, XML and text."""
