"""The Akoma Ntoso source of a document: the annex on its date as a `doc` of its own, valid against the schema."""

from __future__ import annotations

from collections import Counter
from typing import cast

from lxml import etree

from legal.akn.ids import Register, ancestors_left_out, segment
from legal.akn.meta import identification, references
from legal.akn.names import NSMAP, add, akn, serialise
from legal.akn.nodes import Element, ExactWriter, kind_of
from legal.records import ActRef, Node, Version


def annex_xml(version: Version, annex: Node, component: str, order: ActRef | None) -> bytes:
    """The bytes of an annex as a document: label and title in the preface, the rest in the main body.

    `component` is its name in the IRI of the act ("1-8"), `order` the act that gave it its wording. The same annex
    gives the same bytes. Raises ValueError for characters that XML cannot hold.
    """
    root = etree.Element(akn("akomaNtoso"), nsmap=cast("dict[str, str]", NSMAP))
    doc = add(root, "doc", name="annex")
    meta = add(doc, "meta")
    identification(meta, version.act, version.language, on=version.on, component=f"annex-{component}")
    references(meta, version.act, (("order", order),) if order else ())
    _preface(doc, annex)
    writer = _Writer()
    body = add(doc, "mainBody")
    for node in annex.children:
        writer.provision(body, node)
    if not len(body):
        add(body, "p")
    return serialise(root)


def _preface(doc: etree._Element, annex: Node) -> None:
    if not annex.label and not annex.heading:
        return
    preface = add(doc, "preface")
    for name, text in (("docNumber", annex.label), ("docTitle", annex.heading)):
        if text:
            add(add(preface, "p"), name).text = text


class _Writer(ExactWriter):
    """Keeps the identifiers that provisions have in the regulation and gives one to each that has none."""

    def __init__(self) -> None:
        self._register = Register()
        self._counts: Counter[tuple[str, str]] = Counter()

    def stamp(self, element: etree._Element, node: Element) -> None:
        """Identifier and lines."""
        super().stamp(element, node)
        own = element.get("eId")
        if own is not None:
            element.set("eId", self._register.take(own))
            return
        skipped = ancestors_left_out(node.kind)
        prefix = next(
            (
                f"{ancestor.get('eId')}__"
                for ancestor in element.iterancestors()
                if ancestor.get("eId") and kind_of(ancestor) not in skipped
            ),
            "",
        )
        self._counts[prefix, node.kind] += 1
        wanted = prefix + segment(node.kind, node.num, self._counts[prefix, node.kind])
        element.set("eId", self._register.take(wanted))
