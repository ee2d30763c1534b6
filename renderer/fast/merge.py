"""Many filled forms in one file: what is printed on all of them stands in it once.

    blank, (title, values), (title, values), ...  ->  PDF with a bookmark an applicant, or a ZIP with a PDF each

Each applicant begins a new sheet: a form of an odd number of pages is followed by an empty page, so that a printer that
prints on both sides puts no two on one sheet. A form that must be laid out anew brings its own pages. Memory does not
grow with the applicants, but for the directory of a ZIP.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from typing import IO, cast

import pikepdf

from forms.records import Document
from renderer.errors import RenderError
from renderer.fast.blanks import Template
from renderer.fast.book import Stock
from renderer.fast.copies import Copied, Copies
from renderer.fast.graph import Graph, graph
from renderer.fast.pipe import Pipe
from renderer.fast.sink import Sink, text_string
from renderer.fast.spine import Spine
from renderer.fast.values import filled, said

Applicant = tuple[str, Mapping[str, str] | Document]
"""What the bookmark says, and the values by field name, or the filled document that `forms.fill` makes of the blank."""
Refused = Callable[[int, Exception], None]
"""Told the number of an applicant, counted from 1, whose form could not be made, and why."""
_FAULTS = (KeyError, RenderError, ValueError)


def merge(
    template: Template, applicants: Iterable[Applicant], *, refused: Refused | None = None, duplex: bool = True
) -> Iterator[bytes]:
    """One PDF of all applicants, in pieces to be written one after another; tagged, each with its own structure.

    An applicant whose values are at fault (a field that the form lacks, a character that cannot be printed) is left out
    and reported to `refused`; without it the fault is raised. Raises ValueError where nothing is left to print.
    """
    return _Merged(template, duplex).write(applicants, refused)


def zip_of(template: Template, applicants: Iterable[Applicant], *, refused: Refused | None = None) -> Iterator[bytes]:
    """A ZIP with a PDF for each applicant, in pieces. Names are running numbers: no title ever becomes a file name."""
    pipe = Pipe()
    with zipfile.ZipFile(cast(IO[bytes], pipe), "w", zipfile.ZIP_STORED) as archive:
        for number, (_, values) in enumerate(applicants, 1):
            try:
                data = template.fill_document(values) if isinstance(values, Document) else template.fill(values)
            except _FAULTS as fault:
                if refused is None:
                    raise
                refused(number, fault)
                continue
            member = zipfile.ZipInfo(f"{number:06d}.pdf", (1980, 1, 1, 0, 0, 0))
            member.external_attr = 0o600 << 16
            archive.writestr(member, data)
            yield pipe.take()
    yield pipe.take()


class _Merged:
    """The file in the making."""

    def __init__(self, template: Template, duplex: bool) -> None:
        self._template, self._duplex = template, duplex
        document = template.blank
        self._sink = Sink(f"{document.id} {document.language} {document.on}".encode())
        self._spine = Spine(self._sink, document, template.base.data)
        self._copies = Copies(graph(template.base.data, tuple(template.streams)), self._sink)
        self._stock: Stock | None = None
        self._nothing = self._sink.add("[]")
        self._outline = self._sink.reserve()
        self._parts: list[int] = []
        self._tops: list[int] = []
        self._part = self._sink.reserve()
        self._mark: tuple[int, str] | None = None
        self._before = 0
        self._done = 0
        self._first = 0

    def write(self, applicants: Iterable[Applicant], refused: Refused | None) -> Iterator[bytes]:
        """Every piece of the file."""
        for number, (title, values) in enumerate(applicants, 1):
            try:
                copied = self._copy(number, values)
            except _FAULTS as fault:
                if refused is None:
                    raise
                refused(number, fault)
                continue
            self._place(title, copied)
            if self._spine.due:
                self._close_part()
                yield self._spine.section()
        if not self._done:
            raise ValueError("No applicant is left to print.")
        self._close_mark(0)
        self._close_part()
        self._sink.put(
            self._outline,
            f"<</Type/Outlines/First {self._first} 0 R/Last {self._before} 0 R/Count {self._done}>>",
        )
        yield self._spine.finish(self._parts, self._outline)

    def _copy(self, number: int, values: Mapping[str, str] | Document) -> Copied:
        blank = self._template.blank
        if isinstance(values, Document):
            texts = said(blank, values)
            contents = None if texts is None else self._template.drawn(texts)
        else:
            contents = self._template.contents(values)
        copies = self._copies
        if contents is None:
            document = values if isinstance(values, Document) else filled(blank, values)
            if (rowed := self._with_rows(document)) is not None:
                return rowed
            with pikepdf.open(BytesIO(self._template.fill_document(document))) as file:
                copies, contents = Copies(Graph(file), self._sink), []
        return copies.copy(number, self._spine.node, self._part, self._spine.count, contents)

    def _with_rows(self, document: Document) -> Copied | None:
        """The pages of a form with rows in its tables; None where it must be laid out anew."""
        grown = self._template.grown()
        if grown is None or not grown.is_filled(document):
            return None
        if self._stock is None:
            self._stock = grown.stock(self._sink)
        sheets = grown.place(document, self._sink.next, self._part)
        if sheets is None:
            return None
        copied = sheets.write_objects(self._sink, self._stock, self._spine.node, self._spine.count)
        sheets.write_pages(self._sink)
        return copied

    def _place(self, title: str, copied: Copied) -> None:
        mark = self._sink.reserve()
        self._close_mark(mark)
        top = f"/Title{text_string(title)}/Parent {self._outline} 0 R/Dest[{copied.pages[0][0]} 0 R/Fit]"
        self._mark = (mark, top)
        self._first = self._first or mark
        self._done += 1
        for page, parents in copied.pages:
            self._spine.add(page, parents)
        self._tops += copied.tops
        if self._duplex and len(copied.pages) % 2:
            page = self._sink.add(
                f"<</Type/Page/Parent {self._spine.node} 0 R/MediaBox{copied.box}/Resources<<>>"
                f"/StructParents {self._spine.count}/Tabs/S>>"
            )
            self._spine.add(page, self._nothing)

    def _close_mark(self, following: int) -> None:
        """Writes the bookmark before, now that the one after it is known."""
        if self._mark is None:
            return
        number, entries = self._mark
        before = f"/Prev {self._before} 0 R" if self._before else ""
        after = f"/Next {following} 0 R" if following else ""
        self._sink.put(number, f"<<{entries}{before}{after}>>")
        self._before, self._mark = number, None

    def _close_part(self) -> None:
        if not self._tops:
            return
        kids = " ".join(f"{top} 0 R" for top in self._tops)
        self._sink.put(self._part, f"<</Type/StructElem/S/Part/P {self._spine.tree} 0 R/K[{kids}]>>")
        self._parts.append(self._part)
        self._tops = []
        self._part = self._sink.reserve()
