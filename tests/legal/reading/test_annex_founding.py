"""The annexes of the founding acts as published: ten of order 458, one of order 472."""

from collections import Counter
from pathlib import Path

import pytest

import legal
from legal.reading.annexes import read_annex
from legal.reading.blocks import Line
from legal.reading.labels import addresses_act, is_annex_label
from legal.reading.plain import read_plain
from legal.records import Annex, Node

CORPUS = Path(legal.__path__[0]) / "corpus"


def split(code: str) -> list[list[Line]]:
    """The lines of each annex of a founding act: it begins at a label whose caption names the order."""
    lines = list(read_plain((CORPUS / code / "rus.txt").read_text(encoding="utf-8")).lines)
    starts = [
        index
        for index, line in enumerate(lines)
        if is_annex_label(line.text.strip()) and addresses_act(next(x.text for x in lines[index + 1 :] if not x.blank))
    ]
    return [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]


SPLIT = {code: split(code) for code in ("V2100025681", "V2100025804")}
READ = {code: [read_annex(lines, "rus") for lines in groups] for code, groups in SPLIT.items()}
STANDARDS = [0, 1, 5, 6, 7, 9]


def annex(index: int, code: str = "V2100025681") -> Annex:
    return READ[code][index][0]


def characters(text: str) -> Counter[str]:
    return Counter(char for char in text if not char.isspace())


def words(node: Node) -> str:
    own = node.text + node.heading + ("" if node.kind == "row" else node.label)
    return own + "".join(words(child) for child in node.children)


def tables(index: int) -> list[Node]:
    return [node for node in annex(index).body.children if node.kind == "table" and node.role != "column"]


def cell(row: Node, column: int) -> list[str]:
    return [leaf.text for leaf in row.children[column].children]


@pytest.mark.parametrize(("code", "index"), [(code, i) for code in SPLIT for i in range(len(SPLIT[code]))])
def test_every_character_is_there_once(code, index):
    lines, read = SPLIT[code][index], annex(index, code)
    expected = characters("".join(line.text for line in lines))
    assert characters(read.label + read.caption + words(read.body)) == expected


HEADS = [
    # annex of the order, annex restated, whose, title begins
    ("1", "3", "к Правилам предоставления социальных услуг индивидуального помощника", "Стандарт государственной"),
    ("2", "7", "к Правилам предоставления социальных услуг индивидуального помощника", "Стандарт государственной"),
    ("3", "8", "к Правилам предоставления социальных услуг индивидуального помощника", "Aкт оказанных услуг с "),
    ("4", "9", "к Правилам предоставления социальных услуг индивидуального помощника", "Лист сопровождения"),
    ("5", "10", "к Правилам предоставления социальных услуг индивидуального помощника", "Лист оказания услуги"),
    ("6", "3", "к Правилам предоставления санаторно-курортного лечения инвалидам и детям-инвалидам", "Стандарт"),
    ("7", "3", "к Правилам обеспечения инвалидов протезно-ортопедической помощью и техническими", "Стандарт"),
    ("8", "12", "к Правилам обеспечения инвалидов протезно-ортопедической помощью и техническими", "Стандарт"),
    ("9", "2", "к Правилам обеспечения инвалидов специальными средствами передвижения", "Медико-социальные"),
    ("10", "4", "к Правилам обеспечения инвалидов специальными средствами передвижения", "Стандарт"),
]


@pytest.mark.parametrize(("index", "head"), list(enumerate(HEADS)))
def test_heads(index, head):
    num, inner, whose, title = head
    read = annex(index)
    caption = read.body.children[0]
    assert (read.num, read.label, read.restated) == (num, f"Приложение {num}", True)
    assert read.caption.endswith("от 6 декабря 2021 года № 458")
    assert (read.body.kind, read.body.num, read.body.label) == ("annex", inner, f"Приложение {inner}")
    assert (caption.kind, caption.role) == ("alinea", "caption")
    assert caption.text.startswith(whose)
    assert read.body.heading.startswith(title)


@pytest.mark.parametrize("index", STANDARDS)
def test_a_standard_has_ten_rows_with_their_titles(index):
    (table,) = tables(index)
    assert [row.num for row in table.children] == [str(n) for n in range(1, 11)]
    titles = [cell(row, 1)[0] for row in table.children]
    assert titles[0] == "Наименование услугодателя"
    assert titles[3] == "Форма оказания государственной услуги"
    assert titles[6] == "График работы"
    assert titles[9] == (
        "Иные требования с учетом особенностей оказания государственной услуги, в том числе оказываемой в электронной "
        "форме и через Государственную корпорацию"
    )
    assert cell(table.children[5], 2) == ["Бесплатно"]


@pytest.mark.parametrize("index", STANDARDS)
def test_the_text_of_a_standard_keeps_the_order_of_the_file(index):
    """Number and title taken out of the file, the rest is the text of the rows, one after the other."""
    (table,) = tables(index)
    first = table.children[0].lines[0]
    source = "".join("".join(line.text.split()) for line in SPLIT["V2100025681"][index] if line.number >= first)
    for row in table.children:
        marker = "".join((row.label + cell(row, 1)[0]).split())
        assert source.count(marker) == 1
        source = source.replace(marker, "")
    assert source == "".join("".join("".join(cell(row, 2)).split()) for row in table.children)


ENDS = [
    # row, how its text begins, how it ends: the same in all six standards
    (1, "Местные исполнительные органы", "областного значения"),
    (2, "1) Отделения Государственной корпорации", "(далее – портал)."),
    (3, "1) при обращении в отделения", "отделах занятости – 30 минут."),
    (4, "Бумажная/проактивная/электронная", ""),
    (5, "Уведомление об оформлении", "уполномоченного лица."),
    (7, "1) Отделений Государственной корпорации", "осуществляется следующим рабочим днем)."),
    (8, "В отделениях Государственной корпорации", "портал: электронный запрос, удостоверенный ЭЦП услугополучателя."),
    (9, "1) установление недостоверности", "установленными Правилами."),
    (10, "", "выбрать необходимый документ."),
]


@pytest.mark.parametrize("index", STANDARDS)
@pytest.mark.parametrize(("num", "begins", "ends"), ENDS)
def test_nothing_stands_in_the_wrong_row(index, num, begins, ends):
    row = tables(index)[0].children[num - 1]
    lines = cell(row, 2)
    ends = ends.replace("–", "-") if index == 1 and "минут" in ends else ends
    ends = "ортал: электронный запрос, удостоверенный ЭЦП услугополучателя." if num == 8 else ends
    assert lines[0].startswith(begins)
    assert lines[-1].endswith(ends)


@pytest.mark.parametrize("index", [1, 5])
def test_a_row_without_its_number_is_found_and_said(index):
    codes = Counter(finding.code for finding in READ["V2100025681"][index][1])
    assert codes["table-row-number-missing"] == 1
    row = tables(index)[0].children[9]
    assert (row.num, row.label, cell(row, 0)) == ("10", "", [])


def test_paragraphs_of_a_cell():
    rows = tables(0)[0].children
    assert cell(rows[1], 2)[2:] == [
        "3) абонентское устройство сотовой связи;",
        '4) веб-портал "электронного правительства" www.egov.kz (далее – портал).',
    ]
    assert cell(rows[9], 2)[1:4] == [
        "Адреса мест оказания государственной услуги размещены на интернет-ресурсах:",
        (
            "1. Уполномоченного органа в области социальной защиты населения - www.enbek.gov.kz, раздел "
            '"Государственные услуги";'
        ),
        '2. Государственной корпорации "Правительство для граждан" – www.gov4c.kz.',
    ]
    assert cell(rows[6], 2)[0].endswith("согласно Трудовому кодексу Республики Казахстан.")


def test_the_indications_have_five_rows_of_four_cells():
    (table,) = tables(8)
    assert [row.num for row in table.children] == ["1", "2", "3", "4", "5"]
    assert {len(row.children) for row in table.children} == {4}
    assert [cell(row, 1)[0] for row in table.children] == [
        "кресло-коляска комнатная/прогулочная с ручным приводом базовая",
        "кресло-коляска прогулочная с рычажным приводом",
        "кресло-коляскаn активного типа универсальная",
        "кресло-коляска с электроприводом (универсальная)",
        "кресло-коляска многофункциональная (универсальная детская)",
    ]
    assert len(cell(table.children[0], 2)) == 12
    assert cell(table.children[2], 2) == [
        (
            "Наличие тяжелых или абсолютных нарушений способности к ходьбе при наличии сохранной функции обеих верхних "
            'конечностей и "активном" образе жизни (в соответствии с возрастом и его функциональными возможностями) в '
            "главных сферах жизни: образование, работа, отдых и досуг."
        )
    ]
    assert cell(table.children[4], 3)[-1].endswith("в положении сидя")


def test_spaced_letters_and_look_alikes_stay_and_are_said():
    findings = READ["V2100025681"][8][1]
    codes = Counter(finding.code for finding in findings)
    assert codes["letter-spaced"] >= 8
    assert codes["look-alike"] >= 8
    assert "к о м н а т н а я" in words(annex(8).body)
    assert not codes["table-ambiguous"]


def test_the_act_has_a_heading_in_two_rows_and_two_signature_columns():
    (table,) = tables(2)
    top, below = table.children
    assert [(cell.children[0].text, cell.span) for cell in top.children] == [
        ("№ п/п", (1, 2)),
        ("Наименование услуги", (1, 2)),
        ("Оказано услуг", (3, 1)),
    ]
    assert [cell.children[0].text for cell in below.children] == [
        "количество часов",
        "цена за единицу (тенге)",
        "стоимость (тенге)",
    ]
    body = annex(2).body.children
    (columns,) = [node for node in body if node.role == "column"]
    left, right = ([leaf.text for leaf in cell.children] for cell in columns.children[0].children)
    assert left == ["Сдал", "Поставщик", "_______/__________", "подпись расшифровка подписи/ЭЦП"]
    assert right[0] == "Принял"
    assert right[1:4] == [
        "Заказчик/услугополучатель",
        "(при предоставлении услуги через Портал)",
        "________/_______/___________",
    ]
    assert right[-1] == "(не требуется в случае смерти)"
    assert body[-1].text == "МП (при наличии печати)"


@pytest.mark.parametrize(
    ("index", "heads"),
    [
        (
            3,
            [
                "№ п/п",
                "Дата",
                "Перечень объектов, посещенных инвалидом в сопровождении индивидуального помощника",
                "Количество часов",
            ],
        ),
        (4, ["№ п/п", "Дата", "Количество часов", "Способ оказания (онлайн/офлайн)"]),
    ],
)
def test_the_sheets_have_their_columns_and_lines(index, heads):
    (table,) = tables(index)
    (row,) = table.children
    assert [cell.children[0].text for cell in row.children] == heads
    lines = [node.text for node in annex(index).body.children if node.role == "line"]
    assert lines[1] == "(Ф.И.О. (при его наличии), телефон) услугополучателя"
    assert lines[2].startswith("проживающего по адресу ____")
    assert lines[-1].startswith("Дата ____")


def test_the_journal_breaks_off_and_says_so():
    read, findings = READ["V2100025804"][0]
    assert "annex-incomplete" in [finding.code for finding in findings]
    caption, label, names = read.body.children[:3]
    assert (caption.role, label.text, label.role) == ("caption", "Форма", "caption")
    assert [cell.children[0].text for cell in names.children[0].children] == [
        "Официальное наименование организации (на казахском языке)",
        "Официальное наименование организации (на русском или ином языке)",
    ]
    assert read.body.heading.startswith("Электронный журнал регистрации лиц")
    assert read.body.heading.endswith("надомного обслуживания/временного пребывания и очереди, нуждающихся в "
                                      "специальных социальных услугах")  # fmt: skip
    assert [node.text for node in read.body.children[3:]] == [
        'Начат "___"____________ 20 ___ г.',
        'Окончен "___" __________ 20 ___ г.',
        "_______________________________",
    ]


def test_no_annex_of_the_founding_acts_is_ambiguous():
    found = [finding for read in READ.values() for _, findings in read for finding in findings]
    assert [finding.message for finding in found if finding.code == "table-ambiguous"] == []
