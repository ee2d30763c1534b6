"""Editorial notes of consolidated texts: read as tables of (text, history, why), and made from operations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from legal.notes import note_for, parse_note
from legal.records import ActRef, InForce, Operation, OperationSource, Step

MINISTER = "Министра труда и социальной защиты населения РК"


def path(text):
    steps = (piece.strip().split(" ", 1) for piece in text.split("/")) if text else ()
    return tuple(Step(step[0], step[1] if len(step) > 1 else None) for step in steps)


RUSSIAN = [
    (
        f"Сноска. Пункт 3 - в редакции приказа {MINISTER} от 30.09.2025 № 300 (вводится в действие с 01.01.2026).",
        [("replace", "paragraph 3", "order", "300", date(2026, 1, 1))],
        "the usual footnote, a date that is stated",
    ),
    (
        (
            "Сноска. Статья 3 с изменениями, внесенными Законом РК от 25.06.2008  N 47-IV  "
            "(порядок введения в действие см.  ст. 2  )."
        ),
        [("change", "article 3", "law", "47-IV", None)],
        "as the bank prints it: N for №, a bracket that refers elsewhere for the date",
    ),
    (
        f"Сноска. Пункт 2 с изменением, внесенным приказом {MINISTER} от 30.09.2025 № 300.",
        [("change", "paragraph 2", "order", "300", None)],
        "no bracket at all",
    ),
    (
        (
            f"Сноска. Правила дополнены пунктом 9-1 в соответствии с приказом {MINISTER} от 30.09.2025 № 300 "
            "(вводится в действие по истечении десяти календарных дней "
            "после дня его первого официального опубликования)."
        ),
        [("insert", "paragraph 9-1", "order", "300", None)],
        "the element added stands in the middle; the day depends on the publication",
    ),
    (
        "Сноска. Глава 2 дополнена статьями 6-4 и 6-5 в соответствии с Законом РК от 29.09.2022 № 143-VII.",
        [
            ("insert", "chapter 2 / article 6-4", "law", "143-VII", None),
            ("insert", "chapter 2 / article 6-5", "law", "143-VII", None),
        ],
        "two elements of one act are two items",
    ),
    (
        "22) исключен Законом РК от 02.04.2019 № 241-VI (вводится в действие с 01.01.2020);",
        [("delete", "subparagraph 22", "law", "241-VI", date(2020, 1, 1))],
        "the line in the place of an element taken out",
    ),
    (
        f"Сноска. Приложение 3 исключено приказом {MINISTER} от 30.09.2025 № 300.",
        [("delete", "annex 3", "order", "300", None)],
        "an annex",
    ),
    (
        f"Сноска. Заголовок главы 2 в редакции приказа {MINISTER} от 30.09.2025 № 300.",
        [("replace", "chapter 2 / heading", "order", "300", None)],
        "no dash",
    ),
    (
        f"Сноска. Преамбула - в редакции приказа и.о. {MINISTER} от 22.09.2022 № 379.",
        [("replace", "preamble", "order", "379", None)],
        "an acting minister: a stop inside the author",
    ),
    (
        (
            "Сноска. Пункт 2 с изменениями, внесенными приказами Министра РК от 30.09.2025 № 300 "
            "(вводится в действие с 01.01.2026); от 05.05.2026 № 12 (вводится в действие с 01.01.2027)."
        ),
        [
            ("change", "paragraph 2", "order", "300", date(2026, 1, 1)),
            ("change", "paragraph 2", "order", "12", date(2027, 1, 1)),
        ],
        "several acts of one author",
    ),
    (
        (
            "Сноска. Подпункт 2) пункта 5 - в редакции приказа Министра РК от 30.09.2025 № 300; "
            "с изменением, внесенным приказом Министра РК от 05.05.2026 № 12."
        ),
        [
            ("replace", "paragraph 5 / subparagraph 2", "order", "300", None),
            ("change", "paragraph 5 / subparagraph 2", "order", "12", None),
        ],
        "a new wording changed later",
    ),
    (
        "Сноска. Часть вторая пункта 4 - в редакции постановления Правительства РК от 01.02.2023 № 80.",
        [("replace", "paragraph 4 / part 2", "resolution", "80", None)],
        "an ordinal in words",
    ),
]
KAZAKH = [
    (
        (
            "Ескерту. 2-бап жаңа редакцияда – ҚР 29.09.2022 № 143-VII (алғашқы ресми жарияланған күнінен кейін "
            "күнтізбелік он күн өткен соң қолданысқа енгізіледі) Заңымен."
        ),
        [("replace", "article 2", "law", "143-VII", None)],
        "the bracket stands between number and form",
    ),
    (
        "Ескерту. 3-бапқа өзгерістер енгізілді – ҚР 25.06.2008 № 47-IV, 29.09.2022 № 143-VII Заңдарымен.",
        [("change", "article 3", "law", "47-IV", None), ("change", "article 3", "law", "143-VII", None)],
        "two acts under one form in the plural",
    ),
    (
        "Ескерту. Қағидалар 9-1-тармақпен толықтырылды – ҚР Еңбек министрінің 30.09.2025 № 300 бұйрығымен.",
        [("insert", "paragraph 9-1", "order", "300", None)],
        "an element added to the Rules",
    ),
    (
        "Ескерту. 5-тармақтың 2) тармақшасы алып тасталды – ҚР Премьер-Министрінің 30.09.2025 № 300 бұйрығымен.",
        [("delete", "paragraph 5 / subparagraph 2", "order", "300", None)],
        "from large to small",
    ),
    (
        "Ескерту. 3-қосымша алып тасталды - ҚР Еңбек министрінің 30.09.2025 № 300 бұйрығымен.",
        [("delete", "annex 3", "order", "300", None)],
        "an annex, a hyphen for the dash",
    ),
]


OF_THE_ACT = [
    # text, language, expected, why
    ("Сноска. Приказ дополнен приложением 3 в соответствии с приказом Министра труда РК от 11.03.2022 № 85.", "rus",
     [("insert", "annex 3", "order", "85", None)], "what the act itself was added"),
    ("Сноска. Приказ в редакции приказа Министра труда РК от 11.03.2022 № 85.", "rus",
     [("replace", "", "order", "85", None)], "the act as a whole"),
    ("Сноска. Решение утратило силу решением маслихата от 26.12.2023 № 17-5.", "rus",
     [("repeal", "", "decision", "17-5", None)], "the act named by its form"),
    ("Сноска. Вводная часть - в редакции приказа Министра труда РК от 11.03.2022 № 85.", "rus",
     [("replace", "preamble", "order", "85", None)], "the preamble by its other name"),
    ("Сноска. Правый верхний угол приложения 1 - в редакции приказа Министра труда РК от 11.03.2022 № 85.", "rus",
     [("replace", "annex 1 / caption", "order", "85", None)], "the caption of an annex"),
    ("Ескерту. Оң жақ жоғарғы бұрышы жаңа редакцияда - ҚР Еңбек министрінің 11.03.2022 № 85 бұйрығымен.", "kaz",
     [("replace", "caption", "order", "85", None)], "the caption of the annex the note stands in"),
    (('Сноска. По всему тексту слова "исключен А", "Б" заменены словами "В", "Г" в соответствии с Законом РК от '
     "30.12.2022 № 177-VII."), "rus",
     [("change", "", "law", "177-VII", None)], "words replaced everywhere; a verb inside the quotes is none"),
    (('Ескерту. Бүкіл мәтін бойынша "А" деген сөздер "Б" деген сөздермен ауыстырылды - ҚР 30.12.2022 № 177-VII '
     "Заңымен."), "kaz",
     [("change", "", "law", "177-VII", None)], "the same in Kazakh"),
    ("Статья 88. Исключена Законом РК от 28.12.2017 № 127-VI.", "rus",
     [("delete", "article 88", "law", "127-VI", None)], "the line in the place of an article"),
    ("14-бап. Алып тасталды - ҚР 28.12.2017 № 127-VI Заңымен.", "kaz",
     [("delete", "article 14", "law", "127-VI", None)], "the same in Kazakh"),
    ("Параграф 2 исключен приказом Министра финансов РК от 12.06.2023 № 201.", "rus",
     [("delete", "section 2", "order", "201", None)], "a label without a stop"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "expected", "why"), OF_THE_ACT, ids=[row[3] for row in OF_THE_ACT])
def test_the_act_its_corners_and_the_places_of_elements(text, language, expected, why):
    assert_history(parse_note(text, language), expected)


@pytest.mark.parametrize(("text", "expected", "why"), RUSSIAN, ids=[row[2] for row in RUSSIAN])
def test_russian(text, expected, why):
    assert_history(parse_note(text, "rus"), expected)


@pytest.mark.parametrize(("text", "expected", "why"), KAZAKH, ids=[row[2] for row in KAZAKH])
def test_kazakh(text, expected, why):
    assert_history(parse_note(text, "kaz"), expected)


def assert_history(found, expected):
    assert found is not None
    seen = [(i.what, i.target, i.act.form, i.act.number, i.in_force.start if i.in_force else None) for i in found]
    assert seen == [(what, path(target), form, number, start) for what, target, form, number, start in expected]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Пункт 3 изложить в следующей редакции:", "rus"),
        ("2) документы, представленные в редакции приказа, рассматриваются в течение пяти дней;", "rus"),
        ("Примечание ИЗПИ! Порядок введения в действие см. п. 4.", "rus"),
        ("Сноска. Пункт 3 - в редакции приказа Министра РК от 30.02.2025 № 300.", "rus"),
        ("Сноска. Пункт 3 - в редакции приказа Министра РК от 30.09.2025 № 300 и прочих документов.", "rus"),
        ("2-тармақ мынадай редакцияда жазылсын:", "kaz"),
    ],
)
def test_what_is_no_note_or_is_not_wholly_understood_is_none(text, language):
    assert parse_note(text, language) is None


DOCUMENTS = {"rus": "Правила предоставления услуг", "kaz": "Қызметтер көрсету қағидалары"}
AUTHORS = {"rus": MINISTER, "kaz": "ҚР Еңбек және халықты әлеуметтік қорғау министрінің"}


def operation(action, target, language, number="300", on=date(2026, 1, 1)):
    by = ActRef("order", date(2025, 9, 30), number, author=AUTHORS[language])
    force = InForce("date", on, "stated")
    base = ActRef("order", date(2023, 6, 30), "288")
    return Operation(
        f"x-{number}", action, base, DOCUMENTS[language], path(target), force, OperationSource("1", (), ""), by=by
    )


CASES = [
    ("replace", "paragraph 3", "replace", "paragraph 3"),
    ("insert", "paragraph 9-1", "insert", "paragraph 9-1"),
    ("insert", "paragraph 2 / subparagraph 3", "insert", "paragraph 2 / subparagraph 3"),
    ("delete", "annex 3", "delete", "annex 3"),
    ("replace", "paragraph 4 / part 2", "replace", "paragraph 4 / part 2"),
    ("replace", "paragraph 4 / part 3", "replace", "paragraph 4 / part 3"),
    ("replace", "article 2", "replace", "article 2"),
    ("replace", "chapter 2 / heading", "replace", "chapter 2 / heading"),
    ("replace", "preamble", "replace", "preamble"),
]


@pytest.mark.parametrize("language", ["rus", "kaz"])
@pytest.mark.parametrize(("action", "target", "what", "stated"), CASES)
def test_a_note_that_is_made_reads_as_what_it_was_made_from(action, target, what, stated, language):
    text = note_for(path(target), [operation(action, target, language)], language)
    assert_history(parse_note(text, language), [(what, stated, "order", "300", date(2026, 1, 1))])


@pytest.mark.parametrize("language", ["rus", "kaz"])
def test_changes_of_parts_are_changes_of_the_whole_and_a_new_wording_ends_them(language):
    parts = [operation("replace", "paragraph 3 / subparagraph 1", language, "11")]
    whole = [operation("replace", "paragraph 3", language, "12", date(2026, 2, 1))]
    later = [operation("insert", "paragraph 3 / part 2", language, "13", date(2026, 3, 1)),
             operation("delete", "paragraph 3 / part 4", language, "14", date(2026, 4, 1))]  # fmt: skip
    text = note_for(path("paragraph 3"), parts + whole + later, language)
    expected = [("replace", "paragraph 3", "order", "12", date(2026, 2, 1)),
                ("change", "paragraph 3", "order", "13", date(2026, 3, 1)),
                ("change", "paragraph 3", "order", "14", date(2026, 4, 1))]  # fmt: skip
    assert_history(parse_note(text, language), expected)


def test_the_words_are_the_bank_s():
    made = note_for(path("paragraph 3"), [operation("replace", "paragraph 3", "rus")], "rus")
    assert made == RUSSIAN[0][0]
    added = note_for(path("paragraph 9-1"), [operation("insert", "paragraph 9-1", "rus")], "rus")
    assert added == (
        f"Сноска. Правила дополнены пунктом 9-1 в соответствии с приказом {MINISTER} от 30.09.2025 № 300 "
        "(вводится в действие с 01.01.2026)."
    )
    kazakh = note_for(path("paragraph 3"), [operation("replace", "paragraph 3", "kaz")], "kaz")
    assert kazakh == (
        "Ескерту. 3-тармақ жаңа редакцияда – ҚР Еңбек және халықты әлеуметтік қорғау министрінің 30.09.2025 № 300 "
        "(01.01.2026 бастап қолданысқа енгізіледі) бұйрығымен."
    )


def test_an_operation_without_its_act_cannot_be_noted():
    with pytest.raises(ValueError, match="no date or number"):
        note_for(path("paragraph 3"), [replace(operation("replace", "paragraph 3", "rus"), by=None)], "rus")


def test_nothing_done_is_no_note():
    assert note_for(path("paragraph 4"), [operation("replace", "paragraph 3", "rus")], "rus") == ""
