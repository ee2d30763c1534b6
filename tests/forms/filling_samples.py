"""The act of services and its sheets as order 458 of 2021 publishes them, and a Kazakh form, to fill in tests."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import forms
import legal
from forms.fields import compose
from forms.records import Blank, Cell, Columns, Document, Field, Heading, Line, Provenance, Row, Table, Text
from forms.register import Register
from legal.reading.annexes import read_annex
from legal.reading.labels import addresses_act, is_annex_label
from legal.reading.plain import read_plain
from legal.records import ActRef, Node, Version, Wording

ORDER = ActRef("order", date(2021, 12, 6), "458", code="V2100025681")
RULES = ActRef("order", date(2015, 1, 22), "26", code="V1500010370")


@lru_cache(maxsize=1)
def published() -> dict[str, Document]:
    """The documents of annexes 8, 9 and 10 to the first Rules of order 26, by annex number."""
    text = (Path(legal.__path__[0]) / "corpus" / "V2100025681" / "rus.txt").read_text(encoding="utf-8")
    lines = list(read_plain(text).lines)
    starts = [
        index
        for index, line in enumerate(lines)
        if is_annex_label(line.text.strip()) and addresses_act(next(x.text for x in lines[index + 1 :] if not x.blank))
    ]
    wording = Wording(start=date(2021, 12, 25), certainty="presumed", by="V2100025681-rus-40", act=ORDER)
    nodes: list[Node] = []
    for first, last in pairwise(starts[:6]):
        body = read_annex(lines[first:last], "rus")[0].body
        nodes.append(Node("annex", body.num, body.label, body.heading, children=body.children, wording=wording))
    rules = Node("component", heading="Правила", children=tuple(nodes))
    version = Version(
        act=RULES, language="rus", on=date(2022, 1, 15), status="in-force", certainty="presumed", title=None,
        body=(), components=(rules,), annexes=(),
    )  # fmt: skip
    return {one.id.rpartition("/")[2]: one for one in forms.documents(version)}


def act() -> Document:
    return published()["8"]


def sheet() -> Document:
    return published()["9"]


def signs() -> Document:
    return published()["10"]


def form(lines: list[str], *tables: Table, language: str = "rus", **given) -> Document:
    """A form made of lines as the annex prints them, and of tables."""
    register = Register(language)
    blocks = [Line(one.parts, small=one.small) for one in compose(lines, register)]
    provenance = Provenance(ORDER, None, date(2021, 12, 25), "stated", regulation=RULES)
    defaults = {
        "id": "V1500010370/99", "kind": "form", "language": language, "on": date(2022, 1, 15), "title": "Заявление",
        "label": "Приложение 99", "caption": (), "provenance": provenance,
    }  # fmt: skip
    return Document(
        **{**defaults, **given}, blocks=(Heading("Заявление"), *blocks, *tables), fields=tuple(register.fields)
    )


def table(*columns: Field) -> Table:
    head = Row(tuple(Cell((Line((Text(one.label),)),), header=True) for one in columns))
    return Table((head,), (), tuple(100 // len(columns) for _ in columns), spare=3, fields=columns)


def kazakh_act() -> Document:
    """An act of services with Kazakh headings."""
    columns = (
        Field("nomiri", "Р/с №", "number", source="Р/с №"),
        Field("qyzmet_atauy", "Қызметтің атауы", "text"),
        Field("sagat_sany", "сағат саны", "number"),
        Field("birliginin_bagasy", "бірлігінің бағасы (теңге)", "money"),
        Field("quny", "құны (теңге)", "money"),
    )
    lines = ['20__ жылғы "___" ________', "Барлығы (жазбаша) ____________", "Қосымша: ______ парақта"]
    return form(lines, table(*columns), language="kaz")


def printed(document: Document) -> list[str]:
    """The words of a document, a string a line; the cells of a row together, a bar between them."""
    found: list[str] = []
    for block in document.blocks:
        match block:
            case Heading():
                found.append("".join(_said(part) for part in block.parts) or block.text)
            case Line():
                found.append("".join(_said(part) for part in block.parts))
            case Table():
                for row in (*block.head, *block.rows):
                    found.append("|".join(" ".join(_cell(cell)) for cell in row.cells))
            case Columns():
                found += ["".join(_said(part) for part in line.parts) for column in block.columns for line in column]
    return found


def _cell(cell: Cell) -> list[str]:
    return ["".join(_said(part) for part in line.parts) for line in cell.lines]


def _said(part) -> str:
    return part.published if isinstance(part, Blank) else part.text
