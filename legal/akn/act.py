"""An act as one valid Akoma Ntoso document, with what it changes as `activeModifications`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from lxml import etree

from legal.akn.ids import Register, ancestors_left_out, segment
from legal.akn.iri import iri
from legal.akn.meta import SOURCE, identification, ref_of, references
from legal.akn.mods import write_mod
from legal.akn.names import DOCUMENTS, NSMAP, add, akn, own, serialise
from legal.akn.nodes import Element, ExactWriter, kind_of
from legal.errors import SourceError
from legal.records import Act, ActRef, Annex, Card, Node, Operation


def act_to_xml(act: Act, operations: Sequence[Operation] = ()) -> bytes:
    """The AKN document of an act in one language: deterministic bytes, valid against the strict schema.

    `operations` are what the act changes in others. Findings are not part of it. Raises SourceError where the text
    holds characters that XML cannot.
    """
    try:
        return serialise(_document(act, operations))
    except ValueError as error:
        raise SourceError(
            f"a character that XML cannot hold: {error}",
            place=act.card.title[:80],
            remedy="Send the text as published.",
        ) from error


def _document(act: Act, operations: Sequence[Operation]) -> etree._Element:
    card = act.card
    root = etree.Element(akn("akomaNtoso"), nsmap=cast("dict[str, str]", NSMAP))
    element = add(root, "act", name=card.form or "act")
    meta = add(element, "meta")
    identification(meta, card, card.language)
    _publication(meta, card)
    amended = _amended(operations)
    if operations:
        mods = add(add(meta, "analysis", source=SOURCE), "activeModifications")
        for operation in operations:
            write_mod(mods, operation, ref_of(card), iri(operation.act))
    references(meta, card, tuple((f"act_{i}", ref) for i, ref in enumerate(amended, 1)))
    if act.source_sha256:
        add(meta, "proprietary", source=SOURCE).set(own("sha256"), act.source_sha256)
    writer = ActWriter(card)
    if card.title:
        line = add(add(element, "preface"), "p")
        add(line, "docTitle").text = card.title
    preamble = [node for node in act.body if node.kind == "preamble"]
    if preamble:
        block = add(element, "preamble")
        for node in preamble:
            for child in node.children:
                writer.block(block, child)
    writer.body(add(element, "body"), [node for node in act.body if node.kind != "preamble"])
    _conclusions(element, act, writer)
    if act.annexes:
        attachments = add(element, "attachments")
        for annex in act.annexes:
            writer.attachment(attachments, annex_node(annex))
    return root


def _publication(meta: etree._Element, card: Card) -> None:
    """State registration; official publication is not part of an act's text."""
    registered = card.registered
    if registered and registered.date:
        name = "Registry of state registration of normative legal acts"
        add(meta, "publication", date=registered.date.isoformat(), name=name, showAs=name, number=registered.number)


def _amended(operations: Sequence[Operation]) -> list[ActRef]:
    return list(dict.fromkeys(operation.act for operation in operations))


def _conclusions(element: etree._Element, act: Act, writer: ExactWriter) -> None:
    if not act.signatures and not act.approvals:
        return
    block = add(element, "conclusions")
    for name, nodes in (("signatures", act.signatures), ("approvals", act.approvals)):
        if nodes:
            container = add(block, "container", name=name)
            for node in nodes:
                writer.block(container, node)


def annex_node(annex: Annex) -> Node:
    """An annex of an act as one node: its caption is the first line; an annex that it restates stands inside it."""
    caption = (Node("alinea", text=annex.caption, role="caption"),) if annex.caption else ()
    body = annex.body
    own_label = body.kind in DOCUMENTS and not annex.restated and body.label in ("", annex.label)
    if not own_label:
        return Node("annex", annex.num, annex.label, children=(*caption, body), lines=annex.lines)
    # "Форма" above a title is a caption too: it does not stand for what the annex is annexed to.
    has_caption = any(child.role == "caption" and child.text == annex.caption for child in body.children)
    children = body.children if has_caption else (*caption, *body.children)
    num = body.num if body.num is not None else annex.num
    return replace(body, num=num, label=annex.label, children=children, lines=body.lines or annex.lines)


class ActWriter(ExactWriter):
    """Gives every provision an identifier by its path."""

    def __init__(self, card: Card) -> None:
        self._card = card
        self._register = Register()
        self._documents = 0
        self._counts: Counter[tuple[str, str]] = Counter()

    def stamp(self, element: etree._Element, node: Element) -> None:
        """Identifier and lines."""
        super().stamp(element, node)
        skipped = ancestors_left_out(node.kind)
        prefix = ""
        for ancestor in element.iterancestors():
            eid = ancestor.get("eId")
            if eid and kind_of(ancestor) not in skipped:
                prefix = f"{eid}__"
                break
        self._counts[prefix, node.kind] += 1
        position = self._counts[prefix, node.kind]
        element.set("eId", self._register.take(prefix + segment(node.kind, node.num, position)))

    def meta(self, doc: etree._Element, node: Element) -> None:
        """The identification of an attached document."""
        self._documents += 1
        meta = add(doc, "meta")
        name = f"{node.kind}-{self._documents}"
        identification(meta, self._card, self._card.language, component=name)
