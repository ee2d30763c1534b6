"""What the bank and the portal set around an act's own words: notices under a head of their own, the copyright line.

"Примечание ИЗПИ!" / "Порядок введения в действие настоящего Закона см. ст. 2": the words of a notice stand in a
paragraph of their own, and are told from the act's by what notices say; a paragraph that may be either stays text,
with a finding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from legal.findings import finding
from legal.letters import pattern
from legal.reading.blocks import Block, Line
from legal.reading.format_marks import goes_on_notice, heads_notice, is_note
from legal.reading.labels import HEADED, is_contents, is_great_part, label_of
from legal.reading.wraps import squeeze
from legal.records import Finding, Note

_ELECTRONIC = pattern(
    r"Данный документ согласно пункту 1 статьи 7 .{0,240}равнозначен|"
    r"Осы құжат .{0,300}қағаз (?:тасығыштағы|жеткізгіштегі)|"
    r"(?:Результаты согласования|Келісу нәтижелері)(?:\s|\.|$)|"
    r".{0,160}?\d{2}\.\d{2}\.\d{4},?\s\d{1,2}:\d{2}.{0,60}?(?:результат проверки ЭЦП|ЭЦҚ тексеру)",
    re.DOTALL,
)
_COMING = pattern(
    r"(?:Примечание\.?\s?(?:ИЗПИ|РЦПИ)|ескертпесі).*(?:редакци|дополн|толықтыр).*:$", re.DOTALL | re.IGNORECASE
)
_CLOSES = re.compile(r"[\"»”]\s?[.;]?$")
_LONGEST = 60
_FEWEST = 3
"""Headings in a row without text that a table of contents has at least where no word says what it is."""

_COPYRIGHT = re.compile(r"©\s?(?:[0-9]{4}|РГП|Қазақстан|Республика)")


def notices_whole(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """The blocks with each notice as one: its head, what stands under it, and the wording to come that it quotes."""
    out: list[Block] = []
    findings: list[Finding] = []
    texts = [block.text if not block.rows else "" for block in blocks]
    below = 0
    for at, block in enumerate(blocks):
        before = out[-1] if out else None
        if at >= below and before is not None and (before.kind == "note" or is_note(before.text)):
            below = coming_end(before.text, texts, at)
        if at < below and before is not None:
            out[-1] = replace(before, kind="note", text=f"{before.text} {block.text}", last=block.last)
        elif before is None or block.rows or not block.text or not heads_notice(before.text):
            out.append(block)
        elif (block.kind == "note" and not is_note(block.text)) or goes_on_notice(block.text):
            out[-1] = replace(before, kind="note", text=f"{before.text} {block.text}", last=block.last)
        else:
            if not is_note(block.text):
                findings.append(notice_unclear(block.text, block.first))
            out.append(block)
    return tuple(out), tuple(findings)


def coming_end(notice: str, texts: Sequence[str], at: int) -> int:
    """The index after the wording to come that a notice quotes below it, `at` itself where it quotes none.

    "Примечание ИЗПИ! … предусмотрен в следующей редакции:" / "«5. …" / "…»;": the quotes balance where it ends.
    """
    opening = texts[at][:1] if at < len(texts) else ""
    closing = {'"': '"', "«": "»", "“": "”"}.get(opening)
    if closing is None or not _COMING.search(notice):
        return at
    opened = closed = 0
    for index in range(at, min(len(texts), at + _LONGEST)):
        opened += texts[index].count(opening)
        closed += texts[index].count(closing)
        even = opened % 2 == 0 if opening == closing else opened == closed
        if even and _CLOSES.search(texts[index]):
            return index + 1
    return at


def notice_unclear(text: str, line: int) -> Finding:
    """The finding on a paragraph that may be the words of the notice above it."""
    return finding("notice-unclear", f"under the head of a notice, read as text of the act: {text[:60]!r}", line)


def is_electronic_mark(text: str) -> bool:
    """Whether a paragraph is what signing an electronic document leaves under the signature. In the forms of an annex
    the same words are text of the form.

    >>> is_electronic_mark("К. Айтбаев, 06.02.2024 17:05:11, положительный результат проверки ЭЦП")
    True
    >>> is_electronic_mark("3) положительный результат проверки ЭЦП услугополучателя;")
    False
    """
    return _ELECTRONIC.match(text) is not None


def contents_apart(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Note, ...], tuple[Finding, ...]]:
    """The blocks without the table of contents that codes have above their text, and that table as a note.

    It is a run of headings, under its word or none, whose first one stands again below it.
    """
    word = next((i for i, block in enumerate(blocks) if is_contents(block.text)), None)
    first = word + 1 if word is not None else next((i for i, b in enumerate(blocks) if _heads(b)), len(blocks))
    end = first
    while end < len(blocks) and _heads(blocks[end]) and (end == first or not _same(blocks[first], blocks[end])):
        end += 1
    again = any(_same(blocks[first], block) for block in blocks[end:]) if end > first else False
    if not again or (word is None and end - first < _FEWEST):
        return tuple(blocks), (), ()
    start = first if word is None else word
    text = " ".join(block.text for block in blocks[start:end])
    note = Note("notice", text, (blocks[start].first, blocks[end - 1].last))
    message = "the table of contents is not kept: it follows from the headings"
    told = finding("contents-not-kept", message, blocks[start].first, severity="info")
    return (*blocks[:start], *blocks[end:]), (note,), (told,)


def _heads(block: Block) -> bool:
    label = label_of(block.text)
    return not block.rows and (is_great_part(block.text) or (label is not None and label.kind in HEADED))


def _same(one: Block, other: Block) -> bool:
    """Whether two headings are of one element; a page number may stand behind that of the contents."""
    mine, theirs = label_of(one.text), label_of(other.text)
    if mine is None or theirs is None:
        return one.text == other.text
    return (mine.kind, mine.num) == (theirs.kind, theirs.num)


def copyright_apart(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """The blocks above the line of the publisher ("© 2012. РГП на ПХВ …"), and that line with all below it."""
    at = next((i for i, block in enumerate(blocks) if _COPYRIGHT.match(block.text)), len(blocks))
    return tuple(blocks[:at]), tuple(
        Note("copyright", block.text, (block.first, block.last)) for block in blocks[at:] if block.text
    )


def copyright_lines_apart(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Note, ...]]:
    """The same for physical lines."""
    at = next((i for i, line in enumerate(lines) if _COPYRIGHT.match(line.text.strip())), len(lines))
    below = [line for line in lines[at:] if not line.blank]
    return tuple(lines[:at]), tuple(Note("copyright", squeeze(line.text), (line.number, line.number)) for line in below)
