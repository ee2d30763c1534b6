"""Where in the amending act an operation is written, and which lines of a new text are its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from legal.amend.address import CODE_PARTS
from legal.amend.entries import Entry
from legal.amend.syntax import Change
from legal.records import InForce, Kind, Node, Operation, OperationSource, Step, Target

_THROUGH: frozenset[Kind] = frozenset({"division", "subdivision", "chapter", "article"})


def suspended(base: Operation, change: Change) -> Operation:
    """A suspension with its end, the day that follows it, and its first day where the clause says it."""
    if change.until is None:
        return base
    force = replace(base.in_force, end=date.fromisoformat(change.until))
    if change.since is not None:
        force = replace(force, rule="date", start=date.fromisoformat(change.since), certainty="stated")
    return replace(base, new=change.until, in_force=force)


def lower(text: str) -> str:
    """An item as the middle of a sentence: "Пункт 3 приказа …" begins in lower case, abbreviations stay."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def source_of(entry: Entry, quoted: Sequence[Entry], quote: str) -> OperationSource:
    """The place of an instruction and of its new text; `quote` is the instruction in the act's words."""
    own = (entry, *quoted)
    alineas = tuple(e.alinea for e in own if e.paragraph == entry.paragraph)
    return OperationSource(entry.paragraph, alineas, quote, entry.line)


def own_lines(quoted: Sequence[Entry], operation: Operation) -> Sequence[Entry]:
    """The lines of new text that are an operation's own, where one instruction gives the text of several elements.

    They are told by their lines in the published file; by their words where a page has several on one line.
    """
    places = [entry.node.lines for entry in quoted]
    if len(set(places)) < len(places):
        words = {text for node in operation.content for text in _texts(node)}
        return [entry for entry in quoted if any(text in entry.text for text in words)] or quoted
    spans = [span for node in operation.content for span in _lines(node)]
    own = [e for e in quoted if e.node.lines and any(a <= e.node.lines[0] and e.node.lines[1] <= b for a, b in spans)]
    return own or quoted


def _texts(node: Node) -> Iterator[str]:
    if node.text or node.heading:
        yield node.text or node.heading
    for child in node.children:
        yield from _texts(child)


def _lines(node: Node) -> Iterator[tuple[int, int]]:
    if node.lines:
        yield node.lines
    for child in node.children:
        yield from _lines(child)


def with_end(dated: InForce, operation: Operation) -> InForce:
    """A suspension ends on the day that it names itself, and begins on it where it names one."""
    own = operation.in_force
    if own.start is not None:
        return own
    return replace(dated, end=own.end) if own.end else dated


def canonical(target: Target) -> Target:
    """A target with what adds nothing left out, and a cell by its row first.

    "в Особенной части:" / "в статье 106:": the articles of a code are numbered through both of its parts.
    """
    kinds = [step.kind for step in target]
    if kinds[-2:] == ["column", "row"]:
        return canonical((*target[:-2], target[-1], target[-2]))
    code = len(target) > 1 and target[0].title in CODE_PARTS
    return target[1:] if code and target[1].kind in _THROUGH else target


def own_title(target: Target, component: str | None) -> Target:
    """ "заголовок изложить …" right under the act: its title."""
    return (Step("title"),) if component is None and target == (Step("heading"),) else target
