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
from renderer.strings import STRINGS
from renderer.walk import flow

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first time that a ZIP archive can hold."""
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
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in compiled.members:
            filled = core if name == _CORE else context
            data = content if isinstance(content, bytes) else content.render(filled).encode()
            archive.writestr(_member(name), data)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The members of the archive in order: bytes as they are, templates to be filled."""

    members: tuple[tuple[str, bytes | Template], ...]


@lru_cache(maxsize=64)
def _compiled(bare: Skeleton) -> _Compiled:
    source = template(bare)
    patcher = DocxTemplate(BytesIO(source))
    members: list[tuple[str, bytes | Template]] = []
    with zipfile.ZipFile(BytesIO(source)) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name == _CORE:
                members.append((name, _environment().from_string(_CORE_TEMPLATE)))
            elif _WRITTEN.fullmatch(name):
                members.append((name, _environment().from_string(_patched(patcher, data))))
            else:
                members.append((name, data))
    return _Compiled(tuple(members))


def _patched(patcher: Any, data: bytes) -> str:
    """A part of the template as docxtpl prepares it for Jinja."""
    tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return head + cast(str, patcher.patch_xml(etree.tostring(tree, encoding="unicode")))


@cache
def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _EPOCH)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o600 << 16
    return member


def _exact(word: str) -> Markup:
    """The word as content of `w:t`: markup escaped; tabs and line ends as Word's own elements."""
    safe = str(escape(word)).replace("\r\n", "\n").replace("\r", "\n")
    safe = safe.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    safe = safe.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return Markup(safe)  # noqa: S704 - escaped above
