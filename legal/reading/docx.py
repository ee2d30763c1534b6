"""DOCX: paragraphs, headings, tables and captions of a text document.

What the reader guarantees:

1. The text is what a reader of the final document sees: insertions taken, deletions and moved-away words left out,
   hidden words left out, field results kept and their codes not; each with a finding.
2. Numbers that the word processor counts are written into the text, with a finding; one that cannot be told is a
   finding of severity error.
3. Line breaks inside a paragraph are read by the rules of `legal.reading.format_marks`; borderless tables of captions
   and signatures become captions, one a line; other tables keep their merged cells.
4. Words of text boxes and footnotes follow the paragraph that holds them, with a finding.
5. The lines of the blocks count the paragraphs of the document, those in tables included, from 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from legal.errors import SourceError
from legal.findings import finding
from legal.reading.blocks import Block, Reading
from legal.reading.format_grid import is_ruled, rows_of
from legal.reading.format_marks import caption_blocks, heading_texts, is_form, is_note, text_blocks
from legal.reading.format_numbering import Numbering
from legal.reading.format_package import Package, child, switched_on, word_name
from legal.reading.format_runs import Footnotes, Runs, read_runs
from legal.reading.format_styles import Look, Styles
from legal.reading.format_tables import Rows, blocks_of_table
from legal.reading.wraps import squeeze
from legal.records import Finding

_CAPTION_INDENT = 4000
_CAPTION_LINE = 100
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})


def read_docx(data: bytes) -> Reading:
    """The blocks of a DOCX document; their lines are paragraph numbers.

    Raises SourceError for a package that is encrypted, holds macros, is too large, or is no text document, and for one
    without words.
    """
    package = Package(data)
    body = child(package.document(), "body")
    if body is None:
        raise SourceError("the document has no body", place=package.main, remedy="Check that it is a text document.")
    reader = _Reader(
        Styles(package.related("styles")),
        Numbering.of(package.related("numbering")),
        {"footnote": package.related("footnotes"), "endnote": package.related("endnotes")},
    )
    reader.read(body)
    if not reader.blocks:
        raise SourceError("the document holds no text", place=package.main, remedy="A scan has to be recognised first.")
    return Reading(tuple(reader.blocks), (), tuple(reader.findings))


@dataclass(slots=True)
class _Reader:
    """The state of one reading: the tables of the document, and what was made so far."""

    styles: Styles
    numbering: Numbering
    footnotes: Footnotes
    cell: bool = False
    """In a cell the breaks inside a paragraph stay in its text, for the table to resolve."""
    blocks: list[Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _number: int = 0
    _held: Runs | None = None

    def read(self, parent: etree._Element) -> None:
        for element in _content(parent):
            if word_name(element) == "p":
                self.blocks += self._paragraph(element)
            else:
                self.blocks += self._table(element)
        self.blocks += self._rest()

    def _rest(self) -> tuple[Block, ...]:
        """A paragraph whose mark is deleted and that no other follows."""
        held, self._held = self._held, None
        return text_blocks(held.lines, self._number, self._number, held.emphasis) if held else ()

    def _paragraph(self, element: etree._Element) -> tuple[Block, ...]:
        self._number += 1
        number = self._number
        runs = read_runs(element, self.footnotes)
        self.findings += [finding(code, message, number) for code, message in runs.findings]
        if self._held is not None:
            # The mark between two paragraphs is deleted: they are one.
            runs = self._held.joined(runs)
            self._held = None
        if switched_on(child(element, "pPr", "rPr", "del")):
            self._held = runs
            self.findings.append(finding("tracked-change", "two paragraphs joined by a deletion", number))
            return self._aside(runs, number)
        look = self.styles.look(element)
        if any(line.strip() for line in runs.lines):
            runs.lines[0] = self._label(look, number) + runs.lines[0]
        elif look.num is not None:
            self._number_alone(runs, look, number)
        return (*self._blocks(runs, look, number), *self._aside(runs, number))

    def _number_alone(self, runs: Runs, look: Look, number: int) -> None:
        """A number without words: it counts; in a cell it is the number of a row, elsewhere a line left empty."""
        label = self._label(look, number).strip()
        if self.cell and any(sign.isdigit() for sign in label):
            runs.lines[:1] = [label]
        elif label:
            message = f"{label!r} stands before no words and is left out"
            self.findings.append(finding("number-computed", message, number, severity="warning"))

    def _label(self, look: Look, number: int) -> str:
        if look.num is None:
            return ""
        level = look.level if look.level is not None else self.numbering.level_of_style(look.num, look.style)
        label = self.numbering.label(look.num, level)
        if label is None:
            self.findings.append(
                finding("numbering-unknown", "the automatic number of a paragraph is not known", number)
            )
            return ""
        if label:
            self.findings.append(finding("number-computed", f"{label.strip()!r} written into the text", number))
        return label

    def _blocks(self, runs: Runs, look: Look, number: int) -> tuple[Block, ...]:
        words = [squeeze(line) for line in runs.lines if line.strip()]
        if not words:
            return ()
        emphasis: Literal["", "strong", "em"] = runs.emphasis or ("strong" if look.bold and not runs.unbold else "")
        if is_note(words[0]):
            return text_blocks(words, number, number)
        if self.cell:
            return (Block("text", "\n".join(words), number, number),)
        if look.heading:
            texts = heading_texts(words)
            return tuple(Block("heading", text, number, number, look.heading, emphasis=emphasis) for text in texts)
        if not is_form(words):
            if look.align in ("right", "end") or (
                look.indent >= _CAPTION_INDENT and all(len(word) <= _CAPTION_LINE for word in words)
            ):
                return caption_blocks(words, number, number)
            if look.align == "center" and emphasis == "strong":
                return tuple(Block("heading", text, number, number, emphasis="strong") for text in heading_texts(words))
            if emphasis == "em" and len(words) > 1:
                return caption_blocks(words, number, number)
        return text_blocks(words, number, number, emphasis)

    def _aside(self, runs: Runs, number: int) -> tuple[Block, ...]:
        """What stands beside a paragraph: text boxes and footnotes."""
        made: list[Block] = []
        for box in runs.boxes:
            inner = _Reader(self.styles, self.numbering, self.footnotes, _number=number - 1)
            inner.read(box)
            made += inner.blocks
            self.findings.append(finding("text-box", "the words of a text box stand after its paragraph", number))
            self.findings += inner.findings
        for text in runs.notes:
            made.append(Block("note", squeeze(text), number, number))
            self.findings.append(finding("footnote", f"a footnote: {squeeze(text)[:60]!r}", number))
        return tuple(made)

    def _table(self, element: etree._Element) -> tuple[Block, ...]:
        first = self._number + 1
        rows = rows_of(element, self._cell)
        return (*blocks_of_table(rows, is_ruled(element, self.styles), first, max(first, self._number)),)

    def _cell(self, element: etree._Element) -> list[str]:
        """The lines of a cell; a table inside it gives a line a row."""
        inner = _Reader(self.styles, self.numbering, self.footnotes, cell=True, _number=self._number)
        inner.read(element)
        self._number = inner._number
        self.findings += inner.findings
        if any(word_name(e) == "tbl" for e in element.iterdescendants()):
            self.findings.append(finding("table-nested", "a table inside a cell read as its lines", self._number))
        lines: list[str] = []
        for block in inner.blocks:
            if block.kind == "table":
                lines += [" ".join(_words(block.rows[at : at + 1])) for at in range(len(block.rows))]
            else:
                lines += _words(block.rows) if block.rows else [block.text]
        return lines


def _words(rows: Rows) -> list[str]:
    return [line for row in rows for piece in row for line in piece.lines]


def _content(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in reading order, out of content controls and other wrappers."""
    for element in parent:
        name = word_name(element)
        if name in ("p", "tbl"):
            yield element
        elif name in _WRAPPERS:
            yield from _content(element)
