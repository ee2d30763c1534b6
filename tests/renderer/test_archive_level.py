"""PDF/A-3a of every kind of PDF: what it says of itself, its tags, and a validator where the machine has one.

PDFBox Preflight knows PDF/A-1b alone. What only A-1 forbids and A-3 allows (attached files, compressed object tables,
ISO 19005-3, 6.8 and 6.1.2) is taken out of a copy before it looks; of what it says then, only the CIDSet of a subset
font is set aside, which A-3 does not ask for (6.2.11.4.2).
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from renderer import render
from renderer.fast import Template, filled, journal_pdf, merge
from renderer.fillable import fillable_pdf
from tests.renderer.rendering_samples import act_of_services, kazakh, long_text, standard, visits, with_rows

ADDRESS = "https://qagida.example.kz/verify/0123456789abcdef0123456789abcdef/rus/2022-01-15/V1500010370/1/9"
_ROWS = [("1", "01.03.2022", "Аптека"), ("2", "", "Поликлиника")]


def _sheet() -> Any:
    return visits(verify=ADDRESS)


def _long() -> Any:
    return with_rows(_sheet(), [(str(number), "01.03.2022", "Аптека") for number in range(90)])


OUTPUTS: dict[str, Callable[[], bytes]] = {
    "blank": lambda: render(act_of_services(verify=ADDRESS), "pdf"),
    "kazakh": lambda: render(kazakh(), "pdf"),
    "standard": lambda: render(standard(), "pdf"),
    "text": lambda: render(long_text(verify=ADDRESS), "pdf"),
    "filled": lambda: Template(act_of_services()).fill({"pages": "22"}),
    "rows": lambda: Template(_sheet()).fill_document(with_rows(filled(_sheet(), {"fio": "Ким"}), _ROWS)),
    "rows over pages": lambda: Template(_sheet()).fill_document(_long()),
    "merged": lambda: b"".join(merge(Template(_sheet()), [("1", {"fio": "Ким"}), ("2", with_rows(_sheet(), _ROWS))])),
    "journal": lambda: b"".join(journal_pdf(_sheet(), [(str(number), "а", "б") for number in range(200)])),
    "fillable": lambda: fillable_pdf(_sheet()),
}


@cache
def _made(name: str) -> bytes:
    return OUTPUTS[name]()


@pytest.mark.parametrize("name", OUTPUTS)
def test_it_says_what_it_is(name: str) -> None:
    with pikepdf.open(BytesIO(_made(name))) as file:
        assert file.check_pdf_syntax() == []
        meta = file.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
        assert str(meta["dc:title"]) == str(file.docinfo["/Title"] if "/Title" in file.docinfo else meta["dc:title"])
        packet = file.Root.Metadata.read_raw_bytes()
        assert b"<pdfaid:part>3</pdfaid:part>" in packet, "as an element, and readable as it stands"
        assert str(file.Root.Lang) in ("ru", "kk")
        assert file.Root.MarkInfo.Marked
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert [str(one.S) for one in file.Root.OutputIntents] == ["/GTS_PDFA1"]
        with file.open_outline() as outline:
            assert outline.root
        for font in (one for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/FontName" in one):
            assert "/FontFile2" in font, "embedded"


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") != "/MCR"]


def _all(node: Any) -> list[Any]:
    return [node] + [deeper for kid in _kids(node) if "/S" in kid for deeper in _all(kid)]


@pytest.mark.parametrize("name", OUTPUTS)
def test_its_tags_are_whole(name: str) -> None:
    with pikepdf.open(BytesIO(_made(name))) as file:
        elements = _all(file.Root.StructTreeRoot)[1:]
        assert elements
        for element in elements:
            if element.S == "/TH":
                attributes = element.A if isinstance(element.A, pikepdf.Array) else [element.A]
                assert any(str(one.get("/Scope", "")) in ("/Column", "/Row") for one in attributes)
            for kid in _kids(element):
                if "/P" in kid:
                    assert kid.P.objgen == element.objgen
            if element.S == "/TR":
                assert {str(kid.S) for kid in _kids(element)} <= {"/TD", "/TH"}
        for page in file.pages:
            assert str(page.Tabs) == "/S"
            if "/Contents" in page:
                _marks_are_known(file, page)


def _marks_are_known(file: pikepdf.Pdf, page: Any) -> None:
    """Everything drawn is an artifact or marked content that the structure knows, each number once."""
    table = pikepdf.NumberTree(file.Root.StructTreeRoot.ParentTree)
    parents = table[int(page.StructParents)]
    marks, depth = [], 0
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in ("BDC", "BMC"):
            depth += 1
            if str(operator) == "BDC" and "/MCID" in operands[1]:
                marks.append(int(operands[1].MCID))
        elif str(operator) == "EMC":
            depth -= 1
        elif str(operator) in ("Tj", "TJ", "S", "f", "f*", "Do"):
            assert depth > 0, "nothing is shown outside marked content"
    assert len(marks) == len(set(marks))
    assert all(mark < len(parents) for mark in marks)


_JARS = ("preflight", "xmpbox", "pdfbox2", "fontbox2", "commons-logging", "commons-io", "javax.activation", "jaxb-api")
_REMEDY = "apt-get install libpdfbox2-java libactivation-java libjaxb-api-java default-jre-headless"
_SET_ASIDE = "The CIDSet entry is missing for the Composite Subset"


def _validator() -> list[str]:
    """The command that validates. Skips where a part of it is not installed."""
    java = shutil.which("java")
    jars = [Path("/usr/share/java") / f"{name}.jar" for name in _JARS]
    absent = [jar.name for jar in jars if not jar.exists()]
    if java is None or absent:
        pytest.skip(f"PDFBox Preflight is not installed ({', '.join(absent) or 'java'}): {_REMEDY}")
    return [java, "-cp", ":".join(map(str, jars)), "org.apache.pdfbox.preflight.Validator_A1b"]


def _as_level_one(data: bytes, path: Path) -> None:
    """A copy without what only level 1 forbids."""
    with pikepdf.open(BytesIO(data)) as file:
        for key in ("/Names", "/AF"):
            if key in file.Root:
                del file.Root[key]
        packet = file.Root.Metadata.read_bytes().replace(b"<pdfaid:part>3<", b"<pdfaid:part>1<")
        file.Root.Metadata = file.make_stream(packet, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        file.save(
            path,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        )


@pytest.mark.slow
@pytest.mark.parametrize("name", OUTPUTS)
def test_a_validator_finds_no_fault(name: str, tmp_path: Path) -> None:
    command = _validator()
    path = tmp_path / "copy.pdf"
    _as_level_one(_made(name), path)
    told = subprocess.run([*command, str(path)], capture_output=True, text=True, timeout=120, check=False).stdout
    faults = [row for row in told.splitlines()[1:] if row.strip() and _SET_ASIDE not in row]
    assert "copy.pdf" in told
    assert faults == []


@pytest.mark.slow
def test_the_validator_would_find_one(tmp_path: Path) -> None:
    command = _validator()
    path = tmp_path / "copy.pdf"
    _as_level_one(_made("blank"), path)
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        del file.Root.OutputIntents
        file.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    told = subprocess.run([*command, str(path)], capture_output=True, text=True, timeout=120, check=False).stdout
    assert [row for row in told.splitlines()[1:] if row.strip() and _SET_ASIDE not in row]
