"""The words above an annex at the right margin: its label, and what it is annexed to (order 464, item 41)."""

from __future__ import annotations

from legal.reading.annex_head import FORM_LABEL
from legal.reading.labels import annex_number, is_annex_label
from legal.records import Node
from legal.versions.facets import change_label
from legal.versions.model import Change, Item, address
from legal.versions.place import supersede
from legal.versions.resolve import State, refuse
from legal.versions.words import change_words


def change_caption(state: State, change: Change, annex: Item) -> None:
    """Apply an operation to the caption of an annex: new words for it, or words of it replaced.

    Refuses a caption that is not on file, a new one that does not begin with a label, and one that gives the annex
    another number: that is a renumbering, which says so.
    """
    lane = change.lane
    above = (item for item in annex.living(lane) if item.kind == "alinea" and item.role == "caption")
    captions = [item for item in above if not FORM_LABEL.fullmatch(item.text)]
    if len(captions) != 1:
        raise refuse(change, "target-absent", f"the caption of {address(annex, lane) or 'the act'} is not on file")
    if change.operation.action != "replace":
        change_words(state, change, captions[0])
        return
    label, *rest = [line.strip() for line in (change.operation.new or "").split("\n") if line.strip()]
    if not rest or not is_annex_label(label):
        raise refuse(change, "text-missing", "the new caption has no label with words under it")
    number = annex.current_num(lane)
    if annex_number(label) != number:
        raise refuse(change, "number-differs", f"annex {number or ''} would be called {label!r}")
    if label != annex.current_label(lane):
        change_label(change, annex, number or "", label)
    supersede(state, change, captions[0], (Node("alinea", text=" ".join(rest), role="caption"),))
