"""Words to choose from stay in print with a tick before the one chosen; cells to tick take a cross: in every output."""

from __future__ import annotations

import io
import re
import zipfile

import pypdfium2
import pytest

from forms.choices import alternatives, chosen
from forms.definition import definition
from forms.fill import fill
from forms.model import FillErrors, plan
from forms.records import Document
from legal.akn.schema import validate
from legal.xml import parse
from renderer import render
from renderer.fast.blanks import Template
from tests.forms.unseen_forms import published


def answered(blank: Document) -> Document:
    """The form with the last of every list chosen and every box ticked."""
    data = {
        one.field.name: one.options[-1] if one.rule == "choice" else True if one.rule == "mark" else None
        for one in plan(definition(blank)).fields
    }
    return fill(blank, data)


def pdf_words(file: bytes) -> str:
    pages = pypdfium2.PdfDocument(file)
    return squeezed(" ".join(pages[index].get_textpage().get_text_range() for index in range(len(pages))))


def squeezed(text: str) -> str:
    return " ".join(text.split())


def words_of(document: Document, form: str) -> str:
    made = render(document, form)
    if form == "pdf":
        return pdf_words(made)
    if form == "docx":
        made = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").replace(b"</w:p>", b" ")
    text = made.decode()
    return squeezed(re.sub(r"<[^>]+>", "" if form == "docx" else " ", text))


@pytest.mark.parametrize("form", ["txt", "html", "pdf", "docx", "json", "xml"])
def test_every_output_shows_the_list_with_the_chosen_one_ticked(form):
    filled = answered(published("rus")["жалоба с вариантами"])
    said = words_of(filled, form)
    for line in (
        "письменная, устная, ☒ электронная (нужное отметить)", "первичное / ☒ повторное (ненужное зачеркнуть)",
        "казахский/☒ русский (нужное подчеркнуть)", "☒ физическое лицо ☒ юридическое лицо",
    ):  # fmt: skip
        assert line in said


def test_the_fast_way_prints_the_same():
    blank = published("rus")["заявление о назначении пособия"]
    filled = answered(blank)
    fast = pdf_words(Template(blank).fill_document(filled))
    assert fast == pdf_words(render(filled, "pdf"))
    assert "Тип счета: текущий, ☒ карточный (нужное подчеркнуть)" in fast


def test_a_list_that_nobody_chose_from_stays_as_published():
    blank = published("rus")["согласие"]
    data = {one.name: None for one in blank.fields}
    assert render(fill(blank, data), "txt") == render(blank, "txt")


def test_a_word_that_is_not_in_the_list_is_refused():
    blank = published("rus")["согласие"]
    data = {one.name: "может быть" if one.kind == "choice" else None for one in blank.fields}
    with pytest.raises(FillErrors) as refused:
        fill(blank, data)
    assert [one.rule for one in refused.value.errors] == ["choice"]
    assert "может быть" not in str(refused.value)


@pytest.mark.parametrize("language", ["rus", "kaz"])
def test_cells_to_tick_take_a_cross_in_the_xml_too(language):
    blank = published(language)["проверочный лист" if language == "rus" else "тексеру парағы"]
    filled = answered(blank)
    marks = sum(one.kind == "mark" for one in blank.fields)
    assert marks >= 4
    rows = [line.split("\t")[-2:] for line in render(filled, "txt").decode().splitlines()]
    assert rows.count(["X", "X"]) == marks // 2
    source = render(filled, "xml")
    validate(source)
    root = parse(source)
    cells = [one.text for row in root.iter("{*}tr") for one in row.iter("{*}p") if one.text == "X"]
    assert len(cells) == marks


@pytest.mark.parametrize(
    ("text", "below", "found"),
    [
        ("Тип счета: текущий, карточный (нужное подчеркнуть)", "", [("Тип счета:", ("текущий", "карточный"))]),
        ("Пол: 1) мужской 2) женский (нужное обвести)", "", [("Пол:", ("мужской", "женский"))]),
        ("Заключение: годен/не годен", "(нужное подчеркнуть)", [("Заключение:", ("годен", "не годен"))]),
        ("Согласен(на)/не согласен(на)", "", [("", ("Согласен(на)", "не согласен(на)"))]),
        (
            "Судимость (да/нет), инвалидность (да/нет)",
            "",
            [("Судимость", ("да", "нет")), ("инвалидность", ("да", "нет"))],
        ),
        (
            "Ограничения: зрение (I, II степень), слух (I, II степень) (нужное отметить)",
            "",
            [("Ограничения: зрение", ("I", "II степень")), ("Ограничения: слух", ("I", "II степень"))],
        ),
        ("Шот түрі: ағымдағы, карт-шот (керегінің астын сызу)", "", [("Шот түрі:", ("ағымдағы", "карт-шот"))]),
        ("Закон «О государственных услугах» (2013)", "", []),
        ("Прилагаю: заявление, справку (копию)", "", []),
    ],
)
def test_what_there_is_to_choose_from(text, below, found):
    assert [(one.lead, one.options) for one in alternatives(text, below)] == found
    for one in alternatives(text, below):
        printed = text[one.start : one.end]
        for option in one.options:
            ticked = chosen(printed, one.options, option)
            assert ticked.replace("☒ ", "") == printed
            assert f"☒ {option}" in ticked
