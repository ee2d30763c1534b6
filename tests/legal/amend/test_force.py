"""Sentences on entry into force, in both languages, and the dates that follow from them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from legal.amend.force import earliest, parse_force, parse_short_force
from legal.amend.syntax import ForcePart, NotUnderstood
from legal.records import Language

AFTER = "после дня его первого официального опубликования"
TEN = f"по истечении десяти календарных дней {AFTER}"
KAZ = "алғашқы ресми жарияланған күнінен кейін"
KAZ_TEN = f"{KAZ} күнтізбелік он күн өткен соң"


def say(parts: tuple[ForcePart, ...] | NotUnderstood) -> str:
    """Parts in one line: places, rule, day or number, end, condition."""
    if isinstance(parts, NotUnderstood):
        return "not understood"
    return "; ".join(map(_part, parts)) or "nothing"


def _part(part: ForcePart) -> str:
    places = " + ".join("/".join(f"{s.kind} {s.num}" if s.num else s.kind for s in place) for place in part.places)
    words = [f"[{places}]"] * bool(places) + [part.rule]
    words += [str(part.days)] * (part.days is not None) + [part.on or ""] * bool(part.on)
    words += [f"not before {part.not_before}"] * bool(part.not_before)
    words += [f"until {part.until}"] * bool(part.until) + [f"({part.condition})"] * bool(part.condition)
    return " ".join(words)


def _rows() -> list[tuple[str, Language, str, str]]:
    """The rows of `force.md`: an id, the language, the sentence, what it says."""
    found: list[tuple[str, Language, str, str]] = []
    language: Language = "rus"
    lines = Path(__file__).with_name("force.md").read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        language = "kaz" if line == "## Kazakh" else language
        cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
        if line.startswith("| ") and len(cells) == 3 and cells[0] != "sentence":
            found.append((f"{language}:{number}", language, cells[0], cells[1]))
    return found


ROWS = _rows()


@pytest.mark.parametrize(("language", "text", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_sentence_says(language: Language, text: str, expected: str) -> None:
    assert say(parse_force(text, language)) == expected


def test_there_are_enough_sentences() -> None:
    assert len(ROWS) > 60


@pytest.mark.parametrize("text", ["", " ", ";", "."])
def test_nothing_is_not_understood(text: str) -> None:
    assert isinstance(parse_force(text, "rus"), NotUnderstood)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("(вводится в действие с 01.07.2023)", "rus", "date 2023-07-01"),
        ("(вводится в действие с 01.07.2023 г.)", "rus", "date 2023-07-01"),
        (f"(вводится в действие {TEN})", "rus", "after-publication 10"),
        ("(вводится в действие со дня его первого официального опубликования)", "rus", "on-publication"),
        ("(введен в действие с 01.07.2023)", "rus", "date 2023-07-01"),
        (f"({KAZ_TEN} қолданысқа енгізіледі)", "kaz", "after-publication 10"),
        ("(01.07.2023 бастап қолданысқа енгізіледі)", "kaz", "date 2023-07-01"),
        ("(2023 жылғы 1 шілдеден бастап қолданысқа енгізіледі)", "kaz", "date 2023-07-01"),
    ],
)
def test_bracket_of_a_footnote(text: str, language: Language, expected: str) -> None:
    part = parse_short_force(text, language)
    assert part is not None
    assert say((part,)) == expected


@pytest.mark.parametrize("text", ["(порядок введения в действие см. ст. 2)", "()", "", "(вводится в действие)"])
def test_bracket_without_a_rule(text: str) -> None:
    assert parse_short_force(text, "rus") is None


@pytest.mark.parametrize(
    ("rule", "days", "reference", "expected"),
    [
        ("after-publication", 10, date(2025, 9, 30), date(2025, 10, 11)),
        ("after-publication", 60, date(2025, 9, 30), date(2025, 11, 30)),
        ("on-publication", None, date(2008, 7, 5), date(2008, 7, 5)),
        ("day-after-publication", None, date(2024, 2, 28), date(2024, 2, 29)),
        ("months-after-publication", 6, date(2021, 8, 31), date(2022, 3, 1)),
        ("months-after-publication", 12, date(2024, 2, 29), date(2025, 3, 1)),
        ("on-signature", None, date(2024, 1, 1), date(2024, 1, 1)),
        ("date", None, date(2024, 1, 1), None),
        ("condition", None, date(2024, 1, 1), None),
    ],
)
def test_earliest(rule: str, days: int | None, reference: date, expected: date | None) -> None:
    assert earliest(rule, days, reference) == expected
