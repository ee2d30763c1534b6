"""New text to elements: what stands between the quotes of an instruction, shaped as its targets say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from legal.akn.act import annex_node
from legal.amend.entries import Entry
from legal.amend.mixed import allotted, mixed
from legal.findings import finding
from legal.reading.annex_starts import begins_annex
from legal.reading.annexed import read_annexes, unglued
from legal.reading.blocks import Block, TableCell
from legal.reading.labels import HEADED
from legal.reading.outline import outline
from legal.reading.quotes import OPENING, shares_closing, shares_opening
from legal.records import Finding, Kind, Language, Node, Step, Target
from legal.sentences import split_sentences

_CLOSING = re.compile(r"\s?[\"»”]\s?([.;:,]*)\s?$")
_LABELS: dict[str, str] = {"paragraph": "{}.", "subparagraph": "{})"}
_NUMBERED_LINE = re.compile(r"(?P<label>(?P<num>[0-9]+(?:[-.][0-9]+)*)[.)]?)\s+(?P<words>\S.*)$", re.DOTALL)
_NOTE_NUMBER = re.compile(
    r"(?:(?:примечани[ея]|ескерту(?:лер)?)\s?[.:]?\s?)?(?P<num>[0-9]+(?:-[0-9]+)?)\s?[.)]", re.IGNORECASE
)
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


def strings_of(entries: Sequence[Entry]) -> list[Sequence[Entry]]:
    """The quoted strings that the lines of a new text make: one as a rule, one for each element at times.

    "подпункты 12) и 14) изложить в следующей редакции:" / "12) …;"; / "14) …;"; – a string ends where its quotes
    balance, and the next line begins with a quote of its own.
    """
    found: list[Sequence[Entry]] = []
    first = depth = 0
    for at, entry in enumerate(entries):
        depth += _unbalanced(entry)
        after = entries[at + 1] if at + 1 < len(entries) else None
        opens = after is not None and after.node.kind != "table" and after.text[:1] in OPENING and after.text != ""
        if opens and depth % 2 == 0 and entry.node.kind != "table" and _CLOSING.search(entry.text):
            found.append(entries[first : at + 1])
            first, depth = at + 1, 0
    return [*found, entries[first:]]


def _unbalanced(entry: Entry) -> int:
    """Quotes that a line opens and does not close; straight ones are counted, as they open and close alike."""
    if entry.node.kind == "table":
        return 0
    angled = sum((sign in "«“„") - (sign in "»”") for sign in entry.text)
    return entry.text.count('"') + angled


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
    if mixed(targets):
        return _of_several_kinds(blocks, targets)
    kind = targets[0][-1].kind if targets and targets[0] else "component"
    if kind == "column":
        return _columns(blocks, tables, targets)
    if kind == "row":
        return _rows(blocks, tables, targets)
    if kind in ("heading", "title", "sentence", "caption", "contents"):
        return _leaves(blocks, targets, kind)
    if kind == "note" and len(targets) > 1:
        return _notes(blocks, targets)
    if kind in ("preamble", "note"):
        return ((((Node(kind, children=outline(blocks)),)), _text(blocks)),), []
    if kind in ("part", "alinea"):
        return _parts(blocks, targets, kind)
    if kind in _STRUCTURED:
        return _structured(blocks, targets, kind)
    if kind == "annex" and blocks:
        return _annexes(blocks, targets)
    return (((outline(blocks)), _text(blocks)),), []


def _of_several_kinds(blocks: Sequence[Block], targets: Sequence[Target]) -> tuple[Shaped, list[Finding]]:
    """ "заголовок и часть первую статьи 6": each target shaped by itself from the blocks that are its own."""
    texts = allotted(blocks, targets)
    if texts is None:
        line = blocks[0].first if blocks else None
        message = "one new text for elements of several kinds: where one ends is not clear"
        return (), [finding("targets-differ", message, line)]
    found: list[tuple[tuple[Node, ...], str]] = []
    findings: list[Finding] = []
    for text, target in zip(texts, targets, strict=True):
        shaped, notes = shape(text, (), [target])
        findings += notes
        if len(shaped) != 1:
            return (), findings
        found += shaped
    return tuple(found), findings


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
        if kind == "sentence" and len(texts) == 1:
            # "дополнить предложениями третьим и четвертым": both stand in one line.
            texts = list(split_sentences(texts[0]) or ())
        if len(texts) != len(targets):
            line = blocks[0].first if blocks else None
            return (), [finding("targets-differ", f"{len(texts)} lines for {len(targets)} targets", line)]
        return tuple(((Node(kind, text=text),), text) for text in texts), []
    text = "\n".join(texts)
    return (((Node(kind, text=text),), text),), []


def _notes(blocks: Sequence[Block], targets: Sequence[Target]) -> tuple[Shaped, list[Finding]]:
    """Several notes: each from the line with its number on, the first with the word that heads them all."""
    line = blocks[0].first if blocks else None
    starts = [at for at, block in enumerate(blocks) if _NOTE_NUMBER.match(block.text)]
    numbers = [match["num"] for block in blocks if (match := _NOTE_NUMBER.match(block.text))]
    if numbers != [target[-1].num for target in targets]:
        named = ", ".join(target[-1].num or "?" for target in targets)
        return (), [finding("targets-differ", f"the new text has notes {', '.join(numbers)}, not {named}", line)]
    first = [0, *starts[1:], len(blocks)]
    texts = [blocks[a:b] for a, b in pairwise(first)]
    return tuple(
        ((Node("note", target[-1].num, children=outline(text)),), _text(text))
        for target, text in zip(targets, texts, strict=True)
    ), []


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


def _annexes(blocks: Sequence[Block], targets: Sequence[Target]) -> tuple[Shaped, list[Finding]]:
    """Annexes given in quotes, as those after a signature are read; text without a label has that of the old one."""
    line = blocks[0].first
    language: Language = "kaz" if begins_annex(blocks[0].text, "kaz") else "rus"
    apart = [piece for block in blocks for piece in unglued(block)]
    read, findings = read_annexes((), apart, language)
    bodies = [annex_node(annex) for annex in read]
    if len(bodies) != len(targets):
        return (), [finding("targets-differ", f"{len(bodies)} annexes for {len(targets)} targets", line)]
    found = [note for note in findings if note.severity != "info"]
    for target, body in zip(targets, bodies, strict=True):
        number = target[-1].num
        if not body.label:
            found.append(finding("number-absent", f"the new text of annex {number or ''} has no label", line))
        elif body.num != number:
            message = f"annex {number or ''} is named, annex {body.num or ''} is quoted"
            found.append(finding("number-differs", message, line, severity="error"))
    if len(bodies) == 1:
        return (((bodies[0],), _text(blocks)),), found
    return tuple(((body,), _node_text(body)) for body in bodies), found


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
    if not tables:
        rows = [row for block in blocks for row in _row_of_line(block.text, targets)]
    if not (tables or rows) and len(targets) == len(blocks) == 1 and targets[0][-1].title is not None:
        # "«Қаржы министрі» деген жол мынадай редакцияда жазылсын:" / "«Қаржы министрі, төраға»": a line of a list.
        rows = [Node("row", children=(Node("cell", children=(Node("alinea", text=blocks[0].text),)),))]
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


def _row_of_line(line: str, targets: Sequence[Target]) -> list[Node]:
    """ "21-195. Акционерное общество …": a row of a table that is printed as a list, its number and its words."""
    match = _NUMBERED_LINE.match(line)
    if match is None or match["num"] not in {target[-1].num for target in targets}:
        return []
    cells = tuple(Node("cell", children=(Node("alinea", text=text),)) for text in (match["label"], match["words"]))
    return [Node("row", match["num"], children=cells)]


def _columns(
    blocks: Sequence[Block], tables: Sequence[Node], targets: Sequence[Target]
) -> tuple[Shaped, list[Finding]]:
    """A column of a row is one cell, given as lines of text or as a table of one cell; else the column as a table."""
    line = blocks[0].first if blocks else None
    if len(targets) > 1:
        return (), [finding("targets-differ", f"one new text for {len(targets)} columns", line)]
    if not any(step.kind == "row" for step in targets[0]):
        if len(tables) != 1 or len(blocks) != 1:
            return (), [finding("targets-differ", "a column is named, its cells are not given as a table", line)]
        return ((tuple(tables), _text(blocks)),), []
    cells = [cell for table in tables for row in table.children for cell in row.children]
    if cells and (len(cells) != 1 or len(blocks) != 1):
        return (), [finding("targets-differ", f"one cell is named, {len(cells)} are given", line)]
    texts = [leaf.text for leaf in cells[0].children] if cells else [block.text for block in blocks]
    cell = Node("cell", children=tuple(Node("alinea", text=text) for text in texts))
    return (((cell,), "\n".join(texts)),), []


def _node_text(node: Node) -> str:
    """The words of an element as lines: label and first alinea on one line, cells of a row separated by tabs."""
    if node.kind == "row":
        return "\t".join(" ".join(_lines(cell)) for cell in node.children)
    return "\n".join(_lines(node))


def _lines(node: Node) -> list[str]:
    if node.kind in ("annex", "component"):
        return _document_lines(node)
    if node.kind == "row":
        return [_node_text(node)]
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
