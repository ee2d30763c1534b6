"""The numbers and titles of table rows among blocks of wrapped cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from legal.findings import finding
from legal.reading.table_chunks import WITH_TITLE, Chunk, is_weak, row_number
from legal.reading.table_text import whole
from legal.reading.table_titles import is_title, title_at
from legal.records import Finding, Language


@dataclass(frozen=True, slots=True)
class Marker:
    """A row's number as published ("" where it is lost), its title, and the chunks they take up."""

    num: str
    label: str
    title: tuple[str, ...]
    first: int
    last: int
    lines: tuple[int, int]


def _follows(number: str, before: str | None) -> bool:
    """Whether a row number goes on after `before`: 2 after 1, 2-1 after 2."""
    if before is None:
        return number == "1"
    here, there = ([int(n) for n in value.split("-")] for value in (before, number))
    if len(there) == 1:
        return there[0] == here[0] + 1
    return there[:-1] == here or (there[:-1] == here[:-1] and there[-1] == here[-1] + 1)


def find_markers(region: Sequence[Chunk], language: Language) -> tuple[list[Chunk], list[Marker], list[Finding]]:
    """The chain of row markers, and the region with the chunks cut where a title stood inside one."""
    parts = list(region)
    found: list[Marker] = []
    findings: list[Finding] = []
    number: str | None = None
    standard = _is_standard(parts, language)
    at = 0
    while at < len(parts):
        expected = int(number.split("-")[0]) + 1 if number else 1
        marker = _numbered(parts, at, number, standard, language)
        if marker is None and standard and number:
            marker = _untold(parts, at, expected, language)
            if marker is not None:
                message = f"row {expected} ({whole(marker.title)[:40]!r}) has no number in the published file"
                findings.append(finding("table-row-number-missing", message, marker.lines[0]))
        if marker is None:
            at += 1
            continue
        if marker.label:
            findings += _rivals(parts, marker, standard)
        found.append(marker)
        number = marker.num
        at = marker.last + 1
    return parts, found, findings


def _is_standard(parts: Sequence[Chunk], language: Language) -> bool:
    """Whether the first numbered row has the first title of a service standard."""
    for index, chunk in enumerate(parts):
        if row_number(chunk) == "1":
            return is_title(whole(_title_lines(parts, index)[0]), 1, language)
    return False


def _title_lines(parts: Sequence[Chunk], at: int) -> tuple[tuple[str, ...], int]:
    """The title lines of the marker at `at` and the index of the last chunk they take up."""
    texts = parts[at].texts
    if match := WITH_TITLE.fullmatch(texts[0]):
        return (match[2], *texts[1:]), at
    if len(texts) > 1:
        return texts[1:], at
    if at + 1 < len(parts) and parts[at + 1].page == parts[at].page and not parts[at + 1].indented:
        return parts[at + 1].texts, at + 1
    return (), at


def _numbered(parts: list[Chunk], at: int, before: str | None, standard: bool, language: Language) -> Marker | None:
    """The marker at a chunk that begins with the next number."""
    number = row_number(parts[at])
    if number is None or not _follows(number, before):
        return None
    if is_weak(parts[at]) and _strong_comes(parts, at + 1, number):
        return None
    title, last = _title_lines(parts, at)
    if standard and number.isdigit() and int(number) <= 10 and not is_title(whole(title), int(number), language):
        kept = title_at(title, int(number), language)
        if kept and kept < len(title):
            _cut(parts, last, len(parts[last].lines) - len(title) + kept)
            title = title[:kept]
        elif _title_comes(parts, at + 1, int(number), language):
            return None
    lines = (parts[at].lines[0].number, parts[last].lines[-1].number)
    label = parts[at].texts[0].split()[0]
    return Marker(number, label, title, at, last, lines)


def _strong_comes(parts: Sequence[Chunk], start: int, number: str) -> bool:
    """Whether a chunk that is surely a marker carries this number, before one that carries the next."""
    for chunk in parts[start:]:
        found = row_number(chunk)
        if found is None or is_weak(chunk):
            continue
        if found == number or _follows(found, number):
            return found == number
    return False


def _title_comes(parts: Sequence[Chunk], start: int, number: int, language: Language) -> bool:
    """Whether a later chunk carries this number with the title that belongs to it."""
    return any(
        row_number(parts[i]) == str(number) and is_title(whole(_title_lines(parts, i)[0]), number, language)
        for i in range(start, len(parts))
    )


def _untold(parts: list[Chunk], at: int, number: int, language: Language) -> Marker | None:
    """A row of a standard without its number: its title stands somewhere in a chunk, as lines of their own.

    The chunk is cut before and after the title, as if the page had broken before it: the title is centred, so text
    of its row may stand above.
    """
    texts = parts[at].texts
    if number > 10 or any(row_number(chunk) == str(number) for chunk in parts[at:]):
        return None
    for start in range(len(texts)):
        size = title_at(texts[start:], number, language)
        if not size:
            continue
        if start + size < len(texts):
            _cut(parts, at, start + size)
        if start:
            _cut(parts, at, start)
            for index in range(at + 1, len(parts)):
                parts[index] = Chunk(parts[index].lines, parts[index].page + 1)
            return None
        span = (parts[at].lines[0].number, parts[at].lines[-1].number)
        return Marker(str(number), "", parts[at].texts, at, at, span)
    return None


def _cut(parts: list[Chunk], at: int, line: int) -> None:
    """Cut a chunk in two before one of its lines."""
    chunk = parts[at]
    parts[at : at + 1] = [Chunk(chunk.lines[:line], chunk.page), Chunk(chunk.lines[line:], chunk.page)]


def _rivals(parts: Sequence[Chunk], marker: Marker, standard: bool) -> list[Finding]:
    """Another chunk with the same number before the next number: which of them begins the row cannot be told."""
    if standard:
        return []
    for chunk in parts[marker.last + 1 :]:
        number = row_number(chunk)
        if number is not None and _follows(number, marker.num):
            break
        if number == marker.num and (is_weak(parts[marker.first]) or not is_weak(chunk)):
            message = f"two blocks begin with {number}; the first is taken for the row"
            return [finding("table-ambiguous", message, chunk.lines[0].number)]
    return []
