"""The engine on loose files, with nothing stored: consolidate."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api import serialise
from api.commands.common import (
    DATE,
    State,
    deliver,
    language_option,
    output_option,
    read_files,
    report_findings,
    tell,
    with_state,
)
from api.commands.store import FILE
from legal.records import Language

if TYPE_CHECKING:
    from legal.consolidate import Consolidation


@click.command()
@click.argument("base", metavar="BASE_FILE", type=FILE)
@click.argument("amending", metavar="AMENDING_FILE...", type=FILE, nargs=-1, required=True)
@click.option("--on", "on", type=DATE, required=True, metavar="DATE", help="option.on")
@click.option("--published", type=DATE, multiple=True, metavar="DATE", help="option.published_each")
@click.option("--act", help="option.act")
@language_option
@click.option("--format", "format_", type=click.Choice(["txt", "json", "xml"]), default="txt", help="option.format")
@output_option
@with_state
def consolidate(
    state: State,
    base: Path,
    amending: tuple[Path, ...],
    on: date,
    published: tuple[date, ...],
    act: str | None,
    lang: Language | None,
    format_: str,
    output: Path | None,
) -> int:
    """`qagida consolidate`."""
    # The grammars load here: commands that only ask the corpus do without them.
    from legal.consolidate import consolidate as engine

    if len(published) not in (0, 1, len(amending)):
        raise click.UsageError(state.say("cli.published_count", dates=len(published), files=len(amending)))
    first, *rest = read_files((base, *amending))
    result = engine(first, rest, on, published, act=act, language=lang)
    deliver(_shape(result, on, format_), output)
    if not result.applied:
        tell(state.say("cli.not_applied"))
    return report_findings(state, result.findings) or int(not result.applied)


def _shape(result: Consolidation, on: date, format_: str) -> bytes:
    from legal import versions

    if format_ == "xml":
        return versions.slice_xml(result.regulation, on)
    if format_ == "json":
        return serialise.to_json(serialise.version(result.version)).encode()
    return (result.text if result.text.endswith("\n") else result.text + "\n").encode()
