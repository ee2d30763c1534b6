"""The exceptions of the legal package.

    LegalError                   everything below; carries what, where and what to do next
    ├── SourceError              the bytes are no text of an act (empty, PDF named .txt, wrong encoding, NUL, DOCTYPE)
    ├── DateError                no civil date (2026-02-30, 20260101)
    ├── NotOnFile                the corpus does not hold the act, the language or the document asked for
    ├── RepealedError            the act is repealed, or presumed repealed, on the date asked for
    ├── NotYetInForce            the date asked for is before the first day of the act
    ├── ConflictError            the act is on file already with other bytes
    └── StoreError               the corpus repository cannot be read or written

Faults inside the text of an act are never raised: they are `Finding` values with a place.
"""

from __future__ import annotations


class LegalError(Exception):
    """A refusal: `message` says what, `place` where, `remedy` what to do next."""

    def __init__(self, message: str, *, place: str | None = None, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.remedy = remedy

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        then = f" {self.remedy}" if self.remedy else ""
        return f"{where}{self.message}{then}"


class SourceError(LegalError):
    """The bytes received are no text of an act."""


class DateError(LegalError):
    """Not a civil date written YYYY-MM-DD."""


class NotOnFile(LegalError):
    """The corpus does not hold what was asked for."""


class RepealedError(LegalError):
    """The act does not apply on the date asked for."""


class NotYetInForce(LegalError):
    """The act does not apply yet on the date asked for."""


class ConflictError(LegalError):
    """The act is on file already with other bytes."""


class StoreError(LegalError):
    """The corpus repository cannot be read or written."""
