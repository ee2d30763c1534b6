"""A number that a page raises after another ("статья 5" and a small 1): the two never read as one."""

import io

import docx
import pytest

from legal.reading import read
from legal.reading.docx import read_docx
from legal.reading.html import read_html
from legal.reading.labels import annex_number, label_of
from legal.reading.markdown import read_markdown


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("5¹) лицо;", "subparagraph", "5-1"),
        ("12². Порядок учета", "paragraph", "12-2"),
        ("Статья 9-1¹. Учет", "article", "9-1-1"),
        ("5¹-бап. Есепке алу", "article", "5-1"),
        ("5¹²) лицо;", "subparagraph", "5-12"),
    ],
)
def test_a_raised_number_counts_as_one_behind_a_hyphen(text, kind, number):
    label = label_of(text)
    assert (label.kind, label.num) == (kind, number)
    assert text.startswith(label.label)


def test_an_annex_with_a_raised_number():
    assert (annex_number("Приложение 3¹"), annex_number("3¹-қосымша"), annex_number("Приложение")) == (
        "3-1", "3-1", None,
    )  # fmt: skip


def raised_docx():
    document = docx.Document()
    paragraph = document.add_paragraph("1")
    paragraph.add_run("1").font.superscript = True
    paragraph.add_run(") площадь в м")
    paragraph.add_run("2").font.superscript = True
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "reading",
    [
        lambda: read_html("<p>1<sup>1</sup>) площадь в м<sup>2</sup></p>".encode()),
        lambda: read_html("<p>1<b><sup><a href='#z'>1</a></sup></b>) площадь в м<sup>2</sup></p>".encode()),
        lambda: read_markdown("1<sup>1</sup>) площадь в м<sup>2</sup>\n"),
        lambda: read_docx(raised_docx()),
    ],
)
def test_every_format_keeps_it_raised_and_says_so(reading):
    made = reading()
    assert [block.text for block in made.blocks] == ["1¹) площадь в м2"]
    assert [found.code for found in made.findings if found.code == "raised-number"] == ["raised-number"]


def test_the_element_stands_behind_the_one_that_it_follows():
    page = (
        "<h1>О фермах</h1><p>Закон Республики Казахстан от 27 октября 2015 года № 333-V ЗРК.</p>"
        "<h3>Статья 1. Понятия</h3><p>Понятия:</p><p>1) ферма;</p><p>1<sup>1</sup>) глава;</p><p>2) доля.</p>"
    )
    (article,) = read(page.encode(), "a.html").body
    assert [node.num for node in article.children[0].children if node.kind == "subparagraph"] == ["1", "1-1", "2"]
