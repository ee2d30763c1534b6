"""The objects of a finished PDF, ready to be written again and again into another.

What every copy shares (fonts, colours, the drawn page) is written once a file; what each copy needs of its own (page,
structure elements, drawn values) is written with numbers of its own (`copies.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

import pikepdf

from renderer.errors import RenderError

Key = tuple[int, int]
"""Object and generation number in the PDF it came from."""

NODE, TREE, PARENTS = (0, -1), (0, -2), (0, -3)
"""In place of a reference: the node the page hangs on, the element the structure hangs on, the StructParents."""
NAMES = (0, -4)
"""In place of letters: the number of the copy, so that the names of heading cells differ between copies."""


@dataclass(frozen=True, slots=True)
class Cut:
    """An object, its bytes cut at the numbers, and what each number is: one piece more than there are places.

    `data`: the content of a stream, `packed` by compression that every reader undoes.
    """

    key: Key
    pieces: tuple[bytes, ...]
    places: tuple[Key, ...]
    data: bytes | None = None
    packed: bool = False


@lru_cache(maxsize=16)
def graph(data: bytes, filled: tuple[int, ...] = ()) -> Graph:
    """The graph of a PDF, kept for the files that are written next. Raises as Graph."""
    with pikepdf.open(BytesIO(data)) as file:
        return Graph(file, filled)


class Graph:
    """Pages and their structure, read once. `filled`: the numbers of streams whose content each copy gives.

    `own`: what each copy has of its own: the pages, then elements, then for each page the array of the elements of
    its marked content; `shared`: what all have in common; `pages`, `arrays`, `tops` and `filled`: places among the
    numbers of a copy, which are those of `own` and then of `filled`.

    Raises RenderError where the structure cannot be taken along whole.
    """

    def __init__(self, file: pikepdf.Pdf, filled: Sequence[int] = ()) -> None:
        self._file = file
        self._tree = file.Root.StructTreeRoot
        pages = [page.obj for page in file.pages]
        if any("/Annots" in page for page in pages):
            raise RenderError("A form with links or input fields cannot be written many times into one file.")
        self.box = _text(pages[-1].MediaBox)
        self._elements: dict[Key, Any] = {}
        tops = [self._collect(kid) for kid in _array(self._tree.K)]
        parents = self._read_parents(pages)
        own = [self._page(page) for page in pages]
        own += [self._element(key, element) for key, element in self._elements.items()]
        self.arrays = tuple(range(len(own), len(own) + len(pages)))
        own += [_references((-1 - index, 0), found) for index, found in enumerate(parents)]
        self.own = tuple(own)
        self.numbers: dict[Key, int] = {one.key: at for at, one in enumerate(own)}
        self.filled = tuple(range(len(own), len(own) + len(filled)))
        self.numbers |= {(number, 0): at for at, number in zip(self.filled, filled, strict=True)}
        self.pages = tuple(range(len(pages)))
        self.tops = tuple(self.numbers[top] for top in tops)
        self._shared: dict[Key, Cut | None] = {}
        for one in own:
            self._share(one.places)
        self.shared = tuple(one for one in self._shared.values() if one)
        del self._file, self._tree, self._elements, self._shared  # nothing refers to the file any more

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

    def _read_parents(self, pages: Iterable[Any]) -> list[list[Key]]:
        table = pikepdf.NumberTree(self._tree.ParentTree)
        # What only the eye sees (heading rows repeated) is known by its page and stands in no tree: it is taken along.
        return [[self._collect(one) for one in table[int(page.StructParents)]] for page in pages]

    def _page(self, page: Any) -> Cut:
        writer = _Writer({page.Parent.objgen: NODE})
        writer.raw(b"<<")
        for key, value in page.items():
            writer.raw(key.encode())
            if key == "/StructParents":
                writer.raw(b" ")
                writer.place(PARENTS)
            else:
                writer.value(value)
        writer.raw(b">>")
        return Cut(page.objgen, tuple(writer.pieces), tuple(writer.places))

    def _element(self, key: Key, element: Any) -> Cut:
        writer = _Writer({self._tree.objgen: TREE}, names=True)
        writer.value(element, whole=True)
        return Cut(key, tuple(writer.pieces), tuple(writer.places))

    def _share(self, places: Iterable[Key]) -> None:
        """Reads what is referred to and no copy has of its own, with all that it refers to."""
        for key in places:
            if key[1] < 0 or key in self.numbers or key in self._shared:
                continue
            self._shared[key] = None
            made = self._shared[key] = self._common(key)
            if self._tree.objgen in made.places or not self.numbers.keys().isdisjoint(made.places):
                raise RenderError("What the copies share refers to what each of them has of its own.")
            self._share(made.places)

    def _common(self, key: Key) -> Cut:
        value, writer = self._file.get_object(key), _Writer({})
        if not isinstance(value, pikepdf.Stream):
            writer.value(value, whole=True)
            return Cut(key, tuple(writer.pieces), tuple(writer.places))
        for name, entry in value.items():
            if name not in ("/Length", "/Filter", "/DecodeParms"):
                writer.raw(name.encode())
                writer.value(entry)
        packed = value.get("/Filter") == "/FlateDecode" and "/DecodeParms" not in value
        data = value.read_raw_bytes() if packed else value.read_bytes()
        return Cut(key, tuple(writer.pieces), tuple(writer.places), data, packed)


def _references(key: Key, to: Iterable[Key]) -> Cut:
    """An array of objects."""
    writer = _Writer({})
    writer.raw(b"[")
    for one in to:
        writer.reference(one)
    writer.raw(b"]")
    return Cut(key, tuple(writer.pieces), tuple(writer.places))


class _Writer:
    """Values as PDF, cut where the numbers of references stand: one piece more than there are places."""

    def __init__(self, special: dict[Key, Key], *, names: bool = False) -> None:
        self.pieces: list[bytes] = [b""]
        self.places: list[Key] = []
        self._special, self._names = special, names

    def raw(self, data: bytes) -> None:
        """Bytes as they are."""
        self.pieces[-1] += data

    def place(self, key: Key) -> None:
        """Something to be filled in."""
        self.places.append(key)
        self.pieces.append(b"")

    def reference(self, key: Key) -> None:
        """An object by its number."""
        self.raw(b" ")
        self.place(self._special.get(key, key))
        self.raw(b" 0 R")

    def value(self, value: Any, whole: bool = False, name: str = "") -> None:
        """A value; a reference where it is an object of its own and `whole` is not asked for."""
        if isinstance(value, pikepdf.Object) and value.is_indirect and not whole:
            self.reference(value.objgen)
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
            self.place(NAMES)
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
