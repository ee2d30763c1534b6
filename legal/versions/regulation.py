"""A regulation as it is kept: the bytes of its multi-version document, and what is read off them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal, NamedTuple, cast

from lxml import etree

from legal.akn.meta import read_ref
from legal.akn.mods import parse_target, read_force
from legal.akn.names import akn, own
from legal.akn.nodes import provisions
from legal.errors import SourceError
from legal.records import Action, ActRef, Certainty, Event, Finding, InForce, Language, Severity, Target, Wording
from legal.versions import terms
from legal.versions.identity import tag
from legal.versions.index import Entry, Facet, entry_of, facets, suspended_of
from legal.versions.model import RepealEvent
from legal.versions.periods import Period, read_periods
from legal.xml import parse


@dataclass(frozen=True, slots=True)
class Mod:
    """An operation as the regulation keeps it. `ended` and `begun` are the eIds of the wordings at its ends."""

    id: str
    action: Action
    component: str | None
    target: Target
    act: ActRef
    in_force: InForce
    state: Literal["applied", "pending", "held"]
    quote: str
    ended: tuple[str, ...]
    begun: tuple[str, ...]
    old: str | None
    new: str | None


class Entries(NamedTuple):
    """The text of a regulation: the wordings of its title, its own elements, what is attached, its suspensions."""

    title: tuple[Facet, ...]
    body: list[Entry]
    attached: list[Entry]
    suspended: tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Regulation:
    """A regulation in one language: every wording that ever stood, with its interval and its operations.

    Equal where the bytes are equal. Everything else is read off the document when it is first asked for.
    """

    xml: bytes

    @classmethod
    def parse(cls, data: bytes) -> Regulation:
        """The regulation of a document that `build` made. Raises SourceError for any other document."""
        regulation = cls(data)
        if regulation.root.find(f"{akn('act')}/{akn('meta')}/{akn('proprietary')}/{own('act')}") is None:
            raise SourceError("not the document of a regulation", remedy="Build it again from the sources.")
        return regulation

    @cached_property
    def root(self) -> etree._Element:
        """The parsed document; never changed."""
        return parse(self.xml)

    @cached_property
    def document(self) -> etree._Element:
        """The `act` element."""
        return self.root[0]

    @cached_property
    def _data(self) -> etree._Element:
        found = self.document.find(f"{akn('meta')}/{akn('proprietary')}")
        assert found is not None
        return found

    @cached_property
    def act(self) -> ActRef:
        """The act that the regulation is the text of."""
        found = self._data.find(own("act"))
        assert found is not None
        return read_ref(found)

    @cached_property
    def language(self) -> Language:
        """The language of the text."""
        found = next(self.document.iter(akn("FRBRlanguage")))
        return cast(Language, found.get("language"))

    @property
    def based(self) -> bool:
        """Whether the text of the base act is on file."""
        return self._data.get(own("based")) == "true"

    @property
    def since(self) -> date | None:
        """The first day of the base act, where it is known."""
        value = self._data.get(own("since"))
        return date.fromisoformat(value) if value else None

    @cached_property
    def periods(self) -> Mapping[str, Period]:
        """The periods by reference."""
        return read_periods(self.root)

    @cached_property
    def acts(self) -> Mapping[str, ActRef]:
        """The acts of the timeline by their identifiers in the document."""
        block = self.document.find(f"{akn('meta')}/{akn('references')}")
        refs = block.iter(akn("passiveRef")) if block is not None else ()
        return {ref.get("eId") or "": read_ref(ref) for ref in refs}

    @cached_property
    def mods(self) -> Mapping[str, Mod]:
        """The operations by id, in the order of events."""
        block = self.document.find(f"{akn('meta')}/{akn('analysis')}/{akn('passiveModifications')}")
        found = [self._mod(element) for element in block] if block is not None else []
        return {mod.id: mod for mod in found}

    def _mod(self, element: etree._Element) -> Mod:
        get = element.get
        refs = {
            name: tuple((each.get("href") or "")[1:] for each in element.iterchildren(akn(name)))
            for name in ("old", "new")
        }
        return Mod(
            get(own("id")) or "",
            cast(Action, get(own("action"))),
            get(own("component")),
            parse_target(get(own("target")) or ""),
            self.acts[(get(own("by")) or "")[1:]],
            read_force(element),
            cast(Any, get(own("state"))),
            get(own("quote")) or "",
            refs["old"],
            refs["new"],
            get(own("oldText")),
            get(own("newText")),
        )

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The timeline, in the order of events."""
        ids = {tag(operation): operation for operation in self.mods}
        found = []
        for element in self._data.iterchildren(own("event")):
            on, days = element.get("on"), element.get("days")
            found.append(
                Event(
                    cast(Any, element.get("kind")),
                    date.fromisoformat(on) if on else None,
                    cast(Certainty, element.get("certainty")),
                    self.acts.get(element.get("by") or "", self.act),
                    tuple(ids[each] for each in (element.get("operations") or "").split()),
                    cast(Any, element.get("rule")),
                    int(days) if days else None,
                )
            )
        return tuple(found)

    @cached_property
    def repeals(self) -> tuple[RepealEvent, ...]:
        """The dated ends of the regulation, first the earliest."""
        return tuple(
            RepealEvent(
                date.fromisoformat(element.get("on") or ""),
                cast(Certainty, element.get("certainty")),
                self.acts[element.get("by") or ""],
                element.get("presumed") == "true",
            )
            for element in self._data.iterchildren(own("repeal"))
        )

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What was found when the regulation was built."""
        found = []
        for element in self._data.iterchildren(own("finding")):
            line = element.get("line")
            found.append(
                Finding(
                    element.get("code") or "",
                    cast(Severity, element.get("severity")),
                    element.text or "",
                    int(line) if line else None,
                    tuple(each.text or "" for each in element),
                )
            )
        return tuple(found)

    @cached_property
    def entries(self) -> Entries:
        """The text as entries, read once for all days."""
        document = self.document
        preamble, body, attachments = (document.find(akn(name)) for name in ("preamble", "body", "attachments"))
        assert body is not None
        title = next(document.iter(akn("docTitle")), None)
        wordings = facets(title)
        if title is not None and not wordings:
            wordings = (Facet(title.text or "", None, (None, None)),)
        elements = [*(preamble if preamble is not None else ()), *provisions(body)]
        return Entries(
            wordings,
            [entry_of(element) for element in elements],
            [entry_of(element) for element in attachments] if attachments is not None else [],
            suspended_of(body),
        )

    def wording(self, reference: str | None, by: str | None, ended: str | None) -> Wording | None:
        """The wording of a period, of the operation that began it and the one that ended it."""
        if reference is None:
            return None
        key = (reference, by, ended)
        found = self._wordings.get(key)
        if found is None:
            period = self.periods.get(reference, Period())
            mod = self.mods.get(by) if by else None
            found = self._wordings[key] = Wording(
                period.start,
                period.end,
                period.start_certainty,
                period.end_certainty,
                by,
                ended,
                mod.act if mod else None,
                mod.in_force.rule if mod else None,
            )
        return found

    @cached_property
    def _wordings(self) -> dict[tuple[str, str | None, str | None], Wording]:
        return {}

    def notice(self, reference: str) -> str:
        """The notice that a provision stands and does not apply in a period."""
        period = self.periods[reference]
        start = terms.day(period.start) if period.start else ""
        if period.end is None:
            return terms.SUSPENDED[self.language].format(start=start)
        return terms.SUSPENDED_UNTIL[self.language].format(start=start, end=terms.day(period.end))

    @cached_property
    def by_eid(self) -> Mapping[str, etree._Element]:
        """The elements of the text by identifier."""
        return {eid: element for element in self.document.iter() if (eid := element.get("eId"))}
