"""All that the corpus holds at one revision, and what every regulation has to be built from.

A plan is a value: two catalogues whose plans for a regulation are equal have the same regulation. So an import
rebuilds what changed and nothing else, and the order of imports cannot matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from legal.errors import ConflictError
from legal.findings import finding
from legal.records import ActRef, Certainty, Finding, InForce, Language
from legal.store.decisions import Decision, Publication, id_of
from legal.store.identity import Identity, Key, identities, key_of, merged
from legal.store.records import Summary
from legal.store.rulings import NONE, Rulings, rulings_of, withdrawn

Place = tuple[str, Language]
"""A text or a regulation: the folder of the act, and the language."""

LANGUAGES: tuple[Language, ...] = ("rus", "kaz")
_TICK = timedelta(microseconds=1)
_RANK: dict[Certainty, int] = {"stated": 0, "computed": 1, "presumed": 2, "pending": 3}


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


class Catalogue:
    """The summaries and decisions of one revision, with the acts that they name.

    The summaries are those of the texts as the decisions have them. Raises ConflictError where two of the texts are
    of one act in one language.
    """

    def __init__(self, summaries: Iterable[Summary], decisions: Iterable[Decision] = ()) -> None:
        self.summaries = tuple(sorted(summaries, key=lambda one: one.sha256))
        self.decisions = {id_of(one): one for one in decisions}
        self.rulings = rulings_of(self.decisions.values())
        refs = [ref for one in self.summaries for ref in one.refs]
        self.identities = identities([*refs, *(decision.act for decision in self.decisions.values())])
        self.texts: dict[Place, Summary] = {}
        for summary in self.summaries:
            place = (self.slug(summary.ref), summary.language)
            if self.texts.setdefault(place, summary).sha256 != summary.sha256:
                raise ConflictError(
                    f"the act is on file already in {summary.language} with other bytes",
                    place=place[0],
                    remedy="Compare the two files; a corpus keeps one text of an act in a language.",
                )
        self._plans: dict[Place, Plan] = {}
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

    @cached_property
    def _amending(self) -> dict[str, list[Summary]]:
        """The texts that change the text of each act."""
        found: dict[str, list[Summary]] = defaultdict(list)
        for one in self.summaries:
            for slug in dict.fromkeys(self.slug(ref) for ref in one.amends):
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
            for slug in dict.fromkeys(self.slug(operation.act) for operation in one.repeals):
                found[slug].append(one)
        return found

    @cached_property
    def regulations(self) -> tuple[Place, ...]:
        """Every act and language that has a regulation, sorted."""
        return tuple(place for slug in self.acts for place in self.places(slug))

    def places(self, slug: str) -> list[Place]:
        """The regulations of an act: one for each language in which it can be said."""
        identity = self.acts.get(slug)
        if identity is None or identity.ambiguous:
            return []
        return [(slug, language) for language in sorted(self._languages(slug))]

    def plan(self, place: Place) -> Plan:
        """What a regulation is built from."""
        if place not in self._plans:
            self._plans[place] = self._plan(*place)
        return self._plans[place]

    def reach(self, slugs: Iterable[str]) -> set[str]:
        """The acts whose regulations can depend on what is on file about some acts: what those change or end, and on.

        A name that fits several acts reaches all of them.
        """
        found: set[str] = set()
        waiting = [slug for slug in slugs if slug in self.acts]
        while waiting:
            slug = waiting.pop()
            if slug in found:
                continue
            found.add(slug)
            waiting += [self.slug(ref) for text in self.own_texts(slug) for ref in text.refs if self.known(ref)]
            waiting += self._said_to_end.get(slug, [])
            if self.acts[slug].ambiguous:
                for key in self.acts[slug].keys:
                    waiting += self._numbered[key.date, key.number]
        return found

    def known(self, ref: ActRef) -> bool:
        """Whether a reference names an act."""
        return key_of(ref) in self.identities

    @cached_property
    def _said_to_end(self) -> dict[str, list[str]]:
        """The acts whose own texts say that an act ended them."""
        found: dict[str, list[str]] = defaultdict(list)
        for one in self.summaries:
            if one.card.repealed and self.known(one.card.repealed.by):
                found[self.slug(one.card.repealed.by)].append(self.slug(one.ref))
        return found

    @cached_property
    def _numbered(self) -> dict[tuple[date | None, str | None], list[str]]:
        """The acts of each date and number."""
        found: dict[tuple[date | None, str | None], list[str]] = defaultdict(list)
        for key, identity in self.identities.items():
            found[key.date, key.number].append(identity.slug)
        return found

    def _languages(self, slug: str) -> set[Language]:
        """The languages in which a regulation can be said: those of its own text and of the acts that change it."""
        own, changing = self.own_texts(slug), self.amending(slug)
        if own and not changing and all(text.amending for text in own):
            return set()  # an amending act that nothing changes is no regulation
        ending = [] if own else self._ending.get(slug, [])
        return {one.language for one in (*own, *changing, *ending)}

    def own_texts(self, slug: str) -> list[Summary]:
        """The texts of an act on file, Russian first."""
        return [text for language in LANGUAGES if (text := self.texts.get((slug, language)))]

    def is_regulation(self, slug: str) -> bool:
        """Whether an act is more than an order to change others."""
        own = self.own_texts(slug)
        return not own or not all(text.amending for text in own)

    def _plan(self, slug: str, language: Language) -> Plan:
        base = self.texts.get((slug, language))
        applied = [one for one in self.amending(slug) if one.understood and one.language == language]
        waiting, findings = self._waiting(slug, language)
        ends = self.ends(slug, language)
        amendments = tuple(self._amendment(one) for one in sorted(applied, key=lambda one: one.sha256))
        presumptions = () if ends else tuple(self._presumptions(slug, language))
        return Plan(
            act=self.ref(slug, language),
            keys=self.acts[slug].keys,
            language=language,
            base=base.sha256 if base else None,
            published=self._published(base) if base else None,
            amendments=amendments,
            ends=ends,
            presumptions=presumptions,
            not_applied=waiting,
            findings=findings,
            decided=self._decided(base, amendments, presumptions),
        )

    def _decided(
        self, base: Summary | None, amendments: Iterable[Amendment], presumptions: Iterable[Presumption]
    ) -> tuple[str, ...]:
        """The names of the decisions about the texts of a plan."""
        texts = {base.sha256} if base else set()
        texts |= {sha256 for one in amendments for sha256 in (one.sha256, *(text for text, _ in one.amended_by))}
        texts |= {one.text for one in presumptions}
        return tuple(sorted(name for sha256 in texts for name in self.rulings_on(sha256).ids))

    def _amendment(self, one: Summary) -> Amendment:
        slug = self.slug(one.ref)
        changing = [
            (text.sha256, self._published(text)) for text in self.amending(slug) if text.language == one.language
        ]
        return Amendment(
            one.sha256,
            self.ref(slug, one.language),
            self._published(one),
            next(iter(self.ends(slug, one.language)), None),
            tuple(sorted(changing, key=str)),
        )

    def _published(self, one: Summary) -> date | None:
        decision = self.published.get(self.slug(one.ref))
        return decision.on if decision else None

    def _waiting(self, slug: str, language: Language) -> tuple[tuple[ActRef, ...], tuple[Finding, ...]]:
        """The acts on file that change a regulation and are not applied to it, and why."""
        found: dict[str, Finding | None] = {}
        changing = self.amending(slug)
        languages: dict[str, set[Language]] = defaultdict(set)
        for one in changing:
            languages[self.slug(one.ref)].add(one.language)
        for one in changing:
            at = self.slug(one.ref)
            if one.language == language and not one.understood:
                found[at] = None
            elif language not in languages[at]:
                message = f"{name_of(one.ref)} changes this act, and its {_WORDS[language]} text is not on file"
                found[at] = finding("language-not-on-file", message)
        for one in self._unclear(slug):
            message = f"{name_of(one.ref)} changes an act that may be this one or another of the same date and number"
            found.setdefault(self.slug(one.ref), finding("act-ambiguous", message))
        refs = tuple(self.ref(at, language) for at in sorted(found))
        return refs, tuple(problem for _, problem in sorted(found.items()) if problem)

    def _unclear(self, slug: str) -> Iterator[Summary]:
        """The texts that change an act under a name that fits this one and others."""
        for day, number in sorted({(key.date, key.number) for key in self.acts[slug].keys}, key=str):
            for at in self._ambiguous.get((day, number), []):
                yield from self.amending(at)

    @cached_property
    def _ambiguous(self) -> dict[tuple[date | None, str | None], list[str]]:
        """References that fit several acts, by the date and number that they give."""
        found: dict[tuple[date | None, str | None], list[str]] = defaultdict(list)
        for slug, identity in self.acts.items():
            if identity.ambiguous:
                found[next((key.date, key.number) for key in identity.keys)].append(slug)
        return found

    def ends(self, slug: str, language: Language | None, seen: frozenset[str] = frozenset()) -> tuple[End, ...]:
        """What ends an act as a whole: what its own text states, and the acts on file that repeal it.

        At most one: a stated day before a computed and a presumed one, the text in `language` before the other, then
        the earliest. A repeal by an act that ended before its day has no effect.
        """
        found: list[tuple[bool, End]] = []
        for text in self.own_texts(slug):
            if stated := text.card.repealed:
                found.append((text.language != language, self._end(stated.in_force, stated.by)))
        if slug not in seen:
            for one in self._ending.get(slug, []):
                found += [(one.language != language, end) for end in self._repeals(one, slug, seen | {slug})]
        ranked = sorted(found, key=lambda item: (_RANK[item[1].certainty], item[0], item[1].on or date.max, str(item)))
        return (ranked[0][1],) if ranked else ()

    def _repeals(self, one: Summary, slug: str, seen: frozenset[str]) -> Iterator[End]:
        if not one.understood:
            return
        at = self.slug(one.ref)
        own_end = next(iter(self.ends(at, one.language, seen)), None)
        for operation in one.repeals:
            if self.slug(operation.act) != slug:
                continue
            end = self._end(self._dated(operation.in_force, one), one.ref)
            if own_end is None or own_end.on is None or (end.on is not None and end.on < own_end.on):
                yield end

    def _dated(self, force: InForce, one: Summary) -> InForce:
        """An entry into force with the publication date put in, where it is on file."""
        published = self._published(one)
        if published is None or force.rule in ("date", "condition", "on-signature"):
            return force
        from legal.amend.force import first_day

        return replace(force, start=first_day(force, published), certainty="computed")

    def _end(self, force: InForce, by: ActRef) -> End:
        known = self.identities.get(key_of(by))
        return End(force.start, force.certainty, self.ref(known.slug) if known else by)

    def _presumptions(self, slug: str, language: Language) -> Iterator[Presumption]:
        """The repeals of amending acts that most likely ended the regulation too (order 464, item 34, read backwards).

        An amending act adopted after such a day speaks against it: the regulation was then still there.
        """
        adopted = [one.card.date for one in self.amending(slug) if one.card.date]
        for one in self.amending(slug):
            end = next(iter(self.ends(self.slug(one.ref), language)), None)
            if end is None or end.on is None:
                continue
            if not any(day > end.on for day in adopted):
                yield Presumption(end, one.sha256, self._published(one))


_WORDS: dict[Language, str] = {"rus": "Russian", "kaz": "Kazakh"}


def name_of(ref: ActRef) -> str:
    """An act in a few words, for messages."""
    day = ref.date.isoformat() if ref.date else "?"
    return f"{ref.form or 'act'} {ref.number or ref.code} of {day}"
