"""Where new text begins and ends in an amending act: the quoted blocks after an instruction.

The new text stands in straight or angle quotes, may hold quotes of its own, may run over many paragraphs, and closes
with `";`, `".`, `»;`, `;"` or alone on the next line (`DOMAIN.md`, formulae of amendment). It closes at the first
block that ends with a closing quote, at which the quotes are balanced, and after which the amending act goes on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from legal.findings import finding
from legal.letters import pattern
from legal.reading.blocks import Block
from legal.reading.labels import label_of
from legal.records import Finding

OPENING = '"«“„'
_INTRODUCES = re.compile(
    r"редакци|содержани|изложить|дополнить|жазылсын|мазмұндалсын|тол[ыт]\w*рылсын|редакцияда", re.IGNORECASE
)
_PAIRED = {"«": "»", "“": "”"}
_CLOSES = re.compile(r"[\"»”]\s?[.;:,]*\s?$")
_VERB = pattern(
    r"изложить|дополнить|заменить|исключить|признать|считать|приостанови|жазылсын|мазмұндалсын|толықтырылсын|"
    r"толтырылсын|ауыстырылсын|алмастырылсын|баяндалсын|алып таст|алынып таст|алынсын|шығарылсын|жойылды|"
    r"деп саналсын|деп есептелсін|тоқтат|енгізілсін|Внести|внести|отменить|возобновить",
)
_INSTRUCTS = re.compile(r"(?:ауыстырылсын|алмастырылсын|тасталсын|толықтырылсын|жазылсын|мазмұндалсын)\s?[.;:]?$")
_LEAD = pattern(
    r"^(?:\d+[.)]\s?)?(?:в|во|по|(?:под)?пункты?|стать[юи]|глав[уы]|част[ьи]|абзацы?)\s.*:$|.*(?:[дт][ае]|ынан|інен)\s?:$|"
    r"(?:\d+\)\s)?[\w\s()-]{0,80}(?:ба[пб]|тармақ|тармақша|тармағ|бөлі[кг]|абзац)(?:ы|і|сы)?\s?:$|"
    r".*(?:бұйры[ғқ]|қаулы|шешім|за[ңн]|кодекс|жарлы[ғқ]|өкім)\w{0,6}[ае]\s?(?:\(.*\)\s?)?:$",
    re.IGNORECASE | re.DOTALL,
)


_LEADS = re.compile(r"^(?:«[^«»]+»|\"[^\"«»]+\"|“[^“”]+”)\s?(?:деген\s)?(?:[\w()-]+\s){0,4}\w+[дт][ае]\s?:$")


class Quotation(NamedTuple):
    """Blocks `first` to `last` (indices, inclusive) are the new text that the block before them introduces."""

    first: int
    last: int


def introduces(text: str) -> bool:
    """An instruction that ends with a colon and is followed by its new text."""
    if not text.endswith(":"):
        return False
    return _INTRODUCES.search(text, max(text.rfind(quote) for quote in '"«“') + 1) is not None


def instructs(text: str) -> bool:
    """An instruction that begins with the words or the heading that it is about, as Kazakh ones do: no new text.

    >>> instructs('"А" деген сөз "Б" деген сөзбен ауыстырылсын;'), instructs('"1) "А" деген сөз алып тасталсын;')
    (True, False)
    >>> instructs("«Алматы қаласы» деген бөлімде:")
    True
    """
    if _LEADS.match(text):
        return True
    return _depth(text) % 2 == 0 and text.count("«") == text.count("»") and _INSTRUCTS.search(text) is not None


def opens(text: str) -> bool:
    """A block that begins with a quote."""
    return text[:1] in OPENING and bool(text)


def quotations(blocks: Sequence[Block]) -> tuple[tuple[Quotation, ...], tuple[Finding, ...]]:
    """The quotations of the own part of an amending act, in order, and a finding for one that never closes."""
    found: list[Quotation] = []
    findings: list[Finding] = []
    at = 0
    own = {"paragraph": "0", "article": "0"}
    while at < len(blocks):
        label = label_of(blocks[at].text)
        if label and label.kind in own:
            own[label.kind] = label.num
            if label.kind == "article":
                own["paragraph"] = "0"
        # Once an act has given new text, a colon before a quote announces more, whatever the words.
        announced = introduces(blocks[at].text) or (bool(found) and blocks[at].text.endswith(":"))
        if announced and opens_next(blocks, at) and not instructs(blocks[at + 1].text):
            last, sure = _close(blocks, at + 1, own)
            if not sure and shares_opening([block.text for block in blocks[at + 1 : last + 1]]):
                message = "one quote opens both the new text and the title that it begins with"
                findings.append(finding("quote-shared", message, blocks[at + 1].first))
            elif not sure and shares_closing([block.text for block in blocks[at + 1 : last + 1]]):
                message = "one quote closes both the new text and the title that it ends with"
                findings.append(finding("quote-shared", message, blocks[last].first))
            elif not sure:
                message = "the end of the new text cannot be told for certain: its quotes do not balance"
                findings.append(finding("quote-unclosed", message, blocks[at + 1].first))
            found.append(Quotation(at + 1, last))
            at = last
        at += 1
    return tuple(found), tuple(findings)


def _close(blocks: Sequence[Block], first: int, own: Mapping[str, str]) -> tuple[int, bool]:
    """The last block of the quotation that opens at `first`, and whether balance and context agree on it."""
    depth = own_depth = 0
    opening = blocks[first].text[0]
    balanced: int | None = None
    plausible: int | None = None
    for index in range(first, len(blocks)):
        closed = plausible is not None or balanced is not None
        if closed and introduces(blocks[index].text) and opens_next(blocks, index):
            # The act went on before: the quotes of its next new text would only seem to close this one.
            break
        text = blocks[index].text
        depth += _depth(text)
        own_depth += text.count(opening) - text.count(_PAIRED.get(opening, opening))
        if not _CLOSES.search(text):
            continue
        even = depth == 0 or (opening == '"' and depth % 2 == 0)
        # Angle quotes around text with straight ones in it close by their own kind.
        even = even or (own_depth == 0 and text.rstrip(" .;:,").endswith(_PAIRED.get(opening, "\0")))
        goes_on = _resumes(blocks, index + 1, own)
        if even and goes_on:
            # Quotes that balanced before may have been the end: what lies between is not certain to be new text.
            return index, balanced is None
        if even and opens_next(blocks, index) and not instructs(blocks[index + 1].text):
            # "12) …"; and "14) …";: the new text of several elements, each in quotes of its own.
            continue
        if even and balanced is None:
            balanced = index
        if goes_on and plausible is None:
            plausible = index
    if plausible is not None:
        return plausible, False
    return (balanced if balanced is not None else len(blocks) - 1), False


def shares_opening(texts: Sequence[str]) -> bool:
    """New text that begins with a title in quotes, and one quote stands for both: the first one closes the title.

    >>> shares_opening(['"О связи" Закона сәйкес БҰЙЫРАМЫН":;'])
    True
    >>> shares_opening(['"1. Закон "О связи" действует.";'])
    False
    """
    text = texts[0]
    if text[:1] != '"' or sum(each.count('"') for each in texts) % 2 == 0:
        return False
    second = text.find('"', 1)
    follows = text[second + 1 : second + 2]
    return second > 0 and not text[second - 1].isspace() and (follows.isspace() or follows in tuple(",.;:)"))


def shares_closing(texts: Sequence[str]) -> bool:
    """New text that ends with a title in quotes, and one quote stands for both: the last one closes the title.

    >>> shares_closing(['"7. Заявление "О выдаче разрешения";'])
    True
    >>> shares_closing(['"7. Заявление "О выдаче разрешения"";'])
    False
    """
    whole = "\n".join(texts).rstrip(" .;:,")
    if whole[-1:] == '"':
        before = whole.rfind('"', 0, -1)
        inner = before > 0 and whole[before - 1] in " (\u00a0" and not whole[before + 1].isspace()
        return inner and whole[:1] == '"' and whole.count('"') % 2 == 1
    if whole[-1:] == "»":
        inner = whole.rfind("«", 1) > whole.rfind("»", 0, -1)
        return inner and whole[:1] == "«" and whole.count("«") == whole.count("»") + 1
    return False


def opens_next(blocks: Sequence[Block], index: int) -> bool:
    """The block after one begins with a quote."""
    return index + 1 < len(blocks) and opens(blocks[index + 1].text)


def _depth(text: str) -> int:
    """Angle quotes by sign, straight ones counted (even: balanced)."""
    return text.count("«") - text.count("»") + text.count("“") - text.count("”") + text.count('"')


def _resumes(blocks: Sequence[Block], index: int, own: Mapping[str, str]) -> bool:
    """Whether the amending act itself goes on at a block: an instruction, a lead, its next number, the end."""
    if index >= len(blocks):
        return True
    block = blocks[index]
    if block.kind in ("caption", "note"):
        return True
    label = label_of(block.text)
    if label and label.kind in own and label.num == _next(own[label.kind]):
        return True
    if opens(block.text):
        return instructs(block.text)
    if block.text.endswith(":") and opens_next(blocks, index):
        # An instruction, whatever its words: its own new text follows.
        return True
    text = label.rest if label and label.kind == "subparagraph" else block.text
    return bool((_VERB.search(text) and not text.endswith("года;")) or _LEAD.match(text))


def _next(number: str) -> str:
    return str(int(number.split("-")[0]) + 1)
