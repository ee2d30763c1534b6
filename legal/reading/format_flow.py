"""The flow of an HTML tree: inline pieces gathered to paragraphs, blocks cut where the elements cut them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from lxml import etree

from legal.findings import finding
from legal.reading.blocks import Block, TableCell
from legal.reading.format_marks import caption_blocks, form_block, heading_texts, is_form, is_note, text_blocks
from legal.reading.format_tables import Rows, blocks_of_table, cell
from legal.reading.labels import NUMBER, raised
from legal.reading.wraps import squeeze, visible
from legal.records import Finding

_DROPPED = frozenset({
    "script", "style", "noscript", "template", "head", "title", "meta", "link", "button", "input", "select", "textarea",
    "option", "iframe", "object", "embed", "svg", "canvas", "audio", "video", "map",
})  # fmt: skip
_AROUND = frozenset({"nav", "footer", "aside", "dialog"})
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr", "o:p",
})  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_STRONG = frozenset({"b", "strong"})
_EM = frozenset({"i", "em"})
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_RED = re.compile(r"(?<![\w-])color\s*:\s*(?:red|#f00|#ff0000|rgb\(\s*255\s*,\s*0\s*,\s*0\s*\))", re.IGNORECASE)
_ALIGN = re.compile(r"text-align\s*:\s*(center|right)", re.IGNORECASE)
_BORDER = re.compile(
    r"(?<![\w-])border(?:-(?:top|bottom|left|right))?(?:-(?:width|style))?\s*:\s*([^;]+)", re.IGNORECASE
)
_NO_BORDER = re.compile(r"none|hidden|^0(?:px|pt|\s|$)", re.IGNORECASE)
_STRONG_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_EM_STYLE = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_LABEL_ONLY = re.compile(rf"(?:Статья\s+)?{NUMBER}\s?(?:-бап)?[.)]?|[а-яёәғқңөұүһі]\)")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_MOST_SPAN = 1000
_LINKED = re.compile(r"(?:(?:№|N)\s?[\w/-]+(?:\s[\w/-]+)?|(?:ст|п|пп|гл)\.\s?[0-9-]+\)?)[.;,)]?")
_STOPS = re.compile(r"[.;,)]+")

Emphasis = Literal["", "strong", "em"]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of words: their text ("\\n" for a line break), and whether they are a note, bold, italic,
    a link.
    """

    text: str
    note: bool
    strong: bool
    em: bool
    link: bool = False


@dataclass(frozen=True, slots=True)
class _Style:
    """What the elements around a run of words say of it."""

    note: bool = False
    strong: bool = False
    em: bool = False
    kept: bool = False
    link: bool = False
    raised: bool = False

    def within(self, element: etree._Element) -> _Style:
        style = element.get("style") or ""
        tag = _tag(element)
        return _Style(
            self.note or "note" in _classes(element) or _RED.search(style) is not None or _red_font(element),
            self.strong or tag in _STRONG or _STRONG_STYLE.search(style) is not None,
            self.em or tag in _EM or _EM_STYLE.search(style) is not None,
            self.kept or tag == "pre",
            self.link or (tag == "a" and element.get("href") is not None),
            self.raised,
        )


def is_hidden(element: etree._Element) -> bool:
    """Whether an element or one around it shows nothing on the page."""
    return any(_hides(e) for e in (element, *element.iterancestors()))


def _hides(element: etree._Element) -> bool:
    return element.get("hidden") is not None or _HIDDEN_STYLE.search(element.get("style") or "") is not None


def _tag(element: etree._Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _classes(element: etree._Element) -> list[str]:
    return (element.get("class") or "").lower().split()


def _red_font(element: etree._Element) -> bool:
    return (element.get("color") or "").lower() in ("red", "#ff0000", "#f00")


@dataclass(slots=True)
class Flow:
    """The blocks made from elements in reading order. `offset` is added to the lines of the tree; `cell` keeps the
    breaks inside a paragraph in its text, for a table to resolve.
    """

    offset: int = 0
    cell: bool = False
    blocks: list[Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _pieces: list[_Piece] = field(default_factory=list)
    _first: int = 1
    _last: int = 1

    def read(self, element: etree._Element) -> None:
        """Read an element and everything in it."""
        self._first = self._line(element)
        self._walk(element, _Style())
        self._flush(element)

    def _line(self, element: etree._Element) -> int:
        line = element.sourceline
        return (line if isinstance(line, int) else 1) + self.offset

    def _walk(self, element: etree._Element, style: _Style) -> None:
        tag = _tag(element)
        if not tag or tag in _DROPPED:
            return
        if tag in _AROUND or _hides(element):
            self._left_out(element)
            return
        if tag == "br":
            self._add("\n", style)
        elif tag == "img":
            self._picture(element)
        elif tag == "table":
            self._table(element)
        elif tag in _INLINE:
            within = style.within(element)
            if tag == "sup" and self._raises(element):
                self.findings.append(finding("raised-number", "a raised number after a number", self._line(element)))
                within = replace(within, raised=True)
            self._inside(element, within)
        else:
            self._flush(element.getparent())
            self._first = self._line(element)
            self._count(element, style)
            self._inside(element, style.within(element))
            self._flush(element)

    def _raises(self, element: etree._Element) -> bool:
        """Whether a raised number follows another, so that the two would read as one: "10" and a raised "3"."""
        before = self._pieces[-1].text[-1:] if self._pieces else ""
        return before.isdigit() and squeeze("".join(map(str, element.itertext())))[:1].isdigit()

    def _left_out(self, element: etree._Element) -> None:
        words = squeeze("".join(str(text) for text in element.itertext()))
        if words:
            code = "page-furniture" if _tag(element) in _AROUND else "hidden-text"
            self.findings.append(finding(code, f"left out of the page: {words[:60]!r}", self._line(element)))

    def _count(self, element: etree._Element, style: _Style) -> None:
        """The number that a browser shows before an item of an ordered list."""
        items = element.getparent()
        if _tag(element) != "li" or items is None or _tag(items) != "ol":
            return
        start = items.get("start") or "1"
        number = int(start) if re.fullmatch(r"[0-9]{1,6}", start) else 1
        label = f"{number + items.findall('li').index(element)}."
        if (items.get("type") or "1") == "1" and not element.get("value"):
            self._add(f"{label} ", style)
            self.findings.append(finding("number-computed", f"{label} written into its item", self._line(element)))
        else:
            self.findings.append(finding("numbering-unknown", "an item whose number is not told", self._line(element)))

    def _inside(self, element: etree._Element, style: _Style) -> None:
        self._last = max(self._last, self._line(element))
        self._add(element.text, style)
        for child in element:
            self._walk(child, style)
            self._add(child.tail, style)

    def _add(self, text: str | None, style: _Style) -> None:
        if not text:
            return
        if text != "\n" and not style.kept:
            text = _SPACES.sub(" ", text)
        text = raised(text) if style.raised else text
        self._pieces.append(_Piece(visible(text), style.note, style.strong, style.em, style.link))

    def _picture(self, element: etree._Element) -> None:
        name = element.get("alt") or "no caption"
        self.findings.append(finding("picture", f"a picture that is not read: {name}", self._line(element)))

    def _flush(self, element: etree._Element | None) -> None:
        """Close the paragraph that is open: `element` is the block element that holds it."""
        pieces, self._pieces = _with_links(self._pieces), []
        first, last = self._first, max(self._first, self._last)
        self._first = self._last = last
        notes = [p for p in pieces if p.note and p.text.strip()]
        words = [p for p in pieces if not p.note and p.text.strip()]
        if not notes:
            self.blocks += _paragraph(pieces, element, first, last, self.cell)
        elif not words or _LABEL_ONLY.fullmatch(squeeze("".join(p.text for p in words))):
            self.blocks.append(Block("note", squeeze("".join(p.text for p in pieces)), first, last))
        else:
            own = [p if not p.note else _Piece("\n" * p.text.count("\n"), False, p.strong, p.em) for p in pieces]
            self.blocks += _paragraph(own, element, first, last, self.cell)
            cut = squeeze(" ".join(p.text for p in notes))
            self.blocks.append(Block("note", cut, first, last))
            self.findings.append(finding("note-cut", f"a note inside a paragraph: {cut[:60]!r}", first))

    def _table(self, element: etree._Element) -> None:
        self._flush(element.getparent())
        first = self._line(element)
        rows, notes, last = self._rows(element)
        self.blocks += blocks_of_table(rows, _ruled(element), first, max(first, last))
        self.blocks += notes
        self._first = self._last = max(first, last)

    def _rows(self, table: etree._Element) -> tuple[Rows, list[Block], int]:
        """The rows of a table, the notes cut out of its cells, and the last line of the source."""
        rows: list[tuple[TableCell, ...]] = []
        notes: list[Block] = []
        last = self._line(table)
        for row in table.iter("tr"):
            if next(row.iterancestors("table"), None) is not table or _hides(row):
                continue
            cells = []
            heading = any(_tag(e) == "thead" for e in row.iterancestors("thead"))
            for element in row.iterchildren("td", "th"):
                inner = Flow(self.offset, cell=True)
                inner.read(element)
                last = max(last, *(b.last for b in inner.blocks), self._line(element))
                notes += [block for block in inner.blocks if block.kind == "note"]
                lines = _lines([block for block in inner.blocks if block.kind != "note"])
                self.findings += inner.findings
                if next(element.iter("table"), None) is not None:
                    self.findings.append(
                        finding("table-nested", "a table inside a cell read as its lines", self._line(element))
                    )
                header = heading or _tag(element) == "th"
                cells.append(cell(lines, _span(element, "colspan"), _span(element, "rowspan"), header))
            rows.append(tuple(cells))
        return tuple(row for row in rows if row), notes, last


def _with_links(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces with the links of a note as the note's: "исключен приказом … 12.06.2023 " "№ 201" " (вводится …)".

    The page sets the words of a note in red and leaves the number that it links in the colour of links.
    """
    made = list(pieces)
    words = [at for at, piece in enumerate(pieces) if piece.text.strip()]
    for before, at, after in zip([None, *words], words, [*words[1:], None], strict=False):
        piece = pieces[at]
        if piece.note or before is None or not made[before].note:
            continue
        flanked = after is not None and pieces[after].note
        linked = piece.link and (flanked or _LINKED.fullmatch(piece.text.strip()))
        if linked or _STOPS.fullmatch(piece.text.strip()):
            made[at] = replace(piece, note=True)
    return made


def _lines(blocks: list[Block]) -> list[str]:
    """The lines of a cell; a table inside it gives a line a row."""
    lines: list[str] = []
    for block in blocks:
        if block.kind == "table":
            lines += [" ".join(line for piece in row for line in piece.lines) for row in block.rows]
        elif block.rows:
            lines += [line for row in block.rows for piece in row for line in piece.lines]
        else:
            lines.append(block.text)
    return lines


def _span(element: etree._Element, name: str) -> int:
    value = (element.get(name) or "1").strip()
    return max(1, min(int(value), _MOST_SPAN)) if re.fullmatch(r"[0-9]{1,4}", value) else 1


def _ruled(table: etree._Element) -> bool | None:
    """Whether a table is drawn with rules: True, False, or None where the page does not say."""
    border = table.get("border")
    styles = [table.get("style") or "", *((c.get("style") or "") for c in table.iter("td", "th"))]
    drawn = [match[1].strip() for style in styles for match in _BORDER.finditer(style)]
    if next(table.iter("th"), None) is not None or any(not _NO_BORDER.match(value) for value in drawn):
        return True
    if border is not None:
        return border.strip() not in ("", "0")
    return False if drawn else None


def _paragraph(
    pieces: list[_Piece], element: etree._Element | None, first: int, last: int, cell: bool
) -> tuple[Block, ...]:
    """The blocks of one paragraph by the element that holds it."""
    lines = "".join(p.text for p in pieces).split("\n")
    words = [squeeze(line) for line in lines if line.strip()]
    if not words:
        return ()
    set_so = _emphasis(pieces)
    tag, align = _place(element)
    if is_note(words[0]):
        return (Block("note", squeeze(" ".join(words)), first, last),)
    if cell:
        return (Block("text", "\n".join(words), first, last),)
    if tag in _HEADINGS:
        headings = heading_texts(words)
        return tuple(Block("heading", text, first, last, _HEADINGS[tag], emphasis=set_so) for text in headings)
    if tag == "pre":
        return (form_block([line.rstrip().replace("\u00a0", " ") for line in lines if line.strip()], first, last),)
    if align == "right" and not is_form(words):
        return caption_blocks(words, first, last)
    if align == "center" and set_so == "strong" and not is_form(words):
        return tuple(Block("heading", text, first, last, emphasis="strong") for text in heading_texts(words))
    if set_so == "em" and len(words) > 1 and not is_form(words):
        return caption_blocks(words, first, last)
    return text_blocks(words, first, last, set_so)


def _emphasis(pieces: list[_Piece]) -> Emphasis:
    words = [p for p in pieces if p.text.strip()]
    if all(p.strong for p in words):
        return "strong"
    return "em" if all(p.em for p in words) else ""


def _place(element: etree._Element | None) -> tuple[str, str]:
    """The heading or `pre` a paragraph stands in, or its own tag, and its alignment."""
    if element is None:
        return "", ""
    tags = [_tag(e) for e in (element, *element.iterancestors())]
    tag = next((t for t in tags if t in _HEADINGS or t == "pre"), tags[0])
    match = _ALIGN.search(element.get("style") or "")
    align = match[1].lower() if match else (element.get("align") or "").lower()
    return tag, align
