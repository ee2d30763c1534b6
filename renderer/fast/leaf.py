"""A page in the making: what is drawn on it, and the head and foot that every page has.

Lengths are points, the origin is the foot of the page.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from forms.records import Document
from renderer.errors import ToolError
from renderer.fast.faces import Face, Ranges, faces, lent
from renderer.fast.setting import Line, Setter
from renderer.fast.slots import number
from renderer.furniture import furniture
from renderer.html import wide
from renderer.profile import profile
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

    def body(self) -> str:
        """The object that stands for it (ISO 32000-1, 14.7.2)."""
        if len(self.shown) == 1 and not self.kids:  # nearly every one: a cell of a row
            (page, mark) = self.shown[0]
            return f"<</Type/StructElem/S/{self.kind}/P {self.parent} 0 R{self.attributes}/Pg {page} 0 R/K {mark}>>"
        page = self.shown[0][0] if self.shown else 0
        kids = [str(mark) if at == page else f"<</Type/MCR/Pg {at} 0 R/MCID {mark}>>" for at, mark in self.shown]
        kids += [f"{kid} 0 R" for kid in self.kids]
        shown = f"/Pg {page} 0 R" if page else ""
        below = f"/K[{' '.join(kids)}]" if kids else ""
        return f"<</Type/StructElem/S/{self.kind}/P {self.parent} 0 R{self.attributes}{shown}{below}>>"


class Leaf(ABC):
    """Draws on pages, one after another. `y` is how far down the page is written; `whole` the element of the document;
    `page` the object of the page; `alphabet` the letters that the file holds."""

    whole: Element
    page: int

    def __init__(self, document: Document, alphabet: Ranges) -> None:
        style = profile()
        known = faces(document, alphabet)
        names = sorted(known)
        if len(names) < 2:
            raise ToolError(f"The font {style.print_font} lacks its upright or its bold style.")
        self.faces: tuple[Face, Face] = (known[names[0]], known[names[1]])
        self.setter = Setter(*self.faces)
        self.leading = style.leading
        long, short = max(style.width, style.height) * MM, min(style.width, style.height) * MM
        self.size = (long, short) if wide(document) else (style.width * MM, style.height * MM)
        self.left, self.right = style.left * MM, self.size[0] - style.right * MM
        self.top, self.bottom = self.size[1] - style.header * MM, style.footer * MM
        self._around, self._small = furniture(document), style.furniture
        self._code = style.code * MM if document.verify else 0.0
        self._version = self.setter.runs([Run(self._around.version)], self._small, self.width)
        self._content: list[str] = []
        self._parents: list[int] = []
        self.y = self.top

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

    @property
    def box(self) -> str:
        """The sheet as a PDF array."""
        return f"[0 0 {number(self.size[0])} {number(self.size[1])}]"

    @abstractmethod
    def element(self, kind: str, parent: Element, attributes: str = "") -> Element:
        """A new element below another, to be closed when all of it is shown."""

    @abstractmethod
    def close(self, element: Element) -> None:
        """Nothing is added to an element afterwards."""

    @abstractmethod
    def bookmark(self, title: str) -> None:
        """A bookmark to this place."""

    @abstractmethod
    def turn(self) -> None:
        """The next page."""

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

    def total_entries(self) -> str:
        """What stands in the drawing of the number of pages besides its operators, its fonts excepted."""
        return f"/Type/XObject/Subtype/Form/BBox[0 {-self._small} {self.width:.2f} {self._small}]"

    def total(self, pages: int) -> str:
        """The drawing that ends the label of every page: the number of pages is known last."""
        _, between, after = self._around.page
        lines = self.setter.runs([Run(f"{between}{pages}{after}")], self._small, self.width)
        return drawn([Placed(0, 0, self._small, line) for line in lines])

    def furniture(self, page: int, digits: int) -> None:
        """The version line in the middle of the head, the day and the page label in the foot. `digits`: of the number
        of pages, as far as foreseen."""
        size, step = self._small, self._small * self.leading
        height = step * len(self._version) + MM
        y = self.size[1] - (self.size[1] - self.top - height) / 2
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
        (rest,) = self.setter.runs([Run(f"{between}{'0' * digits}{after}")], size, self.width)
        (label,) = self.setter.runs([Run(f"{before}{page}")], size, self.width)
        at = self.right - rest.width
        self.show([Placed(at - label.width, low, size, label)], None)
        self.draw(f"/Artifact BMC q 1 0 0 1 {number(at)} {number(low)} cm /N Do Q EMC\n")
        if self._code:
            x, y = self.left + (self.width - self._code) / 2, self.bottom - _CODE - self._code
            self.draw(f"/Artifact BMC q 1 0 0 1 {number(x)} {number(y)} cm /V Do Q EMC\n")


class Placed(NamedTuple):
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
            glyphs = lent(glyphs, placed.size, f"/F{strong:d} {placed.size:g} Tf", array=placed.line.spread)
            out.append(f" [<{glyphs}>] TJ" if placed.line.spread else f" <{glyphs}> Tj")
    out.append(" ET ")
    return "".join(out)


def baseline(size: float, step: float) -> float:
    """How far the baseline lies under the top of a line of that height."""
    return (step - (ASCENT + DESCENT) * size) / 2 + ASCENT * size
