"""Orders with a line lost, doubled or moved, or a digit changed: read as they now say, or told; never a crash.

What stands before the damage is read as before. Words that nobody published are never in a wording.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import resources
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import legal
from legal import versions
from legal.errors import SourceError
from legal.records import Act, Finding, Operation

CHAINS = Path(__file__).parents[1] / "golden" / "chains"
FOUNDING = ("V2500036999/rus", "V2200029826/rus", "V2200029826/kaz", "V2100025804/rus")
SUBJECTS = ("law", "rules", "annexes", "whole", "law-titles", "code", "service", "suspended", "regulation", "chosen")
CHAINED = tuple(f"{language}-{subject}" for language in ("rus", "kaz") for subject in SUBJECTS)
ON = date(2030, 1, 1)


@cache
def source(name: str) -> tuple[str, ...]:
    """The lines of a founding act, or of the first amending act of a golden chain."""
    if "/" in name:
        text = resources.files("legal").joinpath("corpus", f"{name}.txt").read_text(encoding="utf-8")
    else:
        text = _amending(name).split("\n", 1)[1].split("%% ")[0]
    return tuple(text.split("\n"))


def _amending(name: str) -> str:
    """The second file of a chain, the line with its name first."""
    return (CHAINS / f"{name}.chain").read_text(encoding="utf-8").split("%% file ")[2]


@cache
def file_name(name: str) -> str:
    """The name under which a source is read: its suffix says the format."""
    return "act.txt" if "/" in name else _amending(name).split(maxsplit=1)[0]


Reading = tuple[Act, tuple[Operation, ...], tuple[Finding, ...]]


def read(lines: tuple[str, ...], name: str) -> Reading:
    return legal.read_operations("\n".join(lines).encode(), file_name(name))


@cache
def original(name: str) -> Reading:
    return read(source(name), name)


def mutated(lines: tuple[str, ...], kind: str, at: int, other: int) -> tuple[tuple[str, ...], int]:
    """The lines after a mutation and the number (from 1) of the first line that it touches."""
    made = list(lines)
    at %= len(made)
    if kind == "delete":
        del made[at]
    elif kind == "double":
        made.insert(at, made[at])
    elif kind == "swap":
        other = min(at + 1 + other % 3, len(made) - 1)
        made[at], made[other] = made[other], made[at]
    else:
        digits = [match.start() for match in re.finditer("[0-9]", made[at])]
        if digits:
            place = digits[other % len(digits)]
            made[at] = f"{made[at][:place]}{(int(made[at][place]) + 1 + other) % 10}{made[at][place + 1 :]}"
    return tuple(made), at + 1


def before_line(operations: tuple[Operation, ...], line: int) -> list[Operation]:
    """The operations that end before a line: the next one begins there, and no annex gives their text."""
    found = []
    starts = sorted({one.source.line for one in operations if one.source.line is not None})
    ends = dict(pairwise(starts))
    for operation in operations:
        annexed = any(node.kind in ("annex", "component") for node in operation.content)
        if not annexed and ends.get(operation.source.line or 0, line) + 1 < line:
            found.append(operation)
    return found


def said(operation: Operation) -> tuple[object, ...]:
    """What an operation does, whatever its day, and its act, which the whole file says."""
    return operation.action, operation.component, operation.target, operation.old, operation.new


def told(reading: Reading) -> Counter[str]:
    """Findings of severity warning and error by code."""
    return Counter(each.code for each in (*reading[0].findings, *reading[2]) if each.severity != "info")


def letters(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w", text))


def check(name: str, kind: str, at: int, other: int) -> None:
    lines, first = mutated(source(name), kind, at, other)
    try:
        after = read(lines, name)
    except SourceError:
        return
    before, act = original(name), after[0]
    published = letters("\n".join(lines))
    for operation in after[1]:
        assert not letters(operation.new or "") - published
    assert act.coverage is not None
    if act.coverage.characters != act.coverage.explained:
        assert "unread" in told(after)
    untouched = [said(one) for one in before_line(before[1], first)]
    if not told(after) - told(before):
        now = [said(one) for one in after[1]]
        assert [one for one in untouched if one not in now] == []
    if not any(each.severity == "error" for each in (*act.findings, *after[2])):
        applied(act, after[1])


def applied(act: Act, operations: tuple[Operation, ...]) -> None:
    """The operations on a text that is not on file: shown, or refused, and every line has its source."""
    for ref in dict.fromkeys(one.act for one in operations):
        mine = [replace(one, in_force=replace(one.in_force, start=ON)) for one in operations if one.act == ref]
        regulation = versions.build(ref, act.card.language, None, mine)
        lines = versions.blame(regulation, ON)
        assert "".join(f"{line.text}\n" for line in lines) == versions.text(regulation, ON)
        assert {line.wording.by for line in lines} <= {None, *(one.id for one in mine)}


mutations = {
    "name": st.sampled_from((*FOUNDING, *CHAINED)),
    "kind": st.sampled_from(("delete", "double", "swap", "digit")),
    "at": st.integers(0, 10_000),
    "other": st.integers(0, 20),
}


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(**mutations)
def test_mutations(name: str, kind: str, at: int, other: int):
    check(name, kind, at, other)


@pytest.mark.slow
@settings(max_examples=4_000, suppress_health_check=[HealthCheck.too_slow])
@given(**mutations)
def test_thousands_of_mutations(name: str, kind: str, at: int, other: int):
    check(name, kind, at, other)


@pytest.mark.parametrize("name", FOUNDING)
def test_a_number_of_an_element_that_changes_is_followed_or_told(name: str):
    """Another number in an instruction: its operation has another target, or a finding says what is wrong."""
    before = original(name)
    checked = 0
    for operation in before[1]:
        line = operation.source.line
        number = operation.target[-1].num if operation.target else None
        if line is None or number is None or number not in source(name)[line - 1]:
            continue
        changed = source(name)[line - 1].replace(number, f"{number}9", 1)
        lines = (*source(name)[: line - 1], changed, *source(name)[line:])
        after = read(lines, name)
        same = [said(one) for one in after[1]] == [said(one) for one in before[1]]
        assert not same or told(after) != told(before), changed
        checked += 1
    assert checked
