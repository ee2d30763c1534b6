"""Who is there, who waits, in which order; what the Rules say against an event."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.journal_events import Event, Paper, Person
from forms.journal_rules import journal_rules
from forms.journal_state import Noted, Waiting, born_on, check, fold, queue_order
from tests.forms.journal_samples import AT_HOME, FORM, HALF_STATIONARY, STATIONARY, TEMPORARY, item, paragraph, version

DAY = date(2022, 3, 1)
PAPER = Paper("12", DAY)
ANNA, BORIS = Person(name="Анна", born=date(1950, 1, 1)), Person(name="Борис", born=date(1951, 1, 1))


def rules(lines=STATIONARY):
    return journal_rules(version(paragraph("11", item("1", lines))), FORM)[0]


def event(kind, days=0, person=ANNA, **given):
    return Event(kind, DAY + timedelta(days=days), person, **given)


def noted(*events):
    return [Noted(number, one) for number, one in enumerate(events, 1)]


def place(person, number, **given):
    return Waiting(person, DAY, "09:00", number, **given)


def against(one, *, lines=STATIONARY, before=(), others=()):
    standing = fold(noted(*before)).standing
    return [fault.rule for fault in check(one, rules(lines), standing, others, 1)]


@pytest.mark.parametrize(
    ("events", "broken"),
    [
        ([event("arrival"), event("discharge", 1)], None),
        ([event("arrival"), event("arrival", 1)], (2, "present")),
        ([event("discharge")], (1, "absent")),
        ([event("absence")], (1, "left")),
        ([event("arrival"), event("absence", 1), event("absence", 2)], (3, "left")),
        ([event("arrival"), event("absence", 1), event("discharge", 2)], None),
        ([event("arrival"), event("suspension", 1), event("arrival", 2)], None),
        ([event("application", at="09:00"), event("application", 1, at="09:00")], (2, "in-queue")),
        ([event("arrival"), event("application", 1, at="09:00")], (2, "present")),
        ([event("application", at="09:00"), event("arrival", 1)], (2, "not-invited")),
        ([event("invitation", until=DAY)], (1, "not-in-queue")),
        ([event("application", at="09:00"), event("invitation", 1, until=DAY)], (2, "deadline")),
        ([event("application", at="09:00"), event("withdrawal", 1), event("withdrawal", 2)], (3, "not-in-queue")),
        (
            [event("application", at="09:00", programme_until=DAY), event("invitation", 1, until=DAY)],
            (2, "programme"),
        ),
        (
            [
                event("application", at="09:00", programme_until=DAY),
                event("re-examination", 1, programme_until=DAY + timedelta(365)),
                event("invitation", 2, until=DAY + timedelta(5)),
                event("arrival", 3),
            ],
            None,
        ),
        (
            [event("application", at="09:00"), event("invitation", 1, until=DAY + timedelta(5)), event("no-show", 6)],
            None,
        ),
        (
            [event("application", at="09:00"), event("invitation", 1, until=DAY + timedelta(5)), event("no-show", 5)],
            (3, "term"),
        ),
    ],
)
def test_whether_events_fit_one_another(events, broken):
    assert fold(noted(*events)).broken == broken
    # The order in which they are known does not matter.
    assert fold(reversed(noted(*events))).broken == broken


def test_whoever_left_before_and_comes_again_has_returned():
    events = [event("arrival"), event("absence", 1), event("arrival", 2), event("discharge", 3), event("arrival", 4)]
    assert fold(noted(*events)).returned == {3, 5}


def test_an_event_entered_late_stands_on_its_day():
    late = [Noted(1, event("arrival", 5)), Noted(2, event("discharge", 3)), Noted(3, event("arrival", 1))]
    assert fold(late).broken is None
    assert fold(late).returned == {1}


def test_the_queue_stands_in_order_of_application_and_out_of_turn_before_it():
    late, early = place(ANNA, 1), Waiting(BORIS, DAY, "08:59", 2)
    orphan = Waiting(Person(name="Вера", born=date(2003, 1, 1)), DAY + timedelta(9), "12:00", 3, out_of_turn=True)
    assert queue_order([late, early, orphan]) == [orphan, early, late]


def test_the_place_is_kept_after_a_re_examination():
    events = [
        event("application", at="09:00", programme_until=DAY),
        event("re-examination", 30, programme_until=DAY + timedelta(400)),
    ]
    found = fold(noted(*events)).standing.place
    assert (found.on, found.at, found.number, found.kept) == (DAY, "09:00", 1, True)
    assert against(events[1], before=events[:1]) == []
    assert against(events[1], before=events[:1], lines=STATIONARY[2:5]) == ["not-kept"]


INVITED = (event("application", at="09:00"), event("invitation", 1, until=DAY + timedelta(10)))


def postponed(days, notice=DAY, **given):
    return event("postponement", 2, until=DAY + timedelta(10 + days), reason="болезнь", notice=notice, **given)


@pytest.mark.parametrize(
    ("one", "lines", "faults"),
    [
        (postponed(30), STATIONARY, []),
        (postponed(31), STATIONARY, ["postponement-days"]),
        (postponed(10), HALF_STATIONARY, []),
        (postponed(11), HALF_STATIONARY, ["postponement-days"]),
        (postponed(5, notice=None), STATIONARY, ["notice"]),
        (postponed(5), STATIONARY[2:5], ["no-postponement"]),
    ],
)
def test_a_postponement_is_of_as_many_days_as_the_provision_says(one, lines, faults):
    assert against(one, lines=lines, before=INVITED) == faults


def test_there_is_one_postponement():
    again = event("postponement", 3, until=DAY + timedelta(21), reason="болезнь", notice=DAY)
    assert against(again, before=(*INVITED, postponed(10))) == ["postponed"]


def test_a_fault_cites_the_provision_behind_it():
    standing = fold(noted(*INVITED)).standing
    (fault,) = check(postponed(31), rules(), standing, (), 1)
    assert "не более чем на 30 календарных дней (часть 9 подпункта 1) пункта 11)." in fault.message("rus")
    assert "(11-тармақтың 1) тармақшасының 9-бөлігі)." in fault.message("kaz")


@pytest.mark.parametrize(
    ("one", "lines", "faults"),
    [
        (event("arrival", order=PAPER), STATIONARY, []),
        (event("arrival"), STATIONARY, ["order"]),
        (event("discharge", order=PAPER), STATIONARY, ["reason"]),
        (event("discharge", order=PAPER, reason="х"), STATIONARY, []),
        (event("transfer", order=PAPER, organization="х"), STATIONARY, []),
        (event("suspension", order=PAPER, reason="х"), STATIONARY, ["not-recorded"]),
        (event("suspension", order=PAPER, reason="х"), AT_HOME, []),
        (event("transfer", order=PAPER, organization="х"), AT_HOME, ["not-recorded"]),
        (event("application", at="09:00"), TEMPORARY, ["not-recorded"]),
        (event("application", at="09:00"), STATIONARY, []),
    ],
)
def test_what_the_rules_ask_of_an_event(one, lines, faults):
    assert against(one, lines=lines) == faults


def test_nobody_is_invited_before_those_who_applied_earlier():
    earlier = Waiting(BORIS, DAY, "08:00", 9)
    asked = event("invitation", 1, until=DAY + timedelta(5))
    assert against(asked, before=INVITED[:1], others=[earlier]) == ["turn"]
    invited = Waiting(BORIS, DAY, "08:00", 9, until=DAY)
    assert against(asked, before=INVITED[:1], others=[invited]) == []
    expired = Waiting(BORIS, DAY, "08:00", 9, programme_until=DAY)
    assert against(asked, before=INVITED[:1], others=[expired]) == []


def test_nobody_passes_the_queue_but_those_who_come_back_or_are_transferred():
    others = [place(BORIS, 9)]
    assert against(event("arrival", order=PAPER), others=others) == ["queue-passed"]
    assert against(event("arrival", order=PAPER, came_from="Дом № 2"), others=others) == []
    away = (event("arrival"), event("absence", 1))
    assert against(event("arrival", 2, order=PAPER), before=away, others=others) == []
    assert against(event("arrival", 2, order=PAPER), before=INVITED, others=others) == []


@pytest.mark.parametrize(("born", "faults"), [(date(2004, 3, 1), []), (date(2004, 3, 2), ["age"]), (None, ["age"])])
def test_orphans_of_age_are_taken_out_of_turn(born, faults):
    orphan = Person(name="Вера", born=born)
    assert against(event("application", person=orphan, at="09:00", residence="Дом")) == faults


def test_out_of_turn_only_where_the_provision_says_so():
    orphan = Person(name="Вера", born=date(2000, 1, 1))
    one = event("application", person=orphan, at="09:00", residence="Дом")
    assert against(one, lines=HALF_STATIONARY) == ["not-out-of-turn"]


@pytest.mark.parametrize(
    ("iin", "day"),
    [
        ("880101300123", date(1988, 1, 1)), ("040229500129", date(2004, 2, 29)), ("990230300123", None),
        ("990101000123", None),
    ],
)  # fmt: skip
def test_the_day_of_birth_in_an_iin(iin, day):
    assert born_on(Person(iin=iin)) == day


KINDS = ("arrival", "discharge", "absence", "transfer", "application", "invitation", "postponement", "no-show",
         "withdrawal", "re-examination")  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 20), st.integers(0, 20)), max_size=30))
def test_whatever_is_entered_nobody_is_both_there_and_in_the_queue(steps):
    kept = []
    for kind, day, later in steps:
        until = DAY + timedelta(days=day + later)
        one = event(kind, day, at="09:00", until=until, programme_until=until, reason="х")
        trial = [*kept, Noted(len(kept) + 1, one)]
        folded = fold(trial)
        if folded.broken is None:
            kept = trial
            standing = folded.standing
            assert not (standing.place and standing.presence in ("in", "away"))
            arrivals = [each for each in kept if each.event.kind == "arrival"]
            leavings = [each for each in kept if each.event.kind in ("discharge", "transfer", "absence")]
            # Nobody leaves more often than they came, or came without leaving in between.
            assert 0 <= len(arrivals) - (standing.presence == "in") <= len(leavings)
            assert len(folded.returned) == max(0, len(arrivals) - 1)
