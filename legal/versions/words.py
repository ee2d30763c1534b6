"""Words replaced, added and taken out, in every text that a target holds: lines, headings, cells.

The words have to stand in the target: exactly, else as they look (a finding says so). In more places than one all are
changed, which is a finding unless the instruction says everywhere; marks and short words are then refused. In a text
that is not on file the change is noted on the notice that stands for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from legal.records import Node, Operation
from legal.versions import terms
from legal.versions.facets import change_heading
from legal.versions.inflection import inflected_pairs, left_over
from legal.versions.model import Change, Item, address, walk
from legal.versions.place import supersede
from legal.versions.resolve import State, is_open, refuse
from legal.versions.skeleton import occurrences, skeleton

_SHORTEST_TELLING = 3
"""Letters and digits that words have at most which are not replaced in several places: "и", "или", "5"."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A text in which words may stand: the text of an item or its heading."""

    item: Item
    of: Literal["text", "heading"]
    text: str


def change_words(state: State, change: Change, target: Item, only: str | None = None) -> None:
    """Apply an operation on words to a target; `only` "heading" leaves everything else of the target alone."""
    operation = change.operation
    spots = list(_spots(target, change.lane, only))
    if operation.old is None:
        _append(state, change, target, spots, only)
        return
    pairs = _pairs(state, change, operation.old, spots)
    found = {spot: _edit(state, change, spot, pairs) for spot in spots}
    edited = {spot: text for spot, (text, count) in found.items() if count}
    count = sum(count for _, count in found.values())
    if count == 0 or (count and operation.everywhere and is_open(target, change.lane)):
        if count == 0 and not _unknown(target, change.lane):
            where = address(target, change.lane) or "the act"
            message = f"{where} does not hold {operation.old!r}"
            if _others_stand(state, change, target):
                state.note(change, "words-absent", message, severity="warning")
                return
            raise refuse(change, "words-absent", message)
        if _unknown(target, change.lane):
            _annotate(state, change, target, only)
    if count > 1 and not operation.everywhere and not operation.inflected:
        closed = _closed(operation, spots[-1].text)
        if closed is None and _telling(operation.old):
            # The instruction names the words in the element, not one place of them: all of them are meant.
            message = f"{operation.old!r} stands in {count} places; every one is changed"
            state.note(change, "words-repeated", message)
        elif closed is None:
            places = tuple(f"{address(spot.item, change.lane)}: {spot.text[:60]}" for spot in edited)
            raise refuse(change, "words-repeated", f"{operation.old!r} stands in {count} places", places)
        else:
            where = address(target, change.lane)
            message = f"{operation.old!r} stands in {count} places; the mark that closes {where} is meant"
            state.note(change, "words-repeated", message, severity="info")
            edited = {spots[-1]: closed}
    for spot, text in edited.items():
        _write(state, change, spot, text)


def _others_stand(state: State, change: Change, target: Item) -> bool:
    """ "По всему тексту слова А, Б, В заменить соответственно …": a form that the text never had changes nothing.

    Only where another pair of the same instruction stands in the text, or stood there: it is the text that is meant.
    """
    operation = change.operation
    if not operation.everywhere:
        return False
    others = [
        other
        for other in state.operations.values()
        if other.id != operation.id
        and other.source.quote == operation.source.quote
        and (other.target, other.component) == (operation.target, operation.component)
        and state.by_same_act(change, other.id)
    ]
    texts = [spot.text for spot in _spots(target, change.lane, None)]
    if any(True for other in others for text in texts for _ in occurrences(other.old or "", text)):
        return True
    made = {other.id for other in others}
    return any(item.by in made for item in walk(target, change.lane))


def _telling(words: str) -> bool:
    """Whether words say by themselves which words are meant: no mark, no conjunction or preposition, no digit alone."""
    return len(re.findall(r"\w", words)) > _SHORTEST_TELLING


def _closed(operation: Operation, last: str) -> str | None:
    """ "точку заменить точкой с запятой": the last line of an element with another mark at its end.

    None where another mark ends it, or words that are no mark are spoken of.
    """
    if operation.action == "insert-words" or operation.old not in (".", ";") or not last.endswith(operation.old):
        return None
    return last[:-1] + (operation.new or "")


def _pairs(state: State, change: Change, old: str, spots: list[_Spot]) -> tuple[tuple[str, str], ...]:
    """The words to look for with what takes their place."""
    if not change.operation.inflected:
        return ((old, change.operation.new or ""),)
    sure: list[tuple[str, str]] = []
    for form, new in inflected_pairs(state, change):
        if new is not None:
            sure.append((form, new))
        elif any(True for spot in spots for _ in occurrences(form, _searched(change, spot.text))):
            raise refuse(change, "words-inflected", f"{form!r} stands in the text, and its new form is in doubt")
    known = [form for form, _ in sure]
    near = dict.fromkeys(word for spot in spots for word in left_over(old, state.language, known, spot.text))
    if near:
        message = f"{', '.join(repr(word) for word in list(near)[:5])} may be forms of {old!r} too; left as they are"
        state.note(change, "words-inflected", message, severity="warning")
    return tuple(sure)


def _spots(target: Item, lane: int, only: str | None) -> Iterator[_Spot]:
    heading = target.current_heading(lane)
    if only == "heading":
        if heading and heading[:1] != "[":
            yield _Spot(target, "heading", heading)
        return
    for item in walk(target, lane):
        if heading := item.current_heading(lane):
            yield _Spot(item, "heading", heading)
        if item.text and item.role != "gap":
            yield _Spot(item, "text", item.text)


def _edit(state: State, change: Change, spot: _Spot, pairs: tuple[tuple[str, str], ...]) -> tuple[str, int]:
    """The text of a spot after the change, and how many places changed."""
    searched = _searched(change, spot.text)
    places = [(at, old, new) for old, new in pairs for at in occurrences(old, searched)]
    _told_apart(state, change, spot, pairs)
    if not places:
        alike = skeleton(searched)
        places = [(at, old, new) for old, new in pairs for at in occurrences(skeleton(old), alike)]
        if places:
            shown = spot.text[places[0][0] : places[0][0] + len(places[0][1])]
            state.note(change, "look-alike", f"{shown!r} is published where {places[0][1]!r} is named")
    text = spot.text
    for at, old, new in sorted(places, reverse=True):
        text = edited(change.operation, text, at, at + len(old), new)
    return text, len(places)


def _searched(change: Change, text: str) -> str:
    """The text in which words are looked for, place for place: where every form is meant, "ё" is "е"."""
    return text.replace("ё", "е").replace("Ё", "Е") if change.operation.inflected else text


def _told_apart(state: State, change: Change, spot: _Spot, pairs: tuple[tuple[str, str], ...]) -> None:
    """ "Слова А, Б заменить соответственно словами Б, В": the Б just put in is not the Б to be replaced.

    The pairs of one instruction are operations of their own, applied one after another; where one would find the new
    words of another, the instruction is refused.
    """
    before = state.operations.get(spot.item.by or "")
    if before is None or before.id == change.id or not state.by_same_act(change, before.id):
        return
    if before.source.quote != change.operation.source.quote:
        return
    if any(True for old, _ in pairs for _ in occurrences(old, before.new or "")):
        message = f"{change.operation.old!r} is also among the new words of the same instruction"
        raise refuse(change, "target-ambiguous", message)


def edited(operation: Operation, text: str, start: int, end: int, new: str) -> str:
    """A text after an operation on the words that stand in it from `start` to `end`."""
    match operation.action:
        case "replace-words":
            return _between(text[:start], new, text[end:])
        case "delete-words":
            return _without(text[:start], text[end:])
        case _:
            if operation.before:
                return text[:start] + new + _gap(new, text[start:]) + text[start:]
            return text[:end] + _gap(text[:end], new) + new + text[end:]


def _between(left: str, new: str, right: str) -> str:
    """Words between two pieces of text, in the place of words that began or ended with other marks than they do.

    "слова ", а также" заменить словом "и"": "языках, а также на" becomes "языках и на"; the other way round the space
    before the comma goes.
    """
    if re.match(r"[,;.:!?)]", new) and re.search(r"\w $", left):
        left = left[:-1]
    before = " " if re.search(r"\w$", left) and re.match(r"\w", new) else ""
    after = " " if re.search(r"\w$", new) and re.match(r"\w", right) else ""
    return left + before + new + after + right


def _gap(left: str, right: str) -> str:
    """The space between two pieces of text: none before punctuation."""
    return "" if not left or left[-1:].isspace() or re.match(r"[\s,;.:!?)\]»”]", right) else " "


def _without(left: str, right: str) -> str:
    """Two pieces of text joined after the words between them went: one space, none before punctuation."""
    if left.endswith(" ") and (not right or re.match(r"[\s,;.:!?)\]»”]", right)):
        return left.rstrip(" ") + right
    return left + (right.lstrip(" ") if not left else right)


def _append(state: State, change: Change, target: Item, spots: list[_Spot], only: str | None) -> None:
    """ "Дополнить словами …" without a place: at the end of the text, before the mark that ends it."""
    if len(spots) != 1 or change.operation.action != "insert-words" or not change.operation.new:
        if not spots and _unknown(target, change.lane):
            _annotate(state, change, target, only)
            return
        raise refuse(change, "words-absent", "the instruction does not say where the words go")
    spot = spots[0]
    mark = re.search(r"[.;:,]?$", spot.text)
    at = mark.start() if mark else len(spot.text)
    new = change.operation.new
    _write(state, change, spot, spot.text[:at] + _gap(spot.text[:at], new) + new + spot.text[at:])


def _write(state: State, change: Change, spot: _Spot, text: str) -> None:
    item = spot.item
    if spot.of == "heading":
        change_heading(change, item, text)
        return
    if item.children:
        raise refuse(change, "target-ambiguous", f"{address(item, change.lane)} holds both words and elements")
    # The new wording of a line is a line of its own; what it is (label, role) stays.
    node = Node(item.kind, item.num, item.label, item.heading, text, role=item.role, span=item.span)
    supersede(state, change, item, (node,))


def _unknown(target: Item, lane: int) -> bool:
    return is_open(target, lane) or any(item.role == "gap" for item in walk(target, lane))


def _annotate(state: State, change: Change, target: Item, only: str | None) -> None:
    """Note a change of words on the notice for the text that is not on file."""
    operation = change.operation
    if only == "heading":
        change_heading(change, target, _notice(state, change, target.current_heading(change.lane)))
        return
    gap = next((item for item in walk(target, change.lane) if item.role == "gap" and item.kind == "alinea"), None)
    if gap is None:
        raise refuse(change, "words-absent", f"{address(target, change.lane)} does not hold {operation.old!r}")
    supersede(state, change, gap, (Node("alinea", text=_notice(state, change, gap.text), role="gap"),))


def _notice(state: State, change: Change, notice: str) -> str:
    operation = change.operation
    kind: str = operation.action
    if kind == "insert-words":
        kind = "insert-end" if operation.old is None else "insert-before" if operation.before else kind
    return terms.words_changed(notice, state.language, kind, change.on, operation.old or "", operation.new or "")
