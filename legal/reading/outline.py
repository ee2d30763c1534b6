"""Blocks to a tree: chapters, articles, paragraphs, subparagraphs, parts, alineas.

Part and alinea follow Law 480-V, art. 23 item 1: a part is a complete norm set off by an indent that begins with a
capital; an enumeration opened by a colon belongs to its part, whatever letter its lines begin with. Text after the
last subparagraph that begins with a capital is a new part of the element above; before a further subparagraph it is
a part of the subparagraph it follows. A note ("Примечание. …") is an element of its own in the article or paragraph
that it stands under, with the numbered paragraphs that follow its word alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from legal.reading.blocks import Block
from legal.reading.labels import HEADED, Label, is_great_part, label_of
from legal.reading.numbered_heads import numbered_chapters
from legal.records import Kind, Node

_RANK: dict[str, int] = {
    "division": 1, "subdivision": 2, "chapter": 3, "section": 4, "article": 5, "note": 5,
    "paragraph": 6, "subparagraph": 7,
}  # fmt: skip
_NOTE = re.compile(r"(?:Примечани[ея]|ПРИМЕЧАНИ[ЕЯ]|Ескертпе(?:лер)?|ЕСКЕРТПЕ(?:ЛЕР)?)\s?[.:]\s?")
_CAPITAL = re.compile(r'^["«“(]*[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ0-9№]')


@dataclass(slots=True)
class _Item:
    """An element being built."""

    kind: Kind
    num: str | None = None
    label: str = ""
    heading: str = ""
    text: str = ""
    role: str = ""
    lines: tuple[int, int] | None = None
    children: list[_Item | Node] = field(default_factory=list)

    def freeze(self) -> Node:
        """The element as a record."""
        children = tuple(child.freeze() if isinstance(child, _Item) else child for child in self.children)
        return Node(self.kind, self.num, self.label, self.heading, self.text, children, self.role, lines=self.lines)


def outline(blocks: Sequence[Block], quoted: Collection[int] = (), *, inside: Kind | None = None) -> tuple[Node, ...]:
    """The elements that the blocks make, in order.

    `quoted` are indices of blocks that are new text of other acts: they stay alineas with role "quoted". `inside` is
    the kind that the blocks are known to be, for new text: "subparagraph" keeps trailing parts in it, "part" and
    "alinea" read no labels at all.
    """
    builder = _Outline(inside)
    following = _next_labels(blocks, quoted)
    chapters = numbered_chapters(blocks, quoted) if inside is None else {}
    for index, block in enumerate(blocks):
        builder.add(block, quoted=index in quoted, following=following[index], chapter=chapters.get(index))
    return tuple(item.freeze() for item in builder.root.children if isinstance(item, _Item))


def _next_labels(blocks: Sequence[Block], quoted: Collection[int]) -> list[Label | None]:
    """For each block the label of the next labelled block of the same text."""
    found: list[Label | None] = []
    nearest: Label | None = None
    for index in range(len(blocks) - 1, -1, -1):
        found.append(nearest)
        nearest = nearest if index in quoted else label_of(blocks[index].text) or nearest
    return found[::-1]


class _Outline:
    """The open elements, from large to small, while blocks are added."""

    def __init__(self, inside: Kind | None) -> None:
        self.root = _Item("component")
        self.stack: list[_Item] = [self.root]
        self.inside = inside

    def add(self, block: Block, *, quoted: bool, following: Label | None, chapter: Label | None) -> None:
        """Put one block in its place; `chapter` is its label where only its place tells that it is a chapter."""
        lines = (block.first, block.last)
        if quoted:
            self._quote(block, lines)
            return
        if block.rows:
            self._part(self._container()).children.append(table_node(block))
            return
        label = None if self.inside in ("part", "alinea") else chapter or label_of(block.text)
        if label is None:
            self._unlabelled(block.text, lines, following)
        else:
            self._labelled(label, lines)

    def _quote(self, block: Block, lines: tuple[int, int]) -> None:
        part = self._part(self._container())
        if block.rows:
            part.children.append(table_node(block, role="quoted"))
        else:
            part.children.append(_Item("alinea", text=block.text, role="quoted", lines=lines))

    def _container(self) -> _Item:
        return self.stack[-1]

    def _labelled(self, label: Label, lines: tuple[int, int]) -> None:
        rank = _RANK[label.kind]
        note = next((at for at, item in enumerate(self.stack) if item.kind == "note"), None)
        if note is not None and not _in_note(self.stack[note], self.stack[note + 1 :], label):
            del self.stack[note:]
            note = None
        # Paragraphs of a note are its own, not those of the article around it.
        while len(self.stack) > (note or 0) + 1 and _RANK[self.stack[-1].kind] >= rank:
            self.stack.pop()
        item = _Item(label.kind, label.num, label.label, lines=lines)
        parent = self.stack[-1]
        if label.kind == "subparagraph" and parent is not self.root:
            self._part(parent).children.append(item)
        else:
            parent.children.append(item)
        self.stack.append(item)
        if label.kind in HEADED and not re.search(r"[.:;]$", label.rest):
            item.heading = label.rest
        elif label.rest:
            self._alinea(item, label.rest, lines)

    def _unlabelled(self, text: str, lines: tuple[int, int], following: Label | None) -> None:
        if self.inside is None and is_great_part(text):
            # It belongs to no article: what an article takes with it when it is changed must not hold it.
            del self.stack[1:]
            self.root.children.append(_Item("heading", text=text, lines=lines))
            return
        holder = self._noted(text)
        if holder is not None:
            del self.stack[holder + 1 :]
            note = _Item("note", lines=lines)
            self.stack[-1].children.append(note)
            self.stack.append(note)
        top = self.stack[-1]
        if top.kind in HEADED and not top.heading and not top.children and not re.search(r"[.:;]$", text):
            top.heading, top.lines = text, (top.lines[0] if top.lines else lines[0], lines[1])
            return
        if self._begins_anew(top, text, following):
            self.stack.pop()
            above = self.stack[-1]
            line = _Item("alinea", text=text, lines=lines)
            above.children.append(_Item("part", num=str(_parts(above) + 1), lines=lines, children=[line]))
            return
        if top.kind == "subparagraph" and len(self.stack) > 2 and self._leaves(top, text, following):
            self.stack.pop()
        self._alinea(self.stack[-1], text, lines)

    def _begins_anew(self, top: _Item, text: str, following: Label | None) -> bool:
        """ "функции ведомств:" after the last of the functions before them: an enumeration that counts from 1 again."""
        if top.kind != "subparagraph" or len(self.stack) < 3 or self.inside == "subparagraph" or text[-1:] != ":":
            return False
        return following is not None and (following.kind, following.num) == ("subparagraph", "1")

    def _noted(self, text: str) -> int | None:
        """Where in the stack stands the element that a note belongs to: the article, else the paragraph."""
        if _NOTE.match(text) is None or self.inside in ("part", "alinea"):
            return None
        kinds = [item.kind for item in self.stack]
        return next((kinds.index(kind) for kind in ("article", "paragraph") if kind in kinds), None)

    def _leaves(self, top: _Item, text: str, following: Label | None) -> bool:
        """Whether text after a subparagraph belongs to the element above it."""
        if self.inside == "subparagraph" or not _CAPITAL.match(text) or _open_enumeration(_last_part(top)):
            return False
        return not (following and following.kind == "subparagraph" and _follows(following.num, top.num or ""))

    def _alinea(self, container: _Item, text: str, lines: tuple[int, int]) -> None:
        part = _last_part(container)
        if part is None or (_CAPITAL.match(text) and not _open_enumeration(part) and self.inside != "alinea"):
            part = _Item("part", num=str(_parts(container) + 1), lines=lines)
            container.children.append(part)
        part.children.append(_Item("alinea", text=text, lines=lines))
        part.lines = (part.lines[0] if part.lines else lines[0], lines[1])

    def _part(self, container: _Item) -> _Item:
        part = _last_part(container)
        if part is None:
            part = _Item("part", num="1")
            container.children.append(part)
        return part


def _in_note(note: _Item, above: Sequence[_Item], label: Label) -> bool:
    """Whether a numbered element is one of a note: its word stands alone and the number is 1, or goes on in it.

    `above` are the open elements inside the note.
    """
    if label.kind not in ("paragraph", "subparagraph"):
        return False
    if same := [item for item in above if item.kind == label.kind]:
        return _follows(label.num, same[-1].num or "")
    if label.num != "1":
        return False
    words = _texts(above[-1] if above else note)[-1:]
    return bool(above) or any(word.endswith(":") or _NOTE.fullmatch(word) for word in words)


def _last_part(container: _Item) -> _Item | None:
    last = container.children[-1] if container.children else None
    return last if isinstance(last, _Item) and last.kind == "part" else None


def _parts(container: _Item) -> int:
    return sum(isinstance(child, _Item) and child.kind == "part" for child in container.children)


def _open_enumeration(part: _Item | None) -> bool:
    """An enumeration goes on: a line ended with a colon, and the last line has not ended the sentence."""
    if part is None:
        return False
    texts = [text for child in part.children for text in _texts(child)]
    return any(t.rstrip('"»” ').endswith(":") for t in texts) and not re.search(r"[.!?][\"»”]?$", texts[-1])


def _texts(item: _Item | Node) -> list[str]:
    own = [item.text] if item.text else []
    return own + [text for child in item.children for text in _texts(child)]


def _follows(number: str, current: str) -> bool:
    """Whether a subparagraph number goes on after `current`: the next one, or one inserted after it."""
    if not (current[:1].isdigit() and number[:1].isdigit()):
        return number > current
    here, there = ([int(n) for n in value.split("-")] for value in (current, number))
    return there > here and there[0] <= here[0] + 1


def table_node(block: Block, role: str = "") -> Node:
    """A source table as a node: rows with the number in their first cell, cells, alineas."""
    rows = []
    for cells in block.rows:
        nodes = tuple(
            Node(
                "cell",
                children=tuple(Node("alinea", text=line) for line in cell.lines),
                role="header" if cell.header else "",
                span=(cell.colspan, cell.rowspan),
            )
            for cell in cells
        )
        first = " ".join(cells[0].lines).strip().rstrip(".") if cells else ""
        header = bool(cells) and all(cell.header for cell in cells)
        # A heading row of column numbers ("1", "2", "3") is not row 1; of new text any row may be set as the heading.
        numbered = role == "quoted" or not header
        number = first if numbered and re.fullmatch(r"[0-9]+(?:[-.][0-9]+)*", first) else None
        rows.append(Node("row", number, label=first if number else "", children=nodes, role="header" if header else ""))
    return Node("table", children=tuple(rows), role=role, lines=(block.first, block.last))
