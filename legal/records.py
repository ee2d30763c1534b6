"""The frozen records that pass between the stages.

    bytes -> Source -> Act (a tree of Node) -> Operation... -> regulation (multi-version XML) -> Version

Nothing here computes. Words are those of the Akoma Ntoso standard, FRBR and the Law of 6 April 2016 No. 480-V.
Dates are civil dates of Kazakhstan; every period is half open, `[start, end)`; unknown is `None`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Language = Literal["rus", "kaz"]
Severity = Literal["info", "warning", "error"]

Kind = Literal[
    "preamble", "title", "division", "subdivision", "chapter", "section", "article", "paragraph", "subparagraph",
    "part", "alinea", "sentence", "annex", "component", "table", "row", "column", "cell", "note", "heading",
    "contents", "caption",
]  # fmt: skip

Action = Literal[
    "replace", "insert", "delete", "repeal", "rename", "renumber",
    "replace-words", "insert-words", "delete-words", "suspend", "resume",
]  # fmt: skip

Certainty = Literal["stated", "computed", "presumed", "pending"]

ForceRule = Literal[
    "date", "after-publication", "on-publication", "day-after-publication",
    "months-after-publication", "on-signature", "on-registration", "condition",
]  # fmt: skip

UNPUBLISHED: frozenset[ForceRule] = frozenset({"date", "on-signature", "on-registration", "condition"})
"""The rules that a date of publication does not decide."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A repair, an ambiguity, an unresolved target, an unread span. `code` is a key of `legal.findings.CODES`.

    `line` is the 1-based line of the published file; `candidates` are the places an ambiguous target may mean.
    """

    code: str
    severity: Severity
    message: str
    line: int | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Registration:
    """State registration with the Ministry of Justice (Law 480-V, art. 44). `number` as printed, without zeros."""

    number: str
    date: date | None


@dataclass(frozen=True, slots=True)
class ActRef:
    """An act as another act names it. Matched by form, date, number and registration number, never by title."""

    form: str | None
    date: date | None
    number: str | None
    code: str | None = None
    author: str | None = None
    registered: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class InForce:
    """When something takes force. `days` counts days or months after publication, as `rule` says."""

    rule: ForceRule
    start: date | None
    certainty: Certainty
    days: int | None = None
    condition: str | None = None
    end: date | None = None
    """The first day on which it is in force no more ("действует до …"), where the act says so."""
    not_before: date | None = None
    """The earliest day that a rule may give ("но не ранее 1 января 2026 года")."""


@dataclass(frozen=True, slots=True)
class Repeal:
    """A statement in the file that the act itself was repealed, by which act and from when."""

    by: ActRef
    in_force: InForce
    quote: str


@dataclass(frozen=True, slots=True)
class Card:
    """The registration card of an act, as far as its text gives it.

    `form` is the English word of the AKN naming ("order", "law", "resolution", "decree", "decision", "code");
    `author` the issuing body as printed, in the nominative where it is known.
    """

    language: Language
    title: str
    form: str | None = None
    author: str | None = None
    date: date | None = None
    number: str | None = None
    registered: Registration | None = None
    repealed: Repeal | None = None
    code: str | None = None
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """Which operation gave a provision its wording, and for how long it stands.

    `by` is the id of the operation (None: the base act), `act` the act of that operation.
    `end` None: no end is known. `pending_end_by` names the operation that ends it.
    """

    start: date | None = None
    end: date | None = None
    certainty: Certainty | None = None
    end_certainty: Certainty | None = None
    by: str | None = None
    ended_by: str | None = None
    act: ActRef | None = None
    rule: ForceRule | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """One element of a text, with its parts in reading order.

    kind      one of `Kind`
    num       the number without brackets, dots or words: "2", "9-8"; None where the kind has none
    label     the number as published: "5)", "2.", "Статья 3.", "Параграф 2-1.", "Приложение 3"
    heading   the heading as published, without the label
    text      the words of a leaf (alinea, heading, note), inner spaces single
    children  containers of text (article, paragraph, subparagraph, preamble, note, cell) hold `part`s or other
              containers; a `part` holds `alinea`s, and the `subparagraph`s that its enumeration introduces;
              a table holds rows, a row cells, a cell alineas
    role      what an element is beyond its kind: "header" (a heading row), "line" (a line of a form, unindented),
              "caption", "gap" (known to exist, wording not on file), "column" (one of cells set side by side:
              signatures, official names), "sum"; "" otherwise
    span      columns and rows that a cell covers
    lines     first and last line of the published file, 1-based, inclusive
    wording   set on nodes that come out of a regulation; None on nodes read from a file
    wid, eid  AKN identifiers; set on nodes that come out of a regulation
    """

    kind: Kind
    num: str | None = None
    label: str = ""
    heading: str = ""
    text: str = ""
    children: tuple[Node, ...] = ()
    role: str = ""
    span: tuple[int, int] = (1, 1)
    lines: tuple[int, int] | None = None
    wording: Wording | None = None
    wid: str | None = None
    eid: str | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex of an act.

    label      "Приложение 1" as printed; `num` its number, None where the act has one annex without a number
    caption    the lines under the label ("к приказу Министра … от 6 декабря 2021 года № 458"), joined
    restated   for an annex that restates or adds an annex of another document: that annex as it will stand,
               with its own label and caption ("Приложение 3" "к Правилам предоставления …")
    body       what the annex says: an annex node, a component node (approved Rules, with their own annexes as
               children of kind annex), or, in an amending act's list of acts (перечень), paragraphs
    """

    num: str | None
    label: str
    caption: str
    body: Node
    restated: bool = False
    lines: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Editorial matter of a consolidated text ("Сноска.", "Ескерту.", "Примечание ИЗПИ!"): never text of the act."""

    kind: Literal["footnote", "notice", "status", "copyright"]
    text: str
    lines: tuple[int, int] | None = None
    about: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes as received, never changed. `sha256` in hex; `format` is "txt", "md", "html", "docx" or "pdf"."""

    data: bytes
    sha256: str
    format: str
    name: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Characters of the text that the file holds, spaces and the marks of its format left out, and how many of them
    stand in the act: in its own text, its annexes, its card or its notes.
    """

    characters: int
    explained: int


@dataclass(frozen=True, slots=True)
class Act:
    """One act in one language, read from one source.

    `body` holds the preamble and the chapters, articles or paragraphs in order; `signatures` the lines of the
    signature block, `approvals` the agreeing bodies; `annexes` what follows.
    """

    card: Card
    body: tuple[Node, ...]
    signatures: tuple[Node, ...] = ()
    approvals: tuple[Node, ...] = ()
    annexes: tuple[Annex, ...] = ()
    notes: tuple[Note, ...] = ()
    findings: tuple[Finding, ...] = ()
    source_sha256: str = ""
    coverage: Coverage | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a target path, from large to small: kind and number without brackets."""

    kind: Kind
    num: str | None = None
    title: str | None = None
    """The heading by which an address names an element, in quotes there: "раздел «Общие положения»"."""


Target = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class OperationSource:
    """Where in the amending act an operation is written.

    `paragraph` is the numbered element of the amending act that holds it ("1"; "1.2" for subparagraph 2 of
    paragraph 1), `alineas` the alineas of that element counted as partial entry into force counts them: every line,
    the lead line first. `quote` is the instruction in the act's words, without the new text.
    """

    paragraph: str | None
    alineas: tuple[int, ...]
    quote: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Operation:
    """One change to one target.

    `target` () is the whole act or component. For an insertion it is the new element. `old` holds the words taken
    out or, for insert-words, the words after which the new ones go (`before` True: before which). `new` is the new
    text, words or number as printed; `content` the same as elements. `everywhere`: every place in the target.
    """

    id: str
    action: Action
    act: ActRef
    component: str | None
    target: Target
    in_force: InForce
    source: OperationSource
    old: str | None = None
    new: str | None = None
    content: tuple[Node, ...] = ()
    before: bool = False
    everywhere: bool = False
    inflected: bool = False
    """The instruction says "в соответствующих падежах" or its like: every form of the words is meant."""
    by: ActRef | None = None
    """The amending act that the operation belongs to."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that changes, or ends, a regulation on a day: a line of its timeline.

    `kind`: "base" the act was adopted, "amendment" operations take force, "repeal" the act ends,
    "pending" a condition that has not come, "not-applied" an act on file with a clause not understood.
    """

    kind: Literal["base", "amendment", "repeal", "pending", "not-applied"]
    on: date | None
    certainty: Certainty
    by: ActRef
    operations: tuple[str, ...] = ()
    rule: ForceRule | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """A regulation on a date.

    `status`: "in-force"; "not-yet" before its first day; "repealed" or "presumed-repealed" from `ended` on;
    "unknown" where nothing on file says. `body` are the act's own elements, `components` the documents it
    approves, each with its annexes as children of kind annex.
    """

    act: ActRef
    language: Language
    on: date
    status: Literal["in-force", "not-yet", "repealed", "presumed-repealed", "unknown"]
    certainty: Certainty
    title: Node | None
    body: tuple[Node, ...]
    components: tuple[Node, ...]
    annexes: tuple[Node, ...]
    ended: date | None = None
    ended_by: ActRef | None = None
    iri: str | None = None
    since: date | None = None
    """The first day of this version, where it is known."""
    until: date | None = None
    incomplete: bool = False
    """True where a provision is known to exist and its wording is not on file."""
    begins: date | None = None
    """The first day of the act itself, where the act is on file and says it."""
    begins_certainty: Certainty | None = None
    ends: date | None = None
    """The first day on which the act applies no more, where that is known, passed or not."""
    ends_certainty: Certainty | None = None
    not_applied: tuple[ActRef, ...] = ()
    """Acts on file that change this one, perhaps already on this day, and are held back: the text is without them."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two dates, read off the operations: no text is diffed to find it."""

    action: Action
    component: str | None
    target: Target
    on: date
    certainty: Certainty
    operation: str
    by: ActRef
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class BlameLine:
    """A line of the text on a date with the operation that gave it (None: the base act)."""

    target: Target
    component: str | None
    text: str
    wording: Wording


@dataclass(frozen=True, slots=True)
class ActSummary:
    """A row of the list of acts on file. `on_file` False: named by an order, its own text is not here."""

    iri: str
    code: str | None
    card: Card
    languages: tuple[Language, ...]
    on_file: bool
    amends: tuple[ActRef, ...] = ()
    amended_by: tuple[ActRef, ...] = ()
    applied: bool = True
    titles: tuple[tuple[Language, str], ...] = ()
    """The title in each language in which it is known: the act's own, else as others name it in that language."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did with one file."""

    name: str
    iri: str | None
    code: str | None
    language: Language | None
    outcome: Literal["imported", "unchanged", "not-applied", "previewed"]
    operations: tuple[Operation, ...] = ()
    coverage: Coverage | None = None
    findings: tuple[Finding, ...] = field(default=())
