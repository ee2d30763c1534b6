"""For those who draft: the order that turns one version into another, its effect, two languages side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import legal
from api import clock, serialise, service
from api.commands.changed import write_change
from api.commands.common import (
    DATE,
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
from api.commands.store import FILE
from api.refusals import Refusal
from api.words import act_words
from legal.records import ActRef, Finding, InForce, Language, Operation, Version

if TYPE_CHECKING:
    from legal.draft import Draft
    from legal.preview import Effect


@click.command()
@click.argument("act_or_file")
@click.argument("before", metavar="[FROM]", required=False)
@click.argument("after", metavar="[TO]", required=False)
@language_option
@click.option("--also", multiple=True, metavar="ACT", help="option.also")
@click.option("--also-files", nargs=2, multiple=True, metavar="OLD NEW", help="option.also_files")
@click.option("--words/--whole", default=None, help="option.words")
@click.option("--repeal", "ends", is_flag=True, help="option.repeal")
@click.option("--title", help="option.draft_title")
@click.option("--number", multiple=True, help="option.number")
@click.option("--date", "adopted", type=DATE, multiple=True, metavar="DATE", help="option.adopted")
@click.option("--author", multiple=True, help="option.author")
@click.option("--in-force", type=DATE, metavar="DATE", help="option.in_force")
@click.option("--unit", help="option.unit")
@click.option("--site", help="option.site")
@click.option("--control", help="option.control")
@click.option("--sign", "signature", multiple=True, help="option.sign")
@click.option("--act-form", default=None, help="option.act_form")
@click.option("--act-date", type=DATE, multiple=True, metavar="DATE", help="option.act_date")
@click.option("--act-number", help="option.act_number")
@json_option
@output_option
@with_state
def draft(
    state: State,
    act_or_file: str,
    before: str | None,
    after: str | None,
    lang: Language | None,
    also: tuple[str, ...],
    also_files: tuple[tuple[str, str], ...],
    words: bool | None,
    ends: bool,
    act_form: str | None,
    act_date: tuple[date, ...],
    act_number: str | None,
    as_json: bool,
    output: Path | None,
    **particulars: Any,
) -> int:
    """`qagida draft`: an act and two dates, or two files; with --repeal an act, or a file, alone."""
    if ends != (before is None):
        raise Refusal("draft_repeal" if ends else "draft_versions")
    card: dict[str, Any] = {"form": act_form, "date": act_date[0] if act_date else None, "number": act_number}
    card = {name: value for name, value in card.items() if value}
    said = _said(**particulars)
    if act_number and len(act_date) > 1:
        said["dates"][act_number] = act_date
    if before is None:
        language, made = _repealing(_to_repeal(state, act_or_file, lang), card, said)
    else:
        pairs = [_versions(state, act_or_file, before, after, lang)]
        pairs += [_versions(state, other, before, after, lang) for other in also]
        pairs += [_versions(state, old, new, None, lang) for old, new in also_files]
        language, made = _amending(pairs, card, said, words)
    if as_json:
        answer = serialise.draft(language, made.text, made.operations, made.findings)
        deliver(serialise.to_json(answer).encode(), output)
    else:
        deliver(made.text.encode(), output)
    return report_findings(state, [finding for finding in made.findings if finding.severity != "info"])


def _said(
    author: tuple[str, ...], number: tuple[str, ...], adopted: tuple[date, ...], in_force: date | None, **others: Any
) -> dict[str, Any]:
    """What the draft says of itself. A joint order has an author, a number and a date for each who issues it."""
    # The grammars load here: commands that only ask the corpus do without them.
    from legal.draft import TEN_DAYS

    joined = "/".join(number) or None
    return {
        **others,
        "author": "; ".join(author) or None,
        "number": joined,
        "date": adopted[0] if adopted else None,
        "dates": {joined: adopted} if joined and len(author) > 1 else {},
        "force": InForce("date", in_force, "stated") if in_force else TEN_DAYS,
    }


def _repealing(
    given: tuple[Language, list[ActRef]], card: dict[str, Any], particulars: dict[str, Any]
) -> tuple[Language, Draft]:
    """The draft that repeals acts; `card` is what the caller says of the first."""
    from legal.draft import Particulars, form_of, repeal

    language, (first, *others) = given
    act = replace(first, **card)
    return language, repeal([act, *others], language, Particulars(form=form_of(act), **particulars))


def _amending(
    pairs: list[tuple[Version, Version]], card: dict[str, Any], particulars: dict[str, Any], words: bool | None
) -> tuple[Language, Draft]:
    """The draft that turns one version of each act into another; `card` is what the caller says of the first act."""
    from legal.draft import Particulars, draft_several, form_of
    from legal.draft.replay import same_text

    for old, new in pairs:
        if old.status != new.status and new.status in _ENDED and same_text(old, new):
            raise Refusal("draft_ended", date=str(new.ended))
    (old, new), *others = pairs
    act = replace(old.act, **card)
    order = Particulars(form=form_of(act), **particulars)
    return old.language, draft_several([(replace(old, act=act), replace(new, act=act)), *others], order, words=words)


_ENDED = frozenset({"repealed", "presumed-repealed"})


def _versions(
    state: State, act_or_file: str, before: str, after: str | None, lang: Language | None
) -> tuple[Version, Version]:
    """The two versions that a draft lies between: of two files, or of an act on two dates."""
    if after is None:
        old, new = (_loose(path, lang) for path in (act_or_file, before))
        return old, new
    language = service.language_for(state.corpus, act_or_file, lang)
    days = [DATE.convert(value, None, click.get_current_context()) for value in (before, after)]
    old, new = (state.corpus.version(act_or_file, language, day) for day in days)
    return old, new


def _to_repeal(state: State, act_or_file: str, lang: Language | None) -> tuple[Language, list[ActRef]]:
    """An act and the acts on file that amended it, in the order in which they were adopted (order 464, item 34)."""
    from legal.amend.operations import own_ref

    if names_file(act_or_file):
        version = _loose(act_or_file, lang)
        return version.language, [version.act]
    language = service.language_for(state.corpus, act_or_file, lang)
    act = state.corpus.version(act_or_file, language, clock.today()).act
    key = service.act_key(act)
    amending = {ref for row in state.corpus.acts() if row.code == key or row.iri == key for ref in row.amended_by}
    found = [own_ref(state.corpus.act(service.act_key(ref), language)) for ref in amending]
    return language, [act, *sorted(found, key=lambda ref: (ref.date or date.min, ref.number or ""))]


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
@click.option("--text", "as_text", is_flag=True, help="option.preview_text")
@json_option
@with_state
def preview(state: State, file: Path, lang: Language | None, on: date | None, as_text: bool, as_json: bool) -> int:
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
        if not as_json:
            _show(state, effect, as_text)
    if as_json:
        write_json(answers)
    status = report_findings(state, findings, name)
    for effect in seen.effects:
        if not effect.known:
            tell(state.say("cli.preview_unknown", act=act_words(effect.act, state.ui)))
    if status:
        tell(state.say("cli.preview_held"))
    elif not any(effect.changes for effect in seen.effects):
        tell(state.say("cli.preview_nothing" if seen.effects else "cli.preview_no_acts"))
    return status


_MARKS = {"stays": " ", "goes": "-", "comes": "+"}


def _show(state: State, effect: Effect, as_text: bool) -> None:
    """What a draft does to one act: each change, or all of the text with the lines that go and come."""
    if not as_text:
        for change in effect.changes:
            write_change(state, change, act_words(effect.act, state.ui))
    elif effect.lines:
        marked = "".join(f"{_MARKS[line.mark]} {line.text}\n" for line in effect.lines)
        write(f"@ {act_words(effect.act, state.ui)}\n{marked}")


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
