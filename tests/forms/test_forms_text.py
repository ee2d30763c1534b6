"""A whole text as a document: headings, numbered lines, gaps, approved documents, annexes."""

from datetime import date

import forms
from forms.records import Gap, Heading, Line, Table, Text
from forms.text import act_name
from legal.records import ActRef, Node, Version, Wording

ACT = ActRef("order", date(2023, 6, 30), "288", code="V2300032994")
BY = ActRef("order", date(2025, 9, 30), "300")
WORDING = Wording(start=date(2025, 10, 11), certainty="presumed", by="op", act=BY)


def alinea(text: str, **given) -> Node:
    return Node("alinea", text=text, **given)


def part(*children: Node) -> Node:
    return Node("part", "1", children=children)


PARAGRAPH = Node(
    "paragraph", "2", "2.", children=(
        part(alinea("В Правилах используются понятия:"),
             Node("subparagraph", "1", "1)", children=(part(alinea("портал;"), alinea("сайт;")),), wording=WORDING)),
        part(alinea("Иное определяется законом.")),
    ), eid="para_2",
)  # fmt: skip
TABLE = Node("table", children=(Node("row", "1", "1", children=(Node("cell", children=(alinea("1"),)),)),))
RULES = Node(
    "component", heading="Правила", children=(
        alinea("[остальной текст не на файле]", role="gap"),
        Node("chapter", "1", "Глава 1.", "Общие положения", children=(PARAGRAPH,)),
        Node("paragraph", "7", "7.", children=(alinea("[текст не на файле]", role="gap"),)),
        Node("annex", "1", "Приложение 1", "Форма",
             children=(alinea("к Правилам", role="caption"), alinea("____"), TABLE)),
    ),
)  # fmt: skip
VERSION = Version(
    act=ACT, language="rus", on=date(2026, 1, 1), status="in-force", certainty="presumed",
    title=None, body=(alinea("Утвердить Правила."),), components=(RULES,), annexes=(), incomplete=True,
)  # fmt: skip


def test_the_text_in_order():
    document = forms.text_document(VERSION)
    shown = [
        (type(block).__name__, getattr(block, "label", ""), block.text if isinstance(block, Heading | Gap) else "")
        if not isinstance(block, Line)
        else ("Line", block.label, "".join(p.text if isinstance(p, Text) else p.published for p in block.parts))
        for block in document.blocks
    ]
    assert shown == [
        ("Heading", "", "Приказ от 30.06.2023 № 288"),
        ("Line", "", "Утвердить Правила."),
        ("Heading", "", "Правила"),
        ("Gap", "", "[остальной текст не на файле]"),
        ("Heading", "Глава 1.", "Общие положения"),
        ("Line", "2.", "В Правилах используются понятия:"),
        ("Line", "1)", "портал;"),
        ("Line", "", "сайт;"),
        ("Line", "", "Иное определяется законом."),
        ("Gap", "7.", "[текст не на файле]"),
        ("Line", "", "Приложение 1"),
        ("Line", "", "к Правилам"),
        ("Heading", "", "Форма"),
        ("Line", "", "____"),
        ("Table", "", ""),
    ]
    assert (document.kind, document.id, document.incomplete) == ("text", "V2300032994", True)


def test_depth_level_anchor_and_origin():
    blocks = forms.text_document(VERSION).blocks
    levels = [(block.text, block.level) for block in blocks if isinstance(block, Heading)]
    assert levels == [("Приказ от 30.06.2023 № 288", 1), ("Правила", 2), ("Общие положения", 3), ("Форма", 2)]
    lines = [block for block in blocks if isinstance(block, Line)]
    assert [(line.depth, line.anchor) for line in lines[1:5]] == [(0, "para_2"), (1, ""), (1, ""), (0, "")]
    assert [(line.since, line.by) for line in lines[1:4]] == [
        (None, None),
        (date(2025, 10, 11), BY),
        (date(2025, 10, 11), BY),
    ]
    assert [line.align for line in lines[5:7]] == ["right", "right"]
    assert any(isinstance(block, Table) for block in blocks)


def test_the_title_on_file_wins():
    titled = Node("title", text="Об утверждении Правил")
    version = Version(
        act=ACT, language="rus", on=date(2026, 1, 1), status="in-force", certainty="stated", title=titled,
        body=(), components=(), annexes=(),
    )  # fmt: skip
    assert forms.text_document(version).title == "Об утверждении Правил"


def test_the_name_of_an_act_without_a_title():
    assert act_name(ACT, "kaz") == "30.06.2023 № 288 бұйрық"
    assert act_name(ActRef(None, None, None, code="V1"), "rus") == "V1"
