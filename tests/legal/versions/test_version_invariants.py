"""What holds of any regulation, with random sets of operations, against a naive model of numbered paragraphs."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import pairwise

from building import AMENDING, ORDER, act, op, para, part, sub
from hypothesis import given, settings
from hypothesis import strategies as st

from legal.akn import validate
from legal.records import ActRef, Operation
from legal.versions import Regulation, blame, build, compare, slice_xml, text, version
from legal.versions.order import number_key

START = date(2024, 1, 1)
NUMBERS = ("1", "2", "2-1", "3", "10")
BASE = act(*(para(number, part(f"Пункт {number}:", sub("1", "один;"), sub("2", "два."))) for number in ("1", "2", "3")))
ACTS = tuple(
    ActRef("order", date(2023, 1, day), str(day), code=f"V23000000{day:02d}") for day in (5, 9, 17, 21, 22, 23, 24, 25)
)


@st.composite
def operation_lists(draw: st.DrawFn) -> list[Operation]:
    count = draw(st.integers(1, 8))
    made = []
    for index in range(count):
        action = draw(st.sampled_from(["replace", "insert", "delete", "replace-words"]))
        number = draw(st.sampled_from(NUMBERS))
        inner = action == "replace" and draw(st.booleans())
        on = (START + timedelta(days=draw(st.integers(0, 4)))).isoformat()
        certainty = draw(st.sampled_from(["stated", "presumed"]))
        words = {"old": "Пункт", "new": "Часть"} if action == "replace-words" else {}
        content = ()
        if action in ("replace", "insert"):
            content = (sub("1", f"новый {index};"),) if inner else (para(number, f"Пункт новый {index}."),)
        target = f"paragraph {number}" + ("/subparagraph 1" if inner else "")
        by = draw(st.sampled_from(ACTS))
        made.append(op(index, action, target, *content, on=on, certainty=certainty, by=by, **words))
    return made


DAYS = [START + timedelta(days=offset) for offset in range(-1, 7)]


@settings(max_examples=80, deadline=None)
@given(operation_lists(), st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_import_never_matters(operations: list[Operation], based: bool, shuffle: random.Random):
    base = BASE if based else None
    first = build(ORDER, "rus", base, operations)
    shuffled = list(operations)
    shuffle.shuffle(shuffled)
    assert build(ORDER, "rus", base, shuffled).xml == first.xml
    again = Regulation.parse(first.xml)
    assert (again.findings, again.events) == (first.findings, first.events)


@settings(max_examples=80, deadline=None)
@given(operation_lists(), st.booleans())
def test_certain_only_is_the_history_built_without_presumed_dates(operations: list[Operation], based: bool):
    base = BASE if based else None
    whole = build(ORDER, "rus", base, operations)
    held = {event.by for event in whole.events if event.kind == "not-applied"}
    sure = [each for each in operations if each.in_force.certainty == "stated" and each.by not in held]
    alone = build(ORDER, "rus", base, sure)
    if any(each.code == "not-in-sure-history" for each in whole.findings):
        # A stated change to what only a presumed date put there: left out of one history, refused by the other.
        return
    assert all(each.severity != "error" for each in alone.findings)
    if not based:
        # What is known to exist differs with what spoke of it; only wordings are compared.
        kept = [line for day in DAYS for line in text(whole, day, certain_only=True).splitlines() if "[" not in line]
        assert kept == [line for day in DAYS for line in text(alone, day).splitlines() if "[" not in line]
        return
    for day in DAYS:
        assert text(whole, day, certain_only=True) == text(alone, day)


@settings(max_examples=80, deadline=None)
@given(operation_lists(), st.booleans())
def test_paragraphs_stand_in_the_order_of_their_numbers(operations: list[Operation], certain: bool):
    regulation = build(ORDER, "rus", None, operations)
    for day in DAYS:
        shown = [node.num for node in version(regulation, day, certain_only=certain).body if node.kind == "paragraph"]
        assert shown == sorted(set(shown), key=number_key)


@settings(max_examples=80, deadline=None)
@given(operation_lists(), st.booleans())
def test_documents_are_valid_and_identifiers_unique(operations: list[Operation], based: bool):
    regulation = build(ORDER, "rus", BASE if based else None, operations)
    assert validate(regulation.xml) == []
    for day in DAYS[::3]:
        assert validate(slice_xml(regulation, day)) == []
        assert validate(slice_xml(regulation, day, certain_only=True)) == []


@settings(max_examples=80, deadline=None)
@given(operation_lists(), st.booleans())
def test_the_text_changes_only_on_listed_days_and_every_line_has_its_source(operations: list[Operation], based: bool):
    regulation = build(ORDER, "rus", BASE if based else None, operations)
    listed = {event.on for event in regulation.events if event.kind == "amendment"}
    for before, after in pairwise(DAYS):
        if after not in listed:
            assert text(regulation, before) == text(regulation, after)
            assert compare(regulation, before, after) == ()
    lines = [each.text for each in blame(regulation, DAYS[-1])]
    assert lines == text(regulation, DAYS[-1]).splitlines()
    known = {each.id for each in operations}
    assert {each.wording.by for each in blame(regulation, DAYS[-1])} <= known | {None}


@settings(max_examples=80, deadline=None)
@given(operation_lists())
def test_an_identifier_is_never_given_to_another_wording(operations: list[Operation]):
    """Leaving an act out changes no identifier of what stands without it.

    A change of words is left aside: the wording it makes is its own, and says what the one before it said.
    """
    words = {each.id for each in operations if each.action == "replace-words"}
    whole = build(ORDER, "rus", BASE, operations)
    fewer = build(ORDER, "rus", BASE, [each for each in operations if each.by != ACTS[0]])

    def texts(regulation: Regulation) -> dict[str, str]:
        found = {}
        for day in DAYS:
            for each in version(regulation, day).body:
                stack = [each]
                while stack:
                    node = stack.pop()
                    if node.text and node.eid and node.wording and node.wording.by not in words:
                        assert found.setdefault(node.eid, node.text) == node.text
                    stack += node.children
        return found

    left, right = texts(whole), texts(fewer)
    assert all(left[eid] == right[eid] for eid in left.keys() & right.keys())


def naive(operations: list[Operation]) -> dict[date, list[str]] | None:
    """Whole paragraphs only, in a dictionary by number; None where something cannot be applied."""
    texts = {"1": "Первый.", "2": "Второй.", "3": "Третий."}
    found = {}
    for day in DAYS:
        for each in sorted(
            operations, key=lambda one: (one.in_force.start, one.by.number.zfill(3), int(one.id.rpartition("-")[2]))
        ):
            if each.in_force.start != day:
                continue
            number = each.target[0].num
            if (each.action == "insert") == (number in texts):
                return None
            if each.action == "delete":
                del texts[number]
            else:
                texts[number] = each.content[0].children[0].children[0].text
        order = sorted(texts, key=lambda number: [int(piece) for piece in number.split("-")])
        found[day] = [f"{number}. {texts[number]}" for number in order]
    return found


@st.composite
def paragraphs(draw: st.DrawFn) -> list[Operation]:
    made = []
    for index in range(draw(st.integers(1, 6))):
        action = draw(st.sampled_from(["replace", "insert", "delete"]))
        number = draw(st.sampled_from(["1", "2", "2-1", "2-2", "4", "10"]))
        on = DAYS[draw(st.integers(1, 5))].isoformat()
        content = () if action == "delete" else (para(number, f"Новый {index}."),)
        made.append(op(index, action, f"paragraph {number}", *content, on=on, by=draw(st.sampled_from(ACTS))))
    return made


@settings(max_examples=200, deadline=None)
@given(paragraphs())
def test_agrees_with_a_naive_engine(operations: list[Operation]):
    expected = naive(operations)
    base = act(para("1", "Первый."), para("2", "Второй."), para("3", "Третий."))
    regulation = build(ORDER, "rus", base, operations)
    if expected is None:
        assert any(each.severity == "error" for each in regulation.findings)
        return
    assert regulation.findings == ()
    for day, lines in expected.items():
        assert text(regulation, day).splitlines()[1:] == lines


def test_the_acts_of_one_day_go_by_adoption_and_registration():
    first = ActRef("order", date(2023, 1, 5), "900", code="V2300000900", registered="900")
    second = ActRef("order", date(2023, 1, 5), "1", code="V2300000901", registered="901")
    late = op(1, "replace", "paragraph 1", para("1", "Второй приказ."), by=second)
    early = op(9, "replace", "paragraph 1", para("1", "Первый приказ."), by=first)
    regulation = build(ORDER, "rus", BASE, [late, early])
    assert text(regulation, START).splitlines()[1] == "1. Второй приказ."
    assert [event.by for event in regulation.events] == [first, second]
    assert AMENDING not in regulation.acts.values()
