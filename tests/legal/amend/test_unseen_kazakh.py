"""Whole acts in the wording and layout of the official bank, read from the file to the operations.

Each act of `acts/` stands with the operations that a lawyer reads in it, one a line: action, target, act, in force.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from legal import read_operations
from legal.records import Act, Operation

ACTS = Path(__file__).parent / "acts"

EXPECTED: dict[str, tuple[str, ...]] = {
    # One paragraph a line, no indent; Kazakh captions above their labels; agreeing bodies after the signature.
    "kaz-order-flat.txt": (
        "replace preamble in ҚР ДСМ-49/2020 after-publication",
        "replace paragraph 1 in ҚР ДСМ-49/2020 after-publication",
        "replace paragraph 2/subparagraph 1 in ҚР ДСМ-49/2020 after-publication",
        "insert paragraph 2/subparagraph 5-1 in ҚР ДСМ-49/2020 after-publication",
        "insert paragraph 2/subparagraph 5-2 in ҚР ДСМ-49/2020 after-publication",
        "replace paragraph 4/part 2 in ҚР ДСМ-49/2020 after-publication",
        "delete paragraph 6 in ҚР ДСМ-49/2020 after-publication",
        "replace annex 1 in ҚР ДСМ-49/2020 after-publication",
        "replace annex 2 in ҚР ДСМ-49/2020 after-publication",
    ),
    # A law that changes two codes and a law, parts of it from another day.
    "kaz-law-codes.txt": (
        "replace article 22/paragraph 3 in 1994-12-27 after-publication",
        "replace-words article 36/paragraph 1 in 1994-12-27 after-publication",
        "delete article 36/paragraph 3/part 2 in 1994-12-27 after-publication",
        "delete article 1/paragraph 1/subparagraph 15 in 2015-11-23 2024-01-01",
        "insert article 1/paragraph 1/subparagraph 24-1 in 2015-11-23 2024-01-01",
        "replace article 16/subparagraph 18 in 2015-11-23 after-publication",
        "insert article 16/subparagraph 41-5 in 2015-11-23 after-publication",
        "insert article 16/subparagraph 41-6 in 2015-11-23 after-publication",
        "insert article 31/paragraph 1/part 2 in 2015-11-23 2024-01-01",
        "insert article 32-1 in 2015-11-23 after-publication",
        "replace article 46 in 2015-11-23 after-publication",
        "replace-words article 30/part 2 in 1999-03-15 after-publication",
    ),
    # A maslikhat: author before the title, label and caption of the annex on one line.
    "kaz-decision.txt": (
        "replace paragraph 3/subparagraph 4 in 298 on-publication",
        "insert paragraph 15/alinea 3 in 298 on-publication",
        "replace annex 1 in 298 on-publication",
    ),
    # A list of orders approved without a label: "… бұйрығымен бекітілген"; an exception for an element of the list.
    "kaz-order-list.txt": (
        "replace annex 1/paragraph 5 in 39 after-publication",
        "replace-words annex 1/paragraph 7 in 39 after-publication",
        "insert paragraph 12-1 in 540 2024-07-01",
        "repeal all in 413 after-publication",
    ),
    # Repeals as a numbered list, elements among them, and a list in the annex.
    "kaz-order-repeals.txt": (
        "repeal all in 133 on-signature",
        "repeal paragraph 3 in 190 on-signature",
        "repeal paragraph 2 in 100 on-signature",
        "repeal all in 33 on-signature",
        "repeal all in 34 on-signature",
    ),
    "rus-order-flat.txt": (
        "replace paragraph 3 in 15 after-publication",
        "delete paragraph 5/subparagraph 2 in 15 after-publication",
        "replace annex 1 in 15 after-publication",
    ),
    # Copied out of PDF: lines cut at a width, linked words displaced, the registration right under the title.
    "kaz-order-pdf.txt": (
        "replace paragraph 3 in 84 after-publication",
        "replace paragraph 5/part 2 in 84 after-publication",
        "insert paragraph 5-1 in 84 after-publication",
        "delete paragraph 6 in 84 after-publication",
        "replace annex 1 in 84 after-publication",
    ),
    # One quote closes a title and the new text; a quote alone on its line; new text that amends in its turn.
    "rus-order-quotes.txt": (
        "replace paragraph 1 in 18-02/137 after-publication",
        "replace paragraph 7 in 18-02/137 after-publication",
        "delete paragraph 8 in 18-02/137 after-publication",
        "replace paragraph 9 in 18-02/137 after-publication",
        "replace paragraph 10 in 18-02/137 after-publication",
        "replace annex 1 in 18-02/137 after-publication",
        "replace annex 2 in 18-02/137 after-publication",
    ),
    # Rows of a table, their quotes on lines of their own or in the first and the last cell.
    **dict.fromkeys(
        ("rus-order-rows.txt", "rus-order-rows.html"),
        (
            "replace annex 1/row 2 in 15 on-publication",
            "replace annex 1/row 4 in 15 on-publication",
            "replace annex 1/row 5 in 15 on-publication",
            "insert annex 1/row 6 in 15 on-publication",
        ),
    ),
    "rus-order-list.txt": (
        "replace annex 1/paragraph 5 in 39 after-publication",
        "insert paragraph 12-1 in 540 after-publication",
    ),
}


def _said(operation: Operation) -> str:
    target = "/".join(f"{step.kind} {step.num}" if step.num else step.kind for step in operation.target) or "all"
    force = operation.in_force
    when = str(force.start) if force.rule == "date" else force.rule
    return f"{operation.action} {target} in {operation.act.number or operation.act.date} {when}"


def _read(name: str) -> tuple[Act, tuple[Operation, ...]]:
    act, operations, findings = read_operations((ACTS / name).read_bytes(), name)
    assert [f for f in (*act.findings, *findings) if f.severity == "error"] == []
    assert act.coverage is not None
    assert act.coverage.explained == act.coverage.characters
    return act, operations


@pytest.mark.parametrize("name", EXPECTED)
def test_operations_are_those_that_the_act_states(name: str) -> None:
    _, operations = _read(name)
    assert tuple(map(_said, operations)) == EXPECTED[name]


def test_acts_of_one_component_are_named_by_it() -> None:
    _, operations = _read("kaz-order-flat.txt")
    names = [operation.component for operation in operations]
    assert names == [None, *["Мүгедектігі бар адамдарды протездеу қағидалары"] * 8]


def test_new_text_is_the_quoted_text() -> None:
    _, operations = _read("kaz-law-codes.txt")
    assert operations[0].new == "3. Кәмелетке толмаған адам мәмілелер жасай алады."
    assert operations[10].new == "46-бап. Еңбек тәртібі\nЖұмыскер ішкі тәртіпті сақтауға міндетті."


def test_one_quote_for_a_title_and_the_new_text_is_said_and_stays_with_the_title() -> None:
    name = "rus-order-quotes.txt"
    act, operations = _read(name)
    assert (operations[1].new or "").endswith('подает заявление "О выдаче разрешения"')
    assert "quote-shared" in {found.code for found in act.findings}
    assert (operations[4].new or "").endswith("«2. Вложенный текст «внутри».»;\nпункт 3 исключить.")


@pytest.mark.parametrize("name", ["rus-order-rows.txt", "rus-order-rows.html"])
def test_rows_hold_their_cells_without_the_quotes(name: str) -> None:
    _, operations = _read(name)
    assert [operation.new for operation in operations] == [
        "2\tСрок\tтри рабочих дня",
        "4\tОплата\tбесплатно",
        "5\tГрафик\tежедневно",
        "6\tИное\tнет",
    ]


def test_signatures_and_approvals_stand_apart_from_the_text() -> None:
    act, _ = _read("rus-order-flat.txt")
    assert [line.text for line in act.signatures] == ["Министр финансов", "Республики Казахстан", "Е. Жамаубаев"]
    assert act.approvals[0].text == '"СОГЛАСОВАН"'
    assert len(act.approvals) == 7


def test_cards() -> None:
    cards = {name: _read(name)[0].card for name in EXPECTED}
    law = cards["kaz-law-codes.txt"]
    assert (law.form, law.date, law.number) == ("law", date(2023, 4, 20), "226-VII ҚРЗ")
    decision = cards["kaz-decision.txt"]
    assert (decision.form, decision.number, decision.code) == ("decision", "170", None)
    assert (
        cards["kaz-order-list.txt"].author
        == "Қазақстан Республикасы Премьер-Министрінің орынбасары - Қаржы министрінің"
    )
    assert cards["kaz-order-flat.txt"].code == "V2300032794"


def test_captions_of_annexes_hold_no_signature() -> None:
    act, _ = _read("kaz-order-flat.txt")
    caption = "Қазақстан Республикасы Денсаулық сақтау министрінің 2023 жылғы 12 маусымдағы № 101 бұйрығына"
    assert [annex.caption for annex in act.annexes] == [caption, caption]


def test_a_list_that_names_a_list_is_not_followed() -> None:
    text = (ACTS / "kaz-order-repeals.txt").read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith("2. Осы бұйрыққа"))
    _, _, findings = read_operations(f"{text}\n{line.replace('2. ', '3. ', 1)}\n".encode(), "nested.txt")
    assert [found.code for found in findings if found.severity == "error"] == ["clause-not-understood"]
