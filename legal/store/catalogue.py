"""All that the corpus holds at one revision, and what every regulation has to be built from.

A plan is a value: two catalogues whose plans for a regulation are equal have the same regulation. So an import
rebuilds what changed and nothing else, and the order of imports cannot matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property

from legal.findings import finding
from legal.records import UNPUBLISHED, ActRef, Certainty, Finding, InForce, Language
from legal.store.identity import key_of, title_words
from legal.store.plan import Amendment, End, Plan, Presumption
from legal.store.records import Summary
from legal.store.register import Place, Register, name_of

_RANK: dict[Certainty, int] = {"stated": 0, "computed": 1, "presumed": 2, "pending": 3}


class Catalogue(Register):
    """The acts of one revision with what the regulation of each is built from."""

    @cached_property
    def _plans(self) -> dict[Place, Plan]:
        return {}

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
            waiting += self.named(ref for text in self.own_texts(slug) for ref in text.refs)
            waiting += self._said_to_end.get(slug, [])
            refs = [*(ref for text in self.own_texts(slug) for ref in text.changed), self.ref(slug)]
            titled = [ref for ref in refs if (ref.form, ref.date) in self._titled]
            waiting += self.named(one for ref in titled for one in self.of_day(ref))
            if self.acts[slug].ambiguous:
                for key in self.acts[slug].keys:
                    waiting += self._numbered[key.date, key.number]
        return found

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
        ending = [] if own else self.ending(slug)
        return {one.language for one in (*own, *changing, *ending)}

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
            self.acts[slug].keys,
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
        for one, ref in self._perhaps(slug, language):
            name = name_of(one.ref)
            message = f"{name} changes an act of this day whose title may be that of this one: {ref.title!r}"
            found.setdefault(self.slug(one.ref), finding("act-ambiguous", message))
        for one in self._unclear(slug):
            message = f"{name_of(one.ref)} changes an act that may be this one or another of the same date and number"
            found.setdefault(self.slug(one.ref), finding("act-ambiguous", message))
        refs = tuple(self.ref(at, language) for at in sorted(found))
        return refs, tuple(problem for _, problem in sorted(found.items()) if problem)

    def _perhaps(self, slug: str, language: Language) -> Iterator[tuple[Summary, ActRef]]:
        """The texts that change an act of this form and day under a title that names none, and may be this one's.

        It may be where the two are alike, or where this one's title in that language is not known and no other text
        of the same amending act says what it changes.
        """
        own = self.ref(slug)
        titles = dict(self.titles(slug)) if self.own_texts(slug) else {}
        for one, ref in self._titled.get((own.form, own.date), []):
            title = titles.get(one.language)
            if self.known(ref) or not titles or (title is not None and not _alike(title, ref.title or "")):
                continue
            if title is not None or len(self.own_texts(self.slug(one.ref))) == 1:
                yield one, ref

    @cached_property
    def _titled(self) -> dict[tuple[str | None, date | None], list[tuple[Summary, ActRef]]]:
        """What texts change under a title alone, by the form and day of it."""
        found: dict[tuple[str | None, date | None], list[tuple[Summary, ActRef]]] = defaultdict(list)
        for one in self.summaries:
            for ref in one.changed:
                if key_of(ref).title is not None:
                    found[ref.form, ref.date].append((one, ref))
        return found

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
            for one in self.ending(slug):
                found += [(one.language != language, end) for end in self._repeals(one, slug, seen | {slug})]
        ranked = sorted(found, key=lambda item: (_RANK[item[1].certainty], item[0], item[1].on or date.max, str(item)))
        return (ranked[0][1],) if ranked else ()

    def _repeals(self, one: Summary, slug: str, seen: frozenset[str]) -> Iterator[End]:
        if not one.understood:
            return
        at = self.slug(one.ref)
        own_end = next(iter(self.ends(at, one.language, seen)), None)
        for operation in one.repeals:
            if self.named([operation.act]) != [slug]:
                continue
            end = self._end(self._dated(operation.in_force, one), one.ref)
            if own_end is None or own_end.on is None or (end.on is not None and end.on < own_end.on):
                yield end

    def _dated(self, force: InForce, one: Summary) -> InForce:
        """An entry into force with the publication date put in, where it is on file."""
        published = self._published(one)
        if published is None or force.rule in UNPUBLISHED:
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


def _alike(title: str, other: str) -> bool:
    """Whether most words of two titles are the same: one may be the other with a slip in it."""
    left, right = (set(title_words(each).split()) for each in (title, other))
    return 2 * len(left & right) > max(len(left), len(right))


_WORDS: dict[Language, str] = {"rus": "Russian", "kaz": "Kazakh"}
