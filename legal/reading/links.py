"""Displaced links: the fault of texts copied out of PDF, and its repair, one line at a time.

The copy takes the linked words out of their place and puts them at the end of the line they stood on, joined by
single spaces. `       изложить в следующей редакции:пункт 5` was `      пункт 5 изложить в следующей редакции:`.
What is left behind is a gap: two spaces, a space before punctuation, an extra space at the start of the line.

The repair, in four steps:

1. `_gaps` finds the gaps of a line.
2. `_tail` reads links from the end of the line backwards, by the vocabulary of references of the language.
3. As many links as gaps: each goes to its gap, in order. One link more: the last one stands at the end of the line
   in its place. One gap and a foreign tail: the words go to the gap where the same file attests the phrase.
4. Anything else is left as published, with a finding.

What the repair guarantees: the characters of a line, spaces left out, stay the same; a line without a gap stays as
it is. Every repaired line is logged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from legal.findings import finding
from legal.letters import pattern
from legal.reading.blocks import Line, is_spaced
from legal.reading.labels import is_annex_label
from legal.reading.signing import INITIALS
from legal.records import Finding, Language

_NUMBER = r"\d+(?:-\d+)*\)?"

# The words that the bank links: units of a text, acts, enacting words, registration numbers.
_LINK = {
    "rus": (
        rf"(?:под)?(?:пункт|раздел)\w{{0,3}}(?: {_NUMBER})?",
        rf"(?:стать|част|глав|строк)\w{{1,3}}(?: {_NUMBER})?",
        rf"(?:абзац|приложени|параграф)\w{{0,3}}(?: {_NUMBER})?",
        r"преамбул\w{1,2}|заголов\w{2,4}|примечани\w{1,3}",
        r"(?:[Зз]акон|[Кк]одекс|[Кк]онституци|[Уу]каз)[а-я]{0,3}(?: № ?\S+)?",
        r"(?:[Пп]риказ|[Пп]остановлени|[Рр]ешени|[Рр]аспоряжени)[а-я]{0,3}(?: № ?\S+)?",
        r"(?:[Пп]равил|[Пп]оложени|[Ии]нструкци|[Пп]еречн|[Мм]етодик|[Сс]тандарт|[Рр]егламент|[Тт]ребовани|[Пп]оряд)[а-я]{0,4}",
        r"ПРИКАЗЫВАЮ|ПОСТАНОВЛЯЕТ|РЕШИЛ",
        r"№ ?[\w/-]+",
        _NUMBER,
    ),
    "kaz": (
        rf"(?:{_NUMBER}[- ]?)?(?:бап|баб|тарма[қғ]|бөлі[кгм]|қосымша|тара[уу]|абзац|параграф|жол)\w{{0,14}}",
        rf"{_NUMBER} (?:тармақша|параграф)\w{{0,8}}",
        r"кіріспе\w{0,4}|тақырып\w{0,5}|ескертпе\w{0,5}",
        r"(?:[Бб]ұйры|[Зз]аң|[Кк]одекс|[Ққ]аулы|[Жж]арлы|[Шш]ешім|[Ққ]ағида|[Ее]реже|[Нн]ұсқаулы|[Сс]тандарт)\w{0,10}",
        r"БҰЙЫРАМЫН|ҚАУЛЫ ЕТЕДІ|ШЕШТІ",
        r"№ ?[\w/-]+",
        _NUMBER,
    ),
}
_LINK_AT_END: dict[str, re.Pattern[str]] = {
    language: pattern(rf"(?P<link>{'|'.join(f'(?:{p})' for p in patterns)})$") for language, patterns in _LINK.items()
}
_UNIT_START = pattern(r"(?:баб|бап|тарма[қғ]|бөлі[кг]|қосымша)\w*")
_LETTER_SPACED = re.compile(r"(?:(?<!\w)[^\W\d_] ){4,}")
_SPACED_CLOSING = re.compile(r' [,.;:)»"]')
_CUT_TITLE = '" '
_CLOSING = r'[,.;:)»]|"(?=[\s,.;:)]|$)'


@dataclass(frozen=True, slots=True)
class _Gap:
    """Where linked words were taken out: `start` and `end` of the spaces left behind, `glue` what joins on."""

    start: int
    end: int
    before: str
    after: str


def repair_links(lines: Sequence[Line], language: Language) -> tuple[tuple[Line, ...], tuple[Finding, ...]]:
    """The lines with linked words back in their places, and a finding for each line changed or not resolved.

    A blank line that the copy put before a line beginning with a link is dropped with the repair.
    """
    attested = _phrases(lines) if any(line.text.startswith(_CUT_TITLE) for line in lines) else Counter[str]()
    spaced = is_spaced(lines)
    out: list[Line] = []
    findings: list[Finding] = []
    for index, line in enumerate(lines):
        after_blank = not spaced and index > 0 and lines[index - 1].blank and not (index > 1 and lines[index - 2].blank)
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        previous = next((other.text for other in reversed(out) if not other.blank), "")
        repaired = _repair(line.text, language, after_blank, previous, following, attested)
        if repaired is None:
            if _unresolved(line.text):
                findings.append(
                    finding(
                        "displaced-link-unresolved",
                        f"linked words may be missing at the gap: {line.text.strip()!r}",
                        line.number,
                    )
                )
            out.append(line)
            continue
        if after_blank and not line.text.startswith("      ") and out and out[-1].blank:
            out.pop()
        findings.append(finding("displaced-link", f"{line.text.strip()!r} read as {repaired.strip()!r}", line.number))
        out.append(Line(line.number, repaired))
    return tuple(out), tuple(findings)


def _repair(
    text: str, language: Language, after_blank: bool, previous: str, following: str, attested: Counter[str]
) -> str | None:
    """The line repaired, or None where there is nothing to repair or no sure way to do it."""
    if _LETTER_SPACED.search(text) or is_annex_label(text.strip().lstrip('"«“')):
        return None
    body = text.rstrip()
    if not _may_gap(body):
        return None
    tail_start, links = _tail(body, language, following)
    gaps = _gaps(body[:tail_start], after_blank)
    while links and len(links) > len(gaps) + 1:
        links = links[1:]
        tail_start = len(body) - len(" ".join(links))
        gaps = _gaps(body[:tail_start], after_blank)
    if links and len(gaps) in (len(links), len(links) - 1) and gaps:
        filled = _fill(body[:tail_start], gaps, links)
        return filled if len(links) == len(gaps) else f"{filled.rstrip()} {links[-1]}{text[len(body) :]}"
    if body.startswith(_CUT_TITLE) and (by_title := _title(body, previous, attested)):
        return by_title
    return _before_code(body)


def _may_gap(body: str) -> bool:
    """Whether a line can have a gap at all: most have none, and to look for links costs more."""
    bare = body.lstrip(" ")
    if len(body) - len(bare) in (1, 7) or bare[:1] in tuple(',.;:)"»'):
        return True
    return "  " in bare or _SPACED_CLOSING.search(bare) is not None


def _gaps(base: str, after_blank: bool) -> list[_Gap]:
    """The gaps of a line whose tail of links is cut off, from left to right."""
    indent = len(base) - len(base.lstrip(" "))
    gaps: list[_Gap] = []
    first = base.lstrip(" ")[:1]
    starts_paragraph = indent >= 6
    if (
        indent in (1, 7)
        or (starts_paragraph and first in ",.;:)")
        or (after_blank and indent == 0 and re.match(r"[,.;:)]|\"(?!\w)", base))
    ):
        gaps.append(_Gap(indent - indent % 6, indent, "", "" if indent in (0, 6) else " "))
    for match in re.finditer(rf"(?<=\S)(?:(?P<double>  +)(?=\S|$)| (?=(?:{_CLOSING})))", base):
        if match.start() < indent:
            continue
        gaps.append(_Gap(match.start(), match.end(), " ", " " if match["double"] else ""))
    return gaps


_MOST_LINKS = 60
"""Links that a line of a page may have at its end: time stays linear in a line that is longer than any page is wide."""


def _tail(body: str, language: Language, following: str) -> tuple[int, list[str]]:
    """Where the displaced links at the end of a line begin, and the links in order."""
    links: list[str] = []
    end = len(body)
    pattern = _LINK_AT_END[language]
    while len(links) < _MOST_LINKS and (match := _longest(pattern, body[:end])):
        start = match
        if language == "kaz" and not links and _UNIT_START.match(following):
            start = _keep_number(body, start)
        links.insert(0, body[start:end])
        glued = start > 0 and body[start - 1] != " "
        end = start
        if glued or start < 2 or body[start - 2] == " ":
            break
        end = start - 1
    return len(body) - len(" ".join(links)), links


def _longest(pattern: re.Pattern[str], text: str) -> int | None:
    """The start of the longest link that ends the text: at a word's start, else inside a word (glued on)."""
    inside: int | None = None
    start = max(0, len(text) - 60) - 1
    while match := pattern.search(text, start + 1):
        start = match.start()
        if start == 0 or not (text[start - 1].isalnum() or text[start - 1] == "-"):
            return start
        if inside is None and text[start].isalpha() and text[start - 1].isalpha() and len(text) - start >= 6:
            inside = start
    return inside


def _keep_number(body: str, start: int) -> int:
    """Split "4-2-7-тармағының" before "7": the next line goes on with the unit that "4-2-" counts."""
    match = re.match(r"((?:\d+-)+)\d+-\D", body[start:])
    return start + match.end(1) if match else start


def _fill(base: str, gaps: list[_Gap], links: list[str]) -> str:
    """The line with each link in its gap, and the spaces around it as in print."""
    out, at = [], 0
    for gap, link in zip(gaps, links, strict=False):
        out += [base[at : gap.start], gap.before, link, gap.after]
        at = gap.end
    return "".join([*out, base[at:]])


def _before_code(body: str) -> str | None:
    """ "согласно  кодексу Трудовому": the name of a code, linked alone."""
    match = re.fullmatch(r"(.*\S)  (кодекс\w*)(.*?) ?([А-Я]\w+(?:ому|ого|ым|ый|ом))", body)
    return f"{match[1]} {match[4]} {match[2]}{match[3]}" if match else None


def _phrases(lines: Sequence[Line]) -> Counter[str]:
    """Every run of three words of the file, lines joined: what a phrase is attested by, and how often."""
    words = re.findall(r"\w+", " ".join(line.text for line in lines))
    return Counter(" ".join(run) for run in zip(words, words[1:], words[2:], strict=False))


def _title(body: str, previous: str, attested: Counter[str]) -> str | None:
    """A title in quotes that runs over the line's end: its rest stands at the end of the line that closes it.

    `" және "адамдарды әлеуметтік қорғау туралы Мемлекеттік атаулы әлеуметтік ` closes a title begun on the line
    before and opens another. The rest of the title is known where the file has the same phrase elsewhere.
    """
    last = re.findall(r"\w+", previous)[-2:]
    for match in re.finditer(r"(?<=[ \"])\w", body):
        start = match.start()
        words = re.findall(r"\w+", body[start:])
        own_join = 1 if start == _first_word(body) else 0
        if len(last) < 2 or not words or attested[" ".join([*last, words[0]])] <= own_join:
            continue
        rest = body[start:]
        closing = re.match(r".*?\bтуралы\b", rest)
        if closing is None:
            continue
        base = body[:start] if body[start - 1] == '"' else body[:start].rstrip() + " "
        return closing.group() + base + rest[closing.end() :].lstrip()
    return None


def _first_word(body: str) -> int:
    match = re.search(r"\w", body)
    return match.start() if match else 0


def _unresolved(text: str) -> bool:
    """A gap inside a line of prose that no rule explains; lines of forms, spaced letters and signatures have gaps of
    their own.
    """
    body = text.strip()
    if "  " not in body or "_" in body or INITIALS.search(body) or _LETTER_SPACED.search(body) or "\t" in body:
        return False
    return re.search(r"\w  +\w", body) is not None
