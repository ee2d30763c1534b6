"""Each operation on a text that is on file: what changes, and that nothing else does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from building import AMENDING, ORDER, act, line, numbered, op, para, part, row, sub

from legal.akn import validate
from legal.records import Annex, Node, Operation, Step
from legal.versions import RepealEvent, blame, build, compare, slice_xml, text, version

ON = date(2024, 1, 1)
BEFORE = date(2023, 12, 31)
BASE = act(
    Node("preamble", children=(part("В соответствии с законом ПРИКАЗЫВАЮ:"),)),
    numbered(
        "chapter",
        "1",
        para("1", part("Орган выдает:", sub("1", "справку;"), sub("2", "копию."), num="1"), "Орган отвечает."),
        para("2", "Срок составляет пять дней."),
        heading="Общие положения",
    ),
    numbered("chapter", "2", para("3", "Город Aстана."), para("10", "Последний пункт."), heading="Порядок"),
    annexes=(
        Annex(
            "1",
            "Приложение 1",
            "к Правилам",
            Node(
                "annex",
                "1",
                "Приложение 1",
                "Стандарт",
                children=(Node("table", children=(row("1", "Имя", "да"), row("2", "Срок", "нет"))),),
            ),
        ),
    ),
)
START = [
    "Правила",
    "В соответствии с законом ПРИКАЗЫВАЮ:",
    "Глава 1. Общие положения",
    "1. Орган выдает:",
    "1) справку;",
    "2) копию.",
    "Орган отвечает.",
    "2. Срок составляет пять дней.",
    "Глава 2. Порядок",
    "3. Город Aстана.",
    "10. Последний пункт.",
    "Приложение 1",
    "к Правилам",
    "Стандарт",
    "1\tИмя\tда",
    "2\tСрок\tнет",
]

# operation, {line number before: lines after}; a line not named stays.
CASES = [
    (
        "a subparagraph in its часть",
        op(1, "replace", "paragraph 1/subparagraph 2", sub("2", "выписку.")),
        {5: ["2) выписку."]},
    ),
    (
        "a paragraph whatever its chapter",
        op(1, "replace", "paragraph 3", para("3", "Новый.", "И второй.")),
        {9: ["3. Новый.", "И второй."]},
    ),
    (
        "a часть after an enumeration",
        op(1, "replace", "paragraph 1/part 2", part("Орган несет ответственность.")),
        {6: ["Орган несет ответственность."]},
    ),
    (
        "a chapter with all it holds",
        op(1, "replace", "chapter 2", numbered("chapter", "2", para("3", "Один."), heading="Иное")),
        {8: ["Глава 2. Иное"], 9: ["3. Один."], 10: []},
    ),
    (
        "a heading alone",
        op(1, "replace", "chapter 2/heading", Node("heading", text="Порядок оказания")),
        {8: ["Глава 2. Порядок оказания"]},
    ),
    ("the title", op(1, "replace", "title", Node("title", text="Новые правила")), {0: ["Новые правила"]}),
    (
        "the preamble",
        op(1, "replace", "preamble", Node("preamble", children=(part("ПРИКАЗЫВАЮ:"),))),
        {1: ["ПРИКАЗЫВАЮ:"]},
    ),
    ("a row", op(1, "replace", "annex 1/row 2", row("2", "Срок", "три дня")), {15: ["2\tСрок\tтри дня"]}),
    (
        "a new row after the last smaller",
        op(1, "insert", "annex 1/row 1-1", row("1-1", "Отчество", "да")),
        {14: ["1\tИмя\tда", "1-1\tОтчество\tда"]},
    ),
    (
        "2-1 after 2, in the chapter of 2",
        op(1, "insert", "paragraph 2-1", para("2-1", "Новый.")),
        {7: ["2. Срок составляет пять дней.", "2-1. Новый."]},
    ),
    (
        "9 before 10: by number, not as text",
        op(1, "insert", "paragraph 9", para("9", "Новый.")),
        {9: ["3. Город Aстана.", "9. Новый."]},
    ),
    (
        "a subparagraph after the last",
        op(1, "insert", "paragraph 1/subparagraph 3", sub("3", "выписку.")),
        {5: ["2) копию.", "3) выписку."]},
    ),
    (
        "a chapter with its paragraphs",
        op(1, "insert", "chapter 3", numbered("chapter", "3", para("11", "Иное."), heading="Прочее")),
        {10: ["10. Последний пункт.", "Глава 3. Прочее", "11. Иное."]},
    ),
    (
        "a часть at the end",
        op(1, "insert", "paragraph 2/part 2", part("Срок продлевается.")),
        {7: ["2. Срок составляет пять дней.", "Срок продлевается."]},
    ),
    (
        "an annex",
        op(1, "insert", "annex 2", Node("annex", "2", "Приложение 2", "Форма", children=(line("Строка"),))),
        {15: ["2\tСрок\tнет", "Приложение 2", "Форма", "Строка"]},
    ),
    (
        "a whole annex",
        op(1, "replace", "annex 1", Node("annex", "1", "Приложение 1", "Форма", children=(line("Строка"),))),
        {11: ["Приложение 1"], 12: [], 13: ["Форма"], 14: ["Строка"], 15: []},
    ),
    ("a subparagraph taken out", op(1, "delete", "paragraph 1/subparagraph 1"), {4: []}),
    ("words", op(1, "replace-words", "paragraph 2", old="пять", new="три"), {7: ["2. Срок составляет три дней."]}),
    (
        "words, not the beginning of a longer one",
        op(1, "delete-words", "paragraph 1/part 2", old="Орган"),
        {6: ["отвечает."]},
    ),
    (
        "words after words",
        op(1, "insert-words", "paragraph 2", old="пять", new="рабочих"),
        {7: ["2. Срок составляет пять рабочих дней."]},
    ),
    (
        "words before words",
        op(1, "insert-words", "paragraph 2", old="дней", new="рабочих", before=True),
        {7: ["2. Срок составляет пять рабочих дней."]},
    ),
    (
        "words with a comma of their own",
        op(1, "insert-words", "paragraph 10", old="пункт", new=", кроме примечания"),
        {10: ["10. Последний пункт, кроме примечания."]},
    ),
    ("words in a cell", op(1, "replace-words", "annex 1", old="нет", new="есть"), {15: ["2\tСрок\tесть"]}),
    (
        "words in a heading",
        op(1, "replace-words", "chapter 1", old="положения", new="нормы"),
        {2: ["Глава 1. Общие нормы"]},
    ),
    (
        "words everywhere",
        op(1, "replace-words", "", old="Орган", new="Центр", everywhere=True),
        {3: ["1. Центр выдает:"], 6: ["Центр отвечает."]},
    ),
    (
        "words as they look",
        op(1, "replace-words", "paragraph 3", old="Астана", new="Алматы"),
        {9: ["3. Город Алматы."]},
    ),
    (
        "words in every case",
        op(1, "replace-words", "paragraph 2", old="срок", new="период", inflected=True),
        {7: ["2. Период составляет пять дней."]},
    ),
    ("another number", op(1, "renumber", "paragraph 10", new="4"), {10: ["4. Последний пункт."]}),
    ("another name", op(1, "rename", "chapter 1", new="Основы"), {2: ["Глава 1. Основы"]}),
    (
        "a sentence",
        op(1, "insert", "paragraph 2/part 1/sentence 2", new="Он продлевается."),
        {7: ["2. Срок составляет пять дней. Он продлевается."]},
    ),
    (
        "a suspension until a day",
        op(1, "suspend", "paragraph 2", end="2025-01-01"),
        {7: ["2. [действие приостановлено с 01.01.2024 до 01.01.2025]", "Срок составляет пять дней."]},
    ),
    (
        "the label given again is not text",
        op(1, "replace", "paragraph 2/alinea 1", line("2. Срок - три дня.")),
        {7: ["2. Срок - три дня."]},
    ),
]


@pytest.mark.parametrize(("operation", "changed"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_an_operation_changes_its_target_and_nothing_else(operation: Operation, changed: dict[int, list[str]]):
    regulation = build(ORDER, "rus", BASE, [operation])
    assert [each for each in regulation.findings if each.severity == "error"] == []
    assert text(regulation, BEFORE).splitlines() == START
    expected = [after for index, before in enumerate(START) for after in changed.get(index, [before])]
    assert text(regulation, ON).splitlines() == expected
    assert validate(regulation.xml) == []
    assert validate(slice_xml(regulation, ON)) == []
    assert [each.operation for each in compare(regulation, BEFORE, ON)] == [operation.id]


REFUSED = [
    ("absent", op(1, "replace", "paragraph 7", para("7", "x")), "target-absent"),
    ("absent in its parent, with a candidate", op(1, "delete", "paragraph 2/subparagraph 1"), "target-absent"),
    ("a subparagraph of no paragraph", op(1, "insert", "subparagraph 3", sub("3", "новый.")), "target-ambiguous"),
    ("occupied", op(1, "insert", "paragraph 2", para("2", "x")), "target-occupied"),
    ("an абзац counted in two ways", op(1, "replace", "paragraph 1/alinea 2", line("x")), "target-ambiguous"),
    ("an абзац beyond the last", op(1, "insert", "paragraph 2/alinea 5", line("x")), "target-absent"),
    ("words that are not there", op(1, "replace-words", "paragraph 2", old="шесть", new="три"), "words-absent"),
    ("no new text", op(1, "replace", "paragraph 2"), "text-missing"),
    ("text of another kind", op(1, "replace", "paragraph 2", sub("2", "x")), "number-differs"),
    (
        "Rules that the act does not approve",
        op(1, "delete", "paragraph 2", component="Правила ведения журнала учета"),
        "component-unknown",
    ),
    ("a number that is taken", op(1, "renumber", "paragraph 10", new="3"), "target-occupied"),
    ("an end after which nothing is known", op(1, "delete", "paragraph 2", end="2025-01-01"), "force-not-understood"),
]


@pytest.mark.parametrize(("operation", "code"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_cannot_be_applied_is_refused_and_its_act_held_back_whole(operation: Operation, code: str):
    good = op(2, "replace", "paragraph 10", para("10", "Изменен."))
    regulation = build(ORDER, "rus", BASE, [operation, good])
    errors = [each.code for each in regulation.findings if each.severity == "error"]
    assert errors == ["act-held-back", code]
    assert text(regulation, ON).splitlines() == START
    (event,) = regulation.events
    assert (event.kind, event.by, len(event.operations)) == ("not-applied", AMENDING, 2)
    assert validate(regulation.xml) == []


@pytest.mark.parametrize(
    ("action", "old", "new", "after"),
    [
        ("replace-words", "Орган", "Центр", "1. Центр выдает: / 1) справку; / 2) копию. / Центр отвечает."),
        ("delete-words", "Орган", None, "1. выдает: / 1) справку; / 2) копию. / отвечает."),
        (
            "insert-words",
            "Орган",
            "власти",
            "1. Орган власти выдает: / 1) справку; / 2) копию. / Орган власти отвечает.",
        ),
    ],
)
def test_words_that_stand_several_times_in_the_element_named_are_all_changed(action, old, new, after):
    regulation = build(ORDER, "rus", BASE, [op(1, action, "paragraph 1", old=old, new=new)])
    (found,) = (each for each in regulation.findings if each.code == "words-repeated")
    assert (found.severity, "2 places" in found.message) == ("warning", True)
    assert " / ".join(text(regulation, ON).splitlines()[3:7]) == after


@pytest.mark.parametrize("old", ["и", "на", "5"])
def test_a_short_word_that_stands_several_times_is_refused(old: str):
    base = act(para("1", "Орган и центр на 5 дней, и стол на 5 листах, и стул."))
    regulation = build(ORDER, "rus", base, [op(1, "replace-words", "paragraph 1", old=old, new="или")])
    assert [each.code for each in regulation.findings if each.severity == "error"] == [
        "act-held-back",
        "words-repeated",
    ]


def test_numbers_that_move_up_together_make_room_for_one_another():
    given = [
        replace(op(at, "renumber", f"paragraph {at}", new=str(at + 1)), source=op(1, "renumber", "paragraph 1").source)
        for at in (1, 2)
    ]
    base = act(para("1", "Первый."), para("2", "Второй."))
    regulation = build(ORDER, "rus", base, given)
    assert [each for each in regulation.findings if each.severity == "error"] == []
    assert text(regulation, ON).splitlines()[-2:] == ["2. Первый.", "3. Второй."]
    (change, other) = compare(regulation, BEFORE, ON)
    assert {change.action, other.action} == {"renumber"}


def test_a_cell_is_given_anew_by_row_and_column():
    cell = Node("cell", children=(line("да"), line("по запросу")))
    given = op(1, "replace", "annex 1/row 2/column 3", cell)
    regulation = build(ORDER, "rus", BASE, [given])
    assert text(regulation, ON).splitlines()[-1] == "2\tСрок\tда по запросу"
    assert validate(regulation.xml) == []


def test_an_element_taken_out_before_is_named_as_such():
    regulation = build(
        ORDER,
        "rus",
        BASE,
        [op(1, "delete", "paragraph 2"), op(2, "replace", "paragraph 2", para("2", "x"), on="2025-01-01")],
    )
    assert [each.code for each in regulation.findings] == ["act-held-back", "target-repealed"]


def test_candidates_name_the_places():
    regulation = build(ORDER, "rus", BASE, [op(1, "replace", "paragraph 1/alinea 2", line("x"))])
    (finding,) = [each for each in regulation.findings if each.code == "target-ambiguous"]
    assert finding.candidates == (
        "chapter 1 / paragraph 1 / part 1 / subparagraph 1 / part 1 / alinea 1: справку;",
        "chapter 1 / paragraph 1 / part 2 / alinea 1: Орган отвечает.",
    )


def test_a_wording_changed_on_the_day_it_begins_is_kept_and_never_shown():
    regulation = build(
        ORDER,
        "rus",
        BASE,
        [op(1, "replace", "paragraph 2", para("2", "Первый.")), op(2, "replace", "paragraph 2", para("2", "Второй."))],
    )
    assert "Первый." in regulation.xml.decode()
    assert all("Первый." not in text(regulation, day) for day in (BEFORE, ON, date(2030, 1, 1)))
    assert "2. Второй." in text(regulation, ON)


def test_a_text_given_for_a_time_leaves_a_gap_after_it():
    regulation = build(ORDER, "rus", BASE, [op(1, "replace", "paragraph 2", para("2", "Временно."), end="2025-01-01")])
    assert "2. Временно." in text(regulation, date(2024, 12, 31))
    assert "2. [текст действовал до 01.01.2025; действующий после этого дня не на файле]" in text(
        regulation, date(2025, 1, 1)
    )
    added = build(ORDER, "rus", BASE, [op(1, "insert", "paragraph 4", para("4", "Временно."), end="2025-01-01")])
    assert "4. Временно." in text(added, date(2024, 12, 31))
    assert text(added, date(2025, 1, 1)).splitlines() == START


def test_a_suspension_ends_with_the_resumption():
    regulation = build(
        ORDER, "rus", BASE, [op(1, "suspend", "paragraph 2"), op(2, "resume", "paragraph 2", on="2025-06-01")]
    )
    assert "[действие приостановлено с 01.01.2024 до 01.06.2025]" in text(regulation, date(2025, 5, 31))
    assert text(regulation, date(2025, 6, 1)).splitlines() == START


def test_a_repeal_shows_in_the_status_and_leaves_the_last_text():
    ended = RepealEvent(date(2024, 5, 1), "presumed", AMENDING, presumed=True)
    regulation = build(ORDER, "rus", BASE, [], [ended])
    before, after = version(regulation, date(2024, 4, 30)), version(regulation, date(2024, 5, 1))
    assert (before.status, before.until) == ("in-force", date(2024, 5, 1))
    assert (after.status, after.certainty, after.ended, after.ended_by) == (
        "presumed-repealed",
        "presumed",
        date(2024, 5, 1),
        AMENDING,
    )
    assert version(regulation, date(2024, 5, 1), certain_only=True).status == "in-force"
    assert [each.kind for each in regulation.events] == ["repeal"]
    stated = build(ORDER, "rus", BASE, [op(1, "repeal", "", on="2024-05-01")])
    assert version(stated, date(2024, 5, 1)).status == "repealed"


def test_pairs_of_one_instruction_that_feed_each_other_are_refused():
    quote = "слова «пять», «дней» заменить соответственно словами «дней», «суток»"
    pairs = [("пять", "дней"), ("дней", "суток")]
    operations = [
        replace(each, source=replace(each.source, quote=quote))
        for index, (old, new) in enumerate(pairs, 1)
        for each in [op(index, "replace-words", "paragraph 2", old=old, new=new, everywhere=True)]
    ]
    regulation = build(ORDER, "rus", BASE, operations)
    assert [each.code for each in regulation.findings] == ["act-held-back", "target-ambiguous"]


def test_a_second_document_is_added_beside_the_first_and_a_column_is_refused():
    first = op(1, "insert", "component", Node("component", heading="Правила А", children=(para("1", "Один."),)))
    second = op(2, "insert", "component", Node("component", heading="Инструкция Б", children=(para("1", "Два."),)))
    regulation = build(ORDER, "rus", BASE, [first, second])
    assert regulation.findings == ()
    assert [each.heading for each in version(regulation, ON).components] == ["Правила А", "Инструкция Б"]
    column = build(ORDER, "rus", BASE, [op(1, "delete", "annex 1/column 2")])
    assert [each.code for each in column.findings] == ["act-held-back", "target-ambiguous"]


def test_blame_counts_a_new_part_in_its_place():
    regulation = build(ORDER, "rus", BASE, [op(1, "insert", "paragraph 2/part 2", part("Срок продлевается."))])
    (owed,) = [each for each in blame(regulation, ON) if each.wording.by]
    assert owed.target[-2:] == (Step("part", "2"), Step("alinea", "1"))
