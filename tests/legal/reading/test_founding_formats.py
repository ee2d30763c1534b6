"""The founding acts' own text, written in every format, reads as it does from the published file."""

from importlib import resources

import pytest

from legal.reading import read

CODES = {
    "V2500036999": ("rus",),
    "V2200029826": ("rus", "kaz"),
    "V2100025681": ("rus",),
    "V2100025804": ("rus",),
}
ACTS = [(code, language) for code, languages in CODES.items() for language in languages]
FORMS = ["md", "page.txt", "line.txt", "cut.txt", "portal.html", "saved.html", "docx", "pdf"]


def parts_of(act):
    """The title and the text of an act as parts to write: a paragraph a line, tables as rows."""
    made = [("#", act.card.title)]
    for node in act.body:
        made += lines_of(node)
    return made


def lines_of(node):
    if node.kind == "table":
        cells = [[" ".join(leaf.text for leaf in cell.children) for cell in row.children] for row in node.children]
        return [("t", [" | ".join(row) for row in cells])]
    if not node.children:
        return [("p", node.text)]
    lines = [line for child in node.children for line in lines_of(child)]
    if node.label:
        kind, text = lines[0]
        lines[0] = (kind, f"{node.label} {text}")
    return lines


@pytest.fixture(scope="module")
def founding():
    folder = resources.files("legal") / "corpus"
    return {
        (code, language): read((folder / code / f"{language}.txt").read_bytes(), f"{language}.txt")
        for code, language in ACTS
    }


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("act", ACTS, ids="-".join)
def test_its_own_text_is_the_same(act, form, founding, dumped, writers):
    published = founding[act]
    again = read(writers[form](parts_of(published)), f"act.{form.rpartition('.')[2]}")
    expected = body(dumped(published))
    assert len(expected) > 20
    assert body(dumped(again)) == expected
    assert not [found for found in again.findings if found.severity == "error"]


def body(lines):
    """What stands between the card and the signature."""
    start = next(i for i, line in enumerate(lines) if line.startswith(("preamble", "paragraph")))
    end = next((i for i, line in enumerate(lines) if line.startswith(("signed ", "agreed ", "ANNEX ", "note "))), None)
    return lines[start:end]
