"""Copies of a printed form in one file: what they share is written once, what each has of its own again and again.

A copy is one object stream, whose text is the same but for its numbers, and a stream a blank.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from renderer.fast.graph import NAMES, NODE, PARENTS, TREE, Cut, Graph, Key
from renderer.fast.sink import Sink

_DIGITS = 8
"""Of every number in a copy: offsets do not move with the numbers."""
_AROUND = (NODE, TREE, NAMES)
"""What a copy says of its surroundings, besides a StructParents a page."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy: its pages, each with the array of the elements of its marked content, the elements on top of its
    structure, the box of its last page."""

    pages: tuple[tuple[int, int], ...]
    tops: tuple[int, ...]
    box: str


class Copies:
    """Writes into one file: what all copies share at once, then each copy."""

    def __init__(self, graph: Graph, sink: Sink) -> None:
        self._graph, self._sink = graph, sink
        first = sink.reserve(len(graph.shared))
        self._shared = {one.key: number for number, one in enumerate(graph.shared, first)}
        for one in graph.shared:
            self._write(one)
        self._head = 0
        self._lay_out()

    def copy(self, number: int, node: int, under: int, key: int, contents: Sequence[bytes] = ()) -> Copied:
        """A copy: `number` of its own, page `node`, the element it hangs `under`, its first StructParents `key`."""
        graph, count = self._graph, len(self._graph.numbers)
        first = self._sink.reserve(count)
        numbers = (*range(first, first + count), node, under, number, *range(key, key + len(graph.pages)))
        self._pieces[1::2] = self._pick((b"%08d " * len(numbers) % numbers).split())
        self._sink.pack_headed(first, len(graph.own), self._head, b"".join(self._pieces))
        self._sink.short_streams(first + len(graph.own), contents)
        pages = tuple([(first + page, first + array) for page, array in zip(graph.pages, graph.arrays, strict=True)])
        return Copied(pages, tuple([first + top for top in graph.tops]), graph.box)

    def _write(self, one: Cut) -> None:
        body = one.pieces[0]
        for place, piece in zip(one.places, one.pieces[1:], strict=True):
            body += b"%d" % self._shared[place] + piece
        number = self._shared[one.key]
        if one.data is None:
            self._sink.put(number, body)
        elif one.packed:
            self._sink.packed_stream(body.decode("latin-1"), one.data, number)
        else:
            self._sink.stream(number, body.decode("latin-1"), one.data)

    def _lay_out(self) -> None:
        """All objects of a copy as one object stream, cut at the numbers that differ between copies.

        Those are picked from the numbers of the copy and of what is around it, as `copy` puts them in a row.
        """
        cut: list[bytes] = []
        picked: list[int] = []
        last = b""
        at = 0
        for index, one in enumerate(self._graph.own):
            cut.append(last)
            picked.append(index)
            last = b" %d " % at
            at += sum(map(len, one.pieces)) + _DIGITS * len(one.places) + 1
        self._head = sum(map(len, cut)) + len(last) + _DIGITS * len(picked)
        for index, one in enumerate(self._graph.own):
            last += one.pieces[0]
            for place, piece in zip(one.places, one.pieces[1:], strict=True):
                if place in self._shared:
                    last += b"%0*d" % (_DIGITS, self._shared[place]) + piece
                    continue
                cut.append(last)
                picked.append(self._index(place, index))
                last = piece
            last += b"\n"
        # The odd ones are put in for every copy.
        self._pieces = [b""] * (2 * len(cut) + 1)
        self._pieces[::2] = [*cut, last]
        self._pick = itemgetter(*picked)

    def _index(self, place: Key, owner: int) -> int:
        """Where in the row a number stands; `owner`: the object that says it, a page where it is a StructParents."""
        count = len(self._graph.numbers)
        if place == PARENTS:
            return count + len(_AROUND) + owner
        return count + _AROUND.index(place) if place in _AROUND else self._graph.numbers[place]
