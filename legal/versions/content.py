"""The new text of an operation as the elements that its target wants."""

from __future__ import annotations

from dataclasses import replace

from legal.akn.names import DOCUMENTS, HIER
from legal.records import Kind, Language, Node, Step
from legal.versions import terms
from legal.versions.model import Change
from legal.versions.resolve import State, refuse

_TEXT_ONLY: frozenset[Kind] = frozenset({"heading", "title", "sentence"})


def fitted(state: State, change: Change, step: Step) -> tuple[Node, ...]:
    """The elements of the new text, the first of the kind and number of the target.

    Refuses text that is of another kind, and an operation without new text.
    """
    nodes = change.operation.content or _from_text(change, step, state.language)
    if not nodes:
        raise refuse(change, "text-missing", "there is no new text")
    if step.kind == "alinea":
        return _alineas(change, nodes)
    if step.kind == "part":
        return _parts(nodes)
    if step.kind == "paragraph" and nodes[0].kind == "part":
        nodes = (_numbered_part(nodes, step, state.language),)
    if step.kind == "row":
        rows = [row for node in nodes for row in (node.children if node.kind == "table" else (node,))]
        return _same_number(state, change, tuple(rows), step)
    if step.kind in DOCUMENTS:
        return (_document(change, nodes, step),)
    if step.kind in ("preamble", "note"):
        one = len(nodes) == 1 and nodes[0].kind == step.kind
        return nodes if one else (Node(step.kind, step.num, children=nodes),)
    return _same_number(state, change, nodes, step)


def words_of(change: Change) -> str:
    """The new text of a heading, a title or a sentence: one line."""
    text = change.operation.new or " ".join(_texts(change.operation.content))
    if not text:
        raise refuse(change, "text-missing", "there is no new text")
    return " ".join(text.split())


def _texts(nodes: tuple[Node, ...]) -> list[str]:
    found = []
    for node in nodes:
        found += [piece for piece in (node.label, node.heading, node.text) if piece]
        found += _texts(node.children)
    return found


def _from_text(change: Change, step: Step, language: Language) -> tuple[Node, ...]:
    """Elements from text alone: one line an alinea, the label split off where it is the target's."""
    text = change.operation.new
    if not text or step.kind in _TEXT_ONLY:
        return ()
    lines = text.split("\n")
    label = terms.label(step.kind, step.num, language)
    if label and lines[0].startswith(label):
        lines[0] = lines[0][len(label) :].lstrip()
    alineas = tuple(Node("alinea", text=line) for line in lines)
    if step.kind in ("alinea", "part"):
        return alineas
    if step.kind in HIER and label:
        return (Node(step.kind, step.num, label, children=(Node("part", "1", children=alineas),)),)
    return ()


def _alineas(change: Change, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    found: list[Node] = []
    for node in nodes:
        found += node.children if node.kind == "part" else (node,)
    if any(node.kind not in ("alinea", "table") for node in found):
        kinds = ", ".join(sorted({node.kind for node in found}))
        raise refuse(change, "number-differs", f"an alinea is named, {kinds} is given")
    return tuple(found)


def _parts(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Части as given; lines and subparagraphs without a часть around them make one."""
    if all(node.kind == "part" for node in nodes):
        return nodes
    loose: list[Node] = []
    found: list[Node] = []
    for node in nodes:
        if node.kind == "part":
            found += [*([Node("part", children=tuple(loose))] if loose else ()), node]
            loose = []
        else:
            loose.append(node)
    return (*found, *([Node("part", children=tuple(loose))] if loose else ()))


def _numbered_part(nodes: tuple[Node, ...], step: Step, language: Language) -> Node:
    """A часть of a code with the number printed before it: "3. Конфискация применяется по решению суда."."""
    label = terms.label(step.kind, step.num, language)
    first, *others = nodes[0].children
    if first.text.startswith(f"{label} "):
        first = replace(first, text=first.text[len(label) :].lstrip())
    return Node(step.kind, step.num, label, children=(replace(nodes[0], children=(first, *others)), *nodes[1:]))


def _document(change: Change, nodes: tuple[Node, ...], step: Step) -> Node:
    """A whole annex or approved document."""
    documents = [node for node in nodes if node.kind in DOCUMENTS]
    if len(documents) > 1 or (documents and len(nodes) > 1):
        raise refuse(change, "number-differs", f"{len(nodes)} documents are given for one {step.kind}")
    if not documents:
        return Node(step.kind, step.num, children=nodes)
    given = documents[0]
    # Rules restated as "приложение 1 к приказу" are the document that the act approves, not a form annexed to it.
    kind: Kind = "component" if step.kind == "annex" and given.kind == "component" else step.kind
    # "приложение изложить …" with "Приложение 1" as its new text: the only annex so far gets a number with others.
    num = step.num or given.num if step.kind == "annex" else given.num
    return replace(given, kind=kind, num=num)


def _same_number(state: State, change: Change, nodes: tuple[Node, ...], step: Step) -> tuple[Node, ...]:
    """Numbered elements: the first has the number of the target, others of the kind follow it."""
    first = nodes[0]
    if first.kind != step.kind:
        raise refuse(change, "number-differs", f"{step.kind} {step.num or ''} is named, {first.kind} is given")
    if first.num != step.num and step.num is not None:
        # The target is what the instruction says; the text is printed as published.
        state.note(change, "number-differs", f"{step.kind} {step.num} is named, the text has {first.num}")
        first = replace(first, num=step.num)
    if any(node.kind != step.kind for node in nodes[1:]):
        kinds = ", ".join(sorted({node.kind for node in nodes[1:]}))
        raise refuse(change, "number-differs", f"the text of {step.kind} {step.num or ''} goes on with {kinds}")
    return (first, *nodes[1:])
