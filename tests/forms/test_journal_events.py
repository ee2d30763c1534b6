"""Events read from data: strictly, with every fault, and never a value in a message."""

import json

import pytest

from forms.journal_events import KINDS, Event, JournalErrors, as_data, from_data, read_event

IIN = "880101300123"
ARRIVAL = {
    "kind": "arrival",
    "on": "2022-03-01",
    "person": {"iin": IIN, "name": 'О\'Нил "А & Б" <x>'},
    "iin_accepted": True,
    "order": {"number": "12-к", "date": "2022-02-28"},
}


def faults(**changed):
    with pytest.raises(JournalErrors) as caught:
        read_event({**ARRIVAL, **changed}, 7)
    return caught.value


def test_an_event_is_kept_as_it_was_given():
    event = read_event(ARRIVAL)
    assert event.person.name == 'О\'Нил "А & Б" <x>'
    assert event.order.number == "12-к"
    again = json.loads(json.dumps(as_data(event)))
    assert from_data(again) == event


@pytest.mark.parametrize(
    "event",
    [None, {"kind": "absence", "on": "2022-03-03", "person": {"iin": IIN, "name": "А"}, "iin_accepted": True}],
)
def test_a_correction_is_kept_with_what_it_puts_in_place(event):
    correction = read_event({"kind": "correction", "on": "2022-03-02", "corrects": 3, "reason": "r", "event": event})
    assert (correction.event is None) == (event is None)
    assert from_data(as_data(correction)) == correction


@pytest.mark.parametrize(
    ("changed", "rule", "field"),
    [
        ({"on": "2022-02-30"}, "date", "on"),
        ({"on": "20220301"}, "date", "on"),
        ({"kind": "vanished"}, "kind", "kind"),
        ({"kind": ["arrival"]}, "kind", "kind"),
        ({"unknown_field": 1}, "unknown", ""),
        ({"person": {"iin": "88010130012", "name": "А"}}, "iin", "person.iin"),
        ({"person": {"iin": "٨٨٠١٠١٣٠٠١٢٣", "name": "А"}}, "iin", "person.iin"),
        ({"person": {"iin": 880101300123, "name": "А"}}, "iin", "person.iin"),
        ({"person": {"iin": IIN}}, "required", "person.name"),
        ({"person": {"name": "А"}}, "identity", "person"),
        ({"person": {"iin": "880101300124", "name": "А"}, "iin_accepted": False}, "iin-checksum", "person.iin"),
        ({"person": {"iin": IIN, "name": "А\u202e"}}, "characters", "person.name"),
        ({"order": {"number": "1"}}, "required", "order.date"),
        ({"order": "№ 1"}, "object", "order"),
        ({"reason": "x" * 5000}, "length", "reason"),
        ({"at": "09:30"}, "unknown", ""),
    ],
)
def test_a_fault_names_its_field_and_repeats_no_value(changed, rule, field):
    error = faults(**changed)
    assert (rule, field) in [(one.rule, one.field) for one in error.faults]
    for language, start in (("rus", "запись 7"), ("kaz", "7-жазба")):
        for message in error.messages(language):
            assert message.startswith(start)
            assert not any(value in message for value in (IIN, "О'Нил", "2022-02-30", "vanished", "unknown_field"))
    assert json.dumps(error.as_data())


def test_every_fault_of_an_event_is_told_at_once():
    found = faults(on="x", person={"iin": "1", "name": ""}, order={})
    assert {one.field for one in found.faults} == {"on", "person.iin", "person.name", "order.number", "order.date"}


@pytest.mark.parametrize("raw", [None, [], "arrival", 1, {}])
def test_what_is_no_event_is_refused(raw):
    with pytest.raises(JournalErrors):
        read_event(raw)


@pytest.mark.parametrize("number", [0, -1, True, "3", 1.0, None])
def test_a_correction_names_an_event_by_its_number(number):
    with pytest.raises(JournalErrors):
        read_event({"kind": "correction", "on": "2022-03-02", "corrects": number, "reason": "r", "event": None})


def test_a_correction_corrects_no_correction():
    inner = {"kind": "correction", "on": "2022-03-02", "corrects": 1, "reason": "r", "event": None}
    with pytest.raises(JournalErrors):
        read_event({**inner, "event": inner})
    with pytest.raises(JournalErrors):
        read_event({"kind": "correction", "on": "2022-03-02", "corrects": 1, "reason": "r"})


def test_an_application_has_a_time_since_the_queue_stands_in_that_order():
    data = {"kind": "application", "on": "2022-03-01", "person": {"name": "А", "born": "1950-01-01"}}
    with pytest.raises(JournalErrors):
        read_event(data)
    for at in ("9:30", "24:00", "09:60", 930):
        with pytest.raises(JournalErrors):
            read_event({**data, "at": at})
    assert read_event({**data, "at": "23:59"}).at == "23:59"


def test_every_kind_takes_fields_that_an_event_has():
    names = set(Event.__dataclass_fields__)
    for required, optional in KINDS.values():
        assert {*required, *optional} <= names


def test_one_person_is_known_by_the_number_whatever_the_name():
    one, other = (read_event({**ARRIVAL, "person": {"iin": IIN, "name": name}}) for name in ("А", "Б"))
    assert one.person.key == other.person.key
    nameless = [{"name": name, "born": "1950-01-01"} for name in ("Иванов  И.", "иванов и.")]
    keys = {read_event({**ARRIVAL, "person": person}).person.key for person in nameless}
    assert len(keys) == 1
