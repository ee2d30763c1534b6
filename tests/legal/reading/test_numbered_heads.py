"""Chapters numbered as paragraphs are, in the way of acts drafted before 2016."""

import pytest

from legal.reading.blocks import Block
from legal.reading.outline import outline


def shape(text):
    blocks = [Block("text", line, at, at) for at, line in enumerate(text.split(" / "), 1)]
    return ", ".join(_shape(node) for node in outline(blocks))


def _shape(node):
    within = [_shape(child) for child in node.children if child.kind not in ("part", "alinea")]
    own = f"{node.kind} {node.num}" if node.num else node.kind
    return f"{own} ({', '.join(within)})" if within else own


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        (
            "1. Общие положения / 1. Правила действуют. / 2. Понятия даны. / 2. Порядок учета / 3. Учет ведется.",
            "chapter 1 (paragraph 1, paragraph 2), chapter 2 (paragraph 3)",
            "paragraphs go on through the chapters",
        ),
        (
            "1. Общие положения / 1. Правила действуют. / 2. Порядок / 2. Учет ведется. / 3. Отчет сдается.",
            "chapter 1 (paragraph 1), chapter 2 (paragraph 2, paragraph 3)",
            "a chapter whose number is also that of the next paragraph",
        ),
        (
            "1. Жалпы ережелер / 1. Қағидалар қолданылады. / 2. Тәртiп / 1. Есеп жүргiзiледi.",
            "chapter 1 (paragraph 1), chapter 2 (paragraph 1)",
            "paragraphs begin anew in each chapter",
        ),
        (
            "1. Общие положения / 1. Правила. / 1-1. Понятия / 2. Термины. / 2. Порядок / 3. Учет.",
            "chapter 1 (paragraph 1), chapter 1-1 (paragraph 2), chapter 2 (paragraph 3)",
            "a chapter put in later",
        ),
        (
            "1. Общие положения / 1. Правила. / 2. Порядок / § 1. Касса / 2. Учет. / § 2. Банк / 3. Счет.",
            "chapter 1 (paragraph 1), chapter 2 (section 1 (paragraph 2), section 2 (paragraph 3))",
            "a section right under a chapter",
        ),
        ("1. Предмет / 2. Сумма / 3. Срок", "paragraph 1, paragraph 2, paragraph 3", "a list of short paragraphs"),
        (
            "1. Общие положения / 1. Правила. / 2. Без точки / 3. Учет ведется.",
            "chapter 1 (paragraph 1, paragraph 2, paragraph 3)",
            "a paragraph without a stop is the next of its numbering",
        ),
        ("1. Внести изменения: / 1. Дважды.", "paragraph 1, paragraph 1", "a lead line is no heading"),
    ],
)
def test_two_numberings_in_one_document(text, expected, why):
    assert shape(text) == expected, why
