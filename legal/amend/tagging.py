"""From tokens to the terminals of the grammars: what both languages share.

A tagger reads the tokens of a clause from left to right and gives the tokens of the grammar: elements with their
numbers, approved documents, acts, quoted words, set phrases, verbs. A word that no table holds becomes `UNKNOWN`,
which no rule of a grammar has: nothing of a clause is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from legal.amend.language import Token
from legal.records import ActRef, Kind, Step

LONGEST_RANGE = 300


@dataclass(frozen=True, slots=True)
class Element:
    """An element with its numbers: "подпункты 7) и 8)". `nums` (None,) is an element named without a number.

    `dependent`: the Kazakh possessive ("тармақшасы"), which points to an owner named before. `titles`: the headings
    in quotes that name elements instead of a number, or one beside its number ("главу 2 «Порядок»").
    """

    kind: Kind
    nums: tuple[str | None, ...]
    dependent: bool = False
    titles: tuple[str, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """The step of each element named."""
        if self.titles and self.nums == (None,):
            return tuple(Step(self.kind, None, title) for title in self.titles)
        title = self.titles[0] if self.titles else None
        return tuple(Step(self.kind, num, title) for num in self.nums)


@dataclass(frozen=True, slots=True)
class Owner:
    """What elements belong to: an approved document, an act, or both.

    `name` is the document's name in the nominative, None for an act itself or for "указанных Правил"; `ref` the act;
    `of_act` is set where the clause says that the act itself is meant, not a document approved by it.
    """

    name: str | None = None
    ref: ActRef | None = None
    of_act: bool = False


@dataclass(frozen=True, slots=True)
class NumberList:
    """Numbers as they stand together, ranges expanded, the case that their endings show, and the next token.

    `spread`: one hyphened number ("3-7") that may as well be a range; `nums` holds it as a number.
    """

    nums: tuple[str, ...]
    case: str | None
    after: int
    spread: bool = False


class Annexes(NamedTuple):
    """Annexes that hold new text: their numbers, and whether they are annexes of the list of changes itself."""

    nums: tuple[str, ...]
    of_list: bool = False


class Phrases:
    """A table of set phrases that finds the longest one at a place in one step a word."""

    def __init__(self, table: Iterable[tuple[str, str]]) -> None:
        self._root: dict[str, object] = {}
        for phrase, terminal in table:
            node: dict[str, object] = self._root
            for word in _split(phrase):
                node = node.setdefault(word, {})  # type: ignore[assignment]  # only "" holds a string
            node[""] = terminal

    def at(self, found: Sequence[Token], index: int) -> tuple[str, int] | None:
        """The terminal of the longest phrase that begins at a token, and the index after it."""
        node: Mapping[str, object] = self._root
        best: tuple[str, int] | None = None
        for at in range(index, len(found)):
            below = node.get(found[at].key) if found[at].type != "quote" else None
            if not isinstance(below, dict):
                break
            node = below
            if isinstance(terminal := node.get(""), str):
                best = terminal, at + 1
        return best


def _split(phrase: str) -> list[str]:
    return phrase.replace("(", "( ").replace(")", " )").replace(",", " ,").split()


def expand(first: str, last: str) -> tuple[str, ...] | None:
    """Every number from one to another: 3 to 7, 3-1 to 3-4; None where they do not count up by one.

    >>> expand("3", "6"), expand("3-1", "3-3"), expand("9-1", "12"), expand("7", "3")
    (('3', '4', '5', '6'), ('3-1', '3-2', '3-3'), None, None)
    """
    head, _, low = first.rpartition("-")
    other, _, high = last.rpartition("-")
    if head != other or not (low.isdigit() and high.isdigit()):
        return None
    start, end = int(low), int(high)
    if not start < end <= start + LONGEST_RANGE:
        return None
    return tuple(f"{head}-{n}" if head else str(n) for n in range(start, end + 1))


ROMAN = {"і": 1, "v": 5, "х": 10, "l": 50, "с": 100, "i": 1, "x": 10, "c": 100}


def roman(word: str) -> str | None:
    """A Roman number as digits, whichever script its letters are in.

    >>> roman("iv"), roman("хіі"), roman("глава")
    ('4', '12', None)
    """
    values = [ROMAN.get(letter, 0) for letter in word]
    if not values or 0 in values or len(values) > 6:
        return None
    total = sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
    return str(total)


def span(kind: str, found: Sequence[Token], first: int, after: int, value: object, key: str = "") -> Token:
    """A token of the grammar that stands for the tokens from `first` up to `after`."""
    return Token(kind, key, found[first].start, found[after - 1].end, value=value)
