"""Mentions of acts in running text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from legal.amend.mentions import find_act_mentions, legal_code, parse_act_mention, parse_date
from legal.records import ActRef, Language


def _rows() -> list[tuple[str, ...]]:
    """The rows of `mentions.md`: language, text, form, date, number, registration, code, title."""
    lines = Path(__file__).with_name("mentions.md").read_text("utf-8").splitlines()
    rows = [tuple(cell.strip() for cell in line.strip("| ").split(" | ")) for line in lines if line.startswith("| ")]
    return [row[:8] for row in rows if row[0] in ("rus", "kaz")]


@pytest.mark.parametrize("row", _rows(), ids=[f"{n}:{row[0]}" for n, row in enumerate(_rows())])
def test_mention(row: tuple[str, ...]) -> None:
    language: Language = "rus" if row[0] == "rus" else "kaz"
    ref = parse_act_mention(row[1], language)
    assert ref is not None
    title = ref.title if ref.form != "code" or row[7] != "–" else None
    said = (ref.form, ref.date, ref.number, ref.registered, ref.code, title)
    assert tuple(str(part) if part is not None else "–" for part in said) == row[2:]


@pytest.mark.parametrize(("language", "text"), [
    ("rus", "Контроль за исполнением настоящего приказа возложить на вице-министра"),
    ("rus", "в Правилах, утвержденных указанным приказом"),
    ("rus", "издание приказов и решений"),
    ("kaz", "көрсетілген бұйрықпен бекітілген қағидаларда"),
    ("kaz", "осы бұйрықтың орындалуы"),
])  # fmt: skip
def test_no_mention(language: Language, text: str) -> None:
    assert parse_act_mention(text, language) is None


@pytest.mark.parametrize(("language", "text", "author"), [
    ("rus", "приказ Министра труда и социальной защиты населения Республики Казахстан от 24 февраля 2022 года № 73",
     "Министра труда и социальной защиты населения Республики Казахстан"),
    ("kaz", '"А" Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің 24.02.2022 № 73 бұйрығы',
     "Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің"),
])  # fmt: skip
def test_author_as_printed(language: Language, text: str, author: str) -> None:
    ref = parse_act_mention(text, language)
    assert ref is not None
    assert ref.author == author


def test_places_of_mentions() -> None:
    text = 'согласно приказу Министра юстиции от 5 мая 2020 года № 15 "О А" и Закону Республики Казахстан "О Б" сделать'
    assert [text[start:end] for _, start, end in find_act_mentions(text, "rus")] == [
        'приказу Министра юстиции от 5 мая 2020 года № 15 "О А"', 'Закону Республики Казахстан "О Б"',
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "expected"), [
    ("6 декабря 2021 года", "rus", date(2021, 12, 6)),
    ("от 22.06.2023", "rus", date(2023, 6, 22)),
    ("30 февраля 2021 года", "rus", None),
    ("2022 жылғы 26 қыркүйекте", "kaz", date(2022, 9, 26)),
    ("2004 жылғы 1 наурыздан бастап", "kaz", date(2004, 3, 1)),
    ("", "rus", None),
])  # fmt: skip
def test_dates(text: str, language: Language, expected: date | None) -> None:
    assert parse_date(text, language) == expected


def test_code_needs_date_and_number() -> None:
    assert legal_code(ActRef("order", date(2023, 6, 30), "288", registered="32994")) == "V2300032994"
    assert legal_code(ActRef("order", None, "288", registered="32994")) is None
    assert legal_code(ActRef("law", date(2001, 12, 13), None)) is None
    assert legal_code(ActRef("order", date(2023, 6, 30), "1", registered="١٢٣")) is None
