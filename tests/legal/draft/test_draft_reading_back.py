"""What a draft relies on when it is read: new text between quotes of each kind, tables in it, columns of a form."""

from __future__ import annotations

import pytest

from legal.amend.operations import operations as read_operations
from legal.draft.faces import bare, face
from legal.draft.layout import attachable, attached
from legal.draft.quoting import STYLES, pieces, read_back, style_of
from legal.reading import read
from legal.records import Node, Step
from legal.versions.lines import node_text

HEADS = {
    "rus": """# О внесении изменений в приказ Министра труда от 30 июня 2023 года № 288 "Об утверждении Правил"

ПРИКАЗЫВАЮ:

1. Внести в приказ Министра труда от 30 июня 2023 года № 288 "Об утверждении Правил" следующие изменения:

""",
    "kaz": """# "Қағидаларды бекіту туралы" Министрдің 2023 жылғы 30 маусымдағы № 288 бұйрығына өзгерістер енгізу туралы

БҰЙЫРАМЫН:

1. "Қағидаларды бекіту туралы" Еңбек министрінің 2023 жылғы 30 маусымдағы № 288 бұйрығына мынадай өзгерістер енгізілсін:

""",
}
ENDS = {
    "rus": "\n2. Настоящий приказ вводится в действие со дня его первого официального опубликования.\n",
    "kaz": "\n2. Осы бұйрық алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі.\n",
}
TABLE = """<table border="1">
<tr><th><p>№</p></th><th><p>Описание</p></th></tr>
<tr><td><p>1</p></td><td><p>раз</p><p>два</p></td></tr>
</table>
"""


def read_order(body, language="rus"):
    act = read(f"{HEADS[language]}{body}{ENDS[language]}".encode(), "order.md", language)
    found, findings = read_operations(act)
    assert not [each for each in (*act.findings, *findings) if each.severity == "error"]
    return found


def test_a_table_in_new_text_is_part_of_it():
    """It was lost: пункт 3 would have stood without its table."""
    (one,) = read_order(f'пункт 3 изложить в следующей редакции:\n\n"3. Таблица:\n\n{TABLE}\nХвост текста.".\n')
    (paragraph,) = one.content
    assert node_text(paragraph) == "3. Таблица:\n№\tОписание\n1\tраз два\nХвост текста."
    assert one.new == "3. Таблица:\n№\tОписание\n1\tраз два\nХвост текста."
    assert [child.kind for part in paragraph.children for child in part.children] == ["alinea", "table", "alinea"]


def test_a_table_is_no_heading():
    act = read(f'{HEADS["rus"]}заголовок главы 2 изложить в следующей редакции:\n\n"\n\n{TABLE}\n".\n'.encode(), "o.md")
    _, findings = read_operations(act)
    assert [each.code for each in findings if each.severity == "error"] == ["number-differs"]


@pytest.mark.parametrize("text", [
    '«3. Закон "О труде" применяется.»',
    '«3. Закон "О труде применяется.»',
    '“3. Закон "О труде «применяется.”',
    '"3. Закон «О труде» применяется."',
])  # fmt: skip
def test_each_kind_of_quotes_closes_by_its_own_kind(text):
    first, second = read_order(f"пункт 3 изложить в следующей редакции:\n\n{text};\n\nпункт 4 исключить.\n")
    assert node_text(first.content[0]) == text[1:-1]
    assert (second.action, second.target) == ("delete", (Step("paragraph", "4"),))


def test_a_kazakh_instruction_on_words_after_new_text_is_no_new_text():
    """It begins with the words themselves: "9-бапта:" / ""А" деген сөз …"."""
    body = (
        '3-тармақ мынадай редакцияда жазылсын:\n\n"3. Жаңа мәтін.";\n\n4-тармақта:\n\n"бес" деген сөз '
        '"он" деген сөзбен ауыстырылсын;\n\n"жұмыс" деген сөз алып тасталсын;\n\n'
        '5-тармақ мынадай редакцияда жазылсын:\n\n"5. Мәтін.".\n'
    )
    found = read_order(body, "kaz")
    assert [each.action for each in found] == ["replace", "replace-words", "delete-words", "replace"]
    assert [each.target[0].num for each in found] == ["3", "4", "4", "5"]


def line(text, role=""):
    return Node("alinea", text=text, role=role)


def paragraph(*children):
    return Node("paragraph", "1", "1.", children=(Node("part", "1", children=children),))


def test_labels_stand_on_the_line_of_what_follows_tables_apart():
    rows = Node("table", children=(Node("row", children=(Node("cell", children=(line("раз"),)),)),))
    assert pieces([paragraph(line("Текст:"), rows, line("хвост."))]) == ["1. Текст:", rows, "хвост."]


def test_every_style_is_tried_and_the_first_that_holds_is_taken():
    target = (Step("paragraph", "1"),)
    for text, style in (("Норма.", STYLES[0]), ('Норма "без конца.', STYLES[1]), ('Норма "без «конца.', STYLES[2])):
        content = (paragraph(line(text)),)
        assert style_of(content, target) == style
        assert [face(node) for node in read_back(content, target, style)] == [face(node) for node in content]
    assert style_of((paragraph(line('Норма "без «всякого “конца.')),), target) is None


@pytest.mark.parametrize("language", ["rus", "kaz"])
def test_a_form_with_two_signatures_side_by_side_is_read_back_from_an_annex(language):
    sides = {
        "rus": (("Сдал", "Поставщик", "_______/_______"), ("Принял", "Заказчик", "________/______", "ФИО, пост")),
        "kaz": (("Тапсырды", "Орындаушы", "_______/_______"), ("Қабылдады", "Тапсырыс беруші", "________/______")),
    }[language]  # fmt: skip
    cells = tuple(Node("cell", children=tuple(line(text, "line") for text in side)) for side in sides)
    columns = Node("table", role="column", children=(Node("row", children=cells),))
    caption = {"rus": "к Правилам оказания услуг", "kaz": "Қызмет көрсету қағидаларына"}[language]
    label = {"rus": "Приложение 8", "kaz": "8-қосымша"}[language]
    title = {"rus": "Акт оказанных услуг", "kaz": "Көрсетілген қызметтер актісі"}[language]
    inside = (line(caption, "caption"), line("Реквизиты: ______", "line"), columns, line("МП", "line"))
    node = Node("annex", "8", label, title, children=inside)
    assert attachable(node, language), attached(node, language)
    assert face(bare(attached(node, language).body)) == face(node)
