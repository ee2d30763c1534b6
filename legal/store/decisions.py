"""The decisions of people: what no source holds, kept as data beside the sources, with who, when and why.

    Publication   the day of first official publication of an act
    Cancel        an operation, or all that an act does in one language, is not applied
    Correct       a line of an amending act is read as another instruction, or as none
    Accept        a finding of severity error is judged harmless
    Withdraw      an earlier decision has no effect any more; both stay on file

A decision never edits a source. Those about a text hold the SHA-256 of the text, so that a line number can never come
to mean another line. `by` is a role or initials as the person gave them, never taken from the machine; `recorded` is
a moment in UTC. The name of a decision is its kind and the start of a hash of all that it says.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath

from legal.errors import LegalError, StoreError
from legal.records import Action, ActRef, Language, Operation, Target
from legal.store.codec import RecordError, dumps, loads

_HASH = 10
_LONGEST_WHO, _LONGEST_REASON = 100, 2000
# The corpus is public and kept for ever: no identification numbers (twelve digits), no addresses.
_PERSONAL = re.compile(r"@|(?<![0-9])[0-9]{12}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Publication:
    """The day of first official publication, and where it was seen. `decisions/<slug>/publication.json`.

    A later one takes its place; the earlier ones stay on file under names of their own.
    """

    act: ActRef
    on: date
    source: str
    recorded: datetime
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Picked:
    """An operation as it was when a person decided about it: enough to know it again when ids have moved.

    `line` is that of the amending act, `quote` its words.
    """

    id: str
    action: Action
    changes: ActRef
    quote: str
    line: int | None = None
    component: str | None = None
    target: Target = ()
    old: str | None = None


@dataclass(frozen=True, slots=True)
class Cancel:
    """An operation of an act is not applied; without `operation`, nothing of the act in this language is."""

    act: ActRef
    language: Language
    sha256: str
    by: str
    reason: str
    recorded: datetime
    operation: Picked | None = None


@dataclass(frozen=True, slots=True)
class Correct:
    """A line of an act, `published` as it stands there, is read as `reading`; "" changes nothing."""

    act: ActRef
    language: Language
    sha256: str
    line: int
    published: str
    reading: str
    by: str
    reason: str
    recorded: datetime


@dataclass(frozen=True, slots=True)
class Accept:
    """The findings of severity error with this code on this line (None: without a line) are harmless."""

    act: ActRef
    language: Language
    sha256: str
    code: str
    line: int | None
    message: str
    by: str
    reason: str
    recorded: datetime


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The decision of this name has no effect any more. `act` is the act it is about."""

    act: ActRef
    decision: str
    by: str
    reason: str
    recorded: datetime


Decision = Publication | Cancel | Correct | Accept | Withdraw

KINDS: dict[str, type[Decision]] = {
    "publication": Publication,
    "cancel": Cancel,
    "correct": Correct,
    "accept": Accept,
    "withdraw": Withdraw,
}


def kind_of(decision: Decision) -> str:
    """The kind of a decision, as a word of `KINDS`."""
    return next(name for name, kind in KINDS.items() if isinstance(decision, kind))


def id_of(decision: Decision) -> str:
    """The name of a decision: `cancel-3f2a9c81d0`."""
    return f"{kind_of(decision)}-{hashlib.sha256(dumps(decision)).hexdigest()[:_HASH]}"


PUBLICATION = "publication.json"
"""The file of the publication date given last; those before it have the names of other decisions."""


def file_name(decision: Decision) -> str:
    """The file of a decision in the folder of its act, by its kind and what it says."""
    return f"{id_of(decision)}.json"


def load_decision(data: bytes, path: str) -> Decision:
    """The decision in a file of the corpus. Raises StoreError for anything that was not written there."""
    name = PurePosixPath(path).name
    kind = KINDS.get(re.split(r"[-.]", name)[0])
    try:
        decision = loads(kind, data) if kind else None
    except RecordError as error:
        raise StoreError(f"not a record of this corpus: {error}", place=path, remedy="Run `qagida check`.") from None
    named = decision is not None and (
        name == file_name(decision) or (name == PUBLICATION and isinstance(decision, Publication))
    )
    if decision is None or not named:
        raise StoreError("not a decision under its own name", place=path, remedy="Run `qagida check`.")
    return decision


def reason_of(decision: Decision) -> str:
    """Why it was decided; of a publication date, where it was seen."""
    return decision.source if isinstance(decision, Publication) else decision.reason


def who(by: str) -> str:
    """Who decides, in one line. Raises LegalError where nobody is named, or more than a role or initials."""
    if not by.strip():
        raise LegalError("a decision needs who took it", remedy="Give a role or initials with --by.")
    more = LegalError(
        "who decides is named by more than a role or initials",
        remedy="Give a role or initials with --by; no number, no address.",
    )
    return _public_line(by, _LONGEST_WHO, more)


def why(reason: str) -> str:
    """A reason in one line. Raises LegalError for none, for one too long, and for one with a person's number in it."""
    if not reason.strip():
        raise LegalError("a decision needs its reason", remedy="Say why with --reason.")
    more = LegalError(
        "the reason is too long or holds a person's number or address",
        remedy="Give a short reason without personal data: decisions are kept for ever.",
    )
    return _public_line(reason, _LONGEST_REASON, more)


def _public_line(text: str, longest: int, refusal: LegalError) -> str:
    """A text as one line that may be kept for ever. Raises the refusal for one too long or with personal data in it."""
    line = " ".join(text.split())
    if len(line) > longest or not line.isprintable() or _PERSONAL.search(line):
        raise refusal
    return line


def picked(operation: Operation) -> Picked:
    """An operation as a decision keeps it."""
    return Picked(
        operation.id,
        operation.action,
        operation.act,
        operation.source.quote,
        operation.source.line,
        operation.component,
        operation.target,
        operation.old,
    )
