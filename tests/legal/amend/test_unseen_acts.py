"""Amending acts of the usual families, each beside what a lawyer reads in it.

`acts/NAME.md` is an act as it is published; `acts/NAME.ops` has a line for each operation, in order:
paragraph of the act | action | target, the document it belongs to in square brackets | day of entry into force, or the
rule where no date is known | words taken out | first line of what is put in. An act without `.ops` serves another test.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from legal import read_operations
from legal.consolidate import consolidate
from legal.records import Operation, Step

ACTS = Path(__file__).parent / "acts"
EXPECTED = sorted(ACTS.glob("*.ops"))


def line(operation: Operation) -> str:
    """An operation on one line, as the `.ops` files have it."""
    target = "/".join(map(_step, operation.target)) or "all"
    component = f" [{operation.component}]" if operation.component else ""
    force = operation.in_force
    start = force.start.isoformat() if force.start else f"{force.rule} {force.days or ''}".strip()
    until = f" to {force.end.isoformat()}" if force.end else ""
    new = (operation.new or "-").split("\n")[0]
    columns = (
        operation.source.paragraph,
        operation.action,
        target + component,
        start + until,
        operation.old or "-",
        new,
    )
    return " | ".join(str(column) for column in columns)


def _step(step: Step) -> str:
    title = f"«{step.title}»" if step.title else ""
    return " ".join(filter(None, (step.kind, step.num, title)))


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_operations_of_an_act(path: Path) -> None:
    act, found, findings = read_operations(path.with_suffix(".md").read_bytes(), path.with_suffix(".md").name)
    assert [line(operation) for operation in found] == path.read_text("utf-8").splitlines()
    assert [finding for finding in findings if finding.severity == "error"] == []
    assert act.coverage is not None
    assert act.coverage.characters == act.coverage.explained


def test_every_act_is_used() -> None:
    chain = {"rus-chain-base", "rus-chain-amending"}
    mine = {path.stem for path in ACTS.glob("rus-*.md")}
    assert mine == {path.stem for path in EXPECTED if path.stem.startswith("rus-")} | chain


def test_annexes_of_an_order_are_the_documents_it_approves() -> None:
    base, amending = (ACTS / f"rus-chain-{name}.md" for name in ("base", "amending"))
    made = consolidate((base.name, base.read_bytes()), [(amending.name, amending.read_bytes())], date(2024, 4, 1))
    assert made.applied
    lines = made.text.split("\n")
    assert "2. Услуга оказывается Министерством платно." in lines
    assert "2) уведомляет." in lines
    first = lines.index('Правила оказания государственной услуги "Выдача лицензии"')
    assert lines.index("Прошу выдать новую лицензию ______________________") > first
    second = lines.index('Правила оказания государственной услуги "Выдача разрешения"')
    assert lines[second + 1].startswith("1. Новые Правила")
    assert lines.count("Приложение 2") == 1


_CAPTION = """Приказ Министра юстиции Республики Казахстан от 5 мая 2025 года № 7

1. Внести в приказ Министра юстиции Республики Казахстан от 1 мая 2025 года № 6 следующие изменения:

{}

2. Настоящий приказ вводится в действие с 1 июня 2025 года.
"""
_BASE = """О форме

Приказ Министра юстиции Республики Казахстан от 1 мая 2025 года № 6

1. Утвердить форму согласно приложению 1 к настоящему приказу.

Приложение 1

к приказу Министра юстиции Республики Казахстан от 1 мая 2025 года № 6

Форма

Сведения

Наименование ____________
"""


@pytest.mark.parametrize(
    ("clause", "caption"),
    [
        (
            'правый верхний угол приложения 1 изложить в следующей редакции:\n\n"Приложение 1\n\nк приказу № 6".',
            "к приказу № 6",
        ),
        (
            'в правом верхнем углу приложения 1 слова "Министра юстиции" заменить словами "министра".',
            "к приказу министра Республики Казахстан от 1 мая 2025 года № 6",
        ),
    ],
)
def test_caption_of_an_annex(clause: str, caption: str) -> None:
    made = consolidate(
        ("base.md", _BASE.encode()),
        [("am.md", ("О внесении\n\n" + _CAPTION.format(clause)).encode())],
        date(2025, 7, 1),
    )
    lines = made.text.split("\n")
    assert made.applied, made.findings
    assert lines[lines.index("Приложение 1") + 1] == caption


@pytest.mark.parametrize(
    ("exception", "code"),
    [
        ("абзаца девятого пункта 1, который вводится в действие с 1 января 2026 года", "exception-unmatched"),
        ("абзаца третьего пункта 1, который вводится в действие с 1 января 2026 года", "exception-unmatched"),
        ("абзацев третьего и четвертого пункта 1, которые вводятся в действие с 1 января 2026 года", None),
    ],
)
def test_exception_that_fits_no_operation(exception: str, code: str | None) -> None:
    text = (
        "О внесении\n\n"
        + _CAPTION.format('пункт 1 изложить в следующей редакции:\n\n"1. Первая часть.\n\nВторая часть.".')
    ).replace("2025 года.\n", f"2025 года, за исключением {exception}.\n")
    found = {finding.code for finding in read_operations(text.encode(), "am.md")[2]}
    assert ("exception-unmatched" in found) == (code is not None)
