"""One published file to one act: head, body, signatures, annexes, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from legal.akn import iri
from legal.errors import SourceError
from legal.findings import finding
from legal.letters import pattern
from legal.reading.annex_starts import annex_starts
from legal.reading.annexed import read_annexes, unglued
from legal.reading.blocks import Block, Reading, as_lines
from legal.reading.card import (
    author_from_captions,
    card_from_captions,
    is_registration,
    is_stamp,
    is_status,
    partly_repealed,
    read_card,
)
from legal.reading.detect import language_of
from legal.reading.format_marks import is_note
from legal.reading.labels import ACTING, HEADED, is_annex_label, label_of
from legal.reading.letterhead import Letterhead, letterhead_of
from legal.reading.notices import (
    contents_apart,
    copyright_apart,
    copyright_lines_apart,
    is_electronic_mark,
    notices_whole,
)
from legal.reading.outline import outline
from legal.reading.plain import notes_apart
from legal.reading.quotes import quotations
from legal.reading.signing import APPROVES, INITIALS, signature_lines
from legal.reading.source import load
from legal.reading.tabbed import loose, tables_apart, uneven
from legal.reading.wraps import join
from legal.records import Act, Annex, Card, Coverage, Finding, Language, Node, Note

_COPYRIGHT = re.compile(r"^©|^Министерства юстиции Республики Казахстан$")
_ENACTS = pattern(r"(?:ПРИКАЗЫВАЮ|ПРИКАЗЫВАЕМ|ПОСТАНОВЛЯЕТ|ПОСТАНОВЛЯЮ|РЕШИЛ|БҰЙЫРАМЫН|ҚАУЛЫ ЕТЕДІ|ШЕШТІ)\s?:?$")
# "Невыплата заработной платы –" / "влечет штраф …": two alineas of an offence and its sanction.
_SANCTION = re.compile(r"\s[-–—]$")
_FILLED = re.compile(r"_{3}")
_ENDED = re.compile(r"[.;:!?]$|[.;:,]?[\"»”][.;:,]?$")


@dataclass(slots=True)
class _Sheet:
    """The blocks of a file, sorted by what they are."""

    title: str = ""
    registration: str = ""
    letterhead: Letterhead | None = None
    preamble: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    signatures: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read(data: bytes, name: str, language: Language | None = None) -> Act:
    """One act from one published file, in any of the formats of `legal.reading.source`.

    `language` is checked against the letters of the text. Raises SourceError for bytes that are no text of an act;
    faults inside the text are findings of the act.
    """
    source, reading = load(data, name)
    found = _language(reading)
    if language is not None and language != found:
        raise SourceError(
            f"the text is {_NAMES[found]}, not {_NAMES[language]}", place=name, remedy="Leave out --lang or correct it."
        )
    noticed, unclear = notices_whole(reading.blocks)
    whole, contents, listed = contents_apart(noticed)
    blocks, tail = _split_annexes(whole, found)
    sheet = _sort(blocks, found)
    sheet.notes += contents
    sheet.findings += (*unclear, *listed)
    tail, below = copyright_apart(tail)
    sheet.notes += [_note(block) for block in tail if _is_note(block)]
    tail = tuple(block for block in tail if not _is_note(block))
    body, findings = _body(sheet)
    lines, under = copyright_lines_apart(reading.lines)
    lines, apart, doubtful = notes_apart(lines)
    sheet.findings += doubtful
    sheet.notes += (*below, *under)
    sheet.notes += [_note(block) for block in apart]
    annexes, annex_findings = read_annexes(lines, tail, found)
    card = _card(sheet, annexes, found)
    if not sheet.title and not body:
        raise SourceError("no act can be found in the text", place=name, remedy="Send the text as published.")
    agreed = next((i for i, block in enumerate(sheet.signatures) if APPROVES.match(block.text)), None)
    act = Act(
        card=replace(card, iri=iri(card)),
        body=body,
        signatures=tuple(_line(block) for block in sheet.signatures[:agreed]),
        approvals=tuple(_line(block) for block in sheet.signatures[agreed:]) if agreed is not None else (),
        annexes=annexes,
        notes=tuple(sheet.notes),
        source_sha256=source.sha256,
        findings=(*reading.findings, *sheet.findings, *findings, *annex_findings),
    )
    letterhead = sheet.letterhead.text if sheet.letterhead else ""
    return _covered(act, reading, sheet.registration + letterhead)


def _card(sheet: _Sheet, annexes: Sequence[Annex], language: Language) -> Card:
    """The card from the head of the act: its registration line, or its letterhead, or the captions of its annexes."""
    stated = [note.text for note in sheet.notes]
    card = read_card(sheet.title, sheet.registration, stated, language)
    if partial := partly_repealed(sheet.registration, stated, language):
        sheet.findings.append(finding("repeal-partial", f"the act was repealed in part only: {partial[:120]!r}"))
    if card.number is None and (head := sheet.letterhead):
        card = replace(card, form=head.form, date=head.date, number=head.number)
        return author_from_captions(card, [annex.caption for annex in annexes])
    return card_from_captions(card, [annex.caption for annex in annexes]) if card.number is None else card


_NAMES = {"rus": "Russian", "kaz": "Kazakh"}


def _language(reading: Reading) -> Language:
    text = " ".join([*(b.text for b in reading.blocks), *(line.text for line in reading.lines)])
    return language_of(text)


def _split_annexes(blocks: Sequence[Block], language: Language) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The act's own blocks, and those of its annexes from the first annex on."""
    pieces = tuple(piece for block in blocks for piece in unglued(block))
    first = next((i for i, block in enumerate(pieces) if label_of(block.text)), len(pieces))
    starts = annex_starts(as_lines(pieces[first:]), language)
    labels = (i for i, block in enumerate(pieces) if i > first and is_annex_label(block.text))
    start = first + starts[0] if starts else next(labels, len(pieces))
    return pieces[:start], pieces[start:]


def _sort(blocks: Sequence[Block], language: Language) -> _Sheet:
    sheet = _Sheet(letterhead=letterhead_of(blocks, language))
    below = _head(blocks[sheet.letterhead.end :] if sheet.letterhead else blocks, sheet)
    last = max((i for i, block in enumerate(below) if label_of(block.text)), default=-1)
    marks = {i for i, block in enumerate(below) if _is_note(block) or (i > last and is_electronic_mark(block.text))}
    sheet.notes += [_note(below[i]) for i in sorted(marks)]
    rest = signature_lines([block for i, block in enumerate(below) if i not in marks])
    if not rest:
        _sign_unnumbered(sheet)
    end = _first_approval(rest)
    while end and _signs(rest[end - 1]):
        end -= 1
    for block in rest[end:]:
        if _COPYRIGHT.match(block.text) or (sheet.notes and sheet.notes[-1].kind == "copyright"):
            sheet.notes.append(Note("copyright", block.text, (block.first, block.last)))
        elif block.text:
            sheet.signatures.append(block)
    sheet.body = tables_apart(_rejoin(rest[:end], sheet.findings))
    sheet.findings += (*uneven(sheet.body), *loose(sheet.body))
    return sheet


def _sign_unnumbered(sheet: _Sheet) -> None:
    """The signature of an act without numbered elements: "Ратифицировать Соглашение …" / "Президент" / "К. Токаев"."""
    end = len(sheet.preamble)
    while end > 1 and _signs(sheet.preamble[end - 1]):
        end -= 1
    if any(INITIALS.search(block.text) for block in sheet.preamble[end:]):
        sheet.signatures += sheet.preamble[end:]
        del sheet.preamble[end:]


def _first_approval(blocks: Sequence[Block]) -> int:
    """The index of the first agreeing body ("СОГЛАСОВАН", "КЕЛІСІЛДІ") below the act's own text, else the end."""
    labels = [i for i, block in enumerate(blocks) if label_of(block.text)]
    start = labels[-1] + 1 if labels else 0
    return next((i for i in range(start, len(blocks)) if APPROVES.match(blocks[i].text)), len(blocks))


def _head(blocks: Sequence[Block], sheet: _Sheet) -> Sequence[Block]:
    """Sort what stands before the first numbered element; the rest is returned."""
    for index, block in enumerate(blocks):
        text = block.text
        if _is_note(block):
            sheet.notes.append(_note(block))
        elif is_status(text):
            sheet.notes.append(Note("status", text, (block.first, block.last)))
        elif _COPYRIGHT.match(text):
            sheet.notes.append(Note("copyright", text, (block.first, block.last)))
        elif is_registration(text) and (not sheet.registration or is_stamp(text) or is_stamp(sheet.registration)):
            # The stamp of registration may stand by itself, above the title or under the line that names the act.
            stamped = sheet.registration and is_stamp(sheet.registration)
            lines = (text, sheet.registration) if stamped else (sheet.registration, text)
            sheet.registration = " ".join(filter(None, lines))
        elif not sheet.title:
            sheet.title = text
        elif label_of(text):
            return blocks[index:]
        else:
            sheet.preamble.append(block)
    return ()


def _is_note(block: Block) -> bool:
    return block.kind == "note" or is_note(block.text)


def _note(block: Block) -> Note:
    footnote = re.match(r"(?:Сноска|Ескерту)", block.text)
    return Note("footnote" if footnote else "notice", block.text, (block.first, block.last))


def _signs(block: Block) -> bool:
    """A line of the signature block: a post, a name, an agreeing body; no sentence of the act."""
    if block.kind == "lines" and not label_of(block.text):
        return INITIALS.search(block.text) is not None
    if block.kind in ("table", "lines") or label_of(block.text):
        return False
    if block.kind == "caption" or _COPYRIGHT.match(block.text):
        return True
    ended = _ENDED.search(block.text) is not None and ACTING.search(block.text) is None
    return not ended or INITIALS.search(block.text) is not None


def _rejoin(blocks: Sequence[Block], findings: list[Finding]) -> list[Block]:
    """Join a paragraph that the file cuts in two: no punctuation ends the first piece, no label begins the second.

    "… от 6 июня 2023" / "года № 205 …": counted as two alineas, every later count would shift.
    """
    out: list[Block] = []
    for block in blocks:
        before = out[-1] if out else None
        if before is not None and _cut(before, block):
            findings.append(
                finding("split-paragraph", f"{before.text[-30:]!r} and {block.text[:30]!r} joined", block.first)
            )
            out[-1] = replace(before, text=join(before.text, block.text), last=block.last)
        else:
            out.append(block)
    return out


def _cut(before: Block, block: Block) -> bool:
    if before.kind != "text" or block.kind != "text" or len(before.text) < 40 or _ENDED.search(before.text):
        return False
    # A line to fill is a line by itself.
    if _FILLED.search(before.text) or _FILLED.search(block.text):
        return False
    if _SANCTION.search(before.text):
        return False
    label = label_of(before.text.lstrip('"«“'))
    if (label and label.kind in HEADED) or label_of(block.text) or _ENACTS.search(before.text):
        return False
    return not block.text.startswith(('"', "«"))


def _body(sheet: _Sheet) -> tuple[tuple[Node, ...], tuple[Finding, ...]]:
    """The preamble and the elements of the act's own text; new text of other acts stays quoted."""
    quoted, findings = quotations(sheet.body)
    inside = {i for quote in quoted for i in range(quote.first, quote.last + 1)}
    nodes = outline(sheet.body, inside)
    if sheet.preamble:
        nodes = (Node("preamble", children=outline(sheet.preamble, inside=None)), *nodes)
    return nodes, findings


def _line(block: Block) -> Node:
    return Node("alinea", text=block.text, lines=(block.first, block.last))


def _covered(act: Act, reading: Reading, registration: str) -> Act:
    """The act with its coverage: characters of the source, and those that the act accounts for."""
    total = sum(_size(_block_text(b)) for b in reading.blocks) + sum(_size(line.text) for line in reading.lines)
    explained = _size(act.card.title) + sum(_size(note.text) for note in act.notes)
    explained += sum(_node_size(node) for node in (*act.body, *act.signatures, *act.approvals))
    explained += sum(_annex_size(annex) for annex in act.annexes)
    explained += _size(registration)
    findings = act.findings
    if explained != total:
        findings = (*findings, finding("unread", f"{total} characters in the file, {explained} accounted for"))
    return replace(act, coverage=Coverage(total, explained), findings=findings)


def _block_text(block: Block) -> str:
    return block.text + "".join(line for row in block.rows for cell in row for line in cell.lines)


def _node_size(node: Node) -> int:
    own = _size(node.label) + _size(node.heading) + _size(node.text)
    if node.kind == "row":
        own = 0
    return own + sum(_node_size(child) for child in node.children)


def _annex_size(annex: Annex) -> int:
    own = _size(annex.caption) + (_size(annex.label) if annex.restated or annex.body.label != annex.label else 0)
    return own + _node_size(annex.body)


def _size(text: str) -> int:
    return len("".join(text.split()))
