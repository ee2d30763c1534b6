"""One import: files to commits, each with everything that follows from it; refused as a whole, or done as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from legal.akn.iri import code_of, iri
from legal.errors import ConflictError, DateError, LegalError
from legal.records import Card, Finding, ImportReport
from legal.store import layout
from legal.store.catalogue import Catalogue
from legal.store.decisions import Decision, Publication
from legal.store.derivation import Derivation
from legal.store.identity import key_of
from legal.store.records import Application, Summary, load
from legal.store.repository import Transaction, aware
from legal.store.rulings import NONE
from legal.store.texts import Text, summary_of
from legal.store.view import View

Progress = Callable[[int, int, str], None]
"""Called after each file: how many are done, of how many, and the name of the file."""


Refused = Callable[[str, LegalError], None]
"""Called for a file that is refused while the others go on: its name, and why."""


@contextmanager
def going_on(refused: Refused | None, name: str) -> Iterator[None]:
    """Reports the refusal of one file instead of raising it, where somebody listens."""
    try:
        yield
    except LegalError as error:
        if refused is None:
            raise
        refused(name, error)


@dataclass(frozen=True, slots=True)
class Received:
    """A file as it came, read and summed up."""

    name: str
    data: bytes
    text: Text
    summary: Summary

    @classmethod
    def of(cls, name: str, data: bytes, text: Text) -> Received:
        """Sum up a file. Raises SourceError where the text does not say which act it is."""
        return cls(name, data, text, summary_of(text, data, name))


def decided(summary: Summary, on: date, source: str, now: datetime, by: str | None = None) -> Publication:
    """A publication date as a decision. Raises DateError for a day before the act was adopted or registered.

    Law 480-V: an act is published after it is signed, and a registered one after its registration.
    """
    card = summary.card
    registered = card.registered.date if card.registered else None
    earliest = max((day for day in (card.date, registered) if day), default=None)
    if earliest is not None and on < earliest:
        raise DateError(
            f"published on {on.isoformat()}, before the act was {'registered' if registered == earliest else 'adopted'}"
            f" on {earliest.isoformat()}",
            place=_name(card),
            remedy="Check the date of first official publication.",
        )
    ref = replace(summary.ref, title=None)
    return Publication(ref, on, " ".join(source.split()), aware(now).replace(microsecond=0), by)


class Import:
    """The state of an import: the catalogue as it grows file by file."""

    def __init__(self, view: View, derivation: Derivation, now: datetime, publication: tuple[date, str] | None) -> None:
        self._view = view
        self._derivation = derivation
        self._now = now
        self._publication = publication
        self._catalogue = view.catalogue
        self._fresh: dict[str, bytes] = {}

    def run(
        self,
        received: Sequence[Received],
        transaction: Transaction | None,
        progress: Progress | None,
        refused: Refused | None = None,
    ) -> list[ImportReport]:
        """A report for each file; without a transaction nothing is written and the outcome is "previewed"."""
        reports = []
        for done, file in enumerate(received, 1):
            # A refusal comes before anything of the file is kept, so the next one goes on from where this began.
            with going_on(refused, file.name):
                reports.append(self._file(file, transaction))
            if progress is not None:
                progress(done, len(received), file.name)
        return reports

    def _file(self, file: Received, transaction: Transaction | None) -> ImportReport:
        old, summary = self._catalogue, file.summary
        known = any(one.sha256 == summary.sha256 for one in old.summaries)
        decisions = self._decisions(summary)
        rulings = old.rulings_on(summary.sha256)
        if rulings != NONE:  # the same bytes again: people may have decided about them
            file = Received.of(file.name, file.data, self._derivation.text(file.data, file.name, rulings))
        if known and decisions == tuple(old.decisions.values()):
            return self._report(file, "unchanged", ())
        self._fresh[summary.sha256] = file.data
        summaries = old.summaries if known else (*old.summaries, summary)
        try:
            new = Catalogue(summaries, decisions)
        except ConflictError as error:
            raise ConflictError(error.message, place=f"{file.name} ({error.place})", remedy=error.remedy) from None
        changes = self._derivation.difference(old, new, self._fresh, self._view.revision)
        self._catalogue = new
        held, findings = self._came_of(changes, file, new)
        if transaction is None:
            return self._report(file, "previewed", findings)
        transaction.commit(changes, _message(summary))
        return self._report(file, "not-applied" if held else "imported", findings)

    def _decisions(self, summary: Summary) -> tuple[Decision, ...]:
        """The decisions with the publication date that came with the file.

        Raises ConflictError where another date is on file: a correction is a decision of its own.
        """
        known = tuple(self._catalogue.decisions.values())
        if self._publication is None:
            return known
        on, source = self._publication
        # The act may be known by a fuller name than its own file gives: ask the catalogue that would hold it.
        probe = Catalogue([one for one in self._catalogue.summaries if one.sha256 != summary.sha256], known)
        identity = probe.identities.get(key_of(summary.ref))
        other = probe.published.get(identity.slug) if identity else None
        if other is None:
            own = decided(summary, on, source, self._now)
            return probe.with_publication(own) if identity else (*known, own)
        if other.on != on:
            raise ConflictError(
                f"the act was published on {other.on.isoformat()} ({other.source}), not on {on.isoformat()}",
                place=_name(summary.card),
                remedy="Correct it with `qagida publish`, or leave the date out.",
            )
        return known

    def _came_of(self, changes: layout.Files, file: Received, new: Catalogue) -> tuple[bool, tuple[Finding, ...]]:
        """Whether the act is held back anywhere, and the findings of the regulations that it changes."""
        summary = file.summary
        slug = new.slug(summary.ref)
        held = summary.changes and not summary.understood
        own = {
            layout.regulation_path((at, summary.language), "json") for at in new.named((*summary.amends, summary.ref))
        }
        findings = list(new.unidentified(file.text.operations))
        held = held or bool(findings)
        for path, data in changes.items():
            if data is None or not path.startswith(layout.REGULATIONS) or not path.endswith(".json"):
                continue
            application = load(Application, data, path)
            holds = application.language == summary.language and _holds(application, slug, new)
            held = held or holds
            findings += application.findings if holds or path in own else ()
        return held, tuple(findings)

    def _report(
        self,
        file: Received,
        outcome: Literal["imported", "unchanged", "not-applied", "previewed"],
        findings: tuple[Finding, ...],
    ) -> ImportReport:
        card = file.summary.card
        found = (*file.text.act.findings, *file.summary.findings, *findings)
        return ImportReport(
            name=file.name,
            iri=card.iri or iri(card),
            code=code_of(card),
            language=card.language,
            outcome=outcome,
            operations=file.text.operations,
            coverage=file.summary.coverage,
            findings=tuple(dict.fromkeys(found)),
        )


def _holds(application: Application, slug: str, catalogue: Catalogue) -> bool:
    known = (catalogue.identities.get(key_of(ref)) for ref in application.held_back)
    return any(identity is not None and identity.slug == slug for identity in known)


def _message(summary: Summary) -> str:
    card = summary.card
    return f"Import {_name(card)}, {card.language}\n\n{card.title}\nSHA-256: {summary.sha256}"


def _name(card: Card) -> str:
    return code_of(card) or iri(card)
