"""New text that holds an instruction of the amending act itself: its closing quote is lost, and what followed with it.

"сәйкес БҰЙЫРАМЫН" / "1-тармақ мынадай редакцияда жазылсын:" / "1. Осы Қағидалар …": the preamble given anew does not
end where it should. Only an act that itself amends others has such lines in its own text, under an opening.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from legal.findings import finding
from legal.records import Finding, Node, Operation

_ANNOUNCES = re.compile(
    r"(?:изложить\s+в\s+(?:следующей|новой)\s+редакции|дополнить\s.{1,200}\sследующего\s+содержания|"
    r"(?:мынадай|келесі|жаңа)\s+редакцияда\s+жазылсын|мынадай\s+мазмұндағы\s.{1,200}\sтолықтырылсын)\s*:",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\bВнести\s+в\b|енгізілсін")
_AMENDS = re.compile(r"внесени|изменени|дополнени|өзгеріс|толықтыру", re.IGNORECASE)


def swallowed(operations: Iterable[Operation]) -> tuple[Finding, ...]:
    """A finding for each operation whose new text announces another new text."""
    found = []
    for operation in operations:
        if _AMENDS.search(operation.act.title or ""):
            continue
        lines = [*_lines(operation.content), *([operation.new] if operation.new and not operation.content else [])]
        inside = next((line for line in lines if _ANNOUNCES.search(line)), None)
        opened = any(_OPENS.search(line) for line in lines)
        if inside is not None and not opened:
            message = f"the new text holds an instruction, {inside[:160]!r}: where it ends is not clear"
            found.append(finding("quote-unclosed", message, operation.source.line))
    return tuple(found)


def _lines(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if node.text:
            yield node.text
        yield from _lines(node.children)
