"""Blocks to a tree: where parts, alineas and subparagraphs end and begin."""

import pytest

from legal.reading.blocks import Block
from legal.reading.outline import outline
from legal.reading.quotes import quotations
from legal.reading.wraps import join

CASES = [
    # lines, expected shape, why the case exists
    (
        ["5. Заявление подают через:", "1) отделения;", "2) портал.", "Представление не требуется."],
        "paragraph 5(part(a, subparagraph 1(part(a)), subparagraph 2(part(a))), part(a))",
        "a capital after the last subparagraph is a part of the paragraph",
    ),
    (
        ["35. Учет ведут:", "1) карточка.", "Специалистами заполняется карточка;", "2) журнал."],
        "paragraph 35(part(a, subparagraph 1(part(a), part(a)), subparagraph 2(part(a))))",
        "before a further subparagraph it is a part of the subparagraph",
    ),
    (
        ["6. Принимают:", "1) детей с диагнозом:", "умственной отсталости;", "эпилепсии;", "2) инвалидов."],
        "paragraph 6(part(a, subparagraph 1(part(a, a, a)), subparagraph 2(part(a))))",
        "lower-case lines are alineas of the subparagraph",
    ),
    (
        ["Статья 3. Государственные праздники", "Праздниками являются дни:", "Новый год - 1 января;", "День Победы."],
        "article 3(part(a, a, a))",
        "an enumeration opened by a colon keeps its lines, whatever letter they begin with",
    ),
    (
        ["9. При соответствии принимается.", "День приема не входит.", "При несогласии заявителя:", "суд."],
        "paragraph 9(part(a), part(a), part(a, a))",
        "each complete norm is a part",
    ),
    (
        ["Статья 87. Ложь", "1. Ложь –", "влечет штраф.", "Примечания.", "1. Ложь есть:", "1) а;", "2) б.", "2. Два."],
        (
            "article 87(paragraph 1(part(a, a)), note(part(a), paragraph 1(part(a, subparagraph 1(part(a)), "
            "subparagraph 2(part(a)))), paragraph 2(part(a))))"
        ),
        "the numbered paragraphs of a note are its own, not second ones of the article",
    ),
    (
        ["89-бап. Жалған", "1. Бір.", "Ескертпе. Екі.", "2. Үш."],
        "article 89(paragraph 1(part(a)), note(part(a)), paragraph 2(part(a)))",
        "a number that does not go on in the note is the article's",
    ),
    (
        ["7. Нормы:", "1) а;", "2) б.", "Примечание: на одного.", "8. Далее."],
        "paragraph 7(part(a, subparagraph 1(part(a)), subparagraph 2(part(a))), note(part(a))), paragraph 8(part(a))",
        "a note under a paragraph of Rules",
    ),
    (
        ["Статья 12. А", "Текст.", "ОСОБЕННАЯ ЧАСТЬ", "Глава 2. Б", "Статья 13. В", "Текст."],
        "article 12(part(a)), heading, chapter 2(article 13(part(a)))",
        "the heading of a great part is not of the article above it",
    ),
    (
        ["1 тарау. Жалпы", "§ 1. Бірінші", "1-КІШІ БӨЛІМ. А"],
        "chapter 1(section 1), subdivision 1",
        "older and capital labels",
    ),
    (
        ["Глава 2. Порядок", "Параграф 1. Прием", "7. Текст.", "Параграф 2. Выдача", "8. Текст."],
        "chapter 2(section 1(paragraph 7(part(a))), section 2(paragraph 8(part(a))))",
        "sections within a chapter",
    ),
]


@pytest.mark.parametrize(("lines", "expected", "why"), CASES)
def test_shape(lines, expected, why):
    assert ", ".join(shape(node) for node in outline(blocks(lines))) == expected, why


def test_quotation_ends_where_quotes_balance_and_the_act_goes_on():
    lines = [
        "пункт 1 изложить в следующей редакции:",
        '"1. Правила "О портале" разработаны:',
        '1) по закону "О связи";',
        'остальное "как есть".";',
        "пункт 2 изложить в следующей редакции:",
        '"2. Конец."',
    ]
    found, findings = quotations(blocks(lines))
    assert [(q.first, q.last) for q in found] == [(1, 3), (5, 5)]
    assert not findings


def test_new_text_ends_where_the_next_article_of_the_act_begins():
    """Articles and the paragraphs in them are numbered apart: after paragraph 3 of article 1 comes article 2."""
    lines = [
        "Статья 1. Внести изменения и дополнения в следующие законодательные акты:",
        "1. В Закон «О связи»:",
        "статью 2 исключить.",
        "2. В Закон «О труде»:",
        "статью 4 дополнить пунктом 2 следующего содержания:",
        '"2. Порядок определяется органом.".',
        "Статья 2. Настоящий Закон вводится в действие с 1 января 2012 года.",
    ]
    found, findings = quotations(blocks(lines))
    assert [tuple(each) for each in found] == [(5, 5)]
    assert findings == ()


def test_quotation_that_never_closes_is_a_finding():
    found, findings = quotations(blocks(["пункт 1 изложить в следующей редакции:", '"1. Правила', "и прочее."]))
    assert [(q.first, q.last) for q in found] == [(1, 2)]
    assert [f.code for f in findings] == ["quote-unclosed"]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ('корпорации "', 'Правительство для граждан"', 'корпорации "Правительство для граждан"'),
        ("услуги (", "отчисление)", "услуги (отчисление)"),
        ("и (или", ") их лиц", "и (или) их лиц"),
        ("Заңының 4-2-", "бабының", "Заңының 4-2-бабының"),
        ("услуги -", "шестьдесят", "услуги - шестьдесят"),
        ('и "активном', '" образе жизни', 'и "активном" образе жизни'),
    ],
)
def test_join(left, right, expected):
    assert join(left, right) == expected


def blocks(lines):
    return [Block("text", line, number, number) for number, line in enumerate(lines, 1)]


def shape(node):
    number = node.num if node.kind != "part" else ""
    name = "a" if node.kind == "alinea" else " ".join(filter(None, (node.kind, number)))
    inner = ", ".join(shape(child) for child in node.children)
    return f"{name}({inner})" if inner else name


UNKNOWN = ["пункт 1 изложить в следующей редакции:", '"1. Первое.";', "пункт 2 читать так:", '"2. Второе.";']


def test_an_instruction_in_unknown_words_is_never_new_text():
    found, findings = quotations(blocks([*UNKNOWN, "пункт 3 исключить."]))
    assert [(q.first, q.last) for q in found] == [(1, 1), (3, 3)]
    assert not findings


def test_quotes_that_balance_before_the_act_goes_on_are_a_finding():
    lines = ["пункт 1 изложить в следующей редакции:", '"1. Первое.";', "пункт 2 отменяется;", '"2. Второе.";']
    _, findings = quotations(blocks([*lines, "пункт 3 исключить."]))
    assert [f.code for f in findings] == ["quote-unclosed"]
