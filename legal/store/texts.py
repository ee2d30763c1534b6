"""Texts of acts by their bytes: read once, understood once, summed up."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from legal.errors import SourceError
from legal.findings import finding
from legal.records import Act, ActRef, Finding, Language, Operation
from legal.store.engine import Engine
from legal.store.identity import identified, nameable
from legal.store.objects import Cache
from legal.store.records import Summary, errors
from legal.store.rulings import NONE, Rulings, ruled

# Titles of acts that only change or end others (order 464 of 2023 on drafting, items 31 and 34): in Russian they begin
# so, in Kazakh they end so, unless the act also approves something. Titles of other acts inside stand in quotes.
_AMENDING = re.compile(
    r"^\s*О\s+(?:внесении\s+(?:\w+\s+)?(?:изменени|дополнени|поправ)|признании\s+утративш|приостановлении\s+действия)|"
    r"(?:(?:өзгеріс|толықтыру)\w*\s+енгізу|күші\s+жойылды\s+деп\s+тану|күшін\s+жою|тоқтата\s+тұру)\s+туралы\W*$",
    re.IGNORECASE,
)
_APPROVING = re.compile(r"бекіту\s+және|бекіту,|\bи\s+(?:об\s+)?утверждении", re.IGNORECASE)
_QUOTED = re.compile('"[^"]*"|«[^»]*»')
_MAGIC = {b"%PDF-": "pdf", b"PK\x03\x04": "docx"}
_KEPT = 64


@dataclass(frozen=True, slots=True)
class Text:
    """An act with what it changes, as its own text says it and people decided about it."""

    act: Act
    operations: tuple[Operation, ...]
    findings: tuple[Finding, ...]
    cancelled: bool = False
    """Whether nothing of it is applied, by decision."""
    corrected: tuple[tuple[int, str], ...] = ()
    """Lines with what a person reads there."""

    @property
    def readings(self) -> dict[int, str]:
        """What a person reads instead of published lines, by line."""
        return dict(self.corrected)


class Texts:
    """The texts read last, by their bytes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: Cache[Text] = Cache(_KEPT)

    def read(self, data: bytes, name: str, language: Language | None = None, rulings: Rulings = NONE) -> Text:
        """The text of a file. Raises SourceError for bytes that are no text of an act."""
        key = (hashlib.sha256(data).hexdigest(), extension(data, name), language, rulings)
        return self._kept.get(key, lambda: self._read(data, name, language, rulings))

    def _read(self, data: bytes, name: str, language: Language | None, rulings: Rulings) -> Text:
        act = self.read(data, name, language).act if rulings != NONE else self._engine.read(data, name, language)
        corrected = tuple((one.line, one.reading) for one in rulings.corrected)
        return Text(*ruled(act, self._engine.operations, rulings), rulings.whole is not None, corrected)


def extension(data: bytes, name: str) -> str:
    """How a source is named in the corpus, so that it reads the same again: by its bytes, else by its name."""
    magic = next((kind for start, kind in _MAGIC.items() if data.startswith(start)), None)
    suffix = PurePosixPath(name).suffix.lower()
    return magic or ("html" if suffix in (".html", ".htm") else "txt")


def summary_of(text: Text, data: bytes, name: str) -> Summary:
    """What the corpus keeps of a text beside it.

    Raises SourceError where the text does not say which act it is: a loose file cannot be filed.
    """
    act, card = text.act, text.act.card
    changes = [operation for operation in text.operations if not ends_act(operation)]
    repeals = tuple(operation for operation in text.operations if ends_act(operation))
    unknown = [operation for operation in text.operations if not nameable(operation.act)]
    findings = [*text.findings, *(_unidentified(operation) for operation in unknown)]
    summary = Summary(
        card=card,
        sha256=hashlib.sha256(data).hexdigest(),
        extension=extension(data, name),
        amending=only_amends(card.title) if card.title else bool(changes),
        amends=_distinct([operation.act for operation in changes if nameable(operation.act)]),
        repeals=tuple(operation for operation in repeals if nameable(operation.act)),
        findings=tuple(findings),
        unread=errors(act.findings),
        coverage=act.coverage,
        cancelled=text.cancelled,
    )
    if not identified(summary.ref):
        raise SourceError(
            "the text does not say which act it is: its date and number are missing",
            place=name,
            remedy="Send the act with its registration line, or use `qagida consolidate` for loose files.",
        )
    return summary


def only_amends(title: str) -> bool:
    """Whether an act with this title is there to change or end others and has no text of its own to be in force.

    >>> only_amends("О внесении изменений в приказ … «Об утверждении Правил»")
    True
    >>> only_amends("Об утверждении Правил внесения изменений в реестр")
    False
    """
    own = _QUOTED.sub("", title)
    return bool(_AMENDING.search(own)) and not _APPROVING.search(own)


def ends_act(operation: Operation) -> bool:
    """Whether an operation ends a whole act."""
    return operation.action in ("repeal", "delete") and not operation.target and operation.component is None


def _distinct(refs: Sequence[ActRef]) -> tuple[ActRef, ...]:
    return tuple(dict.fromkeys(refs))


def _unidentified(operation: Operation) -> Finding:
    message = f"{operation.source.quote[:120]!r}: the act is named without its date or number"
    return finding("act-unidentified", message, operation.source.line)
