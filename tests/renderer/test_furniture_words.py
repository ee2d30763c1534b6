"""The version line and the warnings, in both languages, for every certainty of a date."""

from __future__ import annotations

from datetime import date

import pytest

from legal.records import ActRef
from renderer.furniture import applies, version_line, warnings
from renderer.strings import STRINGS
from tests.renderer.rendering_samples import act_of_services, kazakh, long_text, provenance, standard

D = date

RUSSIAN = [
    ({"certainty": "stated"}, "Форма в редакции приказа № 458 от 06.12.2021, действует с 20.12.2021"),
    (
        {"certainty": "computed"},
        (
            "Форма в редакции приказа № 458 от 06.12.2021, действует с 20.12.2021 "
            "(дата исчислена со дня официального опубликования)"
        ),
    ),
    (
        {"certainty": "presumed"},
        (
            "Форма в редакции приказа № 458 от 06.12.2021, действует с 20.12.2021 (дата предположительная, самая "
            "ранняя из возможных: день официального опубликования не внесён)"
        ),
    ),
    (
        {"certainty": "pending", "start": None},
        (
            "Форма в редакции приказа № 458 от 06.12.2021, вводится в действие при наступлении условия, "
            "условие не наступило"
        ),
    ),
    (
        {"certainty": None, "start": None},
        "Форма в редакции приказа № 458 от 06.12.2021, день введения в действие неизвестен",
    ),
    (
        {"certainty": "stated", "until": D(2023, 7, 1), "until_certainty": "presumed"},
        "Форма в редакции приказа № 458 от 06.12.2021, действует с 20.12.2021 до 01.07.2023 (дата предположительная)",
    ),
    (
        {"certainty": "stated", "until": D(2022, 1, 15), "until_certainty": "stated"},
        "Форма в редакции приказа № 458 от 06.12.2021, срок действия: с 20.12.2021 до 15.01.2022",
    ),
    (
        {"certainty": None, "start": None, "until": D(2023, 7, 1), "until_certainty": "stated"},
        "Форма в редакции приказа № 458 от 06.12.2021, срок действия: до 01.07.2023, начало неизвестно",
    ),
    (
        {"order": None, "regulation": None, "certainty": "stated"},
        "Форма: акт, давший редакцию, неизвестен, действует с 20.12.2021",
    ),
    (
        {"order": None, "start": None, "certainty": None},
        "Форма приказа № 26 от 22.01.2015, изменяющий акт не указан, день введения в действие неизвестен",
    ),
    (
        {"order": ActRef("law", D(2023, 4, 20), "226-VII"), "certainty": "stated"},
        "Форма в редакции Закона № 226-VII от 20.04.2023, действует с 20.12.2021",
    ),
    (
        {"order": ActRef(None, None, "7"), "certainty": "stated"},
        "Форма в редакции акта № 7, действует с 20.12.2021",
    ),
    (
        {"order": ActRef("order", None, None, code="V2100025681"), "certainty": "stated"},
        "Форма в редакции приказа V2100025681, действует с 20.12.2021",
    ),
]


@pytest.mark.parametrize(("origin", "words"), RUSSIAN)
def test_version_line_in_russian(origin: dict[str, object], words: str) -> None:
    document = act_of_services(provenance=provenance(**origin))
    assert version_line(document) == words


KAZAKH = [
    (
        {"certainty": "stated"},
        "Нысан 2021 жылғы 6 желтоқсандағы № 458 бұйрықтың редакциясында, 2021 жылғы 20 желтоқсаннан бастап қолданыста",
    ),
    (
        {"certainty": "presumed", "start": D(2022, 10, 7), "until": D(2023, 7, 1), "until_certainty": "presumed"},
        (
            "Нысан 2021 жылғы 6 желтоқсандағы № 458 бұйрықтың редакциясында, 2022 жылғы 7 қазаннан бастап (күні "
            "болжамды, ықтимал ең ерте күн: ресми жарияланған күні енгізілмеген) 2023 жылғы 1 шілдеге дейін (күні "
            "болжамды) қолданыста"
        ),
    ),
    (
        {"order": None, "regulation": None, "start": None, "certainty": None},
        "Нысан: редакциясын берген акт белгісіз, қолданысқа енгізілген күні белгісіз",
    ),
]


@pytest.mark.parametrize(("origin", "words"), KAZAKH)
def test_version_line_in_kazakh(origin: dict[str, object], words: str) -> None:
    assert version_line(kazakh(provenance=provenance(**origin))) == words


def test_the_noun_follows_the_kind() -> None:
    assert version_line(standard()).startswith("Стандарт в редакции")
    assert version_line(long_text()).startswith("Текст в редакции")


def test_presumed_repeal_is_a_warning_and_the_document_does_not_apply() -> None:
    document = standard(incomplete=False)
    assert not applies(document)
    assert warnings(document) == (
        "Документ предположительно утратил силу с 01.07.2023. На 01.02.2024 не применяется, если не установлено иное.",
    )


def test_the_first_day_out_of_force_is_out_of_force() -> None:
    """Periods are half open: `until` 2023-07-01 is in force on 30 June only."""
    assert applies(standard(on=D(2023, 6, 30)))
    assert not applies(standard(on=D(2023, 7, 1)))


def test_stated_repeal_says_so_without_doubt() -> None:
    document = kazakh(provenance=provenance(until=D(2022, 12, 1), until_certainty="stated"))
    assert warnings(document) == (
        (
            "Құжаттың күші 2022 жылғы 1 желтоқсаннан бастап жойылды, "
            "2022 жылғы 1 желтоқсандағы жағдай бойынша қолданыста емес."
        ),
    )


def test_a_wording_of_a_later_day_is_not_yet_in_force() -> None:
    document = act_of_services(provenance=provenance(start=D(2022, 2, 1), certainty="stated"))
    assert not applies(document)
    assert warnings(document) == ("Документ на 15.01.2022 ещё не введён в действие: вводится с 01.02.2022.",)


def test_a_pending_wording_is_not_in_force() -> None:
    document = act_of_services(provenance=provenance(start=None, certainty="pending"), incomplete=True)
    assert warnings(document) == (
        "Документ на 15.01.2022 не введён в действие: условие, с которым он вводится, не наступило.",
        "Документ неполный: часть его содержания отсутствует в текстах, внесённых в базу.",
    )


def test_both_languages_have_every_word() -> None:
    for strings in STRINGS.values():
        assert set(strings.nouns) == set(STRINGS["rus"].nouns)
        assert set(strings.acts) == set(STRINGS["rus"].acts)
        assert set(strings.certainty) == set(strings.end_certainty) == {"stated", "computed", "presumed", "pending"}
