"""Many forms in one file: each on its own sheet, tagged as each alone, faults reported and the rest printed."""

from __future__ import annotations

import gc
import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from forms.records import Blank, Line, Text
from renderer import TextError
from renderer.fast import Template, filled, merge, zip_of
from tests.renderer.reading_back import expected, pdf_pages, squeezed
from tests.renderer.rendering_samples import act_of_services, line, standard

LONG = {"pages": "сто двадцать три с половиной"}


@pytest.fixture(scope="module")
def act() -> Template:
    return Template(act_of_services())


def people(count: int) -> Iterator[tuple[str, dict[str, str]]]:
    for number in range(1, count + 1):
        yield f"Заявление {number}", {"from_day": "1", "pages": str(number), "name1": f"Ахмет Ә. {number}."}


def merged(template: Template, applicants: Any, **options: Any) -> bytes:
    return b"".join(merge(template, applicants, **options))


def test_each_page_says_what_the_form_alone_says(act: Template) -> None:
    pages = pdf_pages(merged(act, people(5), duplex=False))
    assert len(pages) == 5
    for page, (_, values) in zip(pages, people(5), strict=True):
        assert page.startswith(expected(filled(act.blank, values)))


def test_filled_documents_are_taken_as_well_as_values(act: Template) -> None:
    given = [values for _, values in people(2)] + [LONG]
    documents = [("а", filled(act.blank, values)) for values in given]
    values = [("а", values) for values in given]
    assert pdf_pages(merged(act, documents)) == pdf_pages(merged(act, values))
    assert b"".join(zip_of(act, documents)) == b"".join(zip_of(act, values))


def test_each_applicant_begins_a_sheet(act: Template) -> None:
    pages = pdf_pages(merged(act, people(3)))
    assert [bool(page) for page in pages] == [True, False] * 3
    two_pages = Template(act_of_services(blocks=tuple(line(f"Пункт {n}.") for n in range(60)), caption=()))
    assert two_pages.pages == 2
    assert all(pdf_pages(merged(two_pages, [("а", {}), ("б", {})])))


def test_a_long_value_brings_its_own_page_in_its_turn(act: Template) -> None:
    applicants = [*people(2), ("длинное", LONG), *people(1)]
    pages = pdf_pages(merged(act, applicants, duplex=False))
    for page, (_, values) in zip(pages, applicants, strict=True):
        assert page.startswith(expected(filled(act.blank, values)))


def _elements(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    below = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem"]
    return [element] + [deeper for kid in below for deeper in _elements(kid)]


def test_the_file_is_sound_tagged_and_bookmarked(act: Template) -> None:
    data = merged(act, [*people(40), ("длинное", LONG)])
    with pikepdf.open(io.BytesIO(data)) as file:
        assert file.check_pdf_syntax() == []
        assert len(file.pages) == 82
        elements = [one for top in file.Root.StructTreeRoot.K for one in _elements(top)]
        kinds = [str(one.S) for one in elements]
        assert kinds.count("/Document") == kinds.count("/Table") == kinds.count("/H1") == 41
        for one in elements:
            for kid in _elements(one)[1:2]:
                assert kid.P.objgen == one.objgen
        names = [bytes(one.ID) for one in elements if "/ID" in one]
        assert len(names) == len(set(names)) == 40 * 6
        # One that is set anew names its heading cells by what they head, not by name.
        scoped = [one for one in elements if one.S == "/TH" and "/ID" not in one]
        assert [str(one.A.Scope) for one in scoped] == ["/Column"] * 6
        cells = [one for one in elements if one.S == "/TD"]
        known = set(names)
        assert all(bytes(name) in known for one in cells if "/A" in one for name in one.A.get("/Headers", []))
        pairs = [pair for leaf in file.Root.StructTreeRoot.ParentTree.Kids for pair in leaf.Nums]
        parents = {int(pairs[at]): pairs[at + 1] for at in range(0, len(pairs), 2)}
        for page in file.pages:
            for element in parents[int(page.StructParents)]:
                assert element.Pg.objgen == page.objgen
        with file.open_outline() as outline:
            titles = [entry.title for entry in outline.root]
            places = [entry.destination[0].objgen for entry in outline.root]
        assert titles == [f"Заявление {number}" for number in range(1, 41)] + ["длинное"]
        assert places == [page.objgen for page in file.pages][::2]
        assert file.open_metadata()["pdfaid:part"] == "3"


def test_what_is_the_same_on_all_stands_there_once(act: Template) -> None:
    one, many = len(merged(act, people(1))), len(merged(act, people(51)))
    assert (many - one) / 50 < len(act.base.data) / 8
    assert merged(act, people(7)) == merged(act, people(7)), "the same input, the same bytes"


def test_faults_are_reported_by_number_and_the_rest_is_printed(act: Template) -> None:
    faults: list[tuple[int, str]] = []
    applicants = [("а", {"pages": "1"}), ("б", {"nowhere": "x"}), ("в", {"pages": "\x00"}), ("г", {"pages": "4"})]
    data = merged(act, applicants, refused=lambda number, fault: faults.append((number, type(fault).__name__)))
    assert faults == [(2, "KeyError"), (3, "TextError")]
    assert len(pdf_pages(data)) == 4
    with pytest.raises(KeyError):
        merged(act, applicants[:2])
    with pytest.raises(TextError):
        merged(act, applicants[2:])
    with pytest.raises(ValueError, match="No applicant"):
        merged(act, [])


def test_a_form_of_several_pages_with_a_broken_table() -> None:
    blocks = (*standard().blocks, Line((Text("Подпись "), Blank("sign", "____"))))
    made = Template(standard(blocks=blocks))
    assert made.pages > 3
    data = merged(made, [("а", {"sign": "Ким"}), ("б", {})], duplex=False)
    with pikepdf.open(io.BytesIO(data)) as file:
        assert file.check_pdf_syntax() == []
        assert len(file.pages) == 2 * made.pages
    pages = pdf_pages(data)
    assert [squeezed(f"Стр. {number} из {made.pages}") in page for number, page in enumerate(pages[: made.pages], 1)]
    assert sum("ПодписьКим" in page for page in pages) == 1


def test_memory_does_not_grow_with_the_applicants(act: Template, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("renderer.fast.spine.SECTION", 8)

    def most(count: int) -> int:
        gc.collect()
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        for _ in merge(act, people(count)):
            pass
        return tracemalloc.get_traced_memory()[1] - before

    tracemalloc.start()
    try:
        most(10)
        assert most(150) < 1.15 * most(50)
    finally:
        tracemalloc.stop()


def test_a_zip_has_a_form_each_under_running_numbers(act: Template) -> None:
    faults: list[int] = []
    applicants = [*people(2), ("плохое", {"nowhere": "x"}), ("длинное", LONG)]
    data = b"".join(zip_of(act, applicants, refused=lambda number, fault: faults.append(number)))
    assert faults == [3]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["000001.pdf", "000002.pdf", "000004.pdf"]
        assert archive.read("000001.pdf") == act.fill(applicants[0][1])
        assert archive.read("000004.pdf") == act.fill(LONG)
