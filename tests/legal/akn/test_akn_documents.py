"""Nodes to AKN and back, act documents, and the parser that refuses."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legal.akn import act_to_xml, node_to_xml, validate, xml_to_node
from legal.errors import SourceError
from legal.records import (
    Act,
    ActRef,
    Annex,
    Card,
    InForce,
    Node,
    Operation,
    OperationSource,
    Registration,
    Step,
)
from legal.xml import parse

# XML holds no control characters; a carriage return would come back as a line end.
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=12)
filled = words.filter(bool)
numbers = st.none() | st.sampled_from(["1", "2-1", "9-8", "а", "IV"])
spans = st.tuples(st.integers(1, 3), st.integers(1, 3))
leaves = st.builds(
    Node,
    st.sampled_from(["alinea", "sentence", "note", "heading"]),
    numbers,
    words,
    words,
    words,
    role=st.sampled_from(["", "line", "gap", "caption"]),
)
cells = st.builds(
    Node, st.just("cell"), numbers, words, words, words, st.lists(leaves, max_size=2).map(tuple), span=spans,
    role=st.sampled_from(["", "header"]),
)  # fmt: skip
rows = st.builds(Node, st.just("row"), numbers, words, children=st.lists(cells, max_size=3).map(tuple))
tables = st.builds(Node, st.just("table"), numbers, words, words, words, st.lists(rows, max_size=3).map(tuple))
HIER = ["article", "chapter", "section", "paragraph", "subparagraph", "part", "note", "division", "preamble"]
nodes = st.recursive(
    leaves | tables,
    lambda inner: st.builds(
        Node, st.sampled_from(HIER), numbers, words, words, words, st.lists(inner, min_size=1, max_size=4).map(tuple),
        role=st.sampled_from(["", "gap"]), lines=st.none() | st.just((3, 7)),
    ),
    max_leaves=12,
)  # fmt: skip
annexes = st.builds(
    Node, st.sampled_from(["annex", "component"]), numbers, words, words, words, st.lists(nodes, max_size=4).map(tuple)
)


@settings(max_examples=300, deadline=None)
@given(nodes | annexes)
def test_a_node_comes_back_as_it_went(node: Node):
    assert xml_to_node(node_to_xml(node)) == node


@settings(max_examples=60, deadline=None)
@given(st.lists(nodes, max_size=3), st.lists(annexes, max_size=2), words)
def test_any_act_is_a_valid_document(body: list[Node], attached: list[Node], title: str):
    act = Act(Card("kaz", title), tuple(body), annexes=tuple(Annex(None, "Қосымша", title, each) for each in attached))
    assert validate(act_to_xml(act)) == []


FORCE = InForce("after-publication", date(2025, 10, 11), "presumed", 10)
OPERATION = Operation(
    "V2500036999-rus-1",
    "replace",
    ActRef("order", date(2023, 6, 30), "288", registered="32994"),
    "Правила",
    (Step("paragraph", "7"), Step("subparagraph", "5")),
    FORCE,
    OperationSource("1", (9, 10), "подпункт 5) пункта 7 изложить в следующей редакции:", 12),
)
ACT = Act(
    Card(
        "rus", "О внесении изменений", "order", "Министр труда", date(2025, 9, 30), "300",
        Registration("36999", date(2025, 9, 30)),
    ),
    (
        Node("preamble", children=(Node("part", "1", children=(Node("alinea", text="ПРИКАЗЫВАЮ:"),)),)),
        Node("paragraph", "1", "1.", children=(Node("part", "1", children=(Node("alinea", text="Внести"),)),)),
    ),
    (Node("alinea", text="Министр", role="column"),),
    (Node("alinea", text="СОГЛАСОВАНО"),),
    (
        Annex(
            "1", "Приложение 1", "к приказу",
            Node("annex", "3", "Приложение 3", "Форма", children=(Node("alinea", text="к Правилам", role="caption"),)),
            restated=True,
        ),
    ),
)  # fmt: skip


def test_an_act_document_says_who_when_and_what_it_changes():
    xml = act_to_xml(ACT, (OPERATION,))
    assert validate(xml) == []
    assert xml == act_to_xml(ACT, (OPERATION,))
    text = xml.decode()
    for piece in (
        'value="/akn/kz/act/order/minister-labour/2025-09-30/300"',
        'value="V2500036999" name="bank"',
        'date="2025-09-30" name="Registry of state registration of normative legal acts"',
        '<textualMod type="substitution" eId="op_V2500036999-rus-1"',
        'q:target="paragraph:7/subparagraph:5"',
        'q:certainty="presumed"',
        'eId="para_1"',
    ):
        assert piece in text
    # The label of the act's own annex, and that of the annex it restates.
    assert text.index("Приложение 1") < text.index("Приложение 3")


def test_an_act_without_date_number_or_author_is_valid():
    assert validate(act_to_xml(Act(Card("kaz", "Бұйрық"), ()))) == []


def test_a_character_that_xml_cannot_hold_is_refused():
    with pytest.raises(SourceError):
        act_to_xml(Act(Card("rus", "x"), (Node("paragraph", "1", children=(Node("alinea", text="a\x00b"),)),)))


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b"<!doctype a><a/>",
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
        '<?xml version="1.0" encoding="windows-1251"?><a>я</a>'.encode(),
        b"<a><b></a>",
        b"",
        b"<a>&undefined;</a>",
        b"<a>\x00</a>",
    ],
)
def test_the_parser_refuses_and_never_repairs(data: bytes):
    with pytest.raises(SourceError):
        parse(data)


def test_validation_finds_what_the_schema_forbids():
    broken = act_to_xml(ACT).replace(b"<body>", b"<body><table/>")
    assert validate(broken)[0].startswith("line ")
