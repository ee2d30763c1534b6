"""What footnotes state and what the orders on file say, side by side: for a person who checks a consolidated text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from legal.errors import NotOnFile
from legal.notes.check import Row, State, redaction
from legal.notes.generate import Done, note_for, what_of, written
from legal.records import ActRef, Language, Operation, Target

if TYPE_CHECKING:
    from legal.store.corpus import Corpus


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A footnote of the text on file, the note that the orders make for the same element, or both.

    `state` "generated": the text on file has no footnotes at all, and the note follows from the orders alone.
    """

    state: State | Literal["generated"]
    act: ActRef
    target: Target
    imported: str | None
    generated: str | None
    line: int | None = None


def notes_on_file(corpus: Corpus, act: str, language: Language) -> tuple[NoteRow, ...]:
    """The notes of an act in one language, those of its file in their order, then those that only orders give.

    Raises NotOnFile for an act that is not there.
    """
    operations = corpus.changing(act, language, held_back=True)
    try:
        text = corpus.act(act, language)
    except NotOnFile:
        if not operations:
            raise
        text = None
    state = redaction(text, operations)
    if state.on is None:
        return tuple(
            NoteRow("generated", op.by or ActRef(None, None, None), op.target, None, _generated(op, language))
            for op in operations
        )
    return tuple(
        NoteRow(
            row.state,
            row.act,
            row.item.target if row.item else row.operation.target if row.operation else (),
            row.note,
            _behind(row, language),
            row.line,
        )
        for row in state.rows
    )


def _behind(row: Row, language: Language) -> str | None:
    """The note that the orders make where a footnote stands: of the element it names, else of the operation."""
    if row.item is None or not row.covered:
        return _generated(row.operation, language) if row.operation else None
    target = row.item.target
    done = [
        Done(what_of(operation.action, whole=operation.target[-1:] == target[-1:]), operation.by, operation.in_force)
        for operation in row.covered
        if operation.by is not None
    ]
    first = row.covered[0]
    return written(target, done, first.component, first.act, language) or None


def _generated(operation: Operation, language: Language) -> str | None:
    """The note of one operation; None where its act has neither date nor number."""
    by = operation.by
    return note_for(operation.target, [operation], language) if by is not None and by.date and by.number else None
