"""Service standards as typed parts: the six founding ones and ones that nobody here has seen, read by hand."""

import json
from dataclasses import fields, is_dataclass, replace

import pytest

from forms.records import Gap
from forms.service import as_data, service
from forms.service_records import Span
from legal.reading.annexes import read_annex_blocks
from legal.reading.blocks import Block, TableCell
from renderer import render
from tests.forms import standard_samples as samples
from tests.forms.test_forms_documents import FILED

STANDARDS = {id: one for id, one in FILED.items() if one.kind == "standard"}
SCHOOL = "Прием документов для зачисления в школу"
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
    rows = samples.sections("rus.txt")[SCHOOL].splitlines()
    rows[2] = f"3\tСрок оказания государственной услуги\t{line}"
    read = service(samples.document("x", "\n".join(rows), "rus"))
    assert bool(read.terms) != unread
    assert [span.text for span in read.unread if span.row == "3"] == ([line] if unread else [])


def test_rows_under_one_number_and_title_are_one_row():
    def cell(text: str, columns: int = 1, rows: int = 1) -> TableCell:
        return TableCell((text,), columns, rows)

    titles = [row.partition("\t")[2].partition("\t") for row in samples.sections("rus.txt")[SCHOOL].splitlines()]
    rows = [(cell(str(number)), cell(title), cell(text)) for number, (title, _, text) in enumerate(titles, 1)]
    term = titles[2][0]
    rows[2:3] = [
        (cell("3", rows=2), cell(term, rows=2), cell("выдача разрешения – 10 (десять) рабочих дней;")),
        (cell("переоформление – 3 (три) рабочих дня."),),
    ]
    heading = 'Перечень основных требований к оказанию государственной услуги "Выдача разрешения"'
    table = Block("table", "", 2, 20, rows=((cell(heading, columns=3),), *rows))
    annex, _ = read_annex_blocks([Block("text", "Приложение 1", 1, 1), table], "rus")
    document = samples.annexed(annex.body, "rus")
    read = service(document)
    assert (document.kind, document.title) == ("standard", heading)
    assert [row.name for row in read.rows] == [row.name for row in samples.unseen("rus")[SCHOOL].rows]
    assert [(term.number, term.unit, term.source.line) for term in read.terms] == [
        (10, "working-day", 1),
        (3, "working-day", 2),
    ]


def test_a_form_is_no_standard():
    with pytest.raises(ValueError, match="no service standard"):
        service(FILED["V1500010370/1/8"])


def test_the_parts_stand_in_the_json_of_a_standard_and_of_nothing_else():
    data = json.loads(render(STANDARDS["V1500010370/1/3"], "json"))
    assert data["service"] == json.loads(json.dumps(as_data(service(STANDARDS["V1500010370/1/3"]))))
    assert data["service"]["terms"][0]["since"] == "со дня регистрации пакета документов"
    assert "service" not in json.loads(render(FILED["V1500010370/1/8"], "json"))
