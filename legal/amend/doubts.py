"""Addresses that read well and hardly mean what they say: for each what to tell, beside the reading."""

from __future__ import annotations

from legal.amend.context import Context
from legal.amend.syntax import Lead
from legal.records import ActRef, Kind, Operation, Target

_IN_PARAGRAPHS: frozenset[Kind] = frozenset({"subparagraph", "part", "alinea"})


def of_target(target: Target, act: ActRef, component: str | None, before: Operation | None) -> str | None:
    """ "в статье 288:" / "в абзаце первом пункта 1 …;" / "подпункт 2) …": the article has paragraphs, so that its
    subparagraph 2 is one of a paragraph that is not named."""
    if before is None or (before.act, before.component) != (act, component) or len(target) < 2:
        return None
    article, below = target[:2]
    beside = before.target[1:2]
    if article.kind != "article" or before.target[:1] != (article,) or below.kind not in _IN_PARAGRAPHS:
        return None
    if not beside or beside[0].kind != "paragraph":
        return None
    return f"{below.kind} {below.num or ''} is named in article {article.num}, which has paragraphs".replace("  ", " ")


def of_lead(lead: Lead, context: Context) -> str | None:
    """ "көрсетілген бұйрыққа 1-қосымшада:" / … / "1-қосымшада:": annex 1 again, or annex 1 of the Rules in annex 1."""
    named = lead.target[:1]
    if not named or named[0].kind != "annex" or lead.of_act or lead.component is not None or lead.act is not None:
        return None
    if context.lead[:1] != named:
        return None
    return f"annex {named[0].num or ''} is named again: it, or an annex of what stands in it".replace("  ", " ")
