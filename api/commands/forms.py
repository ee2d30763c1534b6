"""Commands for those who fill forms from programs: list, schema, diff, supplement; and the act of a month."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from api import clock, filling, service
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
)
from api.commands.store import FILE
from api.file_formats import BINARY
from api.filling import BUNDLE_FORMATS, BundleFormat, Charged
from api.refusals import Refusal
from api.words import act_words, certainty_words, date_words, target_words
from forms.model import FillErrors
from forms.supplement import skeleton
from legal.records import Language


@click.group()
def forms() -> None:
    """`qagida forms`."""


@forms.command(name="list", help="help.form-list")
@click.option("--on", "on", type=DATE, metavar="DATE", help="option.on_today")
@language_option
@click.option("--referenced", is_flag=True, help="option.referenced")
@click.option("--all", "include_ended", is_flag=True, help="option.all")
@json_option
@with_state
def list_(
    state: State, on: date | None, lang: Language | None, referenced: bool, include_ended: bool, as_json: bool
) -> int:
    """`qagida forms list`: the forms on file on a date, and those that provisions name and that are not."""
    day = on or clock.today()
    held = [] if referenced else filling.forms_on(state.corpus, day, lang, include_ended=include_ended)
    named = filling.named_on(state.corpus, day, lang, include_ended=include_ended)
    if as_json:
        write(filling.forms_answer(day, held, named, state.ui).model_dump_json(indent=2) + "\n")
        return 0
    write(
        lines(
            (
                one.document.id,
                one.document.language,
                state.say(f"document.{one.document.kind}"),
                one.document.title or one.document.label,
                one.document.provenance.start or "-",
                certainty_words(one.document.provenance.certainty, state.ui) or "-",
            )
            for one in held
        )
    )
    write(lines(_named_row(state, one) for one in named))
    if not held and not named:
        tell(state.say("cli.no_documents", on=day))
    return 0


def _named_row(state: State, one: filling.Named) -> tuple[object, ...]:
    named = one.reference
    return (
        named.id or named.elsewhere,
        one.version.language,
        state.say("word.not_on_file"),
        named.form or "-",
        named.since or "-",
        f"{named.component or act_words(one.version.act, state.ui)}: {target_words(named.target, state.ui)}",
    )


@forms.command()
@click.argument("document")
@click.option("--on", "on", type=DATE, metavar="DATE", help="option.on_today")
@language_option
@click.option("--layout", "with_layout", is_flag=True, help="option.layout")
@with_state
def schema(state: State, document: str, on: date | None, lang: Language | None, with_layout: bool) -> int:
    """`qagida forms schema`: the JSON Schema of the data that a form takes on a date."""
    _, form = filling.asked_on(state.corpus, document, _question(on, lang))
    answer = filling.described(form, with_layout=with_layout)
    write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
    return 0


@forms.command()
@click.argument("document")
@click.argument("start", metavar="FROM", type=DATE)
@click.argument("end", metavar="TO", type=DATE)
@language_option
@json_option
@with_state
def diff(state: State, document: str, start: date, end: date, lang: Language | None, as_json: bool) -> int:
    """`qagida forms diff`: fields added, removed, changed, step by step, each with the order that changed them."""
    if start > end:
        raise Refusal("order_of_dates")
    found = filling.differences(state.corpus, document, _question(start, lang), end)
    if as_json:
        write(json.dumps(filling.differences_answer(found), ensure_ascii=False, indent=2) + "\n")
        return 0
    if not found:
        tell(state.say("cli.no_changes", start=start, end=end))
    for step in found:
        by = act_words(step.by, state.ui) if step.by else "-"
        said = step.said("kaz" if state.ui == "kk" else "rus")
        write(
            lines([(date_words(step.after.start, state.ui), certainty_words(step.after.certainty, state.ui), by, said)])
        )
    return 0


@forms.command()
@click.argument("document")
@click.option("--on", "on", type=DATE, metavar="DATE", help="option.on_today")
@language_option
@with_state
def supplement(state: State, document: str, on: date | None, lang: Language | None) -> int:
    """`qagida forms supplement`: the TOML of a supplement, every field in it, for the wording of a date."""
    write(skeleton(filling.derived_on(state.corpus, document, _question(on, lang))))
    return 0


def _question(on: date | None, language: Language | None) -> service.Question:
    return service.Question("", language, on or clock.today(), even_if_repealed=True)


@click.command()
@click.argument("document")
@click.option("--on", "on", type=DATE, metavar="DATE", help="option.on_today")
@language_option
@click.option("--sheet", "sheets", multiple=True, required=True, metavar="DOCUMENT", help="option.sheet")
@click.option("--visits", multiple=True, required=True, type=FILE, help="option.visits")
@click.option("--price", "prices", multiple=True, required=True, metavar="TENGE", help="option.price")
@click.option("--service", "services", multiple=True, required=True, metavar="TEXT", help="option.service")
@click.option("--sheet-data", multiple=True, type=FILE, help="option.sheet_data")
@click.option("--data", "data", type=FILE, help="option.data")
@click.option("--accept", "accepted", multiple=True, metavar="FIELD", help="option.accept")
@click.option("--even-if-repealed", is_flag=True, help="option.even_if_repealed")
@click.option("--format", "format_", type=click.Choice(BUNDLE_FORMATS), default="pdf", help="option.format")
@output_option
@with_state
def act(
    state: State,
    document: str,
    on: date | None,
    lang: Language | None,
    sheets: tuple[str, ...],
    visits: tuple[Path, ...],
    prices: tuple[str, ...],
    services: tuple[str, ...],
    sheet_data: tuple[Path, ...],
    data: Path | None,
    accepted: tuple[str, ...],
    even_if_repealed: bool,
    format_: BundleFormat,
    output: Path | None,
) -> int:
    """`qagida act`: the act of a month in front of its sheets, made from visits; one of each option for a service."""
    counts = {len(sheets), len(visits), len(prices), len(services), len(sheet_data) or len(sheets)}
    if len(counts) > 1:
        raise Refusal("one_of_each")
    question = service.Question(
        "", lang, on or clock.today(), even_if_repealed=even_if_repealed, verify=state.settings.verification
    )
    answers: list[Any] = [given for _, given in read_files(sheet_data)] or [None] * len(sheets)
    charged = [
        Charged(name, price, sheet, given, answer)
        for name, price, sheet, (_, given), answer in zip(
            services, prices, sheets, read_files(visits), answers, strict=True
        )
    ]
    given = read_files([data])[0][1] if data is not None else None
    try:
        listed, bundle = filling.month_papers(state.corpus, document, charged, question, given, accepted)
    except FillErrors as refused:
        return report_faults(state, refused)
    file = filling.bundle_file(listed, bundle, format_)
    deliver(file.data, output, binary=format_ in BINARY)
    if format_ == "docx":
        tell(state.say("cli.pages_of_pdf", pages=bundle.pages))
    return report_findings(state, file.findings)
