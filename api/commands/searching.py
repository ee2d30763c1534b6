"""Words in the texts in force on a date: search."""

from __future__ import annotations

from datetime import date

import click

from api import clock, found
from api.commands.common import (
    DATE,
    State,
    json_option,
    language_option,
    lines,
    tell,
    with_state,
    write,
    write_json,
)
from api.service import act_key
from api.words import date_words, target_words
from legal.records import Language
from legal.store.search import Hit


@click.command()
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@click.option("--on", "on", type=DATE, metavar="DATE", help="option.search_on")
@language_option
@click.option("--act", metavar="ACT", help="option.search_act")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="option.limit")
@json_option
@with_state
def search(
    state: State,
    words: tuple[str, ...],
    on: date | None,
    lang: Language | None,
    act: str | None,
    limit: int,
    as_json: bool,
) -> int:
    """`qagida search`."""
    day = on or clock.today()
    query = " ".join(words)
    if not query.strip():
        raise click.UsageError(state.say("cli.no_words"))
    hits = state.index.search(query, day, language=lang, act=act, limit=limit)
    if as_json:
        write_json(found.answer(query, day, 0, hits))
        return 0
    write(lines(_row(state, hit) for hit in hits.hits))
    tell(state.say("cli.found", count=hits.total, shown=len(hits.hits), date=date_words(day, state.ui)))
    return 0


def _row(state: State, hit: Hit) -> tuple[object, ...]:
    target = target_words(hit.line.target, state.ui) if hit.line.target or not hit.line.component else ""
    place = ": ".join(filter(None, (hit.line.component, target)))
    return act_key(hit.act), hit.language, hit.start or "-", hit.until or "-", place, hit.line.text
