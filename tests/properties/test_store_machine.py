"""What must always hold of a corpus, whatever is done to it in whatever order, against a naive second engine.

A machine imports orders early and late, the base act among them, records and corrects publication dates, cancels and
corrects operations and takes that back, starts again from the repository, and sends what must be refused. After each
step the texts of every day are those of the naive engine, and answers for past moments are what they were.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from naive_engine import Change, History, Order
from order_texts import BASE_CODE, base_text, instruction, line_of, order_text

from legal.errors import LegalError
from legal.store.corpus import Corpus
from legal.store.deciding import CancelRequest, CorrectRequest, WithdrawRequest
from legal.store.decisions import id_of
from legal.store.repository import Repository

MORNING = datetime(2026, 1, 1, tzinfo=UTC)
WHO = {"by": "Заңгер", "reason": "проверка"}
BASE = {"1": "Слово первого пункта.", "2": "Слово второго пункта.", "3": "Слово третьего пункта."}
NUMBERS = ("1", "2", "2-1", "3", "4", "10")
DAYS = [date(2021, 2, 1) + timedelta(days=offset) for offset in range(0, 40, 8)]
ASKED = sorted(
    {day + timedelta(days=offset) for day in DAYS for offset in (-1, 0)} | {date(2021, 1, 1), date(2022, 1, 1)}
)

changes = st.builds(
    Change,
    st.sampled_from(["replace", "insert", "delete", "words"]),
    st.sampled_from(NUMBERS),
    st.sampled_from(["Слово одно.", "Слово другое: приём ведётся ежедневно.", "Термин без срока."]),
)


class Machine(RuleBasedStateMachine):
    """The corpus under test beside the naive history of it."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="qagida-"))
        self.corpus = Corpus(Repository.create(self.folder / "corpus"))
        self.history = History()
        self.moment = MORNING
        self.count = 0
        self.decided: list[tuple[str, tuple[int, int]]] = []
        self.past: list[tuple[datetime, date, str]] = []

    def teardown(self) -> None:
        if not hasattr(self, "folder"):
            return
        try:
            if self.shown():
                self.same_in_any_order()
                assert self.corpus.check() == []
        finally:
            shutil.rmtree(self.folder)

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def shown(self) -> bool:
        """Whether there is a regulation to ask about: the base, or an order with something left that changes it."""
        left = any(
            (order.index, place) not in self.history.cancelled
            for order in self.history.orders.values()
            for place, _ in enumerate(order.changes, 1)
        )
        return self.history.base is not None or left

    # What may be done

    @precondition(lambda self: self.history.base is None)
    @rule()
    def import_base(self) -> None:
        self.corpus.import_files([("base.txt", base_text(BASE))], now=self.now())
        self.history.base = dict(BASE)

    @precondition(lambda self: self.count < 7)
    @rule(
        found=st.lists(changes, min_size=1, max_size=3),
        day=st.one_of(st.none(), st.sampled_from(DAYS)),
        published=st.one_of(st.none(), st.integers(0, 20)),
        early=st.booleans(),
    )
    def import_order(self, found: list[Change], day: date | None, published: int | None, early: bool) -> None:
        self.count += 1
        # Orders come in another order than that of their adoption.
        index = self.count if early else 20 - self.count
        order = Order(index, tuple(found), day)
        more = {}
        if published is not None:
            self.history.published[index] = order.adopted + timedelta(days=published)
            more = {"published": self.history.published[index], "published_in": "Эталонный банк"}
        self.history.orders[index] = order
        self.corpus.import_files([("order.txt", order_text(order))], now=self.now(), **more)

    @precondition(lambda self: self.count < 7 and any(one.repeals is None for one in self.history.orders.values()))
    @rule(data=st.data(), day=st.sampled_from(DAYS))
    def import_repeal(self, data: st.DataObject, day: date) -> None:
        self.count += 1
        gone = data.draw(st.sampled_from(sorted(i for i, one in self.history.orders.items() if one.repeals is None)))
        order = Order(20 + self.count, (), day, gone)
        self.history.orders[order.index] = order
        self.corpus.import_files([("repeal.txt", order_text(order))], now=self.now())

    @precondition(lambda self: self.history.orders)
    @rule(data=st.data(), after=st.integers(0, 25))
    def publish(self, data: st.DataObject, after: int) -> None:
        order = self.history.orders[data.draw(st.sampled_from(sorted(self.history.orders)))]
        self.history.published[order.index] = order.adopted + timedelta(days=after)
        self.corpus.publish(order.code, order.adopted + timedelta(days=after), "Эталонный банк", now=self.now())

    @precondition(lambda self: self.free())
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        index, place = data.draw(st.sampled_from(self.free()))
        operation = f"{self.history.orders[index].code}-rus-{place}"
        decision = self.corpus.decide(CancelRequest(operation), **WHO, now=self.now())
        self.history.cancelled.add((index, place))
        self.decided.append((id_of(decision), (index, place)))

    @precondition(lambda self: self.free("delete"))
    @rule(data=st.data(), number=st.sampled_from(NUMBERS))
    def correct(self, data: st.DataObject, number: str) -> None:
        index, place = data.draw(st.sampled_from(self.free("delete")))
        order = self.history.orders[index]
        change = Change("delete", number)
        if change.number == order.changes[place - 1].number:
            return
        request = CorrectRequest(order.code, line_of(order, place), instruction(change)[0])
        decision = self.corpus.decide(request, **WHO, now=self.now())
        self.history.corrected[index, place] = change
        self.decided.append((id_of(decision), (index, place)))

    @precondition(lambda self: self.decided)
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        name, place = self.decided.pop(data.draw(st.integers(0, len(self.decided) - 1)))
        self.corpus.decide(WithdrawRequest(name), **WHO, now=self.now())
        self.history.cancelled.discard(place)
        self.history.corrected.pop(place, None)

    @rule()
    def restart(self) -> None:
        self.corpus = Corpus.open(self.folder / "corpus")

    @precondition(lambda self: self.history.orders)
    @rule(data=st.data())
    def refused(self, data: st.DataObject) -> None:
        """Other bytes of an act on file, no act at all, a publication before the adoption: nothing is written."""
        order = self.history.orders[data.draw(st.sampled_from(sorted(self.history.orders)))]
        before = self.corpus.repository.head()
        for bad in (order_text(order) + b"\n\xd0\xb8\n", b"", b"%PDF-1.7 nothing"):
            with pytest.raises(LegalError):
                self.corpus.import_files([("bad.txt", bad)], now=self.now())
        with pytest.raises(LegalError):
            self.corpus.publish(order.code, order.adopted - timedelta(days=1), "bank", now=self.now())
        again = self.corpus.import_files([("order.txt", order_text(order))], now=self.now())
        assert [each.outcome for each in again] == ["unchanged"]
        assert self.corpus.repository.head() == before

    @precondition(lambda self: self.shown())
    @rule(day=st.sampled_from(ASKED))
    def remember(self, day: date) -> None:
        self.past.append((self.moment, day, self.corpus.text(BASE_CODE, "rus", day)))

    def free(self, action: str | None = None) -> list[tuple[int, int]]:
        """Changes that nobody decided about."""
        return [
            (order.index, place)
            for order in self.history.orders.values()
            for place, change in enumerate(order.changes, 1)
            if (order.index, place) not in {*self.history.cancelled, *self.history.corrected}
            and action in (None, change.action)
        ]

    # What must hold

    @invariant()
    def the_text_is_that_of_the_naive_engine(self) -> None:
        if not hasattr(self, "history") or not self.shown():
            return
        if self.history.base is None and any(one[3].action == "words" for one in self.history.events()):
            return  # words of a text that nobody has: neither engine can say what they come to
        for day in ASKED:
            known = [line for line in self.corpus.text(BASE_CODE, "rus", day).splitlines() if line[:1].isdigit()]
            known = [line for line in known if "[" not in line and not line.startswith("90.")]
            assert known == self.history.lines(day), day

    @invariant()
    def answers_for_past_moments_stay(self) -> None:
        for moment, day, text in getattr(self, "past", []):
            assert self.corpus.text(BASE_CODE, "rus", day, known_at=moment) == text

    @invariant()
    def the_text_changes_on_listed_days_only_and_each_line_has_one_source(self) -> None:
        if not hasattr(self, "history") or not self.shown():
            return
        events = self.corpus.timeline(BASE_CODE, "rus")
        listed = {event.on for event in events if event.kind == "amendment"}
        texts = {day: self.corpus.text(BASE_CODE, "rus", day) for day in ASKED}
        for before, after in pairwise(ASKED):
            if not any(on and before < on <= after for on in listed):
                assert texts[before] == texts[after]
                assert self.corpus.compare(BASE_CODE, "rus", before, after) == ()
        lines = self.corpus.blame(BASE_CODE, "rus", ASKED[-1])
        assert [line.text for line in lines] == texts[ASKED[-1]].splitlines()
        known = {name for event in events for name in event.operations}
        assert {line.wording.by for line in lines} <= known | {None}

    def same_in_any_order(self) -> None:
        """The same sources and decisions, imported the other way round, give the same bytes."""
        other = Corpus(Repository.create(self.folder / "other"))
        files = [("o.txt", order_text(order)) for order in self.history.orders.values()]
        files += [("b.txt", base_text(BASE))] if self.history.base is not None else []
        for number, file in enumerate(reversed(files)):
            other.import_files([file], now=MORNING + timedelta(seconds=number))
        for index, day in sorted(self.history.published.items()):
            other.publish(self.history.orders[index].code, day, "Эталонный банк", now=self.now())
        for index, place in sorted(self.history.cancelled):
            request = CancelRequest(f"{self.history.orders[index].code}-rus-{place}")
            other.decide(request, **WHO, now=self.now())
        if self.history.corrected:
            return  # ids of corrected operations follow from the decisions together: tested where they are made
        for day in ASKED:
            assert other.slice_xml(BASE_CODE, "rus", day) == self.corpus.slice_xml(BASE_CODE, "rus", day)
        path = f"regulations/{BASE_CODE}/rus.xml"
        assert other.repository.read(path, other.repository.head()) == self.corpus.repository.read(
            path, self.corpus.repository.head()
        )


def run(examples: int, steps: int) -> None:
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=checks
        ),
    )


def test_a_few_histories():
    run(6, 12)


@pytest.mark.slow
def test_thousands_of_histories():
    run(2_000, 25)
