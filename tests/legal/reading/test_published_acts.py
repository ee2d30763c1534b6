"""Acts of every kind, in both languages, read the same from every format, and as they were checked by hand.

`acts/NAME.act` is the act, `acts/NAME.gold` what is read of it. After a change that means to read otherwise, look at
`git diff` of the files that `QAGIDA_GOLD=1 pytest` of this file writes anew.
"""

import os
import re
from pathlib import Path

import pytest

from legal.reading import read

ACTS = Path(__file__).parent / "acts"
NAMES = sorted(path.stem for path in ACTS.glob("*.act"))
FORMS = [
    "md",
    "page.txt",
    "line.txt",
    "indented.txt",
    "cut.txt",
    "portal.html",
    "adilet.html",
    "saved.html",
    "docx",
    "pdf",
]
SPAN = re.compile(r"\{\d+x\d+\}")


def plain(lines, form):
    """The lines that a format can give: text has no merged cells, print may set the words of a signature otherwise."""
    if form.endswith("txt"):
        lines = [SPAN.sub("", line) for line in lines]
    if form == "pdf":
        lines = [" ".join(sorted(line.split())) if line.startswith("signed ") else line for line in lines]
    return lines


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_an_act_is_the_same_in_every_format(name, form, published, dumped):
    act = read(published(name, form), f"act.{form.rpartition('.')[2]}")
    gold = ACTS / f"{name}.gold"
    if os.environ.get("QAGIDA_GOLD") and form == "md":
        gold.write_text("\n".join(dumped(act)) + "\n", "utf-8")
    expected = gold.read_text("utf-8").splitlines()
    assert plain(dumped(act), form) == plain(expected, form)
    assert act.coverage.explained == act.coverage.characters
    assert not [found for found in act.findings if found.severity == "error"]
