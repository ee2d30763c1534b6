"""A fillable PDF: names, tooltips, kinds, order, tags, the font for both languages; typed into as a person would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from forms.records import Blank, Document, Field, Line, Text
from renderer import render
from renderer.fillable import fillable_pdf, is_ruled
from renderer.spare import MOST, spared
from renderer.typeface import typeface
from tests.renderer.reading_back import expected, pdf_words
from tests.renderer.rendering_samples import kazakh, standard, visits

_OPEN: list[pikepdf.Pdf] = []
LETTERS = "АЯаяЁёӘәҒғҚқҢңӨөҰұҮүҺһІіAZaz09№₸«»–—%()/"


@pytest.fixture(scope="module")
def sheet() -> bytes:
    return fillable_pdf(visits())


def _fields(data: bytes) -> dict[str, Any]:
    file = pikepdf.open(BytesIO(data))
    _OPEN.append(file)  # its objects live as long as it does
    return dict(_walk(file.Root.AcroForm.Fields, ""))


def _walk(fields: Any, above: str) -> Iterator[tuple[str, Any]]:
    for one in fields:
        name = f"{above}{one.T}"
        if "/FT" in one:
            yield name, one
        else:
            yield from _walk(one.Kids, f"{name}.")


def test_every_place_to_write_has_a_field_named_as_filling_names_it(sheet: bytes) -> None:
    cells = [f"rows.{row}.{column}" for row in range(1, 7) for column in ("nomer", "data", "obekty")]
    assert list(_fields(sheet)) == ["fio", "ulitsa", "ulitsa-2", "sdal", "den", *cells]


def test_tooltips_required_flags_and_lines(sheet: bytes) -> None:
    found = _fields(sheet)
    assert str(found["fio"].TU) == "Услугополучатель"
    assert str(found["rows.2.data"].TU) == "Дата"
    assert [int(found[name].Ff) & 2 for name in ("fio", "ulitsa", "sdal", "den")] == [2, 0, 0, 2]
    assert int(found["rows.1.obekty"].Ff) & 1 << 12, "cells take several lines"
    assert not int(found["fio"].Ff) & 1 << 12


def test_the_words_and_the_pages_are_those_of_the_blank(sheet: bytes) -> None:
    document = visits()
    assert pdf_words(sheet, document) == expected(document)
    assert len(pypdfium2.PdfDocument(sheet)) == len(pypdfium2.PdfDocument(render(document, "pdf")))
    assert fillable_pdf(visits()) == sheet


def test_a_field_is_read_where_its_blank_is(sheet: bytes) -> None:
    with pikepdf.open(BytesIO(sheet)) as file:
        assert file.check_pdf_syntax() == []
        assert file.open_metadata()["pdfaid:part"] == "3"
        parents = pikepdf.NumberTree(file.Root.StructTreeRoot.ParentTree)
        annotations = [one for page in file.pages for one in page.Annots]
        assert all(str(page.Tabs) == "/S" for page in file.pages)
        for one in annotations:
            element = parents[int(one.StructParent)]
            assert element.S == "/Form"
            assert element.K.Obj.objgen == one.objgen
            assert any(isinstance(kid, pikepdf.Dictionary) and kid.objgen == element.objgen for kid in element.P.K)
            assert int(one.F) == 4, "printed, not hidden"
            assert "/N" in one.AP
            assert "/A" not in one
        kinds = [str(parents[int(one.StructParent)].P.S) for one in annotations]
        assert kinds.count("/TD") == 18


def test_fields_stand_in_their_cells_and_over_their_rules(sheet: bytes) -> None:
    found = _fields(sheet)
    first, second = (found[f"rows.{row}.obekty"].Kids[0].Rect for row in (1, 2))
    assert float(first[1]) > float(second[3]), "a row under the other"
    assert 20 < float(first[3]) - float(first[1]) < 24, "8 mm"
    left = found["rows.1.nomer"].Kids[0].Rect
    assert float(left[2]) < float(first[0])
    page = pypdfium2.PdfDocument(sheet)[0].get_textpage()
    start = page.search("Услугополучатель").get_next()[0]
    bottom = page.get_charbox(start)[1]
    rect = [float(side) for side in found["fio"].Kids[0].Rect]
    assert rect[1] < bottom < rect[3]


def test_what_is_printed_under_a_date_is_covered_and_a_rule_is_not(sheet: bytes) -> None:
    found = _fields(sheet)
    assert "/BG" in found["den"].Kids[0].MK
    assert "/BG" not in found["fio"].Kids[0].MK
    assert is_ruled("__________")
    assert not is_ruled('"___" ________ 20__ г.')


def _typed(data: bytes, text: str) -> bytes:
    """The text typed into the first field, as a browser does it."""
    pdf = pypdfium2.PdfDocument(data)
    pdf.init_forms()
    page, form = pdf[0], pdf.formenv
    annotation = pdfium.FPDFPage_GetAnnot(page, 0)
    edges = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, edges)
    x, y = edges.left + 3, (edges.top + edges.bottom) / 2
    pdfium.FORM_OnLButtonDown(form, page, 0, x, y)
    pdfium.FORM_OnLButtonUp(form, page, 0, x, y)
    for letter in text:
        pdfium.FORM_OnChar(form, page, ord(letter), 0)
    pdfium.FORM_ForceToKillFocus(form)
    pdfium.FPDFPage_CloseAnnot(annotation)
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def test_letters_of_both_languages_are_typed_in_the_embedded_font(sheet: bytes) -> None:
    with pikepdf.open(BytesIO(_typed(sheet, LETTERS))) as file:
        field = file.Root.AcroForm.Fields[0]
        assert str(field.V) == LETTERS
        look = field.Kids[0].AP.N
        drawn = list(pikepdf.parse_content_stream(look))
        fonts = {str(look.Resources.Font[str(one[0][0])].BaseFont) for one in drawn if str(one[1]) == "Tf"}
        shown = b"".join(
            bytes(piece)
            for operands, operator in drawn
            for piece in (operands[0] if str(operator) == "TJ" else operands)
            if str(operator) in ("Tj", "TJ") and isinstance(piece, pikepdf.String)
        )
    assert fonts == {"/QAGIDA+Tinos"}, "no other font comes in"
    assert "".join(typeface().letters[code] for code in shown) == LETTERS


def test_the_typeface_holds_every_letter_once() -> None:
    made = typeface()
    assert set(LETTERS) <= set(made.letters.values())
    assert len(made.letters) == len(set(made.letters.values()))
    assert len(made.widths) == 224
    assert all(made.widths[code - 32] for code in made.letters)


def test_seals_have_no_field_and_choices_a_list() -> None:
    blank = visits(
        blocks=(
            Line((Text("МП "), Blank("seal", "____"))),
            Line((Text("Способ "), Blank("way", "____________"))),
        ),
        fields=(
            Field("seal", "МП", "seal"),
            Field("way", "Способ получения", "choice", hint="лично/через портал"),
        ),
    )
    found = _fields(fillable_pdf(blank))
    assert list(found) == ["way"]
    assert [str(one) for one in found["way"].Opt] == ["лично", "через портал"]


def test_documents_without_blanks_and_kazakh_ones_come_out() -> None:
    assert _fields(fillable_pdf(standard())) == {}
    document = kazakh()
    blank = replace(document, fields=tuple(Field(name, name, "text") for name in sorted(_named(document))))
    assert set(_fields(fillable_pdf(blank))) == _named(document)


def _named(document: Document) -> set[str]:
    from forms.definition import blanks

    return {one.field for one in blanks(document.blocks)}


def test_spare_rows_on_request() -> None:
    assert len(_fields(fillable_pdf(spared(visits(), 2)))) == 5 + 2 * 3
    assert render(spared(visits(), 0), "html").count(b'class="whole spare"') == 0
    assert render(spared(visits(), 9), "html").count(b'class="whole spare"') == 9
    for wrong in (-1, MOST + 1):
        with pytest.raises(ValueError, match="Empty rows"):
            spared(visits(), wrong)
