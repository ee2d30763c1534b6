"""A draft order that has been read again: the text, what a reader gets from it, and the proof that it is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from legal.amend.operations import operations as read_operations
from legal.draft.changes import changes
from legal.draft.errors import DraftError
from legal.draft.order import write
from legal.draft.particulars import Particulars
from legal.draft.replay import replay, same_text
from legal.reading import read
from legal.records import ActRef, Finding, Language, Operation, Version


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft order: its text, the operations that are read from it, and what reading it again found."""

    text: str
    operations: tuple[Operation, ...]
    findings: tuple[Finding, ...] = ()


def draft(before: Version, after: Version, order: Particulars | None = None, *, words: bool = False) -> Draft:
    """The order that turns one version into another, as `write` prints it, proved by reading and applying it.

    With `words`, short changes are made to words and sentences where that is exact, as laws do; else every changed
    element is restated in full (Law 480-V, art. 26 item 6). Raises DraftError where the text, read again, does not
    give the second version word for word: what is returned can be adopted as it stands.
    """
    order = order or Particulars()
    made = changes(before, after, in_force=order.force, words=words)
    text = write(made, before.act, before.language, order)
    found, findings = reread(text, before.language)
    _prove(before, after, made, found, findings)
    return Draft(text, found, findings)


def reread(text: str, language: Language) -> tuple[tuple[Operation, ...], tuple[Finding, ...]]:
    """The operations that a draft's text holds, and the findings of reading it."""
    act = read(text.encode(), "draft.md", language)
    found, problems = read_operations(act)
    return found, (*act.findings, *problems)


def _prove(
    before: Version,
    after: Version,
    made: Sequence[Operation],
    found: Sequence[Operation],
    findings: Sequence[Finding],
) -> None:
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors:
        raise DraftError(f"the draft is not read back: {errors[0].message}", remedy="Report it with both versions.")
    meant, read_as = (
        [(each.action, each.target, *_words(each)) for each in operations] for operations in (made, found)
    )
    if meant != read_as:
        pairs = zip([*meant, None], [*read_as, None], strict=False)
        differing = next((pair for pair in pairs if pair[0] != pair[1]), (None, None))
        raise DraftError(f"the draft is read back as {differing[1]}, not {differing[0]}", remedy="Report it.")
    astray = next((each.act for each in found if told_by(each.act) != told_by(before.act)), None)
    if astray is not None:
        raise DraftError(f"the draft names {astray}, not {before.act}", remedy="Give its card.")
    result = replay(before, found)
    if result.errors or not same_text(result.version, after):
        reason = result.errors[0].message if result.errors else "the text differs"
        raise DraftError(f"the draft does not give the second version: {reason}", remedy="Report it.")


def told_by(act: ActRef) -> tuple[object, ...]:
    """What an act is told from others by."""
    return act.form or "order", act.date, act.number


def _words(operation: Operation) -> tuple[object, ...]:
    """The words that an operation on words is about."""
    if not operation.action.endswith("-words"):
        return ()
    return operation.old, operation.new, operation.before
