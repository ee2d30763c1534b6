"""Sentences of a line: the smallest thing that a target names, and the one with the least to hold on to.

A stop ends a sentence where a capital follows and no abbreviation or initial precedes; a line in which that is
doubtful is refused.
"""

from __future__ import annotations

import re

from legal.records import Node, Step
from legal.sentences import split_sentences
from legal.versions.content import words_of
from legal.versions.model import Change, Item, address, standing
from legal.versions.ordinals import lines, position
from legal.versions.place import supersede
from legal.versions.resolve import State, refuse
from legal.vocabulary.numerals import LAST

_ENDS = re.compile(r"[.!?][\"»”)]*$")


def change_sentence(state: State, change: Change, container: Item, step: Step) -> None:
    """Replace, add or take out a sentence of a часть or абзац of one line."""
    here = [container] if container.kind == "alinea" else lines(container, standing(change.lane), deep=False)
    where = f"{step.kind} {step.num} of {address(container, change.lane)}"
    if len(here) != 1 or here[0].role == "gap":
        raise refuse(change, "target-ambiguous", f"{where}: the text is not one line on file")
    action = change.operation.action
    last = action == "insert" and step.num is None
    # "дополнить предложением следующего содержания": after the last one, wherever the others end.
    sentences = (here[0].text,) if last else split_sentences(here[0].text)
    if sentences is None or (last and not _ENDS.search(here[0].text)):
        raise refuse(change, "target-ambiguous", f"{where}: where sentences end is in doubt")
    final = step.num == LAST and action != "insert"
    number = 2 if last else len(sentences) if final else position(step, change)
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
