"""A whole act given anew in an annex: its title, its preamble, its own text, and the annexes that follow it there.

"Внести в приказ … изменение, изложив его в новой редакции согласно приложению к настоящему приказу": the annex reads as
the act does, so its title stands before the preamble, and its annexes come after it under labels that name the act
changed ("Приложение 1" "к приказу … № 15").
"""

from __future__ import annotations

import re
from dataclasses import replace

from legal.akn.act import annex_node
from legal.letters import pattern
from legal.reading.labels import addresses_list
from legal.records import Act, ActRef, Annex, Node

_LISTS = pattern(
    r"переч(?:ень|ню|нем|ня)|тізбе|(?:изменения|дополнения)\b.{0,40}\bвнос|өзгерістер|толықтырулар", re.IGNORECASE
)
_ATTACHED = re.compile(r"прилагаем|қоса беріл", re.IGNORECASE)
_PREAMBLE = re.compile(
    r"\s(?=(?:В\s+(?:соответствии|целях|связи|реализацию)|На\s+основании|Руководствуясь|Во\s+исполнение)\b)"
    r"|(?<=туралы)\s+(?=[«\"А-ЯЁӘҒҚҢӨҰҮҺІ])"
)
_ENDS_PREAMBLE = re.compile(
    r"(?:ПРИКАЗЫВА\w+|ПОСТАНОВЛЯ\w+|РЕША\w+|БҰЙЫРАМЫН|БҰЙЫРАМЫЗ|ҚАУЛЫ\s+ЕТЕДІ|ШЕШІМ\s+\w+)\s?:?$"
)


def whole_act(act: Act, annex: Annex, changed: ActRef) -> Node | None:
    """The act that an annex gives anew, with its annexes; None where title and preamble cannot be told apart."""
    body = annex.body
    title = body.heading
    own = tuple(child for child in body.children if child.role != "caption")
    if _ENDS_PREAMBLE.search(title):
        parted = _PREAMBLE.search(title)
        if parted is None:
            return None
        line = Node("alinea", text=title[parted.end() :], lines=body.lines)
        own = (Node("preamble", children=(Node("part", "1", children=(line,)),)), *own)
        title = title[: parted.start()]
    at = act.annexes.index(annex)
    attached = (annex_node(each) for each in act.annexes[at + 1 :] if _names(each, changed))
    return replace(body, kind="component", num=None, label="", heading=title, children=(*own, *attached))


def _names(annex: Annex, changed: ActRef) -> bool:
    """Whether the caption of an annex names the act changed by its number."""
    number = re.escape(changed.number or "")
    return bool(number) and re.search(rf"(?:№|N)\s?{number}(?![\w/-])", annex.caption) is not None


def _of_list(annex: Annex) -> bool:
    """Whether an annex is one to the list of changes: by its own caption, or the one that stands in its text."""
    return addresses_list(annex.caption or _caption_within(annex), named=not annex.restated)


def _caption_within(annex: Annex) -> str:
    """The caption of an annex that has no other, read as the first lines of its text."""
    if annex.caption or annex.restated:
        return ""
    return " ".join(child.text for child in annex.body.children if child.role == "caption")


def document_in(annex: Annex) -> Node:
    """What an annex gives as the new text of a document: without the annex's own head, where that is read with it.

    "Приложение 1" / "к изменениям и дополнениям, которые вносятся …" / "Перечень организаций …": the list alone.
    """
    if not addresses_list(_caption_within(annex)):
        return annex.body
    own = tuple(child for child in annex.body.children if child.role != "caption")
    return replace(annex.body, kind="component", num=None, label="", children=own)


def annex_of(act: Act, number: str, quote: str = "", *, of_list: bool = False) -> Annex | None:
    """The annex of the amending act with a number; "" is the only one, or the one without a number.

    `of_list`: of the annexes to the list of changes that the act approves, which number on their own.
    """
    annexes = [annex for annex in act.annexes if _of_list(annex) == of_list]
    if not number:
        unnumbered = [annex for annex in annexes if annex.num is None]
        if len(unnumbered) > 1:
            # One act approves its Rules, its list of changes and its list of repeals, none with a number.
            attached = _ATTACHED.search(quote) is not None
            unnumbered = [annex for annex in unnumbered if bool(annex.label) != attached] or unnumbered
        if len(unnumbered) > 1:
            lists = [annex for annex in unnumbered if _LISTS.search(annex.body.heading)]
            unnumbered = lists if _LISTS.search(quote) else [annex for annex in unnumbered if annex.label]
        return unnumbered[0] if len(unnumbered) == 1 else annexes[0] if len(annexes) == 1 else None
    same = [annex for annex in annexes if annex.num == number]
    return same[0] if len(same) == 1 else None
