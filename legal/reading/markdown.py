"""Markdown as mirrors of the official bank keep acts: paragraphs, headings, notes, captions, forms and tables.

What the reader guarantees:

1. Every character of the source that is no mark stands in a block, in the order of the source.
2. Numbers stay in the text as published; a list of Markdown is never renumbered and never nested.
3. An indent means nothing (mirrors indent what belongs to a subparagraph): there is no indented code.
4. Lines of one paragraph are joined; a numbered line begins a paragraph where the line before has ended.
5. Headings, quoted captions, fenced forms, pipe tables, HTML tables and tab-separated rows become blocks of their
   kinds; marks inside words are removed with a finding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from legal.findings import finding
from legal.reading.blocks import Block, Line, Reading
from legal.reading.format_inline import BREAK, Inline, read_inline, strip_anchors
from legal.reading.format_marks import caption_blocks, form_block, is_form, is_note, text_blocks
from legal.reading.format_rows import gather_pipes, gather_tabs, is_pipe_table, is_tab_row
from legal.reading.labels import is_annex_label, label_of
from legal.reading.wraps import squeeze, visible
from legal.records import Finding

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*")
_FENCE = re.compile(r"(\s*)(`{3,}|~{3,})[^`]*")
_QUOTE = re.compile(r"\s*>\s?(.*)")
_RULE = re.compile(r" {0,3}(?:-(?:\s*-){2,3}|\*(?:\s*\*){2,})\s*")
_TABLE = re.compile(r"\s*<table\b", re.IGNORECASE)
_TABLE_TAG = re.compile(r"<(/?)table\b", re.IGNORECASE)
_HARD_BREAK = re.compile(r"(?: {2,}|\\)$")
_ENDED = re.compile(r"[.;:!?…][\"»”]?[*_]*$|[\"»”][.;:,]?[*_]*$|[*]{2}$")
_CAPTION_LINE = 100
_MARKED = re.compile(r"\*\S|\S\*|\\[!-/:-@\[-`{-~]|\]\(")
_BULLET = re.compile(r"\s*[-*+–—]\s+\S")
_JOINED = re.compile(r"(?:и|или|либо|және|мен|немесе)\s|[,;]")
_FOOTNOTE = re.compile(r"\s{0,3}\[\^([^\[\]\s]{1,20})\]:\s+(.+)")
_REFERENCE = re.compile(r"\s{0,3}\[([^\[\]^][^\[\]]*)\]:\s+<?(?:https?:|/|#)\S+(?:\s+[\"'(].*)?\s*")

_STRONG_SIGNS = (
    re.compile(r"^ {0,3}#{1,6}[ \t]+[\w\"«“*\[]", re.MULTILINE),
    re.compile(r"^ {0,3}>\s*\S", re.MULTILINE),
    re.compile(r"^[ \t]*(?:`{3,}|~{3,})[^`\n]*$", re.MULTILINE),
    re.compile(r"<a\s+(?:id|name)=[^<>]*>\s*</a>|<table\b|<br\s*/?>", re.IGNORECASE),
    re.compile(r"^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|[ \t|:-]*$", re.MULTILINE),
    re.compile(r"\*\*[^\s*](?:[^*\n]*[^\s*])?\*\*"),
    re.compile(r"\]\((?:https?:|/|#)[^\s()]*\)"),
)
_WEAK_SIGN = re.compile(r"^[*_][^\s*_][^*_]*[^\s*_][*_]\s*$", re.MULTILINE)


def is_markdown(text: str) -> bool:
    """Whether a text carries marks of Markdown: cheap, and False for prose and for text copied out of PDF.

    One sign that prose never has is enough (a heading, a quotation, a fence, an anchor, bold words, a link, a table);
    paragraphs in single asterisks count from two on, because a footnote can look like one.
    """
    if any(sign.search(text) for sign in _STRONG_SIGNS):
        return True
    return sum(1 for _ in _WEAK_SIGN.finditer(text)) >= 2


def read_markdown(text: str) -> Reading:
    """The blocks of a Markdown text; block lines are those of the text, 1-based.

    Hard breaks inside a wholly italic or quoted block make captions, one a line (signatures, annex captions); elsewhere
    they are read by the rules of `legal.reading.format_marks`. Nothing raises: faults are findings.
    """
    lines = [Line(number, line) for number, line in enumerate(visible(text).split("\n"), 1)]
    reader = _Reader()
    reader.read(_resolved(lines, reader.findings))
    return Reading(tuple(reader.blocks), (), tuple(reader.findings))


def _resolved(lines: Sequence[Line], findings: list[Finding]) -> list[Line]:
    """The lines without the addresses of links that stand apart ("[1]: https://…"), their words without the sign, and
    the texts of footnotes without theirs ("[^1]: …").
    """
    names = {match[1] for line in lines if (match := _REFERENCE.fullmatch(line.text))}
    linked = re.compile(rf"\[([^\[\]]+)\]\[(?:{'|'.join(map(re.escape, names))})\]") if names else None
    made: list[Line] = []
    for line in lines:
        if names and _REFERENCE.fullmatch(line.text):
            findings.append(finding("markdown-marks", "the address of a link left out", line.number))
            made.append(Line(line.number, ""))
        elif footnote := _FOOTNOTE.fullmatch(line.text):
            findings.append(finding("footnote", f"the text of a footnote: {footnote[2][:60]!r}", line.number))
            made += [Line(line.number, ""), Line(line.number, footnote[2])]
        else:
            made.append(Line(line.number, linked.sub(r"\1", line.text)) if linked else line)
    return made


@dataclass(slots=True)
class _Reader:
    """The state of one reading: what was made so far, and the paragraph that is open."""

    quoted: bool = False
    blocks: list[Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    open: list[Line] = field(default_factory=list)

    def read(self, lines: Sequence[Line]) -> None:
        at = 0
        while at < len(lines):
            at = self._step(lines, at)
        self._flush()

    def _step(self, lines: Sequence[Line], at: int) -> int:
        """Read what begins at a line; the index of the next line."""
        for reader in (self._fence, self._html_table, self._quote, self._pipes, self._heading, self._tabs):
            if end := reader(lines, at):
                return end
        line = lines[at]
        if line.blank or not strip_anchors(line.text).strip():
            self._flush()
        elif not self.open and _RULE.fullmatch(line.text) and (at + 1 == len(lines) or lines[at + 1].blank):
            self.findings.append(finding("markdown-marks", "a rule between paragraphs left out", line.number))
        else:
            if self.open and self._begins(line):
                self._flush()
            self.open.append(line)
        return at + 1

    def _begins(self, line: Line) -> bool:
        """Whether a line under an open paragraph begins another: a label after a line that has ended."""
        if self.quoted:
            return False
        words = line.text.strip().lstrip('"«“*').replace("\\", "")
        label = label_of(words)
        if _ENDED.search(self.open[-1].text.rstrip()):
            return label is not None or _BULLET.match(line.text) is not None
        # An item set in under another, which has not ended: "1. Принимают" / "   1) заявления".
        return label is not None and _depth(line) > _depth(self.open[0]) and not _JOINED.match(label.rest)

    def _fence(self, lines: Sequence[Line], at: int) -> int:
        """A fenced block: a form, its lines exactly as published."""
        match = _FENCE.fullmatch(lines[at].text)
        if match is None:
            return 0
        indent, mark = len(match[1]), match[2]
        closing = re.compile(rf"\s*{re.escape(mark[0])}{{{len(mark)},}}\s*")
        end = next((i for i in range(at + 1, len(lines)) if closing.fullmatch(lines[i].text)), None)
        if end is None:
            # Without its end a fence would take the rest of the act with it.
            self._flush()
            self.findings.append(finding("markup-unclosed", "a fenced block without its end", lines[at].number))
            return at + 1
        self._flush()
        inner = [line.text[min(indent, len(line.text) - len(line.text.lstrip())) :] for line in lines[at + 1 : end]]
        if any(line.strip() for line in inner):
            self.blocks.append(form_block([line.rstrip() for line in inner], lines[at].number, lines[end].number))
        return end + 1

    def _html_table(self, lines: Sequence[Line], at: int) -> int:
        """An HTML table, which may hold blank lines and other tables."""
        if not _TABLE.match(lines[at].text):
            return 0
        depth, end = 0, at
        while end < len(lines):
            depth += sum(-1 if match[1] else 1 for match in _TABLE_TAG.finditer(lines[end].text))
            end += 1
            if depth <= 0:
                break
        if depth > 0:
            self.findings.append(
                finding("markup-unclosed", "an HTML table without its end", lines[at].number, severity="error")
            )
            end = next((i for i in range(at, len(lines)) if lines[i].blank), len(lines))
        self._flush()
        from legal.reading.html import blocks_of_fragment

        made, findings = blocks_of_fragment("\n".join(line.text for line in lines[at:end]), lines[at].number)
        self.blocks += [self._bare(block) for block in made]
        self.findings += findings
        return end

    def _bare(self, block: Block) -> Block:
        """A block of HTML without the marks of Markdown that mirrors leave in its cells."""
        text = " ".join(self._words(block.text, block.first)) if block.text else ""
        rows = tuple(
            tuple(
                replace(piece, lines=tuple(w for line in piece.lines for w in self._words(line, block.first) if w))
                for piece in row
            )
            for row in block.rows
        )
        return replace(block, text=text, rows=rows)

    def _words(self, line: str, number: int) -> list[str]:
        """The lines that a line of a cell makes; spaces of a form stay as they are."""
        if not _MARKED.search(line):
            return [line]
        return [squeeze(word) for word in self._inline(line, number).lines]

    def _quote(self, lines: Sequence[Line], at: int) -> int:
        """A quotation of Markdown: an editorial note, or a caption at the right margin."""
        end = at
        inner: list[Line] = []
        while end < len(lines) and (match := _QUOTE.fullmatch(lines[end].text)):
            inner.append(Line(lines[end].number, match[1]))
            end += 1
        if end == at:
            return 0
        self._flush()
        reader = _Reader(quoted=True)
        reader.read(inner)
        self.blocks += reader.blocks
        self.findings += reader.findings
        return end

    def _pipes(self, lines: Sequence[Line], at: int) -> int:
        if not is_pipe_table(lines, at):
            return 0
        self._flush()
        blocks, end, findings = gather_pipes(lines, at)
        self.blocks += blocks
        self.findings += findings
        return end

    def _heading(self, lines: Sequence[Line], at: int) -> int:
        match = _HEADING.fullmatch(lines[at].text)
        if match is None or not match[2]:
            return 0
        self._flush()
        number = lines[at].number
        made = self._inline(match[2], number)
        if words := squeeze(" ".join(made.lines)):
            self.blocks.append(Block("heading", words, number, number, len(match[1]), emphasis=made.emphasis))
        return at + 1

    def _tabs(self, lines: Sequence[Line], at: int) -> int:
        if not is_tab_row(lines[at].text):
            return 0
        self._flush()
        blocks, end, findings = gather_tabs(lines, at)
        self.blocks += blocks
        self.findings += findings
        return end

    def _flush(self) -> None:
        """Close the open paragraph."""
        if not self.open:
            return
        lines, self.open = self.open, []
        text = ""
        for line in lines:
            hard = _HARD_BREAK.search(line.text) is not None and line is not lines[-1]
            text += line.text.strip(" \t\r").removesuffix("\\" if hard else "") + (BREAK if hard else " ")
        made = self._inline(text.strip(), lines[0].number)
        self.blocks += self._paragraph(made, len(lines), lines[0].number, lines[-1].number)

    def _paragraph(self, made: Inline, size: int, first: int, last: int) -> tuple[Block, ...]:
        words = [squeeze(line) for line in made.lines if line.strip()]
        if not words or is_note(words[0]):
            return text_blocks(words, first, last, made.emphasis)
        if self.quoted:
            short = all(len(word) <= _CAPTION_LINE for word in words)
            if made.emphasis or (short and (len(words) > 1 or is_annex_label(words[0]))):
                return caption_blocks(words, first, last)
        elif made.emphasis == "em" and len(words) > 1 and not is_form(words):
            return caption_blocks(words, first, last)
        elif made.emphasis == "strong":
            # A title or a heading that the mirror broke: parts of it would be read as elements of their own.
            return text_blocks([" ".join(words)], first, last, "strong")
        return text_blocks(words, first, last, made.emphasis)

    def _inline(self, text: str, number: int) -> Inline:
        made = read_inline(text)
        if made.stray:
            self.findings.append(
                finding(
                    "markdown-marks", "asterisks kept that may be marks or footnote signs", number, severity="warning"
                )
            )
        if made.marks:
            self.findings.append(finding("markdown-marks", "marks of Markdown removed", number))
        if made.footnotes:
            self.findings.append(finding("footnote", "signs of footnotes removed; their texts stand below", number))
        if made.raised:
            self.findings.append(finding("raised-number", f"a raised number in {text[:60]!r}", number))
        if made.html:
            self.findings.append(finding("html-in-text", "a link or an HTML element replaced by its words", number))
        for name in made.pictures:
            self.findings.append(finding("picture", f"a picture that is not read: {name or 'no caption'}", number))
        return made


def _depth(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())
