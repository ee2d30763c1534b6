"""Ruled tables of a PDF page: the lines drawn on it, and the cells that they enclose.

Positions are points, y upwards, in the page as it is turned for reading.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_THIN = 3.0
_SHORT = 4.0
_SNAP = 3.0
_CUT = 3

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: where it lies (`at`), and from where to where it runs. A level one lies at a y and runs along x."""

    level: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Region:
    """A cell: its row and column in the grid, how many it covers, and its edges."""

    row: int
    column: int
    rowspan: int
    colspan: int
    left: float
    right: float
    bottom: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the cell."""
        return self.left <= x < self.right and self.bottom <= y < self.top


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its cells from the top left, its edges, and its columns' edges. `even` False: the lines enclose
    an area that is no rectangle.
    """

    regions: tuple[Region, ...]
    left: float
    right: float
    bottom: float
    top: float
    columns: tuple[float, ...]
    even: bool = True

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the table."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


def rules_of(page: Any, raw: Any, size: tuple[float, float], turn: int) -> tuple[Rule, ...]:
    """The level and upright lines drawn on a page, thin rectangles included. `size` is the page as read."""
    made: list[Rule] = []
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        matrix = _matrix(item)
        for a, b in _segments(item, raw, matrix):
            (x0, y0), (x1, y1) = (_turned(point, size, turn) for point in (a, b))
            if abs(y0 - y1) <= _THIN / 2 and abs(x0 - x1) >= _SHORT:
                made.append(Rule(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x0 - x1) <= _THIN / 2 and abs(y0 - y1) >= _SHORT:
                made.append(Rule(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return tuple(made)


def _matrix(item: Any) -> Matrix:
    """The matrix of an object through the forms that hold it."""
    matrix: Matrix = item.get_matrix().get()
    holder = item.container
    while holder is not None:
        matrix = _times(matrix, holder.get_matrix().get())
        holder = holder.container
    return matrix


def _times(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _segments(item: Any, raw: Any, m: Matrix) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight pieces of a path in page coordinates; a path that is neither filled nor stroked shows nothing."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    if not fill.value and not stroke.value:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    here = start = (0.0, 0.0)
    for index in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (m[0] * x.value + m[2] * y.value + m[4], m[1] * x.value + m[3] * y.value + m[5])
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield here, point
        here = point
        if raw.FPDFPathSegment_GetClose(segment):
            yield here, start


def _turned(point: tuple[float, float], size: tuple[float, float], turn: int) -> tuple[float, float]:
    x, y = point
    width, height = size
    match turn:
        case 90:
            return y, height - x
        case 180:
            return width - x, height - y
        case 270:
            return width - y, x
        case _:
            return point


def grids_of(rules: Sequence[Rule]) -> tuple[Grid, ...]:
    """The ruled tables that lines make, from the top of the page; a frame around one cell is none."""
    merged = _merged(rules)
    merged += _implied(merged)
    made = [grid for group in _groups(merged) if (grid := _grid(group)) is not None]
    return tuple(sorted(made, key=lambda grid: -grid.top))


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces of one line joined; the two edges of a thin rectangle are one line."""
    made: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (r.level, round(r.at), r.start)):
        same = None
        for index in range(len(made) - 1, -1, -1):
            other = made[index]
            # Sorted by their place: what lies further off than this belongs to other lines.
            if other.level != rule.level or rule.at - other.at > 2 * _SNAP:
                break
            overlap = rule.start <= other.end + _SNAP and other.start <= rule.end + _SNAP
            if abs(other.at - rule.at) <= _SNAP and overlap:
                same = index
                break
        if same is None:
            made.append(rule)
        else:
            other = made[same]
            made[same] = Rule(rule.level, other.at, min(other.start, rule.start), max(other.end, rule.end))
    return made


def _implied(rules: Sequence[Rule]) -> list[Rule]:
    """The edges that a table lacks where the end of a page cuts it: three upright lines or more that end together."""
    upright = [rule for rule in rules if not rule.level]
    made: list[Rule] = []
    for at in _places(end for rule in upright for end in (rule.start, rule.end)):
        ending = [r.at for r in upright if abs(r.start - at) <= _SNAP or abs(r.end - at) <= _SNAP]
        if len(ending) < _CUT:
            continue
        left, right = min(ending), max(ending)
        if not any(_drawn(rules, True, at, x) for x in ((a + b) / 2 for a, b in pairwise(sorted(ending)))):
            made.append(Rule(True, at, left, right))
    return made


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Lines that touch one another, as groups."""
    left = list(rules)
    groups: list[list[Rule]] = []
    while left:
        group = [left.pop()]
        at = 0
        while at < len(group):
            touching = [rule for rule in left if _touch(group[at], rule)]
            left = [rule for rule in left if rule not in touching]
            group += touching
            at += 1
        groups.append(group)
    return groups


def _touch(a: Rule, b: Rule) -> bool:
    if a.level == b.level:
        return False
    return a.start - _SNAP <= b.at <= a.end + _SNAP and b.start - _SNAP <= a.at <= b.end + _SNAP


def _grid(rules: Sequence[Rule]) -> Grid | None:
    xs = _places(rule.at for rule in rules if not rule.level)
    ys = _places(rule.at for rule in rules if rule.level)[::-1]
    if len(xs) < 2 or len(ys) < 2:
        return None
    regions, even = _regions(rules, xs, ys)
    if len(regions) < 2:
        return None
    return Grid(tuple(regions), xs[0], xs[-1], ys[-1], ys[0], tuple(xs), even)


def _places(values: Iterable[float]) -> list[float]:
    """Values closer than the snap as one."""
    made: list[float] = []
    for value in sorted(values):
        if not made or value - made[-1] > _SNAP:
            made.append(value)
    return made


def _regions(rules: Sequence[Rule], xs: list[float], ys: list[float]) -> tuple[list[Region], bool]:
    """Unit cells joined where no line parts them. `ys` run from the top."""
    columns, rows = len(xs) - 1, len(ys) - 1
    owner = list(range(rows * columns))

    def root(unit: int) -> int:
        while owner[unit] != unit:
            owner[unit] = owner[owner[unit]]
            unit = owner[unit]
        return unit

    for row in range(rows):
        for column in range(columns):
            unit = row * columns + column
            x, y = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
            if column + 1 < columns and not _drawn(rules, False, xs[column + 1], y):
                owner[root(unit + 1)] = root(unit)
            if row + 1 < rows and not _drawn(rules, True, ys[row + 1], x):
                owner[root(unit + columns)] = root(unit)
    members: dict[int, list[tuple[int, int]]] = {}
    for unit in range(rows * columns):
        members.setdefault(root(unit), []).append(divmod(unit, columns))
    made: list[Region] = []
    even = True
    for units in members.values():
        top, bottom = min(r for r, _ in units), max(r for r, _ in units) + 1
        left, right = min(c for _, c in units), max(c for _, c in units) + 1
        even &= len(units) == (bottom - top) * (right - left)
        made.append(Region(top, left, bottom - top, right - left, xs[left], xs[right], ys[bottom], ys[top]))
    return sorted(made, key=lambda region: (region.row, region.column)), even


def _drawn(rules: Sequence[Rule], level: bool, at: float, across: float) -> bool:
    return any(r.level == level and abs(r.at - at) <= _SNAP and r.start <= across <= r.end for r in rules)
