"""Commands that ask about documents: documents, render."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from api import clock, serialise, service
from api.commands.common import (
    DATE,
    State,
    deliver,
    json_option,
    language_option,
    lines,
    output_option,
    read_files,
    report_faults,
    report_findings,
    tell,
    with_state,
    write,
    write_json,
)
from api.commands.store import FILE
from api.file_formats import BINARY, FILE_FORMATS, FileFormat
from api.words import act_words, certainty_words
from forms.model import FillErrors
from forms.records import DocumentKind
from legal.records import Language
from renderer.spare import MOST


@click.command()
@click.option("--on", "on", type=DATE, metavar="DATE", help="option.on_today")
@language_option
@click.option("--kind", type=click.Choice(service.KINDS), multiple=True, help="option.kind")
@click.option("--all", "include_ended", is_flag=True, help="option.all")
@json_option
@with_state
def documents(
    state: State,
    on: date | None,
    lang: Language | None,
    kind: tuple[DocumentKind, ...],
    include_ended: bool,
    as_json: bool,
) -> int:
    """`qagida documents`."""
    day = on or clock.today()
    found = service.documents_on(state.corpus, day, language=lang, kinds=kind, include_ended=include_ended)
    if as_json:
        write_json([serialise.document(one.document, one.version) for one in found])
    else:
        write(lines(_row(state, one) for one in found))
    if not found:
        tell(state.say("cli.no_documents", on=day))
    return 0


def _row(state: State, listed: service.Listed) -> tuple[object, ...]:
    document = listed.document
    source = document.provenance
    return (
        document.id,
        document.language,
        state.say(f"document.{document.kind}"),
        document.title or document.label,
        source.start or "-",
        certainty_words(source.certainty, state.ui) or "-",
        act_words(source.order, state.ui) if source.order else "-",
        state.say(f"status.{listed.version.status}"),
        state.say("word.incomplete") if document.incomplete else "",
        "; ".join(state.say("word.without", act=act_words(each, state.ui)) for each in document.not_applied),
    )


@click.command()
@click.argument("document")
@click.option("--on", "on", type=DATE, metavar="DATE", help="option.on_today")
@language_option
@click.option("--data", "data", type=FILE, help="option.data")
@click.option("--accept", "accepted", multiple=True, metavar="FIELD", help="option.accept")
@click.option("--even-if-repealed", is_flag=True, help="option.even_if_repealed")
@click.option("--format", "format_", type=click.Choice(FILE_FORMATS), default="html", help="option.format")
@click.option("--fillable", is_flag=True, help="option.fillable")
@click.option("--rows", type=click.IntRange(0, MOST), metavar="N", help="option.rows")
@output_option
@with_state
def render(
    state: State,
    document: str,
    on: date | None,
    lang: Language | None,
    data: Path | None,
    accepted: tuple[str, ...],
    even_if_repealed: bool,
    format_: FileFormat,
    fillable: bool,
    rows: int | None,
    output: Path | None,
) -> int:
    """`qagida render`: blank, or filled with the data of a JSON file."""
    question = service.Question(
        "", lang, on or clock.today(), even_if_repealed=even_if_repealed, verify=state.settings.verification
    )
    answers = None
    if data is not None:
        ((_, given),) = read_files([data])
        answers = service.Answers(given, accepted)
    try:
        file = service.document_file(state.corpus, document, question, format_, answers, rows=rows, fillable=fillable)
    except FillErrors as refused:
        return report_faults(state, refused)
    deliver(file.data, output, binary=format_ in BINARY)
    for other in file.not_applied:
        tell(state.say("cli.without", act=act_words(other, state.ui), code=service.act_key(other)))
    return report_findings(state, file.findings) or int(bool(file.not_applied))
