"""Plain text copied out of PDF or from a page: physical lines to blocks.

What the reader guarantees:

1. Linked words stand in their places again (`legal.reading.links`), or a finding says where they may not.
2. A paragraph is one block: a line with an indent of six spaces or more begins one; lines cut at a width and the
   three blank lines of a page break inside a paragraph are joined, each with a finding. In a text without indents
   every line is a paragraph; where such a text is cut at a width, a finding says that its paragraphs are guessed.
3. The characters of the file, spaces, menus, furniture of pages and hyphens of divided words left out, are those of the
   blocks and of the annex lines together.
4. The lines of the annexes stay lines: what a form or a table looks like is read from them later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Literal, NamedTuple

from legal.findings import finding
from legal.letters import folded, pattern
from legal.reading.annex_head import split_label
from legal.reading.annex_starts import annex_starts
from legal.reading.approved import begins_approval
from legal.reading.blocks import Block, Line, Reading
from legal.reading.card import is_registration
from legal.reading.detect import language_of
from legal.reading.divided import undivided_lines
from legal.reading.format_marks import goes_on_notice, heads_notice, is_note
from legal.reading.furniture import furniture_apart
from legal.reading.labels import HEADED, STATUS_WORDS, is_annex_label, is_contents, is_great_part, label_of
from legal.reading.links import repair_links
from legal.reading.notices import coming_end, notice_unclear
from legal.reading.signing import APPROVES, INITIALS
from legal.reading.site import site_apart
from legal.reading.table_tabs import is_tabbed
from legal.reading.wraps import join_all, squeeze, visible
from legal.records import Finding

_INDENT = 6
_TAB_LED = re.compile(r"[ \u00a0]*\t+\s*(?P<words>\S[^\t]*)")
_PAGE = 3
_WIDEST = 110
_SLACK = 8
_DEEPER = 6
_UNEVEN = 3
"""Columns, doubled, by which the middles of centred lines may differ."""
_CAPTION = 60
_LONGEST_LINK = 60
_NOTE_LINES = 4
_HEAD_LINES = 3
_HEAD_SIZE = 30
_NAME_LINES = 5
_OWN_NAME_RUS = re.compile(
    r"(?:Совместн\w+\s|Конституционн\w+\s|Нормативн\w+\s)?"
    r"(?:Приказ|Закон|закон|Постановление|Указ|Решение|Распоряжение|Кодекс)\s",
    re.IGNORECASE,
)
_OWN_NAME_KAZ = pattern(
    r"Қазақстан\s+Республикасының\s+(?:Конституциялық\s+)?(?:заңы|кодексі)\s+\d{4}\s+жылғы\s"
    r"|.*\d{4}\s+жылғы.*(?:бұйрығы|заңы|қаулысы|жарлығы|шешімі|өкімі|кодексі)(?:\.|$)",
    re.IGNORECASE,
)
_FORM_WORD = pattern(r"(?<!\w)(?:бұйры|заң[ыдғн]|қаулы|жарлы|шешім|өкім|кодекс)\w*", re.IGNORECASE)
_NOMINATIVE = pattern(r"бұйрығы|заңы|қаулысы|жарлығы|шешімі|өкімі|кодексі", re.IGNORECASE)
_TITLED = pattern(r"\sтуралы[\"»”]?$")
_TERMINAL = re.compile(r"[.;:!?]$|[.;:,]?[\"»”][.;:,]?$")


def read_plain(text: str) -> Reading:
    """Blocks of the act's own text and the lines of its annexes, both without what pages left between their lines, and
    after the repair of divided words and displaced links.
    """
    raw = _tabs_apart(text.split("\n"))
    language = language_of(text)
    act, around = site_apart(raw)
    printed, left_out = furniture_apart(act)
    whole, divided = undivided_lines(_at_margin(printed), language)
    seen = whole if visible(text) is text else tuple(replace(line, text=visible(line.text)) for line in whole)
    lines, repaired = repair_links(seen, language)
    findings = (*around, *left_out, *divided, *repaired)
    starts = annex_starts(lines, language)
    start = starts[0] if starts else _first_label(lines)
    blocks, joined = blocks_of(lines[:start])
    return Reading(blocks, lines[start:], (*findings, *joined))


def _tabs_apart(texts: Sequence[str]) -> tuple[Line, ...]:
    """The lines of a file, numbered, with tabs between cells only.

    A tab before a line is the indent of a paragraph, where numbered lines have it too; else it is the empty cell that
    a page sets beside the caption of an annex. Captions are indented in neither: a label, or a short line without a
    stop that goes on at the margin.
    """
    led = [_TAB_LED.fullmatch(text) for text in texts]
    indents = sum(match is not None and _numbered(squeeze(match["words"])) for match in led) > 1
    made = []
    for number, (text, match) in enumerate(zip(texts, led, strict=True), 1):
        words = match["words"] if match else text
        below = texts[number] if number < len(texts) and led[number] is None else ""
        indent = match is not None and indents and not _captions(squeeze(words), squeeze(below))
        made.append(Line(number, " " * _INDENT + words if indent else words))
    return tuple(made)


def _at_margin(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with those at the margin that a print of the page's layout sets in the middle or at the right: groups
    between blank lines, each line far beyond the indent of paragraphs, or each with the same middle; and paragraphs
    with the indent that this reader knows. In a text without indents nothing is told by one.
    """
    indents = [_depth(line) for line in lines if _numbered(squeeze(line.text))]
    usual = max(set(indents), key=indents.count) if indents else 0
    if usual < _INDENT:
        return tuple(lines)
    made: list[Line] = []
    for _, run in groupby(lines, key=lambda line: line.blank):
        group = list(run)
        words = any(letter.isalpha() for line in group for letter in line.text)
        far = words and all(_depth(line) >= usual + _DEEPER and not _numbered(squeeze(line.text)) for line in group)
        aside = far or _centred(group)
        indent = 0 if aside else _INDENT
        moves = aside or usual > _INDENT
        made += [_indented(line, indent) if moves and (aside or _depth(line) == usual) else line for line in group]
    return tuple(made)


def _indented(line: Line, indent: int) -> Line:
    return replace(line, text=" " * indent + line.text.lstrip(" "))


def _depth(line: Line) -> int:
    """The spaces that a line begins with."""
    return len(line.text) - len(line.text.lstrip(" "))


def _centred(group: Sequence[Line]) -> bool:
    """Whether several lines have one middle and begin at different places, none at the margin."""
    starts = {_depth(line) for line in group}
    middles = [_depth(line) + len(line.text.rstrip()) for line in group]
    return len(starts) > 1 and min(starts) > 0 and max(middles) - min(middles) <= _UNEVEN


def _captions(text: str, below: str) -> bool:
    """The first line of a caption: a label, the words of approval, or the first words of several lines."""
    if is_annex_label(text) or split_label(text, "rus") is not None or begins_approval(text):
        return True
    short = len(text) <= _CAPTION and len(below) <= _CAPTION and "__" not in text
    return short and bool(below) and not _TERMINAL.search(text) and label_of(text) is None


def _first_label(lines: Sequence[Line]) -> int:
    """The first annex label at the margin where no caption names the act; a label inside the body is prose."""
    labels = (i for i, line in enumerate(lines) if not line.text.startswith(" " * _INDENT))
    return next((i for i in labels if is_annex_label(squeeze(lines[i].text))), len(lines))


def blocks_of(lines: Sequence[Line]) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """Physical lines as paragraphs; `Reading.lines` of an annex that turns out to be prose go through here too."""
    blocks: list[Block] = []
    findings: list[Finding] = []
    layout = _layout(lines)
    wraps = 0
    for paragraph in _paragraphs(lines, layout):
        first, *rest = paragraph.filled
        words = first.text.strip("\n") if paragraph.kind == "lines" else join_all([li.text for li in paragraph.filled])
        blocks.append(Block(paragraph.kind, words, first.number, paragraph.filled[-1].number))
        wraps += len(rest)
        for line in paragraph.pages:
            findings.append(finding("page-break", f"page break before {line.text.strip()[:40]!r}", line.number))
    if wraps:
        findings.append(finding("wrapped-line", f"{wraps} lines cut at a width were joined to their paragraphs"))
    if wraps and layout.flat and layout.width:
        message = "lines cut at a width, and no indent shows where a paragraph begins"
        findings.append(finding("paragraph-unclear", message, lines[0].number))
    return tuple(blocks), tuple(findings)


def notes_apart(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Block, ...], tuple[Finding, ...]]:
    """The lines of annexes without editorial notes, and the notes: each from its first line to its paragraph's end.

    The words of a notice go with its head ("Примечание ИЗПИ!"); a finding tells where they may be the annex's own.
    """
    notes: list[Block] = []
    findings: list[Finding] = []
    out: set[int] = set()
    headed = False  # the paragraph above is the head of a notice
    paragraphs = _paragraphs(lines, _layout(lines))
    texts = [join_all([line.text for line in paragraph.filled]) for paragraph in paragraphs]
    below = 0  # the paragraph after the wording to come that a notice quotes
    for at, paragraph in enumerate(paragraphs):
        first, last = paragraph.filled[0], paragraph.filled[-1]
        # What tells a note may stand on its second line: "2) исключен приказом … от" / "11.03.2022".
        note = is_note(squeeze(first.text)) or is_note(join_all([line.text for line in paragraph.filled[:_NOTE_LINES]]))
        text = texts[at]
        words = at < below or (headed and not note and goes_on_notice(text))
        if words:
            notes[-1] = replace(notes[-1], text=f"{notes[-1].text} {text}", last=last.number)
        elif note:
            notes.append(Block("note", text, first.number, last.number))
        elif headed:
            findings.append(notice_unclear(text, first.number))
        if note or words:
            out.update(range(first.number, last.number + 1))
        headed = note and heads_notice(text)
        below = coming_end(notes[-1].text, texts, at + 1) if (note or words) and at >= below else below
    return tuple(line for line in lines if line.number not in out), tuple(notes), tuple(findings)


@dataclass(slots=True)
class _Paragraph:
    """A paragraph being gathered: its lines with words, those of them at the head of a page, and its size."""

    kind: Literal["text", "lines"]
    filled: list[Line]
    pages: list[Line] = field(default_factory=list)
    size: int = 0

    @property
    def last(self) -> str:
        """The words of the last line."""
        return squeeze(self.filled[-1].text)


def _paragraphs(lines: Sequence[Line], layout: _Layout) -> list[_Paragraph]:
    """The lines with words in groups of one paragraph."""
    made: list[_Paragraph] = []
    blanks = 0
    heads = frozenset[int]() if layout.flat else _numbered_heads(lines, layout.reach) | _own_names(lines)
    for line in lines:
        if line.blank:
            blanks += 1
            continue
        size = len(squeeze(line.text))
        if is_tabbed(line.text) and not line.text.startswith(" "):
            made.append(_Paragraph("lines", [line], size=size))
        elif not made or line.number in heads or not _continues(made[-1], line, blanks, layout):
            made.append(_Paragraph("text", [line], size=size))
        else:
            if blanks >= _PAGE:
                made[-1].pages.append(line)
            made[-1].filled.append(line)
            made[-1].size += size + 1
        blanks = 0
    return made


class _Layout(NamedTuple):
    """How paragraphs are set off: `flat`, by the line's end alone; `width`, where lines are cut at one, else 0.

    `reach` is how far the lines of an indented text go, save the longest few that displaced links made longer.
    """

    flat: bool
    width: int
    reach: int = 0


def _layout(lines: Sequence[Line]) -> _Layout:
    """Indents count where numbered lines have them: "1. …" at the margin of an indented text is a cut line. Headings
    ("Статья 1. …") stand at the margin of either.
    """
    labelled = [line.text for line in lines if "\t" not in line.text and _numbered(squeeze(line.text))]
    inside = sum(text.startswith(" " * _INDENT) for text in labelled)
    if inside * 2 >= len(labelled) > 0 or (not labelled and any(li.text.startswith(" " * _INDENT) for li in lines)):
        lengths = sorted(len(line.text.rstrip()) for line in lines if not line.blank and "\t" not in line.text)
        return _Layout(False, 0, lengths[len(lengths) * 19 // 20])
    widths = [len(squeeze(line.text)) for line in lines if not line.blank and "\t" not in line.text]
    widest = max(widths, default=0)
    cut = sum(1 for li in lines if len(squeeze(li.text)) > 50 and not _TERMINAL.search(squeeze(li.text)))
    return _Layout(True, widest if widest <= _WIDEST and cut >= 3 else 0)


def _numbered(text: str) -> bool:
    label = label_of(text)
    return label is not None and label.kind not in HEADED


def _continues(block: _Paragraph, line: Line, blanks: int, layout: _Layout) -> bool:
    """Whether a line goes on with the paragraph above it."""
    if block.kind == "text" and re.fullmatch(r"\s*[.;,]+\s*", line.text):
        return True
    if layout.flat:
        return block.kind == "text" and not blanks and layout.width > 0 and _cut_at_width(block, line, layout.width)
    if block.kind != "text" or line.text.startswith(" " * _INDENT):
        return False
    if (len(block.filled) == 1 and _status(block.last)) or _status(squeeze(line.text)):
        return False
    if APPROVES.match(squeeze(line.text)) or _signed(block, line) or _heads(squeeze(line.text)):
        return False
    if _had_room(block.filled[-1].text, line, layout.reach):
        return False
    text = squeeze(line.text)
    if (is_annex_label(text) or split_label(text, "rus")) and (blanks or _TERMINAL.search(block.last)):
        return False
    if blanks == 0 or blanks >= _PAGE:
        return True
    first = line.text.lstrip()[:1]
    return not _TERMINAL.search(block.last) and (first.islower() or first in ",.;:)»")


def _signed(block: _Paragraph, line: Line) -> bool:
    """Whether a name that signs ends the line above: no paragraph of the act goes on with a capital there."""
    begun = label_of(squeeze(block.filled[0].text)) is not None
    return not begun and INITIALS.search(block.last) is not None and not squeeze(line.text)[0].islower()


def _had_room(above: str, line: Line, reach: int) -> bool:
    """Whether a sentence ended above although the first word of this line had room there: no wrap, a heading."""
    text = squeeze(line.text)
    word = text.split(" ", 1)[0]
    begins = not text[0].islower() and text[0] not in ",.;:)»№-–—"
    # Where lines go on past any page's width, none is cut at one.
    if max(reach, len(above)) > _WIDEST + _LONGEST_LINK:
        return begins
    ended = _TERMINAL.search(squeeze(above)) is not None
    return begins and ended and len(above.rstrip()) + 1 + len(word) < reach - _SLACK


def _heads(text: str) -> bool:
    """A heading at the margin of an indented text: "Глава 2. Порядок учета", not "статьи 5 Закона" cut there."""
    if is_great_part(text) or is_contents(text):
        return True
    label = label_of(text)
    return label is not None and label.kind in HEADED and not re.search(r"[,;:]$|^[а-я]", label.rest)


def _numbered_heads(lines: Sequence[Line], reach: int) -> frozenset[int]:
    """The lines at the margin that begin a heading numbered as a paragraph is: "2. Порядок учета", the next paragraph
    right under it. The end of a sentence that was cut before its number ("… пунктом" / "2. Заявитель …") has a stop,
    and a line cut before one ("… года №") is full.
    """
    filled = [line for line in lines if not line.blank]
    found: set[int] = set()
    for at, line in enumerate(filled):
        label = None if line.text.startswith(" ") or "\t" in line.text else label_of(squeeze(line.text))
        if label is None or label.kind != "paragraph" or not label.rest[:1].isupper():
            continue
        above = filled[at - 1].text.rstrip() if at else ""
        if not _TERMINAL.search(above) and len(above) + 1 + len(label.label) >= reach - _SLACK:
            continue
        below = next((i for i in range(at + 1, len(filled)) if filled[i].text.startswith(" " * _INDENT)), None)
        if below is not None and below - at <= _HEAD_LINES and not _TERMINAL.search(filled[below - 1].text.rstrip()):
            found.add(line.number)
    return frozenset(found)


def _own_names(lines: Sequence[Line]) -> frozenset[int]:
    """The line under the title that names the act itself: "Приказ Министра … от … № 65. Зарегистрирован …", or the
    first of the lines that it is cut into.
    """
    head = [line for line in lines if not line.blank][:_HEAD_SIZE]
    for at, line in enumerate(head):
        text = squeeze(line.text)
        whole = join_all([other.text for other in head[at : at + _NAME_LINES]])
        named = _OWN_NAME_RUS.match(text) and is_registration(whole)
        # In Kazakh the form stands last: the line that the name begins on is the one under the title.
        below = at > 0 and _TITLED.search(head[at - 1].text.rstrip()) is not None
        sizes = range(1, _NAME_LINES + 1 if below else 2)
        said = [join_all([other.text for other in head[at : at + size]]) for size in sizes]
        named = named or any(_names_itself(name) for name in said)
        if named and not text[0].islower():
            return frozenset({line.number})
    return frozenset()


def _names_itself(text: str) -> bool:
    """Whether Kazakh words name an act and no other act before it: "… № 73 бұйрығына өзгерістер енгізу туралы" goes on
    with a title.
    """
    form = _FORM_WORD.search(text)
    own = form is not None and _NOMINATIVE.fullmatch(form.group()) is not None
    return own and _OWN_NAME_KAZ.match(text) is not None and is_registration(text)


def _cut_at_width(block: _Paragraph, line: Line, width: int) -> bool:
    """Whether a line of a text without indents goes on with the one above it, which is about as wide as the text."""
    text = squeeze(line.text)
    if label_of(text) or text[0] in '"«“':
        return False
    if text[0].islower() or text[0] in ",.;:)»":
        return True
    last = (block.size % width or width) if block.size > width else block.size
    return not _TERMINAL.search(block.last) and last > width * 2 // 3


def _status(text: str) -> bool:
    return folded(text.strip(".")) in STATUS_WORDS
