"""Reads the words back out of each output, to compare them."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdfium2
from lxml import etree, html

from forms.records import Document, Table
from legal.heads import head
from renderer.furniture import furniture
from renderer.walk import block_words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text.replace("\ufffe", "-"))


def expected(document: Document) -> str:
    """Warnings, caption and blocks, without spaces."""
    around = furniture(document)
    body = (word for block in document.blocks for word in block_words(block))
    return squeezed("".join((*around.warnings, *document.head, *body)))


def html_words(data: bytes) -> str:
    tree = html.document_fromstring(data.decode())
    (article,) = tree.xpath("//article")
    return squeezed(article.text_content())


def docx_words(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return squeezed("".join(_docx_text(archive.read("word/document.xml"))))


def docx_part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return squeezed("".join(_docx_text(archive.read(name))))


def _docx_text(part: bytes) -> Iterator[str]:
    for element in etree.fromstring(part).iter(f"{W}t", f"{W}tab", f"{W}br"):
        yield (element.text or "") if element.tag == f"{W}t" else " "


def pdf_pages(data: bytes) -> list[str]:
    pdf = pypdfium2.PdfDocument(data)
    return [squeezed(pdf[index].get_textpage().get_text_range()) for index in range(len(pdf))]


def pdf_words(data: bytes, document: Document) -> str:
    """The words of all pages without the page furniture and the heading rows that repeat."""
    around = furniture(document)
    heads = {
        squeezed("".join(block_words(Table(block.head, (), block.widths))))
        for block in document.blocks
        if isinstance(block, Table)
    } - {""}
    whole = expected(document)
    pages = pdf_pages(data)
    found = ""
    for number, page in enumerate(pages, start=1):
        before, between, after = around.page
        foot = squeezed(f"{around.version}{around.as_of}{before}{number}{between}{len(pages)}{after}")
        assert page.endswith(foot), page[-300:]
        page = page.removesuffix(foot)
        if not whole[len(found) :].startswith(page):
            page = next((page.removeprefix(head) for head in heads if page.startswith(head)), page)
        found += page
    return found


def unlike(one: bytes, other: bytes) -> float:
    """The share of spots of two millimetres or so on the first pages that differ to the eye."""
    pages = [pypdfium2.PdfDocument(data)[0].render(scale=1, grayscale=True).to_pil() for data in (one, other)]
    ours, theirs = (page.resize((page.width // 8, page.height // 8)).tobytes() for page in pages)
    return sum(abs(spot - there) > 70 for spot, there in zip(ours, theirs, strict=True)) / len(ours)


def json_words(data: bytes) -> str:
    found = json.loads(data)
    return squeezed(
        "".join((*found["warnings"], *head(found["label"], found["caption"]), *_json_blocks(found["blocks"])))
    )


def _json_blocks(blocks: list[dict[str, Any]]) -> Iterator[str]:
    for block in blocks:
        match block["type"]:
            case "line" | "heading":
                yield block["words"]
            case "gap":
                yield block["label"] + block["text"]
            case "columns":
                for column in block["columns"]:
                    yield from _json_blocks(column)
            case "table":
                for row in (*block["head"], *block["rows"]):
                    for cell in row["cells"]:
                        yield from _json_blocks(cell["lines"])
