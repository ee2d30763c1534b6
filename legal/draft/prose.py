"""The own lines of an element: части, абзацы, the подпункты that they introduce, tables that stand among them.

Части are aligned in order; a changed one is changed line by line, by its подпункты, or restated. Instructions that
shift positions go from the last to the first, so that each position counts the same before and after those done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from legal.draft.counting import LAST_ORDINAL, capital, follows, lines, names, parts
from legal.draft.edits import Coarser, Edit
from legal.draft.faces import bare, face, faces, size
from legal.draft.quoting import quotable
from legal.records import Action, Kind, Node, Step, Target
from legal.versions.order import number_key

_MOST = 0.75
"""The share of a часть from which on it is restated as a whole rather than line by line."""
Nested = Callable[[Node | None, Node | None, Target, Target], Sequence[Edit]]
Rows = Callable[[Node, Node, Target], list[Edit]]
_COUNTED: frozenset[Kind] = frozenset({"article", "paragraph", "subparagraph"})
_OWN: frozenset[Kind] = frozenset({"part", "alinea", "table", "heading", "sentence"})


def prose_edits(old: Node, new: Node, target: Target, nested: Nested, rows: Rows) -> list[Edit]:
    """The edits of the lines of an element and of the подпункты and rows among them. Raises Coarser."""
    before, after = _parts(old), _parts(new)
    if [faces([part]) for part in before] == [faces([part]) for part in after]:
        return []
    found = _Prose(old, new, target, nested, rows).edits(before, after)
    if any(edit.target[-1].kind in ("part", "alinea") and not _may_count(old, edit.target[-1]) for edit in found):
        raise Coarser("lines that stand in no numbered element are not counted")
    return found


def _may_count(container: Node, step: Step) -> bool:
    """Whether an order counts the lines of such an element, and has an ordinal for the position."""
    return container.kind in _COUNTED and step.num is not None and int(step.num) <= LAST_ORDINAL


def _parts(node: Node) -> list[Node]:
    """The части of an element; lines that stand in none make one of their own."""
    found: list[Node] = []
    loose: list[Node] = []
    subs = any(child.kind in ("part", "alinea") for child in node.children)
    for child in node.children:
        if child.kind == "part":
            found += [Node("part", children=tuple(loose))] if loose else []
            found.append(child)
            loose = []
        elif child.kind in _OWN or (child.kind == "subparagraph" and subs):
            loose.append(child)
    return found + ([Node("part", children=tuple(loose))] if loose else [])


@dataclass(slots=True)
class _Prose:
    old: Node
    new: Node
    target: Target
    nested: Nested
    rows: Rows

    def edits(self, before: list[Node], after: list[Node]) -> list[Edit]:
        """Align the части and edit each pair."""
        matcher = SequenceMatcher(None, [faces([p]) for p in before], [faces([p]) for p in after], autojunk=False)
        groups: list[list[Edit]] = []
        inner: list[Edit] = []
        steady = True
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            if tag == "equal":
                continue
            paired = min(i2 - i1, j2 - j1)
            for offset in range(paired):
                found, below, same = self._pair(i1 + offset, before, after[j1 + offset])
                groups.append(found)
                inner += below
                steady = steady and same
            if i2 - i1 > paired:
                groups += [self._delete(i, before) for i in range(i1 + paired, i2)]
                steady = False
            elif j2 - j1 > paired:
                groups.append(self._insert(i1 + paired, before, after[j1 + paired : j2]))
                steady = steady and i1 + paired == len(before)
        ordered = groups if steady else groups[::-1]
        return [edit for group in ordered for edit in group] + inner

    def _pair(self, index: int, before: list[Node], new: Node) -> tuple[list[Edit], list[Edit], bool]:
        """A changed часть: edits of its lines, edits below them, and whether no position shifts."""
        old = before[index]
        whole = self._restate(index, before, new)
        try:
            found, below, steady = self._lines(old, new, before, index)
        except Coarser:
            if whole is None:
                raise
            return [whole], [], _steady(lines(old), lines(new))
        spent = sum(size(node) for edit in found for node in edit.content)
        if whole is not None and not below and spent >= _MOST * size(new):
            return [whole], [], _steady(lines(old), lines(new))
        return found, below, steady

    def _restate(self, index: int, before: list[Node], new: Node) -> Edit | None:
        node = before[index]
        if len(before) == 1 or not self._named(node) or not names(self.old, "part", index, node):
            return None
        return self._made("replace", Step("part", str(index + 1)), new)

    def _named(self, part: Node) -> bool:
        """Whether a часть is one in print: an element of the text that holds lines alone."""
        return self._set_off(part) and all(child.kind == "alinea" for child in part.children)

    def _set_off(self, part: Node) -> bool:
        return any(each is part for each in parts(self.old))

    def _made(self, action: Action, step: Step, new: Node) -> Edit | None:
        if any(child.kind != "alinea" for child in new.children):
            return None
        content = quotable((bare(new),), (*self.target, step))
        return Edit(action, (*self.target, step), content) if content is not None else None

    def _delete(self, index: int, before: list[Node]) -> list[Edit]:
        node = before[index]
        if self._set_off(node) and names(self.old, "part", index, node):
            return [Edit("delete", (*self.target, Step("part", str(index + 1))))]
        # A часть that has no certain place: its абзацы may have, the last first.
        own = lines(self.old)
        places = [next(at for at, line in enumerate(own) if line is each) for each in lines(node)]
        if any(child.kind != "alinea" for child in node.children) or len(own) == len(places):
            raise Coarser
        return [self._alinea("delete", at, own[at], None) for at in reversed(places)]

    def _insert(self, index: int, before: list[Node], new: Sequence[Node]) -> list[Edit]:
        anchor = before[index - 1] if index else None
        if (anchor is not None and not self._set_off(anchor)) or not follows(self.old, "part", index, anchor):
            raise Coarser
        if not before:
            raise Coarser
        found = []
        for offset, node in enumerate(new):
            made = self._made("insert", Step("part", str(index + 1 + offset)), node)
            if made is None:
                raise Coarser
            found.append(made)
        return found

    def _lines(self, old: Node, new: Node, before: list[Node], index: int) -> tuple[list[Edit], list[Edit], bool]:
        """The edits inside one часть: its абзацы, and the подпункты and tables among them."""
        found, steady = self._alineas(old, new)
        below: list[Edit] = self._below(old, new, before, index)
        if below and not _interleaved(old, new):
            raise Coarser
        return found, below, steady

    def _alineas(self, old: Node, new: Node) -> tuple[list[Edit], bool]:
        mine, theirs = lines(old), lines(new)
        if [face(line) for line in mine] == [face(line) for line in theirs]:
            return [], True
        own = lines(self.old)
        first = next((i for i, line in enumerate(own) if mine and line is mine[0]), None)
        if first is None or len(own) == 1 or _apart(mine) != _apart(theirs):
            raise Coarser
        if len(mine) != len(theirs) and any(child.kind != "alinea" for child in (*old.children, *new.children)):
            raise Coarser
        groups: list[list[Edit]] = []
        matcher = SequenceMatcher(None, [face(line) for line in mine], [face(line) for line in theirs], autojunk=False)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            if tag == "equal":
                continue
            paired = min(i2 - i1, j2 - j1)
            pairs = range(paired)
            groups += [[self._alinea("replace", first + i1 + k, mine[i1 + k], theirs[j1 + k])] for k in pairs]
            groups += [[self._alinea("delete", first + i, mine[i], None)] for i in range(i1 + paired, i2)]
            if j2 - j1 > paired:
                at = first + i1 + paired
                anchor = own[at - 1] if at else None
                if not any(each is anchor for each in mine) or not follows(self.old, "alinea", at, anchor):
                    raise Coarser
                groups.append([self._new_alinea(at + k, line) for k, line in enumerate(theirs[j1 + paired : j2])])
        last = [op for op in matcher.get_opcodes() if op[0] != "equal"][-1]
        grows = all(op[2] - op[1] == op[4] - op[3] for op in matcher.get_opcodes() if op is not last and op != last)
        grows = grows and last[2] == len(mine) and last[4] - last[3] >= last[2] - last[1]
        grows = grows and _steady(mine, theirs[: len(mine)])
        return [edit for group in (groups if grows else groups[::-1]) for edit in group], _steady(mine, theirs)

    def _alinea(self, action: Action, position: int, old: Node, new: Node | None) -> Edit:
        if not names(self.old, "alinea", position, old):
            raise Coarser
        step = Step("alinea", str(position + 1))
        if new is None:
            return Edit(action, (*self.target, step))
        content = quotable((bare(new),), (*self.target, step))
        if content is None or old.label != new.label:
            raise Coarser
        return Edit(action, (*self.target, step), content)

    def _new_alinea(self, position: int, new: Node) -> Edit:
        step = Step("alinea", str(position + 1))
        content = quotable((bare(new),), (*self.target, step))
        if content is None:
            raise Coarser
        return Edit("insert", (*self.target, step), content)

    def _below(self, old: Node, new: Node, before: list[Node], index: int) -> list[Edit]:
        """The подпункты of a часть by number, and the rows of its tables."""
        mine, theirs = _subs(old), _subs(new)
        if [key for key in mine if key in theirs] != [key for key in theirs if key in mine]:
            raise Coarser
        if len(mine) != _count(old) or len(theirs) != _count(new):
            raise Coarser
        elsewhere = {num for at, part in enumerate(before) if at != index for num in _subs(part)}
        repeated = bool(elsewhere & (mine.keys() | theirs.keys()))
        # The number alone is not enough where two части enumerate.
        path = (*self.target, Step("part", str(index + 1))) if repeated else self.target
        if repeated and not names(self.old, "part", index, old):
            raise Coarser
        found: list[Edit] = []
        for num in sorted(mine.keys() | theirs.keys(), key=number_key):
            one, other = mine.get(num), theirs.get(num)
            if one is None or other is None or face(one) != face(other):
                found += self.nested(one, other, (*path, Step("subparagraph", num)), self.target)
        return found + self._rows(old, new)

    def _rows(self, old: Node, new: Node) -> list[Edit]:
        mine, theirs = ([c for c in part.children if c.kind not in ("alinea", "subparagraph")] for part in (old, new))
        if [face(each) for each in mine] == [face(each) for each in theirs]:
            return []
        if len(mine) != len(theirs) or any(c.kind != "table" for c in (*mine, *theirs)):
            raise Coarser
        if sum(each.kind == "table" for each in _tables(self.old)) != 1:
            raise Coarser
        return self.rows(mine[0], theirs[0], self.target)


def _tables(node: Node) -> list[Node]:
    found = [node] if node.kind == "table" else []
    return found + [each for child in node.children for each in _tables(child)]


def _apart(found: Sequence[Node]) -> list[tuple[str, str]]:
    """The lines with a role of their own: none of them may be changed by its position."""
    return [(line.role, line.text) for line in found if line.role]


def _subs(part: Node) -> dict[str, Node]:
    return {child.num: child for child in part.children if child.kind == "subparagraph" and child.num is not None}


def _count(part: Node) -> int:
    return sum(child.kind == "subparagraph" for child in part.children)


def _interleaved(old: Node, new: Node) -> bool:
    """Whether lines stand before and after the подпункты as they did."""
    shapes = []
    for part in (old, new):
        kinds = [child.kind == "subparagraph" for child in part.children]
        shape = [kind for at, kind in enumerate(kinds) if at == 0 or kind != kinds[at - 1] or not kind]
        shapes.append(shape)
    return shapes[0] == shapes[1] or not _count(old) or not _count(new)


def _steady(old: Sequence[Node], new: Sequence[Node]) -> bool:
    """Whether no position shifts: as many lines, each with a capital where it had one; more may follow at the end."""
    return len(old) == len(new) and all(capital(a.text) == capital(b.text) for a, b in zip(old, new, strict=True))
