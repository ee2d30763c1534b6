"""Every output of a document says the same words, and the same document gives the same bytes."""

from __future__ import annotations

import os
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.records import Blank, Columns, Gap, Heading, Line, Row, Table, Text
from renderer import TextError, render
from renderer.furniture import furniture
from tests.renderer.reading_back import (
    docx_part,
    docx_words,
    expected,
    html_words,
    json_words,
    pdf_words,
    squeezed,
)
from tests.renderer.rendering_samples import HARD, SAMPLES, cell, hard, kazakh, line


@pytest.mark.parametrize("name", SAMPLES)
def test_html_docx_json_and_text_say_the_words_of_the_document(name: str) -> None:
    document = SAMPLES[name]()
    words = expected(document)
    assert html_words(render(document, "html")) == words
    assert docx_words(render(document, "docx")) == words
    assert json_words(render(document, "json")) == words
    around = furniture(document)
    text = squeezed(render(document, "txt").decode())
    if document.kind == "text":
        assert text == words.removeprefix(squeezed("".join(around.warnings)))
    else:
        assert text == squeezed(around.version + around.as_of) + words


@pytest.mark.parametrize("name", SAMPLES)
def test_pdf_says_the_words_of_the_document(name: str) -> None:
    document = SAMPLES[name]()
    assert pdf_words(render(document, "pdf"), document) == expected(document)


@pytest.mark.parametrize("name", SAMPLES)
def test_docx_has_the_furniture_in_head_and_foot(name: str) -> None:
    document = SAMPLES[name]()
    around = furniture(document)
    data = render(document, "docx")
    before, between, after = around.page
    assert docx_part(data, "word/header1.xml") == squeezed(around.version)
    assert docx_part(data, "word/footer1.xml") == squeezed(f"{around.as_of}{before}1{between}1{after}")


@pytest.mark.parametrize("format", ["html", "pdf", "docx", "json", "txt"])
def test_the_same_document_gives_the_same_bytes(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = render(kazakh(), format, remember=False)  # type: ignore[arg-type]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setattr(time, "time", lambda: 4102444800.0)
    assert render(kazakh(), format, remember=False) == first  # type: ignore[arg-type]
    assert os.environ["SOURCE_DATE_EPOCH"] == "1"


def test_hard_text_comes_out_letter_by_letter() -> None:
    """Spaces included: the comparison above squeezes them."""
    document = hard()
    assert HARD in render(document, "txt").decode()
    tree_text = render(document, "json").decode()
    assert HARD.replace("\\", "\\\\").replace('"', '\\"') in tree_text
    import zipfile
    from io import BytesIO

    from lxml import etree, html

    article = html.document_fromstring(render(document, "html").decode()).xpath("//article//h1")[0]
    assert article.text_content() == HARD
    with zipfile.ZipFile(BytesIO(render(document, "docx"))) as archive:
        part = etree.fromstring(archive.read("word/document.xml"))
    texts = [element.text for element in part.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t")]
    assert texts.count(HARD) >= 6


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\x1b", "\ud800", "\uffff"])
@pytest.mark.parametrize("format", ["html", "pdf", "docx", "json", "txt"])
def test_a_character_that_cannot_be_printed_is_refused_everywhere(bad: str, format: str) -> None:
    with pytest.raises(TextError, match=f"U\\+{ord(bad):04X}"):
        render(hard(blocks=(line(f"а{bad}б"),)), format)  # type: ignore[arg-type]


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")) | st.sampled_from("{}%#<>&\"'_ \t"),
    max_size=40,
)
LINES = st.builds(lambda text, blank, label: Line((Text(text), Blank("b", blank)), label=label), WORDS, WORDS, WORDS)
CELLS = st.builds(
    lambda lines, colspan, rowspan: type(cell())(tuple(lines), colspan, rowspan),
    st.lists(LINES | st.builds(Gap, WORDS, WORDS), max_size=2),
    st.integers(1, 3),
    st.integers(1, 3),
)
ROWS = st.lists(st.builds(lambda cells: Row(tuple(cells)), st.lists(CELLS, max_size=4)), max_size=4)
TABLES = st.builds(
    lambda head, rows, spare: Table(tuple(head), tuple(rows), (50, 50), spare), ROWS, ROWS, st.integers(0, 2)
)
BLOCKS = st.one_of(
    LINES,
    TABLES,
    st.builds(Heading, WORDS, st.integers(1, 7), WORDS),
    st.builds(Gap, WORDS, WORDS),
    st.builds(lambda columns: Columns(tuple(map(tuple, columns))), st.lists(st.lists(LINES, max_size=2), max_size=3)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(BLOCKS, max_size=5))
def test_any_blocks_say_the_same_words(blocks: list[object]) -> None:
    """Ragged tables, spans that run out of the table, empty cells, braces and markup anywhere."""
    document = hard(blocks=tuple(blocks))
    words = expected(document)
    assert html_words(render(document, "html", remember=False)) == words
    assert docx_words(render(document, "docx", remember=False)) == words
    assert json_words(render(document, "json")) == words


PRINTED = st.text('абвгдежзиклмнопрстуфхцчшщыэюяәғқңөұүһіАБВӘҒҚ 0123456789.,;:()/№₸"«»–-%&<>{}_', max_size=60)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(PRINTED, PRINTED), min_size=1, max_size=6))
def test_any_words_come_out_of_the_pdf(pairs: list[tuple[str, str]]) -> None:
    rows = tuple(Row((cell(left), cell(right))) for left, right in pairs)
    document = hard(
        title="а", label="", caption=(), blocks=(*(line(left) for left, _ in pairs), Table((), rows, (60, 40)))
    )
    data = render(document, "pdf", remember=False)
    assert Counter(pdf_words(data, document)) == Counter(expected(document))


def test_threads_print_one_after_another() -> None:
    """WeasyPrint with shared fonts corrupts the heap when two threads print at once."""
    alone = render(kazakh(), "pdf", remember=False)
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: render(kazakh(), "pdf", remember=False), range(12)))
    assert set(made) == {alone}
