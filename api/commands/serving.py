"""The service and its measurements: serve, bench."""

from __future__ import annotations

import json

import click

from api.commands.common import State, json_option, tell, with_state, write
from api.refusals import Refusal


@click.command()
@click.option("--host", metavar="HOST", help="option.host")
@click.option("--port", type=click.IntRange(1, 65535), help="option.port")
@click.option("--workers", type=click.IntRange(1, 256), help="option.workers")
@with_state
def serve(state: State, host: str | None, port: int | None, workers: int | None) -> int:
    """`qagida serve`."""
    given = {"host": host, "port": port, "workers": workers}
    settings = state.settings.model_copy(update={name: value for name, value in given.items() if value is not None})
    state.settings = settings
    _ = state.corpus  # a missing corpus is said here, before any process starts
    try:
        from api.server import require_address, run
    except ImportError as error:
        raise Refusal("no_server", place=str(error)) from error
    require_address(settings)
    tell(state.say("cli.serving", url=f"http://{settings.host}:{settings.port}/"))
    run(settings)
    return 0


@click.command()
@click.option("--rounds", type=click.IntRange(1, 1000), default=5, show_default=True, help="option.rounds")
@json_option
@with_state
def bench(state: State, rounds: int, as_json: bool) -> int:
    """`qagida bench`."""
    from api.bench import measure, side_by_side

    rows = []
    ratios = []
    tell(state.say("cli.bench", rounds=rounds))
    for row in measure(rounds):
        rows.append(row)
        if not as_json:
            write(f"{row.name:<56}{row.median_ms:>10.2f} ms  ({row.rounds})\n")
    tell(state.say("cli.ratios"))
    for found in side_by_side(rounds):
        ratios.append({"name": found.name, "ours": found.ours, "other": found.other, "ratio": found.ratio})
        if not as_json:
            write(f"{found.name:<84}{found.ratio:>10.1f} ×\n")
    if as_json:
        table = {"medians": [row.as_dict() for row in rows], "side_by_side": ratios}
        write(json.dumps(table, ensure_ascii=False, indent=2) + "\n")
    return 0
