"""The QR code in the foot of a Word page: a picture that floats, so that it moves no text (ECMA-376, 20.4.2.3)."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph

from renderer.profile import Profile
from renderer.qr import code

_UNDER = 2.0
"""The code stands so many millimetres under the text."""
_ANCHOR = """<wp:anchor {namespaces} distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" \
behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>\
<wp:positionH relativeFrom="margin"><wp:align>center</wp:align></wp:positionH>\
<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>\
<wp:extent cx="{side}" cy="{side}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/></wp:anchor>"""


def float_code(foot: WordParagraph, address: str, label: str, style: Profile, height: float) -> None:
    """Puts the code of an address on every page that has this foot; `height` of the page in millimetres."""
    side = Mm(style.code)
    run: Any = foot.add_run()
    inline = run.add_picture(BytesIO(code(address).picture), width=side, height=side)._inline
    top = Mm(height - style.footer + _UNDER)
    anchor: Any = parse_xml(_ANCHOR.format(namespaces=nsdecls("wp"), side=int(side), top=int(top)))
    for name in ("wp:docPr", "wp:cNvGraphicFramePr", "a:graphic"):
        anchor.append(inline.find(qn(name)))
    anchor.find(qn("wp:docPr")).set("descr", label)
    inline.getparent().replace(inline, anchor)
