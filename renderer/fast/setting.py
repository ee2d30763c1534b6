"""Text set into lines by the widths of its letters.

A line breaks at a space, and inside a word only where the word alone is wider than the line. The space at a break stays
with its line, so that whoever copies the text gets every one of them. A line end in the text ends the line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from forms.records import Line as FormLine
from forms.records import Text
from renderer.errors import TextError
from renderer.fast.faces import Face, lent
from renderer.walk import Run, spaced

_ENDS = re.compile("\r\n|\r|\n")
_WORD = re.compile(r"[^ ]*[ ]+|[^ ]+")
_TAB = "    "
_REMEMBERED = 4_000
"""Words and cells whose setting is kept: a journal says much again and again, and memory stays flat."""


class Line(NamedTuple):
    """A line of type: pieces of one style each, as hexadecimal glyphs, and the width of all in points.

    `spread`: its spaces are wider than the font has them, by numbers that stand between the glyphs.
    """

    pieces: tuple[tuple[bool, str], ...]
    width: float
    spread: bool = False


class Setter:
    """Sets text in the upright and the bold style of a font."""

    def __init__(self, upright: Face, bold: Face) -> None:
        self._faces = (upright, bold)
        self._widths: tuple[dict[str, float], dict[str, float]] = ({}, {})
        self._runs: tuple[dict[str, tuple[str, float, float]], ...] = ({}, {})
        self._lines: dict[tuple[tuple[Run, ...], float, float, float, bool], list[Line]] = {}
        self._set: dict[tuple[str, float, float], list[Line]] = {}

    def plain(self, text: str, size: float, width: float) -> list[Line]:
        """Text of one style in lines no wider than `width` points. Raises TextError for a letter the font lacks."""
        if not text:
            return []
        key = (text, size, width)
        if (found := self._set.get(key)) is None:
            if len(self._set) > _REMEMBERED:
                self._set.clear()
            found = self._set[key] = self.anew(text, size, width)
        return found

    def anew(self, text: str, size: float, width: float) -> list[Line]:
        """The same for a caller that remembers what was set."""
        face = self._faces[0]
        try:
            whole = face.width(text, size)
        except KeyError:  # a letter that needs a second look
            return self.runs([Run(text)], size, width)
        if whole <= width:
            return [Line(((False, face.encode(text)),), whole)]
        if any(kept for _, kept in spaced(text)):
            return self.runs([Run(text)], size, width)
        words, space = text.split(" "), self._width(" ", False, size)
        wide = [self._width(word, False, size) for word in words]
        if max(wide) > width or "" in words:
            return self.runs([Run(text)], size, width)
        lines: list[Line] = []
        first, used = 0, wide[0]
        for at in range(1, len(words)):
            if used + space + wide[at] > width + 0.01:
                lines.append(Line(((False, face.encode(" ".join(words[first:at]) + " ")),), used))
                first, used = at, wide[at]
            else:
                used += space + wide[at]
        return [*lines, Line(((False, face.encode(" ".join(words[first:]))),), used)]

    def runs(self, runs: Iterable[Run], size: float, width: float, indent: float = 0, bold: bool = False) -> list[Line]:
        """Runs in lines; `indent` points are left free in the first. `bold` makes all of them bold."""
        key = (runs if isinstance(runs, tuple) else tuple(runs), size, width, indent, bold)
        if (found := self._lines.get(key)) is None:
            if len(self._lines) > _REMEMBERED:
                self._lines.clear()
            found = self._lines[key] = self._broken(*key)
        return found

    def _broken(self, runs: tuple[Run, ...], size: float, width: float, indent: float, bold: bool) -> list[Line]:
        if (whole := self._one_line(runs, size, width - indent, bold)) is not None:
            return [whole]
        lines: list[Line] = []
        pieces: list[tuple[bool, str]] = []
        used = indent
        for word, strong in self._words(runs, bold):
            if word == "\n":
                lines.append(self._line(pieces, size))
                pieces, used = [], 0.0
                continue
            for part, wide in self._parts(word, strong, size, width):
                if pieces and used + wide > width + 0.01:
                    lines.append(self._line(pieces, size))
                    pieces, used = [], 0.0
                pieces.append((strong, part))
                used += self._width(part, strong, size)
        if pieces:
            lines.append(self._line(pieces, size))
        return lines

    def _one_line(self, runs: Sequence[Run], size: float, width: float, bold: bool) -> Line | None:
        """Runs that stand in one line as they are, as most do; None for all others."""
        pieces: list[tuple[bool, str]] = []
        used = 0.0
        tail = 0.0
        for run in runs:
            strong = bold or run.style == "strong"
            known = self.run(run.text, strong)
            if known is None:
                return None
            glyphs, wide, tail = known
            used += wide * size
            if pieces and pieces[-1][0] == strong:
                pieces[-1] = (strong, pieces[-1][1] + glyphs)
            else:
                pieces.append((strong, glyphs))
        if not pieces or used > width:
            return None
        return Line(tuple(pieces), used - tail * size)

    def shown(self, line: FormLine, size: float, width: float) -> tuple[str, float] | None:
        """The operators that show a line of a form in one line of type, and its width; None where it takes more or has
        letters that the font lacks."""
        shown, used, tail, last = "", 0.0, 0.0, None
        for part in (Text(f"{line.label} "), *line.parts) if line.label else line.parts:
            text, strong = (part.text, part.strong) if isinstance(part, Text) else (part.published, False)
            if not text:
                continue
            if (known := self.run(text, strong)) is None:
                return None
            glyphs, wide, tail = known
            glyphs = lent(glyphs, size, f"/F{strong:d} {size:g} Tf")
            used += wide
            shown += (
                glyphs if strong is last else f"{'' if last is None else '> Tj'} /F{strong:d} {size:g} Tf <{glyphs}"
            )
            last = strong
        if last is None or used * size > width:
            return None
        return f"{shown}> Tj", (used - tail) * size

    def run(self, text: str, strong: bool) -> tuple[str, float, float] | None:
        """The glyphs of a text, its width and that of the spaces at its end, the type a point high; None for letters
        that the font lacks."""
        known = self._runs[strong]
        if (found := known.get(text)) is None:
            face = self._faces[strong]
            try:
                wide = face.width(text, 1)
            except KeyError:
                return None
            if len(known) > _REMEMBERED:
                known.clear()
            spaces = len(text) - len(text.rstrip(" "))
            found = known[text] = (face.encode(text), wide, face.width(" ", 1) * spaces)
        return found

    def justified(self, line: Line, size: float, width: float) -> Line:
        """The line as wide as `width` points, its spaces spread; as it is where it has none."""
        spaces = [self._faces[strong].encode(" ") for strong, _ in line.pieces]
        glyphs = [[text[at : at + 4] for at in range(0, len(text), 4)] for _, text in line.pieces]
        if glyphs and glyphs[-1][-1] == spaces[-1]:
            glyphs[-1].pop()  # the space at the break stays and is not spread
            tail = spaces[-1]
        else:
            tail = ""
        count = sum(one.count(space) for one, space in zip(glyphs, spaces, strict=True))
        if not count or width <= line.width:
            return line
        wider = f"> {-(width - line.width) * 1000 / count / size:.1f} <"
        pieces = []
        for (strong, _), one, space in zip(line.pieces, glyphs, spaces, strict=True):
            pieces.append((strong, "".join(glyph + wider if glyph == space else glyph for glyph in one)))
        pieces[-1] = (pieces[-1][0], pieces[-1][1] + tail)
        return Line(tuple(pieces), width, spread=True)

    def _words(self, runs: Iterable[Run], bold: bool) -> Iterable[tuple[str, bool]]:
        """Words with the spaces behind them, and line ends; a word of two styles is two that no space parts."""
        for run in runs:
            strong = bold or run.style == "strong"
            for number, row in enumerate(_ENDS.split(self._held(run.text, strong))):
                if number:
                    yield "\n", strong
                for text, whole in spaced(row):
                    yield from ((word, strong) for word in ([text] if whole else _WORD.findall(text)))

    def _held(self, text: str, strong: bool) -> str:
        text = text.replace("\t", _TAB)
        shown = _ENDS.sub("", text)
        if self._faces[strong].holds(shown):
            return text
        text = unicodedata.normalize("NFC", text)
        for letter in _ENDS.sub("", text):
            if not self._faces[strong].holds(letter):
                raise TextError(
                    f"The print font has no letter for U+{ord(letter):04X}.", remedy="Print it with renderer.render."
                )
        return text

    def _parts(self, word: str, strong: bool, size: float, width: float) -> Iterable[tuple[str, float]]:
        """A word, and its width without the space behind it; a word wider than a line in pieces."""
        bare = word.rstrip(" ")
        wide = self._width(bare, strong, size)
        if wide <= width:
            yield word, wide
            return
        piece, used = "", 0.0
        for letter in bare:
            step = self._width(letter, strong, size)
            if piece and used + step > width:
                yield piece, used
                piece, used = "", 0.0
            piece, used = piece + letter, used + step
        yield piece + word[len(bare) :], used

    def _width(self, word: str, strong: bool, size: float) -> float:
        known = self._widths[strong]
        if (found := known.get(word)) is None:
            if len(known) > _REMEMBERED:
                known.clear()
            found = known[word] = self._faces[strong].width(word, 1)
        return found * size

    def _line(self, pieces: list[tuple[bool, str]], size: float) -> Line:
        """Pieces as a line."""
        joined: list[tuple[bool, str]] = []
        for strong, word in pieces:
            if joined and joined[-1][0] == strong:
                joined[-1] = (strong, joined[-1][1] + word)
            else:
                joined.append((strong, word))
        width = sum(self._width(word, strong, size) for strong, word in pieces)
        if pieces and pieces[-1][1].endswith(" "):
            last = pieces[-1][1]
            width -= self._width(last[len(last.rstrip(" ")) :], pieces[-1][0], size)
        return Line(tuple((strong, self._faces[strong].encode(text)) for strong, text in joined), width)
