"""The founding acts give exactly the operations that a lawyer reads in them, in order.

The lists beside this file were written by hand from the published texts: a comment line names the act and the
beginning of the approved document, each other line is date, certainty, action and target.
"""

from importlib import resources
from pathlib import Path

import pytest

import legal

LISTS = sorted(Path(__file__).parent.joinpath("operations").glob("*.txt"))
INSTRUCTIONS = {
    "V2500036999-rus": 8, "V2200029826-rus": 10, "V2200029826-kaz": 10, "V2100025681-rus": 40, "V2100025804-rus": 10,
}  # fmt: skip


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_operations(path):
    _, operations, findings = read(path.stem)
    assert not [f for f in findings if f.severity == "error"]
    seen = []
    head = None
    for operation in operations:
        here = (operation.act.code, operation.component)
        if here != head:
            seen.append(here)
            head = here
        target = " / ".join(" ".join(filter(None, (step.kind, step.num))) for step in operation.target)
        seen.append(f"{operation.in_force.start} {operation.in_force.certainty} {operation.action} {target}")
    expected = path.read_text(encoding="utf-8").splitlines()
    assert len(seen) == len(expected)
    for got, want in zip(seen, expected, strict=True):
        if want.startswith("#"):
            code, _, component = want[2:].partition(", ")
            assert got[0] == code
            assert (got[1] or "").startswith(component)
            assert bool(got[1]) == bool(component)
        else:
            assert got == want


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_instruction_is_counted_and_every_character_explained(path):
    act, operations, _ = read(path.stem)
    quotes = {(op.source.paragraph, op.source.line) for op in operations}
    assert len(quotes) == INSTRUCTIONS[path.stem]
    assert act.coverage.characters == act.coverage.explained


def test_both_languages_of_one_order_give_the_same_actions_targets_and_dates():
    _, russian, _ = read("V2200029826-rus")
    _, kazakh, _ = read("V2200029826-kaz")
    assert [(o.action, o.target, o.in_force) for o in russian] == [(o.action, o.target, o.in_force) for o in kazakh]


def read(stem):
    code, language = stem.split("-")
    data = resources.files("legal").joinpath("corpus", code, f"{language}.txt").read_bytes()
    return legal.read_operations(data, f"{language}.txt")
