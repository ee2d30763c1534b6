"""Lines of an amending act that a person reads otherwise than they were published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from legal.amend.entries import Entry
from legal.findings import finding
from legal.records import Finding


@dataclass(slots=True)
class Readings:
    """What people decided about lines, by their number in the published file, and which of it has been taken.

    `given` are instructions to read instead of the published ones; "": the line changes nothing.
    """

    given: Mapping[int, str]
    taken: list[int] = field(default_factory=list)

    def of(self, entry: Entry) -> str | None:
        """What a person reads instead of a line, if anything.

        A line taken for new text of the instruction before it can be an instruction: not one that opens a quote,
        and never one that changes nothing, for then the rest of a new text would be lost.
        """
        given = self.given.get(entry.line) if entry.line is not None else None
        return None if entry.quoted and (not given or entry.text[:1] in '"«“„') else given

    def faces(self, entry: Entry) -> tuple[str, ...]:
        """A line as published, and as a person reads it."""
        return tuple(filter(None, (entry.text, self.of(entry))))

    def take(self, given: str, entry: Entry) -> Finding:
        """Note that a line is read as a person reads it."""
        self.taken.append(entry.line or 0)
        meaning = f"is read as {given[:300]!r}" if given else "changes nothing"
        return finding("reading-corrected", f"{entry.text[:160]!r} {meaning}", entry.line)

    def misplaced(self) -> Iterator[Finding]:
        """The readings that no instruction took, or more than one."""
        for line, text in sorted(self.given.items()):
            if count := self.taken.count(line) - 1:
                places = "no instruction" if count < 0 else f"{count + 1} instructions"
                yield finding("reading-misplaced", f"{text[:120]!r}: {places} on the line", line)
