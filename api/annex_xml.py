"""The Akoma Ntoso source of one document: an annex cut out of the slice of its regulation.

In the slice an annex is an attachment with a document and an identification of its own, and refers to the periods and
acts that the meta of the whole lists. Alone it carries those too, and its label and heading as its preface.
"""

from __future__ import annotations

import copy

from lxml import etree

from legal.akn.names import NSMAP, add, akn, serialise
from legal.xml import parse

_NUM, _HEADING, _DOC, _META = akn("num"), akn("heading"), akn("doc"), akn("meta")
_SHARED = tuple(akn(name) for name in ("lifecycle", "temporalData", "references"))


def annex_document(regulation: bytes, eid: str) -> bytes | None:
    """The annex with that `eId` as a document by itself; None where the slice has no such attachment.

    `regulation` are the bytes of `Corpus.slice_xml`. The result is valid Akoma Ntoso 3.0, always the same bytes.
    """
    root = parse(regulation)
    attachment = next((one for one in root.iter(akn("attachment")) if one.get("eId") == eid), None)
    shared = root.find(f"./*/{_META}")
    document = attachment.find(_DOC) if attachment is not None else None
    if attachment is None or document is None or shared is None:
        return None
    made = etree.Element(akn("akomaNtoso"), nsmap=NSMAP)
    alone = copy.deepcopy(document)
    alone.tail = None
    made.append(alone)
    meta = alone.find(_META)
    if meta is None:
        return None
    for child in shared:
        if child.tag in _SHARED:
            meta.append(copy.deepcopy(child))
    _preface(alone, meta, attachment)
    etree.cleanup_namespaces(made, keep_ns_prefixes=["q"])
    return serialise(made)


def _preface(document: etree._Element, meta: etree._Element, attachment: etree._Element) -> None:
    """Puts the label and the heading of the attachment in front of the text."""
    words = (("docNumber", attachment.find(_NUM)), ("docTitle", attachment.find(_HEADING)))
    lines = [(name, "".join(element.itertext())) for name, element in words if element is not None]
    if not any(text for _, text in lines):
        return
    preface = etree.Element(akn("preface"))
    for name, text in lines:
        if text:
            add(add(preface, "p"), name).text = text
    document.insert(document.index(meta) + 1, preface)
