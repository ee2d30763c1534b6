"""Which order gave a document its wording, from when, until when, and how certain that is."""

from __future__ import annotations

from datetime import date

from forms.records import Provenance
from legal.reading.annex_checks import walk
from legal.records import Certainty, Node, Version, Wording

_FAR = date.max


def provenance(version: Version, nodes: tuple[Node, ...], component: str | None, annex: str | None) -> Provenance:
    """The provenance of what the nodes hold.

    The order is the one whose wording began last among them: with it the document as a whole came to say what it
    says. The end is the first day on which any of it ends, or on which the regulation does.
    """
    found = [node.wording for root in nodes for node in walk(root) if node.wording is not None]
    given = [wording for wording in found if wording.by is not None]
    latest = max(given, key=lambda wording: wording.start or date.min, default=None)
    until, until_certainty = _end(version, found)
    # What no order has changed since says what the act itself said when it was adopted.
    own = latest is None and bool(found) and version.begins is not None
    return Provenance(
        order=latest.act if latest else version.act if own else None,
        operation=latest.by if latest else None,
        start=latest.start if latest else version.begins if own else None,
        certainty=latest.certainty if latest else version.begins_certainty if own else None,
        rule=latest.rule if latest else None,
        until=until,
        until_certainty=until_certainty,
        regulation=version.act,
        component=component,
        annex=annex,
    )


def _end(version: Version, found: list[Wording]) -> tuple[date | None, Certainty | None]:
    first = min(
        (wording for wording in found if wording.end is not None), key=lambda wording: wording.end or _FAR, default=None
    )
    end = first.end if first else None
    if version.ends is not None and version.ends <= (end or _FAR):
        return version.ends, version.ends_certainty
    return end, first.end_certainty if first else None
