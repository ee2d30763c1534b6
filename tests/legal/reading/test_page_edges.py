"""What pages leave at their edges, and what stands there and is text; menus of a page copied with the act."""

import pytest

from legal.reading import read

HEAD = """Об утверждении Правил
Приказ Министра финансов Республики Казахстан от 5 февраля 2024 года № 65.

      ПРИКАЗЫВАЮ:
      1. Утвердить Правила.
      2. Настоящий приказ вводится в действие с 1 марта 2024 года.
      Министр финансов Е. Жамаубаев

"""
APPROVED = "Утверждены приказом\nМинистра финансов\nот 5 февраля 2024 года № 65\n\nПравила учета\n"
ANNEX = "\fПриложение {0}\nк приказу Министра финансов\nот 5 февраля 2024 года № 65\nФорма\n{1}\nПрошу выдать ______\n"
SIGNED = "Подпись ______\n"
CUT = (
    "\fПравила учета\n      {0}. Учет ведется всеми государственными органами, которые определены\n"
    "законом и настоящими Правилами, а также иными лицами, которые участвуют в\n"
    "\fПравила учета\nбюджетном процессе района.\n"
)


def told(act):
    return [found.message for found in act.findings if found.code == "page-furniture"]


def text_of(dumped, text):
    act = read(text.encode(), "a.txt")
    assert act.coverage.explained == act.coverage.characters
    return act, "\n".join(dumped(act))


def test_pages_that_begin_and_end_alike_are_annexes(dumped):
    forms = ("Заявление", "Расписка", "Справка", "Талон")
    act, text = text_of(dumped, HEAD + "".join(ANNEX.format(n, name) + SIGNED for n, name in enumerate(forms, 1)))
    assert not told(act)
    assert [annex.num for annex in act.annexes] == ["1", "2", "3", "4"]
    assert text.count("Подпись ______") == len(forms)


def test_a_line_at_the_head_of_pages_that_cuts_sentences_is_left_out(dumped):
    act, text = text_of(dumped, HEAD + APPROVED + "      1. Первый.\n" + "".join(CUT.format(n) for n in (2, 3, 4)))
    assert told(act) == ["6 lines left out: 'Правила учета'"]
    assert text.count("которые участвуют в бюджетном процессе района.") == 3


def test_pages_between_form_feeds_end_with_their_numbers(dumped):
    pages = "".join(
        f"      {n}. Учет ведут все органы.\nМинистр\n{n}\nА. Иванов\n\f" if n == 1 else f"      {n}. Учет.\n{n}\n\f"
        for n in (1, 2, 3)
    )
    act, text = text_of(dumped, HEAD + APPROVED + pages)
    assert told(act) == ["3 lines left out: '1', '2', '3'"]
    assert "Министр А. Иванов" in text.replace("\n          alinea: А", " А")


@pytest.mark.parametrize("between", ["          1", "                         1"])
def test_sections_numbered_alone_stay(dumped, between):
    second = between.replace("1", "2")
    body = f"\n{between}\n\n      Учет ведут органы.\n\n{second}\n\n      Отчет представляется.\n"
    act, text = text_of(dumped, HEAD + APPROVED + body)
    assert not told(act)
    assert "alinea: 1\n" in text
    assert "alinea: 2\n" in text


def test_numbers_in_the_middle_that_cut_a_list_are_of_pages(dumped):
    number = "\n" + " " * 30 + "{}\n\n"
    body = "      1. Учет ведут:\n      1) органы;\n" + number.format(2) + "      2) организации.\n" + number.format(3)
    act, text = text_of(dumped, HEAD + APPROVED + body)
    assert told(act) == ["2 lines left out: '2', '3'"]
    assert "организации." in text


def test_deep_items_of_a_list_are_paragraphs_of_their_own(dumped):
    body = "      1. Учет ведут:\n            1) органы области;\n            сведения о районе;\n      2. Отчет.\n"
    _, text = text_of(dumped, HEAD + APPROVED + body)
    assert "alinea: органы области;\n" in text
    assert "alinea: сведения о районе;\n" in text


MENUS = "Главная\nПоиск\nДокументы / Приказы\nО системе\n"
TABS = "Текст\nИнформация\tСсылки\nСкачать\n"


def test_the_menus_of_a_page_are_no_part_of_the_act(dumped):
    title, name, rest = HEAD.split("\n", 2)
    act, text = text_of(dumped, f"{MENUS}{title}\n{name}\n{TABS}{rest}")
    assert act.card.title == "Об утверждении Правил"
    assert not [word for word in ("Поиск", "Документы", "Ссылки") if word in text]
    assert "'Документы / Приказы'" in told(act)[0]


def test_one_word_of_a_menu_is_text(dumped):
    act, text = text_of(dumped, HEAD.replace("      ПРИКАЗЫВАЮ:", "Информация\n      ПРИКАЗЫВАЮ:"))
    assert not told(act)
    assert "Информация" in text
