"""New text to elements: what stands between the quotes of an instruction, shaped as its targets say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from legal.amend.entries import Entry
from legal.findings import finding
from legal.reading.blocks import Block, TableCell
from legal.reading.labels import HEADED
from legal.reading.outline import outline
from legal.reading.quotes import OPENING, shares_closing, shares_opening
from legal.records import Finding, Kind, Node, Step, Target

_CLOSING = re.compile(r"\s?[\"»”]\s?([.;:,]*)\s?$")
_LABELS: dict[str, str] = {"paragraph": "{}.", "subparagraph": "{})"}
_STRUCTURED = frozenset({*HEADED, "paragraph", "subparagraph"})

Shaped = tuple[tuple[tuple[Node, ...], str], ...]


def unquote(entries: Sequence[Entry]) -> tuple[Block, ...]:
    """The quoted lines as blocks, without the outer quotes and the punctuation that ends the instruction.

    Text inside the quotes keeps its own: `…жүйесі;"` ends with a semicolon, `…услугах".";` with a quote and a stop.
    A colon after the closing quote is the text's ("БҰЙЫРАМЫН":;) and stays.
    """
    blocks = [_block(entry) for entry in entries]
    shared = bool(blocks) and shares_opening([block.text for block in blocks])
    ends_shared = bool(blocks) and not shared and shares_closing([block.text for block in blocks])
    if blocks and blocks[0].text[:1] in OPENING and not shared:
        blocks[0] = replace(blocks[0], text=blocks[0].text[1:].lstrip())
    if blocks and (match := _CLOSING.search(blocks[-1].text)):
        colon = ":" if match[1].startswith(":") else ""
        # One quote for both stands for the inner one: the title keeps it.
        kept = match.group().strip()[0] if ends_shared else ""
        blocks[-1] = replace(blocks[-1], text=blocks[-1].text[: match.start()] + kept + colon)
    return tuple(block for block in blocks if block.text or block.rows)


def _block(entry: Entry) -> Block:
    first, last = entry.node.lines or (0, 0)
    if entry.node.kind == "table":
        return Block("table", "", first, last, rows=tuple(map(_cells, entry.node.children)))
    return Block("text", entry.text, first, last)


def _cells(row: Node) -> tuple[TableCell, ...]:
    """A row of a table of new text as a reader of the file gives it."""
    return tuple(
        TableCell(tuple(line.text for line in cell.children), *cell.span, header=cell.role == "header")
        for cell in row.children
    )


def shape(blocks: Sequence[Block], tables: Sequence[Node], targets: Sequence[Target]) -> tuple[Shaped, list[Finding]]:
    """For each target its elements and its text as printed, in the order of the targets.

    `blocks` is the new text without its quotes, `tables` the tables that stand in it. Targets share one quote where
    the instruction names several; their texts are told apart by number, or, for parts and alineas, by order.
    """
    kind = targets[0][-1].kind if targets and targets[0] else "component"
    if kind in ("row", "column"):
        return _rows(blocks, tables, targets)
    if kind in ("heading", "title", "sentence", "caption", "contents"):
        return _leaves(blocks, targets, kind)
    if kind in ("preamble", "note"):
        return ((((Node(kind, children=outline(blocks)),)), _text(blocks)),), []
    if kind in ("part", "alinea"):
        return _parts(blocks, targets, kind)
    if kind in _STRUCTURED:
        return _structured(blocks, targets, kind)
    return (((outline(blocks)), _text(blocks)),), []


def numbered_by_text(blocks: Sequence[Block], tables: Sequence[Node], targets: Sequence[Target]) -> Sequence[Target]:
    """The targets of new elements that the instruction does not number: each element of the new text is one.

    "дополнить подпунктами следующего содержания:" / "5) …; 6) …": subparagraphs 5 and 6. Other targets as they are.
    """
    last = targets[0][-1] if len(targets) == 1 and targets[0] else None
    if last is None or last.num is not None or last.kind not in ("row", "paragraph", "subparagraph", "article"):
        return targets
    rows = (row for table in tables for row in table.children)
    nodes = rows if last.kind == "row" else iter(outline(blocks, inside=last.kind))
    numbers = [node.num for node in nodes if node.kind == last.kind and node.num]
    return [(*targets[0][:-1], replace(last, num=number)) for number in numbers] or targets


def _leaves(blocks: Sequence[Block], targets: Sequence[Target], kind: Kind) -> tuple[Shaped, list[Finding]]:
    """Headings and sentences: one text, or one line for each target."""
    texts = [block.text for block in blocks if not block.rows]
    if len(texts) != len(blocks):
        message = f"a {kind} is named, a table is given"
        return (), [finding("number-differs", message, blocks[0].first, severity="error")]
    if len(targets) > 1:
        if len(texts) != len(targets):
            line = blocks[0].first if blocks else None
            return (), [finding("targets-differ", f"{len(texts)} lines for {len(targets)} targets", line)]
        return tuple(((Node(kind, text=text),), text) for text in texts), []
    text = "\n".join(texts)
    return (((Node(kind, text=text),), text),), []


def _text(blocks: Sequence[Block]) -> str:
    """The new text as printed: a line a paragraph, a line a row with tabs between the cells."""
    return "\n".join(line for block in blocks for line in (map(_row_text, block.rows) if block.rows else [block.text]))


def _row_text(row: Sequence[TableCell]) -> str:
    return "\t".join(" ".join(cell.lines) for cell in row)


def _structured(blocks: Sequence[Block], targets: Sequence[Target], kind: Kind) -> tuple[Shaped, list[Finding]]:
    """Numbered elements: each target takes the element of its number."""
    nodes = outline(blocks, inside=kind)
    line = blocks[0].first if blocks else None
    if len(targets) == 1:
        return _single(nodes, blocks, targets[0], kind)
    found: list[tuple[tuple[Node, ...], str]] = []
    for target in targets:
        mine = tuple(node for node in nodes if node.kind == kind and node.num == target[-1].num)
        if len(mine) != 1:
            numbers = ", ".join(node.num or "?" for node in nodes)
            return (), [finding("targets-differ", f"new text has {kind} {numbers}, not {target[-1].num}", line)]
        found.append((mine, _node_text(mine[0])))
    if len(nodes) != len(targets):
        return (), [finding("targets-differ", f"{len(nodes)} elements for {len(targets)} targets", line)]
    return tuple(found), []


def _single(
    nodes: tuple[Node, ...], blocks: Sequence[Block], target: Target, kind: Kind
) -> tuple[Shaped, list[Finding]]:
    number = target[-1].num
    line = blocks[0].first if blocks else None
    first = nodes[0] if nodes else None
    if first is not None and number is None and target[-1].title is not None:
        return _titled(nodes, blocks, target[-1])
    if first is not None and first.kind == kind and first.num == number:
        if len(nodes) > 1:
            extra = ", ".join(f"{node.kind} {node.num}" for node in nodes[1:])
            return (), [finding("targets-differ", f"the new text of {kind} {number} goes on with {extra}", line)]
        return ((nodes, _text(blocks)),), []
    if kind in HEADED and first is not None and blocks[0].text.startswith(f"{number}. ") and len(blocks) > 1:
        # "2. Акционерные общества": a division whose label is its number alone.
        heading = blocks[0].text[len(f"{number}. ") :]
        if not heading.endswith((".", ";", ":", ",")):
            node = Node(kind, number, f"{number}.", heading, children=outline(blocks[1:]), lines=first.lines)
            return (((node,), _text(blocks)),), []
    if first is not None and first.kind in ("part", "table"):
        label = _LABELS.get(kind, "").format(number)
        node = Node(kind, number, label, children=nodes, lines=first.lines)
        note = finding("number-absent", f"the new text of {kind} {number} does not repeat its number", line)
        return (((node,), _text(blocks)),), [note]
    seen = f"{first.kind} {first.num}" if first else "nothing"
    return (), [finding("number-differs", f"{kind} {number} is named, {seen} is quoted", line, severity="error")]


def _titled(nodes: tuple[Node, ...], blocks: Sequence[Block], step: Step) -> tuple[Shaped, list[Finding]]:
    """An element named by its heading: the new text begins with the element's label, or with the heading alone."""
    text, line = _text(blocks), blocks[0].first
    if nodes[0].kind == step.kind and len(nodes) == 1:
        return ((nodes, text),), []
    first = blocks[0].text.strip(' .«»"').casefold()
    if nodes[0].kind == "part" and first == (step.title or "").strip(" .").casefold():
        node = Node(step.kind, heading=blocks[0].text, children=outline(blocks[1:]), lines=nodes[0].lines)
        return (((node,), text),), []
    message = f"{step.kind} «{step.title}» is named, {nodes[0].kind} {nodes[0].num or ''} is quoted"
    return (), [finding("number-differs", message, line, severity="error")]


def _parts(blocks: Sequence[Block], targets: Sequence[Target], kind: Kind) -> tuple[Shaped, list[Finding]]:
    """Parts and alineas have no number in print: they are told apart by order."""
    findings: list[Finding] = []
    blocks = list(blocks)
    holder = targets[0][-2] if len(targets[0]) > 1 else None
    if holder and blocks and targets[0][-1].num == "1":
        label = _LABELS.get(holder.kind, "").format(holder.num)
        if label and blocks[0].text.startswith(label):
            blocks[0] = replace(blocks[0], text=blocks[0].text[len(label) :].lstrip())
            message = f"the label {label} stands in the quoted {kind} again"
            findings.append(finding("label-repeated", message, blocks[0].first))
    nodes = outline(blocks, inside=kind)
    units = nodes if kind == "part" else tuple(leaf for node in nodes for leaf in node.children)
    if len(targets) == 1:
        return ((units, _text(blocks)),), findings
    if len(units) != len(targets):
        line = blocks[0].first if blocks else None
        return (), [finding("targets-differ", f"{len(units)} {kind}s quoted for {len(targets)} targets", line)]
    return tuple(((unit,), _node_text(unit)) for unit in units), findings


def _rows(blocks: Sequence[Block], tables: Sequence[Node], targets: Sequence[Target]) -> tuple[Shaped, list[Finding]]:
    """Table rows: each target takes the row whose first cell is its number."""
    rows = [row for table in tables for row in table.children]
    if len(rows) == len(targets) == 1 and targets[0][-1].title is not None:
        return (((rows[0],), _node_text(rows[0])),), []
    found: list[tuple[tuple[Node, ...], str]] = []
    for target in targets:
        mine = tuple(row for row in rows if row.num == target[-1].num)
        if len(mine) != 1:
            line = blocks[0].first if blocks else None
            return (), [finding("targets-differ", f"no row {target[-1].num} in the new text", line)]
        found.append((mine, _node_text(mine[0])))
    return tuple(found), []


def _node_text(node: Node) -> str:
    """The words of an element as lines: label and first alinea on one line, cells of a row separated by tabs."""
    if node.kind == "row":
        return "\t".join(" ".join(_lines(cell)) for cell in node.children)
    return "\n".join(_lines(node))


def _lines(node: Node) -> list[str]:
    if node.kind in ("annex", "component"):
        return _document_lines(node)
    own = " ".join(filter(None, (node.label, node.heading, node.text)))
    below = [line for child in node.children for line in _lines(child)]
    if node.label and not node.heading and below:
        return [f"{node.label} {below[0]}", *below[1:]]
    return ([own] if own else []) + below


def _document_lines(node: Node) -> list[str]:
    """An annex in reading order: its label, what it is annexed to, its title, its text."""
    captions = [line for child in node.children if child.role == "caption" for line in _lines(child)]
    below = [line for child in node.children if child.role != "caption" for line in _lines(child)]
    return [*filter(None, (node.label, *captions, node.heading, node.text)), *below]


def node_text(nodes: Sequence[Node]) -> str:
    """The words of several elements, one line an alinea."""
    return "\n".join(_node_text(node) for node in nodes)
