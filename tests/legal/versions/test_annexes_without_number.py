""" "Приложение к Положению" is what is printed under that word, never a list or a form that stands there without it."""

from __future__ import annotations

from datetime import date

import pytest
from building import ORDER, line, op, para, part

from legal import versions
from legal.records import Act, Annex, Card, Node, Step

ON = date(2024, 1, 1)
TITLE = "Положение о комитете"


def caption(text: str) -> Node:
    return Node("alinea", text=text, role="caption")


LIST = Node("annex", None, "", "Перечень организаций", children=(part("Первая организация"),))
PLAIN = Node("annex", None, "Приложение", "Форма", children=(caption("к Положению о комитете"), line("Строка формы")))
FIRST = Node("annex", "1", "Приложение 1", "Форма", children=(caption("к Положению о комитете"), line("Строка один")))
NEW = Node("annex", None, "Приложение", "Форма", children=(caption("к Положению о комитете"), line("Новая строка")))


def base(*inside: Node) -> Act:
    body = Node("component", None, "", TITLE, children=(para("1", "Комитет подчиняется министру."), *inside))
    own = Annex(None, "", "Утверждено приказом", body)
    return Act(Card("rus", "Об утверждении Положения", "order"), (para("1", "Утвердить Положение."),), annexes=(own,))


def built(inside: tuple[Node, ...], *operations):
    found = versions.build(ORDER, "rus", base(*inside), operations)
    errors = [one for one in found.findings if one.severity == "error"]
    return versions.text(found, ON).splitlines(), [one.code for one in errors if one.code != "act-held-back"]


def change(number: int, action: str, *content: Node, **more):
    return op(number, action, "annex", *content, component=TITLE, **more)


@pytest.mark.parametrize(
    ("why", "inside", "after"),
    [
        ("it alone", (PLAIN,), ["Новая строка"]),
        ("beside a list", (LIST, PLAIN), ["Первая организация", "Новая строка"]),
        ("beside an annex with a number", (PLAIN, FIRST), ["Новая строка", "Строка один"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_annex_without_a_number_is_given_anew(why: str, inside: tuple[Node, ...], after: list[str]):
    text, errors = built(inside, change(1, "replace", NEW))
    assert errors == [], why
    assert [one for one in text if one.endswith(("строка", "один", "организация", "формы"))] == after


@pytest.mark.parametrize(
    ("why", "inside"),
    [("a list is no annex", (LIST,)), ("an annex with a number", (FIRST,)), ("nothing there", ())],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("action", ["replace", "delete", "replace-words"])
def test_nothing_else_is_taken_for_it(why: str, inside: tuple[Node, ...], action: str):
    more = {"old": "организация", "new": "компания"} if action == "replace-words" else {}
    text, errors = built(inside, change(1, action, *([NEW] if action == "replace" else []), **more))
    assert errors == ["target-absent"], why
    assert text == built(inside)[0]


def test_a_new_annex_without_a_number_stands_beside_a_list():
    text, errors = built((LIST,), change(1, "insert", NEW))
    assert errors == []
    assert text[-5:] == ["Первая организация", "Приложение", "к Положению о комитете", "Форма", "Новая строка"]


def test_a_second_one_is_refused():
    assert built((PLAIN,), change(1, "insert", NEW))[1] == ["target-occupied"]


def test_of_several_none_is_chosen():
    other = Node("annex", None, "Приложение", "Другая форма", children=(line("Другая строка"),))
    assert built((PLAIN, other), change(1, "replace", NEW))[1] == ["target-ambiguous"]


def test_the_annex_of_the_order_itself_is_not_the_regulations_that_it_approves():
    """Printed under "Утверждено приказом", they are no "приложение к приказу"; printed under "Приложение" they are."""
    named = op(1, "delete", "annex")
    assert built((), named)[1] == ["target-absent"]
    act = base()
    labelled = versions.build(ORDER, "rus", Act(act.card, act.body, annexes=(_labelled(act),)), [named])
    assert versions.text(labelled, ON).splitlines()[-1] == "1. Утвердить Положение."


def _labelled(act: Act) -> Annex:
    (own,) = act.annexes
    return Annex(None, "Приложение", "к приказу", own.body)


def test_a_list_goes_by_its_name():
    """ "в перечне организаций, …": a list under Regulations is named like a document."""
    words = op(1, "replace-words", "", old="Первая", new="Вторая", component="Перечень организаций")
    text, errors = built((LIST, PLAIN), words)
    assert errors == []
    assert "Вторая организация" in text
    assert Step("annex") not in words.target
