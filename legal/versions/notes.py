"""The notes of a consolidated text ("Сноска.", "Ескерту."), made from the operations in the bank's own style.

They stand under the article, or under the пункт where there are no articles, and say what gave it its wording; after
a new wording of the whole, what came before is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from lxml import etree

from legal.akn.nodes import kind_of
from legal.records import ActRef, Kind, Language, Node
from legal.versions import terms
from legal.versions.lines import lines_of
from legal.versions.regulation import Mod, Regulation

_UNITS: frozenset[Kind] = frozenset({"article", "paragraph", "annex", "component", "chapter", "section"})


class _Names(NamedTuple):
    """A kind of element as notes name it: with a number, and the ending of what is said of it."""

    name: str
    ending: str = ""


_KINDS: dict[Language, dict[Kind, _Names]] = {
    "rus": {
        "article": _Names("Статья {}", "а"), "paragraph": _Names("Пункт {}"), "annex": _Names("Приложение {}", "о"),
        "chapter": _Names("Глава {}", "а"), "section": _Names("Параграф {}"), "component": _Names("Документ"),
    },
    "kaz": {
        "article": _Names("{}-бап"), "paragraph": _Names("{}-тармақ"), "annex": _Names("{}-қосымша"),
        "chapter": _Names("{}-тарау"), "section": _Names("{}-параграф"), "component": _Names("Құжат"),
    },
}  # fmt: skip
_FORMS: dict[Language, dict[str, tuple[str, str]]] = {
    "rus": {
        "order": ("приказа", "приказом"), "law": ("Закона РК", "Законом РК"), "decree": ("Указа", "Указом"),
        "resolution": ("постановления", "постановлением"), "decision": ("решения", "решением"), "": ("акта", "актом"),
    },
    "kaz": {
        "order": ("бұйрығымен", "бұйрығымен"), "law": ("ҚР Заңымен", "ҚР Заңымен"),
        "decree": ("Жарлығымен", "Жарлығымен"), "resolution": ("қаулысымен", "қаулысымен"),
        "decision": ("шешімімен", "шешімімен"), "": ("актісімен", "актісімен"),
    },
}  # fmt: skip
_TEXTS: dict[Language, dict[str, str]] = {
    "rus": {
        "replace": "Сноска. {unit} - в редакции {of} {act} ({force}).",
        "insert": "Сноска. {unit} включен{ending} в соответствии с {by} {act} ({force}).",
        "change": "Сноска. {unit} с изменением, внесенным {by} {act} ({force}).",
        "delete": "Сноска. {unit} исключен{ending} {by} {act} ({force}).",
        "force": "вводится в действие с {}",
        "presumed": "вводится в действие не ранее {}",
        "act": "от {date} № {number}",
    },
    "kaz": {
        "replace": "Ескерту. {unit} жаңа редакцияда – {act} {by} ({force}).",
        "insert": "Ескерту. {unit} енгізілді – {act} {by} ({force}).",
        "change": "Ескерту. {unit} өзгеріс енгізілді – {act} {by} ({force}).",
        "delete": "Ескерту. {unit} алып тасталды – {act} {by} ({force}).",
        "force": "{} бастап қолданысқа енгізіледі",
        "presumed": "{} ерте емес қолданысқа енгізіледі",
        "act": "{date} № {number}",
    },
}


def note_lines(regulation: Regulation, node: Node, on: date, certain_only: bool = False) -> list[str]:
    """The lines of a node with its notes, each under the element that it is about.

    Only operations in force on the day are told, without those of presumed dates where `certain_only`.
    """
    return _noted(regulation, node, _by_unit(regulation, on, certain_only))


def _noted(regulation: Regulation, node: Node, notes: Mapping[str, list[tuple[Mod, bool]]]) -> list[str]:
    inside = [child for child in node.children if _holds_unit(child)]
    if not inside:
        return [*(line.text for line in lines_of(node)), *_notes(regulation, node, notes)]
    plain = Node(node.kind, node.num, node.label, node.heading, node.text)
    found = [line.text for line in lines_of(plain)]
    for child in node.children:
        found += _noted(regulation, child, notes)
    return [*found, *_notes(regulation, node, notes)]


def _holds_unit(node: Node) -> bool:
    return node.kind in _UNITS or (node.kind in ("division", "subdivision") and bool(node.children))


def _by_unit(regulation: Regulation, on: date, certain_only: bool) -> dict[str, list[tuple[Mod, bool]]]:
    """The operations of each unit by its wId; True where the operation is on the unit itself."""
    found: dict[str, list[tuple[Mod, bool]]] = {}
    for mod in regulation.mods.values():
        force = mod.in_force
        if mod.state != "applied" or force.start is None or force.start > on:
            continue
        if certain_only and force.certainty == "presumed":
            continue
        seen = set()
        for eid in (*mod.begun, *mod.ended):
            element = regulation.by_eid.get(eid)
            unit, itself = _unit(element)
            if unit is not None and (wid := unit.get("wId")) and wid not in seen:
                seen.add(wid)
                found.setdefault(wid, []).append((mod, itself))
    return found


def _unit(element: etree._Element | None) -> tuple[etree._Element | None, bool]:
    """The article that an element belongs to, else the nearest unit; and whether it is the element itself."""
    nearest: etree._Element | None = None
    at = element
    while at is not None:
        if at.get("wId"):
            kind = kind_of(at) if not at.tag.endswith(("}span", "}body")) else None
            if kind == "article":
                return at, at is element
            if kind in _UNITS and nearest is None:
                nearest = at
        at = at.getparent()
    return nearest, nearest is element


def _notes(regulation: Regulation, node: Node, notes: Mapping[str, list[tuple[Mod, bool]]]) -> list[str]:
    """What changed the standing wording of a unit, in the order of events."""
    begins = node.wording.by if node.wording else None
    if node.wid is None:
        return []
    mods = notes.get(node.wid, [])
    ids = [mod.id for mod, itself in mods]
    first = ids.index(begins) if begins in ids else 0
    return [_note(regulation.language, node, mod, itself) for mod, itself in mods[first:]]


def _note(language: Language, node: Node, mod: Mod, itself: bool) -> str:
    kind: str = mod.action if itself and mod.action in ("replace", "insert") else "change"
    if itself and mod.action in ("delete", "repeal"):
        kind = "delete"
    name, ending = _KINDS[language].get(node.kind, _Names("{}"))
    texts = _TEXTS[language]
    force = mod.in_force
    day = terms.day(force.start) if force.start else ""
    of, by = _FORMS[language].get(mod.act.form or "", _FORMS[language][""])
    return texts[kind].format(
        unit=name.format(node.num or "").strip(),
        ending=ending,
        of=of,
        by=by,
        act=_act(language, mod.act),
        force=texts["presumed" if force.certainty == "presumed" else "force"].format(day),
    )


def _act(language: Language, act: ActRef) -> str:
    if act.date and act.number:
        return _TEXTS[language]["act"].format(date=terms.day(act.date), number=act.number)
    return act.code or act.number or ""
