"""The law on holidays (2001) and the law that adds a line to it (2008): an абзац that shifts what follows."""

from __future__ import annotations

from datetime import date

from building import LAW, act, line, numbered, op, part

from legal.akn import validate
from legal.records import Act, ActRef
from legal.versions import blame, build, compare, slice_xml, text, version

ADDING = ActRef("law", date(2008, 6, 25), "47-IV")
STATE_HOLIDAYS = (
    "Государственными праздниками в Республике Казахстан являются праздники, отмечаемые в следующие дни:",
    "Новый год - 1-2 января;",
    "Международный женский день - 8 марта;",
    "Наурыз мейрамы - 22 марта;",
    "Праздник единства народа Казахстана - 1 мая;",
    "День Победы - 9 мая;",
    "День Конституции Республики Казахстан - 30 августа;",
    "День Республики - 25 октября.",
)
NEW = "День Столицы - 6 июля;"


def law() -> Act:
    return act(
        numbered(
            "article",
            "2",
            "Национальным праздником в Республике Казахстан является День Независимости 16 декабря.",
            heading="Национальные праздники",
        ),
        numbered("article", "3", part(*STATE_HOLIDAYS), heading="Государственные праздники"),
        numbered("article", "6", numbered("paragraph", "1", "Настоящий Закон вводится в действие."), heading="Порядок"),
        title="О праздниках в Республике Казахстан",
        signatures=(line("Президент"), line("Республики Казахстан")),
    )


REGULATION = build(
    LAW, "rus", law(), [op(1, "insert", "article 3/alinea 7", line(NEW), on="2008-07-05", by=ADDING, act=LAW)]
)


def test_the_new_line_stands_seventh_counting_the_introduction():
    expected = [
        "О праздниках в Республике Казахстан",
        "Статья 2. Национальные праздники",
        "Национальным праздником в Республике Казахстан является День Независимости 16 декабря.",
        "Статья 3. Государственные праздники",
        *STATE_HOLIDAYS[:6],
        NEW,
        *STATE_HOLIDAYS[6:],
        "Статья 6. Порядок",
        "1. Настоящий Закон вводится в действие.",
        "Президент",
        "Республики Казахстан",
    ]
    assert text(REGULATION, date(2009, 1, 1)).splitlines() == expected
    before = [each for each in expected if each != NEW]
    assert text(REGULATION, date(2008, 7, 4)).splitlines() == before


def test_both_versions_are_valid_documents():
    assert validate(REGULATION.xml) == []
    for day in (date(2008, 7, 4), date(2008, 7, 5)):
        assert validate(slice_xml(REGULATION, day)) == []


def test_only_the_new_line_is_owed_to_the_adding_law():
    owed = [each.text for each in blame(REGULATION, date(2008, 7, 5)) if each.wording.by]
    assert owed == [NEW]
    (change,) = compare(REGULATION, date(2008, 7, 4), date(2008, 7, 5))
    assert (change.before, change.after, change.by) == (None, NEW, ADDING)


def test_without_the_base_the_position_is_kept_and_the_rest_is_a_gap():
    operation = op(1, "insert", "article 3/alinea 7", line(NEW), on="2008-07-05", by=ADDING, act=LAW)
    alone = build(LAW, "rus", None, [operation])
    assert validate(alone.xml) == []
    assert text(alone, date(2008, 7, 5)).splitlines() == [
        "О праздниках в Республике Казахстан",
        "Статья 3. [остальной текст не на файле]",
        NEW,
        "[остальной текст не на файле]",
    ]
    shown = version(alone, date(2008, 7, 5))
    assert shown.incomplete
    assert shown.status == "in-force"
