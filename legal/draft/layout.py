"""An annex of the amending order that gives an annex, or an approved document, as it will stand.

Order 464, item 41: the label of the order's own annex and what it is annexed to, then those of the annex restated. A
layout is used only where it is read back as the element itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from legal.draft import markdown
from legal.draft.faces import bare, face
from legal.draft.formulae import formulae
from legal.draft.quoting import pieces
from legal.heads import label_at
from legal.reading.annexed import read_annexes, unglued
from legal.reading.markdown import read_markdown
from legal.records import Annex, Language, Node

_PROBE = {
    "rus": "к приказу Министра от 1 января 2020 года № 1",
    "kaz": "Министрдің 2020 жылғы 1 қаңтардағы № 1 бұйрығына",
}
_MARGIN = 60
"""Characters of a line at the right margin."""
_COLUMNS = 60
"""Characters from the left edge of a form to its second column."""


def own_label(number: int | None, language: Language) -> str:
    """The label of an annex of the amending order; None where it has no other (order 464, item 39)."""
    words = formulae(language)
    return words.say("only-annex-label") if number is None else words.say("annex-label", number=number)


def annex_lines(node: Node, label: str, caption: str, language: Language) -> list[str]:
    """The lines of an annex of the order that holds a restated annex or document.

    `label` is that of the order's own annex, `caption` says what the annex belongs to ("к приказу … от … № …").
    """
    above = node.kind == "annex" or any(child.role == "caption" for child in node.children)
    return annex_head(label, [caption], language, above=above) + _document(node, language)


def _document(node: Node, language: Language) -> list[str]:
    """An annex or an approved document: label and captions at the margin, the words above its title, title, text."""
    children = list(node.children)
    captions: list[str] = []
    while children and children[0].kind == "alinea" and children[0].role == "caption":
        captions.append(children.pop(0).text)
    own = node.label if node.kind == "annex" or captions else ""
    found = annex_head(own, captions, language, above=True) if own or captions else []
    above = [child for child in children if child.role == "caption" and child.kind == "alinea"]
    for child in above:
        found += markdown.paragraph(child.text)
    if node.heading:
        found += markdown.heading(node.heading)
    found += _body([child for child in children if child not in above and child.kind != "annex"])
    return found + [line for child in children if child.kind == "annex" for line in _document(child, language)]


def annex_head(label: str, captions: Sequence[str], language: Language, *, above: bool) -> list[str]:
    """A label and its caption at the right margin, in lines as narrow as print has them.

    In Kazakh print the caption of an annex stands `above` its label: "… қағидаларына" / "1-қосымша" / "Нысан".
    """
    at = label_at(label, captions) if language == "kaz" and above else 0
    lines = [
        line
        for caption in (*captions[:at], label, *captions[at:])
        for line in wrap(caption, _MARGIN, break_on_hyphens=False)
    ]
    return markdown.margin(lines)


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
    else:
        for piece in pieces([node]):
            yield markdown.paragraph(piece) if isinstance(piece, str) else markdown.table(piece)


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
    text = "\n".join(annex_lines(node, own_label(1, language), _PROBE[language], language))
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
    if node.kind == "component" and not any(child.role == "caption" for child in node.children):
        # A document that does not say what approved it bears the label of the order's own annex.
        wanted = (node.heading, [face(child) for child in node.children if child.role != "caption"])
        return got.kind == "component" and (got.heading, [face(child) for child in got.children]) == wanted
    return face(got) == face(bare(node))
