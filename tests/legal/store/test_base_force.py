"""When an act's own text takes force: as its sentence reads, as a person corrected it, not before its publication."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from legal import Corpus
from legal.store.deciding import CorrectRequest
from legal.store.repository import Repository

NOW = datetime(2026, 2, 1, tzinfo=UTC)
CODE = "V2200030701"
CARD = (
    "Приказ Министра юстиции Республики Казахстан от 21 ноября 2022 года № 950. "
    "Зарегистрирован в Министерстве юстиции Республики Казахстан 23 ноября 2022 года № 30701."
)
TEXT = """О порядке приема граждан

{card}

ПРИКАЗЫВАЮ:

1. Прием граждан ведет дежурный.

2. Настоящий приказ {force}.

Министр юстиции

Республики Казахстан
"""
TEN = "вводится в действие по истечении десяти календарных дней после дня его первого официального опубликования"


def corpus(folder: Path, force: str, published: date) -> Corpus:
    made = Corpus(Repository.create(folder))
    data = TEXT.format(card=CARD, force=force).encode()
    made.import_files([("act.txt", data)], now=NOW, published=published, published_in="Эталонный банк")
    return made


def test_a_corrected_sentence_dates_the_act_itself(tmp_path: Path):
    spoilt = corpus(tmp_path / "corpus", "вводится в действие как-нибудь по истечении", date(2022, 12, 1))
    assert spoilt.version(CODE, "rus", date(2023, 1, 1)).begins is None
    (fault,) = (one for one in spoilt.findings(CODE, "rus") if one.code == "force-not-understood")
    assert fault.line is not None
    request = CorrectRequest(CODE, fault.line, f"Настоящий приказ {TEN}.")
    spoilt.decide(request, by="Заңгер", reason="опечатка", now=NOW + timedelta(hours=1))
    assert spoilt.version(CODE, "rus", date(2023, 1, 1)).begins == date(2022, 12, 12)
    assert spoilt.check() == []


def test_force_before_publication_is_told(tmp_path: Path):
    early = corpus(tmp_path / "early", "вводится в действие с 1 декабря 2022 года", date(2022, 12, 5))
    (said,) = (one for one in early.findings(CODE, "rus") if one.code == "force-before-publication")
    assert said.severity == "warning"
    assert "2022-12-05" in said.message
    late = corpus(tmp_path / "late", "вводится в действие с 5 декабря 2022 года", date(2022, 12, 5))
    assert "force-before-publication" not in {one.code for one in late.findings(CODE, "rus")}
