"""The corpus that `init` makes from the founding acts, with the real stages."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from legal import Corpus
from legal.store.corpus import founding_acts
from legal.store.repository import Repository

NOW = datetime(2026, 1, 15, tzinfo=UTC)
ASSISTANT, PORTAL, REHABILITATION, SERVICES = "V2300032994", "V2200026973", "V1500010370", "V1800017467"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return Corpus.init(tmp_path_factory.mktemp("founding") / "corpus", NOW)


def test_the_founding_acts_are_on_file_and_applied(corpus: Corpus) -> None:
    held = {act.code: act for act in corpus.acts() if act.on_file}
    assert {code: act.languages for code, act in held.items()} == {
        "V2100025681": ("rus",),
        "V2100025804": ("rus",),
        "V2200029826": ("rus", "kaz"),
        "V2500036999": ("rus",),
    }
    assert all(act.applied for act in held.values())


def test_the_regulations_are_those_they_change(corpus: Corpus) -> None:
    found = {ref.code: corpus.languages(ref.code or "") for ref in corpus.regulations()}
    assert found == {ASSISTANT: ("rus",), PORTAL: ("rus", "kaz"), REHABILITATION: ("rus",), SERVICES: ("rus",)}


def test_sources_are_kept_byte_for_byte(corpus: Corpus) -> None:
    for name, data in founding_acts():
        assert corpus.repository.read(f"sources/{name}") == data


def test_everything_is_what_the_sources_give(corpus: Corpus) -> None:
    assert corpus.check() == []


def test_a_second_init_changes_nothing(corpus: Corpus) -> None:
    head = corpus.repository.head()
    Corpus.init(corpus.repository.path, NOW + timedelta(days=1))
    assert corpus.repository.head() == head


def test_the_same_acts_in_another_order_give_the_same_tree(corpus: Corpus, tmp_path: Path) -> None:
    reverse = Corpus(Repository.create(tmp_path / "reverse"))
    reverse.import_files(list(reversed(founding_acts())), now=NOW)
    trees = {each.repository.info(each.repository.head() or "").tree for each in (corpus, reverse)}
    assert len(trees) == 1


@pytest.mark.parametrize(
    ("act", "language", "ended", "by"),
    [
        (REHABILITATION, "rus", date(2023, 7, 1), "286"),
        (SERVICES, "rus", date(2023, 7, 1), "230"),
        (PORTAL, "rus", date(2023, 8, 28), "345"),
        (PORTAL, "kaz", date(2023, 8, 28), "345"),
    ],
)
def test_what_the_repealed_orders_changed_is_presumed_repealed_with_them(
    corpus: Corpus, act: str, language: str, ended: date, by: str
) -> None:
    before = corpus.version(act, language, ended - timedelta(days=1))  # type: ignore[arg-type]
    version = corpus.version(act, language, ended)  # type: ignore[arg-type]
    assert before.status == "in-force"
    assert (version.status, version.ended) == ("presumed-repealed", ended)
    assert version.ended_by is not None
    assert version.ended_by.number == by


def test_one_subparagraph_changes_on_new_years_day(corpus: Corpus) -> None:
    (change,) = corpus.compare(ASSISTANT, "rus", date(2025, 12, 31), date(2026, 1, 1))
    assert [(step.kind, step.num) for step in change.target] == [("paragraph", "7"), ("subparagraph", "5")]
    texts = [corpus.text(ASSISTANT, "rus", day).splitlines() for day in (date(2025, 12, 31), date(2026, 1, 1))]
    gone, come = (set(one) - set(other) for one, other in (texts, reversed(texts)))
    assert len(gone) <= 1
    assert len(come) == 1
