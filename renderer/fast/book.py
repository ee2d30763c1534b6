"""The pages of a journal: a pen that writes tagged text and rules, and the furniture of every page.

Lengths are points, the origin is the foot of the page. What a page shows leaves as soon as the page is full; every so
many pages their places in the file leave too. The number of pages is known last, so it stands in one small drawing
that every page refers to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from forms.records import Document
from renderer.errors import ToolError
from renderer.fast import archive
from renderer.fast.faces import WIDE, Ranges, faces
from renderer.fast.setting import Line, Setter
from renderer.fast.sink import Sink
from renderer.fast.slots import number
from renderer.fast.spine import Spine
from renderer.furniture import furniture
from renderer.html import wide
from renderer.profile import profile
from renderer.qr import pdf_drawing
from renderer.walk import Run

MM = 72 / 25.4
ASCENT, DESCENT = 0.891, 0.216
"""Of the print font, as shares of the type size."""
_CODE = 2 * MM
"""The QR code stands so far under the text."""
_FOOT = 6 * MM
"""The page label and the day stand so far under the text."""


@dataclass(slots=True)
class Element:
    """An element of the structure tree. `shown`: page object and marked content, `kids`: elements below."""

    number: int
    kind: str
    parent: int
    attributes: str = ""
    shown: list[tuple[int, int]] = field(default_factory=list)
    kids: list[int] = field(default_factory=list)


class Book:
    """Writes pages. `y` is how far down the page is written. `digits`: of the number of pages, as far as foreseen;
    `alphabet`: the letters that the file holds."""

    def __init__(self, document: Document, digits: int, alphabet: Ranges = WIDE) -> None:
        style = profile()
        known = faces(document, alphabet)
        names = sorted(known)
        if len(names) < 2:
            raise ToolError(f"The font {style.print_font} lacks its upright or its bold style.")
        self.setter = Setter(known[names[0]], known[names[1]])
        self._printed = known[names[0]].source
        self.leading, self._digits = style.leading, digits
        long, short = max(style.width, style.height) * MM, min(style.width, style.height) * MM
        self._size = (long, short) if wide(document) else (style.width * MM, style.height * MM)
        self.left, self.right = style.left * MM, self._size[0] - style.right * MM
        self.top, self.bottom = self._size[1] - style.header * MM, style.footer * MM
        self._document, self._around, self._small = document, furniture(document), style.furniture
        self.sink = Sink(f"{document.id} {document.language} {document.on}".encode())
        self._spine = Spine(self.sink, document)
        self._total = self.sink.reserve()
        self.whole = Element(self.sink.reserve(), "Document", self._spine.tree)
        self._fonts = [archive.font(self.sink, known[name]) for name in names[:2]]
        self._code = style.code * MM if document.verify else 0.0
        code = f"/V {self._drawn_code()} 0 R" if self._code else ""
        self._resources = self.sink.add(f"<</Font{self._font_names()}/XObject<</N {self._total} 0 R{code}>>>>")
        self._marks: list[tuple[str, int, float]] = []
        self._version = self.setter.runs([Run(self._around.version)], self._small, self.width)
        self._open_page()

    @property
    def width(self) -> float:
        """Between the margins."""
        return self.right - self.left

    @property
    def room(self) -> float:
        """What is left of the page."""
        return self.y - self.bottom

    @property
    def fresh(self) -> bool:
        """Nothing stands on the page yet."""
        return self.y >= self.top - 0.01

    @property
    def depth(self) -> float:
        """The height of an empty page."""
        return self.top - self.bottom

    def element(self, kind: str, parent: Element, attributes: str = "") -> Element:
        """A new element below another, to be closed when all of it is shown."""
        made = Element(self.sink.reserve(), kind, parent.number, attributes)
        parent.kids.append(made.number)
        return made

    def close(self, element: Element) -> None:
        """Writes an element; nothing may be added to it afterwards."""
        if len(element.shown) == 1 and not element.kids:  # nearly every one: a cell of a row
            (page, mark) = element.shown[0]
            self.sink.put(
                element.number,
                f"<</Type/StructElem/S/{element.kind}/P {element.parent} 0 R{element.attributes}"
                f"/Pg {page} 0 R/K {mark}>>",
            )
            return
        page = element.shown[0][0] if element.shown else 0
        kids = [str(mark) if at == page else f"<</Type/MCR/Pg {at} 0 R/MCID {mark}>>" for at, mark in element.shown] + [
            f"{kid} 0 R" for kid in element.kids
        ]
        shown = f"/Pg {page} 0 R" if page else ""
        below = f"/K[{' '.join(kids)}]" if kids else ""
        self.sink.put(
            element.number,
            f"<</Type/StructElem/S/{element.kind}/P {element.parent} 0 R{element.attributes}{shown}{below}>>",
        )

    def mark(self, element: int) -> int:
        """The next marked content of the page, as part of that element."""
        self._parents.append(element)
        return len(self._parents) - 1

    def show(self, lines: Sequence[Placed], element: Element | None) -> None:
        """Lines where they stand, as one piece of marked content of an element, or as an artifact."""
        if not lines:
            return
        if element is None:
            self._content.append("/Artifact BMC ")
        else:
            at = self.mark(element.number)
            element.shown.append((self.page, at))
            self._content.append(f"/{element.kind}<</MCID {at}>>BDC ")
        self._content.append(drawn(lines))
        self._content.append("EMC\n")

    def draw(self, operators: str) -> None:
        """Operators as they are."""
        self._content.append(operators)

    def bookmark(self, title: str) -> None:
        """A bookmark to this place."""
        self._marks.append((title, self.page, self.y))

    def turn(self) -> None:
        """The next page."""
        self._close_page()
        self._open_page()

    @property
    def section_due(self) -> bool:
        """So many pages have gathered that they should be written."""
        return self._spine.due

    def section(self) -> bytes:
        """Writes what has gathered and gives it out."""
        return self._spine.section()

    def finish(self) -> bytes:
        """The last page and the end of the file."""
        self._close_page()
        self.close(self.whole)
        _, between, after = self._around.page
        lines = self.setter.runs([Run(f"{between}{self._spine.count}{after}")], self._small, self.width)
        box = f"[0 {-self._small} {self.width:.2f} {self._small}]"
        self.sink.stream(
            self._total,
            f"/Type/XObject/Subtype/Form/BBox{box}/Resources<</Font{self._font_names()}>>",
            drawn([Placed(0, 0, self._small, line) for line in lines]).encode(),
        )
        marks = self._marks or [(self._document.title, self._first, self.top)]
        return self._spine.finish([self.whole.number], archive.outline(self.sink, marks), self._printed)

    def _drawn_code(self) -> int:
        """The QR code, drawn once for all pages."""
        drawing = pdf_drawing(self._document.verify, self._code)
        box = f"[0 0 {self._code:.2f} {self._code:.2f}]"
        return self.sink.add_stream(f"/Type/XObject/Subtype/Form/BBox{box}/Resources<<>>", drawing)

    def _font_names(self) -> str:
        return f"<</F0 {self._fonts[0]} 0 R/F1 {self._fonts[1]} 0 R>>"

    def _open_page(self) -> None:
        self.page = self.sink.reserve()
        if not self._spine.count:
            self._first = self.page
        self._content: list[str] = []
        self._parents: list[int] = []
        self.y = self.top

    def page_drawing(self) -> str:
        """What the page shows so far, with its head and foot."""
        self._furniture()
        return "".join(self._content)

    def _close_page(self) -> None:
        self._furniture()
        content = self.sink.add_stream("", "".join(self._content).encode("latin-1"))
        box = f"[0 0 {number(self._size[0])} {number(self._size[1])}]"
        self.sink.put(
            self.page,
            f"<</Type/Page/Parent {self._spine.node} 0 R/MediaBox{box}/Resources {self._resources} 0 R"
            f"/Contents {content} 0 R/StructParents {self._spine.count}/Tabs/S>>",
        )
        self._spine.add(self.page, self._parents)

    def _furniture(self) -> None:
        """The version line in the middle of the head, the day and the page label in the foot."""
        size, step = self._small, self._small * self.leading
        height = step * len(self._version) + MM
        y = self._size[1] - (self._size[1] - self.top - height) / 2
        lines = [
            Placed(self.left + (self.width - line.width) / 2, y - step * at - baseline(size, step), size, line)
            for at, line in enumerate(self._version)
        ]
        self.show(lines, None)
        under = y - height
        self.draw(
            f"/Artifact BMC q .467 G .5 w {number(self.left)} {number(under)} m {number(self.right)} {number(under)} l "
            "S Q EMC\n"
        )
        low = self.bottom - _FOOT - baseline(size, step)
        before, between, after = self._around.page
        (day,) = self.setter.runs([Run(self._around.as_of)], size, self.width)
        self.show([Placed(self.left, low, size, day)], None)
        (rest,) = self.setter.runs([Run(f"{between}{'0' * self._digits}{after}")], size, self.width)
        (label,) = self.setter.runs([Run(f"{before}{self._spine.count + 1}")], size, self.width)
        at = self.right - rest.width
        self.show([Placed(at - label.width, low, size, label)], None)
        self.draw(f"/Artifact BMC q 1 0 0 1 {number(at)} {number(low)} cm /N Do Q EMC\n")
        if self._code:
            x, y = self.left + (self.width - self._code) / 2, self.bottom - _CODE - self._code
            self.draw(f"/Artifact BMC q 1 0 0 1 {number(x)} {number(y)} cm /V Do Q EMC\n")


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of type at its baseline."""

    x: float
    y: float
    size: float
    line: Line


def drawn(lines: Sequence[Placed]) -> str:
    """The operators that show lines of type."""
    out = ["BT"]
    font: tuple[bool, float] | None = None
    for placed in lines:
        out.append(f" 1 0 0 1 {placed.x:.2f} {placed.y:.2f} Tm")
        for strong, glyphs in placed.line.pieces:
            if font != (strong, placed.size):
                font = (strong, placed.size)
                out.append(f" /F{int(strong)} {placed.size:g} Tf")
            out.append(f" [<{glyphs}>] TJ" if placed.line.spread else f" <{glyphs}> Tj")
    out.append(" ET ")
    return "".join(out)


def baseline(size: float, step: float) -> float:
    """How far the baseline lies under the top of a line of that height."""
    return (step - (ASCENT + DESCENT) * size) / 2 + ASCENT * size
