"""The objects of a finished PDF, ready to be written again and again into another.

What every copy shares (fonts, colours, the drawn page) is written once; what each copy needs of its own (page,
structure elements, drawn values) is written with numbers of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from renderer.errors import RenderError
from renderer.fast.sink import Sink

Key = tuple[int, int]
"""Object and generation number in the PDF it came from."""

_NODE, _TREE, _PARENTS = (0, -1), (0, -2), (0, -3)
"""In place of a reference: the node the page hangs on, the element the structure hangs on, the StructParents."""
_NAMES = (0, -4)
"""In place of letters: the number of the copy, so that the names of heading cells differ between copies."""


@dataclass(frozen=True, slots=True)
class _Own:
    """An object that each copy has: a format for `%`, and what stands in its places."""

    key: Key
    body: bytes
    places: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy: its pages with the elements of their marked content, the elements on top of its structure, the box of its
    last page."""

    pages: tuple[tuple[int, tuple[int, ...]], ...]
    tops: tuple[int, ...]
    box: str


class Graph:
    """Pages and their structure. `filled`: the numbers of streams whose content each copy gives.

    Raises RenderError where the structure cannot be taken along whole.
    """

    def __init__(self, file: pikepdf.Pdf, filled: Sequence[int] = ()) -> None:
        self._file = file
        self._filled = {(number, 0): index for index, number in enumerate(filled)}
        self._shared: dict[Key, int] = {}
        self._tree = file.Root.StructTreeRoot
        self.pages = [page.obj.objgen for page in file.pages]
        self._box = _text(file.pages[-1].obj.MediaBox)
        self._elements: dict[Key, Any] = {}
        self._tops = [self._collect(kid) for kid in _array(self._tree.K)]
        self._parents = self._read_parents()
        self._own: list[_Own] = []
        self._numbers: dict[Key, int] = {}
        self._places: list[tuple[bool, int]] = []
        self._special: list[tuple[int, Key, int]] = []
        if any("/Annots" in page.obj for page in file.pages):
            raise RenderError("A form with links or input fields cannot be written many times into one file.")

    def share(self, sink: Sink) -> None:
        """Writes what all copies have in common. Once for every file."""
        self._shared.clear()
        self._own = [self._page(page.obj) for page in self._file.pages]
        self._own += [self._element(key, element) for key, element in self._elements.items()]
        own = [one.key for one in self._own] + list(self._filled)
        self._numbers = {key: at for at, key in enumerate(own)}
        for one in self._own:
            for place in one.places:
                if place[1] >= 0 and place not in self._numbers:
                    self._write(sink, place)
        self._lay_out()

    def _lay_out(self) -> None:
        """One format for all objects of a copy. Numbers have eight digits there, so that offsets do not move."""
        formats: list[bytes] = []
        offsets: list[int] = []
        self._places, self._special = [], []
        at = 0
        for index, one in enumerate(self._own):
            formats.append(one.body)
            offsets.append(at)
            at += len(one.body % tuple(0 for _ in one.places)) + 1
            for place in one.places:
                if place[1] < 0:
                    self._special.append((len(self._places), place, index))
                    self._places.append((False, 0))
                elif place in self._numbers:
                    self._places.append((True, self._numbers[place]))
                else:
                    self._places.append((False, self._shared[place]))
        self._format, self._offsets = b"\n".join(formats) + b"\n", offsets

    def copy(self, sink: Sink, number: int, node: int, under: int, key: int, contents: Sequence[bytes] = ()) -> Copied:
        """A copy: `number` of its own, page `node`, the element it hangs `under`, its first StructParents `key`."""
        first = sink.reserve(len(self._numbers))
        values = [first + at if own else at for own, at in self._places]
        special = {_NODE: node, _TREE: under, _NAMES: number}
        for index, place, page in self._special:
            values[index] = key + page if place == _PARENTS else special[place]
        sink.pack(first, self._offsets, self._format % tuple(values))
        for place, index in self._filled.items():
            sink.short_stream(first + self._numbers[place], contents[index])
        parents = tuple(tuple(first + self._numbers[one] for one in self._parents[page]) for page in self.pages)
        numbers = (first + self._numbers[page] for page in self.pages)
        return Copied(
            tuple(zip(numbers, parents, strict=True)),
            tuple(first + self._numbers[top] for top in self._tops),
            self._box,
        )

    def _collect(self, element: Any) -> Key:
        """An element and those below it, each once."""
        key: Key = element.objgen
        if key == (0, 0):
            raise RenderError("The structure of the printed form has an element that is no object of its own.")
        if key in self._elements:
            return key
        self._elements[key] = element
        if element.P.objgen != self._tree.objgen:
            self._collect(element.P)
        for kid in _array(element.get("/K", [])):
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
                self._collect(kid)
        return key

    def _read_parents(self) -> dict[Key, tuple[Key, ...]]:
        table = pikepdf.NumberTree(self._tree.ParentTree)
        # What only the eye sees (heading rows repeated) is known by its page and stands in no tree: it is taken along.
        return {
            page.obj.objgen: tuple(self._collect(one) for one in table[int(page.obj.StructParents)])
            for page in self._file.pages
        }

    def _page(self, page: Any) -> _Own:
        writer = _Writer({page.Parent.objgen: _NODE})
        for key, value in page.items():
            writer.raw(key.encode())
            if key == "/StructParents":
                writer.raw(b" ")
                writer.place(_PARENTS)
            else:
                writer.value(value)
        return _Own(page.objgen, b"<<" + writer.body + b">>", tuple(writer.places))

    def _element(self, key: Key, element: Any) -> _Own:
        writer = _Writer({self._tree.objgen: _TREE}, names=True)
        writer.value(element, whole=True)
        return _Own(key, writer.body, tuple(writer.places))

    def _write(self, sink: Sink, key: Key) -> int:
        """The number of a shared object; the first time it is written, with all that it refers to."""
        if key in self._shared:
            return self._shared[key]
        if key in self._numbers or key == self._tree.objgen:
            raise RenderError("What the copies share refers to what each of them has of its own.")
        number = self._shared[key] = sink.reserve()
        value, writer = self._file.get_object(key), _Writer({})
        if isinstance(value, pikepdf.Stream):
            for name, entry in value.items():
                if name not in ("/Length", "/Filter", "/DecodeParms"):
                    writer.raw(name.encode())
                    writer.value(entry)
        else:
            writer.value(value, whole=True)
        body = writer.body % tuple(self._write(sink, place) for place in writer.places)
        if isinstance(value, pikepdf.Stream):
            entries = body.decode("latin-1")
            if value.get("/Filter") == "/FlateDecode" and "/DecodeParms" not in value:
                return sink.packed_stream(entries, value.read_raw_bytes(), number)
            return sink.stream(number, entries, value.read_bytes())
        return sink.put(number, body)


class _Writer:
    """Values as PDF, references as `%08d` to be filled in."""

    def __init__(self, special: dict[Key, Key], *, names: bool = False) -> None:
        self.body = b""
        self.places: list[Key] = []
        self._special, self._names = special, names

    def raw(self, data: bytes) -> None:
        """Bytes as they are."""
        self.body += data.replace(b"%", b"%%")

    def place(self, key: Key) -> None:
        """Something to be filled in."""
        self.body += b"%08x" if key == _NAMES else b"%08d"
        self.places.append(key)

    def value(self, value: Any, whole: bool = False, name: str = "") -> None:
        """A value; a reference where it is an object of its own and `whole` is not asked for."""
        if isinstance(value, pikepdf.Object) and value.is_indirect and not whole:
            self.raw(b" ")
            self.place(self._special.get(value.objgen, value.objgen))
            self.raw(b" 0 R")
        elif isinstance(value, pikepdf.Dictionary):
            self.raw(b"<<")
            for key, entry in value.items():
                self.raw(key.encode())
                self.value(entry, name=key)
            self.raw(b">>")
        elif isinstance(value, pikepdf.Array):
            self.raw(b"[")
            for entry in value:
                self.value(entry, name=name)
            self.raw(b"]")
        elif self._names and isinstance(value, pikepdf.String) and name in ("/ID", "/Headers"):
            self.raw(b"<" + bytes(value).hex().encode())
            self.place(_NAMES)
            self.raw(b">")
        else:
            self.raw(b" " + _text(value).encode("latin-1"))


def _array(value: Any) -> Iterable[Any]:
    return value if isinstance(value, (pikepdf.Array, list)) else [value]


def _text(value: Any) -> str:
    if isinstance(value, pikepdf.Object):
        return value.unparse(resolved=True).decode("latin-1")
    if isinstance(value, bool):
        return "true" if value else "false"
    return "null" if value is None else str(value)
