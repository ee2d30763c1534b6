"""New text that stands in one line with its instruction, and instructions that follow it there."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from legal.amend.entries import Entry
from legal.amend.force import parse_short_force
from legal.amend.formula import is_instruction_like
from legal.amend.language import quote_spans
from legal.amend.syntax import ForcePart
from legal.records import Language

_INLINE = re.compile(
    r"(?:редакции|содержания|редакцияда|редакциясында|жазылсын|мазмұндалсын|толықтырылсын|толтырылсын)\s?:\s?"
    r"(?=[\"«“].)",
    re.IGNORECASE | re.DOTALL,
)
_DATED = re.compile(
    r"(?P<words>\s?\((?P<force>(?:ввод|вступа)[^()\"«»]{5,120}|[^()\"«»]{5,120}қолданысқа енгізіл[^()\"«»]{1,20})\))"
    r"(?=\s?[;:.,]?\s?$)",
    re.IGNORECASE,
)
"""The day of an instruction in a bracket at its end: "пункт 6 исключить (вводится в действие с 1 июля 2026 года);"."""
_VOID_FROM = re.compile(
    r"[^\"«“]{0,200}?\bутративш\w+ силу"
    r"(?P<words>\s(?P<force>с [0-9]{1,2}(?:\s\w+\s|\.[0-9]{2}\.)[0-9]{4}(?:\sгода)?))(?!\w)",
    re.IGNORECASE,
)
"""The day of a repeal: "признать утратившим силу с 1 июля 2026 года приказ …"."""
_SINCE_KAZAKH = re.compile(
    r"(?P<words>(?P<force>[0-9]{4}\sжылғы\s[0-9]{1,2}\s\w+[дтн][ае]н\sбастап),?\s)(?!.*(?:енгізілсін|тоқтат))"
    r"(?=.*(?:[^:\s]|(?:жазылсын|мазмұндалсын|толықтырылсын)\s?:)\s?$)",
    re.DOTALL | re.IGNORECASE,
)
"""The day of an instruction that begins with it: "2026 жылғы 1 шілдеден бастап 5-тармақ алып тасталсын".

A lead line or an opening that begins so would date what follows it: none is read."""
_LIST_BEGINS = re.compile(
    r"^(?P<lead>[^\"«»:]*(?:\bсилу|күш(?:і|ін)\s[^\"«»:]*(?:танылсын|саналсын))\s?:)\s1\)\s(?P<item>\S.*)$",
    re.DOTALL | re.IGNORECASE,
)
"""A list whose first item stands in the line that leads to it: "Признать утратившими силу: 1) приказ …"."""
_MOST_INLINE = 50
"""New texts that stand in one line with their instructions: of more, the line is refused."""
_LONGEST_AHEAD = 2000
"""Characters after a new text in which the verb of the next instruction stands."""
# New text after a colon, where a corrected reading announces one and the published words did not.
_AFTER_COLON = re.compile(r"^(?P<clause>[^\"«“]*:)\s?(?P<text>[\"«“].+)$", re.DOTALL)


def dated_alone(text: str, language: Language) -> tuple[str, ForcePart | None]:
    """An instruction without the words that date it alone, and the rule that they state.

    "пункт 6 исключить (вводится в действие с 1 июля 2026 года);", "признать утратившим силу с 1 июля 2026 года
    приказ …": the rest of the act takes force by its own clause.
    """
    match, says = _DATED.search(text), "{}"
    if match is None:
        match, says = _VOID_FROM.match(text), "вводится в действие {}"
    if match is None and language == "kaz":
        match, says = _SINCE_KAZAKH.match(text), "{} қолданысқа енгізіледі"
    part = parse_short_force(says.format(match["force"]), language) if match else None
    if match is None or part is None:
        return text, None
    first, after = match.span("words")
    return text[:first] + text[after:], part


def split_inline(entry: Entry, language: Language) -> list[tuple[str, tuple[Entry, ...]]]:
    """The instructions of a line, each with its new text where that stands in the same line.

    "подпункт 2) изложить в следующей редакции: «2) …»; подпункт 3) исключить;": two, the second without.
    """
    text = entry.text
    if entry.node.kind == "table":
        return [(text, ())]
    if led := _LIST_BEGINS.match(text):
        return [(led["lead"], ()), (led["item"], ())]
    spans = quote_spans(text)
    opens = sorted(spans)
    found: list[tuple[str, tuple[Entry, ...]]] = []
    at = 0
    for match in _INLINE.finditer(text):
        outer = opens[bisect_left(opens, match.start()) - 1 :][:1]
        if match.start() < at or (outer and outer[0] < match.start() < spans[outer[0]]) or len(found) == _MOST_INLINE:
            continue
        after = _end_of_text(text, spans.get(match.end()), language)
        words = text[match.end() : after].strip()
        found.append(
            (text[at : match.end()].rstrip(), (replace(entry, text=words, node=replace(entry.node, text=words)),))
        )
        at = after
    return found if found and at == len(text) else [*found, (text[at:], ())]


def after_colon(entry: Entry) -> tuple[Entry, ...]:
    """The quoted text at the end of a line whose instruction was not understood as published."""
    match = None if entry.node.kind == "table" else _AFTER_COLON.match(entry.text)
    if match is None:
        return ()
    return (replace(entry, text=match["text"], node=replace(entry.node, text=match["text"])),)


def _end_of_text(text: str, closing: int | None, language: Language) -> int:
    """Where a new text ends: where its quote closes, if an instruction follows in the line, else with the line."""
    if closing is None:
        return len(text)
    rest = len(text) - len(text[closing + 1 :].lstrip(" ;.,"))
    return rest if is_instruction_like(text[rest : rest + _LONGEST_AHEAD], language) else len(text)
