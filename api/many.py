"""Many applicants, one form: records from JSON Lines, CSV or XLSX to one PDF or a ZIP of PDFs.

The blank is laid out once; each applicant is written into it. A record at fault is reported by its number and left
out, the rest is printed. No value becomes a file name, a bookmark or a log line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from api.applicants import RecordsKind, applicants
from api.refusals import Refusal
from forms.fill import fill
from forms.model import FillErrors
from forms.records import Document
from legal.errors import SourceError
from renderer.fast import Template, merge, zip_of

Fault = Callable[[int, Exception], None]
"""Called with the number of a record, from 1, and why it is left out."""
Progress = Callable[[int], None]
"""Called with the number of a record that was read."""


def print_many(
    blank: Document,
    name: str,
    data: bytes,
    *,
    kind: RecordsKind,
    as_zip: bool,
    refused: Fault,
    progress: Progress = lambda _: None,
) -> Iterator[bytes]:
    """The pieces of the file, to be written one after another.

    Raises Refusal where the file cannot be read, and where no record can be printed.
    """
    number = given = left_out = 0

    def leave_out(_: int, fault: Exception) -> None:
        nonlocal left_out
        left_out += 1
        refused(number, fault)  # the writer counts what it is given, which is not every record

    def filled() -> Iterator[tuple[str, Document]]:
        nonlocal number, given
        for number, record in applicants(blank, kind, name, data):
            progress(number)
            try:
                if isinstance(record, FillErrors):
                    raise record
                document = fill(plain, record, with_xml=False)
            except FillErrors as fault:
                refused(number, fault)
                continue
            given += 1
            yield f"№ {number}", document

    # The source of the blank says nothing of what is filled in; without it every form can take the fast way.
    plain = replace(blank, akn=b"")
    template = Template(plain)
    if as_zip:
        yield from zip_of(template, filled(), refused=leave_out)
        if given == left_out:
            raise Refusal("no_records", place=name, like=SourceError)
        return
    try:
        yield from merge(template, filled(), refused=leave_out)
    except ValueError as error:
        if given != left_out:
            raise
        raise Refusal("no_records", place=name, like=SourceError) from error
