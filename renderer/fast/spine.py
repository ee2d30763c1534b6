"""What holds a long PDF together: the tree of its pages, the tree that finds structure by page, the catalog.

Both trees are written in parts, a part a section, so that neither grows in memory with the pages.
"""

from __future__ import annotations

from collections.abc import Sequence

from forms.records import Document
from renderer.fast import archive
from renderer.fast.sink import Sink
from renderer.strings import STRINGS

SECTION = 64
"""Pages whose places in the file are kept before they are written."""


class Spine:
    """`root` is the catalog, `node` the parent of the pages to come, `tree` the root of the structure, `count` the
    pages so far.

    `printed`: a page of the slow path, for its colours.
    """

    def __init__(self, sink: Sink, document: Document, printed: bytes) -> None:
        self._sink, self._document = sink, document
        self._described = archive.described(sink, document, printed)
        first = sink.reserve(4)
        self.root, self._pages, self.tree, self._numbers = range(first, first + 4)
        self.count = 0
        self._nodes: list[int] = []
        self._leaves: list[int] = []
        self._open()

    def copy(self, sink: Sink) -> Spine:
        """The same before its first page, for a copy of its file."""
        made = Spine.__new__(Spine)
        made.__dict__.update(self.__dict__)
        made._sink = sink
        made._nodes, made._leaves, made._kids, made._keys = [], [], [], []
        return made

    def add(self, page: int, parents: int) -> None:
        """A page that is written, its StructParents `count`, with the array of the elements of its marked content."""
        self._keys.append((self.count, parents))
        self._kids.append(page)
        self.count += 1

    @property
    def due(self) -> bool:
        """So many pages have gathered that their places should be written."""
        return len(self._kids) >= SECTION

    def section(self) -> bytes:
        """Writes what has gathered and gives it out."""
        self._close()
        self._sink.section(self.root)
        self._open()
        return self._sink.take()

    def finish(self, tops: Sequence[int], outline: int) -> bytes:
        """The end of the file: `tops` are the elements under the root of the structure, `outline` the bookmarks."""
        attached = self.close(tops, outline, bool(self._document.akn))
        if attached:
            archive.source(self._sink, attached, self._document)
        return self._sink.finish(self.root)

    def close(self, tops: Sequence[int], outline: int, attached: bool) -> int:
        """Writes all of `finish` but the source, and whether one is `attached`. Gives its number, 0 for none."""
        self._close()
        sink = self._sink
        nodes = " ".join(f"{node} 0 R" for node in self._nodes)
        sink.put(self._pages, f"<</Type/Pages/Kids[{nodes}]/Count {self.count}>>")
        sink.put(self._numbers, f"<</Kids[{' '.join(f'{leaf} 0 R' for leaf in self._leaves)}]>>")
        sink.put(
            self.tree,
            f"<</Type/StructTreeRoot/K[{' '.join(f'{top} 0 R' for top in tops)}]/ParentTree {self._numbers} 0 R"
            f"/ParentTreeNextKey {self.count}>>",
        )
        tag, source = STRINGS[self._document.language].tag, sink.reserve() if attached else 0
        archive.catalog(sink, archive.Parts(self.root, self._pages, self.tree, tag, outline, self._described, source))
        return source

    def _open(self) -> None:
        self.node = self._sink.reserve()
        self._kids: list[int] = []
        self._keys: list[tuple[int, int]] = []

    def _close(self) -> None:
        if not self._kids:
            return
        kids = " ".join(f"{kid} 0 R" for kid in self._kids)
        self._sink.put(self.node, f"<</Type/Pages/Parent {self._pages} 0 R/Kids[{kids}]/Count {len(self._kids)}>>")
        self._nodes.append(self.node)
        pairs = " ".join(f"{key} {value} 0 R" for key, value in self._keys)
        limits = f"{self._keys[0][0]} {self._keys[-1][0]}"
        self._leaves.append(self._sink.add(f"<</Limits[{limits}]/Nums[{pairs}]>>"))
