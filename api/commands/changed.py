"""A change as the commands print it: what, where, by which act; the wording before and after."""

from __future__ import annotations

from api.commands.common import State, write
from api.words import target_words
from legal.records import Change


def write_change(state: State, change: Change, *said: str) -> None:
    """One change on standard output; `said` are further words of its head line."""
    where = ": ".join(filter(None, (change.component, target_words(change.target, state.ui))))
    head = " · ".join((change.on.isoformat(), state.say(f"action.{change.action}"), where, *said))
    before = "".join(f"- {line}\n" for line in (change.before or "").splitlines())
    after = "".join(f"+ {line}\n" for line in (change.after or "").splitlines())
    write(f"@ {head}\n{before}{after}")
