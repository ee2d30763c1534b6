"""New text in the annexes of the amending act: which annex holds it, and whose annex it is to be."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from legal.amend.formula import parse_clause
from legal.amend.syntax import Change, Lead
from legal.amend.whole import annex_of
from legal.findings import finding
from legal.letters import pattern
from legal.reading.labels import HEADED
from legal.records import Act, Annex, Finding, Language, Node, Target

_WITHIN: dict[Language, str] = {"rus": "в приложении {} {}:", "kaz": "{1} {0}-қосымшада:"}
_LIST_OF_CHANGES = pattern(
    r"^(?:изменени|дополнени)\w+.{0,60}(?:которы[ей] внос|вносим)|в которы[ей] внос|"
    r"^перечень\b.*утра(?:тивш|чивающ)\w+ силу|"
    r"(?:өзгеріс|толықтыру)\w* енгізілетін|күші жойыл\w+ деп|^күші жойыл\w+.* тізбесі",
    re.IGNORECASE,
)


def annex_of_text(act: Act, number: str, list_annex: str | None, *, of_list: bool) -> Annex | None:
    """The annex that holds a new text: of the act, or of the list of changes in which the instruction stands.

    `list_annex` is the number of that list, None outside of one.
    """
    if of_list:
        return annex_of(act, number, of_list=True)
    own = annex_of(act, number)
    # "согласно приложению 1" inside the list that is annex 1 itself: an annex of the list.
    listed = own is not None and list_annex is not None and (own.num or "") == list_annex
    return annex_of(act, number, of_list=True) if listed else own


_ELEMENTS = frozenset({*HEADED, "paragraph", "subparagraph", "row"})


def element_in(annex: Annex, target: Target, targets: Collection[Target]) -> Node | None:
    """The new text of an element that an annex gives: "главу 3 изложить в новой редакции согласно приложению 2".

    The annex as a whole where its target is no numbered element; None where the annex does not hold exactly the
    elements that share it.
    """
    if not target or target[-1].kind not in _ELEMENTS:
        return annex.body
    step = target[-1]
    held = [child for child in annex.body.children if child.role != "caption"]
    if step.kind == "row":
        held = [row for table in held if table.kind == "table" for row in table.children if row.num]
    if {(node.kind, node.num) for node in held} != {(each[-1].kind, each[-1].num) for each in targets}:
        return None
    mine = [node for node in held if node.num == step.num]
    return mine[0] if len(mine) == 1 else None


def component_of(act: Act, annex: Annex, change: Change, target: Target, component: str | None) -> str | None:
    """Whose annex is restated or added: what the clause says, else what the annex itself says under its label."""
    says = change.component is not None or change.of_act or len(target) != 1 or target[0].kind != "annex"
    caption = next((n.text for n in annex.body.children if n.role == "caption" and n.kind == "alinea"), "")
    if says or not annex.restated or not caption:
        return component
    language = act.card.language
    leads = parse_clause(_WITHIN[language].format(annex.body.num or "1", caption), language)
    lead = leads[0] if len(leads) == 1 else None
    if not isinstance(lead, Lead) or (lead.component is None) == (component is None):
        return component
    return lead.component if lead.component or lead.act or lead.of_act else component


def unread_lists(act: Act, read: Collection[int]) -> Iterator[Finding]:
    """A list of changes or of repeals among the annexes of an act that amends, which no instruction led to.

    `read` are the places, in `act.annexes`, of the lists that were read.
    """
    for at, annex in enumerate(act.annexes):
        if at not in read and not annex.restated and _LIST_OF_CHANGES.search(annex.body.heading):
            line = annex.lines[0] if annex.lines else None
            message = f"no instruction leads to the list {annex.body.heading[:120]!r}: it is not read"
            yield finding("clause-not-understood", message, line)
