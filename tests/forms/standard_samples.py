"""Service standards as ministries word them, and what a program needs of each, read by hand.

`standards/<language>.txt` holds the rows (number, title, text; the lines of a text set apart by "¶"),
`standards/<name>-parts.txt` the parts that have to be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

import forms
from forms.records import Document
from forms.service import Service, service
from legal.records import ActRef, Language, Node, Version

_TITLES = {
    "rus": 'Перечень основных требований к оказанию государственной услуги "{name}"',
    "kaz": '"{name}" мемлекеттік қызметті көрсетуге қойылатын негізгі талаптардың тізбесі',
}
_HERE = Path(__file__).parent / "standards"


def sections(name: str) -> dict[str, str]:
    pieces = f"\n{(_HERE / name).read_text(encoding='utf-8')}".split("\n=== ")[1:]
    return {title: rest for title, _, rest in (piece.partition("\n") for piece in pieces)}


def expected(name: str) -> dict[str, list[str]]:
    return {title: text.splitlines() for title, text in sections(f"{name}-parts.txt").items()}


@lru_cache(maxsize=2)
def unseen(language: Language) -> dict[str, Service]:
    return {name: service(document(name, text, language)) for name, text in sections(f"{language}.txt").items()}


def document(name: str, text: str, language: Language) -> Document:
    rows = tuple(_row(line) for line in text.splitlines())
    title = _TITLES[language].format(name=name)
    return annexed(Node("annex", "1", "Приложение 1", title, children=(Node("table", children=rows),)), language)


def annexed(annex: Node, language: Language) -> Document:
    """The one document of Rules with one annex."""
    act = ActRef("order", date(2023, 1, 9), "1", code="V2300031000")
    rules = Node("component", heading="Правила", children=(annex,))
    (made,) = forms.documents(
        Version(act, language, date(2024, 1, 1), "in-force", "stated", None, (), (rules,), ())
    )  # fmt: skip
    return made


def _row(line: str) -> Node:
    cells = [
        Node("cell", children=tuple(Node("alinea", text=part) for part in text.split("¶"))) for text in line.split("\t")
    ]
    number = line.partition("\t")[0]
    return Node("row", number, number, children=tuple(cells))


def described(standard: Service) -> list[str]:
    return [*_when(standard), *_what(standard)]


def _when(standard: Service) -> Iterator[str]:
    yield from (f"subservice {item.num or '-'} {item.text}" for item in standard.subservices)
    for channel in standard.channels:
        yield f"channel {_kinds(channel.kinds)} {' '.join(channel.sites)}".rstrip()
    for term in standard.terms:
        yield f"term {term.number} {term.unit} {term.subject} {_kinds(term.channels)} | {term.since or '-'}"
    yield f"forms {' '.join(standard.forms)}"
    for fee in standard.fees:
        yield f"fee {fee.kind} {fee.amount or ''} {fee.unit or ''}{' at most' if fee.limit else ''}".rstrip()
    yield from (f"payment {item.text[:60]}" for item in standard.payments)
    for one in standard.hours:
        days = f"{one.days[0]}-{one.days[1]}" if one.days else "-"
        breaks = "-" if one.breaks is None else " ".join(one.breaks) or "none"
        times = "clock" if one.around_the_clock else f"{one.opens} {' '.join(one.closes)} break {breaks}"
        yield f"hours {one.subject} {_kinds(one.kinds)} days {days} {times}"


def _what(standard: Service) -> Iterator[str]:
    for listed in standard.documents:
        yield f"documents {_kinds(listed.channels)} | {listed.heading or '-'}"
        yield from (f"  {item.num or '-'} {item.text}" for item in listed.items)
    yield from (f"note {item.text[:60]}" for item in standard.notes)
    yield from (f"refusal {item.num or '-'} {item.text}" for item in standard.refusals)
    yield from (f"{contact.kind} {contact.value}" for contact in standard.contacts)
    yield from (f"unread {span.row}.{span.line} {span.text[:80]}" for span in standard.unread)


def _kinds(kinds: tuple[str, ...]) -> str:
    return ",".join(kinds) or "-"
