"""Commands for those who fill forms from programs: schema, diff."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import click

from api import clock, service
from api.commands.common import DATE, State, json_option, language_option, tell, with_state, write
from forms.definition import Definition, definition, layout
from forms.diff import diff as compared
from forms.schema import schema as schema_of
from legal.records import Language


@click.group()
def forms() -> None:
    """`qagida forms`."""


@forms.command()
@click.argument("document")
@click.option("--on", "on", type=DATE, metavar="DATE", help="option.on")
@language_option
@click.option("--layout", "with_layout", is_flag=True, help="option.layout")
@with_state
def schema(state: State, document: str, on: date | None, lang: Language | None, with_layout: bool) -> int:
    """`qagida forms schema`: the JSON Schema of the data that a form takes on a date."""
    form = _definition(state, document, on or clock.today(), lang)
    answer: dict[str, Any] = {"schema": schema_of(form), "layout": layout(form)} if with_layout else schema_of(form)
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
    """`qagida forms diff`: fields added, removed, changed, and the order behind the later wording."""
    before, after = (_definition(state, document, day, lang) for day in (start, end))
    found = compared(before, after)
    if as_json:
        changes = [
            {"kind": each.kind, "field": each.path, "aspects": each.aspects, "by": after.version.order}
            for each in found.changes
        ]
        answer = {"same": found.same, "reworded": found.reworded, "changes": changes}
        write(json.dumps(answer, ensure_ascii=False) + "\n")
        return 0
    if found.same:
        tell(state.say("cli.no_changes", start=start.isoformat(), end=end.isoformat()))
    else:
        write(f"{after.version}: {found.said('kaz' if state.ui == 'kk' else 'rus')}\n")
    return 0


def _definition(state: State, document: str, on: date, language: Language | None) -> Definition:
    question = service.Question("", language, on, even_if_repealed=True)
    return definition(service.document_on(state.corpus, document, question).document)
