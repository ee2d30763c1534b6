"""Sheets say the words of the document, hold no formula, and give back every value exactly."""

from __future__ import annotations

import csv as reader
import io
import re
import tracemalloc
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from forms.records import Document, Row, Table
from renderer import RenderError, TextError, sheets
from renderer.furniture import furniture
from tests.renderer.reading_back import expected, squeezed
from tests.renderer.rendering_samples import HARD, SAMPLES, act_of_services, cell, hard, journal, line

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def xlsx(document: Document, rows: list[list[str]] | None = None) -> list[list[str]]:
    """Rows of the sheet as a spreadsheet reads them."""
    with zipfile.ZipFile(io.BytesIO(b"".join(sheets.xlsx(document, rows)))) as archive:
        assert archive.testzip() is None
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    assert not list(sheet.iter(f"{M}f"))
    found = []
    for row in sheet.iter(f"{M}row"):
        cells = []
        for one in row.iter(f"{M}c"):
            assert one.get("t") in ("inlineStr", None)
            text = "".join(part.text or "" for part in one.iter(f"{M}t"))
            cells.append(re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text))
        found.append(cells)
    return found


def csv(document: Document, rows: list[list[str]] | None = None, **options: bool) -> list[list[str]]:
    """Rows as a reader gets them, the guarding apostrophe taken away."""
    data = b"".join(sheets.csv(document, rows, **options)).decode("utf-8-sig")
    found = list(reader.reader(io.StringIO(data, newline=""), delimiter=";", strict=True))
    for row in found:
        for one in row:
            assert not re.match(r"\s*[=@＝＋－＠]|\s*[+-].|[\t\r\n]", one), "a spreadsheet would take it for a formula"
    return [[one.removeprefix("'") for one in row] for row in found]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_says_its_words(name: str) -> None:
    document = SAMPLES[name]()
    around = furniture(document)
    words = squeezed(around.version + around.as_of) + expected(document)
    for found in (xlsx(document), csv(document)):
        assert squeezed("".join(text for row in found for text in row)) == words


DANGER = [
    "=cmd()",
    "+1",
    "-1",
    "@x",
    "\t=1",
    " =1",
    "＝1",
    "'=1",
    "''",
    "_x0041_",
    'а"б',
    "а;б",
    "а\r\nб",
    HARD,
    "-",
    "  ",
    "",
]


def test_dangerous_values_come_back_as_they_went_in() -> None:
    head = (Row((cell("Графа", header=True),)),)
    document = act_of_services(blocks=(Table(head, (), (100,)),))
    rows = [[value] for value in DANGER]
    assert xlsx(document, rows)[-len(rows) :] == rows
    assert csv(document, rows, table_only=True) == [["Графа"], *rows]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            *[st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")) | st.sampled_from("=+-@\t\n\r'\"_x0041;"))]
            * 2
        )
    )
)
def test_any_values_come_back(rows: list[tuple[str, str]]) -> None:
    document = act_of_services(blocks=(Table((), (), (50, 50)),))
    wanted = [list(row) for row in rows]
    assert csv(document, wanted, table_only=True) == wanted
    if wanted:
        assert xlsx(document, wanted)[-len(wanted) :] == wanted


def test_merged_cells_of_a_heading_and_text_format() -> None:
    with zipfile.ZipFile(io.BytesIO(b"".join(sheets.xlsx(act_of_services())))) as archive:
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        styles = etree.fromstring(archive.read("xl/styles.xml"))
        for name in archive.namelist():
            etree.fromstring(archive.read(name))
    merged = [one.get("ref") for one in sheet.iter(f"{M}mergeCell")]
    assert [re.sub(r"\d", "", one) for one in merged] == ["A:A", "B:B", "C:E"]
    assert {one.get("numFmtId") for one in styles.find(f"{M}cellXfs")} == {"49"}


def test_the_same_input_gives_the_same_bytes() -> None:
    rows = [["1", *["а"] * 8]]
    assert b"".join(sheets.xlsx(journal(), rows)) == b"".join(sheets.xlsx(journal(), rows))
    assert b"".join(sheets.csv(journal(), rows)) == b"".join(sheets.csv(journal(), rows))


def test_rows_that_do_not_fit_are_refused() -> None:
    for make in (sheets.xlsx, sheets.csv):
        with pytest.raises(ValueError, match="2 cells, the table 9"):
            list(make(journal(), [["1", "2"]]))
        with pytest.raises(ValueError, match="no table"):
            list(make(hard(blocks=(line("а"),)), [["1"]]))
        with pytest.raises(TextError, match=r"U\+0000"):
            list(make(journal(), [["\x00", *[""] * 8]]))
    with pytest.raises(RenderError, match="32767 characters"):
        list(sheets.xlsx(journal(), [["а" * 40_000, *[""] * 8]]))


def test_memory_does_not_grow_with_the_rows() -> None:
    def most(count: int) -> int:
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        for _ in sheets.xlsx(journal(), ([str(number), *["слово"] * 8] for number in range(count))):
            pass
        return tracemalloc.get_traced_memory()[1] - before

    tracemalloc.start()
    try:
        most(2000)
        assert most(6000) < 1.2 * most(2000)
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("title", ["", "Журнал [1]: а/б*?", "'кавычка'", "очень " * 20])
def test_the_name_of_a_sheet_is_one_that_excel_takes(title: str) -> None:
    with zipfile.ZipFile(io.BytesIO(b"".join(sheets.xlsx(replace(journal(), title=title))))) as archive:
        book = etree.fromstring(archive.read("xl/workbook.xml"))
    (sheet,) = book.iter(f"{M}sheet")
    name = sheet.get("name")
    assert name
    assert len(name) <= 31
    assert not re.search(r"[\[\]:*?/\\]|^'|'$", name)
