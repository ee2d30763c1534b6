"""Decisions of people over the tiny reader: what they do, what is refused, and that nothing on file is edited."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from legal.errors import LegalError, NotOnFile, StoreError
from legal.records import ActRef, Step
from legal.store.codec import dumps
from legal.store.corpus import Corpus
from legal.store.deciding import AcceptRequest, CancelRequest, CorrectRequest, WithdrawRequest
from legal.store.decisions import (
    Accept,
    Cancel,
    Correct,
    Picked,
    Publication,
    Withdraw,
    file_name,
    id_of,
    load_decision,
)  # fmt: skip
from legal.store.engine import Engine
from legal.store.repository import Repository

BASE = "order/2020-01-10/5/20005"
OTHER = "order/2020-02-10/6/20006"
FIRST = "order/2021-03-01/11/21011"
SECOND = "order/2022-06-01/12/22012"
RULES, RULES_TOO, ORDER, LATER = "V2000020005", "V2000020006", "V2100021011", "V2200022012"
WHO = {"by": "Юрист", "reason": "Ошибка в тексте"}

Write = Callable[..., bytes]
Second = Callable[[float], datetime]
Make = Callable[[str], Corpus]


def files(write: Write, **more: Any) -> list[tuple[str, bytes]]:
    return [
        ("base.txt", write(BASE, title="Об утверждении Правил", body="Old.")),
        ("other.txt", write(OTHER, title="Об утверждении Порядка", body="Old.")),
        ("first.txt", write(FIRST, f"{BASE} First.", f"{OTHER} Second.", on="2021-04-01", **more)),
        ("second.txt", write(SECOND, f"{BASE} Third.", on="2022-07-01")),
    ]


def text(corpus: Corpus, act: str = RULES, on: date = date(2021, 5, 1), **more: Any) -> str:
    return corpus.text(act, "rus", on, **more).splitlines()[-1]


def regulations(corpus: Corpus) -> dict[str, bytes | None]:
    names = corpus.repository.list("regulations")
    return {name: corpus.repository.read(name) for name in names}


def codes(corpus: Corpus, act: str = ORDER) -> list[tuple[str, str]]:
    return [(one.code, one.severity) for one in corpus.findings(act, "rus")]


class TestCancel:
    def test_the_history_is_that_without_the_operation(
        self, make: Make, write: Write, second: Second, engine: Engine, tmp_path: Path
    ) -> None:
        corpus = make("one")
        corpus.import_files(files(write), now=second(0))
        sources = {name: corpus.repository.read(name) for name in corpus.repository.list("sources")}
        decision = corpus.decide(CancelRequest(f"{ORDER}-rus-2"), **WHO, now=second(60))

        def without(act: Any, *, readings: Mapping[int, str] | None = None) -> Any:
            found, findings = engine.operations(act)
            return tuple(one for one in found if one.id != f"{ORDER}-rus-2"), findings

        other = Corpus(Repository.create(tmp_path / "without"), replace(engine, operations=without))
        other.import_files(files(write), now=second(0))
        assert regulations(corpus) == regulations(other)
        assert (text(corpus), text(corpus, RULES_TOO)) == ("1. First.", "1. Old.")
        assert [one.id for one in corpus.operations(ORDER, "rus")] == [f"{ORDER}-rus-1"]
        assert codes(corpus) == [("operation-cancelled", "warning")]
        assert "Юрист" in corpus.findings(ORDER, "rus")[0].message
        assert id_of(decision) in corpus.findings(ORDER, "rus")[0].message
        assert {name: corpus.repository.read(name) for name in sources} == sources
        assert corpus.check() == []

    def test_a_whole_act_is_as_if_it_had_not_come(self, make: Make, write: Write, second: Second) -> None:
        corpus, other = make("one"), make("without")
        some = files(write, findings=["clause-not-understood"])
        corpus.import_files(some, now=second(0))
        corpus.decide(CancelRequest(ORDER), **WHO, now=second(60))
        other.import_files([some[0], some[1], some[3]], now=second(0))
        assert regulations(corpus) == regulations(other)
        assert corpus.operations(ORDER, "rus") == ()
        assert codes(corpus) == [("clause-not-understood", "warning"), ("act-cancelled", "warning")]
        assert [act.applied for act in corpus.acts() if act.code == ORDER] == [False]
        assert corpus.check() == []

    def test_only_the_text_of_its_language(self, corpus: Corpus, write: Write, second: Second) -> None:
        kazakh = write(FIRST, f"{BASE} Birinshi.", on="2021-04-01", language="kaz")
        corpus.import_files([*files(write), ("kaz.txt", kazakh)], now=second(0))
        with pytest.raises(LegalError, match="two languages"):
            corpus.decide(CancelRequest(ORDER), **WHO, now=second(1))
        corpus.decide(CancelRequest(ORDER, "kaz"), **WHO, now=second(1))
        assert corpus.operations(ORDER, "kaz") == ()
        assert len(corpus.operations(ORDER, "rus")) == 2

    def test_the_repeal_of_an_act(self, corpus: Corpus, write: Write, second: Second) -> None:
        given = [files(write)[0], ("end.txt", write(FIRST, f"{BASE} repeal", on="2021-04-01"))]
        corpus.import_files(given, now=second(0))
        assert corpus.version(RULES, "rus", date(2022, 1, 1)).status == "repealed"
        corpus.decide(CancelRequest(f"{ORDER}-rus-1"), **WHO, now=second(1))
        assert corpus.version(RULES, "rus", date(2022, 1, 1)).status == "in-force"
        assert corpus.check() == []

    def test_an_operation_that_the_act_does_not_hold_any_more_holds_the_act_back(
        self, corpus: Corpus, write: Write, second: Second, engine: Engine
    ) -> None:
        corpus.import_files(files(write), now=second(0))
        corpus.decide(CancelRequest(f"{ORDER}-rus-2"), **WHO, now=second(1))

        def moved(act: Any, *, readings: Mapping[int, str] | None = None) -> Any:
            found, findings = engine.operations(act)
            return tuple(replace(one, target=(Step("paragraph", "9"),)) for one in found), findings

        later = Corpus(Repository(corpus.repository.path), replace(engine, operations=moved))
        assert later.check() != []
        later.rebuild(now=second(2))
        assert ("decision-stale", "error") in codes(later)
        assert text(later) == "1. Old."


class TestAccept:
    @pytest.mark.parametrize("where", ["findings", "reading"])
    def test_the_act_is_applied_with_a_warning(self, corpus: Corpus, write: Write, second: Second, where: str) -> None:
        corpus.import_files(files(write, **{where: ["unread"]}), now=second(0))
        assert text(corpus) == "1. Old."
        corpus.decide(AcceptRequest(ORDER, "unread", 1), **WHO, now=second(60))
        assert text(corpus) == "1. First."
        assert text(corpus, known_at=second(59)) == "1. Old."
        found = [*corpus.act(ORDER, "rus").findings, *corpus.findings(ORDER, "rus")]
        assert [(one.code, one.severity) for one in found] == [("unread", "warning")]
        assert "accepted, decided by Юрист" in found[0].message
        assert [act.applied for act in corpus.acts() if act.code == ORDER] == [True]
        assert corpus.check() == []

    @pytest.mark.parametrize(("code", "line"), [("unread", 2), ("unread", None), ("text-missing", 1)])
    def test_what_is_not_there_is_refused_with_what_is(
        self, corpus: Corpus, write: Write, second: Second, code: str, line: int | None
    ) -> None:
        corpus.import_files(files(write, findings=["unread"]), now=second(0))
        head = corpus.repository.head()
        with pytest.raises(NotOnFile) as refused:
            corpus.decide(AcceptRequest(ORDER, code, line), **WHO, now=second(1))
        assert "unread 1" in (refused.value.remedy or "")
        assert corpus.repository.head() == head

    def test_twice_is_refused(self, corpus: Corpus, write: Write, second: Second) -> None:
        corpus.import_files(files(write, findings=["unread"]), now=second(0))
        corpus.decide(AcceptRequest(ORDER, "unread", 1), **WHO, now=second(1))
        with pytest.raises(NotOnFile, match="no finding"):
            corpus.decide(AcceptRequest(ORDER, "unread", 1), **WHO, now=second(2))

    def test_a_warning_needs_no_decision(self, corpus: Corpus, write: Write, second: Second) -> None:
        corpus.import_files(files(write, findings=["target-ambiguous"]), now=second(0))
        with pytest.raises(NotOnFile, match="of severity error"):
            corpus.decide(AcceptRequest(ORDER, "target-ambiguous", 1), **WHO, now=second(1))


class TestWithdraw:
    def test_the_corpus_is_what_it_was_and_both_decisions_stay(
        self, corpus: Corpus, write: Write, second: Second
    ) -> None:
        corpus.import_files(files(write), now=second(0))
        before = regulations(corpus)
        cancel = corpus.decide(CancelRequest(f"{ORDER}-rus-1"), **WHO, now=second(60))
        assert regulations(corpus) != before
        withdraw = corpus.decide(WithdrawRequest(id_of(cancel)[:10]), by="Г. К.", reason="Поспешили", now=second(120))
        assert regulations(corpus) == before
        assert [(one.id, one.withdrawn_by) for one in corpus.decisions(ORDER)] == [
            (id_of(cancel), id_of(withdraw)),
            (id_of(withdraw), None),
        ]
        assert corpus.decisions(RULES) == ()
        assert [one.decision for one in corpus.decisions(known_at=second(61))] == [cancel]
        assert (text(corpus, known_at=second(61)), text(corpus, known_at=second(59))) == ("1. Old.", "1. First.")
        assert corpus.check() == []

    def test_the_same_decision_can_be_taken_again(self, corpus: Corpus, write: Write, second: Second) -> None:
        corpus.import_files(files(write), now=second(0))
        for _ in range(2):  # even by the same clock
            cancel = corpus.decide(CancelRequest(f"{ORDER}-rus-1"), **WHO, now=second(60))
            assert text(corpus) == "1. Old."
            corpus.decide(WithdrawRequest(id_of(cancel)), **WHO, now=second(60))
            assert text(corpus) == "1. First."
        assert len(corpus.decisions(ORDER)) == 4

    def test_a_publication_date(self, corpus: Corpus, write: Write, second: Second) -> None:
        base = files(write)[0]
        corpus.import_files([base, ("first.txt", write(FIRST, f"{BASE} First."))], now=second(0))
        for _ in range(2):
            corpus.publish(ORDER, date(2021, 3, 20), "Әділет", now=second(1), by="Юрист")
            assert corpus.operations(ORDER, "rus")[0].in_force.certainty == "computed"
            *_, last = (one for one in corpus.decisions(ORDER) if isinstance(one.decision, Publication))
            assert last.decision.by == "Юрист"
            corpus.decide(WithdrawRequest(last.id), **WHO, now=second(2))
            assert corpus.operations(ORDER, "rus")[0].in_force.certainty == "presumed"
            assert corpus.check() == []

    def test_a_publication_date_that_was_replaced_stays_on_file(
        self, corpus: Corpus, write: Write, second: Second
    ) -> None:
        corpus.import_files([files(write)[0], ("first.txt", write(FIRST, f"{BASE} First."))], now=second(0))
        for day in (20, 22):  # by one clock that stands still
            corpus.publish(ORDER, date(2021, 3, day), "Әділет", now=second(1), by="Юрист")
        first, second_ = corpus.decisions(ORDER)
        assert (first.superseded_by, second_.superseded_by) == (second_.id, None)
        assert [one.in_effect for one in (first, second_)] == [False, True]
        assert corpus.operations(ORDER, "rus")[0].in_force.start == date(2021, 4, 2)
        assert corpus.check() == []
        # Without the correction the first date stands again.
        corpus.decide(WithdrawRequest(second_.id), **WHO, now=second(2))
        assert corpus.operations(ORDER, "rus")[0].in_force.start == date(2021, 3, 31)
        assert [one.superseded_by for one in corpus.decisions(ORDER)] == [None, None, None]
        assert corpus.check() == []

    def test_what_cannot_be_withdrawn(self, corpus: Corpus, write: Write, second: Second) -> None:
        corpus.import_files(files(write), now=second(0))
        cancel = corpus.decide(CancelRequest(f"{ORDER}-rus-1"), **WHO, now=second(1))
        corpus.decide(CancelRequest(f"{ORDER}-rus-2"), **WHO, now=second(2))
        withdraw = corpus.decide(WithdrawRequest(id_of(cancel)), **WHO, now=second(3))
        for name, what in (
            (id_of(cancel), "withdrawn already"), (id_of(withdraw), "withdrawal"), ("cancel-", "several"),
            ("", "no such"), ("accept-0123456789", "no such"), ("../x", "no such"),
        ):  # fmt: skip
            with pytest.raises(LegalError, match=what):
                corpus.decide(WithdrawRequest(name), **WHO, now=second(4))
        assert len(corpus.decisions()) == 3


class TestRefusals:
    @pytest.mark.parametrize(
        ("request_", "what"),
        [
            (CancelRequest(f"{ORDER}-rus-9"), "no such operation"),
            (CancelRequest("V2100099999-rus-1"), "no act on file has this operation"),
            (CancelRequest(f"{ORDER}-kaz-1"), "no act on file has this operation"),
            (CancelRequest(f"{ORDER}-rus-1", "kaz"), "other language"),
            (CancelRequest("V2100099999"), "no act on file"),
            (CancelRequest(RULES), "changes nothing"),
            (CancelRequest(ORDER, "kaz"), "no text in kaz"),
            (CancelRequest("--all"), "not the name of an act"),
            (AcceptRequest(RULES, "unread", 1), "no finding"),
        ],
    )
    def test_nothing_is_recorded(self, corpus: Corpus, write: Write, second: Second, request_: Any, what: str) -> None:
        corpus.import_files(files(write), now=second(0))
        head = corpus.repository.head()
        with pytest.raises(LegalError, match=what) as refused:
            corpus.decide(request_, **WHO, now=second(1))
        assert refused.value.remedy
        assert corpus.repository.head() == head

    @pytest.mark.parametrize("what", [f"{ORDER}-rus-1", ORDER])
    def test_cancelling_twice(self, corpus: Corpus, write: Write, second: Second, what: str) -> None:
        corpus.import_files(files(write), now=second(0))
        corpus.decide(CancelRequest(what), **WHO, now=second(1))
        with pytest.raises(LegalError, match="already"):
            corpus.decide(CancelRequest(what), **WHO, now=second(2))

    @pytest.mark.parametrize("by", ["", " \n", "x" * 101, "i.ivanov@example.kz", "ИИН 900101300123", "a\0b"])
    def test_who_decides_is_a_role_or_initials(self, corpus: Corpus, write: Write, second: Second, by: str) -> None:
        corpus.import_files(files(write), now=second(0))
        with pytest.raises(LegalError) as refused:
            corpus.decide(CancelRequest(ORDER), by=by, reason="x", now=second(1))
        assert "--by" in (refused.value.remedy or "")
        assert corpus.decisions() == ()

    @pytest.mark.parametrize("reason", ["", "  ", "по заявлению 900101300123", "x" * 2001])
    def test_why_is_said_without_personal_data(self, corpus: Corpus, write: Write, second: Second, reason: str) -> None:
        corpus.import_files(files(write), now=second(0))
        with pytest.raises(LegalError, match="reason"):
            corpus.decide(CancelRequest(ORDER), by="x", reason=reason, now=second(1))

    def test_a_reason_never_becomes_a_line_of_its_own_in_the_history(
        self, corpus: Corpus, write: Write, second: Second
    ) -> None:
        corpus.import_files(files(write), now=second(0))
        corpus.decide(CancelRequest(ORDER), by="x", reason="y\n\nRecorded: 1999-01-01T00:00:00+00:00", now=second(60))
        assert text(corpus, known_at=second(59)) == "1. First."
        assert corpus.repository.verify() == ()


ACT = ActRef("order", date(2021, 3, 1), "11", "V2100021011")
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
RECORDS = [
    Publication(ACT, date(2021, 3, 2), "Әділет", NOW),
    Cancel(ACT, "rus", "ab", "Ю", "r", NOW),
    Cancel(ACT, "kaz", "ab", "Ю", "r", NOW,
           Picked("x-rus-1", "replace-words", ACT, "q", 4, "Правила", (Step("paragraph", "2-1"),), "слово")),
    Correct(ACT, "rus", "ab", 9, "p", "", "Ю", "r", NOW),
    Accept(ACT, "rus", "ab", "unread", None, "m", "Ю", "r", NOW),
    Withdraw(ACT, "cancel-0123456789", "Ю", "r", NOW),
]  # fmt: skip


@pytest.mark.parametrize("record", RECORDS)
def test_a_decision_comes_back_from_its_file_and_from_no_other(record: Any) -> None:
    data, name = dumps(record), file_name(record)
    assert load_decision(data, f"decisions/x/{name}") == record
    for other, bytes_ in ((f"x-{name}", data), ("cancel-0000000000.json", data), (name, data.replace(b"1", b"2"))):
        with pytest.raises(StoreError):
            load_decision(bytes_, f"decisions/x/{other}")


def test_a_decision_that_somebody_edited_is_found(corpus: Corpus, write: Write, second: Second) -> None:
    corpus.import_files(files(write), now=second(0))
    decision = corpus.decide(CancelRequest(ORDER), **WHO, now=second(1))
    path = f"decisions/{ORDER}/{file_name(decision)}"
    data = corpus.repository.read(path) or b""
    corpus.repository.commit({path: data.replace("Юрист".encode(), b"X")}, "edited", now=second(2))
    with pytest.raises(StoreError, match="its own name"):
        corpus.check()


def test_an_import_after_a_decision_keeps_it(corpus: Corpus, write: Write, second: Second) -> None:
    some = files(write, findings=["unread"])
    corpus.import_files(some[:3], now=second(0))
    corpus.decide(AcceptRequest(ORDER, "unread", 1), **WHO, now=second(1))
    corpus.import_files(some[3:], now=second(2))
    assert (text(corpus), text(corpus, on=date(2023, 1, 1))) == ("1. First.", "1. Third.")
    (again,) = corpus.import_files([some[2]], now=second(3))
    assert (again.outcome, [one.severity for one in again.findings]) == ("unchanged", ["warning"])
    assert corpus.check() == []


# The corpus is what its sources and its decisions give, in whatever order they came.

ACTS = [f"order/20{20 + i}-0{1 + i}-10/{i}/{20000 + i}" for i in range(4)]
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


def code_of(number: int) -> str:
    return f"V{20 + number}000{20000 + number}"


@st.composite
def histories(draw: st.DrawFn, write: Write) -> tuple[list[bytes], list[tuple[int, Any]]]:
    """Acts that change each other, and decisions, each with the number of the act that it needs."""
    sources, decisions = [], []
    for number in range(len(ACTS)):
        targets = draw(st.lists(st.sampled_from([one for one in range(len(ACTS)) if one != number]), max_size=3))
        changes = [f"{ACTS[one]} {draw(st.sampled_from(['repeal', f'Text {number}.']))}" for one in targets]
        faults = draw(st.sampled_from([[], ["unread"]]))
        title = draw(st.sampled_from(["О внесении изменений", "Об утверждении Правил"]))
        sources.append(write(ACTS[number], *changes, title=title, findings=faults))
        code = code_of(number)
        if faults and draw(st.booleans()):
            decisions.append((number, AcceptRequest(code, "unread", 1)))
        if changes and draw(st.booleans()):
            line = draw(st.integers(1, len(changes)))
            decisions.append((number, CancelRequest(f"{code}-rus-{line}")))
        elif changes and draw(st.integers(0, 3)) == 0:
            decisions.append((number, CancelRequest(code)))
    return sources, decisions


def play(path: Path, engine: Engine, sources: list[bytes], order: list[int], decisions: list[Any], late: int) -> str:
    """Import in an order; the decisions follow as soon as their act is there, or at the end (`late`)."""
    corpus = Corpus(Repository.create(path), engine)
    waiting = list(enumerate(decisions))
    known: set[int] = set()
    for step, number in enumerate(order):
        corpus.import_files([("act.txt", sources[number])], now=NOW)
        known.add(number)
        # Only a beginning of the list: decisions have an order of their own, which is not that of imports.
        while waiting and waiting[0][1][0] in known and (step >= late or step == len(order) - 1):
            place, (_, request) = waiting.pop(0)
            corpus.decide(request, **WHO, now=NOW + timedelta(hours=1 + place))
        assert corpus.check() == []
    assert not waiting
    head = corpus.repository.head()
    assert head is not None
    return corpus.repository.info(head).tree


@settings(max_examples=12, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_corpus_does_not_depend_on_when_acts_came_and_people_decided(
    data: st.DataObject, engine: Engine, write: Write
) -> None:
    sources, decisions = data.draw(histories(write))
    orders = [data.draw(st.permutations(range(len(ACTS)))) for _ in range(2)]
    with tempfile.TemporaryDirectory() as folder:
        trees = [
            play(Path(folder) / str(late), engine, sources, list(order), decisions, late)
            for order, late in zip(orders, (0, len(ACTS)), strict=True)
        ]
    assert trees[0] == trees[1]


def test_every_order_of_three_acts_and_one_decision(make: Make, write: Write, second: Second) -> None:
    trees = set()
    for index, some in enumerate(itertools.permutations(files(write)[:3])):
        made = make(f"corpus-{index}")
        for step, one in enumerate(some):
            made.import_files([one], now=second(step))
            if one[0] == "first.txt":
                made.decide(CancelRequest(f"{ORDER}-rus-1"), **WHO, now=second(60))
        assert text(made) == "1. Old."
        head = made.repository.head()
        assert head is not None
        trees.add(made.repository.info(head).tree)
    assert len(trees) == 1


def test_a_line_without_an_instruction_cannot_be_corrected(
    make: Make, write: Write, second: Second, engine: Engine, tmp_path: Path
) -> None:
    def reading(act: Any, *, readings: Mapping[int, str] | None = None) -> Any:
        return engine.operations(act)  # takes no reading at all: nothing changes

    corpus = Corpus(Repository.create(tmp_path / "fixed"), replace(engine, operations=reading))
    corpus.import_files(files(write), now=second(0))
    with pytest.raises(LegalError, match="read so already"):
        corpus.decide(CorrectRequest(ORDER, 1, "x"), **WHO, now=second(1))
