"""The notes of a text: each under what it is about, what was taken out noted where it stood, nothing else changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from legal.notes import parse_note, text_with_notes
from legal.records import Act, ActRef, Card, InForce, Node, Operation, OperationSource, Step
from legal.versions import build, text

ORDER = ActRef("order", date(2023, 6, 30), "288", code="V2300032994")
AUTHOR = {"rus": "Министра труда Республики Казахстан", "kaz": "Қазақстан Республикасы Еңбек министрінің"}
BY = ActRef("order", date(2025, 9, 30), "300", code="V2500036999", author=AUTHOR["rus"])
LATER = ActRef("order", date(2025, 12, 1), "401", code="V2500037500", author=AUTHOR["rus"])


def paragraph(number: str, *lines: str) -> Node:
    alineas = tuple(Node("alinea", text=line) for line in lines)
    return Node("paragraph", number, f"{number}.", children=(Node("part", "1", children=alineas),))


def base(language: str = "rus") -> Act:
    rules = Node("component", None, "", "Правила", children=tuple(paragraph(n, f"Пункт {n}.") for n in "1234"))
    title = "Об утверждении Правил"
    card = Card(language, title, "order", None, date(2023, 6, 30), "288")  # type: ignore[arg-type]
    return Act(card, (paragraph("1", "Утвердить."), rules))


def op(number: int, action: str, num: str, *content: Node, on: str = "2026-01-01", by: ActRef = BY) -> Operation:
    force = InForce("date", date.fromisoformat(on), "stated")
    source = OperationSource("1", (number,), f"{action} {num}", number)
    return Operation(
        f"{by.code}-rus-{number}", action, ORDER, "Правила", (Step("paragraph", num),), force, source,  # type: ignore[arg-type]
        content=content, by=by,
    )  # fmt: skip


OPERATIONS = [
    op(1, "replace", "1", paragraph("1", "Новый первый.")),
    op(2, "delete", "3"),
    op(3, "insert", "4-1", paragraph("4-1", "Добавленный.")),
    replace(op(4, "replace-words", "2"), old="Пункт", new="Норма"),
    replace(op(5, "replace-words", "2", on="2026-02-01", by=LATER), old="Норма", new="Часть"),
]


def test_each_note_stands_under_what_it_is_about():
    regulation = build(ORDER, "rus", base(), OPERATIONS)
    of, by = "приказа Министра труда РК", "приказом Министра труда РК"
    first = "от 30.09.2025 № 300 (вводится в действие с 01.01.2026)"
    second = "от 01.12.2025 № 401 (вводится в действие с 01.02.2026)"
    assert text_with_notes(regulation, date(2026, 2, 1)).splitlines() == [
        "Об утверждении Правил",
        "1. Утвердить.",
        "Правила",
        "1. Новый первый.",
        f"Сноска. Пункт 1 - в редакции {of} {first}.",
        "2. Часть 2.",
        f"Сноска. Пункт 2 с изменениями, внесенными приказами Министра труда РК {first}; {second}.",
        f"Сноска. Пункт 3 исключен {by} {first}.",
        "4. Пункт 4.",
        "4-1. Добавленный.",
        f"Сноска. Правила дополнены пунктом 4-1 в соответствии с {by} {first}.",
    ]


def test_only_what_is_in_force_is_told_and_no_word_of_the_text_changes():
    regulation = build(ORDER, "rus", base(), OPERATIONS)
    for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 1)):
        shown = text_with_notes(regulation, day).splitlines()
        assert [each for each in shown if not each.startswith("Сноска.")] == text(regulation, day).splitlines()
    assert "Сноска." not in text_with_notes(regulation, date(2025, 12, 31))
    assert "№ 401" not in text_with_notes(regulation, date(2026, 1, 31))


def test_what_is_made_reads_back_as_what_was_done():
    regulation = build(ORDER, "rus", base(), OPERATIONS)
    notes = [each for each in text_with_notes(regulation, date(2026, 2, 1)).splitlines() if each.startswith("Сноска.")]
    read = [item for note in notes for item in parse_note(note, "rus") or ()]
    assert [(item.what, item.target[-1].num, item.act.number) for item in read] == [
        ("replace", "1", "300"),
        ("change", "2", "300"),
        ("change", "2", "401"),
        ("delete", "3", "300"),
        ("insert", "4-1", "300"),
    ]


def test_kazakh_notes_have_the_words_of_the_bank():
    by = replace(BY, author=AUTHOR["kaz"])
    regulation = build(ORDER, "kaz", base("kaz"), [replace(OPERATIONS[1], by=by), replace(OPERATIONS[0], by=by)])
    shown = text_with_notes(regulation, date(2026, 1, 1)).splitlines()
    act = "ҚР Еңбек министрінің 30.09.2025 № 300 (01.01.2026 бастап қолданысқа енгізіледі) бұйрығымен"
    assert f"Ескерту. 1-тармақ жаңа редакцияда – {act}." in shown
    assert shown[shown.index("2. Пункт 2.") + 1] == f"Ескерту. 3-тармақ алып тасталды – {act}."


def test_the_history_without_presumed_dates_has_no_notes_of_them():
    force = InForce("after-publication", date(2026, 1, 1), "presumed", 10)
    regulation = build(ORDER, "rus", base(), [replace(OPERATIONS[0], in_force=force)])
    assert "Сноска." not in text_with_notes(regulation, date(2026, 1, 1), certain_only=True)
    rule = "по истечении десяти календарных дней после дня его первого официального опубликования"
    assert f"(вводится в действие {rule})" in text_with_notes(regulation, date(2026, 1, 1))
