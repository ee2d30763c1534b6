"""The search index: what is in force on a date and nothing else, always of the newest commit, made anew where lost."""

from __future__ import annotations

import doctest
import multiprocessing
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from legal.errors import NotOnFile, StoreError
from legal.records import Language
from legal.store import naming, search_words
from legal.store.corpus import Corpus
from legal.store.search import Found, SearchIndex

BASE = "order/2020-01-10/5/20005"
FIRST = "order/2021-03-01/11/21011"
RULES = "V2000020005"
BEFORE, AFTER = date(2021, 3, 31), date(2021, 4, 1)

Write = Callable[..., bytes]
Second = Callable[[float], datetime]


@pytest.fixture
def filled(corpus: Corpus, write: Write, second: Second) -> Corpus:
    corpus.import_files(
        [
            ("base.txt", write(BASE, title="Об утверждении Правил", body="Услуги индивидуального помощника.")),
            ("first.txt", write(FIRST, f"{BASE} Aкт 5 оказанных услуг, всё.", on="2021-04-01")),
            ("kaz.txt", write(FIRST, f"{BASE} Қызметтер көрсету қағидалары.", on="2021-04-01", language="kaz")),
        ],
        now=second(0),
    )
    return corpus


@pytest.fixture
def index(filled: Corpus, tmp_path: Path) -> SearchIndex:
    return SearchIndex(filled, f"sqlite:///{tmp_path / 'index.sqlite'}")


def texts(found: Found) -> list[str]:
    return [hit.line.text for hit in found.hits if hit.act.code == RULES]


@pytest.mark.parametrize(
    ("query", "on", "expected"),
    [
        ("индивидуальные помощники", BEFORE, ["1. Услуги индивидуального помощника."]),  # other forms of the words
        ("индивидуальные помощники", AFTER, []),  # the wording is not in force any more
        ("АКТ", AFTER, ["1. Aкт 5 оказанных услуг, всё."]),  # published with a Latin A
        ("все услуги", AFTER, ["1. Aкт 5 оказанных услуг, всё."]),
        ("5", AFTER, ["1. Aкт 5 оказанных услуг, всё."]),
        ("5", BEFORE, []),
        ("услуга помощник акт", AFTER, []),  # every word has to be there
        ("қағида", AFTER, ["1. Қызметтер көрсету қағидалары."]),
        ("қағидаларының қызметі", AFTER, ["1. Қызметтер көрсету қағидалары."]),
        ("лары", AFTER, []),  # the end of a word is no word
        ("", AFTER, []),
        ('" OR * NEAR(', AFTER, []),
        ("утверждение правила", BEFORE, ["Об утверждении Правил"]),
    ],
)
@pytest.mark.parametrize("full_text", [True, False])
def test_what_a_query_finds_on_a_date(
    index: SearchIndex, query: str, on: date, expected: list[str], full_text: bool
) -> None:
    index._full_text = full_text  # without FTS5, as on another database
    assert texts(index.search(query, on)) == expected


def test_a_hit_says_where_and_for_how_long(index: SearchIndex) -> None:
    (hit,) = index.search("помощник", BEFORE).hits
    assert (hit.act.code, hit.language, hit.until) == (RULES, "rus", AFTER)
    assert [hit.line.text[slice(*mark)] for mark in hit.marks] == ["помощника"]
    assert hit.line.target[0].num == "1"


def test_by_language_by_act_and_page_by_page(index: SearchIndex) -> None:
    every = index.search("1", AFTER, limit=100)
    assert every.total == len(every.hits) > 3
    pages = [index.search("1", AFTER, limit=2, offset=offset).hits for offset in range(0, every.total, 2)]
    assert tuple(hit for page in pages for hit in page) == every.hits
    languages: tuple[Language, Language] = ("rus", "kaz")
    assert sum(index.search("1", AFTER, language=one).total for one in languages) == every.total
    assert {hit.act.code for hit in index.search("1", AFTER, act=RULES.lower()).hits} == {RULES}
    with pytest.raises(NotOnFile):
        index.search("1", AFTER, act="V9900000001")


def test_an_index_is_never_older_than_the_corpus(
    index: SearchIndex, filled: Corpus, write: Write, second: Second
) -> None:
    assert texts(index.search("новая", date(2023, 1, 1))) == []
    later = write("order/2022-06-01/12/22012", f"{BASE} Новая редакция.", on="2022-07-01")
    filled.import_files([("later.txt", later)], now=second(1))
    assert texts(index.search("новая", date(2023, 1, 1))) == ["1. Новая редакция."]
    assert texts(index.search("акт", date(2023, 1, 1))) == []
    filled.publish("V2100021011", date(2021, 3, 5), "Әділет", now=second(2))
    assert texts(index.search("акт", date(2021, 5, 1))) == ["1. Aкт 5 оказанных услуг, всё."]


@pytest.mark.parametrize("fate", ["deleted", "overwritten", "cut", "of another shape"])
def test_a_lost_index_is_made_anew(
    index: SearchIndex, fate: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = index.search("услуги", BEFORE)
    file = tmp_path / "index.sqlite"
    match fate:
        case "deleted":
            file.unlink()
        case "overwritten":
            file.write_bytes(b"no database at all" * 1000)
        case "cut":
            file.write_bytes(file.read_bytes()[:5000])
        case _:
            monkeypatch.setattr("legal.store.search.SHAPE", "2")
    assert index.search("услуги", BEFORE) == expected


def test_an_index_that_cannot_be_written_is_refused(filled: Corpus, tmp_path: Path) -> None:
    index = SearchIndex(filled, f"sqlite:///{tmp_path / 'no such folder' / 'index.sqlite'}")
    with pytest.raises(StoreError) as refused:
        index.search("услуги", BEFORE)
    assert refused.value.remedy


@pytest.mark.parametrize("url", ["nowhere", "strange://x", "mssql+nodriver://x/y", "postgresql+pg8000://x/y"])
def test_a_place_that_is_none_is_refused(filled: Corpus, url: str) -> None:
    with pytest.raises(StoreError, match="no URL"):
        SearchIndex(filled, url)


def _ask(path: str, url: str, answers: multiprocessing.Queue[int]) -> None:
    answers.put(SearchIndex(Corpus.open(path), url).search("об утверждении", date(2022, 6, 1)).total)


def test_processes_that_find_no_index_make_one_together(tmp_path: Path) -> None:
    Corpus.init(tmp_path / "corpus", datetime.fromisoformat("2026-01-15T00:00:00+00:00"))
    spawn = multiprocessing.get_context("fork")
    answers: multiprocessing.Queue[int] = spawn.Queue()
    url = f"sqlite:///{tmp_path / 'index.sqlite'}"
    processes = [spawn.Process(target=_ask, args=(str(tmp_path / "corpus"), url, answers)) for _ in range(4)]
    for process in processes:
        process.start()
    given = {answers.get(timeout=120) for _ in processes}
    for process in processes:
        process.join()
    assert len(given) == 1
    assert given.pop() > 0


def test_folding_keeps_the_length_of_a_text() -> None:
    for text in ("Aкт № 5, ПЁСТРЫЙ", "straße İ ŉ", "қағида"):
        assert len(search_words.fold(text)) == len(text)


def test_the_examples_of_the_words_run() -> None:
    for module in (search_words, naming):
        found = doctest.testmod(module)
        assert found.attempted > 0
        assert found.failed == 0
