"""Texts copied out of printed pages: what the pages leave between the lines, and what of it is text."""

import pytest

from legal.reading import read
from legal.reading.blocks import Line
from legal.reading.divided import undivided_lines
from legal.reading.furniture import furniture_apart

HEAD = """{header}1
Об утверждении Правил выплаты государственного пособия
Приказ Министра труда и социальной защиты населения Республики Казахстан от 10 марта 2021
года № 75. Зарегистрирован в Министерстве юстиции Республики Казахстан 12 марта 2021 года №
22330.
      В соответствии с пунктом 3 статьи 10 Закона Республики Казахстан "О государствен-
ных пособиях семьям, имеющим детей" ПРИКАЗЫВАЮ:
      1. Утвердить прилагаемые Правила выплаты государственного пособия согласно при-
ложению к настоящему приказу.
      2. Департаменту социально-
экономического развития обеспечить:
      1) государственную регистрацию настоящего приказа в Министерстве юстиции Респуб-
лики Казахстан;
1
{header}2
      2) размещение настоящего приказа на интернет-ресурсе Министерства.
      3. Настоящий приказ вводится в действие по истечении десяти календарных дней после
2
{header}3
дня его первого официального опубликования.
Министр труда и социальной
защиты населения Республики Казахстан С. Шапкенов
"СОГЛАСОВАН"
Министерство финансов
Республики Казахстан

Приложение к приказу
Министра труда и социальной
защиты населения
Республики Казахстан
от 10 марта 2021 года № 75

Правила выплаты государственного пособия
Глава 1. Общие положения
      1. Пособие назначается при наличии:
      1) заявления;
3
{header}4
      2) документов, подтвер-
ждающих доход.
      2. Выплата производится ежемесячно.
4
"""


def codes(act):
    return [found.code for found in act.findings]


def words(node):
    return [node.text] * bool(node.text) + [text for child in node.children for text in words(child)]


@pytest.mark.parametrize("header", ["ИС «Әділет»" + " " * 60, "ИПС «Әділет» - страница "])
def test_an_act_printed_with_running_headers_hyphens_and_page_numbers(header):
    act = read(HEAD.format(header=header).encode(), "a.txt")
    assert act.card.title == "Об утверждении Правил выплаты государственного пособия"
    assert (act.card.number, act.card.registered.number) == ("75", "22330")
    preamble, *body = act.body
    assert words(preamble)[0].endswith('Казахстан "О государственных пособиях семьям, имеющим детей" ПРИКАЗЫВАЮ:')
    assert words(body[1]) == [
        "Департаменту социально-экономического развития обеспечить:",
        "государственную регистрацию настоящего приказа в Министерстве юстиции Республики Казахстан;",
        "размещение настоящего приказа на интернет-ресурсе Министерства.",
    ]
    assert words(body[2])[-1].endswith("после дня его первого официального опубликования.")
    assert [line.text for line in act.approvals] == ['"СОГЛАСОВАН"', "Министерство финансов Республики Казахстан"]
    assert words(act.annexes[0].body)[:3] == [
        "Пособие назначается при наличии:", "заявления;", "документов, подтверждающих доход."
    ]  # fmt: skip
    assert codes(act).count("divided-word") == 4
    assert codes(act).count("page-furniture") == 1
    assert act.coverage.explained == act.coverage.characters


def lines(text):
    return [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1\nНаименование\n2\nСпособы\n3\nСрок", "the numbers of a table's rows"),
        ("Приложение 1\nтекст\nПриложение 2\nтекст", "labels of annexes count too"),
        ("Таблица 1\nтекст\nТаблица 2\nтекст", "captions of tables count too"),
        ("сайт\nhttps://www.egov.kz", "an address in the text"),
        ("ИПС «Әділет» 5\nтекст\nИПС «Әділет» 9", "numbers that do not count"),
    ],
)
def test_what_only_looks_like_a_margin_is_text(text, why):
    kept, findings = furniture_apart(lines(text))
    assert [line.text for line in kept] == text.split("\n"), why
    assert not findings


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Страница 1 из 2\nодин\nСтраница 2 из 2\nдва", ["один", "два"]),
        ("один\n- 2 -\nдва", ["один", "два"]),
        ("21.11.2025, 10:30 Об утверждении - ИПС\nодин\nhttps://adilet.zan.kz/rus/docs/V2200026717 1/1", ["один"]),
        ("\n".join(["один"] * 25 + ["1"] + ["два"] * 25 + ["2"]), ["один"] * 25 + ["два"] * 25),
    ],
)
def test_what_a_page_leaves_goes_with_a_finding(text, left):
    kept, findings = furniture_apart(lines(text))
    assert [line.text for line in kept] == left
    assert [found.code for found in findings] == ["page-furniture"]


@pytest.mark.parametrize(
    ("text", "expected", "severities", "language"),
    [
        ("о государствен-\nных пособиях", ["о государственных", "пособиях"], ["info"], "rus"),
        ("оқу-ағарту саласы: оқу-\nағарту", ["оқу-ағарту саласы: оқу-", "ағарту"], [], "kaz"),
        ("министрлік бекітті министр-\nлік", ["министрлік бекітті министрлік", ""], ["info"], "kaz"),
        ("тәртіп-\nке сай", ["тәртіп-", "ке сай"], ["warning"], "kaz"),
        ("социально-\nэкономического", ["социально-", "экономического"], [], "rus"),
        ("пункта 4-\n2 Правил", ["пункта 4-", "2 Правил"], [], "rus"),
        ("услуги -\nшестьдесят", ["услуги -", "шестьдесят"], [], "rus"),
        ("бес тармақ\u2010\nша", ["бес тармақша", ""], ["info"], "kaz"),
        ("в государствен-\n      2. Правила", ["в государствен-", "      2. Правила"], [], "rus"),
    ],
)
def test_a_word_divided_at_the_end_of_a_line(text, expected, severities, language):
    made, findings = undivided_lines(lines(text), language)
    assert [line.text for line in made] == expected
    assert [found.severity for found in findings] == severities


ORDER = """О внесении изменений
Приказ Министра финансов Республики Казахстан от 5 февраля 2024 года № 65
{stamp}\tПРИКАЗЫВАЮ:
\t1. Внести в приказ Министра финансов Республики Казахстан от 31 марта 2015 года № 241 следующее изменение:
\tпункт 5 исключить.
\t2. Настоящий приказ вводится в действие с 1 марта 2024 года.
\tМинистр финансов Республики Казахстан\t\tЕ. Жамаубаев
{below}"""
SIGNED = """Данный документ согласно пункту 1 статьи 7 ЗРК от 7 января 2003 года № 370-II «Об электронном документе» \
равнозначен документу на бумажном носителе.
Результаты согласования
Министерство юстиции - Канат Айтбаев, 06.02.2024 17:05:11, положительный результат проверки ЭЦП
"""
STAMP = "Зарегистрирован в Министерстве юстиции Республики Казахстан 7 февраля 2024 года № 33959\n"


def test_tabs_before_paragraphs_are_their_indents_and_a_name_may_stand_after_tabs():
    act = read(ORDER.format(stamp="", below="").encode(), "a.txt")
    assert [node.kind for node in act.body] == ["preamble", "paragraph", "paragraph"]
    assert words(act.body[2]) == ["Настоящий приказ вводится в действие с 1 марта 2024 года."]
    assert [line.text for line in act.signatures] == ["Министр финансов Республики Казахстан", "Е. Жамаубаев"]


def test_what_signing_an_electronic_document_leaves_is_no_text_of_the_act():
    act = read(ORDER.format(stamp="", below=SIGNED).encode(), "a.txt")
    assert [line.text for line in act.signatures] == ["Министр финансов Республики Казахстан", "Е. Жамаубаев"]
    assert {note.kind for note in act.notes} == {"notice"}
    assert " ".join(note.text for note in act.notes) == " ".join(SIGNED.split())
    assert act.coverage.explained == act.coverage.characters


def test_the_stamp_of_registration_stands_by_itself_above_or_below():
    below = read(ORDER.format(stamp=STAMP, below="").encode(), "a.txt")
    above = read((f'"{STAMP.strip()}"\n\n' + ORDER.format(stamp="", below="")).encode(), "a.txt")
    for act in (below, above):
        assert (act.card.title, act.card.number) == ("О внесении изменений", "65")
        assert act.card.registered.number == "33959"
        assert act.coverage.explained == act.coverage.characters


def test_characters_that_no_page_shows_are_not_read():
    text = ORDER.format(stamp="", below="").replace("финансов", "фи\u00adнан\u200bсов")
    act = read(("\ufeff" + text).encode(), "a.txt")
    assert act.signatures[0].text == "Министр финансов Республики Казахстан"
    page = "".join(f"<p id='z{n}'>{line}</p>" for n, line in enumerate(text.split("\n")))
    assert "\u00ad" not in "".join(words(node)[0] for node in read(page.encode(), "a.html").body)


def test_the_words_of_electronic_signing_in_a_form_are_text_of_the_form():
    form = (
        "\n\nПриложение к приказу\nМинистра финансов\nРеспублики Казахстан\nот 5 февраля 2024 года № 65\n\nСправка\n\n"
        "Выдана _____________\n\n" + SIGNED.split("\n")[0] + "\n"
    )
    act = read(ORDER.format(stamp="", below=form).encode(), "a.txt")
    assert any(text.startswith("Данный документ") for text in words(act.annexes[0].body))
    assert not act.notes


RUSSIAN = """Об утверждении Правил оказания государственной услуги
Приказ Министра финансов Республики Казахстан от 5 февраля 2024 года № 65. Зарегистрирован в Министерстве юстиции \
Республики Казахстан 7 февраля 2024 года № 33959

{indent}В соответствии с подпунктом 1) статьи 10 Закона Республики Казахстан "О государственных услугах" ПРИКАЗЫВАЮ:
{indent}1. Утвердить прилагаемые Правила оказания государственной услуги.
{indent}2. Настоящий приказ вводится в действие с 1 марта 2024 года.
{indent}Министр финансов
Республики Казахстан\tЕ. Жамаубаев
{indent}"СОГЛАСОВАН"
Министерство юстиции
Республики Казахстан

{cell}Утверждены приказом
Министра финансов
Республики Казахстан
от 5 февраля 2024 года № 65
Правила оказания государственной услуги
Глава 1. Общие положения
{indent}1. Настоящие Правила определяют порядок оказания государственной услуги.
{indent}2. Срок оказания услуги – 1 (один) рабочий день.

{cell}Приложение 1
к Правилам оказания
государственной услуги
Тарифы на оказание государственной услуги
1\tНаименование услугодателя\tМинистерство финансов
2\tСпособы предоставления\t1) услугодатель;
2) портал.
3\tСрок оказания\t1 (один) рабочий день.

{cell}Приложение 2
к Правилам оказания
государственной услуги
{cell}Форма
Заявление
{indent}Прошу предоставить ________________
{indent}Дата "___" ________ 20__ года
"""
KAZAKH = """Мемлекеттік қызмет көрсету қағидаларын бекіту туралы
Қазақстан Республикасы Қаржы министрінің 2024 жылғы 5 ақпандағы № 65 бұйрығы. Қазақстан Республикасының Әділет \
министрлігінде 2024 жылғы 7 ақпанда № 33959 болып тіркелді

{indent}"Мемлекеттік көрсетілетін қызметтер туралы" Қазақстан Республикасының Заңына сәйкес БҰЙЫРАМЫН:
{indent}1. Қоса беріліп отырған Мемлекеттік қызмет көрсету қағидалары бекітілсін.
{indent}2. Осы бұйрық 2024 жылғы 1 наурыздан бастап қолданысқа енгізіледі.
{indent}Қазақстан Республикасының
Қаржы министрі\tЕ. Жамаубаев

{cell}Қазақстан Республикасы
Қаржы министрінің
2024 жылғы 5 ақпандағы
№ 65 бұйрығымен
бекітілген
Мемлекеттік қызмет көрсету қағидалары
1-тарау. Жалпы ережелер
{indent}1. Осы Қағидалар мемлекеттік қызмет көрсету тәртібін айқындайды.
{indent}2. Қызмет көрсету мерзімі – 1 (бір) жұмыс күні.

{cell}Мемлекеттік қызмет
көрсету қағидаларына
1-қосымша
{cell}Нысан
Өтініш
{indent}Ұсынуды сұраймын ________________
{indent}Күні 20__ жылғы "___" ________
"""
INDENTS = ["\u00a0" * 6, " " * 6, "", "\t"]
CELLS = ["\u00a0\t", " \t", "\t", ""]


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("indent", INDENTS)
@pytest.mark.parametrize("text", [RUSSIAN, KAZAKH])
def test_a_page_copied_from_a_browser_is_the_same_act_however_it_sets_its_cells(text, indent, cell, dumped):
    plain = read(text.format(indent=" " * 6, cell="").encode(), "a.txt")
    copied = read(text.format(indent=indent, cell=cell).encode(), "a.txt")
    assert dumped(copied) == dumped(plain)
    assert copied.coverage.explained == copied.coverage.characters


def test_what_a_copied_page_says():
    act = read(RUSSIAN.format(indent=INDENTS[0], cell=CELLS[0]).encode(), "a.txt")
    first, second = (node for node in act.annexes[0].body.children if node.kind == "annex")
    assert (first.num, first.heading) == ("1", "Тарифы на оказание государственной услуги")
    assert [row.num for row in first.children[-1].children] == ["1", "2", "3"]
    assert (second.num, second.heading) == ("2", "Заявление")
    act = read(KAZAKH.format(indent=INDENTS[0], cell=CELLS[0]).encode(), "a.txt")
    assert [node.heading for node in act.annexes[0].body.children if node.kind == "annex"] == ["Өтініш"]
