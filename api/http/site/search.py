"""Finding acts and documents by words of their titles, numbers, codes and dates."""

from __future__ import annotations

from collections.abc import Iterable

from api.service import Listed
from legal.records import ActRef, ActSummary, Card
from legal.versions.skeleton import skeleton


def terms(query: str) -> tuple[str, ...]:
    """What is looked for: every term must be found."""
    return tuple(_plain(word) for word in query.replace("№", " ").split())


def _plain(text: str) -> str:
    """Letters alike whatever their case or script: `Aкт` with a Latin A is found as `акт`."""
    return skeleton(text.replace("ё", "е").replace("Ё", "Е").upper()).casefold().replace("№", "n")


def _found(wanted: tuple[str, ...], texts: Iterable[str | None]) -> bool:
    hay = _plain(" ".join(text for text in texts if text))
    return all(term in hay for term in wanted)


def _card_texts(card: Card | ActRef) -> tuple[str | None, ...]:
    day = card.date
    return (
        card.title,
        card.number,
        card.code,
        day.strftime("%d.%m.%Y") if day else None,
        day.isoformat() if day else None,
        card.registered.number if isinstance(card, Card) and card.registered else None,
    )


def matches_act(wanted: tuple[str, ...], act: ActSummary) -> bool:
    """The act has every term in its title, number, code, registration number or date."""
    return _found(wanted, (act.iri, act.code, *_card_texts(act.card)))


def matches_document(wanted: tuple[str, ...], listed: Listed) -> bool:
    """The document or the act it belongs to has every term."""
    document = listed.document
    source = document.provenance
    texts: list[str | None] = [document.id, document.title, document.label, *document.caption, source.component]
    for act in (listed.version.act, source.order):
        texts += _card_texts(act) if act else ()
    return _found(wanted, texts)
