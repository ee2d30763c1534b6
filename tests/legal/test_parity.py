"""The two texts of one order: every difference in what they do is listed, and nothing is repaired."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib import resources

import pytest

import legal
from legal.parity import Difference, parity
from legal.records import ActRef, InForce, Operation, OperationSource, Step

BASE = ActRef("order", date(2022, 2, 24), "73")


def op(language, number, action, target, new=None, **extra):
    steps = (piece.strip().split(" ", 1) for piece in target.split("/")) if target else ()
    path = tuple(Step(step[0], step[1] if len(step) > 1 else None) for step in steps)
    force = InForce("after-publication", None, "pending", 10)
    name = {"rus": "Правила", "kaz": "Қағидалар"}[language]
    made = Operation(f"{language}-{number}", action, BASE, name, path, force, OperationSource("1", (), ""), new=new)
    return replace(made, **extra)


def both(*rows):
    return tuple([op(language, i, *row) for i, row in enumerate(rows, 1)] for language in ("rus", "kaz"))


ROWS = (("replace", "paragraph 1", "1. Текст"), ("insert", "paragraph 2 / subparagraph 3"), ("delete", "paragraph 7"))


def test_texts_that_do_the_same_have_no_difference():
    assert parity(*both(*ROWS)) == ()


@pytest.mark.parametrize("at", [0, 1, 2])
def test_an_operation_that_one_text_lacks_is_one_difference(at):
    rus, kaz = both(*ROWS)
    less = kaz[:at] + kaz[at + 1 :]
    assert [(d.aspect, d.russian, d.kazakh) for d in parity(rus, less)] == [("missing-in-kazakh", rus[at].id, None)]
    less = rus[:at] + rus[at + 1 :]
    assert [(d.aspect, d.russian, d.kazakh) for d in parity(less, kaz)] == [("missing-in-russian", None, kaz[at].id)]


DATED = InForce("date", date(2026, 1, 1), "stated")
SUB_4 = (Step("paragraph", "2"), Step("subparagraph", "4"))
OTHER_ACT = ActRef("order", date(2022, 2, 24), "74")


@pytest.mark.parametrize(
    ("aspect", "changed", "rus_says", "kaz_says"),
    [
        ("action", {"action": "replace"}, "insert", "replace"),
        ("target", {"target": SUB_4}, "paragraph 2 / subparagraph 3", "paragraph 2 / subparagraph 4"),
        ("in-force", {"in_force": DATED}, "after-publication 10", "date 2026-01-01"),
        ("act", {"act": OTHER_ACT}, "order 2022-02-24 73", "order 2022-02-24 74"),
        ("component", {"component": None}, "an approved document", None),
    ],
)  # fmt: skip
def test_one_fact_that_differs_is_one_difference(aspect, changed, rus_says, kaz_says):
    rus, kaz = both(*ROWS)
    kaz[1] = replace(kaz[1], **changed)
    assert parity(rus, kaz) == (Difference(aspect, rus[1].id, kaz[1].id, rus_says, kaz_says),)


def test_an_operation_that_stands_elsewhere_is_no_two_missing_ones():
    rus, kaz = both(*ROWS)
    moved = [kaz[2], kaz[0], kaz[1]]
    assert [(d.aspect, d.russian, d.kazakh) for d in parity(rus, moved)] == [("order", rus[2].id, kaz[2].id)]


TEXTS = [
    (
        "9. Данные от 6 июня 2023 года № 205",
        "Деректер 2023 жылғы 6 маусымдағы № 205",
        [("label", "9.", None)],
        "only one repeats the number",
    ),
    (
        "от 6 июня 2023 года № 205",
        "2023 жылғы 7 маусымдағы № 205",
        [("date-in-text", "2023-06-06", "2023-06-07")],
        "another day",
    ),
    ("в течение 5 дней", "6 күн ішінде", [("number-in-text", "5", "6")], "another number"),
    (
        "с 01.03.2024 по статье 4-2",
        "2024 жылғы 1 наурыздан бастап 4-2-бап",
        [],
        "one date in two forms, an address with an ending",
    ),
    ("первое;\nвторое;", "бірінші;", [("lines", "2", "1")], "a line less"),
    ("стоимость 1,5 тысячи", "құны 1.5 мың", [], "a decimal comma and a point"),
]


@pytest.mark.parametrize(("rus_text", "kaz_text", "expected", "why"), TEXTS, ids=[row[3] for row in TEXTS])
def test_new_text(rus_text, kaz_text, expected, why):
    rus = [op("rus", 1, "replace", "paragraph 9 / alinea 1", rus_text)]
    kaz = [op("kaz", 1, "replace", "paragraph 9 / alinea 1", kaz_text)]
    assert [(d.aspect, d.rus, d.kaz) for d in parity(rus, kaz)] == expected


def test_a_difference_is_a_finding_on_demand():
    rus, kaz = both(*ROWS)
    found = parity(rus, kaz[:2])[0].finding()
    assert (found.code, found.severity) == ("language-difference", "warning")
    assert "missing-in-kazakh" in found.message


def test_order_379_repeats_the_number_of_two_restated_alineas_in_russian_alone():
    texts = [read(language) for language in ("rus", "kaz")]
    operations, findings = zip(*texts, strict=True)
    found = parity(*operations, findings=findings)
    assert [(d.aspect, d.rus, d.kaz) for d in found] == [("label", "9.", None), ("label", "10.", None)]


def read(language):
    data = resources.files("legal").joinpath("corpus", "V2200029826", f"{language}.txt").read_bytes()
    _, operations, findings = legal.read_operations(data, f"{language}.txt")
    return operations, findings
