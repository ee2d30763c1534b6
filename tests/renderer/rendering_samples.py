"""Documents such as the forms package derives from real orders, to render in tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from forms.records import (
    Blank,
    Cell,
    Columns,
    Document,
    Field,
    Gap,
    Heading,
    Line,
    Provenance,
    Row,
    Table,
    Text,
)
from legal.records import ActRef, Finding

ORDER_458 = ActRef("order", date(2021, 12, 6), "458", code="V2100025681")
ORDER_379 = ActRef("order", date(2022, 9, 22), "379", code="V2200029826")
RULES_26 = ActRef("order", date(2015, 1, 22), "26", code="V1500010370")


def line(text: str, **options: object) -> Line:
    return Line((Text(text),), **options)  # type: ignore[arg-type]


def cell(*texts: str, colspan: int = 1, rowspan: int = 1, header: bool = False) -> Cell:
    return Cell(tuple(line(text) for text in texts), colspan, rowspan, header)


def provenance(**options: object) -> Provenance:
    values: dict[str, object] = {
        "order": ORDER_458,
        "operation": "V2100025681-rus-40",
        "start": date(2021, 12, 20),
        "certainty": "presumed",
        "rule": "after-publication",
        "regulation": RULES_26,
        "annex": "8",
    }
    return Provenance(**(values | options))  # type: ignore[arg-type]


CAPTION = (
    "к Правилам предоставления",
    "социальных услуг",
    "индивидуального помощника",
    "для инвалидов первой группы,",
    "имеющих затруднение",
    "в передвижении и специалиста",
    "жестового языка для инвалидов",
    "по слуху - шестьдесят часов",
    "в год в соответствии",
    "с индивидуальной программой",
    "реабилитации",
)


def act_of_services(**options: object) -> Document:
    """Annex 8 of the first Rules of order 26: one page, a heading of two levels, two signature columns, a seal."""
    head = (
        Row(
            (
                cell("№ п/п", rowspan=2, header=True),
                cell("Наименование услуги", rowspan=2, header=True),
                cell("Оказано услуг", colspan=3, header=True),
            )
        ),
        Row(
            (
                cell("количество часов", header=True),
                cell("цена за единицу (тенге)", header=True),
                cell("стоимость (тенге)", header=True),
            )
        ),
    )
    blocks = (
        Heading(
            'Aкт оказанных услуг с "_____" по "___" ____________ 20__ г. (месяц)',
            parts=(
                Text("Aкт оказанных услуг с "),
                Blank("from_day", '"_____"'),
                Text(" по "),
                Blank("to_day", '"___" ____________ 20__ г.'),
                Text(" (месяц)"),
            ),
        ),
        Table(head, (), (8, 32, 20, 20, 20), spare=6),
        line("Вышеперечисленные услуги выполнены полностью и в срок.", indent=True, align="justify"),
        line("Заказчик претензий по объему, качеству и срокам оказания услуг не имеет.", indent=True, align="justify"),
        line("Реквизиты поставщика для оплаты:", indent=True),
        line(
            "Настоящий Aкт составлен в двух экземплярах, по одному для Поставщика и Заказчика.",
            indent=True,
            align="justify",
        ),
        Line(
            (
                Text(
                    "Приложение: Лист сопровождения индивидуального помощника/оказания услуг "
                    "специалиста жестового языка на "
                ),
                Blank("pages", "______"),
                Text("страницах."),
            ),
            indent=True,
            align="justify",
        ),
        Columns(
            (
                (
                    line("Сдал"),
                    line("Поставщик"),
                    Line((Blank("sign1", "_______"), Text("/"), Blank("name1", "__________"))),
                    line("подпись расшифровка подписи/ЭЦП", small=True),
                ),
                (
                    line("Принял"),
                    line("Заказчик/услугополучатель (при предоставлении услуги через Портал)"),
                    Line(
                        (
                            Blank("name2", "________"),
                            Text("/"),
                            Blank("sign2", "_______"),
                            Text("/"),
                            Blank("name3", "___________"),
                        )
                    ),
                    line(
                        "ФИО (при его наличии), должность, подпись расшифровка подписи/ЭЦП "
                        "(не требуется в случае смерти)",
                        small=True,
                    ),
                ),
            )
        ),
        line("МП (при наличии печати)"),
    )
    values: dict[str, object] = {
        "id": "V1500010370/1/8",
        "kind": "act",
        "language": "rus",
        "on": date(2022, 1, 15),
        "title": "Акт оказанных услуг",
        "label": "Приложение 8",
        "caption": CAPTION,
        "blocks": blocks,
        "provenance": provenance(until=date(2023, 7, 1), until_certainty="presumed"),
        "fields": (Field("from_day", "с", "date"), Field("pages", "страницах", "number")),
    }
    return Document(**(values | options))  # type: ignore[arg-type]


_TITLES = (
    "Наименование услугодателя",
    "Способы предоставления государственной услуги",
    "Срок оказания государственной услуги",
    "Форма оказания государственной услуги",
    "Результат оказания государственной услуги",
    "Размер оплаты, взимаемой с услугополучателя при оказании государственной услуги, и способы ее взимания",
    "График работы",
    "Перечень документов необходимых для оказания государственной услуги",
    "Основания для отказа в оказании государственной услуги, установленные законодательством Республики Казахстан",
    "Иные требования с учетом особенностей оказания государственной услуги, в том числе в электронной форме",
)


def standard(**options: object) -> Document:
    """A service standard of ten rows over several pages; row 8 is longer than a page, row 6 is not on file."""
    rows = []
    for number, title in enumerate(_TITLES, start=1):
        long = {8: 34, 10: 12, 7: 5}.get(number, 2)
        lines: tuple[Line | Gap, ...] = tuple(
            Line(
                (
                    Text(
                        f"документ {number}.{index}: заявление по форме согласно приложению 2 к настоящим Правилам, "
                        'представляемое услугополучателем через портал "электронного правительства" www.egov.kz;'
                    ),
                ),
                label=f"{index})" if number == 8 else "",
            )
            for index in range(1, long + 1)
        )
        if number == 6:
            lines = (Gap("[Строка 6: официального текста в базе нет]"),)
        rows.append(Row((cell(str(number)), cell(title), Cell(lines)), num=str(number), by=ORDER_458))
    title = 'Стандарт государственной услуги "Обеспечение инвалидов услугами индивидуального помощника"'
    blocks = (Table((Row((cell(title, colspan=3, header=True),)),), tuple(rows), (6, 29, 65)),)
    values: dict[str, object] = {
        "id": "V1500010370/1/3",
        "kind": "standard",
        "language": "rus",
        "on": date(2024, 2, 1),
        "title": title,
        "label": "Приложение 3",
        "caption": CAPTION,
        "blocks": blocks,
        "provenance": provenance(until=date(2023, 7, 1), until_certainty="presumed", annex="3"),
        "incomplete": True,
        "findings": (Finding("annex-incomplete", "warning", "row 6", 12),),
    }
    return Document(**(values | options))  # type: ignore[arg-type]


def journal(**options: object) -> Document:
    """A journal blank: wide, its names in two languages side by side, empty rows to write in."""
    titles = (
        "№ п/п",
        "Дата регистрации",
        "Фамилия, имя, отчество (при его наличии)",
        "Дата рождения",
        "Индивидуальный идентификационный номер",
        "Адрес проживания, телефон",
        "Категория",
        "Дата и номер приказа о зачислении",
        "Примечание",
    )
    head = (
        Row(tuple(cell(title, header=True) for title in titles)),
        Row(tuple(cell(str(number), header=True) for number in range(1, 10))),
    )
    blocks = (
        Columns(
            (
                (line("Ұйымның атауы", align="center"), Line((Blank("name_kk", "_" * 30),), align="center")),
                (line("Наименование организации", align="center"), Line((Blank("name_ru", "_" * 30),), align="center")),
            )
        ),
        Heading("Журнал регистрации лиц, принятых на обслуживание"),
        Table(head, (), (5, 10, 18, 9, 14, 14, 9, 12, 9), spare=40),
    )
    values: dict[str, object] = {
        "id": "V1800017467/1/4",
        "kind": "journal",
        "language": "rus",
        "on": date(2022, 6, 1),
        "title": "Журнал регистрации",
        "label": "Приложение 4",
        "caption": ("к Стандарту оказания специальных социальных услуг",),
        "blocks": blocks,
        "provenance": provenance(certainty="computed"),
    }
    return Document(**(values | options))  # type: ignore[arg-type]


KAZAKH = "әғқңөұүһі ӘҒҚҢӨҰҮҺІ 5 000 ₸ № 7"


def kazakh(**options: object) -> Document:
    """A Kazakh form with every letter of the alphabet and the tenge sign."""
    blocks = (
        Heading("Көрсетілген қызметтердің актісі"),
        line("Жеке көмекшінің қызметтері толық көлемде және мерзімінде көрсетілді.", indent=True, align="justify"),
        line(KAZAKH),
        Line((Text("Тегі, аты, әкесінің аты (бар болса) "), Blank("name", "_" * 20))),
        Table(
            (Row((cell("Р/с №", header=True), cell("Қызметтің атауы", header=True), cell("Құны (₸)", header=True))),),
            (Row((cell("1"), cell("Ілесіп жүру"), cell("12 500")), num="1"),),
            (10, 60, 30),
            spare=2,
        ),
        Columns(((line("Тапсырды"), line("_______")), (line("Қабылдады"), line("_______")))),
        line("МО (мөр болған жағдайда)"),
    )
    values: dict[str, object] = {
        "id": "V2200026973/1/2",
        "kind": "form",
        "language": "kaz",
        "on": date(2022, 12, 1),
        "title": "Көрсетілген қызметтердің актісі",
        "label": "2-қосымша",
        "caption": ("Әлеуметтік қызметтер порталына", "әкімшілік ету қағидаларына"),
        "blocks": blocks,
        "provenance": provenance(order=ORDER_379, start=date(2022, 10, 7)),
    }
    return Document(**(values | options))  # type: ignore[arg-type]


def long_text(**options: object) -> Document:
    """The text of an act: chapters, numbered paragraphs and subparagraphs, a table, a gap, a signature."""
    blocks: list[object] = [Heading("Правила предоставления услуг индивидуального помощника")]
    for chapter in range(1, 5):
        blocks.append(Heading(f"Общие положения части {chapter}", 2, f"Глава {chapter}."))
        for number in range(1, 9):
            anchor = f"chp_{chapter}__para_{number}"
            blocks.append(
                line(
                    "Услуги индивидуального помощника предоставляются лицам с инвалидностью первой группы, имеющим "
                    "затруднение в передвижении, в соответствии с индивидуальной программой абилитации и реабилитации "
                    "через портал социальных услуг.",
                    label=f"{chapter * 10 + number}.",
                    indent=True,
                    align="justify",
                    anchor=anchor,
                    since=date(2025, 10, 11),
                    by=ActRef("order", date(2025, 9, 30), "300", code="V2500036999"),
                )
            )
            blocks.append(
                line("достигшее пенсионного возраста;", label="1)", indent=True, depth=1, anchor=f"{anchor}__subpara_1")
            )
        blocks.append(Gap("[Текст пункта в базе отсутствует]", f"{chapter * 10 + 9}.", f"gap_{chapter}"))
    rows = tuple(Row((cell(str(n)), cell("Показание к обеспечению " * 6), cell("да"))) for n in range(1, 26))
    blocks.append(
        Table(
            (Row((cell("№", header=True), cell("Показания", header=True), cell("Отметка", header=True))),),
            rows,
            (8, 72, 20),
        )
    )
    blocks.append(
        Columns(((line("Министр труда и социальной защиты населения"),), (line("С. Жакупова", align="right"),)))
    )
    values: dict[str, object] = {
        "id": "V2300032994",
        "kind": "text",
        "language": "rus",
        "on": date(2026, 1, 1),
        "title": "Правила предоставления услуг индивидуального помощника",
        "label": "",
        "caption": (),
        "blocks": tuple(blocks),
        "provenance": provenance(
            order=ActRef("order", date(2025, 9, 30), "300", code="V2500036999"),
            start=date(2026, 1, 1),
            certainty="stated",
            annex=None,
        ),
        "incomplete": True,
        "akn": b'<?xml version="1.0"?><akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"/>',
    }
    return Document(**(values | options))  # type: ignore[arg-type]


def visits(**options: object) -> Document:
    """A sheet with a table to fill between lines with blanks: a person, visits of a month, a signature."""
    head = (Row((cell("№ п/п", header=True), cell("Дата", header=True), cell("Посещенные объекты", header=True))),)
    columns = (Field("nomer", "№ п/п", "number"), Field("data", "Дата", "date"), Field("obekty", "Объекты", "text"))
    blocks = (
        Heading("Лист сопровождения"),
        Line((Text("Услугополучатель "), Blank("fio", "______________________________"))),
        Line((Blank("ulitsa", "_" * 40),)),
        Line((Blank("ulitsa", "_" * 40),)),
        line("адрес", small=True),
        Table(head, (), (10, 20, 70), spare=6, fields=columns),
        line("Услуги оказаны полностью и в срок, претензий по их объему, качеству и срокам нет. " * 2, align="justify"),
        Columns(((Line((Text("Сдал "), Blank("sdal", "_______"))),), (line("Принял"),))),
        Line((Text('Дата "'), Blank("den", '"___" ________ 20__ г.'))),
    )
    values: dict[str, object] = {
        "id": "V1500010370/1/9",
        "kind": "sheet",
        "language": "rus",
        "on": date(2022, 1, 15),
        "title": "Лист сопровождения",
        "label": "Приложение 9",
        "caption": ("к Правилам",),
        "blocks": blocks,
        "provenance": provenance(),
        "fields": (
            Field("fio", "Услугополучатель", "person"),
            Field("ulitsa", "адрес", "address", required=False),
            Field("sdal", "Сдал", "signature"),
            Field("den", "Дата", "date"),
        ),
        "akn": b"<a/>",
    }
    return Document(**(values | options))  # type: ignore[arg-type]


def with_rows(document: Document, rows: list[tuple[str, ...]], **options: object) -> Document:
    """The sheet with rows as `forms.fill` writes them."""
    made = tuple(Row(tuple(cell(text) if text else Cell(()) for text in row)) for row in rows)
    blocks = tuple(
        replace(block, rows=(*made, *block.rows), spare=0) if isinstance(block, Table) else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks, **options)  # type: ignore[arg-type]


HARD = 'ТОО "А & Б" <x> {{7*7}} {% raw %} {_{ }_} {# c #} O\'Нил =cmd() &amp; <script>alert(1)</script> ${x} \\n'


def hard(**options: object) -> Document:
    """Text that templates, markup and spreadsheets would like to understand."""
    blocks = (
        Heading(HARD),
        line(HARD, label=HARD),
        line("два  пробела\tи табуляция"),
        Table((Row((cell(HARD, header=True),)),), (Row((cell(HARD, "вторая " + HARD),)),), (100,)),
        Columns(((line(HARD),), (line(HARD),))),
        Gap(HARD),
    )
    values: dict[str, object] = {
        "id": "x/1",
        "kind": "form",
        "language": "rus",
        "on": date(2022, 1, 1),
        "title": HARD,
        "label": HARD,
        "caption": (HARD,),
        "blocks": blocks,
        "provenance": provenance(order=ActRef("order", None, HARD)),
    }
    return Document(**(values | options))  # type: ignore[arg-type]


SAMPLES = {
    "act": act_of_services,
    "standard": standard,
    "journal": journal,
    "kazakh": kazakh,
    "text": long_text,
    "visits": visits,
    "hard": hard,
}
