"""Journals: rules, open, list, add, queue, print, check."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from api import clock
from api import journal_answers as answers
from api.commands.common import (
    DATE,
    State,
    deliver,
    json_option,
    language_option,
    lines,
    output_option,
    read_files,
    tell,
    with_state,
    write,
)
from api.journal_store import Journal, JournalStore
from api.journals import Journals, Printed, read_events
from legal.records import Language

_FILE = click.Path(exists=False, dir_okay=False, path_type=Path, allow_dash=True)
_format = click.option(
    "--format", "format_", type=click.Choice(answers.FORMATS), default="json", show_default=True, help="option.format"
)
_even = click.option("--even-if-repealed", is_flag=True, help="option.even_if_repealed")


def _journals(state: State) -> Journals:
    return Journals(state.corpus, JournalStore(state.settings.journals_url), state.settings.verification)


@click.group()
def journal() -> None:
    """`qagida journal`."""


@journal.command(help="help.journal-rules")
@click.argument("document")
@click.option("--on", "on", type=DATE, metavar="DATE", help="option.on_today")
@language_option
@_even
@json_option
@with_state
def rules(
    state: State, document: str, on: date | None, lang: Language | None, even_if_repealed: bool, as_json: bool
) -> int:
    """`qagida journal rules`: each rule with its place and its words."""
    day = on or clock.today()
    found = _journals(state).rules(document, lang, day, even_if_repealed=even_if_repealed)
    if as_json:
        _write_json([answers.rules_data(one) for one in found])
        return 0
    for one in found:
        write(lines((one.name, rule.kind, rule.cite.place(one.language), rule.cite.quote) for rule in one.rules))
        for finding in one.findings:
            tell(state.say("cli.journal_unread", text=finding.message))
    return 0


@journal.command(name="open", help="help.journal-open")
@click.argument("name")
@click.option("--document", required=True, metavar="DOCUMENT", help="option.journal_document")
@click.option("--provision", required=True, metavar="NUMBER", help="option.provision")
@click.option("--opened", type=DATE, required=True, metavar="DATE", help="option.opened")
@click.option("--lang", type=click.Choice(["rus", "kaz"]), default="rus", show_default=True, help="option.lang")
@click.option("--organization-rus", metavar="TEXT", help="option.organization_rus")
@click.option("--organization-kaz", metavar="TEXT", help="option.organization_kaz")
@_even
@with_state
def open_(
    state: State,
    name: str,
    document: str,
    provision: str,
    opened: date,
    lang: Language,
    organization_rus: str | None,
    organization_kaz: str | None,
    even_if_repealed: bool,
) -> int:
    """`qagida journal open`."""
    named: dict[Language, str | None] = {"rus": organization_rus, "kaz": organization_kaz}
    organization = {language: text for language, text in named.items() if text}
    wanted = Journal(name, document, provision, lang, organization, opened)
    made = _journals(state).open(wanted, clock.now(), even_if_repealed=even_if_repealed)
    _write_json(answers.journal_data(made))
    return 0


@journal.command(name="list", help="help.journal-list")
@with_state
def list_(state: State) -> int:
    """`qagida journal list`."""
    _write_json([answers.journal_data(one) for one in _journals(state).store.journals()])
    return 0


@journal.command(help="help.journal-add")
@click.argument("name")
@click.argument("file", type=_FILE)
@_even
@with_state
def add(state: State, name: str, file: Path, even_if_repealed: bool) -> int:
    """`qagida journal add`: what is printed is on the disk."""
    data = sys.stdin.buffer.read() if str(file) == "-" else read_files([file])[0][1]
    stored = _journals(state).add(name, read_events(data), clock.now(), even_if_repealed=even_if_repealed)
    _write_json([answers.stored_data(one) for one in stored])
    return 0


@journal.command(help="help.journal-queue")
@click.argument("name")
@click.option("--on", "on", type=DATE, metavar="DATE", help="option.on_today")
@_format
@_even
@output_option
@with_state
def queue(
    state: State,
    name: str,
    on: date | None,
    format_: answers.JournalFormat,
    even_if_repealed: bool,
    output: Path | None,
) -> int:
    """`qagida journal queue`."""
    today = clock.today()
    return _deliver(
        _journals(state).print_queue(name, on or today, today, format_, even_if_repealed=even_if_repealed), output
    )


@journal.command(name="print", help="help.journal-print")
@click.argument("name")
@click.argument("first", metavar="FROM", type=DATE)
@click.argument("last", metavar="TO", type=DATE)
@_format
@_even
@output_option
@with_state
def print_(
    state: State,
    name: str,
    first: date,
    last: date,
    format_: answers.JournalFormat,
    even_if_repealed: bool,
    output: Path | None,
) -> int:
    """`qagida journal print`: the pieces are written as they are made, so memory does not grow with the journal."""
    return _deliver(_journals(state).print(name, first, last, format_, even_if_repealed=even_if_repealed), output)


@journal.command(name="check", help="help.journal-check")
@click.argument("name")
@with_state
def check(state: State, name: str) -> int:
    """`qagida journal check`."""
    broken = JournalStore(state.settings.journals_url).verify(name)
    if broken is None:
        tell(state.say("cli.journal_checked", name=name))
        return 0
    tell(state.say("cli.journal_broken", name=name, number=broken))
    return 1


def _deliver(printed: Printed, output: Path | None) -> int:
    binary = not printed.media_type.startswith(("text/", "application/json"))
    deliver(printed.pieces, output, binary=binary)
    return 0


def _write_json(answer: object) -> None:
    write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
