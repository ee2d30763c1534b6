"""One annex of an act: its head, its title, and what it says: prose, tables, lines of a form.

What the reader guarantees:

1. The characters of the lines, spaces left out, are those of the annex: label, caption, heading, children. (The
   number of a table row stands in its first cell; the row's `label` repeats it.)
2. The order is that of the file, save for cells that print sets side by side.
3. A table whose cells came apart is rebuilt by `legal.reading.cells`; each place where two readings are possible is a
   finding.
4. Letters are kept as published: spaced words and Latin look-alikes are findings, not repairs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from legal.findings import finding
from legal.reading.annex_checks import missing_end, walk
from legal.reading.annex_head import DOCUMENT_NOUN, Head, Heading, read_head, read_head_texts, stands_over
from legal.reading.blocks import Block, Line, TableCell, set_as_captions
from legal.reading.cells import rebuild
from legal.reading.formlines import BLANK, form_lines, form_nodes, languages, spread
from legal.reading.labels import HEADED, addresses_act, annex_number, label_of
from legal.reading.outline import outline, table_node
from legal.reading.plain import blocks_of
from legal.reading.tabbed import tables_apart
from legal.reading.table_chunks import PAGE, Chunk, chunks, row_number
from legal.reading.table_headers import heading_length, heading_rows, is_heading, numbering, with_headings
from legal.reading.table_tabs import is_tabbed, rows_from_tabs
from legal.reading.table_text import meet, odd_letters
from legal.reading.wraps import squeeze
from legal.records import Annex, Finding, Language, Node

_AFTER_TABLE = re.compile(r"(?:Примечани[ея]|Ескертпе|Ескерту)\b")
_FEWEST_ROWS = 2
# "«Назначение пособия» мемлекеттік қызмет көрсетуге …": a title that begins with a name in quotes.
_NAMED = re.compile(r"[«\"][^«»\"]{3,}[»\"]\s+\w")


@dataclass(slots=True)
class _Body:
    """What has been read below the head: the title, the nodes above it and below it."""

    title: str = ""
    above: list[Node] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_annex(lines: Sequence[Line], language: Language, of: str = "") -> tuple[Annex, tuple[Finding, ...]]:
    """One annex from the physical lines of a text copied out of PDF, from its label line to its end.

    Displaced links have been repaired; wraps, page breaks and wrapped cells have not. Raises ValueError for no lines
    at all. `of` is the title of the document that it is annexed to, "" where that is not known.
    """
    if not any(not line.blank for line in lines):
        raise ValueError("an annex has lines")
    head = read_head(lines, language, of)
    body = _Body()
    region = list(chunks(lines[head.start :]))
    region = _title(region, body)
    prose = not _is_form(region)
    at = 0
    while at < len(region):
        at = _segment(region, at, body, language, prose=prose)
    body.findings += _breaks(lines)
    body.findings += odd_letters(lines)
    numbers = [line.number for line in lines if not line.blank]
    return _annex(head, body, (numbers[0], numbers[-1]))


def read_annex_blocks(blocks: Sequence[Block], language: Language, of: str = "") -> tuple[Annex, tuple[Finding, ...]]:
    """One annex from blocks, for sources that give paragraphs, tables and forms as such (Markdown, HTML, DOCX).

    Raises ValueError for no blocks at all. `of` as for `read_annex`.
    """
    if not blocks:
        raise ValueError("an annex has blocks")
    head = read_head_texts([block.text for block in blocks], language, set_as_captions(blocks), of)
    body = _Body()
    rest = _block_title(list(blocks[head.start :]), body)
    prose = not any(BLANK.search(text) for block in rest for text in _texts(block))
    body.nodes += _prose(rest, body.findings) if prose else [n for b in rest for n in _block_nodes(b, body.findings)]
    body.findings += odd_letters([Line(block.first, text) for block in blocks for text in _texts(block)])
    return _annex(head, body, (blocks[0].first, blocks[-1].last))


def _prose(blocks: Sequence[Block], findings: list[Finding]) -> list[Node]:
    """Paragraphs, headings and tables of an annex that is no form.

    A table under numbered paragraphs is of the last of them; in an annex without such it stands by itself.
    """
    nodes: list[Node] = []
    held: list[Block] = []
    labelled = False
    for tabbed, run in groupby(blocks, key=_is_tabbed):
        group = list(run)
        if tabbed and not labelled:
            table, found = rows_from_tabs([Line(block.first, block.text) for block in group])
            nodes += (*outline(held), table)
            findings += found
            held = []
            continue
        for block in group:
            label = label_of(block.text) if not tabbed and block.kind in ("text", "heading") else None
            labelled = labelled or label is not None
            headed = label is not None and label.kind in HEADED
            if block.kind == "text" or headed or (labelled and (tabbed or block.kind == "table")):
                held.append(block)
            else:
                nodes += (*outline(tables_apart(held)), *_block_nodes(block, findings))
                held = []
    return [*nodes, *outline(tables_apart(held))]


def _annex(head: Head, body: _Body, lines: tuple[int, int]) -> tuple[Annex, tuple[Finding, ...]]:
    """The annex from its parts. The caption of the act's own annex stays outside the body, that of Rules inside."""
    own, inner = head.own, head.inner
    if inner is None and own.caption and not _names_act(own):
        stands, caption = own, ""
    else:
        stands, caption = inner or own, own.caption
    children = [with_headings(node) for node in _in_order(body.nodes)]
    children[:0] = body.above
    if stands.caption and (inner is not None or caption == ""):
        children.insert(0, Node("alinea", text=stands.caption, role="caption"))
    node = Node(
        "annex",
        annex_number(stands.label),
        stands.label,
        body.title,
        children=tuple(children),
        lines=lines,
    )
    findings = list(body.findings)
    if reason := missing_end(node):
        findings.append(finding("annex-incomplete", f"{stands.label or 'annex'}: {reason}", lines[1]))
    annex = Annex(annex_number(own.label), own.label, caption, node, restated=inner is not None, lines=lines)
    return annex, tuple(findings)


def _in_order(nodes: Sequence[Node]) -> list[Node]:
    """The parts of an annex numbered through, whatever tables and forms stand between them."""
    made: list[Node] = []
    count = 0
    for node in nodes:
        count += node.kind == "part"
        made.append(replace(node, num=str(count)) if node.kind == "part" else node)
    return made


def _names_act(heading: Heading) -> bool:
    return addresses_act(heading.caption) or addresses_act(f"{heading.caption} {heading.label}")


def _title(region: list[Chunk], body: _Body) -> list[Chunk]:
    """Read the title and what stands above it; the chunks below are returned."""
    region = list(region)
    while region:
        texts = [line.text for line in region[0].lines]
        below = [line.text for chunk in region[:2] for line in chunk.lines][1:2]
        if stands_over(texts[0], below):
            line = region[0].lines[0]
            body.above.append(Node("alinea", text=squeeze(line.text), role="caption", lines=(line.number, line.number)))
            region[0:1] = [Chunk(region[0].lines[1:], region[0].page)] if len(texts) > 1 else []
            continue
        names = languages([form_lines(chunk.lines) for chunk in region[:4]], 0)
        if names is None:
            break
        node, taken = names
        row = replace(node.children[0], role="caption")
        body.above.append(replace(node, children=(row,)))
        message = "names in several languages read as cells set side by side"
        body.findings.append(finding("table-rebuilt", message, region[0].lines[0].number))
        region = region[taken:]
    if not region or not _may_be_title(region[0]):
        return region
    count = _title_lines(region[0])
    taken_lines = region[0].lines[:count]
    for line in taken_lines:
        body.title = meet(body.title, line.text) if body.title else squeeze(line.text)
        body.title += " " if line.text.endswith(" ") else ""
    body.title = body.title.strip()
    rest = region[0].lines[count:]
    return [Chunk(rest, region[0].page), *region[1:]] if rest else region[1:]


def _may_be_title(chunk: Chunk) -> bool:
    """The first lines below the head are the title, unless they are a table, a line to fill or a paragraph."""
    first = chunk.texts[0].strip()
    if is_heading(chunk) or row_number(chunk) or is_tabbed(first) or first[0] in "_(":
        return False
    if first[0] in '«"' and not _NAMED.match(first):
        return False
    if BLANK.search(first) and not DOCUMENT_NOUN.match(_cyrillic(first)):
        return False
    return not (chunk.indented and (label_of(first) or re.search(r"[.;:]$", first)))


def _cyrillic(text: str) -> str:
    """Latin look-alikes as Cyrillic, for matching only."""
    return text.translate(str.maketrans("ABCEHKMOPTXaceopxy", "АВСЕНКМОРТХасеорху"))


def _title_lines(chunk: Chunk) -> int:
    """How many lines of a chunk make the title: those that go on with it, no line to fill and no caption."""
    count = 1
    while count < len(chunk.lines):
        before, text = chunk.lines[count - 1].text, chunk.lines[count].text
        words = text.strip()
        wrapped = before.endswith(" ") or words[0].islower() or words[0] == "/"
        capitals = before.strip().isupper() and words.isupper()
        if not (wrapped or capitals) or words[0] in "_(" or (BLANK.search(words) and not before.endswith(" ")):
            break
        if row_number(Chunk(chunk.lines[count:], chunk.page)) or text.startswith(" " * 6):
            break
        count += 1
    return count


def _is_form(region: Sequence[Chunk]) -> bool:
    return any(BLANK.search(text) for chunk in region for text in chunk.texts)


def _segment(region: Sequence[Chunk], at: int, body: _Body, language: Language, *, prose: bool) -> int:
    """Read the table, the heading row or the lines that begin at a chunk; the index after them is returned."""
    chunk = region[at]
    if is_tabbed(chunk.lines[0].text) and not chunk.indented:
        end = _while(region, at, lambda c: is_tabbed(c.lines[0].text))
        lines = [line for c in region[at:end] for line in c.lines]
        below = next((i for i, li in enumerate(lines) if i and _AFTER_TABLE.match(li.text.strip())), len(lines))
        table, found = rows_from_tabs(lines[:below])
        body.nodes.append(table)
        body.findings += found
        if below < len(lines):
            # "Примечание: …" on the line after the last row is no part of its last cell.
            _segment([Chunk(tuple(lines[below:]), region[end - 1].page)], 0, body, language, prose=prose)
        return end
    if is_heading(chunk) or row_number(chunk) == "1":
        end = _table_end(region, at)
        if _table(region[at:end], body, language):
            return end
    end = _while(region, at + 1, lambda c: not _starts_table(c))
    if prose:
        blocks, found = blocks_of([line for c in region[at:end] for line in c.lines])
        body.nodes += _prose(blocks, body.findings)
        body.findings += [item for item in found if item.code != "wrapped-line"]
    else:
        nodes, listed = form_nodes(region[at:end])
        body.nodes += nodes
        body.findings += listed
    return end


def _starts_table(chunk: Chunk) -> bool:
    return is_heading(chunk) or row_number(chunk) == "1" or (is_tabbed(chunk.lines[0].text) and not chunk.indented)


def _while(region: Sequence[Chunk], at: int, test: Callable[[Chunk], bool]) -> int:
    while at < len(region) and test(region[at]):
        at += 1
    return at


def _table_end(region: Sequence[Chunk], at: int) -> int:
    """A table ends at an indented line, at a line to fill, and at a note."""
    end = at + 1
    while end < len(region):
        first = region[end].texts[0].strip()
        if region[end].indented or re.match(r"_{3,}", first) or _AFTER_TABLE.match(first):
            break
        end += 1
    return end


def _table(region: Sequence[Chunk], body: _Body, language: Language) -> bool:
    """Read a table with or without a heading; False where the chunks are no table after all."""
    head = heading_length(region) if is_heading(region[0]) else 0
    rows, width, found = heading_rows(region[:head], language) if head else ((), 0, ())
    first, last = region[0].lines[0].number, region[-1].lines[-1].number
    if head and (numbers := numbering(region[head:], width)):
        rows = (*rows, numbers[0])
        head += numbers[1]
    if head == len(region):
        body.nodes.append(Node("table", children=rows, lines=(first, last)))
        message = f"the heading of an empty table of {width} columns read from lines {first} to {last}"
        body.findings += (finding("table-rebuilt", message, first), *found)
        return True
    made = rebuild(region[head:], language)
    if made is None or (len(made[0].children) < _FEWEST_ROWS and not rows):
        return False
    table, findings = made
    if rows and len(table.children[0].children) != width:
        message = f"{width} headings over rows of {len(table.children[0].children)} cells"
        findings = (*findings, finding("table-ambiguous", message, first))
    body.nodes.append(replace(table, children=(*rows, *table.children), lines=(first, last)))
    body.findings += (*findings, *found)
    return True


def _breaks(lines: Sequence[Line]) -> list[Finding]:
    """What was joined: page breaks one by one, the lines cut at a width in one finding."""
    found: list[Finding] = []
    blanks = 0
    wraps = 0
    before = ""
    for line in lines:
        if line.blank:
            blanks += 1
            continue
        if blanks >= PAGE and before:
            found.append(finding("page-break", f"page break before {line.text.strip()[:40]!r}", line.number))
        wraps += before.endswith(" ")
        before, blanks = line.text, 0
    if wraps:
        found.append(finding("wrapped-line", f"{wraps} lines cut at a width were joined to their paragraphs"))
    return found


def _texts(block: Block) -> list[str]:
    held = [line for row in block.rows for cell in row for line in cell.lines]
    return [block.text, *held] if block.text else held


def _is_tabbed(block: Block) -> bool:
    return not block.rows and is_tabbed(block.text)


def _block_title(blocks: list[Block], body: _Body) -> list[Block]:
    """The title from the first blocks; the blocks below are returned."""
    while blocks and stands_over(blocks[0].text, [block.text for block in blocks[1:2]]):
        block = blocks.pop(0)
        body.above.append(Node("alinea", text=block.text, role="caption", lines=(block.first, block.last)))
    if not blocks or not _heads(blocks[0]):
        return blocks
    body.title = blocks.pop(0).text
    while blocks and blocks[0].kind in ("heading", "text") and blocks[0].text[:1].islower() and body.title.isupper():
        body.title = meet(body.title, blocks.pop(0).text)
    return blocks


def _heads(block: Block) -> bool:
    """A heading, or a short paragraph that is no item and no sentence."""
    if block.kind == "heading":
        return True
    if block.kind not in ("text", "caption") or not block.text or label_of(block.text) or is_tabbed(block.text):
        return False
    short = len(block.text) < 400 and not re.search(r"[.;:]$", block.text)
    return short and (not BLANK.search(block.text) or DOCUMENT_NOUN.match(_cyrillic(block.text)) is not None)


def _block_nodes(block: Block, findings: list[Finding]) -> list[Node]:
    """One block of a form, or a table, heading or note anywhere."""
    span = (block.first, block.last)
    if _is_tabbed(block):
        table, found = rows_from_tabs([Line(block.first, block.text)])
        findings += found
        return [table]
    if block.kind == "table":
        return [table_node(block)]
    if block.kind == "lines":
        return [replace(node, lines=span) for node in spread(_fenced(block))]
    if block.kind == "heading":
        return [Node("heading", text=block.text, lines=span)]
    role = {"note": "editorial", "caption": "line"}.get(block.kind, "")
    return [Node("note" if block.kind == "note" else "alinea", text=block.text, role=role, lines=span)]


def _fenced(block: Block) -> list[Line]:
    """The lines of a form block, numbered from its first line."""
    entries: list[str] = [line for row in block.rows for line in _entry(row)] or block.text.split("\n")
    return [Line(block.first + index, text.replace("\t", " ").rstrip()) for index, text in enumerate(entries)]


def _entry(row: Sequence[TableCell]) -> list[str]:
    return [line for cell in row for line in cell.lines]


__all__ = ["read_annex", "read_annex_blocks", "rows_from_tabs", "walk"]
