"""A form for many applicants at once: print."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from api import clock, service
from api.applicants import kind_of
from api.commands.common import (
    DATE,
    State,
    deliver,
    language_option,
    output_option,
    read_files,
    tell,
    with_state,
    write,
)
from api.commands.store import FILE
from api.jobs import Jobs, fault_words
from legal.records import Language

_TOLD = 500
"""Records after which a person who waits is told how far it is."""


@click.command(name="print")
@click.argument("document")
@click.argument("records", metavar="RECORDS_FILE", type=FILE)
@click.option("--on", "on", type=DATE, metavar="DATE", help="option.on_today")
@language_option
@click.option("--zip", "as_zip", is_flag=True, help="option.zip")
@click.option("--even-if-repealed", is_flag=True, help="option.even_if_repealed")
@click.option("--background", is_flag=True, help="option.background")
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
    background: bool,
    output: Path | None,
) -> int:
    """`qagida print`: one PDF of all applicants, or a ZIP with one for each."""
    question = service.Question("", lang, on or clock.today(), even_if_repealed=even_if_repealed)
    ((name, data),) = read_files([records])
    kind = kind_of(name)
    if background:
        job = Jobs(state.settings).submit(state.corpus, document, question, kind, data, as_zip=as_zip)
        write(f"{job.id}\n")
        tell(state.say("cli.job", id=job.id))
        return 0
    # The PDF engine loads here: commands that only ask the corpus do without it.
    from api.many import print_many

    blank = service.form_on(state.corpus, document, question).document
    faults = 0

    def refused(number: int, fault: Exception) -> None:
        nonlocal faults
        faults += 1
        said = fault_words(fault)["kaz" if state.ui == "kk" else "rus"]
        tell(state.say("cli.record", number=number, fault=said))

    def progress(number: int) -> None:
        if number % _TOLD == 0 and sys.stderr.isatty():
            tell(state.say("cli.printed", number=number))

    pieces = print_many(blank, name, data, kind=kind, as_zip=as_zip, refused=refused, progress=progress)
    deliver(pieces, output, binary=True)
    return int(bool(faults))
