"""Kazakh addresses from the terminals of a clause, and the places of an instruction, each inside the one before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lark import Token as Terminal

from legal.amend.address import Path, Refused, holds, inherit, paths
from legal.amend.pieces import Places, first_of
from legal.amend.tagging import Element, Owner


class Address(tuple[Path, ...]):
    """An address with its numbers: a target each. `joined`: a comma or a conjunction stands before it."""

    joined = False


def address_of(items: Sequence[Any]) -> Address:
    """Elements from large to small, each but the last in the genitive."""
    owner = first_of(items, Owner)
    terminals = [item for item in items if isinstance(item, Terminal) and isinstance(item.value.value, Element)]
    elements: list[Element] = [item.value.value for item in terminals]
    if not elements:
        return Address((Path((), owner),))
    address = Address(paths(elements[-1], _chains(terminals[:-1]), owner))
    first = elements[0]
    address = Address(replace(path, dependent=first.dependent and owner is None) for path in address)
    address.joined = terminals[0].value.bracket
    return address


def _chains(owners: Sequence[Terminal]) -> list[list[Element]]:
    """Genitives before an element: a second one of the same kind is another owner ("3-тармақтың және 4-тармақтың"), and
    one of another kind that has no owner and stands after a conjunction ("9-1-тараудың және 97-1-баптың")."""
    if not owners:
        return []
    alternatives: list[list[Element]] = [[]]
    for owner in owners:
        element: Element = owner.value.value
        last = alternatives[-1]
        if last and owner.value.bracket and not element.dependent and last[-1].kind != element.kind:
            alternatives.append([element])
        elif last and last[-1].kind == element.kind:
            alternatives.append([*last[:-1], element])
        else:
            last.append(element)
    if len({len(chain) for chain in alternatives}) > 1:
        raise Refused("owners of different depth")
    return [list(reversed(chain)) for chain in alternatives]


def scope_of(items: Sequence[Any]) -> tuple[tuple[Path, ...], bool]:
    """The places of an instruction: each inside the one before it, or, after a comma, beside it."""
    groups: list[Address] = []
    everywhere = beside = False
    for item in items:
        if isinstance(item, Places):
            everywhere = everywhere or item.everywhere
            beside = beside or item.besides
        if isinstance(item, (Places, Address)) and item:
            groups.append(item if isinstance(item, Address) else Address(item))
    scope: tuple[Path, ...] = ()
    for group in groups:
        inner = group[0].target
        nested = bool(scope and inner and (not scope[-1].target or holds(scope[-1].target[-1], inner[0])))
        if not scope:
            scope = group
        elif nested and not group.joined:
            scope = tuple(replace(p, target=s.target + p.target, owner=s.owner) for s in scope for p in group)
        elif nested and group.joined and not group[0].dependent and len(scope[-1].target) == 1 and scope[-1].target:
            raise Refused("a place that may be inside the one before it or beside it")
        else:
            scope = inherit([scope, group])
    return (*scope, _beside(scope[-1])) if beside and scope else scope, everywhere


def _beside(path: Path) -> Path:
    """ "9-баптың тақырыбындағы және бүкіл мәтіні бойынша": the whole text of what the heading belongs to."""
    if path.target and path.target[-1].kind in ("heading", "title"):
        return Path(path.target[:-1], path.owner)
    return Path(())
