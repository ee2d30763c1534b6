"""Where the annexes of an act begin among its lines.

In Russian an annex begins at its label, the caption under it names the act. In Kazakh it begins at the first line of
the caption, the label stands under it: "Қазақстан Республикасы / … / № 458 бұйрығына / 1-қосымша".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from legal.reading.annex_head import read_head
from legal.reading.blocks import Line
from legal.reading.labels import addresses_act, is_annex_label
from legal.reading.wraps import squeeze
from legal.records import Language

_LONGEST_CAPTION = 22
_WIDEST = 60
_CAPITAL = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")
_ENDED = re.compile(r"[.;:!?]$|_$")


def annex_starts(lines: Sequence[Line], language: Language) -> tuple[int, ...]:
    """The index of the first line of each annex of the act itself; annexes of Rules within them are left out.

    A label inside a paragraph of prose (indented) begins no annex.
    """
    found: list[int] = []
    for index, line in enumerate(lines):
        if line.text.startswith(" " * 6) or not is_annex_label(squeeze(line.text)):
            continue
        start = _caption_above(lines, index) if language == "kaz" else index
        head = read_head(lines[start : index + 2 * _LONGEST_CAPTION], language)
        own = head.own
        names = addresses_act(own.caption) or (bool(own.caption) and addresses_act(f"{own.caption} {own.label}"))
        if names and (not found or start > found[-1]):
            found.append(start)
    return tuple(found)


def _caption_above(lines: Sequence[Line], label: int) -> int:
    """The first line of the caption that ends above a label; the label's own line where none stands there.

    Upwards, a caption ends at a blank line above a line that begins with a capital, at a sentence, at a line of a
    form and at another label.
    """
    start = label
    for index in range(label - 1, max(label - 2 * _LONGEST_CAPTION, -1), -1):
        line = lines[index]
        text = squeeze(line.text)
        if not text:
            if start != label and _CAPITAL.match(squeeze(lines[start].text)):
                break
            continue
        if len(text) > _WIDEST or line.text.startswith(" " * 6) or _ENDED.search(text) or is_annex_label(text):
            break
        start = index
    return start
