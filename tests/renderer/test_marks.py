"""Boxes to tick: one font of our own for all of them, printed fast as slowly, on any machine."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from forms.records import Blank, Cell, Document, Line, Row, Table, Text
from renderer import render
from renderer.fast import Template, filled, journal_pdf, merge
from renderer.fast.faces import MARKS, faces
from renderer.marks import LETTERS, marks_font
from tests.renderer.reading_back import expected, pdf_words, unlike
from tests.renderer.rendering_samples import act_of_services, cell, line


def form() -> Document:
    """A blank that is a list of boxes, one in the middle of a line, one in a cell."""
    rows = (Row((cell("Пол"), Cell((Line((Blank("sex", "☐ мужской ☐ женский"),)),)))),)
    return act_of_services(
        blocks=(
            line("Отметьте: ☐ или ☒, ☑ " + "и ещё слова, чтобы строка перешла на другую " * 3, align="justify"),
            Line((Text("Способ: "), Blank("way", "☐ лично ☐ по почте"), Text(". "), Blank("mark", "☐"), Text(" да"))),
            Line((Text("Согласен ☐", strong=True), Blank("name", "_" * 20))),
            Table((), rows, (30, 70)),
        ),
        caption=(),
        label="",
    )


VALUES = [
    {"way": "☒ лично ☐ по почте", "mark": "☒", "sex": "☐ мужской ☒ женский"},
    {"mark": "☑"},
    {"way": "☐ лично ☒ по почте", "name": "✓ Әбілқасымов Өтеген Ғабитұлы, ✗ нет, ☐ может быть", "sex": "☐" * 40},
]


@pytest.mark.parametrize("values", VALUES)
def test_ticked_forms_are_printed_fast_as_slowly(values: dict[str, str]) -> None:
    blank = form()
    made, document = Template(blank), filled(blank, values)
    slow = render(document, "pdf", remember=False)
    fast = made.fill(values)
    assert fast != slow
    assert made.fill_document(document) == fast
    for data in (fast, b"".join(merge(made, [("1", values)], duplex=False)), b"".join(journal_pdf(document))):
        assert pdf_words(data, document) == expected(document) == pdf_words(slow, document)
        assert unlike(data, slow) < 0.01
        with pikepdf.open(BytesIO(data)) as file:
            assert file.check_pdf_syntax() == []
            assert not _strange_fonts(file)


def test_a_box_alone_is_ticked_in_its_place() -> None:
    assert Template(form()).fits({"mark": "☒"})


def _strange_fonts(file: pikepdf.Pdf) -> set[str]:
    names = {str(one.FontName) for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/FontName" in one}
    return {name for name in names if not name.rpartition("+")[2].startswith(("Tinos", "Qagida-Marks"))}


def test_every_mark_comes_out_of_our_own_font_whatever_else_the_machine_has() -> None:
    document = act_of_services(blocks=(line(LETTERS), Line((Text(LETTERS, strong=True),))))
    with pikepdf.open(BytesIO(render(document, "pdf", remember=False))) as file:
        assert not _strange_fonts(file)
    upright, bold = (face for _, face in sorted(faces(document).items()))
    assert upright.holds(LETTERS)
    assert bold.holds(LETTERS)
    assert MARKS == "/M"


def test_the_font_is_the_same_each_time() -> None:
    first = marks_font()
    marks_font.cache_clear()
    assert marks_font() == first
