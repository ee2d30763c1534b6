"""A form for many applicants at once: print."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from api import clock, service
from api.commands.common import DATE, State, deliver, language_option, output_option, read_files, tell, with_state
from api.commands.store import FILE
from forms.model import FillErrors
from legal.records import Language


@click.command(name="print")
@click.argument("document")
@click.argument("records", metavar="RECORDS_FILE", type=FILE)
@click.option("--on", "on", type=DATE, metavar="DATE", help="option.on")
@language_option
@click.option("--zip", "as_zip", is_flag=True, help="option.zip")
@click.option("--even-if-repealed", is_flag=True, help="option.even_if_repealed")
@output_option
@with_state
def print_(
    state: State,
    document: str,
    records: Path,
    on: date | None,
    lang: Language | None,
    as_zip: bool,
    even_if_repealed: bool,
    output: Path | None,
) -> int:
    """`qagida print`: one PDF of all applicants, or a ZIP with one for each."""
    # The PDF engine loads here: commands that only ask the corpus do without it.
    from api.many import print_many

    question = service.Question("", lang, on or clock.today(), even_if_repealed=even_if_repealed)
    blank = service.document_on(state.corpus, document, question).document
    faults = 0

    def refused(number: int, fault: Exception) -> None:
        nonlocal faults
        faults += 1
        said = fault.messages("kaz" if state.ui == "kk" else "rus") if isinstance(fault, FillErrors) else (str(fault),)
        tell(state.say("cli.record", number=number, fault=" ".join(said)))

    ((name, data),) = read_files([records])
    pieces = list(print_many(blank, name, data, as_zip=as_zip, refused=refused))
    deliver(b"".join(pieces), output, binary=True)
    return int(bool(faults))
