"""What a PDF says of itself, as XMP: archive level A-3a, title, language, day (ISO 19005-3, 6.6.2).

Every property stands as an element of its own: validators for archives do not read the ones written as attributes.
"""

from __future__ import annotations

from html import escape

from forms.records import Document
from renderer.strings import STRINGS

CREATOR = "Qagida"
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>3</pdfaid:part>\
<pdfaid:conformance>A</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>\
<rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>{tag}</rdf:li>\
</rdf:Bag></dc:language></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreatorTool>{creator}</xmp:CreatorTool>\
<xmp:CreateDate>{on}</xmp:CreateDate><xmp:ModifyDate>{on}</xmp:ModifyDate></rdf:Description>
{producer}</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
_PRODUCER = """<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>{producer}\
</pdf:Producer></rdf:Description>
"""


def packet(document: Document, producer: str = "") -> bytes:
    """The XMP packet of a document, UTF-8. `producer`: the program that laid it out, where one did."""
    made = _PRODUCER.format(producer=escape(producer)) if producer else ""
    return _PACKET.format(
        title=escape(document.title),
        tag=STRINGS[document.language].tag,
        on=document.on.isoformat(),
        creator=CREATOR,
        producer=made,
    ).encode()
