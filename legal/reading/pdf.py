"""PDF with a text layer: the words by their positions, so that nothing stands where it was drawn instead of where it
is seen.

What the reader guarantees:

1. Lines are put together from the positions of the characters; the order of drawing, and so of links, means nothing.
2. Running headers, footers and page numbers are left out, with a finding that names them.
3. A paragraph begins at an indent, after a wider space, or where the line before was ended early; it goes on over the
   end of a page otherwise, with a finding.
4. Ruled tables become tables with their merged cells; a table that goes on over a page is one, its repeated heading
   left out. Columns without rules are rebuilt line by line, with a finding of severity warning.
5. A document without text, or whose fonts do not say what their shapes are, is refused.

The lines of the blocks are the printed lines counted from 1 through the document.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from legal.errors import SourceError
from legal.findings import finding
from legal.reading.blocks import Reading
from legal.reading.format_glyphs import Glyph, glyphs_of, lines_of, rows_of_line
from legal.reading.format_margins import furniture
from legal.reading.format_pages import Printed
from legal.reading.format_printed import Area, Page, blocks_of_pages
from legal.reading.format_ruling import Grid, Rule, grids_of, rules_of
from legal.reading.labels import is_raised
from legal.records import Finding

_PAGES = 3000
_PICTURE = 0.6
_RULES = 5000
_CROSSED = (0.15, 0.45)
"""Where a line that crosses a letter out lies above its foot, in heights of its font: one under a letter lies lower."""
_FEWEST_STRUCK = 2


def read_pdf(data: bytes) -> Reading:
    """The blocks of a PDF. Raises SourceError where it is encrypted, damaged, too long, without a text layer, with
    fonts that name no letters, or where pypdfium2 is not installed.
    """
    pdfium, raw = _library()
    findings: list[Finding] = []
    pages: list[Page] = []
    with _opened(pdfium, data) as document:
        if len(document) > _PAGES:
            raise SourceError(f"the PDF has more than {_PAGES} pages", remedy="Send one act in one file.")
        number = 0
        for index in range(len(document)):
            page, found = _page(document, raw, index, number)
            number = max([number, *(line.number for line in page.lines), *(area.last for area in page.areas)])
            pages.append(page)
            findings += found
    if not any(page.lines or page.areas for page in pages):
        raise SourceError(
            "the PDF has no text layer",
            remedy="Have the scan recognised (OCR) and checked, or send the text of the act.",
        )
    drop = furniture([(page.lines, page.height) for page in pages])
    dropped = [line for page in pages for line in page.lines if line.number in drop]
    if dropped:
        words = sorted({line.text for line in dropped})
        shown = ", ".join(repr(word[:40]) for word in words[:5])
        findings.append(finding("page-furniture", f"{len(dropped)} lines left out: {shown}", dropped[0].number))
    blocks, made = blocks_of_pages([page.without(drop) for page in pages])
    return Reading(blocks, (), (*findings, *made))


def _library() -> tuple[Any, Any]:
    try:
        return importlib.import_module("pypdfium2"), importlib.import_module("pypdfium2.raw")
    except ImportError:
        raise SourceError(
            "PDF cannot be read here: pypdfium2 is not installed", remedy="Run pip install pypdfium2, or send the text."
        ) from None


@contextmanager
def _opened(pdfium: Any, data: bytes) -> Iterator[Any]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        wants = "password" in str(error).lower()
        raise SourceError(
            "the PDF is encrypted" if wants else f"the PDF cannot be opened: {error}",
            remedy="Send it without a password." if wants else "Check the download.",
        ) from None
    try:
        yield document
    finally:
        document.close()


def _page(document: Any, raw: Any, index: int, number: int) -> tuple[Page, list[Finding]]:
    """One page: its lines outside tables, and the tables with their characters. `number` lines came before."""
    page = document[index]
    textpage = page.get_textpage()
    try:
        size, turn = page.get_size(), page.get_rotation()
        glyphs = glyphs_of(textpage, raw, size, turn)
        rules = rules_of(page, raw, size, turn)
        grids = grids_of(rules) if len(rules) <= _RULES else ()
        tables, inside = _within(grids, glyphs)
        outside = lines_of(g for at, g in enumerate(glyphs) if at not in inside)
        lines, areas = _numbered(index, outside, tables, number)
        findings = _pictures(page, raw, size, index, bool(lines or areas), number)
        within = [row for _, chars in tables for row in lines_of(chars)]
        if any(is_raised(glyph.char) for line in (*outside, *within) for glyph in line):
            findings.append(finding("raised-number", "a raised number after a number", number + 1))
        if struck := _struck((*outside, *within), rules):
            message = f"words that a line crosses out are read as text: {struck[:200]}"
            findings.append(finding("struck-words", message, number + 1))
        if len(rules) > _RULES:
            message = f"page {index + 1} is a drawing of {len(rules)} lines; no tables are looked for on it"
            findings.append(finding("table-ambiguous", message, number + 1))
        return Page(lines, areas, size[1]), findings
    finally:
        textpage.close()
        page.close()


def _struck(lines: Sequence[Sequence[Glyph]], rules: Sequence[Rule]) -> str:
    """The letters of each line that a rule crosses out: well above their foot, and below their heads."""
    found: list[str] = []
    for line in lines:
        near = [rule for rule in rules if min(g.bottom for g in line) < rule.at < max(g.top for g in line)]
        words = "".join(glyph.char for glyph in line if _crossed(glyph, near))
        if sum(char.isalpha() for char in words) >= _FEWEST_STRUCK:
            found.append(repr(words))
    return ", ".join(found)


def _crossed(glyph: Glyph, rules: Sequence[Rule]) -> bool:
    middle = (glyph.x0 + glyph.x1) / 2
    low, high = (glyph.y + share * glyph.height for share in _CROSSED)
    return any(rule.level and rule.start <= middle <= rule.end and low < rule.at < high for rule in rules)


def _within(grids: Sequence[Grid], glyphs: Sequence[Glyph]) -> tuple[list[tuple[Grid, tuple[Glyph, ...]]], set[int]]:
    """The tables that hold characters with those characters, and the places of all characters in tables."""
    tables = []
    inside: set[int] = set()
    for grid in grids:
        held = {
            at
            for at, g in enumerate(glyphs)
            if at not in inside and grid.holds((g.x0 + g.x1) / 2, (g.bottom + g.top) / 2)
        }
        if any(glyphs[at].char.strip() for at in held):
            inside |= held
            tables.append((grid, tuple(glyphs[at] for at in sorted(held))))
    return tables, inside


def _numbered(
    index: int,
    outside: Sequence[Sequence[Glyph]],
    tables: Sequence[tuple[Grid, tuple[Glyph, ...]]],
    number: int,
) -> tuple[tuple[Printed, ...], tuple[Area, ...]]:
    """Lines and tables of a page with their numbers from the top, after `number` lines of the pages before."""
    lines: list[Printed] = []
    areas: list[Area] = []
    waiting = list(tables)
    for line in [*outside, None]:
        rows = rows_of_line(line) if line is not None else ()
        while waiting and (not rows or waiting[0][0].top > rows[0].y):
            grid, held = waiting.pop(0)
            size = len(lines_of(held))
            areas.append(Area(grid, held, number + 1, number + size))
            number += size
        if rows:
            number += 1
            lines.append(Printed(number, index, rows))
    return tuple(lines), tuple(areas)


def _pictures(page: Any, raw: Any, size: tuple[float, float], index: int, text: bool, number: int) -> list[Finding]:
    """A finding for a page that is a picture: a scan, with or without text laid under it."""
    area = 0.0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = item.get_bounds()
        area = max(area, (right - left) * (top - bottom))
    if area < _PICTURE * size[0] * size[1]:
        return []
    if text:
        message = f"page {index + 1} is a picture; its text was recognised by a machine and has to be checked"
        return [finding("picture", message, number + 1)]
    return [finding("picture", f"page {index + 1} is a picture without text", number + 1, severity="error")]
