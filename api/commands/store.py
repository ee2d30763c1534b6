"""Commands that write to the corpus, and the one that verifies it: init, import, publish, check."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import starmap
from pathlib import Path

import click

from api import clock, serialise
from api.commands.common import (
    DATE,
    State,
    json_option,
    lines,
    read_files,
    report_findings,
    tell,
    with_state,
    write,
    write_json,
)
from api.refusals import Explanation, Refusal, explain
from legal import Corpus
from legal.errors import LegalError, StoreError
from legal.records import Finding, ImportReport, Language

FILE = click.Path(path_type=Path)


@click.command()
@json_option
@with_state
def init(state: State, as_json: bool) -> int:
    """`qagida init`."""
    home = state.settings.home
    _require_place(home)
    corpus = Corpus.init(home, clock.now())
    acts = corpus.acts()
    tell(state.say("cli.made", home=home, count=sum(act.on_file for act in acts)))
    if as_json:
        write_json([serialise.summary(act) for act in acts])
    else:
        write(lines((act.code or act.iri, ",".join(act.languages), act.card.title) for act in acts if act.on_file))
    return 0


def _require_place(home: Path) -> None:
    """Raises Refusal like StoreError where no folder can be made for the corpus."""
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home.parent):
            pass
    except OSError as error:
        raise Refusal("home_denied", place=str(home), like=StoreError) from error


@click.command("import")
@click.argument("files", metavar="FILE...", type=FILE, nargs=-1, required=True)
@click.option("--lang", type=click.Choice(["rus", "kaz"]), help="option.lang_of_files")
@click.option("--published", type=DATE, metavar="DATE", help="option.published")
@click.option("--published-in", metavar="TEXT", help="option.published_in")
@click.option("--dry-run", is_flag=True, help="option.dry_run")
@json_option
@with_state
def import_(
    state: State,
    files: tuple[Path, ...],
    lang: Language | None,
    published: date | None,
    published_in: str | None,
    dry_run: bool,
    as_json: bool,
) -> int:
    """`qagida import`."""
    if (published is None) != (published_in is None):
        # A publication date without its source is not accepted: no date is ever made up.
        raise click.UsageError(state.say("cli.published_pair"))
    _past(state, published)
    refusals: list[tuple[str, LegalError]] = []
    before = set() if dry_run else _held(state)
    reports = state.corpus.import_files(
        _read(files, refusals),
        now=clock.now(),
        language=lang,
        published=published,
        published_in=published_in,
        dry_run=dry_run,
        progress=_progress if len(files) > 1 and sys.stderr.isatty() else None,
        # One file is done or refused; of many, one that is refused does not stop the others.
        refused=(lambda name, error: refusals.append((name, error))) if len(files) > 1 else None,
    )
    order = [path.name for path in files]
    told = [(name, explain(error, state.ui)) for name, error in sorted(refusals, key=lambda one: order.index(one[0]))]
    if as_json:
        write_json([*(serialise.report(one) for one in reports), *starmap(serialise.refused, told)])
    else:
        write(lines([*(_report_row(state, one) for one in reports), *(_refused_row(state, name) for name, _ in told)]))
    status = max((report_findings(state, _found(state, one, dry_run), one.name) for one in reports), default=0)
    _what_next(state, reports)
    if len(files) > 1:
        _sum_up(state, [one.outcome for one in reports], told)
    now_held = set() if dry_run else _held(state) - before - {one.iri for one in reports}
    for act in sorted(now_held):
        tell(state.say("cli.now_held", act=act))
    return 2 if told else status or int(bool(now_held))


def _what_next(state: State, reports: Sequence[ImportReport]) -> None:
    """What a person does about acts that were stored and not applied."""
    for one in reports:
        faults = [found for found in one.findings if found.severity == "error" and found.line is not None]
        if one.outcome == "not-applied" and faults and (act := one.code or one.iri):
            tell(state.say("cli.held_remedy", act=act, line=faults[0].line, lang=one.language))


def _read(files: Sequence[Path], refusals: list[tuple[str, LegalError]]) -> list[tuple[str, bytes]]:
    """The files that can be read; of several, those that cannot are left for the report."""
    found = []
    for path in files:
        try:
            found += read_files([path])
        except LegalError as error:
            if len(files) == 1:
                raise
            refusals.append((path.name, error))
    return found


def _sum_up(state: State, outcomes: Sequence[str], refused: Sequence[tuple[str, Explanation]]) -> None:
    """Why files were refused, and how many came to what."""
    for name, why in refused:
        place = "" if why.place in (None, name) else f" ({why.place})"
        tell(f"{why.title}: {name}{place}: {why.detail}")
        tell(state.say("cli.remedy", remedy=why.remedy))
    counts = Counter([*outcomes, *("refused" for _ in refused)])
    words = ", ".join(f"{state.say(f'outcome.{one}')}: {count}" for one, count in counts.items())
    tell(state.say("cli.imported", files=counts.total(), outcomes=words))


def _refused_row(state: State, name: str) -> tuple[object, ...]:
    return name, "-", "-", state.say("outcome.refused"), state.say("cli.operations", count=0), "-"


def _held(state: State) -> set[str]:
    """The acts on file that are not applied."""
    return {one.iri for one in state.corpus.acts() if one.on_file and not one.applied}


def _found(state: State, report: ImportReport, dry_run: bool) -> tuple[Finding, ...]:
    """What was found in a file and, once it is on file, when it was applied."""
    if dry_run or report.language is None or not (report.code or report.iri):
        return report.findings
    return (*report.findings, *state.corpus.findings(report.code or report.iri or "", report.language))


def _past(state: State, on: date | None) -> None:
    """A publication date is one that has come."""
    if on is not None and on > clock.today():
        raise click.UsageError(state.say("cli.future", on=on))


def _progress(done: int, total: int, name: str) -> None:
    tell(f"{done}/{total} {name}")


def _report_row(state: State, report: ImportReport) -> tuple[object, ...]:
    covered = report.coverage
    return (
        report.name,
        report.code or report.iri or "-",
        report.language or "-",
        state.say(f"outcome.{report.outcome}"),
        state.say("cli.operations", count=len(report.operations)),
        f"{covered.explained}/{covered.characters}" if covered else "-",
    )


@click.command()
@click.argument("act")
@click.argument("on", metavar="DATE", type=DATE)
@click.option("--source", required=True, metavar="TEXT", help="option.source")
@click.option("--by", metavar="WHO", help="option.by")
@with_state
def publish(state: State, act: str, on: date, source: str, by: str | None) -> int:
    """`qagida publish`."""
    if not source.strip():
        raise click.BadParameter(state.say("cli.source_empty"), param_hint="--source")
    _past(state, on)
    state.corpus.publish(act, on, source.strip(), now=clock.now(), by=by)
    tell(state.say("cli.published", act=act, date=on))
    return 0


@click.command()
@json_option
@with_state
def check(state: State, as_json: bool) -> int:
    """`qagida check`."""
    found = state.corpus.check()
    if as_json:
        write_json(serialise.findings(found))
    status = report_findings(state, found)
    tell(state.say("cli.check_failed" if status else "cli.check_passed", count=len(found)))
    return status
