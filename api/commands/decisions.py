"""Commands for what people decide: decide cancel, correct, accept, withdraw; decisions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from api import clock, serialise
from api.commands.common import State, json_option, lines, tell, with_state, write, write_json
from api.service import act_key, summary_of
from api.words import decision_words
from legal.records import Language
from legal.store.deciding import (
    AcceptRequest,
    CancelRequest,
    CorrectRequest,
    Decided,
    Request,
    WithdrawRequest,
)  # fmt: skip
from legal.store.decisions import id_of

_Command = Callable[..., Any]


_language_option = click.option("--lang", type=click.Choice(["rus", "kaz"]), help="option.lang_decided")


def _signed(command: _Command) -> _Command:
    """--by, --reason and --json of every decision."""
    for option in (
        json_option,
        click.option("--reason", required=True, metavar="TEXT", help="option.reason"),
        click.option("--by", required=True, metavar="WHO", help="option.by"),
    ):
        command = option(command)
    return command


@click.group()
def decide() -> None:
    """`qagida decide`."""


@decide.command()
@click.argument("what", metavar="OPERATION_OR_ACT")
@_language_option
@_signed
@with_state
def cancel(state: State, what: str, lang: Language | None, by: str, reason: str, as_json: bool) -> int:
    """`qagida decide cancel`."""
    return _take(state, CancelRequest(what, lang), by, reason, as_json)


@decide.command()
@click.argument("act")
@click.argument("line", type=click.IntRange(min=1))
@click.argument("text", required=False)
@click.option("--nothing", is_flag=True, help="option.nothing")
@_language_option
@_signed
@with_state
def correct(
    state: State,
    act: str,
    line: int,
    text: str | None,
    nothing: bool,
    lang: Language | None,
    by: str,
    reason: str,
    as_json: bool,
) -> int:
    """`qagida decide correct`."""
    reading = (text or "").strip()
    if bool(reading) == nothing:
        raise click.UsageError(state.say("cli.text_or_nothing"))
    return _take(state, CorrectRequest(act, line, reading, lang), by, reason, as_json)


@decide.command()
@click.argument("act")
@click.argument("code")
@click.argument("line")
@_language_option
@_signed
@with_state
def accept(
    state: State, act: str, code: str, line: str, lang: Language | None, by: str, reason: str, as_json: bool
) -> int:
    """`qagida decide accept`."""
    if line != "-" and not (line.isascii() and line.isdigit() and int(line)):
        raise click.BadParameter(state.say("cli.line_number"), param_hint="LINE")
    number = None if line == "-" else int(line)
    return _take(state, AcceptRequest(act, code, number, lang), by, reason, as_json)


@decide.command()
@click.argument("decision", metavar="ID")
@_signed
@with_state
def withdraw(state: State, decision: str, by: str, reason: str, as_json: bool) -> int:
    """`qagida decide withdraw`."""
    return _take(state, WithdrawRequest(decision), by, reason, as_json)


def _take(state: State, request: Request, by: str, reason: str, as_json: bool) -> int:
    """Take a decision, print its name, and say where the act is still not applied. Done is 0 all the same."""
    decision = state.corpus.decide(request, by=by, reason=reason, now=clock.now())
    made = Decided(id_of(decision), decision)
    if as_json:
        write_json(serialise.decision(made))
    else:
        write(lines([(made.id, decision_words(made, state.ui))]))
    tell(state.say("cli.decided", id=made.id))
    _waiting(state, made)
    return 0


def _waiting(state: State, made: Decided) -> None:
    """Say where the act decided about is still held back by findings of severity error."""
    act = act_key(made.decision.act)
    count = 0
    for language in summary_of(state.corpus, act).languages:
        found = (*state.corpus.act(act, language).findings, *state.corpus.findings(act, language))
        count += sum(one.severity == "error" for one in dict.fromkeys(found))
    if count:
        tell(state.say("cli.decided_waiting", act=act, count=count))


@click.command()
@click.argument("act", required=False)
@json_option
@with_state
def decisions(state: State, act: str | None, as_json: bool) -> int:
    """`qagida decisions`."""
    found = state.corpus.decisions(act)
    if as_json:
        write_json([serialise.decision(one) for one in found])
    elif not found:
        tell(state.say("cli.no_decisions"))
    else:
        write(lines((one.id, one.decision.recorded.isoformat(), decision_words(one, state.ui)) for one in found))
    return 0
