"""Up to which day a redaction has the changes of an order: what of it is in the text, and what is still to come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from legal.notes.check import redaction
from legal.notes.parse import parse_note
from legal.records import Act, ActRef, Card, InForce, Node, Note, Operation, OperationSource, Step, Target

BASE = ActRef("order", date(2020, 5, 15), "140")
BY = ActRef("order", date(2022, 3, 2), "55")
TEN = InForce("after-publication", date(2022, 3, 26), "computed", 10)
JULY = InForce("date", date(2022, 7, 1), "stated")
RULE = "вводится в действие по истечении десяти календарных дней после дня его первого официального опубликования"
CHANGED = f"Сноска. Пункт 3 с изменениями, внесенными приказом Министра культуры РК от 02.03.2022 № 55 ({RULE})."


def text(*notes: tuple[str, str]) -> Act:
    made = tuple(Note(kind, words, (i, i)) for i, (kind, words) in enumerate(notes, 1))  # type: ignore[arg-type]
    return Act(Card("rus", "О справках"), (), notes=made)


def op(number: int, target: str, action: str = "replace", force: InForce = TEN, by: ActRef = BY) -> Operation:
    steps: Target = tuple(Step(*piece.split(" ")) for piece in target.split("/"))  # type: ignore[arg-type]
    source = OperationSource("1", (number,), target, number)
    return Operation(f"55-{number}", action, BASE, "Правила", steps, force, source, by=by)  # type: ignore[arg-type]


def test_a_rule_is_the_day_of_the_order_and_the_order_s_other_changes_of_that_day_are_in_the_text():
    stated, silent = op(1, "paragraph 3/subparagraph 4", "insert"), op(2, "paragraph 6", "insert-words")
    later = op(3, "paragraph 7", force=JULY)
    found = redaction(text(("footnote", CHANGED)), [stated, silent, later])
    assert found.on == date(2022, 3, 26)
    assert found.operations == (later,)
    assert found.held == ()
    assert [(each.code, each.severity) for each in found.findings if each.code != "base-redaction"] == [
        ("note-missing", "warning")
    ]


def test_a_change_of_the_same_place_on_a_later_day_is_still_to_come():
    now, later = op(1, "paragraph 3/subparagraph 2"), op(2, "paragraph 3/subparagraph 4", "insert", JULY)
    found = redaction(text(("footnote", CHANGED)), [now, later])
    assert found.operations == (later,)
    # Where the footnote's day is that of no change of the order, nobody can see which is right: nothing is made twice.
    other = replace(TEN, days=60)
    assert not redaction(text(("footnote", CHANGED)), [replace(now, in_force=other), later]).operations


def test_a_line_in_the_place_of_an_element_says_that_it_was_taken_out():
    line = f"9. Исключен приказом Министра культуры РК от 02.03.2022 № 55 ({RULE})."
    gone, other = op(1, "paragraph 9", "delete"), op(2, "paragraph 2/paragraph 9")
    found = redaction(text(("notice", line)), [gone, other])
    assert [row.state for row in found.rows] == ["agrees", "not-mentioned"]
    coming = "Пункт 9 исключен приказом Министра культуры РК от 02.03.2022 № 55 (вводится в действие с 01.01.2030)."
    assert redaction(text(("notice", f"Примечание ИЗПИ! {coming}")), [gone]).on is None


@pytest.mark.parametrize(
    ("note", "operation", "why"),
    [
        (
            f"Сноска. Приложение 1 - в редакции приказа Министра культуры РК от 02.03.2022 № 55 ({RULE}).",
            replace(op(1, "annex"), content=(Node("annex", "1", "Приложение 1"),)),
            "the only annex was given anew as annex 1",
        ),
        (
            f"Сноска. Заголовок - в редакции приказа Министра культуры РК от 02.03.2022 № 55 ({RULE}).",
            replace(op(1, "title"), component=None),
            "the title of the act",
        ),
        (
            "Сноска. Статья 5 с изменением, внесенным Законом РК от 12 января 2007 года N 220.",
            op(1, "article 5", by=ActRef("law", date(2007, 1, 12), "220-III ЗРК")),
            "the convocation of Parliament left out",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and value[:1].islower() else "",
)
def test_one_place_under_two_names(note: str, operation: Operation, why: str):
    assert [row.state for row in redaction(text(("footnote", note)), [operation]).rows] == ["agrees"], why


def test_what_follows_an_addition_is_about_what_was_added():
    note = (
        f"Сноска. Правила дополнены пунктом 6-1 в соответствии с приказом Министра культуры РК от 02.03.2022 № 55 "
        f"({RULE}); в редакции приказа Министра культуры РК от 09.02.2024 № 44 ({RULE})."
    )
    items = parse_note(note, "rus")
    assert items is not None
    assert [(item.what, item.target) for item in items] == [
        ("insert", (Step("paragraph", "6-1"),)),
        ("replace", (Step("paragraph", "6-1"),)),
    ]
