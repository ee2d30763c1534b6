"""Tables out of wrapped cells: what a copy out of PDF does to a table is done here, and undone by the reader."""

import textwrap
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legal.reading.blocks import Line
from legal.reading.cells import rebuild
from legal.reading.table_chunks import chunks
from legal.records import Node

WIDTH = 24
WORDS = ["услуга", "оказание", "документ", "заявитель", "портал", "срок", "орган", "решение", "выдача", "форма"]

Sheet = list[tuple[str, list[str]]]


def numbered(text: str) -> list[Line]:
    return [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]


def read(text: str, language="rus") -> tuple[Node, tuple]:
    made = rebuild(chunks(numbered(text)), language)
    assert made is not None
    return made


def cells(table: Node) -> list[list[str]]:
    return [[" ".join(leaf.text for leaf in cell.children) for cell in row.children] for row in table.children]


def codes(findings) -> list[str]:
    return [finding.code for finding in findings]


CASES = [
    (
        "1\nПервый \nзаголовок\n\nТекст первой \nстроки.\n\n2 Второй\n\nТекст второй \nстроки.",
        [["1", "Первый заголовок", "Текст первой строки."], ["2", "Второй", "Текст второй строки."]],
        "a number on a line of its own, a number before its title",
    ),
    (
        "1\n\nДлинный \nзаголовок\n\nДа\n\n2\n\nДругой \nзаголовок\n\nНет",
        [["1", "Длинный заголовок", "Да"], ["2", "Другой заголовок", "Нет"]],
        "a blank line between number and title",
    ),
    (
        "1 Один\n\nПервая \nстрока.\n\nВторая \n\n\n\n2 Два\n\nпродолжается.",
        [["1", "Один", "Первая строка."], ["2", "Два", "Вторая продолжается."]],
        "a row begins on a page, its marker stands on the next",
    ),
    (
        "1 Один\n\nПервая \n\n\n\nпродолжается.\n\n2 Два\n\nВторая.",
        [["1", "Один", "Первая продолжается."], ["2", "Два", "Вторая."]],
        "a row goes on after the page that holds its marker",
    ),
    (
        ("1 Один\n\nА один \n\nБ один \n\n\n\nА далее.\n\nБ далее.\n\n2 Два\n\nА два.\n\nБ два.\n\n"
        "3 Три\n\nА три.\n\nБ три."),
        [["1", "Один", "А один А далее.", "Б один Б далее."], ["2", "Два", "А два.", "Б два."],
         ["3", "Три", "А три.", "Б три."]],
        "two text columns",
    ),
    (
        "1 Один\n\nПервая.\n\nВторая \n 2 Два\n\nпродолжается.",
        None,
        "a lost page break: the marker line begins with one space",
    ),
    (
        "1\n\nТолько текст \nпервой.\n\n2\n\nТолько текст \nвторой.",
        [["1", "Только текст первой."], ["2", "Только текст второй."]],
        "numbers and one column of text",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_rows(text, expected, why):
    table, findings = read(text)
    expected = expected or [["1", "Один", "Первая."], ["2", "Два", "Вторая продолжается."]]
    assert cells(table) == expected, why
    assert "table-rebuilt" in codes(findings)
    assert "table-ambiguous" not in codes(findings)


def test_numbers_and_labels_are_those_of_the_rows():
    table, _ = read("1. \nОдин\n\nА.\n\n2. \nДва\n\nБ.")
    assert [(row.num, row.label) for row in table.children] == [("1", "1."), ("2", "2.")]
    assert table.children[0].lines == (1, 4)


def test_prose_is_no_table():
    assert rebuild(chunks(numbered("1. Первый пункт.\n\n2. Второй пункт.")), "rus") is None


def test_a_page_that_either_row_may_own_is_a_finding():
    text = "1 Один\n\nПервая.\n\n\n\nЧья это строка.\n\n\n\n2 Два\n\nВторая."
    table, findings = read(text)
    assert "table-ambiguous" in codes(findings)
    assert Counter(c for row in cells(table) for cell in row for c in cell if c != " ") == Counter(
        c for c in text if not c.isspace()
    )


def test_blocks_that_do_not_fit_the_columns_are_a_finding_and_stay():
    text = "1 Один\n\nА.\n\nБ.\n\n2 Два\n\nА.\n\nБ.\n\n3 Три\n\nВсё вместе.\n\n4 Четыре\n\nА.\n\nБ."
    table, findings = read(text)
    assert "table-ambiguous" in codes(findings)
    assert "Всё вместе." in cells(table)[2]


@st.composite
def sheets(draw) -> tuple[Sheet, int]:
    """A table: rows (title, texts of any height), and how many lines a page holds."""
    columns = draw(st.integers(1, 3))
    even = draw(st.booleans())
    rows: Sheet = []
    for index in range(draw(st.integers(3, 6))):
        height = draw(st.integers(2, 14))
        texts = []
        for _ in range(columns):
            own = height if even else draw(st.integers(1, height))
            words = draw(st.lists(st.sampled_from(WORDS), min_size=own * 3, max_size=own * 3))
            lines = textwrap.wrap(" ".join(words), WIDTH)[:own]
            lines += ["слово"] * (own - len(lines))
            lines[0] = lines[0].capitalize()
            texts.append(" \n".join(lines) + ".")
        rows.append((f"Строка {index}", texts))
    return rows, draw(st.integers(8, 20))


def copied(rows: Sheet, page: int) -> str:
    """The table as a copy out of PDF gives it: slices of rows page by page, titles centred in height."""
    pages: list[list[str]] = [[]]
    used = 0
    for index, (title, texts) in enumerate(rows, 1):
        lines = [text.split("\n") for text in texts]
        height = max(map(len, lines))
        at = 0
        while at < height:
            if used == page:
                pages.append([])
                used = 0
            take = min(page - used, height - at)
            if at <= height // 2 < at + take:
                pages[-1].append(f"{index} {title}")
            pages[-1] += ["\n".join(column[at : at + take]) for column in lines if column[at : at + take]]
            at += take
            used += take
    return "\n\n\n\n".join("\n\n".join(blocks) for blocks in pages)


@settings(max_examples=300, deadline=None)
@given(sheets())
def test_a_table_copied_comes_back_or_says_that_it_may_not(sheet):
    rows, page = sheet
    text = copied(rows, page)
    table, findings = read(text)
    expected = [
        [str(index), title, *(" ".join(text.replace(" \n", " ").split()) for text in texts)]
        for index, (title, texts) in enumerate(rows, 1)
    ]
    characters = Counter(c for row in cells(table) for cell in row for c in cell if c != " ")
    assert characters == Counter(c for c in text if not c.isspace())
    if "table-ambiguous" not in codes(findings):
        assert cells(table) == expected
