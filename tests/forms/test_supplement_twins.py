"""A supplement in a corpus with both languages of a form: its names serve both, as far as nothing is in doubt."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from api.service import SUPPLEMENTS, documents_of
from forms.wording import wording
from legal import Corpus
from legal.store.repository import Repository

RUSSIAN = """
Об утверждении Правил оказания услуг
Приказ Министра труда и социальной защиты населения Республики Казахстан от 9 января 2023 года № 1. Зарегистрирован в \
Министерстве юстиции Республики Казахстан 10 января 2023 года № 31001
ПРИКАЗЫВАЮ:
1. Утвердить прилагаемые Правила оказания услуг.
2. Настоящий приказ вводится в действие с 1 февраля 2023 года.
Министр
Утверждены приказом Министра труда и социальной защиты населения Республики Казахстан от 9 января 2023 года № 1
Правила оказания услуг
1. Настоящие Правила определяют порядок оказания услуг.
Приложение 1
к Правилам оказания услуг
Форма
Справка
Ф.И.О. (при его наличии) ____________________
ИИН ____________________
Принято "__" ________ 20__ г. № ____
Подпись ____________________
"""
KAZAKH = """
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
1. Осы Қағидалар қызмет көрсету тәртібін айқындайды.
Қызмет көрсету қағидаларына
1-қосымша
Нысан
Анықтама
Т.А.Ә. (бар болса) ____________________
ЖСН ____________________
20__ жылғы "__" ________ № ____ қабылданды
Қолы ____________________
"""
NAMES = ["person", "iin", "accepted", "number", "signature"]


def page(text: str, language: str) -> bytes:
    lines = "".join(f"<p>{line}</p>" for line in text.strip().splitlines())
    return f"<html lang='{language}'><head><meta charset='utf-8'></head><body>{lines}</body></html>".encode()


@pytest.fixture
def corpus(tmp_path):
    made = Corpus(Repository.create(tmp_path / "corpus"))
    files = [("rus.html", page(RUSSIAN, "ru")), ("kaz.html", page(KAZAKH, "kk"))]
    made.import_files(files, now=datetime(2024, 1, 1, tzinfo=UTC))
    return made


def forms_of(corpus):
    versions = (corpus.version("V2300031001", language, date(2023, 6, 1)) for language in ("rus", "kaz"))
    return [documents_of(corpus, version)[0] for version in versions]


def test_both_languages_have_the_names_of_the_one_supplement(corpus):
    russian, kazakh = forms_of(corpus)
    assert (russian.id, len(russian.fields)) == (kazakh.id, len(kazakh.fields)) == ("V2300031001/1", 5)
    text = f'document = "{russian.id}"\nlanguage = "rus"\nwording = "{wording(russian)}"\n'
    for field, name in zip(russian.fields, NAMES, strict=True):
        text += f'[fields.{field.name}]\nname = "{name}"\n'
    folder = corpus.repository.path / SUPPLEMENTS
    folder.mkdir()
    (folder / "own.toml").write_text(text, encoding="utf-8")
    named, borrowed = forms_of(corpus)
    assert [one.name for one in named.fields] == NAMES
    assert sorted(one.name for one in borrowed.fields) == sorted(NAMES)
    assert {one.name: one.kind for one in borrowed.fields} == {one.name: one.kind for one in named.fields}
    assert [one.label for one in borrowed.fields] == [one.label for one in kazakh.fields]
    assert wording(borrowed) == wording(kazakh)
