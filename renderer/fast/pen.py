"""Pages of a form, kept in memory until all of it is known to fit, then written to a file in one go.

What is drawn again and again is drawn once and kept as a stamp: its operators and its structure elements, with places
for what differs the next time, the height and the numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from forms.records import Document
from renderer.fast.book import Stock
from renderer.fast.boxes import Short
from renderer.fast.copies import Copied
from renderer.fast.faces import FORM
from renderer.fast.leaf import Element, Leaf
from renderer.fast.rows import Unfit
from renderer.fast.sink import Sink, references

_MARK = re.compile(r"/MCID (\d+)")
_ELEMENTS, _PAGE, _MARKS, _ABOVE = range(4)
"""What the numbers of a stamp are counted from: its first element, the page, its first marked content, the element
above."""


@dataclass(frozen=True, slots=True, eq=False)
class Tags:
    """Structure elements to be written again: a format for `%`, and what stands in its places.

    places  what each number is counted from, and how far
    sizes   bytes of each element with the line end behind it
    owners  for each piece of marked content its element, counted from the first
    tops    the elements that hang on the element above, counted so too
    """

    format: str
    places: tuple[tuple[int, int], ...]
    sizes: tuple[int, ...]
    owners: tuple[int, ...]
    tops: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Something drawn once, from the top of a page down: operators, elements, height, bookmarks and how far down."""

    operators: str
    tags: Tags
    height: float
    titles: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    operators: str
    parents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sheets:
    """The pages of a form, ready to be written: `count` objects that are no streams, with numbers from `first` on.

    objects  elements, pages, and elements of a stamp with their sizes
    total    the drawing of the number of pages
    """

    first: int
    count: int
    objects: tuple[Element | _Page | tuple[str, tuple[int, ...]], ...]
    pages: tuple[_Page, ...]
    top: int
    box: str
    total: tuple[str, str]
    bookmarks: tuple[tuple[str, int, float], ...]

    @property
    def shape(self) -> Hashable:
        """All that the objects say: those of two forms of one blank with the same shape are the same."""
        kids = tuple([len(one.kids) for one in self.objects if isinstance(one, Element)])
        return kids, self.count, tuple([(page.number, page.parents) for page in self.pages])

    def write_objects(self, sink: Sink, stock: Stock, node: int, key: int) -> Copied:
        """Writes what are no streams; `node`: the parent of the pages, `key`: the first StructParents.

        The next number of the file must be `first`.
        """
        count = self.count + 1
        first = sink.reserve(count + 1 + len(self.pages))
        if first != self.first:
            raise ValueError("The pages were drawn for another place of the file.")
        total, resources = first + count, first + count - 1
        content, index = total, 0
        bodies: list[str] = []
        sizes: list[int] = []
        for one in self.objects:
            if isinstance(one, tuple):
                bodies.append(one[0])
                sizes += one[1]
                continue
            if isinstance(one, Element):
                body = one.body()
            else:
                content += 1
                body = (
                    f"<</Type/Page/Parent {node} 0 R/MediaBox{self.box}/Resources {resources} 0 R"
                    f"/Contents {content} 0 R/StructParents {key + index}/Tabs/S>>"
                )
                index += 1
            bodies += (body, "\n")
            sizes.append(len(body) + 1)
        bodies.append(f"{stock.resources(total)}\n")
        sink.pack(first, list(accumulate(sizes, initial=0)), "".join(bodies).encode("latin-1"))
        entries, drawing = self.total
        sink.short_stream(total, drawing.encode(), f"{entries}/Resources<<{stock.fonts}>>".encode())
        pages = tuple((page.number, sink.add(references(page.parents))) for page in self.pages)
        return Copied(pages, (self.top,), self.box)

    def write_pages(self, sink: Sink) -> None:
        """Writes what the pages show."""
        for number, page in enumerate(self.pages, self.first + self.count + 2):
            sink.short_stream(number, page.operators.encode("latin-1"))


class Pen(Leaf):
    """Draws the pages of one form after another; not for threads."""

    def __init__(self, document: Document) -> None:
        super().__init__(document, FORM)
        self._furnished: dict[tuple[int, int], str] = {}
        self._totals: dict[int, tuple[str, str]] = {}
        self.begin(1, 0, 1)

    def begin(self, first: int, above: int, digits: int) -> None:
        """A new form. `first`: the number of its first object, `above`: the element that it hangs on, `digits`: of the
        number of its pages, as far as foreseen."""
        self._first = self._next = first
        self._digits = digits
        self._objects: list[Element | _Page | tuple[str, tuple[int, ...]]] = []
        self._pages: list[_Page] = []
        self._bookmarks: list[tuple[str, int, float]] = []
        self.whole = self._new("Document", above)
        self._open_page()

    @property
    def page_count(self) -> int:
        """The pages so far, this one with them."""
        return len(self._pages) + 1

    def element(self, kind: str, parent: Element, attributes: str = "") -> Element:
        """A new element below another."""
        made = self._new(kind, parent.number, attributes)
        parent.kids.append(made.number)
        return made

    def close(self, element: Element) -> None:
        """Nothing is written yet."""

    def bookmark(self, title: str) -> None:
        """A bookmark to this place."""
        self._bookmarks.append((title, self.page, self.y))

    def turn(self) -> None:
        """The next page."""
        self._close_page()
        self._open_page()

    def draw_stamp(self, stamp: Stamp, above: Element) -> None:
        """Something drawn once, where the page has come to."""
        if stamp.operators:
            operators = _numbered(stamp.operators, len(self._parents))
            self.draw(f"q 1 0 0 1 0 {self.y - self.top:.2f} cm {operators}Q\n")
        for title, down in stamp.titles:
            self._bookmarks.append((title, self.page, self.y - down))
        self.draw_tags(stamp.tags, above)
        self.y -= stamp.height

    def draw_row(self, cells: Sequence[str], rules: str, height: float, tags: Tags, above: Element) -> None:
        """A row of a table: what shows each of its cells, behind the number of its marked content, and its rules."""
        marks = len(self._parents)
        shown = "".join([f"/TD<</MCID {mark}{cell}" for mark, cell in enumerate(cells, marks)])
        self.draw(f"q 1 0 0 1 0 {self.y:.2f} cm {shown}{rules}Q\n")
        self.draw_tags(tags, above)
        self.y -= height

    def draw_short(self, short: Short, above: Element) -> None:
        """A line of a form, on the next page where this one has no room for it."""
        if short.height > self.room and not self.fresh:
            self.turn()
        at, low = len(self._parents), self.y - short.down
        self.draw(f"/P<</MCID {at}>>BDC BT 1 0 0 1 {short.x:.2f} {low:.2f} Tm{short.shown} ET EMC\n")
        self.draw_tags(_PARAGRAPH, above)
        self.y -= short.height

    def draw_tags(self, tags: Tags, above: Element) -> None:
        """The elements of what is drawn."""
        first = self._next
        text, owners, tops = _written(tags, first, self.page, len(self._parents), above.number)
        self._objects.append((text, tags.sizes))
        self._parents += owners
        above.kids += tops
        self._next += len(tags.sizes)

    def stamp(self, put: Callable[[], object]) -> Stamp:
        """What is put at the top of a page, as a stamp. Raises Unfit where it takes more than the page."""
        self.begin(1, 0, 1)
        put()
        if self._pages:
            raise Unfit
        elements = [one for one in self._objects if isinstance(one, Element)][1:]
        titles = tuple((title, self.top - y) for title, _, y in self._bookmarks)
        return Stamp("".join(self._content), tags(elements, self._parents), self.top - self.y, titles)

    def finish(self) -> Sheets:
        """All pages of the form."""
        self._close_page()
        count = len(self._pages)
        if count not in self._totals:
            self._totals[count] = (self.total_entries(), self.total(count))
        objects, pages = tuple(self._objects), tuple(self._pages)
        return Sheets(
            self._first,
            self._next - self._first,
            objects,
            pages,
            self.whole.number,
            self.box,
            self._totals[count],
            tuple(self._bookmarks),
        )

    def _new(self, kind: str, parent: int, attributes: str = "") -> Element:
        made = Element(self._next, kind, parent, attributes)
        self._objects.append(made)
        self._next += 1
        return made

    def _open_page(self) -> None:
        self.page = self._next
        self._next += 1
        self._at = len(self._objects)
        self._content, self._parents, self.y = [], [], self.top

    def _close_page(self) -> None:
        key = (len(self._pages) + 1, self._digits)
        if key not in self._furnished:
            content, self._content = self._content, []
            self.furniture(*key)
            self._furnished[key], self._content = "".join(self._content), content
        self._content.append(self._furnished[key])
        made = _Page(self.page, "".join(self._content), tuple(self._parents))
        self._pages.append(made)
        self._objects.insert(self._at, made)


def tags(elements: Sequence[Element], parents: Sequence[int]) -> Tags:
    """Elements with numbers in a row, drawn on one page, as a format. `parents`: the element of each marked content."""
    first = elements[0].number if elements else 0
    count = len(elements)
    formats: list[str] = []
    places: list[tuple[int, int]] = []
    sizes: list[int] = []
    tops: list[int] = []
    for one in elements:
        start = (_ELEMENTS, one.parent - first) if 0 <= one.parent - first < count else (_ABOVE, 0)
        tops += [one.number - first] if start[0] == _ABOVE else []
        shown = "/Pg %08d 0 R" if one.shown else ""
        below = " ".join(["%08d"] * len(one.shown) + ["%08d 0 R"] * len(one.kids))
        kids = f"/K[{below}]" if len(one.shown) + len(one.kids) > 1 else f"/K {below}" if below else ""
        attributes = one.attributes.replace("%", "%%")
        formats.append(f"<</Type/StructElem/S/{one.kind}/P %08d 0 R{attributes}{shown}{kids}>>\n")
        own = [start, *([(_PAGE, 0)] if one.shown else [])]
        own += [(_MARKS, mark) for _, mark in one.shown] + [(_ELEMENTS, kid - first) for kid in one.kids]
        sizes.append(len(formats[-1] % tuple(0 for _ in own)))
        places += own
    owners = tuple(parent - first for parent in parents)
    return Tags("".join(formats), tuple(places), tuple(sizes), owners, tuple(tops))


def row_tags(spans: Iterable[int], full: int) -> Tags:
    """The elements of a row of a table: how many columns each cell covers, and as bits which of them hold type."""
    row = Element(1, "TR", 0)
    made: list[Element] = [row]
    parents: list[int] = []
    for at, span in enumerate(spans):
        number, holds = at + 2, full >> at & 1
        covers = f"/A<</O/Table/ColSpan {span}>>" if span > 1 else ""
        cell = Element(number, "TD", 1, covers, shown=[(0, len(parents))] if holds else [])
        parents += [number] if holds else []
        row.kids.append(number)
        made.append(cell)
    return tags(made, parents)


_PARAGRAPH = tags([Element(1, "P", 0, shown=[(0, 0)])], [1])
"""A paragraph of one piece of marked content."""


@lru_cache(maxsize=4000)
def _written(tags: Tags, first: int, page: int, marks: int, above: int) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """The elements with their numbers, and the numbers of the owners and the tops: forms of one kind have the same."""
    starts = (first, page, marks, above)
    text = tags.format % tuple([starts[start] + far for start, far in tags.places])
    return text, tuple(first + owner for owner in tags.owners), tuple(first + top for top in tags.tops)


@lru_cache(maxsize=1000)
def _numbered(operators: str, marks: int) -> str:
    """What was drawn as the first of a page, with `marks` pieces of marked content before it."""
    return _MARK.sub(lambda found: f"/MCID {int(found[1]) + marks}", operators)
