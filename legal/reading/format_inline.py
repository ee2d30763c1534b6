"""The marks of Markdown inside a paragraph: emphasis, links, escapes, entities, stray HTML.

What the reader guarantees:

1. Only marks go: an asterisk that neither opens nor closes an emphasis stays, and so does every underscore of a form.
2. A link leaves its words in their place; its address goes.
3. Inside a word a single asterisk is a published character ("а*б"), a double one a mark.
4. An angle bracket that begins none of the known elements is published text ("<Ф.И.О.>").
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Literal

from legal.reading.labels import raised

BREAK = "\n"
"""A line break inside a paragraph."""

_TAGS = "a|b|i|u|s|em|strong|span|font|sup|sub|small|big|p|div|center|ins|mark|nobr|tt|code"
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s+[^<>]*)?/?>", re.IGNORECASE)
_ANCHOR = re.compile(r"<a\s+(?:id|name)\s*=\s*[\"']?[^\"'<>]*[\"']?\s*(?:/>|>\s*</a>)", re.IGNORECASE)
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_AUTOLINK = re.compile(r"<((?:https?|ftp|mailto):[^\s<>]+)>", re.IGNORECASE)
_ADDRESS = r"<?(?:[a-z][a-z0-9+.-]*:|#|/|\.|www\.|(?=[^\s()<>]*[a-z./#?]))[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*>?"
_LINK = re.compile(rf"(!?)\[([^\[\]]*)\]\((?:{_ADDRESS}|<[^<>\n]+>)(?:\s+\"[^\"]*\"|\s+'[^']*')?\)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_RUN = re.compile(r"\*+")
_UNDERSCORED = re.compile(r"_([^\W_][^_]*[^\s_])_")
_STRONG_UNDERSCORED = re.compile(r"__([^\W_][^_]*[^\s_])__")
_FOOTNOTE_MARK = re.compile(r"(?<=\S)\[\^[^\[\]\s]{1,20}\]")
_RAISED = re.compile(r"(?P<above>[0-9](?:</\w+>)?<sup\b[^<>]*>(?:<\w+>)?)(?P<raised>[0-9]+)", re.IGNORECASE)
_HIDDEN = 0xF0000  # escaped characters wait in a private plane, out of sight of the other passes


@dataclass(slots=True)
class Inline:
    """The words of a paragraph without the marks.

    `lines` are its lines, cut at line breaks; `emphasis` is set where the whole paragraph is; `marks`, `html` and
    `pictures` say what was removed; `stray` that asterisks stayed which may be marks, `footnotes` that signs of
    footnotes went, `raised` that a raised number follows another.
    """

    lines: list[str]
    emphasis: Literal["", "strong", "em"] = ""
    marks: bool = False
    html: bool = False
    pictures: list[str] = field(default_factory=list)
    stray: bool = False
    footnotes: bool = False
    raised: bool = False


def read_inline(text: str) -> Inline:
    """The marks of one paragraph resolved; `text` holds BREAK where its lines break.

    >>> read_inline('на портале **ПРИКАЗЫВАЮ:**" ;').lines
    ['на портале ПРИКАЗЫВАЮ:" ;']
    >>> read_inline('«____» _____ 20__ года а*б*в').lines
    ['«____» _____ 20__ года а*б*в']
    >>> read_inline(r'[www.egov.kz](http://www.egov.kz) 1\\. &quot;x&quot;').lines
    ['www.egov.kz 1. "x"']
    """
    made = Inline([])
    hidden = _ESCAPE.sub(lambda match: chr(_HIDDEN + ord(match[1])), text)
    made.marks = hidden != text
    lifted = _RAISED.sub(lambda match: match["above"] + raised(match["raised"]), hidden)
    made.raised, hidden = lifted != hidden, lifted
    hidden = _html(hidden, made)
    unsigned = _FOOTNOTE_MARK.sub("", hidden)
    made.footnotes, hidden = unsigned != hidden, unsigned
    hidden = _links(hidden, made)
    hidden = _emphasis(hidden, made)
    unescaped = _ENTITY.sub(lambda match: html.unescape(match[0]), hidden)
    made.marks |= unescaped != hidden
    shown = "".join(chr(ord(c) - _HIDDEN) if _HIDDEN <= ord(c) < _HIDDEN + 128 else c for c in unescaped)
    made.lines = shown.split(BREAK)
    return made


def strip_anchors(text: str) -> str:
    """A text without the empty anchors (`<a id="st1"></a>`) and comments that mirrors put before headings."""
    return _without_comments(_ANCHOR.sub("", text))


def _without_comments(text: str) -> str:
    """A comment without its end is text. Searched by hand: a pattern would try every opening to the end."""
    made: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        made.append(text[at:start])
        at = end + 3
    return "".join((*made, text[at:]))


def _html(text: str, made: Inline) -> str:
    text = _LINE_BREAK.sub(BREAK, strip_anchors(text))
    bare = _TAG.sub("", _AUTOLINK.sub(r"\1", text))
    made.html = bare != text
    return bare


def _links(text: str, made: Inline) -> str:
    def words(match: re.Match[str]) -> str:
        made.html = True
        if match[1]:
            made.pictures.append(match[2])
            return ""
        return match[2]

    return _LINK.sub(words, text)


@dataclass(slots=True)
class _Run:
    """A run of asterisks: where it stands, how many are left, and which way it can go."""

    start: int
    left: int
    opens: bool
    closes: bool


def _emphasis(text: str, made: Inline) -> str:
    bare = text.strip()
    if match := _STRONG_UNDERSCORED.fullmatch(bare):
        made.marks, made.emphasis = True, "strong"
        return match[1]
    if match := _UNDERSCORED.fullmatch(bare):
        made.marks, made.emphasis = True, "em"
        return match[1]
    pairs, left = _pairs(text)
    # "акт*; номер (*если есть)": footnote signs. Where one asterisk is left over, the others may be no marks either.
    if left[1] and any(size == 1 for _, _, size in pairs):
        pairs = [pair for pair in pairs if pair[2] == 2]
        made.stray = True
    made.stray |= bool(left[2])
    if pairs:
        made.marks = True
        made.emphasis = _whole(text, pairs)
    drop = {at for start, end, size in pairs for at in (*range(start, start + size), *range(end - size, end))}
    return "".join(char for at, char in enumerate(text) if at not in drop)


def _pairs(text: str) -> tuple[list[tuple[int, int, int]], dict[int, int]]:
    """The emphases of a text as (start, end, asterisks), and how many single and double asterisks pair with none."""
    drop: set[int] = set()
    pairs: list[tuple[int, int, int]] = []
    runs = _runs(text)
    stack: list[_Run] = []
    for run in runs:
        if run.closes:
            _close(run, stack, drop, pairs)
        if run.left and run.opens:
            stack.append(run)
    left = {1: sum(run.left == 1 for run in runs), 2: sum(run.left >= 2 for run in runs)}
    return pairs, left


def _runs(text: str) -> list[_Run]:
    runs = []
    for match in _RUN.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        inside = before.isalnum() and after.isalnum() and len(match[0]) == 1
        opens = bool(after.strip()) and not inside
        closes = bool(before.strip()) and not inside
        # A footnote sign after a word ("наименование*,") is followed by no letter; it can close, never open.
        if opens and closes and before.isalnum() and not after.isalnum() and len(match[0]) == 1:
            opens = False
        runs.append(_Run(match.start(), len(match[0]), opens, closes))
    return runs


def _close(run: _Run, stack: list[_Run], drop: set[int], pairs: list[tuple[int, int, int]]) -> None:
    """Pair a closing run with the nearest opening ones; marks between two that pair stay as characters."""
    while run.left and stack:
        size = 2 if run.left >= 2 else 1
        at = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].left >= size), None)
        if at is None and size == 2:
            size = 1
            at = len(stack) - 1
        if at is None:
            return
        opener = stack[at]
        del stack[at + 1 :]
        opener.left -= size
        first = opener.start + opener.left
        closed = _closed(run, drop)
        drop.update(range(first, first + size))
        drop.update(range(closed, closed + size))
        pairs.append((first, closed + size, size))
        run.left -= size
        if not opener.left:
            stack.pop()


def _closed(run: _Run, drop: set[int]) -> int:
    at = run.start
    while at in drop:
        at += 1
    return at


def _whole(text: str, pairs: list[tuple[int, int, int]]) -> Literal["", "strong", "em"]:
    """The emphasis that every word of the paragraph has, set as a whole or line by line."""
    covered: dict[int, set[int]] = {1: set(), 2: set()}
    for start, end, size in pairs:
        covered[size].update(range(start, end))
    words = {at for at, char in enumerate(text) if not char.isspace()}
    if words <= covered[2]:
        return "strong"
    return "em" if words <= covered[1] else ""
