"""Where practice counts части and абзацы in two ways: what the instruction itself decides, and what it leaves open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from building import LAW, ORDER, act, line, numbered, op, para, part, sub

from legal import versions
from legal.records import Act, Node, Operation

ON = date(2024, 1, 1)

# The third line is the last one by the lines of the paragraph itself, and "проверяет" with the subparagraphs counted.
LISTED = act(
    para(
        "1",
        part("Заявление подается лично."),
        part("Канцелярия:", sub("1", "проверяет документы;"), sub("2", "передает заявление руководителю."), num="2"),
        part("Ответ направляется заявителю в течение пяти дней.", num="3"),
    )
)
# By what is set off the third часть is the last one; by capital letters it is the second line of the second.
SET_OFF = act(
    para(
        "1",
        part("Первая часть нормы."),
        part("Вторая часть нормы.", "Продолжение второй части.", num="2"),
        part("Третья часть:", sub("1", "первое;"), sub("2", "второе."), num="3"),
    )
)
KAZAKH = act(
    para(
        "1",
        part("Өтініш жеке беріледі."),
        part("Кеңсе:", sub("1", "құжаттарды тексереді;"), sub("2", "өтінішті басшыға береді."), num="2"),
        part("Жауап өтініш берушіге бес күн ішінде жіберіледі.", num="3"),
    )
)


def anew(action: str, target: str, text: str) -> Operation:
    """An alinea given with its text."""
    return op(1, action, target, line(text), new=text)


BOTH = act(para("1", part("Раз."), part("Два:", sub("1", "много дней;"), num="2"), part("Пять дней.", num="3")))


def built(base: Act, *operations: Operation) -> tuple[list[str], list[tuple[str, str]]]:
    found = versions.build(ORDER, "rus", base, operations)
    codes = [
        (one.code, one.severity) for one in found.findings if one.code not in ("act-held-back", "base-not-on-file")
    ]
    return versions.text(found, ON).splitlines()[1:], list(dict.fromkeys(codes))


CHOSEN = [("reading-chosen", "warning")]
OPEN = [("target-ambiguous", "error")]
CASES: list[tuple[str, Act, Operation, str | None]] = [
    (
        "the words stand in one of the places",
        LISTED,
        op(1, "replace-words", "paragraph 1/alinea 3", old="пяти дней", new="трех дней"),
        "Ответ направляется заявителю в течение трех дней.",
    ),
    (
        "the words stand in the other one",
        LISTED,
        op(1, "delete-words", "paragraph 1/alinea 3", old="проверяет"),
        "1) документы;",
    ),
    (
        "words that look alike",
        LISTED,
        op(1, "replace-words", "paragraph 1/alinea 3", old="пяти днeй", new="трех дней"),
        "Ответ направляется заявителю в течение трех дней.",
    ),
    ("the words stand in both", BOTH, op(1, "delete-words", "paragraph 1/alinea 3", old="дней"), None),
    ("nothing said of the words", LISTED, op(1, "delete", "paragraph 1/alinea 3"), None),
    (
        "the new text restates one of them",
        LISTED,
        anew("replace", "paragraph 1/alinea 3", "Ответ направляется заявителю электронно."),
        "Ответ направляется заявителю электронно.",
    ),
    (
        "the new text restates neither",
        LISTED,
        anew("replace", "paragraph 1/alinea 3", "Срок не продлевается."),
        None,
    ),
    (
        "the new text has words of both",
        LISTED,
        anew("replace", "paragraph 1/alinea 3", "Проверяет документы и ответ заявителю."),
        None,
    ),
    (
        "what follows in the address stands in one of them",
        SET_OFF,
        op(1, "replace", "paragraph 1/part 3/subparagraph 2", sub("2", "новое.")),
        "2) новое.",
    ),
    (
        "a new subparagraph beside those of one of them",
        SET_OFF,
        op(1, "insert", "paragraph 1/part 3/subparagraph 3", sub("3", "третье.")),
        "3) третье.",
    ),
    (
        "a new часть after just as many",
        SET_OFF,
        op(1, "insert", "paragraph 1/part 4", part("Четвертая часть."), new="Четвертая часть."),
        "Четвертая часть.",
    ),
    (
        "a new абзац after just as many",
        LISTED,
        anew("insert", "paragraph 1/alinea 4", "Срок не продлевается."),
        "Срок не продлевается.",
    ),
    (
        "a new абзац that one count alone has a place for",
        LISTED,
        anew("insert", "paragraph 1/alinea 5", "Срок не продлевается."),
        "Срок не продлевается.",
    ),
    (
        "Kazakh: the words",
        KAZAKH,
        op(1, "replace-words", "paragraph 1/alinea 3", old="бес күн", new="үш күн"),
        "Жауап өтініш берушіге үш күн ішінде жіберіледі.",
    ),
    (
        "Kazakh: the new text",
        KAZAKH,
        anew("replace", "paragraph 1/alinea 3", "Жауап өтініш берушіге порталда жіберіледі."),
        "Жауап өтініш берушіге порталда жіберіледі.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("base", "operation", "expected"), [each[1:] for each in CASES], ids=[each[0] for each in CASES]
)
def test_one_reading_is_taken_where_the_other_cannot_be_meant(base: Act, operation: Operation, expected: str | None):
    before, _ = built(base)
    text, codes = built(base, operation)
    if expected is None:
        assert (text, codes) == (before, OPEN)
        return
    assert expected in text
    assert len([one for one in before if one not in text]) <= 1
    assert [one for one in codes if one != ("look-alike", "info")] in (CHOSEN, [])


def test_a_finding_names_both_places_and_the_one_taken():
    given = op(1, "replace-words", "paragraph 1/alinea 3", old="пяти дней", new="трех дней")
    (found,) = versions.build(ORDER, "rus", LISTED, [given]).findings
    assert "'paragraph 1 / part 3 / alinea 1: Ответ" in found.message
    assert len(found.candidates) == 2


# Части of codes

CODE = replace(LAW, form="code")


def article(*parts: str) -> Node:
    return numbered("article", "3", *(para(str(number), text) for number, text in enumerate(parts, 1)))


@pytest.mark.parametrize(
    ("operation", "after"),
    [
        (
            op(1, "replace", "article 3/part 2", part("2. Иное."), new="2. Иное.", act=CODE),
            ["1. Первая.", "2. Иное.", "3. Третья."],
        ),
        (
            op(1, "insert", "article 3/part 4", part("4. Новая."), new="4. Новая.", act=CODE),
            ["1. Первая.", "2. Вторая.", "3. Третья.", "4. Новая."],
        ),
        (
            op(1, "insert", "article 3/part 2-1", part("2-1. Новая."), new="2-1. Новая.", act=CODE),
            ["1. Первая.", "2. Вторая.", "2-1. Новая.", "3. Третья."],
        ),
        (op(1, "delete", "article 3/part 2", act=CODE), ["1. Первая.", "3. Третья."]),
        (
            op(1, "replace-words", "article 3/part 1/alinea 1", old="Первая", new="Начальная", act=CODE),
            ["1. Начальная.", "2. Вторая.", "3. Третья."],
        ),
        (
            op(1, "replace", "article 3/part 2", part("2. Иное.", sub("1", "раз;")), new="2. Иное.\n1) раз;", act=LAW),
            ["1. Первая.", "2. Иное.", "1) раз;", "3. Третья."],
        ),
    ],
    ids=["restated", "added", "between", "excluded", "words", "a law, by the number of the new text"],
)
def test_a_part_of_a_code_is_what_stands_under_its_number(operation: Operation, after: list[str]):
    text, codes = built(act(article("Первая.", "Вторая.", "Третья.")), operation)
    assert (text[1:], codes) == (after, [])


def test_in_a_law_without_the_number_nothing_is_taken_for_it():
    """ "Часть вторую статьи 3" of a law with numbered paragraphs: of which of them is not said."""
    given = op(1, "replace", "article 3/part 2", part("Иное."), new="Иное.", act=LAW)
    text, codes = built(act(article("Первая.", "Вторая.")), given)
    assert (text[1:], codes) == (["1. Первая.", "2. Вторая."], [("target-absent", "error")])
