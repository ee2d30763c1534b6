"""Words and marks where they meet what stays, and what a new wording keeps of the element it takes the place of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from building import ORDER, act, line, op, para

from legal.records import Annex, Node
from legal.versions import build, text
from legal.versions.skeleton import occurrences
from legal.versions.words import edited

CASES = [
    ("на казахском и русском языках, а также на других", ", а также", "и", "на казахском и русском языках и на других"),
    ("справки и копии", "и", ", а также", "справки, а также копии"),
    ("справки (копии) и выписки", "(копии)", "или дубликаты", "справки или дубликаты и выписки"),
    ("в течение пяти дней", "пяти", "трех", "в течение трех дней"),
    ("5-дневный срок", "5", "10", "10-дневный срок"),
]


@pytest.mark.parametrize(("before", "old", "new", "after"), CASES)
def test_words_are_replaced_with_the_spaces_that_they_need(before: str, old: str, new: str, after: str):
    start = next(occurrences(old, before))
    operation = op(1, "replace-words", "paragraph 1", old=old, new=new)
    assert edited(operation, before, start, start + len(old), new) == after


def pair(number: int, old: str, new: str):
    made = op(number, "replace-words", "", old=old, new=new, everywhere=True)
    return replace(made, source=replace(made.source, quote="по всему тексту слова … заменить соответственно …"))


def test_a_form_of_the_words_that_the_text_never_had_changes_nothing():
    base = act(para("1", "Справку выдает отдел."))
    pairs = [pair(1, "отдел", "центр"), pair(2, "отделом", "центром")]
    for operations in (pairs, pairs[::-1]):
        regulation = build(ORDER, "rus", base, operations)
        assert text(regulation, operations[0].in_force.start).splitlines()[-1] == "1. Справку выдает центр."
        assert [(each.code, each.severity) for each in regulation.findings] == [("words-absent", "warning")]


def test_words_of_which_the_text_has_none_hold_the_act_back():
    base = act(para("1", "Справку выдает отдел."))
    regulation = build(ORDER, "rus", base, [pair(1, "служба", "центр"), pair(2, "службой", "центром")])
    assert {each.severity for each in regulation.findings if each.code == "words-absent"} == {"error"}


def test_the_only_annex_given_anew_with_a_number_has_it_from_then_on():
    old = Node("annex", None, "Приложение", "Перечень", children=(line("к Правилам", "caption"), line("Первое.")))
    new = Node("annex", "1", "Приложение 1", "Перечень", children=(line("к Правилам", "caption"), line("Второе.")))
    base = act(para("1", "Пункт."), annexes=(Annex(None, "Приложение", "к Правилам", old),))
    given = op(1, "replace", "annex", new)
    changed = op(2, "replace", "annex 1/heading", new="Список", on="2024-02-01")
    regulation = build(ORDER, "rus", base, [given, changed])
    assert not [each for each in regulation.findings if each.severity == "error"]
    lines = text(regulation, changed.in_force.start).splitlines()
    assert lines[-4:] == ["Приложение 1", "к Правилам", "Список", "Второе."]


def test_rules_given_anew_keep_the_words_that_approve_them():
    approved = line("Утверждены приказом Министра", "caption")
    rules = Node("component", None, "", "Правила", children=(approved, para("1", "Старое.")))
    base = act(para("1", "Утвердить Правила."), annexes=(Annex(None, "", "Утверждены приказом Министра", rules),))
    new = Node("component", None, "", "Правила", children=(para("1", "Новое."),))
    given = op(1, "replace", "", new, component="Правила")
    lines = text(build(ORDER, "rus", base, [given]), given.in_force.start).splitlines()
    assert lines[-3:] == ["Утверждены приказом Министра", "Правила", "1. Новое."]
