"""Whatever lines a form is made of: every blank a field, every word in its place, every label its own."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from forms.blanks import found, is_cut
from forms.definition import definition
from forms.fill import fill
from forms.model import plan
from forms.records import Blank, Line, Text
from tests.forms.filling_samples import form

RUSSIAN = (
    "Фамилия", "ИИН", "№", "от", "Я,", "Дата рождения", "в лице", "(подпись)", "(Ф.И.О. (при его наличии))", "тенге",
    "М.П.", "Прошу назначить", "1)", "(указать вид)", ", с одной стороны, и", "именуемый в дальнейшем Заказчик",
    "листов", "Итого:", "(нужное подчеркнуть)", "текущий, карточный", "(да/нет)",
    "должность подпись расшифровка подписи", "г.",
    "линия отреза", "Телефон:", "Адрес:", "%", "/", "(", ")", ".", ",",
)  # fmt: skip
KAZAKH = (
    "Тегі", "ЖСН", "№", "Кімнен", "Мен,", "Туған күні", "атынан", "(қолы)", "(тегі, аты (бар болса))", "теңге", "М.О.",
    "тағайындауды сұраймын", "1)", "(көрсету)", "бұдан әрі Тапсырыс беруші", "парақ", "Барлығы:",
    "(керегінің астын сызу)", "ағымдағы, карт-шот", "(иә/жоқ)", "лауазымы қолы", "жылғы", "қию сызығы",
    "Телефон:", "Мекенжайы:", "%",
    "/", ".", ",",
)  # fmt: skip
BLANKS = (
    "____", "________________", '"__" ________ 20__', "20__ жылғы", "__.__.20__", "☐", "[ ]", ".......", "…………",
    "|__|__|__|__|", "_ _ _ _ _ _ _", "__:__", "____@____", "+7 (___) ___-__-__", "«   » ______ 20",
)  # fmt: skip


def lines(words):
    piece = st.sampled_from((*words, *BLANKS))
    return st.lists(st.lists(piece, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=8)


def sound(texts: list[str], language: str) -> None:
    made = form(texts, language=language)
    shown = [block for block in made.blocks if isinstance(block, Line)]
    for text, line in zip(texts, shown, strict=True):
        assert "".join(one.text if isinstance(one, Text) else one.published for one in line.parts) == text
        blanks = [one.published for one in line.parts if isinstance(one, Blank)]
        kept = [match[0] for match in found(text)]
        cut = is_cut(text) or not (set(kept) & set(blanks) or blanks)
        assert cut or [one for one in blanks if one in kept] == kept, "a blank missed or doubled"
    names = [one.name for one in made.fields]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)
    assert all(one.label for one in made.fields)
    printed = {one.field for line in shown for one in line.parts if isinstance(one, Blank)}
    assert printed == set(names)
    empty = {one.field.name: None for one in plan(definition(made)).fields if one.rule != "seal"}
    assert fill(made, empty).blocks == made.blocks, "a form without answers is its blank"


@settings(max_examples=150)
@given(lines(RUSSIAN))
def test_russian_lines(texts):
    sound(texts, "rus")


@settings(max_examples=150)
@given(lines(KAZAKH))
def test_kazakh_lines(texts):
    sound(texts, "kaz")
