"""New text and where it belongs: strings in quotes, annexes, rows, and what an instruction says of its own day."""

from __future__ import annotations

from datetime import date

import pytest

from legal import read_operations
from legal.amend.inline import dated_alone
from legal.consolidate import consolidate
from legal.records import Finding, Operation

_ORDER = """О внесении изменений

Приказ Министра юстиции Республики Казахстан от 5 мая 2025 года № 7

1. Внести в приказ Министра юстиции Республики Казахстан от 1 мая 2025 года № 6 следующие изменения и дополнения:

{}

2. Настоящий приказ вводится в действие с 1 июня 2025 года.
"""


def _read(clauses: str) -> tuple[tuple[Operation, ...], list[Finding]]:
    _, found, findings = read_operations(_ORDER.format(clauses).encode(), "order.md")
    return found, [finding for finding in findings if finding.severity != "info"]


def _codes(clauses: str) -> set[str]:
    return {finding.code for finding in _read(clauses)[1]}


@pytest.mark.parametrize(
    ("clauses", "texts"),
    [
        ('подпункты 1) и 3) пункта 2 изложить в следующей редакции:\n\n"1) А;";\n\n"3) Б;".', ["1) А;", "3) Б;"]),
        ('подпункты 1) и 3) пункта 2 изложить в следующей редакции:\n\n"1) А;\n\n3) Б;".', ["1) А;", "3) Б;"]),
        ('абзацы третий и пятый пункта 6 изложить в следующей редакции:\n\n"доход;";\n\n"иное;".', ["доход;", "иное;"]),
        ("пункты 1 и 3 изложить в следующей редакции:\n\n«1. А «Б».»;\n\n«3. В.».", ["1. А «Б».", "3. В."]),
        (
            'часть первую пункта 1 дополнить предложениями вторым и третьим следующего содержания:\n\n"Один. Второе.".',
            ["Один.", "Второе."],
        ),
    ],
)
def test_several_elements_given_in_one_string_or_in_one_each(clauses: str, texts: list[str]) -> None:
    found, findings = _read(clauses)
    assert [operation.new for operation in found] == texts
    assert findings == []


def test_two_strings_for_one_element_are_refused() -> None:
    assert _codes('пункт 5 изложить в следующей редакции:\n\n"5. А.";\n\n"6. Б.".') == {"targets-differ"}


def test_a_row_without_its_table_is_one_of_the_table_spoken_of_last() -> None:
    row = '"\n\n| {0} | А |\n|---|---|\n\n"'
    first = "в приложении 2 строку 5 изложить в следующей редакции:\n\n" + row.format(5)
    found, findings = _read(f"{first};\n\nстроку 7 исключить.")
    assert [tuple(step.num for step in operation.target) for operation in found] == [("2", "5"), ("2", "7")]
    assert [finding.code for finding in findings] == ["target-unplaced"]


def test_an_element_that_nothing_holds_is_said() -> None:
    assert _codes("подпункт 3) исключить.") == {"target-unplaced"}
    assert _codes("в пункте 2:\n\nподпункт 3) исключить.") == set()


@pytest.mark.parametrize(
    ("clause", "bare", "on"),
    [
        ("пункт 6 исключить (вводится в действие с 1 сентября 2026 года);", "пункт 6 исключить;", "2026-09-01"),
        (
            "пункт 6 изложить в следующей редакции (вводится в действие с 01.09.2026):",
            "пункт 6 изложить в следующей редакции:",
            "2026-09-01",
        ),
        ('слова "А (вводится в действие с 1 мая 2026 года)" исключить;', None, None),
        ("пункт 6 исключить (вводится в действие когда-нибудь);", None, None),
    ],
)
def test_an_instruction_that_dates_itself(clause: str, bare: str | None, on: str | None) -> None:
    text, part = dated_alone(clause, "rus")
    assert text == (bare or clause)
    assert (part.on if part else None) == on


def test_the_day_of_an_instruction_is_its_own() -> None:
    found, findings = _read("пункт 6 исключить (вводится в действие с 1 сентября 2026 года);\n\nпункт 7 исключить.")
    assert [operation.in_force.start for operation in found] == [date(2026, 9, 1), date(2025, 6, 1)]
    assert findings == []


def test_repeals_that_begin_in_the_line_that_leads_to_them() -> None:
    text = """О признании утратившими силу

Приказ Министра юстиции Республики Казахстан от 5 мая 2025 года № 7

1. Признать утратившими силу: 1) приказ Министра юстиции Республики Казахстан от 1 мая 2015 года № 5;

2) пункт 2 приказа Министра юстиции Республики Казахстан от 1 мая 2016 года № 6.

2. Настоящий приказ вводится в действие с 1 июня 2025 года.
"""
    _, found, findings = read_operations(text.encode(), "order.md")
    assert [(o.action, o.act.number, len(o.target)) for o in found] == [("repeal", "5", 0), ("repeal", "6", 1)]
    assert [finding for finding in findings if finding.severity == "error"] == []


_ATTACHED = """

Утверждены приказом Министра юстиции Республики Казахстан от 5 мая 2025 года № 7

Изменения, которые вносятся в некоторые приказы Министра юстиции Республики Казахстан

1. В приказе Министра юстиции Республики Казахстан от 1 мая 2015 года № 5:

пункт 2 исключить.
"""


@pytest.mark.parametrize(("leads", "count", "codes"), [(True, 2, set()), (False, 1, {"clause-not-understood"})])
def test_a_list_of_changes_that_nothing_leads_to_is_an_error(leads: bool, count: int, codes: set[str]) -> None:
    led = "утвердить прилагаемые изменения, которые вносятся в некоторые приказы Министра юстиции Республики Казахстан."
    text = _ORDER.format("пункт 3 исключить.").replace(
        "2. Настоящий приказ", f"2. {led.capitalize()}\n\n3. Настоящий приказ" if leads else "2. Настоящий приказ"
    )
    _, found, findings = read_operations((text + _ATTACHED).encode(), "order.md")
    assert len(found) == count
    assert {finding.code for finding in findings if finding.severity == "error"} == codes


_PAGE = """<html><body><h1>О внесении изменений</h1>
<p>Закон Республики Казахстан от 5 мая 2025 года № 7-VIII ЗРК</p>{}</body></html>"""


def test_lines_of_a_page_without_line_breaks_are_told_by_their_words() -> None:
    force = (
        "Статья 2. Настоящий Закон вводится в действие с 1 июня 2025 года, за исключением абзаца четвертого статьи 1, "
        "который вводится в действие с 1 января 2026 года."
    )
    lines = [
        "Статья 1. Внести в Закон Республики Казахстан от 1 мая 2015 года «О связи» следующие дополнения:",
        "статью 5 дополнить пунктами 1-1 и 1-2 следующего содержания:",
        "«1-1. Первый.",
        "1-2. Второй.».",
        force,
    ]
    page = _PAGE.format("".join(f"<p>{line}</p>" for line in lines))
    _, found, findings = read_operations(page.encode(), "law.html")
    assert [operation.in_force.start for operation in found] == [date(2025, 6, 1), date(2026, 1, 1)]
    assert [finding for finding in findings if finding.severity == "error"] == []


_BASE = """О формах

Приказ Министра юстиции Республики Казахстан от 1 мая 2025 года № 6

1. Утвердить форму согласно приложению 1 к настоящему приказу.

Приложение 1

к приказу Министра юстиции Республики Казахстан от 1 мая 2025 года № 6

Форма

Сведения

Имя ____________
"""


@pytest.mark.parametrize(
    ("clause", "after"),
    [
        (
            'приложение 1 изложить в следующей редакции:\n\n"Приложение 1\n\nк приказу № 6\n\nФорма\n\nАкт\n\nГод __".',
            ["Приложение 1", "к приказу № 6", "Форма", "Акт", "Год __"],
        ),
        (
            'текст приложения 1 изложить в следующей редакции:\n\n"Анкета\n\nГод ____".',
            [
                "Приложение 1",
                "к приказу Министра юстиции Республики Казахстан от 1 мая 2025 года № 6",
                "Форма",
                "Анкета",
                "Год ____",
            ],
        ),
    ],
)
def test_an_annex_given_in_quotes(clause: str, after: list[str]) -> None:
    made = consolidate(("base.md", _BASE.encode()), [("am.md", _ORDER.format(clause).encode())], date(2025, 7, 1))
    assert made.applied, made.findings
    lines = made.text.splitlines()
    assert lines[lines.index("Приложение 1") :] == after


def test_an_annex_under_another_number_is_refused() -> None:
    assert _codes('приложение 1 изложить в следующей редакции:\n\n"Приложение 2\n\nАнкета\n\nГод ____".') == {
        "number-differs"
    }


_FUNCTIONS = """О Положении

Приказ Министра юстиции Республики Казахстан от 1 мая 2025 года № 6

1. Утвердить прилагаемое Положение о Комитете.

Утверждено приказом Министра юстиции Республики Казахстан от 1 мая 2025 года № 6

Положение о Комитете

Глава 1. Общие положения

1. Комитет действует.

2. Функции:

функции центрального аппарата:

1) первое;

2) второе;

функции ведомств:

1) раз;

2) два.
"""


def test_enumerations_of_one_paragraph_are_told_apart_by_the_line_that_introduces_them() -> None:
    clauses = (
        "в Положении о Комитете, утвержденном указанным приказом:\n\nв пункте 2:\n\nв функциях ведомств:\n\n"
        'подпункт 1) изложить в следующей редакции:\n\n"1) три;";\n\nподпункт 2) исключить.'
    )
    order = _ORDER.format(clauses).encode()
    made = consolidate(("base.md", _FUNCTIONS.encode()), [("am.md", order)], date(2025, 7, 1))
    assert made.applied, made.findings
    lines = made.text.splitlines()
    assert lines[lines.index("2. Функции:") :] == [
        "2. Функции:",
        "функции центрального аппарата:",
        "1) первое;",
        "2) второе;",
        "функции ведомств:",
        "1) три;",
    ]
