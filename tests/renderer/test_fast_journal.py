"""A long table written directly says what the slow path says, repeats its heading rows and tears no row."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.records import Cell, Document, Line, Row, Table
from renderer import RenderError, TextError, render
from renderer.fast import journal_pdf
from tests.renderer.reading_back import expected, pdf_pages, pdf_words, squeezed
from tests.renderer.rendering_samples import KAZAKH, SAMPLES, act_of_services, cell, hard, journal, kazakh, line

_OPERATORS = {
    "q",
    "Q",
    "cm",
    "BDC",
    "BMC",
    "EMC",
    "BT",
    "ET",
    "Tm",
    "Tf",
    "Tj",
    "TJ",
    "re",
    "m",
    "l",
    "S",
    "w",
    "G",
    "Do",
}


def entries(count: int) -> Iterator[list[str]]:
    """Rows of the sample journal, of one to four lines."""
    for number in range(1, count + 1):
        yield [
            str(number),
            "01.06.2022",
            "Әбілқасымов Өтеген Ғабитұлы " * (1 + number % 2),
            "12.03.1955",
            f"{number:06d}-№",
            "г. Астана, ул. Достық, д. 5, кв. 17",
            "",
            "№ 15 от 01.06.2022",
            f"конец{number}.",
        ]


def with_rows(document: Document, rows: list[list[str]]) -> Document:
    table = document.blocks[-1]
    assert isinstance(table, Table)
    made = tuple(Row(tuple(cell(text) for text in row)) for row in rows)
    return replace(document, blocks=(*document.blocks[:-1], replace(table, rows=made, spare=0)))


def written(document: Document, rows: Any = None) -> bytes:
    return b"".join(journal_pdf(document, rows))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_says_the_words_of_the_slow_path(name: str) -> None:
    document = SAMPLES[name]()
    data = written(document)
    assert pdf_words(data, document) == expected(document)
    slow = render(document, "pdf")
    assert squeezed("".join(sorted(pdf_words(slow, document)))) == "".join(sorted(pdf_words(data, document)))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_file_is_sound(name: str) -> None:
    with pikepdf.open(BytesIO(written(SAMPLES[name]()))) as file:
        assert file.check_pdf_syntax() == []
        for page in file.pages:
            found = {str(operator) for _, operator in pikepdf.parse_content_stream(page)}
            assert found <= _OPERATORS


def test_rows_follow_one_by_one_and_the_words_keep_their_order() -> None:
    rows = list(entries(150))
    data = written(journal(), iter(rows))
    document = with_rows(journal(), rows)
    assert pdf_words(data, document) == expected(document)
    assert data == b"".join(journal_pdf(journal(), iter(rows))), "the same rows, the same bytes"


def test_heading_rows_stand_on_every_page_and_rows_are_whole() -> None:
    pages = pdf_pages(written(journal(), entries(150)))
    assert len(pages) > 8
    for page in pages:
        assert page.count("Индивидуальныйидентификационныйномер") == 1
    for number in range(1, 151):
        (where,) = [page for page in pages if f"{number:06d}-№" in page]
        assert f"конец{number}." in where
    assert [f"Стр.{index}из{len(pages)}" in page for index, page in enumerate(pages, 1)] == [True] * len(pages)


def test_memory_does_not_grow_with_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("renderer.fast.spine.SECTION", 8)
    monkeypatch.setattr("renderer.fast.setting._REMEMBERED", 50)

    def most(count: int) -> int:
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        for _ in journal_pdf(journal(), entries(count)):
            pass
        return tracemalloc.get_traced_memory()[1] - before

    tracemalloc.start()
    try:
        most(50)
        assert most(900) < 1.1 * most(300)
    finally:
        tracemalloc.stop()


def test_a_file_of_several_sections_opens_with_all_its_pages() -> None:
    pieces = list(journal_pdf(journal(), entries(1500)))
    assert len(pieces) > 2
    with pikepdf.open(BytesIO(b"".join(pieces))) as file:
        assert file.check_pdf_syntax() == []
        assert len(file.pages) > 130
        assert _kinds(file).count("/TR") == 1502, "two heading rows, once, and every row"


def _kinds(file: pikepdf.Pdf) -> list[str]:
    found: list[str] = []

    def walk(element: Any) -> None:
        found.append(str(element.get("/S", "")))
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
                assert kid.P.objgen == element.objgen
                walk(kid)

    walk(file.Root.StructTreeRoot.K[0])
    return found


def test_it_is_tagged_as_one_table_with_heading_cells() -> None:
    with pikepdf.open(BytesIO(written(journal(), entries(60)))) as file:
        kinds = _kinds(file)
        assert (kinds.count("/Table"), kinds.count("/THead"), kinds.count("/TBody")) == (1, 1, 1)
        assert kinds.count("/TH") == 18
        assert kinds.count("/TD") == 9 * 60
        assert kinds.count("/H1") == 1
        leaves = file.Root.StructTreeRoot.ParentTree.Kids
        parents = {int(leaf.Nums[at]): leaf.Nums[at + 1] for leaf in leaves for at in range(0, len(leaf.Nums), 2)}
        for page in file.pages:
            marks = [
                int(operands[1].MCID)
                for operands, operator in pikepdf.parse_content_stream(page)
                if str(operator) == "BDC"
            ]
            assert marks == list(range(len(parents[int(page.StructParents)])))
            for mark, element in enumerate(parents[int(page.StructParents)]):
                assert element.Pg.objgen == page.objgen
                assert int(element.K) == mark


def test_it_has_what_an_archive_needs() -> None:
    document = replace(kazakh(), akn=b"<a/>")
    with pikepdf.open(BytesIO(written(document))) as file:
        assert str(file.Root.Lang) == "kk"
        meta = file.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
        assert meta["dc:title"] == document.title
        assert file.attachments["source.xml"].get_file().read_bytes() == b"<a/>"
        with file.open_outline() as outline:
            assert [entry.title for entry in outline.root] == ["Көрсетілген қызметтердің актісі"]
        fonts = [entry for entry in file.objects if isinstance(entry, pikepdf.Dictionary) and "/FontFile2" in entry]
        assert {str(font.FontName).rsplit("+", 1)[-1] for font in fonts} == {"Tinos", "Tinos-Bold", "Qagida-Marks"}
    assert squeezed(KAZAKH) in pdf_pages(written(kazakh()))[0]


def test_a_row_taller_than_a_page_goes_on_and_loses_nothing() -> None:
    head = (Row((cell("да", header=True), cell("графа", header=True))),)
    document = act_of_services(blocks=(Table(head, (Row((cell("да"), cell("слово " * 400))),) * 2, (80, 20)),))
    data = written(document)
    assert len(pdf_pages(data)) > 2
    assert pdf_words(data, document) == expected(document)
    with pikepdf.open(BytesIO(data)) as file:
        assert _kinds(file).count("/TR") == 3


def test_rows_held_by_one_cell_stay_together_or_are_refused() -> None:
    held = Row((cell("держит", rowspan=3), cell("а")))
    rows = tuple(Row((cell(str(n)), cell("б"))) for n in range(60))
    document = act_of_services(blocks=(Table((), (*rows, held, Row((cell("в"),)), Row((cell("г"),))), (50, 50)),))
    data = written(document)
    assert pdf_words(data, document) == expected(document)
    (page,) = [text for text in pdf_pages(data) if "держит" in text]
    assert "держитавг" in page
    tall = (Row((cell("держит", rowspan=2), cell("а " * 3000))), Row((cell("б " * 3000),)))
    with pytest.raises(RenderError, match="taller than a page"):
        written(act_of_services(blocks=(Table((), tall, (90, 10)),)))


def test_signatures_do_not_stand_alone_on_the_last_page() -> None:
    base = act_of_services()
    table = base.blocks[1]
    signatures = base.blocks[-2:]
    assert isinstance(table, Table)
    for count in range(14, 40):
        rows = tuple(Row(tuple(cell(f"r{n}c{c}.") for c in range(5))) for n in range(count))
        document = replace(base, blocks=(replace(table, rows=rows, spare=0), *signatures))
        last = pdf_pages(written(document))[-1]
        assert f"r{count - 1}c0." in last


def test_what_cannot_be_printed_is_refused_by_its_code_not_its_text() -> None:
    with pytest.raises(TextError, match=r"U\+65E5"):
        written(journal(), [["1", "日本", *[""] * 7]])
    with pytest.raises(TextError, match=r"U\+0000"):
        written(hard(blocks=(line("а\x00"),)))
    with pytest.raises(ValueError, match="2 cells, the table 9"):
        written(journal(), [["1", "2"]])
    with pytest.raises(ValueError, match="no table"):
        written(hard(blocks=(line("а"),)), [["1"]])


def test_a_letter_put_together_from_two_prints_as_the_one_it_is() -> None:
    assert "Чайный" in pdf_pages(written(journal(), [["1", "Чаи\u0306ныи\u0306", *[""] * 7]]))[0]


TEXTS = st.text('абвгдежзийклмнопрстуфхцчшщыэюяәғқңөұүһіАБВӘҒҚ 0123456789.,;:()/\\№₸"«»–-%&<>{}_\n', max_size=80)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=8))
def test_any_rows_come_out_whole(rows: list[tuple[str, str, str]]) -> None:
    head = (Row((cell("Ф", header=True), cell("И", header=True), cell("О", header=True))),)
    document = act_of_services(label="", caption=(), blocks=(line("а"), Table(head, (), (20, 30, 50))))
    whole = replace(
        document, blocks=(line("а"), Table(head, tuple(Row(tuple(map(cell, row))) for row in rows), (20, 30, 50)))
    )
    assert sorted(pdf_words(written(document, rows), whole)) == sorted(expected(whole))


def test_an_empty_journal_is_a_page() -> None:
    assert len(pdf_pages(written(journal(), []))) == 1
    empty = act_of_services(blocks=(Line(()),), caption=(), label="")
    assert len(pdf_pages(written(empty))) == 1
    assert len(pdf_pages(written(replace(empty, blocks=())))) == 1
    assert len(pdf_pages(written(replace(empty, blocks=(Table((), (Row((Cell(()),)),), (100,)),))))) == 1
