"""A whole act or regulation on a date as one document, so that every output can print it."""

from __future__ import annotations

from forms.blocks import Scribe
from forms.documents import act_key, annex_blocks
from forms.kinds import kind_of
from forms.provenance import provenance
from forms.records import Document, Heading, Line, Text
from forms.register import Register
from forms.standard import completed, partial
from legal.findings import finding
from legal.records import ActRef, Finding, Language, Node, Version
from legal.versions.terms import day

_FORMS: dict[Language, dict[str, str]] = {
    "rus": {
        "order": "Приказ", "law": "Закон", "resolution": "Постановление", "decree": "Указ", "decision": "Решение",
        "code": "Кодекс", "constitution": "Конституция",
    },
    "kaz": {
        "order": "Бұйрық", "law": "Заң", "resolution": "Қаулы", "decree": "Жарлық", "decision": "Шешім",
        "code": "Кодекс", "constitution": "Конституция",
    },
}  # fmt: skip


def text_document(version: Version) -> Document:
    """The text of a version: title, own elements, approved documents and annexes with their captions, in order.

    What is not on file stands as gaps. Blanks of annexed forms print as published and are no fields here.
    """
    register = Register(version.language)
    scribe = Scribe(register, "text", below=0)
    title = version.title.text or version.title.heading if version.title else ""
    title = title or act_name(version.act, version.language)
    scribe.blocks.append(Heading(title, 1))
    scribe.nodes(version.body, version.title.wording if version.title else None)
    for component in version.components:
        _component(component, version.language, scribe)
    for annex in version.annexes:
        _annex(annex, version.language, scribe)
    everything = (*version.body, *version.components, *version.annexes)
    return Document(
        id=act_key(version.act),
        kind="text",
        language=version.language,
        on=version.on,
        title=title,
        label="",
        caption=(),
        blocks=tuple(scribe.blocks),
        provenance=provenance(version, everything, None, None),
        incomplete=version.incomplete,
        not_applied=version.not_applied,
        findings=_findings(version),
    )


def act_name(act: ActRef, language: Language) -> str:
    """What an act without a title on file is called: its form, number and date, or its code.

    >>> act_name(ActRef("order", None, "288"), "rus")
    'Приказ № 288'
    """
    form = _FORMS[language].get(act.form or "")
    if act.title:
        return act.title
    if form is None or (act.number is None and act.date is None):
        return act.code or form or ""
    number = f"№ {act.number}" if act.number else ""
    dated = day(act.date) if act.date else ""
    parts = (form, f"от {dated}" if dated else "", number) if language == "rus" else (dated, number, form.lower())
    return " ".join(part for part in parts if part)


def _component(component: Node, language: Language, scribe: Scribe) -> None:
    """An approved document below the act: its headings stand one level lower."""
    scribe.below = 1
    inside = [node for node in component.children if node.kind != "annex"]
    _caption(component, scribe)
    if component.heading:
        scribe.blocks.append(Heading(component.heading, 2))
    scribe.nodes([node for node in inside if node.role != "caption"], component.wording)
    scribe.below = 0
    for annex in component.children:
        if annex.kind == "annex":
            _annex(annex, language, scribe)


def _annex(annex: Node, language: Language, scribe: Scribe) -> None:
    if kind_of(annex, language) == "standard" and partial(annex):
        annex = completed(annex, language)
    scribe.below = 1
    _caption(annex, scribe)
    annex_blocks(annex, scribe)
    scribe.below = 0


def _caption(node: Node, scribe: Scribe) -> None:
    """The label and the caption of an annex, at the right margin."""
    lines = [node.label, *(child.text for child in node.children if child.role == "caption" and child.text)]
    for index, text in enumerate(line for line in lines if line):
        anchor = node.eid or "" if index == 0 else ""
        scribe.blocks.append(Line((Text(text),), align="right", anchor=anchor))


def _findings(version: Version) -> tuple[Finding, ...]:
    found = version.findings
    if version.incomplete and not any(one.code == "base-not-on-file" for one in found):
        found = (*found, finding("base-not-on-file", "parts of the text are not on file"))
    return found
