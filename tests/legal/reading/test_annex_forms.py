"""Annexes that are forms or prose, from lines and from blocks."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legal.reading.annexes import read_annex, read_annex_blocks, rows_from_tabs
from legal.reading.blocks import Block, Line, TableCell
from legal.reading.table_chunks import chunks
from legal.reading.table_headers import heading_rows, split_cells
from legal.records import Node

HEAD = "Приложение 4\nк Правилам оказания\nуслуг\n\n"


def numbered(text: str) -> list[Line]:
    return [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]


def read(text: str, language="rus") -> tuple[Node, list[str]]:
    annex, findings = read_annex(numbered(text), language)
    return annex.body, [finding.code for finding in findings]


def texts(node: Node) -> list[str]:
    return [child.text for child in node.children]


def words(node: Node) -> str:
    own = node.text + node.heading + ("" if node.kind == "row" else node.label)
    return own + "".join(words(child) for child in node.children)


def test_a_caption_of_rules_stays_in_the_body():
    annex, _ = read_annex(numbered(HEAD + "Справка\n\nВыдана ____"), "rus")
    assert (annex.caption, annex.restated) == ("", False)
    assert annex.body.children[0].text == "к Правилам оказания услуг"


def test_lines_of_a_form_stay_lines():
    body, _ = read(
        HEAD + "Заявление\n\nПрошу выдать _________\n(наименование документа)\n"
        "Приложение: документы, подтверждающие право \nна льготы, на ____ листах\nДата ______ Подпись ______"
    )
    assert body.heading == "Заявление"
    assert texts(body)[1:] == [
        "Прошу выдать _________",
        "(наименование документа)",
        "Приложение: документы, подтверждающие право на льготы, на ____ листах",
        "Дата ______ Подпись ______",
    ]


def test_signatures_in_both_languages_stand_side_by_side():
    russian, _ = read(HEAD + "Акт\n\nИсполнитель Заказчик\n__________ __________\n(подпись) (подпись)\n\nМ.П. М.П.")
    columns = next(node for node in russian.children if node.role == "column")
    assert [texts(cell) for cell in columns.children[0].children] == [
        ["Исполнитель", "__________", "(подпись)", "М.П."],
        ["Заказчик", "__________", "(подпись)", "М.П."],
    ]
    kazakh, _ = read("2-қосымша\n\nАкті\n\nТапсырды Қабылдады\n\n________\nқолы\n\n________\nқолы", "kaz")
    columns = next(node for node in kazakh.children if node.role == "column")
    assert [texts(cell) for cell in columns.children[0].children] == [
        ["Тапсырды", "________", "қолы"],
        ["Қабылдады", "________", "қолы"],
    ]


@pytest.mark.parametrize(
    ("text", "incomplete", "why"),
    [
        ("Журнал регистрации заявлений\n\nНачат ____\n________", True, "a journal without columns"),
        ("Журнал регистрации заявлений\n\n№ п/п Дата Наименование\n\nПримечание", False, "a journal with columns"),
        ("Заявление\n\nПрошу выдать ____ справку.\n______________", True, "a rule and nothing under it"),
        ("Заявление\n\nПрошу выдать ____ справку.\n______________\n(подпись)", False, "a rule with its caption"),
        ("Выписка из реестра\n\nВыдана ____ о том, что.\n______________\n(подпись)", False, "written out of a journal"),
        ("Справка", True, "a title alone"),
    ],
)
def test_what_breaks_off_is_said(text, incomplete, why):
    _, codes = read(HEAD + text)
    assert ("annex-incomplete" in codes) is incomplete, why


def test_prose_becomes_paragraphs():
    body, _ = read(
        HEAD + "Методика расчета\n\n      1. Расчет производится \nежегодно:\n      1) по области;\n"
        "      2) по городу.\n      2. Итоги публикуются."
    )
    assert body.heading == "Методика расчета"
    first, second = body.children[1:]
    assert (first.kind, first.num, second.num) == ("paragraph", "1", "2")
    assert first.children[0].children[0].text == "Расчет производится ежегодно:"


def test_a_table_with_heading_and_numbered_columns():
    body, codes = read(
        HEAD + "Перечень\n\n№ п/п Наименование \nдокумента\n\nСрок\n\n1 2 3\n\n1\n\nЗаявление\n\n1 день\n\n2\n\n"
        "Справка\n\n2 дня\n\n      Примечание: срок исчисляется в днях."
    )
    table = next(node for node in body.children if node.kind == "table")
    assert [[texts(cell) for cell in row.children] for row in table.children] == [
        [["№ п/п"], ["Наименование документа"], ["Срок"]],
        [["1"], ["2"], ["3"]],
        [["1"], ["Заявление"], ["1 день"]],
        [["2"], ["Справка"], ["2 дня"]],
    ]
    assert [row.role for row in table.children] == ["header", "header", "", ""]
    assert "table-ambiguous" not in codes
    assert "Примечание: срок исчисляется в днях." in words(body.children[-1])


KAZAKH = "\n".join(
    [
        "1-қосымша",
        "Әлеуметтік қызметтерді",
        "ұсыну қағидаларына",
        "3-қосымша",
        "",
        "Мемлекеттік қызмет көрсетуге қойылатын негізгі талаптардың тізбесі",
        "",
        "1 Көрсетілетін қызметті ",
        "берушінің атауы",
        "",
        "Жергілікті атқарушы органдар",
        "",
        "2 Мемлекеттік қызметті ұсыну ",
        "тәсілдері",
        "",
        "1) Мемлекеттік корпорация;",
        "2) портал ",
        "",
        "",
        "",
        "3",
        "Мемлекеттік қызметті көрсету ",
        "мерзімі",
        "",
        "арқылы.",
        "",
        "Тіркелген күннен бастап ",
        "",
        "",
        "",
        "Мемлекеттік қызметті көрсету ",
        "нысаны",
        "",
        "5 (бес) жұмыс күні.",
    ]
)


def test_a_kazakh_standard_with_a_number_lost():
    body, codes = read(KAZAKH, "kaz")
    assert body.num == "3"
    table = next(node for node in body.children if node.kind == "table")
    assert [row.num for row in table.children] == ["1", "2", "3", "4"]
    assert "table-row-number-missing" in codes
    assert texts(table.children[3].children[1]) == ["Мемлекеттік қызметті көрсету нысаны"]


HEADINGS = [
    ("№ п/п Дата Количество часов", "rus", ["№ п/п", "Дата", "Количество часов"]),
    ("Перечень объектов, посещенных инвалидом", "rus", ["Перечень объектов, посещенных инвалидом"]),
    ("количество часов цена за единицу (тенге)", "rus", ["количество часов", "цена за единицу (тенге)"]),
    ("№ Ф.И.О. Адрес Телефон", "rus", ["№", "Ф.И.О.", "Адрес", "Телефон"]),
    ("Дата и номер приказа", "rus", ["Дата и номер приказа"]),
    ("р/с № Күні Сағат саны Көрсету тәсілі", "kaz", ["р/с №", "Күні", "Сағат саны", "Көрсету тәсілі"]),
]


@pytest.mark.parametrize(("text", "language", "cells"), HEADINGS, ids=[h[0] for h in HEADINGS])
def test_heading_cells(text, language, cells):
    assert split_cells(text, language)[0] == cells


def test_a_capital_that_may_begin_a_column_is_said():
    _, _, findings = heading_rows(chunks(numbered("№ п/п Услуга Количество")), "rus")
    assert [finding.code for finding in findings] == []
    _, _, findings = heading_rows(chunks(numbered("№ п/п Наименование Услугополучатель")), "rus")
    assert [finding.code for finding in findings] == ["table-ambiguous"]


def test_tabbed_rows():
    table, findings = rows_from_tabs(
        numbered('1\tНаименование\tОрганы\n2\tСпособы\t1) отдел; 2) портал <a href="http://egov.kz">egov.kz</a>.')
    )
    assert [(row.num, [texts(cell) for cell in row.children]) for row in table.children] == [
        ("1", [["1"], ["Наименование"], ["Органы"]]),
        ("2", [["2"], ["Способы"], ["1) отдел;", "2) портал egov.kz."]]),
    ]
    assert Counter(finding.code for finding in findings) == {"html-in-text": 1, "table-rebuilt": 1}


def test_tabbed_rows_of_different_width_are_said():
    _, findings = rows_from_tabs(numbered("1\tА\tБ\n2\tВ"))
    assert [finding.code for finding in findings] == ["table-ambiguous"]


def lines(*entries: str) -> Block:
    return Block("lines", "", 10, 9 + len(entries), rows=tuple((TableCell((entry,)),) for entry in entries))


def test_a_form_from_blocks():
    """The form of order 697 of 2024: a fenced block, headings, items, a signature."""
    blocks = [
        Block("caption", "Приложение 1", 1, 1),
        Block("caption", "к Правилам осуществления", 2, 2),
        Block("caption", "упрощенного производства", 3, 3),
        Block("heading", "ПОСТАНОВЛЕНИЕ о возбуждении упрощенного производства", 5, 5, level=2),
        lines(
            "«____» ________ 20__ года" + " " * 55 + "___________________________",
            " " * 101 + "(наименование области, города)",
            "___________________________________________, рассмотрев  _____________________",
            "(Наименование территориального органа)",
            "(указывается наименование исполнительного документа, номер и дата исполнительного",
            "документа) о",
        ),
        Block("heading", "ПОСТАНОВИЛ:", 20, 20, level=2),
        Block("text", "1. Возбудить упрощенное производство.", 22, 22),
        lines("Руководитель/заместитель руководителя", "территориального органа\t_________"),
    ]
    annex, findings = read_annex_blocks(blocks, "rus")
    body = annex.body
    assert (body.num, body.heading) == ("1", "ПОСТАНОВЛЕНИЕ о возбуждении упрощенного производства")
    assert body.children[0].text == "к Правилам осуществления упрощенного производства"
    columns = body.children[1]
    assert [texts(cell) for cell in columns.children[0].children] == [
        ["«____» ________ 20__ года"],
        ["___________________________", "(наименование области, города)"],
    ]
    assert [(node.kind, node.text) for node in body.children[2:]] == [
        ("alinea", "___________________________________________, рассмотрев _____________________"),
        ("alinea", "(Наименование территориального органа)"),
        ("alinea", "(указывается наименование исполнительного документа, номер и дата исполнительного документа) о"),
        ("heading", "ПОСТАНОВИЛ:"),
        ("alinea", "1. Возбудить упрощенное производство."),
        ("alinea", "Руководитель/заместитель руководителя"),
        ("alinea", "территориального органа _________"),
    ]
    assert findings == ()


def test_an_annex_needs_lines():
    with pytest.raises(ValueError, match="lines"):
        read_annex([Line(1, ""), Line(2, " ")], "rus")
    with pytest.raises(ValueError, match="blocks"):
        read_annex_blocks([], "rus")


def test_heading_rows_of_a_source_table():
    def row(*texts, rowspans=None):
        spans = rowspans or [1] * len(texts)
        return tuple(TableCell((text,), rowspan=span) for text, span in zip(texts, spans, strict=True))

    table = Block("table", "", 5, 9, rows=(row("№", "Дата", "Итого"), row("1", "2", "3"), row("", "", "")))
    blocks = [Block("caption", "Приложение 2 к Правилам учета", 1, 1), Block("heading", "Журнал учета", 3, 3), table]
    annex, findings = read_annex_blocks(blocks, "rus")
    made = next(node for part in annex.body.children for node in (part, *part.children) if node.kind == "table")
    assert [made.role for made in made.children] == ["header", "header", ""]
    assert findings == ()


LETTERS = 'абвГД 12.,;:()_/"№-'
SHEETS = st.lists(
    st.one_of(
        st.text(alphabet=LETTERS, max_size=30), st.sampled_from(["", "", "1", "2", "№ п/п Дата", "      Абзац."])
    ),
    max_size=25,
)


@settings(max_examples=400, deadline=None)
@given(SHEETS)
def test_any_annex_keeps_its_characters(entries):
    text = "\n".join(["Приложение 1", "к Правилам", "", *entries])
    annex, _ = read_annex(numbered(text), "rus")
    assert Counter(
        "".join((annex.label if annex.restated else "") + annex.caption + words(annex.body)).replace(" ", "")
    ) == (Counter("".join(text.split())))
