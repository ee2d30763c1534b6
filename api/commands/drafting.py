"""For those who draft: the order that turns one version into another, its effect, two languages side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

import legal
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
    report_findings,
    tell,
    with_state,
    write,
    write_json,
)
from api.commands.store import FILE
from api.words import act_words, target_words
from legal.records import Finding, Language, Operation, Version


@click.command()
@click.argument("act_or_file")
@click.argument("before", metavar="FROM")
@click.argument("after", metavar="TO", required=False)
@language_option
@click.option("--number", help="option.number")
@click.option("--date", "adopted", type=DATE, metavar="DATE", help="option.adopted")
@click.option("--author", help="option.author")
@click.option("--act-form", default=None, help="option.act_form")
@click.option("--act-date", type=DATE, metavar="DATE", help="option.act_date")
@click.option("--act-number", help="option.act_number")
@output_option
@with_state
def draft(
    state: State,
    act_or_file: str,
    before: str,
    after: str | None,
    lang: Language | None,
    number: str | None,
    adopted: date | None,
    author: str | None,
    act_form: str | None,
    act_date: date | None,
    act_number: str | None,
    output: Path | None,
) -> int:
    """`qagida draft`: an act and two dates, or two files."""
    # The grammars load here: commands that only ask the corpus do without them.
    from legal.draft import draft as engine

    if after is None:
        old, new = (_loose(path, lang) for path in (act_or_file, before))
    else:
        language = service.language_for(state.corpus, act_or_file, lang)
        days = [DATE.convert(value, None, click.get_current_context()) for value in (before, after)]
        old, new = (state.corpus.version(act_or_file, language, day) for day in days)
    named = old.act
    act = replace(named, form=act_form or named.form, date=act_date or named.date, number=act_number or named.number)
    old, new = replace(old, act=act), replace(new, act=act)
    made = engine(old, new, number=number, date=adopted, author=author)
    deliver(made.text.encode(), output)
    return report_findings(state, [finding for finding in made.findings if finding.severity != "info"])


def _loose(path: str, language: Language | None) -> Version:
    """The text of a file as a version of its own."""
    from legal import versions
    from legal.amend.operations import own_ref
    from legal.reading import read

    ((name, data),) = read_files([Path(path)])
    act = read(data, name, language)
    regulation = versions.build(own_ref(act), act.card.language, act, ())
    return versions.version(regulation, date.max)


@click.command()
@click.argument("file", type=FILE)
@language_option
@click.option("--on", "on", type=DATE, metavar="DATE", help="option.preview_on")
@json_option
@with_state
def preview(state: State, file: Path, lang: Language | None, on: date | None, as_json: bool) -> int:
    """`qagida preview`."""
    from legal.preview import preview as engine

    ((name, data),) = read_files([file])
    seen = engine(state.corpus, data, name, on=on or clock.today(), language=lang)
    findings: list[Finding] = list(seen.findings)
    answers = []
    for effect in seen.effects:
        findings += effect.findings
        days = [change.on for change in effect.changes] or [on or clock.today()]
        answers.append(serialise.compare(effect.act, seen.draft.card.language, min(days), max(days), effect.changes))
        if as_json:
            continue
        for change in effect.changes:
            where = ": ".join(filter(None, (change.component, target_words(change.target, state.ui))))
            head = f"{change.on} · {state.say(f'action.{change.action}')} · {act_words(effect.act, state.ui)} · {where}"
            before = "".join(f"- {line}\n" for line in (change.before or "").splitlines())
            after = "".join(f"+ {line}\n" for line in (change.after or "").splitlines())
            write(f"@ {head}\n{before}{after}")
    if as_json:
        write_json(answers)
    return report_findings(state, findings)


@click.command()
@click.argument("act_or_file")
@click.argument("kazakh_file", required=False, type=FILE)
@json_option
@with_state
def parity(state: State, act_or_file: str, kazakh_file: Path | None, as_json: bool) -> int:
    """`qagida parity`: an act on file in both languages, or its Russian and its Kazakh file."""
    from legal.parity import parity as engine

    rus, kaz = _both(state, act_or_file, kazakh_file)
    differences = engine(rus[0], kaz[0], findings=(rus[1], kaz[1]))
    if as_json:
        write_json([serialise.difference(found) for found in differences])
    else:
        rows = [
            (state.say(f"parity.{d.aspect}"), d.russian or "-", d.kazakh or "-", d.rus or "-", d.kaz or "-")
            for d in differences
        ]
        write(lines(rows))
    if not differences:
        tell(state.say("cli.parity"))
    return 0


_Read = tuple[tuple[Operation, ...], tuple[Finding, ...]]


def _both(state: State, act_or_file: str, kazakh_file: Path | None) -> tuple[_Read, _Read]:
    if kazakh_file is None:
        found = [service.own_text(state.corpus, act_or_file, language) for language in ("rus", "kaz")]
    else:
        files = read_files([Path(act_or_file), kazakh_file])
        wanted: tuple[Language, Language] = ("rus", "kaz")
        found = [legal.read_operations(data, name, lang) for (name, data), lang in zip(files, wanted, strict=True)]
    (_, rus, said), (_, kaz, told) = found
    return (rus, said), (kaz, told)
