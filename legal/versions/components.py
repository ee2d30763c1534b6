"""Which approved document an operation means. Orders name the same Rules with slightly different words and case.

Names are compared by the stems of their words. Above `SAME` they are one document; below, with the base on file, the
nearest names are offered as candidates and nothing is guessed.
"""

from __future__ import annotations

import hashlib
import re

from legal.versions import terms
from legal.versions.model import LANES, Change, Item, begin
from legal.versions.resolve import State, is_open, put, refuse, rest_marker
from legal.versions.skeleton import skeleton

SAME = 0.82
_MARGIN = 0.08
_STEM = 6
_APPROVED = re.compile(
    r",?\s*(?:утвержд[её]нн?\w*\s+(?:указанным|вышеуказанным|настоящим)\s.*"
    r"|(?:көрсетілген|аталған)\s+\w+\s+(?:мен\s+)?бекітілген)\s*$",
    re.IGNORECASE,
)


def stems(name: str) -> frozenset[str]:
    """The words of a name without case and ending.

    >>> stems("Правилах оказания услуг") == stems("Правила оказания услуг")
    True
    """
    text = skeleton(_APPROVED.sub("", name)).lower().replace("ё", "е")
    words = re.findall(r"\w+", text)
    found = {_stem(word) for word in words if len(word) > 1}
    return frozenset(found)


_ENDINGS = re.compile(
    r"(?:иями|ями|ами|иях|ях|ах|ого|его|ому|ему|ыми|ими|ый|ий|ая|яя|ое|ее|ые|ие|ой|ей|ых|их|ую|юю|ом|ем|ов|ев|ам|ям"
    r"|[аеиоуыюяьй])$"
)


def _stem(word: str) -> str:
    return _ENDINGS.sub("", word)[:_STEM] if len(word) > 3 else word


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1: the share of words in common (Dice)."""
    left, right = stems(one), stems(other)
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def _contained(one: str, other: str) -> bool:
    """Whether one name is the other cut short: at least four of its words, and all of them."""
    left, right = stems(one), stems(other)
    return min(len(left), len(right)) >= 4 and (left <= right or right <= left)


def component(state: State, change: Change) -> Item:
    """The approved document that an operation names, or the act itself where it names none."""
    name = change.operation.component
    root = state.root
    if name is None:
        return root
    documents = [item for item in root.living(change.lane) if item.kind in ("component", "annex")]
    # "в перечне организаций, находящихся в ведении Министерства": a list under Regulations, named like a document.
    lists = [i for host in documents for i in host.living(change.lane) if i.kind == "annex" and not (i.num or i.label)]
    living = [item for item in (*documents, *lists) if _name(item, change)]
    scored = sorted(((likeness(name, _name(item, change)), index) for index, item in enumerate(living)), reverse=True)
    best = scored[0][0] if scored else 0.0
    second = scored[1][0] if len(scored) > 1 else 0.0
    if best >= SAME:
        if best - second < _MARGIN and best < 1:
            close = tuple(_name(living[index], change) for score, index in scored if best - score < _MARGIN)
            raise refuse(change, "target-ambiguous", f"{name!r} may be any of {len(close)} documents", close)
        found = living[scored[0][1]]
        _compare(state, change, name, _name(found, change))
        return found
    if not living and not is_open(root, change.lane) and likeness(name, root.current_heading(change.lane)) >= SAME:
        # A file that holds the Rules alone, without the order that approves them.
        return root
    cut = [item for item in living if _contained(name, _name(item, change))]
    if len(cut) == 1:
        _compare(state, change, name, _name(cut[0], change))
        return cut[0]
    if is_open(root, change.lane):
        return _unknown(state, change, name)
    names = tuple(_name(living[index], change) for _, index in scored[:5])
    raise refuse(change, "component-unknown", f"the act approves no {name!r}", names)


def _name(item: Item, change: Change) -> str:
    return item.current_heading(change.lane)


def _compare(state: State, change: Change, name: str, title: str) -> None:
    if " ".join(_APPROVED.sub("", name).split()).casefold() != " ".join(title.split()).casefold():
        state.note(change, "component-name-differs", f"{name!r} is taken for {title!r}")


def _unknown(state: State, change: Change, name: str) -> Item:
    """Put up a document that an operation names and no source gives."""
    item = Item("component", heading=_APPROVED.sub("", name).strip(), open=True)
    marker = rest_marker(item, state.language)
    marker.parent, marker.text = item, terms.REST[state.language]
    item.children.append(marker)
    for lane in LANES:
        if state.root.live(lane):
            begin(item, lane, None, None)
    put(state.root, item)
    return item


def component_key(heading: str) -> str:
    """What identifies a document among those that an act approves: its name, whatever its case and spacing."""
    name = " ".join(sorted(stems(heading)))
    return hashlib.sha256(name.encode()).hexdigest()[:8]
