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

HEAD = {
    "rus": """
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
""",
    "kaz": """
Қызмет көрсету қағидаларын бекіту туралы
Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің 2023 жылғы 9 қаңтардағы № 1 бұйрығы. Қазақстан \
Республикасының Әділет министрлігінде 2023 жылғы 10 қаңтарда № 31001 болып тіркелді
БҰЙЫРАМЫН:
1. Қоса беріліп отырған Қызмет көрсету қағидалары бекітілсін.
2. Осы бұйрық 2023 жылғы 1 ақпаннан бастап қолданысқа енгізіледі.
Министр
Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің 2023 жылғы 9 қаңтардағы № 1 \
бұйрығымен бекітілген
Қызмет көрсету қағидалары
1-тарау. Жалпы ережелер
1. Осы Қағидалар қызмет көрсету тәртібін айқындайды.
""",
}
LABEL = {"rus": ("Приложение {}", "к Правилам оказания услуг"), "kaz": ("Қызмет көрсету қағидаларына", "{}-қосымша")}
SET_AS_LINES = {("kaz", "акт")}
"""A page's table of two who sign that is read as lines: as many fields, without whose they are."""
CASES = [(language, number) for language in HEAD for number in range(1, len(unseen_forms.expected(language)) + 1)]
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


def act(language: str) -> bytes:
    lines = HEAD[language].splitlines()
    for number, text in enumerate(unseen_forms.as_written(language).values(), 1):
        lines += [*(label.format(number) for label in LABEL[language]), *text.splitlines()[2:]]
    page = f"<html lang='{language[:2]}'><head><meta charset='utf-8'></head><body>{markup(lines)}</body></html>"
    return page.encode()


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    corpus = Corpus(Repository.create(tmp_path_factory.mktemp("unseen") / "corpus"))
    corpus.import_files([(f"{one}.html", act(one)) for one in HEAD], now=datetime(2024, 1, 1, tzinfo=UTC))
    versions = {one: corpus.version("V2300031001", one, date(2023, 6, 1)) for one in HEAD}
    return {one: {made.id: made for made in forms.documents(version)} for one, version in versions.items()}


@pytest.mark.parametrize("language", list(HEAD))
def test_every_form_of_the_act_is_a_document(imported, language):
    names = list(unseen_forms.published(language))
    assert list(imported[language]) == [f"V2300031001/{number}" for number in range(1, len(names) + 1)]


@pytest.mark.parametrize(("language", "number"), CASES)
def test_an_imported_form_asks_for_the_same(imported, language, number):
    name = list(unseen_forms.published(language))[number - 1]
    found = unseen_forms.described(imported[language][f"V2300031001/{number}"])
    expected = unseen_forms.expected(language)[name]
    assert sorted(map(kind_of, found)) == sorted(map(kind_of, expected))
    if (language, name) not in SET_AS_LINES:
        assert sorted(found) == sorted(expected)


def kind_of(described: str) -> str:
    return described.partition(" | ")[0]
