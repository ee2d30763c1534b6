"""What stands where in the corpus, and which files a change of the catalogue touches.

    sources/<act>/<language>.<ext>       the bytes as received
    decisions/<act>/publication.json     the day of first official publication given last, with its source
    decisions/<act>/<kind>-<hash>.json   what else people decided about the act, replaced publication dates too
    acts/<act>/<language>.xml, .json     derived: the act in AKN, and what the corpus needs of it
    regulations/<act>/<language>.xml, .json   derived: every wording through time, and what is held back

`<act>` is the bank's code where it is known, else the parts of the IRI.
"""

from __future__ import annotations

from collections.abc import Callable

from legal.store.build import build
from legal.store.catalogue import Catalogue
from legal.store.codec import dumps
from legal.store.decisions import PUBLICATION, Decision, file_name, id_of
from legal.store.engine import Engine
from legal.store.records import Summary
from legal.store.register import Place
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


def decision_path(catalogue: Catalogue, decision: Decision) -> str:
    """Where a decision about an act stands; the publication date given last has a name of its own."""
    slug = catalogue.slug(decision.act)
    last = catalogue.publications.get(slug, ())[-1:]
    name = PUBLICATION if id_of(decision) in map(id_of, last) else file_name(decision)
    return f"{DECISIONS}/{slug}/{name}"


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
    files |= _decision_files(old, new)
    touched = _touched(old, new)
    before = {place for slug in touched for place in old.places(slug)}
    after = {place for slug in touched for place in new.places(slug)}
    for place in before - after:
        files |= dict.fromkeys((regulation_path(place, "xml"), regulation_path(place, "json")))
    for place, summary in sorted(new.texts.items()):
        if _text_differs(old, new, place):
            files |= _text_files(new, place, summary, data_of, text_of, engine)
    for place in sorted(after):
        if place not in before or old.plan(place) != new.plan(place):
            regulation, application = build(new.plan(place), text_of, engine)
            files[regulation_path(place, "xml")] = regulation.xml
            files[regulation_path(place, "json")] = dumps(application)
    return files


def _decision_files(old: Catalogue, new: Catalogue) -> Files:
    """The decisions that are new, and the places of those that are there no more."""
    before, after = ({decision_path(each, one): one for one in each.decisions.values()} for each in (old, new))
    files: Files = dict.fromkeys(before.keys() - after.keys())
    return files | {path: dumps(one) for path, one in sorted(after.items()) if before.get(path) != one}


def _text_differs(old: Catalogue, new: Catalogue, place: Place) -> bool:
    """Whether the files of a text differ: its summary, its dates, or what people decided about it."""
    sha256 = new.texts[place].sha256
    return (
        old.texts.get(place) != new.texts[place]
        or old.published.get(place[0]) != new.published.get(place[0])
        or old.rulings_on(sha256) != new.rulings_on(sha256)
    )


def _touched(old: Catalogue, new: Catalogue) -> set[str]:
    """The acts whose regulations may differ between two catalogues."""
    texts = set(old.summaries) ^ set(new.summaries)
    decisions = set(old.decisions.values()) ^ set(new.decisions.values())
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
