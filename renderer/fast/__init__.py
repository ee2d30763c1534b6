"""Printing fast: what is the same on every form is laid out once, the rest is written as bytes.

fill_pdf(blank, values), Template(blank).fill(values)   a form filled
Template(blank).fill_document(document)                 the same with rows in its tables, as `forms.fill` writes them
merge(template, applicants), zip_of(...)                many forms filled, in one file
journal_pdf(document, rows)                             a table of any length
"""

from renderer.fast.blanks import Template, fill_pdf
from renderer.fast.journal import journal_pdf
from renderer.fast.merge import merge, zip_of
from renderer.fast.values import filled

__all__ = ["Template", "fill_pdf", "filled", "journal_pdf", "merge", "zip_of"]
