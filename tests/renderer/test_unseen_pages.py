"""Forms of state-service rules that no line of the program knows: their PDFs are tagged, complete and can be filled.

A fixed choice of them in the ordinary run, all of them in the sweep.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from forms.definition import is_group
from forms.records import Document
from legal.records import Language
from renderer import render
from renderer.bench import sample_filled
from renderer.fast import Template
from renderer.fast.values import places
from renderer.fillable import fillable_pdf
from tests.forms.unseen_forms import lines, published
from tests.renderer.reading_back import expected, pdf_words, squeezed

LANGUAGES: tuple[Language, ...] = ("rus", "kaz")
ALL = [(language, name) for language in LANGUAGES for name in lines(language)]
CHOSEN = [one for index, one in enumerate(ALL) if index % 5 == 1]
TYPED = "ӘҒ₸"

some_and_all = pytest.mark.parametrize(
    ("language", "name"),
    [pytest.param(*one, marks=[] if one in CHOSEN else [pytest.mark.slow]) for one in ALL],
)


def _outputs(blank: Document) -> Iterator[tuple[Document, bytes]]:
    yield blank, render(blank, "pdf", remember=False)
    yield blank, fillable_pdf(blank)
    if any(is_group(block) for block in blank.blocks):
        template = Template(blank)
        for rows in (1, 12, 40):
            document = sample_filled(blank, rows)
            yield document, template.fill_document(document)


@some_and_all
def test_every_output_says_all_words_and_is_tagged(language: Language, name: str) -> None:
    for document, data in _outputs(published(language)[name]):
        assert sorted(pdf_words(data, document)) == sorted(expected(document))
        with pikepdf.open(BytesIO(data)) as file:
            assert file.check_pdf_syntax() == []
            _tree_agrees(file)


def _tree_agrees(file: pikepdf.Pdf) -> None:
    """Every piece of marked content is one that the structure holds once, under the element the page names."""
    parents = pikepdf.NumberTree(file.Root.StructTreeRoot.ParentTree)
    held = dict(_held(file.Root.StructTreeRoot.K, None))
    for page in file.pages:
        owners = parents[int(page.StructParents)]
        marks = [
            int(one[0][1].MCID)
            for one in pikepdf.parse_content_stream(page)
            if str(one[1]) == "BDC" and "/MCID" in one[0][1]
        ]
        assert len(marks) == len(set(marks))
        shown = [mark for mark in marks if (page.objgen, mark) in held]
        for mark in shown:
            assert owners[mark].objgen == held[page.objgen, mark]
    drawn = sum(1 for _ in held)
    assert drawn


def _held(node: Any, page: Any) -> Iterator[tuple[tuple[Any, int], Any]]:
    """Page and number of each piece of marked content below an element, and the element."""
    for element in node if isinstance(node, pikepdf.Array) else [node]:
        if not isinstance(element, pikepdf.Dictionary) or element.get("/Type") in ("/MCR", "/OBJR"):
            continue
        own = element.get("/Pg", page)
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                yield (own.objgen, kid), element.objgen
            elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR":
                yield (kid.get("/Pg", own).objgen, int(kid.MCID)), element.objgen
            else:
                yield from _held(kid, own)


def _fields(fields: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    for one in fields:
        name = f"{above}{one.T}"
        if "/FT" in one:
            yield name, one
        else:
            yield from _fields(one.Kids, f"{name}.")


@some_and_all
def test_every_blank_has_one_field_that_says_what_it_is(language: Language, name: str) -> None:
    blank = published(language)[name]
    kinds = {field.name: field.kind for field in blank.fields}
    with pikepdf.open(BytesIO(fillable_pdf(blank))) as file:
        found = list(_fields(file.Root.AcroForm.Fields))
        names = [name for name, _ in found]
        assert len(names) == len(set(names))
        asked = {place.blank.field for place in places(blank) if kinds.get(place.blank.field) != "seal"}
        assert asked <= set(names)
        for name_, field in found:
            assert str(field.TU)
            assert len(field.Kids) >= 1
            twelve = kinds.get(name_) in ("iin", "bin") or name_.rsplit(".", 1)[-1] in ("iin", "bin", "zhsn", "bsn")
            assert int(field.get("/MaxLen", 0)) == (12 if twelve else 0)


def test_numbered_rows_can_be_typed_into() -> None:
    with pikepdf.open(BytesIO(fillable_pdf(published("rus")["путевой лист"]))) as file:
        names = [name for name, _ in _fields(file.Root.AcroForm.Fields) if name.startswith("rows.")]
        assert [name for name in names if name.endswith("marshrut")] == [f"rows.{row}.marshrut" for row in (1, 2, 3)]
        cells = [one for one in _below(file.Root.StructTreeRoot) if one.get("/S") == "/TD"]
        assert sum(any(kid.get("/S") == "/Form" for kid in _elements(cell)) for cell in cells) == len(names)


def _elements(node: Any) -> list[Any]:
    kids = node.get("/K", [])
    return [kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(kid, pikepdf.Dictionary)]


def _below(node: Any) -> Iterator[Any]:
    yield node
    for kid in _elements(node):
        yield from _below(kid)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_program_types_is_seen(language: Language, tmp_path: Path) -> None:
    """PDF/A forbids the flag by which readers draw values (ISO 19005-3, 6.4.1): a program that fills a form sets it."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed: apt-get install poppler-utils")
    name = {"rus": "акт обследования", "kaz": "акт"}[language]
    path = tmp_path / "typed.pdf"
    with pikepdf.open(BytesIO(fillable_pdf(published(language)[name]))) as file:
        assert "/NeedAppearances" not in file.Root.AcroForm
        fields = [field for _, field in _fields(file.Root.AcroForm.Fields) if field.FT == "/Tx"]
        for field in fields:
            field.V = pikepdf.String(TYPED)
        file.Root.AcroForm.NeedAppearances = True
        file.save(path)
    told = subprocess.run([program, str(path), "-"], capture_output=True, check=True, timeout=60).stdout.decode()
    assert squeezed(told).count(TYPED) == len(fields)
