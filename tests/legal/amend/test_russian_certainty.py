"""Russian instructions whose meaning hangs on what stands before them: read where that is certain, else refused."""

from __future__ import annotations

from datetime import date

import pytest

from legal import read_operations
from legal.amend.force import parse_force
from legal.amend.formula import parse_clause
from legal.amend.syntax import Change, ForcePart, NotUnderstood, Opening, RepealActs
from legal.consolidate import consolidate
from legal.records import Finding, Operation

_LAW = """О внесении изменений

Закон Республики Казахстан от 5 мая 2023 года № 7-VIII ЗРК

Статья 1. Внести в Закон Республики Казахстан от 5 июля 2004 года "О связи" следующие изменения и дополнения:

{}

Статья 2. Настоящий Закон вводится в действие с 1 июня 2025 года.
"""


def _read(clauses: str) -> tuple[list[tuple[str, str, tuple[str, ...]]], tuple[Finding, ...]]:
    """Action, target and the kinds of the new text of each operation, and the findings."""
    _, found, findings = read_operations(_LAW.format(clauses).encode(), "law.md")
    return [(o.action, _path(o), tuple(node.kind for node in o.content)) for o in found], findings


def _path(operation: Operation) -> str:
    return "/".join(" ".join(filter(None, (step.kind, step.num))) for step in operation.target)


def _errors(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings if finding.severity == "error"]


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        ("в статье 9-1:\n\nпункт 4 статьи исключить;", [("delete", "article 9-1/paragraph 4", ())]),
        ('в статье 9:\n\nуказанную статью дополнить пунктом 5 следующего содержания:\n\n"5. Пятый.".',
         [("insert", "article 9/paragraph 5", ("paragraph",))]),
        # The article stays the one that the lead line names once a paragraph of it has been spoken of.
        ("в статье 9:\n\nв пункте 2:\n\nпункт 4 статьи исключить;\n\nпункт 5 исключить.",
         [("delete", "article 9/paragraph 4", ()), ("delete", "article 9/paragraph 5", ())]),
        ('текст статьи 8 считать пунктом 1, дополнив статью пунктом 2 следующего содержания:\n\n"2. Второй.".',
         [("renumber", "article 8/paragraph", ()), ("insert", "article 8/paragraph 2", ("paragraph",))]),
        ('текст статьи 8 считать пунктом 1 и дополнить пунктом 2 следующего содержания:\n\n"2. Второй.".',
         [("renumber", "article 8/paragraph", ()), ("insert", "article 8/paragraph 2", ("paragraph",))]),
        ('пункт 3 статьи 5 исключить и дополнить пунктом 4 следующего содержания:\n\n"4. Четвертый.".',
         [("delete", "article 5/paragraph 3", ()), ("insert", "article 5/paragraph 4", ("paragraph",))]),
        ("последний абзац пункта 5 статьи 2 исключить.", [("delete", "article 2/paragraph 5/alinea last", ())]),
        ("последнее предложение части второй статьи 2 исключить.",
         [("delete", "article 2/part 2/sentence last", ())]),
        ("абзацы второй, третий, с пятого по седьмой статьи 4 исключить.",
         [("delete", f"article 4/alinea {n}", ()) for n in (2, 3, 5, 6, 7)]),
        ('заголовок и часть первую статьи 6 изложить в следующей редакции:\n\n"Статья 6. Лицензия\n\nОна выдается.".',
         [("replace", "article 6/heading", ("heading",)), ("replace", "article 6/part 1", ("part",))]),
        ('абзац первый и подпункты 1), 2) пункта 2 статьи 9 изложить в новой редакции:\n\n"2. В:\n\n1) а;\n\n2) б;".',
         [("replace", "article 9/paragraph 2/alinea 1", ("alinea",)),
          ("replace", "article 9/paragraph 2/subparagraph 1", ("subparagraph",)),
          ("replace", "article 9/paragraph 2/subparagraph 2", ("subparagraph",))]),
        ('статью 188 дополнить примечаниями 1 и 2 следующего содержания:\n\n"Примечания.\n\n1. Один.\n\n2. Два.".',
         [("insert", "article 188/note 1", ("note",)), ("insert", "article 188/note 2", ("note",))]),
        ('статью 15:\n\nпосле слов "оператор "связи"" дополнить словами "и владелец";\n\nпункт 2 исключить.',
         [("insert-words", "article 15", ()), ("delete", "article 15/paragraph 2", ())]),
        ("в статье 5:\n\nв графе 3 строки 9 таблицы:\n\nпункт 2) исключить.",
         [("delete", "article 5/table/row 9/column 3/subparagraph 2", ())]),
    ],
)  # fmt: skip
def test_read(clauses: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    found, findings = _read(clauses)
    assert found == expected
    assert _errors(findings) == []


@pytest.mark.parametrize(
    ("clauses", "code"),
    [
        # Nothing above names an article.
        ("пункт 4 статьи исключить.", "clause-not-understood"),
        # Which of the two holds the other is not said.
        ('в пункте 21 в разделе "Вычеты":', "clause-not-understood"),
        # The paragraph may hold subparagraphs of its own.
        ('пункт 2 и подпункты 1) и 2) пункта 3 статьи 9 изложить в новой редакции:\n\n"2. Второй.\n\n1) а;\n\n2) б;".',
         "targets-differ"),
        ('статью 188 дополнить примечаниями 1 и 2 следующего содержания:\n\n"Примечания.\n\n1. Один.\n\n3. Три.".',
         "targets-differ"),
        ("часть первую статьи 5 считать пунктом 1.", "clause-not-understood"),
        ("текст статьи 12 изложить в следующей редакции:\n\n\"Организации обязаны.\".", "clause-not-understood"),
    ],
)  # fmt: skip
def test_refused(clauses: str, code: str) -> None:
    _, findings = _read(clauses)
    assert code in _errors(findings)


def test_an_ordinal_is_of_the_noun_that_its_ending_fits() -> None:
    (alone,) = parse_clause("дополнить абзац вторым предложением следующего содержания:", "rus")
    assert isinstance(alone, NotUnderstood)
    (change,) = parse_clause("дополнить абзац третий вторым предложением следующего содержания:", "rus")
    assert isinstance(change, Change)
    assert [(step.kind, step.num) for step in change.targets[0]] == [("alinea", "3"), ("sentence", "2")]


@pytest.mark.parametrize(
    ("clause", "targets"),
    [
        ('в пункте 5 исключить слова "а"', [("delete-words", "paragraph 5")]),
        ("в пункте 5 исключить абзац второй", [("delete", "paragraph 5/alinea 2")]),
        ("подпункт 3) – исключить", [("delete", "subparagraph 3")]),
        ('в пункте 5 слова "а" в обоих случаях заменить словами "б"', [("replace-words", "paragraph 5")]),
        ('в пункте 6 статьи 65 и подпункте 2) пункта 3, пункте 5 статьи 66 слова "а" исключить',
         [("delete-words", "article 65/paragraph 6"), ("delete-words", "article 66/paragraph 3/subparagraph 2"),
          ("delete-words", "article 66/paragraph 5")]),
        ("после заголовка статьи 232 дополнить заголовком статьи 232-1 следующего содержания:",
         [("insert", "article 232-1/heading")]),
        ("приложение к указанным Типовым правилам исключить", [("delete", "annex")]),
        ("приложение 2 к правилам исключить", [("delete", "annex 2")]),
    ],
)  # fmt: skip
def test_clause(clause: str, targets: list[tuple[str, str]]) -> None:
    changes = parse_clause(clause, "rus")
    assert all(isinstance(change, Change) for change in changes)
    read = [
        (change.action, "/".join(" ".join(filter(None, (step.kind, step.num))) for step in target))
        for change in changes
        if isinstance(change, Change)
        for target in change.targets
    ]
    assert read == targets


@pytest.mark.parametrize(
    "clause",
    [
        'в статье 5, по всему тексту слова "а" заменить словами "б"',
        'в статье 5, во всех случаях слова "а" заменить словами "б"',
        "признать утратившими силу пункт 2 и приказ Министра юстиции от 1 февраля 2022 года № 20",
    ],
)
def test_a_clause_that_may_mean_two_things(clause: str) -> None:
    (read,) = parse_clause(clause, "rus")
    assert isinstance(read, NotUnderstood)


def test_elements_and_whole_acts_repealed_at_once() -> None:
    acts = (
        "пункт 3 приказа Министра юстиции от 1 февраля 2022 года № 20 и приказ Министра юстиции от 2 мая 2022 года № 21"
    )
    change, whole = parse_clause(f"признать утратившими силу {acts}", "rus")
    assert isinstance(change, Change)
    assert isinstance(whole, RepealActs)
    assert (change.act and change.act.number, [act.number for act in whole.acts]) == ("20", ["21"])


def test_a_title_before_the_day_of_an_act() -> None:
    (opening,) = parse_clause(
        'Внести в решение маслихата "О бюджете" от 25 декабря 2019 года № 423 следующие изменения:', "rus"
    )
    assert isinstance(opening, Opening)
    (act,) = opening.acts
    assert (act.title, act.number, str(act.date)) == ("О бюджете", "423", "2019-12-25")


@pytest.mark.parametrize("words", ["второй, с пятого по восьмой, ", "перечень организаций "])
def test_a_line_without_end_is_refused_in_time(words: str) -> None:
    (read,) = parse_clause(words * 600, "rus")
    assert isinstance(read, NotUnderstood)


_BASE = """О связи

Закон Республики Казахстан от 5 июля 2004 года № 567

Статья 1. Понятия

Понятия:

первое;

второе.

Статья 2. Права

1. Первый. Второй. Третий.
"""


@pytest.mark.parametrize(
    ("clauses", "lines"),
    [
        ('абзац последний статьи 1 изложить в следующей редакции:\n\n"иное.";', ["Понятия:", "первое;", "иное."]),
        ("последнее предложение пункта 1 статьи 2 исключить.", ["1. Первый. Второй."]),
        # Of the text as it stood, or as the act has left it: refused.
        (('статью 1 дополнить абзацем четвертым следующего содержания:\n\n"третье.";\n\n'
         "абзац последний статьи 1 исключить."), None),
        # What is so far without a number is not given one.
        ("текст статьи 1 считать пунктом 1.", None),
    ],
)  # fmt: skip
def test_the_last_of_a_text_on_file(clauses: str, lines: list[str] | None) -> None:
    amending = _LAW.format(clauses).encode()
    made = consolidate(("base.md", _BASE.encode()), [("law.md", amending)], date(2025, 7, 1))
    assert made.applied == (lines is not None)
    assert set(lines or ()) <= set(made.text.split("\n"))


_LIST = """О внесении изменений в некоторые приказы

Приказ Министра юстиции Республики Казахстан от 5 мая 2025 года № 7

1. Внести изменения в некоторые приказы Министра юстиции согласно приложению 1 к настоящему приказу.

2. Признать утратившим силу приказ Министра юстиции Республики Казахстан от 1 мая 2020 года № 4 "О формах".

3. Настоящий приказ вводится в действие с 1 июня 2025 года, за исключением {}, который вступает в силу с 01.01.2026.

Приложение 1 к приказу

Перечень некоторых приказов Министра юстиции Республики Казахстан, в которые вносятся изменения

1. Внести в приказ Министра юстиции Республики Казахстан от 1 мая 2024 года № 5 "О порядке" следующее изменение:

пункт 3 исключить.

2. Внести в приказ Министра юстиции Республики Казахстан от 1 мая 2024 года № 6 "О сроках" следующее изменение:

пункт 4 исключить.
"""


@pytest.mark.parametrize(
    ("exception", "days", "codes"),
    [
        # By the order of the operations: of the list (its paragraphs 1 and 2), then the repeal.
        ("пункта 2 Перечня", ["2025-06-01", "2026-01-01", "2025-06-01"], []),
        ("пункта 2", ["2025-06-01", "2025-06-01", "2026-01-01"], []),
        ("пункта 1", ["2025-06-01", "2025-06-01", "2025-06-01"], ["exception-unmatched"]),
        ("подпункта 5) пункта 2 Перечня", ["2025-06-01", "2025-06-01", "2025-06-01"], ["exception-unmatched"]),
    ],
)
def test_a_paragraph_of_the_list_and_one_of_the_order(exception: str, days: list[str], codes: list[str]) -> None:
    _, found, findings = read_operations(_LIST.format(exception).encode(), "order.md")
    assert [str(operation.in_force.start) for operation in found] == days
    assert _errors(findings) == codes


@pytest.mark.parametrize(
    ("floor", "rule"),
    [
        ("дня его официального опубликования", "on-publication"),
        ("дня, следующего за днем его первого официального опубликования", "day-after-publication"),
        ("дня вступления в силу договора", "condition"),
    ],
)
def test_a_day_and_not_before_an_event(floor: str, rule: str) -> None:
    read = parse_force(f"Настоящий Закон вводится в действие с 1 апреля 2009 года, но не ранее {floor}.", "rus")
    assert not isinstance(read, NotUnderstood)
    (part,) = read
    assert isinstance(part, ForcePart)
    assert part.rule == rule
    assert part.not_before == (None if rule == "condition" else "2009-04-01")


def test_a_law_on_legal_acts_changes_none() -> None:
    text = """О правовых актах

Закон Республики Казахстан от 6 апреля 2016 года № 480-V ЗРК

Статья 26. Изменения

6. При внесении изменений в структурный элемент такой структурный элемент излагается в новой редакции.

7. Структурный элемент может быть дополнен примечанием, когда указания невозможно изложить в тексте.
"""
    _, found, findings = read_operations(text.encode(), "law.md")
    assert found == ()
    assert _errors(findings) == []


@pytest.mark.parametrize(("held", "codes"), [("Глава 3. Порядок", []), ("Глава 4. Порядок", ["targets-differ"])])
def test_a_chapter_given_in_an_annex_is_the_chapter_alone(held: str, codes: list[str]) -> None:
    text = f"""О внесении изменений

Приказ Министра юстиции Республики Казахстан от 5 мая 2025 года № 7

1. Внести в приказ Министра юстиции Республики Казахстан от 1 мая 2024 года № 5 "О порядке" следующее изменение:

в Правилах учета, утвержденных указанным приказом:

главу 3 изложить в новой редакции согласно приложению к настоящему приказу.

2. Настоящий приказ вводится в действие с 1 июня 2025 года.

Приложение к приказу

{held}

15. Учет ведется.
"""
    _, found, findings = read_operations(text.encode(), "order.md")
    assert _errors(findings) == codes
    assert [[(node.kind, node.num) for node in operation.content] for operation in found] == (
        [] if codes else [[("chapter", "3")]]
    )
