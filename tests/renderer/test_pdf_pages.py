"""The PDF as a reader, an archive and a screen reader get it: pages, places, fonts, tags, attachments."""

from __future__ import annotations

import builtins
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest

from forms.records import Columns, Document, Line, Row, Table
from renderer import ToolError, pdf, render
from renderer.fast import journal_pdf
from renderer.html import page
from renderer.walk import flow
from tests.renderer.reading_back import expected, pdf_pages, pdf_words, squeezed
from tests.renderer.rendering_samples import (
    KAZAKH,
    SAMPLES,
    act_of_services,
    cell,
    journal,
    kazakh,
    line,
    long_text,
    standard,
    visits,
    with_rows,
)

MM = 72 / 25.4


def _lines(data: bytes, number: int = 0) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Text rectangles of a page: words and (left, bottom, right, top) in points."""
    text = pypdfium2.PdfDocument(data)[number].get_textpage()
    rects = [text.get_rect(index) for index in range(text.count_rects())]
    return [(text.get_text_bounded(*rect), rect) for rect in rects]


def _where(data: bytes, words: str, number: int = 0) -> tuple[float, float, float, float]:
    return next(rect for text, rect in _lines(data, number) if words in text)


def test_the_act_of_services_is_one_page_with_signatures_side_by_side() -> None:
    data = render(act_of_services(), "pdf")
    assert len(pdf_pages(data)) == 1
    left, right = _where(data, "Сдал"), _where(data, "Принял")
    assert abs(left[3] - right[3]) < 2, "on one line"
    assert left[2] < 105 * MM < right[0]
    seal = _where(data, "МП (при наличии печати)")
    assert seal[3] < _where(data, "смерти)")[1], "below both columns"


def test_caption_stands_in_the_right_half_and_text_within_the_margins() -> None:
    data = render(act_of_services(), "pdf")
    assert _where(data, "Приложение 8")[0] > 105 * MM
    assert all(rect[0] >= 24.5 * MM and rect[2] <= (210 - 14.5) * MM for _, rect in _lines(data))


def test_every_page_has_the_version_line_and_its_number() -> None:
    pages = pdf_pages(render(standard(), "pdf"))
    assert len(pages) > 3
    for number, text in enumerate(pages, start=1):
        assert "Стандартвредакцииприказа№458от06.12.2021" in text
        assert text.endswith(f"Стр.{number}из{len(pages)}")


def test_heading_rows_repeat_on_every_page() -> None:
    pages = pdf_pages(render(journal(), "pdf"))
    assert len(pages) == 3
    assert all("№п/пДатарегистрации" in text for text in pages)


def test_a_wide_table_turns_the_sheet() -> None:
    assert pypdfium2.PdfDocument(render(journal(), "pdf"))[0].get_size() == pytest.approx((297 * MM, 210 * MM), abs=1)
    assert pypdfium2.PdfDocument(render(kazakh(), "pdf"))[0].get_size() == pytest.approx((210 * MM, 297 * MM), abs=1)


@pytest.mark.parametrize("rows", range(14, 26))
def test_signatures_are_never_torn_or_alone(rows: int) -> None:
    """Whatever stands above, the columns and the seal share a page with the line before them."""
    blocks = (
        *(line(f"Строка {number}") for number in range(2 * rows)),
        line("Настоящий Aкт составлен в двух экземплярах."),
        Columns(((line("Сдал"), line("подпись")), (line("Принял"), line("подпись второго")))),
        line("МП (при наличии печати)"),
    )
    pages = pdf_pages(render(act_of_services(blocks=blocks), "pdf", remember=False))
    together = [text for text in pages if "Сдал" in text]
    assert len(together) == 1
    for words in ("экземплярах.", "Принял", "подписьвторого", "МП(приналичиипечати)"):
        assert words in together[0]


@pytest.mark.parametrize("rows", range(16, 24))
def test_signatures_after_a_table_take_a_row_with_them(rows: int) -> None:
    table = Table(
        (Row((cell("Графа", header=True),)),),
        tuple(Row((cell(f"Запись {number}."),)) for number in range(rows + 4)),
        (100,),
        spare=2,
    )
    blocks = (table, Columns(((line("Сдал"),), (line("Принял"),))))
    pages = pdf_pages(render(act_of_services(blocks=blocks), "pdf", remember=False))
    (last,) = [text for text in pages if "Сдал" in text]
    assert "Графа" in last


def _sheet(rows: int) -> Document:
    """A sheet of visits that ends with a signature and a date in lines of their own."""
    blank = visits()
    closing = (line("__________________"), line("подпись помощника", small=True), line("Дата _________"))
    return with_rows(
        replace(blank, blocks=(*blank.blocks[:6], *closing)),
        [(str(number), "01.03.2022", f"объект {number}.") for number in range(1, rows + 1)],
    )


@pytest.mark.parametrize("rows", range(18, 34))
def test_the_lines_that_close_a_form_take_a_row_with_them(rows: int) -> None:
    """A date or a signature alone on a page could close any form."""
    document = _sheet(rows)
    written = b"".join(journal_pdf(document))
    for data in (render(document, "pdf", remember=False), written):
        last = pdf_pages(data)[-1]
        for words in (f"объект{rows}.", "подписьпомощника", "Дата"):
            assert words in last


@pytest.mark.parametrize("rows", range(18, 34))
def test_a_table_that_signatures_stand_in_is_not_torn(rows: int) -> None:
    signed = tuple(
        Row((cell(one), cell(other))) for one, other in (("Сдал", "Принял"), ("____", "____"), ("МП", "МП."))
    )
    blocks = (*_sheet(rows).blocks, Table((), signed, (50, 50)))
    document = replace(_sheet(rows), blocks=blocks)
    for data in (render(document, "pdf", remember=False), b"".join(journal_pdf(document))):
        last = pdf_pages(data)[-1]
        for words in ("Сдал", "Принял", "МП."):
            assert words in last


def test_of_a_text_the_last_lines_stay_together() -> None:
    for count in range(30, 50):
        blocks = (*(line(f"Строка {number}.") for number in range(count)), line("Дата"), line("Подпись"))
        last = pdf_pages(render(act_of_services(blocks=blocks, caption=()), "pdf", remember=False))[-1]
        assert f"Строка{count - 1}.ДатаПодпись" in last


def test_long_paragraphs_at_the_end_are_not_kept_together() -> None:
    long = tuple(line("Слово. " * 60) for _ in range(12))
    assert not any(placed.with_next for placed in flow(act_of_services(blocks=long)))


def test_short_rows_are_not_torn() -> None:
    text = "Условие оказания услуги, занимающее в графе несколько строк. " * 4
    rows = tuple(Row((cell(f"[{number}] {text} (конец {number})"),)) for number in range(40))
    pages = pdf_pages(render(act_of_services(blocks=(Table((), rows, (100,)),)), "pdf", remember=False))
    assert len(pages) > 2
    for number in range(40):
        (where,) = [page_text for page_text in pages if f"[{number}]" in page_text]
        assert f"(конец{number})" in where


@pytest.mark.parametrize("name", SAMPLES)
def test_only_the_font_of_the_profile_is_used(name: str) -> None:
    with pikepdf.open(BytesIO(render(SAMPLES[name](), "pdf"))) as file:
        fonts = {
            str(entry.FontName).rsplit("+", 1)[-1]
            for entry in file.objects
            if isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/FontDescriptor"
        }
    assert fonts
    assert all(font.lstrip("/").startswith("Tinos") for font in fonts)


def test_kazakh_letters_come_out_as_letters() -> None:
    assert squeezed(KAZAKH) in pdf_pages(render(kazakh(), "pdf"))[0]


def test_archive_marks_language_title_and_bookmarks() -> None:
    with pikepdf.open(BytesIO(render(long_text(), "pdf"))) as file:
        assert str(file.Root.Lang) == "ru"
        assert file.Root.MarkInfo.Marked
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert str(file.docinfo["/Title"]) == "Правила предоставления услуг индивидуального помощника"
        meta = file.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
        outline = file.open_outline()
        assert [entry.title for entry in outline.root] == ["Правила предоставления услуг индивидуального помощника"]
        assert next(entry.title for entry in outline.root[0].children) == "Глава 1. Общие положения части 1"
    with pikepdf.open(BytesIO(render(standard(), "pdf"))) as file, file.open_outline() as outline:
        assert [entry.title for entry in outline.root] == [standard().title], "without a heading: the title"


def test_the_source_is_attached() -> None:
    document = long_text()
    with pikepdf.open(BytesIO(render(document, "pdf"))) as file:
        assert file.attachments["source.xml"].get_file().read_bytes() == document.akn
        assert [str(entry.AFRelationship) for entry in file.Root.AF] == ["/Source"]
    with pikepdf.open(BytesIO(render(kazakh(), "pdf"))) as file:
        assert not list(file.attachments)


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in kids if isinstance(kid, pikepdf.Dictionary)]


def _all(node: Any) -> list[Any]:
    return [node] + [deeper for kid in _kids(node) for deeper in _all(kid)]


def _tagged(document: Document) -> tuple[list[Any], pikepdf.Pdf]:
    file = pikepdf.open(BytesIO(render(document, "pdf")))
    return _all(file.Root.StructTreeRoot), file


def test_a_table_over_pages_is_one_table_in_the_tags() -> None:
    elements, file = _tagged(long_text())
    kinds = [str(element.get("/S")) for element in elements]
    assert len(file.pages) > 5
    assert kinds.count("/Part") == kinds.count("/Art") == kinds.count("/Table") == 1
    assert kinds.count("/THead") == kinds.count("/TBody") == 1
    assert kinds.count("/TR") == 26, "a heading row and 25 rows, none twice"
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == 4


def test_cells_point_to_heading_cells_that_are_in_the_tree() -> None:
    elements, _ = _tagged(long_text())
    heads = {bytes(element["/ID"]) for element in elements if "/ID" in element}
    cells = [element for element in elements if element.get("/S") == "/TD"]
    assert len(heads) == 3
    assert len(cells) == 75
    for element in cells:
        assert [bytes(name) in heads for name in element["/A"]["/Headers"]] == [True]


def test_parents_agree_with_children_after_joining() -> None:
    elements, _ = _tagged(long_text())
    for element in elements:
        for kid in _kids(element):
            if kid.get("/Type") == "/StructElem":
                assert kid["/P"].objgen == element.objgen


def test_two_tables_on_two_pages_stay_two() -> None:
    rows = tuple(Row((cell(f"строка {number}"),)) for number in range(60))
    document = act_of_services(blocks=(Table((), rows, (100,)), Table((), rows, (100,))))
    elements, file = _tagged(document)
    assert len(file.pages) > 2
    assert [str(element.get("/S")) for element in elements].count("/Table") == 2


def test_a_row_taller_than_a_page_breaks_and_leaves_no_page_blank() -> None:
    """Kept whole, it would push its own heading row off the page, or the whole document off its first page."""
    head = (Row((cell("да", header=True), cell("графа", header=True))),)
    document = act_of_services(blocks=(Table(head, (Row((cell("да"), cell("слово " * 130))),) * 2, (92, 8)),))
    data = render(document, "pdf")
    pages = pdf_pages(data)
    assert pdf_words(data, document) == expected(document)
    assert "Приложение8" in pages[0]
    assert all("слово" in text for text in pages)
    assert all("дагра" in text for text in pages)


def test_text_cannot_make_the_printer_fetch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Markup in a text is text; and were a link to slip in, the fetcher opens nothing."""

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("opened")

    render(kazakh(), "pdf")
    bad = line('<img src="file:///etc/passwd"><link rel="stylesheet" href="http://example.org/x.css">')
    monkeypatch.setattr("socket.socket", refuse)
    monkeypatch.setattr(builtins, "open", refuse)
    assert squeezed('<img src="file:///etc/passwd">') in pdf_pages(render(act_of_services(blocks=(bad,)), "pdf"))[0]
    with pytest.raises(ValueError, match="outside itself"):
        pdf._press()._fetcher.fetch("file:///etc/passwd")


def test_a_missing_font_is_refused_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    from renderer.profile import profile

    absent = replace(profile(), print_font="No Such Font")
    monkeypatch.setattr(pdf, "profile", lambda: absent)
    with pytest.raises(ToolError, match=r"No Such Font.*fonts-croscore"):
        pdf._Press()


def test_lines_of_a_form_do_not_grow_a_style_of_their_own() -> None:
    """A strict content security policy forbids inline styles: the page has none."""
    for name in SAMPLES:
        assert "style=" not in page(SAMPLES[name]())


def test_an_empty_document_is_a_page() -> None:
    assert len(pdf_pages(render(act_of_services(blocks=(Line(()),), caption=(), label=""), "pdf"))) == 1
