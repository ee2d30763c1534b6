"""Automatic numbers of a word processor, written out as a reader of the page sees them.

Source: ECMA-376 Part 1, 17.9 (numbering). Instances (`w:num`) of one abstract definition count together, unless an
instance starts its level anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from legal.reading.format_package import child, switched_on, value, word_name

_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_PLACEHOLDER = re.compile(r"%([1-9])")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbering: where it starts, its format, its text ("%1.%2."), what restarts it."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    glued: bool = False
    style: str | None = None


@dataclass(slots=True)
class Numbering:
    """The numbering part of a document, and the counters as far as the document was read."""

    _abstract: dict[str, dict[int, Level]] = field(default_factory=dict)
    _nums: dict[str, tuple[str, dict[int, Level]]] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: etree._Element | None) -> Numbering:
        """The numbering of a document; `root` is its numbering part or None."""
        made = cls()
        for element in root if root is not None else ():
            if word_name(element) == "abstractNum":
                levels = dict(_level(e) for e in element if word_name(e) == "lvl")
                made._abstract[value(element, "abstractNumId") or ""] = levels
        for element in root if root is not None else ():
            if word_name(element) == "num":
                abstract = value(child(element, "abstractNumId")) or ""
                made._nums[value(element, "numId") or ""] = (
                    abstract,
                    _overrides(element, made._abstract.get(abstract)),
                )
        return made

    def level_of_style(self, num: str, style: str) -> int:
        """The level of an instance that is linked to a paragraph style; 0 where none is."""
        levels = self._abstract.get(self._nums.get(num, ("", {}))[0], {})
        return next((index for index, level in levels.items() if level.style == style), 0)

    def label(self, num: str, index: int) -> str | None:
        """The label of the next paragraph at a level of an instance, with the space after it where one shows.

        "" where the definition shows none; None where it cannot be told: an unknown format, a definition not there.
        """
        if num not in self._nums:
            return None
        abstract, overrides = self._nums[num]
        levels = {**self._abstract.get(abstract, {}), **overrides}
        if index not in levels:
            return None
        counters = self._count(num, abstract, index, levels, overrides)
        level = levels[index]
        if level.format == "none" and not _PLACEHOLDER.sub("", level.text):
            return ""
        if level.format == "bullet":
            bullet = _PRIVATE.sub("•", level.text)
            return f"{bullet} " if bullet.strip() else ""
        pieces: list[str] = []
        last = 0
        for match in _PLACEHOLDER.finditer(level.text):
            shown = self._shown(int(match[1]) - 1, levels, counters, level.legal)
            if shown is None:
                return None
            pieces += [level.text[last : match.start()], shown]
            last = match.end()
        text = "".join((*pieces, level.text[last:]))
        return text if level.glued or not text else f"{text} "

    def _shown(self, index: int, levels: dict[int, Level], counters: dict[int, int], legal: bool) -> str | None:
        level = levels.get(index)
        if level is None:
            return None
        return _figure(counters.get(index, level.start), "decimal" if legal else level.format)

    def _count(
        self, num: str, abstract: str, index: int, levels: dict[int, Level], overrides: dict[int, Level]
    ) -> dict[int, int]:
        counters = self._counters.setdefault(abstract, {})
        anew = index in overrides and (num, index) not in self._started
        self._started.add((num, index))
        if index in counters and not anew:
            counters[index] += 1
        else:
            counters[index] = levels[index].start
        for deeper in [i for i in counters if i > index]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart > 0 and index < restart):
                del counters[deeper]
        return counters


def _level(element: etree._Element) -> tuple[int, Level]:
    restart = value(child(element, "lvlRestart"))
    return int(value(element, "ilvl") or 0), Level(
        start=int(value(child(element, "start")) or 0),
        format=value(child(element, "numFmt")) or "decimal",
        text=value(child(element, "lvlText")) or "",
        restart=int(restart) if restart is not None else None,
        legal=switched_on(child(element, "isLgl")),
        glued=value(child(element, "suff")) == "nothing",
        style=value(child(element, "pStyle")),
    )


def _overrides(num: etree._Element, levels: dict[int, Level] | None) -> dict[int, Level]:
    made: dict[int, Level] = {}
    for element in num:
        if word_name(element) != "lvlOverride":
            continue
        index = int(value(element, "ilvl") or 0)
        own = child(element, "lvl")
        level = _level(own)[1] if own is not None else (levels or {}).get(index)
        start = value(child(element, "startOverride"))
        if level is not None and (own is not None or start is not None):
            made[index] = replace(level, start=int(start)) if start is not None else level
    return made


def _figure(number: int, form: str) -> str | None:
    """A number in a format of Word; None for one that is not known here.

    >>> [_figure(3, form) for form in ("decimal", "lowerLetter", "upperRoman", "russianLower", "chicago")]
    ['3', 'c', 'III', 'в', None]
    """
    match form:
        case "decimal":
            return str(number)
        case "decimalZero":
            return f"{number:02}"
        case "none":
            return ""
        case "lowerLetter" | "upperLetter":
            text = _letter(number, "abcdefghijklmnopqrstuvwxyz")
        case "russianLower" | "russianUpper":
            text = _letter(number, _RUSSIAN)
        case "lowerRoman" | "upperRoman":
            text = _roman(number)
        case _:
            return None
    return text.upper() if form.startswith("upper") or form.endswith("Upper") else text


def _letter(number: int, letters: str) -> str:
    """Word goes on after the last letter with doubled letters: z, aa, bb."""
    times, index = divmod(max(1, number) - 1, len(letters))
    return letters[index] * (times + 1)


def _roman(number: int) -> str:
    text = ""
    for figure, letters in _ROMAN:
        while number >= figure:
            text += letters
            number -= figure
    return text
