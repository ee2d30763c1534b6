"""Documents of a version: hand-built versions with the annexes of the founding acts as published."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import forms
import legal
from forms.records import Blank, Cell, Columns, Document, Field, Gap, Heading, Line, Row, Table, Text
from legal.akn.schema import validate
from legal.errors import NotOnFile
from legal.reading.annexes import read_annex, rows_from_tabs
from legal.reading.blocks import Line as SourceLine
from legal.reading.labels import addresses_act, is_annex_label
from legal.reading.plain import read_plain
from legal.records import ActRef, Node, Version, Wording
from legal.xml import parse

CORPUS = Path(legal.__path__[0]) / "corpus"
AMENDING = ActRef("order", date(2021, 12, 6), "458", code="V2100025681")
WORDING = Wording(
    start=date(2021, 12, 25), certainty="presumed", by="V2100025681-rus-40", act=AMENDING, rule="after-publication"
)


def annexes(code: str) -> list[Node]:
    lines = list(read_plain((CORPUS / code / "rus.txt").read_text(encoding="utf-8")).lines)
    starts = [
        index
        for index, line in enumerate(lines)
        if is_annex_label(line.text.strip()) and addresses_act(next(x.text for x in lines[index + 1 :] if not x.blank))
    ]
    groups = [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    return [replace(read_annex(group, "rus")[0].body, wording=WORDING) for group in groups]


def version(act: ActRef, *components: Node, **given) -> Version:
    defaults = {
        "language": "rus", "on": date(2022, 1, 15), "status": "in-force", "certainty": "presumed", "title": None,
        "body": (), "annexes": (),
    }  # fmt: skip
    return Version(act=act, components=components, **{**defaults, **given})


def rules(name: str, *children: Node) -> Node:
    return Node("component", heading=name, children=children)


PUBLISHED = annexes("V2100025681")
REHABILITATION = version(
    ActRef("order", date(2015, 1, 22), "26", code="V1500010370"),
    rules("Правила предоставления социальных услуг индивидуального помощника", *PUBLISHED[:5]),
    rules("Правила предоставления санаторно-курортного лечения", PUBLISHED[5]),
    rules("Правила обеспечения протезно-ортопедической помощью", *PUBLISHED[6:8]),
    rules("Правила обеспечения специальными средствами передвижения", *PUBLISHED[8:]),
)
SERVICES = version(
    ActRef("order", date(2018, 8, 28), "379", code="V1800017467"),
    rules("Правила деятельности организаций", *annexes("V2100025804")),
)
FILED = {one.id: one for one in (*forms.documents(REHABILITATION), *forms.documents(SERVICES))}


def printed(part) -> str:
    return part.text if isinstance(part, Text) else part.published


def line_words(line) -> str:
    return line.text if isinstance(line, Gap) else line.label + "".join(printed(part) for part in line.parts)


def block_words(block) -> str:
    match block:
        case Heading():
            return block.label + block.text
        case Line() | Gap():
            return line_words(block)
        case Columns():
            return "".join(line_words(line) for column in block.columns for line in column)
        case Table():
            cells = [cell for row in (*block.head, *block.rows) for cell in row.cells]
            return "".join(line_words(line) for cell in cells for line in cell.lines)


def node_words(node: Node) -> str:
    if node.role == "caption" and node.kind == "alinea":
        return ""
    own = node.text + node.heading
    return own + "".join(node_words(child) for child in node.children)


def characters(text: str) -> Counter[str]:
    return Counter(char for char in text if not char.isspace())


def parts(block):
    match block:
        case Heading():
            yield from block.parts
        case Line():
            yield from block.parts
        case Columns():
            for column in block.columns:
                for line in column:
                    yield from line.parts
        case Table():
            for row in (*block.head, *block.rows):
                for cell in row.cells:
                    for line in cell.lines:
                        yield from parts(line)


def blanks(document: Document) -> list[Blank]:
    return [part for block in document.blocks for part in parts(block) if isinstance(part, Blank)]


def fields(document: Document) -> dict[str, Field]:
    return {one.name: one for one in document.fields}


def test_ids_and_kinds():
    assert {id: one.kind for id, one in FILED.items()} == {
        "V1500010370/1/3": "standard",
        "V1500010370/1/7": "standard",
        "V1500010370/1/8": "act",
        "V1500010370/1/9": "sheet",
        "V1500010370/1/10": "sheet",
        "V1500010370/2/3": "standard",
        "V1500010370/3/3": "standard",
        "V1500010370/3/12": "standard",
        "V1500010370/4/2": "table",
        "V1500010370/4/4": "standard",
        "V1800017467/2": "journal",
    }


@pytest.mark.parametrize("id", list(FILED))
def test_a_document_says_the_words_of_its_annex(id):
    number = list(FILED).index(id)
    node = [*PUBLISHED, *annexes("V2100025804")][number]
    document = FILED[id]
    assert characters("".join(block_words(block) for block in document.blocks)) == characters(node_words(node))
    assert (document.label, document.title) == (node.label, node.heading)
    assert document.caption[0].startswith("к Правилам")


@pytest.mark.parametrize("id", list(FILED))
def test_every_blank_is_a_field_and_every_field_has_its_blank(id):
    document = FILED[id]
    names = [one.name for one in document.fields]
    assert len(set(names)) == len(names)
    assert set(names) == {blank.field for blank in blanks(document)}
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)
    words = [part.text for block in document.blocks for part in parts(block) if isinstance(part, Text)]
    assert not any("__" in text for text in words)
    assert all(one.label for one in document.fields)


def test_the_act():
    act = FILED["V1500010370/1/8"]
    title = act.blocks[0]
    assert isinstance(title, Heading)
    assert "".join(printed(part) for part in title.parts) == title.text == act.title
    found = fields(act)
    assert found["period"].kind == "period"
    assert (found["stranitsakh"].kind, found["stranitsakh"].label) == ("number", "на … страницах")
    assert (found["postavshchik_podpis"].kind, found["postavshchik_podpis"].required) == ("signature", True)
    buyer = [one for name, one in found.items() if name.startswith("zakazchik_")]
    assert [one.kind for one in buyer] == ["signature"] * 3
    assert not any(one.required for one in buyer), "не требуется в случае смерти"
    assert (found["pechat"].kind, found["pechat"].required) == ("seal", False)
    table = next(block for block in act.blocks if isinstance(block, Table))
    assert [(one.name, one.kind) for one in table.fields] == [
        ("nomer", "number"),
        ("naimenovanie_uslugi", "text"),
        ("kolichestvo_chasov", "number"),
        ("tsena_za_edinitsu_tenge", "money"),
        ("stoimost_tenge", "money"),
    ]
    assert [[(cell.colspan, cell.rowspan) for cell in row.cells] for row in table.head] == [
        [(1, 2), (1, 2), (3, 1)],
        [(1, 1), (1, 1), (1, 1)],
    ]
    assert (sum(table.widths), len(table.widths), table.spare, table.rows) == (100, 5, 5, ())
    columns = next(block for block in act.blocks if isinstance(block, Columns))
    assert [line_words(column[0]) for column in columns.columns] == ["Сдал", "Принял"]
    assert block_words(act.blocks[-1]) == "МП (при наличии печати)"


def test_the_sheets():
    sheet = fields(FILED["V1500010370/1/9"])
    assert [(name, one.kind, one.required) for name, one in sheet.items()] == [
        ("fio_telefon_uslugopoluchatelia", "person", False),
        ("prozhivaiushchego_po_adresu", "address", True),
        ("mesiats", "month", True),
        ("god", "year", True),
        ("fio_podpis_individualnogo_pomoshchnika_etsp", "signature", False),
        ("podpis_uslugopoluchatelia_etsp", "signature", False),
        ("data_2", "date", True),
    ]
    signs = FILED["V1500010370/1/10"]
    assert list(fields(signs)) == [
        "fio_telefon_uslugopoluchatelia", "prozhivaiushchego_po_adresu", "mesiats", "god",
        "fio_podpis_spetsialista_zhestovogo_iazyka", "podpis_uslugopoluchatelia_etsp", "data_2",
    ]  # fmt: skip
    table = next(block for block in signs.blocks if isinstance(block, Table))
    assert (table.fields[-1].kind, table.fields[-1].hint) == ("choice", "онлайн/офлайн")


def test_captions_are_small_and_lines_above_a_blank_are_not():
    small = [line_words(one) for one in FILED["V1500010370/1/10"].blocks if isinstance(one, Line) and one.small]
    assert small == [
        "(Ф.И.О. (при его наличии), телефон) услугополучателя",
        "ФИО (при его наличии), подпись специалиста жестового языка/ЭЦП",
    ]


def test_the_journal_is_incomplete():
    journal = FILED["V1800017467/2"]
    assert journal.incomplete
    assert [one.code for one in journal.findings] == ["annex-incomplete"]
    assert isinstance(journal.blocks[0], Columns)
    assert isinstance(journal.blocks[1], Heading)
    assert journal.caption[1] == "Форма"
    assert [one.kind for one in journal.fields] == ["date", "date", "text"]


def test_a_standard_has_ten_numbered_rows():
    document = FILED["V1500010370/2/3"]
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert [row.num for row in table.rows] == [str(n) for n in range(1, 11)]
    assert (document.incomplete, document.findings, document.fields) == (False, (), ())
    typed = forms.standard(PUBLISHED[5], "rus")
    assert [row.num for row in typed.rows] == [str(n) for n in range(1, 11)]
    assert all(row.known for row in typed.rows)
    assert typed.rows[5].text_lines == ("Бесплатно",)
    assert typed.findings == ()


def test_provenance():
    origin = FILED["V1500010370/1/8"].provenance
    assert (origin.order, origin.operation) == (AMENDING, "V2100025681-rus-40")
    assert (origin.start, origin.certainty, origin.rule) == (date(2021, 12, 25), "presumed", "after-publication")
    assert (origin.until, origin.until_certainty) == (None, None)
    assert (origin.regulation.code, origin.annex) == ("V1500010370", "8")
    assert origin.component == "Правила предоставления социальных услуг индивидуального помощника"


def test_a_presumed_repeal_ends_the_document():
    ended = replace(REHABILITATION, status="presumed-repealed", ended=date(2023, 7, 1), on=date(2024, 1, 1))
    ended = replace(ended, ends=date(2023, 7, 1), ends_certainty="presumed")
    origin = forms.document(ended, "V1500010370/1/8").provenance
    assert (origin.until, origin.until_certainty) == (date(2023, 7, 1), "presumed")
    stated = replace(ended, status="repealed", ends_certainty="stated")
    assert forms.document(stated, "V1500010370/1/8").provenance.until_certainty == "stated"


def test_a_wording_that_ends_ends_the_document():
    annex = replace(PUBLISHED[2], wording=replace(WORDING, end=date(2022, 6, 1), end_certainty="computed"))
    origin = forms.documents(version(REHABILITATION.act, rules("Правила", annex)))[0].provenance
    assert (origin.until, origin.until_certainty) == (date(2022, 6, 1), "computed")


def test_a_document_that_is_not_there():
    with pytest.raises(NotOnFile, match="V1500010370/1/99"):
        forms.document(REHABILITATION, "V1500010370/1/99")


ROWS = (
    "1\tНаименование услугодателя\tМестные исполнительные органы",
    "2\tСпособы предоставления государственной услуги\t1) Государственная корпорация; 2) веб-портал.",
)


def partial_standard() -> Node:
    """Annex 3 to the Rules of order 288: two rows restated, nothing else on file."""
    table, _ = rows_from_tabs([SourceLine(number, text) for number, text in enumerate(ROWS, 1)])
    given = tuple(replace(row, wording=WORDING) for row in table.children)
    notice = Node("cell", children=(Node("alinea", text="[остальной текст не на файле]", role="gap"),))
    marker = Node("row", role="gap", children=(notice,))
    return Node("annex", "3", "Приложение 3", children=(Node("table", children=(*given, marker)),))


def test_rows_that_are_not_on_file_are_gaps_without_words():
    act = ActRef("order", date(2023, 6, 30), "288", code="V2300032994")
    (document,) = forms.documents(version(act, rules("Правила", partial_standard())))
    assert (document.id, document.kind, document.incomplete) == ("V2300032994/3", "standard", True)
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert [row.num for row in table.rows] == [str(n) for n in range(1, 11)]
    known, gap = table.rows[1], table.rows[2]
    assert (known.since, known.by) == (date(2021, 12, 25), AMENDING)
    assert block_words(Table((), (known,), (100,))).startswith("2Способы предоставления")
    assert gap == Row(
        (
            Cell((Line((Text("3"),)),)),
            Cell(()),
            Cell((Gap("[текст не на файле]"),)),
        ),
        "3",
    )
    typed = forms.standard(partial_standard(), "rus")
    assert [row.known for row in typed.rows] == [True, True] + [False] * 8
    assert {row.title for row in typed.rows[2:]} == {""}
    assert [one.code for one in document.findings] == ["base-not-on-file"]
    assert document.provenance.order == AMENDING


def test_a_row_with_a_title_of_its_own_is_said():
    table = Node("table", children=(_row("1", "Наименование услугодателя"), _row("2", "Погода")))
    annex = Node("annex", "1", "Приложение 1", 'Стандарт государственной услуги "Х"', children=(table,))
    assert [one.code for one in forms.standard(annex, "rus").findings] == ["row-title-unknown"]


def _row(num: str, title: str) -> Node:
    cells = tuple(Node("cell", children=(Node("alinea", text=text),)) for text in (num, title, "Текст."))
    return Node("row", num, num, children=cells)


@pytest.mark.parametrize(
    ("title", "language", "kind"),
    [
        ("Мемлекеттік көрсетілетін қызмет стандарты", "kaz", "standard"),
        ("Перечень основных требований к оказанию государственной услуги", "rus", "standard"),
        ("Көрсетілген қызметтер актісі", "kaz", "act"),
        ("АКТ приема-передачи", "rus", "act"),
        ("Ілесіп жүру парағы", "kaz", "sheet"),
        ("Журнал регистрации", "rus", "journal"),
        ("Өтініштерді тіркеу журналы", "kaz", "journal"),
        ("Заявление", "rus", "form"),
        ("Активный перечень ____", "rus", "form"),
    ],
)
def test_kinds_by_general_rules(title, language, kind):
    annex = Node("annex", "1", "1", title, children=(Node("alinea", text="____ (подпись)", role="line"),))
    (document,) = forms.documents(
        version(ActRef("order", date(2020, 1, 1), "1", code="V2000000001"), rules("А", annex), language=language)
    )
    assert document.kind == kind


def test_prose_is_no_document():
    paragraph = Node("paragraph", "1", "1.", children=(Node("alinea", text="Расчет производится ежегодно."),))
    annex = Node("annex", "1", "Приложение 1", "Методика", children=(paragraph,))
    assert forms.documents(version(REHABILITATION.act, rules("А", annex))) == ()


@pytest.mark.parametrize("id", list(FILED))
def test_the_akn_source_is_valid_and_says_the_same_words(id):
    document = FILED[id]
    assert validate(document.akn) == []
    words = "".join(parse(document.akn).itertext())
    expected = document.label + "".join(document.caption)
    assert characters(words) == characters(expected + "".join(block_words(block) for block in document.blocks))
    identifiers = re.findall(rb' eId="([^"]+)"', document.akn)
    assert len(identifiers) == len(set(identifiers))
