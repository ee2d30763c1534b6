"""From the pieces of a sentence to changes: what each verb does, to which targets, with which words.

A sentence may hold several instructions; what one names as its place holds for the next ("в пункте 5 слова … исключить,
дополнить подпунктом 3) …", "2-тармақтағы … деген сөз … ауыстырылып, мынадай мазмұндағы 3) тармақшамен …").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from legal.amend.address import Path, Refused, inherit, names_said, said, within
from legal.amend.syntax import Change, Clause, Lead
from legal.amend.tagging import Owner
from legal.records import Action, ActRef, Step, Target
from legal.vocabulary.numerals import LAST

Pairs = tuple[tuple[str, str], ...]

# Kinds of which a new one without a number stands after the last, or after the one named.
_COUNTED = frozenset({"part", "alinea", "sentence"})
# Kinds whose numbers stand in the new text where the instruction gives none.
_NUMBERED_BY_TEXT = frozenset({"row", "paragraph", "subparagraph", "article"})
_TEXTS = frozenset({"paragraph", "subparagraph"})
_UNNUMBERED = frozenset({"preamble", "note", "heading", "title", "table", "annex", "contents", "caption"})


@dataclass(frozen=True, slots=True)
class NewText:
    """Where the new text is: in quotes after the clause, or in annexes of the amending act, by their numbers.

    `of_list`: the annexes are those of the list of changes that the amending act approves.
    """

    quoted: bool = False
    annexes: tuple[str, ...] = ()
    of_list: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """One instruction as the grammar reads it.

    scope     where ("в пункте 5"); () where the instruction names no place
    subjects  what the verb is about ("подпункт 3)"), relative to the scope
    added     new elements ("подпунктом 4)"); `after` the element after which they go
    pairs     words, as in `legal.amend.syntax.Change`
    """

    action: Action
    scope: tuple[Path, ...] = ()
    subjects: tuple[Path, ...] = ()
    added: tuple[Path, ...] = ()
    after: Path | None = None
    pairs: Pairs = ()
    text: NewText = field(default_factory=NewText)
    before: bool = False
    everywhere: bool = False
    inflected: bool = False
    numbers: tuple[str, ...] = ()
    until: str | None = None
    since: str | None = None


def changes(pieces: Iterable[Piece], *, colon: bool) -> tuple[Change, ...]:
    """The changes of a sentence in order. `colon`: the clause ends with one, so that new text follows.

    Raises Refused where what is meant is not certain.
    """
    found: list[Change] = []
    scope: tuple[Path, ...] = ()
    before: tuple[Path, ...] = ()
    everywhere = False
    for piece in pieces:
        piece = piece if scope else _owned(piece, before)
        piece = _of_said(piece, before or scope)
        piece = piece if scope else _added_beside(piece, before)
        if piece.scope:
            scope = within(scope, piece.scope)
            everywhere = False
        everywhere = everywhere or piece.everywhere
        about = within(scope, piece.subjects) if piece.subjects else scope
        found += _of_piece(replace(piece, everywhere=everywhere), about, colon)
        before = about
        if piece.subjects and (piece.pairs or piece.added):
            scope = about
    waiting = [change for change in found if change.text_follows]
    if len(waiting) > 1 or (waiting and found[-1] is not waiting[0]):
        raise Refused("new text is announced before the end of the sentence")
    if colon and not waiting:
        raise Refused("a colon, and no new text announced")
    return tuple(found)


def _of_said(piece: Piece, before: tuple[Path, ...]) -> Piece:
    """ "текст статьи 5 считать пунктом 1, дополнив статью пунктом 2": of the article that the sentence named before."""
    if len(before) != 1:
        return piece
    here = before[0].target
    return replace(
        piece,
        scope=tuple(replace(path, target=said(path.target, here)) for path in piece.scope),
        subjects=tuple(replace(path, target=_said_alone(path.target, here)) for path in piece.subjects),
    )


def _added_beside(piece: Piece, before: tuple[Path, ...]) -> Piece:
    """ "пункты 3 и 4 статьи 5 считать пунктами 4 и 5, дополнить пунктом 3": a paragraph of that article."""
    if not piece.added or piece.scope or piece.subjects or piece.after is not None:
        return piece
    new = piece.added[0].target[0].kind
    above = {(path.target[:-1], path.owner) for path in before if path.target and path.target[-1].kind == new}
    if len(above) != 1:
        return piece
    target, owner = above.pop()
    return replace(piece, scope=(Path(target, owner),)) if target or owner else piece


def _said_alone(target: Target, before: Target) -> Target:
    """ "дополнив статью пунктом 2": the element itself, that something is added to."""
    inside = (*target, Step("alinea", "1"))
    return said(inside, before)[:-1] if names_said(inside) else target


def _owned(piece: Piece, before: tuple[Path, ...]) -> Piece:
    """A piece whose place is possessive and has no owner in it, with that of what the sentence named before it.

    "5-тармақтың 3) тармақшасы алып тасталсын, 4) тармақшасындағы … ауыстырылсын": both are in paragraph 5.
    """
    if not before:
        return piece
    if piece.scope and piece.scope[0].dependent:
        return replace(piece, scope=inherit([before, piece.scope])[len(before) :])
    if not piece.scope and piece.subjects and piece.subjects[0].dependent:
        return replace(piece, subjects=inherit([before, piece.subjects])[len(before) :])
    return piece


def line_of(items: Sequence[object], *, colon: bool) -> tuple[Clause, ...]:
    """The clauses of a line: instructions, and lead lines among them; each holds for what follows it.

    `items` are pieces, and the tuples that a lead line makes. Raises Refused where what is meant is not certain.
    """
    found: list[Clause] = []
    group: list[Piece] = []
    for item in items:
        if isinstance(item, Piece):
            group.append(item)
        elif isinstance(item, tuple):
            found += changes(group, colon=False)
            found += item
            group = []
    if any(isinstance(clause, Change) and clause.text_follows for clause in found):
        raise Refused("new text is announced before the end of the line")
    return (*found, *(changes(group, colon=colon) if group else ()))


def _of_piece(piece: Piece, about: Sequence[Path], colon: bool) -> list[Change]:
    targets = list(about) or [Path(())]
    if piece.added:
        targets = list(_new_elements(piece, about))
    if piece.numbers:
        return _renumbered(piece, targets, colon)
    if piece.text.annexes and len(piece.text.annexes) != len(targets):
        raise Refused(f"{len(piece.text.annexes)} annexes for {len(targets)} targets")
    needs_text = not piece.pairs and piece.action in ("insert", "replace")
    follows = needs_text and not piece.text.annexes
    if follows and not (piece.text.quoted or colon):
        raise Refused("the new text is announced nowhere")
    base = Change(
        piece.action, (), piece.pairs, piece.text.annexes, follows, before=piece.before,
        everywhere=piece.everywhere, inflected=piece.inflected, until=piece.until, since=piece.since,
        of_list=piece.text.of_list,
    )  # fmt: skip
    return _by_owner(base, targets)


def _by_owner(base: Change, targets: Sequence[Path]) -> list[Change]:
    """One change for each document or act that the targets belong to."""
    owners = {path.owner for path in targets}
    if len(owners) > 1:
        if base.annexes or base.text_follows:
            raise Refused("targets in two documents share one new text")
        return [change for owner in dict.fromkeys(p.owner for p in targets)
                for change in _by_owner(base, [p for p in targets if p.owner == owner])]  # fmt: skip
    owner = next(iter(owners))
    check_numbers(base.action, targets)
    found = replace(base, targets=tuple(path.target for path in targets))
    if owner is None:
        return [found]
    act: ActRef | None = owner.ref
    return [replace(found, component=owner.name, act=act, of_act=owner.of_act)]


def check_numbers(action: Action, targets: Sequence[Path]) -> None:
    """Raise Refused for an element without a number: only new parts and alineas, and kinds that have none, lack one."""
    for path in targets:
        *above, last = path.target or (Step("preamble"),)
        # "дополнить строками следующего содержания:": the numbers stand in the new text.
        allowed = _UNNUMBERED | _COUNTED | _NUMBERED_BY_TEXT if action == "insert" else _UNNUMBERED
        if names_said(path.target):
            # "пункт 4 статьи": the article that a lead line names.
            above = above[1:]
        # "текст статьи считать пунктом 1": what the article holds, so far without a number.
        allowed = allowed | _TEXTS if action == "renumber" else allowed
        steps = [step for step in above if step.kind not in _UNNUMBERED]
        unnamed = last.num is None and last.title is None and last.kind not in allowed
        if unnamed or any(step.num is None and step.title is None for step in steps):
            raise Refused("an element without a number")


def lead_of(scope: Sequence[Path], *, everywhere: bool) -> Lead:
    """A lead line: the elements or documents that it names.

    Raises Refused for one that names none.
    """
    if everywhere or not scope or (len(scope) > 1 and not all(path.target or path.owner for path in scope)):
        raise Refused("a lead line for every place")
    check_numbers("replace", scope)
    first, *others = (_lead(path) for path in scope)
    return replace(first, others=tuple(others))


def _lead(path: Path) -> Lead:
    owner = path.owner or Owner()
    return Lead(path.target, owner.name, owner.ref, owner.of_act)


def _renumbered(piece: Piece, targets: Sequence[Path], colon: bool) -> list[Change]:
    """New numbers, and the new text of the elements under them: "пункт 2 считать пунктом 3 и изложить …:"."""
    if len(piece.numbers) != len(targets):
        raise Refused(f"{len(piece.numbers)} new numbers for {len(targets)} targets")
    found: list[Change] = []
    for path, number in zip(targets, piece.numbers, strict=True):
        found += _by_owner(Change("renumber", (), new_number=number), [path])
    if piece.text == NewText():
        return found
    there = [
        replace(path, target=(*path.target[:-1], replace(path.target[-1], num=number)))
        for path, number in zip(targets, piece.numbers, strict=True)
    ]
    return found + _of_piece(replace(piece, action="replace", numbers=()), there, colon)


def _new_elements(piece: Piece, about: Sequence[Path]) -> tuple[Path, ...]:
    """The addresses of new elements: in their owner, after the element named, numbered where the clause is not."""
    if len(about) > 1:
        raise Refused("one new element for several owners")
    owner = about[0] if about else Path(())
    after = piece.after
    if after is not None:
        after = within((owner,), (after,))[0] if about else after
        if after.target[-1].kind == "heading" and all(_is_heading(path) for path in piece.added):
            # "после заголовка статьи 232 дополнить заголовком статьи 232-1": the place follows from the number.
            after = replace(after, target=after.target[:-1])
        owner = Path(after.target[:-1], after.owner)
    found: list[Path] = []
    for path in piece.added:
        first = path.target[0]
        if after is not None:
            path = replace(path, target=(_after(after.target[-1], first), *path.target[1:]))
        elif first.num is None and first.title is None and first.kind not in _COUNTED | _UNNUMBERED | _NUMBERED_BY_TEXT:
            raise Refused(f"a new {first.kind} without a number")
        placed = within((owner,), (path,), strict=False)[0]
        depth = len(owner.target)
        inside = placed.target[:depth] == owner.target and len(placed.target) > depth
        # "в подпункте 3) пункта 2 слова … исключить, дополнить подпунктом 4)": beside it, where the words stand.
        beside = not piece.subjects and after is None and placed.target != owner.target
        if depth and not (inside or beside):
            raise Refused("a new element as large as its owner")
        found.append(placed)
    return tuple(found)


def _is_heading(path: Path) -> bool:
    return len(path.target) > 1 and path.target[-1].kind == "heading"


def _after(anchor: Step, new: Step) -> Step:
    """The number of a new element after another: counted on for parts and alineas, its own for the rest."""
    if anchor.kind != new.kind:
        raise Refused(f"a new {new.kind} after a {anchor.kind}")
    if anchor.kind not in _COUNTED:
        if new.num is None:
            raise Refused(f"a new {new.kind} without a number")
        return new
    if anchor.num == LAST:
        return new
    if anchor.num is None or not anchor.num.isdigit():
        raise Refused("an anchor without a number")
    expected = str(int(anchor.num) + 1)
    if new.num is not None and (not new.num.isdigit() or int(new.num) < int(expected)):
        raise Refused(f"a new {new.kind} {new.num} after {anchor.num}")
    return Step(new.kind, new.num or expected)


def pairs_of(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Words replaced pair by pair, or all of them by one."""
    if len(new) == 1:
        return tuple((word, new[0]) for word in old)
    if len(old) != len(new):
        raise Refused(f"{len(new)} words for {len(old)}")
    return tuple(zip(old, new, strict=True))
