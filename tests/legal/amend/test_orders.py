"""Whole orders whose instructions stand close together: several in a line, annexes of the list, an act given anew.

`orders/NAME.txt` is the order, `orders/NAME.ops` a line for each operation: paragraph | action | target, its document
in square brackets | act | first day, and the day of the end | words taken out | first line of what is put in.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from legal import read_operations
from legal.amend.dates import resolve_force
from legal.consolidate import consolidate
from legal.records import Operation, Step

ORDERS = Path(__file__).parent / "orders"
EXPECTED = sorted(ORDERS.glob("*.ops"))


def _step(step: Step) -> str:
    return " ".join(filter(None, (step.kind, step.num, step.title and f"«{step.title}»")))


def line(operation: Operation) -> str:
    """An operation on one line, as the `.ops` files have it."""
    force = operation.in_force
    columns = (
        operation.source.paragraph,
        operation.action,
        ("/".join(map(_step, operation.target)) or "all")
        + (f" [{operation.component}]" if operation.component else ""),
        operation.act.number,
        f"{force.start or force.rule}" + (f" to {force.end}" if force.end else ""),
        operation.old or "-",
        (operation.new or "-").split("\n")[0],
    )
    return " | ".join(str(column) for column in columns)


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_operations_of_an_order(path: Path) -> None:
    source = path.with_suffix(".txt")
    act, found, findings = read_operations(source.read_bytes(), source.name)
    assert [line(operation) for operation in found] == path.read_text("utf-8").splitlines()
    assert [finding for finding in findings if finding.severity == "error"] == []
    assert act.coverage is not None
    assert act.coverage.characters == act.coverage.explained


def test_both_languages_say_the_same() -> None:
    told = {}
    for language in ("rus", "kaz"):
        source = ORDERS / f"{language}-list-annexes.txt"
        _, found, _ = read_operations(source.read_bytes(), source.name)
        told[language] = [(one.action, one.target, one.in_force) for one in found][:3]
    assert told["rus"] == told["kaz"]


def test_new_text_ends_where_the_next_instruction_begins() -> None:
    source = ORDERS / "rus-one-line.txt"
    _, found, _ = read_operations(source.read_bytes(), source.name)
    given = {one.target[-1].num: one.new for one in found if one.action in ("replace", "insert")}
    assert (given["2"], given["7"], given["9"]) == ("2) новый текст;", "7. Седьмой «внутри».", "9. Девятый.")


@pytest.mark.parametrize(
    ("published", "starts"), [(date(2025, 5, 10), date(2026, 1, 1)), (date(2026, 2, 1), date(2026, 2, 12))]
)
def test_the_later_of_two_days_is_never_before_the_day_named(published: date, starts: date) -> None:
    source = ORDERS / "rus-one-line.txt"
    act, found, _ = read_operations(source.read_bytes(), source.name)
    (dated, *_) = resolve_force(found, act, published)
    assert (dated.in_force.start, dated.in_force.certainty) == (starts, "computed")


def test_an_act_given_anew_has_its_new_title_preamble_and_annexes() -> None:
    base, order = (ORDERS / f"rus-whole-act{name}.txt" for name in ("-base", ""))
    made = consolidate((base.name, base.read_bytes()), [(order.name, order.read_bytes())], date(2026, 2, 1))
    assert made.applied
    assert made.version.title is not None
    assert made.version.title.text == "Об утверждении Правил выдачи разрешений"
    assert [node.kind for node in made.version.body][:2] == ["preamble", "paragraph"]
    headings = [node.heading for node in (*made.version.components, *made.version.annexes)]
    assert headings == ["Правила выдачи разрешений", "Заявление"]
