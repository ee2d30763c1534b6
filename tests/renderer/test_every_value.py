"""Values of every kind, filled into a form of the founding acts, come out of every output as they went in.

hypothesis makes the values; they are printed many to a form, since printing costs more than making. The ordinary run
takes a few hundred, the sweep a hundred thousand. PDF is compared by its letters, spaces aside, for the letters of the
print font; every other output cell by cell, to the letter.
"""

from __future__ import annotations

import csv as reader
import io
import json
import logging
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree, html

import forms
from api.clock import ZONE
from forms.fill import fill
from forms.model import FillErrors
from forms.records import Document, Table
from legal import Corpus
from renderer import render
from renderer.fast import Template
from renderer.sheets import csv, xlsx
from renderer.walk import words
from tests.renderer.reading_back import expected, pdf_words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TWELVE = re.compile("[0-9]{12}")
_AWKWARD = [
    'ТОО "А & Б" <x>', "О'Нил", "{{7*7}}", "{% raw %}", "=cmd()", "+7 701 123 45 67", "-1", "@a", "'а", "</td>",
    "&amp;", "_x0041_", "а б в г д", "  два  ", "000000000000", "\\", "(", ")", "<!--", "]]>", "№ 5 ₸", "й", "à",
]  # fmt: skip
_ANY = st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))
ANY = st.text(_ANY, min_size=1, max_size=40) | st.text(_ANY, min_size=200, max_size=300) | st.sampled_from(_AWKWARD)
PRINTED = st.text(
    'абвгдежзиклмнопрстуфхцчшщыэюяәғқңөұүһіАБВӘҒҚЁё ABCabc0123456789.,;:()/№₸"«»–-%&<>{}_=+@\\|~^*#$!?\'', min_size=1,
    max_size=60,
)  # fmt: skip


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The accompaniment sheet of order 458, as the corpus derives it."""
    home: Path = tmp_path_factory.mktemp("every") / "corpus"
    corpus = Corpus.init(home, datetime(2026, 1, 1, tzinfo=ZONE))
    found = forms.documents(corpus.version("V1500010370", "rus", date(2022, 12, 1)))
    return next(one for one in found if one.kind == "sheet")


def _filled(sheet: Document, values: Sequence[str]) -> Document:
    """A row a value, in the column of words."""
    (table,) = (block for block in sheet.blocks if isinstance(block, Table))
    column, empty = table.fields[2].name, {one.name: None for one in table.fields if one.kind != "number"}
    rows = [{**empty, "kolichestvo_chasov": None, column: value} for value in values]
    data = {field.name: None for field in sheet.fields}
    return fill(sheet, data | {table.name or "rows": rows})


def _made(strategy: st.SearchStrategy[str], count: int) -> list[str]:
    """So many values of a strategy."""
    found: list[str] = []

    @settings(
        max_examples=count // 20 + 1,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(strategy, min_size=20, max_size=20))
    def collect(values: list[str]) -> None:
        found.extend(values)

    collect()
    return [value for value in found[:count] if value.strip()]  # nothing but spaces is no answer


def _batches(values: list[str], size: int) -> Iterator[list[str]]:
    for at in range(0, len(values), size):
        yield values[at : at + size]


def _column(document: Document) -> list[str]:
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    return ["".join(words(line) for line in row.cells[2].lines) for row in table.rows]


def _html(data: bytes) -> list[str]:
    tree = html.document_fromstring(data.decode())
    return [str(row[2].text_content()) for row in tree.xpath("//article//tbody/tr")]


def _docx(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        tree = etree.fromstring(archive.read("word/document.xml"), etree.XMLParser(huge_tree=True))
    table = next(tree.iter(f"{W}tbl"))
    rows = [list(row.iterchildren(f"{W}tc")) for row in table.iterchildren(f"{W}tr")]
    return ["".join(text.text or "" for text in row[2].iter(f"{W}t")) for row in rows[1:]]


def _json(data: bytes) -> list[str]:
    (table,) = (block for block in json.loads(data)["blocks"] if block["type"] == "table")
    return ["".join(one["words"] for one in row["cells"][2]["lines"]) for row in table["rows"]]


def _xml(data: bytes) -> list[str]:
    tree = etree.fromstring(data, etree.XMLParser(huge_tree=True))
    rows = [list(row.iterchildren("{*}td")) for row in tree.iter("{*}tr")]
    return ["".join(row[2].itertext()) for row in rows if len(row) > 2]


def _xlsx(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        tree = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"), etree.XMLParser(huge_tree=True))
    assert not list(tree.iter(f"{_SPREADSHEET}f")), "no formula"
    found = []
    for row in tree.iter(f"{_SPREADSHEET}row"):
        cells = list(row)
        if len(cells) > 2:
            text = "".join(part.text or "" for part in cells[2].iter(f"{_SPREADSHEET}t"))
            found.append(text.replace("_x000D_", "\r").replace("_x005F_", "_"))
    return found[1:]


def _csv(data: bytes) -> list[str]:
    rows = list(reader.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    cells = [row[2] for row in rows if len(row) > 2][1:]
    return [cell[1:] if cell.startswith("'") else cell for cell in cells]


def _check_words(sheet: Document, values: list[str]) -> None:
    document = _filled(sheet, values)
    assert _column(document) == values
    assert _html(render(document, "html", remember=False)) == values
    assert _docx(render(document, "docx", remember=False)) == values
    assert _json(render(document, "json")) == values
    assert _xml(render(document, "xml"))[-len(values) :] == values
    assert _xlsx(b"".join(xlsx(document))) == values
    assert _csv(b"".join(csv(document))) == values


def _check_pages(sheet: Document, template: Template, values: list[str]) -> None:
    document = _filled(sheet, values)
    whole = sorted(expected(document))
    assert sorted(pdf_words(template.fill_document(document), document)) == whole
    assert sorted(pdf_words(render(document, "pdf", remember=False), document)) == whole


def test_a_few_hundred_values(sheet: Document) -> None:
    for batch in _batches([*_AWKWARD, *_made(ANY, 200)], 60):
        _check_words(sheet, batch)


def test_a_few_hundred_values_in_print(sheet: Document) -> None:
    template = Template(sheet)
    values = _made(PRINTED, 120)
    for batch in (*_batches(values[:24], 6), *_batches(values[24:], 50)):
        _check_pages(sheet, template, batch)


@pytest.mark.slow
def test_a_hundred_thousand_values(sheet: Document) -> None:
    for batch in _batches(_made(ANY, 110_000), 500):
        _check_words(sheet, batch)


@pytest.mark.slow
def test_a_hundred_thousand_values_in_print(sheet: Document) -> None:
    template = Template(sheet)
    values = _made(PRINTED, 110_000)
    for batch in (*_batches(values[:2_000], 8), *_batches(values[2_000:], 250)):
        _check_pages(sheet, template, batch)


def test_no_number_of_a_person_in_a_log_or_an_error(sheet: Document, caplog: pytest.LogCaptureFixture) -> None:
    """A number of twelve digits goes into every place there is, and comes out of none that is no document."""
    caplog.set_level(logging.DEBUG)
    number = "850101300123"
    said = []
    for value in (number, f"{number}\x00", f"{number}\u202e", f"{number}漢", number * 400):
        for field in sheet.fields:
            try:
                document = fill(sheet, {one.name: None for one in sheet.fields} | {field.name: value})
                render(document, "pdf", remember=False)
                Template(sheet).fill({field.name: value})
            except Exception as error:  # whatever is raised may be logged by somebody
                said.append(f"{error} {error!r}")
                said += error.messages("rus") if isinstance(error, FillErrors) else []
    assert said
    assert not [one for one in said if _TWELVE.search(one)]
    assert not _TWELVE.search(caplog.text)
