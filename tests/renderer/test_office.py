"""DOCX as an office opens it: the words of the document, its page furniture and its code, on as many pages as ours."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from renderer import render
from renderer.furniture import furniture
from tests.renderer.reading_back import expected, pdf_pages, squeezed
from tests.renderer.rendering_samples import SAMPLES

ADDRESS = "https://qagida.example.kz/verify/0123456789abcdef0123456789abcdef/rus/2022-01-15/V1500010370/1/8"


def _converted(data: bytes, folder: Path) -> bytes:
    """The DOCX as PDF, by LibreOffice. Skips where it is not installed."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
    (folder / "form.docx").write_bytes(data)
    command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(folder), str(folder / "form.docx")], check=True, capture_output=True, timeout=120
    )
    return (folder / "form.pdf").read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["act", "standard", "kazakh", "visits"])
def test_an_office_shows_the_same_words(name: str, tmp_path: Path) -> None:
    document = SAMPLES[name](verify=ADDRESS)
    made = _converted(render(document, "docx"), tmp_path)
    pages = pdf_pages(made)
    around = furniture(document)
    whole = Counter(expected(document))
    found: Counter[str] = Counter()
    for number, page in enumerate(pages, 1):
        # By letters: where the office puts in another font for letters that its Times lacks, their order is lost.
        letters = Counter(page)
        before, between, after = around.page
        for piece in (around.version, around.as_of, f"{before}{number}{between}{len(pages)}{after}"):
            assert letters >= Counter(squeezed(piece))
            letters -= Counter(squeezed(piece))
        found += letters
    assert found >= whole
    if len(pages) == 1:  # on more, heading rows repeat
        assert found == whole
    assert abs(len(pages) - len(pypdfium2.PdfDocument(render(document, "pdf")))) <= 1
