"""PDF by positions: links in place, paragraphs over pages, furniture out, ruled tables with their cells."""

import io
import sys
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
import weasyprint

from legal.errors import SourceError
from legal.reading.pdf import read_pdf

LAW = (Path(__file__).parent / "format_data" / "law-18371-rus.txt").read_text("utf-8").splitlines()
RULED = "table{border-collapse:collapse;table-layout:fixed;width:100%}td,th{border:1px solid;padding:2pt}"
PAGE = "@page{size:A4;margin:20mm 15mm 20mm 25mm;%s}body{font:14pt Tinos}p{margin:0;text-indent:1.25cm;%s}"


def pdf(body, margins="", paragraph="text-align:justify"):
    style = PAGE % (margins, paragraph) + RULED
    return weasyprint.HTML(string=f"<html><style>{style}</style><body>{body}</body></html>").write_pdf()


def texts(reading):
    return [block.text for block in reading.blocks]


def codes(reading):
    return {f.code for f in reading.findings}


def paragraphs(lines):
    return "".join(f"<p>{line}</p>" for line in lines)


def test_links_drawn_last_stand_in_their_place():
    # Positioned elements are painted after the text around them, as many writers do with links.
    text = 'подпунктом 2) <a href="https://x.kz" style="position:relative">статьи 8</a> Закона, '
    reading = read_pdf(pdf(f"<p>1. В соответствии с {text * 6}приказываю.</p>"))
    assert texts(reading) == ["1. В соответствии с " + "подпунктом 2) статьи 8 Закона, " * 6 + "приказываю."]


@pytest.mark.parametrize("paragraph", ["text-align:justify", "text-align:left", "text-indent:0;margin-bottom:6pt"])
def test_paragraphs_in_the_usual_settings(paragraph):
    assert texts(read_pdf(pdf(paragraphs(LAW[1:]), paragraph=paragraph))) == LAW[1:]


def test_paragraphs_over_pages_and_running_lines():
    margins = "@top-right{content:'Приказ № 300, лист ' counter(page)}@bottom-center{content:counter(page)}"
    body = [f"{n}. {max(LAW, key=len)}" for n in range(1, 20)]
    reading = read_pdf(pdf(paragraphs(body), margins))
    assert texts(reading) == body
    assert {"page-furniture", "page-break"} <= codes(reading)
    assert [b.first for b in reading.blocks] == sorted(b.first for b in reading.blocks)


def test_no_character_is_lost_but_the_page_numbers():
    body = paragraphs(LAW) + "<table><tr><th>№</th><th>Имя</th></tr><tr><td>1</td><td>Текст ячейки</td></tr></table>"
    reading = read_pdf(pdf(body))
    words = "".join(b.text + "".join(x for row in b.rows for c in row for x in c.lines) for b in reading.blocks)
    expected = Counter("".join(LAW) + "№Имя1Текстячейки")
    del expected[" "]
    assert Counter(words.replace(" ", "")) == expected


def test_without_indent_or_space_a_doubt_is_said():
    lines = [
        f"Абзац {n} занимает ровно столько места, сколько нужно для полной строки этой страницы." for n in range(9)
    ]
    reading = read_pdf(pdf(paragraphs(lines), paragraph="text-indent:0;text-align:left;width:150mm"))
    assert texts(reading) == lines or "paragraph-unclear" in codes(reading)


def cells(block):
    return [[(c.lines, c.colspan, c.rowspan) for c in row] for row in block.rows]


def test_ruled_table_with_merged_cells_and_lines():
    body = (
        "<p>До таблицы.</p><table><tr><td rowspan=2>1</td><td colspan=2>Способы предоставления государственной услуги, "
        "описанные длинно</td></tr><tr><td>1) портал;<br>2) отделение.</td><td></td></tr></table><p>После таблицы.</p>"
    )
    before, table, after = read_pdf(pdf(body)).blocks
    assert (before.text, table.kind, after.text) == ("До таблицы.", "table", "После таблицы.")
    assert cells(table) == [
        [(("1",), 1, 2), (("Способы предоставления государственной услуги, описанные длинно",), 2, 1)],
        [(("1) портал;", "2) отделение."), 1, 1), ((), 1, 1)],
    ]
    assert before.last < table.first <= table.last < after.first


def test_a_table_over_pages_is_one_and_its_heading_stands_once():
    rows = "".join(f"<tr><td>{n}</td><td>Запись номер {n}</td></tr>" for n in range(1, 61))
    head = "<thead><tr><th>№</th><th>Содержание</th></tr></thead>"
    reading = read_pdf(pdf(f"<table>{head}{rows}</table>", "@bottom-center{content:counter(page)}"))
    (table,) = reading.blocks
    assert [row[0].lines[0] for row in table.rows] == ["№", *map(str, range(1, 61))]
    assert "table-headless" in codes(reading)


def test_a_row_torn_by_a_page_is_put_together():
    long = "слово " * 700 + "конец."
    reading = read_pdf(pdf(f"<table><tr><td>1</td><td>{long}</td></tr><tr><td>2</td><td>да</td></tr></table>"))
    (table,) = reading.blocks
    assert cells(table) == [[(("1",), 1, 1), ((long,), 1, 1)], [(("2",), 1, 1), (("да",), 1, 1)]]
    assert "table-rebuilt" in codes(reading)


def test_caption_heading_form_and_signature():
    body = (
        "<p style='margin-left:60%;text-indent:0;text-align:left'>Приложение 1<br>к Правилам</p>"
        "<h3 style='text-align:center'>АКТ ОКАЗАННЫХ УСЛУГ</h3>"
        "<p>Услугодатель ______________________<br>(наименование)</p>"
        "<p>Настоящий акт составлен о том, что услуги оказаны в полном объеме и в срок, без претензий сторон.</p>"
        "<div style='display:flex;justify-content:space-between'><span>Министр труда</span>"
        "<span>Т. Дуйсенова</span></div>"
    )
    blocks = read_pdf(pdf(body)).blocks
    assert [b.kind for b in blocks] == ["caption", "caption", "heading", "lines", "text", "caption", "caption"]
    assert [b.text for b in blocks if b.kind in ("caption", "heading")] == [
        "Приложение 1", "к Правилам", "АКТ ОКАЗАННЫХ УСЛУГ", "Министр труда", "Т. Дуйсенова",
    ]  # fmt: skip


def locked(data):
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(buffer, encryption=pikepdf.Encryption(owner="a", user="b"))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("build", "says"),
    [
        (lambda: pdf("<div></div>"), "no text layer"),
        (lambda: locked(pdf("<p>Текст</p>")), "encrypted"),
        (lambda: b"%PDF-1.7 broken", "cannot be opened"),
    ],
    ids=["scan", "password", "broken"],
)
def test_a_document_that_cannot_be_read_is_refused(build, says):
    with pytest.raises(SourceError, match=says) as refused:
        read_pdf(build())
    assert refused.value.remedy


def test_the_missing_library_is_named_with_its_remedy(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(SourceError, match="pypdfium2") as refused:
        read_pdf(b"%PDF-")
    assert "pip install" in refused.value.remedy


def test_a_page_that_is_a_picture_is_flagged():
    pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    dot = f"data:image/png;base64,{pixel}"
    image = f"<img src='{dot}' style='position:absolute;left:0;top:0;width:165mm;height:250mm'>"
    reading = read_pdf(pdf(f"{image}<p>Распознанный текст.</p>"))
    assert [(f.code, f.severity) for f in reading.findings] == [("picture", "warning")]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_reads_the_same(angle):
    body = paragraphs(LAW[1:4]) + "<table><tr><td>1</td><td>А</td></tr><tr><td>2</td><td>Б</td></tr></table>"
    straight = read_pdf(pdf(body))
    assert straight.blocks[-1].kind == "table"
    # The content is turned one way and the page the other, as a scanner's program or a wide table leaves it.
    assert read_pdf(counter_turned(pdf(body), angle)).blocks == straight.blocks


def counter_turned(data, angle):
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        for page in document.pages:
            width, height = float(page.mediabox[2]), float(page.mediabox[3])
            matrix = {
                90: f"0 1 -1 0 {height} 0 cm",
                180: f"-1 0 0 -1 {width} {height} cm",
                270: f"0 -1 1 0 0 {width} cm",
            }[angle]
            page.contents_coalesce()
            page.Contents = document.make_stream(f"q {matrix}\n".encode() + page.Contents.read_bytes() + b"\nQ")
            if angle != 180:
                page.mediabox = [0, 0, height, width]
            page.rotate(angle, relative=False)
        document.save(buffer)
    return buffer.getvalue()


OWN_PAGE = "style='margin-left:55%;text-indent:0;text-align:left;break-before:page'"


def test_labels_of_annexes_on_pages_of_their_own_are_no_running_headers():
    annexes = "".join(
        f"<p {OWN_PAGE}>Приложение {n}</p><p style='margin-left:55%;text-indent:0'>к Правилам</p><p>Текст {n}.</p>"
        for n in range(1, 5)
    )
    reading = read_pdf(pdf(f"<p>Начало текста.</p>{annexes}"))
    assert [b.text for b in reading.blocks if b.text.startswith("Приложение")] == [
        f"Приложение {n}" for n in range(1, 5)
    ]
    assert sum(b.text == "к Правилам" for b in reading.blocks) == 4
    assert "page-furniture" not in codes(reading)


def test_lines_that_repeat_at_the_same_height_inside_the_text_are_text():
    long = "Услугодатель осуществляет регистрацию документов и рассматривает обращения в установленном порядке и срок."
    lines = [f"{n}. {long}" for n in range(1, 60)]
    reading = read_pdf(pdf(paragraphs(lines), "@bottom-center{content:counter(page)}"))
    assert texts(reading) == lines


def test_what_a_browser_prints_around_one_page():
    page = (
        "@top-left{content:'21.11.2025, 10:30'} @top-right{content:'Об утверждении - ИПС'}"
        "@bottom-left{content:'https://adilet.zan.kz/rus/docs/V2200026717'} @bottom-right{content:'1/1'}"
    )
    reading = read_pdf(pdf("<p>Единственный абзац.</p>", page))
    assert texts(reading) == ["Единственный абзац."]
    assert "page-furniture" in codes(reading)


def test_words_divided_at_the_end_of_a_line_are_whole_in_paragraphs_and_cells():
    # Spaces are as wide as they are, so that the lines end in the middle of words.
    words = "государ&shy;ствен&shy;ного социально-эконо&shy;ми&shy;ческого удо&shy;сто&shy;вере&shy;ния "
    body = f"<p>{words * 12}</p><table><tr><td style='width:60mm'>{words * 3}</td><td>да</td></tr></table>"
    reading = read_pdf(pdf(body, paragraph="text-align:left"))
    whole = "государственного социально-экономического удостоверения"
    assert [found.severity for found in reading.findings if found.code == "divided-word"][:1] == ["info"]
    assert reading.blocks[0].text == " ".join([whole] * 12)
    assert cells(reading.blocks[1])[0][0][0] == (" ".join([whole] * 3),)


def test_a_justified_line_of_few_words_is_no_row_of_columns():
    words = "государственного социально-экономического удостоверения "
    assert texts(read_pdf(pdf(f"<p>{words * 12}</p>"))) == [(words * 12).strip()]


def test_a_row_without_its_first_cell_may_be_one_of_its_own():
    rows = "".join(
        f"<tr><td>{n if n % 3 == 0 else ''}</td><td>{'' if n % 3 == 0 else n}</td><td>Вид поступлений {n}</td></tr>"
        for n in range(3, 90)
    )
    (table,) = read_pdf(pdf(f"<table>{rows}</table>")).blocks
    assert [row[2].lines[0] for row in table.rows] == [f"Вид поступлений {n}" for n in range(3, 90)]


def test_a_raised_number_after_a_number_on_a_page_is_said():
    reading = read_pdf(pdf("<p>Статья 12<sup style='font-size:8pt'>1</sup> и м<sup style='font-size:8pt'>3</sup>.</p>"))
    assert [b.text for b in reading.blocks] == ["Статья 12¹ и м3."]
    assert "raised-number" in codes(reading)


def test_words_that_a_line_crosses_out_are_said():
    struck = "<p>Срок <s>десять рабочих</s> <u>пять</u> дней.</p>"
    table = "<table><tr><td>Вид</td><td><s>прежнее</s> новое</td></tr></table>"
    reading = read_pdf(pdf(struck + table))
    (found,) = [f.message for f in reading.findings if f.code == "struck-words"]
    assert found.endswith("text: 'десять рабочих', 'прежнее'")


def test_a_line_under_words_and_the_rules_of_tables_cross_nothing_out():
    rows = "".join(f"<tr><td>{n}</td><td>Вид {n}</td></tr>" for n in range(20))
    reading = read_pdf(pdf(f"<p><u>Подчеркнутые слова</u> и далее.</p><table style='line-height:0.9'>{rows}</table>"))
    assert "struck-words" not in codes(reading)
