"""Several documents in one file, in their order: a month's act with its sheets.

PDF     each document begins a page and has a bookmark; tagged, each with its own structure.
DOCX    each document is a section of its own, with its own header, footer and page numbers.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from io import BytesIO
from posixpath import basename, dirname, join

import pikepdf
from lxml import etree

from forms.records import Document
from renderer.docx import docx
from renderer.fast import Template, merge
from renderer.output import render
from renderer.packing import archive, member

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_DOCUMENT, _RELATIONS, _CONTENT = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
_SECTION = frozenset({"header", "footer"})


def page_count(document: Document) -> int:
    """How many pages a document has in print."""
    with pikepdf.open(BytesIO(render(document, "pdf", remember=False))) as pdf:
        return len(pdf.pages)


def bundle_pdf(documents: Sequence[Document]) -> bytes:
    """One PDF of the documents. Raises ValueError for none, RenderError for one that cannot be printed."""
    if not documents:
        raise ValueError("a bundle has documents")
    # The attached source of one document would be taken for that of all.
    plain = [replace(one, akn=b"") for one in documents]
    return b"".join(merge(Template(plain[0]), [(one.title or one.label, one) for one in plain], duplex=False))


def bundle_docx(documents: Sequence[Document]) -> bytes:
    """One DOCX of the documents, a section each. Raises ValueError for none, TextError for an unprintable character."""
    if not documents:
        raise ValueError("a bundle has documents")
    parts = _parts(docx(documents[0]))
    main = _tree(parts[_DOCUMENT])
    relations, types = _tree(parts[_RELATIONS]), _tree(parts[_CONTENT])
    body = main[0]
    for number, document in enumerate(documents[1:], 2):
        _close_section(body)
        other = _parts(docx(document))
        names = _take(other, number, parts, relations, types)
        for element in _tree(other[_DOCUMENT])[0]:
            copied = deepcopy(element)
            for one in copied.iter():
                for key, value in one.attrib.items():
                    if str(key).startswith(f"{{{_OFFICE}}}") and value in names:
                        one.set(key, names[str(value)])
            body.append(copied)
    parts[_DOCUMENT], parts[_RELATIONS], parts[_CONTENT] = _bytes(main), _bytes(relations), _bytes(types)
    return archive([member(name, data) for name, data in parts.items()])


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _tree(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _bytes(tree: etree._Element) -> bytes:
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _close_section(body: etree._Element) -> None:
    """What holds for the pages so far goes into their last paragraph: what follows is a section of its own."""
    section = body[-1]
    assert section.tag == f"{{{_WORD}}}sectPr"
    paragraph = etree.SubElement(body, f"{{{_WORD}}}p")
    properties = etree.SubElement(paragraph, f"{{{_WORD}}}pPr")
    spacing = etree.SubElement(properties, f"{{{_WORD}}}spacing")
    for name, value in (("before", "0"), ("after", "0"), ("line", "20"), ("lineRule", "exact")):
        spacing.set(f"{{{_WORD}}}{name}", value)
    properties.append(section)


def _take(
    other: dict[str, bytes], number: int, parts: dict[str, bytes], relations: etree._Element, types: etree._Element
) -> dict[str, str]:
    """Copy the headers, footers and pictures of a further document; its names of relations to those they got."""
    names: dict[str, str] = {}
    for relation in _tree(other[_RELATIONS]):
        kind = str(relation.get("Type")).rpartition("/")[2]
        if kind not in _SECTION and kind != "image":
            continue
        target = str(relation.get("Target"))
        source = join("word", target)
        renamed = join(dirname(target), f"b{number}_{basename(target)}")
        parts[join("word", renamed)] = other[source]
        _take_relations(other, source, number, parts)
        _declare(types, source, join("word", renamed), _tree(other[_CONTENT]))
        identity = f"rIdB{number}_{relation.get('Id')}"
        etree.SubElement(
            relations, f"{{{_RELATION}}}Relationship", Id=identity, Type=str(relation.get("Type")), Target=renamed
        )
        names[str(relation.get("Id"))] = identity
    return names


def _take_relations(other: dict[str, bytes], source: str, number: int, parts: dict[str, bytes]) -> None:
    """The pictures of a header or a footer."""
    own = join("word/_rels", f"{basename(source)}.rels")
    if own not in other:
        return
    tree = _tree(other[own])
    for relation in tree:
        target = str(relation.get("Target"))
        renamed = join(dirname(target), f"b{number}_{basename(target)}")
        parts[join("word", renamed)] = other[join("word", target)]
        relation.set("Target", renamed)
    parts[join("word/_rels", f"b{number}_{basename(source)}.rels")] = _bytes(tree)


def _declare(types: etree._Element, source: str, name: str, theirs: etree._Element) -> None:
    """The content type of a copied part, where it has one of its own."""
    for one in theirs:
        if one.get("PartName") == f"/{source}":
            etree.SubElement(
                types, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=str(one.get("ContentType"))
            )
