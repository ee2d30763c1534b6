"""An annex of the amending order that gives an annex, or an approved document, as it will stand.

Order 464, item 41: the label of the order's own annex and what it is annexed to, then those of the annex restated. A
layout is used only where it is read back as the element itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from legal.draft import markdown
from legal.draft.faces import bare, face, walk
from legal.reading.annexed import read_annexes, unglued
from legal.reading.markdown import read_markdown
from legal.records import Annex, Language, Node
from legal.versions.lines import lines_of

_LABELS = {"rus": "Приложение {}", "kaz": "{}-қосымша"}
_PROBE = {
    "rus": "к приказу Министра от 1 января 2020 года № 1",
    "kaz": "Министрдің 2020 жылғы 1 қаңтардағы № 1 бұйрығына",
}
_MARGIN = 60
"""Characters of a line at the right margin."""
_COLUMNS = 60
"""Characters from the left edge of a form to its second column."""


def own_label(number: int, language: Language) -> str:
    """The label of an annex of the amending order."""
    return _LABELS[language].format(number)


def annex_lines(node: Node, number: int, caption: str, language: Language) -> list[str]:
    """The lines of an annex of the order that holds a restated annex or document.

    `caption` says what the annex belongs to ("к приказу … от … № …").
    """
    found = _head(own_label(number, language), [caption], language, above=node.kind == "annex")
    children = list(node.children)
    captions: list[str] = []
    while children and children[0].kind == "alinea" and children[0].role == "caption":
        captions.append(children.pop(0).text)
    label = node.label if node.kind == "annex" else ""
    found += _head(label, captions, language, above=True) if label or captions else []
    above = [child for child in children if child.role == "caption" and child.kind == "alinea"]
    for child in above:
        found += markdown.paragraph(child.text)
    if node.heading:
        found += markdown.heading(node.heading)
    return found + _body([child for child in children if child not in above])


def _head(label: str, captions: Sequence[str], language: Language, *, above: bool) -> list[str]:
    """A label and its caption at the right margin, in lines as narrow as print has them.

    In Kazakh print the caption of an annex stands `above` its label: "… қағидаларына" / "1-қосымша".
    """
    lines = [line for caption in captions for line in wrap(caption, _MARGIN, break_on_hyphens=False)]
    if language == "kaz" and above:
        return markdown.margin([*lines, label] if label else lines)
    return markdown.margin([label, *lines] if label else lines)


def _body(nodes: Sequence[Node]) -> list[str]:
    found: list[str] = []
    form: list[str] = []
    for node in nodes:
        if node.kind == "alinea" and node.role == "line":
            form.append(node.text)
            continue
        if node.kind == "table" and node.role == "column":
            form += _columns(node)
            continue
        found += markdown.fenced(form) if form else []
        form = []
        for piece in _pieces(node):
            found += piece
    return found + (markdown.fenced(form) if form else [])


def _pieces(node: Node) -> Iterator[list[str]]:
    """The paragraphs and tables of an element in reading order."""
    if node.kind == "table":
        yield markdown.table(node)
    elif node.kind == "heading":
        yield markdown.heading(node.text)
    elif any(child.kind == "table" for child in walk(node)):
        own = Node(node.kind, node.num, node.label, node.heading, node.text)
        if own.label or own.heading or own.text:
            yield markdown.paragraph(" ".join(filter(None, (own.label, own.heading, own.text))))
        for child in node.children:
            yield from _pieces(child)
    else:
        for line in lines_of(node):
            yield markdown.paragraph(line.text)


def _columns(node: Node) -> list[str]:
    """Cells set side by side: the lines of each next to one another."""
    found = []
    for row in node.children:
        columns = [[line.text for line in cell.children] for cell in row.children]
        for index in range(max((len(column) for column in columns), default=0)):
            texts = [column[index] if index < len(column) else "" for column in columns]
            line = "".join(text + " " * max(4, _COLUMNS - len(text)) for text in texts[:-1]) + texts[-1]
            found.append(line.rstrip())
    return found


def attached(node: Node, language: Language) -> Annex | None:
    """The annex of the order that a reader finds in the layout of a node; None where it is no single annex."""
    text = "\n".join(annex_lines(node, 1, _PROBE[language], language))
    reading = read_markdown(text)
    blocks = tuple(piece for block in reading.blocks for piece in unglued(block))
    annexes, findings = read_annexes((), blocks, language)
    if len(annexes) != 1 or any(finding.severity == "error" for finding in findings):
        return None
    return annexes[0]


def attachable(node: Node, language: Language) -> bool:
    """Whether a restated annex or document is read back as itself."""
    annex = attached(node, language)
    if annex is None:
        return False
    got = bare(annex.body)
    if node.kind == "component":
        # An approved document has no label of its own: it bears that of the order's annex.
        wanted = (node.heading, [face(child) for child in node.children if child.role != "caption"])
        return got.kind == "component" and (got.heading, [face(child) for child in got.children]) == wanted
    return face(got) == face(bare(node))
