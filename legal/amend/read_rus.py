"""What the rules of `legal/grammar/rus.lark` mean: one small method a rule."""

# ruff: noqa: D102 -- a method is the meaning of the rule of its name in rus.lark, where the phrase stands

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from lark import Token as Terminal
from lark import v_args

from legal.amend.address import Path, Refused, paths, share, within
from legal.amend.assemble import NewText, Piece, changes, lead_of, line_of
from legal.amend.pieces import (
    Added,
    Ending,
    Listed,
    Places,
    Since,
    Span,
    Until,
    What,
    Words,
    first_of,
    repealed,
    suspended,
)
from legal.amend.syntax import Change, Clause, Opening, RepealActs
from legal.amend.tagging import Element, Owner
from legal.amend.words_rus import RussianWords, scope_of

_LISTS = ("Перечень", "Изменени", "Дополнени")
"""How the name of the list of changes begins that an amending act approves."""


@v_args(inline=True)
class Russian(RussianWords):
    """The tree of a Russian clause to its records."""

    def start(self, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
        return clauses

    # --- addresses

    def owners(self, *items: Any) -> tuple[list[list[Element]], Owner | None]:
        chains: list[list[Element]] = []
        for item in items:
            if not isinstance(item, Terminal):
                continue
            if not chains or item.type == "AND_GEN":
                chains.append([])
            chains[-1].append(item.value.value)
        return chains, first_of(items, Owner)

    def holder(self, token: Terminal) -> Owner:
        owner: Owner = token.value.value
        return owner

    def element(self, head: Terminal, owners: tuple[list[list[Element]], Owner | None]) -> tuple[Path, ...]:
        return paths(head.value.value, owners[0], owners[1])

    def document(self, token: Terminal) -> tuple[Path, ...]:
        return (Path((), token.value.value),)

    def place(self, *spots: tuple[Path, ...]) -> Places:
        return Places(share(spots))

    def everywhere(self, token: Terminal, whose: tuple[Path, ...] = ()) -> Places:
        places = Places(whose)
        places.everywhere = True
        return places

    def and_everywhere(self, token: Terminal, whose: tuple[Path, ...] = ()) -> Places:
        places = self.everywhere(token, whose)
        places.besides = True
        return places

    def and_place(self, conjunction: Terminal, *spots: tuple[Path, ...]) -> Places:
        places = self.place(*spots)
        places.besides = True
        return places

    def comma_place(self, *spots: tuple[Path, ...]) -> Places:
        places = self.place(*spots)
        places.parted = True
        return places

    everywhere_after = everywhere

    def what(self, *items: Any) -> What:
        groups = [paths(items[i].value.value, *items[i + 1]) for i in range(0, len(items), 2)]
        return What(share(groups))

    def whole(self, token: Terminal) -> What:
        return What((Path((), token.value.value),))

    # --- openings

    def opening(self, *items: Any) -> tuple[Clause, ...]:
        into = next(item for item in items if isinstance(item, tuple))
        return _opening(into, first_of(items, Ending))

    def opening_place_first(self, *items: Any) -> tuple[Clause, ...]:
        scope, everywhere = scope_of(items)
        if everywhere:
            raise Refused("an opening for every place")
        return _opening(scope, first_of(items, Ending))

    def into(self, *items: tuple[Path, ...]) -> tuple[Path, ...]:
        return tuple(path for item in items for path in item)

    the_act = document
    the_document = document
    the_element = element

    def some_acts(self, token: Terminal) -> tuple[Path, ...]:
        return ()

    def ends(self, *colon: Terminal) -> Ending:
        return Ending()

    def ends_in_list(self, *items: Any) -> Ending:
        return Ending(first_of(items, Listed).annex)

    def goes_on(self, *items: Any) -> Ending:
        pieces = [i for item in items for i in (item if isinstance(item, (tuple, list)) else ())]
        if pieces and all(isinstance(i, Piece) for i in pieces):
            colon = isinstance(items[-1], Terminal)
            return Ending(None, changes(pieces, colon=colon))
        return Ending(None, [i for i in pieces if isinstance(i, Change)])

    def sentence_of_opening(self, *pieces: Piece) -> list[Piece]:
        return list(pieces)

    def listed(self, *items: Any) -> Listed:
        return Listed(first_of(items, NewText))

    def by_annex(self, *items: Terminal) -> NewText:
        element = next(item.value.value for item in items if item.type in ("DAT", "INS", "LOC"))
        if not isinstance(element, Element) or element.kind != "annex":
            raise Refused("new text according to something else than an annex")
        listed = any(item.type == "THIS_LIST" for item in items)
        named = next((item.value.value for item in items if item.type == "DOC_DAT"), None)
        if named is not None and not (named.name or "").startswith(_LISTS):
            raise Refused("new text according to an annex of another document")
        annexes = tuple(num or "" for num in element.nums)
        return NewText(annexes=annexes, of_list=listed or named is not None)

    def listing_of_changes(self, *items: Any) -> tuple[Clause, ...]:
        return (Opening((), Listed(first_of(items, NewText)).annex),)

    def changes_attached(self, *items: Any) -> tuple[Clause, ...]:
        into = next(item for item in items if isinstance(item, tuple))
        return _opening(into, Ending(Listed(first_of(items, NewText)).annex))

    def listing_of_repeals(self, *items: Any) -> tuple[Clause, ...]:
        return (RepealActs((), Listed(first_of(items, NewText)).annex),)

    # --- leads

    def lead(self, *items: Any) -> tuple[Clause, ...]:
        scope, everywhere = scope_of(items)
        return (lead_of(scope, everywhere=everywhere),)

    def lead_of_elements(self, *items: Any) -> tuple[Clause, ...]:
        scope, everywhere = scope_of(items)
        what: What = first_of(items, What)
        return (lead_of(within(scope, what), everywhere=everywhere),)

    # --- instructions

    def line(self, *items: Any) -> tuple[Clause, ...]:
        return line_of(items, colon=isinstance(items[-1], Terminal))

    def sentence(self, *items: Any) -> tuple[Change, ...]:
        pieces = [item for item in items if isinstance(item, Piece)]
        return changes(pieces, colon=not isinstance(items[-1], Piece))

    def quoted(self, *tokens: Terminal) -> NewText:
        return NewText(quoted=True)

    def annexed_wording(self, *items: Any) -> NewText:
        text: NewText = first_of(items, NewText)
        return text

    def restate(self, *items: Any) -> Piece:
        scope, everywhere = scope_of(items)
        if everywhere:
            raise Refused("an element restated in every place")
        return Piece("replace", scope, first_of(items, What) or (), text=first_of(items, NewText))

    restate_whole = restate
    restate_here = restate
    inverted_restate = restate
    inverted_restate_whole = restate

    def delete(self, *items: Any) -> Piece:
        scope, _ = scope_of(items)
        return Piece("delete", scope, first_of(items, What))

    inverted_delete = delete

    def delete_out_of(self, *items: Any) -> Piece:
        words: Words = first_of(items, Words)
        return Piece("delete-words", _out_of(items), pairs=tuple((word, "") for word in words))

    inverted_delete_out_of = delete_out_of

    def delete_elements_out_of(self, *items: Any) -> Piece:
        return Piece("delete", _out_of(items), first_of(items, What))

    inverted_delete_elements_out_of = delete_elements_out_of

    def repeal_elements(self, *items: Any) -> Piece:
        scope, _ = scope_of(items)
        return Piece("repeal", scope, first_of(items, What))

    repeal_whole = repeal_elements

    def renumber(self, *items: Any) -> Piece:
        scope, _ = scope_of(items)
        new = [item.value.value for item in items if isinstance(item, Terminal) and item.type == "INS"]
        what: What = first_of(items, What)
        if any(element.kind != path.target[-1].kind for element in new for path in what):
            raise Refused("an element counted as one of another kind")
        numbers = tuple(num or "" for element in new for num in element.nums)
        text = first_of(items, NewText) or NewText()
        return Piece("renumber", scope, what, numbers=numbers, text=text)

    def added(self, *items: Any) -> Added:
        groups: list[tuple[Path, ...]] = []
        for at, item in enumerate(items):
            if isinstance(item, Terminal) and item.type == "INS":
                groups.append(paths(item.value.value, *items[at + 1]))
        added = Added(share(groups))
        added.text = first_of(items, NewText) or NewText()
        return added

    def after_element(self, after: Terminal, head: Terminal, owners: Any) -> Path:
        found = paths(head.value.value, *owners)
        return found[-1]

    def add(self, *items: Any) -> Piece:
        scope, everywhere = scope_of(items)
        if everywhere:
            raise Refused("an element added in every place")
        added: Added = first_of(items, Added)
        anchor = first_of(items, Path)
        what = first_of(items, What) or ()
        return Piece("insert", scope, what, tuple(added), anchor, text=added.text)

    add_to_whole = add

    # --- repeals, suspensions

    def repeal_acts(self, *items: Terminal) -> tuple[Clause, ...]:
        return repealed([item.value.value for item in items if item.type == "ACT_ACC"])

    def repeal_group(self, *items: Any) -> tuple[Clause, ...]:
        listed = first_of(items, Listed)
        return (RepealActs((), listed.annex if listed else None),)

    def inverted_repeal(self, *items: Any) -> tuple[Clause, ...]:
        return changes([Piece("repeal", (), first_of(items, What))], colon=False)

    def repeal_several(self, *items: Any) -> tuple[Clause, ...]:
        """ "признать утратившими силу подпункты 4) и 5) пункта 1 приказа … № 333 и приказ … № 20": in their order."""
        acts = repealed([item.value.value for item in items if isinstance(item, Terminal) and item.type == "ACT_ACC"])
        named = changes([Piece("repeal", (), first_of(items, What))], colon=False)
        if any(change.act is None for change in named):
            raise Refused("an element of an act that is not named")
        return (*named, *acts) if isinstance(items[-1], Terminal) else (*acts, *named)

    def inverted_repeal_document(self, *items: Terminal) -> tuple[Clause, ...]:
        return changes([Piece("repeal", (), (Path((), items[-1].value.value),))], colon=False)

    def genitives(self, *items: Any) -> tuple[Path, ...]:
        owner = first_of(items, Owner)
        groups: list[list[Element]] = []
        for item in items:
            if isinstance(item, Terminal):
                if not groups or item.type == "AND_GEN":
                    groups.append([])
                groups[-1].append(item.value.value)
        last = len(groups) - 1
        named = [paths(c[0], [c[1:]] if c[1:] else [], owner if i == last else None) for i, c in enumerate(groups)]
        return share(named)

    document_effect = document

    def since(self, preposition: Terminal, day: Terminal) -> Since:
        return Since(day.value.value.isoformat())

    def until(self, preposition: Terminal, day: Terminal) -> Until:
        return Until(day.value.value.isoformat())

    def until_inclusive(self, preposition: Terminal, day: Terminal, *inclusive: Terminal) -> Until:
        return Until((day.value.value + timedelta(days=1)).isoformat())

    def span(self, *days: Since | Until) -> Span:
        return Span(first_of(days, Since), first_of(days, Until))

    def suspend(self, *items: Any) -> tuple[Clause, ...]:
        what = next(item for item in items if isinstance(item, tuple) and not isinstance(item, (Terminal, Span)))
        meanwhile = any(isinstance(item, Terminal) and item.type == "MEANWHILE" for item in items)
        return suspended(what, first_of(items, Span), meanwhile=meanwhile)

    def resume(self, *items: Any) -> tuple[Clause, ...]:
        what = next(item for item in items if isinstance(item, tuple))
        return changes([Piece("resume", (), what)], colon=False)


def _out_of(items: Sequence[Any]) -> tuple[Path, ...]:
    """ "из пункта 3 исключить …": the place is the one item that is neither words nor elements nor a terminal."""
    return next(tuple(item) for item in items if isinstance(item, tuple) and not isinstance(item, (Words, What)))


def _opening(into: Sequence[Path], ending: Ending) -> tuple[Clause, ...]:
    owners = list(dict.fromkeys(path.owner for path in into if path.owner is not None))
    targets = [path.target for path in into if path.target]
    names = {owner.name for owner in owners if owner.name}
    if len(targets) > 1 or len(names) > 1 or (names and len(owners) > 1):
        raise Refused("an opening for several elements or documents")
    if into and not any(owner.ref for owner in owners) and not names and not targets:
        raise Refused("an opening that names no act")
    refs = tuple(owner.ref for owner in owners if owner.ref is not None)
    opening = Opening(refs, ending.list_annex, next(iter(names), None), targets[0] if targets else ())
    return (opening, *ending.sentence)
