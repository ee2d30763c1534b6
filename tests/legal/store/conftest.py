"""A corpus with a tiny reader: acts are JSON, so that the store is tried without grammars and without real orders."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from legal.akn import code_of, iri
from legal.akn.meta import ref_of
from legal.errors import SourceError
from legal.findings import finding
from legal.records import (
    Act,
    ActRef,
    Card,
    Finding,
    InForce,
    Language,
    Node,
    Operation,
    OperationSource,
    Registration,
    Repeal,
    Step,
)  # fmt: skip
from legal.store.corpus import Corpus
from legal.store.engine import Engine, standard
from legal.store.repository import Repository


def at(second: float) -> datetime:
    """A moment of 2026."""
    return datetime.fromtimestamp(datetime(2026, 1, 1, tzinfo=UTC).timestamp() + second, UTC)


def ref(text: str) -> ActRef:
    """An act from "form/date/number/registered", "-" for what is not known."""
    form, day, number, registered = (None if part == "-" else part for part in f"{text}/-/-/-".split("/")[:4])
    found = ActRef(form, date.fromisoformat(day) if day else None, number, registered=registered)
    return replace(found, code=code_of(found))


def order(act: str, *changes: str, title: str = "О внесении изменений в приказы", **more: Any) -> bytes:
    """An order as JSON.

    `changes` are "act text" (paragraph 1 of that act reads so) or "act repeal"; `more`: `on` (their day; else ten days
    after publication, presumed from the registration), `language`, `repealed` ("act date"), `findings` (codes),
    `body` (paragraph 1 of the act itself).
    """
    return json.dumps({"act": act, "changes": changes, "title": title, **more}, ensure_ascii=False).encode()


def read(data: bytes, name: str, language: Language | None = None) -> Act:
    """The act in the JSON of `order`."""
    try:
        given = json.loads(data)
    except ValueError as error:
        raise SourceError("no act", place=name) from error
    known = ref(given["act"])
    card = Card(given.get("language", "rus"), given["title"], known.form, None, known.date, known.number)
    if known.registered:
        card = replace(card, registered=Registration(known.registered, known.date), code=code_of(known))
    if "repealed" in given:
        by, day = given["repealed"].split(" ")
        card = replace(card, repealed=Repeal(ref(by), InForce("date", date.fromisoformat(day), "stated"), "repealed"))
    paragraphs = [paragraph(given.get("body", "Changes follow."))]
    return Act(replace(card, iri=iri(card)), tuple(paragraphs), findings=tuple(found(given, "reading")))


def found(given: dict[str, Any], key: str) -> list[Finding]:
    """Findings by their codes."""
    return [finding(code, "a fault of the file", 1) for code in given.get(key, ())]


def paragraph(text: str) -> Node:
    """Paragraph 1 with one line."""
    return Node("paragraph", "1", "1.", children=(Node("part", children=(Node("alinea", text=text),)),))


def operations(act: Act) -> tuple[tuple[Operation, ...], tuple[Finding, ...]]:
    """The operations that `order` was given: they stand in its sources by hash of nothing, so they are kept here."""
    given = GIVEN[act.card.language, act.card.date, act.card.number]
    force = InForce("date", date.fromisoformat(given["on"]), "stated") if "on" in given else _presumed(act)
    return tuple(_operation(act, i, text, force) for i, text in enumerate(given["changes"], 1)), tuple(
        found(given, "findings")
    )


def _presumed(act: Act) -> InForce:
    day = act.card.date
    return InForce("after-publication", day and date.fromordinal(day.toordinal() + 11), "presumed", 10)


def _operation(act: Act, number: int, text: str, force: InForce) -> Operation:
    target, what = text.split(" ", 1)
    source = OperationSource("1", (number,), text, number)
    known = ref_of(act.card)
    made = Operation(
        f"{code_of(known) or known.number}-{act.card.language}-{number}", "repeal", ref(target), None, (), force, source
    )
    if what == "repeal":
        return made
    return replace(made, action="replace", target=(Step("paragraph", "1"),), new=what, content=(paragraph(what),))


GIVEN: dict[Any, dict[str, Any]] = {}


def remembering(data: bytes, name: str, language: Language | None = None) -> Act:
    """`read`, with the JSON kept for `operations`."""
    act = read(data, name, language)
    GIVEN[act.card.language, act.card.date, act.card.number] = json.loads(data)
    return act


def base_force(act: Act, published: date | None, readings: Mapping[int, str]) -> InForce | None:
    """The base acts of these tests are in force from their adoption."""
    return InForce("on-signature", act.card.date, "stated") if act.card.date else None


def _moved(ops: Any, act: Act, published: date | None) -> tuple[Operation, ...]:
    if published is None:
        return tuple(ops)
    day = date.fromordinal(published.toordinal() + 11)
    return tuple(
        op
        if op.in_force.rule == "date"
        else replace(op, in_force=replace(op.in_force, start=day, certainty="computed"))
        for op in ops
    )


@pytest.fixture
def engine() -> Engine:
    """The real stages from operations on, behind the tiny reader."""
    return replace(standard(), read=remembering, operations=operations, resolve_force=_moved, base_force=base_force)


@pytest.fixture
def write() -> Callable[..., bytes]:
    """`order`, for tests that cannot import this file."""
    return order


@pytest.fixture
def second() -> Callable[[float], datetime]:
    """`at`, for tests that cannot import this file."""
    return at


@pytest.fixture
def make(tmp_path: Path, engine: Engine) -> Callable[[str], Corpus]:
    """Empty corpora by name."""
    return lambda name="corpus": Corpus(Repository.create(tmp_path / name), engine)


@pytest.fixture
def corpus(make: Callable[[str], Corpus]) -> Corpus:
    """An empty corpus."""
    return make("corpus")
