"""Every document and every text of the founding acts says the same words in every output.

PDF by `pdftotext` where it is installed, else by PDFium: the letters of all pages, less the head and foot of each and
the heading rows that repeat.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

import forms
from api import service
from api.clock import ZONE
from forms.records import Document, Table
from legal import Corpus
from renderer import render
from renderer.furniture import furniture
from renderer.walk import block_words
from tests.renderer.reading_back import docx_words, expected, html_words, json_words, pdf_pages, squeezed


@pytest.fixture(scope="module")
def founding(tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    home: Path = tmp_path_factory.mktemp("founding") / "corpus"
    return list(_documents(Corpus.init(home, datetime(2026, 1, 1, tzinfo=ZONE))))


def _documents(corpus: Corpus) -> Iterator[Document]:
    for key, language in service.regulations(corpus):
        days = [event.on for event in corpus.timeline(key, language) if event.on and event.kind == "amendment"]
        for on in {max(days, default=date(2022, 12, 1))}:
            version = corpus.version(key, language, on)
            yield from forms.documents(version)
            yield forms.text_document(version)


def _pages(data: bytes, folder: Path) -> list[str]:
    program = shutil.which("pdftotext")
    if program is None:
        return pdf_pages(data)
    (folder / "a.pdf").write_bytes(data)
    told = subprocess.run([program, "-raw", str(folder / "a.pdf"), "-"], capture_output=True, check=True, timeout=60)
    return [squeezed(page) for page in told.stdout.decode().split("\f")[:-1]]


def _letters(document: Document, folder: Path) -> Counter[str]:
    """The letters of all pages without what repeats on each."""
    around = furniture(document)
    heads = [
        squeezed("".join(block_words(Table(block.head, (), block.widths))))
        for block in document.blocks
        if isinstance(block, Table) and block.head
    ]
    found: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    pages = _pages(render(document, "pdf", remember=False), folder)
    for number, page in enumerate(pages, 1):
        before, between, after = around.page
        found += Counter(page)
        found.subtract(squeezed(f"{around.version}{around.as_of}{before}{number}{between}{len(pages)}{after}"))
        for head in heads:
            seen[head] += page.count(head)
    for head, times in seen.items():
        for _ in range(times - heads.count(head)):
            found.subtract(head)
    return found


def test_documents_say_the_same_in_every_output(founding: list[Document], tmp_path: Path) -> None:
    documents = [one for one in founding if one.kind != "text"]
    assert len(documents) >= 11
    for document in documents:
        _same(document, tmp_path)


@pytest.mark.slow
def test_texts_say_the_same_in_every_output(founding: list[Document], tmp_path: Path) -> None:
    texts = [one for one in founding if one.kind == "text"]
    assert {one.language for one in texts} == {"rus", "kaz"}
    for document in texts:
        _same(document, tmp_path)


def _same(document: Document, folder: Path) -> None:
    words = expected(document)
    assert html_words(render(document, "html", remember=False)) == words
    assert docx_words(render(document, "docx", remember=False)) == words
    assert json_words(render(document, "json")) == words
    letters, whole = _letters(document, folder), Counter(words)
    differ = {one: letters[one] - whole[one] for one in letters.keys() | whole.keys() if letters[one] != whole[one]}
    assert not differ, f"{document.id} {document.language}"
