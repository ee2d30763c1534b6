"""Commands that ask about acts: operations, at, timeline, compare, blame, notes."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

import legal
from api import clock, serialise, service
from api.commands.changed import write_change
from api.commands.common import (
    DATE,
    MOMENT,
    State,
    deliver,
    json_option,
    language_option,
    lines,
    names_file,
    output_option,
    read_files,
    report_findings,
    tell,
    with_state,
    write,
    write_json,
)
from api.words import act_words, certainty_words, date_words, decision_words, event_words, target_words
from legal.notes.report import notes_on_file
from legal.records import Language, Operation
from legal.store.deciding import Decided
from renderer import FORMATS, Format


@click.command()
@click.argument("act_or_file")
@language_option
@json_option
@with_state
def operations(state: State, act_or_file: str, lang: Language | None, as_json: bool) -> int:
    """`qagida operations`."""
    decided: tuple[Decided, ...] = ()
    if names_file(act_or_file):
        ((name, data),) = read_files([Path(act_or_file)])
        act, changes, found = legal.read_operations(data, name, lang)
    else:
        act, changes, found = service.own_text(state.corpus, act_or_file, lang)
        decided = service.decisions_on(state.corpus, act_or_file, act.card.language)
    if as_json:
        write_json(serialise.operations(act, changes, found, decided))
    else:
        write(lines(_operation_row(state, change) for change in changes))
    for one in decided:
        tell(state.say("cli.decision", text=decision_words(one, state.ui)))
    return report_findings(state, (*act.findings, *found))


def _operation_row(state: State, change: Operation) -> tuple[object, ...]:
    when = change.in_force
    return (
        change.id,
        when.start or "-",
        certainty_words(when.certainty, state.ui),
        state.say(f"action.{change.action}"),
        act_words(change.act, state.ui),
        change.component or "-",
        target_words(change.target, state.ui),
        change.source.quote,
    )


@click.command()
@click.argument("act")
@click.argument("on", metavar="[DATE]", type=DATE, required=False)
@language_option
@click.option("--known-at", type=MOMENT, metavar="MOMENT", help="option.known_at")
@click.option("--certain-only", is_flag=True, help="option.certain_only")
@click.option("--even-if-repealed", is_flag=True, help="option.even_if_repealed")
@click.option("--notes", is_flag=True, help="option.notes")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="txt", help="option.format")
@output_option
@with_state
def at(
    state: State,
    act: str,
    on: date | None,
    lang: Language | None,
    known_at: datetime | None,
    certain_only: bool,
    even_if_repealed: bool,
    notes: bool,
    format_: Format,
    output: Path | None,
) -> int:
    """`qagida at`."""
    question = service.Question(
        act, lang, on or clock.today(), known_at, certain_only, even_if_repealed, state.settings.verification
    )
    file = service.text_file(state.corpus, question, format_, notes=notes)
    deliver(file.data, output, binary=format_ in ("pdf", "docx"))
    if file.version.certainty == "presumed":
        tell(state.say("cli.presumed"))
    if file.version.incomplete:
        tell(state.say("cli.incomplete"))
    for other in file.not_applied:
        tell(state.say("cli.without", act=act_words(other, state.ui), code=service.act_key(other)))
    return report_findings(state, file.findings) or int(bool(file.not_applied))


@click.command()
@click.argument("act")
@language_option
@json_option
@with_state
def timeline(state: State, act: str, lang: Language | None, as_json: bool) -> int:
    """`qagida timeline`."""
    language = service.language_for(state.corpus, act, lang)
    events = state.corpus.timeline(act, language)
    if as_json:
        write_json(serialise.timeline(state.corpus.resolve(act), language, events))
        return 0
    write(
        lines(
            (
                event.on or "-",
                event_words(event, state.ui),
                act_words(event.by, state.ui),
                certainty_words(event.certainty, state.ui) if event.kind != "not-applied" else "-",
                state.say("cli.operations", count=len(event.operations)),
            )
            for event in events
        )
    )
    return 0


@click.command()
@click.argument("act")
@click.argument("start", metavar="FROM", type=DATE)
@click.argument("end", metavar="TO", type=DATE)
@language_option
@json_option
@with_state
def compare(state: State, act: str, start: date, end: date, lang: Language | None, as_json: bool) -> int:
    """`qagida compare`."""
    language = service.language_for(state.corpus, act, lang)
    changes = state.corpus.compare(act, language, start, end)
    events = service.beside_changes(state.corpus, act, language, start, end)
    held = any(event.kind == "not-applied" for event in events)
    if as_json:
        write_json(serialise.compare(state.corpus.resolve(act), language, start, end, changes, events))
        return int(held)
    for change in changes:
        write_change(state, change, act_words(change.by, state.ui), certainty_words(change.certainty, state.ui))
    for event in events:
        certainty = certainty_words(event.certainty, state.ui) if event.kind == "repeal" else ""
        said = (str(event.on or "-"), event_words(event, state.ui), act_words(event.by, state.ui), certainty)
        write(f"@ {' · '.join(filter(None, said))}\n")
    if not changes and not events:
        tell(state.say("cli.no_changes", start=date_words(start, state.ui), end=date_words(end, state.ui)))
    return int(held)


@click.command()
@click.argument("act")
@click.argument("on", metavar="[DATE]", type=DATE, required=False)
@language_option
@json_option
@with_state
def blame(state: State, act: str, on: date | None, lang: Language | None, as_json: bool) -> int:
    """`qagida blame`."""
    day = on or clock.today()
    language = service.language_for(state.corpus, act, lang)
    found = state.corpus.blame(act, language, day)
    if as_json:
        write_json(serialise.blame(state.corpus.resolve(act), language, day, found))
        return 0
    write(
        lines(
            (
                line.wording.start or "-",
                certainty_words(line.wording.certainty, state.ui) or "-",
                act_words(line.wording.act, state.ui) if line.wording.act else state.say("word.base"),
                line.text,
            )
            for line in found
        )
    )
    return 0


@click.command()
@click.argument("act")
@language_option
@json_option
@with_state
def notes(state: State, act: str, lang: Language | None, as_json: bool) -> int:
    """`qagida notes`."""
    language = service.language_for(state.corpus, act, lang)
    found = notes_on_file(state.corpus, act, language)
    differs = any(row.state in ("other-place", "other-date", "not-mentioned") for row in found)
    if as_json:
        write_json(serialise.notes(state.corpus.resolve(act), language, found))
        return int(differs)
    for row in found:
        where = target_words(row.target, state.ui)
        write(lines([(state.say(f"note.{row.state}"), act_words(row.act, state.ui), where)]))
        write("".join(f"- {note}\n" for note in (row.imported,) if note))
        write("".join(f"+ {note}\n" for note in (row.generated,) if note))
    return int(differs)
