"""The one XML parser of the project: safe by refusal.

No DTD, no entities, no network, no recovery, no oversized trees. A document with a DOCTYPE is refused as a whole:
with entities left unresolved the same document would read differently through `.text` and through XPath.
"""

from __future__ import annotations

import re

from lxml import etree

from legal.errors import SourceError

_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODINGS = frozenset({None, "utf-8", "us-ascii", "ascii"})


def parse(data: bytes, place: str | None = None) -> etree._Element:
    """The root element of an XML document in UTF-8.

    `place` names the document in messages. Raises SourceError for a DOCTYPE, another encoding, or anything that is
    not well-formed: nothing is repaired.
    """
    if _DOCTYPE.search(data):
        raise SourceError("a DOCTYPE is not allowed", place=place, remedy="Send the document without it.")
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, dtd_validation=False, no_network=True, recover=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"not well-formed XML: {error}", place=place, remedy="Send the file as published.") from error
    info = root.getroottree().docinfo
    # A UTF-16 document hides its DOCTYPE from the search above.
    if info.internalDTD is not None or info.doctype:
        raise SourceError("a DOCTYPE is not allowed", place=place, remedy="Send the document without it.")
    encoding = info.encoding.lower() if info.encoding else None
    if encoding not in _ENCODINGS:
        raise SourceError(f"encoding {encoding}, not UTF-8", place=place, remedy="Save the document as UTF-8.")
    return root
