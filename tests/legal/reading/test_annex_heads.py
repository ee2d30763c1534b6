"""Whose annex it is: labels and captions, in both languages, of an act and of the annex restated."""

import pytest

from legal.reading.annex_head import read_head, read_head_texts
from legal.reading.blocks import Line

CASES = [
    (
        ("Приложение 3\nк приказу Министра\nтруда\n\nот 6 декабря 2021 года № 458\n\nПриложение 8\nк Правилам\n\nуслуг"
        "\n\nАкт"),
        "rus",
        ("Приложение 3", "к приказу Министра труда от 6 декабря 2021 года № 458"),
        ("Приложение 8", "к Правилам услуг"),
        "Акт",
        "an amending order names its own annex and the one it restates",
    ),
    (
        "Приложение\nк приказу Министр труда\nРеспублики Казахстан\nот 14 декабря 2021 года № 472\n\nЖурнал учета",
        "rus",
        ("Приложение", "к приказу Министр труда Республики Казахстан от 14 декабря 2021 года № 472"),
        None,
        "Журнал учета",
        "one annex without a number",
    ),
    (
        "Приложение 2\nк Правилам оказания\nуслуг\nСтандарт государственной услуги",
        "rus",
        ("Приложение 2", "к Правилам оказания услуг"),
        None,
        "Стандарт государственной услуги",
        "no blank line between caption and title",
    ),
    (
        "Приложение 7\nк Правилам обеспечения\nвспомогательными\n(компенсаторными) средствами\n\n Форма\nЗаявление",
        "rus",
        ("Приложение 7", "к Правилам обеспечения вспомогательными (компенсаторными) средствами"),
        None,
        "Форма",
        "a bracket begins a line of the caption",
    ),
    (
        "Приложение 1 к Правилам деятельности\nорганизаций\n\nПеречень документов",
        "rus",
        ("Приложение 1", "к Правилам деятельности организаций"),
        None,
        "Перечень документов",
        "label and caption on one line",
    ),
    (
        ("Қазақстан Республикасы\nЕңбек министрінің\n2021 жылғы 6 желтоқсандағы\n№ 458 бұйрығына\n3-қосымша\n\n"
        "Әлеуметтік қызметтерді\nұсыну қағидаларына\n8-қосымша\n\nКөрсетілген қызметтер актісі"),
        "kaz",
        ("3-қосымша", "Қазақстан Республикасы Еңбек министрінің 2021 жылғы 6 желтоқсандағы № 458 бұйрығына"),
        ("8-қосымша", "Әлеуметтік қызметтерді ұсыну қағидаларына"),
        "Көрсетілген қызметтер актісі",
        "in Kazakh the caption stands above the label",
    ),
    (
        "3-қосымша\nӘлеуметтік қызметтерді\nұсыну қағидаларына\n8-қосымша\n\nАкті",
        "kaz",
        ("3-қосымша", ""),
        ("8-қосымша", "Әлеуметтік қызметтерді ұсыну қағидаларына"),
        "Акті",
        "the caption of the order was left with what stands before",
    ),
    ("Перечень документов\n\n1. Заявление.", "rus", ("", ""), None, "Перечень документов", "no label at all"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "own", "inner", "below", "why"), CASES, ids=[c[-1] for c in CASES])
def test_heads(text, language, own, inner, below, why):
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]
    head = read_head(lines, language)
    assert tuple(head.own) == own, why
    assert (tuple(head.inner) if head.inner else None) == inner, why
    assert lines[head.start].text.strip() == below, why


def test_heads_of_blocks():
    texts = ["Приложение 1 к Правилам осуществления упрощенного производства", "ПОСТАНОВЛЕНИЕ о возбуждении"]
    head = read_head_texts(texts, "rus")
    assert tuple(head.own) == ("Приложение 1", "к Правилам осуществления упрощенного производства")
    assert head.start == 1
    kazakh = ["Әлеуметтік қызметтерді ұсыну қағидаларына 2-қосымша", "Өтініш"]
    assert tuple(read_head_texts(kazakh, "kaz").own) == ("2-қосымша", "Әлеуметтік қызметтерді ұсыну қағидаларына")
