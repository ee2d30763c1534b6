"""The corpus at one revision: finding acts, regulations and texts by the names that people use."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legal.akn.iri import code_of, iri, parse_code, parse_iri
from legal.errors import LegalError, NotOnFile, StoreError
from legal.records import ActRef, ActSummary, Card, Language, Registration
from legal.store import layout
from legal.store.catalogue import Catalogue
from legal.store.decisions import Decision, load_decision
from legal.store.identity import Identity, Key, key_of
from legal.store.naming import act_name
from legal.store.objects import Cache
from legal.store.records import Application, Summary, load
from legal.store.register import LANGUAGES, Place
from legal.store.repository import Repository

if TYPE_CHECKING:
    from legal.versions import Regulation

_NEAREST = 5


@dataclass(frozen=True, slots=True)
class Records:
    """Records by the hash of their blob: what one revision has in common with another is loaded once."""

    summaries: Cache[Summary]
    decisions: Cache[Decision]
    applications: Cache[Application]
    regulations: Cache[Regulation]

    @classmethod
    def empty(cls) -> Records:
        """Nothing loaded yet."""
        return cls(Cache(50_000), Cache(50_000), Cache(50_000), Cache(128))


class View:
    """A revision of the corpus; None is the corpus before its first commit."""

    def __init__(self, repository: Repository, revision: str | None, records: Records) -> None:
        self.repository = repository
        self.revision = revision
        self._records = records
        self._catalogue: Catalogue | None = None

    @property
    def catalogue(self) -> Catalogue:
        """Everything on file at this revision. Raises StoreError where a derived file is not as it was written."""
        if self._catalogue is None:
            self._catalogue = Catalogue(self._summaries(), self._decisions())
        return self._catalogue

    def _files(self, folder: str, suffix: str) -> list[tuple[str, str]]:
        if self.revision is None:
            return []
        return [(path, sha) for path, sha in self.repository.files(folder, self.revision) if path.endswith(suffix)]

    def _summaries(self) -> list[Summary]:
        return [
            self._records.summaries.get(sha, lambda path=path, sha=sha: load(Summary, self.repository.blob(sha), path))  # type: ignore[misc]
            for path, sha in self._files(layout.ACTS, ".json")
        ]

    def _decisions(self) -> list[Decision]:
        return [
            self._records.decisions.get(
                (sha, path),
                lambda path=path, sha=sha: load_decision(self.repository.blob(sha), path),  # type: ignore[misc]
            )
            for path, sha in self._files(layout.DECISIONS, ".json")
        ]

    # Names

    def find(self, act: str) -> str:
        """The folder of an act named by its code or IRI.

        Raises NotOnFile, with the nearest acts, for one that is neither on file nor named by an act on file, and
        LegalError for what is no name of an act.
        """
        act = act_name(act)
        if parse_code(act) and (self._has(layout.REGULATIONS, act) or self._has(layout.ACTS, act)):
            return act  # without loading the catalogue
        identities = self.catalogue.acts.values()
        if parse_code(act):
            found = [one for one in identities if one.code == act]
        elif act.startswith("/"):
            ref = parse_iri(act).ref
            found = [one for one in identities if _named(one, key_of(ref))]
        else:
            raise LegalError(
                "not the name of an act",
                place=act[:200],
                remedy="Name it by its code, as V2300032994, or by its IRI, as "
                "/akn/kz/act/order/minister-labour/2023-06-30/288.",
            )
        if len(found) != 1:
            raise self._unknown(act, found)
        return found[0].slug

    def _unknown(self, act: str, found: list[Identity]) -> NotOnFile:
        if found:
            names = ", ".join(sorted(self.name(one.slug) for one in found))
            return NotOnFile("the name fits several acts", place=act[:200], remedy=f"Name one of them: {names}.")
        names = ", ".join(self.nearest(act))
        return NotOnFile(
            "no act on file has this name",
            place=act[:200],
            remedy=f"The nearest: {names}." if names else "Import it with `qagida import`.",
        )

    def nearest(self, act: str) -> list[str]:
        """Names of acts that are written much like this one, or have the same number."""
        names = {
            name: slug for slug in self.catalogue.acts for name in (self.name(slug), iri(self.catalogue.ref(slug)))
        }
        close = difflib.get_close_matches(act, names, n=_NEAREST, cutoff=0.75)
        number = re.split(r"[/.]", act)[-1]
        same = [self.name(slug) for slug in self.catalogue.acts if self.catalogue.ref(slug).number == number]
        return list(dict.fromkeys([self.name(names[name]) for name in close] + same))[:_NEAREST]

    def name(self, slug: str) -> str:
        """The code of an act, else its IRI."""
        ref = self.catalogue.ref(slug)
        return code_of(ref) or iri(ref)

    def _has(self, folder: str, slug: str) -> bool:
        return self.revision is not None and self.repository.identity(f"{folder}/{slug}", self.revision) is not None

    # Contents

    def languages(self, slug: str) -> tuple[Language, ...]:
        """The languages of the regulation; of an amending act that has none, those of its texts."""
        for path in (layout.regulation_path, layout.act_path):
            found = tuple(one for one in LANGUAGES if self.identity(path((slug, one), "xml")))
            if found:
                return found
        return ()

    def identity(self, path: str) -> str | None:
        """The hash of a file at this revision; None where there is none."""
        return self.repository.identity(path, self.revision) if self.revision else None

    def summary(self, place: Place) -> Summary | None:
        """What is kept beside a text."""
        path = layout.act_path(place, "json")
        sha = self.identity(path)
        if sha is None:
            return None
        return self._records.summaries.get(sha, lambda: load(Summary, self.repository.blob(sha), path))

    def application(self, place: Place) -> Application | None:
        """What came of building a regulation."""
        path = layout.regulation_path(place, "json")
        sha = self.identity(path)
        if sha is None:
            return None
        return self._records.applications.get(sha, lambda: load(Application, self.repository.blob(sha), path))

    def regulation(self, place: Place) -> Regulation | None:
        """A regulation, parsed."""
        from legal.versions import Regulation

        sha = self.identity(layout.regulation_path(place, "xml"))
        if sha is None:
            return None
        return self._records.regulations.get(sha, lambda: Regulation.parse(self.repository.blob(sha)))

    def source(self, place: Place) -> tuple[str, bytes] | None:
        """The path and the bytes of a text as received."""
        summary = self.summary(place)
        if summary is None:
            return None
        path = layout.source_path(place[0], summary)
        data = self.repository.read(path, self.revision)
        if data is None:
            raise StoreError("the source of an act is missing", place=path, remedy="Restore the corpus from a copy.")
        return path, data

    def missing(self, slug: str, language: Language) -> NotOnFile:
        """The refusal for a language that is not on file."""
        have = ", ".join(self.languages(slug))
        remedy = f"On file: {have}." if have else "Import it with `qagida import`."
        return NotOnFile(f"no text in {language}", place=self.name(slug), remedy=remedy)

    # Lists

    def acts(self) -> list[ActSummary]:
        """Every act on file, and every act that one on file names."""
        catalogue = self.catalogue
        held: set[Place] = set()
        for place in catalogue.regulations:
            application = self.application(place)
            refs = application.held_back if application else ()
            held |= {(catalogue.slug(ref), place[1]) for ref in refs if catalogue.known(ref)}
        return [self._act(slug, held) for slug in catalogue.acts]

    def _act(self, slug: str, held: set[Place]) -> ActSummary:
        catalogue = self.catalogue
        own = catalogue.own_texts(slug)
        ref = catalogue.ref(slug)
        amends = catalogue.named(other for text in own for other in text.amends)
        amended_by = dict.fromkeys(catalogue.slug(text.ref) for text in catalogue.amending(slug))
        return ActSummary(
            iri=iri(ref),
            code=code_of(ref),
            card=own[0].card if own else _card(ref, self.languages(slug)),
            languages=tuple(text.language for text in own) or self.languages(slug),
            on_file=bool(own),
            amends=tuple(catalogue.ref(other) for other in amends),
            titles=catalogue.titles(slug),
            amended_by=tuple(sorted((catalogue.ref(other) for other in amended_by), key=_by_date)),
            applied=not any(text.cancelled for text in own)
            and all(text.understood and (slug, text.language) not in held for text in own if text.changes)
            and all(catalogue.known(other) for text in own for other in text.changed),
        )


def _by_date(ref: ActRef) -> tuple[str, str]:
    return str(ref.date), repr(ref)


def _named(identity: Identity, key: Key) -> bool:
    """Whether an act goes by the parts of an IRI: its date and number, and no other form or author."""
    wanted = key._replace(number=_plain(key.number))
    return any(
        one.title is None
        and (wanted.date, wanted.number) == (one.date, _plain(one.number))
        and (not wanted.form or not one.form or wanted.form == one.form)
        and (not wanted.author or not one.author or wanted.author == one.author)
        for one in identity.keys
    )


def _plain(number: str | None) -> str | None:
    """A number as an IRI has it."""
    return iri(ActRef(None, None, number)).rpartition("/")[2] if number else None


def _card(ref: ActRef, languages: tuple[Language, ...]) -> Card:
    """The card of an act that is only named."""
    return Card(
        language=languages[0] if languages else "rus",
        title=ref.title or "",
        form=ref.form,
        author=ref.author,
        date=ref.date,
        number=ref.number,
        registered=Registration(ref.registered, None) if ref.registered else None,
        code=code_of(ref),
        iri=iri(ref),
    )
