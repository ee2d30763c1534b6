"""Lines of a form: blanks to fill, captions under them, cells set side by side.

A line of a form is a line in print and stays one, unless the copy cut it for its width. Cells that print sets side by
side without rules (two signatures, a name in two languages) come out one after the other or on one line; they become
a table with role "column": one row, a cell for each column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from legal.findings import finding
from legal.letters import pattern
from legal.reading.blocks import Line
from legal.reading.table_chunks import Chunk
from legal.reading.table_text import meet
from legal.reading.wraps import squeeze
from legal.records import Finding, Node

BLANK = re.compile(r"_{2,}")
"""A line to fill in print."""

_RULE = re.compile(r"[_\s/]+")
_CLOSING = re.compile(r"[,.;:!?)»]")
_HELD_OPEN = re.compile(r'(?:^|[\s(])["«“(]$|[(«“/]$|[^\s_–—-]-$')
_TERMINAL = re.compile(r'[.;:!?]["»”)]*$')
_BRACKET_END = re.compile(r"\)[,.;]?$")
_LINKS_ON = re.compile(r"\s(?:и|или|а|в|во|на|с|со|по|для|от|до|из|к|о|об|у|за|при|не|және|мен|немесе)$")
_LONG = 60
_GAP = re.compile(r"(?<=\S)\s{4,}(?=\S)")

# The two sides of a signature block, left before right.
_SIDES: tuple[tuple[str, str], ...] = (
    (r"Сдал[аи]?", r"Принял[аи]?"),
    (r"Передал[аи]?", r"Принял[аи]?"),
    (r"(?:Поставщик|Исполнитель|Подрядчик)\w*", r"(?:Заказчик|Услугополучател|Покупател|Получател)\w*"),
    (r"Продавец", r"Покупатель"),
    (r"Арендодатель", r"Арендатор"),
    (r"Работодатель", r"Работник"),
    (r"Тапсырды|Өткізді|Тапсырған", r"Қабылдады|Қабылдаған"),
    (r"Өнім беруші|Жеткізуші|Орындаушы|Мердігер", r"Тапсырыс беруші|Қызмет алушы|Сатып алушы"),
    (r"Жұмыс беруші", r"Қызметкер|Жұмыскер"),
)
_LEFT = pattern("|".join(f"(?:{left})" for left, _ in _SIDES))
_RIGHT = pattern("|".join(f"(?:{right})" for _, right in _SIDES))
_TAIL = r"(?:/[^\s:]+)?\s?:?"
_PAIRS = tuple(pattern(rf"((?:{left}){_TAIL})\s+((?:{right}){_TAIL})") for left, right in _SIDES)
_SAME_TWICE = (
    re.compile(r"([_/]*_{3,}[_/]*)\s+([_/]*_{3,}[_/]*)"),
    re.compile(r"(\([^()]+\))\s+(\([^()]+\))"),
    re.compile(r"(М\.?\s?[ПО]\.?)\s+(М\.?\s?[ПО]\.?)"),
)
SEAL = re.compile(
    r"(?:М\.\s?П\.?|МП|М\.\s?О\.?|МО)(?:\s?\(.*\)|\s|$)|Место\s+(?:для\s+)?печати|Мөр(?:дің)?\s+(?:орны|басылатын\s+орын)"
)
"""The place of a seal, in both languages."""

# One name in two languages: "(на казахском языке)" beside "(на русском языке)".
_IN_LANGUAGE = pattern(
    r"^(?P<name>[А-ЯЁӘҒҚҢӨҰҮҺІ].{3,80}?)\s*\(\s?(?:на\s+(?P<rus>казахском|русском|государственном|ином)|"
    r"(?P<kaz>қазақ|орыс|мемлекеттік|өзге))\b[^()]*\)$"
)


class FormLine(NamedTuple):
    """A line of a form: its text, inner spaces single, its lines in the file, and whether it is indented prose."""

    text: str
    lines: tuple[int, int]
    indented: bool = False


def form_lines(lines: Sequence[Line]) -> list[FormLine]:
    """The lines of a form from the lines of a file: those cut for their width joined, the others as they stand."""
    found: list[FormLine] = []
    before = ""
    for line in lines:
        if line.blank:
            continue
        if found and _goes_on(before, line.text, found[-1].text):
            last = found[-1]
            held = last.text + (" " if before.endswith(" ") else "")
            found[-1] = FormLine(meet(held, line.text), (last.lines[0], line.number), last.indented)
        else:
            indented = line.text.startswith(" " * 6) and not BLANK.search(line.text)
            found.append(FormLine(squeeze(line.text), (line.number, line.number), indented))
        before = line.text
    return found


def _goes_on(before: str, after: str, held: str) -> bool:
    """Whether the line `after` is the rest of the line `before`, cut for its width; `held` is all of it so far."""
    left, right = before.strip(), after.strip()
    if after.startswith(" " * 6):
        return _open_bracket(held) and not BLANK.search(right) and len(left) >= _LONG
    if _RULE.fullmatch(left) or (right.startswith("_") and not before.endswith(" ")):
        return False
    if before.endswith(" ") or _CLOSING.match(right) or _HELD_OPEN.search(left):
        return True
    if right.startswith("/") and not BLANK.search(held):
        return True
    if _open_bracket(held) and (not _BRACKET_END.search(left) or right.count(")") > right.count("(")):
        return True
    lower = (right[:1].islower() and not held.startswith("(")) or _LINKS_ON.search(left) is not None
    return lower and len(left) >= _LONG and not _TERMINAL.search(left) and not left.endswith("_")


def _open_bracket(text: str) -> bool:
    return text.count("(") > text.count(")")


def line_nodes(lines: Sequence[FormLine]) -> list[Node]:
    """Form lines as alineas: role "line" for a line of the form, none for indented prose."""
    return [Node("alinea", text=line.text, role="" if line.indented else "line", lines=line.lines) for line in lines]


def columns_node(columns: Sequence[Sequence[Node]], role: str = "") -> Node:
    """Cells set side by side: a table of role "column" with one row; `role` is that of the row."""
    cells = tuple(Node("cell", children=tuple(column)) for column in columns)
    numbers = [n for column in columns for node in column if node.lines for n in node.lines]
    span = (min(numbers), max(numbers)) if numbers else None
    return Node("table", children=(Node("row", children=cells, role=role, lines=span),), role="column", lines=span)


def form_nodes(region: Sequence[Chunk]) -> tuple[list[Node], list[Finding]]:
    """The lines and columns of a form from its chunks, in order."""
    nodes: list[Node] = []
    findings: list[Finding] = []
    pieces = _pieces(region)
    at = 0
    while at < len(pieces):
        if names := languages(pieces, at):
            nodes.append(names[0])
            at = names[1]
        elif signatures := _signatures(pieces, at):
            before, node, at = signatures
            nodes += line_nodes(before)
            nodes.append(node)
        else:
            nodes += line_nodes(pieces[at])
            at += 1
            continue
        span = nodes[-1].lines
        if span:
            message = f"lines {span[0]} to {span[1]} read as cells set side by side"
            findings.append(finding("table-rebuilt", message, span[0]))
    return nodes, findings


def _pieces(region: Sequence[Chunk]) -> list[list[FormLine]]:
    """The form lines of each chunk; a line cut at a page break goes on in the chunk it began in."""
    groups: list[list[Line]] = []
    pages: list[int] = []
    for chunk in region:
        if groups and chunk.page != pages[-1] and groups[-1][-1].text.endswith(" ") and not chunk.indented:
            groups[-1] += chunk.lines
            pages[-1] = chunk.page
        else:
            groups.append(list(chunk.lines))
            pages.append(chunk.page)
    return [form_lines(group) for group in groups]


def languages(pieces: Sequence[Sequence[FormLine]], at: int) -> tuple[Node, int] | None:
    """One name in several languages, a piece each, as columns; and the index after them.

    "Официальное наименование организации (на казахском языке)" | "… (на русском или ином языке)".
    """
    found: list[list[Node]] = []
    name = None
    end = at
    while end < len(pieces) and len(pieces[end]) == 1:
        match = _IN_LANGUAGE.match(pieces[end][0].text)
        if match is None or (name is not None and match["name"] != name):
            break
        name = match["name"]
        found.append(line_nodes(pieces[end]))
        end += 1
    return (columns_node(found), end) if len(found) >= 2 else None


def _pair(text: str) -> tuple[str, str] | None:
    """The two sides that stand on one line."""
    match = next((m for pattern in (*_PAIRS, *_SAME_TWICE) if (m := pattern.fullmatch(text))), None)
    return (match[1], match[2]) if match else None


def _signatures(pieces: Sequence[Sequence[FormLine]], at: int) -> tuple[list[FormLine], Node, int] | None:
    """A signature block in two columns that begins in a piece: what stands before it, the block, the index after it.

    "Сдал Принял" opens it; "Поставщик" goes to the left and "Заказчик" to the right; of the pieces that begin with a
    line to sign on, the first is the left one's. A seal ends it.
    """
    lines = list(pieces[at])
    start = next((i for i, line in enumerate(lines) if any(p.fullmatch(line.text) for p in _PAIRS)), None)
    if start is None:
        return None
    sides = _Sides()
    sides.both(lines[start])
    rest = lines[start + 1 :]
    if rest and not sides.take(rest):
        return None
    end = at + 1
    while end < len(pieces) and sides.take(pieces[end]):
        end += 1
    return lines[:start], columns_node([line_nodes(side) for side in sides.columns]), end


class _Sides:
    """The two columns of a signature block while its lines come in."""

    def __init__(self) -> None:
        self.columns: tuple[list[FormLine], list[FormLine]] = ([], [])
        self.signed = 0

    def both(self, line: FormLine) -> bool:
        """A line that holds a piece of each side."""
        pair = _pair(line.text)
        if pair is None:
            return False
        for column, text in zip(self.columns, pair, strict=True):
            column.append(FormLine(text, line.lines))
        return True

    def take(self, lines: Sequence[FormLine]) -> bool:
        """Take a piece, whole, or refuse it."""
        first = lines[0]
        if first.indented or SEAL.match(first.text):
            return all(_pair(line.text) for line in lines) and all(self.both(line) for line in lines)
        if BLANK.match(first.text) or first.text.startswith("/"):
            return self._sign(lines)
        if _pair(first.text) or _LEFT.match(first.text) or _RIGHT.match(first.text):
            return self._name(lines)
        return False

    def _sign(self, lines: Sequence[FormLine]) -> bool:
        if _pair(lines[0].text):
            return self._name(lines)
        if self.signed >= 2:
            return False
        self.columns[self.signed].extend(lines)
        self.signed += 1
        return True

    def _name(self, lines: Sequence[FormLine]) -> bool:
        """Who signs: a line for each side; a line that names neither goes on with the one before."""
        side = self.columns[0]
        for line in lines:
            if self.both(line):
                self.signed = 2 if BLANK.match(line.text) else self.signed
                continue
            if _LEFT.match(line.text):
                side = self.columns[0]
            elif _RIGHT.match(line.text):
                side = self.columns[1]
            side.append(line)
        return True


def spread(lines: Sequence[Line]) -> list[Node]:
    """Lines of a form that keep their inner spaces (a fenced block): four spaces or more part columns.

    A line that begins far to the right, under the second column, belongs to it.
    """
    nodes: list[Node] = []
    held: list[Line] = []
    at = 0
    while at < len(lines):
        pieces = _GAP.split(lines[at].text.strip())
        if len(pieces) < 2:
            held.append(Line(lines[at].number, lines[at].text.lstrip()))
            at += 1
            continue
        nodes += line_nodes(form_lines(held))
        held = []
        number = lines[at].number
        columns = [[FormLine(squeeze(piece), (number, number))] for piece in pieces]
        start = lines[at].text.rindex(pieces[-1])
        signs = any(pattern.fullmatch(" ".join(map(squeeze, pieces))) for pattern in _PAIRS)
        at += 1
        while at < len(lines):
            number, beside = lines[at].number, _GAP.split(lines[at].text.strip())
            if signs and len(beside) == len(columns):
                # Under "Сдал" and "Принял" stand the names of both, line by line.
                for column, piece in zip(columns, beside, strict=True):
                    column.append(FormLine(squeeze(piece), (number, number)))
            elif _under(lines[at].text, start):
                columns[-1].append(FormLine(squeeze(lines[at].text), (number, number)))
            else:
                break
            at += 1
        nodes.append(columns_node([line_nodes(column) for column in columns]))
    return nodes + line_nodes(form_lines(held))


def _under(text: str, start: int) -> bool:
    """Whether a line stands under a column that begins at `start`: its middle is right of that place."""
    body = text.rstrip()
    indent = len(body) - len(body.lstrip())
    return indent >= 20 and (indent + len(body)) / 2 >= start
