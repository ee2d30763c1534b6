"""Kazakh lists whose verb stands at their end, given the lead line that other lists begin with.

"2. Мыналардың:" / "1) … № 3 бұйрығының;" / "2) … № 88 бұйрығының 1-тармағының күші жойылды деп танылсын." says what
"2. Мыналардың күші жойылды деп танылсын:" with the same items says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from legal.amend.entries import Entry
from legal.amend.formula import parse_clause
from legal.amend.language import fold
from legal.amend.syntax import RepealActs
from legal.records import Language
from legal.vocabulary.kazakh import PHRASES

_VOID = "күші жойылды деп танылсын"
_ENDINGS = tuple(words for words, terminal in PHRASES if terminal == "VOID_DECLARE")


def led(entries: Sequence[Entry], language: Language) -> Sequence[Entry]:
    """The lines of an element with the verb of its list in the lead line; other elements as they are.

    The last item keeps its verb, by which it reads alone; a line that is the verb alone goes.
    """
    own = [entry for entry in entries if not entry.quoted]
    if language != "kaz" or len(own) < 2 or not own[0].text.endswith(":"):
        return entries
    last = " ".join(fold(word) for word in own[-1].text.rstrip(" .;").split())
    if not last.endswith(_ENDINGS):
        return entries
    lead = f"{own[0].text.rstrip(' :')} {_VOID}:"
    if parse_clause(lead, language) != (RepealActs((), None),):
        return entries
    kept = [entry for entry in entries if entry is not own[-1]] if last in _ENDINGS else list(entries)
    return [replace(entry, text=lead) if entry is own[0] else entry for entry in kept]
