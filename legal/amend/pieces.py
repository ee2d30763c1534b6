"""What the rules of both grammars give one another: places, words, new elements, spans of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from legal.amend.address import Path, Refused
from legal.amend.assemble import NewText, Piece, changes
from legal.amend.syntax import Change, Clause, RepealActs
from legal.amend.tagging import Owner
from legal.records import ActRef


class Ending:
    """How an opening ends: with a list in an annex, or with a sentence of its own."""

    def __init__(self, list_annex: str | None = None, sentence: Sequence[Change] = ()) -> None:
        self.list_annex = list_annex
        self.sentence = tuple(sentence)


class Words(tuple[str, ...]):
    """Quoted strings: the words an instruction takes out or after which it goes on."""


class By(tuple[str, ...]):
    """Quoted strings: the words an instruction puts in."""


class Anchor:
    """Words after or before which new ones go."""

    def __init__(self, words: Words, before: bool = False) -> None:
        self.words = words
        self.before = before


class Places(tuple[Path, ...]):
    """Where: the addresses of one "в …"; `everywhere` for "по всему тексту"."""

    everywhere = False
    besides = False
    """ "в заголовке и по всему тексту": an address of its own, beside the one before."""
    parted = False
    """ "в пункте 5, в пункте 6": after a comma, so that it may stand beside the one before."""


class What(tuple[Path, ...]):
    """What the verb is about."""


class Added(tuple[Path, ...]):
    """New elements, with where their text is."""

    text = NewText()


class Since(str):
    """The first day of a suspension, as an ISO date."""


class Until(str):
    """The first day after a suspension, as an ISO date."""


class Span(NamedTuple):
    """How long a suspension lasts: `[since, until)`; `since` None is the day on which the instruction takes force."""

    since: str | None
    until: str | None


class How(str):
    """ "соответственно", "в соответствующих падежах"."""


class Listed:
    """A list in an annex: the number of the annex, "" for the only one."""

    def __init__(self, text: NewText | None) -> None:
        if text is not None and len(text.annexes) != 1:
            raise Refused("a list in several annexes")
        self.annex = text.annexes[0] if text else ""


def first_of(items: Sequence[Any], kind: type) -> Any:
    """The first item of a kind, or None."""
    return next((item for item in items if isinstance(item, kind)), None)


def suspended(what: Sequence[Path], span: Span, *, meanwhile: bool) -> tuple[Clause, ...]:
    """A suspension; `meanwhile`: the wording that stands for its time follows the clause."""
    found = changes([Piece("suspend", (), tuple(what), until=span.until, since=span.since)], colon=False)
    return tuple(replace(change, text_follows=True) for change in found) if meanwhile else found


def repealed(owners: Sequence[Owner]) -> tuple[Clause, ...]:
    """Whole acts repealed; Refused where one is not named."""
    refs: list[ActRef] = []
    for owner in owners:
        if owner.ref is None:
            raise Refused("an act that is not named here")
        refs.append(owner.ref)
    return (RepealActs(tuple(refs)),)
