"""A draft order that has been read again: the text, what a reader gets from it, and the proof that it is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from legal.amend.operations import operations as read_operations
from legal.draft.changes import changes
from legal.draft.errors import DraftError
from legal.draft.order import TEN_DAYS, write
from legal.draft.replay import replay, same_text
from legal.reading import read
from legal.records import Finding, InForce, Operation, Version


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft order: its text, the operations that are read from it, and what reading it again found."""

    text: str
    operations: tuple[Operation, ...]
    findings: tuple[Finding, ...] = ()


def draft(
    before: Version,
    after: Version,
    *,
    title: str | None = None,
    form: str = "order",
    author: str | None = None,
    number: str | None = None,
    date: date | None = None,
    force: InForce = TEN_DAYS,
    signature: Sequence[str] = (),
) -> Draft:
    """The order that turns one version into another, as `write` prints it, proved by reading and applying it.

    Raises DraftError where the text, read again, does not give the second version word for word: what is returned
    can be adopted as it stands.
    """
    made = changes(before, after, in_force=force)
    text = write(
        made, before.act, before.language,
        title=title, form=form, author=author, number=number, date=date, force=force, signature=signature,
    )  # fmt: skip
    found, findings = reread(text, before)
    _prove(before, after, made, found, findings)
    return Draft(text, found, findings)


def reread(text: str, before: Version) -> tuple[tuple[Operation, ...], tuple[Finding, ...]]:
    """The operations that a draft's text holds for the act of a version, and the findings of reading it."""
    act = read(text.encode(), "draft.md", before.language)
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
    meant = [(operation.action, operation.target) for operation in made]
    read_as = [(operation.action, operation.target) for operation in found]
    if meant != read_as:
        pairs = zip([*meant, None], [*read_as, None], strict=False)
        differing = next((pair for pair in pairs if pair[0] != pair[1]), (None, None))
        raise DraftError(f"the draft is read back as {differing[1]}, not {differing[0]}", remedy="Report it.")
    result = replay(before, found)
    if result.errors or not same_text(result.version, after):
        reason = result.errors[0].message if result.errors else "the text differs"
        raise DraftError(f"the draft does not give the second version: {reason}", remedy="Report it.")
