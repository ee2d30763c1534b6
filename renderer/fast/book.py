"""The pages of a journal, written to a file as soon as each is full.

Every so many pages their places in the file leave too. The number of pages is known last, so it stands in one small
drawing that every page refers to.
"""

from __future__ import annotations

from forms.records import Document
from renderer.fast import archive
from renderer.fast.faces import MARKS, WIDE, Face, Ranges
from renderer.fast.leaf import MM, Element, Leaf
from renderer.fast.sink import Sink, references
from renderer.fast.spine import Spine
from renderer.profile import profile
from renderer.qr import pdf_drawing


class Stock:
    """What the pages of a file have in common, written once: fonts and the QR code."""

    def __init__(self, sink: Sink, document: Document, faces: tuple[Face, Face]) -> None:
        upright, bold = (archive.font(sink, face) for face in faces)
        marks = f"{MARKS} {archive.font(sink, faces[0], marks=True)} 0 R" if faces[0].marks else ""
        self.fonts = f"/Font<</F0 {upright} 0 R/F1 {bold} 0 R{marks}>>"
        self._code = ""
        if document.verify:
            side = profile().code * MM
            box = f"[0 0 {side:.2f} {side:.2f}]"
            drawing = pdf_drawing(document.verify, side)
            self._code = f"/V {sink.add_stream(f'/Type/XObject/Subtype/Form/BBox{box}/Resources<<>>', drawing)} 0 R"

    def resources(self, total: int) -> str:
        """What a page refers to; `total`: the drawing of the number of pages."""
        return f"<<{self.fonts}/XObject<</N {total} 0 R{self._code}>>>>"


class Book(Leaf):
    """Writes pages. `digits`: of the number of pages, as far as foreseen; `alphabet`: the letters the file holds."""

    def __init__(self, document: Document, digits: int, alphabet: Ranges = WIDE) -> None:
        super().__init__(document, alphabet)
        self._document, self._digits = document, digits
        self.sink = Sink(f"{document.id} {document.language} {document.on}".encode())
        self._spine = Spine(self.sink, document, self.faces[0].source)
        self._total = self.sink.reserve()
        self.whole = Element(self.sink.reserve(), "Document", self._spine.tree)
        self._stock = Stock(self.sink, document, self.faces)
        self._resources = self.sink.add(self._stock.resources(self._total))
        self._marks: list[tuple[str, int, float]] = []
        self._open_page()
        self._first = self.page

    def element(self, kind: str, parent: Element, attributes: str = "") -> Element:
        """A new element below another, to be closed when all of it is shown."""
        made = Element(self.sink.reserve(), kind, parent.number, attributes)
        parent.kids.append(made.number)
        return made

    def close(self, element: Element) -> None:
        """Writes an element; nothing may be added to it afterwards."""
        self.sink.put(element.number, element.body())

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
        self.sink.stream(
            self._total,
            f"{self.total_entries()}/Resources<<{self._stock.fonts}>>",
            self.total(self._spine.count).encode(),
        )
        outline = self.sink.reserve()
        archive.outline(self.sink, outline, self._marks or [(self._document.title, self._first, self.top)])
        return self._spine.finish([self.whole.number], outline)

    def _open_page(self) -> None:
        self.page = self.sink.reserve()
        self._content, self._parents, self.y = [], [], self.top

    def _close_page(self) -> None:
        self.furniture(self._spine.count + 1, self._digits)
        content = self.sink.add_stream("", "".join(self._content).encode("latin-1"))
        self.sink.put(
            self.page,
            f"<</Type/Page/Parent {self._spine.node} 0 R/MediaBox{self.box}/Resources {self._resources} 0 R"
            f"/Contents {content} 0 R/StructParents {self._spine.count}/Tabs/S>>",
        )
        self._spine.add(self.page, self.sink.add(references(self._parents)))
