"""What the corpus knows of an act without reading its text again: JSON beside the XML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from legal.akn.meta import ref_of
from legal.errors import StoreError
from legal.records import ActRef, Card, Coverage, Finding, Language, Operation
from legal.store.codec import RecordError, loads

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Summary:
    """One text on file: `acts/<slug>/<language>.json`, derived from the source.

    sha256    of the source
    extension "txt", "html", "docx" or "pdf"
    amending  the act is there to change others and has no text of its own to be in force
    amends    the acts whose text it changes, in the order of the act
    repeals   its operations that end whole acts
    findings  of the operations stage; `unread` those of severity error from reading the file
    cancelled a person decided that nothing of the act is applied in this language
    """

    card: Card
    sha256: str
    extension: str
    amending: bool
    amends: tuple[ActRef, ...] = ()
    repeals: tuple[Operation, ...] = ()
    findings: tuple[Finding, ...] = ()
    unread: tuple[Finding, ...] = ()
    coverage: Coverage | None = None
    cancelled: bool = False

    @property
    def ref(self) -> ActRef:
        """The act itself."""
        return ref_of(self.card)

    @property
    def language(self) -> Language:
        """The language of the text."""
        return self.card.language

    @property
    def understood(self) -> bool:
        """Whether what the act changes was understood, whole: else it is not applied."""
        return not self.unread and not any(finding.severity == "error" for finding in self.findings)

    @property
    def changes(self) -> bool:
        """Whether the act changes or ends others, or is there to."""
        return self.amending or bool(self.amends or self.repeals)

    @property
    def changed(self) -> tuple[ActRef, ...]:
        """Every act that this one changes or ends."""
        return (*self.amends, *(operation.act for operation in self.repeals))

    @property
    def refs(self) -> tuple[ActRef, ...]:
        """Every act that this one names as its subject: itself, what it changes and ends, what ended it."""
        ended_by = (self.card.repealed.by,) if self.card.repealed else ()
        return (self.ref, *self.changed, *ended_by)


@dataclass(frozen=True, slots=True)
class Application:
    """What came of building a regulation: `regulations/<slug>/<language>.json`.

    `held_back` are the amending acts on file that change it and are not applied.
    """

    act: ActRef
    language: Language
    held_back: tuple[ActRef, ...] = ()
    findings: tuple[Finding, ...] = ()


def load(kind: type[T], data: bytes, place: str) -> T:
    """The record of a type that `legal.store.codec.dumps` wrote. Raises StoreError for anything else."""
    try:
        return loads(kind, data)
    except RecordError as error:
        raise StoreError(f"not a record of this corpus: {error}", place=place, remedy="Run `qagida check`.") from None


def errors(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings of severity error."""
    return tuple(finding for finding in findings if finding.severity == "error")
