"""The corpus: acts in, answers for a date out, every past answer kept.

Everything but sources and decisions is derived, and comes with them in one commit. A write is computed whole before
its first byte is written; what is refused leaves nothing behind.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from importlib.resources import files as resources
from pathlib import Path
from typing import TYPE_CHECKING

from legal import versions
from legal.errors import LegalError, NotOnFile
from legal.findings import finding
from legal.notes import text_with_notes
from legal.records import (
    Act,
    ActRef,
    ActSummary,
    BlameLine,
    Change,
    Event,
    Finding,
    ImportReport,
    Language,
    Operation,
    Version,
)  # fmt: skip
from legal.store import layout
from legal.store.catalogue import Catalogue
from legal.store.deciding import Decided, Deciding, Request, listed
from legal.store.decisions import Decision, id_of, who, why
from legal.store.derivation import Derivation
from legal.store.engine import Engine, standard
from legal.store.holdings import Holding
from legal.store.importing import Import, Progress, Received, Refused, decided, going_on
from legal.store.objects import Cache
from legal.store.records import Summary
from legal.store.register import Place
from legal.store.repository import Repository, aware
from legal.store.texts import Text, Texts
from legal.store.view import Records, View

if TYPE_CHECKING:
    from legal.versions import Regulation

File = tuple[str, bytes]
"""The name of a file and its bytes."""

_DIFFERS = {True: "nothing on file gives it", False: "not what its sources and decisions give"}


def founding_acts() -> list[File]:
    """The acts shipped with the package, as published."""
    found = []
    for folder in sorted(resources("legal").joinpath("corpus").iterdir(), key=lambda each: each.name):
        if folder.is_dir():
            files = sorted(folder.iterdir(), key=lambda each: each.name)
            found += [(f"{folder.name}/{file.name}", file.read_bytes()) for file in files]
    return found


class Corpus:
    """A corpus repository with every answer about it.

    An act is named by its code (V2300032994) or its IRI; a date is a civil date of Kazakhstan; `known_at` is a moment
    with a time zone, None for now. Methods raise NotOnFile for an act or language that is not there, LegalError for
    what is no name of an act, and StoreError where the repository cannot be read or written. Safe among threads; any
    number of processes may read while one writes.
    """

    def __init__(self, repository: Repository, engine: Engine | None = None) -> None:
        self.repository = repository
        self._engine = engine or standard()
        self._texts = Texts(self._engine)
        self._derivation = Derivation(repository, self._texts, self._engine)
        self._records = Records.empty()
        self._views: Cache[View] = Cache(16)
        self._alone: Cache[Regulation] = Cache(64)

    @classmethod
    def init(cls, path: Path | str, now: datetime) -> Corpus:
        """The corpus at `path`, made where there is none, with the founding acts imported where they are missing."""
        corpus = cls(Repository.create(path))
        corpus.import_files(founding_acts(), now=now)
        return corpus

    @classmethod
    def open(cls, path: Path | str) -> Corpus:
        """The corpus that `init` made."""
        return cls(Repository(path))

    # Writing

    def import_files(
        self,
        files: Sequence[File],
        *,
        now: datetime,
        language: Language | None = None,
        published: date | None = None,
        published_in: str | None = None,
        dry_run: bool = False,
        progress: Progress | None = None,
        refused: Refused | None = None,
    ) -> list[ImportReport]:
        """Read, understand, apply and commit acts: one commit a file, and all of them become visible together.

        `published` is the day of first official publication of each file's act, `published_in` where that was seen.
        The same bytes again change nothing. Raises SourceError for a file that is no text of an act, ConflictError for
        other bytes of a text on file and for another publication date, DateError for a publication before the
        registration; nothing is then written, of any file. With `refused`, that is called instead with the name of
        the file and the error, and the other files are imported.
        """
        if (published is None) != (published_in is None or not published_in.strip()):
            raise LegalError(
                "a publication date and its source go together", remedy="Give both --published and --published-in."
            )
        aware(now)
        received = []
        for name, data in files:
            with going_on(refused, name):
                received.append(Received.of(name, data, self._texts.read(data, name, language)))
        publication = (published, published_in.strip()) if published and published_in else None
        if dry_run:
            view = self._at(self.repository.head())
            return Import(view, self._derivation, now, publication).run(received, None, progress, refused)
        with self.repository.transaction(now) as transaction:
            view = self._at(transaction.head)
            return Import(view, self._derivation, now, publication).run(received, transaction, progress, refused)

    def publish(self, act: str, on: date, source: str, *, now: datetime, by: str | None = None) -> None:
        """Record the day of first official publication of an act on file, and where it was seen.

        Presumed dates that rest on it become computed ones, and move. Another day than the one recorded corrects it;
        answers for a past `known_at` stay. Raises DateError for a day before the act was registered.
        """
        if not source.strip():
            raise LegalError("a publication date needs its source", place=act, remedy="Say where it was published.")
        with self.repository.transaction(now) as transaction:
            view = self._at(transaction.head)
            slug = view.find(act)
            known = view.catalogue.published.get(slug)
            if known and (known.on, known.source, by or known.by) == (on, source.strip(), known.by):
                return
            own = view.catalogue.own_texts(slug)
            if not own:
                raise NotOnFile("the act is only named by others", place=act, remedy="Import its text first.")
            decision = decided(own[0], on, source, now, who(by) if by is not None else None)
            new = Catalogue(view.catalogue.summaries, view.catalogue.with_publication(decision))
            changes = self._derivation.difference(view.catalogue, new, {}, view.revision)
            transaction.commit(changes, f"Publish {view.name(slug)}: {on.isoformat()}\n\nSource: {decision.source}")

    def decide(self, request: Request, *, by: str, reason: str, now: datetime) -> Decision:
        """Record what a person decides about an act on file, and do what follows from it, in one commit.

        `by` is a role or initials, `now` the caller's clock. Raises LegalError for a decision that names nobody, gives
        no reason, or would change nothing; NotOnFile for an operation, a line or a decision that is not there.
        """
        by, reason = who(by), why(reason)
        with self.repository.transaction(now) as transaction:
            view = self._at(transaction.head)
            decision, new = Deciding(view, self._derivation, transaction.moment, by, reason).take(request)
            changes = self._derivation.difference(view.catalogue, new, {}, view.revision)
            transaction.commit(changes, f"Decide {id_of(decision)}\n\nBy: {by}\nReason: {reason}")
            return decision

    def decisions(self, act: str | None = None, *, known_at: datetime | None = None) -> tuple[Decided, ...]:
        """What people decided about an act, or about all, oldest first, with what took the effect of any away."""
        view = self._view(known_at)
        return listed(view.catalogue, view.find(act) if act is not None else None)

    def rebuild(self, *, now: datetime) -> bool:
        """Write anew whatever is not as its sources and decisions give it; False where nothing was to do."""
        with self.repository.transaction(now) as transaction:
            stale = self._derivation.stale(self._at(transaction.head))
            if stale:
                transaction.commit(stale, "Rebuild from sources and decisions")
            return bool(stale)

    # Acts

    def resolve(self, act: str, *, known_at: datetime | None = None) -> ActRef:
        """The act with all that is known of its name."""
        view = self._view(known_at)
        return view.catalogue.ref(view.find(act))

    def acts(self, *, known_at: datetime | None = None) -> list[ActSummary]:
        """Every act on file, and (`on_file` False) every act that one on file names, by code or IRI."""
        return self._view(known_at).acts()

    def regulations(self, *, known_at: datetime | None = None) -> list[ActRef]:
        """The acts that have a text through time: those on file in their own right, and those that orders change."""
        catalogue = self._view(known_at).catalogue
        slugs = dict.fromkeys(slug for slug, _ in catalogue.regulations)
        return [catalogue.ref(slug) for slug in slugs if catalogue.is_regulation(slug)]

    def languages(self, act: str, *, known_at: datetime | None = None) -> tuple[Language, ...]:
        """The languages in which an act can be shown, Russian first; () for one that is only named."""
        view = self._view(known_at)
        return view.languages(view.find(act))

    def act(self, act: str, language: Language) -> Act:
        """An act as published, read from its source."""
        return self._text(self._view(None), act, language).act

    def operations(self, act: str, language: Language) -> tuple[Operation, ...]:
        """What an act changes in others, dated as far as is known today."""
        view = self._view(None)
        text = self._text(view, act, language)
        decision = view.catalogue.published.get(view.find(act))
        dated = self._engine.resolve_force(text.operations, text.act, decision.on if decision else None)
        return tuple(replace(one, act=view.catalogue.completed(one.act)) for one in dated)

    def changing(self, act: str, language: Language, *, held_back: bool = False) -> tuple[Operation, ...]:
        """The operations of the acts on file on the text of an act, dated, each with its act in `by`.

        Those of acts that are held back from this text are there only with `held_back`; an act that changes others
        too counts here by what it does to this one. Raises NotOnFile for an act that nothing on file names.
        """
        view = self._view(None)
        catalogue, slug = view.catalogue, view.find(act)
        application = view.application((slug, language))
        held = catalogue.named(application.held_back) if application else []
        found: list[Operation] = []
        for one in catalogue.amending(slug):
            at = catalogue.slug(one.ref)
            applied = one.understood and not one.cancelled and at not in held
            if one.language != language or not (applied or held_back):
                continue
            changes = self.operations(view.name(at), language)
            by = catalogue.ref(at)
            found += [replace(op, by=by) for op in changes if catalogue.named([op.act]) == [slug]]
        return tuple(found)

    def completed(self, ref: ActRef) -> ActRef:
        """A reference to an act by form, date and title with its number, where one act on file has all three."""
        return self._view(None).catalogue.completed(ref)

    def findings(self, act: str, language: Language) -> tuple[Finding, ...]:
        """The findings of understanding and of applying an act, and of building its own regulation.

        Those of reading its file are in `act(…).findings`.
        """
        view = self._view(None)
        slug = view.find(act)
        found: list[Finding] = []
        if summary := view.summary((slug, language)):
            found += summary.findings
            found += view.catalogue.unidentified(self._text(view, act, language).operations)
            found += [each for place in self._changed(view, summary) for each in self._built(view, place)]
        found += self._built(view, (slug, language))
        if not found and language not in view.languages(slug):
            raise view.missing(slug, language)
        return tuple(dict.fromkeys(found))

    # Regulations

    def version(
        self, act: str, language: Language, on: date, *, known_at: datetime | None = None, certain_only: bool = False
    ) -> Version:
        """An act on a date, as nodes with their wordings, its status and certainty.

        `certain_only` leaves out what rests on a presumed date.
        """
        regulation, extra = self._regulation(act, language, known_at)
        version = versions.version(regulation, on, certain_only=certain_only)
        return replace(version, findings=(*version.findings, *extra)) if extra else version

    def text(
        self,
        act: str,
        language: Language,
        on: date,
        *,
        known_at: datetime | None = None,
        certain_only: bool = False,
        notes: bool = False,
    ) -> str:
        """The text on a date: one line an alinea, cells separated by tabs; `notes` adds the footnotes of the bank."""
        regulation, _ = self._regulation(act, language, known_at)
        if notes:
            return text_with_notes(regulation, on, certain_only=certain_only)
        return versions.text(regulation, on, certain_only=certain_only)

    def slice_xml(
        self, act: str, language: Language, on: date, *, known_at: datetime | None = None, certain_only: bool = False
    ) -> bytes:
        """The text on a date as an Akoma Ntoso document."""
        regulation, _ = self._regulation(act, language, known_at)
        return versions.slice_xml(regulation, on, certain_only=certain_only)

    def timeline(self, act: str, language: Language, *, known_at: datetime | None = None) -> tuple[Event, ...]:
        """What changed or ended an act, by date."""
        return versions.timeline(self._regulation(act, language, known_at)[0])

    def compare(
        self, act: str, language: Language, start: date, end: date, *, known_at: datetime | None = None
    ) -> tuple[Change, ...]:
        """What changed after `start` up to and including `end`. Raises DateError where `end` is before `start`."""
        return versions.compare(self._regulation(act, language, known_at)[0], start, end)

    def blame(
        self, act: str, language: Language, on: date, *, known_at: datetime | None = None
    ) -> tuple[BlameLine, ...]:
        """The lines of the text on a date, each with the operation that gave it."""
        return versions.blame(self._regulation(act, language, known_at)[0], on)

    # Searching

    def slug(self, act: str) -> str:
        """The folder of an act, by which `holdings` names it."""
        return self._view(None).find(act)

    def holdings(self) -> tuple[str | None, list[Holding]]:
        """The newest commit, and every text through time that it holds; the texts of amending acts too."""
        view = self._at(self.repository.head())
        places = dict.fromkeys((*view.catalogue.regulations, *view.catalogue.texts))
        return view.revision, [self._holding(view, place) for place in sorted(places)]

    def _holding(self, view: View, place: Place) -> Holding:
        slug, language = place
        catalogue = view.catalogue
        made_of = view.identity(layout.regulation_path(place, "xml"))
        amends = made_of is None
        if made_of is None:
            text = view.identity(layout.act_path(place, "xml"))
            decided = (catalogue.published.get(slug), catalogue.rulings_on(catalogue.texts[place].sha256).ids)
            made_of = hashlib.sha256(repr((text, decided, catalogue.ends(*place))).encode()).hexdigest()
        ref = catalogue.ref(slug)
        return Holding(slug, language, made_of, ref, amends, lambda: self._through_time(view, place))

    # Checking

    def check(self) -> list[Finding]:
        """Verify the repository; build everything from sources and decisions anew and compare the bytes."""
        found = [finding("repository-damaged", problem) for problem in self.repository.verify()]
        if found:
            return found  # what a damaged repository holds cannot be compared
        stale = self._derivation.stale(self._view(None))
        return [finding("corpus-differs", f"{path}: {_DIFFERS[data is None]}") for path, data in stale.items()]

    # Within

    def _view(self, known_at: datetime | None) -> View:
        if known_at is None:
            return self._at(self.repository.head())
        revision = self.repository.revision_at(known_at)
        if revision is None:
            raise NotOnFile(
                "the corpus held nothing then", place=known_at.isoformat(), remedy="Ask for a later moment."
            )
        return self._at(revision)

    def _at(self, revision: str | None) -> View:
        return self._views.get(revision, lambda: View(self.repository, revision, self._records))

    def _text(self, view: View, act: str, language: Language) -> Text:
        slug = view.find(act)
        source = view.source((slug, language))
        if source is None:
            raise view.missing(slug, language)
        path, data = source
        rulings = view.catalogue.rulings_on(view.catalogue.texts[slug, language].sha256)
        return self._texts.read(data, path, rulings=rulings)

    def _regulation(
        self, act: str, language: Language, known_at: datetime | None
    ) -> tuple[Regulation, tuple[Finding, ...]]:
        """A regulation and what the store found when it was built; of an amending act, its own unchanging text."""
        view = self._view(known_at)
        place = (view.find(act), language)
        regulation = self._through_time(view, place)
        application = view.application(place)
        return regulation, application.findings if application else ()

    def _through_time(self, view: View, place: Place) -> Regulation:
        regulation = view.regulation(place)
        if regulation is not None:
            return regulation
        if view.summary(place) is None:
            raise view.missing(*place)
        return self._alone.get((view.revision, place), lambda: self._text_alone(view, place))

    def _text_alone(self, view: View, place: Place) -> Regulation:
        text = self._text(view, view.name(place[0]), place[1])
        catalogue = view.catalogue
        decision = catalogue.published.get(place[0])
        since = self._engine.base_force(text.act, decision.on if decision else None, text.readings)
        ends = [versions.RepealEvent(end.on, end.certainty, end.by) for end in catalogue.ends(*place)]
        return self._engine.build(catalogue.ref(*place), place[1], text.act, (), ends, (), since)

    def _changed(self, view: View, summary: Summary) -> list[Place]:
        """The regulations that an act changes, in its language."""
        return [(slug, summary.language) for slug in view.catalogue.named(summary.amends)]

    def _built(self, view: View, place: Place) -> tuple[Finding, ...]:
        regulation, application = view.regulation(place), view.application(place)
        if regulation is None or application is None:
            return ()
        return (*regulation.findings, *application.findings)
