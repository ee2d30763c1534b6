"""Sentences of a line: the smallest thing that a target names, and the one with the least to hold on to.

A stop ends a sentence where a capital follows and no abbreviation or initial precedes; a line in which that is
doubtful is refused.
"""

from __future__ import annotations

import re

from legal.records import Node, Step
from legal.versions.content import words_of
from legal.versions.model import Change, Item, address, standing
from legal.versions.ordinals import lines, position
from legal.versions.place import supersede
from legal.versions.resolve import State, refuse

_END = re.compile(r"(?<=[.!?])\s+(?=[\"«]?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])")
_DOUBT = re.compile(r"(?:\b\w{1,3}|\b[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]\w{0,2})\.$")


def split_sentences(text: str) -> tuple[str, ...] | None:
    """The sentences of a line; None where an abbreviation makes an end doubtful.

    >>> split_sentences("Срок составляет пять дней. Заявление подается лично.")
    ('Срок составляет пять дней.', 'Заявление подается лично.')
    >>> split_sentences("Согласно ст. Закона и т.д. Заявление подается лично.") is None
    True
    """
    pieces = tuple(_END.split(text))
    return None if any(_DOUBT.search(piece) for piece in pieces[:-1]) else pieces


def change_sentence(state: State, change: Change, container: Item, step: Step) -> None:
    """Replace, add or take out a sentence of a часть or абзац of one line."""
    here = [container] if container.kind == "alinea" else lines(container, standing(change.lane), deep=False)
    where = f"{step.kind} {step.num} of {address(container, change.lane)}"
    if len(here) != 1 or here[0].role == "gap":
        raise refuse(change, "target-ambiguous", f"{where}: the text is not one line on file")
    sentences = split_sentences(here[0].text)
    if sentences is None:
        raise refuse(change, "target-ambiguous", f"{where}: where sentences end is in doubt")
    number = position(step, change)
    action = change.operation.action
    if number > len(sentences) + (action == "insert"):
        raise refuse(change, "target-absent", f"there is no {where}")
    changed = list(sentences)
    if action == "insert":
        changed.insert(number - 1, words_of(change))
    elif action in ("delete", "repeal"):
        del changed[number - 1]
    elif action == "replace":
        changed[number - 1] = words_of(change)
    else:
        raise refuse(change, "target-ambiguous", f"{where}: {action} of a sentence")
    if not changed:
        raise refuse(change, "target-ambiguous", f"{where} is the whole text")
    old = here[0]
    supersede(state, change, old, (Node("alinea", label=old.label, text=" ".join(changed), role=old.role),))
