"""What makes a PDF an archive copy: fonts inside, colours defined, its description, its source (ISO 19005-3).

The colour profile is that of the slow path.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO

import pikepdf

from forms.records import Document
from renderer.fast.faces import Face
from renderer.fast.sink import Sink, pack, text_string
from renderer.xmp import packet


@dataclass(frozen=True, slots=True)
class Parts:
    """What the catalog refers to. `outline`: the bookmarks; `printed`: a page of the slow path, for its colours."""

    root: int
    pages: int
    tree: int
    tag: str
    outline: int
    printed: bytes


def catalog(sink: Sink, document: Document, parts: Parts) -> None:
    """The catalog and what hangs on it."""
    metadata = sink.plain_stream("/Type/Metadata/Subtype/XML", packet(document))
    profile = sink.add_stream("/N 3", _colours(parts.printed))
    intent = sink.add(
        f"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile {profile} 0 R>>"
    )
    sink.put(
        parts.root,
        f"<</Type/Catalog/Pages {parts.pages} 0 R/Lang({parts.tag})/MarkInfo<</Marked true>>"
        f"/StructTreeRoot {parts.tree} 0 R/Metadata {metadata} 0 R/OutputIntents[{intent} 0 R]"
        f"/ViewerPreferences<</DisplayDocTitle true>>/Outlines {parts.outline} 0 R"
        f"{_attached(sink, document)}>>",
    )


def font(sink: Sink, face: Face) -> int:
    """The font of a face as objects of that file."""
    made = _font(face.source, face.name)
    file = sink.packed_stream(f"/Length1 {made.length}", made.file)
    descriptor = sink.add(f"<<{made.descriptor}/FontFile2 {file} 0 R>>")
    descendant = sink.add(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont{made.name}/CIDToGIDMap/Identity/FontDescriptor {descriptor} 0 R"
        f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W{made.widths}>>"
    )
    unicode = sink.packed_stream("", made.unicode)
    return sink.add(
        f"<</Type/Font/Subtype/Type0/BaseFont{made.name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]"
        f"/ToUnicode {unicode} 0 R>>"
    )


@dataclass(frozen=True, slots=True)
class _Font:
    """What a font is made of, its streams compressed; `length`: of the file when it is not."""

    name: str
    file: bytes
    length: int
    descriptor: str
    widths: str
    unicode: bytes


@lru_cache(maxsize=16)
def _font(source: bytes, name: str) -> _Font:
    """The font of that name in a page of the slow path."""
    with pikepdf.open(BytesIO(source)) as page:
        found = next(
            one
            for sheet in page.pages
            for one in sheet.Resources.Font.values()
            if str(one.BaseFont).endswith(f"+{name}")
        )
        below = found.DescendantFonts[0]
        described = below.FontDescriptor
        data = described.FontFile2.read_bytes()
        entries = "".join(
            f"{key}{_plain(value)}" for key, value in described.items() if key not in ("/FontFile2", "/CIDSet")
        )
        unicode = pack(found.ToUnicode.read_bytes())
        return _Font(str(found.BaseFont), pack(data), len(data), entries, _plain(below.W), unicode)


@cache
def _colours(source: bytes) -> bytes:
    with pikepdf.open(BytesIO(source)) as page:
        return bytes(page.Root.OutputIntents[0].DestOutputProfile.read_bytes())


def _plain(value: object) -> str:
    """A value without references, as PDF writes it."""
    if isinstance(value, pikepdf.Object):
        return " " + value.unparse(resolved=True).decode("latin-1")
    return f" {value}"


def outline(sink: Sink, marks: Sequence[tuple[str, int, float]]) -> int:
    """Bookmarks, at least one, each a title, a page object and a height on it."""
    first = sink.reserve(len(marks) + 1)
    items = range(first + 1, first + 1 + len(marks))
    for at, (number, (title, page, y)) in enumerate(zip(items, marks, strict=True)):
        before = f"/Prev {number - 1} 0 R" if at else ""
        after = f"/Next {number + 1} 0 R" if number < items[-1] else ""
        place = f"/Parent {first} 0 R/Dest[{page} 0 R/XYZ 0 {y:.2f} 0]"
        sink.put(number, f"<</Title{text_string(title)}{place}{before}{after}>>")
    return sink.put(first, f"<</Type/Outlines/First {items[0]} 0 R/Last {items[-1]} 0 R/Count {len(items)}>>")


def _attached(sink: Sink, document: Document) -> str:
    """The Akoma Ntoso source, as the entries of the catalog that name it."""
    if not document.akn:
        return ""
    day = f"(D:{document.on:%Y%m%d})"
    file = sink.add_stream(
        f"/Type/EmbeddedFile/Subtype/application#2Fxml/Params<</Size {len(document.akn)}/ModDate{day}>>", document.akn
    )
    described = text_string(document.title)
    spec = sink.add(
        f"<</Type/Filespec/F(source.xml)/UF(source.xml)/EF<</F {file} 0 R/UF {file} 0 R>>/Desc{described}"
        "/AFRelationship/Source>>"
    )
    return f"/AF[{spec} 0 R]/Names<</EmbeddedFiles<</Names[(source.xml){spec} 0 R]>>>>"
