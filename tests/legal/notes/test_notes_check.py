"""Footnotes of a text on file against the orders on file: each kind of difference, and what is applied again or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from legal.consolidate import consolidate
from legal.notes.check import redaction, stated_in
from legal.records import Act, ActRef, Card, InForce, Note, Operation, OperationSource, Step

ORDER = ActRef("order", date(2022, 11, 21), "950")
DAY = date(2023, 6, 1)


def text(*notes: str, language: str = "rus") -> Act:
    return Act(
        Card(language, "О приеме"), (), notes=tuple(Note("footnote", note, (i, i)) for i, note in enumerate(notes, 1))
    )  # type: ignore[arg-type]


def op(number: str, target: str, action: str = "replace", on: date | None = DAY, day: int = 3) -> Operation:
    force = InForce("date", on, "stated") if on else InForce("after-publication", None, "pending", 10)
    steps = tuple(Step(*piece.split(" ")) for piece in target.split("/"))  # type: ignore[arg-type]
    by = ActRef("order", date(2023, 5, day), number)
    source = OperationSource("1", (1,), target, 9)
    return Operation(f"{number}-{target}", action, ORDER, None, steps, force, source, by=by)  # type: ignore[arg-type]


FIRST = (
    "Сноска. Пункт 1 - в редакции приказа Министра юстиции РК от 03.05.2023 № 290 (вводится в действие с 01.06.2023)."
)
PART = (
    "Сноска. Пункт 2 с изменением, внесенным приказом Министра юстиции РК от 03.05.2023 № 290 "
    "(вводится в действие с 01.06.2023)."
)
CASES = [
    ([FIRST], [op("290", "paragraph 1")], ["agrees"], [], "the same"),
    ([PART], [op("290", "paragraph 2/subparagraph 3")], ["agrees"], [], "a change of a part"),
    ([FIRST], [op("290", "paragraph 1", on=date(2023, 7, 1))], ["other-date"], ["note-differs"], "another day"),
    ([FIRST], [op("290", "paragraph 5", on=date(2024, 1, 1))], ["other-place", "later"], ["note-differs"], "elsewhere"),
    ([FIRST], [op("310", "paragraph 3")], ["no-order", "not-mentioned"], ["note-missing", "note-without-order"],
     "an order that no footnote mentions"),
    ([FIRST], [op("310", "paragraph 3", on=date(2024, 1, 1))], ["no-order", "later"], ["note-without-order"], "later"),
    ([FIRST], [op("290", "paragraph 1"), op("200", "paragraph 1/part 2", on=date(2023, 5, 20))],
     ["agrees", "superseded"], [], "a new wording ends the notes before it"),
    ([PART], [op("290", "paragraph 2"), op("200", "paragraph 2/part 2", on=date(2023, 5, 20))],
     ["agrees", "superseded"], [], "the order gave a new wording, whatever the note calls it"),
]  # fmt: skip


@pytest.mark.parametrize(("notes", "operations", "states", "codes", "why"), CASES, ids=[case[4] for case in CASES])
def test_states(notes: list[str], operations: list[Operation], states: list[str], codes: list[str], why: str):
    found = redaction(text(*notes), operations)
    assert [row.state for row in found.rows] == states, why
    assert sorted(each.code for each in found.findings if each.code != "base-redaction") == codes
    assert found.on == DAY


def test_only_what_takes_force_after_the_redaction_is_applied_to_it():
    late, done = op("310", "paragraph 3", on=date(2024, 1, 1)), op("290", "paragraph 1")
    found = redaction(text(FIRST), [done, late])
    assert found.operations == (late,)
    missing = op("300", "paragraph 4", on=date(2023, 5, 25))
    found = redaction(text(FIRST), [done, late, missing])
    assert found.held == (missing.by,)
    assert found.operations == (late,)


def test_without_footnotes_everything_is_applied():
    operations = [op("290", "paragraph 1"), op("310", "paragraph 3")]
    for base in (None, text(), text("Сноска. Утратил силу приказом Министра юстиции РК от 01.02.2024 № 5.")):
        found = redaction(base, operations)
        assert (found.on, found.rows, found.operations, found.held, found.findings) == (
            None,
            (),
            tuple(operations),
            (),
            (),
        )


def test_the_letters_of_a_law_are_no_part_of_its_number():
    note = "Ескерту. 3-бапқа өзгеріс енгізілді – ҚР 29.09.2022 № 143-VII Заңымен."
    by = ActRef("law", date(2022, 9, 29), "143-VII ҚРЗ")
    operation = replace(op("1", "article 3/part 2", on=date(2022, 10, 20)), by=by)
    (row,) = redaction(text(note, language="kaz"), [operation]).rows
    assert row.state == "agrees"
    assert len(stated_in(text(note, language="kaz").notes, "kaz")) == 1


BASE = """# О празднике

## Статья 3. Праздники

Праздниками являются следующие дни:

Новый год - 1-2 января;

День Столицы - 6 июля;

День Республики - 25 октября.

Сноска. Статья 3 с изменениями, внесенными Законом РК от 25.06.2008 № 47-IV (вводится в действие с 05.07.2008).
"""
ADDING = """# О внесении дополнения в Закон Республики Казахстан "О празднике"

{card}Статья 1. Внести в Закон Республики Казахстан от 13 декабря 2001 года "О празднике" следующее дополнение:

статью 3 дополнить абзацем третьим следующего содержания:

"День Столицы - 6 июля;".

Статья 2. Настоящий Закон вводится в действие со дня его первого официального опубликования.
"""
CARD = "Закон Республики Казахстан от 25 июня 2008 года № 47-IV.\n\n"


FOOTNOTE = BASE.splitlines()[-1]
TWICE = [
    (BASE, CARD, {"base-redaction"}, "the footnote names the law: it is in the text"),
    (BASE, "", {"base-redaction", "note-missing"}, "a file that does not say which law it is"),
    (BASE.replace(FOOTNOTE, ""), CARD, {"text-repeated", "act-held-back"}, "no footnote, and the words stand there"),
]


@pytest.mark.parametrize(("base", "card", "codes", "why"), TWICE, ids=[case[3] for case in TWICE])
def test_a_change_that_the_text_has_already_is_not_made_twice(base: str, card: str, codes: set[str], why: str):
    adding = ("law.md", ADDING.format(card=card).encode())
    found = consolidate(("base.md", base.encode()), [adding], date(2009, 1, 1), [date(2008, 7, 5)])
    assert found.text.count("День Столицы") == 1, why
    assert {each.code for each in found.findings if each.severity != "info"} == codes
    assert found.applied is (codes == {"base-redaction"})
