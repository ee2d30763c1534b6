"""A form filled by writing into it says what the slow path says, is tagged as it, and never cuts a value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import fill as forms_fill
from forms.records import Blank, Cell, Columns, Document, Field, Heading, Line, Row, Table, Text
from renderer import render
from renderer.errors import RenderError
from renderer.fast import Template, fill_pdf, filled
from renderer.fast.incremental import Base
from renderer.fast.values import places, said
from tests.renderer.reading_back import expected, pdf_words, squeezed, unlike
from tests.renderer.rendering_samples import HARD, act_of_services, cell, hard, journal, kazakh, line

FILLED = {
    "from_day": "1",
    "to_day": "31 марта 2022 г.",
    "pages": "22",
    "name1": "Әбілқасым Ү.",
    "name3": "Иванова И. О.",
}


@pytest.fixture(scope="module")
def act() -> Template:
    return Template(act_of_services())


def letter(*blocks: object, **options: object) -> Document:
    return act_of_services(blocks=blocks, caption=(), label="", **options)


def test_the_words_are_those_of_the_slow_path(act: Template) -> None:
    document = filled(act.blank, FILLED)
    assert act.fits(FILLED)
    data = act.fill(FILLED)
    assert pdf_words(data, document) == expected(document)
    assert "31мартa" not in pdf_words(data, document)
    assert pdf_words(render(document, "pdf", remember=False), document) == expected(document)


def test_without_values_it_is_the_blank_as_published(act: Template) -> None:
    assert pdf_words(act.fill({}), act.blank) == expected(act.blank)
    assert act.fill({"pages": ""}) == act.fill({})


def test_only_a_few_bytes_are_added_and_always_the_same(act: Template) -> None:
    first, second = act.fill(FILLED), act.fill(dict(reversed(FILLED.items())))
    assert first == second == Template(act_of_services()).fill(FILLED)
    assert first.startswith(act.base.data)
    assert len(first) - len(act.base.data) < 8000
    assert first != act.fill({**FILLED, "pages": "23"})


def test_the_file_is_sound_and_keeps_what_the_archive_needs(act: Template) -> None:
    with pikepdf.open(BytesIO(act.fill(FILLED))) as file:
        assert file.check_pdf_syntax() == []
        assert str(file.Root.Lang) == "ru"
        assert file.open_metadata()["pdfaid:part"] == "3"
        assert file.Root.OutputIntents
        fonts = [entry for entry in file.objects if isinstance(entry, pikepdf.Dictionary) and "/FontFile2" in entry]
        assert {str(font.FontName).rsplit("+", 1)[-1] for font in fonts} == {"Tinos", "Tinos-Bold", "Qagida-Marks"}
        first, second = (bytes(half) for half in file.trailer.ID)
        assert first != second


def _tagged_words(data: bytes) -> dict[str, list[str]]:
    """Kind of structure element -> words of its marked content on the first page, in the order of the tree."""
    with pikepdf.open(BytesIO(data)) as file:
        page = file.pages[0]
        tables = {}
        for name, font in page.Resources.Font.items():
            lines = font.ToUnicode.read_bytes().decode().splitlines()
            pairs = [one.strip("<>").split("> <") for one in lines if one.startswith("<") and "> <" in one]
            tables[name] = {pair[0]: chr(int(pair[1], 16)) for pair in pairs if len(pair) == 2}
        words: dict[int, str] = {}
        marked, font_name = -1, ""
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "BDC":
                marked = int(operands[1].MCID)
                assert marked not in words, "a piece of marked content stands once on a page"
                words[marked] = ""
            elif str(operator) == "Tf":
                font_name = str(operands[0])
            elif str(operator) in ("Tj", "TJ") and marked >= 0:
                for piece in operands[0] if str(operator) == "TJ" else operands:
                    if isinstance(piece, pikepdf.String):
                        digits = bytes(piece).hex()
                        glyphs = [digits[at : at + 4] for at in range(0, len(digits), 4)]
                        words[marked] += "".join(tables[font_name][glyph] for glyph in glyphs)
            elif str(operator) in ("EMC", "BMC"):
                marked = -1
        found: dict[str, list[str]] = {}
        _collect(file.Root.StructTreeRoot, words, found)
        return found


def _collect(element: Any, words: dict[int, str], found: dict[str, list[str]]) -> str:
    text = ""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            text += words[int(kid.MCID)] if kid.get("/Type") == "/MCR" else _collect(kid, words, found)
        else:
            text += words[int(kid)]
    found.setdefault(str(element.get("/S", "")), []).append(text)
    return text


def test_a_reader_of_the_tags_hears_the_values_in_their_sentences(act: Template) -> None:
    found = _tagged_words(act.fill(FILLED))
    assert found["/H1"] == ["Aкт оказанных услуг с 1 по 31 марта 2022 г. (месяц)"]
    assert any(text.endswith("специалиста жестового языка на 22страницах.") for text in found["/P"])
    assert "_______/Әбілқасым Ү." in found["/P"]


def _gaps(data: bytes, word: str) -> float:
    """Points between the last letter of a word on the first page and the next letter of its line."""
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    start = page.search(word).get_next()[0]
    _, bottom, right, _ = page.get_charbox(start + len(word) - 1, loose=True)
    lefts = []
    for index in range(page.count_chars()):
        left, low, _, _ = page.get_charbox(index, loose=True)
        if abs(low - bottom) < 1 and left > right - 1 and page.get_text_range(index, 1).strip():
            lefts.append(left)
    return min(lefts) - right


@pytest.mark.parametrize(
    "long",
    [
        {"pages": "сто двадцать три с половиной"},
        {"pages": "сто двадцать три с половиной " * 6, "from_day": "1"},
        {"sign1": "Әбілқасымов Өтеген Ғабитұлы и многие другие", "pages": "1"},
    ],
)
def test_a_value_longer_than_its_place_is_set_anew_and_looks_as_printed(act: Template, long: dict[str, str]) -> None:
    assert not act.fits(long)
    document = filled(act.blank, long)
    data, slow = act.fill(long), render(document, "pdf", remember=False)
    assert data == act.fill_document(document) != slow
    assert pdf_words(data, document) == expected(document) == pdf_words(slow, document)
    assert unlike(data, slow) < 0.01


def test_a_value_with_letters_that_the_fonts_lack_is_printed_the_slow_way(act: Template) -> None:
    document = filled(act.blank, {"pages": "漢字"})
    assert act.fill({"pages": "漢字"}) == render(document, "pdf", remember=False)


def test_cells_to_write_in_are_filled_as_printed() -> None:
    """A row a question: words, a cell over two columns, one that lacks its last cell, one over two rows."""
    rows = (
        Row((cell("Фамилия"), _answer("surname", colspan=2))),
        Row((cell("Замечания", "по существу"), _answer("remarks"))),
        Row((cell("Дети", rowspan=2), _answer("one"), _answer("two"))),
        Row((_answer("three"), cell("нет"))),
        Row((cell("Подпись"), Cell((Line((Text("М.П. "), Blank("seal", "____"), Text("!", strong=True))),), 2))),
    )
    blank = letter(line("Сведения"), Table((), rows, (40, 30, 30)), line("Конец"))
    made = Template(blank)
    for values in (
        {"surname": "Әбілқасымов"},
        {"remarks": "слово " * 40, "seal": "есть"},
        {"one": "1", "three": "три", "two": "да " * 60},
        dict.fromkeys(("surname", "remarks", "one", "two", "three", "seal"), "Ким"),
    ):
        document = filled(blank, values)
        data, slow = made.fill(values), render(document, "pdf", remember=False)
        assert pdf_words(data, document) == expected(document)
        assert data == made.fill_document(document) != slow
        assert unlike(data, slow) < 0.01


def _answer(field: str, **options: int) -> Cell:
    return Cell((Line((Blank(field, ""),)),), **options)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("два  знака", "spaces that must be kept"),
        (" ", "nothing but space"),
        ("а\nб", "a line end"),
        ("é\u0301", "a letter put together from two"),
        ("日本", "letters that the font lacks"),
        ("שלום", "letters that run to the left"),
    ],
)
def test_what_needs_a_layout_engine_goes_to_it(act: Template, value: str, why: str) -> None:
    assert not act.fits({"name1": value}), why


def test_a_field_that_the_form_lacks_is_refused(act: Template) -> None:
    with pytest.raises(KeyError, match="nowhere"):
        act.fill({"nowhere": "x", "pages": "1"})
    with pytest.raises(KeyError, match="nowhere"):
        filled(act.blank, {"nowhere": ""})


def test_a_value_runs_on_where_nothing_follows_and_stops_where_something_does() -> None:
    last = Line((Text("Кому: "), Blank("to", "____")))
    middle = Line((Text("На "), Blank("pages", "____"), Text(" страницах")))
    made = Template(letter(last, middle))
    assert made.fits({"to": "Министерство труда и социальной защиты населения"})
    assert not made.fits({"pages": "двадцати двух"})
    both = {"to": "Министерство труда", "pages": "22"}
    data = made.fill(both)
    assert 0 < _gaps(data, "22") < 24
    assert not made.fits({"pages": "22222"}), "five digits are wider than four rules"
    assert pdf_words(data, filled(made.blank, both)) == expected(filled(made.blank, both))


def test_rules_under_each_other_are_one_place() -> None:
    rule = "_" * 60
    blocks = (Line((Text("Адрес: "), Blank("address", rule))), Line((Blank("address", rule),)), line("Конец."))
    made = Template(letter(*blocks))
    value = ("город Астана, улица Достық, дом 5, квартира 17, " * 3).strip()
    assert made.fits({"address": value})
    document = filled(made.blank, {"address": value})
    assert pdf_words(made.fill({"address": value}), document) == expected(document)
    assert not made.fits({"address": value * 3})


def test_a_field_elsewhere_takes_its_value_again() -> None:
    blocks = (
        Line((Text("Я, "), Blank("name", "_" * 30))),
        line("прошу"),
        Line((Text("Подпись "), Blank("name", "___"))),
    )
    made = Template(letter(*blocks))
    assert (
        squeezed(pdf_words(made.fill({"name": "Ким А."}), filled(made.blank, {"name": "Ким А."}))).count("КимА.") == 2
    )


def test_blanks_in_cells_columns_headings_and_on_later_pages() -> None:
    blocks = (
        Heading("Заявление № ___", parts=(Text("Заявление № "), Blank("number", "___"))),
        *(line(f"Пункт {number}.") for number in range(80)),
        Table((), (Row((cell("ФИО"), type(cell())((Line((Blank("name", "_" * 12),)),)))),), (30, 70)),
        Columns(((Line((Blank("left", "_" * 10),)),), (Line((Blank("right", "_" * 10),), align="right"),))),
    )
    made = Template(letter(*blocks, language="kaz"))
    values = {"number": "7Ә", "name": "Қанат Ғабитұлы Өтеген", "left": "лево", "right": "право"}
    assert made.pages > 1
    assert made.fits(values)
    document = filled(made.blank, values)
    assert pdf_words(made.fill(values), document) == expected(document)


def test_every_sample_with_blanks_fills() -> None:
    for document in (kazakh(), journal(), hard()):
        values = {place.blank.field: "Ә-1" for place in places(document)}
        made = filled(document, values)
        assert pdf_words(fill_pdf(document, values), made) == expected(made)


def test_markup_and_formulae_are_words() -> None:
    made = Template(letter(Line((Text("ТОО: "), Blank("firm", "_" * 20)))))
    value = HARD[:60]
    assert made.fits({"firm": value})
    document = filled(made.blank, {"firm": value})
    assert pdf_words(made.fill({"firm": value}), document) == expected(document)


LETTERS = st.text('абвгдежзиклмнопрстуфхцчшщыэюяәғқңөұүһіАБВӘҒҚabc 0123456789.,;:()/\\№₸"«»–-%&<>{}#_', max_size=45)


@settings(max_examples=60, deadline=None)
@given(LETTERS, LETTERS)
def test_any_value_comes_out_whole(act: Template, name: str, pages: str) -> None:
    """Fast or slow; the number sign too, which no template may take for its own."""
    values = {"name1": name, "pages": pages}
    if not act.fits(values):
        return
    document = filled(act.blank, values)
    assert sorted(pdf_words(act.fill(values), document)) == sorted(expected(document))


def _filled_by_forms(blank: Document, data: dict[str, object]) -> Document:
    return forms_fill.fill(blank, data, with_xml=False)


def test_a_document_filled_by_forms_prints_fast_and_says_the_same() -> None:
    blank = letter(
        Line((Text("Кому: "), Blank("to", "_" * 30))),
        Line((Text("Приложение на "), Blank("pages", "______"), Text("страницах."))),
        Line((Text("Адрес: "), Blank("address", "_" * 20))),
        Line((Blank("address", "_" * 30),)),
        Line((Blank("one", "____"), Text("/"), Blank("two", "____"))),
        fields=tuple(Field(name, name, "text", required=False) for name in ("to", "pages", "address", "one", "two")),
    )
    data: dict[str, object] = {
        "to": "Әкімдік",
        "pages": "22",
        "address": "г. Астана, ул. Достық, дом 5",
        "two": "Ким",
    }
    document = _filled_by_forms(blank, data)
    made = Template(blank)
    fast = made.fill_document(document)
    assert fast.startswith(made.base.data), "written into the blank"
    assert pdf_words(fast, document) == expected(document)
    assert "Приложение на 22 страницах." in _tagged_words(fast)["/P"], "with the space that filling puts in"
    assert made.fill_document(blank) == made.fill({})


@pytest.mark.parametrize(
    "change",
    [
        lambda document: replace(document, title="Другое"),
        lambda document: replace(document, blocks=(*document.blocks, line("Ещё"))),
        lambda document: replace(document, blocks=(line("Другие слова"), *document.blocks[1:])),
    ],
)
def test_a_document_that_differs_elsewhere_is_laid_out_anew(
    act: Template, change: Callable[[Document], Document]
) -> None:
    document = change(filled(act.blank, FILLED))
    assert said(act.blank, document) is None
    assert act.fill_document(document) == render(document, "pdf", remember=False)


def test_two_blanks_side_by_side_are_told_apart_or_laid_out_anew() -> None:
    blank = letter(Line((Blank("one", "____"), Blank("two", "______"))))
    assert said(blank, filled(blank, {"two": "б"})) == ["", "б"]
    assert said(blank, filled(blank, {"one": "а"})) == ["а", ""]
    assert said(blank, filled(blank, {"one": "а", "two": "б"})) is None


def test_a_base_without_a_classic_trailer_is_refused() -> None:
    with pytest.raises(ValueError, match="classic"):
        Base.read(render(kazakh(), "pdf"))


def test_marks_that_do_not_agree_with_the_document_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("renderer.fast.blanks.page_markup", lambda blank: "<p></p>")
    with pytest.raises(RenderError, match="shows 0 blanks"):
        Template(kazakh())
