"""The fields of one form in two languages, set side by side where there is no doubt which is which.

A form in the other language is another text, and its words may stand in another order. Two fields are the same where
both forms have the same blocks with as many blanks, and in each block the kinds alone say which blank answers to
which. One doubt anywhere, and nothing is aligned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from forms.asked import RuleName, asked
from forms.definition import Definition, RowGroup, lines
from forms.records import Blank, Block, FieldKind

_Rule = tuple[RuleName, FieldKind]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Names of the fields of one form to those of the other, and the same of the columns of each table to fill."""

    fields: Mapping[str, str]
    columns: tuple[Mapping[str, str], ...]


def aligned(one: Definition, other: Definition) -> Alignment | None:
    """The fields of a form beside those of the same form in another language; None where any of it is in doubt.

    Both must be the wording that the same order gave on the same day.
    """
    same = (one.id, one.version.order, one.version.start) == (other.id, other.version.order, other.version.start)
    if not same or [type(block) for block in one.blocks] != [type(block) for block in other.blocks]:
        return None
    rules = _rules(one), _rules(other)
    fields: dict[str, str] = {}
    for mine, theirs in zip(one.blocks, other.blocks, strict=True):
        pairs = _paired(_named(mine), _named(theirs), *rules)
        if pairs is None or any(fields.setdefault(name, their) != their for name, their in pairs):
            return None
    if len(fields) != len(one.fields) or len(set(fields.values())) != len(other.fields):
        return None
    columns = _columns(one.groups, other.groups)
    return None if columns is None else Alignment(fields, columns)


def _rules(form: Definition) -> dict[str, _Rule]:
    return {one.name: (asked(one).rule, one.field.kind) for one in form.fields}


def _named(block: Block) -> list[str]:
    """The fields of a block in reading order, each once."""
    blanks = (part for line in lines(block) for part in line.parts if isinstance(part, Blank))
    return list(dict.fromkeys(blank.field for blank in blanks))


def _paired(
    mine: Sequence[str], theirs: Sequence[str], rules: Mapping[str, _Rule], their_rules: Mapping[str, _Rule]
) -> list[tuple[str, str]] | None:
    """Fields of one block by their rules: the only one of each rule."""
    by_rule = {their_rules[name]: name for name in theirs}
    kinds = [rules[name] for name in mine]
    if len(by_rule) != len(theirs) or len(set(kinds)) != len(kinds) or set(kinds) != set(by_rule):
        return None
    return [(name, by_rule[rules[name]]) for name in mine]


def _columns(mine: Sequence[RowGroup], theirs: Sequence[RowGroup]) -> tuple[Mapping[str, str], ...] | None:
    """Columns stand in one order in both languages; their rules have to agree one by one."""
    if len(mine) != len(theirs):
        return None
    made = [dict(pairs) for group, other in zip(mine, theirs, strict=True) if (pairs := _in_order(group, other))]
    return tuple(made) if len(made) == len(mine) else None


def _in_order(group: RowGroup, other: RowGroup) -> list[tuple[str, str]]:
    rules = [[(asked(column).rule, column.field.kind) for column in one.columns] for one in (group, other)]
    return list(_names(group, other)) if rules[0] == rules[1] else []


def _names(group: RowGroup, other: RowGroup) -> Iterator[tuple[str, str]]:
    yield from zip((one.name for one in group.columns), (one.name for one in other.columns), strict=True)
