"""What follows the signature: annexes of the act, and the documents that it approves with annexes of their own.

An annex begins at a label ("Приложение 3", "3-қосымша") whose caption names the act itself; a label whose caption
names Rules belongs to the annex it stands in: as the annex that an order restates, or as an annex of Rules approved
(order 464, item 41).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from legal.letters import pattern
from legal.reading.annex_head import Head, Heading, ends_caption, read_head, read_head_texts, split_label
from legal.reading.annex_starts import FORM_END, annex_starts, begins_annex
from legal.reading.annexes import read_annex, read_annex_blocks
from legal.reading.approved import approval_head
from legal.reading.blocks import Block, Line, as_lines, is_spaced, set_as_captions
from legal.reading.labels import ACTING, addresses_act, annex_number, is_annex_label, label_of
from legal.reading.outline import outline
from legal.reading.plain import blocks_of
from legal.reading.quotes import introduces, opens_next, quotations
from legal.reading.tabbed import loose, tables_apart, uneven
from legal.reading.wraps import join, squeeze
from legal.records import Annex, Finding, Kind, Language, Node

_T = TypeVar("_T")
_Inner = Sequence[Sequence[Block] | Sequence[Line]]

_APPROVED = pattern(r"^(?:Утвержд[её]н[аоы]?|УТВЕРЖД[ЕЁ]Н[АОЫ]?|Бекітілген|БЕКІТІЛГЕН)\b")
_LONGEST_CAPTION = 22
_BEGINS = re.compile(r"[\"«“]?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")
_NO_CAPTION = re.compile(r"[.;:!?]$|__|\t|^.{61}")
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
    for block_group in _groups(blocks, as_lines(blocks), language):
        annex, found = _from_blocks(block_group, language)
        annexes.append(annex)
        findings += found
    return tuple(annexes), tuple(findings)


def _from_lines(lines: Sequence[Line], language: Language) -> tuple[Annex, tuple[Finding, ...]]:
    texts = [line.text for line in lines]
    approved = approval_head(texts, language)
    if approved and any(text.strip() for text in texts[approved:]):
        caption = squeeze(" ".join(texts[:approved]))
        made = _component(Heading("", caption), *_parts_of_lines(lines[approved:], language), language)
        return made or _approved(caption, read_annex(lines[approved:], language))
    head = read_head(lines, language)
    below, inner = _parts_of_lines(lines[head.start :], language)
    head, below = _approved_head(head, below, language)
    made = _restated(head, below, inner, language) if head.inner else _component(head.own, below, inner, language)
    return made or _form(lines, inner, language)


def _parts_of_lines(lines: Sequence[Line], language: Language) -> tuple[Sequence[Block], _Inner]:
    """The paragraphs of a document of its own, and the lines of each annex that it has."""
    filled = [place for place, line in enumerate(lines) if not line.blank]
    # An indented line is prose or a form, never a label.
    flat = [
        Block("lines" if line.text.startswith(" " * 6) else "text", squeeze(line.text), line.number, line.number)
        for line in (lines[place] for place in filled)
    ]
    starts = [filled[start] for start in _inner_starts(flat, language, spaced=is_spaced(lines))]
    own = lines[: starts[0]] if starts else lines
    return blocks_of(own)[0], [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=False)]


def _parts_of_blocks(blocks: Sequence[Block], language: Language) -> tuple[Sequence[Block], _Inner]:
    """The same of blocks."""
    starts = _inner_starts(blocks, language, spaced=False)
    own = blocks[: starts[0]] if starts else blocks
    return own, [blocks[a:b] for a, b in zip(starts, [*starts[1:], len(blocks)], strict=False)]


def _from_blocks(blocks: Sequence[Block], language: Language) -> tuple[Annex, tuple[Finding, ...]]:
    texts = [block.text for block in blocks]
    approved = approval_head(texts, language)
    if approved and approved < len(blocks):
        caption = squeeze(" ".join(texts[:approved]))
        made = _component(Heading("", caption), *_parts_of_blocks(blocks[approved:], language), language)
        return made or _approved(caption, read_annex_blocks(blocks[approved:], language))
    read = read_head_texts(texts, language, set_as_captions(blocks))
    head, below = _approved_head(read, blocks[read.start :], language)
    if head.inner:
        own, inner = _parts_of_blocks(below, language)
        return _restated(head, own, inner, language) or _form(blocks, inner, language)
    heading, start = _heading_of(blocks, language)
    own, inner = _parts_of_blocks(blocks[start:], language)
    return _component(heading, own, inner, language) or _form(blocks, inner, language)


def _form(
    entries: Sequence[Block] | Sequence[Line], annexes: _Inner, language: Language
) -> tuple[Annex, tuple[Finding, ...]]:
    """A form or a table with annexes of its own ("Приложение к форме, …" / "Пояснение по заполнению формы").

    A label inside it begins an annex only with a caption: "Приложение" alone may be a line to fill.
    """
    first = next((i for i, group in enumerate(annexes) if all(map(_captioned(language), annexes[i:]))), len(annexes))
    below = annexes[first:]
    annex, findings = _read(entries[: len(entries) - sum(map(len, below))], language)
    nodes, found = _inner(below, language, annex.body.heading)
    return replace(annex, body=replace(annex.body, children=(*annex.body.children, *nodes))), (*findings, *found)


def _captioned(language: Language) -> Callable[[Sequence[Block] | Sequence[Line]], bool]:
    return lambda group: bool(read_head_texts([entry.text for entry in group[:_LONGEST_CAPTION]], language).own.caption)


def _read(
    entries: Sequence[Block] | Sequence[Line], language: Language, of: str = ""
) -> tuple[Annex, tuple[Finding, ...]]:
    """One annex without annexes of its own, from its blocks or its lines."""
    blocks = [entry for entry in entries if isinstance(entry, Block)]
    lines = [entry for entry in entries if isinstance(entry, Line)]
    return read_annex_blocks(blocks, language, of) if blocks else read_annex(lines, language, of)


def _approved_head(head: Head, blocks: Sequence[Block], language: Language) -> tuple[Head, Sequence[Block]]:
    """ "Приложение к приказу … № 120" / "Утверждены приказом … № 4-3/176": the second names what is given anew."""
    texts = [block.text for block in blocks]
    approved = 0 if head.inner or not head.own.label else approval_head(texts, language)
    if not approved:
        return head, blocks
    caption = squeeze(" ".join(texts[:approved]))
    return replace(head, inner=Heading("", caption)), blocks[approved:]


def _restated(
    head: Head, blocks: Sequence[Block], inner: _Inner, language: Language
) -> tuple[Annex, tuple[Finding, ...]] | None:
    """Rules, or a text of paragraphs annexed to Rules, given anew under the label that they have in the act changed."""
    made = _component(head.inner, blocks, inner, language) if head.inner else None
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
    heading: Heading, blocks: Sequence[Block], annexes: _Inner, language: Language
) -> tuple[Annex, tuple[Finding, ...]] | None:
    """An annex that holds a document of numbered paragraphs (Rules approved by the act), or None where it is a form.

    `blocks` are what stands below the label and the caption, `annexes` the entries of each annex of the document.
    """
    own = tables_apart(blocks)
    at = next((i for i, b in enumerate(own) if label_of(b.text)), None)
    if at is None or not _numbered(own[at:]):
        return None
    title = _title(own[:at])
    inner, findings = _inner(annexes, language, title)
    quoted, unclosed = quotations(own[at:])
    inside = {i for quote in quoted for i in range(quote.first, quote.last + 1)}
    texts = own[at:]
    lists = _list_starts(texts, inside)
    own_end = lists[0] if lists else len(texts)
    children = (*outline(texts[:own_end], inside), *_listed(texts, lists), *inner)
    number = annex_number(heading.label)
    body = Node("component", num=number, label=heading.label, heading=title, children=children)
    last = annexes[-1][-1] if annexes else blocks[-1]
    span = (blocks[0].first, last.last if isinstance(last, Block) else last.number)
    annex = Annex(number, heading.label, heading.caption, replace(body, lines=span), lines=span)
    return annex, (*findings, *unclosed, *uneven(own), *loose(own))


def _list_starts(blocks: Sequence[Block], quoted: Collection[int]) -> list[int]:
    """Where lists of their own begin under a document: a title without a stop, and paragraphs from 1 again.

    "Перечень организаций, находящихся в ведении Министерства" / "1. …": its paragraphs are none of the last chapter,
    nor of the list before it.
    """
    found: list[int] = []
    seen = 0
    for at, block in enumerate(blocks):
        if at in quoted or block.rows:
            continue
        label = label_of(block.text)
        if label and label.kind == "paragraph":
            seen += 1
        below = label_of(blocks[at + 1].text) if at + 1 < len(blocks) and at + 1 not in quoted else None
        titled = label is None and block.text[:1].isupper() and not re.search(r"[.;:,!?]$", block.text)
        if titled and seen > 1 and below and (below.kind, below.num) == ("paragraph", "1"):
            found.append(at)
    return found


def _listed(blocks: Sequence[Block], starts: Sequence[int]) -> tuple[Node, ...]:
    """Each list under a document as an annex of it without label or number."""
    lists = [blocks[a:b] for a, b in zip(starts, [*starts[1:], len(blocks)], strict=False)]
    return tuple(
        Node("annex", heading=head.text, children=outline(below), lines=(head.first, below[-1].last))
        for head, *below in lists
    )


def _heading_of(blocks: Sequence[Block], language: Language) -> tuple[Heading, int]:
    """Label and caption, and the index of the first block below them."""
    texts = [block.text for block in blocks]
    if not is_annex_label(texts[0]):
        head = read_head_texts(texts, language, set_as_captions(blocks))
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
    # A list of changes may change one act alone: its new text says what it is.
    amends = any(introduces(block.text) and opens_next(blocks, at) for at, block in enumerate(blocks))
    enough = len(paragraphs) >= 2 or (amends and bool(paragraphs))
    return enough and paragraphs[0].num == "1" and not any("__" in block.text for block in blocks)


def _title(blocks: Sequence[Block]) -> str:
    title = ""
    for block in blocks:
        if not _APPROVED.match(block.text):
            title = join(title, block.text)
    return title


def _inner(groups: _Inner, language: Language, of: str) -> tuple[tuple[Node, ...], tuple[Finding, ...]]:
    """The annexes of approved Rules, whose title is `of`."""
    nodes: list[Node] = []
    findings: list[Finding] = []
    for group in groups:
        annex, found = _read(group, language, of)
        nodes.append(annex.body)
        findings += found
    return tuple(nodes), tuple(findings)


def _ends_text(text: str) -> bool:
    """A sentence, a row, a line to fill or one that closes a form, whatever stands below it."""
    return (_NO_CAPTION.search(text) is not None and ACTING.search(text) is None) or FORM_END.search(text) is not None


def _inner_starts(blocks: Sequence[Block], language: Language, *, spaced: bool) -> list[int]:
    """Where each annex of Rules begins: at its label; in Kazakh at the caption above it, which names the Rules.

    "Құжаттарды сақтау" / "қағидаларына" / "1-қосымша". Upwards a caption ends at a sentence, at a label, at a line
    of a form, and at a blank line above a line that begins with a capital; not in a text `spaced` by a blank line after
    every line.
    """
    found: list[int] = []
    labels = (i for i, block in enumerate(blocks) if _labels_annex(block, language))
    for label in labels:
        at = label
        above = found[-1] if found else -1
        while language == "kaz" and at - 1 > above and at > label - _LONGEST_CAPTION:
            block = blocks[at - 1]
            apart = not spaced and at < label and blocks[at].first - block.last > 1 and _BEGINS.match(blocks[at].text)
            if apart or block.kind not in ("text", "caption") or label_of(block.text) or _ends_text(block.text):
                break
            at -= 1
        caption = " ".join(block.text for block in blocks[at:label])
        if glued := split_label(blocks[label].text, language):
            caption = f"{caption} {glued[0]}"
        found.append(at if ends_caption(caption) else label)
    return found


def _labels_annex(block: Block, language: Language) -> bool:
    """A label alone, or on one line with the beginning or the end of its caption."""
    return block.kind in ("text", "caption", "heading") and begins_annex(block.text, language)
