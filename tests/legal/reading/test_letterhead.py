"""Acts on the form of their body: the word of the form, the date and the number in pieces above the title."""

import io
from datetime import date

import docx
import pytest

from legal.reading import read

BODY = """Об утверждении Правил учета

В соответствии со статьей 5 Закона Республики Казахстан "Об учете" ПРИКАЗЫВАЮ:

1. Утвердить прилагаемые Правила учета.

2. Настоящий приказ вводится в действие с 1 марта 2024 года.

Министр

А. Саткалиев

Утверждены приказом
Министра энергетики
Республики Казахстан
от 15 мая 2024 года № 191-н/қ

Правила учета

1. Настоящие Правила определяют порядок учета тепловой энергии в организациях.

2. Учет ведется всеми организациями, которые определены настоящими Правилами.
"""
MINISTRY = "МИНИСТЕРСТВО ЭНЕРГЕТИКИ РЕСПУБЛИКИ КАЗАХСТАН"


@pytest.mark.parametrize(
    "head",
    [
        f"{MINISTRY}\n\nПРИКАЗ\n\n15 мая 2024 года\n\n№ 191-н/қ\n\nгород Астана\n\n",
        f"{MINISTRY}\n\nП Р И К А З\n\nот «15» мая 2024 года № 191-н/қ\n\nг. Астана\n\n",
        "ПРИКАЗ\n\n№ 191-н/қ\n\n15 мая 2024 г.\n\n",
    ],
)
def test_a_letterhead_gives_the_card(head):
    act = read((head + BODY).encode(), "a.txt")
    card = act.card
    assert (card.title, card.form, card.date, card.number, card.author) == (
        "Об утверждении Правил учета", "order", date(2024, 5, 15), "191-н/қ",
        "Министра энергетики Республики Казахстан",
    )  # fmt: skip
    assert act.body[0].children[0].children[0].text.startswith("В соответствии")
    assert act.coverage.explained == act.coverage.characters


KAZAKH = """ҚАЗАҚСТАН РЕСПУБЛИКАСЫ ЭНЕРГЕТИКА МИНИСТРЛІГІ

БҰЙРЫҚ

2024 жылғы 15 мамыр

№ 191-н/қ

Астана қаласы

Қағидаларды бекіту туралы

БҰЙЫРАМЫН:

1. Қағидалар бекітілсін.

2. Осы бұйрық 2024 жылғы 1 маусымнан бастап қолданысқа енгізіледі.

Министр

А. Сатқалиев
"""


def test_a_kazakh_letterhead():
    card = read(KAZAKH.encode(), "a.txt").card
    assert (card.title, card.form, card.date, card.number) == (
        "Қағидаларды бекіту туралы", "order", date(2024, 5, 15), "191-н/қ",
    )  # fmt: skip


def test_a_draft_without_date_or_number_has_no_card():
    act = read((f"{MINISTRY}\n\nПРИКАЗ\n\n____ 2024 года\n\n№ ____\n\n" + BODY).encode(), "a.txt")
    assert act.card.title == MINISTRY


def test_words_in_capitals_are_no_letterhead_without_the_form():
    act = read((f"{MINISTRY}\n\n15 мая 2024 года № 191\n\n" + BODY).encode(), "a.txt")
    assert act.card.title == MINISTRY


def test_the_pieces_may_stand_in_a_table():
    document = docx.Document()
    document.add_paragraph("ПРИКАЗ")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "15 мая 2024 года", "№ 191-н/қ"
    for line in BODY.split("\n\n")[:4]:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    card = read(buffer.getvalue(), "a.docx").card
    assert (card.title, card.date, card.number) == ("Об утверждении Правил учета", date(2024, 5, 15), "191-н/қ")
