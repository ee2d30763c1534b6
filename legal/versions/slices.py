"""One version cut out of the multi-version document: a valid document that says which version it is."""

from __future__ import annotations

from datetime import date

from lxml import etree

from legal.akn.iri import expression_iri
from legal.akn.names import add, akn, own, serialise
from legal.akn.nodes import Keep
from legal.versions.regulation import Regulation

_META, _SPAN, _PERIOD = akn("meta"), akn("span"), "period"
_HEADS = frozenset({akn("num"), akn("heading"), akn("docTitle")})
_GONE_WHEN_EMPTY = frozenset({akn(name) for name in ("intro", "wrapUp", "attachments", "preamble", "preface")})
_NEEDS_LINE = frozenset({akn(name) for name in ("mainBody", "blockContainer", "container", "conclusions")})
_TABLE, _TR, _HCONTAINER, _BODY, _CONTENT = (akn(name) for name in ("table", "tr", "hcontainer", "body", "content"))
_EMPTY, _NUM = own("empty"), own("num")


def sliced(regulation: Regulation, root: etree._Element, on: date, keep: Keep) -> bytes:
    """The bytes of the version of a day. `root` is a copy of the document's, which is changed in place."""
    document = root[0]
    document.set("contains", "singleVersion")
    prune(document, keep)
    body = document.find(_BODY)
    if body is not None and not len(body):
        wrap = add(body, "hcontainer", name="text")
        wrap.set(own("wrap"), "true")
        add(add(wrap, "content"), "p").set(_EMPTY, "true")
    for meta in document.iter(_META):
        _restamp(meta, regulation, on)
    return serialise(root)


def prune(element: etree._Element, keep: Keep) -> None:
    """Take out what does not stand, and the wrappers that are empty without it."""
    for child in list(element):
        if child.tag == _META:
            continue
        if not keep(child):
            element.remove(child)
            continue
        if len(child):
            if child.tag in _HEADS:
                _settle(child, element, keep)
                continue
            prune(child, keep)
            if not len(child):
                _mend(child, element)


def _settle(child: etree._Element, parent: etree._Element, keep: Keep) -> None:
    """A label or a heading of several wordings: the one that stands becomes its text."""
    span = next((each for each in child if each.tag == _SPAN and keep(each)), None)
    if span is None:
        parent.remove(child)
        return
    number, words = span.get(_NUM), span.text
    for each in list(child):
        child.remove(each)
    child.text = words
    if number is not None:
        parent.set(_NUM, number)


def _mend(child: etree._Element, parent: etree._Element) -> None:
    """An element emptied by the cut: gone, or filled with what the schema demands."""
    tag = child.tag
    wrap = child.get(own("wrap")) if tag == _HCONTAINER else parent.get(own("wrap")) if tag == _CONTENT else None
    if wrap or tag in _GONE_WHEN_EMPTY:
        parent.remove(child)
    elif tag == _TABLE:
        row = add(child, "tr")
        row.set(_EMPTY, "true")
        add(row, "td").set(_EMPTY, "true")
    elif tag == _TR:
        add(child, "td").set(_EMPTY, "true")
    elif tag in _NEEDS_LINE:
        add(child, "p").set(_EMPTY, "true")


_EXPRESSION = (("FRBRExpression", ""), ("FRBRManifestation", ".xml"))


def _restamp(meta: etree._Element, regulation: Regulation, on: date) -> None:
    """Name the expression after the version; what concerns other versions stays with the regulation."""
    name = expression_iri(regulation.act, regulation.language, on)
    for level, suffix in _EXPRESSION:
        for element in meta.iter(akn(level)):
            for child in element:
                value = child.get("value")
                if child.tag == akn("FRBRuri"):
                    child.set("value", name + suffix)
                elif child.tag == akn("FRBRthis") and value:
                    child.set("value", f"{name}/!{value.rpartition('/!')[2]}")
                elif child.tag == akn("FRBRdate"):
                    child.set("date", on.isoformat())
                    child.set("name", "version")
                    child.attrib.pop(own("unknown"), "")
    for tag in ("analysis", "proprietary"):
        for element in meta.findall(akn(tag)):
            meta.remove(element)
