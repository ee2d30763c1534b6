"""A Kazakh instruction that begins with its own day is dated alone; a line that would date others is not read so."""

from __future__ import annotations

import pytest

from legal.amend.inline import dated_alone


@pytest.mark.parametrize(
    ("text", "rest", "day"),
    [
        ("2026 жылғы 1 шілдеден бастап 5-тармақ алып тасталсын;", "5-тармақ алып тасталсын;", "2026-07-01"),
        (
            "2026 жылғы 1 қаңтардан бастап 5-тармақ мынадай редакцияда жазылсын:",
            "5-тармақ мынадай редакцияда жазылсын:",
            "2026-01-01",
        ),
        (
            "5-тармақ алып тасталсын (2026 жылғы 1 қазаннан бастап қолданысқа енгізіледі);",
            "5-тармақ алып тасталсын;",
            "2026-10-01",
        ),
    ],
)
def test_the_day_of_an_instruction(text: str, rest: str, day: str) -> None:
    instruction, part = dated_alone(text, "kaz")
    assert instruction == rest
    assert part is not None
    assert (part.rule, part.on, part.places) == ("date", day, ())


@pytest.mark.parametrize(
    "text",
    [
        "2026 жылғы 1 шілдеден бастап 5-бапта:",
        "2026 жылғы 1 шілдеден бастап «А туралы» заңға мынадай өзгерістер енгізілсін:",
        "2025 жылғы 1 қаңтардан бастап 2026 жылғы 1 қаңтарға дейін 7-баптың қолданысы тоқтатыла тұрсын;",
    ],
)
def test_a_line_that_dates_others_or_a_suspension_keeps_its_words(text: str) -> None:
    assert dated_alone(text, "kaz") == (text, None)
