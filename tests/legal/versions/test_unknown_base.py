"""Regulations whose base act is not on file: gaps, and what fills them."""

from __future__ import annotations

from datetime import date

from building import AMENDING, ORDER, act, line, numbered, op, para, part, row, sub

from legal.akn import validate
from legal.records import ActRef, Annex, Node
from legal.versions import build, compare, slice_xml, text, version

RULES = "Правила предоставления услуг индивидуального помощника"
LATER = "2026-01-01"
EARLY = "2025-10-11"
OPERATIONS = [
    op(
        1, "replace", "paragraph 2/subparagraph 1", sub("1", "портал;"), on=EARLY, certainty="presumed", component=RULES
    ),
    op(
        2,
        "replace",
        "paragraph 7/subparagraph 5",
        sub("5", "достигшее пенсионного возраста;"),
        on=LATER,
        component=RULES,
    ),
    op(
        3,
        "replace",
        "paragraph 15/part 1",
        part("После формирования."),
        on=EARLY,
        certainty="presumed",
        component=RULES,
    ),
    op(4, "replace", "annex 3/row 1", row("1", "Услугодатель", "МИО"), on=EARLY, certainty="presumed", component=RULES),
    op(5, "replace", "annex 3/row 2", row("2", "Способы", "портал"), on=EARLY, certainty="presumed", component=RULES),
]
ALONE = build(ORDER, "rus", None, OPERATIONS)


def test_only_what_was_restated_is_known():
    assert text(ALONE, date(2026, 1, 1)).splitlines() == [
        "[остальной текст не на файле]",
        RULES,
        "2. [остальной текст не на файле]",
        "1) портал;",
        "7. [остальной текст не на файле]",
        "5) достигшее пенсионного возраста;",
        "15. [остальной текст не на файле]",
        "После формирования.",
        "[остальной текст не на файле]",
        "Приложение 3",
        "1\tУслугодатель\tМИО",
        "2\tСпособы\tпортал",
        "[остальной текст не на файле]",
    ]


def test_the_change_of_a_day_is_the_only_difference_to_the_day_before():
    before = text(ALONE, date(2025, 12, 31)).splitlines()
    after = text(ALONE, date(2026, 1, 1)).splitlines()
    assert [(a, b) for a, b in zip(before, after, strict=True) if a != b] == [
        ("5) [текст не на файле]", "5) достигшее пенсионного возраста;")
    ]


def test_gaps_are_marked_and_make_the_version_incomplete():
    shown = version(ALONE, date(2026, 1, 1))
    assert shown.incomplete
    annex = shown.components[0].children[-1]
    rows = annex.children[-1].children
    assert [(each.num, each.role) for each in rows] == [("1", ""), ("2", ""), (None, "gap")]
    before = version(ALONE, date(2025, 1, 1)).components[0].children[-1].children[-1].children
    assert [(each.num, each.role) for each in before] == [("1", "gap"), ("2", "gap"), (None, "gap")]


def test_status_before_the_first_known_date_is_unknown():
    assert version(ALONE, date(2023, 6, 29)).status == "not-yet"
    assert version(ALONE, date(2025, 10, 10)).status == "unknown"
    shown = version(ALONE, date(2025, 10, 11))
    assert (shown.status, shown.certainty, shown.since, shown.until) == (
        "in-force",
        "presumed",
        date(2025, 10, 11),
        date(2026, 1, 1),
    )


def test_certain_only_leaves_presumed_dates_out():
    shown = text(ALONE, date(2026, 1, 1), certain_only=True)
    assert "5) достигшее пенсионного возраста;" in shown
    assert "1) [текст не на файле]" in shown
    assert "портал" not in shown
    assert validate(slice_xml(ALONE, date(2026, 1, 1), certain_only=True)) == []


def test_the_base_fills_the_gaps_and_nothing_else():
    annex = Node(
        "annex",
        "3",
        "Приложение 3",
        "Стандарт",
        children=(Node("table", children=(row("1", "Старый", "a"), row("2", "Старый", "b"), row("3", "Срок", "c"))),),
    )
    rules = Node(
        "component",
        heading=RULES,
        children=(
            para("2", part("Понятия:", sub("1", "старый портал;"), sub("2", "ИПР."))),
            para("7", part("Помощник не назначается:", sub("5", "достигшим возраста;"))),
            para("15", "Старая часть.", "Вторая часть."),
            annex,
        ),
    )
    base = act(para("1", "Утвердить Правила."), title="Об утверждении", annexes=(Annex("1", "", "", rules),))
    full = build(ORDER, "rus", base, OPERATIONS)
    assert [each for each in full.findings if each.severity == "error"] == []
    assert "остальной" not in text(full, date(2026, 1, 1))
    assert text(full, date(2026, 1, 1)).splitlines() == [
        "Об утверждении",
        "1. Утвердить Правила.",
        RULES,
        "2. Понятия:",
        "1) портал;",
        "2) ИПР.",
        "7. Помощник не назначается:",
        "5) достигшее пенсионного возраста;",
        "15. После формирования.",
        "Вторая часть.",
        "Приложение 3",
        "Стандарт",
        "1\tУслугодатель\tМИО",
        "2\tСпособы\tпортал",
        "3\tСрок\tc",
    ]
    known = [(each.operation, each.after) for each in compare(ALONE, date(2025, 1, 1), date(2026, 1, 1))]
    assert known == [(each.operation, each.after) for each in compare(full, date(2025, 1, 1), date(2026, 1, 1))]


def test_an_element_inserted_did_not_stand_before():
    regulation = build(ORDER, "rus", None, [op(1, "insert", "paragraph 9-1", para("9-1", "Новый."), component=RULES)])
    assert "9-1." not in text(regulation, date(2023, 12, 31))
    assert "9-1. Новый." in text(regulation, date(2024, 1, 1))


def test_words_of_an_unknown_text_are_noted_on_its_gap():
    regulation = build(
        ORDER, "rus", None, [op(1, "replace-words", "paragraph 3", old="Астана", new="Алматы", component=RULES)]
    )
    assert "3. [текст не на файле]" in text(regulation, date(2023, 12, 31))
    after = "3. [текст не на файле; с 01.01.2024 слова «Астана» заменены словами «Алматы»]"
    assert after in text(regulation, date(2024, 1, 1))


def test_a_part_of_a_restated_element_that_it_does_not_have_is_absent_not_unknown():
    operations = [
        op(1, "replace", "paragraph 3", para("3", "Весь."), component=RULES),
        op(2, "delete", "paragraph 3/subparagraph 4", on="2024-06-01", component=RULES),
    ]
    other = ActRef("order", date(2024, 5, 1), "9", code="V2400040000")
    held = op(3, "delete", "paragraph 3/subparagraph 4", on="2024-06-01", by=other, component=RULES)
    regulation = build(ORDER, "rus", None, [operations[0], held])
    assert [each.code for each in regulation.findings] == ["base-not-on-file", "act-held-back", "target-absent"]
    assert "3. Весь." in text(regulation, date(2024, 7, 1))


def test_a_chapter_given_whole_takes_in_the_paragraphs_known_before():
    operations = [
        op(1, "replace", "paragraph 5", para("5", "Старый."), component=RULES),
        op(
            2,
            "replace",
            "chapter 2",
            numbered("chapter", "2", para("5", "Новый."), para("6", "И этот."), heading="Порядок"),
            on="2024-06-01",
            component=RULES,
        ),
        op(3, "delete", "paragraph 6", on="2024-07-01", component=RULES),
    ]
    regulation = build(ORDER, "rus", None, operations)
    shown = text(regulation, date(2024, 6, 1)).splitlines()
    assert [each for each in shown if each.startswith(("5.", "6.", "Глава"))] == [
        "Глава 2. Порядок",
        "5. Новый.",
        "6. И этот.",
    ]
    assert "6. И этот." not in text(regulation, date(2024, 7, 1))


def test_rules_are_told_apart_by_name_and_known_again_in_other_words():
    one = "Правила предоставления услуг индивидуального помощника для лиц с инвалидностью"
    same = "Правила предоставления услуг Индивидуального помощника для лица с инвалидностью"
    other = "Правила предоставления услуг специалиста жестового языка для лиц с инвалидностью"
    operations = [
        op(1, "replace", "paragraph 1", para("1", "Один."), component=one),
        op(2, "replace", "paragraph 2", para("2", "Два."), component=same),
        op(3, "replace", "paragraph 1", para("1", "Три."), component=other),
    ]
    regulation = build(ORDER, "rus", None, operations)
    shown = version(regulation, date(2024, 1, 1))
    assert [each.heading for each in shown.components] == [one, other]
    assert "component-name-differs" in {each.code for each in regulation.findings}


def test_pending_operations_are_listed_and_change_nothing():
    regulation = build(ORDER, "rus", None, [op(1, "replace", "paragraph 2", para("2", "x"), on=None)])
    (event,) = regulation.events
    assert (event.kind, event.on, event.by) == ("pending", None, AMENDING)
    assert "2." not in text(regulation, date(2030, 1, 1))
    assert validate(regulation.xml) == []


def test_a_later_addition_to_an_unknown_line_count_moves_what_followed():
    operations = [
        op(1, "replace", "paragraph 8/alinea 3", line("Третий."), component=RULES),
        op(2, "insert", "paragraph 8/alinea 2", line("Новый второй."), on="2024-02-01", component=RULES),
        op(3, "replace", "paragraph 8/alinea 4", line("Бывший третий."), on="2024-03-01", component=RULES),
    ]
    regulation = build(ORDER, "rus", None, operations)
    shown = text(regulation, date(2024, 3, 1)).splitlines()
    assert shown[2:5] == ["8. [остальной текст не на файле]", "Новый второй.", "Бывший третий."]


def test_a_part_and_an_alinea_of_an_unknown_text_may_be_one_and_that_is_said():
    operations = [
        op(1, "replace", "paragraph 8/part 2", part("Часть."), component=RULES),
        op(2, "replace", "paragraph 8/alinea 2", line("Абзац."), on="2024-02-01", component=RULES),
    ]
    regulation = build(ORDER, "rus", None, operations)
    (noted,) = [each for each in regulation.findings if each.code == "target-ambiguous"]
    assert noted.severity == "warning"
    assert noted.candidates[0].endswith("paragraph 8 / part 2")


def test_a_subparagraph_of_no_named_paragraph_is_taken_as_written_with_a_warning():
    loose = op(1, "replace", "subparagraph 2", sub("2", "портал;"), component=RULES)
    regulation = build(ORDER, "rus", None, [loose])
    assert "2) портал;" in text(regulation, date(2026, 1, 1)).splitlines()
    assert [each.code for each in regulation.findings if each.severity == "warning"] == ["target-unplaced"]
    placed = op(1, "replace", "paragraph 1/subparagraph 2", sub("2", "портал;"), component=RULES)
    assert "target-unplaced" not in {each.code for each in build(ORDER, "rus", None, [placed]).findings}
