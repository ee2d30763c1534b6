"""Forms of state-service rules as ministries print them, each with the fields that a clerk finds in it.

`unseen/<language>.txt` holds the forms ("=== name", then the lines of the annex; cells of a table set apart by tabs,
a cell that reaches over others opens with how many: "{3}" columns, "{r2}" rows),
`unseen/<language>-fields.txt` what has to be found in each, a field a line: `kind/rule` with `?` for one that may stay
empty, the label, the alternatives. `rows[]` are the columns of a table to fill.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import forms
from forms.asked import Asked
from forms.definition import definition
from forms.model import plan
from forms.records import Document
from legal.reading.annexes import read_annex_blocks
from legal.reading.blocks import Block, TableCell
from legal.records import ActRef, Language, Node, Version

_SPAN = re.compile(r"\{(r?)(\d)\}")
_HERE = Path(__file__).parent / "unseen"


def _parts(name: str) -> dict[str, str]:
    pieces = f"\n{(_HERE / name).read_text(encoding='utf-8')}".split("\n=== ")[1:]
    return {title: rest for title, _, rest in (piece.partition("\n") for piece in pieces)}


def expected(language: Language) -> dict[str, list[str]]:
    return {name: text.splitlines() for name, text in _parts(f"{language}-fields.txt").items()}


@lru_cache(maxsize=2)
def published(language: Language) -> dict[str, Document]:
    return {name: derived(text, language) for name, text in _parts(f"{language}.txt").items()}


def lines(language: Language) -> dict[str, list[str]]:
    """The words of each form, line by line."""
    return {name: re.sub(r"\{r?\d\}", "", text).splitlines() for name, text in _parts(f"{language}.txt").items()}


def as_written(language: Language) -> dict[str, str]:
    return _parts(f"{language}.txt")


def derived(text: str, language: Language) -> Document:
    """The one document of an annex, read from paragraphs and tables as a page or a DOCX gives them."""
    annex, _ = read_annex_blocks(_blocks(text), language)
    rules = Node("component", heading="Правила", children=(annex.body,))
    act = ActRef("order", date(2023, 1, 9), "1", code="V2300031000")
    (made,) = forms.documents(
        Version(act, language, date(2024, 1, 1), "in-force", "stated", None, (), (rules,), ())
    )  # fmt: skip
    return made


def _blocks(text: str) -> list[Block]:
    blocks: list[Block] = []
    for number, line in enumerate(text.splitlines(), 1):
        if "\t" in line:
            row = tuple(_cell(cell.strip()) for cell in line.split("\t"))
            if blocks and blocks[-1].kind == "table":
                blocks[-1] = replace(blocks[-1], rows=(*blocks[-1].rows, row))
            else:
                blocks.append(Block("table", "", number, number, rows=(row,)))
        elif line.strip():
            blocks.append(Block("text", " ".join(line.split()), number, number))
    return blocks


def _cell(text: str) -> TableCell:
    spans = {"": 1, "r": 1}
    while match := _SPAN.match(text):
        spans[match[1]] = int(match[2])
        text = text[match.end() :]
    return TableCell((text,) if text else (), spans[""], spans["r"])


def described(document: Document) -> list[str]:
    """Every field of a form, a line each."""
    ready = plan(definition(document))
    found = [_field(one) for one in ready.fields]
    for group in ready.groups:
        found += [f"{group.group.name}[] {_field(one)}" for one in group.columns]
    return found


def _field(one: Asked) -> str:
    asked = one.field.field
    hint = f" | {asked.hint}" if asked.hint else ""
    return f"{asked.kind}/{one.rule}{'' if asked.required else '?'} | {asked.label}{hint}"
