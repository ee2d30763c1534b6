"""The forms of `unseen`, as annexes of one act that comes as a web page: the same fields as annex by annex."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html import escape

import pytest

import forms
from legal import Corpus
from legal.store.repository import Repository
from tests.forms import unseen_forms

HEAD = """
Об утверждении Правил оказания услуг
Приказ Министра труда и социальной защиты населения Республики Казахстан от 9 января 2023 года № 1. Зарегистрирован в \
Министерстве юстиции Республики Казахстан 10 января 2023 года № 31001
ПРИКАЗЫВАЮ:
1. Утвердить прилагаемые Правила оказания услуг.
2. Настоящий приказ вводится в действие с 1 февраля 2023 года.
Министр
Утверждены приказом Министра труда и социальной защиты населения Республики Казахстан от 9 января 2023 года № 1
Правила оказания услуг
Глава 1. Общие положения
1. Настоящие Правила определяют порядок оказания услуг.
"""
SPAN = re.compile(r"\{(r?)(\d)\}")


def cell(text: str) -> str:
    spans = "".join(f' {"rowspan" if kind else "colspan"}="{count}"' for kind, count in SPAN.findall(text))
    return f"<td{spans}><p>{escape(SPAN.sub('', text))}</p></td>"


def markup(lines: list[str]) -> str:
    made, rows = [], []
    for line in [*lines, ""]:
        if "\t" in line:
            rows.append(f"<tr>{''.join(map(cell, line.split(chr(9))))}</tr>")
            continue
        if rows:
            made.append(f"<table>{''.join(rows)}</table>")
            rows = []
        if line.strip():
            made.append(f"<p>{escape(line)}</p>")
    return "\n".join(made)


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    annexes = []
    for number, text in enumerate(unseen_forms.as_written("rus").values(), 1):
        lines = text.splitlines()
        annexes += [f"Приложение {number}", "к Правилам оказания услуг", *lines[2:]]
    page = f"<html lang='ru'><head><meta charset='utf-8'></head><body>{markup([*HEAD.splitlines(), *annexes])}</body></html>"
    corpus = Corpus(Repository.create(tmp_path_factory.mktemp("unseen") / "corpus"))
    corpus.import_files([("act.html", page.encode())], now=datetime(2024, 1, 1, tzinfo=UTC))
    return {one.id: one for one in forms.documents(corpus.version("V2300031001", "rus", date(2023, 6, 1)))}


def test_every_form_of_the_act_is_a_document(imported):
    names = list(unseen_forms.published("rus"))
    assert list(imported) == [f"V2300031001/{number}" for number in range(1, len(names) + 1)]


@pytest.mark.parametrize("number", range(1, len(unseen_forms.expected("rus")) + 1))
def test_an_imported_form_asks_for_the_same(imported, number):
    name = list(unseen_forms.published("rus"))[number - 1]
    assert sorted(unseen_forms.described(imported[f"V2300031001/{number}"])) == sorted(
        unseen_forms.expected("rus")[name]
    )
