"""Pages of the legal portal: the text of the act, nothing of the page, nothing lost in silence."""

import pytest

from legal.errors import SourceError
from legal.reading.html import read_html
from legal.reading.source import load

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Портал</title><style>p{color:red}</style>
<script>var a = "<p>нет</p>";</script></head><body>
<nav><ul><li><a href="/">Главная</a></li></ul></nav>
<div class="slogan"><h1>Об утверждении Правил<br>оказания услуг</h1><span>Утративший силу</span>
<p>Приказ Министра от 24 февраля 2022 года № 73.</p></div>
<div class="menu"><a href="#z1">Оглавление</a></div>
<div class="gs_12"><div class="text">
<p id="z1"><a name="z1"></a>&nbsp;&nbsp;&nbsp;1. Утвердить <a href="/rus/docs/1#z2">Правила</a> услуг.</p>
<p id="z2" class="j105">2. Площадь 10 м<sup>2</sup>, <span class="note">Сноска. Пункт 2 с изменением.</span></p>
<p class="note">Примечание ИЗПИ!<br>Порядок введения в действие см. п. 4.</p>
<p id="z3">1) первое;<br>2) второе.</p>
<p id="z4">22) <span class="note">исключен Законом РК от 29.09.2022 № 143-VII.</span></p>
<p id="z5" style="display:none">невидимое</p>
<h3>Глава 2. Порядок</h3>
<p id="z6">3. Срок<br>составляет десять дней.</p>
<p><span style="color: #ff0000">Пункт 4 предусмотрен в редакции приказа.</span></p>
<table border="0"><tr><td><i>Министр труда<br>Республики Казахстан</i></td><td><i>Т. Дуйсенова</i></td></tr></table>
<table style="border:0"><tr><td>&nbsp;</td><td>Приложение 1<br>к приказу<br>№ 73</td></tr></table>
<p id="z7">Ф.И.О. _______________<br>(при его наличии)<br>"___" _______ 20__ г.</p>
<table border="1"><thead><tr><td>№</td><td colspan="2">Имя</td></tr></thead>
<tr><td rowspan="2">1</td><td>А</td><td><p>Б;</p><p>В<br>г</p></td></tr><tr><td>Д</td><td></td></tr></table>
</div></div><footer>© 2012</footer></body></html>"""


def read(markup):
    return read_html(markup.encode())


def test_a_page_of_the_portal():
    reading = read(PAGE)
    assert [(b.kind, b.text) for b in reading.blocks] == [
        ("heading", "Об утверждении Правил оказания услуг"),
        ("text", "Утративший силу"),
        ("text", "Приказ Министра от 24 февраля 2022 года № 73."),
        ("text", "1. Утвердить Правила услуг."),
        ("text", "2. Площадь 10 м2,"),
        ("note", "Сноска. Пункт 2 с изменением."),
        ("note", "Примечание ИЗПИ! Порядок введения в действие см. п. 4."),
        ("text", "1) первое;"),
        ("text", "2) второе."),
        ("note", "22) исключен Законом РК от 29.09.2022 № 143-VII."),
        ("heading", "Глава 2. Порядок"),
        ("text", "3. Срок составляет десять дней."),
        ("note", "Пункт 4 предусмотрен в редакции приказа."),
        ("caption", "Министр труда"),
        ("caption", "Республики Казахстан"),
        ("caption", "Т. Дуйсенова"),
        ("caption", "Приложение 1"),
        ("caption", "к приказу"),
        ("caption", "№ 73"),
        ("lines", ""),
        ("table", ""),
    ]
    form, table = reading.blocks[-2:]
    assert [row[0].lines[0] for row in form.rows] == [
        "Ф.И.О. _______________",
        "(при его наличии)",
        '"___" _______ 20__ г.',
    ]
    assert [[(c.lines, c.colspan, c.rowspan, c.header) for c in row] for row in table.rows] == [
        [(("№",), 1, 1, True), (("Имя",), 2, 1, True)],
        [(("1",), 1, 2, False), (("А",), 1, 1, False), (("Б;", "В г"), 1, 1, False)],
        [(("Д",), 1, 1, False), ((), 1, 1, False)],
    ]
    assert reading.blocks[3].first == PAGE[: PAGE.index('id="z1"')].count("\n") + 1
    assert {f.code for f in reading.findings} == {"note-cut", "hidden-text"}


@pytest.mark.parametrize("depth", [260, 3000])
def test_a_page_nested_too_deep_is_refused(depth):
    with pytest.raises(SourceError, match="nested too deep"):
        read("<html><body>" + "<div>" * depth + "<p>1. А</p>" + "</div>" * depth + "<p>2. Б</p></body></html>")


RUSSIAN = "<p id='z1'>1. Настоящий приказ вводится в действие по истечении десяти календарных дней после дня.</p>"
KAZAKH = "<p id='z1'>1. Осы бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң енгізіледі.</p>"


def page(charset, body):
    return f"<html><head><meta http-equiv='Content-Type' content='text/html; charset={charset}'></head><body>{body}"


def test_the_bytes_decide_before_the_label():
    reading = read_html(page("windows-1251", KAZAKH).encode("utf-8"))
    assert "бұйрық алғашқы" in reading.blocks[0].text
    assert [(f.code, f.severity) for f in reading.findings] == [("encoding", "warning")]


def test_a_true_windows_1251_page_is_read():
    reading = read_html(page("windows-1251", RUSSIAN).encode("cp1251"))
    assert reading.blocks[0].text.startswith("1. Настоящий приказ")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (page("utf-8", RUSSIAN).encode("cp1251"), "says UTF-8 and is not"),
        (page("koi8-r", RUSSIAN).encode("cp1251"), "another table, of as many letters"),
        (page("windows-1251", KAZAKH).encode("kz1048"), "Kazakh letters that windows-1251 does not have"),
        (page("latin-1", RUSSIAN).encode("cp1251"), "no Cyrillic table"),
        (RUSSIAN.encode("cp1251"), "no label"),
        (RUSSIAN.encode("utf-16"), "UTF-16"),
        (RUSSIAN.encode() + b"\0", "a NUL"),
        (b"<html><body><nav>x</nav></body></html>", "no text"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data, why):
    with pytest.raises(SourceError) as refused:
        read_html(data)
    assert refused.value.remedy, why


def test_numbers_of_an_ordered_list_are_written_out():
    reading = read("<body><ol start=3><li>первый</li><li>второй</li></ol></body>")
    assert [b.text for b in reading.blocks] == ["3. первый", "4. второй"]
    assert {f.code for f in reading.findings} == {"number-computed"}


def test_a_page_inside_one_form_element_and_a_nested_table():
    reading = read(
        "<body><form><table border=1><tr><td>1</td><td>А<table border=1><tr><td>б</td><td>в</td></tr></table></td></tr>"
        "</table></form></body>"
    )
    assert [c.lines for c in reading.blocks[0].rows[0]] == [("1",), ("А", "б в")]
    assert "table-nested" in {f.code for f in reading.findings}


def test_a_ruled_table_of_two_short_rows_is_no_caption():
    reading = read(
        "<body><table border=0><tr><td>1</td><td>Имя</td></tr><tr><td>2</td><td>Год</td></tr></table></body>"
    )
    assert reading.blocks[0].kind == "table"


def test_a_raised_number_after_a_number_is_said():
    assert {f.code for f in read("<p id='z1'>статья 12<sup>1</sup> и 10 м<sup>2</sup></p>").findings} == {
        "raised-number"
    }


BODY = f"<html><body>{RUSSIAN}</body></html>"


@pytest.mark.parametrize(
    "page",
    [
        f"<!DOCTYPE html>{BODY}",
        f"<!-- saved from url=(0014)about:internet -->\n<!DOCTYPE html>\n{BODY}",
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">'
        + BODY,
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{BODY}',
        RUSSIAN,
    ],
)
def test_a_page_as_the_portal_or_a_browser_saves_it_is_read(page):
    assert load(page.encode(), "act.html")[1].blocks[0].text.startswith("1. Настоящий приказ")


@pytest.mark.parametrize(
    "page",
    [
        f'<!DOCTYPE html [<!ENTITY x "слово">]>{BODY}',
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>{BODY}',
        f'<!DOCTYPE act SYSTEM "act.dtd">{BODY}',
        f'<?xml version="1.0"?><act>{RUSSIAN}</act>',
        f"MIME-Version: 1.0\nContent-Type: multipart/related\n\n{BODY}",
    ],
)
def test_entities_other_documents_and_web_archives_are_refused(page):
    with pytest.raises(SourceError) as refused:
        load(page.encode(), "act.html")
    assert refused.value.remedy


RED = '<span style="color:#ff0000">{}</span>'


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        (
            RED.format("2) исключен приказом от 12.06.2023 ")
            + '<a href="/1">№ 201</a>'
            + RED.format(" (с 01.07.2023)."),
            [("note", "2) исключен приказом от 12.06.2023 № 201 (с 01.07.2023).")],
        ),
        (
            RED.format("Сноска. Пункт 2 - в редакции приказа от 12.06.2023 ") + '<a href="/1">№ 201</a>.',
            [("note", "Сноска. Пункт 2 - в редакции приказа от 12.06.2023 № 201.")],
        ),
        (
            "3. Срок " + RED.format("(с 2024 года)") + ' по <a href="/1">статье 5</a> ' + RED.format("(с 2025 года)"),
            [("text", "3. Срок по статье 5"), ("note", "(с 2024 года) (с 2025 года)")],
        ),
        (
            RED.format("Сноска. Утратил силу.") + "<br>3. Учет ведется.<br>" + RED.format("Сноска."),
            [("text", "3. Учет ведется."), ("note", "Сноска. Утратил силу. Сноска.")],
        ),
    ],
)
def test_a_link_inside_a_note_is_the_note_s(markup, texts):
    assert [(b.kind, b.text) for b in read(f"<p id='z1'>{markup}</p>").blocks] == texts


def test_a_small_table_that_does_not_say_how_it_is_drawn_stays_a_table():
    rows = "<tr><td>Показатель</td><td>Значение</td></tr><tr><td>Метан</td><td>0,5</td></tr>"
    (table,) = read_html(f"<table>{rows}</table>".encode()).blocks
    assert [[cell.lines for cell in row] for row in table.rows] == [
        [("Показатель",), ("Значение",)],
        [("Метан",), ("0,5",)],
    ]
    signature = "<tr><td>Министр энергетики</td><td>Б. Акчулаков</td></tr>"
    assert [b.kind for b in read_html(f"<table>{signature}</table>".encode()).blocks] == ["caption", "caption"]


def test_two_headings_in_one_element_are_two():
    page = "<h3 id='z1'> РАЗДЕЛ 1. ОБЩИЕ<br>ПОЛОЖЕНИЯ<br> Глава 1. Основные положения</h3><h3>Правила<br>учета</h3>"
    assert [b.text for b in read_html(page.encode()).blocks] == [
        "РАЗДЕЛ 1. ОБЩИЕ ПОЛОЖЕНИЯ", "Глава 1. Основные положения", "Правила учета",
    ]  # fmt: skip
