"""The signature of an act and the bodies that agreed to it: lines, whatever they are set in.

A joint order has a line to sign on for each minister ("Министр … ______________ М. Абылкасымова"), an agreement one
for its date; formats give them as tables, as lines of a form, or as lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from legal.letters import pattern
from legal.reading.blocks import Block
from legal.reading.format_marks import caption_blocks
from legal.reading.labels import label_of
from legal.reading.wraps import squeeze

APPROVES = pattern(r"[\"«“*]*(?:СОГЛАСОВАН\w?|КЕЛІСІЛДІ|КЕЛІСІЛГЕН|КЕЛІСІЛД)[\"»”*]*[:.]?(?:\s|$)", re.IGNORECASE)
"""The word over an agreeing body."""

_CAPITAL = "[А-ЯЁӘҒҚҢӨҰҮҺІ]"
INITIALS = re.compile(rf"(?:^|\s){_CAPITAL}\.\s?(?:{_CAPITAL}\.)?\s?{_CAPITAL}?[\w-]*$")
"""A name that signs, at the end of a line: "С. Шапкенов", "К.Токаев"."""

_NAME = re.compile(
    rf"(?:^|[\s_]){_CAPITAL}\.\s?(?:{_CAPITAL}\.\s?)?{_CAPITAL}[\w-]+$|{_CAPITAL}[\w-]+\s{_CAPITAL}\.(?:\s?{_CAPITAL}\.)?$"
)
_POST = pattern(
    r"министр|председател|президент|премьер|аким|руководител|директор|секретар|судь|төрағ|әкім|басшы|хатшы|судья",
    re.IGNORECASE,
)
_ROW_NUMBER = re.compile(r"[0-9]+(?:-[0-9]+)*[.)]?")
_LONGEST = 200
_MOST = 40


def signature_lines(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of an act's own text with the tables and forms of its signature, below its last label, as lines.

    They are its signature where an agreeing body, or a post and a name, stand below that label, the cells are short,
    and none is the number of a row.
    """
    labels = [i for i, block in enumerate(blocks) if not block.rows and label_of(block.text)]
    start = labels[-1] + 1 if labels else 0
    below = [line for block in blocks[start:] for line in _lines(block)]
    if not _signed(below):
        return list(blocks)
    made = list(blocks[:start])
    for block in blocks[start:]:
        lines = _lines(block)
        if block.kind in ("table", "lines") and (block.rows or _tabbed(block)) and _may_sign(block, lines):
            made += caption_blocks(lines, block.first, block.last)
        else:
            made.append(block)
    return made


def _tabbed(block: Block) -> bool:
    """A line of cells that tabs set apart: a post, and a name far to the right of it."""
    return block.kind == "lines" and not block.rows and "\t" in block.text


def _lines(block: Block) -> list[str]:
    if _tabbed(block):
        return [squeeze(cell) for cell in block.text.split("\t") if cell.strip()]
    held = [squeeze(line) for row in block.rows for piece in row for line in piece.lines if line.strip()]
    return [block.text, *held] if block.text else held


def _signed(lines: Sequence[str]) -> bool:
    named = any(_NAME.search(line) for line in lines) and any(_POST.search(line) for line in lines)
    return named or any(APPROVES.match(line) for line in lines)


def _may_sign(block: Block, lines: Sequence[str]) -> bool:
    if not lines or len(lines) > _MOST or any(len(line) > _LONGEST or label_of(line) for line in lines):
        return False
    firsts = [row[0] for row in block.rows if row]
    return not any(piece.header or _ROW_NUMBER.fullmatch(" ".join(piece.lines)) for piece in firsts)
