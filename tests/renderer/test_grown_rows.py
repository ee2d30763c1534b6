"""Forms filled with rows go the fast way and are the forms of the slow one: words, places, tags, source."""

from __future__ import annotations

import pickle
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.records import Blank, Cell, Document, Line, Row, Table, Text
from renderer import render
from renderer.fast import Template, filled, journal_pdf, merge
from renderer.fast.grown import Grown
from renderer.fast.rows import Unfit
from tests.renderer.reading_back import expected, pdf_pages, pdf_words, unlike
from tests.renderer.rendering_samples import HARD, act_of_services, cell, line, visits, with_rows

ROWS = [("1", "01.03.2022", "Аптека № 5"), ("2", "", "г. Астана, ул. Достық, дом 5 " * 4), ("3", "02.03.2022", "")]
VALUES = {"fio": "Әбілқасымов Өтеген", "ulitsa": "г. Астана, ул. Достық, дом 5", "den": "31 марта 2022 г."}


@pytest.fixture(scope="module")
def grown() -> Grown:
    return Grown(visits())


def sheet(rows: list[tuple[str, ...]] = ROWS, **options: object) -> Document:
    return with_rows(filled(visits(), VALUES), rows, **options)


def _places(data: bytes, page: int = 0) -> list[tuple[str, int, int]]:
    """Every piece of text of a page with its place, in points."""
    text = pypdfium2.PdfDocument(data)[page].get_textpage()
    rects = [text.get_rect(index) for index in range(text.count_rects())]
    return [(text.get_text_bounded(*rect).strip(), round(rect[0]), round(rect[1])) for rect in rects]


def _same_places(one: bytes, other: bytes) -> bool:
    """The words of all pages are the same, and where they stand within a point."""
    ours, theirs = ([place for page in _all_places(data) for place in page] for data in (one, other))
    return len(ours) == len(theirs) and all(
        a[0] == b[0] and abs(a[1] - b[1]) <= 1 and abs(a[2] - b[2]) <= 1 for a, b in zip(ours, theirs, strict=True)
    )


def _all_places(data: bytes) -> list[list[tuple[str, int, int]]]:
    return [_places(data, page) for page in range(len(pypdfium2.PdfDocument(data)))]


def test_the_words_and_their_places_are_those_of_the_journal(grown: Grown) -> None:
    document = sheet()
    data = grown.fill(document)
    assert data is not None
    assert pdf_words(data, document) == expected(document)
    assert _same_places(data, b"".join(journal_pdf(document)))


def test_it_looks_as_the_slow_path_does(grown: Grown) -> None:
    document = sheet()
    data = grown.fill(document)
    assert data is not None
    assert unlike(data, render(document, "pdf")) < 0.01


def test_the_file_is_sound_and_keeps_its_own_source(grown: Grown) -> None:
    source = "<a>Әбілқасымов</a>".encode()
    data = grown.fill(sheet(akn=source))
    assert data is not None
    with pikepdf.open(BytesIO(data)) as file:
        assert file.check_pdf_syntax() == []
        assert file.attachments["source.xml"].get_file().read_bytes() == source
        assert [str(entry.AFRelationship) for entry in file.Root.AF] == ["/Source"]
        assert file.open_metadata()["pdfaid:conformance"] == "A"
        assert file.Root.MarkInfo.Marked
    assert data == grown.fill(sheet(akn=source))
    assert grown.fill(sheet(akn=b"")) != data


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _rows(node: Any) -> list[list[tuple[str, Any]]]:
    """Kind and marked content of the cells of each row."""
    found = []
    for kid in _kids(node):
        if isinstance(kid, pikepdf.Dictionary):
            if kid.get("/S") == "/TR":
                found.append([(str(one.S), one.get("/K")) for one in _kids(kid)])
            else:
                found += _rows(kid)
    return found


def test_rows_are_rows_of_the_tags_and_every_mark_is_used_once(grown: Grown) -> None:
    data = grown.fill(sheet())
    assert data is not None
    with pikepdf.open(BytesIO(data)) as file:
        page = file.pages[0]
        rows = _rows(file.Root.StructTreeRoot)
        assert [[kind for kind, _ in row] for row in rows] == [["/TH"] * 3, *[["/TD"] * 3] * 3]
        assert [mark is None for _, mark in rows[2]] == [False, True, False], "an empty cell holds no content"
        marks = [int(one[0][1].MCID) for one in pikepdf.parse_content_stream(page) if str(one[1]) == "BDC"]
        assert sorted(marks) == list(range(len(marks)))
        parents = pikepdf.NumberTree(file.Root.StructTreeRoot.ParentTree)[int(page.StructParents)]
        assert len(parents) == len(marks)
        cell = rows[1][2][1]
        assert parents[int(cell)].S == "/TD"


def test_what_does_not_fit_a_page_goes_on_over_pages() -> None:
    document = sheet([(str(number), "01.03.2022", "аптека") for number in range(1, 60)])
    data = Grown(visits()).fill(document)
    assert data is not None
    assert data == Template(visits()).fill_document(document)
    assert len(pypdfium2.PdfDocument(data)) == 2
    assert pdf_words(data, document) == expected(document)
    assert _same_places(data, b"".join(journal_pdf(document)))


@pytest.mark.parametrize("count", range(20, 40))
def test_the_lines_that_close_it_take_a_row_with_them(count: int) -> None:
    blank = visits(blocks=(*visits().blocks[:6], line("подпись помощника", small=True), line("Дата _____")))
    document = with_rows(blank, [(str(number), "01.03.2022", f"объект {number}.") for number in range(1, count + 1)])
    data = Grown(blank).fill(document)
    assert data is not None
    assert f"объект{count}." in (last := pdf_pages(data)[-1])
    assert "Дата" in last
    assert _same_places(data, b"".join(journal_pdf(document)))


def _signed() -> Document:
    """A sheet whose signatures stand in a table with blanks, under a table with numbered rows and one for totals."""
    sign = (Row((cell("Сдал"), Cell((Line((Blank("sdal", "____"),)),)))), Row((cell("МП"), cell("М.П."))))
    numbered = tuple(Row((cell(str(number)), Cell(()), Cell(()))) for number in (1, 2))
    total = Row((cell("Итого", colspan=2), Cell(())))
    blocks = [replace(one, rows=(*numbered, total)) if isinstance(one, Table) else one for one in visits().blocks[:6]]
    return visits(blocks=(*blocks, line("Итого прописью"), Table((), sign, (40, 60))))


def _totalled(count: int) -> Document:
    """So many rows in place of the numbered ones, the total in its row, a signature."""
    made = filled(_signed(), {"sdal": "Ахметов А."})
    table = made.blocks[5]
    assert isinstance(table, Table)
    rows = [Row((cell(str(number)), cell("01.03.2022"), cell(f"объект {number}."))) for number in range(1, count + 1)]
    total = Row((cell("Итого", colspan=2), cell(f"{count} объектов")))
    return replace(made, blocks=(*made.blocks[:5], replace(table, rows=(*rows, total), spare=0), *made.blocks[6:]))


@pytest.mark.parametrize("count", [1, 12, *range(20, 36), 60])
def test_totals_and_a_table_of_signatures_are_drawn_too(count: int) -> None:
    document = _totalled(count)
    data = Grown(_signed()).fill(document)
    assert data is not None
    assert _same_places(data, b"".join(journal_pdf(document)))
    last = pdf_pages(data)[-1]
    assert f"Итого{count}объектов" in last
    assert "СдалАхметовА.МПМ.П." in last


def test_rows_to_write_in_stand_between_the_numbered_ones_and_the_total() -> None:
    blank = _signed()
    for data in (render(blank, "pdf", remember=False), b"".join(journal_pdf(blank)), Grown(blank).fill(blank)):
        assert data is not None
        places = {text: y for text, _, y in _places(data)}
        assert places["2"] - places["Итого"] > 6 * 8 * 72 / 25.4, "six rows of eight millimetres"


@pytest.mark.parametrize("letter", ["漢", "😀", "ا"])
def test_a_letter_that_the_fonts_lack_is_laid_out_anew(grown: Grown, letter: str) -> None:
    document = sheet([("1", "", f"а{letter}б")])
    assert grown.fill(document) is None
    assert Template(visits()).fill_document(document) == render(document, "pdf", remember=False)


def test_other_words_or_other_rows_are_no_filled_blank(grown: Grown) -> None:
    other = sheet()
    assert grown.fill(replace(other, title="Другое")) is None
    assert grown.fill(replace(other, blocks=(*other.blocks, Line((Text("Ещё"),))))) is None
    changed = tuple(replace(block, head=()) if isinstance(block, Table) else block for block in other.blocks)
    assert grown.fill(replace(other, blocks=changed)) is None


def test_a_table_that_takes_no_rows_keeps_its_own() -> None:
    blank = act_of_services()  # its table has no fields
    at = next(index for index, block in enumerate(blank.blocks) if isinstance(block, Table))
    table = blank.blocks[at]
    assert isinstance(table, Table)
    more = replace(table, rows=(*table.rows, Row((cell("1"),))))
    assert Grown(blank).fill(replace(blank, blocks=(*blank.blocks[:at], more, *blank.blocks[at + 1 :]))) is None


def test_a_blank_with_rows_taller_than_a_page_is_refused() -> None:
    rows = (Row((cell(*["слово"] * 90), cell("б"))),)
    with pytest.raises(Unfit):
        Grown(act_of_services(blocks=(Table((), rows, (50, 50)),)))


def test_without_rows_the_empty_ones_stay(grown: Grown) -> None:
    document = filled(visits(), VALUES)
    data = grown.fill(document)
    assert data is not None
    assert pdf_words(data, document) == expected(document)
    assert _same_places(data, b"".join(journal_pdf(document)))


def test_many_with_rows_share_what_they_have_in_common() -> None:
    template = pickle.loads(pickle.dumps(Template(visits(akn=b""))))
    document = sheet(akn=b"")
    one, many = (b"".join(merge(template, [("x", document)] * count)) for count in (1, 21))
    assert (len(many) - len(one)) / 20 < 8_000
    with pikepdf.open(BytesIO(many)) as file:
        assert file.check_pdf_syntax() == []
        assert len(file.pages) == 42, "each on a new sheet"
    texts = pypdfium2.PdfDocument(many)
    assert all("Аптека № 5" in texts[page].get_textpage().get_text_range() for page in range(0, 42, 2))


CELLS = st.text('абвгәғқңөұүһі АБВ 0123456789.,;:()/№₸"«»–-%&<>{}_=+@', max_size=70).map(str.strip)


@settings(max_examples=40)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5), CELLS)
def test_any_rows_come_out_whole(grown: Grown, rows: list[tuple[str, str, str]], name: str) -> None:
    document = with_rows(filled(visits(), {"fio": name} if name else {}), list(rows))
    data = grown.fill(document)
    if data is not None:
        assert sorted(pdf_words(data, document)) == sorted(expected(document))
        assert _same_places(data, b"".join(journal_pdf(document)))


def test_markup_and_formulae_are_words(grown: Grown) -> None:
    document = sheet([("1", "=cmd()", HARD), ("2", "(\\", ")")])
    data = grown.fill(document)
    assert data is not None
    assert pdf_words(data, document) == expected(document)
