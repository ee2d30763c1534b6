"""What one regulation in one language is built from, as plain values: equal plans give the same regulation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from legal.records import ActRef, Certainty, Finding, Language
from legal.store.identity import Key


@dataclass(frozen=True, slots=True)
class End:
    """That an act ends on a day, which act says so, and how certain the day is."""

    on: date | None
    certainty: Certainty
    by: ActRef


@dataclass(frozen=True, slots=True)
class Amendment:
    """An amending act that changes a regulation, in the regulation's language.

    `sha256` of its text; `published` its publication date; `end` its own repeal, `amended_by` the texts that change
    it: both may keep its changes from ever taking effect.
    """

    sha256: str
    act: ActRef
    keys: frozenset[Key]
    published: date | None
    end: End | None = None
    amended_by: tuple[tuple[str, date | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Presumption:
    """The regulation probably ended with an amending act; `text` is that act's, in any language."""

    end: End
    text: str
    published: date | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What one regulation in one language is built from.

    `base` is the SHA-256 of its own text, where that is on file, and `published` its publication date. `decided` are
    the names of the decisions in effect about the texts that it is built from.
    """

    act: ActRef
    keys: frozenset[Key]
    language: Language
    base: str | None
    published: date | None
    amendments: tuple[Amendment, ...]
    ends: tuple[End, ...]
    presumptions: tuple[Presumption, ...]
    not_applied: tuple[ActRef, ...]
    findings: tuple[Finding, ...]
    decided: tuple[str, ...] = ()
