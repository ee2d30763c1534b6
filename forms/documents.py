"""The documents that a version of a regulation holds: standards, acts, sheets, journals, forms, tables.

Each is an annex in a wording, from a date. The id names the act and the annex, never the wording, so it is stable
over versions: "V2300032994/3" is annex 3 of the only Rules of that act, "V1500010370/1/8" annex 8 of the first of
several Rules, counted in the order in which they stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from forms.akn import annex_xml
from forms.blocks import Scribe
from forms.kinds import kind_of, standard_title
from forms.provenance import provenance
from forms.records import Document, DocumentKind, Gap, Heading, Line, Text
from forms.register import Register
from forms.standard import completed, partial, standard
from legal.akn.iri import code_of, iri, same_act
from legal.errors import NotOnFile
from legal.findings import finding
from legal.reading.annex_checks import missing_end, walk
from legal.reading.annex_head import DOCUMENT_NOUN
from legal.records import ActRef, Finding, Language, Node, Version
from legal.versions.terms import GAP

_TITLE = 120
"""Characters of a line that can be a title."""
_NEAR = 12
"""Lines under the head of an annex among which a title stands."""
_NUMBERED = re.compile(r"\s*№\s*_*$")
_ADJECTIVE = re.compile(r"^\w+(?:ый|ой|ая|ое|ий)\s+")


@dataclass(frozen=True, slots=True)
class _Held:
    """An annex that is a document, with the document it is annexed to and its id."""

    id: str
    annex: Node
    component: Node | None
    kind: DocumentKind


def documents(version: Version) -> tuple[Document, ...]:
    """Every annex of a version that is a standard, an act, a sheet, a journal, a form or a table, in order.

    An annex of prose is text, not a document; an annex of which nothing is on file is left out.
    """
    return tuple(_document(version, held) for held in _held(version))


def document(version: Version, id: str) -> Document:
    """The document of an id. Raises NotOnFile where the version has no such document."""
    held = list(_held(version))
    for one in held:
        if one.id == id:
            return _document(version, one)
    there = ", ".join(one.id for one in held) or "none"
    raise NotOnFile(f"there is no document {id} on {version.on.isoformat()}", place=id, remedy=f"On file: {there}.")


def act_key(act: ActRef) -> str:
    """What documents of an act are named after: its code, or its IRI where it has none."""
    return code_of(act) or iri(act)


def annex_ids(version: Version) -> Iterator[tuple[str, Node, Node | None]]:
    """The id of every annex, the annex, and the approved document it belongs to (None: the act itself)."""
    key = act_key(version.act)
    several = len(version.components) > 1
    taken: Counter[str] = Counter()
    places: list[tuple[Node | None, str, tuple[Node, ...]]] = [
        (component, f"{key}/{index}" if several else key, component.children)
        for index, component in enumerate(version.components, 1)
    ]
    own = f"{key}/0" if version.components else key
    for component, prefix, nodes in [*places, (None, own, version.annexes)]:
        for annex in nodes:
            if annex.kind != "annex":
                continue
            wanted = f"{prefix}/{annex.num or '1'}"
            taken[wanted] += 1
            yield (wanted if taken[wanted] == 1 else f"{wanted}.{taken[wanted]}"), annex, component


def _held(version: Version) -> Iterator[_Held]:
    for id, annex, component in annex_ids(version):
        if not is_known(annex):
            continue
        kind = kind_of(annex, version.language)
        if kind is not None:
            yield _Held(id, annex, component, kind)


def is_known(annex: Node) -> bool:
    """Something of the annex is on file: words that are no notice, beyond the number of a row."""
    words = [node for node in walk(annex) if node.text and node.role not in ("gap", "caption", "editorial")]
    return any(not node.text.strip(".").isdigit() for node in words) or bool(annex.heading and not partial(annex))


def _document(version: Version, held: _Held) -> Document:
    annex = held.annex
    findings = _findings(version, held)
    if held.kind == "standard":
        annex = completed(annex, version.language)
    register = Register(version.language)
    scribe = Scribe(register, held.kind)
    caption = annex_blocks(annex, scribe)
    name = held.component.heading if held.component else None
    origin = provenance(version, (annex,), name, annex.num)
    if origin.order is None or same_act(origin.order, version.act):
        # The wording may be that of any act whose changes the text held when it was put on file.
        findings += tuple(one for one in version.findings if one.code == "base-redaction")
    return Document(
        id=held.id,
        kind=held.kind,
        language=version.language,
        on=version.on,
        title=annex.heading or standard_title(annex) or _named(scribe) or annex.label,
        label=annex.label,
        caption=caption,
        blocks=tuple(scribe.blocks),
        provenance=origin,
        fields=register.distinct(),
        incomplete=any(one.code in ("annex-incomplete", "base-not-on-file") for one in findings),
        not_applied=version.not_applied,
        findings=(*findings, *register.findings),
        akn=annex_xml(version, annex, held.id.removeprefix(f"{act_key(version.act)}/").replace("/", "-"), origin.order),
    )


def _named(scribe: Scribe) -> str:
    """The title of a form that stands under the lines saying to whom it goes: the first that begins as titles do.

    A heading is one wherever it stands.
    """
    lines = [line for line in scribe.blocks if isinstance(line, Line | Heading) and not line.label]
    near = (_said(line) for at, line in enumerate(lines) if at < _NEAR or isinstance(line, Heading))
    first = (text for text in near if len(text) <= _TITLE and ":" not in text)
    return next((text for text in first if _is_title(text, scribe.register.language)), "")


def _said(line: Line | Heading) -> str:
    words = "".join(part.text if isinstance(part, Text) else part.published for part in line.parts)
    return words or (line.text if isinstance(line, Heading) else "")


def _is_title(text: str, language: Language) -> bool:
    """Whether a line is called what documents are: in Russian its first noun, in Kazakh its last word says so."""
    plain = _NUMBERED.sub("", text)
    if language == "kaz":
        plain = plain.split(" ")[-1]
    return DOCUMENT_NOUN.match(_ADJECTIVE.sub("", plain)) is not None and not text.endswith((".", ",", ";"))


def annex_blocks(annex: Node, scribe: Scribe) -> tuple[str, ...]:
    """Write what stands under the label of an annex; the lines of its caption are given back."""
    caption = tuple(node.text for node in annex.children if node.role == "caption" and node.text)
    for node in annex.children:
        if _above(node):
            scribe.columns(node)
    if annex.heading:
        scribe.title(annex.heading)
    elif partial(annex):
        scribe.blocks.append(Gap(GAP[scribe.register.language]))
    scribe.nodes([node for node in annex.children if node.role != "caption" and not _above(node)], annex.wording)
    return caption


def _above(node: Node) -> bool:
    """Cells set side by side that stand above the title."""
    return node.kind == "table" and node.role == "column" and any(row.role == "caption" for row in node.children)


def _findings(version: Version, held: _Held) -> tuple[Finding, ...]:
    found: list[Finding] = []
    label = held.annex.label or "the annex"
    if held.kind == "standard":
        found += standard(held.annex, version.language).findings
    if partial(held.annex) and not any(one.code == "base-not-on-file" for one in found):
        found.append(finding("base-not-on-file", f"{label}: a part is not on file"))
    if reason := missing_end(held.annex):
        found.append(finding("annex-incomplete", f"{label}: {reason}"))
    found += [one for one in version.findings if one.code == "repeal-presumed"]
    return tuple(found)
