"""The acts of one revision of the corpus: those on file, those that others name, and which names are of one act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from legal.errors import ConflictError
from legal.findings import finding
from legal.records import ActRef, Finding, Language, Operation
from legal.store.decisions import Decision, Publication, id_of
from legal.store.identity import Identity, identities, key_of, merged
from legal.store.records import Summary
from legal.store.rulings import NONE, Rulings, rulings_of, withdrawn

Place = tuple[str, Language]
"""A text or a regulation: the folder of the act, and the language."""

LANGUAGES: tuple[Language, ...] = ("rus", "kaz")
_TICK = timedelta(microseconds=1)


class Register:
    """The summaries and decisions of one revision, with the acts that they name.

    The summaries are those of the texts as the decisions have them. Raises ConflictError where two of the texts are
    of one act in one language.
    """

    def __init__(self, summaries: Iterable[Summary], decisions: Iterable[Decision] = ()) -> None:
        self.summaries = tuple(sorted(summaries, key=lambda one: one.sha256))
        self.decisions = {id_of(one): one for one in decisions}
        self.rulings = rulings_of(self.decisions.values())
        refs = [ref for one in self.summaries for ref in one.refs]
        decided = [decision.act for decision in self.decisions.values()]
        self.identities = identities([*refs, *decided], [one.ref for one in self.summaries])
        self.texts: dict[Place, Summary] = {}
        for summary in self.summaries:
            place = (self.slug(summary.ref), summary.language)
            if self.texts.setdefault(place, summary).sha256 != summary.sha256:
                raise ConflictError(
                    f"the act is on file already in {summary.language} with other bytes",
                    place=place[0],
                    remedy="Compare the two files; a corpus keeps one text of an act in a language.",
                )
        gone = withdrawn(self.decisions.values())
        given = sorted(
            (one.recorded, name, one) for name, one in self.decisions.items() if isinstance(one, Publication)
        )
        self.publications: dict[str, tuple[Publication, ...]] = {}
        """The publication dates ever given for an act, oldest first, withdrawn ones too."""
        self.published: dict[str, Publication] = {}
        """The publication date of an act in effect: the last one given that nobody withdrew."""
        for _, name, one in given:
            slug = self.slug(one.act)
            self.publications[slug] = (*self.publications.get(slug, ()), one)
            if name not in gone:
                self.published[slug] = one

    def slug(self, ref: ActRef) -> str:
        """The folder of an act that the catalogue knows. Raises KeyError for another one."""
        return self.identities[key_of(ref)].slug

    def known(self, ref: ActRef) -> bool:
        """Whether a reference names an act."""
        return key_of(ref) in self.identities

    def named(self, refs: Iterable[ActRef]) -> list[str]:
        """The folders of the acts that references name, each once; those that name no act are left out."""
        return list(dict.fromkeys(self.slug(ref) for ref in refs if self.known(ref)))

    def completed(self, ref: ActRef) -> ActRef:
        """A reference by title with the number and code of the act that it names; any other one as it is.

        The reference may come from a draft, which nothing on file knows.
        """
        if key_of(ref).title is None:
            return ref
        day = self._of_day.get(ref.date, [])
        named = identities([ref, *day], day).get(key_of(ref))
        own = next((one for one in day if named is not None and key_of(one) in named.keys), None)
        return merged([ref, self.ref(self.slug(own))]) if own is not None else ref

    def unidentified(self, operations: Iterable[Operation]) -> tuple[Finding, ...]:
        """What operations name by form, date and title, and no act on file, or no one act, is: nothing is guessed."""
        found: dict[ActRef, Finding] = {}
        for operation in operations:
            ref = operation.act
            if ref in found or key_of(ref).title is None or self.known(ref):
                continue
            places = tuple(f"{name_of(one)} «{one.title}»" for one in self.of_day(ref))
            message = f"{name_of(ref)} is named by its title alone, and no one act on file has it: {ref.title!r}"
            found[ref] = finding("act-unidentified", message, operation.source.line, candidates=places)
        return tuple(found.values())

    def with_publication(self, decision: Publication) -> tuple[Decision, ...]:
        """The decisions with another publication date of an act on file, which takes the place of those before.

        It is recorded after them, whatever the clock of the caller says.
        """
        for earlier in self.publications.get(self.slug(decision.act), ()):
            if earlier.recorded >= decision.recorded:
                decision = replace(decision, recorded=earlier.recorded + _TICK)
        return (*self.decisions.values(), decision)

    def rulings_on(self, sha256: str) -> Rulings:
        """The decisions in effect about a text."""
        return self.rulings.get(sha256, NONE)

    @cached_property
    def acts(self) -> dict[str, Identity]:
        """Every act on file or named, by its folder, sorted."""
        return dict(sorted({one.slug: one for one in self.identities.values()}.items()))

    @cached_property
    def _named(self) -> dict[str, list[tuple[int, Language, ActRef]]]:
        """All references to each act: its own cards first, then those of others."""
        found: dict[str, list[tuple[int, Language, ActRef]]] = defaultdict(list)
        for one in self.summaries:
            found[self.slug(one.ref)].append((0, one.language, one.ref))
            for ref in one.refs[1:]:
                if self.known(ref):
                    found[self.slug(ref)].append((1, one.language, ref))
        return found

    def of_day(self, ref: ActRef) -> list[ActRef]:
        """The texts on file of the form and day of a reference, as they name themselves."""
        return [one for one in self._of_day.get(ref.date, []) if ref.form is None or one.form in (None, ref.form)]

    @cached_property
    def _of_day(self) -> dict[date | None, list[ActRef]]:
        found: dict[date | None, list[ActRef]] = defaultdict(list)
        for one in sorted(self.summaries, key=lambda one: (one.language != "rus", repr(one.ref))):
            found[one.ref.date].append(one.ref)
        return found

    def ref(self, slug: str, language: Language | None = None) -> ActRef:
        """One reference to an act from all that name it: own card first, names in `language` before others."""
        known = sorted(
            self._named.get(slug, []), key=lambda item: (item[0], item[1] != language, item[1], repr(item[2]))
        )
        ref = merged([ref for _, _, ref in known])
        return replace(ref, code=ref.code or self.acts[slug].code)

    def titles(self, slug: str) -> tuple[tuple[Language, str], ...]:
        """The title of an act in each language in which it is known, Russian first."""
        found: dict[Language, str] = {}
        for _, language, ref in sorted(self._named.get(slug, []), key=lambda item: (item[0], repr(item[2]))):
            if ref.title:
                found.setdefault(language, ref.title)
        return tuple((language, found[language]) for language in LANGUAGES if language in found)

    def own_texts(self, slug: str) -> list[Summary]:
        """The texts of an act on file, Russian first."""
        return [text for language in LANGUAGES if (text := self.texts.get((slug, language)))]

    def is_regulation(self, slug: str) -> bool:
        """Whether an act is more than an order to change others."""
        own = self.own_texts(slug)
        return not own or not all(text.amending for text in own)

    @cached_property
    def _amending(self) -> dict[str, list[Summary]]:
        """The texts that change the text of each act."""
        found: dict[str, list[Summary]] = defaultdict(list)
        for one in self.summaries:
            for slug in self.named(one.amends):
                found[slug].append(one)
        return found

    def amending(self, slug: str) -> list[Summary]:
        """The texts that change the text of an act."""
        return self._amending.get(slug, [])

    @cached_property
    def _ending(self) -> dict[str, list[Summary]]:
        """The texts that end each act as a whole."""
        found: dict[str, list[Summary]] = defaultdict(list)
        for one in self.summaries:
            for slug in self.named(operation.act for operation in one.repeals):
                found[slug].append(one)
        return found

    def ending(self, slug: str) -> list[Summary]:
        """The texts that end an act as a whole."""
        return self._ending.get(slug, [])


def name_of(ref: ActRef) -> str:
    """An act in a few words, for messages."""
    day = ref.date.isoformat() if ref.date else "?"
    number = ref.number or ref.code
    return f"{ref.form or 'act'} {number} of {day}" if number else f"{ref.form or 'act'} of {day}"
