"""A draft order that has been read again: the text, what a reader gets from it, and the proof that it is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from legal.amend.operations import operations as read_operations
from legal.draft.changes import changes
from legal.draft.errors import DraftError
from legal.draft.faces import size
from legal.draft.order import write_several
from legal.draft.particulars import Particulars
from legal.draft.replay import replay, same_text
from legal.findings import finding
from legal.reading import read
from legal.records import ActRef, Finding, Language, Operation, Version


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft order: its text, the operations that are read from it, and what reading it again found."""

    text: str
    operations: tuple[Operation, ...]
    findings: tuple[Finding, ...] = ()


Pair = tuple[Version, Version]
"""Two versions of one act: the one that is changed and the one that is wanted."""


def draft(before: Version, after: Version, order: Particulars | None = None, *, words: bool | None = None) -> Draft:
    """The order that turns one version into another, as `write` prints it, proved by reading and applying it.

    With `words`, short changes are made to words and sentences where that is exact; without, every changed element is
    restated in full (Law 480-V, art. 26 item 6). None is as the law has it: words in laws and decrees, which need not
    restate. Raises DraftError where the text, read again, does not give the second version word for word: what is
    returned can be adopted as it stands.
    """
    return draft_several([(before, after)], order, words=words)


def draft_several(pairs: Sequence[Pair], order: Particulars | None = None, *, words: bool | None = None) -> Draft:
    """The order that turns one version of each of several acts into another; acts that do not differ are left out.

    All versions are in one language, the acts different ones. Raises DraftError as `draft` does.
    """
    order = order or Particulars()
    language = pairs[0][0].language
    if any(each.language != language for pair in pairs for each in pair):
        raise DraftError("the versions are in two languages", remedy="Compare versions in one language.")
    acts = [told_by(before.act) for before, _ in pairs]
    if len(set(acts)) != len(acts):
        raise DraftError("one act is given twice", remedy="Give each act once: all its changes stand in one paragraph.")
    said = order.form in _WORDED if words is None else words
    made = [
        changes(before, after, in_force=order.force, words=said) if not same_text(before, after) else ()
        for before, after in pairs
    ]
    changed = [(before.act, each) for (before, _), each in zip(pairs, made, strict=True)]
    text = write_several(changed, language, order)
    found, findings = reread(text, language)
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors:
        raise DraftError(f"the draft is not read back: {errors[0].message}", remedy="Report it with both versions.")
    astray = next((each.act for each in found if told_by(each.act) not in acts), None)
    if astray is not None:
        raise DraftError(f"the draft names {astray}, not {pairs[0][0].act}", remedy="Give its card.")
    for (before, after), each in zip(pairs, made, strict=True):
        _prove(before, after, each, [op for op in found if told_by(op.act) == told_by(before.act)])
    told = [each for (before, _), each in zip(pairs, made, strict=True) if _over_half(before, each)]
    much = tuple(
        finding("draft-over-half", f"№ {each[0].act.number} is changed in more than half of its text") for each in told
    )
    return Draft(text, found, (*findings, *much))


def _over_half(before: Version, made: Sequence[Operation]) -> bool:
    """Whether an act is changed so much that it has to be given anew (Law 480-V, art. 26 item 9).

    What is given anew or added is counted in printed characters; what is only taken out is not.
    """
    nodes = (*before.body, *before.components, *before.annexes)
    touched = sum(sum(map(size, each.content)) or len(each.new or "") for each in made)
    return touched > sum(map(size, nodes)) / 2


_WORDED = frozenset({"law", "decree"})
"""Forms of acts that need not restate a changed element (Law 480-V, art. 26 item 6)."""


def reread(text: str, language: Language) -> tuple[tuple[Operation, ...], tuple[Finding, ...]]:
    """The operations that a draft's text holds, and the findings of reading it."""
    act = read(text.encode(), "draft.md", language)
    found, problems = read_operations(act)
    return found, (*act.findings, *problems)


def _prove(before: Version, after: Version, made: Sequence[Operation], found: Sequence[Operation]) -> None:
    """Raises DraftError where what is read of one act is not what was meant, or does not give its second version."""
    meant, read_as = (
        [(each.action, each.target, *_words(each)) for each in operations] for operations in (made, found)
    )
    if meant != read_as:
        pairs = zip([*meant, None], [*read_as, None], strict=False)
        differing = next((pair for pair in pairs if pair[0] != pair[1]), (None, None))
        raise DraftError(f"the draft is read back as {differing[1]}, not {differing[0]}", remedy="Report it.")
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
