"""Kazakh acts printed with a Latin "i", as all were before about 2013, are read as those with a Kazakh "і"."""

import re
from dataclasses import asdict
from pathlib import Path

import pytest

from legal.amend.operations import operations
from legal.letters import either, folded
from legal.reading import read

HERE = Path(__file__).parent
ACTS = [
    *sorted((HERE / "amend" / "acts").glob("kaz-*.txt")),
    *sorted((HERE / "amend" / "orders").glob("kaz-*.txt")),
    *sorted((HERE.parents[1] / "legal" / "corpus").glob("*/kaz.txt")),
]


def one_letter(value):
    """What was read, every "i" the Kazakh one; names that the content of the file gives are left out."""
    return re.sub(r"f.le-[0-9a-f]+", "file", repr(value).replace("i", "і").replace("I", "І"))


def what_is_read(text):
    act = read(text.encode(), "act.txt")
    found, findings = operations(act)
    said = [(one.severity, one.code, one.line) for one in (*act.findings, *findings) if one.code != "look-alike"]
    return [one_letter(part) for part in (act.card, act.body, act.annexes, act.signatures)], [
        *(one_letter(asdict(operation)) for operation in found),
        *map(str, said),
    ]


@pytest.mark.parametrize("path", ACTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_latin_i_changes_nothing_but_itself(path):
    text = path.read_text("utf-8")
    act, changes = what_is_read(text)
    old_act, old_changes = what_is_read(text.replace("і", "i").replace("І", "I"))
    assert old_act == act
    assert old_changes == changes


def test_patterns_take_both_letters():
    assert either("б[оө]лім|[ыі]") == "б[оө]л[іi]м|[ыіi]"
    assert folded("Қолданысқа ЕНГIЗIЛЕДI") == "қолданысқа енгізіледі"
