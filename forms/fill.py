"""A blank and data to the filled document.

    Document, data -> version checked -> answers checked -> computed values -> words in the place of blanks

What filling guarantees:

1. A value prints exactly as given, whatever it is made of: nothing in it is markup, a template or a formula.
2. An answer to several rules goes on from one to the next at a space, never cut: its pieces joined are the value.
3. An empty answer prints the blank as published. Everything that is no blank stays as published.
4. A space is put between a value and a word that the form prints against its blank ("на ______страницах").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, assert_never

from forms.akn_fill import filled_xml
from forms.asked import Asked
from forms.blanks import FORM_BLANK
from forms.choices import chosen, ticked
from forms.computed import Mismatch, Totals, complete_fields, complete_row, totals
from forms.date_blanks import printed_date, printed_period
from forms.definition import Definition, definition
from forms.diff import diff
from forms.messages import DIFFERENCES
from forms.model import VERSION_KEYS, Answers, FillError, FillErrors, GroupPlan, Plan, Row, check, plan
from forms.records import Blank, Block, Cell, Columns, Document, Gap, Heading, Inline, Line, Table, Text
from forms.records import Row as TableRow
from forms.rows import is_empty_row, is_total_row, total_row, with_sums, written_row
from forms.values import Period, Value, printed
from forms.words import printed_day
from legal.findings import finding
from legal.records import Finding, Language


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled document with the typed values that it prints and the sums of its tables, by name."""

    document: Document
    values: Mapping[str, Value]
    rows: Mapping[str, tuple[Row, ...]]
    totals: Mapping[str, Totals]


def fill(
    document: Document,
    data: Mapping[str, Any],
    *,
    language: Language | None = None,
    overrides: Sequence[str] = (),
    known: Iterable[Definition] = (),
    with_totals: bool = False,
    annexed_pages: int | None = None,
    with_xml: bool = True,
) -> Document:
    """The document with the data in it; see `forms.model` for the shape of data.

    language       of the message, where data is refused; the document's own by default
    overrides      paths of IIN or BIN that a person accepts although their check fails ("iin", "rows[2].iin")
    known          definitions of other versions, to say what differs where data was made for one of them
    with_totals    a last row "Итого" in tables with hours or cost, the amount in words in it
    with_xml       also fill the Akoma Ntoso source; False leaves it out, where many are printed at once
    annexed_pages  the number that "на ____ страницах" prints, where data does not give it

    Raises FillErrors, with every fault found.
    """
    return filled(
        document, data, language=language, overrides=overrides, known=known,
        with_totals=with_totals, annexed_pages=annexed_pages, with_xml=with_xml,
    ).document  # fmt: skip


def filled(
    document: Document,
    data: Mapping[str, Any],
    *,
    language: Language | None = None,
    overrides: Sequence[str] = (),
    known: Iterable[Definition] = (),
    with_totals: bool = False,
    annexed_pages: int | None = None,
    with_xml: bool = True,
) -> Filled:
    """The same as `fill`, with the typed values and the sums beside the document."""
    speech = language or document.language
    form = definition(document)
    _fits(form, data, speech, known)
    answers = check(form, data, speech, overrides)
    ready = plan(form)
    done, sums = _completed(ready, answers, document.language, speech, annexed_pages)
    writer = _Writer(ready, done, document.language, sums if with_totals else {})
    blocks = tuple(writer.block(block) for block in document.blocks)
    found = document.findings + tuple(_accepted(path) for path in done.accepted)
    source = document.akn if blocks == document.blocks else b""
    if with_xml and not source:
        source = filled_xml(document.akn, document.blocks, blocks)
    made = replace(document, blocks=blocks, findings=found, akn=source)
    return Filled(made, done.values, done.rows, sums)


def _accepted(path: str) -> Finding:
    return finding("checksum-accepted", f"{path}: a number that fails its check was accepted by a person")


def _fits(form: Definition, data: object, language: Language, known: Iterable[Definition]) -> None:
    """Refuse data that says it was made for another version. The hash decides where it is given."""
    if not isinstance(data, Mapping):
        return
    own = {one.name for one in form.fields}
    version, digest = (None if key in own else data.get(key) for key in VERSION_KEYS)
    if (digest or version) is None or digest == form.version.hash:
        return
    if digest is None and version == str(form.version):
        return
    meant = (one for one in known if (digest == one.version.hash if digest else version == str(one.version)))
    made_for = next(meant, None)
    difference = None
    if made_for is not None and made_for.version.language == form.version.language:
        difference = diff(made_for, form)
    differs = difference.said(language) if difference else DIFFERENCES["unknown"][language]
    since = printed_day(form.version.start) if form.version.start else "—"
    params = (("fits", str(form.version)), ("since", since), ("differs", differs))
    raise FillErrors([FillError("", "", "version", params=params)], language, form.version, difference)


def _completed(
    ready: Plan, answers: Answers, print_language: Language, language: Language, pages: int | None
) -> tuple[Answers, dict[str, Totals]]:
    """The answers with everything that follows from them."""
    faults: list[FillError] = []
    rows: dict[str, tuple[Row, ...]] = {}
    sums: dict[str, Totals] = {}
    for group in ready.groups:
        name = group.group.name
        done: list[Row] = []
        for number, row in enumerate(answers.rows[name], 1):
            try:
                done.append(complete_row(row, number, group.roles))
            except Mismatch as mismatch:
                label = _label(group.columns, mismatch.name)
                faults.append(FillError(f"{name}[{number}].{mismatch.name}", label, mismatch.rule, number))
        rows[name] = tuple(done)
        sums[name] = totals(done, group.roles)
    summed = [sums[group.group.name] for group in ready.groups if group.roles.cost or group.roles.quantity]
    values: Mapping[str, Value] = answers.values
    if not faults:
        try:
            total = summed[0] if len(summed) == 1 else Totals(None, None)
            values = complete_fields(values, ready.computed, total, print_language, pages)
        except Mismatch as mismatch:
            faults.append(FillError(mismatch.name, _label(ready.fields, mismatch.name), mismatch.rule))
    if faults:
        raise FillErrors(faults, language)
    return Answers(values, rows, answers.accepted), sums


def _label(fields: Sequence[Asked], name: str) -> str:
    return next((one.field.field.label for one in fields if one.field.name == name), name)


@dataclass(slots=True)
class _Writer:
    """Writes the answers into the blocks of one document, in reading order."""

    ready: Plan
    answers: Answers
    language: Language
    sums: Mapping[str, Totals]
    groups: list[GroupPlan] = field(default_factory=list)
    pieces: dict[str, list[str]] = field(default_factory=dict)
    fields: dict[str, Asked] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.groups = list(self.ready.groups)
        self.fields = {one.field.name: one for one in self.ready.fields}
        for one in self.ready.fields:
            value = self.answers.values[one.field.name]
            if value is not None and len(one.field.published) > 1:
                self.pieces[one.field.name] = continued(printed(value, one.rule, self.language), one.field.published)

    def block(self, block: Block) -> Block:
        match block:
            case Heading():
                return self._heading(block)
            case Line() | Gap():
                return self._line(block)
            case Columns(columns=columns):
                return Columns(tuple(tuple(self._parts(line) for line in column) for column in columns))
            case Table():
                return self._table(block)
            case _:
                assert_never(block)

    def _heading(self, block: Heading) -> Heading:
        parts = self._inline(block.parts)
        if parts == block.parts:
            return block
        return replace(block, parts=parts, text="".join(_words(part) for part in parts))

    def _line(self, line: Line | Gap) -> Line | Gap:
        return line if isinstance(line, Gap) else self._parts(line)

    def _parts(self, line: Line) -> Line:
        parts = self._inline(line.parts)
        return line if parts == line.parts else replace(line, parts=parts)

    def _table(self, block: Table) -> Table:
        head = tuple(self._row(row) for row in block.head)
        rows = tuple(self._row(row) for row in block.rows)
        if not block.fields:
            return block if (head, rows) == (block.head, block.rows) else replace(block, head=head, rows=rows)
        group = self.groups.pop(0)
        given = self.answers.rows[group.group.name]
        if not given:
            return replace(block, head=head, rows=rows)
        made = [written_row(row, group.columns, self.language) for row in given]
        kept = [row for row in rows if not is_empty_row(row)]
        sums = self.sums.get(group.group.name)
        if sums is not None and any(is_total_row(row) for row in kept):
            kept = [with_sums(row, sums, group) if is_total_row(row) else row for row in kept]
        elif sums is not None:
            made += total_row(sums, group, self.language)
        return replace(block, head=head, rows=(*made, *kept), spare=0)

    def _row(self, row: TableRow) -> TableRow:
        cells = tuple(self._cell(cell) for cell in row.cells)
        return row if cells == row.cells else replace(row, cells=cells)

    def _cell(self, cell: Cell) -> Cell:
        return replace(cell, lines=tuple(self._line(line) for line in cell.lines))

    def _inline(self, parts: tuple[Inline, ...]) -> tuple[Inline, ...]:
        made: list[Inline] = []
        for index, part in enumerate(parts):
            if isinstance(part, Text):
                made.append(part)
                continue
            text = self._said(part, parts[index + 1 :])
            if not text:
                made.append(part)
                continue
            if made and _runs_on(_words(made[-1]), text):
                made.append(Text(" "))
            made.append(Text(text))
            after = _words(parts[index + 1]) if index + 1 < len(parts) else ""
            if _runs_on(text, after):
                made.append(Text(" "))
        return tuple(made)

    def _said(self, blank: Blank, following: Sequence[Inline]) -> str:
        """What stands in the place of a blank; "" leaves the blank as published."""
        if blank.field in self.pieces:
            return self.pieces[blank.field].pop(0)
        value, one = self.answers.values[blank.field], self.fields[blank.field]
        if isinstance(value, bool):
            return ticked(blank.published) if value else ""
        if isinstance(value, str) and one.rule == "choice" and not FORM_BLANK.search(blank.published):
            return chosen(blank.published, one.options, value)
        if isinstance(value, Period):
            return printed_period(value.first, value.last, blank.published, self.language)
        if isinstance(value, date):
            own_year = any(isinstance(part, Blank) and self._is_year(part) for part in following)
            return printed_date(value, blank.published, self.language, with_year=not own_year)
        return printed(value, one.rule, self.language)

    def _is_year(self, blank: Blank) -> bool:
        return self.fields[blank.field].rule == "year"


def _words(part: Inline) -> str:
    return part.text if isinstance(part, Text) else part.published


def _runs_on(left: str, right: str) -> bool:
    """Whether two pieces would read as one word."""
    return left[-1:].isalnum() and right[:1].isalnum()


def continued(text: str, published: Sequence[str]) -> list[str]:
    """A value over rules one under the other: each takes the words that fit its width, the last one all the rest.

    Pieces joined are the value; a piece that is "" leaves its rule as published.

    >>> continued("г. Астана, ул. Сейфуллина, дом 5", ["_" * 12, "_" * 12])
    ['г. Астана, ', 'ул. Сейфуллина, дом 5']
    """
    pieces: list[str] = []
    rest = text
    for rule in published[:-1]:
        width = rule.count("_")
        cut = len(rest)
        if len(rest) > width:
            cut = rest.rfind(" ", 0, width + 1) + 1 or rest.find(" ") + 1 or len(rest)
        pieces.append(rest[:cut])
        rest = rest[cut:]
    return [*pieces, rest]
