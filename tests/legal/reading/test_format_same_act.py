"""The same act in Markdown, HTML, DOCX and PDF gives the same blocks of text."""

import html
import io
from pathlib import Path

import docx
import pytest
import weasyprint

from legal.reading.docx import read_docx
from legal.reading.html import read_html
from legal.reading.markdown import read_markdown
from legal.reading.pdf import read_pdf

DATA = Path(__file__).parent / "format_data"
ACTS = {name: (DATA / f"law-18371-{name}.txt").read_text("utf-8").splitlines() for name in ("rus", "kaz")}

# Title, body, signature, annex caption, form, table: what ministry orders are made of.
ORDER = {
    "title": 'О внесении изменений в приказ от 24 февраля 2022 года № 73 "Об утверждении Правил"',
    "body": [
        "В соответствии с пунктом 5 статьи 10-1 Закона ПРИКАЗЫВАЮ:",
        '1. Внести в приказ от 24 февраля 2022 года № 73 "Об утверждении Правил портала" следующие изменения:',
        "пункт 3 изложить в следующей редакции:",
        '"3. Площадь комнаты - 10 м2 на человека, в соответствии с подпунктом 2) статьи 8 Закона.";',
        "1) первое условие;",
        "2) второе условие, при котором заявление подается в течение десяти рабочих дней со дня регистрации.",
        "2. Настоящий приказ вводится в действие по истечении десяти календарных дней.",
    ],
    "signature": ["Министр труда", "и социальной защиты населения", "Т. Дуйсенова"],
    "caption": ["Приложение 1", "к приказу Министра", "от 22 сентября 2022 года № 379"],
    "heading": "Акт оказанных услуг",
    "form": ["Услугодатель ______________________", "(наименование)", "«____» ____________ 20__ года"],
    "table": [
        [("№", 1, 1), ("Наименование", 2, 1)],
        [("1", 1, 2), ("Сопровождение лица с инвалидностью", 1, 1), ("22 часа", 1, 1)],
        [("Помощь дома", 1, 1), ("10 часов", 1, 1)],
    ],
}


def plain(reading):
    """Texts of the blocks in order; the rows of forms and tables as tuples of cells."""
    made = []
    for block in reading.blocks:
        if block.kind == "lines":
            made.append(tuple(" ".join(cell.lines[0].split()) for row in block.rows for cell in row))
        elif block.kind == "table":
            made.append([[(" ".join(c.lines), c.colspan, c.rowspan) for c in row] for row in block.rows])
        else:
            made.append(block.text)
    return made


EXPECTED_ORDER = [
    ORDER["title"],
    *ORDER["body"],
    *ORDER["signature"],
    *ORDER["caption"],
    ORDER["heading"],
    tuple(ORDER["form"]),
    ORDER["table"],
]


def table_html(rows):
    cells = "".join(
        "<tr>" + "".join(f'<td colspan="{c}" rowspan="{r}">{html.escape(t)}</td>' for t, c, r in row) + "</tr>"
        for row in rows
    )
    return f'<table border="1" class="ruled">{cells}</table>'


def as_markdown(title, body):
    return "\n\n".join([f"# {title}", *body]) + "\n"


def as_html(title, body):
    paragraphs = "\n".join(f'<p id="z{n}">      {html.escape(text)}</p>' for n, text in enumerate(body))
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>x</title></head><body><nav>Меню</nav>"
        f"<article><h1>{html.escape(title)}</h1>\n{paragraphs}</article><footer>©</footer></body></html>"
    ).encode()


def as_docx(title, body):
    document = docx.Document()
    document.add_heading(title, 1)
    for text in body:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


STYLE = """@page { size: A4; margin: 20mm 15mm 20mm 25mm; @bottom-center { content: counter(page) } }
body { font: 14pt Tinos; margin: 0 } p { margin: 0 0 4pt; text-indent: 1.25cm; text-align: justify }
h1 { font-size: 14pt; text-align: center }
a { color: blue; position: relative } .aside { margin-left: 60%; text-indent: 0; text-align: left }
.ruled { border-collapse: collapse; table-layout: fixed; width: 100% } .ruled td { border: 1px solid; padding: 2pt }
.line { text-indent: 0; margin: 0 } .side { width: 100% }"""


def as_pdf(title, body):
    paragraphs = "".join(f"<p>{html.escape(text)}</p>" for text in body)
    # A link is drawn after the rest of its page: `position: relative` paints it last.
    paragraphs = paragraphs.replace("статьи", '<a href="https://example.kz/1">статьи</a>')
    page = f"<html><head><style>{STYLE}</style></head><body><h1>{html.escape(title)}</h1>{paragraphs}</body></html>"
    return weasyprint.HTML(string=page).write_pdf()


@pytest.mark.parametrize("language", ["rus", "kaz"])
def test_one_law_in_four_formats(language):
    title, *body = ACTS[language]
    readings = {
        "md": read_markdown(as_markdown(title, body)),
        "html": read_html(as_html(title, body)),
        "docx": read_docx(as_docx(title, body)),
        "pdf": read_pdf(as_pdf(title, body)),
    }
    for name, reading in readings.items():
        assert plain(reading) == [title, *body], name
        assert reading.blocks[0].kind == "heading", name
        assert not [f for f in reading.findings if f.severity == "error"], name


def order_markdown():
    o = ORDER
    signature = "*Министр труда  \nи социальной защиты населения*\n\n*Т. Дуйсенова*"
    caption = "  \n".join(f"> *{line}*" for line in o["caption"])
    form = "```\n" + "\n".join(o["form"]) + "\n```"
    body = [text.replace("статьи 8", "[статьи 8](https://example.kz/8)") for text in o["body"]]
    pieces = [f"# {o['title']}", *body, signature, caption, f"## {o['heading']}", form, table_html(o["table"])]
    return "\n\n".join(pieces)


def order_html():
    o = ORDER
    body = "".join(f'<p id="z{n}"><a name="z{n}"></a>      {text}</p>' for n, text in enumerate(o["body"]))
    body = body.replace("м2", "м<sup>2</sup>").replace("статьи 8", '<a href="/rus/docs/1#z8">статьи 8</a>')
    signature = (
        '<table border="0"><tr><td><p><i>Министр труда<br>и социальной защиты населения</i></p></td>'
        "<td><p><i>Т.&nbsp;Дуйсенова</i></p></td></tr></table>"
    )
    caption = f'<table border="0"><tr><td width="600">&nbsp;</td><td>{"<br>".join(o["caption"])}</td></tr></table>'
    form = f'<p id="z90">{"<br>".join(o["form"])}</p>'
    text = f"<article><h1>{o['title']}</h1>{body}{signature}{caption}<h3>{o['heading']}</h3>{form}"
    return f"<html><body>{text}{table_html(o['table'])}</article></body></html>".encode()


def order_docx():
    o = ORDER
    document = docx.Document()
    document.add_heading(o["title"], 1)
    for text in o["body"]:
        document.add_paragraph(text)
    side = document.add_table(1, 2)
    side.cell(0, 0).text = "Министр труда\nи социальной защиты населения"
    side.cell(0, 1).text = "Т. Дуйсенова"
    side = document.add_table(1, 2)
    side.cell(0, 1).text = "\n".join(o["caption"])
    document.add_heading(o["heading"], 2)
    document.add_paragraph("\n".join(o["form"]))
    table = document.add_table(3, 3)
    table.style = "Table Grid"
    table.cell(0, 0).text = "№"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Наименование"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "1"
    for at, text in enumerate(["Сопровождение лица с инвалидностью", "22 часа"], 1):
        table.cell(1, at).text = text
    for at, text in enumerate(["Помощь дома", "10 часов"], 1):
        table.cell(2, at).text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def order_pdf():
    o = ORDER
    body = "".join(f"<p>{text}</p>" for text in o["body"]).replace("м2", "м<sup>2</sup>")
    signature = (
        '<table class="side"><tr><td>Министр труда<br>и социальной защиты населения</td>'
        "<td>Т. Дуйсенова</td></tr></table>"
    )
    caption = "".join(f'<p class="aside">{line}</p>' for line in o["caption"])
    form = "".join(f'<p class="line">{line}</p>' for line in o["form"])
    page = (
        f"<html><head><style>{STYLE}</style></head><body><h1>{o['title']}</h1>{body}{signature}"
        f'<div style="break-before: page"></div>{caption}<h1>{o["heading"]}</h1>{form}{table_html(o["table"])}'
        "</body></html>"
    )
    return weasyprint.HTML(string=page).write_pdf()


@pytest.mark.parametrize(
    ("read", "build"),
    [(read_markdown, order_markdown), (read_html, order_html), (read_docx, order_docx), (read_pdf, order_pdf)],
    ids=["md", "html", "docx", "pdf"],
)
def test_one_order_with_form_and_table(read, build):
    reading = read(build())
    assert plain(reading) == EXPECTED_ORDER
    kinds = [block.kind for block in reading.blocks]
    assert kinds[-6:] == ["caption", "caption", "caption", "heading", "lines", "table"]
