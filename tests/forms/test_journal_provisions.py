"""Each sentence of order 472 of 2021 on journals, as the founding act has it: the rule it becomes, and what follows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from forms.journal_events import Event, Paper, Person
from forms.journal_rules import journal_rules
from forms.journal_state import Noted, Waiting, check, fold, keeps_queue, queue_order
from legal import Corpus
from tests.forms.journal_samples import FORM

DAY = date(2022, 6, 1)
PAPER = Paper("12", DAY)
ANNA, BORIS = Person(name="Анна", born=date(1950, 1, 1)), Person(name="Борис", born=date(1951, 1, 1))
ORPHAN = Person(name="Вера", born=date(2004, 1, 1))
STATIONARY, HALF, HOME, TEMPORARY = "11.1", "21.1", "26.1", "35.2"


@pytest.fixture(scope="module")
def provisions(tmp_path_factory):
    corpus = Corpus.init(tmp_path_factory.mktemp("journals") / "corpus", datetime(2022, 1, 1, tzinfo=UTC))
    found = journal_rules(corpus.version("V1800017467", "rus", DAY), FORM)
    return {one.name: one for one in found}


def event(kind, days=0, person=ANNA, **given):
    return Event(kind, DAY + timedelta(days=days), person, **given)


def faults(rules, *events, others=()):
    """What is said against the last of the events of one person."""
    before = [Noted(number, one) for number, one in enumerate(events[:-1], 1)]
    return [(one.rule, dict(one.cite)["rus"]) for one in check(events[-1], rules, fold(before).standing, others, 1)]


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        (
            STATIONARY,
            "title keeping recorded returned queue application kept out_of_turn postponement notice no_show",
        ),
        (HALF, "title keeping recorded returned queue application kept postponement notice no_show"),
        (HOME, "title keeping recorded returned queue application kept"),
        (TEMPORARY, "title keeping recorded returned"),
    ],
)
def test_every_sentence_is_a_rule_and_none_is_unread(provisions, name, kinds):
    assert [rule.kind for rule in provisions[name].rules] == kinds.split()
    assert provisions[name].findings == ()


def test_which_journals_hold_a_queue(provisions):
    assert [name for name, rules in provisions.items() if keeps_queue(rules)] == [STATIONARY, HALF, HOME]
    assert faults(provisions[TEMPORARY], event("application", at="09:00")) == [
        ("not-recorded", "часть 3 подпункта 2) пункта 35")
    ]


@pytest.mark.parametrize(
    ("name", "kind", "wanted"),
    [
        (STATIONARY, "arrival", ["order"]),
        (STATIONARY, "discharge", ["order", "reason"]),
        (STATIONARY, "absence", ["order", "reason"]),
        (STATIONARY, "transfer", ["order"]),
        (STATIONARY, "termination", ["not-recorded"]),
        (HALF, "termination", ["order", "reason"]),
        (HALF, "suspension", ["order", "reason"]),
        (HALF, "transfer", ["order"]),
        (HALF, "discharge", ["not-recorded"]),
        (HOME, "arrival", ["order"]),
        (HOME, "termination", ["order", "reason"]),
        (HOME, "suspension", ["order", "reason"]),
        (HOME, "transfer", ["not-recorded"]),
        (TEMPORARY, "absence", ["order", "reason"]),
        (TEMPORARY, "transfer", ["order"]),
    ],
)
def test_what_is_noted_with_number_and_date_of_the_order_and_reasons(provisions, name, kind, wanted):
    bare = event(kind, organization="Дом № 2")
    found = faults(provisions[name], bare)
    assert [rule for rule, _ in found] == wanted
    assert {cite.partition(" ")[2].split(" ")[0] for _, cite in found} == {"3"}, "part 3 says what is noted"
    if wanted != ["not-recorded"]:
        assert faults(provisions[name], event(kind, organization="Дом № 2", order=PAPER, reason="х")) == []


@pytest.mark.parametrize("name", [STATIONARY, HALF, HOME, TEMPORARY])
def test_whoever_left_and_comes_again_is_noted_as_returned(provisions, name):
    rules = provisions[name]
    assert dict(rules.rule("returned").values) == {"note": "возвратился", "column": "дата поступления"}
    leaving = "discharge" if "discharge" in rules.kinds else "termination"
    events = [event("arrival"), event(leaving, 1), event("arrival", 2)]
    assert fold([Noted(number, one) for number, one in enumerate(events, 1)]).returned == {3}


def test_applications_stand_in_the_order_in_which_they_came_in(provisions):
    early, late = Waiting(BORIS, DAY, "09:00", 7), Waiting(ANNA, DAY, "09:01", 2)
    assert queue_order([late, early]) == [early, late]
    invited = event("invitation", 1, until=DAY + timedelta(9))
    found = faults(provisions[STATIONARY], event("application", at="09:01"), invited, others=[early])
    assert found == [("turn", "часть 5 подпункта 1) пункта 11")]
    passing = faults(provisions[HOME], event("arrival", order=PAPER), others=[early])
    assert passing == [("queue-passed", "часть 5 подпункта 1) пункта 26")]


@pytest.mark.parametrize("name", [STATIONARY, HALF, HOME])
def test_the_place_is_kept_after_a_re_examination(provisions, name):
    applied = event("application", at="09:00", programme_until=DAY)
    examined = event("re-examination", 40, programme_until=DAY + timedelta(400))
    assert faults(provisions[name], applied, examined) == []
    kept = fold([Noted(1, applied), Noted(2, examined)]).standing.place
    assert (kept.order, kept.kept) == ((1, DAY, "09:00", 1), True)


def test_orphans_of_age_out_of_turn_in_the_stationary_journal_alone(provisions):
    asked = event("application", person=ORPHAN, at="12:00", residence="Дом")
    assert faults(provisions[STATIONARY], asked) == []
    young = Person(name="Вера", born=DAY.replace(year=2004, day=2))
    too_young = event("application", person=young, at="12:00", residence="Дом")
    assert faults(provisions[STATIONARY], too_young) == [("age", "часть 8 подпункта 1) пункта 11")]
    assert [rule for rule, _ in faults(provisions[HALF], asked)] == ["not-out-of-turn"]
    waits = Waiting(BORIS, DAY - timedelta(90), "09:00", 1)
    place = fold([Noted(2, asked)]).standing.place
    assert queue_order([waits, place])[0] == place


@pytest.mark.parametrize(("name", "days", "part"), [(STATIONARY, 30, 9), (HALF, 10, 8)])
def test_one_postponement_of_so_many_days_where_the_organization_was_told(provisions, name, days, part):
    rules, cite = provisions[name], f"часть {part} подпункта 1) пункта {name.partition('.')[0]}"
    term = DAY + timedelta(5)
    before = (event("application", at="09:00"), event("invitation", 1, until=term))

    def moved(more, on=2, **given):
        return event("postponement", on, until=term + timedelta(more), reason="болезнь", **{"notice": DAY, **given})

    assert faults(rules, *before, moved(days)) == []
    assert faults(rules, *before, moved(days + 1)) == [("postponement-days", cite)]
    assert faults(rules, *before, moved(days, notice=None)) == [("notice", cite)]
    assert faults(rules, *before, moved(days, notice=DAY + timedelta(3))) == [("notice-later", cite)]
    assert faults(rules, *before, moved(1), moved(2, on=3)) == [("postponed", cite)]
    assert [rule for rule, _ in faults(provisions[HOME], *before, moved(1))] == ["no-postponement"]


@pytest.mark.parametrize(("name", "part"), [(STATIONARY, 11), (HALF, 10)])
def test_who_does_not_arrive_in_time_gives_way_to_the_next(provisions, name, part):
    rules, cite = provisions[name], f"часть {part} подпункта 1) пункта {name.partition('.')[0]}"
    before = (event("application", at="09:00"), event("invitation", 1, until=DAY + timedelta(5)))
    assert faults(rules, *before, event("arrival", 5, order=PAPER)) == []
    assert faults(rules, *before, event("arrival", 6, order=PAPER)) == [("arrived-late", cite)]
    after = fold([Noted(at, one) for at, one in enumerate((*before, event("no-show", 6)), 1)])
    assert after.broken is None
    assert after.standing.place is None
    assert [rule for rule, _ in faults(provisions[HOME], *before, event("arrival", 6, order=PAPER))] == []
