"""The views of one regulation say the same: text, nodes, slice, timeline; in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from building import AMENDING, ORDER, act, line, numbered, op, para, part, row, sub

from legal.akn import act_to_xml, validate, xml_to_node
from legal.akn.names import akn
from legal.akn.nodes import provisions
from legal.errors import DateError, SourceError
from legal.records import Act, ActRef, Annex, InForce, Node, Operation
from legal.versions import (
    NotApplied,
    Regulation,
    act_text,
    build,
    compare,
    lines_of,
    slice_xml,
    text,
    timeline,
    version,
)
from legal.xml import parse

ON = date(2024, 1, 1)
TABLE = Node(
    "table",
    children=(
        Node("row", role="header", children=(Node("cell", children=(line("№"),), role="header", span=(2, 1)),)),
        row("1", "Имя"),
    ),
)
BASE = act(
    numbered("chapter", "1", para("1", part("Орган:", sub("1", "один;")), "Вывод."), heading="Общее"),
    annexes=(Annex("1", "Приложение 1", "к Правилам", Node("annex", "1", "Приложение 1", "Форма", children=(TABLE,))),),
    signatures=(line("Министр"),),
    approvals=(line("СОГЛАСОВАНО"),),
)
OPERATIONS = [
    op(1, "replace", "chapter 1/heading", Node("heading", text="Новое")),
    op(2, "insert", "paragraph 2", para("2", "Второй.")),
    op(3, "renumber", "paragraph 1/subparagraph 1", new="1-1"),
    op(4, "replace", "annex 1/row 1", row("1", "Фамилия")),
]


def sliced_lines(xml: bytes) -> list[str]:
    """The lines of a slice, read by the reader of nodes."""
    document = parse(xml)[0]
    title = next(document.iter(akn("docTitle")))
    body, conclusions, attachments = (document.find(akn(name)) for name in ("body", "conclusions", "attachments"))
    nodes = [xml_to_node(each) for part_ in (body, conclusions) for each in provisions(part_)]
    nodes += [xml_to_node(each) for each in attachments]
    return [title.text, *(each.text for node in nodes for each in lines_of(node))]


@pytest.mark.parametrize("on", [date(2023, 12, 31), ON])
def test_a_slice_says_the_words_of_the_text(on: date):
    regulation = build(ORDER, "rus", BASE, OPERATIONS)
    xml = slice_xml(regulation, on)
    assert validate(xml) == []
    assert sliced_lines(xml) == text(regulation, on).splitlines()
    assert f'value="/akn/kz/act/order/unknown/2023-06-30/288/rus@{on.isoformat()}"' in xml.decode()
    assert "Общее" in xml.decode() if on < ON else "Общее" not in xml.decode()


def test_the_text_of_an_act_and_of_its_regulation_before_any_change_are_one():
    assert text(build(ORDER, "rus", BASE, ()), ON) == act_text(BASE)
    assert act_text(BASE).splitlines() == [
        "Правила",
        "Глава 1. Общее",
        "1. Орган:",
        "1) один;",
        "Вывод.",
        "Министр",
        "СОГЛАСОВАНО",
        "Приложение 1",
        "к Правилам",
        "Форма",
        "№",
        "1\tИмя",
    ]


def test_an_element_renumbered_answers_to_its_new_number():
    later = op(5, "replace", "paragraph 1/subparagraph 1-1", sub("1-1", "новый;"), on="2024-06-01")
    regulation = build(ORDER, "rus", BASE, [*OPERATIONS, later])
    assert regulation.findings == ()
    assert "1-1) один;" in text(regulation, ON)
    assert "1-1) новый;" in text(regulation, date(2024, 6, 1))
    chapter = version(regulation, ON).body[0]
    assert chapter.children[0].children[0].children[1].num == "1-1"


def test_the_timeline_is_by_date_with_what_has_none_at_the_end():
    other = ActRef("order", date(2022, 2, 2), "7", code="V2200000007")
    waiting = NotApplied(other, InForce("date", date(2023, 8, 1), "stated"))
    regulation = build(
        ORDER,
        "rus",
        BASE,
        [*OPERATIONS, op(9, "delete", "paragraph 1", on=None)],
        (),
        (waiting, ActRef("order", None, "8")),
        base_in_force=InForce("after-publication", date(2023, 7, 20), "computed", 10),
    )
    found = [(each.kind, each.on) for each in timeline(regulation)]
    assert found == [
        ("base", date(2023, 7, 20)),
        ("not-applied", date(2023, 8, 1)),
        ("amendment", ON),
        ("not-applied", None),
        ("pending", None),
    ]
    assert Regulation.parse(regulation.xml).events == regulation.events
    assert timeline(regulation)[2].operations == tuple(each.id for each in OPERATIONS)
    assert version(regulation, date(2023, 7, 19)).status == "not-yet"
    assert version(regulation, date(2023, 7, 20)).certainty == "computed"


def test_a_comparison_runs_forward():
    regulation = build(ORDER, "rus", BASE, OPERATIONS)
    with pytest.raises(DateError):
        compare(regulation, ON, date(2023, 1, 1))
    changes = compare(regulation, date(2023, 12, 31), ON)
    assert [(each.before, each.after) for each in changes] == [
        ("Общее", "Новое"),
        (None, "2. Второй."),
        ("1)", "1-1)"),
        ("1\tИмя", "1\tФамилия"),
    ]


def test_only_the_document_of_a_regulation_is_one():
    with pytest.raises(SourceError):
        Regulation.parse(act_to_xml(BASE))
    with pytest.raises(SourceError):
        Regulation.parse(b"<!DOCTYPE a><a/>")


def test_nothing_on_file_is_a_valid_document_too():
    for base in (None, act(title="")):
        regulation = build(ActRef(None, None, None), "kaz", base, ())
        assert validate(regulation.xml) == []
        assert validate(slice_xml(regulation, ON)) == []


def kazakh(number: int, action: str, target: str, *content: Node, **extra: object) -> Operation:
    return op(number, action, target, *content, component="Порталды пайдалану қағидалары", **extra)


def test_kazakh_labels_and_notices():
    new = kazakh(1, "replace", "article 3/paragraph 2", para("2", "Жаңа."))
    regulation = build(ORDER, "kaz", None, [new, kazakh(2, "delete", "annex 4")])
    assert text(regulation, ON).splitlines() == [
        "[қалған мәтіні файлда жоқ]",
        "Порталды пайдалану қағидалары",
        "3-бап. [қалған мәтіні файлда жоқ]",
        "2. Жаңа.",
        "[қалған мәтіні файлда жоқ]",
    ]
    assert "4-қосымша" in text(regulation, date(2023, 12, 31))


def test_every_node_says_which_operation_gave_it_its_wording():
    shown = version(build(ORDER, "rus", BASE, OPERATIONS), ON)
    (new,) = [node for node in shown.body[0].children if node.num == "2"]
    assert new.wording is not None
    assert (new.wording.by, new.wording.act, new.wording.start) == (OPERATIONS[1].id, AMENDING, ON)
    (old,) = [node for node in shown.body[0].children if node.num == "1"]
    assert old.wording is not None
    assert (old.wording.by, old.wording.act, old.wording.start) == (None, None, None)


def test_two_operations_with_one_id_are_a_fault_of_the_caller():
    with pytest.raises(ValueError, match="two different operations"):
        build(ORDER, "rus", BASE, [OPERATIONS[0], op(1, "delete", "paragraph 1")])
    assert build(ORDER, "rus", BASE, [OPERATIONS[0]] * 2).xml == build(ORDER, "rus", BASE, OPERATIONS[:1]).xml


def test_an_act_is_the_same_in_xml_whatever_it_holds():
    assert isinstance(BASE, Act)
    assert validate(act_to_xml(BASE)) == []
