"""What the pages show: plain records made from the corpus, so that the templates only place them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Literal

from api import service
from api.http.site.marks import Piece, marked
from api.messages import UiLanguage, say
from api.words import act_words, date_words, finding_words, first_upper, target_words
from legal import Corpus
from legal.errors import NotOnFile
from legal.records import ActRef, ActSummary, BlameLine, Change, Event, Language, Operation, Version, Wording
from legal.store.deciding import Decided
from legal.store.decisions import Cancel
from legal.store.search import Hit

Tone = Literal["stop", "care", "note"]


# Characters of a long line that are shown before the first word found and after the last.
_BEFORE, _AFTER = 160, 240

# Findings that a banner of their own says better.
SAID = frozenset({"repeal-presumed", "force-presumed", "base-not-on-file"})


@dataclass(frozen=True, slots=True)
class Banner:
    """A notice above a text. "stop": do not use it; "care": check before use; "note": good to know."""

    tone: Tone
    text: str
    items: tuple[str, ...] = ()
    link: str | None = None
    link_text: str = ""


@dataclass(frozen=True, slots=True)
class ChangeCard:
    """A change with its two wordings, the words that differ marked."""

    change: Change
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive lines of a text with one origin."""

    wording: Wording
    lines: tuple[str, ...]
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An event of a timeline with the operations it names, as far as they are on file."""

    event: Event
    operations: tuple[Operation, ...]
    key: str | None


def banners(corpus: Corpus, version: Version, summary: ActSummary, ui: UiLanguage, base: str) -> list[Banner]:
    """Everything a person must know before relying on a text, most serious first. `base`: the page of the act."""
    found: list[Banner] = []
    ended = date_words(version.ended, ui)
    by = act_words(version.ended_by, ui) if version.ended_by else ""
    if version.status in ("repealed", "presumed-repealed", "not-yet"):
        key = version.status.replace("-", "_")
        since = date_words(version.since, ui)
        on = date_words(version.on, ui)
        found.append(Banner("stop", say(f"site.banner_{key}", ui, ended=ended, by=by, since=since, on=on)))
    if version.status == "unknown":
        found.append(Banner("care", say("site.banner_unknown", ui)))
    found += _not_applied(corpus, version, ui, base)
    if version.certainty == "presumed":
        found.append(Banner("care", say("site.banner_presumed", ui)))
    if version.incomplete:
        key = "site.banner_incomplete" if summary.on_file else "site.banner_no_base"
        found.append(Banner("note", say(key, ui)))
    serious = [one for one in version.findings if one.severity != "info" and one.code not in SAID]
    if serious:
        items = tuple(finding_words(one, ui) for one in serious)
        tone: Tone = "stop" if any(one.severity == "error" for one in serious) else "care"
        found.append(Banner(tone, say("site.banner_findings", ui), items))
    return found


def _not_applied(corpus: Corpus, version: Version, ui: UiLanguage, base: str) -> list[Banner]:
    """Acts on file that would change this one and were not understood in full: each with its findings."""
    found = []
    for act in version.not_applied:
        key = service.act_key(act)
        try:
            faults = [one for one in corpus.findings(key, version.language) if one.severity == "error"]
        except NotOnFile:
            faults = []
        found.append(
            Banner(
                "stop",
                say("site.banner_not_applied", ui, act=first_upper(act_words(act, ui))),
                tuple(finding_words(one, ui) for one in faults),
                f"{base}/{key.lstrip('/')}/changes",
                say("site.show_changes", ui),
            )
        )
    return found


def change_cards(changes: Iterable[Change]) -> list[ChangeCard]:
    """Changes with their words marked."""
    return [ChangeCard(change, *marked(change.before, change.after)) for change in changes]


def marked_pieces(hit: Hit) -> list[Piece]:
    """The text of a hit as runs of words, those that were looked for marked; a long text from before the first."""
    text, at = hit.line.text, 0
    if hit.marks and hit.marks[0][0] > _BEFORE:
        at = text.rfind(" ", 0, hit.marks[0][0] - _BEFORE // 2) + 1
    found = [Piece("… ", False)] if at else []
    for start, end in hit.marks:
        found += [Piece(text[at:start], False), Piece(text[start:end], True)]
        at = end
    rest = text[at:]
    short = rest if len(rest) <= _AFTER else f"{rest[:_AFTER].rpartition(' ')[0]} …"
    return [*found, Piece(short, False)]


def blocks(lines: Sequence[BlameLine], component: str | None = None) -> list[Block]:
    """Lines of one approved document with one origin taken together, in order."""
    mine = [line for line in lines if line.component == component]
    return [Block(wording, tuple(line.text for line in group)) for wording, group in _runs(mine)]


def _runs(lines: Iterable[BlameLine]) -> list[tuple[Wording, list[BlameLine]]]:
    def origin(line: BlameLine) -> tuple[object, ...]:
        return (line.wording.act, line.wording.start, line.wording.certainty, line.wording.by)

    runs = []
    for _, group in groupby(lines, key=origin):
        together = list(group)
        runs.append((together[0].wording, together))
    return runs


def components(lines: Sequence[BlameLine]) -> list[str | None]:
    """The act itself (None) and the documents it approves, in the order in which they stand."""
    return list(dict.fromkeys(line.component for line in lines))


def entries(corpus: Corpus, events: Iterable[Event], language: Language) -> list[Entry]:
    """A timeline with the operations behind each event."""
    made = []
    for event in events:
        operations, key = _operations(corpus, event.by, language)
        wanted = frozenset(event.operations)
        made.append(Entry(event, tuple(one for one in operations if one.id in wanted), key))
    return made


def _operations(corpus: Corpus, act: ActRef, language: Language) -> tuple[tuple[Operation, ...], str | None]:
    key = service.act_key(act)
    try:
        if language not in corpus.languages(key):
            return (), None
        return corpus.operations(key, language), key
    except NotOnFile:
        return (), None


def neighbours(events: Iterable[Event], on: date) -> tuple[date | None, date | None]:
    """The last day of change before the version of `on`, and the next one after it: where the arrows lead.

    The first is a day inside the version before this one.
    """
    days = sorted({event.on for event in events if event.on is not None and event.kind in ("amendment", "repeal")})
    past = [day for day in days if day <= on]
    following = next((day for day in days if day > on), None)
    return (past[-1] - timedelta(days=1) if past else None), following


def cancelled(decided: Iterable[Decided]) -> bool:
    """Whether a person decided that nothing of an act is applied."""
    return any(isinstance(one.decision, Cancel) and one.decision.operation is None for one in decided)


def grouped(items: Iterable[object], name: str) -> list[tuple[str | None, list[object]]]:
    """Neighbours with the same attribute together, in the order in which they stand."""
    return [(key, list(group)) for key, group in groupby(items, key=attrgetter(name))]


def place_words(component: str | None, target: Sequence[object], ui: UiLanguage) -> str:
    """The approved document and the place in it."""
    words = target_words(target, ui)  # type: ignore[arg-type]
    return f"{component}: {words}" if component else words
