"""Addresses: from elements as a clause names them to targets from large to small.

Russian goes from small to large ("подпункт 6) пункта 2 статьи 6"), Kazakh from large to small ("6-баптың 2-тармағының
6) тармақшасы"); the target is the same. A list of numbers gives a target each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from legal.amend.tagging import Element, Owner
from legal.records import Kind, Step, Target
from legal.vocabulary import kazakh, russian

RANK: dict[Kind, int] = {
    "annex": 1, "title": 1, "preamble": 1, "contents": 1, "component": 2, "table": 3, "division": 3, "subdivision": 4,
    "chapter": 5, "section": 6, "article": 7, "paragraph": 8, "subparagraph": 9, "part": 9, "row": 9, "column": 9,
    "note": 9, "cell": 10, "alinea": 10, "sentence": 11, "heading": 12, "caption": 12,
}  # fmt: skip
"""From large to small; a component is a form with a number in an annex. Kinds of one rank may hold each other: a part a
subparagraph, a row a column, a note a part."""


CODE_PARTS: frozenset[str] = russian.CODE_PARTS | kazakh.CODE_PARTS
"""The two parts of a code, by their headings in both languages."""


HEADED: frozenset[Kind] = frozenset(
    {"annex", "contents", "component", "table", "division", "subdivision", "chapter", "section", "article"}
)
"""Kinds that have a heading of their own."""


TABLED: frozenset[Kind] = frozenset({"article", "paragraph", "subparagraph", "part"})
"""Kinds of text that may hold a table, besides the larger ones."""


_THROUGH: frozenset[Kind] = frozenset({"division", "subdivision", "chapter", "section"})
"""Kinds through which articles and paragraphs are numbered: these need no such owner."""


OF_NOTES: frozenset[Kind] = frozenset({"paragraph", "subparagraph", "part", "alinea"})
"""What a note may be made of: "пункт 2 примечания к статье 188"."""


SAID: frozenset[Kind] = frozenset({"division", "chapter", "section", "article", "paragraph", "subparagraph", "part"})
"""Kinds that an address may name without a number, as the one named before: "пункт 4 статьи", "дополнить статью …"."""


def said(target: Target, before: Target) -> Target:
    """A target that begins with an element without a number, with the one of its kind that was named before.

    "в статье 9-1:" / "пункт 4 статьи исключить": paragraph 4 of article 9-1. A target that begins otherwise, or with a
    kind that was not named before, as it is.
    """
    if not names_said(target):
        return target
    at = next((i for i, step in enumerate(before) if step.kind == target[0].kind and step.num is not None), None)
    return target if at is None else before[: at + 1] + target[1:]


def names_said(target: Target) -> bool:
    """Whether a target begins with an element that an address names without a number, and goes on inside of it."""
    return len(target) > 1 and target[0].kind in SAID and target[0].num is None and target[0].title is None


class Refused(Exception):
    """The words fit the grammar, but what they name is not certain."""


@dataclass(frozen=True, slots=True)
class Path:
    """An address: its target, and the document or act that the clause says it belongs to."""

    target: Target
    owner: Owner | None = None
    dependent: bool = False


def holds(outer: Step, inner: Step) -> bool:
    """Whether an element of one kind can stand inside one of another."""
    a, b = RANK[outer.kind], RANK[inner.kind]
    if (inner.kind == "table" and outer.kind in TABLED) or (outer.kind == "note" and inner.kind in OF_NOTES):
        return True
    if outer.kind == inner.kind == "division" and outer.title in CODE_PARTS:
        return True
    if outer.kind in ("heading", "title", "sentence", "caption") or (outer.kind == "preamble" and b < RANK["part"]):
        return False
    return a < b or (a == b and outer.kind != inner.kind)


def paths(head: Element, owners: Sequence[Sequence[Element]], owner: Owner | None) -> tuple[Path, ...]:
    """The addresses of "head owner larger-owner …", each chain of owners an alternative.

    Raises Refused where the owners do not grow ("пункта 5 подпункта 2)"), and where two lists of numbers cross.
    """
    found: list[Path] = []
    for chain in _shared(owners) or ((),):
        elements = [*reversed(chain), head]
        if sum(len(element.steps) > 1 for element in elements) > 1 or (len(owners) > 1 and len(head.steps) > 1):
            raise Refused("two lists of numbers cross")
        targets: list[Target] = [()]
        for element in elements:
            steps = element.steps
            if targets[0] and not holds(targets[0][-1], steps[0]):
                raise Refused("an owner is smaller than what it owns")
            targets = [(*target, step) for target in targets for step in steps]
        found += [Path(_own_title(target, owner), owner, elements[0].dependent) for target in targets]
    return tuple(found)


def _shared(owners: Sequence[Sequence[Element]]) -> list[Sequence[Element]]:
    """ "абзаце первом пункта 1 и пункта 2 статьи 5": both paragraphs are in article 5."""
    done: list[Sequence[Element]] = []
    larger: Sequence[Element] = ()
    for chain in reversed(owners):
        if chain:
            above = [element for element in larger if RANK[element.kind] < RANK[chain[-1].kind]]
            larger = (*chain, *above)
            done.insert(0, larger)
        else:
            done.insert(0, chain)
    return done


def _own_title(target: Target, owner: Owner | None) -> Target:
    """ "заголовок приказа" is the title of the act; "заголовок" under a lead line the heading of what it names."""
    if owner is not None and owner.name is None and owner != Owner() and target == (Step("heading"),):
        return (Step("title"),)
    return target


def share(groups: Sequence[tuple[Path, ...]]) -> tuple[Path, ...]:
    """Russian: what is named without its owner has the owner of what is named after it.

    "подпункт 1) и абзац второй подпункта 2) пункта 5": both are in paragraph 5.
    """
    done: list[tuple[Path, ...]] = []
    owner: Path | None = None
    for group, after in zip(reversed(groups), [(), *reversed(groups)], strict=False):
        _alone(group[-1], done[0] if done else after)
        if owner is not None:
            group = tuple(_under(owner, path) for path in group)
        first = group[0]
        if len(first.target) > 1 or first.owner is not None:
            owner = first
        done.insert(0, group)
    return tuple(path for group in done for path in group)


def _alone(path: Path, after: Sequence[Path]) -> None:
    """Raises Refused for "в части первой статьи 5 и части второй": of that article, or of what a lead line names."""
    if not after or after[0].owner is not None or not after[0].target:
        return
    first = after[0].target[0]
    if any(RANK[step.kind] < RANK[first.kind] and step.kind not in _THROUGH for step in path.target[:-1]):
        raise Refused("the owner of the place before may hold for the next one")


def _under(owner: Path, path: Path) -> Path:
    if path.owner is not None or not owner.target or not path.target:
        return path
    above = _above(owner.target[:-1], path.target[0], owner.target[-1])
    return replace(path, target=above + path.target, owner=owner.owner)


def _above(steps: Target, first: Step, beside: Step) -> Target:
    """The owners that two neighbours share: beside "подпункт 2) части второй" a subparagraph is in that part too.

    "заголовок, абзац первый части первой статьи 91": parts and paragraphs have no heading, the article has.
    """
    if first.kind == "heading" and beside.kind != "heading":
        return tuple(step for step in steps if step.kind in HEADED)
    if beside.kind == first.kind:
        return steps
    return tuple(step for step in steps if RANK[step.kind] < RANK[first.kind])


def inherit(groups: Sequence[tuple[Path, ...]]) -> tuple[Path, ...]:
    """Kazakh: a possessive without a genitive of its own has the owner of what is named before it.

    "5-тармақтың 1) тармақшасы және екінші бөлігі": both are in paragraph 5.
    """
    found: list[Path] = []
    for group in groups:
        before = found[-1] if found else None
        if before is not None and group[0].dependent:
            group = tuple(_under(before, path) for path in group)
        elif before is not None and group[0].owner is None:
            group = tuple(replace(path, owner=before.owner) for path in group)
        found += group
    return tuple(found)


def within(scope: Sequence[Path], inner: Sequence[Path], *, strict: bool = False) -> tuple[Path, ...]:
    """Addresses inside a scope named before in the same sentence; an address as large as the scope stands for itself.

    `strict`: kinds of one rank are neighbours, not one in the other.
    """
    if not scope:
        return tuple(inner)
    if not inner:
        return tuple(scope)
    found: list[Path] = []
    for outer in scope:
        for path in inner:
            found.append(_inside(outer, path, strict))
    return tuple(dict.fromkeys(found))


def _inside(outer: Path, path: Path, strict: bool) -> Path:
    if path.owner is not None:
        return path
    if not outer.target or not path.target:
        return replace(path, target=outer.target + path.target, owner=outer.owner)
    last, first = outer.target[-1], path.target[0]
    if holds(last, first) and not (strict and RANK[last.kind] == RANK[first.kind]):
        return replace(path, target=outer.target + path.target, owner=outer.owner)
    above = _above(outer.target[:-1], first, last)
    return replace(path, target=above + path.target, owner=outer.owner)
