"""Whole files as they come from the portal, its mirrors, browsers and printed pages, as they were checked by hand.

`files/NAME` is the file, `files/NAME.gold` what is read of it. After a change that means to read otherwise, look at
`git diff` of the files that `QAGIDA_GOLD=1 pytest` of this file writes anew.
"""

import os
from pathlib import Path

import pytest

from legal.reading import read

FILES = Path(__file__).parent / "files"
NAMES = sorted(path.name for path in FILES.iterdir() if path.suffix != ".gold")


@pytest.mark.parametrize("name", NAMES)
def test_a_published_file_is_read_whole(name, dumped):
    act = read((FILES / name).read_bytes(), name)
    gold = FILES / f"{name}.gold"
    if os.environ.get("QAGIDA_GOLD"):
        gold.write_text("\n".join(dumped(act)) + "\n", "utf-8")
    assert dumped(act) == gold.read_text("utf-8").splitlines()
    assert act.coverage.explained == act.coverage.characters
    assert not [found for found in act.findings if found.severity == "error"]
