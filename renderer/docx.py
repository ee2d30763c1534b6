"""A document as DOCX, for staff to edit in Word or LibreOffice.

    document -> skeleton (the same blocks, every word a `{{ t[n] }}`) + the words
    skeleton -> template DOCX (python-docx) -> compiled Jinja templates (docxtpl), made once a skeleton
    compiled + words -> DOCX

Words enter through an autoescaping, strict, sandboxed environment, and braces are escaped too, so that text such as
`ТОО "А & Б" <x> {{7*7}} {% raw %}` comes out exactly. The bytes hold no clock: times in the archive are fixed, those in
the properties are the document's own day.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from typing import Any, cast

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from forms.records import Document
from renderer.docx_skeleton import Skeleton, skeleton
from renderer.docx_template import template
from renderer.packing import Member, archive, member
from renderer.strings import STRINGS
from renderer.walk import flow

_CORE = "docProps/core.xml"
_CORE_TEMPLATE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{{ title }}</dc:title>\
<dc:identifier>{{ id }}</dc:identifier><dc:creator>Qagida</dc:creator><dc:language>{{ locale }}</dc:language>\
<dcterms:created xsi:type="dcterms:W3CDTF">{{ on }}T00:00:00Z</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{{ on }}T00:00:00Z</dcterms:modified></cp:coreProperties>"""
_WRITTEN = re.compile(r"word/(document|header\d*|footer\d*)\.xml")


def docx(document: Document) -> bytes:
    """The document as DOCX. The same document gives the same bytes.

    Raises TextError for a character that cannot be printed.
    """
    flow(document)
    bare, words = skeleton(document)
    compiled = _compiled(bare)
    context = {"t": tuple(_exact(word) for word in words)}
    core = {
        "title": document.title,
        "id": document.id,
        "locale": STRINGS[document.language].locale,
        "on": document.on.isoformat(),
    }
    made = []
    for name, content in compiled.members:
        if isinstance(content, Template):
            content = member(name, content.render(core if name == _CORE else context).encode())
        made.append(content)
    return archive(made)


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The members of the archive in order: packed once, or templates to be filled."""

    members: tuple[tuple[str, Member | Template], ...]


@lru_cache(maxsize=64)
def _compiled(bare: Skeleton) -> _Compiled:
    source = template(bare)
    patcher = DocxTemplate(BytesIO(source))
    members: list[tuple[str, Member | Template]] = []
    with zipfile.ZipFile(BytesIO(source)) as written:
        for name in written.namelist():
            data = written.read(name)
            if name == _CORE:
                members.append((name, _environment().from_string(_CORE_TEMPLATE)))
            elif _WRITTEN.fullmatch(name):
                members.append((name, _environment().from_string(_patched(patcher, data))))
            else:
                members.append((name, member(name, data)))
    return _Compiled(tuple(members))


def _patched(patcher: Any, data: bytes) -> str:
    """A part of the template as docxtpl prepares it for Jinja."""
    tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return head + cast(str, patcher.patch_xml(etree.tostring(tree, encoding="unicode")))


@cache
def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)


def _exact(word: str) -> Markup:
    """The word as content of `w:t`: markup escaped; tabs and line ends as Word's own elements."""
    safe = str(escape(word)).replace("\r\n", "\n").replace("\r", "\n")
    safe = safe.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    safe = safe.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return Markup(safe)  # noqa: S704 - escaped above
