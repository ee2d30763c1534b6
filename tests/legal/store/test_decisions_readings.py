"""Corrected readings with the real grammars: founding acts with a spoilt line, read as a person says."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from legal import Corpus
from legal.amend.operations import operations
from legal.errors import LegalError, NotOnFile
from legal.reading import read
from legal.records import Language
from legal.store.corpus import founding_acts
from legal.store.deciding import AcceptRequest, CancelRequest, CorrectRequest, WithdrawRequest
from legal.store.decisions import id_of
from legal.store.repository import Repository

NOW = datetime(2026, 2, 1, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
WHO = {"by": "Заңгер", "reason": "опечатка в опубликованном тексте"}
SOURCES = dict(founding_acts())
RUSSIAN, RULES = "V2500036999", "V2300032994"
KAZAKH, PORTAL = "V2200029826", "V2200026973"


def spoilt(name: str, old: str, new: str) -> tuple[bytes, int]:
    """A founding act with one line changed, and the number of that line."""
    text = SOURCES[name].decode()
    assert text.count(old) == 1
    return text.replace(old, new).encode(), text[: text.index(old)].count("\n") + 1


def filled(path: Path, *sources: bytes) -> Corpus:
    corpus = Corpus(Repository.create(path))
    corpus.import_files([("act.txt", data) for data in sources], now=NOW)
    return corpus


def words(corpus: Corpus, act: str, language: Language) -> list[str]:
    days = (date(2022, 11, 1), date(2025, 12, 31), date(2026, 1, 1))
    return [corpus.text(act, language, day) for day in days]


CASES: list[tuple[str, str, str, str, str, str, Language]] = [
    # The published words are outside the grammar, taken for new text of the instruction before them.
    (f"{RUSSIAN}/rus.txt", "подпункт 5) пункта 7 изложить в следующей редакции:", "подпункт 5) пункта 7 читать так:",
     "подпункт 5) пункта 7 изложить в следующей редакции:", RUSSIAN, RULES, "rus"),
    # They are not understood, and seen as an instruction all the same.
    (f"{RUSSIAN}/rus.txt", "подпункт 5) пункта 7 изложить в следующей редакции:",
     "подпункт 5) пункта 7 изложить как ниже:", "подпункт 5) пункта 7 изложить в следующей редакции:",
     RUSSIAN, RULES, "rus"),
    # They name another place than the one meant.
    (f"{RUSSIAN}/rus.txt", "пункт 26 изложить в следующей редакции:", "пункт 27 изложить в следующей редакции:",
     "пункт 26 изложить в следующей редакции:", RUSSIAN, RULES, "rus"),
    (f"{KAZAKH}/kaz.txt", "       келесі редакцияда жазылсын:4) тармақшасы", "      4) тармақшасы былайша болсын:",
     "4) тармақшасы келесі редакцияда жазылсын:", KAZAKH, PORTAL, "kaz"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "reading", "act", "rules", "language"), CASES)
def test_a_corrected_line_gives_the_text_that_the_right_line_gives(
    tmp_path: Path, name: str, old: str, new: str, reading: str, act: str, rules: str, language: Language
) -> None:
    right = filled(tmp_path / "right", SOURCES[name])
    data, line = spoilt(name, old, new)
    corpus = filled(tmp_path / "spoilt", data)
    before = {one.id: one for one in corpus.operations(act, language)}
    assert words(corpus, rules, language) != words(right, rules, language)
    decision = corpus.decide(CorrectRequest(act, line, reading), **WHO, now=LATER)
    assert words(corpus, rules, language) == words(right, rules, language)
    assert corpus.check() == []

    (made,) = (one for one in corpus.operations(act, language) if one.source.line == line)
    assert made.source.quote == " ".join(new.split())
    assert made.id not in before
    kept = [one for one in corpus.operations(act, language) if one.source.line != line]
    # Another operation has a new id only where its new text had swallowed the line.
    assert len([one for one in kept if one.id not in before]) == any("".join(new.split()) in "".join(
        (one.new or "").split()) for one in before.values())  # fmt: skip
    assert all((before[one.id].target, before[one.id].new) == (one.target, one.new) for one in kept if one.id in before)
    (said,) = (one for one in corpus.findings(act, language) if one.code == "reading-corrected")
    assert (said.severity, said.line) == ("info", line)
    assert id_of(decision) in said.message
    assert "Заңгер" in said.message
    past = corpus.text(rules, language, date(2026, 1, 1), known_at=NOW)
    assert past != corpus.text(rules, language, date(2026, 1, 1))


def test_operations_of_a_corrected_line_keep_their_place_in_the_act(tmp_path: Path) -> None:
    _, old, new, reading, *_ = CASES[1]
    data, line = spoilt(f"{RUSSIAN}/rus.txt", old, new)
    corpus = filled(tmp_path / "corpus", data)
    corpus.decide(CorrectRequest(RUSSIAN, line, reading), **WHO, now=LATER)
    ids = [one.id for one in corpus.operations(RUSSIAN, "rus")]
    assert ids[:3] == [f"{RUSSIAN}-rus-{number}" for number in (1, 2, 3)]
    assert ids[3].startswith(f"{RUSSIAN}-rus-3.1.")
    assert ids[4] == f"{RUSSIAN}-rus-4"
    assert not [one for one in corpus.findings(RULES, "rus") if one.severity == "error"]
    corpus.decide(CancelRequest(ids[3]), **WHO, now=LATER)
    assert "пенсионного возраста" not in corpus.text(RULES, "rus", date(2026, 2, 1))
    assert corpus.check() == []


def test_a_line_that_changes_nothing(tmp_path: Path) -> None:
    data, line = spoilt(
        f"{RUSSIAN}/rus.txt", "подпункт 5) пункта 7 изложить в следующей редакции:", "подпункт 5) изложить как было:"
    )
    corpus = filled(tmp_path / "corpus", data)
    assert not next(act for act in corpus.acts() if act.code == RUSSIAN).applied
    corpus.decide(CorrectRequest(RUSSIAN, line, ""), **WHO, now=LATER)
    corpus.decide(AcceptRequest(RUSSIAN, "exception-unmatched", None), **WHO, now=LATER)
    assert next(act for act in corpus.acts() if act.code == RUSSIAN).applied
    assert line not in [one.source.line for one in corpus.operations(RUSSIAN, "rus")]
    assert "пенсионного возраста, установленного пунктом 1" not in corpus.text(RULES, "rus", date(2026, 2, 1))
    assert corpus.check() == []


def test_new_text_in_the_line_itself_is_taken_from_the_published_words() -> None:
    name, old = f"{RUSSIAN}/rus.txt", 'подпункт 5) пункта 7 изложить в следующей редакции:\n\n"5) достигшее'
    data, line = spoilt(name, old, 'подпункт 5) пункта 7 в редакцию: "5) достигшее')
    act = read(data, name, "rus")
    assert line not in [one.source.line for one in operations(act)[0]]
    found, findings = operations(act, readings={line: "подпункт 5) пункта 7 изложить в следующей редакции:"})
    (made,) = (one for one in found if one.source.line == line)
    assert (made.new or "").startswith("5) достигшее пенсионного возраста")
    assert not [one for one in findings if one.line == line and one.severity == "error"]


def test_readings_of_lines_without_an_instruction_are_findings() -> None:
    act = read(SOURCES[f"{RUSSIAN}/rus.txt"], "rus.txt", "rus")
    found, findings = operations(act, readings={31: "пункт 5 исключить", 10_000: ""})
    assert found == operations(act)[0]
    faults = [(one.code, one.severity, one.line) for one in findings if one.code == "reading-misplaced"]
    assert faults == [("reading-misplaced", "error", 31), ("reading-misplaced", "error", 10_000)]


@pytest.mark.parametrize(
    ("line", "reading", "what"),
    [
        (31, "пункт 5 исключить", "no instruction"),  # new text, not an instruction
        (30, "пункт 5 исключить", "no instruction"),  # an empty line
        (99_999, "", "no instruction"),
        (29, "подпункт 5) пункта 7 изложить в следующей редакции:", "read so already"),
        (29, "подпункт 5) пункта 7 читать так:", "no instruction that the grammar knows"),
        (29, 'подпункт 5) пункта 7 изложить в следующей редакции: "5) иное;"', "no instruction that the grammar"),
        (29, 'в подпункте 5) пункта 7 слова "близкий" заменить словами "дальний"', "do not stand in the act"),
    ],
)
def test_a_reading_that_is_refused_leaves_nothing(founding: Corpus, line: int, reading: str, what: str) -> None:
    head = founding.repository.head()
    with pytest.raises(LegalError, match=what) as refused:
        founding.decide(CorrectRequest(RUSSIAN, line, reading), **WHO, now=LATER)
    assert refused.value.remedy
    assert founding.repository.head() == head


def test_a_line_is_corrected_once_until_that_is_withdrawn(tmp_path: Path) -> None:
    corpus = filled(tmp_path / "corpus", SOURCES[f"{RUSSIAN}/rus.txt"])
    before = words(corpus, RULES, "rus")
    first = corpus.decide(CorrectRequest(RUSSIAN, 29, ""), **WHO, now=LATER)
    with pytest.raises(LegalError, match="corrected reading already") as refused:
        corpus.decide(CorrectRequest(RUSSIAN, 29, "пункт 7 исключить"), **WHO, now=LATER)
    assert id_of(first) in (refused.value.remedy or "")
    corpus.decide(WithdrawRequest(id_of(first)), **WHO, now=LATER)
    assert words(corpus, RULES, "rus") == before
    assert corpus.check() == []


def test_a_text_in_two_languages_needs_the_language(founding: Corpus) -> None:
    with pytest.raises(LegalError, match="two languages"):
        founding.decide(CorrectRequest(KAZAKH, 20, ""), **WHO, now=LATER)
    with pytest.raises(NotOnFile):
        founding.decide(CorrectRequest(RULES, 20, ""), **WHO, now=LATER)


def test_the_sentence_on_entry_into_force_can_be_corrected_and_never_waved_through(tmp_path: Path) -> None:
    ten = "по истечении десяти календарных дней после дня его первого официального опубликования"
    text = SOURCES["V2100025804/rus.txt"].decode()
    spoilt_text = re.sub(r"вводится\s+в\s+действие\s+по\s+истечении", "вводится в действие как-нибудь по", text)
    assert spoilt_text != text
    corpus = filled(tmp_path / "corpus", spoilt_text.encode())
    (fault,) = (one for one in corpus.findings("V2100025804", "rus") if one.code == "force-not-understood")
    assert fault.line is not None
    with pytest.raises(LegalError, match="guessed"):
        corpus.decide(AcceptRequest("V2100025804", fault.code, fault.line), **WHO, now=LATER)
    request = CorrectRequest("V2100025804", fault.line, "Настоящий приказ вводится в действие когда-нибудь.")
    with pytest.raises(LegalError, match="no instruction that the grammar knows"):
        corpus.decide(request, **WHO, now=LATER)
    request = CorrectRequest("V2100025804", fault.line, f"Настоящий приказ вводится в действие {ten}.")
    corpus.decide(request, **WHO, now=LATER)
    right = filled(tmp_path / "right", SOURCES["V2100025804/rus.txt"])
    ours, theirs = (each.operations("V2100025804", "rus") for each in (corpus, right))
    assert [(one.id, one.in_force) for one in ours] == [(one.id, one.in_force) for one in theirs]
    assert not [one for one in corpus.findings("V2100025804", "rus") if one.severity == "error"]
    assert corpus.check() == []


@pytest.fixture(scope="module")
def founding(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return Corpus.init(tmp_path_factory.mktemp("decisions") / "corpus", NOW)
