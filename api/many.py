"""Many applicants, one form: records from JSON Lines or CSV to one PDF or a ZIP of PDFs.

The blank is laid out once; each applicant is written into it. A record at fault is reported by its number and left
out, the rest is printed. No value becomes a file name, a bookmark or a log line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from api.refusals import Refusal
from forms.fill import fill
from forms.model import FillErrors, read_data
from forms.records import Document
from legal.errors import SourceError
from renderer.fast import Template, merge, zip_of

Fault = Callable[[int, Exception], None]
"""Called with the number of a record, from 1, and why it is left out."""


def print_many(blank: Document, name: str, data: bytes, *, as_zip: bool, refused: Fault) -> Iterator[bytes]:
    """The pieces of the file, to be written one after another.

    `data` is JSON Lines or, by the name, CSV with the paths of the fields in its first line. Raises Refusal where no
    record can be printed.
    """
    made = 0

    def applicants() -> Iterator[tuple[str, Document]]:
        nonlocal made
        for number, record in enumerate(_records(name, data), 1):
            try:
                given = read_data(record, blank.language) if isinstance(record, bytes) else record
                filled = fill(plain, given, with_xml=False)
            except FillErrors as fault:
                refused(number, fault)
                continue
            made += 1
            yield f"№ {number}", filled

    # The source of the blank says nothing of what is filled in; without it every form can take the fast way.
    plain = replace(blank, akn=b"")
    template = Template(plain)
    write = zip_of if as_zip else merge
    try:
        yield from write(template, applicants(), refused=refused)
    except ValueError as error:
        raise Refusal("no_records", place=name, like=SourceError) from error


def _records(name: str, data: bytes) -> Iterator[bytes | dict[str, Any]]:
    if not name.lower().endswith(".csv"):
        yield from (line for line in data.splitlines() if line.strip())
        return
    text = data.decode("utf-8-sig")
    first = text.partition("\n")[0]
    separator = max(";,\t", key=first.count)
    for row in csv.DictReader(io.StringIO(text), delimiter=separator):
        yield {key: value or None for key, value in row.items() if key}
