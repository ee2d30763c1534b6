"""A document as plain data: what it must contain, in order, and where each piece comes from.

A `Document` is all that the renderer knows. Every output (HTML, PDF, DOCX, JSON, XML, text) says the same words,
because all of them walk the same blocks in the same order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from legal.heads import head
from legal.records import ActRef, Certainty, Finding, ForceRule, Language

DocumentKind = Literal["standard", "act", "sheet", "journal", "form", "table", "text"]
FieldKind = Literal[
    "text", "person", "date", "period", "number", "money", "iin", "bin", "phone", "address", "choice",
    "signature", "seal", "month", "year", "mark",
]  # fmt: skip
Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True, slots=True)
class Field:
    """A place to fill. `name` is stable, ASCII, unique in the document; `label` is the caption as published.

    A label that others of the document share is told apart from them by more words; `caption` then keeps it as
    published. `source` is the published line or column heading that the field was read from.
    """

    name: str
    label: str
    kind: FieldKind
    required: bool = True
    hint: str = ""
    source: str = ""
    caption: str = ""
    computed: str = ""
    """How a supplement says that it is computed (`forms.supplement.Computed`); "" for what the form itself tells."""
    told: bool = False
    """Whether a supplement says its kind or its alternatives, so that the label has no say."""

    @property
    def published_label(self) -> str:
        """The label as published, whatever tells it apart left out."""
        return self.caption or self.label


@dataclass(frozen=True, slots=True)
class Text:
    """Words as published."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """A line to fill, `width` underscores long as published, exactly `published` in print when empty."""

    field: str
    published: str


Inline = Text | Blank


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 is the document's own title. `parts` are the words of `text` again where it has blanks, else ()."""

    text: str
    level: int = 1
    label: str = ""
    parts: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or a line of a form. `indent`: first-line indent. `small`: a caption under a line.

    `label` is the published number ("5)"), printed in front. `depth` 0 for a paragraph, 1 for a subparagraph.
    `change` says which operation gave the wording, for views that show it.
    """

    parts: tuple[Inline, ...]
    align: Align = "left"
    indent: bool = False
    small: bool = False
    label: str = ""
    depth: int = 0
    anchor: str = ""
    since: date | None = None
    by: ActRef | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Something known to exist whose wording is not on file; `text` is the notice that is printed."""

    text: str
    label: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. `header`: a heading cell."""

    lines: tuple[Line | Gap, ...]
    colspan: int = 1
    rowspan: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A table row. `num` is its number where it is numbered."""

    cells: tuple[Cell, ...]
    num: str | None = None
    since: date | None = None
    by: ActRef | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table. `head` rows repeat on every page; `spare` empty rows are printed to write in.

    `widths`: share of each column in percent, summing to 100. `fields` are the columns of a journal or a form, `name`
    what a supplement calls its rows.
    """

    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    spare: int = 0
    fields: tuple[Field, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks set side by side without rules: two signature columns, official names in two languages."""

    columns: tuple[tuple[Line, ...], ...]


Block = Heading | Line | Gap | Table | Columns


@dataclass(frozen=True, slots=True)
class Provenance:
    """The order that gave the document its wording, from when, and how certain that date is.

    `until` None: no end is known. `repealed`: "presumed" or "stated" where the regulation has ended by `until`.
    """

    order: ActRef | None
    operation: str | None
    start: date | None
    certainty: Certainty | None
    rule: ForceRule | None = None
    until: date | None = None
    until_certainty: Certainty | None = None
    regulation: ActRef | None = None
    component: str | None = None
    annex: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document on one date in one language.

    id          stable over versions: "V2300032994/3" is annex 3 of the only Rules of that act,
                "V1500010370/1/8" annex 8 of its first Rules (counted in the order in which they stand)
    label       "Приложение 8"; `caption` the lines under it, as published
    blocks      everything below the caption, in reading order
    not_applied acts on file that change the regulation and are held back: the document is without their changes
    incomplete  something of it is known to exist and is not on file; the reasons are in `findings`
    akn         the Akoma Ntoso source of the document as bytes, for the XML output
    verify      where anybody may ask which wording this is, printed as a QR code; it says nothing of what is filled in
    """

    id: str
    kind: DocumentKind
    language: Language
    on: date
    title: str
    label: str
    caption: tuple[str, ...]
    blocks: tuple[Block, ...]
    provenance: Provenance
    fields: tuple[Field, ...] = ()
    incomplete: bool = False
    not_applied: tuple[ActRef, ...] = ()
    findings: tuple[Finding, ...] = ()
    akn: bytes = b""
    verify: str = ""

    @property
    def head(self) -> tuple[str, ...]:
        """Label and caption in the order of print: in Kazakh the label stands under what it is annexed to."""
        return head(self.label, self.caption)
