"""The card, the signature and the bank's notices around an act's own words."""

import pytest

from legal.reading import read
from legal.reading.blocks import Block, TableCell
from legal.reading.card import partly_repealed, read_card
from legal.reading.format_marks import is_note
from legal.reading.notices import copyright_apart, notices_whole
from legal.reading.signing import signature_lines

BY_A_COUNCIL = (
    "Решение Сарысуского районного маслихата от 26 декабря 2023 года № 17-5. Зарегистрировано в Департаменте юстиции "
    "Жамбылской области 5 января 2024 года № 5141-08"
)
OLD = (
    "Приказ Председателя Агентства Республики Казахстан от 14 января 1999 года N А-202. Зарегистрирован в "
    "Министерстве юстиции Республики Казахстан 3 марта 1999 года N 692."
)
CARDS = [
    # line, language, (form, author, date, number, registration), why
    ("Нормативное постановление Верховного Суда Республики Казахстан от 22 декабря 2022 года № 10.", "rus",
     ("resolution", "Верховного Суда Республики Казахстан", "2022-12-22", "10", None), "a normative resolution"),
    ("Қазақстан Республикасы Жоғарғы Сотының 2022 жылғы 22 желтоқсандағы № 10 нормативтік қаулысы.", "kaz",
     ("resolution", "Қазақстан Республикасы Жоғарғы Сотының", "2022-12-22", "10", None), "the word is of the form"),
    (BY_A_COUNCIL, "rus",
     ("decision", "Сарысуского районного маслихата", "2023-12-26", "17-5", "5141-08"), "registered in a region"),
    (OLD, "rus",
     ("order", "Председателя Агентства Республики Казахстан", "1999-01-14", "А-202", "692"), "a Latin N, a letter"),
    ("Қазақстан Республикасының Кодексі 2020 жылғы 7 шілдедегі № 360-VІ ҚРЗ.", "kaz",
     ("code", "Қазақстан Республикасының", "2020-07-07", "360-VІ ҚРЗ", None), "the form first"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "language", "expected", "why"), CARDS, ids=[row[3] for row in CARDS])
def test_card(line, language, expected, why):
    card = read_card("Т", line, [], language)
    number = card.registered.number if card.registered else None
    assert (card.form, card.author, str(card.date), card.number, number) == expected, why


BY = "постановлением Правительства РК от 23.08.2023 № 720 (вводится в действие с 01.09.2023, за исключением п. 2)"


def test_a_repeal_with_exceptions_is_no_repeal_of_the_act():
    note = f"Сноска. Утратило силу {BY}, кроме пункта 2."
    assert partly_repealed("", [note], "rus") == note
    assert read_card("Т", "", [note], "rus").repealed is None
    whole = f"Сноска. Утратило силу {BY}."
    assert partly_repealed("", [whole], "rus") is None
    assert read_card("Т", "", [whole], "rus").repealed.by.number == "720"


NOTES = [
    ("ЗҚАИ-ның ескертпесі!", True),
    ("РҚАО-ның ескертпесі!", True),
    ("Примечание РЦПИ! Порядок введения в действие см. пункт 3.", True),
    ("Порядок введения в действие настоящего Кодекса см. ст. 276.", True),
    ("Осы Кодекстің қолданысқа енгізілу тәртібін 276-баптан қараңыз.", True),
    ("Статья 88. Исключена Законом РК от 28.12.2017 № 127-VI (вводится в действие с 01.01.2018).", True),
    ("14-бап. Алып тасталды - ҚР 28.12.2017 № 127-VI Заңымен.", True),
    ("2) алып тасталды - ҚР Қаржы министрінің 11.03.2022 № 85 бұйрығымен;", True),
    ("Примечание. Не подлежит ответственности лицо, сообщившее добровольно.", False),
    ("Ескертпе: нормалар бір балаға берілген.", False),
    ("2) исключен из перечня организаций;", False),
    ("3. Исключить из списка лиц, уволенных 11.03.2022.", False),
]


@pytest.mark.parametrize(("text", "expected"), NOTES)
def test_what_is_a_note_of_the_bank(text, expected):
    assert is_note(text) is expected


def blocks(*texts):
    return [Block("text", text, number, number) for number, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("below", "taken"),
    [
        (
            "Пункт 5 предусмотрен в редакции приказа Министра от 05.07.2024 № 115 (вводится в действие с 01.01.2026).",
            True,
        ),
        ("Вводится в действие с 01.07.2023.", True),
        ("Статья 5 вводится в действие с 1 января 2026 года.", True),
        ("Осы баптың қолданысқа енгізілу тәртібін 2-баптан қараңыз.", True),
        ("2. Заявление подается через портал.", False),
        ("Заявитель обращается в Государственную корпорацию.", False),
    ],
)
def test_the_words_under_the_head_of_a_notice(below, taken):
    made, findings = notices_whole(blocks("Примечание ИЗПИ!", below))
    assert (len(made) == 1) is taken
    assert [f.code for f in findings] == ([] if taken else ["notice-unclear"])


def test_the_publisher_s_line_and_all_below_it_stand_apart():
    kept, notes = copyright_apart(blocks("1. Текст.", "© 2012. РГП на ПХВ «Институт»", "Министерства юстиции"))
    assert [block.text for block in kept] == ["1. Текст."]
    assert [note.text for note in notes] == ["© 2012. РГП на ПХВ «Институт»", "Министерства юстиции"]


def table(*rows):
    return Block("table", "", 9, 9, rows=tuple(tuple(TableCell((cell,)) for cell in row) for row in rows))


LAST = Block("text", "2. Настоящий приказ вводится в действие со дня опубликования.", 8, 8)


def test_a_signature_in_a_table_is_lines():
    made = signature_lines([LAST, table(["Министр труда ____________ М. Иванова", "Министр экономики ____ Т. Ким"])])
    assert [(block.kind, block.text) for block in made[1:]] == [
        ("caption", "Министр труда ____________ М. Иванова"),
        ("caption", "Министр экономики ____ Т. Ким"),
    ]


@pytest.mark.parametrize(
    "rows",
    [[["1", "Министр труда", "М. Иванова"]], [["Показатель", "Сумма"], ["Деньги", "10"]]],
    ids=["a list with numbers", "no post and no name"],
)
def test_a_table_of_the_act_stays_a_table(rows):
    assert signature_lines([LAST, table(*rows)])[1].kind == "table"


CUT = """О порядке

Приказ Министра финансов Республики Казахстан от 5 мая 2020 года № 15.
      1. Утвердить Правила ведения учета, которые определяют порядок записи всех
поступивших средств.
Перечень приложений к приказу
      2. Настоящий приказ вводится в действие со дня его официального
опубликования, которое состоится в установленном законодательством порядке.
ОСОБЕННАЯ ЧАСТЬ
      3. Контроль оставляю за собой.
"""


def test_a_heading_at_the_margin_is_no_wrap_of_the_paragraph_above():
    texts = [leaf.text for node in read(CUT.encode(), "act.txt").body for leaf in leaves(node)]
    assert "Перечень приложений к приказу" in texts
    assert "ОСОБЕННАЯ ЧАСТЬ" in texts
    assert any(text.endswith("записи всех поступивших средств.") for text in texts)


def leaves(node):
    return [leaf for child in node.children for leaf in leaves(child)] if node.children else [node]


def test_a_sanction_stands_apart_from_its_offence():
    act = read("# О нарушениях\n\nСтатья 1. Ложь\n\nПредоставление заведомо ложных сведений органу –\n\n"
               "влечет штраф.\n".encode(), "act.md")  # fmt: skip
    assert [leaf.text for leaf in leaves(act.body[0])] == [
        "Предоставление заведомо ложных сведений органу –",
        "влечет штраф.",
    ]


def test_an_act_without_numbers_has_its_signature():
    act = read(
        "# О ратификации Соглашения\n\nЗакон Республики Казахстан от 5 мая 2020 года № 15-VI.\n\nРатифицировать "
        "Соглашение, совершенное в Астане.\n\n*Президент*  \n*Республики Казахстан* *К. Токаев*\n".encode(),
        "act.md",
    )
    assert [node.text for node in act.signatures] == ["Президент", "Республики Казахстан К. Токаев"]
    assert [leaf.text for leaf in leaves(act.body[0])] == ["Ратифицировать Соглашение, совершенное в Астане."]


def test_a_table_right_under_the_caption_of_an_annex():
    text = (
        "# О нормах\n\nПриказ Министра финансов Республики Казахстан от 5 мая 2020 года № 15.\n\n1. Утвердить.\n\n"
        "> *Приложение*  \n> *к приказу Министра финансов*  \n> *от 5 мая 2020 года № 15*\n\n"
        '<table border="1"><tr><td>1</td><td>Норма</td></tr></table>\n\nПримечание: на год.\n'
    )
    act = read(text.encode(), "act.md")
    assert [child.kind for child in act.annexes[0].body.children] == ["table", "part"]
    assert act.coverage.explained == act.coverage.characters


@pytest.mark.parametrize(
    ("note", "repealed"),
    [
        (
            "Сноска. Утратил силу приказом Министра финансов РК от 28.02.2024 № 41 (вводится в действие с 01.03.2024).",
            True,
        ),
        ("Сноска. Приказ утратил силу приказом Министра финансов РК от 28.02.2024 № 41.", True),
        ("2. Утратил силу приказом Министра финансов РК от 28.02.2024 № 41 (вводится в действие с 01.03.2024).", False),
        ("Сноска. Пункт 2 утратил силу приказом Министра финансов РК от 28.02.2024 № 41.", False),
        ("Сноска. Приложение 3 утратило силу приказом Министра финансов РК от 28.02.2024 № 41.", False),
    ],
)
def test_the_repeal_of_an_element_is_not_that_of_the_act(note, repealed):
    line = "Приказ Министра финансов Республики Казахстан от 5 февраля 2020 года № 65."
    assert (read_card("Об учете", line, [note], "rus").repealed is not None) is repealed


@pytest.mark.parametrize(
    "line",
    [
        "Қазақстан Республикасының Әділет министрлігінде 2015 жылы 22 сәуірде № 10954 тіркелді.",
        "Қазақстан Республикасының Әділет министрлігінде 2015 жылғы 22 сәуірде № 10954 болып тіркелді.",
    ],
)
def test_a_kazakh_registration_in_the_wording_of_its_time(line):
    own = "Қазақстан Республикасы Қаржы министрінің 2015 жылғы 31 наурыздағы № 241 бұйрығы. "
    card = read_card("Тақырып", own + line, [], "kaz")
    assert (card.registered.number, str(card.registered.date), card.code) == ("10954", "2015-04-22", "V1500010954")


LAW = """О нотариате
Закон Республики Казахстан от 14 июля 1997 года № 155.
{contents}      Настоящий Закон определяет основы нотариата.
Глава 1. Общие положения
Статья 1. Нотариат в Республике Казахстан
      1. Нотариат – правовой институт.
Статья 2. Законодательство о нотариате
      Законодательство состоит из Конституции и настоящего Закона.
Глава 2. Нотариусы
Статья 3. Нотариус
      Нотариусом может быть гражданин.
"""
CONTENTS = "\n".join(line for line in LAW.split("\n") if line.startswith(("Глава", "Статья"))) + "\n"


@pytest.mark.parametrize("word", ["ОГЛАВЛЕНИЕ\n", "Содержание\n", ""])
def test_a_table_of_contents_above_the_text_is_a_note(word, dumped):
    plain = read(LAW.format(contents="").encode(), "a.txt")
    act = read(LAW.format(contents=word + CONTENTS).encode(), "a.txt")
    assert [line for line in dumped(act) if not line.startswith("note")] == dumped(plain)
    assert [note.text for note in act.notes] == [" ".join((word + CONTENTS).split())]
    assert "contents-not-kept" in [found.code for found in act.findings]
    assert act.coverage.explained == act.coverage.characters


def test_headings_without_text_that_do_not_stand_again_are_text():
    headings = "Глава 1. Общие положения\nГлава 2. Порядок\nГлава 3. Учет\n"
    act = read(f"О нотариате\nЗакон Республики Казахстан от 14 июля 1997 года № 155.\n{headings}".encode(), "a.txt")
    assert [node.kind for node in act.body] == ["chapter"] * 3


COMING = """Об утверждении Правил
Приказ Министра финансов Республики Казахстан от 5 февраля 2024 года № 65.

      ПРИКАЗЫВАЮ:
      1. Утвердить прилагаемые Правила.
      Примечание ИЗПИ!
      Пункт 2 предусмотрен в следующей редакции приказом Министра финансов РК от 01.02.2025 № 3:
      "2. Новая редакция
      состоит из двух абзацев.";
      2. Настоящий приказ вводится в действие с 1 марта 2024 года.
      Министр финансов Е. Жамаубаев

Утверждены приказом
Министра финансов
Республики Казахстан
от 5 февраля 2024 года № 65

Правила
Глава 1. Общие положения
      Примечание ИЗПИ! Пункт 1 предусмотрен в редакции приказа Министра финансов РК от 01.02.2025 № 3:
      «1. Новая редакция "кавычки" внутри.
      Вторая часть.».
      1. Правила действуют.
      2. Срок – день.
"""


def test_the_wording_to_come_that_a_notice_quotes_is_no_text_in_force(dumped):
    act = read(COMING.encode(), "a.txt")
    assert not [line for line in dumped(act) if "Новая" in line and not line.startswith("note")]
    assert [note.text.endswith(end) for note, end in zip(act.notes, ('абзацев.";', "часть.»."), strict=True)] == [
        True,
        True,
    ]
    assert [node.num for node in act.body if node.kind == "paragraph"] == ["1", "2"]
    assert act.coverage.explained == act.coverage.characters


def test_new_text_under_a_footnote_is_text():
    text = COMING.replace("Примечание ИЗПИ! Пункт 1 предусмотрен", "Сноска. Пункт 1 изменен")
    act = read(text.encode(), "a.txt")
    assert sum("Новая" in note.text for note in act.notes) == 1
