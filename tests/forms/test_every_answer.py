"""Values of every kind, in every place for words of the forms of `rules`, stand in each output as they were given.

The ordinary run fills every form once, the sweep each of them until a hundred thousand values have been printed.
"""

from __future__ import annotations

import csv as reader
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import html

from forms.definition import definition
from forms.fill import fill
from forms.model import plan
from forms.records import Document
from renderer import render
from renderer.sheets import csv
from renderer.walk import block_words
from tests.forms import unseen_rules

_ANY = st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))
_AWKWARD = [
    'ТОО "А & Б" <x>',
    "О'Нил",
    "{{7*7}}",
    "{% raw %}",
    "=cmd()",
    "-1",
    "@a",
    "</td>",
    "&amp;",
    "  два  ",
    "]]>",
]
VALUES = (st.text(_ANY, min_size=1, max_size=40) | st.sampled_from(_AWKWARD)).filter(str.strip)
FORMS = [
    document
    for name in unseen_rules.NAMES
    for document in unseen_rules.documents(name).values()
    if document.kind != "standard"
]


def places(document: Document) -> list[str]:
    """The fields that take any words, on one line."""
    ready = plan(definition(document))
    computed = {one.name for one in ready.computed}
    return [
        one.field.name
        for one in ready.fields
        if one.rule == "text" and len(one.field.published) == 1 and one.field.name not in computed
    ]


def outputs(document: Document) -> Iterator[tuple[str, str]]:
    """The words of a document in each output."""
    yield "blocks", "\n".join(words for block in document.blocks for words in block_words(block))
    yield "txt", render(document, "txt").decode()
    (body,) = html.document_fromstring(render(document, "html", remember=False).decode()).xpath("//article")
    yield "html", str(body.text_content())
    yield "json", "\n".join(_strings(json.loads(render(document, "json"))["blocks"]))
    rows = reader.reader(io.StringIO(b"".join(csv(document)).decode("utf-8-sig"), newline=""), delimiter=";")
    yield "csv", "\n".join(cell for row in rows for cell in row)


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for one in data.values():
            yield from _strings(one)
    elif isinstance(data, list):
        for one in data:
            yield from _strings(one)


def check(document: Document, values: list[str]) -> int:
    """Print values in the places of a form; how many were."""
    names = places(document)
    given_values = dict(zip(names, values, strict=False))
    empty = {one.name: None for one in document.fields if one.kind != "seal"}
    made = fill(document, empty | given_values, with_xml=False)
    for output, words in outputs(made):
        lost = [name for name, value in given_values.items() if value not in words]
        assert not lost, (document.id, output, lost)
    return len(given_values)


def sweep(examples: int) -> int:
    """How many values were printed in so many fillings of every form."""
    printed = 0

    @settings(
        max_examples=examples, phases=[Phase.generate], database=None, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.lists(VALUES, min_size=40, max_size=40))
    def run(values: list[str]) -> None:
        nonlocal printed
        printed += sum(check(document, values) for document in FORMS)

    run()
    return printed


def test_every_form_takes_words_and_prints_them():
    assert sum(map(bool, map(places, FORMS))) >= 30
    assert sweep(1) >= 200


@pytest.mark.slow
def test_a_hundred_thousand_answers():
    assert sweep(420) >= 100_000
