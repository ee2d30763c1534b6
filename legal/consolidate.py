"""The same engine on loose files: a base text, the orders that amend it, and a date. Nothing is stored."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from legal import versions
from legal.amend.dates import resolve_force
from legal.amend.operations import operations, own_ref
from legal.errors import LegalError
from legal.notes.check import redaction
from legal.reading import read
from legal.records import Act, ActRef, Finding, Language, Operation, Version

_SIMILAR = 0.6


@dataclass(frozen=True, slots=True)
class Consolidation:
    """The text of the base on a date, with what the engine found on the way.

    `applied` False: a finding of severity error held an amending act back, and the text is that without it.
    """

    regulation: versions.Regulation
    version: Version
    text: str
    findings: tuple[Finding, ...]
    applied: bool


def consolidate(
    base: tuple[str, bytes],
    amending: Sequence[tuple[str, bytes]],
    on: date,
    published: Sequence[date] = (),
    *,
    act: str | None = None,
    language: Language | None = None,
) -> Consolidation:
    """The base text as it reads on a date after the amending files, each a (name, bytes) pair.

    `published` holds no date, one for all amending files, or one for each in their order. `act` names the base by
    code or number where an amending file changes several acts and none fits by card or title. Raises LegalError for
    counts of dates that fit nothing and for files that are no acts; an amending act that was not understood is held
    back whole, with its findings.
    """
    if len(published) not in (0, 1, len(amending)):
        raise LegalError(
            f"{len(published)} publication dates for {len(amending)} amending files",
            remedy="Give none, one for all, or one for each in their order.",
        )
    dates = [published[min(i, len(published) - 1)] if published else None for i in range(len(amending))]
    text = read(base[1], base[0], language)
    findings: list[Finding] = list(text.findings)
    found: list[Operation] = []
    applied = True
    ref: ActRef | None = None
    for (name, data), day in zip(amending, dates, strict=True):
        order = read(data, name, text.card.language)
        changes, problems = operations(order)
        findings += [*order.findings, *problems]
        if any(finding.severity == "error" for finding in (*order.findings, *problems)):
            applied = False
            continue
        target = _target(changes, text, act, name)
        ref = ref or target
        found += [op for op in resolve_force(changes, order, day) if op.act == target]
    state = redaction(text, found)
    held = [versions.NotApplied(act) for act in state.held]
    regulation = versions.build(ref or own_ref(text), text.card.language, text, state.operations, (), held)
    findings += [*state.findings, *regulation.findings]
    applied = applied and not any(one.severity == "error" for one in (*state.findings, *regulation.findings))
    return Consolidation(
        regulation, versions.version(regulation, on), versions.text(regulation, on), tuple(findings), applied
    )


def _target(changes: Sequence[Operation], base: Act, wanted: str | None, name: str) -> ActRef:
    """The act that the amending file changes and the base is the text of."""
    acts = list(dict.fromkeys(op.act for op in changes))
    if wanted:
        acts = [ref for ref in acts if wanted in (ref.code, ref.number)]
    if len(acts) == 1:
        return acts[0]
    own = own_ref(base)
    by_card = [ref for ref in acts if own.number and (ref.date, ref.number) == (own.date, own.number)]
    by_title = [ref for ref in acts if ref.title and _alike(ref.title, base.card.title) >= _SIMILAR]
    fitting = by_card or by_title
    if len(fitting) != 1:
        named = "; ".join(f"{ref.form} {ref.date} {ref.number}" for ref in acts) or "no act"
        raise LegalError(
            f"the file changes {named}: which of them the base is cannot be told",
            place=name,
            remedy="Name it with --act.",
        )
    return fitting[0]


def _alike(left: str, right: str) -> float:
    """The share of common words of two titles."""
    a, b = (set(re.findall(r"\w+", text.lower())) for text in (left, right))
    return len(a & b) / max(1, min(len(a), len(b)))
