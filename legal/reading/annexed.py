"""What follows the signature: annexes of the act, and the documents that it approves with annexes of their own.

An annex begins at a label ("Приложение 3", "3-қосымша") whose caption names the act itself; a label whose caption
names Rules belongs to the annex it stands in: as the annex that an order restates, or as an annex of Rules approved
(order 464, item 41).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from legal.reading.annex_head import Head, Heading, read_head, read_head_texts
from legal.reading.annex_starts import annex_starts
from legal.reading.annexes import read_annex, read_annex_blocks
from legal.reading.approved import approval_head
from legal.reading.blocks import Block, Line
from legal.reading.labels import addresses_act, annex_number, is_annex_label, label_of
from legal.reading.outline import outline
from legal.reading.plain import blocks_of
from legal.reading.quotes import quotations
from legal.reading.tabbed import tables_apart
from legal.reading.wraps import join, squeeze
from legal.records import Annex, Finding, Kind, Language, Node

_T = TypeVar("_T")

_APPROVED = re.compile(r"^(?:Утвержд[её]н[аоы]?|УТВЕРЖД[ЕЁ]Н[АОЫ]?|Бекітілген|БЕКІТІЛГЕН)\b")
_LABEL_AND_CAPTION = re.compile(r"^(Приложение(?:\s+\d+(?:-\d+)*)?)\s+(к\s.+)$")


def read_annexes(
    lines: Sequence[Line], blocks: Sequence[Block], language: Language
) -> tuple[tuple[Annex, ...], tuple[Finding, ...]]:
    """The annexes of an act from its physical lines or from its blocks, in order, with the findings of each."""
    annexes: list[Annex] = []
    findings: list[Finding] = []
    for line_group in _groups(lines, lines, language):
        annex, found = _from_lines(line_group, language)
        annexes.append(annex)
        findings += found
    for block_group in _groups(blocks, [Line(block.first, block.text) for block in blocks], language):
        annex, found = _from_blocks(block_group, language)
        annexes.append(annex)
        findings += found
    return tuple(annexes), tuple(findings)


def _from_lines(lines: Sequence[Line], language: Language) -> tuple[Annex, tuple[Finding, ...]]:
    texts = [line.text for line in lines]
    approved = approval_head(texts, language)
    if approved and any(text.strip() for text in texts[approved:]):
        caption = squeeze(" ".join(texts[:approved]))
        made = _component(Heading("", caption), blocks_of(lines[approved:])[0], language)
        return made or _approved(caption, read_annex(lines[approved:], language))
    head = read_head(lines, language)
    below: Sequence[Block] = blocks_of(lines[head.start :])[0]
    head, below = _approved_head(head, below, language)
    made = _restated(head, below, language) if head.inner else _component(head.own, below, language)
    return made or read_annex(lines, language)


def _from_blocks(blocks: Sequence[Block], language: Language) -> tuple[Annex, tuple[Finding, ...]]:
    texts = [block.text for block in blocks]
    approved = approval_head(texts, language)
    if approved and approved < len(blocks):
        caption = squeeze(" ".join(texts[:approved]))
        made = _component(Heading("", caption), blocks[approved:], language)
        return made or _approved(caption, read_annex_blocks(blocks[approved:], language))
    read = read_head_texts(texts, language)
    head, below = _approved_head(read, blocks[read.start :], language)
    if head.inner:
        return _restated(head, below, language) or read_annex_blocks(blocks, language)
    heading, start = _heading_of(blocks, language)
    return _component(heading, blocks[start:], language) or read_annex_blocks(blocks, language)


def _approved_head(head: Head, blocks: Sequence[Block], language: Language) -> tuple[Head, Sequence[Block]]:
    """ "Приложение к приказу … № 120" / "Утверждены приказом … № 4-3/176": the second names what is given anew."""
    texts = [block.text for block in blocks]
    approved = 0 if head.inner or not head.own.label else approval_head(texts, language)
    if not approved:
        return head, blocks
    caption = squeeze(" ".join(texts[:approved]))
    return replace(head, inner=Heading("", caption)), blocks[approved:]


def _restated(head: Head, blocks: Sequence[Block], language: Language) -> tuple[Annex, tuple[Finding, ...]] | None:
    """Rules, or a text of paragraphs annexed to Rules, given anew under the label that they have in the act changed."""
    made = _component(head.inner, blocks, language) if head.inner else None
    if made is None or head.inner is None:
        return None
    body = made[0].body
    kind: Kind = "component" if not head.inner.label or addresses_act(head.inner.caption) else "annex"
    caption = (Node("alinea", text=head.inner.caption, role="caption"),) if head.inner.caption else ()
    body = replace(body, kind=kind, children=(*caption, *body.children))
    own = head.own
    return replace(
        made[0], num=annex_number(own.label), label=own.label, caption=own.caption, body=body, restated=True
    ), made[1]


def _approved(caption: str, read: tuple[Annex, tuple[Finding, ...]]) -> tuple[Annex, tuple[Finding, ...]]:
    """A form or a table that the act approves without a label, under the words of approval."""
    annex, findings = read
    return replace(annex, caption=join(caption, annex.caption)), findings


def _groups(entries: Sequence[_T], lines: Sequence[Line], language: Language) -> list[Sequence[_T]]:
    """The entries of each annex: a new one begins where a label and its caption name the act itself."""
    if not entries:
        return []
    starts = list(annex_starts(lines, language))
    if not starts or starts[0] != 0:
        starts.insert(0, 0)
    return [entries[a:b] for a, b in zip(starts, [*starts[1:], len(entries)], strict=True)]


def unglued(block: Block) -> tuple[Block, ...]:
    """ "Приложение 1 к Правилам …" in one caption line: the label and the caption as two blocks."""
    match = _LABEL_AND_CAPTION.match(block.text)
    if match is None or block.kind not in ("caption", "text") or len(block.text) > 300:
        return (block,)
    return replace(block, text=match[1]), replace(block, text=match[2])


def _component(
    heading: Heading, blocks: Sequence[Block], language: Language
) -> tuple[Annex, tuple[Finding, ...]] | None:
    """An annex that holds a document of numbered paragraphs (Rules approved by the act), or None where it is a form.

    `blocks` are what stands below the label and the caption.
    """
    first_label = next((i for i, b in enumerate(blocks) if is_annex_label(b.text)), len(blocks))
    own = tables_apart(blocks[:first_label])
    at = next((i for i, b in enumerate(own) if label_of(b.text)), None)
    if at is None or not _numbered(own[at:]):
        return None
    title = _title(own[:at])
    inner, findings = _inner(blocks[first_label:], language)
    quoted, unclosed = quotations(own[at:])
    inside = {i for quote in quoted for i in range(quote.first, quote.last + 1)}
    children = (*outline(own[at:], inside), *inner)
    number = annex_number(heading.label)
    body = Node("component", num=number, label=heading.label, heading=title, children=children)
    span = (blocks[0].first, blocks[-1].last)
    annex = Annex(number, heading.label, heading.caption, replace(body, lines=span), lines=span)
    return annex, (*findings, *unclosed)


def _heading_of(blocks: Sequence[Block], language: Language) -> tuple[Heading, int]:
    """Label and caption, and the index of the first block below them."""
    texts = [block.text for block in blocks]
    if not is_annex_label(texts[0]):
        head = read_head_texts(texts, language)
        return (head.own, head.start) if head.own.label and head.inner is None else (Heading("", ""), 0)
    start = 1
    caption = ""
    while start < len(blocks) and (blocks[start].kind == "caption" or (not caption and start == 1)):
        caption = join(caption, texts[start])
        start += 1
    return Heading(texts[0], caption), start


def _numbered(blocks: Sequence[Block]) -> bool:
    """A document of paragraphs: chapters, or at least two paragraphs that number from 1 and are prose."""
    labels = [label for block in blocks if (label := label_of(block.text))]
    if any(label.kind in ("chapter", "section", "article", "division") for label in labels):
        return True
    paragraphs = [label for label in labels if label.kind == "paragraph" and len(label.rest) > 40]
    return len(paragraphs) >= 2 and paragraphs[0].num == "1" and not any("__" in block.text for block in blocks)


def _title(blocks: Sequence[Block]) -> str:
    title = ""
    for block in blocks:
        if not _APPROVED.match(block.text):
            title = join(title, block.text)
    return title


def _inner(blocks: Sequence[Block], language: Language) -> tuple[tuple[Node, ...], tuple[Finding, ...]]:
    """The annexes of approved Rules, each at its label."""
    starts = [i for i, block in enumerate(blocks) if is_annex_label(block.text)]
    nodes: list[Node] = []
    findings: list[Finding] = []
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=False):
        annex, found = read_annex_blocks(blocks[start:end], language)
        nodes.append(annex.body)
        findings += found
    return tuple(nodes), tuple(findings)
