"""Where annexes begin, with the caption under the label or above it."""

import pytest

from legal.reading.annex_starts import annex_starts
from legal.reading.annexes import read_annex
from legal.reading.blocks import Line

KAZAKH = """      2. Осы бұйрық қолданысқа енгізіледі.

Қазақстан Республикасы
Еңбек министрінің
2021 жылғы 6 желтоқсандағы
№ 458 бұйрығына
1-қосымша

Әлеуметтік қызметтерді
ұсыну қағидаларына
8-қосымша

Көрсетілген қызметтер актісі

Тапсырды Қабылдады

________
қолы

Қазақстан Республикасы
Еңбек министрінің
2021 жылғы 6 желтоқсандағы
№ 458 бұйрығына
2-қосымша

Әлеуметтік қызметтерді
ұсыну қағидаларына
9-қосымша

Ілесіп жүру парағы

________
қолы"""

RUSSIAN = """Приложение 1
к приказу Министра
от 6 декабря 2021 года № 458

Приложение 8
к Правилам услуг

Акт

      Приложение 3
Приложение 2
к приказу Министра
от 6 декабря 2021 года № 458

Лист"""


def numbered(text: str) -> list[Line]:
    return [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]


@pytest.mark.parametrize(("text", "language", "starts"), [(KAZAKH, "kaz", (2, 19)), (RUSSIAN, "rus", (0, 10))])
def test_starts(text, language, starts):
    assert annex_starts(numbered(text), language) == starts


def test_kazakh_annexes_read_from_their_captions():
    lines = numbered(KAZAKH)
    first, second = annex_starts(lines, "kaz")
    for group, own, inner, title in (
        (lines[first:second], "1", "8", "Көрсетілген қызметтер актісі"),
        (lines[second:], "2", "9", "Ілесіп жүру парағы"),
    ):
        annex, _ = read_annex(group, "kaz")
        assert (annex.num, annex.restated, annex.body.num, annex.body.heading) == (own, True, inner, title)
        assert annex.caption.endswith("№ 458 бұйрығына")
        assert annex.body.children[0].text == "Әлеуметтік қызметтерді ұсыну қағидаларына"
