"""A form printed once and filled by writing into it.

    blank --WeasyPrint, once--> page without its blanks + their places --bytes--> a filled form, and another, ...

The value of a field is drawn where its blank was, with a rule under it as the published line had; a field without a
value keeps its blank as published, to write on. The words and the tags are those of the slow path: the marked content
of the blank holds the value, so the structure tree needs no change. Where a value does not fit its place, stands in an
empty cell, or has spaces and line ends that need setting, the lines and rows with values are set anew between those
that stay as published (`grown.py`); a letter that the font lacks goes the slow way, the printer lays all of it out.
Nothing is cut and nothing overlaps. Bookmarks keep the words of the blank.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import count

import pikepdf

from forms.definition import is_group
from forms.records import Document
from renderer.errors import RenderError
from renderer.fast.faces import FORM, MARKS, Face, faces, lent
from renderer.fast.grown import Growing, Grown
from renderer.fast.incremental import Base, stream, update
from renderer.fast.journal import journal_pdf
from renderer.fast.slots import Fragment, Page, mark, number, read_page
from renderer.fast.values import filled, places, said
from renderer.html import page as page_markup
from renderer.output import render
from renderer.pdf import print_page

_EASE = 0.01
"""Points by which a width may differ by rounding alone."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A fragment ready to be drawn: what comes before the place of the glyphs, between it and them, after them, and all
    of it where there are none.

    `rule`: what comes before the right end of its rule, which is as long as the blank or as the value.

    `order`: its place among all fragments, in the order in which the pages are drawn.
    """

    order: int
    fragment: Fragment
    face: Face
    font: str
    head: str
    baseline: str
    tail: str
    bare: str
    original: str
    rule: str


@dataclass(frozen=True, slots=True)
class _Slot:
    """The place of one value: its fragments in the order of reading."""

    field: str
    parts: tuple[_Part, ...]


class Template:
    """A blank that was printed once. Immutable when made; may be used by threads and pickled to processes.

    Making one costs two prints of the slow path. Raises TextError for a character that cannot be printed, ToolError
    where Pango or the font is missing.
    """

    def __init__(self, blank: Document) -> None:
        self.blank = blank
        self.fields = frozenset(place.blank.field for place in places(blank))
        self._growing = Growing(blank)
        self.pages, self.base, self.streams, self._slots, self._blanks, self._homeless = _template(blank)

    def fill(self, values: Mapping[str, str]) -> bytes:
        """The form as PDF with those values, by field name; fields without a value stay blank.

        The same values give the same bytes. Raises KeyError with the name of a field that the form has no blank for.
        """
        contents = self.contents(values)
        return self._anew(filled(self.blank, values)) if contents is None else self._updated(contents)

    def fits(self, values: Mapping[str, str]) -> bool:
        """The values go the fast way. Raises KeyError as `fill` does."""
        return self.contents(values) is not None

    def slots(self) -> Iterator[tuple[str, tuple[Fragment, ...]]]:
        """Every place of a value in reading order: the field, and where it stands, a fragment a line."""
        for slot in self._slots:
            yield slot.field, tuple(part.fragment for part in slot.parts)

    def fill_document(self, document: Document) -> bytes:
        """A filled document as PDF, as `forms.fill` makes it from this blank.

        Rows of its tables and an attached source of its own are written too, where all of it fits a page. What differs
        from the blank in more, or does not fit, is laid out anew.
        """
        texts = said(self.blank, document)
        contents = None if texts is None else self.drawn(texts)
        return self._anew(document) if contents is None else self._updated(contents)

    def _anew(self, document: Document) -> bytes:
        """A document set line by line: between what is as published, else whole, else by the printer."""
        grown = self._growing.get()
        if grown is None or not grown.is_filled(document):
            return render(document, "pdf", remember=False)
        try:
            return grown.fill(document) or self._long(document)
        except RenderError:
            return render(document, "pdf", remember=False)

    def _long(self, document: Document) -> bytes:
        """A document that is too long to be set in memory; one that cannot be set goes to the printer."""
        if not any(is_group(block) for block in document.blocks):
            return render(document, "pdf", remember=False)
        return b"".join(journal_pdf(document, alphabet=FORM))

    def grown(self) -> Grown | None:
        """The blank taken apart, to be filled line by line; None where it cannot be."""
        return self._growing.get()

    def contents(self, values: Mapping[str, str]) -> list[bytes] | None:
        """What is drawn in each fragment, in the order of `streams`; None where the form must be laid out anew.

        Raises KeyError with the name of a field that the form has no blank for.
        """
        if not values.keys() <= self.fields:
            raise KeyError(min(values.keys() - self.fields))
        if self._homeless and any(values.get(field) for field in self._homeless):
            return None
        drawn = [""] * len(self.streams)
        for slot in self._slots:
            if not _draw(drawn, values.get(slot.field, ""), slot.parts):
                return None
        return [one.encode("latin-1") for one in drawn]

    def drawn(self, texts: Sequence[str]) -> list[bytes] | None:
        """The same of one text a blank, in reading order, "" to leave it as published."""
        drawn = [""] * len(self.streams)
        for parts, text in zip(self._blanks, texts, strict=True):
            if not parts:
                if text:
                    return None
            elif not _draw(drawn, text, parts):
                return None
        return [one.encode("latin-1") for one in drawn]

    def _updated(self, contents: Sequence[bytes]) -> bytes:
        return update(self.base, sorted((at, stream(one)) for at, one in zip(self.streams, contents, strict=True)))


def fill_pdf(blank: Document, values: Mapping[str, str]) -> bytes:
    """The blank as PDF with those values by field name; the last blanks used are kept printed. Raises as Template."""
    return _kept.get(blank).fill(values)


class _Kept:
    """The templates of the blanks used last. They hold no values."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._made: OrderedDict[Document, Template] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, blank: Document) -> Template:
        with self._lock:
            if (found := self._made.get(blank)) is not None:
                self._made.move_to_end(blank)
                return found
        made = Template(blank)
        with self._lock:
            self._made[blank] = made
            while len(self._made) > self._limit:
                self._made.popitem(last=False)
        return made


_kept = _Kept(limit=64)


def _draw(drawn: list[str], value: str, parts: tuple[_Part, ...]) -> bool:
    """Draws a value in its place, the blank as published where there is none; False where it does not fit."""
    if not value:
        for part in parts:
            drawn[part.order] = part.original
        return True
    shares = _shares(value, parts)
    if shares is None:
        return False
    for part, (share, width) in zip(parts, shares, strict=True):
        drawn[part.order] = _drawn(part, share, width)
    return True


def _shares(value: str, parts: tuple[_Part, ...]) -> list[tuple[str, float]] | None:
    """The words of a value, and their width, for each fragment of its place; None where they do not fit.

    A space at either end is one that parts the value from a word printed against its blank.
    """
    first = parts[0]
    if "  " in value or value.isspace():
        return None
    try:
        width = first.face.width(value, first.fragment.size)
    except KeyError:
        return None
    if width <= first.fragment.room + _EASE:
        return [(value, width)] + [("", 0.0)] * (len(parts) - 1)
    shares: list[tuple[str, float]] = []
    words = value.split(" ")
    for part in parts:
        took, width = _took(words, part)
        last = took == len(words)
        shares.append((" ".join(words[:took]) + ("" if last or not took else " "), width))
        words = words[took:]
    return None if words else shares


def _took(words: list[str], part: _Part) -> tuple[int, float]:
    """How many of the words stand in a fragment, and how wide they are."""
    size, face, room = part.fragment.size, part.face, part.fragment.room + _EASE
    took, width = 0, 0.0
    while took < len(words) and face.holds(words[took]):
        wider = width + face.width((" " if took else "") + words[took], size)
        if wider > room:
            break
        took, width = took + 1, wider
    return took, width


def _drawn(part: _Part, share: str, width: float) -> str:
    if not share:
        return part.bare
    fragment = part.fragment
    x = fragment.x + (fragment.room - width) / 2 if fragment.centered else fragment.x
    end = max(fragment.x + fragment.width, x + width)
    glyphs = lent(part.face.encode(share), fragment.size, part.font)
    return f"{part.rule}{end:.2f}{part.head}{x:.3f}{part.baseline}{glyphs}{part.tail}"


_Parts = tuple[_Part, ...]


def _template(
    blank: Document,
) -> tuple[int, Base, list[int], tuple[_Slot, ...], tuple[_Parts, ...], frozenset[str]]:
    where = places(blank)
    visible = [place for place in where if place.blank.published]
    marked = mark(page_markup(blank))
    if marked.blanks != len(visible):
        raise RenderError(f"The page of {blank.id} shows {marked.blanks} blanks, the document has {len(visible)}.")
    known = faces(blank)
    with pikepdf.open(BytesIO(print_page(blank, marked.markup))) as file:
        read = [_in_print_font(read_page(page, index, marked), known) for index, page in enumerate(file.pages)]
        used = sorted({fragment.font for page in read for _, fragment in page.fragments} & known.keys())
        names = {font: f"/Qagida{index}" for index, font in enumerate(used)}
        _rewrite(file, read, {names[font]: known[font] for font in used})
        out = BytesIO()
        file.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    with pikepdf.open(out) as file:
        streams = [entry.objgen[0] for page in file.pages for entry in list(page.Contents)[1::2]]
    slots, blanks, homeless = _slots(blank, read, known, names)
    return len(read), Base.read(out.getvalue()), streams, slots, blanks, homeless


def _in_print_font(page: Page, known: dict[str, Face]) -> Page:
    """The same page; a blank that begins with a box to tick takes its value in the print font."""
    styles = {
        face.marks + suffix: name for (name, face), suffix in zip(sorted(known.items()), ("", "-Bold"), strict=False)
    }
    changed = (
        (index, replace(one, font=styles[one.font]) if one.font in styles else one) for index, one in page.fragments
    )
    return replace(page, fragments=tuple(changed))


def _rewrite(file: pikepdf.Pdf, read: list[Page], fonts: dict[str, Face]) -> None:
    """Pages cut where their blanks were, a stream to be replaced in each gap, and the whole alphabet at hand."""
    copies = {name: face.copy(file) for name, face in fonts.items()}
    for face in list(fonts.values())[:1]:
        if face.marks:
            copies[MARKS] = face.copy(file, marks=True)
    for page, new in zip(file.pages, read, strict=True):
        contents = [file.make_stream(new.pieces[0])]
        for piece in new.pieces[1:]:
            contents += [file.make_stream(b"\n"), file.make_stream(piece)]
        page.Contents = pikepdf.Array(contents)
        for name, font in copies.items():
            page.Resources.Font[name] = font


def _slots(
    blank: Document, read: list[Page], known: dict[str, Face], names: dict[str, str]
) -> tuple[tuple[_Slot, ...], tuple[_Parts, ...], frozenset[str]]:
    """The places of values; the places of the blanks one by one, () for one without; and the fields of those, which
    only the slow path can fill."""
    where = places(blank)
    found: dict[int, list[tuple[int, Fragment]]] = {}
    for order, (index, fragment) in enumerate(one for page in read for one in page.fragments):
        found.setdefault(index, []).append((order, fragment))
    homeless: set[str] = set()
    slots: list[_Slot] = []
    blanks: list[_Parts] = []
    shown = count()
    for place in where:
        fragments = found.get(next(shown), []) if place.blank.published else []
        if not fragments or any(fragment.font not in known for _, fragment in fragments):
            homeless.add(place.blank.field)
        parts = tuple(_part(order, fragment, known.get(fragment.font), names) for order, fragment in fragments)
        blanks.append(parts)
        if place.continues and slots:
            slots[-1] = _Slot(slots[-1].field, slots[-1].parts + parts)
        elif parts:
            slots.append(_Slot(place.blank.field, parts))
    return tuple(slots), tuple(blanks), frozenset(homeless)


def _part(order: int, fragment: Fragment, face: Face | None, names: dict[str, str]) -> _Part:
    tag = fragment.tag.decode("latin-1")
    rule_y, end = fragment.y - 0.11 * fragment.size, fragment.x + fragment.width
    rule = (
        f"/Artifact BMC q {fragment.to_points} cm 0 G {number(0.05 * fragment.size)} w "
        f"{number(fragment.x)} {number(rule_y)} m "
    )
    begin = f" {number(rule_y)} l S Q EMC\n{tag} "
    font = f"{names.get(fragment.font, '')} {number(fragment.size)} Tf"
    head = f"{begin}q {fragment.to_points} cm 0 g BT {font} 1 0 0 1 "
    line, tail = f" {number(fragment.y)} Tm <", "> Tj ET Q EMC\n"
    original = f"{tag} {fragment.original.decode('latin-1')} EMC\n"
    empty = Face(fragment.font, {}, {}, b"")
    return _Part(
        order, fragment, face or empty, font, head, line, tail, f"{rule}{number(end)}{begin}EMC\n", original, rule
    )
