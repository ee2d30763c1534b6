"""Small things that whole acts taught, a test each."""

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from legal.reading import read
from legal.reading.card import is_registration, read_card
from legal.reading.divided import words_of
from legal.reading.docx import read_docx
from legal.reading.format_marks import is_note
from legal.reading.html import read_html
from legal.reading.markdown import read_markdown

NAME = "Приказ Министра финансов Республики Казахстан от 5 февраля 2024 года № 65."


@pytest.mark.parametrize(
    "line",
    [
        "Қазақстан Республикасының 2017 жылғы 25 желтоқсандағы № 120-VI ҚРЗ Кодексі.",
        "Қазақстан Республикасының 2015 жылғы 31 қазандағы № 377-V ҚРЗ Азаматтық процестік кодексі",
    ],
)
def test_a_code_that_names_its_form_last(line):
    assert is_registration(line)
    assert read_card("Т", line, [], "kaz").form == "code"


def test_a_title_about_a_code_is_no_registration_line():
    assert not is_registration("Қазақстан Республикасының 2015 жылғы № 375-V ҚРЗ кодексіне өзгерістер енгізу туралы")


def test_a_constitutional_law_has_no_author_of_that_name():
    line = "Қазақстан Республикасының Конституциялық заңы 1995 жылғы 28 қыркүйек N 2464"
    assert read_card("Т", line, [], "kaz").author == "Қазақстан Республикасының"


@pytest.mark.parametrize(
    ("left", "right", "joins"),
    [
        ("жүйе", "сінде", True),
        ("қолда", "нысқа", True),
        ("нәти", "желерге", True),
        ("әлеуметтік", "экономикалық", False),
        ("ҚР", "сының", None),
        ("оқу", "жаттығу", None),
    ],
)
def test_a_kazakh_word_divided_at_the_end_of_a_line(left, right, joins):
    words = words_of(["нәтижелілік және әлеуметтік-экономикалық даму;"], "kaz")
    assert words.joins(left, right) is joins


@pytest.mark.parametrize(
    "text",
    [
        "Статья 3 изложена в редакции Закона РК от 03.07.19 г. № 262-VI (введены в действие с 1 января 2020 г.)",
        "1-тармақ ҚР 12.07.22 ж. № 138-VII Заңымен өзгертілді (бұр.ред.қара)",
        "(с изменениями и дополнениями по состоянию на 01.07.2024 г.)",
    ],
)
def test_what_reference_systems_write_above_an_element_is_a_note(text):
    assert is_note(text)


@pytest.mark.parametrize(
    "text",
    [
        "2. В Закон внесены изменения в соответствии с настоящим Законом.",
        "Решение дополнено сведениями за период от 03.07.19 г. № 5.",
        'в пункте 3 слова "исключен Законом РК от 12.07.22 г. № 138-VII" исключить;',
    ],
)
def test_an_act_that_speaks_of_changes_is_text(text):
    assert not is_note(text)


@pytest.mark.parametrize(
    ("table", "kinds"),
    [
        ("| | |\n|---|---|\n| | Приложение 1 к приказу Министра финансов от 5 мая 2024 года № 5 |\n", ["caption"]),
        ("| *Министр финансов* | *Е. Жамаубаев* |\n|---|---|\n", ["caption", "caption"]),
        ("| № | Наименование |\n|---|---|\n", ["table"]),
        ("| | |\n|---|---|\n| Доходы | |\n", ["table"]),
        ("| Должность | Имя |\n|---|---|\n| Министр | Е. Жамаубаев |\n", ["table"]),
    ],
)
def test_a_pipe_table_that_sets_a_caption_is_none(table, kinds):
    assert [block.kind for block in read_markdown(f"# Т\n\n{table}").blocks[1:]] == kinds


def test_a_long_caption_in_a_table_without_rules_is_a_caption():
    caption = f"Приложение 1 к совместному приказу {'Министра финансов Республики Казахстан и ' * 4} от 5 мая 2024 года"
    page = f"<table style='border: none'><tr><td></td><td><p>{caption}</p></td></tr></table>"
    assert [block.kind for block in read_html(page.encode()).blocks] == ["caption"]


def test_the_place_of_a_seal_is_no_name_that_signs():
    page = "<table><tr><td>Тапсырды</td><td>Қабылдады</td></tr><tr><td>М.О.</td><td>М.О.</td></tr></table>"
    assert [block.kind for block in read_html(page.encode()).blocks] == ["table"]


def test_the_quote_that_closes_new_text_in_the_last_cell_is_no_cell(dumped):
    text = (
        f"О внесении изменений\n{NAME}\n1. Внести в приказ Министра финансов Республики Казахстан от 5 мая 2020 года "
        'N 3 следующие изменения:\nпункт 2 изложить в следующей редакции:\n"2. Форма:\n№\tДата\tФИО\n1.\t\t\n2.\t\t";\n'
        "пункт 3 исключить.\n2. Настоящий приказ вводится в действие с 1 марта 2024 года.\nМинистр Е. Жамаубаев\n"
    )
    act = read(text.encode(), "a.txt")
    lines = [line.strip() for line in dumped(act)]
    assert [line for line in lines if line.startswith("row")] == ["row № | Дата | ФИО", "row 1. |  |", "row 2. |  |"]
    assert 'alinea [quoted]: ";' in lines
    assert "alinea: пункт 3 исключить." in lines
    assert not [found for found in act.findings if found.code == "quote-unclosed"]


def test_figures_alone_are_said_to_be_cells():
    text = f"Об учете\n{NAME}\n1. Ставки:\nпшеница\n11,5\nрожь\n12\nовес\n13 000\n2. Приказ вводится в действие.\n"
    assert "table-ambiguous" in {found.code for found in read(text.encode(), "a.txt").findings}


def numbered_cells():
    document = docx.Document()
    part = document.part.numbering_part.element
    part.insert(0, parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="99"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
    ))  # fmt: skip
    part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="99"><w:abstractNumId w:val="99"/></w:num>'))
    table = document.add_table(3, 2)
    table.style = "Table Grid"
    table.cell(0, 0).text, table.cell(0, 1).text = "№", "Наименование"
    places = [row.cells[0].paragraphs[0] for row in table.rows[1:]] + [document.add_paragraph()]
    for paragraph in places:
        properties = paragraph._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="99"/></w:numPr>'))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_row_that_the_word_processor_numbers_has_its_number():
    reading = read_docx(numbered_cells())
    (table,) = [block for block in reading.blocks if block.kind == "table"]
    assert [row[0].lines for row in table.rows] == [("№",), ("1",), ("2",)]
    left_out = [found for found in reading.findings if "left out" in found.message]
    assert [(found.code, found.severity) for found in left_out] == [("number-computed", "warning")]


def test_an_approval_may_quote_the_title_of_the_act(dumped):
    text = (
        "Об утверждении Правил учета\nПриказ Министра финансов Республики Казахстан от 5 мая 2003 года N 223.\n"
        "1. Утвердить прилагаемые Правила.\n2. Приказ вводится в действие с 1 июня 2003 года.\nМинистр\n"
        'Утверждены приказом\nМинистра финансов\nот 5 мая 2003 года N 223\n"Об утверждении\nПравил учета"\n'
        "Правила учета\nГлава 1. Общие положения\n1. Учет ведут органы.\n"
    )
    (annex,) = read(text.encode(), "a.txt").annexes
    assert annex.caption.endswith('N 223 "Об утверждении Правил учета"')
    assert annex.body.heading == "Правила учета"
