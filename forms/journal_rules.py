"""What the Rules in force on a date say of a registration journal: which events it notes, with what, and the queue.

    Version, id of the form -> provisions that speak of a journal -> JournalRules, each rule with its place and words

Nothing is known of an order: a provision is one on a journal where a line of it says what is noted there ("В
электронном журнале отмечается: …"). Each of its lines becomes one rule by the patterns of `journal.toml`, or a finding
`journal-rule-unread`: such a line is shown and nothing is enforced by it. A number of days that the line gives in
working days, or in words that are no number, is not understood either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from forms.documents import annex_ids
from forms.journal_words import patterns, place, plain
from legal.errors import NotOnFile
from legal.findings import finding
from legal.records import ActRef, Certainty, Finding, Language, Node, Step, Target, Version
from legal.vocabulary.numerals import KAZAKH_CARDINALS, RUSSIAN_CARDINALS

RuleKind = Literal[
    "recorded", "returned", "out_of_turn", "queue", "kept", "postponement", "no_show",
    "application", "notice", "keeping", "title",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cite:
    """Where a rule stands, the words that it is made of, and the order that gave them."""

    component: str
    path: Target
    quote: str
    order: ActRef | None
    since: date | None
    certainty: Certainty | None

    def place(self, language: Language) -> str:
        """As a person cites it: "часть 9 подпункта 1) пункта 11"."""
        return place(self.path, language)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `values` are what its line fixes: "times", "days", "age", "note", "column", "keeper"."""

    kind: RuleKind
    cite: Cite
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JournalRules:
    """The rules of one provision on a date.

    path       the provision: ("paragraph", "11"), ("subparagraph", "1")
    kinds      the kinds of events that the journal notes, and "queue" where it notes the queue
    paper      the events that are noted need the number and date of an order or a decision
    reasons    the kinds whose reason is noted
    status     that of the regulation on the date
    """

    on: date
    language: Language
    path: Target
    kinds: frozenset[str]
    paper: bool
    reasons: frozenset[str]
    rules: tuple[Rule, ...]
    status: str
    certainty: Certainty
    findings: tuple[Finding, ...] = ()
    not_applied: tuple[ActRef, ...] = ()

    @property
    def name(self) -> str:
        """The provision in short: "11.1"."""
        return path_name(self.path)

    def rule(self, kind: RuleKind) -> Rule | None:
        """The first rule of a kind."""
        return next((one for one in self.rules if one.kind == kind), None)

    @property
    def recorded(self) -> Rule:
        """What the journal notes: the rule that makes a provision one on a journal."""
        return next(one for one in self.rules if one.kind == "recorded")


def path_name(path: Target) -> str:
    """A provision in short.

    >>> path_name((Step("paragraph", "11"), Step("subparagraph", "1")))
    '11.1'
    """
    return ".".join(step.num or "" for step in path)


def journal_rules(version: Version, document: str) -> tuple[JournalRules, ...]:
    """The rules of every journal that the Rules with this form speak of, in the order of the text.

    `document` is the id of the journal's form. Raises NotOnFile for an id that the version has no annex for.
    """
    home = next((component for id, _, component in annex_ids(version) if id == document), None)
    if home is None and not any(id == document for id, *_ in annex_ids(version)):
        raise NotOnFile("no such document on that date", place=document, remedy="See qagida documents --kind journal.")
    name = home.heading if home is not None else ""
    nodes = home.children if home is not None else version.body
    found = (_provision(version, name, path, node) for path, node in _numbered(nodes, ()))
    return tuple(one for one in found if one is not None)


def _numbered(nodes: tuple[Node, ...], above: Target) -> Iterator[tuple[Target, Node]]:
    """Every numbered element below the chapters, the annexes left out, with its path."""
    for node in nodes:
        if node.kind == "annex":
            continue
        named = node.kind in ("article", "paragraph", "subparagraph") and node.num
        path = (*above, Step(node.kind, node.num)) if named else above
        if named:
            yield path, node
        yield from _numbered(node.children, path)


def _provision(version: Version, component: str, path: Target, node: Node) -> JournalRules | None:
    made: list[Rule] = []
    unread: list[Finding] = []
    for number, line in _lines(node):
        wording = line.wording or node.wording
        here = (*path, Step("part", str(number)))
        cite = Cite(
            component, here, line.text, wording.act if wording else None,
            wording.start if wording else None, wording.certainty if wording else None,
        )  # fmt: skip
        rule = _read(cite, version.language)
        if rule is not None:
            made.append(rule)
        else:
            where = f"{path_name(path)}, part {number}"
            unread.append(finding("journal-rule-unread", f"{where}: {line.text}"))
    recorded = next((rule for rule in made if rule.kind == "recorded"), None)
    if recorded is None:
        return None
    kinds, paper, reasons = _noted(recorded.cite.quote, version.language)
    return JournalRules(
        version.on, version.language, path, kinds, paper, reasons, tuple(made), version.status,
        version.certainty, tuple(unread), version.not_applied,
    )  # fmt: skip


def _lines(node: Node) -> Iterator[tuple[int, Node]]:
    """The lines of an element's own text, each with the number of its part; those of numbered elements in it not."""
    number = 0
    for child in node.children:
        if child.kind == "part":
            number += 1
            yield from ((number, line) for line in child.children if line.kind == "alinea" and line.text)
        elif child.kind == "alinea" and child.text and child.role != "gap":
            number += 1
            yield number, child


def _read(cite: Cite, language: Language) -> Rule | None:
    text = plain(cite.quote)
    for kind, pattern in patterns("line", language).items():
        if match := pattern.search(text):
            values = _values(kind, match, cite.quote, language)
            return Rule(kind, cite, values) if values is not None else None  # type: ignore[arg-type]
    return None


def _values(kind: str, match: re.Match[str], quote: str, language: Language) -> dict[str, str | int] | None:
    """What a line fixes; None where its numbers are not understood."""
    as_printed = {name: quote[match.start(name) : match.end(name)] for name, said in match.groupdict().items() if said}
    if kind == "out_of_turn":
        age = _number(match["digits"] or match["words"], language)
        return {"age": age, "who": as_printed["who"].rstrip(" ,")} if age else None
    if kind == "postponement":
        times, days = _number(match["times"], language), _number(match["days"], language)
        if not times or not days or match["unit"] not in ("календарных", "күнтізбелік"):
            return None
        notified = bool(patterns("parts", language)["notified"].search(plain(quote)))
        return {"times": times, "days": days, "notice": int(notified)}
    if kind in ("returned", "keeping"):
        return dict(as_printed)
    return {}


def _number(words: str, language: Language) -> int | None:
    """A number in digits, or a cardinal in words, of one word or two.

    >>> _number("тридцати", "rus"), _number("двадцати одного", "rus"), _number("он сегіз", "kaz")
    (30, 21, 18)
    """
    if words.isascii() and words.isdigit():
        return int(words)
    table = RUSSIAN_CARDINALS if language == "rus" else KAZAKH_CARDINALS
    values = [table.get(word) for word in words.split()]
    if None in values or not values:
        return None
    known = [value for value in values if value is not None]
    if len(known) == 1:
        return known[0]
    tens, unit = known
    return tens + unit if tens % 10 == 0 and unit < 10 else None


def _noted(quote: str, language: Language) -> tuple[frozenset[str], bool, frozenset[str]]:
    """The kinds of events that a line names, whether with an order, and those with a reason.

    What is said behind "с указанием" tells particulars of the events before it and names none of its own, but for the
    queue, which is noted by itself.
    """
    parts, text = patterns("parts", language), plain(quote)
    order, reasons = parts["order"].search(text), parts["reasons"].search(text)
    cut = parts["particulars"].search(text)
    events = text[: cut.start()] if cut and language == "rus" else _without(text, order, reasons)
    kinds = {kind for kind, pattern in patterns("kinds", language).items() if pattern.search(events)}
    if patterns("kinds", language)["queue"].search(text):
        kinds.add("queue")
    meant = reasons["of"] if reasons else ""
    why = {kind for kind, pattern in patterns("kinds", language).items() if meant and pattern.search(meant)}
    return frozenset(kinds), order is not None, frozenset(why & kinds)


def _without(text: str, *spans: re.Match[str] | None) -> str:
    for span in sorted((one for one in spans if one), key=lambda one: one.start(), reverse=True):
        text = f"{text[: span.start()]} {text[span.end() :]}"
    return text
