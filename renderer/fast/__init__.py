"""Printing fast: a form that was printed once is filled by writing bytes into it."""

from renderer.fast.blanks import Template, fill_pdf
from renderer.fast.journal import journal_pdf
from renderer.fast.values import filled

__all__ = ["Template", "fill_pdf", "filled", "journal_pdf"]
