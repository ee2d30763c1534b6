"""Names of the standard: namespaces, and which element of Akoma Ntoso 3.0 each kind of provision is.

What the standard has no attribute for stands in attributes of the namespace `urn:qagida:1`.
"""

from __future__ import annotations

from lxml import etree

from legal.records import Kind

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN = "urn:qagida:1"
NSMAP: dict[str | None, str] = {None: AKN, "q": OWN}

HIER: dict[Kind, str] = {
    "division": "division",
    "subdivision": "subdivision",
    "chapter": "chapter",
    "section": "section",
    "article": "article",
    "paragraph": "paragraph",
    "subparagraph": "subparagraph",
    "part": "alinea",
}
"""Kinds that are hierarchical elements. A часть is an `alinea`: AKN's `part` is a division above chapters."""

DOCUMENTS: frozenset[Kind] = frozenset({"annex", "component"})
"""Kinds that become an attachment with a document of its own."""

LEAVES: frozenset[Kind] = frozenset({"alinea", "sentence", "note", "heading", "title", "column"})
"""Kinds that are a `p` where they have no children."""

SHORT: dict[Kind, str] = {
    "preamble": "preamble", "title": "title", "division": "dvs", "subdivision": "subdvs", "chapter": "chp",
    "section": "sec", "article": "art", "paragraph": "para", "subparagraph": "subpara", "part": "al", "alinea": "p",
    "sentence": "sent", "annex": "att", "component": "comp", "table": "table", "row": "tr", "column": "col",
    "cell": "td", "note": "note", "heading": "hdg", "contents": "toc", "caption": "cap",
}  # fmt: skip
"""Abbreviations in identifiers, after the AKN naming convention where it has one."""


def akn(name: str) -> str:
    """An AKN name as lxml writes it.

    >>> akn("p")
    '{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}p'
    """
    return f"{{{AKN}}}{name}"


def own(name: str) -> str:
    """A name of the project's own namespace as lxml writes it."""
    return f"{{{OWN}}}{name}"


def add(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    """A new AKN element at the end of `parent`."""
    return etree.SubElement(parent, akn(name), attributes)


def serialise(root: etree._Element) -> bytes:
    """The bytes of a document: UTF-8, with a declaration, always the same for the same tree."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
