"""The editorial notes of consolidated texts ("Сноска.", "Ескерту."): read, and made from operations.

They are the bank's words about a text, never text: what they state is history to be checked against the operations.
"""

from legal.notes.beneath import text_with_notes
from legal.notes.generate import note_for
from legal.notes.history import HistoryItem
from legal.notes.parse import parse_note

__all__ = ["HistoryItem", "note_for", "parse_note", "text_with_notes"]
