"""What the bank and the portal set around an act's own words: notices under a head of their own, the copyright line.

"Примечание ИЗПИ!" / "Порядок введения в действие настоящего Закона см. ст. 2": the words of a notice stand in a
paragraph of their own, and are told from the act's by what notices say; a paragraph that may be either stays text,
with a finding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from legal.findings import finding
from legal.reading.blocks import Block, Line
from legal.reading.format_marks import goes_on_notice, heads_notice, is_note
from legal.reading.wraps import squeeze
from legal.records import Finding, Note

_COPYRIGHT = re.compile(r"©\s?(?:[0-9]{4}|РГП|Қазақстан|Республика)")


def notices_whole(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """The blocks with each notice as one: its head, and what stands under it."""
    out: list[Block] = []
    findings: list[Finding] = []
    for block in blocks:
        before = out[-1] if out else None
        if before is None or block.rows or not block.text or not heads_notice(before.text):
            out.append(block)
        elif (block.kind == "note" and not is_note(block.text)) or goes_on_notice(block.text):
            out[-1] = replace(before, kind="note", text=f"{before.text} {block.text}", last=block.last)
        else:
            if not is_note(block.text):
                findings.append(notice_unclear(block.text, block.first))
            out.append(block)
    return tuple(out), tuple(findings)


def notice_unclear(text: str, line: int) -> Finding:
    """The finding on a paragraph that may be the words of the notice above it."""
    return finding("notice-unclear", f"under the head of a notice, read as text of the act: {text[:60]!r}", line)


def copyright_apart(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """The blocks above the line of the publisher ("© 2012. РГП на ПХВ …"), and that line with all below it."""
    at = next((i for i, block in enumerate(blocks) if _COPYRIGHT.match(block.text)), len(blocks))
    return tuple(blocks[:at]), tuple(
        Note("copyright", block.text, (block.first, block.last)) for block in blocks[at:] if block.text
    )


def copyright_lines_apart(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Note, ...]]:
    """The same for physical lines."""
    at = next((i for i, line in enumerate(lines) if _COPYRIGHT.match(line.text.strip())), len(lines))
    below = [line for line in lines[at:] if not line.blank]
    return tuple(lines[:at]), tuple(Note("copyright", squeeze(line.text), (line.number, line.number)) for line in below)
