"""Footnotes and orders side by side, from a corpus: what is stated, what follows, what differs."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from legal.errors import NotOnFile
from legal.notes.report import notes_on_file
from legal.store.corpus import Corpus
from legal.store.repository import Repository

NOW = datetime(2026, 2, 1, tzinfo=UTC)
BASE = "V2200030701"
MINISTER = "Министра юстиции Республики Казахстан"
NOTE = "Сноска. Пункт 1 - в редакции приказа Министра юстиции РК от 20.01.2023 № 40 (вводится в действие с 01.03.2023)."
TEXT = f"""О порядке приема граждан

Приказ {MINISTER} от 21 ноября 2022 года № 950. Зарегистрирован в Министерстве юстиции \
Республики Казахстан 23 ноября 2022 года № 30701.

ПРИКАЗЫВАЮ:

1. Прием граждан ведет начальник отдела.

{{note}}

2. Настоящий приказ вводится в действие с 1 января 2023 года.

Министр юстиции
"""
ORDER = f"""О внесении изменения в приказ {MINISTER} от 21 ноября 2022 года № 950 "О порядке приема граждан"

Приказ {MINISTER} от 20 января 2023 года № 40. Зарегистрирован в Министерстве юстиции \
Республики Казахстан 23 января 2023 года № 31650.

1. Внести в приказ {MINISTER} от 21 ноября 2022 года № 950 "О порядке приема граждан" \
(зарегистрирован в Реестре государственной регистрации нормативных правовых актов под № 30701) следующее изменение:

пункт 1 изложить в следующей редакции:

"1. Прием граждан ведет начальник отдела.".

2. Настоящий приказ вводится в действие с 1 марта 2023 года.

Министр юстиции
"""


def corpus(folder: Path, *texts: str) -> Corpus:
    made = Corpus(Repository.create(folder))
    made.import_files([("act.txt", text.encode()) for text in texts], now=NOW)
    return made


def test_a_footnote_and_the_order_behind_it_say_the_same(tmp_path: Path):
    both = corpus(tmp_path / "both", TEXT.format(note=NOTE), ORDER)
    (row,) = notes_on_file(both, BASE, "rus")
    assert (row.state, row.imported, row.generated) == ("agrees", NOTE, NOTE)
    # What the redaction holds already is not applied again, and not held back.
    assert "1. Прием граждан ведет начальник отдела." in both.text(BASE, "rus", date(2024, 1, 1))
    assert {each.severity for each in both.findings(BASE, "rus")} <= {"info", "warning"}


def test_another_day_an_order_not_on_file_and_no_footnotes_are_told_apart(tmp_path: Path):
    other = corpus(tmp_path / "other", TEXT.format(note=NOTE.replace("01.03.2023", "01.04.2023")), ORDER)
    assert [row.state for row in notes_on_file(other, BASE, "rus")] == ["other-date"]
    alone = corpus(tmp_path / "alone", TEXT.format(note=NOTE))
    assert [(row.state, row.generated) for row in notes_on_file(alone, BASE, "rus")] == [("no-order", None)]
    orders = corpus(tmp_path / "orders", ORDER)
    assert [(row.state, row.generated) for row in notes_on_file(orders, BASE, "rus")] == [("generated", NOTE)]
    with pytest.raises(NotOnFile):
        notes_on_file(orders, "V1900000001", "rus")


PARTS = ORDER.replace(
    'пункт 1 изложить в следующей редакции:\n\n"1. Прием граждан ведет начальник отдела.".',
    'в пункте 1 слова "ведет директор" заменить словами "ведет начальник";\n\nпункт 1 дополнить частью второй '
    'следующего содержания:\n\n"Запись ведется.".',
)


def test_the_note_made_beside_a_footnote_is_of_the_element_that_it_names(tmp_path: Path):
    note = (
        "Сноска. Пункт 1 с изменениями, внесенными приказом Министра юстиции РК от 20.01.2023 № 40 "
        "(вводится в действие с 01.03.2023)."
    )
    (row,) = notes_on_file(corpus(tmp_path / "parts", TEXT.format(note=note), PARTS), BASE, "rus")
    assert (row.state, row.imported, row.generated) == ("agrees", note, note)
