"""A suspension with a wording for the meantime; a whole act given anew; elements named by their heading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from building import ORDER, act, numbered, op, para, part, row

from legal.akn import validate
from legal.records import Annex, Node, Operation, Step
from legal.versions import Regulation, blame, build, text

ON, END = date(2024, 1, 1), date(2025, 1, 1)
_TABLE = Node("table", children=(row("1", "Имя", "да"), row("2", "Итого", "нет")))
BASE = act(
    numbered("chapter", "1", para("1", "Орган выдает справку."), heading="Общие положения"),
    numbered("chapter", "2", para("2", "Срок пять дней."), para("3", "Последний."), heading="Порядок"),
    annexes=(Annex("1", "Приложение 1", "", Node("annex", "1", "Приложение 1", "Форма", children=(_TABLE,))),),
)
START = text(build(ORDER, "rus", BASE, []), ON)


def _suspend(number: int = 1) -> Operation:
    given = op(number, "suspend", "paragraph 2", para("2", "Срок десять дней."))
    return replace(given, in_force=replace(given.in_force, end=END))


def _titled(given: Operation, *titles: str) -> Operation:
    """An operation whose first steps are named by their heading."""
    named = tuple(Step(step.kind, None, title) for step, title in zip(given.target, titles, strict=False))
    return replace(given, target=(*named, *given.target[len(titles) :]))


def _codes(regulation: Regulation) -> list[str]:
    return [each.code for each in regulation.findings if each.severity != "info"]


def test_the_wording_for_the_meantime_stands_until_the_end_and_the_old_one_again_after_it():
    regulation = build(ORDER, "rus", BASE, [_suspend()])
    assert _codes(regulation) == []
    for day in (ON, date(2024, 12, 31)):
        assert text(regulation, day) == START.replace("пять", "десять")
    assert text(regulation, date(2023, 12, 31)) == START
    assert text(regulation, END) == START
    assert validate(regulation.xml) == []


def test_the_wording_that_stands_again_is_that_of_its_own_operation():
    before = op(2, "replace", "paragraph 2", para("2", "Срок шесть дней."), on="2023-06-01")
    regulation = build(ORDER, "rus", BASE, [before, _suspend()])
    assert text(regulation, END) == START.replace("пять", "шесть")
    assert "«Срок шесть дней." not in text(regulation, ON)
    assert any(each.wording.by == before.id for each in blame(regulation, END))


def test_a_resumption_ends_the_wording_for_the_meantime_before_its_day():
    regulation = build(ORDER, "rus", BASE, [_suspend(), op(2, "resume", "paragraph 2", on="2024-06-01")])
    assert _codes(regulation) == []
    assert text(regulation, date(2024, 5, 31)) == START.replace("пять", "десять")
    assert text(regulation, date(2024, 6, 1)) == START
    assert text(regulation, END) == START


def test_a_wording_for_the_meantime_that_is_changed_is_told():
    changed = op(2, "replace", "paragraph 2", para("2", "Срок семь дней."), on="2024-06-01")
    regulation = build(ORDER, "rus", BASE, [_suspend(), changed])
    assert _codes(regulation) == ["suspended-changed"]


def test_an_act_given_anew_with_its_annexes_takes_the_place_of_all_of_it():
    annex = Node("annex", "1", "Приложение 1", "Иная форма", children=(_TABLE,))
    whole = Node("component", children=(para("1", "Новое."), annex))
    regulation = build(ORDER, "rus", BASE, [op(1, "replace", "", whole)])
    assert _codes(regulation) == []
    assert text(regulation, ON).splitlines()[1:4] == ["1. Новое.", "Приложение 1", "Иная форма"]
    alone = build(ORDER, "rus", BASE, [op(1, "replace", "", Node("component", children=(para("1", "Новое."),)))])
    assert "target-ambiguous" in _codes(alone)


def test_an_element_is_found_by_its_heading():
    gone = build(ORDER, "rus", BASE, [_titled(op(1, "delete", "chapter 1"), "ОБЩИЕ ПОЛОЖЕНИЯ.")])
    assert _codes(gone) == []
    assert text(gone, ON) == START.replace("Глава 1. Общие положения\n1. Орган выдает справку.\n", "")
    inside = build(ORDER, "rus", BASE, [_titled(op(1, "delete", "chapter 2/paragraph 3"), "Порядок")])
    assert text(inside, ON) == START.replace("3. Последний.\n", "")
    row_named = replace(op(1, "delete", "annex 1/row 2"), target=(Step("annex", "1"), Step("row", None, "Итого")))
    assert text(build(ORDER, "rus", BASE, [row_named]), ON).splitlines() == START.splitlines()[:-1]


def test_a_heading_that_no_element_has_is_absent_and_never_the_only_element_there_is():
    base = act(numbered("chapter", "1", para("1", "Орган."), heading="Общие положения"))
    for kind, title in (("chapter", "Заключение"), ("section", "Заключение")):
        given = replace(op(1, "delete", "chapter 1"), target=(Step(kind, None, title),))
        assert "target-absent" in _codes(build(ORDER, "rus", base, [given]))


def test_a_number_and_a_heading_that_do_not_go_together_are_refused():
    given = replace(op(1, "delete", "chapter 1"), target=(Step("chapter", "1", "Порядок"),))
    assert "target-ambiguous" in _codes(build(ORDER, "rus", BASE, [given]))


def test_a_form_by_its_number_is_never_the_document_with_that_number():
    form = Node("annex", "2", "Приложение 2", "Отчет", children=(part("Форма № 027/у"), part("Имя ____")))
    base = act(para("1", "Утвердить."), annexes=(BASE.annexes[0], Annex("2", "Приложение 2", "", form)))
    for num, code in (("027/у", None), ("1", "target-absent")):
        given = replace(op(1, "delete", "annex 1"), target=(Step("component", num),))
        regulation = build(ORDER, "rus", base, [given])
        assert (code in _codes(regulation)) if code else "Отчет" not in text(regulation, ON)


def test_a_mark_that_is_replaced_is_the_one_at_the_end():
    base = act(para("1", "Орган, см. пункт 2, выдает. Срок пять дней."))
    given = op(1, "replace-words", "paragraph 1", old=".", new=";")
    regulation = build(ORDER, "rus", base, [given])
    assert _codes(regulation) == []
    assert text(regulation, ON).splitlines()[-1] == "1. Орган, см. пункт 2, выдает. Срок пять дней;"
    comma = build(ORDER, "rus", base, [replace(given, old=",")])
    assert "words-repeated" in _codes(comma)


def test_words_of_a_cell_are_changed_by_row_and_column():
    for column in (Step("column", "3"), Step("column", None, "Да")):
        given = op(1, "replace-words", "annex 1/row 2", old="нет", new="есть")
        at = Step("table"), *given.target[1:], column
        regulation = build(ORDER, "rus", BASE, [replace(given, target=(given.target[0], *at))])
        assert _codes(regulation) == []
        assert text(regulation, ON).splitlines()[-1] == "2\tИтого\tесть"
    given = replace(given, target=(*given.target, Step("column", "4")))
    assert "target-ambiguous" in _codes(build(ORDER, "rus", BASE, [given]))
