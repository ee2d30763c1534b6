"""The QR code of the address stands on every page of every output, drawn module by module, and moves no text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
import segno
from lxml import html

from forms.records import Document
from renderer import TextError, render
from renderer.fast import Template, journal_pdf, merge
from renderer.fillable import fillable_pdf
from renderer.profile import profile
from renderer.qr import code
from tests.renderer.reading_back import expected, pdf_words
from tests.renderer.rendering_samples import SAMPLES, act_of_services, long_text, visits, with_rows

ADDRESS = "https://qagida.example.kz/verify/0123456789abcdef0123456789abcdef/rus/2022-01-15/V1500010370/1/8"
_DPI = 300


def addressed(document: Document) -> Document:
    return replace(document, verify=ADDRESS)


def _codes(data: bytes) -> Iterator[list[str]]:
    """What stands in the place of the code on each page: a string of dark and light a row of modules."""
    size = segno.make_qr(ADDRESS, error="m", boost_error=False).symbol_size(border=0)[0]
    side, scale = profile().code, _DPI / 25.4
    pdf = pypdfium2.PdfDocument(data)
    for index in range(len(pdf)):
        page = pdf[index].render(scale=_DPI / 72, grayscale=True).to_pil()
        width, height = page.width / scale, page.height / scale
        left = profile().left + (width - profile().left - profile().right - side) / 2
        top = height - profile().footer + 2
        yield [
            "".join(
                "1" if page.getpixel((_middle(left, x, size), _middle(top, y, size))) < 128 else "0"  # type: ignore[operator]
                for x in range(size)
            )
            for y in range(size)
        ]


def _middle(edge: float, module: int, size: int) -> int:
    return round((edge + (module + 0.5) * profile().code / size) * _DPI / 25.4)


def _true() -> list[str]:
    matrix = segno.make_qr(ADDRESS, error="m", boost_error=False).matrix
    return ["".join(str(module) for module in row) for row in matrix]


def _outputs() -> Iterator[tuple[str, bytes, int]]:
    act, sheet = addressed(act_of_services()), addressed(visits())
    filled = with_rows(sheet, [("1", "01.03.2022", "аптека")])
    template = Template(act)
    yield "blank", render(act, "pdf"), 1
    yield "filled", template.fill({"pages": "22"}), 1
    yield "rows", Template(sheet).fill_document(filled), 1
    yield "merged", b"".join(merge(template, [("1", {}), ("2", {"pages": "22"})], duplex=False)), 2
    yield "journal", b"".join(journal_pdf(sheet, [(str(row), "а", "б") for row in range(80)])), 3
    yield "fillable", fillable_pdf(sheet), 1
    yield "text", render(addressed(long_text()), "pdf"), 7


def test_every_page_of_every_pdf_shows_the_code() -> None:
    true = _true()
    for name, data, pages in _outputs():
        found = list(_codes(data))
        assert len(found) >= pages, name
        for number, shown in enumerate(found, 1):
            assert shown == true, f"{name}, page {number}"


@pytest.mark.parametrize("name", ["act", "kazakh", "visits"])
def test_the_code_moves_no_word(name: str) -> None:
    document = addressed(SAMPLES[name]())
    data = render(document, "pdf")
    assert pdf_words(data, document) == expected(document)
    pages = len(pypdfium2.PdfDocument(data))
    assert pages == len(pypdfium2.PdfDocument(render(SAMPLES[name](), "pdf")))


def _kinds(node: Any) -> list[str]:
    kids = node.get("/K", [])
    below = [
        kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(kid, pikepdf.Dictionary)
    ]
    return [str(node.get("/S", "")), *(kind for kid in below for kind in _kinds(kid))]


def test_the_code_is_no_content_for_a_reader_of_tags() -> None:
    with pikepdf.open(BytesIO(render(addressed(act_of_services()), "pdf"))) as file:
        kinds = _kinds(file.Root.StructTreeRoot)
    assert "/H1" in kinds
    assert "/Figure" not in kinds


def test_docx_floats_the_picture_in_the_foot_of_every_page() -> None:
    document = addressed(act_of_services())
    with zipfile.ZipFile(BytesIO(render(document, "docx"))) as archive:
        (foot,) = [archive.read(name) for name in archive.namelist() if re.fullmatch(r"word/footer\d*\.xml", name)]
        pictures = [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]
    assert pictures == [code(ADDRESS).picture]
    assert b"<wp:anchor" in foot
    assert b"<wp:inline" not in foot
    assert render(document, "docx", remember=False) == render(document, "docx", remember=False)


def test_html_draws_it_and_says_what_it_is_for() -> None:
    tree = html.document_fromstring(render(addressed(act_of_services()), "html").decode())
    (drawn,) = tree.xpath("//svg")
    assert drawn.get("role") == "img"
    assert drawn.get("aria-label") == "QR-код: проверка редакции документа"
    assert not html.document_fromstring(render(act_of_services(), "html").decode()).xpath("//svg")


def test_the_bars_are_the_matrix() -> None:
    made = code(ADDRESS)
    rows = [["0"] * made.size for _ in range(made.size)]
    for x, y, width in made.bars:
        rows[y][x : x + width] = ["1"] * width
    assert ["".join(row) for row in rows] == _true()


@pytest.mark.parametrize("bad", ["https://q.kz/ә", "https://q.kz/a b", "https://q.kz/\n", "x" * 501])
def test_what_is_no_address_is_refused(bad: str) -> None:
    with pytest.raises(TextError):
        code(bad)
