"""What stands where in the corpus, and which files a change of the catalogue touches.

    sources/<act>/<language>.<ext>       the bytes as received
    decisions/<act>/publication.json     the day of first official publication, with its source
    acts/<act>/<language>.xml, .json     derived: the act in AKN, and what the corpus needs of it
    regulations/<act>/<language>.xml, .json   derived: every wording through time, and what is held back

`<act>` is the bank's code where it is known, else the parts of the IRI.
"""

from __future__ import annotations

from collections.abc import Callable

from legal.store.build import build
from legal.store.catalogue import Catalogue, Place
from legal.store.codec import dumps
from legal.store.engine import Engine
from legal.store.records import Summary
from legal.store.texts import Text

Files = dict[str, bytes | None]

SOURCES, ACTS, REGULATIONS, DECISIONS = "sources", "acts", "regulations", "decisions"


def source_path(slug: str, summary: Summary) -> str:
    """Where the bytes of a text stand."""
    return f"{SOURCES}/{slug}/{summary.language}.{summary.extension}"


def act_path(place: Place, suffix: str) -> str:
    """Where the act made from a text stands."""
    return f"{ACTS}/{place[0]}/{place[1]}.{suffix}"


def regulation_path(place: Place, suffix: str) -> str:
    """Where a regulation stands."""
    return f"{REGULATIONS}/{place[0]}/{place[1]}.{suffix}"


def publication_path(slug: str) -> str:
    """Where the publication date of an act stands."""
    return f"{DECISIONS}/{slug}/publication.json"


def difference(
    old: Catalogue,
    new: Catalogue,
    data_of: Callable[[str], bytes],
    text_of: Callable[[str], Text],
    engine: Engine,
) -> Files:
    """The files that turn the corpus of one catalogue into that of another; None removes a file.

    `data_of` and `text_of` give the bytes and the text of a source by its SHA-256. From an empty catalogue the result
    is the whole corpus.
    """
    files: Files = {}
    for place in old.texts.keys() - new.texts.keys():
        summary = old.texts[place]
        files |= dict.fromkeys((source_path(place[0], summary), act_path(place, "xml"), act_path(place, "json")))
    files |= {publication_path(slug): None for slug in old.published.keys() - new.published.keys()}
    touched = _touched(old, new)
    before = {place for slug in touched for place in old.places(slug)}
    after = {place for slug in touched for place in new.places(slug)}
    for place in before - after:
        files |= dict.fromkeys((regulation_path(place, "xml"), regulation_path(place, "json")))
    for place, summary in sorted(new.texts.items()):
        if old.texts.get(place) != summary or old.published.get(place[0]) != new.published.get(place[0]):
            files |= _text_files(new, place, summary, data_of, text_of, engine)
    for slug, decision in sorted(new.published.items()):
        if old.published.get(slug) != decision:
            files[publication_path(slug)] = dumps(decision)
    for place in sorted(after):
        if place not in before or old.plan(place) != new.plan(place):
            regulation, application = build(new.plan(place), text_of, engine)
            files[regulation_path(place, "xml")] = regulation.xml
            files[regulation_path(place, "json")] = dumps(application)
    return files


def _touched(old: Catalogue, new: Catalogue) -> set[str]:
    """The acts whose regulations may differ between two catalogues."""
    texts = set(old.summaries) ^ set(new.summaries)
    decisions = set(old.publications) ^ set(new.publications)
    refs = [ref for one in texts for ref in one.refs] + [one.act for one in decisions]
    slugs = {catalogue.slug(ref) for catalogue in (old, new) for ref in refs if catalogue.known(ref)}
    names = old.acts.items() ^ new.acts.items()
    slugs |= {slug for slug, _ in names}
    return old.reach(slugs) | new.reach(slugs)


def _text_files(
    new: Catalogue,
    place: Place,
    summary: Summary,
    data_of: Callable[[str], bytes],
    text_of: Callable[[str], Text],
    engine: Engine,
) -> Files:
    """The files of one text: its bytes, the act, and its summary."""
    text = text_of(summary.sha256)
    decision = new.published.get(place[0])
    operations = engine.resolve_force(text.operations, text.act, decision.on if decision else None)
    return {
        source_path(place[0], summary): data_of(summary.sha256),
        act_path(place, "xml"): engine.act_to_xml(text.act, operations),
        act_path(place, "json"): dumps(summary),
    }
