"""Whole acts in both languages side by side: what agrees has no difference, and each planted difference is listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from legal import read_operations
from legal.parity import Difference, parity

ACTS = Path(__file__).parent / "amend" / "acts"
PAIRS = sorted(
    path.stem.removeprefix("kaz-")
    for path in ACTS.glob("kaz-*.md")
    if (ACTS / path.name.replace("kaz-", "rus-")).exists()
)

# The Kazakh title of one resolution changes, the Russian one says that it stays.
OWN_CHANGES = {"resolution-market-agency": [("missing-in-russian", None, "replace title")]}


def _differences(name: str, old: str = "", new: str = "") -> tuple[Difference, ...]:
    """What differs between the two texts of an act, with some Kazakh words changed once."""
    kazakh = (ACTS / f"kaz-{name}.md").read_text("utf-8")
    assert old in kazakh
    _, rus, rus_findings = read_operations((ACTS / f"rus-{name}.md").read_bytes(), f"rus-{name}.md")
    _, kaz, kaz_findings = read_operations(kazakh.replace(old, new, 1).encode(), f"kaz-{name}.md")
    return parity(rus, kaz, findings=(rus_findings, kaz_findings))


def _said(differences: tuple[Difference, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(difference.aspect, difference.rus, difference.kaz) for difference in differences]


def test_there_are_acts_of_every_kind_in_both_languages() -> None:
    assert len(PAIRS) >= 8


@pytest.mark.parametrize("name", PAIRS)
def test_the_two_texts_of_an_act_do_the_same(name: str) -> None:
    assert _said(_differences(name)) == OWN_CHANGES.get(name, [])


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "law-criminal-code",
            "8) тармақ алып тасталсын",
            "9) тармақ алып тасталсын",
            ("target", "article 106 / part 2 / subparagraph 8", "article 106 / part 2 / subparagraph 9"),
        ),
        (
            "law-administrative-code",
            "2022 жылғы 1 қаңтардан бастап",
            "2022 жылғы 1 шілдеден бастап",
            ("in-force", "date 2022-01-01", "date 2022-07-01"),
        ),
        (
            "decision-budget",
            "2021 жылғы 1 қаңтардан бастап",
            "2021 жылғы 2 қаңтардан бастап",
            ("in-force", "date 2021-01-01", "date 2021-01-02"),
        ),
        (
            "resolution-ministry-functions",
            "№ 71 қаулысына (Қазақстан",
            "№ 72 қаулысына (Қазақстан",
            ("act", "resolution 2017-02-17 71", "resolution 2017-02-17 72"),
        ),
        (
            "law-labour-health-tax",
            "40) тармақша алып тасталсын;",
            "40) тармақша мынадай редакцияда жазылсын:\n\n«40) өзге.»;",
            ("action", "delete", "replace"),
        ),
        (
            "order-items",
            "«30 (отыз) минут»",
            "«20 (жиырма) минут»",
            ("number-in-text", "30", "20"),
        ),
        (
            "order-items",
            "9-тармақтың төртінші абзацы алып тасталсын;\n",
            "",
            ("missing-in-kazakh", "delete paragraph 9 / alinea 4", None),
        ),
        (
            "order-health-forms",
            "№ 088/е нысаны алып",
            "№ 089/е нысаны алып",
            ("target", "component 088", "component 089"),
        ),
    ],
)  # fmt: skip
def test_a_planted_difference_is_listed(
    name: str, old: str, new: str, said: tuple[str, str | None, str | None]
) -> None:
    assert said in _said(_differences(name, old, new))


TWINS = {
    "resolution-ministry-regulation": (
        ("14-тармақтың 2) тармақшасының он бірінші", "14-тармақтың 2) тармақшасының он екінші", "target"),
        ("45) егін шаруашылығын", "45) 3 егін шаруашылығын", "number-in-text"),
        ("112) тармақша алып тасталсын;\n", "", "missing-in-kazakh"),
        ("реттік нөмірі 3-жол алып", "реттік нөмірі 4-жол алып", "target"),
        ("2024 жылғы 1 қаңтардан бастап", "2024 жылғы 1 ақпаннан бастап", "in-force"),
    ),
    "order-joint-criteria": (
        ("сөздер «үш дәрежеге»", "сөздер «3 дәрежеге»", "number-in-text"),
        ("5-тармақтың бірінші абзацындағы", "5-тармақтың екінші абзацындағы", "target"),
        ("6-қосымша алып тасталсын", "7-қосымша алып тасталсын", "target"),
        ("2023 жылғы 1 қаңтардан бастап", "2023 жылғы 1 шілдеден бастап", "in-force"),
    ),
    "law-family-education-teachers": (
        ("2007 жылғы 27 шілдедегі", "2007 жылғы 26 шілдедегі", "act"),
        ("үшінші бөліктегі «Осы тармақтың", "төртінші бөліктегі «Осы тармақтың", "target"),
        ("7-2. Педагог", "7-2. Әр 5 жылда педагог", "number-in-text"),
        ("5-1-бап алып тасталсын", "5-1-баптың күші жойылды деп танылсын", "action"),
        ("1) бүкіл мәтін бойынша «қорғаншылық", "1) 2-бапта «қорғаншылық", "target"),
    ),
    "decree-commission": (
        ("6) тармақша алып тасталсын;\n", "", "missing-in-kazakh"),
        ("2006 жылғы 4 мамырдағы № 110", "2006 жылғы 4 мамырдағы № 111", "act"),
        ("жоғарыда аталған Жарлықпен бекітілген Комиссияның құрамында:\n", "", "component"),
    ),
}


@pytest.mark.parametrize(
    ("name", "old", "new", "aspect"),
    [(name, *planted) for name, each in TWINS.items() for planted in each],
)
def test_a_planted_difference_is_the_only_one_listed(name: str, old: str, new: str, aspect: str) -> None:
    assert {difference.aspect for difference in _differences(name, old, new)} == {aspect}
