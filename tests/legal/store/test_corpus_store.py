"""The corpus as a whole, over a tiny reader: what an import makes, refuses, keeps and leaves alone."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date, datetime

import pytest

from legal.errors import ConflictError, DateError, LegalError, NotOnFile, SourceError, StoreError
from legal.store.corpus import Corpus
from legal.store.deciding import CancelRequest

BASE = "order/2020-01-10/5/20005"
FIRST = "order/2021-03-01/11/21011"
SECOND = "order/2022-06-01/12/22012"
RULES = "V2000020005"

Write = Callable[..., bytes]
Second = Callable[[float], datetime]


def lines(corpus: Corpus, on: date, **more: object) -> list[str]:
    return corpus.text(RULES, "rus", on, **more).splitlines()  # type: ignore[arg-type]


def files(write: Write) -> list[tuple[str, bytes]]:
    return [
        ("base.txt", write(BASE, title="Об утверждении Правил", body="Old.")),
        ("first.txt", write(FIRST, f"{BASE} First.", on="2021-04-01")),
        ("second.txt", write(SECOND, f"{BASE} Second.", on="2022-07-01")),
        ("kaz.txt", write(SECOND, f"{BASE} Ekinshi.", on="2022-07-01", language="kaz")),
    ]


def test_an_import_is_read_applied_and_committed(corpus: Corpus, write: Write, second: Second) -> None:
    reports = corpus.import_files(files(write), now=second(0))
    assert [report.outcome for report in reports] == ["imported"] * 4
    assert lines(corpus, date(2021, 3, 31)) == ["Об утверждении Правил", "1. Old."]
    assert lines(corpus, date(2021, 4, 1)) == ["Об утверждении Правил", "1. First."]
    assert lines(corpus, date(2022, 7, 1)) == ["Об утверждении Правил", "1. Second."]
    assert "1. Ekinshi." in corpus.text(RULES, "kaz", date(2022, 7, 1))
    assert corpus.check() == []


def test_one_commit_an_act_with_all_that_follows_from_it(corpus: Corpus, write: Write, second: Second) -> None:
    corpus.import_files(files(write), now=second(0))
    repository = corpus.repository
    history = repository.history(f"regulations/{RULES}/rus.xml")
    assert len(history) == 3  # the Kazakh order changes the Kazakh text alone
    newest = repository.head()
    assert newest is not None
    assert repository.info(newest).message.startswith("Import V2200022012, kaz")


def test_any_order_gives_the_same_bytes(make: Callable[[str], Corpus], write: Write, second: Second) -> None:
    trees = set()
    for index, some in enumerate(itertools.permutations(files(write))):
        made = make(f"corpus-{index}")
        made.import_files(some, now=second(index))
        head = made.repository.head()
        assert head is not None
        trees.add(made.repository.info(head).tree)
    assert len(trees) == 1


def test_the_same_bytes_again_change_nothing(corpus: Corpus, write: Write, second: Second) -> None:
    corpus.import_files(files(write), now=second(0))
    head = corpus.repository.head()
    assert {report.outcome for report in corpus.import_files(files(write), now=second(9))} == {"unchanged"}
    assert corpus.repository.head() == head


def test_other_bytes_of_an_act_on_file_are_refused_with_all_that_came_with_them(
    corpus: Corpus, write: Write, second: Second
) -> None:
    corpus.import_files(files(write)[:1], now=second(0))
    head = corpus.repository.head()
    other = [files(write)[1], ("other.txt", write(BASE, title="Об утверждении Правил", body="Forged."))]
    with pytest.raises(ConflictError, match="other bytes") as refused:
        corpus.import_files(other, now=second(1))
    assert refused.value.remedy
    assert corpus.repository.head() == head


@pytest.mark.parametrize("bad", [b"", b"\0", b"%PDF-1.7 not json", b'{"act": "-", "changes": [], "title": "x"}'])
def test_a_file_that_is_no_act_leaves_the_corpus_untouched(
    corpus: Corpus, write: Write, second: Second, bad: bytes
) -> None:
    corpus.import_files(files(write)[:1], now=second(0))
    head = corpus.repository.head()
    with pytest.raises(SourceError):
        corpus.import_files([files(write)[1], ("bad.txt", bad)], now=second(1))
    assert corpus.repository.head() == head


def test_a_preview_writes_nothing(corpus: Corpus, write: Write, second: Second) -> None:
    (report,) = corpus.import_files(files(write)[:1], now=second(0), dry_run=True)
    assert report.outcome == "previewed"
    assert corpus.repository.head() is None
    assert corpus.acts() == []


def test_progress_is_told_after_each_file(corpus: Corpus, write: Write, second: Second) -> None:
    told: list[tuple[int, int, str]] = []
    corpus.import_files(files(write)[:2], now=second(0), progress=lambda *at: told.append(at))
    assert told == [(1, 2, "base.txt"), (2, 2, "first.txt")]


def test_an_order_not_understood_is_stored_and_not_applied(corpus: Corpus, write: Write, second: Second) -> None:
    bad = write(FIRST, f"{BASE} First.", on="2021-04-01", findings=["clause-not-understood"])
    reports = corpus.import_files([files(write)[0], ("bad.txt", bad)], now=second(0))
    assert [report.outcome for report in reports] == ["imported", "not-applied"]
    assert lines(corpus, date(2025, 1, 1))[-1] == "1. Old."
    assert [event.kind for event in corpus.timeline(RULES, "rus")] == ["base", "not-applied"]
    assert [act.applied for act in corpus.acts() if act.code == "V2100021011"] == [False]
    assert [each.code for each in corpus.findings("V2100021011", "rus")] == ["clause-not-understood"]


def test_an_order_that_was_not_read_whole_is_not_applied(corpus: Corpus, write: Write, second: Second) -> None:
    bad = write(FIRST, f"{BASE} First.", on="2021-04-01", reading=["unread"])
    reports = corpus.import_files([files(write)[0], ("bad.txt", bad)], now=second(0))
    assert reports[1].outcome == "not-applied"
    assert lines(corpus, date(2025, 1, 1))[-1] == "1. Old."


def test_an_answer_for_a_past_moment_never_changes(corpus: Corpus, write: Write, second: Second) -> None:
    base, first, *_ = files(write)
    corpus.import_files([base], now=second(0))
    corpus.import_files([first], now=second(60))
    assert lines(corpus, date(2025, 1, 1), known_at=second(59))[-1] == "1. Old."
    assert lines(corpus, date(2025, 1, 1), known_at=second(60))[-1] == "1. First."
    with pytest.raises(NotOnFile, match="held nothing"):
        lines(corpus, date(2025, 1, 1), known_at=second(-1))


def test_a_clock_that_goes_back_gives_a_later_moment_all_the_same(corpus: Corpus, write: Write, second: Second) -> None:
    base, first, *_ = files(write)
    corpus.import_files([base], now=second(60))
    corpus.import_files([first], now=second(0))
    assert lines(corpus, date(2025, 1, 1), known_at=second(60))[-1] == "1. Old."
    assert lines(corpus, date(2025, 1, 1))[-1] == "1. First."


def test_a_moment_without_a_time_zone_is_refused(corpus: Corpus, write: Write) -> None:
    with pytest.raises(LegalError, match="time zone"):
        corpus.import_files(files(write), now=datetime(2026, 1, 1))  # noqa: DTZ001 - the fault under test


class TestPublication:
    def test_turns_presumed_dates_into_computed_ones_and_moves_them(
        self, corpus: Corpus, write: Write, second: Second
    ) -> None:
        order = write(FIRST, f"{BASE} First.")
        corpus.import_files([files(write)[0], ("a.txt", order)], now=second(0))
        assert lines(corpus, date(2021, 3, 12))[-1] == "1. First."
        corpus.publish("V2100021011", date(2021, 3, 20), "Казахстанская правда № 50", now=second(1))
        assert lines(corpus, date(2021, 3, 30))[-1] == "1. Old."
        assert lines(corpus, date(2021, 3, 31))[-1] == "1. First."
        assert corpus.timeline(RULES, "rus")[-1].certainty == "computed"
        assert corpus.operations("V2100021011", "rus")[0].in_force.start == date(2021, 3, 31)
        assert lines(corpus, date(2021, 3, 12), known_at=second(0))[-1] == "1. First."
        assert corpus.check() == []

    def test_with_the_import_is_the_same_as_after_it(
        self, make: Callable[[str], Corpus], write: Write, second: Second
    ) -> None:
        file = [("a.txt", write(FIRST, f"{BASE} First."))]
        one, two = make("one"), make("two")
        one.import_files(file, now=second(0), published=date(2021, 3, 20), published_in="Казахстанская правда")
        two.import_files(file, now=second(0))
        two.publish("V2100021011", date(2021, 3, 20), "Казахстанская правда", now=second(0))
        trees = {each.repository.info(each.repository.head() or "").tree for each in (one, two)}
        assert len(trees) == 1

    def test_corrected_moves_the_dates_again(self, corpus: Corpus, write: Write, second: Second) -> None:
        corpus.import_files([("a.txt", write(FIRST, f"{BASE} First."))], now=second(0))
        for day in (20, 22):
            corpus.publish("V2100021011", date(2021, 3, day), "Казахстанская правда", now=second(day))
        assert corpus.operations("V2100021011", "rus")[0].in_force.start == date(2021, 4, 2)
        assert len(corpus.repository.history("decisions/V2100021011")) == 2

    def test_the_same_again_changes_nothing(self, corpus: Corpus, write: Write, second: Second) -> None:
        corpus.import_files([("a.txt", write(FIRST, f"{BASE} First."))], now=second(0))
        for moment in (1, 2):
            corpus.publish("V2100021011", date(2021, 3, 20), "Казахстанская правда", now=second(moment))
        assert len(corpus.repository.history("decisions")) == 1

    def test_is_refused_before_the_registration(self, corpus: Corpus, write: Write, second: Second) -> None:
        corpus.import_files([("a.txt", write(FIRST, f"{BASE} First."))], now=second(0))
        with pytest.raises(DateError, match="before the act was registered"):
            corpus.publish("V2100021011", date(2021, 2, 28), "Казахстанская правда", now=second(1))

    def test_is_refused_without_a_source(self, corpus: Corpus, write: Write, second: Second) -> None:
        with pytest.raises(LegalError, match="source"):
            corpus.import_files(files(write), now=second(0), published=date(2021, 3, 20))
        with pytest.raises(LegalError, match="source"):
            corpus.publish("V2100021011", date(2021, 3, 20), " ", now=second(0))

    def test_of_an_act_that_is_only_named_is_refused(self, corpus: Corpus, write: Write, second: Second) -> None:
        corpus.import_files([("a.txt", write(FIRST, f"{BASE} First."))], now=second(0))
        with pytest.raises(NotOnFile):
            corpus.publish(RULES, date(2021, 3, 20), "Казахстанская правда", now=second(1))

    def test_another_date_with_an_import_is_refused(self, corpus: Corpus, write: Write, second: Second) -> None:
        file = [("a.txt", write(FIRST, f"{BASE} First."))]
        corpus.import_files(file, now=second(0), published=date(2021, 3, 20), published_in="A")
        with pytest.raises(ConflictError, match="2021-03-20"):
            corpus.import_files(file, now=second(1), published=date(2021, 3, 21), published_in="B")


class TestRepeals:
    def test_stated_by_another_act_ends_the_regulation(self, corpus: Corpus, write: Write, second: Second) -> None:
        ending = write(SECOND, f"{BASE} repeal", on="2022-07-01", title="О признании утратившими силу")
        corpus.import_files([files(write)[0], ("end.txt", ending)], now=second(0))
        assert corpus.version(RULES, "rus", date(2022, 6, 30)).status == "in-force"
        version = corpus.version(RULES, "rus", date(2022, 7, 1))
        assert (version.status, version.ended) == ("repealed", date(2022, 7, 1))

    def test_of_the_amending_act_before_its_changes_took_effect_leaves_none_of_them(
        self, corpus: Corpus, write: Write, second: Second
    ) -> None:
        order = write(FIRST, f"{BASE} First.", on="2022-01-01", repealed=f"{SECOND} 2021-12-01")
        corpus.import_files([files(write)[0], ("a.txt", order)], now=second(0))
        version = corpus.version(RULES, "rus", date(2025, 1, 1))
        assert version.status == "in-force"
        assert lines(corpus, date(2025, 1, 1))[-1] == "1. Old."
        assert "repealed-before-effect" in {each.code for each in version.findings}

    def test_of_the_amending_act_later_is_presumed_to_end_the_regulation(
        self, corpus: Corpus, write: Write, second: Second
    ) -> None:
        order = write(FIRST, f"{BASE} First.", on="2021-04-01", repealed=f"{SECOND} 2022-07-01")
        corpus.import_files([files(write)[0], ("a.txt", order)], now=second(0))
        assert lines(corpus, date(2022, 6, 30))[-1] == "1. First."
        version = corpus.version(RULES, "rus", date(2022, 7, 1))
        assert (version.status, version.ended) == ("presumed-repealed", date(2022, 7, 1))
        assert version.ended_by is not None
        assert version.ended_by.number == "12"

    def test_are_not_presumed_where_a_later_order_still_changes_the_regulation(
        self, corpus: Corpus, write: Write, second: Second
    ) -> None:
        order = write(FIRST, f"{BASE} First.", on="2021-04-01", repealed=f"{SECOND} 2022-07-01")
        later = write("order/2023-01-01/30/23030", f"{BASE} Third.", on="2023-02-01")
        corpus.import_files([files(write)[0], ("a.txt", order), ("b.txt", later)], now=second(0))
        assert corpus.version(RULES, "rus", date(2022, 8, 1)).status == "in-force"

    def test_stated_stand_before_presumed_ones(self, corpus: Corpus, write: Write, second: Second) -> None:
        order = write(FIRST, f"{BASE} First.", on="2021-04-01", repealed=f"{SECOND} 2022-07-01")
        base = write(BASE, title="Об утверждении Правил", repealed=f"{SECOND} 2023-01-01")
        corpus.import_files([("base.txt", base), ("a.txt", order)], now=second(0))
        assert corpus.version(RULES, "rus", date(2022, 8, 1)).status == "in-force"
        assert corpus.version(RULES, "rus", date(2023, 1, 1)).status == "repealed"

    def test_by_an_act_that_ended_before_have_no_effect(self, corpus: Corpus, write: Write, second: Second) -> None:
        ending = write(
            SECOND, f"{BASE} repeal", on="2022-07-01", title="О признании утратившими силу",
            repealed="order/2022-06-10/13/22013 2022-06-20",
        )  # fmt: skip
        corpus.import_files([files(write)[0], ("end.txt", ending)], now=second(0))
        assert corpus.version(RULES, "rus", date(2024, 1, 1)).status == "in-force"


def test_an_order_changed_before_its_changes_took_effect_is_read_as_it_then_stands(
    corpus: Corpus, write: Write, second: Second
) -> None:
    order = write(FIRST, f"{BASE} Never.", f"{BASE} First.", on="2022-01-01")
    change = write(SECOND.replace("2022-06", "2021-06"), f"{FIRST} Other.", on="2021-07-01")
    corpus.import_files([files(write)[0], ("a.txt", order), ("b.txt", change)], now=second(0))
    assert lines(corpus, date(2025, 1, 1))[-1] == "1. First."
    codes = {each.code for each in corpus.version(RULES, "rus", date(2025, 1, 1)).findings}
    assert "amending-act-read-as-amended" in codes
    # A decision about its published lines says nothing of the lines that it then has: it is held back.
    name = next(one.id for one in corpus.operations("V2100021011", "rus") if one.new == "Never.")
    corpus.decide(CancelRequest(name), by="LS", reason="a slip", now=second(1))
    assert lines(corpus, date(2025, 1, 1))[-1] == "1. Old."
    codes = {each.code for each in corpus.version(RULES, "rus", date(2025, 1, 1)).findings}
    assert "amending-act-amended" in codes
    assert corpus.check() == []


def test_an_order_on_file_in_the_other_language_only_is_said_to_be_missing(
    corpus: Corpus, write: Write, second: Second
) -> None:
    base, _, _, kaz = files(write)
    corpus.import_files([base, kaz], now=second(0))
    version = corpus.version(RULES, "rus", date(2025, 1, 1))
    assert [each.code for each in version.findings] == ["language-not-on-file"]
    assert "not-applied" in {event.kind for event in corpus.timeline(RULES, "rus")}
    assert all(act.applied for act in corpus.acts())  # the text that is on file was applied


class TestNames:
    def test_code_and_iri_name_the_same_act(self, corpus: Corpus, write: Write, second: Second) -> None:
        corpus.import_files(files(write), now=second(0))
        for name in (
            RULES,
            "/akn/kz/act/order/unknown/2020-01-10/5",
            "/akn/kz/act/order/unknown/2020-01-10/5/rus@2021-01-01",
        ):
            assert corpus.resolve(name).code == RULES

    def test_an_act_named_without_its_code_is_the_one_that_has_it(
        self, corpus: Corpus, write: Write, second: Second
    ) -> None:
        nameless = write(FIRST, "order/2020-01-10/5/- First.", on="2021-04-01")
        corpus.import_files([("a.txt", nameless)], now=second(0))
        assert corpus.repository.list("regulations") == (
            "regulations/order.unknown.2020-01-10.5/rus.json",
            "regulations/order.unknown.2020-01-10.5/rus.xml",
        )
        corpus.import_files([files(write)[0]], now=second(1))
        assert corpus.repository.list("regulations") == (
            f"regulations/{RULES}/rus.json",
            f"regulations/{RULES}/rus.xml",
        )
        assert lines(corpus, date(2022, 1, 1))[-1] == "1. First."
        assert corpus.check() == []

    def test_an_act_named_without_its_form_fits_two_and_changes_neither(
        self, corpus: Corpus, write: Write, second: Second
    ) -> None:
        base, other = files(write)[0], write("law/2020-01-10/5", title="О чем-то")
        vague = write(FIRST, "-/2020-01-10/5/- First.", on="2021-04-01")
        reports = corpus.import_files([base, ("b.txt", other), ("c.txt", vague)], now=second(0))
        assert [report.outcome for report in reports] == ["imported", "imported", "not-applied"]
        version = corpus.version(RULES, "rus", date(2022, 1, 1))
        assert lines(corpus, date(2022, 1, 1))[-1] == "1. Old."
        assert "act-ambiguous" in {each.code for each in version.findings}

    @pytest.mark.parametrize("name", ["V2000020006", "/akn/kz/act/order/unknown/2020-01-11/5"])
    def test_an_unknown_act_is_refused_with_the_nearest(
        self, corpus: Corpus, write: Write, second: Second, name: str
    ) -> None:
        corpus.import_files(files(write), now=second(0))
        with pytest.raises(NotOnFile) as refused:
            corpus.resolve(name)
        assert RULES in (refused.value.remedy or "")

    @pytest.mark.parametrize(
        "name", ["", "order 288", "../../etc/passwd", "--upload-pack=x", "V20000\0", "V2000020005\n/x", "/akn/../x"]
    )
    def test_what_is_no_name_is_refused(self, corpus: Corpus, write: Write, second: Second, name: str) -> None:
        corpus.import_files(files(write), now=second(0))
        with pytest.raises(LegalError):
            corpus.resolve(name)

    def test_a_language_that_is_not_on_file_is_refused(self, corpus: Corpus, write: Write, second: Second) -> None:
        corpus.import_files(files(write)[:2], now=second(0))
        with pytest.raises(NotOnFile, match="no text in kaz"):
            corpus.text(RULES, "kaz", date(2022, 1, 1))
        with pytest.raises(NotOnFile, match="no text in kaz"):
            corpus.act(RULES, "kaz")


def test_lists_hold_acts_on_file_and_acts_that_are_named(corpus: Corpus, write: Write, second: Second) -> None:
    corpus.import_files(files(write)[1:], now=second(0))
    rows = {act.code: act for act in corpus.acts()}
    assert not rows[RULES].on_file
    assert [ref.code for ref in rows[RULES].amended_by] == ["V2100021011", "V2200022012"]
    assert rows["V2200022012"].on_file
    assert rows["V2200022012"].languages == ("rus", "kaz")
    assert [ref.code for ref in corpus.regulations()] == [RULES]
    assert corpus.languages(RULES) == ("rus", "kaz")


def test_an_amending_act_can_be_read_though_it_is_no_regulation(corpus: Corpus, write: Write, second: Second) -> None:
    corpus.import_files(files(write)[1:2], now=second(0))
    assert "1. Changes follow." in corpus.text("V2100021011", "rus", date(2021, 4, 1))


def test_check_finds_a_derived_file_that_somebody_changed_and_rebuild_mends_it(
    corpus: Corpus, write: Write, second: Second
) -> None:
    corpus.import_files(files(write), now=second(0))
    path = f"regulations/{RULES}/rus.xml"
    before = corpus.repository.read(path)
    assert before is not None
    changed = {path: before.replace(b"First", b"Forged"), "regulations/V1/rus.xml": b"<x/>"}
    corpus.repository.commit(changed, "by hand", now=second(1))
    assert [each.message.split(":")[0] for each in corpus.check()] == ["regulations/V1/rus.xml", path]
    assert corpus.rebuild(now=second(2))
    assert corpus.repository.read(path) == before
    assert corpus.check() == []
    assert not corpus.rebuild(now=second(3))


def test_opening_what_is_no_corpus_is_refused(tmp_path: object) -> None:
    with pytest.raises(StoreError, match="no corpus") as refused:
        Corpus.open(f"{tmp_path}/nothing")
    assert "qagida init" in (refused.value.remedy or "")
