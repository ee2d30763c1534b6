"""Plain text copied out of PDF or from a page: physical lines to blocks.

What the reader guarantees:

1. Linked words stand in their places again (`legal.reading.links`), or a finding says where they may not.
2. A paragraph is one block: a line with an indent of six spaces or more begins one; lines cut at a width and the
   three blank lines of a page break inside a paragraph are joined, each with a finding. In a text without indents
   every line is a paragraph; where such a text is cut at a width, a finding says that its paragraphs are guessed.
3. The characters of the file, spaces left out, are those of the blocks and of the annex lines together.
4. The lines of the annexes stay lines: what a form or a table looks like is read from them later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from legal.findings import finding
from legal.reading.annex_starts import annex_starts
from legal.reading.blocks import Block, Line, Reading
from legal.reading.card import is_registration
from legal.reading.detect import language_of
from legal.reading.format_marks import is_note
from legal.reading.labels import HEADED, STATUS_WORDS, is_annex_label, label_of
from legal.reading.links import repair_links
from legal.reading.wraps import join, squeeze
from legal.records import Finding

_INDENT = 6
_PAGE = 3
_WIDEST = 110
_OWN_NAME = re.compile(
    r"(?:Совместн\w+\s|Конституционн\w+\s)?(?:Приказ|Закон|закон|Постановление|Указ|Решение|Распоряжение|Кодекс)\s"
    r"|.*\d{4}\s+жылғы.*(?:бұйрығы|заңы|қаулысы|жарлығы|шешімі|өкімі|кодексі)(?:\.|$)",
    re.IGNORECASE,
)
_TERMINAL = re.compile(r"[.;:!?]$|[.;:,]?[\"»”][.;:,]?$")


def read_plain(text: str) -> Reading:
    """Blocks of the act's own text and the lines of its annexes, both after the repair of displaced links."""
    raw = tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1))
    language = language_of(text)
    lines, findings = repair_links(raw, language)
    starts = annex_starts(lines, language)
    start = starts[0] if starts else _first_label(lines)
    blocks, joined = blocks_of(lines[:start])
    return Reading(blocks, lines[start:], (*findings, *joined))


def _first_label(lines: Sequence[Line]) -> int:
    """The first annex label at the margin where no caption names the act; a label inside the body is prose."""
    labels = (i for i, line in enumerate(lines) if not line.text.startswith(" " * _INDENT))
    return next((i for i in labels if is_annex_label(squeeze(lines[i].text))), len(lines))


def blocks_of(lines: Sequence[Line]) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """Physical lines as paragraphs; `Reading.lines` of an annex that turns out to be prose go through here too."""
    blocks: list[Block] = []
    findings: list[Finding] = []
    blanks = 0
    wraps = 0
    layout = _layout(lines)
    for line in lines:
        if line.blank:
            blanks += 1
            continue
        if "\t" in line.text and not line.text.startswith(" "):
            blocks.append(Block("lines", line.text.strip("\n"), line.number, line.number))
        elif not blocks or not _continues(blocks[-1], line, blanks, layout):
            blocks.append(Block("text", squeeze(line.text), line.number, line.number))
        else:
            wraps += 1
            if blanks >= _PAGE:
                findings.append(finding("page-break", f"page break before {line.text.strip()[:40]!r}", line.number))
            blocks[-1] = replace(blocks[-1], text=join(blocks[-1].text, line.text), last=line.number)
        blanks = 0
    if wraps:
        findings.append(finding("wrapped-line", f"{wraps} lines cut at a width were joined to their paragraphs"))
    if wraps and layout.flat and layout.width:
        message = "lines cut at a width, and no indent shows where a paragraph begins"
        findings.append(finding("paragraph-unclear", message, lines[0].number))
    return tuple(blocks), tuple(findings)


def notes_apart(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Block, ...]]:
    """The lines of annexes without editorial notes, and the notes: each from its first line to its paragraph's end."""
    layout = _layout(lines)
    kept: list[Line] = []
    notes: list[Block] = []
    inside = False
    blanks = 0
    for line in lines:
        if line.blank:
            blanks += 1
        elif is_note(squeeze(line.text)):
            notes.append(Block("note", squeeze(line.text), line.number, line.number))
            inside, blanks = True, 0
            continue
        elif inside and _continues(replace(notes[-1], kind="text"), line, blanks, layout):
            notes[-1] = replace(notes[-1], text=join(notes[-1].text, line.text), last=line.number)
            blanks = 0
            continue
        else:
            inside, blanks = False, 0
        kept.append(line)
    return tuple(kept), tuple(notes)


class _Layout(NamedTuple):
    """How paragraphs are set off: `flat`, by the line's end alone; `width`, where lines are cut at one, else 0."""

    flat: bool
    width: int


def _layout(lines: Sequence[Line]) -> _Layout:
    """Indents count where labelled lines have them: "1. …" at the margin of an indented text is a cut line."""
    labelled = [line.text for line in lines if "\t" not in line.text and label_of(squeeze(line.text))]
    inside = sum(text.startswith(" " * _INDENT) for text in labelled)
    if inside * 2 >= len(labelled) > 0 or (not labelled and any(li.text.startswith(" " * _INDENT) for li in lines)):
        return _Layout(False, 0)
    widths = [len(squeeze(line.text)) for line in lines if not line.blank and "\t" not in line.text]
    widest = max(widths, default=0)
    cut = sum(1 for li in lines if len(squeeze(li.text)) > 50 and not _TERMINAL.search(squeeze(li.text)))
    return _Layout(True, widest if widest <= _WIDEST and cut >= 3 else 0)


def _continues(block: Block, line: Line, blanks: int, layout: _Layout) -> bool:
    """Whether a line goes on with the block above it."""
    if block.kind == "text" and re.fullmatch(r"\s*[.;,]+\s*", line.text):
        return True
    if layout.flat:
        return block.kind == "text" and not blanks and layout.width > 0 and _cut_at_width(block, line, layout.width)
    if block.kind != "text" or line.text.startswith(" " * _INDENT):
        return False
    if _status(block.text) or _status(squeeze(line.text)) or _names_itself(squeeze(line.text)):
        return False
    if _heads(squeeze(line.text)):
        return False
    if blanks == 0 or blanks >= _PAGE:
        return True
    first = line.text.lstrip()[:1]
    return not _TERMINAL.search(block.text) and (first.islower() or first in ",.;:)»")


def _heads(text: str) -> bool:
    """A heading at the margin of an indented text: "Глава 2. Порядок учета", not "статьи 5 Закона" cut there."""
    label = label_of(text)
    return label is not None and label.kind in HEADED and not re.search(r"[,;:]$|^[а-я]", label.rest)


def _names_itself(text: str) -> bool:
    """The line under a title that names the act itself: "Приказ Министра … от … № 65. Зарегистрирован …"."""
    return _OWN_NAME.match(text) is not None and is_registration(text)


def _cut_at_width(block: Block, line: Line, width: int) -> bool:
    """Whether a line of a text without indents goes on with the one above it, which is about as wide as the text."""
    text = squeeze(line.text)
    if label_of(text) or text[0] in '"«“':
        return False
    if text[0].islower() or text[0] in ",.;:)»":
        return True
    last = (len(block.text) % width or width) if len(block.text) > width else len(block.text)
    return not _TERMINAL.search(block.text) and last > width * 2 // 3


def _status(text: str) -> bool:
    return text.strip(".").lower() in STATUS_WORDS
