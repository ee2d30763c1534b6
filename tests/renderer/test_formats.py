"""What each format promises beyond its words."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT
from lxml import etree, html

from forms.records import Cell, Line, Row, Table
from legal.records import ActRef
from renderer import SourceAbsent, output, render
from renderer.grid import grid
from renderer.web import document_css, render_fragment
from tests.renderer.rendering_samples import (
    act_of_services,
    cell,
    hard,
    journal,
    kazakh,
    line,
    long_text,
    standard,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _word(data: bytes) -> docx.document.Document:
    return docx.Document(BytesIO(data))


def test_docx_has_real_tables_with_repeating_heads_and_merged_cells() -> None:
    word = _word(render(act_of_services(), "docx"))
    ruled, signatures = word.tables
    assert ruled.style is not None
    assert ruled.style.name == "Table Grid"
    rows = ruled._tbl.tr_lst
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, True] + [False] * 6
    assert ruled.cell(0, 2)._tc is ruled.cell(0, 4)._tc
    assert ruled.cell(0, 0)._tc is ruled.cell(1, 0)._tc
    assert [round(column.width.mm) for column in ruled.columns] == [14, 54, 34, 34, 34]
    assert signatures.style is None or signatures.style.name != "Table Grid"
    assert [signature.text.split("\n")[0] for signature in signatures.rows[0].cells] == ["Сдал", "Принял"]


def test_docx_signatures_stay_together() -> None:
    word = _word(render(act_of_services(), "docx"))
    body = list(word.element.body)
    tables = [index for index, element in enumerate(body) if element.tag == f"{W}tbl"]
    before, table, between = body[tables[1] - 1], body[tables[1]], body[tables[1] + 1]
    for paragraph in (before, between, *table.iter(f"{W}p")):
        assert paragraph.find(f"{W}pPr/{W}keepNext") is not None
    assert table.find(f"{W}tr/{W}trPr/{W}cantSplit") is not None


def test_docx_follows_the_profile() -> None:
    data = render(kazakh(), "docx")
    section = _word(data).sections[0]
    lengths = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(length.mm) for length in lengths if length] == [25, 15, 25, 25]
    with zipfile.ZipFile(BytesIO(data)) as archive:
        styles = etree.fromstring(archive.read("word/styles.xml"))
        normal = styles.xpath("//w:style[@w:styleId='Normal']/w:rPr", namespaces={"w": W[1:-1]})[0]
        assert normal.find(f"{W}rFonts").get(f"{W}ascii") == "Times New Roman"
        assert normal.find(f"{W}lang").get(f"{W}val") == "kk-KZ"
        footer = archive.read("word/footer1.xml").decode()
    assert 'instr="PAGE"' in footer
    assert 'instr="NUMPAGES"' in footer
    assert _word(render(journal(), "docx")).sections[0].orientation == WD_ORIENT.LANDSCAPE


def test_docx_properties_hold_the_title_and_the_day_and_no_clock() -> None:
    data = render(hard(), "docx")
    core = _word(data).core_properties
    assert core.title == hard().title
    assert core.created is not None
    assert core.created.date() == date(2022, 1, 1)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for member in archive.namelist():
            if member.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(member))


def test_docx_headings_are_headings() -> None:
    word = _word(render(long_text(), "docx"))
    named = [paragraph.style.name for paragraph in word.paragraphs if paragraph.style is not None]
    assert named.count("Heading 1") == 1
    assert named.count("Heading 2") == 4


def test_one_template_serves_forms_that_differ_in_their_words() -> None:
    from renderer.docx_skeleton import skeleton

    one, two = act_of_services(title="а"), act_of_services(on=date(2022, 1, 16), caption=("б",) * 11)
    assert skeleton(one)[0] == skeleton(two)[0]
    assert skeleton(one)[1] != skeleton(two)[1]


def test_html_is_marked_with_its_language_and_keeps_heading_cells() -> None:
    tree = html.document_fromstring(render(kazakh(), "html").decode())
    assert tree.get("lang") == "kk"
    assert tree.xpath("//article/@lang") == ["kk"]
    assert tree.xpath("//thead//th/@scope") == ["col"] * 3
    act = html.document_fromstring(render(act_of_services(), "html").decode())
    assert act.xpath("//thead/tr[1]/th/@rowspan") == ["2", "2"]
    assert act.xpath("//thead/tr[1]/th/@colspan") == ["3"]
    assert [col.get("class") for col in act.xpath("//col")] == ["w8", "w32", "w20", "w20", "w20"]
    assert len(act.xpath("//tr[contains(@class, 'spare')]")) == 6
    assert act.xpath("//span[@class='blank']/text()")[:2] == ['"_____"', '"___" ____________ 20__ г.']


def test_html_shows_gaps_and_where_a_wording_comes_from() -> None:
    tree = html.document_fromstring(render(long_text(), "html").decode())
    assert len(tree.xpath("//p[contains(@class, 'gap')]")) == 4
    (paragraph,) = tree.xpath("//*[@id='chp_1__para_1']")
    assert paragraph.get("data-since") == "2025-10-11"
    assert paragraph.get("data-by") == "V2500036999"
    assert len(html.document_fromstring(render(standard(), "html").decode()).xpath("//td/p[@class='gap']")) == 1


def test_warnings_stand_in_a_box_on_top() -> None:
    (box,) = html.document_fromstring(render(standard(), "html").decode()).xpath("//article/*[1]")
    assert box.get("class") == "warnings"
    assert "предположительно утратил силу" in box.text_content()


def test_the_fragment_has_no_page_furniture_and_its_style_stays_inside() -> None:
    markup = render_fragment(standard())
    assert markup.startswith('<article class="document kind-standard" lang="ru">')
    assert "Стандарт в редакции" not in markup
    assert "предположительно утратил силу" in markup
    assert "<script>" not in render_fragment(hard())
    for rule in document_css("standard").split("}"):
        assert not rule.strip() or rule.strip().startswith(".document")


def test_json_of_a_standard_has_its_rows_by_number() -> None:
    found = json.loads(render(standard(), "json"))
    assert list(found["rows"]) == [str(number) for number in range(1, 11)]
    assert found["rows"]["7"]["title"] == "График работы"
    assert len(found["rows"]["7"]["text"]) == 5
    assert found["rows"]["8"]["text"][0].startswith("1) документ 8.1")
    assert found["rows"]["1"]["known"] is True
    assert found["rows"]["1"]["order"]["number"] == "458"
    assert found["rows"]["6"] == {
        "title": standard().blocks[0].rows[5].cells[1].lines[0].parts[0].text,  # type: ignore[union-attr]
        "text": [],
        "known": False,
        "from": None,
        "order": found["rows"]["1"]["order"],
    }
    assert found["provenance"]["from"] == "2021-12-20"
    assert found["provenance"]["until"] == "2023-07-01"
    assert found["applies"] is False
    assert found["incomplete"] is True
    assert found["findings"][0]["code"] == "annex-incomplete"
    assert "rows" not in json.loads(render(kazakh(), "json"))


STANDARD_ROWS = [
    ("number, title, text", ("1.", "Название", "Текст"), "Название", ["Текст"]),
    ("number, text", ("1", "Текст"), None, ["Текст"]),
    ("title, text: the number stands in the title", ("1. Название", "Текст"), "1. Название", ["Текст"]),
    ("number, title, text by channel", ("1", "Название", "Портал", "Центр"), "Название", ["Портал", "Центр"]),
]


@pytest.mark.parametrize(("why", "cells", "title", "text"), STANDARD_ROWS, ids=[entry[0] for entry in STANDARD_ROWS])
def test_rows_of_a_standard(why: str, cells: tuple[str, ...], title: str | None, text: list[str]) -> None:
    row = Row(tuple(cell(words) for words in cells), num="1")
    found = json.loads(render(standard(blocks=(Table((), (row,), ()),)), "json"))["rows"]["1"]
    assert (found["title"], found["text"]) == (title, text), why


def test_json_keys_are_those_of_the_documentation() -> None:
    found = json.loads(render(act_of_services(), "json"))
    assert list(found) == [
        "id", "kind", "language", "on", "title", "label", "caption", "applies", "incomplete", "version", "verify",
            "warnings",
        "not_applied", "provenance", "fields", "blocks", "findings",
    ]  # fmt: skip
    kinds = [block["type"] for block in found["blocks"]]
    assert kinds == ["heading", "table", *["line"] * 5, "columns", "line"]
    assert found["blocks"][0]["parts"][1] == {"blank": "from_day", "published": '"_____"'}
    assert found["fields"][0] == {
        "name": "from_day",
        "label": "с",
        "kind": "date",
        "required": True,
        "hint": "",
        "source": "",
    }


def test_text_separates_cells_with_tabs_and_keeps_one_line_a_line() -> None:
    text = render(kazakh(), "txt").decode().splitlines()
    assert "Р/с №\tҚызметтің атауы\tҚұны (₸)" in text
    assert "1\tІлесіп жүру\t12 500" in text
    assert "Тапсырды _______\tҚабылдады _______" in text
    broken = act_of_services(blocks=(line("два\tслова\nи строка"),))
    assert render(broken, "txt").decode().splitlines()[-1] == "два слова и строка"


def test_text_of_an_act_is_the_text_alone_while_it_is_in_force() -> None:
    first = render(long_text(), "txt").decode().splitlines()[0]
    assert first == "Правила предоставления услуг индивидуального помощника"
    from tests.renderer.rendering_samples import provenance

    ended = long_text(provenance=provenance(until=date(2025, 1, 1), until_certainty="stated"))
    assert render(ended, "txt").decode().startswith("Документ утратил силу с 01.01.2025")


def test_xml_is_the_source_as_it_is() -> None:
    assert render(long_text(), "xml") == long_text().akn
    with pytest.raises(SourceAbsent, match="V2200026973/1/2"):
        render(kazakh(), "xml")


def test_an_unknown_format_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        render(kazakh(), "odt")  # type: ignore[arg-type]


GRIDS = [
    ("a row with a cell too few is filled", [[(1, 1)], [(1, 1), (1, 1)]], [[(0, 1, 1), (1, 1, 1)]] * 2),
    ("a rowspan past the end is cut", [[(1, 5), (1, 1)]], [[(0, 1, 1), (1, 1, 1)]]),
    ("a rowspan moves the next row on", [[(1, 2), (1, 1)], [(1, 1)]], [[(0, 1, 2), (1, 1, 1)], [(1, 1, 1)]]),
    ("a colspan stops at a taken cell", [[(1, 1), (1, 2), (1, 1)], [(2, 1), (1, 1)]],
     [[(0, 1, 1), (1, 1, 2), (2, 1, 1)], [(0, 1, 1), (2, 1, 1)]]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "spans", "placed"), GRIDS, ids=[entry[0] for entry in GRIDS])
def test_grid(why: str, spans: list[list[tuple[int, int]]], placed: list[list[tuple[int, int, int]]]) -> None:
    rows = tuple(Row(tuple(Cell((), across, down) for across, down in row)) for row in spans)
    found = grid(Table((), rows, ()))
    assert [[(item.column, item.colspan, item.rowspan) for item in row.cells] for row in found.rows] == placed, why


def test_widths_that_do_not_fit_give_way_to_equal_ones() -> None:
    table = Table((), (Row((cell("а"), cell("б"))),), (100,))
    assert grid(table).widths == (50, 50)
    assert grid(Table((), (Row((cell("а"), cell("б"))),), (30, 70))).widths == (30, 70)


def test_what_was_made_is_remembered_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = output._Memory(limit=100)
    made: list[str] = []

    def make(document: object) -> bytes:
        made.append(document.title)  # type: ignore[attr-defined]
        return b"x" * 20

    documents = [kazakh(title=str(number)) for number in range(7)]
    for document in documents:
        memory.get(document, "html", make)
    memory.get(documents[6], "html", make)
    memory.get(kazakh(title="6"), "html", make)
    assert made == [str(number) for number in range(7)], "an equal document is the same document"
    memory.get(documents[0], "html", make)
    assert made[-1] == "0", "the oldest was forgotten"
    memory.get(documents[6], "pdf", make)
    assert made[-1] == "6", "another format is another output"


def test_personal_data_is_not_remembered_on_request() -> None:
    document = kazakh(title="Иванов")
    render(document, "html", remember=False)
    assert ("html", document) not in output._remembered._made
    render(document, "html")
    assert ("html", document) in output._remembered._made


def test_an_amendment_without_code_is_named_by_its_number() -> None:
    blocks = (Line(line("а").parts, by=ActRef("order", None, "9")),)
    assert 'data-by="9"' in render(act_of_services(blocks=blocks), "html").decode()
