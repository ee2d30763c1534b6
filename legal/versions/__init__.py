"""A regulation through time: every wording that ever stood, with its interval and the operation that gave it.

build     base act and operations -> Regulation (one multi-version AKN document)
version   the text of a date as nodes; text, slice_xml: as lines, as a document
timeline  what changed it; compare: between two dates; blame: line by line
"""

from legal.versions.build import build
from legal.versions.history import blame, compare, timeline
from legal.versions.lines import act_text, lines_of, node_text
from legal.versions.model import NotApplied, RepealEvent
from legal.versions.query import slice_xml, text, version
from legal.versions.regulation import Regulation

__all__ = [
    "NotApplied",
    "Regulation",
    "RepealEvent",
    "act_text",
    "blame",
    "build",
    "compare",
    "lines_of",
    "node_text",
    "slice_xml",
    "text",
    "timeline",
    "version",
]
