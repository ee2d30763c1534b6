"""A form out of a text that was put on file with others' changes in it says so on paper."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

import forms
from legal import Corpus
from legal.store.repository import Repository
from renderer.furniture import warnings
from renderer.strings import STRINGS

ACT = """Об утверждении Правил выдачи справок
Приказ Министра энергетики Республики Казахстан от 12 марта 2020 года № 101. Зарегистрирован в Министерстве юстиции \
Республики Казахстан 16 марта 2020 года № 20145
ПРИКАЗЫВАЮ:
1. Утвердить прилагаемые Правила выдачи справок.
2. Настоящий приказ вводится в действие с 1 апреля 2020 года.
Министр энергетики
Утверждены приказом Министра энергетики Республики Казахстан от 12 марта 2020 года № 101
Правила выдачи справок
1. Настоящие Правила определяют порядок выдачи справок.
{}
Приложение 1
к Правилам выдачи справок
Форма
Заявление
Фамилия ____________________
Подпись ____________________
"""
NOTE = (
    "Сноска. Пункт 1 в редакции приказа Министра энергетики РК от 05.05.2022 № 160 (вводится в действие с 01.06.2022)."
)


@pytest.mark.parametrize(("note", "warned"), [(NOTE, True), ("", False)])
def test_a_redaction_is_told_on_its_forms(note, warned, tmp_path):
    corpus = Corpus(Repository.create(tmp_path / "corpus"))
    lines = "".join(f"<p>{line}</p>" for line in ACT.format(note).splitlines())
    page = f"<html lang='ru'><head><meta charset='utf-8'></head><body>{lines}</body></html>"
    corpus.import_files([("act.html", page.encode())], now=datetime(2024, 1, 1, tzinfo=UTC))
    (form,) = forms.documents(corpus.version("V2000020145", "rus", date(2021, 1, 1)))
    assert (STRINGS["rus"].redaction in warnings(form)) is warned
