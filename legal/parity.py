"""The Russian and the Kazakh text of one order side by side: every difference in what they do.

The two languages are applied each from its own text, and they differ in fact; the official bank does not reconcile
them. Here they are only compared: nothing is repaired, and nothing tells which text is right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from legal.akn.iri import bare_number
from legal.findings import finding
from legal.records import Finding, Kind, Operation, Target
from legal.vocabulary.months import KAZAKH_MONTHS, RUSSIAN_MONTHS

Aspect = Literal[
    "missing-in-kazakh", "missing-in-russian", "order", "action", "target", "in-force", "act", "component", "number",
    "label", "date-in-text", "number-in-text", "lines",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between the two texts of an order.

    aspect        what differs: the operation is "missing-in-…" one of them, stands in another "order", or has another
                  "action", "target", date of force ("in-force"), amended "act", "component" (one text names an
                  approved document, the other none or one that others share) or new "number"; of the new text "label"
                  (one language repeats the element's number, the other not), "date-in-text", "number-in-text", "lines"
    russian, kazakh   the ids of the operations, None where there is none
    rus, kaz      what each says, as text; None where it says nothing
    """

    aspect: Aspect
    russian: str | None
    kazakh: str | None
    rus: str | None
    kaz: str | None

    def finding(self) -> Finding:
        """The difference as a finding, for reports that gather them."""
        said = f"Russian {self.russian or '–'}: {self.rus or '–'}; Kazakh {self.kazakh or '–'}: {self.kaz or '–'}"
        return finding("language-difference", f"{self.aspect}: {said}")


def parity(
    rus: Sequence[Operation],
    kaz: Sequence[Operation],
    *,
    findings: tuple[Sequence[Finding], Sequence[Finding]] = ((), ()),
) -> tuple[Difference, ...]:
    """The differences between the operations of the two texts of one order, in the order of the Russian text.

    Operations are aligned by target, action and order: the alignment that matches the most, so that one operation more
    in a language is one difference and no more. An operation that stands elsewhere in the other text is reported as
    "order". `findings` are those of reading the operations, Russian and Kazakh: a label that reading took off new text
    ("label-repeated") is only on record there. Empty: the texts do the same.
    """
    pairs = tuple(_moved(_aligned(rus, kaz, _components(rus, kaz))))
    elsewhere = _elsewhere(pairs)
    taken = _taken_off(rus, findings[0]) | _taken_off(kaz, findings[1])
    return tuple(
        difference
        for one, other, moved in pairs
        for difference in (*_in_documents(one, other, elsewhere), *_compared(one, other, moved, taken))
    )


def _taken_off(operations: Sequence[Operation], findings: Sequence[Finding]) -> dict[str, str]:
    """By operation, the label that reading took off its new text."""
    found: dict[str, str] = {}
    for each in findings:
        if each.code != "label-repeated" or each.line is None:
            continue
        for operation in operations:
            lines = [node.lines for node in operation.content if node.lines]
            if any(first <= each.line <= last for first, last in lines):
                found[operation.id] = next(
                    (f"{step.num}{_MARKS[step.kind]}" for step in operation.target if step.kind in _MARKS), "label"
                )
    return found


Pair = tuple[Operation | None, Operation | None]


def _elsewhere(pairs: Sequence[tuple[Operation | None, Operation | None, bool]]) -> frozenset[str]:
    """The Russian operations on a document that is another one in the Kazakh text: a lead line of one of them is lost.

    Which document is which the first operations on it tell.
    """
    known: dict[tuple[str | None, ...], tuple[str | None, ...]] = {}
    found: set[str] = set()
    for one, other, _ in pairs:
        if one is None or other is None or not (one.component and other.component):
            continue
        acts = [(str(op.act.date), _same(op.act.number)) for op in (one, other)]
        if acts[0] != acts[1]:
            # That the acts differ is said, and where they do, so do their documents.
            continue
        mine, theirs = ("rus", one.component, *acts[0]), ("kaz", other.component, *acts[1])
        if known.setdefault(mine, theirs) != theirs or known.setdefault(theirs, mine) != mine:
            found.add(one.id)
    return frozenset(found)


def _in_documents(one: Operation | None, other: Operation | None, elsewhere: frozenset[str]) -> Iterator[Difference]:
    if one is not None and other is not None and one.id in elsewhere:
        yield Difference("component", one.id, other.id, one.component, other.component)


def _components(rus: Sequence[Operation], kaz: Sequence[Operation]) -> dict[str | None, str | None]:
    """Which Kazakh document is which Russian one: names do not translate, so they go by the order they come in."""
    names = [list(dict.fromkeys(op.component for op in ops if op.component)) for ops in (rus, kaz)]
    if len(names[0]) != len(names[1]):
        return {}
    return dict(zip(*names, strict=True))


def _aligned(
    rus: Sequence[Operation], kaz: Sequence[Operation], components: dict[str | None, str | None]
) -> list[Pair]:
    """The alignment of least cost (Needleman and Wunsch)."""
    rows, columns = len(rus), len(kaz)
    cost = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows + 1):
        for j in range(columns + 1):
            if i or j:
                cost[i][j] = min(_ways(cost, rus, kaz, components, i, j))
    found: list[Pair] = []
    i, j = rows, columns
    while i or j:
        ways = _ways(cost, rus, kaz, components, i, j)
        best = ways.index(min(ways))
        if best == 0:
            i, j = i - 1, j - 1
            found.append((rus[i], kaz[j]))
        elif best == 1:
            i -= 1
            found.append((rus[i], None))
        else:
            j -= 1
            found.append((None, kaz[j]))
    return found[::-1]


_GAP = 1.0
_NEVER = 1e9


def _ways(
    cost: Sequence[Sequence[float]],
    rus: Sequence[Operation],
    kaz: Sequence[Operation],
    components: dict[str | None, str | None],
    i: int,
    j: int,
) -> tuple[float, float, float]:
    """The cost of each step that ends at a place: a pair, a gap in Kazakh, a gap in Russian."""
    pair = cost[i - 1][j - 1] + _distance(rus[i - 1], kaz[j - 1], components) if i and j else _NEVER
    return pair, cost[i - 1][j] + _GAP if i else _NEVER, cost[i][j - 1] + _GAP if j else _NEVER


def _distance(one: Operation, other: Operation, components: dict[str | None, str | None]) -> float:
    """How unlike two operations are: 0 the same, above 2 never a pair."""
    far = 0.0
    if _path(one.target) != _path(other.target):
        shared = _shared(one.target, other.target)
        far += 0.4 + 1.4 * (1 - shared)
    if one.action != other.action:
        far += 0.7
    if bool(one.component) != bool(other.component) or (
        components and one.component and components.get(one.component) != other.component
    ):
        far += 0.9
    if (one.act.date, _same(one.act.number)) != (other.act.date, _same(other.act.number)):
        far += 0.9
    return far


def _shared(one: Target, other: Target) -> float:
    """The share of steps that two paths have in common from the large end; a kind alone counts half."""
    longest = max(len(one), len(other))
    if not longest:
        return 1.0
    score = 0.0
    for a, b in zip(one, other, strict=False):
        if a != b:
            score += 0.5 if a.kind == b.kind else 0.0
            break
        score += 1
    return score / longest


def _moved(pairs: Sequence[Pair]) -> Iterator[tuple[Operation | None, Operation | None, bool]]:
    """Operations without a partner in order, paired with the same one elsewhere; True for those."""
    lone = [other for one, other in pairs if one is None and other is not None]
    taken: set[str] = set()
    partners: dict[str, Operation] = {}
    for one, other in pairs:
        if one is None or other is not None:
            continue
        same = next(
            (k for k in lone if k.id not in taken and (k.action, _path(k.target)) == (one.action, _path(one.target))),
            None,
        )
        if same is not None:
            taken.add(same.id)
            partners[one.id] = same
    for one, other in pairs:
        if one is None and other is not None and other.id in taken:
            continue
        if one is not None and one.id in partners and other is None:
            yield one, partners[one.id], True
        else:
            yield one, other, False


def _compared(
    one: Operation | None, other: Operation | None, moved: bool, taken: Mapping[str, str]
) -> Iterator[Difference]:
    """The differences of one pair."""
    if one is None or other is None:
        here = one or other
        assert here is not None
        said = f"{here.action} {_path(here.target)}"
        if one is None:
            yield Difference("missing-in-russian", None, here.id, None, said)
        else:
            yield Difference("missing-in-kazakh", here.id, None, said, None)
        return
    ids = (one.id, other.id)
    if moved:
        yield Difference(
            "order", *ids, one.source.quote or _path(one.target), other.source.quote or _path(other.target)
        )
    mine, theirs = _facts(one), _facts(other)
    for aspect in _FACTS:
        if mine[aspect] != theirs[aspect]:
            yield Difference(aspect, *ids, mine[aspect], theirs[aspect])
    if one.action == other.action:
        yield from _texts(one, other, taken)


_FACTS: tuple[Aspect, ...] = ("action", "target", "in-force", "act", "component", "number")


def _facts(operation: Operation) -> dict[Aspect, str | None]:
    """What an operation says that is the same in every language."""
    force, act = operation.in_force, operation.act
    bounds = [str(each) for each in (force.start, force.days, force.end) if each is not None]
    number = operation.new if operation.action in ("renumber", "suspend") else None
    return {
        "action": operation.action,
        "target": _path(operation.target),
        "in-force": " ".join([force.rule, *bounds]),
        "act": " ".join(filter(None, (act.form, act.date.isoformat() if act.date else None, _same(act.number)))),
        # The name is in the language of the text: that there is one is all that can be compared.
        "component": "an approved document" if operation.component else None,
        "number": number,
    }


def _path(target: Target) -> str:
    return " / ".join(f"{step.kind} {_same(step.num)}" if step.num else step.kind for step in target) or "the whole"


def _same(number: str | None) -> str | None:
    """A number without what only the language of the text gives it: laws are ЗРК or ҚРЗ, health forms /у or /е.

    >>> _same("226-VII ҚРЗ"), _same("226-VII ЗРК"), _same("052/е"), _same("12")
    ('226-VII', '226-VII', '052', '12')
    """
    return number and _OF_HEALTH_FORM.sub("", bare_number(number))


_OF_HEALTH_FORM = re.compile(r"(?<=[0-9])/[уе]$")
_MARKS: dict[Kind, str] = {"paragraph": ".", "subparagraph": ")"}
_LABELLED: dict[Kind, str] = {"paragraph": r"\s?\.", "subparagraph": r"\s?\)"}


def _texts(one: Operation, other: Operation, taken: Mapping[str, str]) -> Iterator[Difference]:
    """Numbers and dates inside the new text, and whether it repeats the label of the element."""
    mine, theirs = one.new or "", other.new or ""
    if one.old is not None or other.old is not None:
        mine, theirs = f"{one.old or ''}\n{mine}", f"{other.old or ''}\n{theirs}"
    ids = (one.id, other.id)
    labels = (_label(one, mine), _label(other, theirs))
    shown = (labels[0] or taken.get(one.id), labels[1] or taken.get(other.id))
    if shown[0] != shown[1]:
        yield Difference("label", *ids, *shown)
    mine, theirs = mine[len(labels[0] or "") :], theirs[len(labels[1] or "") :]
    lines = (str(len(mine.split("\n"))), str(len(theirs.split("\n"))))
    if mine and theirs and lines[0] != lines[1]:
        yield Difference("lines", *ids, *lines)
    dates = (_dates(mine), _dates(theirs))
    yield from _counted("date-in-text", ids, dates[0][0], dates[1][0])
    yield from _counted("number-in-text", ids, _numbers(dates[0][1]), _numbers(dates[1][1]))


def _label(operation: Operation, text: str) -> str | None:
    """The label at the start of new text where it is that of the element named, or of the one that holds it."""
    for step in reversed(operation.target):
        if step.kind in _LABELLED and step.num is not None:
            match = re.match(re.escape(step.num) + _LABELLED[step.kind], text.lstrip('"«“'))
            return match.group() if match else None
    return None


def _counted(aspect: Aspect, ids: tuple[str, str], mine: Counter[str], theirs: Counter[str]) -> Iterator[Difference]:
    more, less = mine - theirs, theirs - mine
    if more or less:
        yield Difference(aspect, *ids, _listed(more), _listed(less))


def _listed(counts: Counter[str]) -> str | None:
    return ", ".join(sorted(counts.elements())) or None


_RUSSIAN_DATE = re.compile(r"\b([0-9]{1,2})\s+([а-я]+)\s+([0-9]{4})\b")
_KAZAKH_DATE = re.compile(r"\b([0-9]{4})\s+жылғы\s+([0-9]{1,2})\s+([а-яәғқңөұүһі]+)")
_SHORT_DATE = re.compile(r"\b([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})\b")
_NUMBER = re.compile(r"[0-9]+(?:[-.,/][0-9]+)*")


def _dates(text: str) -> tuple[Counter[str], str]:
    """The dates in a text, as year-month-day, and the text without them."""
    found: Counter[str] = Counter()

    def russian(match: re.Match[str]) -> str:
        month = RUSSIAN_MONTHS.get(match[2].lower())
        return _take(found, match, match[3], month, match[1])

    def kazakh(match: re.Match[str]) -> str:
        month = KAZAKH_MONTHS.get(match[3].lower())
        return _take(found, match, match[1], month, match[2])

    text = _SHORT_DATE.sub(lambda m: _take(found, m, m[3], int(m[2]), m[1]), text)
    text = _KAZAKH_DATE.sub(kazakh, _RUSSIAN_DATE.sub(russian, text))
    return found, text


def _take(found: Counter[str], match: re.Match[str], year: str, month: int | None, day: str) -> str:
    if month is None:
        return match.group()
    found[f"{year}-{month:02d}-{int(day):02d}"] += 1
    return " "


def _numbers(text: str) -> Counter[str]:
    return Counter(number.replace(",", ".") for number in _NUMBER.findall(text))


__all__ = ["Difference", "parity"]
