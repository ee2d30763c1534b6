"""Words divided by a hyphen at the end of a line, put together again: "государствен-" / "ных пособиях".

A hyphen at a line's end may be the word's own ("социально-" / "экономического"). What decides, in this order: the same
word elsewhere in the file, with the hyphen or without; the Russian dictionary, where the halves are words, or the whole
is one; in Kazakh, for which there is none, the acts that are shipped, a word that begins alike, or a second half that
is nothing but endings ("жүйе-" / "сінде"). Where nothing tells, the hyphen stays, with a warning. A soft hyphen
(U+00AD), or the one that programs set where they divide a word (U+2010), is never the word's own. Every repair is
logged.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise

from legal.dictionary import is_word
from legal.findings import finding
from legal.letters import pattern
from legal.reading.blocks import Line
from legal.records import Finding, Language

_LETTERS = r"[^\W\d_]"
_SOFT = ("\u00ad", "\u2010")
_HYPHENS = "-" + "".join(_SOFT)
_ENDS = frozenset(_HYPHENS)
_HALF = re.compile(rf"(?:^|[\s(«\"“])((?:{_LETTERS}+-)*{_LETTERS}{{2,}})[{_HYPHENS}]$")
_REST = re.compile(rf"\s*({_LETTERS}{{2,}}(?:-{_LETTERS}+)*)")
_WORD = re.compile(rf"{_LETTERS}+(?:-{_LETTERS}+)*")
_INDENT = " " * 6
_STEM = 4
"""Letters of the second half that tell a word with a hyphen whatever its case ("социально-экон…")."""


_SHARED = 2
"""Letters of the second half that a word of the same beginning has too ("нәти-" / "желерге", "нәтижелі")."""
_SHORTEST = 5
_ENDINGS = pattern(
    r"(?:[лдт][ае]р)?(?:с?[ыі]|[ыі]?м[ыі]з|[ыі]?ң[ыі]з)?"
    r"(?:[ндт][ыі]ң|[ғгқк][ае]|н[ае]|[ндт][ыі]|н?[дт][ае]|[дтн][ае]н|[мбп]ен)?(?:[ғг][ыі])?"
)
"""Plural, possession and case, as a Kazakh word ends with them."""


@cache
def _shipped() -> tuple[str, ...]:
    """The words of the Kazakh acts that the package ships, in order."""
    texts = (act / "kaz.txt" for act in (files("legal") / "corpus").iterdir() if act.is_dir())
    held = " ".join(text.read_text("utf-8") for text in texts if text.is_file())
    return tuple(sorted({match.group().lower() for match in _WORD.finditer(held)}))


def _begin(words: Sequence[str], start: str) -> bool:
    """Whether one of the words, which are in order, begins so."""
    at = bisect_left(words, start)
    return at < len(words) and words[at].startswith(start)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a file in small letters, as a set and in order, and the beginnings of those with a hyphen."""

    whole: frozenset[str]
    hyphened: frozenset[str]
    language: Language
    ordered: tuple[str, ...] = ()

    def joins(self, left: str, right: str) -> bool | None:
        """Whether two halves are one word without the hyphen; None where nothing tells."""
        first, rest = left.lower(), right.lower()
        if f"{first}-{rest[:_STEM]}" in self.hyphened:
            return False
        if first + rest in self.whole:
            return True
        if self.language == "kaz":
            return self._joins_kazakh(left, first, rest)
        if is_word(first + rest):
            return True
        return False if is_word(first) and is_word(rest) else None

    def _joins_kazakh(self, left: str, first: str, rest: str) -> bool | None:
        whole = first + rest
        begun = whole[: len(first) + _SHARED]
        if len(whole) >= _SHORTEST and _begin(_shipped(), whole):
            return True
        alike = len(begun) >= _SHORTEST and len(rest) > _SHARED
        if alike and (_begin(self.ordered, begun) or _begin(_shipped(), begun)):
            return True
        # "ҚР-ның", "ЖШС-ларына": the endings of a name in capitals stand behind a hyphen of their own.
        named = left[-1:].isupper()
        return True if len(rest) >= _SHORTEST and not named and _ENDINGS.fullmatch(rest) else None


def words_of(texts: Iterable[str], language: Language) -> Words:
    """The words of a file from its lines, those at a line's end that a hyphen leaves open left out."""
    whole: set[str] = set()
    hyphened: set[str] = set()
    for text in texts:
        for match in _WORD.finditer(text.lower()):
            word = match.group()
            whole.add(word)
            first, hyphen, rest = word.rpartition("-")
            if hyphen and match.end() < len(text):
                hyphened.add(f"{first}-{rest[:_STEM]}")
    return Words(frozenset(whole), frozenset(hyphened), language, tuple(sorted(whole)))


def is_divided(text: str) -> bool:
    """Whether a line may end in the middle of a word.

    >>> is_divided("о государствен-"), is_divided("услуги -"), is_divided("пункта 4-")
    (True, False, False)
    """
    words = text.rstrip()
    return words[-1:] in _ENDS and _HALF.search(words) is not None


def undivided(left: str, right: str, words: Words, line: int) -> tuple[str, str, Finding] | None:
    """Two lines with the word that the first one divides whole at its end, and the finding; None where it divides none.

    Where nothing tells whether the hyphen is the word's own the lines come back as they are, with a warning.
    """
    half = _HALF.search(left) if left[-1:] in _ENDS else None
    rest = _REST.match(right) if half else None
    if half is None or rest is None or not rest[1][0].islower():
        return None
    printed = f"{half[1]}-{rest[1]}"
    joined = left.endswith(_SOFT) or words.joins(half[1], rest[1])
    if joined is None:
        message = f"a word divided at the end of its line, or one with a hyphen: {printed!r}"
        return left, right, finding("divided-word", message, line, severity="warning")
    if not joined:
        return None
    whole = half[1] + rest[1]
    return left[:-1] + rest[1], right[rest.end() :], finding("divided-word", f"{printed!r} read as {whole!r}", line)


def undivided_lines(lines: Sequence[Line], language: Language) -> tuple[tuple[Line, ...], tuple[Finding, ...]]:
    """The lines of a text with divided words whole, each at the end of the line it began on."""
    if not any(is_divided(line.text) for line in lines):
        return tuple(lines), ()
    words = words_of((line.text for line in lines), language)
    out = list(lines)
    findings: list[Finding] = []
    filled = [at for at, line in enumerate(lines) if not line.blank]
    for at, below in pairwise(filled):
        begins = out[below].text.startswith(_INDENT)
        made = None if begins else undivided(out[at].text.rstrip(), out[below].text, words, out[at].number)
        if made is not None:
            out[at], out[below] = replace(out[at], text=made[0]), replace(out[below], text=made[1].lstrip())
            findings.append(made[2])
    return tuple(out), tuple(findings)
