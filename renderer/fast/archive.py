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
    """What the catalog refers to. `outline`: the bookmarks; `described`: what `described` wrote; `source`: the attached
    file, 0 for none."""

    root: int
    pages: int
    tree: int
    tag: str
    outline: int
    described: str
    source: int


def described(sink: Sink, document: Document, printed: bytes) -> str:
    """Writes what every catalog of the document refers to: its description, its colours, which are those of `printed`,
    a page of the slow path. Gives the entries that name them."""
    metadata = sink.plain_stream("/Type/Metadata/Subtype/XML", packet(document))
    profile = sink.add_stream("/N 3", _colours(printed))
    intent = sink.add(
        f"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile {profile} 0 R>>"
    )
    return f"/Metadata {metadata} 0 R/OutputIntents[{intent} 0 R]"


def catalog(sink: Sink, parts: Parts) -> None:
    """The catalog."""
    spec = f"{parts.source} 0 R"
    attached = f"/AF[{spec}]/Names<</EmbeddedFiles<</Names[(source.xml){spec}]>>>>" if parts.source else ""
    sink.put(
        parts.root,
        f"<</Type/Catalog/Pages {parts.pages} 0 R/Lang({parts.tag})/MarkInfo<</Marked true>>"
        f"/StructTreeRoot {parts.tree} 0 R{parts.described}"
        f"/ViewerPreferences<</DisplayDocTitle true>>/Outlines {parts.outline} 0 R{attached}>>",
    )


def font(sink: Sink, face: Face, *, marks: bool = False) -> int:
    """The font of a face as objects of that file; `marks`: its font of boxes and ticks."""
    made = _font(face.source, face.marks if marks else face.name)
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


def outline(sink: Sink, number: int, marks: Sequence[tuple[str, int, float]]) -> None:
    """Bookmarks, at least one, each a title, a page object and a height on it; `number`: that of all of them."""
    first = sink.reserve(len(marks))
    last = first + len(marks) - 1
    for at, (title, page, y) in enumerate(marks, first):
        before = f"/Prev {at - 1} 0 R" if at > first else ""
        after = f"/Next {at + 1} 0 R" if at < last else ""
        place = f"/Parent {number} 0 R/Dest[{page} 0 R/XYZ 0 {y:.2f} 0]"
        sink.put(at, f"<</Title{text_string(title)}{place}{before}{after}>>")
    sink.put(number, f"<</Type/Outlines/First {first} 0 R/Last {last} 0 R/Count {len(marks)}>>")


def source(sink: Sink, number: int, document: Document) -> None:
    """The Akoma Ntoso source as an attached file; `number`: of the object that names it in the catalog."""
    day = f"(D:{document.on:%Y%m%d})"
    file = sink.add_stream(
        f"/Type/EmbeddedFile/Subtype/application#2Fxml/Params<</Size {len(document.akn)}/ModDate{day}>>", document.akn
    )
    sink.put(
        number,
        f"<</Type/Filespec/F(source.xml)/UF(source.xml)/EF<</F {file} 0 R/UF {file} 0 R>>"
        f"/Desc{text_string(document.title)}/AFRelationship/Source>>",
    )
