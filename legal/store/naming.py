"""The names of acts as people and programs write them, brought to the one form that the corpus knows."""

from __future__ import annotations

from legal.akn.iri import parse_code

_START = "akn/"


def act_name(text: str) -> str:
    """A code in capitals, an IRI with its first slash and without a last one; anything else as it is, trimmed.

    >>> act_name(" v2300032994 "), act_name("akn/kz/act/order/minister-labour/2023-06-30/288/")
    ('V2300032994', '/akn/kz/act/order/minister-labour/2023-06-30/288')
    """
    name = text.strip()
    if parse_code(name.upper()):
        return name.upper()
    bare = name.strip("/")
    return f"/{bare}" if bare.startswith(_START) else name
