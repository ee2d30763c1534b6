"""Service standards as typed parts: the six founding ones and ones that nobody here has seen, read by hand."""

import json
from dataclasses import fields, is_dataclass, replace

import pytest

from forms.records import Gap
from forms.service import as_data, service
from forms.service_records import Span
from renderer import render
from tests.forms import standard_samples as samples
from tests.forms.test_forms_documents import FILED

STANDARDS = {id: one for id, one in FILED.items() if one.kind == "standard"}
UNSEEN = [(language, name) for language in ("rus", "kaz") for name in samples.sections(f"{language}.txt")]


@pytest.mark.parametrize("id", list(STANDARDS))
def test_the_founding_standards(id):
    assert samples.described(service(STANDARDS[id])) == samples.expected("founding")[id]


@pytest.mark.parametrize(("language", "name"), UNSEEN, ids=[f"{a}: {b}" for a, b in UNSEEN])
def test_standards_of_other_ministries(language, name):
    assert samples.described(samples.unseen(language)[name]) == samples.expected(language)[name]


def spans(value):
    if isinstance(value, Span):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            yield from spans(getattr(value, one.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from spans(one)


@pytest.mark.parametrize("id", list(STANDARDS))
def test_every_part_shows_the_words_it_was_read_from(id):
    read = service(STANDARDS[id])
    lines = {(row.num or "10", at): text for row in read.rows for at, text in enumerate(row.lines, 1)}
    found = list(spans(read))
    assert len(found) > 30
    for span in found:
        assert lines[span.row, span.line][span.start : span.end].strip() == span.text.strip()


def test_a_row_that_is_not_on_file_is_no_empty_answer():
    table = next(block for block in STANDARDS["V1500010370/1/3"].blocks if hasattr(block, "rows"))
    row = table.rows[2]
    gap = replace(row.cells[-1], lines=(Gap("[текст не на файле]"),))
    blank = replace(row, cells=(*row.cells[:-1], gap))
    changed = replace(table, rows=(*table.rows[:2], blank, *table.rows[3:]))
    document = STANDARDS["V1500010370/1/3"]
    read = service(replace(document, blocks=tuple(changed if one is table else one for one in document.blocks)))
    assert read.terms == ()
    assert [row.known for row in read.rows if row.name == "terms"] == [False]


@pytest.mark.parametrize(
    ("line", "unread"),
    [
        ("10 (пятнадцать) рабочих дней", True),
        ("в сроки, указанные в пункте 5 Правил", True),
        ("в течение тридцати календарных дней", False),
        ("тридцать пять рабочих дней", False),
    ],
)
def test_a_term_that_is_not_understood_is_said_to_be_so(line, unread):
    rows = samples.sections("rus.txt")["Прием документов для зачисления в школу"].splitlines()
    rows[2] = f"3\tСрок оказания государственной услуги\t{line}"
    read = service(samples.document("x", "\n".join(rows), "rus"))
    assert bool(read.terms) != unread
    assert [span.text for span in read.unread if span.row == "3"] == ([line] if unread else [])


def test_a_form_is_no_standard():
    with pytest.raises(ValueError, match="no service standard"):
        service(FILED["V1500010370/1/8"])


def test_the_parts_stand_in_the_json_of_a_standard_and_of_nothing_else():
    data = json.loads(render(STANDARDS["V1500010370/1/3"], "json"))
    assert data["service"] == json.loads(json.dumps(as_data(service(STANDARDS["V1500010370/1/3"]))))
    assert data["service"]["terms"][0]["since"] == "со дня регистрации пакета документов"
    assert "service" not in json.loads(render(FILED["V1500010370/1/8"], "json"))
